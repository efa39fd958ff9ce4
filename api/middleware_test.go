package api

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"xuncha/model"
	"xuncha/repository/dbtest"
)

// routed is a handler of a route that only the test has.
func (f *fixture) routed(fn func() error) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := fn(); err != nil {
			return err
		}
		return c.String(http.StatusOK, "ok")
	}
}

func TestLanguage(t *testing.T) {
	for _, configured := range []model.Language{model.Chinese, model.English} {
		a := &API{options: Options{Language: configured}}
		for header, want := range map[string]model.Language{
			"": configured, "zh": "zh", "zh-CN": "zh", "zh-Hans-CN,zh;q=0.9,en;q=0.8": "zh", "zh-TW": "zh", "en": "en", "en-US,en;q=0.9": "en",
			"EN": "en", "en;q=0.1, zh;q=0.9": "zh", "de, en;q=0.5": "en", "de": configured, "ja,fr": configured, "*": configured,
			"x-nonsense-;;;": configured, "\xff": configured, strings.Repeat("zz,", 5000): configured,
		} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			r.Header.Set("Accept-Language", header)
			if got := a.language(r); got != want {
				t.Errorf("%.40q: %s, want %s", header, got, want)
			}
		}
	}
}

// X-Forwarded-For is believed as far as the proxies that are named have written it.
func TestClientAddress(t *testing.T) {
	tests := []struct {
		proxies                 []string
		remote, forwarded, want string
	}{
		{nil, "192.0.2.1:9", "", "192.0.2.1"},
		{nil, "192.0.2.1:9", "198.51.100.7", "192.0.2.1"},
		{nil, "127.0.0.1:9", "198.51.100.7", "127.0.0.1"},
		{nil, "[2001:db8::1]:9", "198.51.100.7", "2001:db8::1"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "198.51.100.7", "198.51.100.7"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "203.0.113.5, 198.51.100.7", "198.51.100.7"}, // the first was sent along
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "203.0.113.5, 198.51.100.7, 10.9.9.9", "198.51.100.7"},
		{[]string{"10.0.0.0/8"}, "192.0.2.1:9", "198.51.100.7", "192.0.2.1"}, // not from a proxy
		{[]string{"10.0.0.0/8"}, "127.0.0.1:9", "198.51.100.7", "127.0.0.1"},
		{[]string{"10.0.0.0/8"}, "192.168.0.1:9", "198.51.100.7", "192.168.0.1"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "203.0.113.5, 192.0.2.66, 10.9.9.9", "192.0.2.66"}, // one in the middle is no proxy
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "10.7.7.7, 192.0.2.66, 10.9.9.9", "192.0.2.66"},    // although the first looks like one
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "nonsense, 198.51.100.7", "198.51.100.7"},          // what the caller sent along
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "nonsense, 10.9.9.9", "10.1.2.3"},                  // nothing to go by
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "198.51.100.7:4711", "10.1.2.3"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "", "10.1.2.3"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", ",,,", "10.1.2.3"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", strings.Repeat("198.51.100.7,", 500) + "198.51.100.8", "198.51.100.8"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "2001:db8::7", "2001:db8::7"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "[2001:db8::7]", "2001:db8::7"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "::ffff:198.51.100.7", "198.51.100.7"},
		{[]string{"10.0.0.0/8"}, "[::ffff:10.1.2.3]:9", "198.51.100.7", "198.51.100.7"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "fe80::1%eth0", "10.1.2.3"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "127.0.0.1", "127.0.0.1"}, // whoever is behind the proxy, it says so
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "nonsense", "10.1.2.3"},
		{[]string{"10.0.0.0/8"}, "10.1.2.3:9", "198.51.100.7\u202e", "10.1.2.3"},
		{[]string{"2001:db8::/32"}, "[2001:db8::1]:9", "198.51.100.7", "198.51.100.7"},
	}
	for _, tt := range tests {
		f := newFixture(t, dbtest.SQLite(t), tt.proxies...)
		f.do(http.MethodGet, "/healthz", "", "Remote", tt.remote, "X-Forwarded-For", tt.forwarded, "X-Real-Ip", "203.0.113.99")
		if got := logged(t, f)[0]["source"]; got != tt.want {
			t.Errorf("%v %s %s: %v, want %s", tt.proxies, tt.remote, tt.forwarded, got, tt.want)
		}
	}
}

// logged is the log, line by line.
func logged(t *testing.T, f *fixture) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range strings.Lines(f.log.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		out = append(out, entry)
	}
	return out
}

func TestRequestIDs(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	for sent, want := range map[string]string{
		"": "generated-id", "0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10": "0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10", "abcd.e_f-1": "abcd.e_f-1",
		"short": "generated-id", strings.Repeat("a", 37): "generated-id", "with space 1": "generated-id", "new\nline-1": "generated-id",
		"<script>1": "generated-id", "检查检查检查检查": "generated-id",
	} {
		answer := f.do(http.MethodGet, "/api/v1/nothing", "", "X-Request-Id", sent)
		entries := logged(t, f)
		if answer.Header().Get("X-Request-Id") != want || read[problem](t, answer).RequestID != want || entries[len(entries)-1]["request_id"] != want {
			t.Errorf("%q: %s, %s, %v", sent, answer.Header().Get("X-Request-Id"), answer.Body, entries[len(entries)-1])
		}
	}
}

// The log tells who asked for what, in one line a request that nobody can forge, and nothing that is secret.
func TestLogKeepsSecretsAndCannotBeForged(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	const canary = "kanarienvogel"
	f.do(http.MethodPost, "/api/v1/organizations", `{"name":"`+canary+`","region_code":"422801"}`)
	f.do(http.MethodPost, "/api/v1/organizations", `{"name":"`+canary+`","nope":1}`)
	f.do(http.MethodPost, "/api/v1/sites", `{"name":`+canary)
	f.do(http.MethodGet, "/api/v1/sites?q="+canary, "")
	f.do(http.MethodGet, "/api/v1/sites", "", "Authorization", "Bearer xc_"+canary)
	if _, err := f.store.Pool().ExecContext(t.Context(), "UPDATE tokens SET name = ?", "x\n{\"level\":\"ERROR\"}\u202e\u2028\u0085"); err != nil {
		t.Fatal(err)
	}
	before := len(logged(t, f))
	f.do(http.MethodGet, "/api/v1/x%0A%7B%22level%22%3A%22ERROR%22%7D%E2%80%AE", "")
	f.do(http.MethodGet, "/api/v1/sites", "")
	f.do(http.MethodGet, "/api/v1/sites", "", "User-Agent", "a\u202e", "X-Request-Id", "\u202e12345678")
	text := f.log.String()
	if strings.Contains(text, canary) || strings.Contains(text, f.token) || strings.Contains(text, f.token[3:]) {
		t.Errorf("the log has what it must not have:\n%s", text)
	}
	if strings.ContainsAny(text, "\u202e\u2028\u0085\r") {
		t.Errorf("the log has characters that cannot be seen:\n%q", text)
	}
	entries := logged(t, f)
	if len(entries) != before+3 {
		t.Fatalf("%d lines for 3 requests:\n%s", len(entries)-before, text)
	}
	for _, e := range entries {
		if e["msg"] != "request" || e["level"] != "INFO" {
			t.Errorf("%v", e)
		}
	}
	if got := entries[before+1]["actor"]; got != "key:1" {
		t.Errorf("the actor is %q", got)
	}
	if got := entries[0]; got["status"] != 201.0 || got["method"] != "POST" || got["route"] != "/api/v1/organizations" || got["actor"] != "key:1" {
		t.Errorf("%v", got)
	}
}

func TestPanics(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	f.echo.GET("/before", f.routed(func() error { panic("secret\u202e of the panic") }))
	f.echo.GET("/after", func(c echo.Context) error {
		c.Response().WriteHeader(http.StatusOK)
		_, _ = c.Response().Write([]byte("half of"))
		c.Response().Flush()
		panic("in the middle")
	})
	f.echo.GET("/broken", func(c echo.Context) error {
		c.Response().WriteHeader(http.StatusOK)
		_, _ = c.Response().Write([]byte("half of"))
		c.Response().Flush()
		return errors.New("the database is gone")
	})
	answer := f.do(http.MethodGet, "/before", "")
	if told(t, answer) != "Internal Server Error internal" || strings.Contains(answer.Body.String(), "secret") {
		t.Errorf("%s", answer.Body)
	}
	if text := f.log.String(); !strings.Contains(text, "secret? of the panic") || !strings.Contains(text, "middleware_test.go") {
		t.Errorf("the log does not tell where:\n%s", text)
	}
	server := httptest.NewServer(f)
	defer server.Close()
	for _, path := range []string{"/after", "/broken"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err == nil || string(content) != "half of" {
			t.Errorf("%s: a cut answer looks whole: %q, %v", path, content, err)
		}
	}
	if text := f.log.String(); !strings.Contains(text, "the database is gone") || !strings.Contains(text, "in the middle") {
		t.Errorf("%s", text)
	}
	if answer := f.do(http.MethodGet, "/healthz", ""); answer.Code != http.StatusOK {
		t.Errorf("afterwards: %d", answer.Code)
	}
}

func TestRequestsInFlightAreBounded(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	for range maxInFlight {
		f.flight <- struct{}{}
	}
	answer := f.do(http.MethodGet, "/api/v1/sites", "")
	if after := answer.Header().Get("Retry-After"); told(t, answer) != "Service Unavailable busy" || after < "1" || after > "3" {
		t.Errorf("%s, Retry-After %q", answer.Body, after)
	}
	for _, probe := range []string{"/healthz", "/readyz"} {
		if answer := f.do(http.MethodGet, probe, ""); answer.Code != http.StatusOK {
			t.Errorf("%s: %d", probe, answer.Code)
		}
	}
	<-f.flight
	for range 3 { // each gives its place back
		if answer := f.do(http.MethodGet, "/api/v1/sites", ""); answer.Code != http.StatusOK {
			t.Errorf("with one place free: %d %s", answer.Code, answer.Body)
		}
	}
}

func TestDraining(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	if answer := f.do(http.MethodGet, "/readyz", ""); answer.Code != http.StatusOK || answer.Header().Get("Connection") != "" {
		t.Errorf("before: %d", answer.Code)
	}
	f.Drain()
	if got := told(t, f.do(http.MethodGet, "/readyz", "")); got != "Service Unavailable stopping" {
		t.Errorf("not ready: %s", got)
	}
	for _, target := range []string{"/healthz", "/api/v1/sites"} {
		if answer := f.do(http.MethodGet, target, ""); answer.Code != http.StatusOK || answer.Header().Get("Connection") != "close" {
			t.Errorf("%s: %d, %v", target, answer.Code, answer.Header())
		}
	}
}

func TestReadyNeedsTheDatabase(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	if err := f.store.Close(); err != nil {
		t.Fatal(err)
	}
	if got := told(t, f.do(http.MethodGet, "/readyz", "")); got != "Service Unavailable database_unavailable" {
		t.Errorf("%s", got)
	}
	if answer := f.do(http.MethodGet, "/healthz", ""); answer.Code != http.StatusOK {
		t.Errorf("%d", answer.Code)
	}
}

// What a caller makes up does not become a time series of its own.
func TestMetricsAreBounded(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	for _, method := range []string{"FOO", "BAR", "BAZ"} {
		f.do(method, "/api/v1/sites", "")
		f.do(method, "/made/up/"+method, "")
		f.do(http.MethodGet, "/api/v1/sites/"+method, "")
	}
	answer := httptest.NewRecorder()
	promhttp.HandlerFor(f.options.Metrics, promhttp.HandlerOpts{}).ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	text := answer.Body.String()
	for _, made := range []string{"FOO", "BAR", "BAZ"} {
		if strings.Contains(text, made) {
			t.Errorf("%s is a label", made)
		}
	}
	if !strings.Contains(text, `xuncha_requests_total{method="GET",route="/api/v1/sites/:id",status="404"} 3`) {
		t.Errorf("%s", text)
	}
}
