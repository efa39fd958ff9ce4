package fault

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const migrateKills = 5

// Programs that migrate one fresh database at the same moment wait for each other; one of them makes the first key, one
// the ring of keys and one the key that checkpoints are signed with.
func TestMigrateTogether(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		delete(env, "XUNCHA_ADMIN_TOKEN")
		folder := t.TempDir()
		var migrations, servers []*harness.Process
		for range 3 {
			servers = append(servers, harness.LaunchIn(t, folder, env, "serve", "--migrate", "--drain=0s"))
		}
		for range 2 {
			migrations = append(migrations, harness.LaunchIn(t, folder, env, "migrate"))
		}
		for _, p := range migrations {
			if code := p.Wait(t); code != 0 {
				t.Errorf("migrate ended with %d:\n%s", code, p.Output())
			}
		}
		keys := 0
		for _, p := range servers {
			server := harness.Server{Process: p}
			server.WaitReady(t)
			keys += strings.Count(p.Stdout(), "xc_")
			server.Stop(t)
		}
		if keys != 1 {
			t.Errorf("%d first keys were printed", keys)
		}
		checkSchema(t, address)
		harness.Open(t, address).Want(map[string]int{
			"SELECT COUNT(*) FROM tokens": 1, "SELECT COUNT(DISTINCT key_id) FROM audit_entries": 1,
			"SELECT COUNT(*) FROM audit_entries WHERE operation = 'token.create'": 1,
			"SELECT COUNT(*) FROM audit_entries WHERE seq IS NULL":                0,
		})
		checkMade(t, address, folder, env)
	})
}

// checkMade wants one ring and one signing key, whole and without drafts, that are those all programs have worked with.
func checkMade(t *testing.T, address, folder string, env harness.Environment) {
	t.Helper()
	data := filepath.Join(folder, "data")
	if path, file := strings.CutPrefix(address, "sqlite:"); file {
		data = filepath.Dir(path)
	}
	keys, err := os.ReadFile(filepath.Join(data, "keys"))
	if lines := strings.Count(string(keys), "\n"); err != nil || lines != 2 || !strings.HasPrefix(string(keys), "# ") {
		t.Errorf("the ring has %d lines, %v", lines, err)
	}
	for pattern, want := range map[string]int{"keys*": 1, "audit/signing-key*": 2, "audit/checkpoints*": 1} {
		if found, err := filepath.Glob(filepath.Join(data, pattern)); err != nil || len(found) != want {
			t.Errorf("%s: %q, %v", pattern, found, err)
		}
	}
	public, err := os.ReadFile(filepath.Join(data, "audit", "signing-key.pub"))
	key := harness.LaunchIn(t, folder, env, "audit", "key")
	if code := key.Wait(t); code != 0 || err != nil || key.Stdout() != string(public) {
		t.Errorf("the signing key and its public half do not belong together: %d, %v\n%s", code, err, key.Output())
	}
	p := harness.LaunchIn(t, folder, env, "audit", "verify")
	if code := p.Wait(t); code != 0 || !strings.Contains(p.Output(), "checkpoints fit") {
		t.Errorf("verify ended with %d: %s", code, p.Output())
	}
}

// checkSchema wants the schema of the program, with each row of the migrations once.
func checkSchema(t *testing.T, address string) {
	t.Helper()
	store, err := repository.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if err := store.CheckSchema(t.Context()); err != nil {
		t.Error(err)
	}
	database := harness.Open(t, address)
	versions := database.Number("SELECT COUNT(*) FROM schema_versions")
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM regions": 10, "SELECT COUNT(*) FROM catalogues": 1, "SELECT COUNT(*) FROM indicators": 42,
		"SELECT COUNT(DISTINCT version_id) FROM schema_versions": versions,
	})
}

// schema is every column and every index.
func schema(t *testing.T, address string) []string {
	t.Helper()
	database := harness.Open(t, address)
	if database.SQLite() {
		return database.Texts("SELECT COALESCE(sql, name) FROM sqlite_master ORDER BY name")
	}
	return slices.Concat(
		database.Texts("SELECT CONCAT_WS(' ', table_name, ordinal_position, column_name, column_type, is_nullable, collation_name)"+
			" FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1"),
		database.Texts("SELECT CONCAT_WS(' ', table_name, index_name, seq_in_index, column_name, non_unique)"+
			" FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1"),
		database.Texts("SELECT CONCAT_WS(' ', table_name, constraint_name, constraint_type)"+
			" FROM information_schema.table_constraints WHERE table_schema = DATABASE() ORDER BY 1"))
}

// A migration that is killed at any moment is completed by the next one.
func TestKillDuringMigration(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		random := seeded(t)
		started := time.Now()
		if code, _, stderr := harness.Run(t, harness.Settings(address), "migrate"); code != 0 {
			t.Fatalf("migrate: %s", stderr)
		}
		whole := time.Since(started)
		want := schema(t, address)
		interrupted := 0
		for round := range migrateKills {
			fresh := freshLike(t, address, round)
			for range 3 {
				killed := harness.Launch(t, harness.Settings(fresh), "migrate")
				time.Sleep(within(random, whole))
				killed.Kill()
				if killed.Stdout() == "" {
					interrupted++
				}
			}
			code, _, stderr := harness.Run(t, harness.Settings(fresh), "migrate")
			if code != 0 {
				t.Fatalf("migrate after a kill: %s", stderr)
			}
			if diff := cmp.Diff(want, schema(t, fresh)); diff != "" {
				t.Errorf("the schema after kills (-undisturbed +killed):\n%s", diff)
			}
			checkSchema(t, fresh)
			if round == 0 {
				c := harness.ServeWith(t, harness.Settings(fresh), "demo").Admin(t)
				c.Do(http.StatusOK, http.MethodGet, "/campaigns/422800-2022-3", nil)
			}
		}
		if interrupted == 0 {
			t.Error("every migration was over before the kill")
		}
	})
}

// freshLike is one more empty database of the kind.
func freshLike(t *testing.T, address string, n int) string {
	t.Helper()
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		return "sqlite:" + filepath.Join(filepath.Dir(path), fmt.Sprint("fresh", n), "xuncha.db")
	}
	return newMariaDB(t)
}
