package harness

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// The control of what every server of the tests is held to: a program that leaks is found.
func TestLeaksAreFound(t *testing.T) {
	const token = "xc_a-token-that-is-only-of-this-test"
	request := &http.Request{URL: &url.URL{Path: "/api/v1/organizations/1/contacts"}, Header: http.Header{"Authorization": {"Bearer " + token}}}
	registerExchange(request, []byte(`{"name":"金丝雀","mobile":"13800138999","note":"harmless-note"}`),
		[]byte(`{"items":[{"secret":"JBSWY3DPEHPK3PXQ","email":"w@canary.example","office_phone":"0718****999"}]}`))
	const line = `{"time":"2026-11-23T20:48:49Z","level":"INFO","msg":"request"}` + "\n"
	for name, c := range map[string]struct {
		log, stdout string
		want        string // empty for none
	}{
		"a good line":         {log: line + line},
		"nothing":             {},
		"its own failure":     {log: line + "xuncha: serve: it broke\nand more\n"},
		"harmless":            {log: strings.Replace(line, "request", "harmless-note 0718****999", 1)},
		"the first key":       {stdout: "The first admin key, shown only now:\n\n  " + token + "\n\nxuncha listens\n"},
		"a token":             {log: strings.Replace(line, "request", token, 1), want: "the log has xc_a…"},
		"a mobile":            {log: strings.Replace(line, "request", "x13800138999x", 1), want: "contacts mobile"},
		"a name":              {log: strings.Replace(line, "request", "金丝雀", 1), want: "contacts name"},
		"a secret":            {log: strings.Replace(line, "request", "JBSWY3DPEHPK3PXQ", 1), want: "contacts secret"},
		"an email":            {log: strings.Replace(line, "request", "w@canary.example", 1), want: "contacts email"},
		"a token on stdout":   {stdout: "listens\n" + token + "\n", want: "standard output has"},
		"a second first key":  {stdout: "The first admin key, shown only now:\n\n  x\n\n" + token + "\n", want: "standard output has"},
		"a forged line":       {log: strings.Replace(line, "request", "request\n{}", 1), want: "not one event"},
		"two objects":         {log: strings.TrimSpace(line) + line, want: "not one event"},
		"text":                {log: "panic: oh\n", want: "not one event"},
		"an object of others": {log: "{}\n", want: "not one event"},
		"half a line":         {log: strings.TrimSpace(line), want: "not one event"},
		"an override":         {log: strings.Replace(line, "request", "a\u202eb", 1), want: "cannot be seen"},
		"an escape":           {log: strings.Replace(line, "request", "a\x1b[2Jb", 1), want: "cannot be seen"},
		"a line separator":    {log: strings.Replace(line, "request", "a\u2028b", 1), want: "cannot be seen"},
		"a C1":                {log: strings.Replace(line, "request", "a\u0085b", 1), want: "cannot be seen"},
	} {
		p := &Process{}
		_, _ = p.stderr.Write([]byte(c.log))
		_, _ = p.stdout.Write([]byte(c.stdout))
		found := strings.Join(p.leaks(), "\n")
		if (found == "") != (c.want == "") || !strings.Contains(found, c.want) {
			t.Errorf("%s: found %q, want %q", name, found, c.want)
		}
	}
	killed := &Process{killed: true}
	_, _ = killed.stderr.Write([]byte(line + `{"time":`))
	if found := killed.leaks(); len(found) > 0 {
		t.Errorf("a line that a kill has cut: %v", found)
	}
	leaking := &Process{}
	slog.New(slog.NewJSONHandler(&leaking.stderr, nil)).Info("authenticate", slog.String("token", token))
	if found := leaking.leaks(); len(found) != 1 {
		t.Errorf("a logger that writes the token: %v", found)
	}
}
