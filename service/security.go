package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Security is of the rules for logins. They hold for the whole installation.
type Security struct{ base }

var securityNoun = noun[model.SecuritySettings]{
	kind: "security", private: true,
	facts: func(r *model.SecuritySettings) facts {
		return facts{id: r.ID, version: &r.Version, updatedAt: &r.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, _ model.Sight, version uint64, row *model.SecuritySettings) error {
		return tx.Security.Update(ctx, version, row)
	},
}

// Get answers the rules.
func (s *Security) Get(ctx context.Context, a model.Actor) (model.SecuritySettings, error) {
	if err := a.Allow(model.ManageSecurity); err != nil {
		return model.SecuritySettings{}, err
	}
	return s.store.Security.Get(ctx)
}

// everywhere lets nobody through but who may do something and sees everything: it is about people and things of every region.
func everywhere(a model.Actor, p model.Permission) error {
	if err := a.Allow(p); err != nil {
		return err
	}
	if a.Scope != model.ScopeAll {
		return model.NewError(model.KindForbidden, "scope_all_needed")
	}
	return nil
}

// Update changes the rules, which takes somebody whose scope is everything: they bind people of every region.
func (s *Security) Update(
	ctx context.Context, a model.Actor, version uint64, patch Patch[model.SecurityEdit],
) (model.SecuritySettings, error) {
	if err := everywhere(a, model.ManageSecurity); err != nil {
		return model.SecuritySettings{}, err
	}
	return apply(ctx, s.base, a, edit[model.SecuritySettings]{
		noun: securityNoun, operation: "update", version: version,
		load: func(tx *repository.Store) (model.SecuritySettings, error) { return tx.Security.Lock(ctx) },
		change: func(_ *repository.Store, row *model.SecuritySettings) error {
			e, err := patch.over(row.Edit())
			if err != nil {
				return err
			}
			row.Apply(e)
			return nil
		},
	})
}
