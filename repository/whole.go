package repository

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// connections is the pool as GORM sees it. A statement whose context belongs to a whole call runs in its transaction once
// that has begun, whichever Store it is asked of; any other takes a free connection.
type connections struct{ *sql.DB }

func (c connections) of(ctx context.Context) gorm.ConnPool {
	if w, _ := ctx.Value(wholeKey{c.DB}).(*whole); w != nil && w.tx != nil {
		return w.tx.Statement.ConnPool
	}
	return c.DB
}

// PrepareContext, ExecContext, QueryContext and QueryRowContext are those of gorm.ConnPool.
func (c connections) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	return c.of(ctx).PrepareContext(ctx, query)
}

// ExecContext carries out a statement.
func (c connections) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return c.of(ctx).ExecContext(ctx, query, args...)
}

// QueryContext asks for rows.
func (c connections) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return c.of(ctx).QueryContext(ctx, query, args...)
}

// QueryRowContext asks for one row.
func (c connections) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return c.of(ctx).QueryRowContext(ctx, query, args...)
}

// wholeKey keeps the calls of two databases apart.
type wholeKey struct{ pool *sql.DB }

// whole is a call whose transactions are one. Only the goroutine of the call uses it.
type whole struct {
	ctx     context.Context // of the call; a transaction ends with the context that it was begun with
	store   *Store
	first   func(tx *Store) error
	tx      *gorm.DB // nil until the first transaction of the call begins
	release func()   // gives the place of the writer back
	kept    int      // transactions of the call that went well
	inside  bool     // one of them is running
	ended   bool
	failed  error // why the call cannot be kept, whatever it answers
}

var errWholeFailed = errors.New("the transaction of the call has failed")

// Whole runs fn, and everything that fn does in transactions with the context it is given becomes one transaction, which
// is committed when fn has ended well. first runs at the beginning of that transaction and last at its end, with the
// result of fn; where fn changes nothing, the two run alone. An error of any of the three rolls everything back. What
// passes runs fn again from its start, so fn touches nothing but the database and what it answers.
//
// The transaction begins with the first InTx of fn and not before: what fn reads until then, it reads as it would by
// itself. On MySQL the first plain read of a transaction settles what all later ones see, so one that began earlier would
// show services what was before their locks. For the same reason an InTx that fails before any other went well ends the
// transaction, and the next one begins anew; one that fails later is undone back to a savepoint.
func Whole[T any](
	ctx context.Context, s *Store, first func(tx *Store) error, fn func(ctx context.Context) (T, error),
	last func(tx *Store, result T) error,
) (T, error) {
	var zero T
	if s.inTx || s.whole(ctx) != nil {
		return zero, errNested
	}
	return persistently(ctx, func() (T, error) {
		w := &whole{store: s, first: first}
		w.ctx = context.WithValue(ctx, wholeKey{s.pool}, w)
		defer w.end() // rolls back what is not committed, also after a panic
		result, err := fn(w.ctx)
		switch {
		case w.failed != nil:
			return zero, w.failed
		case err != nil:
			return result, err
		}
		if err := w.begin(); err != nil {
			return zero, cmp.Or(w.failed, err)
		}
		if err := last(s.on(w.tx), result); err != nil {
			return zero, err
		}
		return result, w.commit()
	})
}

// Apart is a context whose transactions stay whatever becomes of the call: a failed attempt is counted although it is
// refused. Once the transaction of a whole call has begun they can only take part in it.
func Apart(ctx context.Context, s *Store) context.Context {
	if w := s.whole(ctx); w != nil && w.tx == nil {
		return context.WithValue(ctx, wholeKey{s.pool}, (*whole)(nil))
	}
	return ctx
}

func (s *Store) whole(ctx context.Context) *whole {
	w, _ := ctx.Value(wholeKey{s.pool}).(*whole)
	return w
}

// join is InTx within a whole call.
func join[T any](ctx context.Context, w *whole, fn func(tx *Store) (T, error)) (result T, err error) {
	var zero T
	switch {
	case w.ended:
		return zero, errors.New("a transaction after the end of its call")
	case w.failed != nil:
		return zero, errWholeFailed
	case w.inside:
		return zero, errNested
	}
	w.inside = true
	defer func() { w.inside = false }()
	if err := w.begin(); err != nil {
		return zero, err
	}
	const savepoint = "whole_call"
	later := w.kept > 0
	if later {
		if err := w.tx.WithContext(ctx).SavePoint(savepoint).Error; err != nil {
			return zero, w.fail(fmt.Errorf("set a savepoint: %w", translate(err)))
		}
	}
	done := false
	defer func() {
		if done {
			return
		}
		if !later {
			w.rollback()
		} else if undo := w.tx.WithContext(w.ctx).RollbackTo(savepoint).Error; undo != nil {
			_ = w.fail(fmt.Errorf("go back to a savepoint: %w", translate(undo)))
		}
	}()
	if result, err = carryOut(ctx, w.store.on(w.tx), fn); err != nil {
		if isTransient(err) { // a deadlock has undone everything, not only this part
			done = true
			return zero, w.fail(err)
		}
		return zero, err
	}
	done = true
	w.kept++
	return result, nil
}

// begin begins the transaction unless it has begun.
func (w *whole) begin() error {
	if w.tx != nil {
		return nil
	}
	release, err := w.store.takeWriter(w.ctx)
	if err != nil {
		return err
	}
	w.release = release
	tx := w.store.db.WithContext(w.ctx).Begin()
	if tx.Error != nil {
		return w.fail(fmt.Errorf("begin: %w", translate(tx.Error)))
	}
	w.tx = tx
	if err := w.first(w.store.on(tx)); err != nil {
		// The service that wanted the transaction is not told why: it could take this for a refusal of its own rows.
		_ = w.fail(err)
		return errWholeFailed
	}
	return nil
}

// fail rolls back for good: nothing of the call can be kept.
func (w *whole) fail(err error) error {
	w.rollback()
	w.failed = err
	return err
}

func (w *whole) commit() error {
	tx := w.tx
	w.tx = nil
	return commit(tx)
}

func (w *whole) rollback() {
	if w.tx != nil {
		_ = w.tx.Rollback().Error // the error that led here says more
		w.tx = nil
	}
	if w.release != nil {
		w.release()
		w.release = nil
	}
	w.kept = 0
}

func (w *whole) end() {
	w.rollback()
	w.ended = true
}
