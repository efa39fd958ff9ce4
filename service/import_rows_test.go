package service_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

func correct(cells map[string]string) service.Correction { return service.Correction{Values: cells} }

// The real list is taken in, mended and applied: the way of every file with faults.
func TestCorrectingAFile(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		job := w.sites("4228000034,甲,http://a.gov.cn/,否", "4228000034,乙,http://b.gov.cn/,否", "4228000051,丙,http://c.gov.c n,否")
		want := model.ImportCounts{CreateCount: 1, ConflictCount: 1, RejectedCount: 1}
		if diff := cmp.Diff(want, job.ImportCounts); diff != "" || job.State != model.ImportApplied {
			t.Errorf("%s\n%s", job.State, diff)
		}
		mend := func(number int, version uint64, c service.Correction) (model.ImportRow, error) {
			_, row, err := w.Imports.CorrectRow(w.ctx, operator, job.ID, number, version, c)
			return row, err
		}
		_, err := mend(2, 9, correct(nil))
		refused(t, "stale", err, "stale_version")
		for _, number := range []int{4, 0, -1} {
			_, err = mend(number, 1, correct(nil))
			refused(t, "a row that is not there", err, missing)
		}
		_, err = mend(2, 1, correct(map[string]string{"colour": "red", "code": "x"}))
		refused(t, "a column that is not there", err, "invalid_fields values.colour:unknown_field")
		row := must[model.ImportRow](t)(mend(2, 1, correct(map[string]string{"网站标识码": " 4228000033 "})))
		if row.Outcome != model.OutcomeCreate || row.Applied || row.Cells["code"] != "4228000033" || row.Version != 2 {
			t.Errorf("%+v", row)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM sites"); n != 1 {
			t.Errorf("a correction put %d sites into the register", n-1)
		}
		row = must[model.ImportRow](t)(mend(3, 1, service.Correction{AcceptSuggestions: true}))
		if row.Outcome != model.OutcomeCreate || row.Cells["home_url"] != "http://c.gov.cn" {
			t.Errorf("%+v", row)
		}
		refused(t, "apply on an old version", only(w.Imports.Apply(w.ctx, operator, job.ID, 1)), "stale_version")
		applied := must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, 3))
		if diff := cmp.Diff(model.ImportCounts{CreateCount: 3}, applied.ImportCounts); diff != "" || applied.Version != 4 {
			t.Errorf("version %d\n%s", applied.Version, diff)
		}
		before := dump(t, w.store)["sites"]
		again := must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, 4))
		if diff := cmp.Diff(before, dump(t, w.store)["sites"]); diff != "" || !cmp.Equal(again.ImportCounts, applied.ImportCounts) {
			t.Errorf("applied twice: %+v\n%s", again, diff)
		}
		for number := 1; number <= 3; number++ {
			if row := w.row(job.ID, number); !row.Applied || row.ThingID == 0 {
				t.Errorf("row %d: %+v", number, row)
			}
		}
	})
}

// A suggestion is applied only when it is accepted, and only for the row that it was made for.
func TestSuggestionsAreAccepted(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		job := w.sites("4228000001,恩施州土家族苗族自治州商务局,http://a.gov.c n,否", "4228000002,恩施州土家族苗族自治州水利局,http://b.gov.cn,否")
		want := []string{
			"rejected home_url:space_in_url→http://a.gov.cn name:doubled_region_suffix!→恩施土家族苗族自治州商务局",
			"create name:doubled_region_suffix!→恩施土家族苗族自治州水利局",
		}
		if diff := cmp.Diff(want, w.rows(job.ID)); diff != "" || job.WarningCount != 2 {
			t.Errorf("%d warnings\n%s", job.WarningCount, diff)
		}
		if got := query(t, w.store, "SELECT name FROM sites"); got[0] != "name=恩施州土家族苗族自治州水利局" {
			t.Errorf("a warning changed the name: %v", got)
		}
		// The caller's own value comes before the suggestion.
		_, row, err := w.Imports.CorrectRow(w.ctx, operator, job.ID, 1, 1, service.Correction{
			Values: map[string]string{"name": "商务局"}, AcceptSuggestions: true,
		})
		if err != nil || row.Cells["name"] != "商务局" || row.Cells["home_url"] != "http://a.gov.cn" || told(row) != "create" {
			t.Errorf("%s: %+v, %v", told(row), row, err)
		}
		if diff := cmp.Diff(want[1], told(w.row(job.ID, 2))); diff != "" {
			t.Error(diff)
		}
		// A row that is in the register can be mended, too: applied, it is an update.
		_, row, err = w.Imports.CorrectRow(w.ctx, operator, job.ID, 2, 1, service.Correction{AcceptSuggestions: true})
		if err != nil || told(row) != "update" || row.Applied {
			t.Errorf("%s: %+v, %v", told(row), row, err)
		}
		must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, 3))
		if got := query(t, w.store, "SELECT name FROM sites ORDER BY code"); got[0] != "name=商务局" || got[1] != "name=恩施土家族苗族自治州水利局" {
			t.Errorf("%v", got)
		}
	})
}

func TestDismissing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		job := w.sites("4228000034,甲,http://a.gov.c n,否", "4228000034,乙,http://b.gov.cn/,否", "4228000035,丙,http://c.gov.cn/,否")
		dismiss := func(number int, version uint64, r model.Reason) (model.ImportRow, error) {
			_, row, err := w.Imports.DismissRow(w.ctx, operator, job.ID, number, version, r)
			return row, err
		}
		_, err := dismiss(1, 1, model.Reason{})
		refused(t, "no reason", err, "invalid_fields reason:required")
		_, err = dismiss(3, 1, why)
		refused(t, "what is in the register", err, "wrong_state")
		row := must[model.ImportRow](t)(dismiss(1, 1, why))
		if row.Outcome != model.OutcomeDismissed || row.DismissReason != why.Reason || row.Cells["name"] != "甲" {
			t.Errorf("%+v", row)
		}
		// Without its twin the second row stands alone.
		if got := told(w.row(job.ID, 2)); got != "create" {
			t.Errorf("its twin: %s", got)
		}
		kept := must[model.Import](t)(w.Imports.Get(w.ctx, operator, job.ID))
		if diff := cmp.Diff(model.ImportCounts{CreateCount: 2, DismissedCount: 1}, kept.ImportCounts); diff != "" {
			t.Error(diff)
		}
		must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, kept.Version))
		if got := told(w.row(job.ID, 1)); !strings.HasPrefix(got, "dismissed") {
			t.Errorf("after applying: %s", got)
		}
		_, row, err = w.Imports.CorrectRow(w.ctx, operator, job.ID, 1, 2, correct(map[string]string{"code": "4228000036", "home_url": "http://a.gov.cn"}))
		if err != nil || told(row) != "create" || row.DismissReason != "" {
			t.Errorf("mended after all: %s, %v", told(row), err)
		}
	})
}

func TestDryRun(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.sites("4228000001,甲,http://a.gov.cn/,否")
		lines := []string{siteHeader, "4228000001,甲,http://a.gov.cn/,是", "4228000002,乙,http://b.gov.cn/,否", "x,丙,http://c.gov.cn/,否"}
		before := dump(t, w.store)
		job := must[model.Import](t)(w.take(operator, model.ImportSites, true, lines...))
		after := dump(t, w.store)
		for _, table := range []string{"sites", "organizations"} {
			if diff := cmp.Diff(before[table], after[table]); diff != "" {
				t.Errorf("a dry run changed %s:\n%s", table, diff)
			}
		}
		want := model.ImportCounts{UpdateCount: 1, CreateCount: 1, RejectedCount: 1}
		if diff := cmp.Diff(want, job.ImportCounts); diff != "" || job.State != model.ImportPreviewed || !job.DryRun {
			t.Errorf("%+v\n%s", job, diff)
		}
		for number := 1; number <= 3; number++ {
			if w.row(job.ID, number).Applied {
				t.Errorf("row %d is applied", number)
			}
		}
		applied := must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, 1))
		if diff := cmp.Diff(want, applied.ImportCounts); diff != "" || applied.State != model.ImportApplied || !applied.DryRun {
			t.Errorf("%+v\n%s", applied, diff)
		}
		got := query(t, w.store, "SELECT code, is_portal, version FROM sites ORDER BY code")
		if len(got) != 2 || !strings.HasPrefix(got[0], "code=4228000001") || !strings.HasSuffix(got[0], "version=2") {
			t.Errorf("%v", got)
		}
	})
}

// Between a dry run and its application the register goes on: what has come in since is seen.
func TestApplyLooksAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		job := must[model.Import](t)(w.take(operator, model.ImportSites, true, siteHeader, "4228010001,甲,http://a.gov.cn/,否", "4228010002,乙,http://b.gov.cn/,否"))
		e := w.siteEdit(w.organization(countyA))
		e.Code = "4228010001"
		byHand := must[model.Site](t)(w.Sites.Create(w.ctx, operator, e))
		applied := must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, 1))
		if diff := cmp.Diff(model.ImportCounts{UpdateCount: 1, CreateCount: 1}, applied.ImportCounts); diff != "" {
			t.Error(diff)
		}
		if got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, byHand.ID)); got.Name != "甲" || got.OrganizationID != e.OrganizationID {
			t.Errorf("%+v", got)
		}
	})
}

// A thing belongs to the row that has brought it: a row that is corrected to its code is a twin also where it stands before.
func TestARowBeforeItsTwin(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		job := w.sites("x,甲,http://a.gov.cn/,否", "4228000034,乙,http://b.gov.cn/,否")
		_, row, err := w.Imports.CorrectRow(w.ctx, operator, job.ID, 1, 1, correct(map[string]string{"code": "4228000034"}))
		if err != nil || told(row) != "conflict code:row_twice" || !cmp.Equal(row.Problems[0].Args, []string{"2"}) {
			t.Errorf("%s, %v", told(row), err)
		}
		must[model.Import](t)(w.Imports.Apply(w.ctx, operator, job.ID, 2))
		if got := query(t, w.store, "SELECT name FROM sites"); !cmp.Equal(got, []string{"name=乙"}) {
			t.Errorf("%v", got)
		}
	})
}
