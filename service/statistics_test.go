package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// table is a table of pass rates as lines of "key label targets inspected passed failed pending waived rate".
func table(t testing.TB, w *world, a model.Actor, code string, kind model.Subject, by model.Group) []string {
	t.Helper()
	p := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, a, code, kind, by))
	line := func(key, label string, c model.Tally) string {
		return fmt.Sprint(key, " ", label, " ", c.Targets, c.Inspected, c.Passed, c.Failed, c.Pending, c.Waived, " ", p.Rule.Text(c.Passed, c.Inspected))
	}
	var lines []string
	for _, r := range p.Rows {
		lines = append(lines, line(r.Key, r.Label, r.Tally))
	}
	return append(lines, line("", model.TotalLabel, p.Total))
}

// settle gives targets their results: p passes, f fails, w is waived, anything else stays pending.
func (w *world) settle(code string, targets []model.Inspection, results string) {
	w.t.Helper()
	var items []model.BulkItem
	for n, i := range targets {
		veto := model.FindingEdit{Indicator: "S1"}
		if i.Kind == model.SubjectAccount {
			veto.Indicator = "M1"
		}
		switch results[n] {
		case 'p':
			items = append(items, item(i))
		case 'f':
			items = append(items, item(i, veto))
		case 'w':
			must[model.Result](w.t)(w.Inspections.Move(w.ctx, operator, i.ID, i.Version, model.VerbWaive, why))
		}
	}
	if len(items) > 0 {
		must[[]service.Outcome[model.Result]](w.t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
	}
}

// prefectureWorld has accounts in two counties, the prefecture itself and another prefecture, and one site.
func prefectureWorld(w *world) model.Campaign {
	must[model.Region](w.t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "420100", Name: "武汉市"}))
	b, a, direct := w.organization(countyB), w.organization(countyA), w.organization("422800")
	for n, o := range []model.Organization{b, a, a, direct, a, b} {
		e := w.accountEdit(o)
		e.Platform = model.Platforms[n]
		must[model.Account](w.t)(w.Accounts.Create(w.ctx, operator, e))
	}
	w.account(w.organization("420100"))
	portal, department := w.site(a), w.site(direct)
	must[model.Site](w.t)(w.Sites.Update(w.ctx, operator, portal.ID, 1, set(func(e *model.SiteEdit) { e.IsPortal = true })))
	_ = department
	return w.open("422800", func(e *model.CampaignEdit) { e.RateDecimals = 2 })
}

func accountsOf(targets []model.Inspection) []model.Inspection {
	return slices.DeleteFunc(targets, func(i model.Inspection) bool { return i.Kind != model.SubjectAccount })
}

func TestCountyTable(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := prefectureWorld(w)
		w.settle(c.Code, accountsOf(w.targets(c.Code)), "ppfw f") // B, A, A, 州直, A, B
		want := []string{
			"422801 恩施市 3 2 1 1 1 0 50.00%", "422802 利川市 2 2 1 1 0 0 50.00%", "422822 建始县 0 0 0 0 0 0 —", "422823 巴东县 0 0 0 0 0 0 —",
			"422825 宣恩县 0 0 0 0 0 0 —", "422826 咸丰县 0 0 0 0 0 0 —", "422827 来凤县 0 0 0 0 0 0 —", "422828 鹤峰县 0 0 0 0 0 0 —",
			"422800 州直 1 0 0 0 0 1 —", " 合计 6 4 2 2 1 1 50.00%",
		}
		if diff := cmp.Diff(want, table(t, w, operator, c.Code, model.SubjectAccount, model.GroupRegion)); diff != "" {
			t.Error(diff)
		}
		// A county gets the row of its own region, and a total of what it sees.
		inA := actor(model.RoleViewer, model.Scope(countyA))
		want = []string{"422801 恩施市 3 2 1 1 1 0 50.00%", " 合计 3 2 1 1 1 0 50.00%"}
		if diff := cmp.Diff(want, table(t, w, inA, c.Code, model.SubjectAccount, model.GroupRegion)); diff != "" {
			t.Error(diff)
		}
		// Units directly under the prefecture are a region of their own.
		direct := actor(model.RoleViewer, "422800")
		want = []string{"422800 州直 1 0 0 0 0 1 —", " 合计 1 0 0 0 0 1 —"}
		if diff := cmp.Diff(want, table(t, w, direct, c.Code, model.SubjectAccount, model.GroupRegion)); diff != "" {
			t.Error(diff)
		}
		for _, by := range model.Groups {
			kind := model.SubjectAccount
			if by == model.GroupPortal {
				kind = model.SubjectSite
			}
			lines := table(t, w, inA, c.Code, kind, by)
			if text := strings.Join(lines, "\n"); strings.Contains(text, "利川") || strings.Contains(text, "州直") || strings.Contains(text, "单位1 ") {
				t.Errorf("by %s county A sees others:\n%s", by, text)
			}
		}
	})
}

func TestOtherGroups(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := prefectureWorld(w)
		w.settle(c.Code, accountsOf(w.targets(c.Code)), "ppfw f")
		// wechat, weibo and the four others: douyin failed, kuaishou waived, toutiao pending, channels failed
		want := []string{"wechat 微信 1 1 1 0 0 0 100%", "weibo 微博 1 1 1 0 0 0 100%", "other 其他 4 2 0 2 1 1 0%", " 合计 6 4 2 2 1 1 50.00%"}
		if diff := cmp.Diff(want, table(t, w, operator, c.Code, model.SubjectAccount, model.GroupPlatform)); diff != "" {
			t.Error(diff)
		}
		want = []string{"portal 门户网站 1 0 0 0 1 0 —", "department 部门网站 1 0 0 0 1 0 —", " 合计 2 0 0 0 2 0 —"}
		if diff := cmp.Diff(want, table(t, w, operator, c.Code, model.SubjectSite, model.GroupPortal)); diff != "" {
			t.Error(diff)
		}
		want = []string{"1 单位1 2 2 1 1 0 0 50.00%", "2 单位2 3 2 1 1 1 0 50.00%", "3 单位3 1 0 0 0 0 1 —", " 合计 6 4 2 2 1 1 50.00%"}
		if diff := cmp.Diff(want, table(t, w, operator, c.Code, model.SubjectAccount, model.GroupOrganization)); diff != "" {
			t.Error(diff)
		}
		rates := func(code string, kind model.Subject, by model.Group) error {
			return only(w.Statistics.PassRates(w.ctx, operator, code, kind, by))
		}
		refused(t, "sites by platform", rates(c.Code, model.SubjectSite, model.GroupPlatform), "invalid_fields group_by:group_of_other_kind")
		refused(t, "accounts by portal", rates(c.Code, model.SubjectAccount, model.GroupPortal), "invalid_fields group_by:group_of_other_kind")
		refused(t, "no kind where there are two", rates(c.Code, "", model.GroupRegion), "invalid_fields kind:required")
		refused(t, "no such campaign", rates("422800-1999-1", model.SubjectSite, model.GroupRegion), missing)
		single := w.open(countyA, func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
		if p := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, single.Code, "", model.GroupRegion)); p.Kind != model.SubjectSite {
			t.Errorf("the only kind is %s", p.Kind)
		}
	})
}

// A province sees its prefectures, a prefecture in the same campaign its counties.
func TestProvincesTable(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		prefectureWorld(w)
		w.account(w.organization("42"))
		draft := w.campaign("42")
		want := []string{"420100 武汉市 0 0 0 0 0 0 —", "422800 恩施土家族苗族自治州 0 0 0 0 0 0 —", "42 省直 0 0 0 0 0 0 —", " 合计 0 0 0 0 0 0 —"}
		if diff := cmp.Diff(want, table(t, w, operator, draft.Code, model.SubjectAccount, model.GroupRegion)); diff != "" {
			t.Errorf("a draft:\n%s", diff)
		}
		c := must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, draft.Code, 1))
		want = []string{"420100 武汉市 1 0 0 0 1 0 —", "422800 恩施土家族苗族自治州 6 0 0 0 6 0 —", "42 省直 1 0 0 0 1 0 —", " 合计 8 0 0 0 8 0 —"}
		if diff := cmp.Diff(want, table(t, w, operator, c.Code, model.SubjectAccount, model.GroupRegion)); diff != "" {
			t.Error(diff)
		}
		lines := table(t, w, actor(model.RoleViewer, "4228"), c.Code, model.SubjectAccount, model.GroupRegion)
		if len(lines) != 10 || lines[0] != "422801 恩施市 3 0 0 0 3 0 —" || lines[8] != "422800 州直 1 0 0 0 1 0 —" || lines[9] != " 合计 6 0 0 0 6 0 —" {
			t.Errorf("%q", lines)
		}
		lines = table(t, w, actor(model.RoleViewer, model.Scope(countyB)), c.Code, model.SubjectAccount, model.GroupRegion)
		if diff := cmp.Diff([]string{"422802 利川市 2 0 0 0 2 0 —", " 合计 2 0 0 0 2 0 —"}, lines); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnnexes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := prefectureWorld(w)
		w.settle(c.Code, w.targets(c.Code), "pppppppp")
		one := must[model.Printed](t)(w.Statistics.Annex(w.ctx, operator, c.Code, 1))
		if want := fmt.Sprintf("恩施州%d年%s政府网站抽查情况表", c.Year, c.RoundLabel); one.Title != want {
			t.Errorf("titled %s", one.Title)
		}
		if len(one.Rows) != 2 || fmt.Sprint(one.Rows[0][1]) >= fmt.Sprint(one.Rows[1][1]) || one.Rows[0][5] != "合格" {
			t.Errorf("%v", one.Rows)
		}
		two := must[model.Printed](t)(w.Statistics.Annex(w.ctx, operator, c.Code, 2))
		if len(two.Rows) != 10 || len(two.Header) != 6 || fmt.Sprint(two.Rows[9]) != "[合计 <nil> 6 6 0 100%]" {
			t.Errorf("%v %v", two.Header, two.Rows)
		}
		for _, number := range []int{0, 3, -1} {
			refused(t, "an annex that there is not", only(w.Statistics.Annex(w.ctx, operator, c.Code, number)), missing)
		}
		seen := must[model.Printed](t)(w.Statistics.Annex(w.ctx, actor(model.RoleViewer, model.Scope(countyA)), c.Code, 1))
		if len(seen.Rows) != 1 {
			t.Errorf("county A sees %v", seen.Rows)
		}
	})
}

// Whatever happens to a campaign, every table equals a recount in plain Go of the inspections that the caller sees.
func TestTablesEqualARecount(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := prefectureWorld(w)
		var callers []model.Actor
		for _, scope := range []model.Scope{"42", "4228", "422800", "422801", "422828"} {
			callers = append(callers, actor(model.RoleViewer, scope))
		}
		property(t, func(rt *rapid.T) {
			for range rapid.IntRange(1, 4).Draw(rt, "steps") {
				step(rt, w, rapid.SampledFrom(w.targets(c.Code)).Draw(rt, "target"))
			}
			targets := w.targets(c.Code)
			for _, a := range []model.Actor{operator, rapid.SampledFrom(callers).Draw(rt, "caller")} {
				for _, kind := range model.SubjectKinds {
					checkRecount(rt, w, a, c.Code, kind, targets)
				}
			}
		})
	})
}

// step does one thing to an inspection; what its state refuses is refused.
func step(rt *rapid.T, w *world, i model.Inspection) {
	reviewer := actor(model.RoleReviewer, model.ScopeAll)
	var err error
	switch rapid.IntRange(0, 4).Draw(rt, "action") {
	case 0, 1:
		e := model.SubmissionEdit{}
		if rapid.Bool().Draw(rt, "fails") {
			e.Findings = []model.FindingEdit{{Indicator: map[model.Subject]string{model.SubjectSite: "S1", model.SubjectAccount: "M1"}[i.Kind]}}
		}
		err = only(w.Inspections.Submit(w.ctx, operator, i.ID, i.Version, e))
	case 2:
		err = only(w.Inspections.Move(w.ctx, reviewer, i.ID, i.Version, model.VerbReturn, why))
	case 3:
		err = only(w.Inspections.Move(w.ctx, reviewer, i.ID, i.Version, model.VerbConfirm, model.Reason{}))
	case 4:
		if i.TargetPlatform == model.PlatformWechat { // few can be waived: nothing leads back
			err = only(w.Inspections.Move(w.ctx, operator, i.ID, i.Version, model.VerbWaive, why))
		}
	}
	if got := refusal(err); got != "" && got != "wrong_state" {
		rt.Fatal(err)
	}
}

func checkRecount(rt *rapid.T, w *world, a model.Actor, code string, kind model.Subject, targets []model.Inspection) {
	if differs := wrongFigure(w, a, code, kind, targets); differs != "" {
		rt.Fatal(differs)
	}
}

// wrongFigure compares every table of a campaign with a recount, and answers the first difference.
func wrongFigure(w *world, a model.Actor, code string, kind model.Subject, targets []model.Inspection) string {
	keys := map[model.Group]func(model.Inspection) string{
		model.GroupRegion:   func(i model.Inspection) string { return string(i.RegionCode) },
		model.GroupPlatform: func(i model.Inspection) string { return string(i.TargetPlatform.Bucket()) },
		model.GroupPortal: func(i model.Inspection) string {
			return map[bool]string{true: "portal", false: "department"}[i.TargetIsPortal]
		},
		model.GroupOrganization: func(i model.Inspection) string { return fmt.Sprint(i.TargetOrganizationID) },
		model.GroupKind:         func(i model.Inspection) string { return string(i.Kind) },
	}
	other := map[model.Subject]model.Group{model.SubjectSite: model.GroupPlatform, model.SubjectAccount: model.GroupPortal}
	for by, key := range keys {
		if by == other[kind] {
			continue
		}
		p, err := w.Statistics.PassRates(w.ctx, a, code, kind, by)
		if err != nil {
			return err.Error()
		}
		want, total := map[string]model.Tally{}, model.Tally{}
		for _, i := range targets {
			if i.Kind == kind && a.Scope.Covers(i.RegionCode) {
				one := recount(i)
				group := want[key(i)]
				group.Add(one)
				total.Add(one)
				want[key(i)] = group
			}
		}
		for _, r := range p.Rows {
			if r.Tally != want[r.Key] {
				return fmt.Sprintf("%s by %s for %s: %s is %+v, recounted %+v", kind, by, a.Scope, r.Key, r.Tally, want[r.Key])
			}
			delete(want, r.Key)
		}
		if p.Total != total || len(want) > 0 {
			return fmt.Sprintf("%s by %s for %s: total %+v, recounted %+v, without a row %v", kind, by, a.Scope, p.Total, total, want)
		}
	}
	return ""
}

// recount is a single target as the rule of the pass rate has it.
func recount(i model.Inspection) model.Tally {
	t := model.Tally{Targets: 1}
	switch {
	case i.Status == "waived":
		t.Waived = 1
	case i.Status == "pending", i.Status == "returned", i.Status == "waiving":
		t.Pending = 1
	case i.Verdict == "pass":
		t.Inspected, t.Passed = 1, 1
	default:
		t.Inspected, t.Failed = 1, 1
	}
	return t
}
