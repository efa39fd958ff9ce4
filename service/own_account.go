package service

import (
	"context"
	"errors"

	"xuncha/model"
	"xuncha/repository"
)

// Own is what callers learn about themselves.
type Own struct {
	User        model.User // empty for a key
	NewPassword bool       // whether the password has to be changed before anything else
	ExpiresAt   model.Time // of the session or the key; none for a key without an end
	TOTP        bool       // whether the rules ask the caller for a second factor
}

// Me answers who the caller is.
func (s *Sessions) Me(ctx context.Context, a model.Actor) (Own, error) {
	if err := a.Allow(model.OwnAccount); err != nil {
		return Own{}, err
	}
	if a.TokenID != 0 {
		ends, err := s.store.Tokens.ExpiresAt(ctx, a.TokenID)
		return Own{ExpiresAt: ends}, gone(err)
	}
	if err := onlyInSession(a); err != nil {
		return Own{}, err
	}
	user, err := s.store.Users.Self(ctx, a.UserID)
	if err != nil {
		return Own{}, gone(err)
	}
	session, err := s.store.Sessions.Get(ctx, a.SessionID)
	if err != nil {
		return Own{}, gone(err)
	}
	rules, err := s.store.Security.Get(ctx)
	return Own{
		User: user, ExpiresAt: session.ExpiresAt, TOTP: user.NeedsTOTP(rules),
		NewPassword: user.MustRenewPassword(rules, s.now()),
	}, err
}

// gone is the answer to a caller whose session ended after it was looked up.
func gone(err error) error {
	if IsNotFound(err) {
		return unauthenticated()
	}
	return err
}

func onlyInSession(a model.Actor) error {
	if a.SessionID == 0 {
		return model.NewError(model.KindConflict, "only_in_session")
	}
	return nil
}

// End ends the session of the caller. A key has none.
func (s *Sessions) End(ctx context.Context, a model.Actor) error {
	if err := a.Allow(model.OwnAccount); err != nil {
		return err
	}
	if err := onlyInSession(a); err != nil {
		return err
	}
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		session, err := tx.Sessions.Get(ctx, a.SessionID)
		if err != nil {
			return struct{}{}, err
		}
		if err := tx.Sessions.End(ctx, a.SessionID); err != nil {
			return struct{}{}, err
		}
		c := sessionChange("end", model.User{Scope: a.Scope}, &session, nil)
		return struct{}{}, s.record(ctx, tx, a, s.now(), c)
	})
	return gone(err)
}

// ChangePassword gives the caller a password of its own choice and ends its other sessions. Guessing the current one is
// held back as at the login: a session left open must not give away the account.
func (s *Sessions) ChangePassword(ctx context.Context, a model.Actor, in model.PasswordChange) error {
	if err := a.Allow(model.OwnAccount); err != nil {
		return err
	}
	if err := onlyInSession(a); err != nil {
		return err
	}
	in, err := in.Normalize()
	if err != nil {
		return err
	}
	user, err := s.store.Users.Self(ctx, a.UserID)
	if err != nil {
		return gone(err)
	}
	g, err := s.prove(ctx, a, "user.change_password", "current_password", user, in.CurrentPassword)
	if err != nil {
		return err
	}
	hash, err := s.passwords.renew(ctx, "new_password", in.NewPassword, user.Name, user.DisplayName)
	if err == nil {
		err = s.replacePassword(ctx, a, user, hash, g)
	}
	if err != nil {
		return errors.Join(err, s.giveBack(ctx, g))
	}
	return nil
}

// prove checks the password of whoever has logged in. The guess is charged; a refusal is of the field and leaves its entry.
func (s *Sessions) prove(
	ctx context.Context, a model.Actor, operation, field string, user model.User, typed model.Password,
) (guess, error) {
	g, err := s.charge(ctx, user.NameKey, a.Source, user.ID)
	if hasKind(err, model.KindTooMany) {
		return g, s.refuse(ctx, a, operation, user, err)
	}
	if err != nil {
		return g, err
	}
	ok, _, err := s.passwords.matches(ctx, user.PasswordHash, typed)
	if err != nil {
		return g, errors.Join(err, s.giveBack(ctx, g))
	}
	if !ok {
		return g, s.refuse(ctx, a, operation, user, model.InvalidField(field, "password_wrong"))
	}
	return g, nil
}

// replacePassword writes the hash of a new password over the one that was compared, and ends the other sessions.
func (s *Sessions) replacePassword(ctx context.Context, a model.Actor, user model.User, hash string, g guess) error {
	_, err := s.editSelf(ctx, a, "change_password", func(tx *repository.Store, row *model.User, at model.Time) error {
		if row.PasswordHash != user.PasswordHash {
			return unauthenticated() // whoever set another one has ended this session
		}
		row.PasswordHash, row.PasswordChangedAt, row.MustChangePassword = hash, at, false
		if err := tx.Sessions.EndOf(ctx, row.ID, a.SessionID); err != nil {
			return err
		}
		return g.succeed(ctx, tx)
	})
	return err
}

// editSelf changes the caller's own account in one transaction.
func (s *Sessions) editSelf(
	ctx context.Context, a model.Actor, operation string, change func(tx *repository.Store, row *model.User, at model.Time) error,
) (model.User, error) {
	if err := onlyInSession(a); err != nil {
		return model.User{}, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.User, error) {
		row, err := tx.Users.LockSelf(ctx, a.UserID)
		if err != nil {
			return row, gone(err)
		}
		if row.State != model.UserActive {
			return row, unauthenticated()
		}
		before, at := row, s.now()
		if err := change(tx, &row, at); err != nil {
			return row, err
		}
		row.Version, row.UpdatedAt = before.Version+1, at
		if err := tx.Users.Update(ctx, before.Version, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(userNoun, operation, "", &before, &row))
	})
}
