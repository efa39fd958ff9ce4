package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Under the rule that a result was judged by, nothing changes.
func TestWhatIfNothingChanges(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		want := assess(t, rule, target, findings)
		got, unmatched, err := WhatIf(rule, rule, target, want.Findings)
		if err != nil || len(unmatched) > 0 {
			t.Fatalf("%v, unmatched %+v", err, unmatched)
		}
		if len(got.Findings) == 0 {
			got.Findings, want.Findings = nil, nil
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Score{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Under any other rule each finding is either judged or listed, and what is judged is judged as if it had been reported there.
func TestWhatIfLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to, target := drawRule(t), drawRule(t), drawTarget(t)
		findings := assess(t, from, target, drawFindings(t, from, target)).Findings
		got, unmatched, err := WhatIf(from, to, target, findings)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Findings)+len(unmatched) != len(findings) {
			t.Fatalf("%d findings became %d and %d", len(findings), len(got.Findings), len(unmatched))
		}
		for _, u := range unmatched {
			if u.Finding != findings[u.Position-1] || u.Finding.Indicator == "" {
				t.Fatalf("%+v", u)
			}
		}
		if want := expected(to, target, got.Findings); result(got) != want {
			t.Fatalf("%s, want %s", result(got), want)
		}
		if diff := cmp.Diff(assess(t, to, target, got.Findings), got, cmp.AllowUnexported(Score{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWhatIfMatchesFindings(t *testing.T) {
	site, account := Set[Subject]{SubjectSite}, Set[Subject]{SubjectAccount}
	rule := func(indicators ...Indicator) ScoringRule {
		return NewScoringRule(Catalogue{DeductionTotal: 10_000, BonusAbove: 8000, BonusTotal: 3000}, indicators, 6000)
	}
	fixed := Indicator{Code: "D", Part: PartDeduction, AppliesTo: site, Points: 200, MaxPoints: 1000}
	open := Indicator{Code: "D", Part: PartDeduction, AppliesTo: site, MaxPoints: 500}
	veto := Indicator{Code: "D", Part: PartVeto, AppliesTo: site}
	service := fixed
	service.NeedsPublicService = true
	elsewhere := fixed
	elsewhere.AppliesTo = account
	tests := []struct {
		name     string
		from, to ScoringRule
		finding  FindingEdit
		want     string // score after deductions, or why it has no place
	}{
		{"fixed to fixed", rule(fixed), rule(Indicator{Code: "D", Part: PartDeduction, AppliesTo: site, Points: 300, MaxPoints: 1000}), FindingEdit{Indicator: "D"}, "97"},
		{"open to fixed", rule(open), rule(fixed), FindingEdit{Indicator: "D", Points: 350}, "98"},
		{"fixed to open", rule(fixed), rule(open), FindingEdit{Indicator: "D"}, "98"},
		{"open to open", rule(open), rule(open), FindingEdit{Indicator: "D", Points: 350}, "96.5"},
		{"above the new maximum", rule(Indicator{Code: "D", Part: PartDeduction, AppliesTo: site, MaxPoints: 2000}), rule(open), FindingEdit{Indicator: "D", Points: 1500}, "95"},
		{"veto to open", rule(veto), rule(open), FindingEdit{Indicator: "D"}, "points_required"},
		{"veto to fixed", rule(veto), rule(fixed), FindingEdit{Indicator: "D"}, "98"},
		{"fixed to veto", rule(fixed), rule(veto), FindingEdit{Indicator: "D"}, "fail"},
		{"gone", rule(fixed), rule(), FindingEdit{Indicator: "D"}, "unknown_indicator"},
		{"for others", rule(fixed), rule(elsewhere), FindingEdit{Indicator: "D"}, "indicator_of_other_subject"},
		{"for bodies with services", rule(fixed), rule(service), FindingEdit{Indicator: "D"}, "indicator_needs_public_service"},
		{"observation", rule(fixed), rule(), FindingEdit{Description: "无"}, "100"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, unmatched, err := WhatIf(tt.from, tt.to, ScoringTarget{Subject: SubjectSite, Scored: true}, []FindingEdit{tt.finding})
			if err != nil {
				t.Fatal(err)
			}
			var got string
			switch {
			case len(unmatched) > 0:
				got = unmatched[0].Reason.Code
			case a.Deducted == nil:
				got = string(a.Verdict)
			default:
				got = a.Deducted.String()
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestWhatIfPunishesOnce(t *testing.T) {
	indicator := func(code string, part Part) Indicator {
		return Indicator{Code: code, Part: part, AppliesTo: Set[Subject]{SubjectSite}, Points: 100, MaxPoints: 500}
	}
	c := Catalogue{DeductionTotal: 10_000, BonusAbove: 8000, BonusTotal: 3000}
	from := NewScoringRule(c, []Indicator{indicator("A", PartDeduction), indicator("B", PartBonus)}, 6000)
	to := NewScoringRule(c, []Indicator{indicator("A", PartDeduction), indicator("B", PartDeduction)}, 6000)
	same := []FindingEdit{{Indicator: "A", Description: "同一处"}, {Indicator: "B", Description: "同一处"}, {Indicator: "A", Description: "同一处"}}
	a, unmatched, err := WhatIf(from, to, ScoringTarget{Subject: SubjectSite, Scored: true}, same)
	if err != nil || a.Deducted.String() != "98" || len(unmatched) != 1 || unmatched[0].Position != 2 || unmatched[0].Reason.Code != "punished_twice" {
		t.Errorf("%v, %+v, %v", a.Deducted, unmatched, err)
	}
	if text := unmatched[0].Reason.Text(Chinese); !strings.Contains(text, "findings[0]") {
		t.Error(text)
	}
}

func TestStands(t *testing.T) {
	for _, status := range InspectionStatuses {
		for _, verdict := range []Verdict{"", VerdictPass, VerdictFail} {
			want := verdict != "" && (status == InspectionSubmitted || status == InspectionConfirmed)
			if got := (Inspection{Status: status, Verdict: verdict}).Stands(); got != want {
				t.Error(fmt.Sprint(status, verdict, got))
			}
		}
	}
}
