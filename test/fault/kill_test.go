package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	importKills = 6
	fileRows    = 1000 // of a file that is taken in while its sender waits
	writers     = 8
	writerKills = 5
)

// largeFile has sites of a county of its own for every round, so that no round sees what another one has left.
func largeFile(round int) []byte {
	counties := []string{"422801", "422802", "422822", "422823", "422825", "422826", "422827", "422828"}
	var b strings.Builder
	b.WriteString("网站标识码,网站名称,首页地址,主办单位\n")
	for i := range fileRows {
		code := fmt.Sprintf("%s%04d", counties[round%len(counties)], round/len(counties)*fileRows+i)
		_, _ = fmt.Fprintf(&b, "%s,网站%s,http://s%s.gov.cn/,单位%s\n", code, code, code, code[:8])
	}
	return []byte(b.String())
}

// A program that is killed at any moment of an import leaves the whole of it behind, or nothing.
func TestKillDuringImport(t *testing.T) {
	t.Parallel() // with TestSlowCallers, which mostly waits
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		database := harness.Open(t, prepared(t, address))
		whole := measureImport(t, address)
		imports, absent := 1, 0
		for round := 1; round <= importKills; round++ {
			server := harness.Serve(t, address)
			acknowledged := make(chan bool)
			c := server.Admin(t)
			go func() {
				answer, err := c.Send(http.MethodPost, "/imports?kind=sites", largeFile(round), "Content-Type", "text/csv")
				acknowledged <- err == nil && answer.Status == http.StatusCreated
			}()
			time.Sleep(within(random, whole))
			server.Kill()
			seen := <-acknowledged
			now := database.Number("SELECT COUNT(*) FROM imports")
			switch {
			case now == imports && seen:
				t.Error("an import that was acknowledged is not there")
			case now == imports:
				absent++
			}
			imports = now
			checkImports(t, database, imports)
		}
		if absent == 0 {
			t.Error("every import was over before the kill")
		}
		harness.Serve(t, address).Admin(t).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	})
}

// prepared migrates a database and answers its address.
func prepared(t *testing.T, address string) string {
	t.Helper()
	migrate(t, harness.Settings(address))
	return address
}

// migrate makes the schema, with the keys of the environment.
func migrate(t *testing.T, env harness.Environment) {
	t.Helper()
	if code, _, stderr := harness.Run(t, env, "migrate"); code != 0 {
		t.Fatalf("migrate: %s", stderr)
	}
}

// measureImport answers how long an import takes that nobody disturbs.
func measureImport(t *testing.T, address string) time.Duration {
	t.Helper()
	server := harness.Serve(t, address)
	started := time.Now()
	server.Admin(t).Do(http.StatusCreated, http.MethodPost, "/imports?kind=sites", largeFile(0), "Content-Type", "text/csv")
	took := time.Since(started)
	server.Stop(t)
	return took
}

// checkImports compares what the whole imports must have left with what is there.
func checkImports(t *testing.T, database harness.Database, imports int) {
	t.Helper()
	organizations := imports * fileRows / 100
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM imports": imports, "SELECT COUNT(*) FROM import_rows": imports * fileRows,
		"SELECT COUNT(*) FROM sites": imports * fileRows, "SELECT COUNT(*) FROM organizations": organizations,
		"SELECT COUNT(*) FROM audit_entries WHERE thing_kind = 'site'":         imports * fileRows,
		"SELECT COUNT(*) FROM audit_entries WHERE thing_kind = 'organization'": organizations,
		"SELECT COUNT(*) FROM audit_entries WHERE thing_kind = 'import'":       imports,
		"SELECT COUNT(*) FROM events WHERE thing_kind = 'site'":                imports * fileRows,
	})
	if orphans := database.Orphans(); len(orphans) > 0 {
		t.Errorf("left over: %v", orphans)
	}
	if database.SQLite() {
		if verdict := database.Texts("PRAGMA integrity_check"); len(verdict) != 1 || verdict[0] != "ok" {
			t.Errorf("the file is damaged: %v", verdict)
		}
	}
}

// A database server that is killed under writers loses nothing that the program has acknowledged, and the program goes on
// when it is back.
func TestKillDatabaseUnderWriters(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves MariaDB out")
	}
	dbtest.OnDisk(t)
	random := seeded(t)
	mariadb, err := dbtest.StartMariaDB(dbtest.Durable)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(mariadb.Stop)
	if err := mariadb.Create("killed"); err != nil {
		t.Fatal(err)
	}
	address := mariadb.URL("killed")
	env, _ := audited(t, address)
	server := harness.ServeWith(t, env, serve...).MayFail()
	var all []string
	for range writerKills {
		acknowledged := write(server.Admin(t), func() {
			time.Sleep(100*time.Millisecond + within(random, 200*time.Millisecond))
			mariadb.Kill()
		})
		if harness.Ready(server.URL) {
			t.Error("the program is ready without its database")
		}
		if err := mariadb.Restart(); err != nil {
			t.Fatal(err)
		}
		server.WaitReady(t)
		all = append(all, acknowledged...)
		checkWritten(t, harness.Open(t, address), all)
	}
	if len(all) < writerKills {
		t.Errorf("only %d changes were acknowledged", len(all))
	}
	checkSealed(t, harness.Open(t, address), env)
}

var written atomic.Int64 // in all rounds, so that names never repeat

// write has writers add organizations until breaks has made one of their requests fail, and answers the names of those
// that were acknowledged.
func write(c harness.Client, breaks func()) (acknowledged []string) {
	var mu sync.Mutex
	var done sync.WaitGroup
	broken := make(chan struct{})
	for range writers {
		done.Go(func() {
			for {
				name := fmt.Sprint("单位", written.Add(1))
				answer, err := c.Send(http.MethodPost, "/organizations", object{"name": name, "region_code": "422801"})
				if err == nil && answer.Status == http.StatusCreated {
					mu.Lock()
					acknowledged = append(acknowledged, name)
					mu.Unlock()
				}
				select {
				case <-broken:
					return
				default:
				}
			}
		})
	}
	breaks()
	close(broken)
	done.Wait()
	return acknowledged
}

func checkWritten(t *testing.T, database harness.Database, acknowledged []string) {
	t.Helper()
	stored := map[string]bool{}
	for _, name := range database.Texts("SELECT name FROM organizations") {
		stored[name] = true
	}
	var lost error
	for _, name := range acknowledged {
		if !stored[name] {
			lost = errors.Join(lost, errors.New(name))
		}
	}
	if lost != nil {
		t.Errorf("lost: %v", lost)
	}
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'organization.create'":     len(stored),
		"SELECT COUNT(DISTINCT thing_id) FROM events WHERE type = 'organization.create'": len(stored),
		"SELECT COUNT(*) FROM events WHERE type = 'organization.create'":                 len(stored),
		"SELECT COUNT(*) FROM organizations o JOIN audit_entries a ON a.thing_id = o.id" +
			" WHERE a.operation = 'organization.create'": len(stored),
	})
}
