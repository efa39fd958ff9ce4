package fault

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const largeRows = 4000

// A program that is killed in any phase of a large import leaves the register as it was. The next one goes on, and the file is
// in once, whole.
func TestKillDuringLargeImport(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		database := harness.Open(t, prepared(t, address))
		done, broken := 0, 0
		for round, phase := range []string{"waiting", "reading", "judging"} {
			server := harness.Serve(t, address)
			c := server.Admin(t)
			path := locationOf(c.Do(http.StatusAccepted, http.MethodPost, "/imports?kind=sites", largerFile(round), "Content-Type", "text/csv"))
			for !progressOf(c, path).at(phase) {
				time.Sleep(2 * time.Millisecond)
			}
			server.Kill()
			if n := database.Number("SELECT COUNT(*) FROM sites"); n == done*largeRows {
				broken++
			} else if n != (done+1)*largeRows {
				t.Errorf("killed while %s: %d sites", phase, n)
			}
			// As if the lease of the killed program had run out by now.
			database.Run("UPDATE import_jobs SET lease_until = '2022-01-01 00:00:00.000000' WHERE phase <> 'ended'")
			server = harness.Serve(t, address)
			if state := ended(t, server.Admin(t), path); state != "applied" {
				t.Errorf("killed while %s: %s", phase, state)
			}
			server.Stop(t)
			done++
			checkLarge(t, database, done)
		}
		if broken == 0 {
			t.Error("every file was in before the kill")
		}
		// The control: work that is done twice shows in these numbers.
		database.Run("UPDATE imports SET state = 'running' WHERE id = 1")
		database.Run("UPDATE import_jobs SET phase = 'reading', lease_until = NULL WHERE import_id = 1")
		server := harness.Serve(t, address)
		ended(t, server.Admin(t), "/imports/1")
		server.Stop(t)
		if n := database.Number("SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.finish'"); n != done+1 {
			t.Errorf("%d ends of %d files and a repetition", n, done)
		}
	})
}

// largerFile has sites of a county of its own for every round.
func largerFile(round int) []byte {
	county := []string{"422801", "422802", "422822"}[round]
	var b strings.Builder
	b.WriteString("网站标识码,网站名称,首页地址,主办单位\n")
	for i := range largeRows {
		_, _ = fmt.Fprintf(&b, "%s%04d,网站%d,http://s%d.gov.cn/,单位%d\n", county, i, i, i, i/100)
	}
	return []byte(b.String())
}

func checkLarge(t *testing.T, database harness.Database, done int) {
	t.Helper()
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM imports": done, "SELECT COUNT(*) FROM import_rows": done * largeRows,
		"SELECT COUNT(*) FROM import_rows WHERE applied = 1 AND outcome = 'create'": done * largeRows,
		"SELECT COUNT(*) FROM sites WHERE version = 1":                              done * largeRows,
		"SELECT COUNT(*) FROM organizations":                                        done * largeRows / 100,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.create'":        done * largeRows,
		"SELECT COUNT(*) FROM events WHERE type = 'site.create'":                    done * largeRows,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.create'":      done,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.begin'":       done,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.finish'":      done,
		"SELECT COUNT(*) FROM import_jobs WHERE phase <> 'ended'":                   0,
	})
	if orphans := database.Orphans(); len(orphans) > 0 {
		t.Errorf("left over: %v", orphans)
	}
}
