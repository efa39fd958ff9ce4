package model

import (
	"regexp"
	"strings"
)

// OrganizationState is the life of an organization.
type OrganizationState string

// The states of an organization. Merging comes with a date and a successor; the state is kept for such rows.
const (
	OrganizationActive    OrganizationState = "active"
	OrganizationMerged    OrganizationState = "merged"
	OrganizationDissolved OrganizationState = "dissolved"
)

// OrganizationStates lists the states.
var OrganizationStates = []OrganizationState{OrganizationActive, OrganizationMerged, OrganizationDissolved}

// Organization is the body answerable for sites and accounts.
type Organization struct {
	ID               uint64
	Name             string
	ShortName        string
	RegionCode       RegionCode
	CreditCode       string     // 统一社会信用代码
	ParentID         OptionalID // the organization it belongs to
	ProvidesServices bool       // false leaves 办事服务 out of the score of its sites
	State            OrganizationState
	DissolvedOn      Date
	DissolveReason   string
	FormerNames      string     // before the one in force, one a line
	MergedInto       OptionalID // its successor, none unless it was merged
	NameKey          string
	SearchText       string
	Ended            uint64 // 0 while active, else its id: a name may be used again after the end
	Version          uint64
	CreatedAt        Time
	UpdatedAt        Time
}

// OrganizationEdit is what a caller may set.
type OrganizationEdit struct {
	Name             string
	ShortName        string
	RegionCode       RegionCode
	CreditCode       string
	ParentID         OptionalID
	ProvidesServices bool
}

var creditPattern = regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{18}$`)

// Normalize checks all fields at once.
func (e OrganizationEdit) Normalize() (OrganizationEdit, error) {
	var c checker
	e.Name = c.required("name", e.Name, MaxName)
	c.nameLength(e.Name)
	e.ShortName = c.optional("short_name", e.ShortName, MaxName)
	e.RegionCode = e.RegionCode.Canonical()
	if !e.RegionCode.Valid() {
		c.add("region_code", "not_a_region_code")
	}
	e.CreditCode = strings.ToUpper(c.optional("credit_code", e.CreditCode, 18))
	if e.CreditCode != "" && !validCreditCode(e.CreditCode) {
		c.add("credit_code", "not_a_credit_code")
	}
	return e, c.err()
}

// validCreditCode checks the form and the check character of GB 32100-2015.
func validCreditCode(code string) bool {
	if !creditPattern.MatchString(code) {
		return false
	}
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum, weight := 0, 1
	for _, r := range code[:17] {
		sum += strings.IndexRune(alphabet, r) * weight
		weight = weight * 3 % 31
	}
	return alphabet[(31-sum%31)%31] == code[17]
}

// Apply takes the edit into the row and keeps the derived columns with it.
func (o *Organization) Apply(e OrganizationEdit) {
	o.Name, o.ShortName, o.RegionCode = e.Name, e.ShortName, e.RegionCode
	o.CreditCode, o.ParentID, o.ProvidesServices = e.CreditCode, e.ParentID, e.ProvidesServices
	o.NameKey = Key(o.Name)
	o.SearchText = searchText(append([]string{o.Name, o.ShortName, o.CreditCode}, o.Former()...)...)
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (o Organization) Edit() OrganizationEdit {
	return OrganizationEdit{o.Name, o.ShortName, o.RegionCode, o.CreditCode, o.ParentID, o.ProvidesServices}
}

// OrganizationFilter selects organizations; the zero value selects all.
type OrganizationFilter struct {
	Region Scope
	State  OrganizationState
	Query  string
	AsOf   Date // as the register stood on that day; none for now
}

// searchText joins what a search looks through, folded like the words that are searched for.
func searchText(parts ...string) string {
	keys := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			keys = append(keys, Key(p))
		}
	}
	return strings.Join(keys, "\n")
}

// nameLength refuses the rare names that grow beyond the key column when compatibility forms are unfolded.
func (c *checker) nameLength(value string) {
	if len([]rune(Key(value))) > MaxName && !c.has("name") {
		c.add("name", "too_long", MaxName)
	}
}

// OrganizationVerb is a change of an organization's state.
type OrganizationVerb string

// The verbs of an organization.
const (
	VerbDissolve           OrganizationVerb = "dissolve"
	VerbReopenOrganization OrganizationVerb = "reopen"
	VerbRename             OrganizationVerb = "rename"
	VerbMerge              OrganizationVerb = "merge"
)

var organizationMachine = Machine[OrganizationState, OrganizationVerb]{
	Noun: "organization", Start: OrganizationActive,
	Moves: []Move[OrganizationState, OrganizationVerb]{
		{VerbDissolve, []OrganizationState{OrganizationActive}, OrganizationDissolved},
		{VerbRename, []OrganizationState{OrganizationActive}, OrganizationActive},
		{VerbMerge, []OrganizationState{OrganizationActive}, OrganizationMerged},
		{VerbReopenOrganization, []OrganizationState{OrganizationDissolved}, OrganizationActive},
	},
}

// Actions lists the verbs that the state allows.
func (s OrganizationState) Actions() []string { return organizationMachine.Verbs(s) }

// Dissolve ends the organization. Whether it still runs something is the service's to ask.
func (o *Organization) Dissolve(r Reason, now Time) error {
	to, err := organizationMachine.Next(o.State, VerbDissolve)
	if err != nil {
		return err
	}
	o.State, o.DissolvedOn, o.DissolveReason, o.Ended = to, r.Day(now), r.Reason, o.ID
	return nil
}

// Reopen takes it back into use.
func (o *Organization) Reopen() error {
	to, err := organizationMachine.Next(o.State, VerbReopenOrganization)
	if err != nil {
		return err
	}
	o.State, o.DissolvedOn, o.DissolveReason, o.Ended = to, "", "", 0
	return nil
}

// Label is the Chinese name of the state, as printed.
func (s OrganizationState) Label() string {
	switch s {
	case OrganizationActive:
		return "正常"
	case OrganizationMerged:
		return "已合并"
	case OrganizationDissolved:
		return "已撤销"
	}
	return string(s)
}
