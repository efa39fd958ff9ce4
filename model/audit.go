package model

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
	Operation   string // site.create, campaign.close …
	ThingKind   string
	ThingID     uint64
	RegionCode  RegionCode
	Reason      string
	BeforeState string // JSON, empty for a creation
	AfterState  string // JSON, empty for a deletion
	UserID      uint64
	ActorScope  Scope
	Outcome     AuditOutcome
	KeyID       string // of MAC
	MAC         []byte // keyed hash of the entry, made before it was stored
	Seq         OptionalID
	Hash        []byte // of the entry and of all before it, once it is sealed
}

// AuditOutcome is whether what an entry tells was done.
type AuditOutcome string

// The outcomes.
const (
	AuditDone   AuditOutcome = "done"
	AuditDenied AuditOutcome = "denied"
)

// AuditChain is the one row with both ends of the chain.
type AuditChain struct {
	ID        uint64
	LastSeq   uint64
	LastHash  []byte
	BaseSeq   uint64 // newest entry that was removed by age
	BaseHash  []byte
	UpdatedAt Time
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
}
