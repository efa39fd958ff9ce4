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
	TOTPEnabled        bool
	TOTPRoles          Set[Role] // need a second factor
	LastUsedAt         Time
	ExpiresAt          Time
}

// Ended reports whether the session was not used for too long, or lasted too long.
func (b Bearer) Ended(now Time, idle time.Duration) bool {
	return !now.Before(b.ExpiresAt.Time) || !now.Before(b.LastUsedAt.Add(idle))
}

// Actor is the bearer as a caller.
func (b Bearer) Actor() Actor {
	return Actor{
		UserID: b.UserID, SessionID: b.SessionID, Name: b.Name, Role: b.Role, Scope: b.Scope,
		OrganizationID: uint64(b.OrganizationID), Permissions: b.Permissions,
		Restriction: restriction(b.MustChangePassword, b.TOTPEnabled, b.TOTPRoles.Has(b.Role)),
	}
}

// Restriction is what the user has to do after a login before anything else, empty when nothing.
func (u User) Restriction(rules SecuritySettings) Restriction {
	return restriction(u.MustChangePassword, u.TOTPEnabled, rules.TOTPRoles.Has(u.Role))
}

func restriction(mustChangePassword, totpEnabled, totpRequired bool) Restriction {
	switch {
	case mustChangePassword:
		return MustChangePassword
	case totpRequired && !totpEnabled:
		return MustEnrolTOTP
	}
	return ""
}
