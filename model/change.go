package model

import (
	"fmt"
	"strconv"
)

// Reach is how it is decided who hears of a change.
type Reach int

// The kinds of reach, each that of the lists which show the things.
const (
	ReachOwn        Reach = iota // of the caller's area, and for the staff of a unit of their organization
	ReachArea                    // of the caller's area
	ReachConcerning              // of the caller's area and of the areas around it
	ReachEverybody               // the same for everybody
	ReachSent                    // files, reports and lists of the province: of the area that they were made for
)

// ChangeKind is a kind of thing that the feed tells of.
type ChangeKind struct {
	Kind       string
	Permission Permission // needed to hear of it: that of reading it
	Reach      Reach
}

// ChangeKinds are all that the feed tells of. Changes of people, keys, contacts, drafts and self-checks are in none.
var ChangeKinds = []ChangeKind{
	{"account", ReadRegister, ReachOwn},
	{"attachment", ReadCampaigns, ReachOwn},
	{"bulletin", ReadCampaigns, ReachConcerning},
	{"bulletin_template", ReadCampaigns, ReachConcerning},
	{"calendar", ReadCampaigns, ReachEverybody},
	{"campaign", ReadCampaigns, ReachConcerning},
	{"catalogue", ReadCampaigns, ReachEverybody},
	{"filing", ReadRegister, ReachOwn},
	{"finding", ReadCampaigns, ReachOwn},
	{"import", WriteRegister, ReachSent},
	{"inspection", ReadCampaigns, ReachOwn},
	{"measure", ReadCampaigns, ReachOwn},
	{"organization", ReadRegister, ReachOwn},
	{"passage", ReadCampaigns, ReachConcerning},
	{"reconciliation", WriteRegister, ReachSent},
	{"region", ReadRegister, ReachArea},
	{"report", ReadReports, ReachSent},
	{"site", ReadRegister, ReachOwn},
}

// ChangeKindNames are the names of the kinds.
func ChangeKindNames() []string {
	names := make([]string, len(ChangeKinds))
	for i, k := range ChangeKinds {
		names[i] = k.Kind
	}
	return names
}

// Feed is the one row with both ends of the feed.
type Feed struct {
	ID           uint64
	LastPosition uint64 // of the newest event that is numbered
	BasePosition uint64 // newest event that was removed by age
	UpdatedAt    Time
}

// ChangeFilter selects changes.
type ChangeFilter struct {
	Kinds  []ChangeKind
	Region Scope // everything under it, everything when empty
}

// ChangeRequest is which piece of the feed a caller asks for.
type ChangeRequest struct {
	Kinds  []string
	Region Scope
	After  string // a cursor, CursorNow, or nothing for the beginning
	Limit  int
}

// DefaultChanges is how many changes an answer has that was asked for no number.
const DefaultChanges = 100

// CursorNow stands for the newest cursor.
const CursorNow = "now"

// Changes is a piece of the feed.
type Changes struct {
	Items    []Event
	Next     uint64 // where to go on
	CaughtUp bool   // nothing that is numbered follows
}

// Cursor is a position as callers get it. They take it as it is; it is of one length so that it also sorts.
func Cursor(position uint64) string { return fmt.Sprintf("%016x", position) }

// ParseCursor reads a cursor, and answers false for what is none.
func ParseCursor(text string) (uint64, bool) {
	position, err := strconv.ParseUint(text, 16, 64)
	return position, err == nil && Cursor(position) == text
}
