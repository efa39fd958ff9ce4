package service

import (
	"context"
	"sync"

	"xuncha/model"
	"xuncha/repository"
)

// Tokens is the collection of API keys.
type Tokens struct {
	base
	mu   sync.Mutex
	used map[uint64]model.Time // the minute in which the use of a key was last kept
}

func newTokens(b base) *Tokens { return &Tokens{base: b, used: map[uint64]model.Time{}} }

var tokenNoun = noun[model.Token]{
	kind: "token", private: true,
	facts: func(t *model.Token) facts {
		return facts{id: t.ID, code: t.Name, region: t.Scope.Region(), version: &t.Version, updatedAt: &t.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Token) error {
		return tx.Tokens.Update(ctx, s, version, row)
	},
}

func (s *Tokens) status(t model.Token) model.TokenStatus {
	return model.TokenStatus{Token: t, State: t.State(s.now())}
}

// List answers one piece of the keys in the caller's region.
func (s *Tokens) List(
	ctx context.Context, a model.Actor, f model.TokenFilter, req model.ListRequest,
) (model.List[model.TokenStatus], error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return model.List[model.TokenStatus]{}, err
	}
	f.Now = s.now()
	found, err := s.store.Tokens.List(ctx, a.Scope, f, req)
	out := model.List[model.TokenStatus]{Total: found.Total, Next: found.Next}
	for _, t := range found.Items {
		out.Items = append(out.Items, model.TokenStatus{Token: t, State: t.State(f.Now)})
	}
	return out, err
}

// Get is the key of an id. One outside the caller's region does not exist.
func (s *Tokens) Get(ctx context.Context, a model.Actor, id uint64) (model.TokenStatus, error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return model.TokenStatus{}, err
	}
	row, err := s.store.Tokens.Get(ctx, a.Scope, id)
	return s.status(row), err
}

// Create makes an API key and answers its text, which is not kept.
func (s *Tokens) Create(ctx context.Context, a model.Actor, e model.TokenEdit) (model.TokenStatus, string, error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return model.TokenStatus{}, "", err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.TokenStatus{}, "", err
	}
	if within, ok := a.Scope.Narrow(e.Scope); !ok || within != e.Scope {
		return model.TokenStatus{}, "", model.InvalidField("region_code", "unknown_reference")
	}
	if err := grantable(a, e.Role, e.Permissions); err != nil {
		return model.TokenStatus{}, "", err
	}
	text := model.NewTokenText()
	row, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Token, error) {
		return s.insert(ctx, tx, a, e, text)
	})
	if err != nil {
		return model.TokenStatus{}, "", err
	}
	return s.status(row), text, nil
}

// grantable refuses to hand out permissions that the actor does not have.
func grantable(a model.Actor, role model.Role, permissions model.Set[model.Permission]) error {
	if lacking := a.Lacks(role, permissions); len(lacking) > 0 {
		return model.InvalidField("scopes", "beyond_own_rights", listed(lacking))
	}
	return nil
}

func (s *Tokens) insert(
	ctx context.Context, tx *repository.Store, a model.Actor, e model.TokenEdit, text string,
) (model.Token, error) {
	row, err := model.NewToken(e, text, s.now())
	if err != nil {
		return row, err
	}
	if err := tx.Tokens.Create(ctx, &row); err != nil {
		return row, err
	}
	return row, s.record(ctx, tx, a, row.CreatedAt, changed(tokenNoun, "create", "", nil, &row))
}

// Update changes the name, the networks or the end of a key.
func (s *Tokens) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.TokenEdit],
) (model.TokenStatus, error) {
	return s.edit(ctx, a, id, version, "update", "", func(tx *repository.Store, row *model.Token) error {
		e, err := patch.over(row.Edit())
		if err != nil {
			return err
		}
		before := row.ExpiresAt
		if err := row.Change(e, s.now()); err != nil {
			return err
		}
		sooner := !row.ExpiresAt.IsZero() && (before.IsZero() || row.ExpiresAt.Before(before.Time))
		if !sooner || !row.IsWayIn() {
			return nil
		}
		return keepWayIn(ctx, tx, row.ID, row.ExpiresAt)
	})
}

// keepWayIn refuses to end a key with which nobody would be left to administrate everything.
func keepWayIn(ctx context.Context, tx *repository.Store, id uint64, at model.Time) error {
	left, err := tx.Tokens.OtherWayIn(ctx, id, at)
	if err == nil && !left {
		err = model.NewError(model.KindConflict, "last_administrator")
	}
	return err
}

// Rotate gives a key another text, which is answered and not kept. The text before stays good for a while. Whoever gets
// the text can do what the key can, so nobody rotates a key that may do more than he may.
func (s *Tokens) Rotate(
	ctx context.Context, a model.Actor, id, version uint64, r model.TokenRotation,
) (model.TokenStatus, string, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.TokenStatus{}, "", err
	}
	text := model.NewTokenText()
	row, err := s.edit(ctx, a, id, version, "rotate", "", func(_ *repository.Store, row *model.Token) error {
		if lacking := a.Lacks(row.Role, row.Permissions); len(lacking) > 0 {
			return model.NewError(model.KindForbidden, "key_beyond_own_rights", listed(lacking))
		}
		return row.Rotate(text, r, s.now())
	})
	if err != nil {
		return model.TokenStatus{}, "", err
	}
	return row, text, nil
}

// Revoke ends a key at once.
func (s *Tokens) Revoke(ctx context.Context, a model.Actor, id, version uint64, reason model.Reason) (model.TokenStatus, error) {
	reason, err := reason.Normalize()
	if err != nil {
		return model.TokenStatus{}, err
	}
	return s.edit(ctx, a, id, version, "revoke", reason.Reason, func(tx *repository.Store, row *model.Token) error {
		now := s.now()
		serving := row.IsWayIn() && row.State(now) == model.TokenActive
		if err := row.Revoke(now); err != nil || !serving {
			return err
		}
		return keepWayIn(ctx, tx, row.ID, now)
	})
}

// edit changes a key that the caller has read at a version.
func (s *Tokens) edit(
	ctx context.Context, a model.Actor, id, version uint64, operation, reason string,
	change func(tx *repository.Store, row *model.Token) error,
) (model.TokenStatus, error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return model.TokenStatus{}, err
	}
	// What a key may do never changes, so it is read outside of the transaction: there the first plain read settles what
	// all later ones see, and that must not be before the locks.
	outside, err := s.store.Tokens.Get(ctx, a.Scope, id)
	if err != nil {
		return model.TokenStatus{}, err
	}
	row, err := apply(ctx, s.base, a, edit[model.Token]{
		noun: tokenNoun, operation: operation, reason: reason, version: version, change: change,
		load: func(tx *repository.Store) (model.Token, error) {
			if outside.IsWayIn() {
				if _, err := tx.Security.Lock(ctx); err != nil {
					return model.Token{}, err
				}
			}
			return tx.Tokens.Lock(ctx, a.Scope, id)
		},
	})
	return s.status(row), err
}
