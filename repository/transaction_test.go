package repository_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	mysqldriver "github.com/go-sql-driver/mysql"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func countOrganizations(t *testing.T, s *repository.Store) int {
	t.Helper()
	return ask[int](t, s, "SELECT COUNT(*) FROM organizations")
}

func TestTransactionCommits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		id, err := repository.InTx(t.Context(), s, func(tx *repository.Store) (uint64, error) {
			return addOrganization(t, tx, "one", "422801").ID, nil
		})
		must(t, err)
		if o, err := s.Organizations.Get(t.Context(), model.Scope("422801"), id); err != nil || o.Name != "one" {
			t.Errorf("got %q (%v)", o.Name, err)
		}
	})
}

func TestErrorRollsBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		boom := errors.New("boom")
		calls := 0
		err := inTx(t.Context(), s, func(tx *repository.Store) error {
			calls++
			addOrganization(t, tx, "one", "422801")
			return boom
		})
		if !errors.Is(err, boom) || calls != 1 {
			t.Errorf("%d calls, error %v", calls, err)
		}
		if got := countOrganizations(t, s); got != 0 {
			t.Errorf("%d rows are left", got)
		}
	})
}

// The pool has one connection: were it lost with the panic, what follows would hang.
func TestPanicRollsBackAndGivesTheConnectionBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		func() {
			defer func() {
				if recover() != "boom" {
					t.Error("the panic was swallowed")
				}
			}()
			_ = inTx(t.Context(), s, func(tx *repository.Store) error {
				addOrganization(t, tx, "one", "422801")
				panic("boom")
			})
		}()
		if got := s.Pool().Stats().InUse; got != 0 {
			t.Fatalf("%d connections are in use", got)
		}
		must(t, inTx(t.Context(), s, func(tx *repository.Store) error {
			addOrganization(t, tx, "two", "422801")
			return nil
		}))
		if got := ask[string](t, s, "SELECT name FROM organizations"); got != "two" {
			t.Errorf("found %q", got)
		}
		if got := countOrganizations(t, s); got != 1 {
			t.Errorf("there are %d rows, want the one of the second transaction", got)
		}
	})
}

func TestNestedTransactionIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		err := inTx(t.Context(), s, func(tx *repository.Store) error {
			return inTx(t.Context(), tx, func(*repository.Store) error { return errors.New("the inner one ran") })
		})
		if err == nil || err.Error() != "a transaction inside a transaction" {
			t.Errorf("got %v", err)
		}
	})
}

// What escapes from its transaction waits for the one connection that the transaction holds, so tests find it.
func TestEscapeFromTransactionHangs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		err := inTx(t.Context(), s, func(tx *repository.Store) error {
			ctx, stop := deadline(t)
			defer stop()
			if _, err := tx.Regions.Get(ctx, "42"); err != nil {
				return err
			}
			_, err := s.Regions.Get(ctx, "42")
			return err
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("want it to hang until the deadline, got %v", err)
		}
	})
}

// crossed runs two transactions that change two rows in opposite order. The first try of each waits until the other has
// its first row, which makes the deadlock certain.
func crossed(t *testing.T, s *repository.Store, transact func(fn func(tx *repository.Store) (int, error)) (int, error)) (errs [2]error, tries int64) {
	t.Helper()
	ids := [2]uint64{addOrganization(t, s, "one", "422801").ID, addOrganization(t, s, "two", "422801").ID}
	var barrier, ended sync.WaitGroup
	barrier.Add(2)
	var all atomic.Int64
	for i := range 2 {
		ended.Go(func() {
			first := true
			_, errs[i] = transact(func(tx *repository.Store) (int, error) {
				all.Add(1)
				for n := range 2 {
					if n == 1 && first {
						first = false
						barrier.Done()
						barrier.Wait()
					}
					if err := rename(t.Context(), tx, ids[i^n], fmt.Sprintf("by %d", i)); err != nil {
						return 0, err
					}
				}
				return 0, nil
			})
		})
	}
	ended.Wait()
	return errs, all.Load()
}

func rename(ctx context.Context, s *repository.Store, id uint64, name string) error {
	return s.DB().WithContext(ctx).Exec("UPDATE organizations SET short_name = ? WHERE id = ?", name, id).Error
}

func TestDeadlockIsRepeated(t *testing.T) {
	s := dbtest.OnMariaDB(t, repository.WithPool(4))
	errs, tries := crossed(t, s, func(fn func(*repository.Store) (int, error)) (int, error) {
		return repository.InTx(t.Context(), s, fn)
	})
	if errs[0] != nil || errs[1] != nil {
		t.Errorf("failed: %v", errs)
	}
	if tries < 3 {
		t.Errorf("only %d tries: there was no deadlock", tries)
	}
	if got := ask[int](t, s, "SELECT COUNT(DISTINCT short_name) FROM organizations"); got != 1 {
		t.Error("the rows are from both transactions")
	}
}

// The control: one try alone fails, so the test above had something to repeat.
func TestDeadlockFailsWithoutRepetition(t *testing.T) {
	s := dbtest.OnMariaDB(t, repository.WithPool(4))
	errs, tries := crossed(t, s, func(fn func(*repository.Store) (int, error)) (int, error) {
		return repository.RunTx(t.Context(), s, fn)
	})
	var failed []error
	for _, err := range errs {
		if err != nil {
			failed = append(failed, err)
		}
	}
	var my *mysqldriver.MySQLError
	if len(failed) != 1 || tries != 2 || !errors.As(failed[0], &my) || my.Number != 1213 {
		t.Errorf("want one deadlock, got %v in %d tries", failed, tries)
	}
}

func TestOnlyTransientErrorsAreRepeated(t *testing.T) {
	cases := map[string]struct {
		err  error
		want int
	}{
		"deadlock":      {&mysqldriver.MySQLError{Number: 1213}, repository.TransactionTries},
		"lock wait":     {fmt.Errorf("update: %w", &mysqldriver.MySQLError{Number: 1205}), repository.TransactionTries},
		"snapshot":      {&mysqldriver.MySQLError{Number: 1020}, repository.TransactionTries},
		"duplicate":     {&mysqldriver.MySQLError{Number: 1062}, 1},
		"refusal":       {model.NotFound(), 1},
		"something":     {errors.New("something"), 1},
		"lost":          {mysqldriver.ErrInvalidConn, 1},
		"caller's wish": {context.Canceled, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				calls := 0
				err := inTx(t.Context(), s, func(tx *repository.Store) error {
					calls++
					addOrganization(t, tx, "one", "422801")
					return c.err
				})
				if !errors.Is(err, c.err) || calls != c.want {
					t.Errorf("%d calls, want %d (%v)", calls, c.want, err)
				}
				if c.want > 1 {
					refused(t, err, "database_unavailable", "")
				}
				if got := countOrganizations(t, s); got != 0 {
					t.Errorf("%d rows are left", got)
				}
			})
		})
	}
}

// kill ends the connection of a transaction from another one, as a restart of the server or a proxy would.
func kill(t *testing.T, s, tx *repository.Store) {
	t.Helper()
	var id int64
	must(t, tx.DB().Raw("SELECT CONNECTION_ID()").Scan(&id).Error)
	run(t, s, "KILL ?", id)
	for ask[int](t, s, "SELECT COUNT(*) FROM information_schema.processlist WHERE id = ?", id) > 0 {
		if t.Context().Err() != nil {
			t.Fatal("the connection lives on")
		}
	}
}

func TestConnectionLost(t *testing.T) {
	cases := map[string]struct {
		after func(tx *repository.Store) error
		code  string
	}{
		"at commit":      {func(*repository.Store) error { return nil }, "outcome_unknown"},
		"at a statement": {func(tx *repository.Store) error { _, err := tx.Regions.Get(t.Context(), "42"); return err }, "database_unavailable"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := dbtest.OnMariaDB(t, repository.WithPool(2))
			calls := 0
			err := inTx(t.Context(), s, func(tx *repository.Store) error {
				calls++
				addOrganization(t, tx, "one", "422801")
				kill(t, s, tx)
				return c.after(tx)
			})
			refused(t, err, c.code, "")
			var e *model.Error
			if errors.As(err, &e) && e.Kind != model.KindUnavailable {
				t.Errorf("the kind is %d", e.Kind)
			}
			if got := countOrganizations(t, s); got != 0 || calls != 1 {
				t.Errorf("%d rows are left after %d calls", got, calls)
			}
		})
	}
}
