package model

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/netip"
	"slices"
	"time"
)

// Token is an API key. Its text is shown once; only the hash is kept.
type Token struct {
	ID             uint64
	Name           string
	Role           Role
	Scope          Scope
	Prefix         string // the first characters, to recognize it by
	Hash           []byte
	RevokedAt      Time
	CreatedAt      Time
	Permissions    Set[Permission] // narrows the role to these, all of the role when empty
	Networks       Set[string]     // addresses the key may be used from, any when empty
	ExpiresAt      Time
	PreviousHash   []byte // of the key before the last rotation
	PreviousUntil  Time
	LastUsedAt     Time // to the minute
	LastUsedSource string
	Version        uint64
	UpdatedAt      Time
}

// TokenEdit is what a caller may set. After the creation only the name, the networks and the end may change.
type TokenEdit struct {
	Name        string
	Role        Role
	Scope       Scope
	Permissions Set[Permission]
	Networks    Set[string]
	ExpiresAt   Time
}

// Normalize checks all fields at once.
func (e TokenEdit) Normalize() (TokenEdit, error) {
	var c checker
	e.Name = c.required("name", e.Name, MaxName)
	oneOf(&c, "role", e.Role, Roles)
	if e.Role == RoleUnitStaff {
		c.add("role", "role_needs_user")
	}
	if !e.Scope.Valid() {
		c.add("region_code", "not_a_scope")
	}
	if !c.has("role") {
		e.Permissions = distinctOf(&c, "scopes", e.Permissions, e.Role.Permissions())
	}
	e.Networks = c.networks(e.Networks)
	if e.ExpiresAt.Year() >= lastYear {
		c.add("expires_at", "time_too_late", lastYear)
	}
	return e, c.err()
}

// lastYear is the first that no time of a caller reaches. The databases end with the year 9999.
const lastYear = 2200

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (t Token) Edit() TokenEdit {
	return TokenEdit{t.Name, t.Role, t.Scope, t.Permissions, t.Networks, t.ExpiresAt}
}

// NewToken is a key of a text that is not kept.
func NewToken(e TokenEdit, text string, now Time) (Token, error) {
	if err := e.ends(now); err != nil {
		return Token{}, err
	}
	return Token{
		Name: e.Name, Role: e.Role, Scope: e.Scope, Permissions: e.Permissions, Networks: e.Networks, ExpiresAt: e.ExpiresAt,
		Prefix: TokenPrefix(text), Hash: HashToken(text), Version: 1, CreatedAt: now, UpdatedAt: now,
	}, nil
}

// ends checks that the end is still to come.
func (e TokenEdit) ends(now Time) error {
	if !e.ExpiresAt.IsZero() && !e.ExpiresAt.After(now.Time) {
		return InvalidField("expires_at", "time_not_ahead")
	}
	return nil
}

// Change takes the edit into the row. What a key may do stays as it was made: whoever has given it out relies on that.
func (t *Token) Change(e TokenEdit, now Time) error {
	if err := t.allows(VerbUpdateToken, now); err != nil {
		return err
	}
	var c checker
	if e.Role != t.Role {
		c.add("role", "unchangeable")
	}
	if e.Scope != t.Scope {
		c.add("region_code", "unchangeable")
	}
	if !slices.Equal(e.Permissions, t.Permissions) {
		c.add("scopes", "unchangeable")
	}
	if err := c.err(); err != nil {
		return err
	}
	if !e.ExpiresAt.Equal(t.ExpiresAt.Time) {
		if err := e.ends(now); err != nil {
			return err
		}
	}
	t.Name, t.Networks, t.ExpiresAt = e.Name, e.Networks, e.ExpiresAt
	return nil
}

// TokenRotation says how long the text before a rotation is still taken.
type TokenRotation struct{ KeepForHours int }

// The bounds of a rotation, in hours.
const (
	DefaultKeepHours = 24
	MaxKeepHours     = 720
)

// Normalize checks the field.
func (r TokenRotation) Normalize() (TokenRotation, error) {
	var c checker
	if r.KeepForHours < 0 || r.KeepForHours > MaxKeepHours {
		c.add("keep_for_hours", "out_of_range", 0, MaxKeepHours)
	}
	return r, c.err()
}

// Rotate gives the key another text. The one before is taken for a while, the one before that no longer.
func (t *Token) Rotate(text string, r TokenRotation, now Time) error {
	if err := t.allows(VerbRotateToken, now); err != nil {
		return err
	}
	t.PreviousHash, t.PreviousUntil = nil, Time{}
	if r.KeepForHours > 0 {
		t.PreviousHash, t.PreviousUntil = t.Hash, NewTime(now.Add(time.Duration(r.KeepForHours)*time.Hour))
	}
	t.Hash, t.Prefix = HashToken(text), TokenPrefix(text)
	return nil
}

// Revoke ends the key at once and for good.
func (t *Token) Revoke(now Time) error {
	if err := t.allows(VerbRevokeToken, now); err != nil {
		return err
	}
	t.RevokedAt = now
	return nil
}

// TokenState is whether a key is taken.
type TokenState string

// The states of a key.
const (
	TokenActive  TokenState = "active"
	TokenRevoked TokenState = "revoked"
	TokenExpired TokenState = "expired"
)

// TokenStates lists the states.
var TokenStates = []TokenState{TokenActive, TokenRevoked, TokenExpired}

// State is whether the key is taken at a time.
func (t Token) State(now Time) TokenState {
	switch {
	case !t.RevokedAt.IsZero():
		return TokenRevoked
	case !t.ExpiresAt.IsZero() && !t.ExpiresAt.After(now.Time):
		return TokenExpired
	}
	return TokenActive
}

// TokenVerb is what somebody who manages keys does with one.
type TokenVerb string

// The verbs of a key, and what follows from its end.
const (
	VerbUpdateToken TokenVerb = "update"
	VerbRotateToken TokenVerb = "rotate"
	VerbRevokeToken TokenVerb = "revoke"

	tokenEndPasses TokenVerb = "its end passes"
	tokenGoesOn    TokenVerb = "a change gives it a later end"
)

var tokenMachine = Machine[TokenState, TokenVerb]{
	Noun: "token", Start: TokenActive,
	Moves: []Move[TokenState, TokenVerb]{
		{VerbUpdateToken, []TokenState{TokenActive}, TokenActive},
		{VerbUpdateToken, []TokenState{TokenExpired}, TokenExpired},
		{VerbRotateToken, []TokenState{TokenActive}, TokenActive},
		{VerbRevokeToken, []TokenState{TokenActive, TokenExpired}, TokenRevoked},
	},
	Follows: []Move[TokenState, TokenVerb]{
		{tokenEndPasses, []TokenState{TokenActive}, TokenExpired},
		{tokenGoesOn, []TokenState{TokenExpired}, TokenActive},
	},
}

// Actions lists what the state allows. One that has expired can get a later end.
func (s TokenState) Actions() []string { return tokenMachine.Verbs(s) }

func (t Token) allows(verb TokenVerb, now Time) error {
	_, err := tokenMachine.Next(t.State(now), verb)
	return err
}

// Admits reports whether the key is taken from a source address at a time.
func (t Token) Admits(source string, now Time) bool {
	if t.State(now) != TokenActive {
		return false
	}
	if len(t.Networks) == 0 {
		return true
	}
	address, err := netip.ParseAddr(source)
	if err != nil {
		return false
	}
	address = address.Unmap().WithZone("")
	return slices.ContainsFunc(t.Networks, func(text string) bool {
		network, err := netip.ParsePrefix(text)
		return err == nil && network.Contains(address)
	})
}

// IsWayIn reports whether the key lets somebody administrate everything.
func (t Token) IsWayIn() bool {
	return t.Role == RoleAdmin && t.Scope == ScopeAll && len(t.Permissions) == 0
}

// TokenStatus is a key with its state at the time of the answer.
type TokenStatus struct {
	Token
	State TokenState
}

// TokenFilter selects keys; the zero value selects all. A state is that of the time Now.
type TokenFilter struct {
	Role   Role
	Region Scope
	State  TokenState
	Query  string
	Now    Time
}

const (
	tokenPrefix = "xc_"
	prefixShown = 8
	// MinTokenLength is the shortest text that may be set as a key by configuration.
	MinTokenLength = 32
)

// NewTokenText makes the text of a key: 256 random bits behind a recognizable prefix.
func NewTokenText() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails: the runtime stops the program instead
	return tokenPrefix + base64.RawURLEncoding.EncodeToString(random)
}

// HashToken is what is kept of a key. The text has 256 random bits, so a plain hash cannot be turned back.
func HashToken(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// TokenPrefix is the part of a key that may be shown.
func TokenPrefix(text string) string {
	if len(text) <= prefixShown*2 {
		return ""
	}
	return text[:prefixShown]
}
