package service

import (
	"context"
	"errors"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/seal"
)

// Opened is what a login answers.
type Opened struct {
	Session               model.Session
	Text                  string // shown once
	MustChangePassword    bool
	TOTPEnrolmentRequired bool
}

func opened(user model.User, session model.Session, text string, rules model.SecuritySettings) Opened {
	return Opened{
		Session: session, Text: text, MustChangePassword: user.MustRenewPassword(rules, session.CreatedAt),
		TOTPEnrolmentRequired: user.MustEnrolTOTP(rules),
	}
}

func loginFailed() error { return model.NewError(model.KindUnauthenticated, "login_failed") }

// LogIn opens a session for who knows the password of a user. An unknown name, a wrong password and a disabled user are
// answered alike, after the same work.
func (s *Sessions) LogIn(ctx context.Context, a model.Actor, in model.Login) (Opened, error) {
	in, err := in.Normalize()
	if err != nil {
		return Opened{}, err
	}
	key := model.Key(in.Name)
	user, err := s.store.Users.ByName(ctx, key)
	if err != nil && !IsNotFound(err) {
		return Opened{}, err
	}
	out, err := s.logIn(ctx, a, in, key, user)
	if hasKind(err, model.KindUnauthenticated) || hasKind(err, model.KindTooMany) || hasKind(err, model.KindForbidden) {
		return out, s.refuse(ctx, a, "session.create", user, err)
	}
	return out, err
}

// logIn is LogIn without its trail of refusals. user has no id when nobody has the name.
func (s *Sessions) logIn(ctx context.Context, a model.Actor, in model.Login, key string, user model.User) (Opened, error) {
	g, err := s.charge(ctx, key, a.Source, user.ID)
	if err != nil {
		return Opened{}, err
	}
	ok, renewed, err := s.passwords.matches(ctx, user.PasswordHash, in.Password)
	if err != nil {
		return Opened{}, errors.Join(err, s.giveBack(ctx, g))
	}
	if !ok || user.State != model.UserActive {
		return Opened{}, loginFailed()
	}
	at := s.now()
	out, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (Opened, error) {
		row, err := tx.Users.LockSelf(ctx, user.ID)
		if err != nil {
			return Opened{}, err
		}
		// What was compared outside of the transaction must still hold.
		if row.State != model.UserActive || row.PasswordHash != user.PasswordHash {
			return Opened{}, loginFailed()
		}
		if err := s.secondFactor(ctx, tx, &row, in.Code, at); err != nil {
			return Opened{}, err
		}
		if renewed != "" {
			row.PasswordHash = renewed
		}
		rules, err := tx.Security.Get(ctx)
		if err != nil {
			return Opened{}, err
		}
		if err := g.succeed(ctx, tx); err != nil {
			return Opened{}, err
		}
		session, text, err := s.issue(ctx, tx, row, a, at)
		return opened(row, session, text, rules), err
	})
	if err != nil && !wrongGuess(err) {
		return out, errors.Join(err, s.giveBack(ctx, g))
	}
	return out, err
}

// wrongGuess reports whether a refusal says that something was guessed wrong. To be asked for a code says that it was not.
func wrongGuess(err error) bool {
	return hasKind(err, model.KindUnauthenticated) && !errors.Is(err, codeRequired())
}

// refuse writes a refusal that concerns a user to the trail, and answers it.
func (s *Sessions) refuse(ctx context.Context, a model.Actor, operation string, user model.User, refusal error) error {
	var why *model.Error
	errors.As(refusal, &why)
	c := change{operation: operation, denied: true, reason: why.Code}
	if user.ID != 0 {
		c.kind, c.id, c.region = userNoun.kind, user.ID, user.Scope.Region()
	}
	if err := s.note(ctx, a, c); err != nil {
		return err
	}
	return refusal
}

// guess is one that was charged before it is looked at, so that guesses at the same time cannot slip through together.
type guess struct {
	at      model.Time
	charged []model.LoginCounter // as they were before
	pair    uint64
}

// charge counts a guess in a transaction of its own, or refuses it. A source from which the user has logged in is spared
// the limit of the account, so that nobody who guesses elsewhere locks the user out.
func (s *Sessions) charge(ctx context.Context, name, source string, userID uint64) (guess, error) {
	source = model.Neighbourhood(source)
	sourceKey := s.counterKey("source", source)
	accountKey, pairKey := s.counterKey("account", name), s.counterKey("pair", name, source)
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (guess, error) {
		g := guess{at: at}
		charge := func(limit model.LoginLimit, key []byte) (model.LoginCounter, error) {
			counter, err := tx.Logins.Take(ctx, at, key)
			if err != nil {
				return counter, err
			}
			g.charged = append(g.charged, counter)
			if wait := counter.Charge(limit, at); wait > 0 {
				return counter, model.TooMany("too_many_logins", wait)
			}
			return counter, tx.Logins.Put(ctx, counter)
		}
		if _, err := charge(model.LoginsOfSource, sourceKey); err != nil {
			return g, err
		}
		usual, err := tx.Logins.Knows(ctx, userID, source, model.NewTime(at.Add(-model.LoginMemory)))
		if err != nil {
			return g, err
		}
		if !usual {
			if _, err := charge(model.LoginsOfAccount, accountKey); err != nil {
				return g, err
			}
		}
		pair, err := charge(model.LoginsOfPair, pairKey)
		g.pair = pair.ID
		return g, err
	})
}

// counterKey hashes what is counted, so that the table shows neither names nor addresses. The hash stays the same when
// keys are added to the ring.
func (s *Sessions) counterKey(what string, parts ...string) []byte {
	text := what
	for _, part := range parts {
		text += "\x00" + part
	}
	return s.ring.StableMAC(seal.ForLogins, []byte(text))
}

// giveBack takes a charge back when nothing was guessed. It is done even for a caller who has gone.
func (s *Sessions) giveBack(ctx context.Context, g guess) error {
	ctx = context.WithoutCancel(ctx)
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, g.settle(ctx, tx, 0)
	})
	return err
}

// succeed takes the charge back, and with it every failure at the account from this source.
func (g guess) succeed(ctx context.Context, tx *repository.Store) error {
	return g.settle(ctx, tx, g.pair)
}

func (g guess) settle(ctx context.Context, tx *repository.Store, reset uint64) error {
	for _, before := range g.charged {
		counter, err := tx.Logins.Lock(ctx, before.ID)
		if IsNotFound(err) {
			continue
		}
		if err != nil {
			return err
		}
		counter.GiveBack(g.at, before)
		if counter.Failures == 0 || counter.ID == reset {
			err = tx.Logins.Drop(ctx, counter.ID)
		} else {
			err = tx.Logins.Put(ctx, counter)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
