package service_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// round is an open campaign of the prefecture with sites in two counties.
func (w *world) round(a, b int, change ...func(*model.CampaignEdit)) (model.Campaign, []model.Inspection) {
	w.t.Helper()
	ofA, ofB := w.organization(countyA), w.organization(countyB)
	for range a {
		w.site(ofA)
	}
	for range b {
		w.site(ofB)
	}
	c := w.open("422800", change...)
	return c, w.targets(c.Code)
}

// reviewed asks for a second person.
func reviewed(e *model.CampaignEdit) { e.ReviewRequired = true }

// whose is who has which target: the ids of the users in the order of the codes, 0 for nobody.
func (w *world) whose(code string) []uint64 {
	w.t.Helper()
	rows := w.targets(code)
	slices.SortFunc(rows, func(x, y model.Inspection) int { return int(x.ID) - int(y.ID) })
	out := make([]uint64, len(rows))
	for i, row := range rows {
		out[i] = uint64(row.AssignedTo)
	}
	return out
}

func gives(i model.Inspection, u model.User) model.TargetAssignment {
	return model.TargetAssignment{InspectionID: i.ID, UserID: u.ID}
}

func toList(items ...model.TargetAssignment) model.AssignmentEdit {
	return model.AssignmentEdit{By: model.AssignByList, Items: items}
}

func TestAssign(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, targets := w.round(1, 1)
		here, there := w.inspector(model.Scope(countyA)), w.inspector(model.Scope(countyB))
		disabled := w.inspector(model.Scope(countyA))
		must[model.User](t)(w.Users.Disable(w.ctx, operator, disabled.ID, disabled.Version, why))
		reader := w.inspector(model.Scope(countyA), func(e *model.UserEdit) { e.Role = model.RoleViewer })
		narrowed := w.inspector(model.Scope(countyA), func(e *model.UserEdit) { e.Scopes = model.Set[model.Permission]{model.ReadRegister} })
		of := targets[0]
		assign := func(version uint64, u uint64) (model.Result, error) {
			return w.Inspections.Assign(w.ctx, operator, of.ID, version, u)
		}
		for want, u := range map[string]uint64{
			"unknown_reference": 999, "assignee_elsewhere": there.ID, "assignee_disabled": disabled.ID,
		} {
			_, err := assign(1, u)
			refused(t, want, err, "invalid_fields user_id:"+want)
		}
		for _, u := range []model.User{reader, narrowed} {
			_, err := assign(1, u.ID)
			refused(t, string(u.Role), err, "invalid_fields user_id:assignee_cannot_submit")
		}
		// A user outside of the caller's area is as unknown as none.
		_, err := w.Inspections.Assign(w.ctx, actor(model.RoleAdmin, model.Scope(countyA)), of.ID, 1, there.ID)
		refused(t, "a foreign user", err, "invalid_fields user_id:unknown_reference")

		given := must[model.Result](t)(assign(1, here.ID)).Inspection
		if given.AssignedTo != model.OptionalID(here.ID) || given.AssignedName != here.Name || given.Version != 2 || given.Status != model.InspectionPending {
			t.Errorf("%+v", given)
		}
		same := must[model.Result](t)(assign(2, here.ID)).Inspection
		if same.Version != 2 {
			t.Error("the same again is a change")
		}
		_, err = assign(1, here.ID)
		refused(t, "stale", err, "stale_version")
		left := must[model.Result](t)(w.Inspections.Unassign(w.ctx, operator, of.ID, 2)).Inspection
		if left.AssignedTo != 0 || left.AssignedName != "" || left.Version != 3 {
			t.Errorf("%+v", left)
		}
		w.pass(c.Code)
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 2))
		_, err = assign(4, here.ID)
		refused(t, "after closing", err, "campaign_not_open")
	})
}

// Only who has a target submits it, alone and in bulk; what nobody has, anybody of the region; a key is no person, and who
// manages campaigns steps in.
func TestWhoMaySubmit(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, targets := w.round(3, 0)
		one, two := w.inspector(model.Scope(countyA)), w.inspector("4228")
		for _, i := range targets[:2] {
			must[model.Result](t)(w.Inspections.Assign(w.ctx, operator, i.ID, 1, one.ID))
		}
		submit := func(a model.Actor, n int, version uint64) error {
			return only(w.Inspections.Submit(w.ctx, a, targets[n].ID, version, model.SubmissionEdit{Note: a.Name}))
		}
		refused(t, "another's", submit(as(two), 0, 2), "assigned_to_another")
		refused(t, "another's draft", only(w.Drafts.Save(w.ctx, as(two), targets[0].ID, 0, model.SubmissionEdit{})), "assigned_to_another")
		refused(t, "the own", submit(as(one), 0, 2), "")
		refused(t, "nobody's", submit(as(two), 2, 1), "")
		refused(t, "by a key", submit(actor(model.RoleInspector, "4228"), 0, 3), "")
		boss := as(w.inspector("4228", func(e *model.UserEdit) { e.Role = model.RoleAdmin }))
		refused(t, "by who manages", submit(boss, 0, 4), "")

		items := []model.BulkItem{item(targets[1]), item(targets[2])}
		_, err := w.Inspections.SubmitMany(w.ctx, as(two), c.Code, items, false)
		refused(t, "in bulk", err, "invalid_fields items[0]:assigned_to_another")
		results := must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, as(two), c.Code, items, true))
		if results[0].Err == nil || results[0].Err.Code != "assigned_to_another" || results[1].Err != nil {
			t.Errorf("item by item: %+v", results)
		}
		own := must[model.List[model.Inspection]](t)(w.Inspections.List(w.ctx, as(two), model.InspectionFilter{AssignedTo: one.ID}, everything))
		nobody := must[model.List[model.Inspection]](t)(w.Inspections.List(w.ctx, as(two), model.InspectionFilter{Unassigned: true}, everything))
		if len(own.Items) != 2 || len(nobody.Items) != 1 {
			t.Errorf("%d of one, %d of nobody", len(own.Items), len(nobody.Items))
		}
	})
}

func TestAssignMany(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, targets := w.round(5, 3)
		wide, ofA, ofB := w.inspector("4228"), w.inspector(model.Scope(countyA)), w.inspector(model.Scope(countyB))
		give := func(e model.AssignmentEdit) ([]service.Assigned, error) {
			return w.Inspections.AssignMany(w.ctx, operator, c.Code, e)
		}
		_, err := give(toList(
			gives(targets[0], ofA), gives(targets[5], ofA), gives(model.Inspection{ID: 999}, ofA), gives(targets[1], model.User{ID: 997}),
		))
		refused(t, "by list", err, "invalid_fields items[1].user_id:assignee_elsewhere items[2].inspection_id:not_a_target items[3].user_id:unknown_reference")
		if diff := cmp.Diff(make([]uint64, 8), w.whose(c.Code)); diff != "" {
			t.Error("something was given although all was refused:\n" + diff)
		}
		got := must[[]service.Assigned](t)(give(toList(gives(targets[0], ofA), gives(targets[5], ofB))))
		if len(got) != 2 || got[0].Targets != 1 || got[1].Total != 1 {
			t.Errorf("%+v", got)
		}
		// Evenly: the one of A who has one already gets one less. Nobody's target of B can go to A.
		even := model.AssignmentEdit{By: model.AssignEvenly, Users: []uint64{wide.ID, ofA.ID}}
		got = must[[]service.Assigned](t)(give(even))
		if got[0].User.ID != wide.ID || got[0].Targets != 4 || got[1].Targets != 2 || got[1].Total != 3 {
			t.Errorf("evenly: %+v", got)
		}
		before := w.whose(c.Code)
		if again := must[[]service.Assigned](t)(give(even)); again[0].Targets+again[1].Targets != 0 {
			t.Errorf("again: %+v", again)
		}
		_, err = give(model.AssignmentEdit{By: model.AssignEvenly, Users: []uint64{ofA.ID}, Reassign: true})
		refused(t, "nobody for B", err, "invalid_fields users:nobody_for_region")
		_, err = give(model.AssignmentEdit{By: model.AssignEvenly, Users: []uint64{ofA.ID}, RegionCode: "422899"})
		refused(t, "an unknown region", err, "invalid_fields region_code:unknown_reference")
		if diff := cmp.Diff(before, w.whose(c.Code)); diff != "" {
			t.Error(diff)
		}
		regions := model.AssignmentEdit{By: model.AssignByRegion, Reassign: true, Regions: []model.RegionAssignment{
			{RegionCode: countyA, UserID: ofA.ID}, {RegionCode: countyB, UserID: ofB.ID},
		}}
		must[[]service.Assigned](t)(give(regions))
		want := slices.Concat(slices.Repeat([]uint64{ofA.ID}, 5), slices.Repeat([]uint64{ofB.ID}, 3))
		if diff := cmp.Diff(want, w.whose(c.Code)); diff != "" {
			t.Errorf("by region:\n%s", diff)
		}
		regions.Regions[0].UserID = ofB.ID
		_, err = give(regions)
		refused(t, "by region", err, "invalid_fields regions[0].user_id:assignee_elsewhere")
		// What has a result stays with whoever gave it.
		must[model.Result](t)(w.Inspections.Submit(w.ctx, operator, targets[0].ID, w.version(targets[0].ID), model.SubmissionEdit{}))
		got = must[[]service.Assigned](t)(give(model.AssignmentEdit{By: model.AssignEvenly, Users: []uint64{wide.ID}, Reassign: true}))
		if got[0].Targets != 7 || w.whose(c.Code)[0] != ofA.ID {
			t.Errorf("%+v, %v", got, w.whose(c.Code))
		}
		checkTrailOf(t, w, c)
	})
}

// version is what an inspection stands at.
func (w *world) version(id uint64) uint64 {
	w.t.Helper()
	return must[model.Result](w.t)(w.Inspections.Get(w.ctx, operator, id)).Inspection.Version
}

// checkTrailOf compares the versions of all targets with the entries and events of the trail.
func checkTrailOf(t *testing.T, w *world, c model.Campaign) {
	t.Helper()
	for _, i := range w.targets(c.Code) {
		for _, table := range []string{"audit_entries", "events"} {
			if n := count(t, w.store, fmt.Sprintf("SELECT COUNT(*) + 1 FROM %s WHERE thing_kind = 'inspection' AND thing_id = %d", table, i.ID)); n != int(i.Version) {
				t.Errorf("the target %d is at %d, and %s tell of %d", i.ID, i.Version, table, n)
			}
		}
	}
}

func TestDrafts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, targets := w.round(2, 0)
		one, two := as(w.inspector(model.Scope(countyA))), as(w.inspector(model.Scope(countyA)))
		i := targets[0]
		bad := model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: "X9"}, {}}, Note: "未完"}
		save := func(a model.Actor, version uint64, e model.SubmissionEdit) (model.Judged, error) {
			return w.Drafts.Save(w.ctx, a, i.ID, version, e)
		}
		_, err := w.Drafts.Get(w.ctx, one, i.ID)
		refused(t, "none yet", err, "not_found")
		_, err = save(one, 1, bad)
		refused(t, "a change of none", err, "stale_version")
		_, err = save(one, 0, model.SubmissionEdit{Note: "\x00"})
		refused(t, "a bad shape", err, "invalid_fields note:forbidden_character")
		kept := must[model.Judged](t)(save(one, 0, bad))
		if len(kept.Problems) != 2 || kept.Assessment.Verdict != "" || kept.Draft.Version != 1 {
			t.Errorf("%+v", kept)
		}
		_, err = save(one, 0, bad)
		refused(t, "a second one", err, "stale_version")
		read := must[model.Judged](t)(w.Drafts.Get(w.ctx, one, i.ID))
		ignoreID := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".ID" }, cmp.Ignore())
		if diff := cmp.Diff(kept, read, scores, ignoreID); diff != "" {
			t.Errorf("(-kept +read)\n%s", diff)
		}
		good := model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: "S1"}}}
		if j := must[model.Judged](t)(save(one, 1, good)); j.Assessment.Verdict != model.VerdictFail || j.Draft.Version != 2 || len(j.Problems) > 0 {
			t.Errorf("%+v", j)
		}
		if j := must[model.Judged](t)(save(one, 2, good)); j.Draft.Version != 2 {
			t.Error("the same again is a change")
		}
		_, err = w.Drafts.Get(w.ctx, two, i.ID)
		refused(t, "another's", err, "not_found")
		must[model.Judged](t)(save(two, 0, good))
		if got := must[model.Result](t)(w.Inspections.Get(w.ctx, one, i.ID)); got.Inspection.Version != 1 || got.Inspection.Status != model.InspectionPending {
			t.Errorf("a draft changed %+v", got.Inspection)
		}
		if p := must[model.Progress](t)(w.Statistics.Progress(w.ctx, operator, c.Code, "", model.ProgressByRegion)); p.Total.Drafted != 1 || p.Total.Pending != 2 {
			t.Errorf("%+v", p.Total)
		}
		must[model.Result](t)(w.Inspections.Submit(w.ctx, one, i.ID, 1, good))
		_, err = w.Drafts.Get(w.ctx, one, i.ID)
		refused(t, "after the submission", err, "not_found")
		refused(t, "another's stays", only(w.Drafts.Get(w.ctx, two, i.ID)), "")
		refused(t, "delete stale", w.Drafts.Delete(w.ctx, two, i.ID, 2), "stale_version")
		refused(t, "delete", w.Drafts.Delete(w.ctx, two, i.ID, 1), "")
		must[model.Result](t)(w.Inspections.Move(w.ctx, operator, i.ID, 2, model.VerbConfirm, model.Reason{}))
		_, err = save(one, 0, good)
		refused(t, "of what is confirmed", err, "wrong_state")
		if n := count(t, w.store, "SELECT COUNT(*) FROM events WHERE thing_kind = 'draft'"); n != 0 {
			t.Errorf("%d events tell of drafts", n)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE thing_kind = 'draft' AND after_state LIKE '%S1%'"); n != 0 {
			t.Errorf("%d entries of the trail say what a draft said", n)
		}
	})
}

// Where results are reviewed, a waiver takes two.
func TestWaiverTakesTwo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, targets := w.round(1, 0, reviewed)
		i, boss, reviewer := targets[0], actor(model.RoleAdmin, "4228"), actor(model.RoleReviewer, "4228")
		move := func(a model.Actor, version uint64, verb model.InspectionVerb, r model.Reason) model.Inspection {
			t.Helper()
			return must[model.Result](t)(w.Inspections.Move(w.ctx, a, i.ID, version, verb, r)).Inspection
		}
		if got := move(boss, 1, model.VerbWaive, why); got.Status != model.InspectionWaiving || got.WaiveReason != why.Reason {
			t.Errorf("%+v", got)
		}
		_, err := w.Inspections.Move(w.ctx, boss, i.ID, 2, model.VerbConfirm, model.Reason{})
		refused(t, "confirmed by the proposer", err, "confirmed_by_proposer")
		_, err = w.Inspections.Submit(w.ctx, boss, i.ID, 2, model.SubmissionEdit{})
		refused(t, "a result meanwhile", err, "wrong_state")
		_, err = w.Campaigns.Close(w.ctx, operator, c.Code, 2)
		refused(t, "closing meanwhile", err, fmt.Sprintf("targets_pending inspections/%d:target_pending", i.ID))
		rates := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, model.SubjectSite, model.GroupRegion))
		if rates.Total.Pending != 1 || rates.Total.Waived != 0 {
			t.Errorf("%+v", rates.Total)
		}
		if got := move(reviewer, 2, model.VerbReturn, why); got.Status != model.InspectionPending || got.WaiveReason != "" || got.ReturnReason != why.Reason {
			t.Errorf("%+v", got)
		}
		move(boss, 3, model.VerbWaive, why)
		if got := move(reviewer, 4, model.VerbConfirm, model.Reason{}); got.Status != model.InspectionWaived || got.ReturnReason != "" {
			t.Errorf("%+v", got)
		}
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 2))
		all := must[model.Revisions](t)(w.Inspections.Revisions(w.ctx, reviewer, i.ID))
		var steps []string
		for _, r := range all.Waivers {
			steps = append(steps, string(r.Verb)+" by "+r.ReviewedBy)
		}
		want := []string{"waive by admin", "return by reviewer", "waive by admin", "confirm by reviewer"}
		if diff := cmp.Diff(want, steps); diff != "" || len(all.Items) != 0 {
			t.Errorf("%d revisions, %s", len(all.Items), diff)
		}
	})
}

func TestReviewsAndComparison(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, targets := w.round(1, 0, reviewed)
		i, inspector, reviewer := targets[0], actor(model.RoleInspector, "4228"), actor(model.RoleReviewer, "4228")
		submit := func(version uint64, findings ...model.FindingEdit) {
			must[model.Result](t)(w.Inspections.Submit(w.ctx, inspector, i.ID, version, model.SubmissionEdit{Findings: findings}))
		}
		remark := model.Reason{Reason: "缺少截图"}
		submit(1, model.FindingEdit{Indicator: "S1"}, model.FindingEdit{Description: "观察", LocationURL: "http://a.gov.cn/"})
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, i.ID, 2, model.VerbReturn, remark))
		submit(3, model.FindingEdit{Description: "另一处", LocationURL: "http://a.gov.cn/"}, model.FindingEdit{Indicator: "S2"})
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, i.ID, 4, model.VerbConfirm, model.Reason{}))
		all := must[model.Revisions](t)(w.Inspections.Revisions(w.ctx, inspector, i.ID))
		if len(all.Items) != 2 || len(all.Items[0].Reviews) != 1 || len(all.Items[1].Reviews) != 1 {
			t.Fatalf("%+v", all)
		}
		if r := all.Items[1].Reviews[0]; r.Verb != model.VerbReturn || r.Reason != remark.Reason || r.ReviewedBy != "reviewer" || r.CreatedAt.IsZero() {
			t.Errorf("%+v", r)
		}
		if r := all.Items[0].Reviews[0]; r.Verb != model.VerbConfirm || r.Reason != "" {
			t.Errorf("%+v", r)
		}
		d := must[model.RevisionComparison](t)(w.Inspections.Compare(w.ctx, inspector, i.ID, 1, 2))
		if len(d.Added) != 1 || d.Added[0].Indicator != "S2" || len(d.Removed) != 1 || d.Removed[0].Indicator != "S1" ||
			len(d.Changed) != 1 || d.Changed[0].From.Description != "观察" || d.VerdictChanged {
			t.Errorf("%+v", d)
		}
		_, err := w.Inspections.Compare(w.ctx, inspector, i.ID, 1, 3)
		refused(t, "no such revision", err, "not_found")
	})
}

// The rows of each table add up to its total, and a reader sees the own part.
func TestProgress(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, targets := w.round(4, 2)
		u, v := w.inspector("4228"), w.inspector(model.Scope(countyB))
		e := toList(gives(targets[0], u), gives(targets[1], u), gives(targets[4], u), gives(targets[5], v))
		must[[]service.Assigned](t)(w.Inspections.AssignMany(w.ctx, operator, c.Code, e))
		must[model.Result](t)(w.Inspections.Submit(w.ctx, as(u), targets[0].ID, 2, model.SubmissionEdit{}))
		must[model.Result](t)(w.Inspections.Move(w.ctx, operator, targets[2].ID, 1, model.VerbWaive, why))
		must[model.Judged](t)(w.Drafts.Save(w.ctx, as(u), targets[1].ID, 0, model.SubmissionEdit{}))
		progress := func(a model.Actor, by model.ProgressGroup) model.Progress {
			t.Helper()
			p := must[model.Progress](t)(w.Statistics.Progress(w.ctx, a, c.Code, model.SubjectSite, by))
			var sum model.Stage
			for _, r := range p.Rows {
				sum.Add(r.Stage)
			}
			if sum != p.Total || sum.Targets != sum.Pending+sum.Waiving+sum.Submitted+sum.Returned+sum.Confirmed+sum.Waived {
				t.Errorf("%+v of rows, %+v in total", sum, p.Total)
			}
			return p
		}
		byUser := progress(operator, model.ProgressByInspector)
		var rows []string
		for _, r := range byUser.Rows {
			rows = append(rows, fmt.Sprintf("%s %d %s", r.Label, r.Targets, byUser.DoneText(r.Stage)))
		}
		if diff := cmp.Diff([]string{u.Name + " 3 33.3%", v.Name + " 1 0%", "未分配 2 50.0%"}, rows); diff != "" {
			t.Error(diff)
		}
		if byUser.Total.Drafted != 1 || byUser.Rows[0].Drafted != 1 {
			t.Errorf("%+v", byUser)
		}
		ofB := progress(actor(model.RoleViewer, model.Scope(countyB)), model.ProgressByRegion)
		if len(ofB.Rows) != 1 || ofB.Rows[0].Key != string(countyB) || ofB.Total.Targets != 2 {
			t.Errorf("%+v", ofB)
		}
		if whole := progress(operator, model.ProgressByRegion); len(whole.Rows) != 9 || whole.Rows[0].Waived != 1 {
			t.Errorf("%+v", whole)
		}
		staff := actor(model.RoleUnitStaff, model.Scope(countyA))
		staff.OrganizationID = targets[0].TargetOrganizationID
		if p := progress(staff, model.ProgressByInspector); !p.DraftsHidden || p.Total.Drafted != 0 || p.Total.Targets != 4 {
			t.Errorf("%+v", p)
		}
		if _, err := w.Drafts.Get(w.ctx, staff, targets[1].ID); !errors.Is(err, model.NewError(0, "forbidden")) {
			t.Errorf("unit staff and drafts: %v", err)
		}
	})
}
