package service_test

import (
	"context"

	"xuncha/model"
)

// day is one on which the world of the tests is as it is made.
const day = model.Date("2022-10-08")

// historyOf is the reading of a history.
func historyOf(read func(ctx context.Context, a model.Actor, id uint64) ([]model.HistoryEntry, error), a model.Actor, w *world, id uint64) error {
	return only(read(w.ctx, a, id))
}

var historyOperations = []operation{
	{"Organizations.On", model.ReadRegister, "", missing, "", onOrganization(func(w *world, a model.Actor, o model.Organization) error {
		return only(w.Organizations.On(w.ctx, a, o.ID, day))
	})},
	{"Organizations.NamesOn", model.ReadRegister, "", nothing, "", onOrganization(func(w *world, a model.Actor, o model.Organization) error {
		names, err := w.Organizations.NamesOn(w.ctx, a, []uint64{o.ID}, day)
		if err == nil && len(names) > 0 {
			return errSaw
		}
		return err
	})},
	{"Organizations.History", model.ReadRegister, "", missing, "", onOrganization(func(w *world, a model.Actor, o model.Organization) error {
		return historyOf(w.Organizations.History, a, w, o.ID)
	})},
	{
		"Organizations.Rename", model.WriteRegister, "", missing, "organization.rename",
		onOrganization(func(w *world, a model.Actor, o model.Organization) error {
			return only(w.Organizations.Rename(w.ctx, a, o.ID, 1, model.RenameEdit{Name: o.Name + "新", Reason: "机构改革"}))
		}),
	},
	{
		"Organizations.Merge", model.WriteRegister, "", missing, "organization.merge site.move account.move",
		func(w *world) func(model.Actor) error {
			from, into := w.organization(countyB), w.organization(countyB)
			w.site(from)
			w.account(from)
			return func(a model.Actor) error {
				return only(w.Organizations.Merge(w.ctx, a, from.ID, 1, model.MergeEdit{Into: into.ID, Reason: "机构改革"}))
			}
		},
	},
	{"Sites.On", model.ReadRegister, "", missing, "", onSite(func(w *world, a model.Actor, s model.Site) error {
		return only(w.Sites.On(w.ctx, a, s.ID, day))
	})},
	{"Sites.History", model.ReadRegister, "", missing, "", onSite(func(w *world, a model.Actor, s model.Site) error {
		return historyOf(w.Sites.History, a, w, s.ID)
	})},
	{"Sites.Transfer", model.WriteRegister, "", missing, "site.move", func(w *world) func(model.Actor) error {
		s, o := w.site(w.organization(countyB)), w.organization(countyB)
		return func(a model.Actor) error {
			return only(w.Sites.Transfer(w.ctx, a, s.ID, 1, model.TransferEdit{OrganizationID: o.ID, Reason: "划转"}))
		}
	}},
	{"Accounts.On", model.ReadRegister, "", missing, "", onAccount(func(w *world, a model.Actor, s model.Account) error {
		return only(w.Accounts.On(w.ctx, a, s.ID, day))
	})},
	{"Accounts.History", model.ReadRegister, "", missing, "", onAccount(func(w *world, a model.Actor, s model.Account) error {
		return historyOf(w.Accounts.History, a, w, s.ID)
	})},
	{"Accounts.Transfer", model.WriteRegister, "", missing, "account.move", func(w *world) func(model.Actor) error {
		s, o := w.account(w.organization(countyB)), w.organization(countyB)
		return func(a model.Actor) error {
			return only(w.Accounts.Transfer(w.ctx, a, s.ID, 1, model.TransferEdit{OrganizationID: o.ID, Reason: "划转"}))
		}
	}},
	{
		"Accounts.ReplacePlatformID", model.WriteRegister, "", missing, "account.replace_platform_id",
		onAccount(func(w *world, a model.Actor, s model.Account) error {
			return only(w.Accounts.ReplacePlatformID(w.ctx, a, s.ID, 1, model.PlatformIDEdit{PlatformAccountID: s.Name + "x", Reason: "重新注册"}))
		}),
	},
	{"Accounts.Verify", model.ReadRegister, "", nothing, "", onAccount(func(w *world, a model.Actor, s model.Account) error {
		v, err := w.Accounts.Verify(w.ctx, a, model.Claim{Platform: s.Platform, Name: s.Name})
		if err == nil && v.Account != nil {
			return errSaw
		}
		return err
	})},
	{"Accounts.Warnings", model.ReadRegister, "", nothing, "", func(w *world) func(model.Actor) error {
		o := w.organization(countyB)
		first, second := w.account(o), w.account(o)
		return func(a model.Actor) error {
			found, err := w.Accounts.Warnings(w.ctx, a, []model.Account{first, second})
			if err == nil && len(found) > 0 {
				return errSaw
			}
			return err
		}
	}},
}

// onFiling is a method called on what has to be filed of a site of county B.
func onFiling(fn func(w *world, a model.Actor, f model.FilingStatus) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		s := w.site(w.organization(countyB))
		list := must[model.List[model.FilingStatus]](w.t)(w.Filings.List(w.ctx, operator, model.FilingFilter{OrganizationID: s.OrganizationID}, everything))
		return func(a model.Actor) error { return fn(w, a, list.Items[0]) }
	}
}

var filingOperations = []operation{
	{"Filings.List", model.ReadRegister, "", nothing, "", onFiling(func(w *world, a model.Actor, _ model.FilingStatus) error {
		list, err := w.Filings.List(w.ctx, a, model.FilingFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Filings.Get", model.ReadRegister, "", missing, "", onFiling(func(w *world, a model.Actor, f model.FilingStatus) error {
		return only(w.Filings.Get(w.ctx, a, f.ID))
	})},
	{"Filings.Finish", model.WriteRegister, "", missing, "filing.done", onFiling(func(w *world, a model.Actor, f model.FilingStatus) error {
		return only(w.Filings.Finish(w.ctx, a, f.ID, 1, model.FilingEdit{Number: "DEMO-0001"}))
	})},
	{"Filings.Dismiss", model.WriteRegister, "", missing, "filing.dismiss", onFiling(func(w *world, a model.Actor, f model.FilingStatus) error {
		return only(w.Filings.Dismiss(w.ctx, a, f.ID, 1, today))
	})},
}
