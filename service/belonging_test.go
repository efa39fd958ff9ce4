package service_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// moving is a thing with everything that follows it, and the two organizations that it goes between.
type moving struct {
	*world
	from, into model.Organization
	kind       model.Subject
	thing      uint64
	campaign   model.Campaign
	target     model.Inspection
	before     model.Attachment // a photograph of the fault
	draft      model.SelfCheck
	finished   model.SelfCheck
}

// fault is one that both kinds can have.
func fault(kind model.Subject) model.FindingEdit {
	if kind == model.SubjectSite {
		return veto("甲")
	}
	return model.FindingEdit{Indicator: "M1", Description: "甲"}
}

func newMoving(w *world, kind model.Subject, region model.RegionCode) *moving {
	w.t.Helper()
	m := &moving{world: w, kind: kind, from: w.organization(countyA), into: w.organization(region)}
	site, account := w.site(m.from), w.account(m.from)
	about := model.NewSelfCheckEdit{SiteID: model.OptionalID(site.ID)}
	if m.thing = site.ID; kind == model.SubjectAccount {
		about, m.thing = model.NewSelfCheckEdit{AccountID: model.OptionalID(account.ID)}, account.ID
	}
	w.site(m.into)
	m.campaign = w.open("422800")
	for _, i := range w.targets(m.campaign.Code) {
		if i.Thing(i.Kind) == (model.ThingRef{Kind: kind, ID: m.thing}) {
			m.target = i
			w.result(i.ID, fault(kind))
		} else {
			w.result(i.ID)
		}
	}
	must[model.Measure](w.t)(w.Findings.RecordMeasure(w.ctx, operator, m.finding().ID, model.MeasureEdit{
		Kind: model.MeasureTalk, TakenOn: "2022-10-08", Persons: 1,
	}))
	m.before = w.attachment(m.target, func(e *model.AttachmentEdit) { e.Moment = model.MomentBefore })
	about.Campaign = m.campaign.Code
	m.draft = must[model.SelfCheck](w.t)(w.SelfChecks.Create(w.ctx, staff(m.from), about))
	m.finished = must[model.SelfCheck](w.t)(w.SelfChecks.Create(w.ctx, staff(m.from), about))
	m.finished = must[model.SelfCheck](w.t)(w.SelfChecks.Finish(w.ctx, staff(m.from), m.finished.ID, 1))
	return m
}

func (m *moving) finding() model.Rectification {
	m.t.Helper()
	return m.findings(model.RectificationFilter{Campaign: m.campaign.Code, Kind: m.kind})[0]
}

// move is one of the ways in which a thing goes to another organization.
func (m *moving) move(way string) {
	m.t.Helper()
	transfer := model.TransferEdit{OrganizationID: m.into.ID, Reason: "划转"}
	var err error
	switch {
	case way == "merge":
		err = only(m.Organizations.Merge(m.ctx, operator, m.from.ID, 1, model.MergeEdit{Into: m.into.ID, Reason: "机构改革"}))
	case way == "move" && m.kind == model.SubjectSite:
		err = only(m.Sites.Transfer(m.ctx, operator, m.thing, 1, transfer))
	case way == "move":
		err = only(m.Accounts.Transfer(m.ctx, operator, m.thing, 1, transfer))
	case m.kind == model.SubjectSite:
		err = only(m.Sites.Update(m.ctx, operator, m.thing, 1, func(e model.SiteEdit) (model.SiteEdit, error) {
			e.OrganizationID = m.into.ID
			return e, nil
		}))
	default:
		err = only(m.Accounts.Update(m.ctx, operator, m.thing, 1, func(e model.AccountEdit) (model.AccountEdit, error) {
			e.OrganizationID = m.into.ID
			return e, nil
		}))
	}
	if err != nil {
		m.t.Fatal(err)
	}
}

// figures is everything that is counted of the campaign.
func (m *moving) figures() []any {
	m.t.Helper()
	t, code := m.t, m.campaign.Code
	all := []any{must[service.MeasureTable](t)(m.Findings.CountMeasures(m.ctx, operator, code))}
	for _, kind := range model.SubjectKinds {
		for _, by := range []model.Group{model.GroupRegion, model.GroupOrganization} {
			all = append(all, must[model.PassRates](t)(m.Statistics.PassRates(m.ctx, operator, code, kind, by)))
		}
		all = append(all, must[model.Progress](t)(m.Statistics.Progress(m.ctx, operator, code, kind, model.ProgressByRegion)))
	}
	for _, number := range []int{1, 2} {
		all = append(all, must[model.Printed](t)(m.Statistics.Annex(m.ctx, operator, code, number)))
	}
	for _, region := range []model.Scope{model.Scope(countyA), model.Scope(countyB)} {
		all = append(all, must[service.SelfCheckComparison](t)(m.SelfChecks.Compare(m.ctx, operator, code, region, m.kind)))
	}
	return all
}

// Whoever runs a thing has what was found on it, and can put it right; the figures of the round stay.
func TestFindingsFollowTheirThings(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, kind := range model.SubjectKinds {
			for _, region := range []model.RegionCode{countyA, countyB} {
				for _, way := range []string{"merge", "move", "update"} {
					m := newMoving(w, kind, region)
					figures, old := m.figures(), m.finding()
					m.move(way)
					if diff := cmp.Diff(figures, m.figures()); diff != "" {
						t.Errorf("%s of %s to %s changes figures:\n%s", way, kind, region, diff)
					}
					m.checkHanded(fmt.Sprintf("%s of %s to %s", way, kind, region), old)
					m.putRight(old.Version)
				}
			}
		}
	})
}

// checkHanded looks at all that has moved, with the eyes of both organizations.
func (m *moving) checkHanded(what string, old model.Rectification) {
	m.t.Helper()
	now := m.finding()
	if now.OrganizationID != m.into.ID || now.OrganizationName != m.into.Name || now.RegionCode != m.into.RegionCode || now.Version != old.Version+1 {
		m.t.Errorf("%s: %+v", what, now)
	}
	for _, way := range []struct {
		reader model.Actor
		want   string
	}{{staff(m.from), missing}, {staff(m.into), ""}} {
		refused(m.t, what+": the finding", only(m.Findings.Get(m.ctx, way.reader, now.ID)), way.want)
		refused(m.t, what+": the photograph", only(m.Attachments.Get(m.ctx, way.reader, m.before.ID)), way.want)
		refused(m.t, what+": the draft of a self-check", only(m.SelfChecks.Get(m.ctx, way.reader, m.draft.ID)), way.want)
		list := must[model.List[model.Tracked]](m.t)(m.Findings.List(m.ctx, way.reader, model.RectificationFilter{}, everything))
		if (len(list.Items) == 1) != (way.want == "") {
			m.t.Errorf("%s: %d findings", what, len(list.Items))
		}
	}
	refused(m.t, what+": the finished self-check", only(m.SelfChecks.Get(m.ctx, staff(m.from), m.finished.ID)), "")
	refused(m.t, what+": the inspection", only(m.Inspections.Get(m.ctx, staff(m.from), m.target.ID)), "")
	refused(m.t, what+": the inspection", only(m.Inspections.Get(m.ctx, staff(m.into), m.target.ID)), missing)
	if k := must[model.SelfCheck](m.t)(m.SelfChecks.Finish(m.ctx, staff(m.into), m.draft.ID, 2)); k.TargetOrganizationName != m.into.Name {
		m.t.Errorf("%s: %+v", what, k)
	}
	must[model.Measure](m.t)(m.Findings.RevokeMeasure(m.ctx, actor(model.RoleAdmin, model.Scope(m.into.RegionCode)), m.measure(now.ID), 2, why))
}

func (m *moving) measure(finding uint64) uint64 {
	m.t.Helper()
	return must[[]model.Measure](m.t)(m.Findings.Measures(m.ctx, staff(m.into), finding))[0].ID
}

// putRight goes the whole way with the staff of the new organization, and reports the fault once more.
func (m *moving) putRight(seen uint64) {
	m.t.Helper()
	finding, a := m.finding(), staff(m.into)
	refused(m.t, "the version before the move", only(m.Findings.SubmitProof(m.ctx, a, finding.ID, seen, model.Proof{Done: "x"})), "stale_version")
	u := m.upload(m.target, m.picture(), asProof, func(e *model.AttachmentEdit) {
		e.Moment, e.PairID = model.MomentAfter, model.OptionalID(m.before.ID)
	})
	refused(m.t, "by the inspection", only(m.send(a, u)), "invalid_fields inspection:unknown_reference")
	u = m.upload(model.Inspection{}, m.picture(), asProof)
	u.FindingID, u.Edit.Moment, u.Edit.PairID = finding.ID, model.MomentAfter, model.OptionalID(m.before.ID)
	refused(m.t, "by the former owner", only(m.send(staff(m.from), u)), "invalid_fields finding:unknown_reference")
	proof := must[model.Attachment](m.t)(m.send(a, u))
	proof = must[model.Attachment](m.t)(m.Attachments.Update(m.ctx, a, proof.ID, 1, func(e model.AttachmentEdit) (model.AttachmentEdit, error) {
		e.Caption = "已修复"
		return e, nil
	}))
	spare := must[model.Attachment](m.t)(m.send(a, func() service.EvidenceUpload {
		u := m.upload(model.Inspection{}, m.picture(), asProof)
		u.FindingID = finding.ID
		return u
	}()))
	refused(m.t, "removing proof", m.Attachments.Delete(m.ctx, a, spare.ID, 1), "")
	done := must[service.FindingDetail](m.t)(m.Findings.SubmitProof(m.ctx, a, finding.ID, finding.Version, model.Proof{
		Done: "已修复", AttachmentIDs: []uint64{proof.ID},
	}))
	must[service.FindingDetail](m.t)(m.Findings.Accept(m.ctx, actor(model.RoleReviewer, model.Scope(m.into.RegionCode)), finding.ID, done.Version))
	// The inspector of the region at opening goes on with the result: one fault stays under its number, another one is new.
	now := must[model.Result](m.t)(m.Inspections.Get(m.ctx, operator, m.target.ID))
	must[model.Result](m.t)(m.Inspections.Submit(m.ctx, inspectorOf(model.Scope(m.target.RegionCode)), m.target.ID, now.Inspection.Version,
		model.SubmissionEdit{Findings: []model.FindingEdit{fault(m.kind), observed("乙")}}))
	rows := m.findings(model.RectificationFilter{Campaign: m.campaign.Code, Kind: m.kind})
	if len(rows) != 2 || rows[0].State != model.FindingAccepted || rows[1].OrganizationID != m.into.ID || rows[1].RegionCode != m.into.RegionCode {
		m.t.Errorf("after another result: %+v", rows)
	}
}

// A file for an inspection and a finding is for one target.
func TestUploadForAFindingOfAnotherTarget(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, rows := w.faulty(veto("甲"))
		other := w.target(countyA)
		u := w.upload(other, w.picture(), asProof)
		u.FindingID = rows[0].ID
		refused(t, "of another target", only(w.send(operator, u)), "invalid_fields finding:of_other_target")
		u.InspectionID = rows[0].InspectionID
		if a := must[model.Attachment](t)(w.send(operator, u)); a.InspectionID != rows[0].InspectionID || a.RectificationID != 0 {
			t.Errorf("%+v", a)
		}
	})
}

// Proof that comes in while its thing moves belongs to whom the thing belongs to in the end.
func TestNothingStaysBehindWhileThingsMove(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := newMoving(w, model.SubjectSite, countyB)
		finding := m.finding()
		moved := make(chan error, 1)
		go func() {
			moved <- only(w.Sites.Transfer(w.ctx, operator, m.thing, 1, model.TransferEdit{OrganizationID: m.into.ID, Reason: "划转"}))
		}()
		for range 20 {
			_, err := w.send(operator, func() service.EvidenceUpload {
				u := w.upload(model.Inspection{}, w.picture(), asProof)
				u.FindingID = finding.ID
				return u
			}())
			if err != nil {
				t.Error(err)
			}
			now := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, m.target.ID))
			if _, err := w.Inspections.Submit(w.ctx, operator, m.target.ID, now.Inspection.Version, model.SubmissionEdit{
				Findings: []model.FindingEdit{veto("甲"), observed(fmt.Sprint(w.next()))},
			}); err != nil {
				t.Error(err)
			}
		}
		if err := <-moved; err != nil {
			t.Fatal(err)
		}
		for _, row := range w.findings(model.RectificationFilter{Campaign: m.campaign.Code, Kind: m.kind}) {
			if row.OrganizationID != m.into.ID {
				t.Errorf("%s stays with %d", row.Number, row.OrganizationID)
			}
		}
		list := must[model.List[model.Attachment]](t)(w.Attachments.List(w.ctx, operator, model.AttachmentFilter{InspectionID: m.target.ID}, everything))
		for _, a := range list.Items {
			if a.OrganizationID != m.into.ID || a.RegionCode != m.into.RegionCode {
				t.Errorf("attachment %d stays with %d", a.ID, a.OrganizationID)
			}
		}
	}, repository.WithPool(4))
}
