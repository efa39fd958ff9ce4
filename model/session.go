package model

import (
	"crypto/rand"
	"encoding/base64"
	"strings"
	"time"
)

const sessionPrefix = "xs_"

// NewSessionText makes the text of a session: 256 random bits behind a prefix that tells it from a key.
func NewSessionText() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails: the runtime stops the program instead
	return sessionPrefix + base64.RawURLEncoding.EncodeToString(random)
}

// IsSessionText reports whether a text can only be that of a session.
func IsSessionText(text string) bool { return strings.HasPrefix(text, sessionPrefix) }

// Bearer is whoever holds the text of a session, as session and user are at the moment of the request.
type Bearer struct {
	SessionID          uint64
	UserID             uint64
	Name               string
	Role               Role
	Scope              Scope
	OrganizationID     OptionalID
	Permissions        Set[Permission]
	MustChangePassword bool
	PasswordChangedAt  Time
	PasswordDays       int
	TOTPEnabled        bool
	HasPassword        bool
	TOTPRoles          Set[Role] // need a second factor
	LastUsedAt         Time
	ExpiresAt          Time
}

// Ended reports whether the session was not used for too long, or lasted too long.
func (b Bearer) Ended(now Time, idle time.Duration) bool {
	return !now.Before(b.ExpiresAt.Time) || !now.Before(b.LastUsedAt.Add(idle))
}

// Actor is the bearer as a caller.
func (b Bearer) Actor(now Time) Actor {
	return Actor{
		UserID: b.UserID, SessionID: b.SessionID, Name: b.Name, Role: b.Role, Scope: b.Scope,
		OrganizationID: uint64(b.OrganizationID), Permissions: b.Permissions,
		Restriction: restriction(
			b.MustChangePassword || b.HasPassword && expired(b.PasswordChangedAt, b.PasswordDays, now),
			b.TOTPRoles.Has(b.Role) && b.HasPassword && !b.TOTPEnabled,
		),
	}
}

// MustRenewPassword reports whether the user gets no further than to a new password: somebody else has set the present one,
// or it is older than the rules let one be.
func (u User) MustRenewPassword(rules SecuritySettings, now Time) bool {
	return u.MustChangePassword || u.HasPassword() && expired(u.PasswordChangedAt, rules.PasswordDays, now)
}

func expired(changed Time, days int, now Time) bool {
	return days > 0 && !now.Before(changed.AddDate(0, 0, days))
}

// NeedsTOTP reports whether the rules ask the user for a second factor here. Who logs in at the provider of the single
// sign-on only, has one there, or has none because the provider asks for none.
func (u User) NeedsTOTP(rules SecuritySettings) bool {
	return rules.TOTPRoles.Has(u.Role) && u.HasPassword()
}

// MustEnrolTOTP reports whether the user has yet to set the second factor up that it needs.
func (u User) MustEnrolTOTP(rules SecuritySettings) bool { return u.NeedsTOTP(rules) && !u.TOTPEnabled }

func restriction(mustChangePassword, mustEnrolTOTP bool) Restriction {
	switch {
	case mustChangePassword:
		return MustChangePassword
	case mustEnrolTOTP:
		return MustEnrolTOTP
	}
	return ""
}
