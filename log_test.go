package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"

	"github.com/prometheus/client_golang/prometheus"
)

// Whatever is logged comes out as it went in when the line is read as JSON, and the line itself has nothing hidden.
func TestLogShowsNothingHidden(t *testing.T) {
	var everything strings.Builder
	for r := range rune(unicode.MaxRune + 1) {
		if hidden(r) {
			everything.WriteRune(r)
		}
	}
	for _, text := range []string{
		"plain", "巡查 𠮷", "a\r\nb", "a\u2028b\u2029", "\x1b[2J", "\u202eabc", "\u0085", "\x00\x7f", "\U000e0041", `\u0041 "quoted" \`, everything.String(),
	} {
		var out bytes.Buffer
		log := newLogger(&out, slog.LevelInfo)
		log.Info(text, slog.String(text, text), slog.Group(text, slog.Any("x", []string{text})))
		slog.NewLogLogger(log.Handler(), slog.LevelWarn).Print("http: TLS handshake error from " + text)
		lines := bytes.Split(bytes.TrimSuffix(out.Bytes(), []byte("\n")), []byte("\n"))
		if len(lines) != 2 {
			t.Fatalf("%q gives %d lines: %q", text, len(lines), out.String())
		}
		for _, line := range lines {
			if bytes.ContainsFunc(line, hidden) {
				t.Errorf("%q gives %q", text, line)
			}
		}
		var event map[string]any
		if err := json.Unmarshal(lines[0], &event); err != nil || event["msg"] != text {
			t.Errorf("%q gives %v: %q", text, err, lines[0])
		}
	}
	// The control: the handler alone lets them pass.
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("\u202e\u0085")
	if !bytes.ContainsFunc(bytes.TrimSpace(out.Bytes()), hidden) {
		t.Error("the handler escapes by itself")
	}
}

func TestLogCountsWhatItWasGiven(t *testing.T) {
	line := []byte("a\u202e\xff\n")
	if n, err := (visible{&bytes.Buffer{}}).Write(line); n != len(line) || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// The second listener shows metrics and profiles to this machine alone, and changes nothing.
func TestMetricsServer(t *testing.T) {
	a := &app{logger: newLogger(&bytes.Buffer{}, slog.LevelInfo)}
	server := a.metricsServer(prometheus.NewRegistry())
	for _, tt := range []struct {
		method, host, path string
		want               int
	}{
		{"GET", "127.0.0.1:9464", "/metrics", 200},
		{"HEAD", "127.0.0.1:9464", "/metrics", 200},
		{"GET", "localhost:1", "/metrics", 200},
		{"GET", "localhost", "/metrics", 200},
		{"GET", "[::1]:9464", "/debug/pprof/", 200},
		{"GET", "127.0.0.1", "/debug/pprof/goroutine", 200},
		{"GET", "127.0.0.1", "/debug/pprof/cmdline", 404}, // arguments are none of a profile's business
		{"GET", "127.0.0.1", "/debug/vars", 404},
		{"GET", "127.0.0.1", "/", 404},
		{"GET", "127.0.0.1", "/api/v1/sites", 404},
		{"POST", "127.0.0.1", "/metrics", 405},
		{"GET", "evil.example:9464", "/metrics", 403}, // a name that its owner points to this machine
		{"GET", "127.0.0.1.evil.example", "/debug/pprof/heap", 403},
		{"GET", "10.0.0.1:9464", "/metrics", 403},
		{"GET", "", "/metrics", 403},
	} {
		r := httptest.NewRequestWithContext(t.Context(), tt.method, tt.path, nil)
		r.Host = tt.host
		answer := httptest.NewRecorder()
		server.Handler.ServeHTTP(answer, r)
		if answer.Code != tt.want {
			t.Errorf("%s %s%s: %d, want %d", tt.method, tt.host, tt.path, answer.Code, tt.want)
		}
	}
	if server.ReadHeaderTimeout == 0 || server.ReadTimeout == 0 || server.WriteTimeout == 0 || server.IdleTimeout == 0 {
		t.Error("the second server waits forever")
	}
}
