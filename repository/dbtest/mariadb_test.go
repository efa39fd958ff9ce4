package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	mysqldriver "github.com/go-sql-driver/mysql"
)

func TestServersAreSeparate(t *testing.T) {
	first, second := start(t), start(t)
	for _, m := range []*MariaDB{first, second} {
		create(t, m, "a`b")
		run(t, m.DSN("a`b"), "CREATE TABLE names (name VARCHAR(9) PRIMARY KEY)")
	}
	run(t, first.DSN("a`b"), "INSERT INTO names VALUES ('巡查𠮷')")
	if got := ask[string](t, first.DSN("a`b"), "SELECT name FROM names"); got != "巡查𠮷" {
		t.Errorf("the first server has %q", got)
	}
	if got := ask[int](t, second.DSN("a`b"), "SELECT COUNT(*) FROM names"); got != 0 {
		t.Errorf("the second server has %d rows of the first", got)
	}
	if first.Create("a`b") == nil {
		t.Error("a database was created twice")
	}
}

func TestURLNeedsItsPassword(t *testing.T) {
	m := start(t)
	create(t, m, "app")
	u, err := url.Parse(m.URL("app"))
	if err != nil || u.Scheme != "mysql" || u.Path != "/app" {
		t.Fatalf("URL is %q (%v)", m.URL("app"), err)
	}
	password, _ := u.User.Password()
	if err := ping(t, u.User.Username(), password, u.Host); err != nil {
		t.Errorf("with the password: %v", err)
	}
	for _, user := range []string{u.User.Username(), "root", ""} {
		var refused *mysqldriver.MySQLError
		if err := ping(t, user, "", u.Host); !errors.As(err, &refused) || refused.Number != 1045 {
			t.Errorf("user %q without a password: want access denied, got %v", user, err)
		}
	}
}

func TestFlagsWin(t *testing.T) {
	m := start(t, "--character-set-server=latin1", "--collation-server=latin1_swedish_ci")
	if got := ask[string](t, m.DSN(""), "SELECT @@character_set_server"); got != "latin1" {
		t.Errorf("the server is in %s", got)
	}
	create(t, m, "app")
	if got := ask[string](t, m.DSN("app"), "SELECT @@character_set_database"); got != "utf8mb4" {
		t.Errorf("a new database is in %s", got)
	}
}

func TestKillKeepsCommitsOfDurable(t *testing.T) {
	OnDisk(t)
	m := start(t, Durable)
	address := m.URL("app")
	for round := range 3 {
		if got, want := survivors(t, m), 100*(round+1); got != want {
			t.Fatalf("round %d: %d of %d commits are left", round, got, want)
		}
	}
	if m.URL("app") != address {
		t.Errorf("the address changed from %s to %s", address, m.URL("app"))
	}
}

// The control: it shows that a kill can lose commits at all.
func TestKillLosesCommitsWithoutDurable(t *testing.T) {
	OnDisk(t)
	m := start(t)
	before := 0
	for range 10 {
		got := survivors(t, m)
		if got < before+100 {
			return
		}
		before = got
	}
	t.Error("no commit was lost in 10 kills")
}

// survivors inserts 100 rows, each in a commit of its own, kills the server and counts all rows after a restart.
func survivors(t *testing.T, m *MariaDB) int {
	t.Helper()
	run(t, m.DSN(""), "CREATE DATABASE IF NOT EXISTS app")
	run(t, m.DSN("app"), "CREATE TABLE IF NOT EXISTS numbers (id INT AUTO_INCREMENT PRIMARY KEY)")
	inserts := make([]string, 100)
	for i := range inserts {
		inserts[i] = "INSERT INTO numbers VALUES ()"
	}
	run(t, m.DSN("app"), inserts...)
	killed := m.process.Pid
	m.Kill()
	if alive(killed) {
		t.Fatal("the server runs after Kill")
	}
	if err := m.Restart(); err != nil {
		t.Fatal(err)
	}
	return ask[int](t, m.DSN("app"), "SELECT COUNT(*) FROM numbers")
}

func TestRestartOfARunningServerLosesNothing(t *testing.T) {
	m := start(t)
	create(t, m, "app")
	run(t, m.DSN("app"), "CREATE TABLE numbers (id INT PRIMARY KEY)", "INSERT INTO numbers VALUES (7)")
	before := m.process.Pid
	if err := m.Restart(); err != nil {
		t.Fatal(err)
	}
	if m.process.Pid == before {
		t.Error("it is the same process")
	}
	if got := ask[int](t, m.DSN("app"), "SELECT id FROM numbers"); got != 7 {
		t.Errorf("after the restart the table has %d", got)
	}
}

func TestStopLeavesNothing(t *testing.T) {
	m := start(t)
	pid, path := m.process.Pid, m.folder.path
	m.Stop()
	if alive(pid) {
		t.Error("the process is left")
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is left (%v)", err)
	}
	m.Stop() // a second time is harmless
}

func TestFailedStartSaysWhyAndLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	m, err := StartMariaDB("--no-such-flag")
	if err == nil {
		m.Stop()
		t.Fatal("it started")
	}
	if !strings.Contains(err.Error(), "no-such-flag") {
		t.Errorf("the error does not name the flag: %v", err)
	}
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

func TestLongFolderIsRefused(t *testing.T) {
	long := filepath.Join(t.TempDir(), strings.Repeat("x", maxSocket))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", long)
	m, err := StartMariaDB()
	if err == nil {
		m.Stop()
		t.Fatal("it started")
	}
	if !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("the error does not say what to do: %v", err)
	}
}

func TestTakenPortIsReplaced(t *testing.T) {
	var config net.ListenConfig
	taken, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	m := start(t)
	m.Kill()
	m.port = taken.Addr().(*net.TCPAddr).Port
	if err := m.start(); !errors.Is(err, errPortTaken) {
		t.Fatalf("want %v, got %v", errPortTaken, err)
	}
	if err := m.startFirst(); err != nil {
		t.Fatal(err)
	}
}

func TestMissingServerSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := findProgram("no-such-mariadbd")
	if err == nil || !strings.Contains(err.Error(), "apt-get install mariadb-server") {
		t.Errorf("the error does not say what to install: %v", err)
	}
}

func TestHalfMadeTemplateIsNotTaken(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(cache, "xuncha-test", "building", "mysql")
	if err := os.MkdirAll(half, 0o700); err != nil {
		t.Fatal(err)
	}
	create(t, start(t), "app")
}

func start(t *testing.T, flags ...string) *MariaDB {
	t.Helper()
	m, err := StartMariaDB(flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Stop)
	return m
}

func create(t *testing.T, m *MariaDB, database string) {
	t.Helper()
	if err := m.Create(database); err != nil {
		t.Fatal(err)
	}
}

// run closes its connections at the end: the driver would log those that a kill breaks.
func run(t *testing.T, dsn string, statements ...string) {
	t.Helper()
	pool := open(t, dsn)
	defer func() { _ = pool.Close() }()
	for _, statement := range statements {
		if _, err := pool.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func ask[T any](t *testing.T, dsn, query string) (value T) {
	t.Helper()
	pool := open(t, dsn)
	defer func() { _ = pool.Close() }()
	if err := pool.QueryRowContext(t.Context(), query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func ping(t *testing.T, user, password, address string) error {
	t.Helper()
	config := mysqldriver.NewConfig()
	config.User, config.Passwd, config.Net, config.Addr = user, password, "tcp", address
	pool := open(t, config.FormatDSN())
	defer func() { _ = pool.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), startTimeout)
	defer cancel()
	return pool.PingContext(ctx)
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	pool, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }
