package service

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sso"
)

// SSO is of single sign-ons: logins of people whom an OpenID provider vouches for.
type SSO struct {
	base
	sessions *Sessions
	provider *sso.Provider // nil without one
	rules    sso.Rules
}

// ssoLasts is how long somebody may take at the provider.
const ssoLasts = 10 * time.Minute

// SSOBegun is what a browser needs for a single sign-on: where to go, and what to bring back.
type SSOBegun struct {
	AuthorizeURL string
	State        string // comes back from the provider
	Proof        string // stays in the browser, and shows that it has begun the login
	ExpiresAt    model.Time
}

// newSSOText makes a secret of 256 random bits.
func newSSOText() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails: the runtime stops the program instead
	return base64.RawURLEncoding.EncodeToString(random)
}

func hashText(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

func (s *SSO) configured() error {
	if s.provider == nil {
		return model.NewError(model.KindNotFound, "sso_not_configured")
	}
	return nil
}

// Begin begins a single sign-on. Anybody may.
func (s *SSO) Begin(ctx context.Context) (SSOBegun, error) {
	if err := s.configured(); err != nil {
		return SSOBegun{}, err
	}
	at := s.now()
	out := SSOBegun{State: newSSOText(), Proof: newSSOText(), ExpiresAt: model.NewTime(at.Add(ssoLasts))}
	row := model.SSOLogin{
		StateHash: hashText(out.State), ProofHash: hashText(out.Proof), Nonce: newSSOText(), Verifier: sso.NewVerifier(),
		CreatedAt: at, ExpiresAt: out.ExpiresAt,
	}
	var err error
	if out.AuthorizeURL, err = s.provider.AuthorizeURL(ctx, out.State, row.Nonce, row.Verifier); err != nil {
		return SSOBegun{}, ssoRefusal(ctx, err)
	}
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, tx.SSOLogins.Create(ctx, &row)
	})
	return out, err
}

func ssoFailed() error { return model.NewError(model.KindUnauthenticated, "sso_failed") }

// ssoRefusal is what a caller learns of what went wrong with the provider. The rest is for the log.
func ssoRefusal(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err() //nolint:wrapcheck // the caller has gone, or waited too long
	}
	if errors.Is(err, sso.ErrUnavailable) {
		return errors.Join(model.NewError(model.KindUnavailable, "sso_unavailable"), err)
	}
	return errors.Join(ssoFailed(), err)
}

// Finish opens a session for who comes back from the provider. Whatever is wrong with what came along gets one answer.
func (s *SSO) Finish(ctx context.Context, a model.Actor, in model.SSOCallback) (Opened, error) {
	if err := s.configured(); err != nil {
		return Opened{}, err
	}
	in, err := in.Normalize()
	if err != nil {
		return Opened{}, err
	}
	who, err := s.exchange(ctx, in)
	if err != nil {
		return Opened{}, s.refuse(ctx, a, model.User{}, err)
	}
	user := model.User{}
	out, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (Opened, error) {
		var opened Opened
		var err error
		opened, user, err = s.logIn(ctx, tx, a, who)
		return opened, err
	})
	if err != nil {
		return out, s.refuse(ctx, a, user, err)
	}
	return out, nil
}

// refuse writes a refused login to the trail, with what the provider did, and answers why.
func (s *SSO) refuse(ctx context.Context, a model.Actor, user model.User, err error) error {
	var why *model.Error
	if !errors.As(err, &why) || why.Kind == model.KindUnavailable {
		return err
	}
	c := change{operation: "session.create", denied: true, reason: "sso: " + why.Code}
	if _, detail, ok := strings.Cut(err.Error(), "\n"); ok { // of ssoRefusal
		c.reason += ": " + detail
	}
	if user.ID != 0 {
		c.kind, c.id, c.region = userNoun.kind, user.ID, user.Scope.Region()
	}
	if err := s.note(ctx, a, c); err != nil {
		return err
	}
	return why
}

// exchange takes the login that has begun, so that it cannot be used again, and asks the provider who it was.
func (s *SSO) exchange(ctx context.Context, in model.SSOCallback) (sso.Identity, error) {
	begun, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (model.SSOLogin, error) {
		return tx.SSOLogins.Take(ctx, hashText(in.State), hashText(in.Proof), s.now())
	})
	if IsNotFound(err) {
		return sso.Identity{}, ssoFailed()
	}
	if err != nil {
		return sso.Identity{}, err
	}
	who, err := s.provider.Exchange(ctx, in.Code, begun.Nonce, begun.Verifier)
	if err != nil {
		return who, ssoRefusal(ctx, err)
	}
	return who, nil
}

// subjectKey is what a person of a provider is known by here.
func subjectKey(who sso.Identity) []byte { return hashText(who.Issuer + "\x00" + who.Subject) }

// logIn gives the person of an identity a session, with the rights of its claims. The user comes along for the trail, also
// when it is refused.
func (s *SSO) logIn(
	ctx context.Context, tx *repository.Store, a model.Actor, who sso.Identity,
) (_ Opened, user model.User, err error) {
	// First of all: claims may change who manages users, and of two first logins at once one makes the user.
	rules, err := tx.Security.Lock(ctx)
	if err != nil {
		return Opened{}, user, err
	}
	at := s.now()
	user, err = tx.Users.LockSubject(ctx, subjectKey(who))
	switch {
	case IsNotFound(err):
		user, err = s.create(ctx, tx, a, who, at)
	case err == nil && user.State != model.UserActive:
		err = model.NewError(model.KindForbidden, "user_disabled")
	case err == nil:
		err = s.follow(ctx, tx, a, &user, who, at)
	}
	if err != nil {
		return Opened{}, user, err
	}
	session, text, err := s.sessions.issueBy(ctx, tx, user, a, at, "sso "+who.Issuer)
	return opened(user, session, text, rules), user, err
}

func noRights() error { return model.NewError(model.KindForbidden, "sso_no_rights") }

// rights puts the rights of the claims into an edit of a user. Those of unit staff lie with their organization.
func (s *SSO) rights(ctx context.Context, tx *repository.Store, who sso.Identity, e *model.UserEdit) error {
	claimed := s.rules.Rights(who.Claims)
	if claimed.Role != e.Role {
		e.Scopes = nil // a narrowing was meant for the role before
	}
	e.Role, e.RegionCode, e.OrganizationID = claimed.Role, claimed.Scope, 0
	if claimed.Role == model.RoleUnitStaff && claimed.CreditCode != "" {
		found, err := tx.Organizations.ByCreditCode(ctx, claimed.CreditCode)
		if err != nil {
			return err
		}
		if len(found) != 1 || claimed.Scope != "" && !claimed.Scope.Covers(found[0].RegionCode) {
			return noRights()
		}
		e.OrganizationID, e.RegionCode = model.OptionalID(found[0].ID), model.Scope(found[0].RegionCode)
	}
	if claimed.Role == "" || e.RegionCode == "" || claimed.Role == model.RoleUnitStaff && e.OrganizationID == 0 {
		return noRights()
	}
	return nil
}

// follow gives a user the rights that the claims have come to. Other rights end the sessions there are.
func (s *SSO) follow(
	ctx context.Context, tx *repository.Store, a model.Actor, user *model.User, who sso.Identity, at model.Time,
) error {
	before, e := *user, user.Edit()
	if err := s.rights(ctx, tx, who, &e); err != nil {
		return err
	}
	after := before
	after.Apply(e)
	if after.SameRights(before) {
		return nil
	}
	if err := leavesAdministrator(ctx, tx, before, after); err != nil {
		return err
	}
	after.Version, after.UpdatedAt = before.Version+1, at
	if err := tx.Users.Update(ctx, before.Version, &after); err != nil {
		return err
	}
	if err := tx.Sessions.EndOf(ctx, after.ID, 0); err != nil {
		return err
	}
	*user = after
	c := changed(userNoun, "update", "sso "+who.Issuer, &before, &after)
	return s.record(ctx, tx, as(a, after), at, c)
}

// create makes the user of a first login. A name that somebody has already is never taken over: a part of the hash of the
// subject follows it.
func (s *SSO) create(
	ctx context.Context, tx *repository.Store, a model.Actor, who sso.Identity, at model.Time,
) (model.User, error) {
	key := subjectKey(who)
	user := model.User{State: model.UserActive, SubjectKey: key, Version: 1, CreatedAt: at, UpdatedAt: at}
	e := model.UserEdit{DisplayName: who.FullName()}
	if err := s.rights(ctx, tx, who, &e); err != nil {
		return user, err
	}
	text := hex.EncodeToString(key)
	for _, name := range []string{who.Name(), who.Name() + "-" + text[:8], "sso-" + text[:8], "sso-" + text[:32]} {
		row := user
		e.Name = name
		clean, err := e.Normalize()
		if err != nil && e.DisplayName != "" { // a name with something in it that cannot be kept is no reason to keep its owner out
			e.DisplayName = ""
			clean, err = e.Normalize()
		}
		if err != nil {
			continue
		}
		row.Apply(clean)
		err = tx.Users.Create(ctx, &row)
		if errors.Is(err, repository.ErrTaken) {
			continue
		}
		if err != nil {
			return user, err
		}
		c := changed(userNoun, "create", "sso "+who.Issuer, nil, &row)
		return row, s.record(ctx, tx, as(a, row), at, c)
	}
	return user, noRights()
}
