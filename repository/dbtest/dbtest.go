package dbtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"xuncha/repository"
)

// Main is the TestMain of a package that uses databases. It stops the MariaDB of the process and fails the run when a
// goroutine is left, or when one of the functions that follow the tests does.
func Main(m *testing.M, after ...func() error) {
	code := m.Run()
	shared.stop()
	for _, fn := range after {
		if err := fn(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// Each runs fn as the subtests "sqlite" and "mariadb", each on a migrated database that holds nothing but what the
// migrations insert. The pool has ONE connection unless an option says otherwise, so a statement that escapes its
// transaction hangs. Rows and triggers are removed afterwards; a test that changes tables takes EachEmpty.
func Each(t *testing.T, fn func(t *testing.T, s *repository.Store), opts ...repository.Option) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t, opts...)) })
	t.Run("mariadb", func(t *testing.T) { fn(t, OnMariaDB(t, opts...)) })
}

// EachMigrated is Each for tests that start the program: fn gets the address of a migrated database, as XUNCHA_DATABASE
// takes it. What the test leaves running or has killed loses its connections before the database is used again.
func EachMigrated(t *testing.T, fn func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLiteAddress(t)) })
	t.Run("mariadb", func(t *testing.T) { fn(t, MariaDBAddress(t)) })
}

// EachEmpty is for tests of migrations, and of what happens to a database that has none. It runs fn as the subtests "sqlite" and "mariadb", each with the address of a database of its own without any
// table, as XUNCHA_DATABASE takes it.
func EachEmpty(t *testing.T, fn func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, "sqlite:"+filepath.Join(t.TempDir(), "xuncha.db")) })
	t.Run("mariadb", func(t *testing.T) {
		server := Server(t)
		name, err := shared.create()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := server.exec("DROP DATABASE IF EXISTS " + name); err != nil {
				t.Error(err)
			}
		})
		fn(t, server.URL(name))
	})
}

// SQLite opens a migrated database in a file of its own. The options are those of Each.
func SQLite(t *testing.T, opts ...repository.Option) *repository.Store {
	t.Helper()
	return openStore(t, SQLiteAddress(t), opts)
}

// SQLiteAddress is the address of a migrated database in a folder of its own.
func SQLiteAddress(t *testing.T) string {
	t.Helper()
	file, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "xuncha.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

// OnMariaDB opens a migrated database on the server of the process. The options are those of Each.
func OnMariaDB(t *testing.T, opts ...repository.Option) *repository.Store {
	t.Helper()
	return openStore(t, MariaDBAddress(t), opts)
}

// MariaDBAddress is the address of a migrated database on the server of the process.
func MariaDBAddress(t *testing.T) string {
	t.Helper()
	server := Server(t)
	name, err := shared.take()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shared.giveBack(name); err != nil {
			t.Error(err)
		}
	})
	return server.URL(name)
}

// Server is the MariaDB of this test process, which starts with its first use. A missing server fails the test; only
// -short leaves it out.
func Server(t *testing.T) *MariaDB {
	t.Helper()
	if testing.Short() {
		t.Skip("-short leaves MariaDB out")
	}
	server, err := shared.start()
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// OnDisk has the servers of a test that kills them lie where programs are built, also while temporary files are kept in
// memory. There MariaDB maps its log into memory, so that a kill could never lose anything.
func OnDisk(t *testing.T) {
	t.Helper()
	t.Setenv("TMPDIR", os.Getenv("GOTMPDIR"))
}

// openStore closes the Store before the database is given back, since cleanups run last in, first out.
func openStore(t *testing.T, address string, opts []repository.Option) *repository.Store {
	t.Helper()
	s, err := repository.Open(context.Background(), address, append([]repository.Option{repository.WithPool(1)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// migratedFile is a SQLite database as the migrations leave it, made once.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "xuncha-sqlite-")
	if err != nil {
		return nil, fmt.Errorf("create the folder of the template: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "template.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	file, err := os.ReadFile(path) //nolint:gosec // the file written above
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	return file, nil
})

func migrate(address string) error {
	ctx := context.Background()
	s, err := repository.Open(ctx, address)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	_, err = s.Migrate(ctx)
	return err
}
