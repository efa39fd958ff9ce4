package model

// Repeat is the answer to a request that its caller may send again under the same Idempotency-Key.
type Repeat struct {
	ID          uint64
	Principal   string // user:7, key:3
	Operation   string
	RepeatKey   string
	Fingerprint []byte // keyed hash of the request
	KeyID       string
	Answer      []byte // sealed; empty while the request runs
	CreatedAt   Time
}
