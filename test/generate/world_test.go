package generate

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/docs"
	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/blobs"
	"xuncha/service/province"
	"xuncha/service/seal"
	"xuncha/test/contract"
)

// nowhere is a system above that nobody asks: receipts come as files.
var nowhere = &url.URL{Scheme: "https", Host: "province.invalid"}

const password = "correct horse battery staple"

// world is the program over a register in which there is something for every operation.
type world struct {
	t          testing.TB
	ctx        context.Context
	store      *repository.Store
	api        http.Handler
	document   *contract.Validator
	doc        *openapi3.T
	operations []operation
	actors     []actor
	written    map[string]bool // tables that were written since the world was put back
	kept       []string        // the tables, of each of which there is a copy
	sum        string          // their checksum
	onSQLite   bool

	lists         map[string][]item
	filled, named map[string][]string
	reads         map[string]answer
	changes       *service.Changes
	rowKey        string            // of a row of a report that was sent
	secrets       map[string]string // of second factors that have been begun, by the name of the caller
}

func clock() time.Time { return time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC) }

// newWorld makes the register through the service itself. text is the document that it is held to.
func newWorld(t testing.TB, onSQLite bool, open func(repository.Option) *repository.Store, text []byte) *world {
	t.Helper()
	w := &world{
		t: t, ctx: t.Context(), onSQLite: onSQLite, written: map[string]bool{}, lists: map[string][]item{}, filled: map[string][]string{},
		named: map[string][]string{}, reads: map[string]answer{}, secrets: map[string]string{},
	}
	w.store = open(repository.WithTap(w.tap))
	w.start()
	w.hold(docs.OpenAPI)
	w.fill()
	if _, err := w.changes.Number(w.ctx); err != nil {
		t.Fatal(err)
	}
	w.forget()
	w.keep()
	w.hold(text)
	return w
}

// hold makes a document the one that answers are held to.
func (w *world) hold(text []byte) {
	w.t.Helper()
	var err error
	if w.document, err = contract.New(text); err != nil {
		w.t.Fatal(err)
	}
	w.doc, w.operations = readDocument(w.t, text)
}

// start builds the program over the database.
func (w *world) start() {
	folder, err := blobs.OpenFolder(w.t.TempDir())
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = folder.Close() })
	services := service.New(w.store, service.Settings{
		Clock: clock, Ring: seal.Fresh(), Passwords: service.PasswordCost{Memory: 8, Passes: 1, Threads: 1},
		Evidence: service.EvidenceSettings{Blobs: folder}, PublicBulletins: true,
		Province: service.ProvinceSettings{Way: province.NewClient(nowhere, province.Signer{}, http.DefaultClient, clock)},
	})
	w.changes = services.Changes
	root := actor{name: "admin", role: model.RoleAdmin, token: model.NewTokenText()}
	operator := service.Operator("generator")
	if err := services.Catalogues.LoadNational(w.ctx, operator); err != nil {
		w.t.Fatal(err)
	}
	if _, err := services.Tokens.EnsureAdmin(w.ctx, operator, root.token); err != nil {
		w.t.Fatal(err)
	}
	w.actors = []actor{root}
	w.api = api.New(services, api.Options{
		Language: model.Chinese, Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return "the-generator-asks" },
	})
}

// send carries a request to the program. A connection that was broken off is no answer.
func (w *world) send(r request) (a answer) {
	in, err := r.http(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	out := httptest.NewRecorder()
	defer func() {
		if p := recover(); p != nil {
			a = answer{Status: http.StatusInternalServerError, Header: http.Header{}, Body: []byte(fmt.Sprint("the answer broke off: ", p))}
		}
	}()
	w.api.ServeHTTP(out, in)
	return answer{Status: out.Code, Header: out.Header(), Body: out.Body.Bytes()}
}

// callers are those who may carry an operation out, those first who may most.
func (w *world) callers(o operation) []actor {
	if o.public {
		return []actor{{}}
	}
	var all []actor
	for _, a := range w.actors {
		if slices.Contains(o.roles, a.role) && (!o.self || a.person()) {
			all = append(all, a)
		}
	}
	return all
}

// person reports whether somebody has logged in, and it is no key.
func (a actor) person() bool { return model.IsSessionText(a.token) }

func (w *world) as(role model.Role) actor {
	at := slices.IndexFunc(w.actors, func(a actor) bool { return a.role == role })
	return w.actors[max(at, 0)]
}

// called is the caller of a name.
func (w *world) called(name string) actor {
	return w.actors[slices.IndexFunc(w.actors, func(a actor) bool { return a.name == name })]
}

// object is a JSON body.
type object = map[string]any

// do makes one step in the building of the world, in the name of a caller, and answers what came back.
func (w *world) do(who actor, method, path string, body any, headers ...string) object {
	w.t.Helper()
	r := request{method: method, target: "/api/v1" + path, who: who}
	switch b := body.(type) {
	case nil:
	case string:
		r.media, r.body = "text/csv", b
		if strings.HasPrefix(path, "/attachments") {
			r.media = "application/octet-stream"
		}
	default:
		text, err := json.Marshal(body)
		if err != nil {
			w.t.Fatal(err)
		}
		r.media, r.body = "application/json", string(text)
	}
	for i := 0; i < len(headers); i += 2 {
		r = r.with(headers[i], headers[i+1])
	}
	a := w.send(r)
	if a.Status >= http.StatusBadRequest {
		w.t.Fatalf("the world cannot be made: %d %s\n%s", a.Status, a.Body, r.curl())
	}
	var answered object
	_ = json.Unmarshal(a.Body, &answered) // some answer nothing
	return answered
}

func (w *world) post(path string, body any) object {
	w.t.Helper()
	return w.do(w.actors[0], http.MethodPost, path, body)
}

// change carries out what is made on a version, which is read first.
func (w *world) change(who actor, method, path string, body any) {
	w.t.Helper()
	w.forget()
	w.do(who, method, path, body, "If-Match", w.stateOf(who, "/api/v1"+path).tag)
}

// verb is a change by the administrator.
func (w *world) verb(path string, body any) {
	w.t.Helper()
	w.change(w.actors[0], http.MethodPost, path, body)
}

func id(thing object) string { return written(thing["id"]) }

// tables lists those of the program.
func (w *world) tables() (names []string) {
	w.t.Helper()
	query := "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name"
	if w.sqlite() {
		query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	}
	return slices.DeleteFunc(w.column(query), func(name string) bool { return strings.HasPrefix(name, "kept_") })
}

func (w *world) column(query string) (values []string) {
	w.t.Helper()
	rows, err := w.store.Pool().QueryContext(w.ctx, query)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			w.t.Fatal(err)
		}
		values = append(values, value)
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	return values
}
