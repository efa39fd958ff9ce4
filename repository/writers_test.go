package repository_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestCallerStopsWaitingForTheWriter(t *testing.T) {
	s := dbtest.SQLite(t, repository.WithPool(4))
	must(t, inTx(t.Context(), s, func(*repository.Store) error {
		ctx, stop := deadline(t)
		defer stop()
		err := inTx(ctx, s, func(*repository.Store) error { return errors.New("it ran beside the other writer") })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		return nil
	}))
	must(t, inTx(t.Context(), s, func(*repository.Store) error { return nil })) // its place in the queue is free again
}

const writers = 200

func TestManyWritersOnSQLite(t *testing.T) {
	s := dbtest.SQLite(t, repository.WithPool(16))
	writeAtOnce(t, s)
}

// Each Store has a queue of its own, as each process has; between them the locks of SQLite decide.
func TestManyProgramsOnSQLite(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "xuncha.db")
	stores := make([]*repository.Store, 8)
	for i := range stores {
		stores[i] = openAddress(t, address)
		_, err := stores[i].Migrate(t.Context())
		must(t, err)
	}
	writeAtOnce(t, stores...)
}

// writeAtOnce lets many read and then write, each in a transaction of one of the stores, and checks that all succeed.
func writeAtOnce(t *testing.T, stores ...*repository.Store) {
	t.Helper()
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			err := inTx(t.Context(), stores[i%len(stores)], func(tx *repository.Store) error {
				if _, err := tx.Regions.Get(t.Context(), "42"); err != nil {
					return err
				}
				return tx.Organizations.Create(t.Context(), newOrganization(fmt.Sprint(i), "422801"))
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := countOrganizations(t, stores[0]); got != writers {
		t.Errorf("%d of %d rows are there", got, writers)
	}
}

// The control: transactions as SQLite begins them by default read first and then cannot write, however long they wait.
func TestManyWritersOnPlainSQLite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plain.db")
	pool, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)")
	must(t, err)
	defer func() { must(t, pool.Close()) }()
	pool.SetMaxOpenConns(16)
	_, err = pool.ExecContext(t.Context(), "CREATE TABLE rows (n INTEGER)")
	must(t, err)
	var all sync.WaitGroup
	var busy atomic.Int64
	for i := range writers {
		all.Go(func() {
			err := readThenWrite(t.Context(), pool, i)
			if repository.IsTransient(err) {
				busy.Add(1)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if busy.Load() == 0 {
		t.Error("no writer failed: the tests above prove nothing")
	}
}

func readThenWrite(ctx context.Context, pool *sql.DB, n int) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var count int
	if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM rows").Scan(&count); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO rows VALUES (?)", n); err != nil {
		return err
	}
	return tx.Commit()
}
