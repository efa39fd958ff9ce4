package service_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// scoredRound is an open round of the prefecture in which every site gets a score, with sites in two counties and an account.
func scoredRound(w *world) model.Campaign {
	b, a := w.organization(countyB), w.organization(countyA)
	w.site(a)
	w.site(b)
	w.site(a)
	w.account(a)
	return w.open("422800", func(e *model.CampaignEdit) { e.ScoredKinds = model.Set[model.ScoredKind]{model.ScoredSite} })
}

func (w *world) submit(i model.Inspection, findings ...model.FindingEdit) {
	w.t.Helper()
	must[model.Result](w.t)(w.Inspections.Submit(w.ctx, operator, i.ID, i.Version, model.SubmissionEdit{Findings: findings}))
}

func (w *world) assess(i model.Inspection, o service.OtherRule) service.WhatIf {
	w.t.Helper()
	return must[service.WhatIf](w.t)(w.Inspections.Assess(w.ctx, operator, i.ID, o))
}

func points(p model.Points) *model.Points { return &p }

func TestWhatIfOfAnInspection(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := scoredRound(w)
		other := w.catalogue(w.catalogueEdit("42"))
		i := w.targets(c.Code)[0]
		refused(t, "without a result", only(w.Inspections.Assess(w.ctx, operator, i.ID, service.OtherRule{})), "no_standing_result")
		// Five points at most nationally, ten each in the other catalogue, which does not know D06.
		w.submit(i, model.FindingEdit{Indicator: "D05", Occurrences: 5}, model.FindingEdit{Indicator: "D06", Description: "不规范"},
			model.FindingEdit{Description: "仅记录"})
		before := dump(t, w.store)

		same := w.assess(i, service.OtherRule{})
		if same.Differs() || len(same.Unmatched) > 0 || same.PassLine != 6000 || same.Catalogue.ID != 1 {
			t.Errorf("under its own rule: %+v", same)
		}
		if diff := cmp.Diff(same.Result.Submission.Explanation, same.Assessed.Lines); diff != "" {
			t.Errorf("under its own rule (-stands +computed):\n%s", diff)
		}
		got := w.assess(i, service.OtherRule{Catalogue: other.ID})
		if !got.Differs() || got.Assessed.Verdict != model.VerdictFail || got.Assessed.Deducted.String() != "50" || got.Catalogue.ID != other.ID {
			t.Errorf("under the other: %+v", got.Assessed)
		}
		if len(got.Unmatched) != 1 || got.Unmatched[0].Position != 2 || got.Unmatched[0].Reason.Code != "unknown_indicator" {
			t.Errorf("unmatched: %+v", got.Unmatched)
		}
		if got := w.assess(i, service.OtherRule{Catalogue: other.ID, PassLine: points(5000)}); got.Differs() || got.PassLine != 5000 {
			t.Errorf("with a lower line: %+v", got.Assessed)
		}
		refused(t, "a catalogue that is not there", only(w.Inspections.Assess(w.ctx, operator, i.ID, service.OtherRule{Catalogue: 99})),
			"invalid_fields catalogue:unknown_reference")
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("a what-if wrote:\n%s", diff)
		}

		result := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, i.ID))
		must[model.Result](t)(w.Inspections.Move(w.ctx, actor(model.RoleReviewer, "42"), i.ID, result.Inspection.Version, model.VerbReturn, why))
		refused(t, "of a returned result", only(w.Inspections.Assess(w.ctx, operator, i.ID, service.OtherRule{})), "no_standing_result")
	})
}

func TestWhatIfOfACampaign(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := scoredRound(w)
		other := w.catalogue(w.catalogueEdit("42"))
		targets := w.targets(c.Code)
		w.submit(targets[0], model.FindingEdit{Indicator: "D05", Occurrences: 5}) // 95, or 50
		w.submit(targets[1], model.FindingEdit{Indicator: "D06"})                 // passes, and would with 100
		w.submit(targets[3], model.FindingEdit{Indicator: "M2"})                  // fails by a veto that the other does not know
		before := dump(t, w.store)
		all := func(a model.Actor, o service.OtherRule, skip, limit int) service.CampaignWhatIf {
			return must[service.CampaignWhatIf](t)(w.Inspections.AssessAll(w.ctx, a, c.Code, "", o, service.Piece{Skip: skip, Limit: limit}))
		}
		rows := func(r service.CampaignWhatIf) (lines []string) {
			line := func(r service.WhatIfRow) string {
				return fmt.Sprint(r.Key, " ", r.Before.Passed, r.Before.Failed, r.Before.Pending, " ", r.After.Passed, r.After.Failed, r.After.Pending,
					" ", r.ToPass, r.ToFail, r.Unmatched)
			}
			for _, row := range r.Rows {
				if row.Before.Targets > 0 {
					lines = append(lines, line(row))
				}
			}
			return append(lines, line(r.Total))
		}
		got := all(operator, service.OtherRule{Catalogue: other.ID}, 0, 20)
		want := []string{"422801 1 1 1 1 1 1 1 1 1", "422802 1 0 0 1 0 0 0 0 1", " 2 1 1 2 1 1 1 1 2"}
		if diff := cmp.Diff(want, rows(got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if len(got.Rows) != 9 || got.Rows[8].Key != "422800" {
			t.Errorf("rows of the county table: %+v", got.Rows)
		}
		if len(got.Changed) != 2 || got.Changed[0].Inspection.ID != targets[0].ID || got.Changed[0].Deducted.String() != "50" ||
			got.Changed[1].Inspection.ID != targets[3].ID || got.Changed[1].Verdict != model.VerdictPass {
			t.Errorf("changed: %+v", got.Changed)
		}
		if second := all(operator, service.OtherRule{Catalogue: other.ID}, 1, 1); len(second.Changed) != 1 || second.Changed[0].Inspection.ID != targets[3].ID {
			t.Errorf("the second piece: %+v", second.Changed)
		}
		if beyond := all(operator, service.OtherRule{Catalogue: other.ID}, 900, 200); len(beyond.Changed) != 0 || beyond.Total.ToFail != 1 {
			t.Errorf("a piece beyond: %+v", beyond)
		}
		same := all(operator, service.OtherRule{}, 0, 20)
		if same.Total.ToFail+same.Total.ToPass+same.Total.Unmatched != 0 || same.Total.Before != same.Total.After {
			t.Errorf("under its own rule: %+v", same.Total)
		}
		if line := all(operator, service.OtherRule{PassLine: points(10_000)}, 0, 20); line.Total.ToFail != 2 {
			t.Errorf("with a higher line: %+v", line.Total)
		}
		inB := all(actor(model.RoleViewer, model.Scope(countyB)), service.OtherRule{Catalogue: other.ID}, 0, 20)
		if diff := cmp.Diff([]string{"422802 1 0 0 1 0 0 0 0 1", " 1 0 0 1 0 0 0 0 1"}, rows(inB)); diff != "" || len(inB.Changed) != 0 {
			t.Errorf("for county B:\n%s", diff)
		}
		vetoes := w.catalogueEdit("42")
		vetoes.Indicators, vetoes.Groups = vetoes.Indicators[:2], nil
		vetoes.DeductionTotal, vetoes.BonusTotal, vetoes.PassLine, vetoes.BonusAbove = 0, 0, 0, 0
		_, err := w.Inspections.AssessAll(w.ctx, operator, c.Code, "", service.OtherRule{Catalogue: w.catalogue(vetoes).ID}, service.Piece{Limit: 1})
		refused(t, "without deductions", err, "invalid_fields catalogue:nothing_to_score")
		after := dump(t, w.store)
		for _, table := range []string{"inspections", "submissions", "findings", "campaigns"} {
			if diff := cmp.Diff(before[table], after[table]); diff != "" {
				t.Errorf("a what-if wrote %s:\n%s", table, diff)
			}
		}
	})
}

// The what-if of a campaign under its own rule agrees with the table of pass rates.
func TestWhatIfAgreesWithTheRates(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := prefectureWorld(w)
		targets := w.targets(c.Code)
		w.settle(c.Code, targets, "pfwpf.pf")
		for _, kind := range model.SubjectKinds {
			rates := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, kind, model.GroupRegion))
			got := must[service.CampaignWhatIf](t)(w.Inspections.AssessAll(w.ctx, operator, c.Code, kind, service.OtherRule{}, service.Piece{Limit: 1}))
			for i, row := range rates.Rows {
				if got.Rows[i].Key != row.Key || got.Rows[i].Before != row.Tally || got.Rows[i].After != row.Tally {
					t.Errorf("%s: %+v, want %+v", row.Label, got.Rows[i], row)
				}
			}
			if got.Total.After != rates.Total {
				t.Errorf("total %+v, want %+v", got.Total, rates.Total)
			}
		}
	})
}
