package repository_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestCheckAddress(t *testing.T) {
	for address, good := range map[string]bool{
		"sqlite:data/xuncha.db":                      true,
		"sqlite:/var/lib/xuncha/xuncha.db":           true,
		"sqlite::memory:":                            true,
		"sqlite:巡查 100%.db":                          true,
		"mysql://u:p@h/n":                            true,
		"mysql://u:p@h:3307/n":                       true,
		"mysql://u:p@[::1]:3306/n":                   true,
		"mysql://u:p%40%3A%2F%23%25@h/n":             true,
		"mysql://u:p@h/n?tls=true":                   true,
		"mysql://u:p@h/n?tls=skip-verify":            true,
		"mysql://u:p@h/n?tls=preferred":              true,
		"":                                           false,
		"sqlite":                                     false,
		"sqlite:":                                    false,
		"sqlite:a.db?mode=ro":                        false,
		"sqlite:a.db#x":                              false,
		"postgres://u:secretword@h/n":                false,
		"mysql://h/n":                                false,
		"mysql://u:secretword@/n":                    false,
		"mysql://u:secretword@h":                     false,
		"mysql://u:secretword@h/":                    false,
		"mysql://u:secretword@h/a/b":                 false,
		"mysql://u:secretword@h:port/n":              false,
		"mysql://u:secret%word@h/n":                  false,
		"mysql://u:secretword@x@y#z/n":               false,
		"mysql://u:secretword@h/n?tls=maybe":         false,
		"mysql://u:secretword@h/n?multiStatements=1": false,
		"mysql://u:secretword@h/n?tls=true&tls=true": false,
		"mysql:u:secretword@tcp(h:3306)/n":           false,
		" sqlite:a.db":                               false,
	} {
		err := repository.CheckAddress(address)
		if (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%q shows the password: %v", address, err)
		}
	}
}

func TestOpenNeverShowsThePassword(t *testing.T) {
	server := dbtest.Server(t)
	right := server.URL("absent")
	password := regexp.MustCompile(`:([^:@]+)@`).FindStringSubmatch(right)[1]
	const wrong = "secretword"
	ctx, stop := deadline(t)
	defer stop()
	for name, address := range map[string]string{
		"unknown database": right,
		"wrong password":   strings.Replace(right, password, wrong, 1),
		"nobody answers":   "mysql://u:" + wrong + "@127.0.0.1:1/n",
		"no such host":     "mysql://u:" + wrong + "@host.invalid/n",
		"not an address":   "mysql://u:" + wrong + "%@h/n",
		"no tls":           strings.Replace(right, password, wrong, 1) + "?tls=true",
		"unknown tls":      "mysql://u:" + wrong + "@h/n?tls=maybe",
	} {
		s, err := repository.Open(ctx, address)
		if err == nil {
			t.Errorf("%s: it opened", name)
			must(t, s.Close())
			continue
		}
		for _, secret := range []string{password, "secret"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s shows the password: %v", name, err)
			}
		}
	}
	if _, err := repository.Open(ctx, "postgres://u:secretword@h/n"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("unknown database: %v", err)
	}
}

// The server's own settings are the opposite of what the program needs; each connection brings its own.
func TestMySQLSession(t *testing.T) {
	server := dbtest.Server(t)
	root, err := sql.Open("mysql", server.DSN(""))
	must(t, err)
	defer func() { must(t, root.Close()) }()
	for setting, other := range map[string]string{
		"sql_mode": "''", "time_zone": "'+08:00'", "innodb_lock_wait_timeout": "50", "max_statement_time": "0",
		"collation_server": "'latin1_swedish_ci'",
	} {
		var before string
		must(t, root.QueryRowContext(t.Context(), "SELECT CONCAT('''', @@GLOBAL."+setting+", '''')").Scan(&before))
		if setting == "innodb_lock_wait_timeout" || setting == "max_statement_time" {
			before = strings.Trim(before, "'")
		}
		_, err := root.ExecContext(t.Context(), "SET GLOBAL "+setting+" = "+other)
		must(t, err)
		t.Cleanup(func() {
			again, err := sql.Open("mysql", server.DSN(""))
			must(t, err)
			_, err = again.ExecContext(context.Background(), "SET GLOBAL "+setting+" = "+before)
			must(t, err)
			must(t, again.Close())
		})
	}
	s := dbtest.OnMariaDB(t)
	got := query(t, s, `SELECT @@sql_mode, @@time_zone, @@character_set_client, @@character_set_results, @@collation_connection,
@@innodb_lock_wait_timeout, CAST(@@max_statement_time AS UNSIGNED), @@foreign_key_checks`)[0]
	for _, mode := range []string{"STRICT_ALL_TABLES", "NO_ZERO_DATE", "NO_ZERO_IN_DATE", "ERROR_FOR_DIVISION_BY_ZERO", "NO_ENGINE_SUBSTITUTION"} {
		if !strings.Contains(got[0], mode) {
			t.Errorf("sql_mode is %s without %s", got[0], mode)
		}
	}
	want := []string{"+00:00", "utf8mb4", "utf8mb4", "utf8mb4_bin", "5", "5", "1"}
	if diff := gocmp.Diff(want, got[1:]); diff != "" {
		t.Errorf("the session (-want +got):\n%s", diff)
	}
}

func TestSessionIsChecked(t *testing.T) {
	server := dbtest.Server(t)
	for settings, want := range map[string]string{
		"?sql_mode=%27%27&time_zone=%27%2B00%3A00%27&charset=utf8mb4":                                       "not strict",
		"?sql_mode=%27STRICT_TRANS_TABLES%27&time_zone=%27%2B00%3A00%27&charset=utf8mb4":                    "not strict",
		"?sql_mode=%27STRICT_ALL_TABLES%27&time_zone=%27%2B08%3A00%27&charset=utf8mb4":                      "not in UTC",
		"?sql_mode=%27STRICT_ALL_TABLES%27&time_zone=%27SYSTEM%27&charset=utf8mb4":                          "not in UTC",
		"?sql_mode=%27STRICT_ALL_TABLES%27&time_zone=%27%2B00%3A00%27&collation=latin1_bin":                 "not in utf8mb4",
		"?sql_mode=%27STRICT_ALL_TABLES%27&time_zone=%27%2B00%3A00%27&charset=utf8mb4&foreign_key_checks=1": "",
	} {
		pool, err := sql.Open("mysql", server.DSN("")+settings)
		must(t, err)
		err = repository.CheckSession(t.Context(), pool)
		if (err == nil) != (want == "") || (err != nil && !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: want %q, got %v", settings, want, err)
		}
		must(t, pool.Close())
	}
}

func TestEveryConnectionOfSQLiteHasItsSettings(t *testing.T) {
	s := dbtest.SQLite(t, repository.WithPool(4))
	want := map[string]string{"foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000"}
	for range 4 {
		conn, err := s.Pool().Conn(t.Context()) // held, so that the next one is another
		must(t, err)
		defer func() { must(t, conn.Close()) }()
		got := map[string]string{}
		for setting := range want {
			var value string
			must(t, conn.QueryRowContext(t.Context(), "PRAGMA "+setting).Scan(&value))
			got[setting] = value
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestSQLiteFile(t *testing.T) {
	for _, name := range []string{"xuncha.db", "a/b/c.db", "巡查 100%.db", "a&b=c;d.db", "it's.db"} {
		path := filepath.Join(t.TempDir(), name)
		s := openAddress(t, "sqlite:"+path)
		_, err := s.Migrate(t.Context())
		must(t, err)
		addOrganization(t, s, "one", "422801")
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if got := countOrganizations(t, openAddress(t, "sqlite:"+path)); got != 1 {
			t.Errorf("%q: another program sees %d rows", name, got)
		}
	}
}

func TestSQLiteInMemory(t *testing.T) {
	first, second := openAddress(t, "sqlite::memory:", repository.WithPool(9)), openAddress(t, "sqlite::memory:")
	if got := first.Pool().Stats().MaxOpenConnections; got != 1 {
		t.Errorf("%d connections, each with a memory of its own", got)
	}
	for _, s := range []*repository.Store{first, second} {
		_, err := s.Migrate(t.Context())
		must(t, err)
		complete(t, s)
	}
	addOrganization(t, first, "one", "422801")
	if got := countOrganizations(t, second); got != 0 {
		t.Errorf("the second database has %d rows of the first", got)
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	if s, err := repository.Open(t.Context(), "sqlite:"+file+"/xuncha.db"); err == nil {
		t.Error("it opened")
		must(t, s.Close())
	}
}

func TestDurability(t *testing.T) {
	if got, err := dbtest.SQLite(t).Durability(t.Context()); err != nil || got != "" {
		t.Errorf("SQLite: %q (%v)", got, err)
	}
	s := dbtest.OnMariaDB(t)
	got, err := s.Durability(t.Context())
	if err != nil || !strings.Contains(got, "innodb_flush_log_at_trx_commit is 0") {
		t.Errorf("a server that may lose commits: %q (%v)", got, err)
	}
	run(t, s, "SET GLOBAL innodb_flush_log_at_trx_commit = 1")
	defer run(t, s, "SET GLOBAL innodb_flush_log_at_trx_commit = 0")
	if got, err := s.Durability(t.Context()); err != nil || got != "" {
		t.Errorf("a server that keeps them: %q (%v)", got, err)
	}
}

func TestPing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) { must(t, s.Ping(t.Context())) })
	s, err := repository.Open(t.Context(), "sqlite::memory:")
	must(t, err)
	must(t, s.Close())
	if s.Ping(t.Context()) == nil {
		t.Error("a closed database answers")
	}
}

// migratingVariable turns the test program into one that migrates the database of that address.
const migratingVariable = "XUNCHA_TEST_MIGRATE"

func migrateAndExit(address string) {
	ctx := context.Background()
	s, err := repository.Open(ctx, address)
	if err == nil {
		_, err = s.Migrate(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// Real processes, since the locks of SQLite work otherwise between them than within one.
func TestProcessesThatStartTogether(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				command := exec.CommandContext(t.Context(), os.Args[0]) //nolint:gosec // this test program itself
				command.Env = append(os.Environ(), migratingVariable+"="+address)
				if output, err := command.CombinedOutput(); err != nil {
					t.Errorf("%v: %s", err, output)
				}
			})
		}
		all.Wait()
		complete(t, openAddress(t, address))
	})
}

// modernc.org/sqlite is translated for one version of its libc and breaks in quiet ways with another.
func TestLibcIsTheOneOfSQLite(t *testing.T) {
	version := goList(t, "{{.Version}}", "modernc.org/libc")
	wanted := regexp.MustCompile(`modernc\.org/libc (\S+)`).FindStringSubmatch(readFile(t, goList(t, "{{.GoMod}}", "modernc.org/sqlite")))
	if wanted == nil || wanted[1] != version {
		t.Errorf("go.mod has libc %s, modernc.org/sqlite asks for %v", version, wanted)
	}
}

func goList(t *testing.T, format, module string) string {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", format, module).Output()
	must(t, err)
	return strings.TrimSpace(string(output))
}
