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
	const operation = "user.change_password"
	g, err := s.charge(ctx, user.NameKey, a.Source, user.ID)
	if hasKind(err, model.KindTooMany) {
		return s.refuse(ctx, a, operation, user, err)
	}
	if err != nil {
		return err
	}
	ok, _, err := s.passwords.matches(ctx, user.PasswordHash, in.CurrentPassword)
	if err != nil {
		return errors.Join(err, s.giveBack(ctx, g))
	}
	if !ok {
		return s.refuse(ctx, a, operation, user, model.InvalidField("current_password", "password_wrong"))
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

// replacePassword writes the hash of a new password over the one that was compared, and ends the other sessions.
func (s *Sessions) replacePassword(ctx context.Context, a model.Actor, user model.User, hash string, g guess) error {
	const operation = "change_password"
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		row, err := tx.Users.LockSelf(ctx, user.ID)
		if err != nil {
			return struct{}{}, err
		}
		// Whoever disabled the user or set another password meanwhile has ended this session.
		if row.State != model.UserActive || row.PasswordHash != user.PasswordHash {
			return struct{}{}, unauthenticated()
		}
		before, at := row, s.now()
		row.PasswordHash, row.PasswordChangedAt, row.MustChangePassword = hash, at, false
		row.Version, row.UpdatedAt = before.Version+1, at
		if err := tx.Users.Update(ctx, before.Version, &row); err != nil {
			return struct{}{}, err
		}
		if err := tx.Sessions.EndOf(ctx, row.ID, a.SessionID); err != nil {
			return struct{}{}, err
		}
		if err := g.succeed(ctx, tx); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.record(ctx, tx, a, at, changed(userNoun, operation, "", &before, &row))
	})
	return err
}
