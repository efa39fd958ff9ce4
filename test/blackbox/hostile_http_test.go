package blackbox

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/docs"
	"xuncha/test/harness"
)

// raw sends bytes as they are, which no HTTP client would, and reads one answer.
func raw(t *testing.T, server *harness.Server, request string) harness.Answer {
	t.Helper()
	var dialer net.Dialer
	conn, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	// A server that has heard enough may close while the rest is still on its way.
	_, _ = io.WriteString(conn, request)
	method, _, _ := strings.Cut(request, " ")
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("no answer to %.80q: %v", request, err)
	}
	body, _ := io.ReadAll(resp.Body) // cut, when the server closes before the request is over
	_ = resp.Body.Close()
	return harness.Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}
}

// plain is a request without a body.
func plain(method, path, token string) string {
	request := method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
	if token != "" {
		request += "Authorization: Bearer " + token + "\r\n"
	}
	return request + "\r\n"
}

// open are the addresses that need no key.
var open = map[string]bool{
	"/": true, "/healthz": true, "/readyz": true, "/openapi.json": true, "/docs": true,
}

// Addresses written in unusual ways lead nowhere without a key, and with one never to a 5xx.
func TestPaths(t *testing.T) {
	server := harness.Serve(t, sqlite(t))
	for _, path := range []string{
		"//", "//api/v1/sites", "/api//v1/sites", "/api/v1//sites", "/api/v1/sites/", "/api/v1/sites//", "/api/v1/sites/1/",
		"/api/v1%2Fsites", "/api/v1/sites%2F1", "/api/v1/sites/1%2Fclose", "/%61pi/v1/sites", "/api/v1/%73ites", "/API/v1/sites",
		"/api/V1/SITES", "/api/v1/../v1/sites", "/api/v1/sites/../accounts", "/docs/../api/v1/sites", "/docs/..%2fapi/v1/sites",
		"/docs/%2e%2e/api/v1/sites", "/docs/..%5c..%5cgo.mod", "/docs/%00", "/healthz/../api/v1/sites", "/healthz/..%2fapi%2fv1%2fsites",
		"/healthz;/api/v1/sites", "/api/v1/sites;x=1", "/api/v1/sites/1;x", "/api/v1/sites/%00", "/api/v1/sites/%ff", "/api/v1/sites/-1",
		"/api/v1/sites/0", "/api/v1/sites/01", "/api/v1/sites/+1", "/api/v1/sites/1.0", "/api/v1/sites/1e1", "/api/v1/sites/0x1",
		"/api/v1/sites/9007199254740993", "/api/v1/sites/18446744073709551617", "/api/v1/sites/%EF%BC%91", "/api/v1/sites/1%00",
		"/api/v1/sites/null", "/api/v1/sites/*", "/api/v1/sites/1'%20OR%20'1'='1", "/api/v1/campaigns/%25", "/api/v1/campaigns/_",
		"/api/v1/campaigns/..", "/api/v1/regions/42%30000", "/api/v1/imports/1/rows/0", "/api/v1/imports/1/rows/99999999999999999999",
		"/api/v1/campaigns/x/annexes/99999999999999999999", "/debug/pprof/", "/debug/vars", "/.git/config", "/go.mod", "/api/v1",
		"http://127.0.0.1/api/v1/sites", "/api/v1/sites?%", "/api/v1/sites?q=%zz", "/api/v1/sites?q=%ff", "/api/v1/sites?q=%00", "/api/v1/sites?;",
		"/api/v1/sites?q=a;b", "/api/v1/sites?&&&", "/api/v1/sites?=x",
	} {
		answer := raw(t, server, plain(http.MethodGet, path, ""))
		if answer.Status < 300 || answer.Status >= 500 {
			t.Errorf("%s answers %d without a key: %s", path, answer.Status, answer.Body)
		}
		answer = raw(t, server, plain(http.MethodGet, path, harness.AdminToken))
		if answer.Status >= 500 {
			t.Errorf("%s answers %d: %s", path, answer.Status, answer.Body)
		}
		if answer.Status >= 400 {
			if err := answer.CheckProblem(); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

// logins are the operations by which somebody gets a session, who has none yet.
var logins = map[string]bool{"/api/v1/sessions": true, "/api/v1/sessions/sso": true, "/api/v1/sessions/sso/callback": true}

// permission is that which the document asks for.
func permission(t *testing.T, operation *openapi3.Operation) string {
	t.Helper()
	rule, _ := operation.Extensions["x-authz"].(map[string]any)
	name, _ := rule["permission"].(string)
	if name == "" {
		t.Errorf("the document names no permission for %s", operation.OperationID)
	}
	return name
}

// What the document does not offer is refused, by whatever method; what it offers under /api/v1 needs a key, and a
// viewer changes nothing.
func TestMethodsAndKeys(t *testing.T) {
	address := sqlite(t)
	server := harness.Serve(t, address)
	database := harness.Open(t, address)
	viewer := token(t, address, "viewer", "all")
	before := database.Checksum()
	document, err := openapi3.NewLoader().LoadFromData(docs.OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range document.Paths.Map() {
		real := strings.NewReplacer("{id}", "1", "{code}", "422801", "{n}", "1", "{number}", "1", "{file}", "init.js").Replace(path)
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get"} {
			operation := item.GetOperation(method)
			answer := raw(t, server, plain(method, real, ""))
			isOpen := operation != nil && (open[path] || strings.HasPrefix(path, "/docs/"))
			if path == "/bulletins/{code}" && operation != nil && answer.Status == http.StatusNotFound {
				continue // nothing was issued, which everybody may know
			}
			needsNobody := operation != nil && logins[path] && method == http.MethodPost
			switch {
			case needsNobody: // refused for what it lacks, never for want of a key
				if answer.Status < 400 || answer.Status >= 500 || answer.Status == http.StatusForbidden || answer.Header.Get("WWW-Authenticate") != "" {
					t.Errorf("%s %s answers %d without a key", method, path, answer.Status)
				}
			case isOpen && answer.Status >= 400, !isOpen && answer.Status < 400, answer.Status >= 500:
				t.Errorf("%s %s answers %d without a key", method, path, answer.Status)
			case operation == nil && path == "/api/v1/accounts/verify" && (method == "PATCH" || method == "DELETE"),
				operation == nil && path == "/api/v1/reconciliations/pull" && method == "GET":
				// That of /accounts/{id} or /reconciliations/{id} whose id is no number: it wants a key first, as all of them do.
				if answer.Status != http.StatusUnauthorized {
					t.Errorf("%s %s answers %d without a key", method, path, answer.Status)
				}
			case operation == nil && (answer.Status != http.StatusMethodNotAllowed || answer.Header.Get("Allow") == ""):
				t.Errorf("%s %s answers %d although there is no such operation: %v", method, path, answer.Status, answer.Header)
			case operation != nil && !isOpen && (answer.Status != http.StatusUnauthorized || answer.Header.Get("WWW-Authenticate") != "Bearer"):
				t.Errorf("%s %s answers %d without a key", method, path, answer.Status)
			}
			if operation == nil || method == "GET" {
				continue
			}
			mayAsk := needsNobody || permission(t, operation) == "account.own" // and then the empty request is refused
			answer = raw(t, server, plain(method, real, viewer))
			if mayAsk && answer.Status >= 400 && answer.Status < 500 {
				continue
			}
			if answer.Status != http.StatusForbidden {
				t.Errorf("%s %s answers %d to a viewer", method, path, answer.Status)
			}
		}
	}
	for _, key := range []string{
		"x", viewer + "x", viewer[:len(viewer)-1], strings.ToUpper(viewer), "null", "' OR 1=1 --", "%", strings.Repeat("x", 10_000),
	} {
		if answer := raw(t, server, plain(http.MethodGet, "/api/v1/sites", key)); answer.Status != http.StatusUnauthorized {
			t.Errorf("the key %.20q answers %d", key, answer.Status)
		}
	}
	if database.Checksum() != before {
		t.Error("something changed")
	}
}

// Sizes of the request line and of the headers, below and above what is taken.
func TestSizes(t *testing.T) {
	server := harness.Serve(t, sqlite(t))
	whole := func(size int) string { // of the request line and all headers
		request := plain(http.MethodGet, "/api/v1/sites", harness.AdminToken)
		const name = "X-Filler: \r\n"
		return strings.TrimSuffix(request, "\r\n") + "X-Filler: " + strings.Repeat("x", size-len(request)-len(name)) + "\r\n\r\n"
	}
	header := func(size int) string {
		request := plain(http.MethodGet, "/api/v1/sites", harness.AdminToken)
		return strings.TrimSuffix(request, "\r\n") + "X-Filler: " + strings.Repeat("x", size) + "\r\n\r\n"
	}
	address := func(size int) string {
		const path = "/api/v1/sites?size=1&q="
		return plain(http.MethodGet, path+strings.Repeat("x", size-len(path)), harness.AdminToken)
	}
	many := strings.TrimSuffix(plain(http.MethodGet, "/api/v1/sites", harness.AdminToken), "\r\n") + strings.Repeat("X-A: b\r\n", 8000) + "\r\n"
	for name, r := range map[string]struct {
		request string
		status  int
	}{
		"a header of 30 KiB":          {header(30 << 10), http.StatusOK},
		"a header of 33 KiB":          {header(33 << 10), http.StatusRequestHeaderFieldsTooLarge},
		"a header of 1 MiB":           {header(1 << 20), http.StatusRequestHeaderFieldsTooLarge},
		"8,000 headers":               {many, http.StatusRequestHeaderFieldsTooLarge},
		"headers of 32 KiB - 1":       {whole(32<<10 - 1), http.StatusOK},
		"headers of 32 KiB":           {whole(32 << 10), http.StatusOK},
		"headers of 32 KiB + 1":       {whole(32<<10 + 1), http.StatusRequestHeaderFieldsTooLarge},
		"an address of 8 KiB - 1":     {address(8<<10 - 1), http.StatusBadRequest}, // its q is too long
		"an address of 8 KiB":         {address(8 << 10), http.StatusBadRequest},   // its q is too long
		"an address of 8 KiB + 1":     {address(8<<10 + 1), http.StatusRequestEntityTooLarge},
		"an address of 9 KiB":         {address(9 << 10), http.StatusRequestEntityTooLarge},
		"an address of 64 KiB":        {address(64 << 10), http.StatusRequestHeaderFieldsTooLarge},
		"no host":                     {"GET /healthz HTTP/1.1\r\n\r\n", http.StatusBadRequest},
		"no HTTP":                     {"hello\r\n\r\n", http.StatusBadRequest},
		"a bad length":                {"POST /api/v1/sites HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", http.StatusBadRequest},
		"two lengths":                 {"POST /api/v1/sites HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", http.StatusBadRequest},
		"an unknown transfer":         {"POST /api/v1/sites HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", http.StatusNotImplemented},
		"a header with a line broken": {"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\x00\r\n\r\n", http.StatusBadRequest},
	} {
		if answer := raw(t, server, r.request); answer.Status != r.status {
			t.Errorf("%s answers %d instead of %d: %.200s", name, answer.Status, r.status, answer.Body)
		}
	}
	if !harness.Ready(server.URL) {
		t.Error("the server is not ready any more")
	}
}
