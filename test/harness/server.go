package harness

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// AdminToken is the key of the first administrator of every server.
const AdminToken = "key-of-the-administrator-of-the-tests"

// readyTimeout bounds the start of a server, with a schema to make and the race detector at work.
const readyTimeout = time.Minute

// Server is the program while it serves.
type Server struct {
	*Process
	URL string // http://127.0.0.1:port, https where it speaks TLS

	faulty bool
}

// Settings is the environment of a server on a database.
func Settings(database string) Environment {
	return Environment{"XUNCHA_DATABASE": database, "XUNCHA_ADDR": "127.0.0.1:0", "XUNCHA_ADMIN_TOKEN": AdminToken}
}

// Serve starts a server on a database, which it migrates first, and waits until it is ready. At the end of the test it
// must stop in good order and must never have answered with a 5xx.
func Serve(t testing.TB, database string) *Server {
	t.Helper()
	return ServeWith(t, Settings(database), "serve", "--migrate", "--drain=0s")
}

// ServeWith is Serve with an environment and arguments of the test's own.
func ServeWith(t testing.TB, env Environment, arguments ...string) *Server {
	t.Helper()
	s := &Server{Process: Launch(t, env, arguments...)}
	t.Cleanup(func() { s.Stop(t) })
	s.WaitReady(t)
	return s
}

// MayFail says that the test makes the server answer with a 5xx.
func (s *Server) MayFail() *Server {
	s.faulty = true
	return s
}

var addressPattern = regexp.MustCompile(`https?://127\.0\.0\.1:[0-9]+`)

// WaitReady waits until the server has printed where it listens and is ready.
func (s *Server) WaitReady(t testing.TB) {
	t.Helper()
	deadline := time.Now().Add(readyTimeout)
	for time.Now().Before(deadline) {
		if s.URL = addressPattern.FindString(s.Stdout()); s.URL != "" && Ready(s.URL) {
			return
		}
		select {
		case <-s.exited:
			t.Fatalf("the server ended at once (%v):\n%s", s.failed, s.Output())
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatalf("the server is not ready after %s:\n%s", readyTimeout, s.Output())
}

// probe keeps no connection, so that a probe never holds up a server that drains.
var probe = &http.Client{Transport: &http.Transport{
	DisableKeepAlives: true,
	TLSClientConfig:   &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // the certificate is that of a test
}, Timeout: 5 * time.Second}

// Ready asks the probe of a server.
func Ready(base string) bool {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, base+"/readyz", nil)
	if err != nil {
		return false
	}
	resp, err := probe.Do(req)
	if err != nil {
		return false
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.Body.Close() == nil && resp.StatusCode == http.StatusOK
}

// Stop ends the server in good order, unless the test has ended it before.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if !s.judged {
		s.Terminate(t)
		if code := s.Wait(t); code != 0 {
			t.Errorf("the server ended with the code %d:\n%s", code, s.Output())
		}
	}
	for _, leak := range s.leaks() {
		t.Error(leak)
	}
	for line := range strings.Lines(s.Stderr()) {
		failed := strings.Contains(line, `"msg":"request failed"`) && !strings.Contains(line, "the service is stopping")
		if strings.Contains(line, `"msg":"panic"`) || (failed && !s.faulty) {
			t.Errorf("the server failed: %s", line)
		}
	}
}
