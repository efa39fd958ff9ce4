package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

// written are the entries that a call has left, the oldest first.
func (f *fixture) written(fn func()) []model.AuditEntry {
	f.t.Helper()
	all := func() (rows []model.AuditEntry) {
		for req := (model.ListRequest{ByKey: true, Limit: model.MaxLimit}); ; {
			found, err := f.services.Audit.List(context.Background(), service.Operator("test"), model.AuditFilter{}, req)
			if err != nil {
				f.t.Fatal(err)
			}
			rows = append(rows, found.Items...)
			if req.After = found.Next; found.Next == 0 {
				return rows
			}
		}
	}
	before := len(all())
	fn()
	return all()[before:]
}

// key makes a key of a role in a region.
func (f *fixture) key(role model.Role, scope model.Scope) string {
	f.t.Helper()
	_, text, err := f.services.Tokens.Create(f.t.Context(), service.Operator("test"), model.TokenEdit{Name: string(role), Role: role, Scope: scope})
	if err != nil {
		f.t.Fatal(err)
	}
	return text
}

// A refused call leaves one entry that says who wanted what, and why not. Whatever is no question of rights leaves none.
func TestDeniedCallsLeaveOneEntry(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		viewer, county := f.key(model.RoleViewer, "4228"), f.key(model.RoleCountyAdmin, "422801")
		other := read[organizationResponse](t, f.do(http.MethodPost, "/api/v1/organizations", `{"name":"乙局","region_code":"422802"}`))
		ids := fmt.Sprint(other.ID)
		for _, c := range []struct {
			name, key, method, path, body string
			status                        int
			want                          string // operation code kind id region role
		}{
			{"no key", "-", "GET", "/api/v1/sites", "", 401, "listSites unauthenticated  0  "},
			{"a wrong key", "x", "GET", "/api/v1/sites/7", "", 401, "getSite unauthenticated site 7  "},
			{"a role", viewer, "POST", "/api/v1/organizations", `{}`, 403, "createOrganization forbidden  0 422800 viewer"},
			{"a role on a thing", viewer, "PATCH", "/api/v1/organizations/" + ids, `{}`, 403, "updateOrganization forbidden organization " + ids + " 422800 viewer"},
			{"a foreign thing", county, "GET", "/api/v1/organizations/" + ids, "", 404, "getOrganization not_found organization " + ids + " 422801 county_admin"},
			{"an unknown thing", county, "GET", "/api/v1/sites/99", "", 404, "getSite not_found site 99 422801 county_admin"},
			{"no id", county, "GET", "/api/v1/sites/99999999999999999999", "", 404, "getSite not_found site 0 422801 county_admin"},
			{"a thing by code", county, "GET", "/api/v1/campaigns/422802-2022-1", "", 404, "getCampaign not_found campaign 0 422801 county_admin"},
			{"a row of an import", county, "GET", "/api/v1/imports/5/rows/2", "", 404, "getImportRow not_found import 5 422801 county_admin"},
			{
				"a foreign reference", county, "POST", "/api/v1/organizations", `{"name":"甲局","region_code":"422802"}`, 422,
				"createOrganization unknown_reference  0 422801 county_admin",
			},
			{"an export", "-", "GET", "/api/v1/sites?format=csv", "", 401, "listSites unauthenticated  0  "},
			{"no route", "-", "GET", "/api/v1/nothing", "", 404, ""},
			{"no method", "-", "TRACE", "/api/v1/sites", "", 405, ""},
			{"a bad query", viewer, "GET", "/api/v1/sites?x=1", "", 400, ""},
			{"a bad body", county, "POST", "/api/v1/organizations", `{"name":""}`, 422, ""},
			{"a probe", "-", "GET", "/healthz", "", 200, ""},
		} {
			var answer *httptest.ResponseRecorder
			entries := f.written(func() {
				answer = f.do(c.method, c.path, c.body, "Authorization", "Bearer "+c.key, "Remote", "192.0.2.9:1", "X-Request-ID", "request-of-the-test")
			})
			if answer.Code != c.status {
				t.Errorf("%s answers %d: %s", c.name, answer.Code, answer.Body)
			}
			var got []string
			for _, e := range entries {
				got = append(got, fmt.Sprintf("%s %s %s %d %s %s", e.Operation, e.Reason, e.ThingKind, e.ThingID, e.RegionCode, e.ActorRole))
				if e.Outcome != model.AuditDenied || e.Source != "192.0.2.9" || e.RequestID != "request-of-the-test" || len(e.MAC) == 0 {
					t.Errorf("%s: %+v", c.name, e)
				}
				var asked struct{ Method, Path string }
				if err := json.Unmarshal([]byte(e.AfterState), &asked); err != nil || asked.Method != c.method || !strings.HasPrefix(c.path, asked.Path) {
					t.Errorf("%s: %s, %v", c.name, e.AfterState, err)
				}
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	})
}

// An entry that cannot be written changes no answer, and is told to the operator.
func TestDeniedCallWithoutAnEntry(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		whole := f.do(http.MethodGet, "/api/v1/sites/99", "")
		mend := breakEntries(t, s)
		broken := f.do(http.MethodGet, "/api/v1/sites/99", "")
		mend()
		if whole.Body.String() != broken.Body.String() || broken.Code != http.StatusNotFound {
			t.Errorf("%s became %s", whole.Body, broken.Body)
		}
		if !strings.Contains(f.log.String(), "denied call not written down") {
			t.Error("nobody is told")
		}
	})
}

// A caller who hangs up does not get away without an entry.
func TestDeniedCallOfWhoHangsUp(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	entries := f.written(func() {
		ctx, hangUp := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/api/v1/sites/99", http.NoBody)
		c := f.echo.NewContext(r, httptest.NewRecorder())
		c.SetPath("/api/v1/sites/:id")
		c.Set(operationKey, "getSite")
		hangUp()
		f.denied(c, model.NotFound(), http.StatusNotFound)
	})
	if len(entries) != 1 {
		t.Errorf("%d entries", len(entries))
	}
}

// breakEntries makes every entry fail.
func breakEntries(t *testing.T, s *repository.Store) (mend func()) {
	t.Helper()
	run := func(statement string) error {
		_, err := s.Pool().ExecContext(context.Background(), statement)
		return err
	}
	const start = "CREATE TRIGGER broken BEFORE INSERT ON audit_entries FOR EACH ROW "
	if run(start+"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'") != nil {
		if err := run(start + "BEGIN SELECT RAISE(ABORT, 'broken'); END"); err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		if err := run("DROP TRIGGER broken"); err != nil {
			t.Error(err)
		}
	}
}

// Nobody fills the disk with refusals: what is too much of one source is counted, and told once.
func TestFloodOfDeniedCalls(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	const calls = deniedBurst + 300
	knock := func(source string) {
		f.do(http.MethodGet, "/api/v1/sites", "", "Authorization", "", "Remote", source)
	}
	entries := f.written(func() {
		for range calls {
			knock("[2001:db8::1]:1")
			knock("[2001:db8::2]:1") // the same line of the same house
		}
		knock("192.0.2.9:1")
		if err := f.ReportDenied(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	single, told := 0, 0
	for _, e := range entries {
		if e.Operation != "audit.flood" {
			single++
			continue
		}
		var n struct{ Calls int }
		if err := json.Unmarshal([]byte(e.AfterState), &n); err != nil || e.Source != "2001:db8::/64" {
			t.Errorf("%+v, %v", e, err)
		}
		told += n.Calls
	}
	if single+told != 2*calls+1 || single < deniedBurst+1 || told == 0 {
		t.Errorf("%d entries and %d counted for %d calls", single, told, 2*calls+1)
	}
	if again := f.written(func() { _ = f.ReportDenied(t.Context()) }); len(again) != 0 {
		t.Errorf("told again: %+v", again)
	}
	// Who is known is never left out.
	if known := f.written(func() {
		for range deniedBurst + 20 {
			f.do(http.MethodGet, "/api/v1/sites/99", "", "Remote", "[2001:db8::1]:1")
		}
	}); len(known) != deniedBurst+20 {
		t.Errorf("%d entries of a known caller", len(known))
	}
}

// However many sources there are, they take a bounded room.
func TestSourcesOfDeniedCallsAreBounded(t *testing.T) {
	var r refusals
	for i := range 3 * deniedSources {
		r.take(fmt.Sprintf("10.%d.%d.1", i/256, i%256))
	}
	if n := len(r.sources); n > deniedSources+1 {
		t.Errorf("%d sources are kept", n)
	}
	if r.sources[""] == nil || r.sources[""].unwritten == 0 {
		t.Error("the others are not counted together")
	}
}

// A table leaves the program with its entry, or not at all.
func TestExportsLeaveAnEntry(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		fill(t, f, 3)
		for path, want := range map[string]string{
			"/api/v1/sites?format=csv&region=4228&q=%E7%BD%91": `site.export  0 {"Filter":{"q":["网"],"region":["4228"]},"Format":"csv","Path":"/api/v1/sites"}`,
			"/api/v1/audit-entries?format=csv&outcome=denied":  `audit_entry.export  0 {"Filter":{"outcome":["denied"]},"Format":"csv","Path":"/api/v1/audit-entries"}`,
			"/api/v1/sites?region=4228":                        "",
		} {
			var answer *httptest.ResponseRecorder
			var got []string
			for _, e := range f.written(func() { answer = f.do(http.MethodGet, path, "") }) {
				got = append(got, fmt.Sprintf("%s %s %d %s", e.Operation, e.ThingKind, e.ThingID, e.AfterState))
			}
			if answer.Code != http.StatusOK || strings.Join(got, "; ") != want {
				t.Errorf("%s: %d, %q, want %q", path, answer.Code, got, want)
			}
			mend := breakEntries(t, s)
			answer = f.do(http.MethodGet, path, "")
			mend()
			if (answer.Code == http.StatusInternalServerError) != (want != "") || (want != "" && strings.Contains(answer.Body.String(), "网站0")) {
				t.Errorf("%s without an entry: %d %s", path, answer.Code, answer.Body)
			}
		}
	})
}
