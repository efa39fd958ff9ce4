package api

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
)

const (
	frontEnd = "https://inspect.example.gov.cn"
	stranger = "https://evil.example"
)

// bordered is a fixture with a front end of another origin.
func bordered(t *testing.T) *fixture {
	f := newFixture(t, dbtest.SQLite(t))
	f.borders = newBorders([]string{frontEnd, "http://127.0.0.1:3000"})
	return f
}

// Every answer, also a refusal, can be read by a page of a listed origin, and by no other.
func TestCrossOriginAnswers(t *testing.T) {
	f := bordered(t)
	for _, tt := range []struct {
		method, target, body string
		headers              []string
		want                 int
	}{
		{"GET", "/api/v1/sites", "", nil, 200},
		{"GET", "/api/v1/regions/422801", "", []string{"If-None-Match", `"1"`}, 304},
		{"GET", "/openapi.json", "", nil, 200},
		{"GET", "/healthz", "", nil, 200},
		{"POST", "/api/v1/organizations", `{}`, nil, 422},
		{"POST", "/api/v1/organizations", `{`, nil, 400},
		{"GET", "/api/v1/sites", "", []string{"Authorization", "Bearer x"}, 401},
		{"GET", "/api/v1/sites/1", "", nil, 404},
		{"GET", "/api/v1/nothing", "", nil, 404},
		{"PUT", "/api/v1/sites", "", nil, 405},
		{"GET", "/api/v1/sites?q=" + strings.Repeat("x", maxURL), "", nil, 413},
		{"POST", "/api/v1/organizations", strings.Repeat(" ", maxBody+1), nil, 413},
		{"POST", "/api/v1/organizations", `{}`, []string{"Content-Type", "text/plain"}, 415},
		{"DELETE", "/api/v1/regions/422801", "", nil, 428},
	} {
		for _, origin := range []string{"", frontEnd, stranger, "null", frontEnd + ".evil.example", strings.ToUpper(frontEnd), frontEnd + "/", frontEnd + ":443", "http://inspect.example.gov.cn"} {
			answer := f.do(tt.method, tt.target, tt.body, append(tt.headers, "Origin", origin)...)
			want, h := tt.want, answer.Header()
			if origin != "" && origin != frontEnd && tt.method != "GET" && want != http.StatusMethodNotAllowed && len(tt.target) < maxURL {
				want = http.StatusForbidden // a change that another page makes a browser send
			}
			if tt.method == "PUT" && answer.Code == http.StatusForbidden {
				want = answer.Code
			}
			if answer.Code != want {
				t.Errorf("%s %.40s from %q: %d, want %d: %s", tt.method, tt.target, origin, answer.Code, want, answer.Body)
			}
			if !slices.Contains(h.Values("Vary"), "Origin") {
				t.Errorf("%s %.40s: a cache may mix the origins up: %v", tt.method, tt.target, h)
			}
			allowed, exposed := h.Get("Access-Control-Allow-Origin"), h.Get("Access-Control-Expose-Headers")
			if origin == frontEnd && (allowed != frontEnd || exposed != corsExposedHeaders) || origin != frontEnd && allowed+exposed != "" {
				t.Errorf("%s %.40s from %q: allowed %q, exposed %q", tt.method, tt.target, origin, allowed, exposed)
			}
			if h.Get("Access-Control-Allow-Credentials") != "" {
				t.Error("cookies are allowed")
			}
		}
	}
}

func TestPreflights(t *testing.T) {
	f := bordered(t)
	ask := func(target string, headers ...string) *httptest.ResponseRecorder {
		return f.do(http.MethodOptions, target, "", append([]string{"Authorization", ""}, headers...)...)
	}
	for target, methods := range map[string]string{
		"/api/v1/sites": "GET, POST", "/api/v1/sites/1": "DELETE, GET, PATCH", "/api/v1/sites/1/close": "POST", "/openapi.json": "GET",
		"/api/v1/inspections/1/submission": "PUT", "/healthz": "GET",
	} {
		answer := ask(target, "Origin", frontEnd, "Access-Control-Request-Method", "PATCH")
		h := answer.Header()
		offered := strings.Split(h.Get("Access-Control-Allow-Methods"), ", ")
		slices.Sort(offered)
		if answer.Code != http.StatusNoContent || strings.Join(offered, ", ") != methods || answer.Body.Len() > 0 ||
			h.Get("Access-Control-Allow-Origin") != frontEnd || h.Get("Access-Control-Max-Age") != "600" {
			t.Errorf("%s: %d %v", target, answer.Code, h)
		}
		for _, name := range []string{"Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language", "X-Request-ID"} {
			if !strings.Contains(h.Get("Access-Control-Allow-Headers"), name) {
				t.Errorf("%s: %s may not be sent", target, name)
			}
		}
	}
	for name, answer := range map[string]*httptest.ResponseRecorder{
		"another origin": ask("/api/v1/sites", "Origin", stranger, "Access-Control-Request-Method", "GET"),
		"no origin":      ask("/api/v1/sites", "Access-Control-Request-Method", "GET"),
		"no question":    ask("/api/v1/sites", "Origin", frontEnd),
		"no route":       ask("/api/v1/nothing", "Origin", frontEnd, "Access-Control-Request-Method", "GET"),
	} {
		h := answer.Header()
		want := http.StatusMethodNotAllowed
		if name == "no route" {
			want = http.StatusNotFound
		}
		if answer.Code != want || h.Get("Access-Control-Allow-Methods")+h.Get("Access-Control-Allow-Headers")+h.Get("Access-Control-Max-Age") != "" {
			t.Errorf("%s: %d %v", name, answer.Code, h)
		}
	}
}

// What a page of another site makes a browser send changes nothing.
func TestCrossSiteChanges(t *testing.T) {
	f := bordered(t)
	for _, tt := range []struct {
		method, site, origin string
		want                 string // the beginning of told
	}{
		{"POST", "", "", "Unprocessable"}, // no browser
		{"POST", "same-origin", "", "Unprocessable"},
		{"POST", "none", "", "Unprocessable"},
		{"POST", "same-origin", "http://example.com", "Unprocessable"},
		{"POST", "", "http://example.com", "Unprocessable"}, // an old browser, on the page of the service itself
		{"POST", "cross-site", frontEnd, "Unprocessable"},
		{"POST", "same-site", frontEnd, "Unprocessable"},
		{"POST", "", frontEnd, "Unprocessable"},
		{"POST", "cross-site", stranger, "Forbidden cross_site"},
		{"POST", "cross-site", "null", "Forbidden cross_site"},
		{"POST", "cross-site", "", "Forbidden cross_site"},
		{"POST", "same-site", "https://other.example.gov.cn", "Forbidden cross_site"},
		{"POST", "", stranger, "Forbidden cross_site"},
		{"POST", "", "null", "Forbidden cross_site"},
		{"POST", "nonsense", stranger, "Forbidden cross_site"},
		{"PATCH", "cross-site", stranger, "Forbidden cross_site"},
		{"DELETE", "cross-site", stranger, "Forbidden cross_site"},
		{"PUT", "cross-site", stranger, "Forbidden cross_site"},
	} {
		target := map[string]string{"POST": "/api/v1/organizations", "PUT": "/api/v1/inspections/1/submission"}[tt.method]
		if target == "" {
			target = "/api/v1/organizations/1"
		}
		headers := []string{"Sec-Fetch-Site", tt.site}
		if tt.origin != "" {
			headers = append(headers, "Origin", tt.origin)
		}
		if got := told(t, f.do(tt.method, target, `{}`, headers...)); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s from %q %q: %s, want %s", tt.method, tt.site, tt.origin, got, tt.want)
		}
	}
	if answer := f.do("GET", "/api/v1/sites", "", "Sec-Fetch-Site", "cross-site", "Origin", stranger); answer.Code != http.StatusOK {
		t.Errorf("reading changes nothing: %d", answer.Code)
	}
}

func TestSecurityHeaders(t *testing.T) {
	f := bordered(t)
	f.echo.GET("/panics", f.routed(func() error { panic("x") }))
	for _, tt := range []struct{ method, target string }{
		{"GET", "/api/v1/sites"},
		{"GET", "/api/v1/nothing"},
		{"PUT", "/api/v1/sites"},
		{"OPTIONS", "/api/v1/sites"},
		{"GET", "/healthz"},
		{"GET", "/openapi.json"},
		{"GET", "/"},
		{"GET", "/docs"},
		{"GET", "/docs/init.js"},
		{"GET", "/docs/swagger-ui.css"},
		{"GET", "/panics"},
		{"GET", "/api/v1/sites?format=csv"},
	} {
		h := f.do(tt.method, tt.target, "").Header()
		policy := "default-src 'none'; frame-ancestors 'none'"
		if tt.target == "/docs" {
			policy = docsPolicy
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "",
		} {
			if h.Get(name) != want {
				t.Errorf("%s %s: %s is %q, want %q", tt.method, tt.target, name, h.Get(name), want)
			}
		}
		if !strings.Contains(h.Get("Permissions-Policy"), "camera=()") || h.Get("Cache-Control") == "" || h.Get("Server") != "" {
			t.Errorf("%s %s: %v", tt.method, tt.target, h)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/healthz", nil)
	r.TLS = &tls.ConnectionState{}
	answer := httptest.NewRecorder()
	f.ServeHTTP(answer, r)
	if !strings.HasPrefix(answer.Header().Get("Strict-Transport-Security"), "max-age=") {
		t.Errorf("over TLS: %v", answer.Header())
	}
	if h := f.do("GET", "/healthz", "", "X-Forwarded-Proto", "https").Header(); h.Get("Strict-Transport-Security") != "" {
		t.Error("anybody can say that it is TLS")
	}
}

// limited is a fixture with limits and a clock that stands still.
func limited(t *testing.T, r Rates, proxies ...string) (f *fixture, now *time.Time) {
	f = newFixture(t, dbtest.SQLite(t), proxies...)
	at := clock()
	f.options.Rates, f.options.Clock = r, func() time.Time { return at }
	f.options.Metrics.Unregister(f.rates.shed)
	f.rates = newRates(f.options)
	return f, &at
}

func TestRatesOfKeysAndAddresses(t *testing.T) {
	f, now := limited(t, Rates{Key: Rate{2, 3}})
	ask := func(headers ...string) *httptest.ResponseRecorder {
		return f.do(http.MethodGet, "/api/v1/regions/422801", "", headers...)
	}
	// A denied call counts, and so does one that the caller knows the answer to.
	for i, answer := range []*httptest.ResponseRecorder{ask(), ask("If-None-Match", `"1"`), f.do("GET", "/api/v1/sites/999", "")} {
		if answer.Code != []int{200, 304, 404}[i] {
			t.Errorf("%d: %d", i, answer.Code)
		}
	}
	answer := ask("Remote", "192.0.2.77:1") // the same key from elsewhere
	if told(t, answer) != "Too Many Requests too_many_requests" || answer.Header().Get("Retry-After") != "1" {
		t.Errorf("%d %v", answer.Code, answer.Header())
	}
	if answer := f.do("GET", "/healthz", ""); answer.Code != http.StatusOK {
		t.Errorf("a probe: %d", answer.Code)
	}
	*now = now.Add(500 * time.Millisecond) // one more at two a second
	if a, b := ask().Code, ask().Code; a != 200 || b != 429 {
		t.Errorf("after half a second: %d, %d", a, b)
	}
	*now = now.Add(time.Hour) // no more than the burst
	for i := range 4 {
		if got, want := ask().Code, []int{200, 200, 200, 429}[i]; got != want {
			t.Errorf("after an hour, %d: %d", i, got)
		}
	}
	*now = now.Add(2 * time.Second)
	if got := ask().Code; got != http.StatusOK {
		t.Errorf("two seconds later: %d", got)
	}
}

func TestRatesOfAddresses(t *testing.T) {
	f, now := limited(t, Rates{Address: Rate{1, 2}, Anonymous: Rate{1, 1}}, "10.0.0.0/8")
	ask := func(remote, forwarded, token string) int {
		*now = now.Add(time.Nanosecond)
		return f.do(http.MethodGet, "/api/v1/regions/422801", "", "Remote", remote, "X-Forwarded-For", forwarded, "Authorization", "Bearer "+token).Code
	}
	for _, tt := range []struct {
		remote, forwarded, token string
		want                     int
	}{
		{"192.0.2.1:1", "", f.token, 200},
		{"192.0.2.1:2", "198.51.100.1", f.token, 200}, // another port, and a header that nobody vouches for
		{"192.0.2.1:3", "198.51.100.2", f.token, 429},
		{"192.0.2.2:1", "", f.token, 200},
		{"10.0.0.1:1", "198.51.100.1", f.token, 200}, // each caller behind a proxy by itself
		{"10.0.0.2:1", "203.0.113.9, 198.51.100.1", f.token, 200},
		{"10.0.0.1:1", "198.51.100.1", f.token, 429},
		{"10.0.0.1:1", "198.51.100.2", f.token, 200},
		{"[2001:db8:1:2::1]:1", "", f.token, 200}, // a household has as many addresses as it likes
		{"[2001:db8:1:2:ffff::2]:1", "", f.token, 200},
		{"[2001:db8:1:2:3:4:5:6]:1", "", f.token, 429},
		{"[2001:db8:1:3::1]:1", "", f.token, 200},
		{"192.0.2.3:1", "", "x", 401}, // without a valid token the limit is another
		{"192.0.2.3:1", "", "y", 429},
		{"192.0.2.4:1", "", "", 401},
		{"192.0.2.4:1", "", f.token, 200}, // which does not lock out who has one
	} {
		if got := ask(tt.remote, tt.forwarded, tt.token); got != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.remote, tt.forwarded, got, tt.want)
		}
	}
	// What is no operation is asked for by nobody who has a token.
	for i, target := range []string{"/api/v1/nothing", "/docs", "/api/v1/sites"} {
		method := []string{"GET", "GET", "PROPFIND"}[i]
		remote := "198.51.100." + string(rune('1'+i)) + "1:1"
		first, second := f.do(method, target, "", "Remote", remote).Code, f.do(method, target, "", "Remote", remote).Code
		if first == 429 || second != 429 {
			t.Errorf("%s %s: %d, then %d", method, target, first, second)
		}
	}
	for _, probe := range []string{"/healthz", "/readyz"} {
		for range 5 {
			if got := f.do(http.MethodGet, probe, "", "Remote", "192.0.2.1:1").Code; got != 200 {
				t.Errorf("%s: %d", probe, got)
			}
		}
	}
	families, err := f.options.Metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	shed := map[string]float64{}
	for _, family := range families {
		if family.GetName() == "xuncha_shed_requests_total" {
			for _, m := range family.GetMetric() {
				shed[m.GetLabel()[0].GetValue()] = m.GetCounter().GetValue()
			}
		}
	}
	if shed["address"] != 3 || shed["anonymous"] != 4 || shed["user"] != 0 || len(shed) != 6 {
		t.Errorf("counted as %v", shed)
	}
}

// Preflights carry no token, and pass the limit of those who have none.
func TestPreflightsAreNotAnonymous(t *testing.T) {
	f, _ := limited(t, Rates{Anonymous: Rate{1, 1}})
	f.borders = newBorders([]string{frontEnd})
	for range 3 {
		answer := f.do(http.MethodOptions, "/api/v1/sites", "", "Origin", frontEnd, "Access-Control-Request-Method", "GET")
		if answer.Code != http.StatusNoContent {
			t.Errorf("%d", answer.Code)
		}
	}
}
