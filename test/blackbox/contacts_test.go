package blackbox

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type contact struct {
	ID             uint64   `json:"id"`
	OrganizationID uint64   `json:"organization_id"`
	Name           string   `json:"name"`
	Title          string   `json:"title"`
	OfficePhone    string   `json:"office_phone"`
	Mobile         string   `json:"mobile"`
	Email          string   `json:"email"`
	Masked         bool     `json:"masked"`
	Version        int      `json:"version"`
	AllowedActions []string `json:"allowed_actions"`
}

// example is marked as one. Its values stand nowhere else, so whatever shows one of them shows the contact.
var example = object{
	"name": "示例金丝雀", "title": "办公室主任", "office_phone": "(0718) 700 4321 转 7", "mobile": "+86 138 7654 4321", "email": "canary.office@example.cn",
}

// canaries are what nobody but a reader of contacts may see.
var canaries = []string{"金丝雀", "7004321", "700 4321", "13876544321", "7654 4321", "canary.office", "13911112222", "7005555"}

func sees(text string) (seen []string) {
	for _, canary := range canaries {
		if strings.Contains(text, canary) {
			seen = append(seen, canary)
		}
	}
	return seen
}

// eachSuite runs a test with a server of each suite on each database.
func eachSuite(t *testing.T, fn func(t *testing.T, address string, server *harness.Server)) {
	t.Helper()
	for _, suite := range []string{"aes-256-gcm", "sm4-gcm"} {
		t.Run(suite, func(t *testing.T) {
			dbtest.EachMigrated(t, func(t *testing.T, address string) {
				env := harness.Settings(address)
				env["XUNCHA_CRYPTO"] = suite
				fn(t, address, harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s"))
			})
		})
	}
}

func TestContacts(t *testing.T) {
	eachSuite(t, func(t *testing.T, address string, server *harness.Server) {
		c := server.Admin(t)
		organization := create(t, c, "/organizations", object{"name": "恩施市教育局", "region_code": "422801"})
		path := create(t, c, organization+"/contacts", example)
		plain := contact{
			ID: 1, OrganizationID: 1, Name: "示例金丝雀", Title: "办公室主任", OfficePhone: "0718-7004321-7", Mobile: "13876544321",
			Email: "canary.office@example.cn", Version: 1, AllowedActions: []string{"update", "delete"},
		}
		hidden := contact{
			ID: 1, OrganizationID: 1, Name: "示**", Title: "办公室主任", OfficePhone: "0718-***4321", Mobile: "138****4321",
			Email: "c***@example.cn", Masked: true, Version: 1, AllowedActions: []string{},
		}
		same := func(what string, got, want contact) {
			t.Helper()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s:\n%s", what, diff)
			}
		}
		database := harness.Open(t, address)
		read := func() int {
			return database.Number("SELECT COUNT(*) FROM audit_entries WHERE operation = 'contact.read'")
		}

		inspector, viewer := c.As(token(t, address, "inspector", "4228")), c.As(token(t, address, "viewer", "422801"))
		same("masked", harness.Get[contact](inspector, path), hidden)
		same("masked in the list", harness.Get[list[contact]](inspector, organization+"/contacts?limit=5").Items[0], hidden)
		asked := hidden
		asked.AllowedActions = []string{"update", "delete"}
		same("masked on demand", harness.Get[contact](c, path+"?masked=true"), asked)
		same("masked on demand in the list", harness.Get[list[contact]](c, organization+"/contacts?masked=true").Items[0], asked)
		if n := read(); n != 0 {
			t.Errorf("masked reading left %d entries", n)
		}
		same("as it is", harness.Get[contact](c, path), plain)
		same("as it is in the list", harness.Get[list[contact]](c, organization+"/contacts").Items[0], plain)
		same("found", harness.Get[list[contact]](c, "/contacts?phone=%EF%BC%91%EF%BC%93876544321&limit=5").Items[0], plain)
		same("found, masked", harness.Get[list[contact]](c, "/contacts?phone=0718-7004321&masked=true").Items[0], asked)
		if n := read(); n != 4 {
			t.Errorf("reading left %d entries", n)
		}
		if found := harness.Get[list[contact]](c, "/contacts?phone=13876544322"); found.Total != 0 || read() != 4 {
			t.Errorf("another number finds %+v", found)
		}
		c.Do(http.StatusOK, http.MethodGet, path, nil, "If-None-Match", `"1"`) // a reading, so never a 304

		for _, p := range []string{path, organization + "/contacts", "/contacts?phone=13876544321"} {
			viewer.Do(http.StatusForbidden, http.MethodGet, p, nil)
		}
		inspector.Do(http.StatusForbidden, http.MethodGet, "/contacts?phone=13876544321", nil)
		inspector.Do(http.StatusForbidden, http.MethodPatch, path, object{"title": "x"}, "If-Match", `"1"`)
		exportContacts(t, c, inspector, database, organization)
		changeContact(t, c, organization, path)
		foreignContact(t, c.As(token(t, address, "county_admin", "422802")), organization, path)
	})
}

// exportContacts takes contacts away as files. Each leaves the entry of a file and that of what was read in it; a file of masked
// ones the first alone. The number that was looked for is in neither.
func exportContacts(t *testing.T, c, inspector harness.Client, database harness.Database, organization string) {
	t.Helper()
	entries := func(operation string) int {
		return database.Number("SELECT COUNT(*) FROM audit_entries WHERE operation = '" + operation + "'")
	}
	for _, step := range []struct {
		of          harness.Client
		path, shows string
		read        int
	}{
		{c, organization + "/contacts?format=csv", "13876544321", 1},
		{c, "/contacts?format=ndjson", "13876544321", 1},
		{c, "/contacts?phone=13876544321&format=csv", "13876544321", 1},
		{c, "/contacts?masked=true&format=csv", "138****4321", 0},
		{inspector, organization + "/contacts?format=csv", "138****4321", 0},
	} {
		files, read := entries("contact.export"), entries("contact.read")
		got := string(step.of.Do(http.StatusOK, http.MethodGet, step.path, nil).Body)
		if !strings.Contains(got, step.shows) || step.read == 0 && strings.Contains(got, "13876544321") {
			t.Errorf("%s: %s", step.path, got)
		}
		if files, read = entries("contact.export")-files, entries("contact.read")-read; files != 1 || read != step.read {
			t.Errorf("%s left %d entries of a file and %d of a read", step.path, files, read)
		}
	}
	if n := database.Number("SELECT COUNT(*) FROM audit_entries WHERE after_state LIKE '%13876544321%'"); n != 0 {
		t.Errorf("%d entries have the number", n)
	}
	inspector.Do(http.StatusForbidden, http.MethodGet, "/contacts?masked=true&format=csv", nil)
}

func changeContact(t *testing.T, c harness.Client, organization, path string) {
	t.Helper()
	for _, body := range []object{
		{"mobile": "138****4321"}, {"name": "示**"}, {"office_phone": "0718-***4321"}, {"email": "c***@example.cn"}, {"name": ""}, {"mobile": "7004321"},
	} {
		c.Do(http.StatusUnprocessableEntity, http.MethodPatch, path, body, "If-Match", `"1"`)
	}
	for _, body := range []object{{"masked": false}, {"organization_id": 2}, {"region_code": "422802"}, {"sealed": ""}, {"version": 7}, {"Name": "x"}} {
		c.Do(http.StatusBadRequest, http.MethodPatch, path, body, "If-Match", `"1"`)
		c.Do(http.StatusBadRequest, http.MethodPost, organization+"/contacts", body)
	}
	c.Do(http.StatusPreconditionRequired, http.MethodPatch, path, object{"title": "x"})
	c.Do(http.StatusPreconditionFailed, http.MethodPatch, path, object{"title": "x"}, "If-Match", `"2"`)
	answer := c.Do(http.StatusOK, http.MethodPatch, path, object{"title": "", "mobile": "139-1111-2222"}, "If-Match", `"1"`)
	if got := harness.Decode[contact](t, answer); got.Mobile != "13911112222" || got.Title != "" || got.Name != "示例金丝雀" || answer.Tag() != `"2"` {
		t.Errorf("changed: %+v", got)
	}
	if n := harness.Get[list[contact]](c, "/contacts?phone=13876544321").Total + harness.Get[list[contact]](c, "/contacts?phone=13911112222").Total; n != 1 {
		t.Errorf("the old and the new number find %d", n)
	}
	for _, query := range []string{"?phone=", "?phone=1&phone=2", "?phon=13876544321", "?phone=13876544321&masked=yes", "?phone=13876544321&format=docx", "?phone=138****4321"} {
		c.Do(http.StatusBadRequest, http.MethodGet, "/contacts"+query, nil)
	}
	c.Do(http.StatusBadRequest, http.MethodGet, organization+"/contacts?format=csv&page=1", nil)
	c.Do(http.StatusConflict, http.MethodDelete, organization, nil, "If-Match", tag(t, c, organization))
	do(t, c, http.StatusOK, organization, "/dissolve", object{"reason": "撤销"})
	c.Do(http.StatusOK, http.MethodGet, path, nil)
	c.Do(http.StatusConflict, http.MethodPost, organization+"/contacts", example)
}

// foreignContact asks from another county: nothing of it is there.
func foreignContact(t *testing.T, them harness.Client, organization, path string) {
	t.Helper()
	for _, pair := range [][2]string{{path, "/contacts/999"}, {organization + "/contacts", "/organizations/999/contacts"}} {
		theirs, unknown := them.Do(http.StatusNotFound, http.MethodGet, pair[0], nil), them.Do(http.StatusNotFound, http.MethodGet, pair[1], nil)
		if code := harness.Decode[harness.Problem](t, theirs).Code; code != harness.Decode[harness.Problem](t, unknown).Code {
			t.Errorf("%s is refused with %s", pair[0], code)
		}
	}
	them.Do(http.StatusNotFound, http.MethodPost, organization+"/contacts", example)
	them.Do(http.StatusNotFound, http.MethodPost, organization+"/contacts", object{"name": ""})
	them.Do(http.StatusNotFound, http.MethodPatch, path, object{"title": "x"}, "If-Match", `"2"`)
	them.Do(http.StatusNotFound, http.MethodDelete, path, nil, "If-Match", `"2"`)
	if found := harness.Get[list[contact]](them, "/contacts?phone=13911112222"); found.Total != 0 {
		t.Errorf("a foreign contact is found: %+v", found)
	}
}

// everything is every value of every row.
func everything(t *testing.T, database harness.Database) string {
	t.Helper()
	var all strings.Builder
	for _, table := range database.Tables() {
		rowsOf(t, database, table, &all)
	}
	return all.String()
}

func rowsOf(t *testing.T, database harness.Database, table string, all *strings.Builder) {
	t.Helper()
	rows, err := database.QueryContext(t.Context(), "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		cells, places := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
		for i := range cells {
			places[i] = &cells[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		_, _ = fmt.Fprintf(all, "%s %s\n", table, cells)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// What a contact says is in no row, no log line, no file and no refusal, whatever is done with it.
func TestContactsLeakNothing(t *testing.T) {
	eachSuite(t, func(t *testing.T, address string, server *harness.Server) {
		c := server.Admin(t)
		all := oneOfEach(t, c)
		organization := all[3].path
		path := create(t, c, organization+"/contacts", example)
		create(t, c, organization+"/contacts", example)
		c.Do(http.StatusOK, http.MethodPatch, path, object{"mobile": "13911112222", "office_phone": "0718-7005555"}, "If-Match", `"1"`)
		for _, p := range []string{path, organization + "/contacts", "/contacts?phone=13911112222", "/contacts?phone=0718-7004321"} {
			if seen := sees(string(c.Do(http.StatusOK, http.MethodGet, p, nil).Body)); len(seen) == 0 {
				t.Errorf("%s shows a reader nothing, so this test would find nothing", p)
			}
		}

		var shown strings.Builder
		keep := func(answer harness.Answer, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			_, _ = fmt.Fprintf(&shown, "%v %s\n", answer.Header, answer.Body)
		}
		// Values where they do not belong, so that each is refused by whatever looks at it first.
		for _, value := range []string{"金丝雀7004321", "138765443210", "canary.office", "1387654 4321x"} {
			for _, field := range []string{"mobile", "office_phone", "email"} {
				keep(c.Send(http.MethodPatch, path, object{field: value}, "If-Match", `"2"`))
				keep(c.Send(http.MethodPost, organization+"/contacts", object{"name": "x", field: value}))
			}
			keep(c.Send(http.MethodPatch, path, object{"name": value + "*"}, "If-Match", `"2"`))
		}
		keep(c.Send(http.MethodPatch, path, object{"name": 13876544321}, "If-Match", `"2"`))
		keep(c.Send(http.MethodGet, "/contacts?phone=1387654432", nil))
		keep(c.Send(http.MethodPatch, path, example, "If-Match", `"1"`))
		keep(c.Send(http.MethodDelete, organization, nil, "If-Match", tag(t, c, organization)))
		for _, p := range []string{"/organizations?format=csv", "/sites?format=csv", "/accounts?format=csv", organization, organization + "/contacts?masked=true", path + "?masked=true"} {
			keep(c.Send(http.MethodGet, p, nil))
		}
		keep(c.SendTo(http.MethodGet, c.Root("/metrics"), nil))
		keep(c.SendTo(http.MethodGet, c.Root("/openapi.json"), nil))
		c.Do(http.StatusNoContent, http.MethodDelete, path, nil, "If-Match", `"2"`)

		if seen := sees(shown.String()); len(seen) > 0 {
			t.Errorf("answers show %q", seen)
		}
		server.Stop(t) // then the whole log is there
		if seen := sees(server.Output()); len(seen) > 0 {
			t.Errorf("the log shows %q", seen)
		}
		stored := everything(t, harness.Open(t, address))
		if seen := sees(stored); len(seen) > 0 || !strings.Contains(stored, "138****4321") {
			t.Errorf("rows show %q", seen)
		}
	})
}

// Without its key a contact is answered with 503, the reason is in the log, and deleting it still works.
func TestContactWithoutItsKey(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		key := func() string {
			_, line, _ := harness.Run(t, nil, "keys", "new")
			return strings.TrimSpace(line)
		}
		env, old := harness.Settings(address), key()
		env["XUNCHA_KEYS"] = old
		first := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
		c := first.Admin(t)
		organization := create(t, c, "/organizations", object{"name": "恩施市教育局", "region_code": "422801"})
		path := create(t, c, organization+"/contacts", example)
		id := harness.Open(t, address).Texts("SELECT key_id FROM contacts")[0]
		first.Stop(t)

		env["XUNCHA_KEYS"] = key()
		second := harness.ServeWith(t, env, "serve", "--drain=0s").MayFail()
		if log := second.Stderr(); !strings.Contains(log, "a key is missing from the ring") || !strings.Contains(log, id) {
			t.Errorf("the start says nothing of %s: %s", id, log)
		}
		c = second.Admin(t)
		for _, p := range []string{path, path + "?masked=true", organization + "/contacts"} {
			answer := c.Do(http.StatusServiceUnavailable, http.MethodGet, p, nil)
			if code := harness.Decode[harness.Problem](t, answer).Code; code != "key_missing" || answer.Header.Get("Retry-After") == "" {
				t.Errorf("%s: %s", p, answer.Body)
			}
		}
		c.Do(http.StatusServiceUnavailable, http.MethodPatch, path, object{"title": "x"}, "If-Match", `"1"`)
		create(t, c, organization+"/contacts", object{"name": "示例"}) // and work goes on
		code, stdout, stderr := harness.Run(t, env, "keys", "list")
		if code != 3 || !strings.Contains(stdout, id) || !strings.Contains(stdout, "MISSING") {
			t.Errorf("keys list ended with %d: %s%s", code, stdout, stderr)
		}
		second.Stop(t)
		if n := strings.Count(second.Stderr(), `"msg":"request failed"`); n != 4 || strings.Count(second.Stderr(), id) != 5 {
			t.Errorf("%d failures are logged: %s", n, second.Stderr())
		}
		env["XUNCHA_KEYS"] += "," + old
		third := harness.ServeWith(t, env, "serve", "--drain=0s")
		if got := harness.Get[contact](third.Admin(t), path); got.Mobile != "13876544321" {
			t.Errorf("with the key: %+v", got)
		}
	})
}
