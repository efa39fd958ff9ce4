package fault

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// A copy that is broken off serves nobody, and is finished by the next one: what is there already stays, but for tables that
// were changed in the source since.
func TestCopyThatIsBrokenOff(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		source := harness.Open(t, prepared(t, address))
		server := harness.Serve(t, address)
		c := server.Admin(t)
		if state := ended(t, c, locationOf(c.Do(http.StatusAccepted, http.MethodPost, "/imports?kind=sites", largerFile(0), "Content-Type", "text/csv"))); state != "applied" {
			t.Fatal(state)
		}
		server.Stop(t)
		other := dbtest.MariaDBAddress
		if !source.SQLite() {
			other = dbtest.SQLiteAddress
		}
		copied := other(t)
		target := harness.Open(t, copied)
		breakAt(target, "import_rows", 2000)
		refusesCopy(t, "broken by the test", address, copied)
		if n := target.Number("SELECT COUNT(*) FROM import_rows"); n == 0 || n >= 2000 {
			t.Errorf("%d rows are there: nothing was broken off in the middle of a table", n)
		}
		if code, _, stderr := harness.Run(t, harness.Settings(copied), "serve"); code != 1 || !strings.Contains(stderr, "not finished") {
			t.Errorf("half a copy is served: %d %s", code, stderr)
		}
		refusesCopy(t, "it has a part of", dbtest.SQLiteAddress(t), copied)

		source.Run("UPDATE events SET region_code = '422802' WHERE id = 1") // which has been copied already
		target.Run("DROP TRIGGER broken")
		process := harness.Launch(t, harness.Environment{}, "copy", address, copied)
		process.Kill() // wherever it is
		process.Wait(t)
		code, stdout, stderr := harness.Run(t, harness.Environment{}, "copy", "--json", address, copied)
		var out struct {
			Rows   int
			Tables []struct {
				Name   string
				Rows   int
				SHA256 string
			}
		}
		if err := json.Unmarshal([]byte(stdout), &out); code != 0 || err != nil || out.Rows < 5*largeRows || len(out.Tables) < 60 {
			t.Fatalf("%d, %v: %s%s", code, err, stdout, stderr)
		}
		for _, table := range out.Tables {
			if n := source.Number("SELECT COUNT(*) FROM " + table.Name); n != table.Rows {
				t.Errorf("%s has %d rows, %d were copied", table.Name, n, table.Rows)
			}
		}
		checkLarge(t, target, 1)
		if n := target.Number("SELECT COUNT(*) FROM events WHERE id = 1 AND region_code = '422802'"); n != 1 {
			t.Error("what was changed in the source since is old in the copy")
		}
		servesCopy(t, source, copied)
		refusesCopy(t, "a finished copy already", address, copied)
		refusesCopy(t, "copy into a new database", copied, address)
		refusesCopy(t, "the same database", address, address)
	})
}

// refusesCopy wants a copy to end with the words of an error.
func refusesCopy(t *testing.T, words, from, to string) {
	t.Helper()
	if code, stdout, stderr := harness.Run(t, harness.Environment{}, "copy", from, to); code != 1 || !strings.Contains(stderr, words) {
		t.Errorf("copy ends with %d: %s%s", code, stdout, stderr)
	}
}

// servesCopy goes on with the copy as if it were the source: with its keys, its things, and ids that were never given.
func servesCopy(t *testing.T, source harness.Database, copied string) {
	t.Helper()
	server := harness.Serve(t, copied)
	c := server.Admin(t)
	made := c.Do(http.StatusCreated, http.MethodPost, "/organizations", map[string]string{"name": "新单位", "region_code": "422801"})
	id := harness.Decode[struct{ ID int }](t, made).ID
	if last := source.Number("SELECT MAX(id) FROM organizations"); id <= last {
		t.Errorf("the id %d was given before, up to %d", id, last)
	}
	if found := harness.Get[struct{ Total int }](c, "/sites?size=1"); found.Total != largeRows {
		t.Errorf("%d sites", found.Total)
	}
	server.Stop(t)
}
