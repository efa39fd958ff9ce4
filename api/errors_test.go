package api

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository/dbtest"
)

// kinds are the constants of the type model.Kind, by name, in their order.
func kinds(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../model/error.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Kind") {
			names = append(names, spec.Names[0].Name)
		}
		return true
	})
	return names
}

func TestEveryKindHasAStatus(t *testing.T) {
	want := map[model.Kind]int{
		model.KindMalformed: 400, model.KindInvalid: 422, model.KindUnauthenticated: 401, model.KindForbidden: 403, model.KindNotFound: 404,
		model.KindConflict: 409, model.KindStale: 412, model.KindUnconditional: 428, model.KindTooLarge: 413, model.KindUnsupported: 415,
		model.KindNotAcceptable: 406, model.KindUnavailable: 503, model.KindTooMany: 429,
		model.KindRange: 416, model.KindGone: 410,
	}
	names := kinds(t)
	if len(names) != len(want) || len(statuses) != len(want) {
		t.Errorf("%d kinds, %d statuses: %v", len(names), len(statuses), names)
	}
	f := newFixture(t, dbtest.SQLite(t))
	var refuse error
	f.echo.GET("/refuse", f.routed(func() error { return refuse }))
	for i, name := range names {
		kind := model.Kind(i + 1)
		for _, err := range []error{model.NewError(kind, "taken"), fmt.Errorf("get site 7 at secret.example: %w", model.NewError(kind, "taken"))} {
			refuse = err
			answer := f.do(http.MethodGet, "/refuse", "")
			if answer.Code != want[kind] || told(t, answer) != http.StatusText(want[kind])+" taken" {
				t.Errorf("%s: %d, %s", name, answer.Code, answer.Body)
			}
			if strings.Contains(answer.Body.String(), "secret") || strings.Contains(answer.Body.String(), "site 7") {
				t.Errorf("%s tells what was being done: %s", name, answer.Body)
			}
			if (answer.Header().Get("Retry-After") != "") != (kind == model.KindUnavailable || kind == model.KindTooMany) {
				t.Errorf("%s: Retry-After %q", name, answer.Header().Get("Retry-After"))
			}
			if (answer.Header().Get("WWW-Authenticate") == "Bearer") != (kind == model.KindUnauthenticated) {
				t.Errorf("%s: WWW-Authenticate %q", name, answer.Header().Get("WWW-Authenticate"))
			}
		}
	}
}

// What is no refusal stays inside, whatever it says; and it is logged.
func TestOtherErrorsStayInside(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	var failure error
	f.echo.GET("/fail", f.routed(func() error { return failure }))
	tests := []struct {
		err  error
		want string
	}{
		{errors.New("Error 1064: syntax near 'secret'"), "Internal Server Error internal"},
		{model.NewError(model.Kind(99), "secret"), "Internal Server Error internal"},
		{fmt.Errorf("secret: %w", context.DeadlineExceeded), "Service Unavailable busy"},
		{errors.Join(model.NewError(model.KindUnavailable, "database_unavailable"), errors.New("dial tcp secret")), "Service Unavailable database_unavailable"},
		{fmt.Errorf("secret: %w", &http.MaxBytesError{Limit: 7}), "Request Entity Too Large body_too_large"},
	}
	for _, tt := range tests {
		failure = tt.err
		answer := f.do(http.MethodGet, "/fail", "")
		if got := told(t, answer); got != tt.want || strings.Contains(answer.Body.String(), "secret") {
			t.Errorf("%v: %s, %s", tt.err, got, answer.Body)
		}
	}
	if n := strings.Count(f.log.String(), "secret"); n < 3 {
		t.Errorf("of five failures the log tells %d:\n%s", n, f.log)
	}
}

func TestProblem(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	answer := f.do(http.MethodPost, "/api/v1/sites", `{"name":"","home_url":"http://a.gov.c n","code":"4228000001","organization_id":1}`,
		"X-Request-Id", "my-request-1")
	p := read[problem](t, answer)
	want := problem{
		Type: "urn:xuncha:problem:invalid_fields", Title: "Unprocessable Entity", Status: 422, Detail: model.Text(model.Chinese, "invalid_fields"),
		Instance: "urn:xuncha:request:my-request-1", Code: "invalid_fields", RequestID: "my-request-1",
	}
	errorsOf := p.Errors
	p.Errors = nil
	if fmt.Sprint(p) != fmt.Sprint(want) {
		t.Errorf("%+v\n%+v", p, want)
	}
	if len(errorsOf) != 2 || errorsOf[0].Field != "name" || errorsOf[1].Suggestion != "http://a.gov.cn" || errorsOf[1].Detail != model.Text(model.Chinese, "space_in_url") {
		t.Errorf("%+v", errorsOf)
	}
	if answer.Header().Get("Cache-Control") != "no-store" || !slices.Contains(answer.Header().Values("Vary"), "Accept-Language") || answer.Header().Get("ETag") != "" {
		t.Errorf("%v", answer.Header())
	}
}

// An unknown thing, a foreign one, an unknown address, a method that is not taken, and no key.
func TestRefusalsBeforeAnyHandler(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	for _, tt := range []struct{ method, target, want string }{
		{"GET", "/api/v1/sites/1", "Not Found not_found"},
		{"GET", "/api/v1/sites/x", "Not Found not_found"},
		{"GET", "/api/v1/sites/1/", "Not Found route_not_found"},
		{"GET", "/api/v1//sites", "Not Found route_not_found"},
		{"GET", "/api/v1/nothing", "Not Found route_not_found"},
		{"GET", "/API/v1/sites", "Not Found route_not_found"},
		{"GET", "/api/v1/sites%2F1", "Not Found route_not_found"},
		{"GET", "/api/v1/campaigns/%ff", "Not Found not_found"},
		{"GET", "/api/v1/campaigns/%E6%A3%80%E6%9F%A5", "Not Found not_found"},
		{"GET", "/api/v1/campaigns/..%2f..%2fsites", "Not Found not_found"},
		{"GET", "/api/v1/regions/%E6%A3%80", "Not Found not_found"},
		{"PUT", "/api/v1/sites", "Method Not Allowed method_not_allowed"},
		{"OPTIONS", "/api/v1/sites", "Method Not Allowed method_not_allowed"},
		{"TRACE", "/api/v1/sites", "Method Not Allowed method_not_allowed"},
		{"FOO", "/api/v1/sites", "Method Not Allowed method_not_allowed"},
		{"GET", "/api/v1/sites?q=" + strings.Repeat("a", maxURL), "Request Entity Too Large url_too_long"},
	} {
		if got := told(t, f.do(tt.method, tt.target, "")); got != tt.want {
			t.Errorf("%s %.60s: %s, want %s", tt.method, tt.target, got, tt.want)
		}
	}
	for _, key := range []string{"", "Bearer", "Bearer ", "Basic " + f.token, f.token, "Bearer x" + f.token, "Bearer " + f.token + " x"} {
		for _, target := range []string{"/api/v1/sites", "/api/v1/sites/1", "/api/v1/campaigns/x"} {
			if got := told(t, f.do(http.MethodGet, target, "", "Authorization", key)); got != "Unauthorized unauthenticated" {
				t.Errorf("%q, %s: %s", key, target, got)
			}
		}
	}
	for _, key := range []string{"bearer " + f.token, "BEARER  " + f.token} {
		if answer := f.do(http.MethodGet, "/api/v1/sites", "", "Authorization", key); answer.Code != http.StatusOK {
			t.Errorf("%q: %d", key, answer.Code)
		}
	}
	if got := told(t, f.do(http.MethodGet, "/api/v1/sites", "", "Content-Encoding", "gzip")); got != "Unsupported Media Type content_encoding" {
		t.Errorf("a compressed body: %s", got)
	}
}

// A time to wait is told in whole seconds, and never as too short.
func TestRetryAfter(t *testing.T) {
	for d, want := range map[time.Duration]int{time.Nanosecond: 1, time.Second: 1, 1001 * time.Millisecond: 2, 15 * time.Minute: 900} {
		if got := retryAfter(d); got != want {
			t.Errorf("%v: %d, want %d", d, got, want)
		}
	}
	for range 50 {
		if got := retryAfter(0); got < 1 || got > 3 {
			t.Errorf("an unknown time: %d", got)
		}
	}
}
