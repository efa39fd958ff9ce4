package service

import (
	"context"
	"crypto/rand"
	"errors"

	"xuncha/model"
	"xuncha/repository"
)

// secondFactor checks the code of a user who has a second factor, in the transaction of the login, after the password.
// totp_code_required, for a login without a code, is no guess; any other refusal of the kind Unauthenticated counts as one.
func (s *Sessions) secondFactor(
	ctx context.Context, tx *repository.Store, user *model.User, code string, at model.Time,
) error {
	switch {
	case !user.TOTPEnabled:
		return nil
	case code == "":
		return codeRequired()
	}
	ok, err := s.takeCode(ctx, tx, user, code, at)
	if err == nil && !ok {
		err = model.NewError(model.KindUnauthenticated, "totp_code_wrong")
	}
	return err
}

func codeRequired() error { return model.NewError(model.KindUnauthenticated, "totp_code_required") }

// takeCode reports whether a code is right. One that is will not be taken again, nor will any from before it.
func (b base) takeCode(ctx context.Context, tx *repository.Store, user *model.User, code string, at model.Time) (bool, error) {
	secret, err := b.openTOTP(*user)
	if err != nil {
		return false, err
	}
	step, ok := stepOf(secret, code, at)
	if !ok || step <= user.TOTPStep {
		return false, nil
	}
	taken, err := tx.Users.TakeStep(ctx, user.ID, step)
	if taken {
		user.TOTPStep = step
	}
	return taken, err
}

// BeginTOTP makes a new second factor for the caller, to be confirmed with a code of it.
func (s *Sessions) BeginTOTP(ctx context.Context, a model.Actor) (NewTOTP, error) {
	if err := a.Allow(model.OwnAccount); err != nil {
		return NewTOTP{}, err
	}
	secret := make([]byte, totpSecret)
	_, _ = rand.Read(secret) // never fails: the runtime stops the program instead
	user, err := s.editSelf(ctx, a, "begin_totp", func(_ *repository.Store, row *model.User, _ model.Time) error {
		switch {
		case row.TOTPEnabled:
			return model.NewError(model.KindConflict, "totp_enabled_already")
		case !row.HasPassword():
			return model.NewError(model.KindConflict, "totp_at_provider")
		}
		row.TOTPSecret = s.ring.SealText(secret, totpBinding(row.ID))
		return nil
	})
	if err != nil {
		return NewTOTP{}, err
	}
	text := base32Secret.EncodeToString(secret)
	return NewTOTP{Secret: text, URI: totpURI(user.Name, text)}, nil
}

func codeWrong() error { return model.InvalidField("code", "totp_code_wrong") }

// ownCode is takeCode for somebody who has logged in: a wrong code is a field that cannot be taken, and no end of the session.
func (b base) ownCode(ctx context.Context, tx *repository.Store, user *model.User, code string, at model.Time) error {
	ok, err := b.takeCode(ctx, tx, user, code, at)
	if err == nil && !ok {
		err = codeWrong()
	}
	return err
}

// ConfirmTOTP puts the new second factor of the caller in force and ends its other sessions.
func (s *Sessions) ConfirmTOTP(ctx context.Context, a model.Actor, code string) error {
	if err := a.Allow(model.OwnAccount); err != nil {
		return err
	}
	_, err := s.editSelf(ctx, a, "enable_totp", func(tx *repository.Store, row *model.User, at model.Time) error {
		switch {
		case row.TOTPEnabled:
			return model.NewError(model.KindConflict, "totp_enabled_already")
		case len(row.TOTPSecret) == 0:
			return model.NewError(model.KindConflict, "totp_not_begun")
		}
		if err := s.ownCode(ctx, tx, row, code, at); err != nil {
			return err
		}
		row.TOTPEnabled = true
		return tx.Sessions.EndOf(ctx, row.ID, a.SessionID)
	})
	return err
}

// DisableTOTP takes the second factor of the caller out of force, unless its role needs one, and ends its other sessions.
// Guessing is held back as at the login: a session left open must not give away the account.
func (s *Sessions) DisableTOTP(ctx context.Context, a model.Actor, in model.TOTPRemoval) error {
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
	if err := s.mayDisableTOTP(ctx, s.store, user); err != nil {
		return err
	}
	const operation = "user.disable_totp"
	g, err := s.prove(ctx, a, operation, "password", user, in.Password)
	if err != nil {
		return err
	}
	_, err = s.editSelf(ctx, a, "disable_totp", func(tx *repository.Store, row *model.User, at model.Time) error {
		if row.PasswordHash != user.PasswordHash {
			return unauthenticated() // whoever set another one has ended this session
		}
		if err := s.mayDisableTOTP(ctx, tx, *row); err != nil {
			return err
		}
		if err := s.ownCode(ctx, tx, row, in.Code, at); err != nil {
			return err
		}
		row.ForgetTOTP()
		if err := tx.Sessions.EndOf(ctx, row.ID, a.SessionID); err != nil {
			return err
		}
		return g.succeed(ctx, tx)
	})
	switch {
	case err == nil:
		return nil
	case errors.Is(err, codeWrong()) && hasKind(err, model.KindInvalid):
		return s.refuse(ctx, a, operation, user, err)
	}
	return errors.Join(err, s.giveBack(ctx, g))
}

func (s *Sessions) mayDisableTOTP(ctx context.Context, store *repository.Store, user model.User) error {
	if !user.TOTPEnabled {
		return model.NewError(model.KindConflict, "totp_not_enabled")
	}
	rules, err := store.Security.Get(ctx)
	if err == nil && rules.TOTPRoles.Has(user.Role) {
		err = model.NewError(model.KindConflict, "totp_required_by_role")
	}
	return err
}

// ResetTOTP takes the second factor of a user away who has lost it, and ends its sessions.
func (s *Users) ResetTOTP(ctx context.Context, a model.Actor, id, version uint64) (model.User, error) {
	return s.edit(ctx, a, id, version, "reset_totp", "", func(tx *repository.Store, row *model.User) error {
		switch {
		case a.Is(row.ID, 0):
			return model.NewError(model.KindForbidden, "not_your_own")
		case len(row.TOTPSecret) == 0:
			return model.NewError(model.KindConflict, "totp_not_enabled")
		}
		row.ForgetTOTP()
		return tx.Sessions.EndOf(ctx, row.ID, 0)
	})
}
