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
