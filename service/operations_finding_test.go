package service_test

import (
	"xuncha/model"
	"xuncha/service"
)

type readyFinding func(w *world, f model.Rectification) model.Rectification

type onFindingFunc func(w *world, a model.Actor, f model.Rectification) error

// onFinding is a method called on a finding of county B in a campaign of the whole prefecture, which county A sees. ready
// brings it to where the method is possible.
func onFinding(ready readyFinding, fn onFindingFunc) func(*world) func(model.Actor) error {
	return onFindingIn("422800", ready, fn)
}

// onFindingIn is onFinding in a campaign of another area.
func onFindingIn(area model.RegionCode, ready readyFinding, fn onFindingFunc) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		site := w.site(w.organization(countyB))
		c := w.openSites(area)
		w.result(w.inspection(c, site).ID, veto("甲"))
		f := ready(w, w.findings(model.RectificationFilter{Campaign: c.Code})[0])
		return func(a model.Actor) error { return fn(w, a, f) }
	}
}

func (w *world) openSites(area model.RegionCode) model.Campaign {
	w.t.Helper()
	return w.open(area, func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
}

// inspection is that of a site in a campaign.
func (w *world) inspection(c model.Campaign, site model.Site) model.Inspection {
	w.t.Helper()
	for _, i := range w.targets(c.Code) {
		if uint64(i.SiteID) == site.ID {
			return i
		}
	}
	w.t.Fatalf("%s is no target of %s", site.Code, c.Code)
	return model.Inspection{}
}

func asFound(_ *world, f model.Rectification) model.Rectification { return f }

// handedIn has proof of somebody who does not review.
func handedIn(w *world, f model.Rectification) model.Rectification {
	clerk := actor(model.RoleCountyAdmin, model.Scope(countyB))
	return must[service.FindingDetail](w.t)(w.Findings.SubmitProof(w.ctx, clerk, f.ID, f.Version, model.Proof{Done: "已整改"})).Rectification
}

func withDueDay(w *world, f model.Rectification) model.Rectification {
	return must[service.FindingDetail](w.t)(w.Findings.Update(w.ctx, operator, f.ID, f.Version, dueOn("2022-10-28"))).Rectification
}

func dueOn(day model.Date) service.Patch[model.RectificationEdit] {
	return func(e model.RectificationEdit) (model.RectificationEdit, error) {
		e.DueOn = day
		return e, nil
	}
}

var aTalk = model.MeasureEdit{Kind: model.MeasureTalk, TakenOn: "2022-10-20", Persons: 1}

var findingOperations = []operation{
	{"Findings.List", model.ReadCampaigns, "", nothing, "", onFinding(asFound, func(w *world, a model.Actor, _ model.Rectification) error {
		list, err := w.Findings.List(w.ctx, a, model.RectificationFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Findings.Get", model.ReadCampaigns, "", missing, "", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Get(w.ctx, a, f.ID))
	})},
	{"Findings.SubmitProof", model.SubmitProof, "", missing, "finding.submit", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.SubmitProof(w.ctx, a, f.ID, f.Version, model.Proof{Done: "已整改"}))
	})},
	{"Findings.Accept", model.ReviewProof, "", missing, "finding.accept", onFinding(handedIn, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Accept(w.ctx, a, f.ID, f.Version))
	})},
	{"Findings.Reject", model.ReviewProof, "", missing, "finding.reject", onFinding(handedIn, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Reject(w.ctx, a, f.ID, f.Version, why))
	})},
	{"Findings.Extend", model.ReviewProof, "", missing, "finding.extend", onFinding(withDueDay, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Extend(w.ctx, a, f.ID, f.Version, model.Extension{DueEdit: model.DueEdit{DueOn: "2022-11-11"}, Reason: "升级"}))
	})},
	{"Findings.Exempt", model.ReviewProof, "", missing, "finding.exempt", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Exempt(w.ctx, a, f.ID, f.Version, model.Exemption{Until: "2022-12-31", Reason: "关停中"}))
	})},
	{"Findings.Update", model.ReviewProof, "", missing, "finding.update", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Update(w.ctx, a, f.ID, f.Version, dueOn("2022-10-28")))
	})},
	{
		"Findings.SetDue", model.ReviewProof, "", missing, "finding.update",
		onFindingIn(countyB, asFound, func(w *world, a model.Actor, f model.Rectification) error {
			_, _, err := w.Findings.SetDue(w.ctx, a, f.CampaignCode, model.DueNotice{DueEdit: model.DueEdit{WorkingDays: 15}})
			return err
		}),
	},
	{"Findings.Measures", model.ReadCampaigns, "", missing, "", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.Measures(w.ctx, a, f.ID))
	})},
	{"Findings.RecordMeasure", model.RecordMeasures, "", missing, "measure.create", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.RecordMeasure(w.ctx, a, f.ID, aTalk))
	})},
	{"Findings.RevokeMeasure", model.RecordMeasures, "", missing, "measure.revoke", func(w *world) func(model.Actor) error {
		var m model.Measure
		return onFinding(func(w *world, f model.Rectification) model.Rectification {
			m = must[model.Measure](w.t)(w.Findings.RecordMeasure(w.ctx, operator, f.ID, aTalk))
			return f
		}, func(w *world, a model.Actor, _ model.Rectification) error {
			return only(w.Findings.RevokeMeasure(w.ctx, a, m.ID, 1, why))
		})(w)
	}},
	{"Findings.CountMeasures", model.ReadCampaigns, "", missing, "", onFindingIn(countyB, asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Findings.CountMeasures(w.ctx, a, f.CampaignCode))
	})},
	{"Inspections.Recheck", model.SubmitResults, "", missing, "inspection.recheck", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Inspections.Recheck(w.ctx, a, f.InspectionID, 2, model.SubmissionEdit{}))
	})},
	{"Inspections.Rechecks", model.ReadCampaigns, "", missing, "", onFinding(asFound, func(w *world, a model.Actor, f model.Rectification) error {
		return only(w.Inspections.Rechecks(w.ctx, a, f.InspectionID))
	})},
	{"Statistics.ConsecutiveFailures", model.ReadCampaigns, "", nothing, "", func(w *world) func(model.Actor) error {
		site := w.site(w.organization(countyB))
		for range 2 {
			c := w.openSites(countyB)
			w.pass(c.Code)
			w.result(w.inspection(c, site).ID, veto("甲"))
			must[model.Campaign](w.t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		}
		return func(a model.Actor) error {
			series, err := w.Statistics.ConsecutiveFailures(w.ctx, a, service.StreakQuery{Least: 2})
			return empty(series, err)
		}
	}},
	{"Calendars.List", model.ReadCampaigns, "", anyone, "", call(func(w *world, a model.Actor) error { return only(w.Calendars.List(w.ctx, a)) })},
	{"Calendars.Get", model.ReadCampaigns, "", anyone, "", call(func(w *world, a model.Actor) error { return only(w.Calendars.Get(w.ctx, a, 2022)) })},
	{
		"Calendars.Put", model.ManageCampaigns, model.ScopeAll, "scope_all_needed", "calendar.create",
		call(func(w *world, a model.Actor) error {
			return only(w.Calendars.Put(w.ctx, a, 2027, 0, model.CalendarEdit{
				Source: "示例", Days: model.CalendarDays{{Day: "2027-01-01", Name: "元旦"}},
			}))
		}),
	},
	{"Reminders.Send", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Reminders.Send(w.ctx)) })},
}
