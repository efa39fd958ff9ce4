// Package docs holds what people read to the program: every example is run, every name is looked up.
package docs

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

func TestMain(m *testing.M) { dbtest.Main(m, harness.RemoveProgram) }

const root = "../.."

// documents are what people read, from the root of the project.
var documents = []string{
	"README.md", "README.zh-CN.md", "CHANGELOG.md", "docs/api.md", "docs/architecture.md", "docs/operations.md",
	"docs/a-round.md", "docs/bulletin.md", "docs/changes.md", "docs/curl.md", "docs/drawing.md", "docs/front-end.md", "docs/imports.md",
	"docs/performance.md", "docs/policy.md", "docs/province.md", "docs/security.md", "docs/states.md", "docs/webhooks.md",
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// example is a block of commands and what it prints, where the document shows that.
type example struct {
	line         int
	script, want string
	shown        bool
}

var fence = regexp.MustCompile("(?ms)^```(\\w+) (runnable|output)\n(.*?)^```$")

// examples finds the blocks of a document that are marked runnable, each with the block marked output that follows it.
func examples(t *testing.T, document string) []example {
	t.Helper()
	var found []example
	for _, at := range fence.FindAllStringSubmatchIndex(document, -1) {
		line := 1 + strings.Count(document[:at[0]], "\n")
		body := document[at[6]:at[7]]
		if document[at[4]:at[5]] == "runnable" {
			found = append(found, example{line: line, script: body})
			continue
		}
		if len(found) == 0 || found[len(found)-1].shown {
			t.Fatalf("line %d: an output without commands", line)
		}
		last := &found[len(found)-1]
		last.want, last.shown = body, true
	}
	return found
}

// The documents name the address that a reader has by default; the program of a test listens elsewhere.
const (
	defaultAddress = "http://127.0.0.1:8080"
	defaultMetrics = "http://127.0.0.1:9464"
	defaultControl = "http://127.0.0.1:9556" // of the stand-in for a province
)

var metricsPattern = regexp.MustCompile(`metrics at (http://127\.0\.0\.1:[0-9]+)/`)

// shell runs the commands of a reader in a folder that looks like the root of the project.
type shell struct {
	folder  string
	address string
	metrics string
	control string
	env     []string
}

func newShell(t *testing.T) shell {
	t.Helper()
	s := shell{folder: t.TempDir()}
	for _, folder := range []string{"service/demo/seed", "docs/images"} {
		if err := os.CopyFS(filepath.Join(s.folder, folder), os.DirFS(filepath.Join(root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(s.folder, "README.md"), []byte(read(t, "README.md")), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s shell) database() string { return "sqlite:" + filepath.Join(s.folder, "data/xuncha.db") }

func (s *shell) serve(t *testing.T, env harness.Environment, arguments ...string) *harness.Server {
	t.Helper()
	env["XUNCHA_ADDR"], env["XUNCHA_DATABASE"] = "127.0.0.1:0", s.database()
	env["XUNCHA_METRICS_ADDR"] = "127.0.0.1:0"
	server := harness.ServeWith(t, env, arguments...)
	s.address = server.URL
	if found := metricsPattern.FindStringSubmatch(server.Stdout()); found != nil {
		s.metrics = found[1]
	}
	s.env = append(os.Environ(), "PATH="+filepath.Dir(harness.Path(t))+":"+os.Getenv("PATH"), "LC_ALL=C.UTF-8",
		"XUNCHA_DATABASE="+s.database(), "BASE="+server.URL, "TOKEN="+harness.AdminToken)
	return server
}

func (s shell) run(t *testing.T, e example) {
	t.Helper()
	script := strings.NewReplacer(defaultAddress, s.address, defaultMetrics, s.metrics, defaultControl, s.control).Replace(e.script)
	command := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", script)
	command.Dir, command.Env = s.folder, s.env
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		t.Fatalf("line %d: %v\n%s\n%s\n%s", e.line, err, e.script, stdout.String(), stderr.String())
	}
	printed := strings.ReplaceAll(stdout.String(), s.address, defaultAddress)
	if e.shown && !matches(e.want, printed) {
		t.Errorf("line %d: the document shows\n%s\nbut it prints\n%s", e.line, e.want, printed)
	}
}

// left stands for what a document leaves out.
const left = "…"

// matches reports whether a text is what a document shows of it. Outside of strings, spaces and line ends do not matter.
func matches(shown, printed string) bool {
	pieces := strings.Split(squeeze(shown), left)
	rest, good := strings.CutPrefix(squeeze(printed), pieces[0])
	if len(pieces) == 1 {
		return good && rest == ""
	}
	last := len(pieces) - 1
	for _, piece := range pieces[1:last] {
		_, after, found := strings.Cut(rest, piece)
		rest, good = after, good && found
	}
	return good && strings.HasSuffix(rest, pieces[last])
}

func squeeze(text string) string {
	var out strings.Builder
	quoted, escaped := false, false
	for _, r := range text {
		if r == '"' && !escaped {
			quoted = !quoted
		}
		escaped = quoted && r == '\\' && !escaped
		if quoted || (!unicode.IsSpace(r) && r != '\uFEFF') {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// A reader sees a refusal by its status, so a request either fails with its status or shows what it was answered.
var curl = regexp.MustCompile(`\bcurl (-\S+)`)

func runAll(t *testing.T, s shell, document string) {
	t.Helper()
	found := examples(t, read(t, document))
	if len(found) == 0 {
		t.Fatal("nothing to run")
	}
	for _, e := range found {
		for _, call := range curl.FindAllStringSubmatch(e.script, -1) {
			if !e.shown && call[1] != "-fsS" {
				t.Errorf("line %d: the answer is not shown, so curl needs -fsS: %s", e.line, call[0])
			}
		}
		s.run(t, e)
	}
}

func TestReadmeIsTrue(t *testing.T) {
	for _, document := range []string{"README.md", "README.zh-CN.md"} {
		t.Run(document, func(t *testing.T) {
			s := newShell(t)
			server := s.serve(t, harness.Environment{}, "demo")
			runAll(t, s, document)
			for _, sample := range regexp.MustCompile("(?ms)^```text demo\n(.*?)^```$").FindAllStringSubmatch(read(t, document), -1) {
				want := left + strings.ReplaceAll(sample[1], defaultAddress, server.URL) + left
				if !matches(want, server.Stdout()) {
					t.Errorf("the document shows\n%s\nbut the demo prints\n%s", sample[1], server.Stdout())
				}
			}
		})
	}
}

func TestGuidesAreTrue(t *testing.T) {
	for _, document := range []string{
		"docs/a-round.md", "docs/api.md", "docs/bulletin.md", "docs/changes.md", "docs/curl.md", "docs/operations.md", "docs/drawing.md", "docs/imports.md",
		"docs/webhooks.md",
	} {
		t.Run(document, func(t *testing.T) {
			s := newShell(t)
			s.serve(t, harness.Environment{"XUNCHA_LANGUAGE": "en", "XUNCHA_ADMIN_TOKEN": harness.AdminToken},
				"serve", "--migrate", "--drain=0s")
			runAll(t, s, document)
		})
	}
}

// The guide to the system above was written with a stand-in for one.
func TestProvinceGuideIsTrue(t *testing.T) {
	s, stand := newShell(t), harness.StandIn(t)
	s.control = stand.Control
	s.serve(t, stand.Settings(harness.Environment{"XUNCHA_LANGUAGE": "en", "XUNCHA_ADMIN_TOKEN": harness.AdminToken}),
		"serve", "--migrate", "--drain=0s")
	runAll(t, s, "docs/province.md")
}

// The examples would prove nothing if anything matched.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		shown, printed string
		want           bool
	}{
		{`{"a": 1}`, "{\"a\":1}\n", true},
		{`{"a": 1}`, `{"a":2}`, false},
		{`{"a": 1, …}`, `{"a":1,"b":2}`, true},
		{`{…, "b": 2}`, `{"a":1,"b":3}`, false},
		{`{"a": "x y"}`, `{"a":"xy"}`, false},
		{`{"a": "x\" y"}`, `{"a":"x\"y"}`, false},
		{`[1, …, 3]`, `[1,2]`, false},
		{"序号,家数\n1,48", "\uFEFF序号,家数\r\n1,48\r\n", true},
		{"200", "", false},
	} {
		if got := matches(c.shown, c.printed); got != c.want {
			t.Errorf("%s for %s: %v", c.shown, c.printed, got)
		}
	}
}

func TestExamplesAreFound(t *testing.T) {
	found := examples(t, "a\n```sh runnable\nls\n```\nb\n\n```json output\n{}\n```\n```sh\nrm\n```\n```sh runnable\npwd\n```\n")
	got := fmt.Sprint(found)
	if want := fmt.Sprint([]example{{2, "ls\n", "{}\n", true}, {13, "pwd\n", "", false}}); got != want {
		t.Errorf("%s instead of %s", got, want)
	}
}
