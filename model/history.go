package model

import (
	"strconv"
	"strings"
)

// Span is from when to when a state of a thing counts, and what has led to it. Days are those of China; of several states of
// one day the last one counts, and the others have a span without a day.
type Span struct {
	ValidFrom    Date
	ValidTo      Date // the first day on which it counts no more, none while it does
	ChangeKind   string
	ChangeReason string
	ActorName    string
	ActorRole    Role
	ActorScope   Scope
}

// The kinds of change that are no verbs of a caller.
const (
	ChangeCreate = "create"
	ChangeImport = "import"
	ChangeKnown  = "known" // the thing stood in the register before it kept versions
)

// OrganizationVersion is what an organization was for a time.
type OrganizationVersion struct {
	Organization
	Span
}

// SiteVersion is what a site was for a time.
type SiteVersion struct {
	Site
	Span
}

// AccountVersion is what an account was for a time.
type AccountVersion struct {
	Account
	Span
}

// Field is one value of a thing, under its name in the API.
type Field struct{ Name, Value string }

// FieldChange is what a change has done to one field.
type FieldChange struct{ Field, Before, After string }

// HistoryEntry is one change of a thing, for whoever reads its history. Who made it is named only to those who see the area
// of whoever it was.
type HistoryEntry struct {
	Span

	Version    uint64
	RecordedAt Time
	Changes    []FieldChange
	Names      map[uint64]string // of the organizations that the changes name
}

// Fields are the values of the organization that a history tells of.
func (o Organization) Fields() []Field {
	return []Field{
		{"name", o.Name},
		{"short_name", o.ShortName},
		{"region_code", string(o.RegionCode)},
		{"credit_code", o.CreditCode},
		{"parent_id", idText(uint64(o.ParentID))},
		{"provides_services", strconv.FormatBool(o.ProvidesServices)},
		{"state", string(o.State)},
		{"merged_into", idText(uint64(o.MergedInto))},
		{"dissolved_on", string(o.DissolvedOn)},
	}
}

// Fields are the values of the site that a history tells of.
func (s Site) Fields() []Field {
	return append([]Field{
		{"code", s.Code},
		{"name", s.Name},
		{"home_url", s.HomeURL},
		{"is_portal", strconv.FormatBool(s.IsPortal)},
		{"organization_id", idText(s.OrganizationID)},
		{"region_code", string(s.RegionCode)},
		{"icp_number", s.ICPNumber},
		{"public_security_number", s.PublicSecurityNumber},
	}, s.fields()...)
}

// Fields are the values of the account that a history tells of.
func (a Account) Fields() []Field {
	return append([]Field{
		{"platform", string(a.Platform)},
		{"name", a.Name},
		{"platform_account_id", a.PlatformAccountID},
		{"certified_subject", a.CertifiedSubject},
		{"organization_id", idText(a.OrganizationID)},
		{"region_code", string(a.RegionCode)},
		{"national_filing_number", a.NationalFilingNumber},
		{"provincial_filing_number", a.ProvincialFilingNumber},
	}, a.fields()...)
}

func (l Life) fields() []Field {
	return []Field{{"state", string(l.State)}, {"opened_on", string(l.OpenedOn)}, {"closed_on", string(l.ClosedOn)}}
}

func idText(id uint64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatUint(id, 10)
}

// Compare lists the fields in which two states of a thing differ.
func Compare(before, after []Field) []FieldChange {
	changes := []FieldChange{}
	for i, f := range after {
		if f.Value != before[i].Value {
			changes = append(changes, FieldChange{f.Name, before[i].Value, f.Value})
		}
	}
	return changes
}

// organizationFields hold the id of an organization.
var organizationFields = map[string]bool{"organization_id": true, "parent_id": true, "merged_into": true}

// Organizations are the ids of the organizations that the change names.
func (f FieldChange) Organizations() []uint64 {
	var ids []uint64
	for _, value := range []string{f.Before, f.After} {
		if id, err := strconv.ParseUint(value, 10, 64); err == nil && organizationFields[f.Field] {
			ids = append(ids, id)
		}
	}
	return ids
}

// Text is the change as a sentence, with the names of organizations by id.
func (f FieldChange) Text(l Language, names map[uint64]string) string {
	return Text(l, "history_change", Text(l, "field_"+f.Field), f.word(l, f.Before, names), f.word(l, f.After, names))
}

func (f FieldChange) word(l Language, value string, names map[uint64]string) string {
	switch {
	case value == "":
		return Text(l, "history_nothing")
	case organizationFields[f.Field]:
		id, _ := strconv.ParseUint(value, 10, 64) // FormatUint has written it
		if name := names[id]; name != "" {
			return name
		}
		return Text(l, "history_organization", value)
	case value == "true" || value == "false":
		return Text(l, "history_"+value)
	case f.Field == "state" && l == Chinese:
		return stateLabel(value)
	case f.Field == "platform" && l == Chinese:
		return Platform(value).Label()
	}
	return value
}

// stateLabel is the Chinese name of a state of any thing of the register; the words of the two kinds differ.
func stateLabel(value string) string {
	if label := State(value).Label(); label != value {
		return label
	}
	return OrganizationState(value).Label()
}

// Title is what has happened, in words.
func (e HistoryEntry) Title(l Language) string { return Text(l, "history_"+e.ChangeKind) }

// Began is the day from which a thing that is entered counts: the one on which it was opened, if that has come.
func Began(opened, today Date) Date {
	if opened != "" && opened < today {
		return opened
	}
	return today
}

// Former are the names of the organization before the one in force, the oldest first.
func (o Organization) Former() []string {
	if o.FormerNames == "" {
		return []string{}
	}
	return strings.Split(o.FormerNames, "\n")
}

// Day is the day as of which the filter asks.
func (f OrganizationFilter) Day() Date { return f.AsOf }

// Day is the day as of which the filter asks.
func (f SiteFilter) Day() Date { return f.AsOf }

// Day is the day as of which the filter asks.
func (f AccountFilter) Day() Date { return f.AsOf }
