package api

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// fixture is the HTTP side over a database, with its log and the key of an administrator.
type fixture struct {
	*API
	t     *testing.T
	store *repository.Store
	log   *lines
	token string
}

// clerk is the key of somebody in a county, who alone may do what a county does for itself.
func (f *fixture) clerk() string {
	f.t.Helper()
	_, text, err := f.services.Tokens.Create(f.t.Context(), service.Operator("test"), model.TokenEdit{
		Name: "县市", Role: model.RoleCountyAdmin, Scope: "422801",
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return text
}

// keyFor is a key that may do what a path is for.
func (f *fixture) keyFor(path, clerk string) string {
	if strings.Contains(path, "/self-checks") {
		return clerk
	}
	return f.token
}

// lines is a log that several requests write.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func clock() time.Time { return time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC) }

func newFixture(t *testing.T, s *repository.Store, proxies ...string) *fixture {
	t.Helper()
	f := &fixture{t: t, store: s, log: &lines{}}
	services := service.New(s, service.Settings{Clock: clock, Ring: seal.Fresh(), Passwords: service.PasswordCost{Memory: 8, Passes: 1, Threads: 1}})
	o := Options{
		Language: model.Chinese, Logger: slog.New(slog.NewJSONHandler(f.log, nil)), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return "generated-id" },
	}
	for _, p := range proxies {
		o.TrustedProxies = append(o.TrustedProxies, netip.MustParsePrefix(p))
	}
	f.API = New(services, o)
	_, text, err := services.Tokens.Create(t.Context(), service.Operator("test"), model.TokenEdit{
		Name: "管理员", Role: model.RoleAdmin, Scope: model.ScopeAll,
	})
	if err != nil {
		t.Fatal(err)
	}
	f.token = text
	return f
}

// do sends a request as the administrator; headers come in pairs.
func (f *fixture) do(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	f.t.Helper()
	r := httptest.NewRequestWithContext(f.t.Context(), method, target, strings.NewReader(body))
	if body == "" {
		r.Body = http.NoBody
	} else {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Authorization", "Bearer "+f.token)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Remote" {
			r.RemoteAddr = headers[i+1]
		}
	}
	answer := httptest.NewRecorder()
	f.ServeHTTP(answer, r)
	return answer
}

// read decodes an answer.
func read[T any](t *testing.T, answer *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(answer.Body.Bytes(), &v); err != nil {
		t.Fatalf("%s: %v", answer.Body, err)
	}
	return v
}

// told is an answer that is a problem, as "status code field:code".
func told(t *testing.T, answer *httptest.ResponseRecorder) string {
	t.Helper()
	if answer.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d is no problem: %s", answer.Code, answer.Body)
		return ""
	}
	p := read[problem](t, answer)
	if p.Status != answer.Code {
		t.Errorf("the status is %d, and %d in the body", answer.Code, p.Status)
	}
	text := http.StatusText(p.Status) + " " + p.Code
	for _, e := range p.Errors {
		text += " " + e.Field + ":" + e.Code
	}
	return text
}

// callOf is one request before any handler, for what reads it.
func callOf(t *testing.T, method, target string, body io.Reader, headers ...string) (*call, *httptest.ResponseRecorder) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, body)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	return &call{Context: echo.New().NewContext(r, answer), language: model.English}, answer
}

// refusal is an error as "code field:code".
func refusal(err error) string {
	e, ok := err.(*model.Error) //nolint:errorlint // what reads requests answers it unwrapped
	if err == nil {
		return ""
	}
	if !ok {
		return err.Error()
	}
	text := e.Code
	for _, f := range e.Fields {
		text += " " + f.Field + ":" + f.Code
	}
	return text
}
