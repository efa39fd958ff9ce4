package model

import (
	"crypto/ed25519"
	"strconv"
)

// AuditEntry says who did what to which thing, from where, before and after. It is written in the transaction of the
// change: no entry, no change.
type AuditEntry struct {
	ID          uint64
	At          Time
	ActorName   string
	ActorRole   Role
	TokenID     uint64
	Source      string
	RequestID   string
	Operation   string // site.create, campaign.close …; of a refusal the operation of the API that was refused
	ThingKind   string
	ThingID     uint64
	RegionCode  RegionCode
	Reason      string
	BeforeState string // JSON, empty for a creation
	AfterState  string // JSON, empty for a deletion
	UserID      uint64
	ActorScope  Scope
	Outcome     AuditOutcome
	KeyID       string     // of MAC, empty for entries from before there was one
	MAC         []byte     // AuditSalt random bytes and the keyed hash of Canonical, made before the entry was stored
	Seq         OptionalID // place in the chain, none until the entry is sealed
	Hash        []byte     // of Link, once the entry is sealed
}

// AuditSalt is how many random bytes begin a MAC: no two entries have the same, so that a copy of one is told.
const AuditSalt = 16

// AuditOutcome is whether what an entry tells was done.
type AuditOutcome string

// The outcomes.
const (
	AuditDone   AuditOutcome = "done"
	AuditDenied AuditOutcome = "denied"
)

// AuditOutcomes lists the outcomes.
var AuditOutcomes = []AuditOutcome{AuditDone, AuditDenied}

// Canonical is the text whose keyed hash vouches for the entry: netstrings of a title and of every column but id, key_id,
// mac, seq and hash, in the order of docs/operations.md, and of the random bytes. Times are as they are stored.
func (e AuditEntry) Canonical(salt []byte) []byte {
	return netstrings("xuncha-audit-entry-1",
		e.At.UTC().Format(timeLayout), e.ActorName, string(e.ActorRole), decimal(e.TokenID), e.Source, e.RequestID, e.Operation,
		e.ThingKind, decimal(e.ThingID), string(e.RegionCode), e.Reason, e.BeforeState, e.AfterState, decimal(e.UserID),
		string(e.ActorScope), string(e.Outcome), string(salt))
}

// Link is the text whose hash holds the entry at its place: netstrings of a title, the hash before it, its place, its id,
// key_id, mac and Canonical with the random bytes of mac.
func (e AuditEntry) Link(previous []byte) []byte {
	salt, _ := e.Vouched()
	return netstrings("xuncha-audit-link-1", string(previous), decimal(uint64(e.Seq)), decimal(e.ID), e.KeyID, string(e.MAC),
		string(e.Canonical(salt)))
}

// Vouched are the two parts of MAC: random bytes and keyed hash. The hash is empty when there is none.
func (e AuditEntry) Vouched() (salt, mac []byte) {
	n := min(len(e.MAC), AuditSalt)
	return e.MAC[:n], e.MAC[n:]
}

// Keyed reports whether the entry claims a keyed hash. Those from before it was made have none.
func (e AuditEntry) Keyed() bool { return e.KeyID != "" || len(e.MAC) > 0 }

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }

// netstrings writes texts so that no two lists of them give the same bytes: each as its length in bytes, a colon, itself
// and a comma.
func netstrings(texts ...string) []byte {
	var out []byte
	for _, t := range texts {
		out = strconv.AppendInt(out, int64(len(t)), 10)
		out = append(out, ':')
		out = append(out, t...)
		out = append(out, ',')
	}
	return out
}

// AuditFilter selects entries. Its zero value selects all that the caller sees.
type AuditFilter struct {
	Operation string
	Outcome   AuditOutcome
	UserID    uint64
	TokenID   uint64
	ThingKind string
	ThingID   uint64
	Region    Scope // everything under it
	RequestID string
	Source    string
	From, To  Time // From included, To not
	Query     string
}

// AuditChain is the one row with both ends of the chain.
type AuditChain struct {
	ID        uint64
	LastSeq   uint64
	LastHash  []byte
	BaseSeq   uint64 // newest entry that was removed by age
	BaseHash  []byte
	UpdatedAt Time
}

// Checkpoint is a signed statement about the chain that is kept outside of the database.
type Checkpoint struct {
	At        Time
	Seq       uint64
	Hash      []byte // of the entry at Seq
	Entries   uint64 // from the base to Seq
	BaseSeq   uint64 // newest entry that was, or may be, removed by age
	BaseHash  []byte
	Unkeyed   uint64 // the entries up to this place are from before there was a keyed hash
	Key       ed25519.PublicKey
	Signature []byte
}

// Statement is the text that is signed: netstrings of a title and of the fields from At to Unkeyed.
func (c Checkpoint) Statement() []byte {
	return netstrings("xuncha-audit-checkpoint-1", c.At.UTC().Format(timeLayout), decimal(c.Seq), string(c.Hash),
		decimal(c.Entries), decimal(c.BaseSeq), string(c.BaseHash), decimal(c.Unkeyed))
}

// SignedBy reports whether the holder of one of the keys has signed.
func (c Checkpoint) SignedBy(keys []ed25519.PublicKey) bool {
	for _, k := range keys {
		if k.Equal(c.Key) {
			return ed25519.Verify(k, c.Statement(), c.Signature)
		}
	}
	return false
}

// Event is a committed change as other systems will read it, kept beside the change until it is sent out.
type Event struct {
	ID         uint64
	EventID    string // UUIDv7
	Type       string // the operation
	ThingKind  string
	ThingID    uint64
	ThingCode  string // the thing's own code, where it has one
	RegionCode RegionCode
	Version    uint64
	At         Time

	OrganizationID uint64     // of the thing, 0 for things of none
	Position       OptionalID // in the feed, none until the event is numbered
}
