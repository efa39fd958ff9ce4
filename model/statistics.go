package model

// Group is what a table of pass rates is grouped by.
type Group string

// The groups.
const (
	GroupRegion       Group = "region"
	GroupPlatform     Group = "platform"
	GroupPortal       Group = "portal"
	GroupOrganization Group = "organization"
)

// Groups lists the groups.
var Groups = []Group{GroupRegion, GroupPlatform, GroupPortal, GroupOrganization}

// PassRateRow is one row of a table of pass rates.
type PassRateRow struct {
	Key   string
	Label string
	Tally
}

// PassRates is a table of pass rates. The exact counts are what counts; Rule only says how a rate is printed.
type PassRates struct {
	Campaign string
	Kind     Subject
	GroupBy  Group
	Rows     []PassRateRow
	Total    Tally
	Rule     RateRule
}

// TotalLabel is the label of the last row.
const TotalLabel = "合计"

// TallyOf counts n targets that stand alike.
func TallyOf(status InspectionStatus, verdict Verdict, n int64) Tally {
	t := Tally{Targets: n}
	switch {
	case status == InspectionWaived:
		t.Waived = n
	case status == InspectionPending || status == InspectionReturned:
		t.Pending = n
	case verdict == VerdictPass:
		t.Inspected, t.Passed = n, n
	case verdict == VerdictFail:
		t.Inspected, t.Failed = n, n
	}
	return t
}
