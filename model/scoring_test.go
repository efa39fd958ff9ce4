package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	sameScore = cmp.AllowUnexported(Score{})

	portal        = ScoringTarget{Subject: SubjectSite, Scored: true, PublicService: true}
	scoredWithout = ScoringTarget{Subject: SubjectSite, Scored: true}
	plainSite     = ScoringTarget{Subject: SubjectSite, PublicService: true}
	plainAccount  = ScoringTarget{Subject: SubjectAccount, PublicService: true}
)

// ruleOf is the rule of a catalogue under the catalogue's own pass line.
func ruleOf(e CatalogueEdit) ScoringRule {
	var c Catalogue
	c.Apply(e)
	return NewScoringRule(c, e.Rows(1), e.PassLine)
}

// openRule has one deduction and one bonus whose points each finding states, so that every boundary can be hit.
func openRule() ScoringRule {
	site := Set[Subject]{SubjectSite}
	return ScoringRule{
		PassLine: 6000, BonusAbove: 8000, DeductionTotal: 10000, BonusTotal: 3000,
		Indicators: map[string]Indicator{
			"D1": {Code: "D1", Position: 1, Part: PartDeduction, AppliesTo: site, Name: "扣分", MaxPoints: 10000},
			"B1": {Code: "B1", Position: 2, Part: PartBonus, AppliesTo: site, Name: "加分", MaxPoints: 2000},
			"B2": {Code: "B2", Position: 3, Part: PartBonus, AppliesTo: site, Name: "加分", MaxPoints: 2000},
		},
	}
}

// of lists findings by code: "D04 D18 D18" are one under D04 and two under D18.
func of(codes string) []FindingEdit {
	var list []FindingEdit
	for code := range strings.FieldsSeq(codes) {
		list = append(list, FindingEdit{Indicator: code})
	}
	return list
}

// result writes an assessment as "verdict deducted+bonus=final", with exact scores, or the verdict alone.
func result(a Assessment) string {
	if a.Deducted == nil && a.Bonus == nil && a.Final == nil {
		return string(a.Verdict)
	}
	exact := func(s *Score) string { return ratOf(*s).RatString() }
	return string(a.Verdict) + " " + exact(a.Deducted) + "+" + exact(a.Bonus) + "=" + exact(a.Final)
}

func TestAssessNationalRule(t *testing.T) {
	rule := ruleOf(shippedCatalogue(t))
	everyBonus := of("B1 B2 B3 B4 B5")
	tests := []struct {
		name     string
		target   ScoringTarget
		findings []FindingEdit
		want     string
	}{
		{"nothing found", portal, nil, "pass 100+0=100"},
		{"one fault", portal, of("D04"), "pass 95+0=95"},
		{"occurrences", portal, []FindingEdit{{Indicator: "D18", Occurrences: 2}}, "pass 94+0=94"},
		{"capped by occurrences", portal, []FindingEdit{{Indicator: "D18", Occurrences: 1000}}, "pass 92+0=92"},
		{"capped over findings", portal, of("D18 D18 D18"), "pass 92+0=92"},
		{"exactly 60", portal, of("D04 D05 D06 D09 D09 D09 D09 D09 D16 D17 D18 D18 D18 D12"), "pass 60+0=60"},
		{"one below 60", portal, of("D04 D05 D06 D09 D09 D09 D09 D09 D16 D17 D18 D18 D18 D12 D28"), "fail 59+0=59"},
		{"all bonus", portal, everyBonus, "pass 100+30=130"},
		{"bonus capped", portal, of("B1 B1 B5 B5"), "pass 100+15=115"},
		{"bonus at 81", portal, append(of("D04 D05 D06 D18 D28"), everyBonus...), "pass 81+30=111"},
		{"no bonus at 80", portal, append(of("D04 D05 D06 D16"), everyBonus...), "pass 80+0=80"},
		{"a veto", portal, of("S1"), "fail"},
		{"a veto among others", portal, append(of("D04 S3 D05"), everyBonus...), "fail"},
		{"two vetoes", portal, of("S1 S4"), "fail"},
		{"an observation", portal, []FindingEdit{{Description: "页脚有错别字"}}, "pass 100+0=100"},

		{"without services", scoredWithout, nil, "pass 100+0=100"},
		{"without services, thirds", scoredWithout, of("D05 D05 D06"), "pass 260/3+0=260/3"},
		{"without services, exactly 60", scoredWithout, of("D04 D05 D06 D16 D17 D19 D19 D19 D19 D19"), "pass 60+0=60"},
		{"without services, below 60", scoredWithout, of("D04 D05 D06 D16 D17 D19 D19 D19 D19 D19 D28"), "fail 176/3+0=176/3"},
		{"without services, exactly 80", scoredWithout, append(of("D04 D05 D06"), everyBonus...), "pass 80+0=80"},
		{"without services, above 80", scoredWithout, append(of("D04 D05 D20 D20 D28 D01"), everyBonus...), "pass 244/3+30=334/3"},

		{"not scored", plainSite, nil, "pass"},
		{"not scored, deductions and bonus", plainSite, of("D04 D05 D06 D16 D17 B1"), "pass"},
		{"not scored, a veto", plainSite, of("D04 S2"), "fail"},
		{"account", plainAccount, nil, "pass"},
		{"account, a veto", plainAccount, of("M2"), "fail"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Assess(rule, tt.target, tt.findings)
			if err != nil {
				t.Fatal(err)
			}
			if got := result(a); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func TestAssessBoundaries(t *testing.T) {
	deduct := func(p Points) FindingEdit { return FindingEdit{Indicator: "D1", Points: p} }
	bonus := FindingEdit{Indicator: "B1", Points: 1}
	tests := []struct {
		name     string
		findings []FindingEdit
		want     string
	}{
		{"60 passes", []FindingEdit{deduct(4000)}, "pass 60+0=60"},
		{"59.99 fails", []FindingEdit{deduct(4001)}, "fail 5999/100+0=5999/100"},
		{"80 opens no bonus", []FindingEdit{deduct(2000), bonus}, "pass 80+0=80"},
		{"80.01 opens the bonus", []FindingEdit{deduct(1999), bonus}, "pass 8001/100+1/100=4001/50"},
		{"the bonus lifts nobody over the pass line", []FindingEdit{deduct(10000), bonus}, "fail 0+0=0"},
		{"never below 0", []FindingEdit{deduct(9000), deduct(9000)}, "fail 0+0=0"},
		{"open points count at each occurrence", []FindingEdit{{Indicator: "D1", Points: 150, Occurrences: 3}, deduct(50)}, "pass 95+0=95"},
		{"the whole bonus is capped", []FindingEdit{{Indicator: "B1", Points: 2000}, {Indicator: "B2", Points: 1500}}, "pass 100+30=130"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Assess(openRule(), portal, tt.findings)
			if err != nil {
				t.Fatal(err)
			}
			if got := result(a); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}

	t.Run("the bonus is not looked at by a pass line above its threshold", func(t *testing.T) {
		rule := openRule()
		rule.PassLine = 9000
		a, err := Assess(rule, portal, []FindingEdit{deduct(1500), {Indicator: "B1", Points: 1000}})
		if err != nil || result(a) != "fail 85+10=95" {
			t.Errorf("%s, %v", result(a), err)
		}
	})
	t.Run("never below 0 where the maxima exceed the total", func(t *testing.T) {
		rule := openRule()
		rule.DeductionTotal = 5000
		a, err := Assess(rule, portal, []FindingEdit{deduct(6000)})
		if err != nil || result(a) != "fail 0+0=0" {
			t.Errorf("%s, %v", result(a), err)
		}
	})
	t.Run("nothing to score on", func(t *testing.T) {
		rule := openRule()
		rule.DeductionTotal = 0
		if _, err := Assess(rule, portal, nil); !isRefusal(err, "nothing_to_score") {
			t.Errorf("error %v", err)
		}
		if a, err := Assess(rule, plainSite, nil); err != nil || result(a) != "pass" {
			t.Errorf("not scored: %s, %v", result(a), err)
		}
	})
}

func isRefusal(err error, code string) bool {
	refusal, ok := err.(*Error) //nolint:errorlint // Assess answers it unwrapped
	return ok && refusal.Code == code
}

type refusalCase struct {
	name     string
	rule     ScoringRule
	target   ScoringTarget
	findings []FindingEdit
	want     string // field:code of every fault
}

func TestAssessRefusals(t *testing.T) {
	national, open := ruleOf(shippedCatalogue(t)), openRule()
	long := strings.Repeat("错", MaxDescription)
	checkRefusals(t, []refusalCase{
		{"unknown", national, portal, of("S1 X9"), "findings[1].indicator:unknown_indicator"},
		{"codes are exact", national, portal, of("s1"), "findings[0].indicator:unknown_indicator"},
		{"a site's on an account", national, plainAccount, of("S1"), "findings[0].indicator:indicator_of_other_subject"},
		{"an account's on a site", national, plainSite, of("M1"), "findings[0].indicator:indicator_of_other_subject"},
		{"services where there are none", national, scoredWithout, of("D10"), "findings[0].indicator:indicator_needs_public_service"},
		{"a veto on services where there are none", national, scoredWithout, of("S6"), "findings[0].indicator:indicator_needs_public_service"},
		{"points where fixed", national, portal, []FindingEdit{{Indicator: "D04", Points: 500}}, "findings[0].points:points_not_open"},
		{"points on a veto count nothing", national, portal, []FindingEdit{{Indicator: "S1", Points: 1}}, ""},
		{"points on an observation", national, portal, []FindingEdit{{Description: "a", Points: 1}}, "findings[0].points:points_not_open"},
		{"points missing", open, portal, of("D1"), "findings[0].points:points_required"},
		{"points at the maximum", open, portal, []FindingEdit{{Indicator: "B1", Points: 2000}}, ""},
		{"points above the maximum", open, portal, []FindingEdit{{Indicator: "B1", Points: 2001}}, "findings[0].points:out_of_range"},
		{"points below 0", open, portal, []FindingEdit{{Indicator: "B1", Points: -1}}, "findings[0].points:out_of_range"},
		{"occurrences at the limit", national, portal, []FindingEdit{{Indicator: "D04", Occurrences: 1000}}, ""},
		{"occurrences above", national, portal, []FindingEdit{{Indicator: "D04", Occurrences: 1001}}, "findings[0].occurrences:out_of_range"},
		{"occurrences below", national, portal, []FindingEdit{{Indicator: "D04", Occurrences: -1}}, "findings[0].occurrences:out_of_range"},
		{"a long description", national, portal, []FindingEdit{{Description: long}}, ""},
		{"too long a description", national, portal, []FindingEdit{{Description: long + "错"}}, "findings[0].description:too_long"},
		{"an empty observation", national, portal, []FindingEdit{{}}, "findings[0].description:required"},
		{"not an address", national, portal, []FindingEdit{{Indicator: "S1", LocationURL: "首页"}}, "findings[0].location_url:not_a_url"},
		{"all at once", national, plainAccount, []FindingEdit{
			{Indicator: "X9", Occurrences: 1001}, {Indicator: "", Points: 1, Description: "a"}, {Indicator: "D04", LocationURL: "a b"},
		}, "findings[0].occurrences:out_of_range findings[0].indicator:unknown_indicator findings[1].points:points_not_open " +
			"findings[2].location_url:space_in_url findings[2].indicator:indicator_of_other_subject"},
	})
}

func TestAssessPunishesOnce(t *testing.T) {
	rule := ruleOf(shippedCatalogue(t))
	same := func(indicator string) FindingEdit {
		return FindingEdit{Indicator: indicator, Description: "栏目 未更新", LocationURL: "http://www.enshi.gov.cn/a"}
	}
	with := func(f FindingEdit, change func(*FindingEdit)) FindingEdit { change(&f); return f }
	checkRefusals(t, []refusalCase{
		{"punished twice", rule, portal, []FindingEdit{same("D04"), same("D09")}, "findings[1].indicator:punished_twice"},
		{"punished under a veto already", rule, portal, []FindingEdit{same("S4"), same("D09")}, "findings[1].indicator:punished_twice"},
		{"punished twice in other words", rule, portal, []FindingEdit{
			same("D04"), with(same("D09"), func(f *FindingEdit) { f.Description = "栏目未更新" }),
		}, "findings[1].indicator:punished_twice"},
		{"again under the same indicator", rule, portal, []FindingEdit{same("D04"), same("D04")}, ""},
		{"another place", rule, portal, []FindingEdit{
			same("D04"), with(same("D09"), func(f *FindingEdit) { f.LocationURL += "/b" }),
		}, ""},
		{"the same place, undescribed", rule, portal, []FindingEdit{
			with(same("D04"), func(f *FindingEdit) { f.Description = "" }),
			with(same("D09"), func(f *FindingEdit) { f.Description = "" }),
		}, ""},
		{"a bonus is no punishment", rule, portal, []FindingEdit{same("D04"), same("B1")}, ""},
		{"an observation is no punishment", rule, portal, []FindingEdit{same("D04"), same("")}, ""},
	})
}

func checkRefusals(t *testing.T, tests []refusalCase) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Assess(tt.rule, tt.target, tt.findings)
			if got := faults(t, err); got != tt.want {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAssessCleansFindings(t *testing.T) {
	given := []FindingEdit{{Indicator: " D04 ", Description: "  未更新\r\n两周\u3000", LocationURL: " http://a.cn "}}
	a, err := Assess(ruleOf(shippedCatalogue(t)), portal, given)
	if err != nil {
		t.Fatal(err)
	}
	want := []FindingEdit{{Indicator: "D04", Occurrences: 1, Description: "未更新\n两周", LocationURL: "http://a.cn"}}
	if diff := cmp.Diff(want, a.Findings); diff != "" {
		t.Error(diff)
	}
	if given[0].Indicator != " D04 " || given[0].Occurrences != 0 {
		t.Errorf("the argument changed: %+v", given)
	}
}
