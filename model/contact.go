package model

// Contact is a person at an organization. Who it is, is sealed: the columns show only to whom it belongs.
type Contact struct {
	ID             uint64
	UID            string // what the sealed text is bound to
	OrganizationID uint64
	RegionCode     RegionCode
	KeyID          string
	Sealed         []byte
	MobileLookup   []byte
	OfficeLookup   []byte
	Version        uint64
	CreatedAt      Time
	UpdatedAt      Time
}
