package service_test

import (
	"errors"

	"xuncha/model"
)

// errSaw says that a caller got to see a thing that is none of its business.
var errSaw = errors.New("a foreign thing was seen")

// What a caller from another county must get.
const (
	missing = "not_found"
	nothing = ""       // an empty list
	anyone  = "anyone" // what belongs to no region
)

// operation is one public method of a service, made ready to be called once on a thing of county B.
type operation struct {
	method  string
	needs   model.Permission
	scope   model.Scope // of the caller who may; county B when empty
	foreign string      // refusal of a caller of county A
	changes string      // what is written to the trail, in order; empty for a reading method
	ready   func(w *world) func(a model.Actor) error
}

// call makes a ready of something that needs no preparation.
func call(fn func(w *world, a model.Actor) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error { return func(a model.Actor) error { return fn(w, a) } }
}

func only[T any](_ T, err error) error { return err }

// empty turns a list that shows something into an error.
func empty[T any](items []T, err error) error {
	if err == nil && len(items) > 0 {
		return errSaw
	}
	return err
}

func unexpected[T any](rows []T) error { return empty(rows, nil) }

var everything = model.ListRequest{ByKey: true, Limit: model.MaxLimit}

func operations() []operation {
	var all []operation
	for _, some := range [][]operation{
		regionOperations, organizationOperations, siteOperations, accountOperations, campaignOperations, inspectionOperations,
		importOperations, tokenOperations, auditOperations, otherOperations, userOperations, sessionOperations, factorOperations,
		contactOperations, keyOperations, repeatOperations,
		selfCheckOperations,
		catalogueOperations,
		assignmentOperations,
		findingOperations,
		drawOperations,
		evidenceOperations,
		historyOperations, filingOperations,
		bulletinOperations, bulletinTemplateOperations,
		changeOperations, webhookOperations,
		reportOperations, reconciliationOperations,
	} {
		all = append(all, some...)
	}
	return all
}

var regionOperations = []operation{
	{"Regions.List", model.ReadRegister, "", nothing, "", call(func(w *world, a model.Actor) error {
		list, err := w.Regions.List(w.ctx, a, model.RegionFilter{Prefix: "422802"}, everything)
		return empty(list.Items, err)
	})},
	{"Regions.Get", model.ReadRegister, "", missing, "", call(func(w *world, a model.Actor) error {
		return only(w.Regions.Get(w.ctx, a, countyB))
	})},
	{
		"Regions.Create", model.WriteRegions, "42", "invalid_fields code:unknown_reference", "region.create",
		call(func(w *world, a model.Actor) error {
			return only(w.Regions.Create(w.ctx, a, model.RegionEdit{Code: "420100", Name: "武汉市"}))
		}),
	},
	{"Regions.Update", model.WriteRegions, "", missing, "region.update", call(func(w *world, a model.Actor) error {
		return only(w.Regions.Update(w.ctx, a, countyB, 1, func(e model.RegionEdit) (model.RegionEdit, error) {
			e.ShortName = "利川"
			return e, nil
		}))
	})},
	{"Regions.Delete", model.WriteRegions, "42", missing, "region.delete", func(w *world) func(model.Actor) error {
		r := must[model.Region](w.t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "420200", Name: "黄石市"}))
		return func(a model.Actor) error { return w.Regions.Delete(w.ctx, a, r.Code, r.Version) }
	}},
}

// onOrganization is a method called on an organization of county B.
func onOrganization(fn func(w *world, a model.Actor, o model.Organization) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		o := w.organization(countyB)
		return func(a model.Actor) error { return fn(w, a, o) }
	}
}

var organizationOperations = []operation{
	{"Organizations.List", model.ReadRegister, "", nothing, "", onOrganization(func(w *world, a model.Actor, _ model.Organization) error {
		list, err := w.Organizations.List(w.ctx, a, model.OrganizationFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Organizations.Get", model.ReadRegister, "", missing, "", onOrganization(func(w *world, a model.Actor, o model.Organization) error {
		return only(w.Organizations.Get(w.ctx, a, o.ID))
	})},
	{"Organizations.Names", model.ReadRegister, "", nothing, "", onOrganization(func(w *world, a model.Actor, o model.Organization) error {
		names, err := w.Organizations.Names(w.ctx, a, []uint64{o.ID, o.ID})
		if err == nil && len(names) > 0 {
			return errSaw
		}
		return err
	})},
	{
		"Organizations.Create", model.WriteRegister, "", "invalid_fields region_code:unknown_reference", "organization.create",
		call(func(w *world, a model.Actor) error {
			return only(w.Organizations.Create(w.ctx, a, model.OrganizationEdit{Name: "利川市司法局", RegionCode: countyB}))
		}),
	},
	{
		"Organizations.Update", model.WriteRegister, "", missing, "organization.update",
		onOrganization(func(w *world, a model.Actor, o model.Organization) error {
			return only(w.Organizations.Update(w.ctx, a, o.ID, 1, func(e model.OrganizationEdit) (model.OrganizationEdit, error) {
				e.ShortName = "新"
				return e, nil
			}))
		}),
	},
	{
		"Organizations.Dissolve", model.WriteRegister, "", missing, "organization.dissolve",
		onOrganization(func(w *world, a model.Actor, o model.Organization) error {
			return only(w.Organizations.Dissolve(w.ctx, a, o.ID, 1, why))
		}),
	},
	{"Organizations.Reopen", model.WriteRegister, "", missing, "organization.reopen", func(w *world) func(model.Actor) error {
		o := w.organization(countyB)
		must[model.Organization](w.t)(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why))
		return func(a model.Actor) error { return only(w.Organizations.Reopen(w.ctx, a, o.ID, 2, why)) }
	}},
	{
		"Organizations.Delete", model.WriteRegister, "", missing, "organization.delete",
		onOrganization(func(w *world, a model.Actor, o model.Organization) error {
			return w.Organizations.Delete(w.ctx, a, o.ID, 1)
		}),
	},
}

// onSite is a method called on a site of county B.
func onSite(fn func(w *world, a model.Actor, s model.Site) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		s := w.site(w.organization(countyB))
		return func(a model.Actor) error { return fn(w, a, s) }
	}
}

var siteOperations = []operation{
	{"Sites.List", model.ReadRegister, "", nothing, "", onSite(func(w *world, a model.Actor, _ model.Site) error {
		list, err := w.Sites.List(w.ctx, a, model.SiteFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Sites.Get", model.ReadRegister, "", missing, "", onSite(func(w *world, a model.Actor, s model.Site) error {
		return only(w.Sites.Get(w.ctx, a, s.ID))
	})},
	{
		"Sites.Create", model.WriteRegister, "", "invalid_fields organization_id:unknown_reference", "site.create",
		func(w *world) func(model.Actor) error {
			e := w.siteEdit(w.organization(countyB))
			return func(a model.Actor) error { return only(w.Sites.Create(w.ctx, a, e)) }
		},
	},
	{"Sites.Update", model.WriteRegister, "", missing, "site.update", onSite(func(w *world, a model.Actor, s model.Site) error {
		return only(w.Sites.Update(w.ctx, a, s.ID, 1, func(e model.SiteEdit) (model.SiteEdit, error) {
			e.IsPortal = true
			return e, nil
		}))
	})},
	{"Sites.Move", model.WriteRegister, "", missing, "site.close", onSite(func(w *world, a model.Actor, s model.Site) error {
		return only(w.Sites.Move(w.ctx, a, s.ID, 1, model.VerbClose, why))
	})},
	{"Sites.Delete", model.WriteRegister, "", missing, "site.delete", onSite(func(w *world, a model.Actor, s model.Site) error {
		return w.Sites.Delete(w.ctx, a, s.ID, 1)
	})},
}

// onAccount is a method called on an account of county B.
func onAccount(fn func(w *world, a model.Actor, s model.Account) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		s := w.account(w.organization(countyB))
		return func(a model.Actor) error { return fn(w, a, s) }
	}
}

var accountOperations = []operation{
	{"Accounts.List", model.ReadRegister, "", nothing, "", onAccount(func(w *world, a model.Actor, _ model.Account) error {
		list, err := w.Accounts.List(w.ctx, a, model.AccountFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Accounts.Get", model.ReadRegister, "", missing, "", onAccount(func(w *world, a model.Actor, s model.Account) error {
		return only(w.Accounts.Get(w.ctx, a, s.ID))
	})},
	{
		"Accounts.Create", model.WriteRegister, "", "invalid_fields organization_id:unknown_reference", "account.create",
		func(w *world) func(model.Actor) error {
			e := w.accountEdit(w.organization(countyB))
			return func(a model.Actor) error { return only(w.Accounts.Create(w.ctx, a, e)) }
		},
	},
	{"Accounts.Update", model.WriteRegister, "", missing, "account.update", onAccount(func(w *world, a model.Actor, s model.Account) error {
		return only(w.Accounts.Update(w.ctx, a, s.ID, 1, func(e model.AccountEdit) (model.AccountEdit, error) {
			e.CertifiedSubject = "某局"
			return e, nil
		}))
	})},
	{"Accounts.Move", model.WriteRegister, "", missing, "account.suspend", onAccount(func(w *world, a model.Actor, s model.Account) error {
		return only(w.Accounts.Move(w.ctx, a, s.ID, 1, model.VerbSuspend, why))
	})},
	{"Accounts.Delete", model.WriteRegister, "", missing, "account.delete", onAccount(func(w *world, a model.Actor, s model.Account) error {
		return w.Accounts.Delete(w.ctx, a, s.ID, 1)
	})},
}

var otherOperations = []operation{
	{"Catalogues.List", model.ReadCampaigns, "", anyone, "", call(func(w *world, a model.Actor) error {
		return only(w.Catalogues.List(w.ctx, a, everything))
	})},
	{"Catalogues.Get", model.ReadCampaigns, "", anyone, "", call(func(w *world, a model.Actor) error {
		return only(w.Catalogues.Get(w.ctx, a, 1))
	})},
	{"Catalogues.LoadNational", model.ManageCampaigns, "", anyone, "", call(func(w *world, a model.Actor) error {
		return w.Catalogues.LoadNational(w.ctx, a) // it is there already, so nothing is written
	})},
	{"Health.Ready", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return w.Health.Ready(w.ctx) })},
}
