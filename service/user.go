package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Users is the collection of people who log in.
type Users struct {
	base
	passwords *passwords
}

var userNoun = noun[model.User]{
	kind: "user", private: true,
	facts: func(u *model.User) facts { return facts{u.ID, u.Name, u.Scope.Region(), &u.Version, &u.UpdatedAt} },
	put: func(ctx context.Context, tx *repository.Store, _ model.Sight, version uint64, row *model.User) error {
		return tx.Users.Update(ctx, version, row)
	},
}

// List answers one piece of the users whom the caller manages.
func (s *Users) List(
	ctx context.Context, a model.Actor, f model.UserFilter, req model.ListRequest,
) (model.List[model.User], error) {
	if err := a.Allow(model.ManageUsers); err != nil {
		return model.List[model.User]{}, err
	}
	return s.store.Users.List(ctx, a.Manages(), f, req)
}

// Get is the user of an id. One whom the caller does not manage does not exist.
func (s *Users) Get(ctx context.Context, a model.Actor, id uint64) (model.User, error) {
	if err := a.Allow(model.ManageUsers); err != nil {
		return model.User{}, err
	}
	return s.store.Users.Get(ctx, a.Manages(), id)
}

// Find is the user of a name.
func (s *Users) Find(ctx context.Context, a model.Actor, name string) (model.User, error) {
	if err := a.Allow(model.ManageUsers); err != nil {
		return model.User{}, err
	}
	user, err := s.store.Users.ByName(ctx, model.Key(name))
	if err != nil {
		return model.User{}, err
	}
	return s.store.Users.Get(ctx, a.Manages(), user.ID)
}

// Create adds a user.
func (s *Users) Create(
	ctx context.Context, a model.Actor, e model.UserEdit, p model.NewPassword,
) (model.User, error) {
	if err := a.Allow(model.ManageUsers); err != nil {
		return model.User{}, err
	}
	e, err := e.Normalize()
	p, passwordErr := p.Normalize()
	if err := joinFields(err, passwordErr); err != nil {
		return model.User{}, err
	}
	if e.RegionCode != "" { // that of unit staff follows from their organization
		if err := a.Manages().Check(e.Role, e.RegionCode); err != nil {
			return model.User{}, err
		}
	}
	hash, err := s.passwords.renew(ctx, "password", p.Password, e.Name, e.DisplayName)
	if err != nil {
		return model.User{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.User, error) {
		row := model.User{
			State: model.UserActive, PasswordHash: hash, PasswordChangedAt: at, MustChangePassword: !p.Kept,
			Version: 1, CreatedAt: at, UpdatedAt: at,
		}
		if err := place(ctx, tx, a, &e); err != nil {
			return row, err
		}
		row.Apply(e)
		if err := tx.Users.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(userNoun, "create", "", nil, &row))
	})
}

// joinFields is one refusal of all the fields that several refuse.
func joinFields(errs ...error) error {
	var fields []model.FieldError
	for _, err := range errs {
		if err != nil {
			fields = append(fields, fieldsOf(err)...)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return model.Invalid(fields...)
}

// place gives unit staff the region of their organization, and holds the result to what the caller may give.
func place(ctx context.Context, tx *repository.Store, a model.Actor, e *model.UserEdit) error {
	if e.Role == model.RoleUnitStaff {
		o, err := owner(ctx, tx, a, uint64(e.OrganizationID), model.RegionCode(e.RegionCode))
		if err != nil {
			return err
		}
		e.RegionCode = model.Scope(o.RegionCode)
	}
	return a.Manages().Check(e.Role, e.RegionCode)
}

// Update changes a user. Other rights end the user's sessions.
func (s *Users) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.UserEdit],
) (model.User, error) {
	return s.edit(ctx, a, id, version, "update", "", func(tx *repository.Store, row *model.User) error {
		before := row.Edit()
		e, err := patch.over(before)
		if err != nil {
			return err
		}
		// Another organization moves unit staff; the region that came along unchanged is the old one, not a wish.
		if e.Role == model.RoleUnitStaff && e.OrganizationID != before.OrganizationID && e.RegionCode == before.RegionCode {
			e.RegionCode = ""
		}
		if e.Role != row.Role || e.RegionCode != row.Scope || e.OrganizationID != row.OrganizationID {
			if err := place(ctx, tx, a, &e); err != nil {
				return err
			}
		}
		row.Apply(e)
		return nil
	})
}

// Disable keeps a user out and ends its sessions.
func (s *Users) Disable(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.User, error) {
	return s.move(ctx, a, id, version, "disable", r, (*model.User).Disable)
}

// Enable lets a user in again.
func (s *Users) Enable(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.User, error) {
	return s.move(ctx, a, id, version, "enable", r, (*model.User).Enable)
}

func (s *Users) move(
	ctx context.Context, a model.Actor, id, version uint64, verb string, r model.Reason, fn func(*model.User) error,
) (model.User, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.User{}, err
	}
	return s.edit(ctx, a, id, version, verb, r.Reason, func(_ *repository.Store, row *model.User) error { return fn(row) })
}

// SetPassword gives a user a new password, which it changes at the next login, and ends its sessions.
func (s *Users) SetPassword(
	ctx context.Context, a model.Actor, id, version uint64, p model.NewPassword,
) (model.User, error) {
	// Who it is about is looked at before the work of a hash, and again in the transaction.
	user, err := s.Get(ctx, a, id)
	if err != nil {
		return user, err
	}
	if p, err = p.Normalize(); err != nil {
		return user, err
	}
	hash, err := s.passwords.renew(ctx, "password", p.Password, user.Name, user.DisplayName)
	if err != nil {
		return user, err
	}
	return s.edit(ctx, a, id, version, "set_password", "", func(_ *repository.Store, row *model.User) error {
		if a.Is(row.ID, 0) {
			return model.NewError(model.KindForbidden, "not_your_own")
		}
		row.PasswordHash, row.PasswordChangedAt, row.MustChangePassword = hash, s.now(), true
		return nil
	})
}

// edit changes a user whom the caller manages. It holds what every change must keep to: nobody changes its own rights,
// somebody is left who manages users, and other rights or another password end the sessions of the user.
func (s *Users) edit(
	ctx context.Context, a model.Actor, id, version uint64, operation, reason string,
	change func(tx *repository.Store, row *model.User) error,
) (model.User, error) {
	if err := a.Allow(model.ManageUsers); err != nil {
		return model.User{}, err
	}
	return apply(ctx, s.base, a, edit[model.User]{
		noun: userNoun, operation: operation, reason: reason, version: version,
		load: func(tx *repository.Store) (model.User, error) {
			// First of all, so that administrators who remove each other follow one another.
			if _, err := tx.Security.Lock(ctx); err != nil {
				return model.User{}, err
			}
			return tx.Users.Lock(ctx, a.Manages(), id)
		},
		change: func(tx *repository.Store, row *model.User) error {
			before := *row
			if err := change(tx, row); err != nil {
				return err
			}
			if row.SameRights(before) && row.PasswordHash == before.PasswordHash {
				return nil
			}
			if a.Is(row.ID, 0) {
				return model.NewError(model.KindForbidden, "not_your_own")
			}
			if err := leavesAdministrator(ctx, tx, before, *row); err != nil {
				return err
			}
			return tx.Sessions.EndOf(ctx, row.ID, 0)
		},
	})
}

// leavesAdministrator refuses a change after which nobody manages the users of the area of before.
func leavesAdministrator(ctx context.Context, tx *repository.Store, before, after model.User) error {
	if !before.ManagesUsers() {
		return nil
	}
	if within, ok := after.Scope.Narrow(before.Scope); after.ManagesUsers() && ok && within == before.Scope {
		return nil
	}
	others, err := tx.Users.Administrators(ctx, before.Scope, before.ID)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ManagesUsers() {
			return nil
		}
	}
	return model.NewError(model.KindConflict, "last_administrator")
}
