package blackbox

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

func sqlite(t *testing.T) string { return dbtest.SQLiteAddress(t) }

// bordered starts a server with more settings than those of every test.
func bordered(t *testing.T, settings ...string) *harness.Server {
	t.Helper()
	env := harness.Settings(sqlite(t))
	for i := 0; i < len(settings); i += 2 {
		env[settings[i]] = settings[i+1]
	}
	return harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
}

var metricsPattern = regexp.MustCompile(`metrics at (http://127\.0\.0\.1:[0-9]+)/metrics`)

// Metrics and profiles are on a listener of their own, and nowhere else.
func TestMetricsListener(t *testing.T) {
	server := bordered(t, "XUNCHA_METRICS_ADDR", "127.0.0.1:0")
	found := metricsPattern.FindStringSubmatch(server.Stdout())
	if found == nil || found[1] == server.URL || !strings.HasPrefix(server.Stdout(), "xuncha ") {
		t.Fatalf("it prints\n%s", server.Stdout())
	}
	metrics := harness.NewClient(t, found[1])
	server.Admin(t).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	read := func(path string) (int, string) {
		resp, err := http.Get(metrics.Root(path)) //nolint:noctx // a short test
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		return resp.StatusCode, string(body)
	}
	status, text := read("/metrics")
	for _, want := range []string{
		`xuncha_requests_total{method="GET",route="/api/v1/sites",status="200"} 1`, `xuncha_shed_requests_total{limit="key"} 0`, "go_goroutines",
	} {
		if status != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("%d, without %s:\n%.500s", status, want, text)
		}
	}
	if status, text := read("/debug/pprof/goroutine?debug=1"); status != http.StatusOK || !strings.Contains(text, "goroutine profile") {
		t.Errorf("a profile: %d %.100s", status, text)
	}
	if status, _ := read("/api/v1/sites"); status != http.StatusNotFound {
		t.Errorf("the service itself: %d", status)
	}
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/heap"} {
		if answer := raw(t, server, plain(http.MethodGet, path, harness.AdminToken)); answer.Status != http.StatusNotFound {
			t.Errorf("%s on the main listener: %d", path, answer.Status)
		}
	}
	// A taken address is an error when it was asked for.
	env := harness.Settings(sqlite(t))
	env["XUNCHA_METRICS_ADDR"] = strings.TrimPrefix(found[1], "http://")
	if code, _, stderr := harness.Run(t, env, "serve", "--migrate"); code != 1 || !strings.Contains(stderr, "XUNCHA_METRICS_ADDR") {
		t.Errorf("a taken address ended with %d:\n%s", code, stderr)
	}
	if quiet := harness.Serve(t, sqlite(t)); strings.Contains(quiet.Stdout(), "metrics at") {
		t.Errorf("off prints\n%s", quiet.Stdout())
	}
}

// Where nothing was asked for and the usual port is taken, the service runs without metrics and says so.
func TestUsualMetricsPortIsTaken(t *testing.T) {
	var listen net.ListenConfig
	listener, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:9464")
	if err == nil { // otherwise somebody else on this machine has it, which is as good
		defer func() { _ = listener.Close() }()
	}
	server := bordered(t, "XUNCHA_METRICS_ADDR", "")
	if strings.Contains(server.Stdout(), "metrics at") || !strings.Contains(server.Stderr(), "no metrics and profiles") {
		t.Errorf("%s", server.Output())
	}
}

func TestRateLimits(t *testing.T) {
	server := bordered(t, "XUNCHA_RATE_LIMITS", "key=1/5,anonymous=1/3,address=off")
	c := server.Admin(t)
	count := func(c harness.Client) (served int, wait string) {
		for range 20 {
			answer, err := c.Send(http.MethodGet, "/sites?size=1", nil)
			if err != nil {
				t.Fatal(err)
			}
			if answer.Status == http.StatusTooManyRequests {
				return served, answer.Header.Get("Retry-After")
			}
			served++
		}
		return served, ""
	}
	if served, wait := count(c); served < 5 || served == 20 || wait != "1" {
		t.Errorf("a key: %d were served, then %q", served, wait)
	}
	if served, wait := count(harness.NewClient(t, server.URL).As("xc_none-of-these-is-a-key-at-all")); served < 3 || served == 20 || wait != "1" {
		t.Errorf("nobody: %d were served, then %q", served, wait)
	}
	if !harness.Ready(server.URL) {
		t.Error("a probe is limited")
	}
}

func TestCrossOriginProgram(t *testing.T) {
	const origin = "https://inspect.example.gov.cn"
	server := bordered(t, "XUNCHA_CORS_ORIGINS", origin)
	preflight := "OPTIONS /api/v1/sites/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: %s\r\nAccess-Control-Request-Method: PATCH\r\n\r\n"
	if answer := raw(t, server, fmt.Sprintf(preflight, origin)); answer.Status != http.StatusNoContent || answer.Header.Get("Access-Control-Allow-Origin") != origin {
		t.Errorf("%d %v", answer.Status, answer.Header)
	}
	if answer := raw(t, server, fmt.Sprintf(preflight, "https://evil.example")); answer.Status != http.StatusMethodNotAllowed || answer.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%d %v", answer.Status, answer.Header)
	}
}

// writePair puts a new certificate for 127.0.0.1 in place of what is there.
func writePair(t *testing.T, folder, name string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, IPAddresses: []net.IP{{127, 0, 0, 1}},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	replace(t, filepath.Join(folder, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}))
	replace(t, filepath.Join(folder, "cert.pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	pool := x509.NewCertPool()
	pool.AddCert(must(t)(x509.ParseCertificate(der)))
	return pool
}

func must(t *testing.T) func(*x509.Certificate, error) *x509.Certificate {
	return func(c *x509.Certificate, err error) *x509.Certificate {
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func replace(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name+".new", content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		t.Fatal(err)
	}
}

// caller speaks TLS over one connection that it keeps.
type caller struct {
	*tls.Conn
	reader *bufio.Reader
}

func call(t *testing.T, server *harness.Server, config *tls.Config) (caller, error) {
	t.Helper()
	dialer := tls.Dialer{Config: config}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	conn, err := dialer.DialContext(ctx, "tcp", strings.TrimPrefix(server.URL, "https://"))
	if err != nil {
		return caller{}, err
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	return caller{conn.(*tls.Conn), bufio.NewReader(conn)}, nil
}

func (c caller) get(t *testing.T) *http.Response {
	t.Helper()
	_, err := io.WriteString(c, "GET /api/v1/sites HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+harness.AdminToken+"\r\n\r\n")
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	return resp
}

// The service speaks TLS by itself, takes a new certificate while connections go on, and keeps the old one when the new
// one is broken.
func TestTLS(t *testing.T) {
	folder := t.TempDir()
	first := writePair(t, folder, "first")
	server := bordered(t, "XUNCHA_TLS_CERT", folder+"/cert.pem", "XUNCHA_TLS_KEY", folder+"/key.pem")
	if !strings.HasPrefix(server.URL, "https://") {
		t.Fatalf("it prints\n%s", server.Stdout())
	}
	old, err := call(t, server, &tls.Config{RootCAs: first, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}})
	if err != nil {
		t.Fatal(err)
	}
	resp := old.get(t) //nolint:bodyclose // get has closed it
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Strict-Transport-Security") == "" || old.ConnectionState().NegotiatedProtocol != "http/1.1" {
		t.Errorf("%d %v, %s", resp.StatusCode, resp.Header, old.ConnectionState().NegotiatedProtocol)
	}
	for version, good := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		if _, err := call(t, server, &tls.Config{RootCAs: first, MinVersion: tls.VersionTLS10, MaxVersion: version}); (err == nil) != good { //nolint:gosec // on purpose
			t.Errorf("TLS %x: %v", version, err)
		}
	}
	// Plain HTTP is told so, and what is neither brings nothing down.
	for _, request := range []string{"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x00\x05\r\n\u202e\x1b[2J\u2028forged", "\x00"} {
		conn := plainConnection(t, server)
		_, _ = io.WriteString(conn, request)
		answer, _ := io.ReadAll(conn) // until the server closes
		if strings.HasPrefix(request, "GET") && !strings.HasPrefix(string(answer), "HTTP/1.0 400") {
			t.Errorf("plain HTTP is answered with %q", answer)
		}
	}
	second := writePair(t, folder, "second")
	waitFor(t, "the new certificate", func() bool {
		_, err := call(t, server, &tls.Config{RootCAs: second, MinVersion: tls.VersionTLS12})
		return err == nil
	})
	if got := old.get(t).StatusCode; got != http.StatusOK { //nolint:bodyclose // get has closed it
		t.Errorf("the old connection: %d", got)
	}
	replace(t, folder+"/cert.pem", []byte("nonsense"))
	waitFor(t, "the warning", func() bool {
		if _, err := call(t, server, &tls.Config{RootCAs: second, MinVersion: tls.VersionTLS12}); err != nil {
			t.Fatalf("a broken certificate: %v", err)
		}
		return strings.Contains(server.Stderr(), "the old one stays")
	})
	third := writePair(t, folder, "third")
	waitFor(t, "the third certificate", func() bool {
		_, err := call(t, server, &tls.Config{RootCAs: third, MinVersion: tls.VersionTLS12})
		return err == nil
	})
	// A handshake that is never finished is cut. It is the last, as it takes its time.
	began := plainConnection(t, server)
	_, _ = io.WriteString(began, "\x16\x03\x01")
	if _, err := io.ReadAll(began); os.IsTimeout(err) {
		t.Error("half a handshake is waited for without an end")
	}
}

func plainConnection(t *testing.T, server *harness.Server) net.Conn {
	t.Helper()
	var dialer net.Dialer
	conn, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	return conn
}

func waitFor(t *testing.T, what string, good func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if good() {
			return
		}
	}
	t.Fatalf("%s does not come", what)
}

func TestTLSFaults(t *testing.T) {
	folder := t.TempDir()
	writePair(t, folder, "x")
	for want, files := range map[string][2]string{
		"XUNCHA_TLS_KEY: is missing":  {folder + "/cert.pem", ""},
		"XUNCHA_TLS_CERT: is missing": {"", folder + "/key.pem"},
		"no such file":                {folder + "/none", folder + "/key.pem"},
		"XUNCHA_TLS_CERT with":        {folder + "/key.pem", folder + "/cert.pem"},
	} {
		env := harness.Settings(sqlite(t))
		env["XUNCHA_TLS_CERT"], env["XUNCHA_TLS_KEY"] = files[0], files[1]
		if code, stdout, stderr := harness.Run(t, env, "serve", "--migrate"); code != 1 || !strings.Contains(stderr, want) || strings.Contains(stdout, "listens") {
			t.Errorf("%v ended with %d:\n%s", files, code, stderr)
		}
	}
}

// Nothing that a caller sends makes a line of the log, ends one, or hides a part of it. What the harness asks of every log
// it asks of this one too, when the server stops.
func TestLogCannotBeForged(t *testing.T) {
	server := bordered(t, "XUNCHA_TRUSTED_PROXIES", "127.0.0.0/8")
	const forged = `{"time":"2022-10-08T01:00:00Z","level":"ERROR","msg":"forged"}`
	evil := []string{"\r\n" + forged, "\n" + forged + "\n", "\u2028" + forged, "\u2029", "\x1b[2J" + forged, "\u202e" + forged, "\u0085" + forged, "\u200b", "\x00", "\ufeff", "\xff\xfe", `"}` + "\n" + forged}
	sent := 0
	ask := func(request string) {
		t.Helper()
		answer := raw(t, server, request)
		if answer.Status >= http.StatusInternalServerError {
			t.Errorf("%.200q: %d", request, answer.Status)
		}
		if answer.Header.Get("X-Request-Id") != "" { // it came as far as the log
			sent++
		}
	}
	c := server.Admin(t)
	lines := func() int { // the probes of the harness come when they come
		return strings.Count(server.Stderr(), `"msg":"request"`) - strings.Count(server.Stderr(), `"route":"/readyz"`)
	}
	for _, text := range evil {
		escaped := ""
		for _, b := range []byte(text) {
			escaped += fmt.Sprintf("%%%02X", b)
		}
		ask(plain(http.MethodGet, "/api/v1/"+escaped, harness.AdminToken))
		ask(plain(http.MethodGet, "/api/v1/sites/"+escaped, harness.AdminToken))
		ask(plain(http.MethodGet, "/api/v1/sites?q="+escaped, harness.AdminToken))
		ask(plain(http.MethodGet, "/api/v1/sites?"+escaped+"=1", harness.AdminToken))
		ask(plain(http.MethodGet, "/api/v1/"+text, harness.AdminToken)) // as it is
		ask(plain("GET"+text, "/api/v1/sites", harness.AdminToken))
		for _, name := range []string{"User-Agent", "X-Request-ID", "X-Forwarded-For", "X-Forwarded-Proto", "Referer", "Origin", "Authorization", "If-Match", "Accept-Language", "Idempotency-Key"} {
			ask("GET /api/v1/sites HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + name + ": 12345678" + text + "\r\n\r\n")
		}
		body, err := json.Marshal(object{"name": "单位" + text, "region_code": "422801"})
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := c.Send(http.MethodPost, "/organizations", body); err != nil || answer.Status >= http.StatusInternalServerError {
			t.Errorf("%q: %d, %v", text, answer.Status, err)
		}
		sent++
	}
	waitFor(t, "the log of the last request", func() bool { return lines() >= sent })
	server.Stop(t) // it reads the log
	log := server.Stderr()
	if got := lines(); got != sent {
		t.Errorf("%d lines for %d requests", got, sent)
	}
	if strings.Contains(log, `"msg":"forged"`) {
		t.Error("a caller has written a line")
	}
	if sent < 100 {
		t.Errorf("only %d requests came as far as the log", sent)
	}
}
