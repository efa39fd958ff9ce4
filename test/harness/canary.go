package harness

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// canaries are the secrets and the personal values that the tests of the package have sent or received. No server may
// ever print or log one.
var canaries = struct {
	mu     sync.Mutex
	values map[string]string // and where each was seen
}{values: map[string]string{}}

// sensitive are the names of JSON fields that hold them. A name is personal only among people.
var sensitive = []string{
	"token", "secret", "proof", "password", "new_password", "old_password", "current_password", "recovery_codes",
	"mobile", "office_phone", "phone", "email", "display_name",
}

// RegisterSecret tells of a value that no server may print or log, where a test does not send it by a Client.
func RegisterSecret(where, value string) {
	// Short values stand in a log by chance, and masked ones may.
	if value = strings.TrimSpace(value); !telling(value) || strings.Contains(value, "*") {
		return
	}
	canaries.mu.Lock()
	defer canaries.mu.Unlock()
	canaries.values[value] = where
}

func telling(value string) bool {
	return len(value) >= 8 || (utf8.RuneCountInString(value) >= 2 && strings.ContainsFunc(value, isHan))
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func registerEnvironment(env Environment) {
	RegisterSecret("XUNCHA_ADMIN_TOKEN", env["XUNCHA_ADMIN_TOKEN"])
	RegisterSecret("XUNCHA_EVIDENCE_SECRET", env["XUNCHA_EVIDENCE_SECRET"])
	for key := range strings.SplitSeq(env["XUNCHA_KEYS"], ",") {
		RegisterSecret("XUNCHA_KEYS", key)
	}
}

func registerExchange(req *http.Request, sent, received []byte) {
	if scheme, text, _ := strings.Cut(req.Header.Get("Authorization"), " "); scheme == "Bearer" && len(text) >= 16 && len(text) < 1000 {
		RegisterSecret("Authorization", text)
	}
	people := strings.Contains(req.URL.Path, "/contacts")
	for _, body := range [][]byte{sent, received} {
		var v any
		if json.Unmarshal(body, &v) == nil {
			registerValue(req.URL.Path, "", v, people)
		}
	}
}

func registerValue(path, name string, v any, people bool) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			registerValue(path, name, inner, people)
		}
	case []any:
		for _, inner := range v {
			registerValue(path, name, inner, people)
		}
	case string:
		if slices.Contains(sensitive, name) || (people && name == "name") {
			RegisterSecret(path+" "+name, v)
		}
	}
}

// leaks reports what the output of the process must not have: canaries, and lines of the log that are not one event each.
func (p *Process) leaks() []string {
	stdout, stderr := p.Stdout(), p.Stderr()
	found := logFaults(stderr, p.killed)
	canaries.mu.Lock()
	defer canaries.mu.Unlock()
	for value, where := range canaries.values {
		if strings.Contains(stderr, value) {
			found = append(found, fmt.Sprintf("the log has %.4s…, which is secret or personal (%s)", value, where))
		}
		if !p.printsSecrets && strings.Contains(withoutFirstKey(stdout), value) {
			found = append(found, fmt.Sprintf("standard output has %.4s…, which is secret or personal (%s)", value, where))
		}
	}
	return found
}

// withoutFirstKey leaves out the one line in which serve shows the key that it has made.
func withoutFirstKey(stdout string) string {
	before, after, _ := strings.Cut(stdout, "The first admin key, shown only now:\n\n")
	_, after, _ = strings.Cut(after, "\n")
	return before + after
}

// logFaults reports lines of a log that are no JSON object with a message, and characters that cannot be seen. What the
// program says at its end when it fails is for a terminal.
func logFaults(log string, cut bool) (found []string) {
	for line := range strings.Lines(log) {
		text, whole := strings.CutSuffix(line, "\n")
		if strings.HasPrefix(line, "xuncha: ") || strings.Contains(line, "WARNING: DATA RACE") || (!whole && cut) {
			return found
		}
		if at := strings.IndexFunc(text, unseen); at >= 0 {
			found = append(found, fmt.Sprintf("the log has a character that cannot be seen: %q", text))
		}
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		var event struct {
			Time, Level, Msg string
		}
		err := d.Decode(&event)
		if _, after := d.Token(); err != nil || !errors.Is(after, io.EOF) || event.Time == "" || event.Level == "" || event.Msg == "" || !whole {
			found = append(found, fmt.Sprintf("a line of the log is not one event: %q", line))
		}
	}
	return found
}

func unseen(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }
