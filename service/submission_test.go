package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

var scores = cmp.Comparer(func(a, b model.Score) bool { return a == b })

func TestSubmit(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := w.site(w.organization(countyA))
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, 1, set(func(e *model.SiteEdit) { e.IsPortal = true })))
		c := w.open(countyA)
		i := w.targets(c.Code)[0]
		inspector := actor(model.RoleInspector, model.Scope(countyA))
		submit := func(version uint64, e model.SubmissionEdit) (model.Result, error) {
			return w.Inspections.Submit(w.ctx, inspector, i.ID, version, e)
		}
		_, err := submit(1, model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: "X9"}, {}}, Note: "\x00"})
		refused(t, "a bad note", err, "invalid_fields note:forbidden_character")
		_, err = submit(1, model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: "X9"}, {}}})
		refused(t, "bad findings", err, "invalid_fields findings[0].indicator:unknown_indicator findings[1].description:required")
		_, err = submit(2, model.SubmissionEdit{})
		refused(t, "stale", err, "stale_version")

		first := model.SubmissionEdit{
			Note:     " 一次\r\n检查 ",
			Findings: []model.FindingEdit{{Indicator: "D04", Description: "首页栏目未更新", LocationURL: "http://a.gov.cn/x"}, {Description: "观察"}},
		}
		result := must[model.Result](t)(submit(1, first))
		if result.Inspection.Version != 2 || result.Submission.SubmittedBy != "inspector" || result.Submission.Note != "一次\n检查" || !result.Open {
			t.Errorf("%+v", result)
		}
		if result.Inspection.Verdict != model.VerdictPass || result.Inspection.FinalScore == nil || len(result.Submission.Explanation) == 0 {
			t.Errorf("%+v", result.Inspection)
		}
		got := must[model.Result](t)(w.Inspections.Get(w.ctx, inspector, i.ID))
		ignoreIDs := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".ID" }, cmp.Ignore())
		if diff := cmp.Diff(result, got, scores, ignoreIDs); diff != "" {
			t.Errorf("(-answered +kept):\n%s", diff)
		}

		second := must[model.Result](t)(submit(2, model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: "S1"}}}))
		if second.Inspection.Verdict != model.VerdictFail || second.Inspection.FinalScore != nil || second.Inspection.Revision != 2 {
			t.Errorf("%+v", second.Inspection)
		}
		revisions := must[model.Revisions](t)(w.Inspections.Revisions(w.ctx, inspector, i.ID)).Items
		if len(revisions) != 2 || revisions[0].Submission.Revision != 2 || revisions[1].Submission.Revision != 1 {
			t.Fatalf("%+v", revisions)
		}
		if diff := cmp.Diff(got.Submission, revisions[1].Submission, scores); diff != "" || len(revisions[1].Findings) != 2 || len(revisions[0].Findings) != 1 {
			t.Errorf("the first revision has changed:\n%s", diff)
		}
	})
}

// bulkWorld is an open campaign of three sites and two accounts in county A and one site in county B.
func bulkWorld(w *world) (code string, targets []model.Inspection) {
	a, b := w.organization(countyA), w.organization(countyB)
	for range 3 {
		w.site(a)
	}
	w.account(a)
	w.account(a)
	w.site(b)
	c := w.open("422800")
	return c.Code, w.targets(c.Code)
}

func TestBulkIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		code, targets := bulkWorld(w)
		inspector := actor(model.RoleInspector, model.Scope(countyA))
		items := []model.BulkItem{
			item(targets[0]),
			{SiteCode: "4228019999"}, // no such target
			item(targets[0], model.FindingEdit{Indicator: "S1"}), // the same target again
			item(targets[1], model.FindingEdit{Indicator: "X9"}), // no such indicator
			item(targets[3]), // the site of county B
			{SiteCode: targets[1].TargetCode, Platform: "wechat"},               // two targets
			{Platform: model.PlatformWeibo, AccountName: targets[4].TargetName}, // another platform
			item(targets[4], model.FindingEdit{Indicator: "M1", Description: "严重表述错误"}),
		}
		slices.SortStableFunc(targets, func(x, y model.Inspection) int { return strings.Compare(string(x.RegionCode), string(y.RegionCode)) })
		items[4] = item(targets[5])
		want := []string{
			"", "site_code:not_a_target", "site_code:target_twice", "findings[0].indicator:unknown_indicator", "site_code:not_a_target",
			"site_code:target_unclear", "account_name:not_a_target", "",
		}
		var named []string
		for i, fault := range want {
			if fault != "" {
				named = append(named, fmt.Sprintf("items[%d].%s", i, fault))
			}
		}
		before := dump(t, w.store)
		_, err := w.Inspections.SubmitMany(w.ctx, inspector, code, items, false)
		refused(t, "with bad items", err, "invalid_fields "+strings.Join(named, " "))
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("refused, but changed:\n%s", diff)
		}
		results := must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, inspector, code, items, true))
		for i, r := range results {
			got := ""
			if r.Err != nil {
				got = strings.TrimPrefix(refusal(r.Err), "invalid_fields ")
			}
			if got != want[i] {
				t.Errorf("item %d: %q, want %q", i, got, want[i])
			}
		}
		if results[0].Value.Inspection.Verdict != model.VerdictPass || results[7].Value.Inspection.Verdict != model.VerdictFail {
			t.Errorf("%+v, %+v", results[0], results[7])
		}
		if results[0].Value.Inspection.TargetCode != items[0].SiteCode || results[7].Value.Inspection.TargetName != items[7].AccountName {
			t.Error("the answers are in another order than the items")
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM submissions"); n != 2 {
			t.Errorf("%d submissions", n)
		}
	})
}

func TestRepeatedBulkWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		code, targets := bulkWorld(w)
		veto := model.FindingEdit{Indicator: "S1", Description: "打不开\r\n两次", LocationURL: "http://a.gov.cn"}
		items := []model.BulkItem{item(targets[0], veto), item(targets[1])}
		items[1].Note = "无\r\n问题"
		first := must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
		before := dump(t, w.store)
		again := must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("a repetition wrote:\n%s", diff)
		}
		for i := range items {
			if !cmp.Equal(first[i].Value.Inspection, again[i].Value.Inspection, scores) {
				t.Errorf("item %d is answered otherwise:\n%s", i, cmp.Diff(first[i].Value.Inspection, again[i].Value.Inspection, scores))
			}
		}
		// One of them changed, and only that one is written.
		items[1].Note = "有问题"
		must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
		if n := count(t, w.store, "SELECT COUNT(*) FROM submissions"); n != 3 {
			t.Errorf("%d submissions", n)
		}
		// What was returned does not stand: the same result is a new revision.
		current := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, targets[0].ID))
		reviewer := actor(model.RoleReviewer, "42")
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, targets[0].ID, current.Inspection.Version, model.VerbReturn, why))
		must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
		current = must[model.Result](t)(w.Inspections.Get(w.ctx, operator, targets[0].ID))
		if current.Inspection.Status != model.InspectionSubmitted || current.Inspection.Revision != 2 {
			t.Errorf("%+v", current.Inspection)
		}
		// A confirmed one stands, and does not take another result.
		must[model.Result](t)(w.Inspections.Move(w.ctx, reviewer, targets[0].ID, current.Inspection.Version, model.VerbConfirm, model.Reason{}))
		before = dump(t, w.store)
		must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("repeating a confirmed result wrote:\n%s", diff)
		}
		_, err := w.Inspections.SubmitMany(w.ctx, operator, code, []model.BulkItem{item(targets[0])}, false)
		refused(t, "another result over a confirmed one", err, "invalid_fields items[0]:wrong_state")
	})
}

func TestBulkOfAThousand(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		lines := []string{siteHeader}
		for n := range model.MaxBulk {
			lines = append(lines, fmt.Sprintf("4228018%03d,网站%d,http://s%d.gov.cn/,否", n, n, n))
		}
		must[model.Import](t)(w.take(operator, model.ImportSites, false, lines...))
		w.site(o)
		c := w.open(countyA)
		var items []model.BulkItem
		for _, i := range w.targets(c.Code) {
			items = append(items, item(i, model.FindingEdit{Description: "观察"}))
		}
		for _, bad := range [][]model.BulkItem{nil, items} {
			_, err := w.Inspections.SubmitMany(w.ctx, operator, c.Code, bad, false)
			refused(t, fmt.Sprintf("%d items", len(bad)), err, "invalid_fields items:item_count")
		}
		results := must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, c.Code, items[:model.MaxBulk], false))
		for i, r := range results {
			if r.Err != nil || r.Value.Inspection.TargetCode != items[i].SiteCode || r.Value.Submission.ID == 0 {
				t.Fatalf("item %d: %+v", i, r)
			}
		}
		for table, want := range map[string]int{"submissions": 1000, "findings": 1000} {
			if n := count(t, w.store, "SELECT COUNT(*) FROM "+table); n != want {
				t.Errorf("%d %s, want %d", n, table, want)
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'inspection.submit'"); n != 1000 {
			t.Errorf("%d audit entries", n)
		}
		// Each finding stands under the revision of its own inspection.
		if n := count(t, w.store, `SELECT COUNT(*) FROM findings f JOIN submissions s ON s.id = f.submission_id
			AND s.inspection_id = f.inspection_id`); n != 1000 {
			t.Errorf("%d findings stand where they belong", n)
		}
	})
}

func TestWaiving(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		code, targets := bulkWorld(w)
		refused(t, "no reason", only(w.Inspections.Move(w.ctx, operator, targets[0].ID, 1, model.VerbWaive, model.Reason{})), "invalid_fields reason:required")
		refused(t, "confirm what has no result", only(w.Inspections.Move(w.ctx, operator, targets[0].ID, 1, model.VerbConfirm, model.Reason{})), "wrong_state")
		got := must[model.Result](t)(w.Inspections.Move(w.ctx, operator, targets[0].ID, 1, model.VerbWaive, why))
		if got.Inspection.Status != model.InspectionWaived || got.Inspection.WaiveReason != why.Reason || !got.Open {
			t.Errorf("%+v", got)
		}
		refused(t, "submit over it", only(w.Inspections.Submit(w.ctx, operator, targets[0].ID, 2, model.SubmissionEdit{})), "wrong_state")
		_, err := w.Inspections.SubmitMany(w.ctx, operator, code, []model.BulkItem{item(targets[0])}, false)
		refused(t, "submit over it in bulk", err, "invalid_fields items[0]:wrong_state")
	})
}
