package service

import (
	"context"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

// Operator is the caller of the command line: whoever can start the program on the database's machine.
func Operator(name string) model.Actor {
	return model.Actor{Name: name, Role: model.RoleAdmin, Scope: model.ScopeAll}
}

// Authenticate answers who holds a key. A key that is not known, revoked, expired or not meant for the source is refused
// in one way, so that a guess learns nothing.
func (s *Tokens) Authenticate(ctx context.Context, text, source string) (model.Actor, error) {
	now := s.now()
	token, err := s.store.Tokens.ByHash(ctx, model.HashToken(text), now)
	if IsNotFound(err) || (err == nil && !token.Admits(source, now)) {
		return model.Actor{}, model.NewError(model.KindUnauthenticated, "unauthenticated")
	}
	if err != nil {
		return model.Actor{}, err
	}
	s.use(ctx, token, source, now)
	return model.Actor{
		TokenID: token.ID, Name: token.Name, Role: token.Role, Scope: token.Scope, Permissions: token.Permissions, Source: source,
	}, nil
}

const useEvery = time.Minute

// use keeps when and from where a key was used, once a minute. A request does not fail with it, nor wait for a writer: the
// next one keeps it.
func (s *Tokens) use(ctx context.Context, t model.Token, source string, now model.Time) {
	minute := model.NewTime(now.Truncate(useEvery))
	if !t.LastUsedAt.Before(minute.Time) || !s.claim(t.ID, minute) {
		return
	}
	done, _ := repository.Aside(s.store, func(store *repository.Store) error {
		return store.Tokens.Use(ctx, t.ID, minute, source)
	})
	if !done {
		s.mu.Lock()
		delete(s.used, t.ID)
		s.mu.Unlock()
	}
}

// claim lets one request of a minute keep the use of a key.
func (s *Tokens) claim(id uint64, minute model.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used[id] == minute {
		return false
	}
	s.used[id] = minute
	return true
}

// EnsureAdmin makes the first administrator's key when nobody administrates everything, neither a key nor a user: the
// configured one, or a new one, whose text is answered to be shown once. The answer is empty when nothing was made or the
// text was the operator's own.
func (s *Tokens) EnsureAdmin(ctx context.Context, a model.Actor, configured string) (string, error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return "", err
	}
	if a.Scope != model.ScopeAll {
		return "", model.InvalidField("region_code", "unknown_reference")
	}
	e := model.TokenEdit{Name: "admin", Role: model.RoleAdmin, Scope: model.ScopeAll}
	if err := grantable(a, e.Role, e.Permissions); err != nil {
		return "", err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (string, error) {
		// Replicas that start together look one after the other.
		if _, err := tx.Security.Lock(ctx); err != nil {
			return "", err
		}
		exists, err := tx.Tokens.OtherWayIn(ctx, 0, s.now())
		if err != nil || exists {
			return "", err
		}
		text := configured
		if text == "" {
			text = model.NewTokenText()
		}
		// A key that was ended does not come back because it still stands in the configuration.
		if known, err := tx.Tokens.Knows(ctx, model.HashToken(text)); err != nil {
			return "", err
		} else if known {
			return "", model.NewError(model.KindConflict, "admin_token_ended")
		}
		if _, err := s.insert(ctx, tx, a, e, text); err != nil || configured != "" {
			return "", err
		}
		return text, nil
	})
}

func listed(permissions []model.Permission) string {
	names := make([]string, len(permissions))
	for i, p := range permissions {
		names[i] = string(p)
	}
	return strings.Join(names, ", ")
}
