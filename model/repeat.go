package model

import "time"

// Repeat is the answer to a request that its caller may send again under the same Idempotency-Key.
type Repeat struct {
	ID          uint64
	Principal   string // user:7, key:3
	Operation   string
	RepeatKey   string
	Fingerprint []byte // keyed hash of the request, under the key that KeyID names
	KeyID       string
	Answer      []byte // sealed; empty when it was too large to be kept
	CreatedAt   Time
}

// IsRepeatKey reports whether a text can be an Idempotency-Key: 8 to 255 visible ASCII characters.
func IsRepeatKey(text string) bool {
	if len(text) < 8 || len(text) > 255 {
		return false
	}
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// StillRunning is the answer to a repeated request whose first one has not ended.
func StillRunning() *Error {
	return &Error{Kind: KindConflict, Code: "idempotency_key_running", RetryAfter: time.Second}
}
