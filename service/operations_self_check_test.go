package service_test

import (
	"xuncha/model"
	"xuncha/service"
)

// clerkB is who writes the self-checks of county B.
var clerkB = actor(model.RoleCountyAdmin, model.Scope(countyB))

func (w *world) selfCheck(s model.Site, campaign string, finished bool, findings ...model.FindingEdit) model.SelfCheck {
	w.t.Helper()
	row := must[model.SelfCheck](w.t)(w.SelfChecks.Create(w.ctx, clerkB, model.NewSelfCheckEdit{
		SiteID: model.OptionalID(s.ID), SelfCheckEdit: selfCheckEdit(campaign, findings...),
	}))
	if finished {
		row = must[model.SelfCheck](w.t)(w.SelfChecks.Finish(w.ctx, clerkB, row.ID, row.Version))
	}
	return row
}

func selfCheckEdit(campaign string, findings ...model.FindingEdit) model.SelfCheckEdit {
	return model.SelfCheckEdit{Campaign: campaign, SubmissionEdit: model.SubmissionEdit{Findings: findings}}
}

// onSelfCheck is a method called on a self-check of county B.
func onSelfCheck(finished bool, fn func(w *world, a model.Actor, k model.SelfCheck) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		site := w.site(w.organization(countyB))
		c := w.open("422800", func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
		k := w.selfCheck(site, c.Code, finished)
		return func(a model.Actor) error { return fn(w, a, k) }
	}
}

var selfCheckOperations = []operation{
	{"SelfChecks.List", model.ReadCampaigns, "", nothing, "", onSelfCheck(true, func(w *world, a model.Actor, _ model.SelfCheck) error {
		list, err := w.SelfChecks.List(w.ctx, a, model.SelfCheckFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"SelfChecks.Get", model.ReadCampaigns, "", missing, "", onSelfCheck(true, func(w *world, a model.Actor, k model.SelfCheck) error {
		return only(w.SelfChecks.Get(w.ctx, a, k.ID))
	})},
	{
		"SelfChecks.Create", model.CheckOneself, "", "invalid_fields site_id:unknown_reference", "self_check.create",
		onSite(func(w *world, a model.Actor, s model.Site) error {
			return only(w.SelfChecks.Create(w.ctx, a, model.NewSelfCheckEdit{SiteID: model.OptionalID(s.ID)}))
		}),
	},
	{"SelfChecks.Update", model.CheckOneself, "", missing, "self_check.update", onSelfCheck(false, func(w *world, a model.Actor, k model.SelfCheck) error {
		return only(w.SelfChecks.Update(w.ctx, a, k.ID, 1, func(e model.SelfCheckEdit) (model.SelfCheckEdit, error) {
			e.Note = "改"
			return e, nil
		}))
	})},
	{"SelfChecks.Finish", model.CheckOneself, "", missing, "self_check.finish", onSelfCheck(false, func(w *world, a model.Actor, k model.SelfCheck) error {
		return only(w.SelfChecks.Finish(w.ctx, a, k.ID, 1))
	})},
	{"SelfChecks.Reopen", model.CheckOneself, "", missing, "self_check.reopen", onSelfCheck(true, func(w *world, a model.Actor, k model.SelfCheck) error {
		return only(w.SelfChecks.Reopen(w.ctx, a, k.ID, 2))
	})},
	{"SelfChecks.Delete", model.CheckOneself, "", missing, "self_check.delete", onSelfCheck(false, func(w *world, a model.Actor, k model.SelfCheck) error {
		return w.SelfChecks.Delete(w.ctx, a, k.ID, 1)
	})},
	{
		"SelfChecks.CreateMany", model.CheckOneself, "", "invalid_fields items[0].site_code:unknown_reference", "self_check.create",
		func(w *world) func(model.Actor) error {
			site := w.site(w.organization(countyB))
			c := w.campaign("422800")
			batch := service.SelfCheckBatch{Items: []model.BulkItem{{SiteCode: site.Code}}}
			return func(a model.Actor) error { return only(w.SelfChecks.CreateMany(w.ctx, a, c.Code, batch, false)) }
		},
	},
	{"SelfChecks.Compare", model.ReadCampaigns, "", nothing, "", onSelfCheck(true, func(w *world, a model.Actor, k model.SelfCheck) error {
		found, err := w.SelfChecks.Compare(w.ctx, a, k.CampaignCode, "", "")
		return empty(found.Rows, err)
	})},
	{"SelfChecks.CompareOne", model.ReadCampaigns, "", missing, "", onSelfCheck(true, func(w *world, a model.Actor, k model.SelfCheck) error {
		_, _, err := w.SelfChecks.CompareOne(w.ctx, a, k.ID, "")
		return err
	})},
}
