package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// toldFields is a refusal as one text.
func toldFields(err error) string {
	if err == nil {
		return ""
	}
	var out []string
	for _, f := range err.(*Error).Fields { //nolint:errorlint,forcetypeassert // Normalize answers *Error
		out = append(out, f.Field+":"+f.Code)
	}
	return strings.Join(out, " ")
}

func TestAssignmentEdit(t *testing.T) {
	item, region := []TargetAssignment{{1, 7}}, []RegionAssignment{{"422801", 7}}
	for want, e := range map[string]AssignmentEdit{
		"by:not_one_of":                    {},
		"items:item_count":                 {By: AssignByList},
		"regions:item_count":               {By: AssignByRegion},
		"users:item_count":                 {By: AssignEvenly},
		"regions:not_with_this_way":        {By: AssignByList, Items: item, Regions: region},
		"users:not_with_this_way":          {By: AssignByList, Items: item, Users: []uint64{7}},
		"by:not_with_this_way":             {By: AssignByList, Items: item, Reassign: true},
		"items[1].inspection_id:repeated":  {By: AssignByList, Items: []TargetAssignment{{1, 7}, {1, 8}}},
		"regions[1].region_code:repeated":  {By: AssignByRegion, Regions: []RegionAssignment{{"422801", 7}, {"422801", 8}}},
		"users[2]:repeated":                {By: AssignEvenly, Users: []uint64{7, 8, 7}},
		"kind:not_one_of users:item_count": {By: AssignEvenly, Kind: "x", Users: make([]uint64, 0)},
		"by:not_with_this_way ":            {By: AssignByRegion, Regions: region, RegionCode: "422801"},
		"":                                 {By: AssignByList, Items: item},
		" ":                                {By: AssignByRegion, Regions: region, Kind: SubjectSite, Reassign: true},
		"  ":                               {By: AssignEvenly, Users: []uint64{7}, RegionCode: "422801", Kind: SubjectAccount, Reassign: true},
		"by:not_with_this_way  ":           {By: AssignByList, Items: item, Kind: SubjectSite},
		"items:item_count ":                {By: AssignByList, Items: make([]TargetAssignment, MaxBulk+1)},
		"items:not_with_this_way":          {By: AssignEvenly, Users: []uint64{7}, Items: item},
	} {
		_, err := e.Normalize()
		if got := toldFields(err); got != strings.TrimSpace(want) && !strings.HasPrefix(got, "items:item_count items[1]") {
			t.Errorf("%+v: %q, want %q", e, got, want)
		}
	}
}

func TestWhoCanInspect(t *testing.T) {
	good := User{ID: 7, State: UserActive, Role: RoleInspector, Scope: "4228"}
	for want, change := range map[string]func(*User){
		"":                       func(*User) {},
		"assignee_disabled":      func(u *User) { u.State = UserDisabled },
		"assignee_cannot_submit": func(u *User) { u.Role = RoleReviewer },
		"assignee_elsewhere":     func(u *User) { u.Scope = "422802" },
	} {
		u := good
		change(&u)
		if got := u.CannotInspect("422801"); got != want {
			t.Errorf("%+v: %q, want %q", u, got, want)
		}
	}
	i := Inspection{}
	i.Assign(good)
	inspector := Actor{UserID: 8, Role: RoleInspector, Scope: "4228"}
	for who, a := range map[string]Actor{
		"the one":     {UserID: 7, Role: RoleInspector},
		"an admin":    {UserID: 9, Role: RoleAdmin},
		"a key":       {TokenID: 3, Role: RoleIntegration, Permissions: Set[Permission]{SubmitResults}},
		"the console": {Role: RoleAdmin},
	} {
		if err := i.LeftTo(a); err != nil {
			t.Errorf("%s: %v", who, err)
		}
	}
	if i.LeftTo(inspector) == nil {
		t.Error("another inspector may submit it")
	}
	if i.Unassign(); i.LeftTo(inspector) != nil || i.AssignedName != "" {
		t.Error("nobody's may not be submitted")
	}
}

// Each target goes to somebody who can inspect it, in the same way whatever the order in which the targets come. Where
// everybody can inspect everything, nobody who was given a target has more than one above anybody else.
func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scopes := []Scope{"4228", "422801", "422802"}
		if rapid.Bool().Draw(t, "all alike") {
			scopes = scopes[:1]
		}
		users, load := []User{}, []int{}
		for n := range rapid.IntRange(1, 5).Draw(t, "users") {
			users = append(users, User{
				ID: uint64(n + 1), State: UserActive, Role: RoleInspector, Scope: rapid.SampledFrom(scopes).Draw(t, "scope"),
			})
			load = append(load, rapid.IntRange(0, 6).Draw(t, "load"))
		}
		targets := []Inspection{}
		for n := range rapid.IntRange(0, 30).Draw(t, "targets") {
			i := Inspection{ID: uint64(n + 1)}
			i.TargetCode = fmt.Sprint(rapid.IntRange(0, 9).Draw(t, "code"))
			i.RegionCode = rapid.SampledFrom([]RegionCode{"422801", "422802", "422800"}).Draw(t, "region")
			targets = append(targets, i)
		}
		given := Spread(targets, users, load)
		after, whose := slices.Clone(load), map[uint64]int{}
		for i, n := range given {
			whose[targets[i].ID] = n
			can := inspectors(users, targets[i].RegionCode)
			if n < 0 && len(can) > 0 || n >= 0 && !slices.Contains(can, n) {
				t.Fatalf("a target of %s goes to %d of %v", targets[i].RegionCode, n, can)
			}
			if n >= 0 {
				after[n]++
			}
		}
		if len(scopes) == 1 {
			for n := range users {
				if after[n] > load[n] && after[n] > slices.Min(after)+1 {
					t.Fatalf("%v have become %v", load, after)
				}
			}
		}
		other := map[uint64]int{}
		turned := rapid.Permutation(targets).Draw(t, "turned")
		for i, n := range Spread(turned, users, load) {
			other[turned[i].ID] = n
		}
		if diff := cmp.Diff(whose, other); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestCompare(t *testing.T) {
	numbered := func(findings ...Finding) []Finding {
		for i := range findings {
			findings[i].Position = i + 1
		}
		return findings
	}
	score := func(n int64) *Score {
		var s Score
		if err := s.Scan(fmt.Sprintf("%d/1", n)); err != nil {
			t.Fatal(err)
		}
		return &s
	}
	a := Finding{Indicator: "D05", Occurrences: 1, Description: "未 更新", LocationURL: "http://a.cn/"}
	twice, respelled, reworded := a, a, a
	twice.Occurrences, respelled.Description, reworded.Description = 2, "未更新", "六个月未更新"
	elsewhere := Finding{Indicator: "D05", Occurrences: 1, Description: "未更新"}
	moved := elsewhere
	moved.Description = "别的"
	tests := []struct {
		name                      string
		from, to                  []Finding
		added, removed, unchanged int
		changed                   string
	}{
		{"the same in another order", numbered(a, elsewhere), numbered(elsewhere, a), 0, 0, 2, ""},
		{"the same twice", numbered(a, a), numbered(a, a, a), 1, 0, 2, ""},
		{"more of it", numbered(a), numbered(twice), 0, 0, 0, "occurrences"},
		{"spelled otherwise", numbered(a), numbered(respelled), 0, 0, 0, "description"},
		{"in other words", numbered(a), numbered(reworded), 0, 0, 0, "description"},
		{"without a place", numbered(elsewhere), numbered(moved), 1, 1, 0, ""},
		{"gone", numbered(a, elsewhere), nil, 0, 2, 0, ""},
		{"come", nil, numbered(a), 1, 0, 0, ""},
		{"the exact one first", numbered(a), numbered(reworded, a), 1, 0, 1, ""},
	}
	for _, tt := range tests {
		c := CompareRevisions(Result{Findings: tt.from}, Result{Findings: tt.to})
		changed := ""
		for _, f := range c.Changed {
			changed += strings.Join(f.Fields, ",")
		}
		if len(c.Added) != tt.added || len(c.Removed) != tt.removed || c.Unchanged != tt.unchanged || changed != tt.changed {
			t.Errorf("%s: %+v", tt.name, c)
		}
	}
	c := CompareRevisions(Result{Submission: Submission{FinalScore: score(90), Verdict: VerdictPass}}, Result{Submission: Submission{Verdict: VerdictFail, Note: "x"}})
	if !c.NoteChanged || !c.ScoreChanged || !c.VerdictChanged {
		t.Errorf("%+v", c)
	}
	if c := CompareRevisions(Result{Submission: Submission{FinalScore: score(90)}}, Result{Submission: Submission{FinalScore: score(90)}}); c.ScoreChanged {
		t.Error("the same score is another one")
	}
}

func TestProgressTable(t *testing.T) {
	total := Stage{}
	for n, s := range InspectionStatuses {
		total.Add(StageOf(s, int64(n+1), 1))
	}
	want := Stage{Targets: 21, Pending: 1, Submitted: 2, Returned: 3, Confirmed: 4, Waived: 5, Waiving: 6, Drafted: 2}
	if diff := cmp.Diff(want, total); diff != "" {
		t.Error(diff)
	}
	if total.Done(true) != 9 || total.Done(false) != 11 {
		t.Errorf("%d, %d", total.Done(true), total.Done(false))
	}
	p := Progress{GroupBy: ProgressByInspector, Total: total, Rows: []ProgressRow{{"", UnassignedLabel, total}}, Rule: RateRule{Decimals: 1, Rounding: RoundHalfUp}}
	text := asText(p.Print())
	if diff := cmp.Diff([]string{"1", UnassignedLabel, "21", "1", "6", "2", "3", "4", "5", "52.4%", "2"}, text[1]); diff != "" {
		t.Error(diff)
	}
	p.DraftsHidden = true
	if hidden := asText(p.Print()); len(hidden[0]) != len(hidden[1]) || len(hidden[1]) != 10 || hidden[0][1] != "检查人员" {
		t.Errorf("%v", hidden)
	}
}
