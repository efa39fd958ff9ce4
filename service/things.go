package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// rows is what the collections of the register offer alike.
type rows[T, F any] interface {
	List(ctx context.Context, s model.Sight, f F, req model.ListRequest) (model.List[T], error)
	Get(ctx context.Context, s model.Sight, id uint64) (T, error)
	Create(ctx context.Context, rows ...*T) error
	Delete(ctx context.Context, s model.Sight, id, version uint64) error
}

// things is a collection of the register: reading, adding, changing and deleting one kind of thing.
type things[T, F any] struct {
	base
	noun noun[T]
	rows func(*repository.Store) rows[T, F]
}

// List answers one piece of what a caller sees.
func (s *things[T, F]) List(ctx context.Context, a model.Actor, f F, req model.ListRequest) (model.List[T], error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return model.List[T]{}, err
	}
	if err := s.checkFilter(f); err != nil {
		return model.List[T]{}, err
	}
	return s.rows(s.store).List(ctx, a, f, req)
}

// checkFilter refuses a filter for a day to come.
func (s *things[T, F]) checkFilter(f F) error {
	if timed, ok := any(f).(interface{ Day() model.Date }); ok {
		return s.checkDay(timed.Day())
	}
	return nil
}

// Get is the thing of an id. One outside the caller's region does not exist.
func (s *things[T, F]) Get(ctx context.Context, a model.Actor, id uint64) (T, error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		var zero T
		return zero, err
	}
	return s.rows(s.store).Get(ctx, a, id)
}

// Delete removes a thing that nothing refers to.
func (s *things[T, F]) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.WriteRegister); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, s.noun,
		func(tx *repository.Store) (T, error) { return s.rows(tx).Get(ctx, a, id) },
		func(tx *repository.Store) error {
			if err := forget(ctx, tx, s.noun.kind, id); err != nil {
				return err
			}
			return s.rows(tx).Delete(ctx, a, id, version)
		})
}

// create adds a thing that build makes in the transaction.
func (s *things[T, F]) create(
	ctx context.Context, a model.Actor, build func(tx *repository.Store, at model.Time) (T, error),
) (T, error) {
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (T, error) {
		row, err := build(tx, at)
		if err != nil {
			return row, err
		}
		if err := s.rows(tx).Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(s.noun, "create", "", nil, &row))
	})
}

// edit changes a thing that the caller has read at a version.
func (s *things[T, F]) edit(
	ctx context.Context, a model.Actor, id, version uint64, operation, reason string,
	change func(tx *repository.Store, row *T) error,
) (T, error) {
	return s.dated(ctx, a, id, version, operation, model.Reason{Reason: reason}, change)
}

// dated is edit for a change that counts from a day of its own.
func (s *things[T, F]) dated(
	ctx context.Context, a model.Actor, id, version uint64, operation string, r model.Reason,
	change func(tx *repository.Store, row *T) error,
) (T, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		var zero T
		return zero, err
	}
	return apply(ctx, s.base, a, edit[T]{
		noun: s.noun, operation: operation, reason: r.Reason, on: r.On, version: version, change: change,
		load: func(tx *repository.Store) (T, error) { return s.rows(tx).Get(ctx, a, id) },
	})
}

// living is a row of the register with the life of a site or an account.
type living[T any] interface {
	*T
	Move(verb model.LifeVerb, on model.Date, reason string) error
	Owner() (id uint64, region model.RegionCode)
	Give(o model.Organization)
}

// move suspends, resumes, closes or reopens a thing. What comes back into use needs an owner that is still there.
func move[T, F any, P living[T]](
	ctx context.Context, s *things[T, F], a model.Actor, id, version uint64, verb model.LifeVerb, r model.Reason,
) (T, error) {
	r, err := r.Normalize()
	if err != nil {
		var zero T
		return zero, err
	}
	return s.dated(ctx, a, id, version, string(verb), r, func(tx *repository.Store, row *T) error {
		if verb == model.VerbReopen {
			organizationID, region := P(row).Owner()
			if _, err := owner(ctx, tx, a, organizationID, region); err != nil {
				return err
			}
		}
		return P(row).Move(verb, r.Day(s.now()), r.Reason)
	})
}
