package repository_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func openAddress(t *testing.T, address string, opts ...repository.Option) *repository.Store {
	t.Helper()
	s, err := repository.Open(t.Context(), address, opts...)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func steps(t *testing.T, s *repository.Store) []repository.Migration {
	t.Helper()
	dialect := "mysql"
	if s.OnSQLite() {
		dialect = "sqlite"
	}
	all, err := repository.Migrations(dialect)
	must(t, err)
	return all
}

// complete checks the schema, the rows that migrations insert and that each step is recorded once.
func complete(t *testing.T, s *repository.Store) {
	t.Helper()
	must(t, s.CheckSchema(t.Context()))
	if diff := cmp.Diff(goldenSchema(t, s), readSchema(t, s).String()); diff != "" {
		t.Errorf("the schema is not the one in the tree (-tree +database):\n%s", diff)
	}
	if got := ask[int](t, s, "SELECT COUNT(*) FROM regions"); got != 10 {
		t.Errorf("there are %d regions, want 10", got)
	}
	if got, want := ask[int](t, s, "SELECT COUNT(*) FROM schema_versions"), len(steps(t, s))+1; got != want {
		t.Errorf("%d versions are recorded, want %d", got, want)
	}
}

// One connection is enough, and a second run finds nothing to do.
func TestMigrateTwice(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		s := openAddress(t, address, repository.WithPool(1))
		for _, want := range []int{len(steps(t, s)), 0} {
			if got, err := s.Migrate(t.Context()); err != nil || got != want {
				t.Fatalf("%d steps (%v), want %d", got, err, want)
			}
			complete(t, s)
		}
	})
}

// atOnce lets n programs open the same fresh database, and then all migrate at the same time.
func atOnce(t *testing.T, address string, n int, migrate func(*repository.Store) error) []error {
	t.Helper()
	stores := make([]*repository.Store, n)
	for i := range stores {
		stores[i] = openAddress(t, address)
	}
	var started sync.WaitGroup
	var ended sync.WaitGroup
	started.Add(n)
	errs := make([]error, n)
	for i, s := range stores {
		ended.Go(func() {
			started.Done()
			started.Wait()
			errs[i] = migrate(s)
		})
	}
	ended.Wait()
	return errs
}

func TestProgramsThatStartTogetherMigrateOnce(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		for _, err := range atOnce(t, address, 8, func(s *repository.Store) error {
			_, err := s.Migrate(t.Context())
			return err
		}) {
			if err != nil {
				t.Error(err)
			}
		}
		complete(t, openAddress(t, address))
	})
}

// The control: without the lock the same start goes wrong.
func TestProgramsThatStartTogetherNeedTheLock(t *testing.T) {
	for range 10 {
		broken := true
		dbtest.EachEmpty(t, func(t *testing.T, address string) {
			failed := 0
			for _, err := range atOnce(t, address, 8, func(s *repository.Store) error { return s.MigrateWithoutLock(t.Context()) }) {
				if err != nil {
					failed++
				}
			}
			s := openAddress(t, address)
			twice := ask[int](t, s, "SELECT COUNT(*) - COUNT(DISTINCT version_id) FROM schema_versions")
			broken = broken && failed+twice > 0
		})
		if broken {
			return
		}
	}
	t.Error("nothing went wrong without the lock in 10 tries: the test with the lock proves nothing")
}

// A kill between the statement of a step and the row that records it leaves the next run to repeat the statement. MySQL
// commits the two apart for DDL; steps that insert rows are one transaction.
func TestKillBetweenStatementAndVersionIsMended(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		s := openAddress(t, address)
		before := int64(0)
		for _, step := range steps(t, s) {
			must(t, s.UpTo(t.Context(), before))
			before = step.Version
			if !isDDL(step) {
				continue
			}
			run(t, s, step.Text)
		}
		ran, err := s.Migrate(t.Context())
		must(t, err)
		if last := steps(t, s)[len(steps(t, s))-1]; ran != 1 && isDDL(last) {
			t.Errorf("the last run had %d steps, want the last one", ran)
		}
		complete(t, s)
	})
}

// The table of versions is made by hand, in two statements that MySQL commits apart.
func TestKillWhileTheVersionTableIsMadeIsMended(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		s := openAddress(t, address)
		must(t, s.CreateVersions(t.Context()))
		run(t, s, "DELETE FROM schema_versions")
		_, err := s.Migrate(t.Context())
		must(t, err)
		complete(t, s)
	})
}

func TestCheckSchemaSaysWhatToDo(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		s := openAddress(t, address)
		all := steps(t, s)
		check := func(when, want string) {
			t.Helper()
			err := s.CheckSchema(t.Context())
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: want an error with %q, got %v", when, want, err)
			}
		}
		check("without tables", "run `xuncha migrate`")
		if got := len(readSchema(t, s)); got != 0 {
			t.Errorf("the check made %d tables", got)
		}
		must(t, s.CreateVersions(t.Context()))
		run(t, s, "DELETE FROM schema_versions")
		check("without a version", "run `xuncha migrate`")
		must(t, s.UpTo(t.Context(), all[len(all)-2].Version))
		check("one step behind", "run `xuncha migrate`")
		_, err := s.Migrate(t.Context())
		must(t, err)
		must(t, s.CheckSchema(t.Context()))

		run(t, s, "INSERT INTO schema_versions (version_id, is_applied) VALUES (999999, 1)")
		check("newer", "newer than this program")
		if _, err := s.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "newer than this program") {
			t.Errorf("Migrate takes a newer schema: %v", err)
		}
		run(t, s, "DELETE FROM schema_versions WHERE version_id = ?", all[0].Version)
		check("newer with a step missing", "newer than this program")
		run(t, s, "DELETE FROM schema_versions WHERE version_id = 999999")
		check("with a step missing", "run `xuncha migrate`")
	})
}

// Whoever waits for another migration gives up with the caller.
func TestMigrateStopsWaiting(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		s := openAddress(t, address, repository.WithPool(2))
		release := holdMigrationLock(t, s, address)
		ctx, stop := deadline(t)
		defer stop()
		if _, err := s.Migrate(ctx); err == nil {
			t.Error("it migrated while another program did")
		}
		release()
		_, err := s.Migrate(t.Context())
		must(t, err)
		complete(t, s)
	})
}

func holdMigrationLock(t *testing.T, s *repository.Store, address string) (release func()) {
	t.Helper()
	if path, found := strings.CutPrefix(address, "sqlite:"); found {
		file := flock.New(path + ".migrating")
		must(t, file.Lock())
		return func() { must(t, file.Close()) }
	}
	conn, err := s.Pool().Conn(t.Context())
	must(t, err)
	var got int
	must(t, conn.QueryRowContext(t.Context(), "SELECT GET_LOCK("+repository.LockName+", 0)").Scan(&got))
	if got != 1 {
		t.Fatal("the lock is taken")
	}
	return func() {
		_, err := conn.ExecContext(t.Context(), "DO RELEASE_ALL_LOCKS()")
		must(t, err)
		must(t, conn.Close())
	}
}
