package service_test

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// many makes n equal calls.
func many(n int, call func() error) []func() error {
	calls := make([]func() error, n)
	for i := range calls {
		calls[i] = call
	}
	return calls
}

// Fifty files that say the same at once: one puts the things into the register, the others find them there.
func TestEqualImportsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const senders, rows = 50, 5
		lines := []string{siteHeader}
		for n := range rows {
			lines = append(lines, siteLine(countyA, n+1))
		}
		lines = append(lines, "bad,坏,http://a.gov.cn,否")
		for _, err := range together(many(senders, func() error {
			return only(w.take(operator, model.ImportSites, false, lines...))
		})...) {
			if err != nil {
				t.Fatal(err)
			}
		}
		for what, n := range map[string]int{
			"sites":                count(t, w.store, "SELECT COUNT(*) FROM sites WHERE version = 1"),
			"organizations":        count(t, w.store, "SELECT COUNT(*) FROM organizations"),
			"entries":              count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.create'"),
			"created, as told":     count(t, w.store, "SELECT SUM(create_count) FROM imports"),
			"updated or taken + 5": count(t, w.store, "SELECT SUM(update_count + conflict_count) FROM imports") + rows,
			"found in each other":  count(t, w.store, "SELECT SUM(unchanged_count) FROM imports") / (senders - 1),
			"rejected in ten each": count(t, w.store, "SELECT SUM(rejected_count) FROM imports") / 10,
		} {
			if n != rows {
				t.Errorf("%d %s, want %d", n, what, rows)
			}
		}
	}, repository.WithPool(8))
}

// The same file from fifty senders at once is taken in by one of them, and answered to the others.
func TestOneFileFromManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const senders = 50
		lines := []string{siteHeader, siteLine(countyA, 1), siteLine(countyA, 2)}
		var first atomic.Int32
		for _, err := range together(many(senders, func() error {
			sent, err := w.Imports.Send(w.ctx, operator, service.Upload{Kind: model.ImportSites, FileName: "a.csv", Body: file(lines)})
			if err == nil && !sent.Repeated {
				first.Add(1)
			}
			if err == nil && sent.CreateCount != 2 {
				return fmt.Errorf("told of %d created", sent.CreateCount)
			}
			return err
		})...) {
			if err != nil {
				t.Fatal(err)
			}
		}
		got := []int{int(first.Load()), count(t, w.store, "SELECT COUNT(*) FROM imports"), count(t, w.store, "SELECT COUNT(*) FROM sites")}
		if !slices.Equal(got, []int{1, 1, 2}) {
			t.Errorf("first senders, imports and sites: %v", got)
		}
		// The control: a file that differs in one byte is another one.
		if _, err := w.take(operator, model.ImportSites, false, lines...); err != nil || count(t, w.store, "SELECT COUNT(*) FROM imports") != 2 {
			t.Errorf("another file: %v", err)
		}
	}, repository.WithPool(8))
}

// Files of two counties and of the prefecture above them, with organizations and codes in common: nothing is made twice and
// nothing fails. The same file of the same area is taken in once.
func TestOverlappingImportsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		header := accountHeader
		for round := range rounds / 5 {
			var calls []func() error
			for n, scope := range []model.Scope{"422801", "422802", "4228", "all", "422801", "4228"} {
				a := actor(model.RoleAdmin, scope)
				lines := []string{header}
				for _, region := range []model.RegionCode{countyA, countyB} {
					if a.Scope.Covers(region) {
						lines = append(lines, fmt.Sprintf("%s,,单位%d,微信,账号%d-%s,gh-%d-%s", region, round, round, region, round, region))
					}
				}
				calls = append(calls, func() error {
					_, err := w.Imports.Take(w.ctx, a, service.Upload{Kind: model.ImportAccounts, Body: file(lines), FileName: fmt.Sprint(n)})
					return err
				})
			}
			for _, err := range together(calls...) {
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		for table, want := range map[string]int{"accounts": 2 * rounds / 5, "organizations": 2 * rounds / 5, "imports": 4 * rounds / 5} {
			if n := count(t, w.store, "SELECT COUNT(*) FROM "+table); n != want {
				t.Errorf("%d %s, want %d", n, table, want)
			}
		}
	}, repository.WithPool(8))
}

// Fifty equal changes on one version: one is made, the others are told that they are late.
func TestEqualPatchesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := w.site(w.organization(countyA))
		done := 0
		for _, err := range together(many(50, func() error {
			return only(w.Sites.Update(w.ctx, operator, s.ID, 1, set(func(e *model.SiteEdit) { e.Name = "新名" })))
		})...) {
			if err == nil {
				done++
			} else if !errors.Is(err, model.Stale()) {
				t.Fatal(err)
			}
		}
		got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, s.ID))
		if n := count(t, w.store, "SELECT COUNT(*) FROM events WHERE type = 'site.update'"); done != 1 || n != 1 || got.Version != 2 {
			t.Errorf("%d were made, %d events, version %d", done, n, got.Version)
		}
	}, repository.WithPool(8))
}

// Fifty equal bulk submissions leave one revision.
func TestEqualSubmissionsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		code, targets := bulkWorld(w)
		items := []model.BulkItem{item(targets[0]), item(targets[1], model.FindingEdit{Indicator: "S1"})}
		for _, err := range together(many(50, func() error {
			return only(w.Inspections.SubmitMany(w.ctx, operator, code, items, false))
		})...) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM submissions"); n != 2 {
			t.Errorf("%d submissions", n)
		}
	}, repository.WithPool(8))
}
