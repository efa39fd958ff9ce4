package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/docs"
	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
)

// program is one program on a database that several share, with a clock of its own.
type program struct {
	*fixture
	ring *seal.Ring
	now  time.Time
}

func newProgram(t *testing.T, s *repository.Store) *program {
	t.Helper()
	p := &program{ring: seal.Fresh(), now: clock()}
	p.fixture = newFixture(t, s)
	p.restart()
	return p
}

// restart forgets everything that is not in the database.
func (p *program) restart() {
	services := service.New(p.store, service.Settings{Clock: func() time.Time { return p.now }, Ring: p.ring})
	p.API = New(services, Options{
		Language: model.Chinese, Logger: slog.New(slog.NewJSONHandler(p.log, nil)), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return "generated-id" },
	})
}

// post sends a request of the administrator under a key.
func (p *program) post(target, body, key string, headers ...string) *httptest.ResponseRecorder {
	p.t.Helper()
	return p.do(http.MethodPost, "/api/v1"+target, body, append([]string{repeatHeader, key}, headers...)...)
}

// token is the key of one more caller.
func (p *program) caller(name string, role model.Role, region model.Scope) string {
	p.t.Helper()
	_, text, err := p.services.Tokens.Create(p.t.Context(), service.Operator("test"), model.TokenEdit{Name: name, Role: role, Scope: region})
	if err != nil {
		p.t.Fatal(err)
	}
	return "Bearer " + text
}

func number(t *testing.T, s *repository.Store, query string) (n int) {
	t.Helper()
	if err := s.Pool().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func execute(t *testing.T, s *repository.Store, statement string) {
	t.Helper()
	if _, err := s.Pool().ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// same checks that an answer is the replay of another one.
func same(t *testing.T, first, again *httptest.ResponseRecorder) {
	t.Helper()
	header := again.Header().Clone()
	if header.Get(replayedHeader) != "true" || first.Header().Get(replayedHeader) != "" {
		t.Errorf("replayed: %q, and the first %q", header.Get(replayedHeader), first.Header().Get(replayedHeader))
	}
	header.Del(replayedHeader)
	if again.Code != first.Code || again.Body.String() != first.Body.String() || !reflect.DeepEqual(header, first.Header()) {
		t.Errorf("%d %v %s\nis not\n%d %v %s", again.Code, header, again.Body, first.Code, first.Header(), first.Body)
	}
}

const (
	someKey     = "0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"
	oneOrg      = `{"name":"甲局","region_code":"422801"}`
	dryRun      = "/imports?kind=sites&dry_run=true"
	fileOfSites = "网站标识码,网站名称,首页地址,主办单位\n4228010001,甲,http://a.gov.cn/,甲局\n"
	orgsStored  = "SELECT COUNT(*) FROM organizations"
)

func TestRepeatedRequest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		first := p.post("/organizations", oneOrg, someKey)
		if first.Code != http.StatusCreated || first.Header().Get("Location") == "" || first.Header().Get("ETag") != `"1"` {
			t.Fatalf("%d %v %s", first.Code, first.Header(), first.Body)
		}
		for range 2 {
			same(t, first, p.post("/organizations", oneOrg, someKey, "Accept-Language", "en"))
			p.restart()
		}
		verb := p.post("/organizations/1/dissolve", `{"reason":"机构改革"}`, someKey, "If-Match", `"1"`)
		if verb.Code != http.StatusOK { // the key means nothing in another operation
			t.Fatalf("%d %s", verb.Code, verb.Body)
		}
		same(t, verb, p.post("/organizations/1/dissolve", `{"reason":"机构改革"}`, someKey, "If-Match", `"1"`))
		const reused = "Unprocessable Entity idempotency_key_reused"
		for name, answer := range map[string]*httptest.ResponseRecorder{
			"another body":     p.post("/organizations", `{"name":"乙局","region_code":"422801"}`, someKey),
			"another query":    p.post("/organizations?a=b", oneOrg, someKey),
			"another type":     p.post("/organizations", oneOrg, someKey, "Content-Type", "application/json; charset=utf-8"),
			"another thing":    p.post("/organizations/2/dissolve", `{"reason":"机构改革"}`, someKey, "If-Match", `"1"`),
			"another version":  p.post("/organizations/1/dissolve", `{"reason":"机构改革"}`, someKey, "If-Match", `"2"`),
			"no version":       p.post("/organizations/1/dissolve", `{"reason":"机构改革"}`, someKey),
			"a longer address": p.post("/organizations/01/dissolve", `{"reason":"机构改革"}`, someKey, "If-Match", `"1"`),
		} {
			if got := told(t, answer); got != reused {
				t.Errorf("%s: %s", name, got)
			}
		}
		if n := number(t, s, orgsStored); n != 1 {
			t.Errorf("%d organizations", n)
		}
		if n := number(t, s, "SELECT COUNT(*) FROM audit_entries WHERE thing_kind = 'organization'"); n != 2 {
			t.Errorf("%d entries in the trail", n)
		}
	})
}

func TestMalformedKeys(t *testing.T) {
	p := newProgram(t, dbtest.SQLite(t))
	const malformed = "Bad Request idempotency_key_malformed"
	for _, key := range []string{"", "1234567", strings.Repeat("x", 256), "with a space", "钥匙钥匙钥匙", "tab\tinside", "tail-space ", "del\x7fdelete", "high\xffbytes"} {
		if got := told(t, p.post("/organizations", oneOrg, key)); got != malformed {
			t.Errorf("%q: %s", key, got)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/v1/organizations", strings.NewReader(oneOrg))
	r.Header = http.Header{"Authorization": {"Bearer " + p.token}, "Content-Type": {"application/json"}, repeatHeader: {someKey, someKey}}
	answer := httptest.NewRecorder()
	p.ServeHTTP(answer, r)
	if got := told(t, answer); got != malformed {
		t.Errorf("two keys: %s", got)
	}
	if n := number(t, p.store, orgsStored); n != 0 {
		t.Errorf("%d organizations", n)
	}
	for i, key := range []string{"12345678", strings.Repeat("x", 255), `!"#$%&'()*+,-./:;<=>?@[\]^_{|}~`} {
		body := fmt.Sprintf(`{"name":"%d局","region_code":"422801"}`, i)
		first := p.post("/organizations", body, key)
		same(t, first, p.post("/organizations", body, key))
	}
	// Elsewhere the header means nothing.
	if answer := p.do(http.MethodGet, "/api/v1/organizations", "", repeatHeader, "short"); answer.Code != http.StatusOK {
		t.Errorf("%d", answer.Code)
	}
	patch := p.do(http.MethodPatch, "/api/v1/organizations/1", `{"short_name":"甲"}`, repeatHeader, someKey, "If-Match", `"1"`)
	again := p.do(http.MethodPatch, "/api/v1/organizations/1", `{"short_name":"甲"}`, repeatHeader, someKey, "If-Match", `"1"`)
	if patch.Code != http.StatusOK || again.Code != http.StatusPreconditionFailed {
		t.Errorf("%d, %d", patch.Code, again.Code)
	}
}

// What was refused was not done, so nothing is kept and the key is free.
func TestRefusalIsNotKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		p.do(http.MethodPost, "/api/v1/organizations", oneOrg)
		for _, c := range []struct{ body, want string }{
			{`{"name":"","region_code":"422801"}`, "Unprocessable Entity invalid_fields name:required"},
			{`{"nick":""`, "Bad Request malformed_json"},
			{"", "Unsupported Media Type unsupported_media"},
			{oneOrg, "Conflict already_exists name:taken"},
			{`{"name":"` + strings.Repeat("x", maxBody) + `"}`, "Request Entity Too Large body_too_large"},
			{`{"name":"` + strings.Repeat("x", maxBulkBody) + `"}`, "Request Entity Too Large body_too_large"},
		} {
			for range 2 {
				if got := told(t, p.post("/organizations", c.body, someKey)); got != c.want {
					t.Errorf("%.50s: %s, want %s", c.body, got, c.want)
				}
			}
		}
		if n := number(t, s, "SELECT COUNT(*) FROM repeats"); n != 0 {
			t.Errorf("%d records are kept", n)
		}
		if answer := p.post("/organizations", `{"name":"乙局","region_code":"422801"}`, someKey); answer.Code != http.StatusCreated {
			t.Errorf("%d %s", answer.Code, answer.Body)
		}
	})
}

// An answer is for its caller alone, and for the rights that it had.
func TestKeysOfOtherCallers(t *testing.T) {
	p := newProgram(t, dbtest.SQLite(t))
	mine := p.caller("甲县", model.RoleCountyAdmin, "422801")
	other := p.caller("乙县", model.RoleCountyAdmin, "422801")
	first := p.post("/organizations", oneOrg, someKey, "Authorization", mine)
	if got := told(t, p.post("/organizations", oneOrg, someKey, "Authorization", other)); got != "Conflict already_exists name:taken" {
		t.Errorf("another caller: %s", got)
	}
	same(t, first, p.post("/organizations", oneOrg, someKey, "Authorization", mine))
	const of = " WHERE name = '甲县'"
	execute(t, p.store, "UPDATE tokens SET scope = '422802'"+of)
	if got := told(t, p.post("/organizations", oneOrg, someKey, "Authorization", mine)); got != "Unprocessable Entity idempotency_key_reused" {
		t.Errorf("moved to another county: %s", got)
	}
	execute(t, p.store, "UPDATE tokens SET scope = '422801', role = 'viewer'"+of)
	if got := told(t, p.post("/organizations", oneOrg, someKey, "Authorization", mine)); got != "Forbidden forbidden" {
		t.Errorf("without the right: %s", got)
	}
	if got := told(t, p.post("/organizations", oneOrg, someKey, "Authorization", "Bearer wrong")); got != "Unauthorized unauthenticated" {
		t.Errorf("without a key: %s", got)
	}
	// A record that somebody moves in the database to another caller does not open.
	execute(t, p.store, "UPDATE tokens SET role = 'county_admin'"+of)
	same(t, first, p.post("/organizations", oneOrg, someKey, "Authorization", mine))
	execute(t, p.store, "UPDATE repeats SET principal = 'key:3'")
	if got := told(t, p.post("/organizations", oneOrg, someKey, "Authorization", other)); got != "Internal Server Error internal" {
		t.Errorf("a moved record: %s", got)
	}
	for _, secret := range []string{"甲局", "422801"} {
		if n := number(t, p.store, "SELECT COUNT(*) FROM repeats WHERE instr(CAST(answer AS TEXT), '"+secret+"') > 0"); n != 0 {
			t.Errorf("%s can be read in the database", secret)
		}
	}
}

func TestHowLongAnswersAreKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		upload := func() *httptest.ResponseRecorder {
			return p.post(dryRun, fileOfSites, someKey, "Content-Type", "text/csv")
		}
		first := upload()
		p.now = p.now.Add(7*24*time.Hour - time.Microsecond)
		same(t, first, upload())
		if n, err := p.services.Repeats.Purge(t.Context()); n != 0 || err != nil {
			t.Errorf("%d removed, %v", n, err)
		}
		p.now = p.now.Add(time.Microsecond) // too old, though nobody has removed it yet
		second := upload()
		if second.Code != http.StatusCreated || number(t, s, "SELECT COUNT(*) FROM imports") != 2 {
			t.Errorf("%d %s", second.Code, second.Body)
		}
		same(t, second, upload())
		p.now = p.now.Add(7*24*time.Hour + time.Microsecond)
		if n, err := p.services.Repeats.Purge(t.Context()); n != 1 || err != nil {
			t.Errorf("%d removed, %v", n, err)
		}
	})
}

// Whoever sends a form again has a program make it up again, with another boundary.
func TestRepeatedForm(t *testing.T) {
	p := newProgram(t, dbtest.SQLite(t))
	send := func(boundary, name, text string) *httptest.ResponseRecorder {
		body := "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + text + "\r\n--" + boundary + "--\r\n"
		return p.post(dryRun, body, someKey, "Content-Type", "multipart/form-data; boundary="+boundary)
	}
	first := send("abc", "a.csv", fileOfSites)
	if first.Code != http.StatusCreated {
		t.Fatalf("%d %s", first.Code, first.Body)
	}
	same(t, first, send("another-one", "a.csv", fileOfSites))
	for _, other := range []*httptest.ResponseRecorder{send("abc", "b.csv", fileOfSites), send("abc", "a.csv", fileOfSites+"x")} {
		if got := told(t, other); got != "Unprocessable Entity idempotency_key_reused" {
			t.Errorf("another form: %s", got)
		}
	}
}

// operate registers a handler of the test under the name of an operation that takes keys.
func (p *program) operate(h handler) {
	routes{api: p.API, group: p.echo.Group("/api/v1")}.post("/test", "createImport", h)
}

// effect is a service that leaves something behind, as often as it is called.
func effect(c *call, s *repository.Store) error {
	_, err := repository.InTx(c.Request().Context(), s, func(tx *repository.Store) (struct{}, error) {
		at := model.NewTime(clock())
		return struct{}{}, tx.Trail.Append(c.Request().Context(), []model.AuditEntry{{At: at, Operation: "test", Outcome: model.AuditDone}}, nil)
	})
	return err
}

const effects = "SELECT COUNT(*) FROM audit_entries WHERE operation = 'test'"

func TestAnswerTooLargeToKeep(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		size := 1 << 20
		p.operate(func(c *call) error {
			if err := effect(c, s); err != nil {
				return err
			}
			return c.String(http.StatusOK, strings.Repeat("x", size))
		})
		same(t, p.post("/test", "", someKey), p.post("/test", "", someKey))
		size++
		if first := p.post("/test", "", "another-key"); first.Code != http.StatusOK || first.Body.Len() != size {
			t.Errorf("%d, %d bytes", first.Code, first.Body.Len())
		}
		if got := told(t, p.post("/test", "", "another-key")); got != "Conflict idempotency_answer_not_kept" {
			t.Errorf("%s", got)
		}
		if n := number(t, s, effects); n != 2 {
			t.Errorf("%d effects", n)
		}
		ring, err := seal.Parse(seal.NewKey(seal.International))
		if err != nil {
			t.Fatal(err)
		}
		p.ring = ring // the key under which it was kept is gone
		p.restart()
		p.operate(func(*call) error { return errors.New("it was done again") })
		if got := told(t, p.post("/test", "", someKey)); got != "Conflict idempotency_answer_not_kept" {
			t.Errorf("%s", got)
		}
	})
}

// A deadlock runs the handler again with the same body and an empty sheet.
func TestHandlerRunsAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		tries := 0
		p.operate(func(c *call) error {
			tries++
			var got struct {
				Name string `json:"name"`
			}
			content, err := c.readBody()
			if err == nil {
				err = content.decode(&got)
			}
			if err == nil {
				err = effect(c, s)
			}
			if err != nil {
				return err
			}
			if tries < 3 {
				c.Response().Header().Set("Location", "/of/the/first/try")
				_ = c.String(http.StatusAccepted, "first try")
				return &mysqldriver.MySQLError{Number: 1213}
			}
			return c.String(http.StatusOK, got.Name)
		})
		first := p.post("/test", `{"name":"甲"}`, someKey)
		if tries != 3 || first.Code != http.StatusOK || first.Body.String() != "甲" || first.Header().Get("Location") != "" {
			t.Errorf("%d tries: %d %v %s", tries, first.Code, first.Header(), first.Body)
		}
		same(t, first, p.post("/test", `{"name":"甲"}`, someKey))
		if n := number(t, s, effects); n != 1 {
			t.Errorf("%d effects", n)
		}
	})
}

// A handler that panics or answers no success leaves nothing, and the next one finds the key, the connection and the
// writer's place free.
func TestHandlerThatFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		p := newProgram(t, s)
		ending := 0
		p.operate(func(c *call) error {
			if err := effect(c, s); err != nil {
				return err
			}
			switch ending {
			case 0:
				panic("boom")
			case 1:
				return errors.New("boom")
			case 2:
				return nil // no answer at all
			}
			return c.String(ending, "")
		})
		for _, want := range []int{0, 1, 2, http.StatusNotModified, http.StatusTeapot, http.StatusInternalServerError} {
			ending = want
			if want < 100 {
				want = http.StatusInternalServerError
			}
			if answer := p.post("/test", "", someKey); answer.Code != want {
				t.Errorf("%d: %d %s", ending, answer.Code, answer.Body)
			}
			if n := number(t, s, "SELECT COUNT(*) FROM repeats") + number(t, s, effects); n != 0 {
				t.Errorf("%d: %d rows are left", ending, n)
			}
		}
		ending = http.StatusNoContent
		same(t, p.post("/test", "", someKey), p.post("/test", "", someKey))
	})
}

// Every POST of the document takes the key unless its rule says otherwise, and the document says the same.
func TestEveryPostTakesAKey(t *testing.T) {
	p := newProgram(t, dbtest.SQLite(t))
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Parameters  []struct {
				Ref string `json:"$ref"`
			} `json:"parameters"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(docs.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	posts, clerk := 0, p.clerk()
	for path, item := range doc.Paths {
		operation, ok := item["post"]
		if !ok {
			continue
		}
		posts++
		documented := false
		for _, parameter := range operation.Parameters {
			documented = documented || parameter.Ref == "#/components/parameters/IdempotencyKey"
		}
		answer := p.do(http.MethodPost, strings.NewReplacer("{", "", "}", "").Replace(path), "", repeatHeader, "short",
			"Authorization", "Bearer "+p.keyFor(path, clerk))
		takes := strings.Contains(answer.Body.String(), `"idempotency_key_malformed"`)
		rule, _ := model.RuleOf(operation.OperationID)
		if takes != rule.Repeatable() || documented != takes {
			t.Errorf("POST %s: takes a key %v, by its rule %v, by the document %v", path, takes, rule.Repeatable(), documented)
		}
	}
	if posts < 20 {
		t.Errorf("only %d POSTs", posts)
	}
	for rule, want := range map[model.Rule]bool{
		{Operation: "x", Permission: model.Public}: false, {Operation: "x", Permission: model.OwnAccount}: false,
		{Operation: "x", Permission: model.ManageTokens}: true,
	} {
		if rule.Repeatable() != want {
			t.Errorf("%s: %v", rule.Permission, !want)
		}
	}
}
