package blackbox

import (
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// What a newcomer sees and pastes, at the first start and at the second.
func TestDemo(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		if strings.HasPrefix(address, "sqlite:") {
			delete(env, "XUNCHA_ADMIN_TOKEN") // as make run starts it
		}
		first := harness.ServeWith(t, env, "demo")
		key := checkWelcome(t, first)
		pasteLines(t, first)
		c := harness.NewClient(t, first.URL).As(key)
		checkTable(t, c)
		checkAnnex1(t, c)
		path := "/regions/422801"
		c.Do(http.StatusOK, http.MethodPatch, path, object{"short_name": "恩施"}, "If-Match", tag(t, c, path))
		first.Stop(t)

		database := harness.Open(t, address)
		before := database.Checksum()
		second := harness.ServeWith(t, env, "demo")
		if again := checkWelcome(t, second); again != key {
			t.Error("the second start has another key")
		}
		if database.Checksum() != before {
			t.Error("the second start changed something")
		}
		pasteLines(t, second)
		checkPeople(t, first, second, strings.HasPrefix(address, "sqlite:"))
	})
}

var printedKey = regexp.MustCompile(`Bearer ([^']+)'`)

// checkWelcome reads the text that the demo prints, and answers the key in it.
func checkWelcome(t *testing.T, server *harness.Server) string {
	t.Helper()
	text := server.Stdout()
	for _, part := range []string{server.URL, server.URL + "/docs", "4228000033", "假定"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing:\n%s", part, text)
		}
	}
	var table [][]string
	for line := range strings.Lines(text) {
		if columns := strings.Fields(line); len(columns) > 4 && strings.HasSuffix(columns[len(columns)-1], "%") {
			table = append(table, columns)
		}
	}
	var issued [][]string
	for _, row := range cells(t, seed(t, tableFile))[1:] {
		issued = append(issued, strings.Fields(strings.Join(row, " ")))
	}
	if diff := cmp.Diff(issued, table); diff != "" {
		t.Errorf("the table (-issued +printed):\n%s", diff)
	}
	match := printedKey.FindStringSubmatch(text)
	if match == nil {
		t.Fatalf("no key is printed:\n%s", text)
	}
	return match[1]
}

// pasteLines has the shell run the lines that are printed for that.
func pasteLines(t *testing.T, server *harness.Server) {
	t.Helper()
	folder := t.TempDir()
	var outputs []string
	for line := range strings.Lines(server.Stdout()) {
		if !strings.HasPrefix(line, "curl ") {
			continue
		}
		shell := exec.CommandContext(t.Context(), "sh", "-c", strings.TrimSpace(line)+" --fail --silent --show-error")
		shell.Dir = folder
		output, err := shell.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", line, err, output)
		}
		outputs = append(outputs, string(output))
	}
	if len(outputs) == 4 && !strings.Contains(outputs[3], `"token":"xs_`) {
		t.Errorf("nobody logs in: %s", outputs[3])
	}
	if len(outputs) < 3 || !strings.Contains(outputs[0], `"targets":215`) || strings.Count(outputs[1], `"is_portal":true`) != 9 {
		t.Errorf("the lines answered %q", outputs)
	}
	file, err := os.ReadFile(filepath.Join(folder, "annex-1.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if rows := workbook(t, file); len(rows) != 45 {
		t.Errorf("annex 1 has %d rows", len(rows))
	}
}

var printedPerson = regexp.MustCompile(`(?m)^  ([a-z_]+) +([a-z2-7-]{24}|…) +([a-z_]+) +(\d+) *$`)

// checkPeople logs in as everybody whom the first start prints. The second one prints the same where passwords are kept.
func checkPeople(t *testing.T, first, second *harness.Server, kept bool) {
	t.Helper()
	people := printedPerson.FindAllStringSubmatch(first.Stdout(), -1)
	if len(people) != 8 {
		t.Fatalf("%d people are printed:\n%s", len(people), first.Stdout())
	}
	c := harness.NewClient(t, second.URL)
	for _, p := range people {
		opened := logIn(t, c, p[1], p[2])
		me := harness.Get[map[string]any](c.As(opened.Token), "/me")
		if opened.MustChangePassword || me["role"] != p[3] || me["region_code"] != p[4] || (p[1] == "unit_staff") != (me["organization_id"] != nil) {
			t.Errorf("%v: %v", p, me)
		}
	}
	again := printedPerson.FindAllStringSubmatch(second.Stdout(), -1)
	for i, p := range again {
		if kept && p[2] != people[i][2] || !kept && p[2] != "…" {
			t.Errorf("the second start prints %v", p)
		}
	}
	if len(again) != 8 || strings.Contains(second.Stdout(), "api/v1/sessions") != kept {
		t.Errorf("the second start prints:\n%s", second.Stdout())
	}
}

const demoKills = 8

// A demo that is killed at any moment of its load is taken up by the next one, which ends where an undisturbed one does.
func TestDemoSurvivesKills(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 0))
		clean := harness.Settings("sqlite:" + filepath.Join(t.TempDir(), "clean.db"))
		started := time.Now()
		want := demoState(t, harness.ServeWith(t, clean, "demo"))
		whole := time.Since(started)
		interrupted := 0
		for i := range demoKills {
			killed := harness.Launch(t, harness.Settings(address), "demo")
			// Each goes on where the last one stopped; the first are short, as the machine may be slower now or faster.
			time.Sleep(time.Duration(random.Int64N(int64(whole / 2 * time.Duration(i+1) / demoKills))))
			killed.Kill()
			if strings.Contains(killed.Output(), "xuncha: ") {
				t.Errorf("a start after a kill failed:\n%s", killed.Output())
			}
			if killed.Stdout() == "" {
				interrupted++
			}
		}
		if interrupted == 0 {
			t.Error("every load was over before the kill")
		}
		got := demoState(t, harness.ServeWith(t, harness.Settings(address), "demo"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("after the kills (-undisturbed +killed):\n%s", diff)
		}
		database := harness.Open(t, address)
		database.Want(map[string]int{
			"SELECT COUNT(*) FROM imports": 2, "SELECT COUNT(*) FROM import_rows": 259, "SELECT COUNT(*) FROM sites": 44,
			"SELECT COUNT(*) FROM accounts": 215, "SELECT COUNT(*) FROM campaigns": 2, "SELECT COUNT(*) FROM inspections": 261,
			"SELECT COUNT(*) FROM submissions": 261, "SELECT COUNT(*) FROM bulletin_issues": 1, "SELECT COUNT(*) FROM catalogues": 1, "SELECT COUNT(*) FROM indicators": 42,
			"SELECT COUNT(*) FROM audit_entries WHERE operation = 'inspection.submit'": 261,
			"SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.create'":       44,
			"SELECT COUNT(*) FROM audit_entries WHERE operation = 'account.create'":    215,
			"SELECT COUNT(DISTINCT event_id) FROM events":                              database.Number("SELECT COUNT(*) FROM audit_entries WHERE thing_kind NOT IN ('token', 'user') AND operation NOT LIKE '%.export'"),
			"SELECT COUNT(*) FROM users":                                               8,
		})
		if orphans := database.Orphans(); len(orphans) > 0 {
			t.Errorf("left over: %v", orphans)
		}
	})
}

// demoState is everything that the demo loads, as it is exported.
func demoState(t *testing.T, server *harness.Server) map[string]string {
	t.Helper()
	c := server.Admin(t)
	state := printed(c)
	for _, path := range []string{"/regions", "/organizations", "/sites", "/accounts", "/campaigns"} {
		state[path] = export(c, path)
	}
	return state
}
