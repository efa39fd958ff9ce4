package model

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var selfRule = NewScoringRule(Catalogue{BonusAbove: 8000, DeductionTotal: 10000, BonusTotal: 3000}, []Indicator{
	{Code: "S1", Part: PartVeto, AppliesTo: Set[Subject]{SubjectSite}, Position: 1},
	{Code: "D1", Part: PartDeduction, AppliesTo: Set[Subject]{SubjectSite}, Points: 500, MaxPoints: 10000, Position: 2},
}, 6000)

func TestDraftsAreTheCountys(t *testing.T) {
	for _, tt := range []struct {
		a    Actor
		want bool
	}{
		{Actor{Role: RoleCountyAdmin, Scope: "422801"}, true},
		{Actor{Role: RoleCountyAdmin, Scope: "422800"}, true}, // the units of the prefecture itself
		{Actor{Role: RoleCountyAdmin, Scope: "4228"}, false},
		{Actor{Role: RoleCountyAdmin, Scope: ScopeAll}, false},
		{Actor{Role: RoleCountyAdmin, Scope: ""}, false},
		{Actor{Role: RoleCountyAdmin, Scope: "422801", Permissions: Set[Permission]{ReadCampaigns}}, false},
		{Actor{Role: RoleUnitStaff, Scope: "422801", OrganizationID: 1}, true},
		{Actor{Role: RoleUnitStaff, Scope: "422801"}, false},
		{Actor{Role: RoleAdmin, Scope: "422801"}, false},
		{Actor{Role: RoleViewer, Scope: "422801"}, false},
	} {
		if got := tt.a.Drafts(); got != tt.want || (tt.a.CheckItself() == nil) != tt.want {
			t.Errorf("%s of %q: %v, %v", tt.a.Role, tt.a.Scope, got, tt.a.CheckItself())
		}
	}
}

func TestTheTrailDoesNotTellADraft(t *testing.T) {
	score := fraction(1, 2)
	row := SelfCheck{
		State: SelfCheckDraft, Verdict: VerdictFail, DeductedScore: &score, FinalScore: &score, BonusScore: &score, Note: "x",
		Findings: ReportedFindings{{Description: "x"}}, Explanation: Explanation{{Code: "x"}}, TargetName: "y",
	}
	told, ok := row.ForTrail().(SelfCheck)
	if !ok || told.Verdict != "" || told.Note != "" || len(told.Findings)+len(told.Explanation) > 0 || told.DeductedScore != nil ||
		told.FinalScore != nil || told.BonusScore != nil || told.TargetName != "y" || row.Note != "x" {
		t.Errorf("%+v", told)
	}
	row.State = SelfCheckFinished
	if told, ok := row.ForTrail().(SelfCheck); !ok || told.Note != "x" || told.Verdict != VerdictFail {
		t.Errorf("%+v", told)
	}
}

// A self-check is judged as an inspection of the same findings is.
func TestSelfChecksAreJudgedAsInspections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := SelfCheckTerms{Rule: selfRule, Campaign: Campaign{
			ID: 1, RegionCode: "422800", Kinds: Set[Subject]{SubjectSite}, ScoredKinds: Set[ScoredKind]{ScoredPortal},
		}}
		target := Target{TargetIsPortal: rapid.Bool().Draw(t, "portal"), TargetPublicService: true, RegionCode: "422801"}
		var findings []FindingEdit
		for range rapid.IntRange(0, 12).Draw(t, "findings") {
			findings = append(findings, FindingEdit{Indicator: rapid.SampledFrom([]string{"S1", "D1", "D1", "D1"}).Draw(t, "indicator")})
		}
		inspected, err := Assess(terms.Rule, NewInspection(terms.Campaign, SubjectSite, target, Time{}).Scoring(terms.Campaign), findings)
		if err != nil {
			t.Fatal(err)
		}
		row := NewSelfCheck(SubjectSite, target, Actor{}, Time{})
		if err := row.Take(SelfCheckEdit{SubmissionEdit: SubmissionEdit{Findings: findings}}, terms, "2022-10-08"); err != nil {
			t.Fatal(err)
		}
		same := row.Verdict == inspected.Verdict && (row.FinalScore == nil) == (inspected.Final == nil) &&
			(row.FinalScore == nil || row.FinalScore.Cmp(*inspected.Final) == 0) && len(row.Explanation) == len(inspected.Lines)
		if !same || row.CheckedOn != "2022-10-08" {
			t.Fatalf("%+v is not %+v", row, inspected)
		}
	})
}

func TestComparisons(t *testing.T) {
	of := func(verdict Verdict, codes ...string) *Result {
		r := &Result{Inspection: Inspection{Verdict: verdict}}
		for _, code := range codes {
			r.Findings = append(r.Findings, Finding{Indicator: code, Occurrences: 1})
		}
		return r
	}
	self := func(verdict Verdict, codes ...string) SelfCheck {
		k := SelfCheck{Verdict: verdict}
		for _, code := range codes {
			k.Findings = append(k.Findings, FindingEdit{Indicator: code, Occurrences: 2})
		}
		return k
	}
	for what, tt := range map[string]struct {
		self     SelfCheck
		official *Result
		want     string // agreement, and what self, official and both have found
	}{
		"no target":         {self(VerdictPass, "D1"), nil, "no_result|||"},
		"returned":          {self(VerdictPass, "D1"), of("", "D1"), "no_result|||"},
		"the same":          {self(VerdictFail, "S1", "S1"), of(VerdictFail, "S1"), "same|||S1"},
		"missed":            {self(VerdictPass, "D2", "D1"), of(VerdictFail, "S1", "D2"), "self_passed|D1|S1|D2"},
		"too strict":        {self(VerdictFail, "S2", "S1"), of(VerdictPass), "self_failed|S1、S2||"},
		"only observations": {self(VerdictPass, ""), of(VerdictPass, ""), "same|||"},
	} {
		c := CompareSelfCheck(tt.self, tt.official)
		got := strings.Join([]string{string(c.Agreement), c.Found(FoundBySelf), c.Found(FoundByOfficial), c.Found(FoundByBoth)}, "|")
		if got != tt.want {
			t.Errorf("%s: %s, want %s", what, got, tt.want)
		}
	}
	if c := CompareSelfCheck(self(VerdictFail, "S1", "S1"), of(VerdictFail, "S1")); c.Indicators[0].Self != 4 || c.Indicators[0].Official != 1 {
		t.Errorf("%+v", c.Indicators)
	}
	for _, a := range Agreements {
		if a.Label() == string(a) {
			t.Errorf("%s has no label", a)
		}
	}
}
