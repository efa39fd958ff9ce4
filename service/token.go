package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Tokens is the collection of API keys.
type Tokens struct{ base }

var tokenNoun = noun[model.Token]{
	kind: "token", private: true,
	facts: func(t *model.Token) facts {
		return facts{id: t.ID, code: t.Name, region: t.Scope.Region(), version: &t.Version, updatedAt: &t.UpdatedAt}
	},
}

// Operator is the caller of the command line: whoever can start the program on the database's machine.
func Operator(name string) model.Actor {
	return model.Actor{Name: name, Role: model.RoleAdmin, Scope: model.ScopeAll}
}

// Authenticate answers who holds a key.
func (s *Tokens) Authenticate(ctx context.Context, text string) (model.Actor, error) {
	token, err := s.store.Tokens.ByHash(ctx, model.HashToken(text))
	if IsNotFound(err) {
		return model.Actor{}, model.NewError(model.KindUnauthenticated, "unauthenticated")
	}
	if err != nil {
		return model.Actor{}, err
	}
	return model.Actor{TokenID: token.ID, Name: token.Name, Role: token.Role, Scope: token.Scope}, nil
}

// Create makes an API key and answers its text, which is not kept.
func (s *Tokens) Create(ctx context.Context, a model.Actor, e model.TokenEdit) (model.Token, string, error) {
	text := model.NewTokenText()
	token, err := s.create(ctx, a, e, text)
	return token, text, err
}

func (s *Tokens) create(ctx context.Context, a model.Actor, e model.TokenEdit, text string) (model.Token, error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return model.Token{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Token{}, err
	}
	if within, ok := a.Scope.Narrow(e.Scope); !ok || within != e.Scope {
		return model.Token{}, model.InvalidField("region", "unknown_reference")
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Token, error) {
		return s.insert(ctx, tx, a, e, text)
	})
}

func (s *Tokens) insert(
	ctx context.Context, tx *repository.Store, a model.Actor, e model.TokenEdit, text string,
) (model.Token, error) {
	row := model.Token{
		Name: e.Name, Role: e.Role, Scope: e.Scope, Prefix: model.TokenPrefix(text), Hash: model.HashToken(text),
		Version: 1, CreatedAt: s.now(),
	}
	row.UpdatedAt = row.CreatedAt
	if err := tx.Tokens.Create(ctx, &row); err != nil {
		return row, err
	}
	return row, s.record(ctx, tx, a, row.CreatedAt, changed(tokenNoun, "create", "", nil, &row))
}

// EnsureAdmin makes the first administrator's key when there is none: the configured one, or a new one, whose text is
// answered to be shown once. The answer is empty when nothing was made or the text was the operator's own.
func (s *Tokens) EnsureAdmin(ctx context.Context, a model.Actor, configured string) (string, error) {
	if err := a.Allow(model.ManageTokens); err != nil {
		return "", err
	}
	if a.Scope != model.ScopeAll {
		return "", model.InvalidField("region", "unknown_reference")
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (string, error) {
		// Replicas that start together look one after the other.
		if _, err := tx.Regions.Lock(ctx, model.ScopeAll); err != nil {
			return "", err
		}
		exists, err := tx.Tokens.HasAdmin(ctx)
		if err != nil || exists {
			return "", err
		}
		text := configured
		if text == "" {
			text = model.NewTokenText()
		}
		e := model.TokenEdit{Name: "admin", Role: model.RoleAdmin, Scope: model.ScopeAll}
		if _, err := s.insert(ctx, tx, a, e, text); err != nil || configured != "" {
			return "", err
		}
		return text, nil
	})
}
