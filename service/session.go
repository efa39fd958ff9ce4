package service

import (
	"cmp"
	"context"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

// Sessions is the collection of logins.
type Sessions struct {
	base
	idle    time.Duration // a session that is not used for so long has ended
	longest time.Duration // however much it is used

	passwords *passwords
}

var sessionNoun = noun[model.Session]{
	kind: "session", private: true,
	facts: func(s *model.Session) facts { return facts{id: s.ID, version: new(uint64), updatedAt: &s.LastUsedAt} },
}

func sessionChange(operation string, user model.User, before, after *model.Session) change {
	c := changed(sessionNoun, operation, "", before, after)
	c.region = user.Scope.Region()
	return c
}

func unauthenticated() error { return model.NewError(model.KindUnauthenticated, "unauthenticated") }

const touchEvery = time.Minute

// Authenticate answers who holds the text of a session. State, role, scope and organization are those of this moment.
func (s *Sessions) Authenticate(ctx context.Context, text string) (model.Actor, error) {
	b, err := s.store.Sessions.Bearer(ctx, model.HashToken(text))
	if IsNotFound(err) {
		return model.Actor{}, unauthenticated()
	}
	if err != nil {
		return model.Actor{}, err
	}
	now := s.now()
	if b.Ended(now, s.idle) {
		return model.Actor{}, unauthenticated()
	}
	if now.Sub(b.LastUsedAt.Time) >= touchEvery {
		// A database that takes no writes still answers reads; the session only seems idle for longer then.
		_, _ = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
			return struct{}{}, tx.Sessions.Touch(ctx, b.SessionID, now)
		})
	}
	return b.Actor(now), nil
}

// issue makes a session of a user who has proved who it is, in a transaction that has locked the user's row. a is the
// caller as far as the request tells; the answer has the text, which is not kept.
func (s *Sessions) issue(
	ctx context.Context, tx *repository.Store, user model.User, a model.Actor, at model.Time,
) (model.Session, string, error) {
	return s.issueBy(ctx, tx, user, a, at, "")
}

// issueBy is issue, with the way the user has come for the trail.
func (s *Sessions) issueBy(
	ctx context.Context, tx *repository.Store, user model.User, a model.Actor, at model.Time, way string,
) (model.Session, string, error) {
	text := model.NewSessionText()
	row := model.Session{
		UserID: user.ID, Hash: model.HashToken(text), Source: a.Source, CreatedAt: at, LastUsedAt: at,
		ExpiresAt: model.NewTime(at.Add(s.longest)),
	}
	if err := tx.Sessions.Create(ctx, &row); err != nil {
		return row, "", err
	}
	user.LastLoginAt = at
	if err := tx.Users.LoggedIn(ctx, user); err != nil {
		return row, "", err
	}
	if err := tx.Logins.Remember(ctx, model.LoginSource{UserID: user.ID, Source: model.Neighbourhood(a.Source), LastLoginAt: at}); err != nil {
		return row, "", err
	}
	c := sessionChange("create", user, nil, &row)
	c.reason = way
	return row, text, s.record(ctx, tx, as(a, user), at, c)
}

// as is the caller of a request as the user it has turned out to be.
func as(a model.Actor, user model.User) model.Actor {
	a.UserID, a.Name, a.Role, a.Scope = user.ID, user.Name, user.Role, user.Scope
	return a
}

func newSessions(b base, settings Settings, p *passwords) *Sessions {
	return &Sessions{
		base: b, passwords: p, idle: cmp.Or(settings.SessionIdle, DefaultSessionIdle), longest: cmp.Or(settings.SessionMax, DefaultSessionMax),
	}
}
