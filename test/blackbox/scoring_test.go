package blackbox

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// found is one finding.
func found(indicator string, occurrences int) object {
	return object{"indicator": indicator, "occurrences": occurrences}
}

// lost are findings that cost the points, of at most 31, without a public service.
func lost(points int) (findings []object) {
	for _, step := range []struct {
		indicator string
		points    int
	}{
		{"D04", 5}, {"D05", 5}, {"D06", 5}, {"D16", 5}, {"D17", 5}, {"D20", 2}, {"D23", 2}, {"D01", 1}, {"D28", 1},
	} {
		if step.points <= points {
			findings, points = append(findings, found(step.indicator, 1)), points-step.points
		}
	}
	return findings
}

func also(findings []object, more ...object) []object { return append(slices.Clip(findings), more...) }

func number(n float64) *float64 { return &n }

type scoring struct {
	name     string
	target   string
	findings []object
	verdict  string
	deducted *float64
	bonus    *float64
	final    *float64
	lines    []string // codes of the explanation
}

const (
	portal     = "4228000029" // of the prefecture's government
	noServices = "4228010052" // a portal whose organization provides no public services
	department = "4228000005"
	account    = "account"
)

type codes = []string

// scorings are results with what must follow from them.
func scorings() []scoring {
	bonuses := []object{found("B1", 1), found("B2", 1), found("B3", 1), found("B4", 1), found("B5", 1)}
	sixty := also(lost(25), found("D13", 8), found("D14", 4), found("D15", 3))
	return append(explained(),
		scoring{"every bonus", portal, bonuses, "pass", number(100), number(30), number(130), nil},
		scoring{"80 opens no bonus", portal, also(lost(20), found("B5", 1)), "pass", number(80), number(0), number(80), nil},
		scoring{"81 opens it", portal, also(lost(19), found("B5", 1)), "pass", number(81), number(10), number(91), nil},
		scoring{"60 passes", portal, sixty, "pass", number(60), number(0), number(60), nil},
		scoring{"59 fails", portal, also(sixty, found("D28", 1)), "fail", number(59), number(0), number(59), nil},
		scoring{"45 of 75 passes", noServices, lost(30), "pass", number(60), number(0), number(60), nil},
		scoring{"44 of 75 fails", noServices, lost(31), "fail", number(58.67), number(0), number(58.67), nil},
	)
}

// explained are results with every line of their explanation.
func explained() []scoring {
	return []scoring{
		{
			"clean", portal, nil, "pass", number(100), number(0), number(100),
			codes{"scoring_base", "deduction_sum", "final_score", "pass_line_met"},
		},
		{
			"a veto", portal,
			[]object{found("S4", 2), found("D05", 1)},
			"fail", nil, nil, nil,
			codes{"veto_found", "not_counted_after_veto", "failed_by_veto"},
		},
		{
			"a cap", portal,
			[]object{found("D07", 5), found("D01", 1)},
			"pass", number(96), number(0), number(96),
			codes{"scoring_base", "deducted", "deducted_capped", "deduction_sum", "final_score", "pass_line_met"},
		},
		{
			"a bonus", portal,
			[]object{found("D05", 1), found("B1", 1)},
			"pass", number(95), number(5), number(100),
			codes{"scoring_base", "deducted", "deduction_sum", "bonus_added", "final_score", "pass_line_met"},
		},
		{
			"an observation", portal,
			[]object{{"description": "首页图片偏大"}},
			"pass", number(100), number(0), number(100),
			codes{"scoring_base", "deduction_sum", "final_score", "observation_only", "pass_line_met"},
		},
		{
			"without public services", noServices, lost(10), "pass", number(86.67), number(0), number(86.67),
			codes{
				"scoring_base", "public_service_left_out", "deducted", "deducted", "deduction_sum", "scaled", "final_score",
				"pass_line_met",
			},
		},
		{
			"a site that is not scored", department,
			[]object{found("D05", 1)},
			"pass", nil, nil, nil,
			codes{"not_scored", "not_counted_unscored", "passed_without_score"},
		},
		{
			"a veto of a site that is not scored", department,
			[]object{found("S1", 1)},
			"fail", nil, nil, nil,
			codes{"veto_found", "failed_by_veto"},
		},
		{"an account", account, nil, "pass", nil, nil, nil, codes{"not_scored", "passed_without_score"}},
		{"a veto of an account", account, []object{found("M2", 1)}, "fail", nil, nil, nil, codes{"veto_found", "failed_by_veto"}},
	}
}

// openScoring opens the round with one organization that provides no public services, and answers the inspection of
// each target of scorings.
func openScoring(t *testing.T, c harness.Client) map[string]string {
	t.Helper()
	loadRegister(t, c)
	owner := fmt.Sprint("/organizations/", harness.Get[list[thing]](c, "/sites?q="+noServices).Items[0].OrganizationID)
	c.Do(http.StatusOK, http.MethodPatch, owner, object{"provides_services": false}, "If-Match", tag(t, c, owner))
	openRound(t, c)
	paths := map[string]string{}
	for target, query := range map[string]string{
		portal: "q=" + portal, noServices: "q=" + noServices, department: "q=" + department, account: "kind=account&size=1",
	} {
		paths[target] = fmt.Sprint("/inspections/", harness.Get[list[inspection]](c, "/inspections?"+query).Items[0].ID)
	}
	return paths
}

func TestScoring(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		paths := openScoring(t, c)
		revisions := map[string]int{}
		for _, s := range scorings() {
			t.Run(s.name, func(t *testing.T) {
				path := paths[s.target]
				body := object{"findings": also([]object{}, s.findings...), "note": s.name}
				answer := c.Do(http.StatusOK, http.MethodPut, path+"/submission", body, "If-Match", tag(t, c, path))
				revisions[path]++
				checkScoring(t, s, harness.Decode[inspection](t, answer), revisions[path])
				read := c.Do(http.StatusOK, http.MethodGet, path, nil)
				if diff := cmp.Diff(string(answer.Body), string(read.Body)); diff != "" || answer.Tag() != read.Tag() {
					t.Errorf("what is read is not what was answered:\n%s", diff)
				}
			})
		}
		checkRevisions(t, c, paths[portal])
		refusesFindings(t, c, paths)
	})
}

func checkScoring(t *testing.T, s scoring, got inspection, revision int) {
	t.Helper()
	if got.Verdict == nil || *got.Verdict != s.verdict || got.Revision != revision || got.Status != "submitted" {
		t.Errorf("got %+v", got)
	}
	if diff := cmp.Diff([]*float64{s.deducted, s.bonus, s.final}, []*float64{got.DeductedScore, got.BonusScore, got.FinalScore}); diff != "" {
		t.Errorf("the scores (-want +got):\n%s", diff)
	}
	var lines []string
	counted := 0.0
	for _, line := range got.Explanation {
		if line.Detail == "" {
			t.Errorf("a line without a text: %+v", line)
		}
		lines = append(lines, line.Code)
		if line.Code == "deducted" || line.Code == "deducted_capped" {
			counted += line.Counted
		}
	}
	if diff := cmp.Diff(s.lines, lines); s.lines != nil && diff != "" {
		t.Errorf("the explanation (-want +got):\n%s", diff)
	}
	if s.target == portal && s.deducted != nil && 100-counted != *s.deducted {
		t.Errorf("the lines take %v away, the score is %v", counted, *s.deducted)
	}
	if len(got.Findings) != len(s.findings) || got.Note != s.name {
		t.Errorf("kept %v with the note %q", got.Findings, got.Note)
	}
}

// checkRevisions finds every result of the portal, the newest first, as it was submitted.
func checkRevisions(t *testing.T, c harness.Client, path string) {
	t.Helper()
	var want []string
	for _, s := range scorings() {
		if s.target == portal {
			want = append(want, fmt.Sprint(s.name, " ", s.verdict, " ", len(s.findings)))
		}
	}
	slices.Reverse(want)
	var got []string
	for i, r := range harness.Get[list[inspection]](c, path+"/revisions").Items {
		got = append(got, fmt.Sprint(r.Note, " ", *r.Verdict, " ", len(r.Findings)))
		if r.Revision != len(want)-i {
			t.Errorf("revision %d at place %d", r.Revision, i)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the revisions (-want +got):\n%s", diff)
	}
}

// refusesFindings sends what no catalogue can judge; nothing of it is kept.
func refusesFindings(t *testing.T, c harness.Client, paths map[string]string) {
	t.Helper()
	twice := func(indicator string) object {
		return object{"indicator": indicator, "description": "栏目未更新", "location_url": "http://www.enshi.gov.cn/zc/"}
	}
	for _, r := range []struct {
		target, field, code string
		findings            []object
	}{
		{portal, "findings[1].indicator", "unknown_indicator", []object{found("D01", 1), found("D99", 1)}},
		{portal, "findings[0].indicator", "indicator_of_other_subject", []object{found("M1", 1)}},
		{account, "findings[0].indicator", "indicator_of_other_subject", []object{found("S1", 1)}},
		{noServices, "findings[0].indicator", "indicator_needs_public_service", []object{found("D10", 1)}},
		{portal, "findings[0].points", "points_not_open", []object{{"indicator": "D01", "points": 1}}},
		{portal, "findings[0].occurrences", "out_of_range", []object{found("D01", 1001)}},
		{portal, "findings[0].occurrences", "out_of_range", []object{found("D01", -1)}},
		{portal, "findings[0].description", "required", []object{{"indicator": ""}}},
		{portal, "findings[1].indicator", "punished_twice", []object{twice("D05"), twice("D06")}},
		{portal, "findings[0].location_url", "not_a_url", []object{{"indicator": "D01", "location_url": "javascript:alert(1)"}}},
	} {
		path := paths[r.target]
		before := tag(t, c, path)
		answer := c.Do(http.StatusUnprocessableEntity, http.MethodPut, path+"/submission", object{"findings": r.findings}, "If-Match", before)
		problem := harness.Decode[harness.Problem](t, answer)
		if len(problem.Errors) != 1 || problem.Errors[0].Field != r.field || problem.Errors[0].Code != r.code {
			t.Errorf("%s: %s", r.code, answer.Body)
		}
		if after := tag(t, c, path); after != before {
			t.Errorf("%s: a refused result moved the version from %s to %s", r.code, before, after)
		}
	}
}
