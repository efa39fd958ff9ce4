package service_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"xuncha/model"
)

// entry is the newest audit entry, with the two states decoded.
func entry(t *testing.T, w *world) (columns map[string]string, before, after map[string]any) {
	t.Helper()
	columns = map[string]string{}
	newest := query(t, w.store, `SELECT actor_name, actor_role, token_id, source, request_id, operation, thing_kind, thing_id,
		region_code, reason, before_state, after_state FROM audit_entries ORDER BY id DESC LIMIT 1`)
	for cell := range strings.SplitSeq(newest[0], "|") {
		name, value, _ := strings.Cut(cell, "=")
		columns[name] = value
	}
	decode := func(text string) map[string]any {
		if text == "" {
			return nil
		}
		var state map[string]any
		if err := json.Unmarshal([]byte(text), &state); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return state
	}
	return columns, decode(columns["before_state"]), decode(columns["after_state"])
}

func TestAuditSaysWhoAndWhat(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a := actor(model.RoleCountyAdmin, model.Scope(countyA))
		o := w.organization(countyA)
		s := must[model.Site](t)(w.Sites.Create(w.ctx, a, w.siteEdit(o)))
		columns, before, after := entry(t, w)
		want := map[string]string{
			"actor_name": "county_admin", "actor_role": "county_admin", "token_id": "101", "source": "192.0.2.1", "request_id": "request-1",
			"operation": "site.create", "thing_kind": "site", "thing_id": "1", "region_code": "422801", "reason": "",
		}
		for name, value := range want {
			if columns[name] != value {
				t.Errorf("%s is %q, want %q", name, columns[name], value)
			}
		}
		if before != nil || after["Code"] != s.Code || after["Version"] != 1.0 || after["State"] != "running" {
			t.Errorf("created: %v, %v", before, after)
		}

		must[model.Site](t)(w.Sites.Update(w.ctx, a, s.ID, 1, set(func(e *model.SiteEdit) { e.Name = "新名" })))
		_, before, after = entry(t, w)
		if before["Name"] != s.Name || after["Name"] != "新名" || before["Version"] != 1.0 || after["Version"] != 2.0 {
			t.Errorf("renamed: %v, %v", before, after)
		}
		if diff := changedKeys(before, after); !slices.Equal(diff, []string{"Name", "Version"}) {
			t.Errorf("the rename changed %v", diff) // the clock stands still, so not even UpdatedAt
		}

		must[model.Site](t)(w.Sites.Move(w.ctx, a, s.ID, 2, model.VerbClose, today))
		columns, before, after = entry(t, w)
		if columns["operation"] != "site.close" || columns["reason"] != why.Reason || before["State"] != "running" || after["State"] != "closed" {
			t.Errorf("closed: %v, %v, %v", columns, before, after)
		}
		if err := w.Sites.Delete(w.ctx, a, s.ID, 3); err != nil {
			t.Fatal(err)
		}
		if _, before, after = entry(t, w); after != nil || before["Name"] != "新名" || before["CloseReason"] != why.Reason {
			t.Errorf("deleted: %v, %v", before, after)
		}
	})
}

func changedKeys(a, b map[string]any) []string {
	keys := slices.Sorted(maps.Keys(a))
	return slices.DeleteFunc(keys, func(k string) bool { return cmp.Equal(a[k], b[k]) })
}

// No secret and no column that only repeats another gets into the trail, whatever happens.
func TestAuditKeepsNoSecret(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, text, err := w.Tokens.Create(w.ctx, operator, model.TokenEdit{Name: "脚本", Role: model.RoleViewer, Scope: "42"})
		must[string](t)(text, err)
		_, _, after := entry(t, w)
		want := []string{
			"CreatedAt", "ExpiresAt", "ID", "LastUsedAt", "LastUsedSource", "Name", "Networks", "Permissions", "Prefix",
			"PreviousUntil", "RevokedAt", "Role", "Scope", "UpdatedAt", "Version",
		}
		if got := slices.Sorted(maps.Keys(after)); !slices.Equal(got, want) {
			t.Errorf("the entry of a token has %v", got)
		}
		w.account(w.organization(countyA))
		if _, _, after = entry(t, w); after["Name"] == nil || after["NameKey"] != nil || after["SearchText"] != nil || after["PlatformAccountKey"] != nil {
			t.Errorf("the entry of an account has %v", after)
		}
		for table, rows := range dump(t, w.store) {
			for _, row := range rows {
				if strings.Contains(row, text) {
					t.Errorf("%s has the text of a key", table)
				}
				if strings.Contains(row, string(model.HashToken(text))) != (table == "tokens" && strings.Contains(row, "viewer")) {
					t.Errorf("%s: where is the hash?", table)
				}
			}
		}
	})
}

func TestEventsAreNumberedForOthers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := w.site(w.organization(countyA))
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, 1, set(func(e *model.SiteEdit) { e.IsPortal = true })))
		want := []string{
			"type=site.create|thing_code=" + s.Code + "|region_code=422801|version=1",
			"type=site.update|thing_code=" + s.Code + "|region_code=422801|version=2",
		}
		got := query(t, w.store, "SELECT type, thing_code, region_code, version FROM events WHERE thing_kind = 'site' ORDER BY id")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		for _, line := range query(t, w.store, "SELECT event_id FROM events") {
			id, err := uuid.Parse(strings.TrimPrefix(line, "event_id="))
			if err != nil || id.Version() != 7 {
				t.Errorf("%s: %v", line, err)
			}
		}
	})
}

// The first load of the national catalogue leaves a trace like every change, and goes away with it.
func TestCatalogueIsLoadedOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, table := range []string{"indicators", "catalogues"} {
			execute(t, w.store, "DELETE FROM "+table)
		}
		for _, table := range []string{"indicators", "audit_entries", "events"} {
			before := dump(t, w.store)
			mend := breakTable(t, w.store, table)
			err := w.Catalogues.LoadNational(w.ctx, operator)
			mend()
			if diff := cmp.Diff(before, dump(t, w.store)); err == nil || diff != "" {
				t.Errorf("without %s: %v\n%s", table, err, diff)
			}
		}
		audits := lastID(t, w, "audit_entries")
		for range 2 {
			refused(t, "load", w.Catalogues.LoadNational(w.ctx, operator), "")
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE id > ?", audits); n != 1 {
			t.Errorf("%d entries for one load", n)
		}
		list, err := w.Catalogues.List(w.ctx, operator, everything)
		if err != nil || len(list.Items) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		full, err := w.Catalogues.Get(w.ctx, operator, list.Items[0].ID)
		if err != nil || len(full.Indicators) == 0 || full.Document == "" {
			t.Errorf("%+v, %v", full, err)
		}
		refused(t, "an unknown one", only(w.Catalogues.Get(w.ctx, operator, 1<<50)), missing)
	})
}
