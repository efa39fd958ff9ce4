package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// provinceSecret is shared with the stand-in.
const provinceSecret = "the secret that the tests share with a province"

// Province is the stand-in for the system above while it runs.
type Province struct {
	*Process
	URL     string // where it speaks the protocol
	Control string // where it is told to misbehave
	Secret  string // file with the shared secret
}

var provincePattern = regexp.MustCompile(`listens on (https?://127\.0\.0\.1:[0-9]+), control at (http://127\.0\.0\.1:[0-9]+)`)

// StandIn starts the stand-in for the system above.
func StandIn(t testing.TB, arguments ...string) *Province {
	t.Helper()
	RegisterSecret("the secret of the province", provinceSecret)
	p := &Province{Secret: filepath.Join(t.TempDir(), "secret")}
	if err := os.WriteFile(p.Secret, []byte(provinceSecret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Process = Launch(t, Environment{}, append([]string{
		"mock-province", "--addr=127.0.0.1:0", "--control=127.0.0.1:0", "--secret-file", p.Secret,
	}, arguments...)...)
	for deadline := time.Now().Add(readyTimeout); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if found := provincePattern.FindStringSubmatch(p.Stdout()); found != nil {
			p.URL, p.Control = found[1], found[2]
			return p
		}
	}
	t.Fatalf("the stand-in is not there after %s:\n%s", readyTimeout, p.Output())
	return nil
}

// Settings let a server speak to the stand-in, beside what it is given.
func (p *Province) Settings(env Environment) Environment {
	env["XUNCHA_PROVINCE"], env["XUNCHA_PROVINCE_CLIENT"], env["XUNCHA_PROVINCE_SECRET_FILE"] = p.URL, "enshi", p.Secret
	env["XUNCHA_OUTGOING_NETWORKS"], env["XUNCHA_PROVINCE_TIMEOUT"] = "127.0.0.0/8", "1s"
	return env
}

// Tell gives the stand-in other rules.
func (p *Province) Tell(t testing.TB, rules map[string]any) {
	t.Helper()
	body, err := json.Marshal(rules)
	if err != nil {
		t.Fatal(err)
	}
	p.ask(t, http.MethodPut, "/rules", body, nil)
}

// Received is what the stand-in has taken.
type Received struct {
	Batches, Repeats, Rows int
	Doubled                []string
	Effects                map[string]int
}

// Received asks for it.
func (p *Province) Received(t testing.TB) (r Received) {
	t.Helper()
	p.ask(t, http.MethodGet, "/received", nil, &r)
	return r
}

func (p *Province) ask(t testing.TB, method, path string, body []byte, into any) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, p.Control+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := probe.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%d %s", resp.StatusCode, text)
	}
	if err == nil && into != nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
}
