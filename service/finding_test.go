package service_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// The people of a rectification.
var (
	inspectorOf = func(scope model.Scope) model.Actor { return actor(model.RoleInspector, scope) }
	reviewer    = actor(model.RoleReviewer, "4228")
	clerkA      = actor(model.RoleCountyAdmin, model.Scope(countyA))
)

// veto and minus are faults of the national catalogue, plus is a merit.
func veto(what string) model.FindingEdit {
	return model.FindingEdit{Indicator: "S1", Description: what, LocationURL: "http://a.gov.cn/"}
}

func observed(what string) model.FindingEdit { return model.FindingEdit{Description: what} }

// result submits a result over what stands.
func (w *world) result(id uint64, findings ...model.FindingEdit) model.Result {
	w.t.Helper()
	now := must[model.Result](w.t)(w.Inspections.Get(w.ctx, operator, id))
	return must[model.Result](w.t)(w.Inspections.Submit(
		w.ctx, inspectorOf(model.ScopeAll), id, now.Inspection.Version, model.SubmissionEdit{Findings: findings},
	))
}

// faulty is a site of county A in an open campaign with some findings.
func (w *world) faulty(findings ...model.FindingEdit) (model.Campaign, []model.Rectification) {
	w.t.Helper()
	w.site(w.organization(countyA))
	c := w.open(countyA)
	w.result(w.targets(c.Code)[0].ID, findings...)
	return c, w.findings(model.RectificationFilter{Campaign: c.Code})
}

func (w *world) findings(f model.RectificationFilter) []model.Rectification {
	w.t.Helper()
	list := must[model.List[model.Tracked]](w.t)(w.Findings.List(w.ctx, operator, f, everything))
	rows := make([]model.Rectification, len(list.Items))
	for i, t := range list.Items {
		rows[i] = t.Rectification
		rows[i].State = t.StateNow()
	}
	return rows
}

func numbers(rows []model.Rectification) map[string]string {
	out := map[string]string{}
	for _, r := range rows {
		out[r.Number] = r.Description + " " + string(r.State)
	}
	return out
}

// A fault keeps its number through every result; one that is gone is withdrawn, and comes back under the number it had.
func TestNumbersStayWithTheirFaults(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, rows := w.faulty(veto("甲"), observed("乙"))
		number := func(n int) string { return fmt.Sprintf("%s-%04d", c.Code, n) }
		id := rows[0].InspectionID
		check := func(what string, want map[string]string) {
			t.Helper()
			got := numbers(w.findings(model.RectificationFilter{Campaign: c.Code}))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s:\n%s", what, diff)
			}
		}
		check("the first result", map[string]string{number(1): "甲 open", number(2): "乙 open"})
		second := w.result(id, observed("丙"), veto(" 甲 "))
		check("another result", map[string]string{number(1): "甲 open", number(2): "乙 withdrawn", number(3): "丙 open"})
		if got := second.Findings[1].Number; got != number(1) {
			t.Errorf("the answer calls the first fault %s", got)
		}
		w.result(id)
		check("a clean one", map[string]string{number(1): "甲 withdrawn", number(2): "乙 withdrawn", number(3): "丙 withdrawn"})
		renamed := veto("改")
		renamed.Number = number(1)
		w.result(id, renamed, observed("乙"), observed("乙"))
		check("a number that is named", map[string]string{
			number(1): "改 open", number(2): "乙 open", number(3): "丙 withdrawn", number(4): "乙 open",
		})
		revisions := must[model.Revisions](t)(w.Inspections.Revisions(w.ctx, operator, id)).Items
		if got := revisions[len(revisions)-1].Findings[0].Number; got != number(1) {
			t.Errorf("the first revision calls it %s", got)
		}
		now := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, id))
		if !now.Says(model.SubmissionEdit{Findings: []model.FindingEdit{renamed, observed("乙"), observed("乙")}}) {
			t.Error("the same result is taken for another one")
		}
		for want, numbers := range map[string][]string{
			"invalid_fields findings[0].number:unknown_reference": {number(9)},
			"invalid_fields findings[1].number:number_twice":      {number(1), number(1)},
		} {
			var e model.SubmissionEdit
			for _, n := range numbers {
				e.Findings = append(e.Findings, model.FindingEdit{Description: n, Number: n})
			}
			_, err := w.Inspections.Submit(w.ctx, operator, id, now.Inspection.Version, e)
			refused(t, want, err, want)
		}
	})
}

func TestFindingFromProofToAcceptance(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, rows := w.faulty(veto("甲"))
		id := rows[0].ID
		proof := model.Proof{Done: "已整改"}
		version := uint64(1)
		step := func(d service.FindingDetail, err error) service.FindingDetail {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			version = d.Version
			return d
		}
		_, err := w.Findings.Accept(w.ctx, reviewer, id, 1)
		refused(t, "accepting what was not handed in", err, "wrong_state")
		step(w.Findings.SubmitProof(w.ctx, clerkA, id, version, proof))
		_, err = w.Findings.SubmitProof(w.ctx, clerkA, id, 1, proof)
		refused(t, "an old version", err, "stale_version")
		step(w.Findings.Reject(w.ctx, reviewer, id, version, why))
		step(w.Findings.SubmitProof(w.ctx, actor(model.RoleAdmin, "4228"), id, version, proof))
		_, err = w.Findings.Accept(w.ctx, actor(model.RoleAdmin, "4228"), id, version)
		refused(t, "accepting one's own", err, "accepted_by_submitter")
		// It goes on after the campaign is published.
		closed := must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		must[model.Campaign](t)(w.Campaigns.Publish(w.ctx, operator, c.Code, closed.Version))
		last := step(w.Findings.Accept(w.ctx, reviewer, id, version))
		if last.StateNow() != model.FindingAccepted {
			t.Errorf("it is %s", last.StateNow())
		}
		var verbs []model.FindingVerb
		for _, s := range last.Steps {
			verbs = append(verbs, s.Verb)
		}
		if diff := cmp.Diff([]model.FindingVerb{"submit", "reject", "submit", "accept"}, verbs); diff != "" {
			t.Errorf("the history:\n%s", diff)
		}
	})
}

// Until a second person has confirmed the result, where the campaign asks for that, and while it is given back, nothing is
// done about its findings.
func TestFindingsOfResultsThatDoNotStand(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		c := w.open(countyA, func(e *model.CampaignEdit) { e.ReviewRequired = true })
		i := w.targets(c.Code)[0]
		w.result(i.ID, veto("甲"))
		row := w.findings(model.RectificationFilter{Campaign: c.Code})[0]
		_, err := w.Findings.SubmitProof(w.ctx, clerkA, row.ID, 1, model.Proof{Done: "x"})
		refused(t, "before the review", err, "result_not_standing")
		_, n, err := w.Findings.SetDue(w.ctx, reviewer, c.Code, model.DueNotice{DueEdit: model.DueEdit{DueOn: "2022-10-28"}})
		if err != nil || n != 0 {
			t.Errorf("%d findings got a due day: %v", n, err)
		}
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, i.ID, 2, model.VerbConfirm, model.Reason{}))
		must[service.FindingDetail](t)(w.Findings.SubmitProof(w.ctx, clerkA, row.ID, 1, model.Proof{Done: "x"}))
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, i.ID, 3, model.VerbReturn, why))
		_, err = w.Findings.Accept(w.ctx, reviewer, row.ID, 2)
		refused(t, "after it was given back", err, "result_not_standing")
	})
}

func TestDueDays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, rows := w.faulty(veto("甲"), veto("乙"), observed("丙"))
		notice := model.DueNotice{DueEdit: model.DueEdit{WorkingDays: 3, From: "2022-09-30"}}
		day, n, err := w.Findings.SetDue(w.ctx, reviewer, c.Code, notice)
		if err != nil || n != 2 || day != "2022-10-10" { // the 8th and 9th are working weekends
			t.Fatalf("%d findings due on %s: %v", n, day, err)
		}
		set := func(id, version uint64, e model.RectificationEdit) error {
			_, err := w.Findings.Update(w.ctx, reviewer, id, version, func(model.RectificationEdit) (model.RectificationEdit, error) { return e, nil })
			return err
		}
		later := model.RectificationEdit{DueEdit: model.DueEdit{DueOn: "2022-10-11"}}
		refused(t, "a later day", set(rows[0].ID, 2, later), "invalid_fields due_on:extend_instead")
		earlier := model.RectificationEdit{DueEdit: model.DueEdit{DueOn: "2022-10-09"}}
		refused(t, "an earlier day", set(rows[0].ID, 2, earlier), "")
		missing := model.RectificationEdit{DueEdit: model.DueEdit{WorkingDays: 30, From: "2026-12-25"}}
		refused(t, "a year without a calendar", set(rows[2].ID, 1, missing), "calendar_year_missing")
		_, err = w.Findings.Extend(w.ctx, reviewer, rows[0].ID, 3, model.Extension{DueEdit: model.DueEdit{DueOn: "2022-10-09"}, Reason: "x"})
		refused(t, "an extension to the same day", err, "invalid_fields due_on:not_later")
		longer := must[service.FindingDetail](t)(w.Findings.Extend(w.ctx, reviewer, rows[0].ID, 3, model.Extension{
			DueEdit: model.DueEdit{DueOn: "2022-10-20"}, Reason: "系统升级", Approver: "州政府办公室",
		}))
		if s := longer.Steps[len(longer.Steps)-1]; s.DueBefore != "2022-10-09" || s.DueAfter != "2022-10-20" || s.Approver != "州政府办公室" {
			t.Errorf("the step: %+v", s)
		}
		_, err = w.Findings.Extend(w.ctx, reviewer, rows[2].ID, 1, model.Extension{DueEdit: model.DueEdit{DueOn: "2022-10-20"}, Reason: "x"})
		refused(t, "an extension of nothing", err, "no_due_day")

		w.now = w.now.AddDate(0, 0, 3) // 2022-10-11
		if diff := cmp.Diff(map[model.DueWindow]int{"overdue": 1, "today": 0, "in_2_days": 0, "within_2_days": 0, "soon": 0, "none": 1}, w.windows()); diff != "" {
			t.Errorf("on the 11th:\n%s", diff)
		}
		exempt := model.Exemption{Until: "2022-10-12", Reason: "关停中"}
		must[service.FindingDetail](t)(w.Findings.Exempt(w.ctx, reviewer, rows[1].ID, 2, exempt))
		if got := w.windows()["overdue"]; got != 0 {
			t.Errorf("%d are overdue although exempted", got)
		}
		w.now = w.now.AddDate(0, 0, 2)
		if got := w.windows()["overdue"]; got != 1 {
			t.Errorf("%d are overdue after the exemption", got)
		}
		must[service.FindingDetail](t)(w.Findings.SubmitProof(w.ctx, clerkA, rows[1].ID, 3, model.Proof{Done: "x"}))
		if got := w.windows()["overdue"]; got != 0 {
			t.Errorf("%d are overdue although proof was handed in", got)
		}
	})
}

func (w *world) windows() map[model.DueWindow]int {
	w.t.Helper()
	n := map[model.DueWindow]int{}
	for _, window := range model.DueWindows {
		n[window] = len(w.findings(model.RectificationFilter{Due: window}))
	}
	return n
}

func TestRecurrence(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first, rows := w.faulty(veto("甲"), observed("乙"))
		second := w.open(countyA)
		w.result(w.targets(second.Code)[0].ID, veto("另一处"), observed("乙"))
		again := w.findings(model.RectificationFilter{Campaign: second.Code})
		if again[0].RecurrenceNumber != rows[0].Number || again[1].RecurrenceOf != 0 {
			t.Errorf("%+v", again)
		}
		if got := w.findings(model.RectificationFilter{Recurring: "true"}); len(got) != 1 || got[0].CampaignCode != second.Code {
			t.Errorf("recurring: %+v", got)
		}
		set := func(id, version uint64, of model.OptionalID) error {
			_, err := w.Findings.Update(w.ctx, reviewer, id, version, func(e model.RectificationEdit) (model.RectificationEdit, error) {
				e.RecurrenceOf = of
				return e, nil
			})
			return err
		}
		refused(t, "clearing it", set(again[0].ID, 1, 0), "")
		refused(t, "one of the same campaign", set(again[0].ID, 2, model.OptionalID(again[1].ID)), "invalid_fields recurrence_of:not_an_earlier_finding")
		refused(t, "one that is not there", set(again[0].ID, 2, 999), "invalid_fields recurrence_of:unknown_reference")
		refused(t, "setting it", set(again[0].ID, 2, model.OptionalID(rows[1].ID)), "")
		_ = first
	})
}

func TestRecheckStandsBesideTheVerdict(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, rows := w.faulty(veto("甲"))
		id := rows[0].InspectionID
		_, err := w.Inspections.Recheck(w.ctx, operator, id, 1, model.SubmissionEdit{})
		refused(t, "an old version", err, "stale_version")
		for n := range 2 {
			again := must[model.Recheck](t)(w.Inspections.Recheck(w.ctx, operator, id, 2, model.SubmissionEdit{}))
			if again.Number != n+1 || again.Verdict != model.VerdictPass || len(again.Explanation) == 0 {
				t.Errorf("%+v", again)
			}
		}
		got := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, id))
		if got.Inspection.Verdict != model.VerdictFail || got.Recheck == nil || got.Recheck.Number != 2 {
			t.Errorf("%+v", got)
		}
		w.result(id)
		got = must[model.Result](t)(w.Inspections.Get(w.ctx, operator, id))
		if got.Recheck != nil {
			t.Error("the recheck of an older result stands beside the new one")
		}
		_, err = w.Inspections.Recheck(w.ctx, operator, id, got.Inspection.Version, model.SubmissionEdit{})
		refused(t, "of a pass", err, "nothing_to_recheck")
		w.result(id, veto("甲"))
		closed := must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		must[model.Recheck](t)(w.Inspections.Recheck(w.ctx, operator, id, 4, model.SubmissionEdit{}))
		must[model.Campaign](t)(w.Campaigns.Publish(w.ctx, operator, c.Code, closed.Version))
		_, err = w.Inspections.Recheck(w.ctx, operator, id, 4, model.SubmissionEdit{})
		refused(t, "after publishing", err, "recheck_too_late")
	})
}

func TestMeasuresAreCounted(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, rows := w.faulty(veto("甲"))
		admin := actor(model.RoleAdmin, "4228")
		talk := model.MeasureEdit{Kind: model.MeasureTalk, TakenOn: "2022-10-20", Persons: 2}
		for range 2 {
			must[model.Measure](t)(w.Findings.RecordMeasure(w.ctx, admin, rows[0].ID, talk))
		}
		removal := must[model.Measure](t)(w.Findings.RecordMeasure(w.ctx, admin, rows[0].ID, model.MeasureEdit{Kind: model.MeasureRemoval, TakenOn: "2022-10-21", Persons: 1}))
		must[model.Measure](t)(w.Findings.RevokeMeasure(w.ctx, admin, removal.ID, 1, why))
		_, err := w.Findings.RevokeMeasure(w.ctx, admin, removal.ID, 2, why)
		refused(t, "striking it out twice", err, "measure_revoked")
		table := must[service.MeasureTable](t)(w.Findings.CountMeasures(w.ctx, admin, c.Code))
		want := []model.MeasureCount{{
			Figure:  model.Figure{CampaignID: c.ID, RegionCode: countyA, UpdatedAt: model.NewTime(w.now)},
			Measure: model.MeasureTalk, Taken: model.Taken{Measures: 2, Persons: 4},
		}}
		if diff := cmp.Diff(want, table.Counts); diff != "" {
			t.Error(diff)
		}
		w.result(rows[0].InspectionID)
		_, err = w.Findings.RecordMeasure(w.ctx, admin, rows[0].ID, talk)
		refused(t, "over a fault that is none", err, "wrong_state")
	})
}

func TestConsecutiveFailures(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		bad, mended := w.site(o), w.site(o)
		var last model.Campaign
		for round := range 3 {
			c := w.open(countyA)
			for _, i := range w.targets(c.Code) {
				if uint64(i.SiteID) == bad.ID || (uint64(i.SiteID) == mended.ID && round != 1) {
					w.result(i.ID, veto("甲"))
				} else {
					w.result(i.ID)
				}
			}
			last = must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		}
		for least, want := range map[int]int{2: 1, 3: 1, 4: 0} {
			series := must[[]service.StreakSeries](t)(w.Statistics.ConsecutiveFailures(w.ctx, operator, service.StreakQuery{Least: least, AsOfCampaign: last.Code}))
			if got := series[0].Streaks; len(got) != want || (want > 0 && (got[0].Newest.TargetCode != bad.Code || len(got[0].Rounds) != 3)) {
				t.Errorf("%d in a row: %+v", least, got)
			}
		}
		_, err := w.Statistics.ConsecutiveFailures(w.ctx, operator, service.StreakQuery{Least: 2, AsOfCampaign: "x"})
		refused(t, "an unknown round", err, "invalid_fields as_of_campaign:unknown_reference")
	})
}

// Each reminder is sent once, for each due day, however often and from however many replicas.
func TestReminders(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, rows := w.faulty(veto("甲"), observed("乙"))
		set := func(version uint64, day model.Date) {
			t.Helper()
			must[service.FindingDetail](t)(w.Findings.Update(w.ctx, reviewer, rows[0].ID, version, func(e model.RectificationEdit) (model.RectificationEdit, error) {
				e.DueOn = day
				return e, nil
			}))
		}
		set(1, "2022-10-13")
		sent := func() map[string]int {
			t.Helper()
			errs := together(
				func() error { return only(w.Reminders.Send(w.ctx)) }, func() error { return only(w.Reminders.Send(w.ctx)) },
				func() error { return only(w.Reminders.Send(w.ctx)) }, func() error { return only(w.Reminders.Send(w.ctx)) },
			)
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			got := map[string]int{}
			for _, kind := range []string{"due_soon", "due", "overdue"} {
				if n := count(t, w.store, "SELECT COUNT(*) FROM events WHERE type = 'finding."+kind+"'"); n > 0 {
					got[kind] = n
				}
			}
			return got
		}
		check := func(day string, want map[string]int) {
			t.Helper()
			if diff := cmp.Diff(want, sent()); diff != "" {
				t.Errorf("%s (the clock shows %s):\n%s", day, w.now, diff)
			}
		}
		check("2022-10-08", map[string]int{})
		for _, day := range []struct {
			days int
			want map[string]int
		}{
			{3, map[string]int{"due_soon": 1}},                          // the 11th
			{1, map[string]int{"due_soon": 1}},                          // the 12th
			{1, map[string]int{"due_soon": 1, "due": 1}},                // the 13th
			{1, map[string]int{"due_soon": 1, "due": 1, "overdue": 1}},  // one day late
			{1, map[string]int{"due_soon": 1, "due": 1, "overdue": 1}},  // two days
			{1, map[string]int{"due_soon": 1, "due": 1, "overdue": 2}},  // three days
			{20, map[string]int{"due_soon": 1, "due": 1, "overdue": 3}}, // the newest alone, after a pause
		} {
			w.now = w.now.AddDate(0, 0, day.days)
			check(w.now.Format("2006-01-02"), day.want)
		}
		w.now = w.now.AddDate(0, 0, -24)
		set(2, "2022-10-12") // another due day is reminded of anew
		check("brought forward", map[string]int{"due_soon": 1, "due": 2, "overdue": 3})
	}, repository.WithPool(4))
}
