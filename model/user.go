package model

// UserState is whether a user may log in.
type UserState string

// The states of a user.
const (
	UserActive   UserState = "active"
	UserDisabled UserState = "disabled"
)

// UserStates lists the states.
var UserStates = []UserState{UserActive, UserDisabled}

// User is a person who logs in.
type User struct {
	ID                 uint64
	Name               string // what is typed at the login
	NameKey            string
	DisplayName        string
	Role               Role
	Scope              Scope
	OrganizationID     OptionalID // of unit staff
	Permissions        Set[Permission]
	State              UserState
	PasswordHash       string // Argon2id in PHC form; empty for who logs in elsewhere
	PasswordChangedAt  Time
	MustChangePassword bool   // somebody else has set the password
	SubjectKey         []byte // hash of issuer and subject of a single sign-on
	TOTPSecret         []byte
	TOTPEnabled        bool
	TOTPStep           uint64
	LastLoginAt        Time
	SearchText         string
	Version            uint64
	CreatedAt          Time
	UpdatedAt          Time
}

// Session is a login that has not ended. Its text is shown once; only the hash is kept.
type Session struct {
	ID         uint64
	UserID     uint64
	Hash       []byte
	Source     string
	CreatedAt  Time
	LastUsedAt Time // to the minute
	ExpiresAt  Time // whatever its use
}

// LoginCounter counts failed logins of an account, a source, or an account from a source.
type LoginCounter struct {
	ID           uint64
	CounterKey   []byte
	Failures     int
	StartedAt    Time
	BlockedUntil Time
	UpdatedAt    Time
}

// LoginSource is an address from which a user has logged in before.
type LoginSource struct {
	ID          uint64
	UserID      uint64
	Source      string
	LastLoginAt Time
}

// SecuritySettings are the rules for logins. There is one row; changes of administrators lock it.
type SecuritySettings struct {
	ID        uint64
	TOTPRoles Set[Role] // need a second factor
	// PasswordDays is after how many days a password has to be changed, 0 for never (GB/T 22239-2019, 8.1.4.1 a).
	PasswordDays int
	Version      uint64
	CreatedAt    Time
	UpdatedAt    Time
}

// SSOLogin is a single sign-on that has begun.
type SSOLogin struct {
	ID        uint64
	StateHash []byte
	ProofHash []byte // of what only the starter knows
	Nonce     string
	Verifier  string // of PKCE
	CreatedAt Time
	ExpiresAt Time
}
