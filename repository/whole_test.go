package repository_test

import (
	"context"
	"errors"
	"testing"

	mysqldriver "github.com/go-sql-driver/mysql"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func newRepeat(key string, at model.Time) *model.Repeat {
	return &model.Repeat{Principal: "user:7", Operation: "createSite", RepeatKey: key, Fingerprint: []byte("f"), KeyID: "k", CreatedAt: at}
}

// whole runs Whole with a record as Repeats keeps one, which the tests look for afterwards.
func whole(t *testing.T, s *repository.Store, fn func(ctx context.Context) error) error {
	t.Helper()
	row := newRepeat("key-of-the-call", noon)
	_, err := repository.Whole(t.Context(), s, func(tx *repository.Store) error {
		row.ID = 0
		return tx.Repeats.Create(t.Context(), row)
	}, func(ctx context.Context) (int, error) { return 0, fn(ctx) }, func(tx *repository.Store, _ int) error {
		row.Answer = []byte("answer")
		return tx.Repeats.Keep(t.Context(), *row)
	})
	if n := s.Pool().Stats().InUse; n != 0 {
		t.Errorf("%d connections are in use", n)
	}
	return err
}

// add is a service that adds something in a transaction of its own.
func add(ctx context.Context, t *testing.T, s *repository.Store, name string) error {
	t.Helper()
	return inTx(ctx, s, func(tx *repository.Store) error {
		return tx.Organizations.Create(ctx, newOrganization(name, "422801"))
	})
}

// left checks the names of the organizations and the answers that are stored.
func left(t *testing.T, s *repository.Store, names, answers int) {
	t.Helper()
	if n := countOrganizations(t, s); n != names {
		t.Errorf("%d things are stored, want %d", n, names)
	}
	if n := ask[int](t, s, "SELECT COUNT(*) FROM repeats WHERE answer IS NOT NULL"); n != answers {
		t.Errorf("%d answers are stored, want %d", n, answers)
	}
	if n := ask[int](t, s, "SELECT COUNT(*) FROM repeats"); n != answers {
		t.Errorf("%d records are stored, want %d", n, answers)
	}
}

// The pool has one connection: a statement that went past the transaction would hang.
func TestWholeCallIsOneTransaction(t *testing.T) {
	boom := errors.New("boom")
	for name, c := range map[string]struct {
		ends           error
		names, answers int
	}{"kept": {nil, 2, 1}, "undone": {boom, 0, 0}} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				err := whole(t, s, func(ctx context.Context) error {
					if _, err := s.Regions.Get(ctx, "42"); err != nil { // before it begins
						return err
					}
					must(t, add(ctx, t, s, "one"))
					must(t, add(ctx, t, s, "two"))
					found, err := s.Organizations.List(ctx, model.ScopeAll, model.OrganizationFilter{}, model.ListRequest{ByKey: true, Limit: 9})
					if err != nil || len(found.Items) != 2 {
						t.Errorf("a read beside the transaction: %d things, %v", len(found.Items), err)
					}
					return c.ends
				})
				if !errors.Is(err, c.ends) {
					t.Errorf("%v", err)
				}
				left(t, s, c.names, c.answers)
			})
		})
	}
}

func TestWholeCallThatChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		must(t, whole(t, s, func(context.Context) error { return nil }))
		left(t, s, 0, 1)
	})
}

// A service that tries again after a refusal begins with a fresh transaction, or goes back to where it was.
func TestRefusalWithinWholeCall(t *testing.T) {
	boom := errors.New("boom")
	failing := func(ctx context.Context, t *testing.T, s *repository.Store) {
		t.Helper()
		err := inTx(ctx, s, func(tx *repository.Store) error {
			must(t, tx.Organizations.Create(ctx, newOrganization("undone", "422801")))
			return boom
		})
		if !errors.Is(err, boom) {
			t.Errorf("%v", err)
		}
		err = inTx(ctx, s, func(tx *repository.Store) error { // refused by the database
			must(t, tx.Organizations.Create(ctx, newOrganization("same", "422801")))
			return tx.Organizations.Create(ctx, newOrganization("same", "422801"))
		})
		if !errors.Is(err, repository.ErrTaken) {
			t.Errorf("%v", err)
		}
	}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		must(t, whole(t, s, func(ctx context.Context) error {
			failing(ctx, t, s)
			must(t, add(ctx, t, s, "one"))
			failing(ctx, t, s)
			return add(ctx, t, s, "two")
		}))
		left(t, s, 2, 1)
		if n := ask[int](t, s, "SELECT COUNT(*) FROM organizations WHERE name IN ('one', 'two')"); n != 2 {
			t.Errorf("%d of the two are stored", n)
		}
	})
}

func TestWholeCallsDoNotNest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		var kept context.Context
		must(t, whole(t, s, func(ctx context.Context) error {
			kept = ctx
			never := func(*repository.Store) error { return errors.New("it ran") }
			nested := func(err error) {
				t.Helper()
				if err == nil || err.Error() != "a transaction inside a transaction" {
					t.Errorf("got %v", err)
				}
			}
			must(t, inTx(ctx, s, func(tx *repository.Store) error {
				nested(inTx(ctx, tx, never))
				nested(inTx(ctx, s, never))
				return nil
			}))
			_, err := repository.Whole(ctx, s, never, func(context.Context) (int, error) { return 0, nil }, nil)
			nested(err)
			return nil
		}))
		if err := add(kept, t, s, "late"); err == nil {
			t.Error("a transaction began after the end of its call")
		}
		left(t, s, 0, 1)
	})
}

// What passes runs the whole call again, also when the call has swallowed it: after a deadlock the database has undone
// everything, and a COMMIT of what follows would answer that all is well.
func TestWholeCallRunsAgain(t *testing.T) {
	deadlock := &mysqldriver.MySQLError{Number: 1213}
	for name, swallow := range map[string]bool{"told": false, "swallowed": true} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				tries := 0
				must(t, whole(t, s, func(ctx context.Context) error {
					tries++
					must(t, add(ctx, t, s, "one"))
					err := inTx(ctx, s, func(*repository.Store) error {
						if tries < 3 {
							return deadlock
						}
						return nil
					})
					if swallow {
						if again := add(ctx, t, s, "two"); (again == nil) != (err == nil) {
							t.Errorf("after %v: %v", err, again)
						}
						return nil
					}
					return err
				}))
				if tries != 3 {
					t.Errorf("%d tries", tries)
				}
				want := 1
				if swallow {
					want = 2
				}
				left(t, s, want, 1)
			})
		})
	}
}

func TestPanicUndoesWholeCall(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		for _, inside := range []bool{false, true} {
			func() {
				defer func() {
					if recover() != "boom" {
						t.Error("the panic was swallowed")
					}
				}()
				_ = whole(t, s, func(ctx context.Context) error {
					must(t, add(ctx, t, s, "one"))
					_ = inTx(ctx, s, func(*repository.Store) error {
						if inside {
							panic("boom")
						}
						return nil
					})
					panic("boom")
				})
			}()
		}
		left(t, s, 0, 0)
		must(t, add(t.Context(), t, s, "after")) // the writer's place and the connection are free
	})
}

// What must stay although the call is refused is done before its transaction begins, or after one that failed.
func TestApartStays(t *testing.T) {
	refusal := model.NotFound()
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		err := whole(t, s, func(ctx context.Context) error {
			must(t, add(repository.Apart(ctx, s), t, s, "counted"))
			_ = inTx(ctx, s, func(*repository.Store) error { return refusal })
			must(t, add(repository.Apart(ctx, s), t, s, "noted"))
			must(t, add(ctx, t, s, "undone"))
			must(t, add(repository.Apart(ctx, s), t, s, "undone with it"))
			return refusal
		})
		refused(t, err, "not_found", "")
		left(t, s, 2, 0)
	})
}

// A record that cannot be taken is told to the caller of Whole, whatever the service makes of it.
func TestWholeCallWithoutItsRecord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		must(t, s.Repeats.Create(t.Context(), newRepeat("key-of-the-call", noon)))
		run(t, s, "UPDATE repeats SET answer = X'61'")
		for _, tries := range []int{0, 1, 2} {
			err := whole(t, s, func(ctx context.Context) error {
				for range tries {
					if err := add(ctx, t, s, "one"); err == nil || errors.Is(err, repository.ErrTaken) {
						t.Errorf("the service is told %v", err)
					}
				}
				return nil
			})
			if !errors.Is(err, repository.ErrTaken) {
				t.Errorf("%v", err)
			}
		}
		left(t, s, 0, 1)
	})
}

func TestConnectionLostAtTheEndOfWholeCall(t *testing.T) {
	s := dbtest.OnMariaDB(t, repository.WithPool(2))
	err := whole(t, s, func(ctx context.Context) error {
		must(t, add(ctx, t, s, "one"))
		return inTx(ctx, s, func(tx *repository.Store) error {
			kill(t, s, tx)
			return nil
		})
	})
	refused(t, err, "database_unavailable", "") // the answer cannot be written any more: nothing is in doubt
	left(t, s, 0, 0)

	_, err = repository.Whole(t.Context(), s, func(*repository.Store) error { return nil },
		func(ctx context.Context) (int, error) { return 0, add(ctx, t, s, "one") },
		func(tx *repository.Store, _ int) error {
			kill(t, s, tx)
			return nil
		})
	refused(t, err, "outcome_unknown", "")
	left(t, s, 0, 0)
}

// crossing answers how many organizations a transaction sees that were added after the call had read for the first time
// and before the transaction. early begins the transaction before that read.
func crossing(t *testing.T, early bool) (seen int) {
	t.Helper()
	s := dbtest.OnMariaDB(t, repository.WithPool(4))
	must(t, whole(t, s, func(ctx context.Context) error {
		if early {
			must(t, inTx(ctx, s, func(*repository.Store) error { return nil }))
		}
		if _, err := s.Regions.Get(ctx, "42"); err != nil {
			return err
		}
		must(t, add(t.Context(), t, s, "crossing"))
		return inTx(ctx, s, func(tx *repository.Store) error {
			return tx.DB().WithContext(ctx).Raw("SELECT COUNT(*) FROM organizations").Scan(&seen).Error
		})
	}))
	return seen
}

func TestWholeCallBeginsLate(t *testing.T) {
	if crossing(t, false) != 1 {
		t.Error("the transaction shows what was before it")
	}
}

// The control: a transaction that began with the call would show its services an old state.
func TestWholeCallThatBeginsEarly(t *testing.T) {
	if crossing(t, true) != 0 {
		t.Error("the first read settles nothing: the test above proves nothing")
	}
}

func TestPurgeOfRepeats(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		old, young := newRepeat("old-old-old", noon), newRepeat("young-young", noon)
		old.CreatedAt = model.NewTime(noon.AddDate(0, 0, -1))
		must(t, s.Repeats.Create(t.Context(), old))
		must(t, s.Repeats.Create(t.Context(), young))
		for _, want := range []int{1, 0} {
			if n, err := s.Repeats.Purge(t.Context(), old.CreatedAt); err != nil || n != want {
				t.Errorf("%d removed, %v", n, err)
			}
		}
		if _, err := s.Repeats.Find(t.Context(), "user:7", "createSite", "young-young"); err != nil {
			t.Error(err)
		}
		_, err := s.Repeats.Find(t.Context(), "user:7", "createSite", "Young-young")
		refused(t, err, "not_found", "")
	})
}
