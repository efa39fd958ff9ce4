package model

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
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

// TokenEdit is what a caller may set.
type TokenEdit struct {
	Name  string
	Role  Role
	Scope Scope
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
		c.add("region", "not_a_scope")
	}
	return e, c.err()
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
