package model

import (
	"cmp"
	"slices"
)

// TallyKey is a group of targets of a campaign that are counted together, as they stood when the campaign opened.
type TallyKey struct {
	CampaignID uint64
	Kind       Subject
	RegionCode RegionCode
	Platform   Platform
	IsPortal   bool
}

// Compare puts keys into an order, in which everybody changes them.
func (k TallyKey) Compare(o TallyKey) int {
	return cmp.Or(
		cmp.Compare(k.CampaignID, o.CampaignID), cmp.Compare(k.Kind, o.Kind), cmp.Compare(k.RegionCode, o.RegionCode),
		cmp.Compare(k.Platform, o.Platform), cmp.Compare(Flag(k.IsPortal), Flag(o.IsPortal)),
	)
}

// Flag is a boolean as databases keep it.
func Flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// CampaignTally is how the targets of a group stand. It is kept in the transaction of each change, so that reading a table
// costs the same however much was inspected.
type CampaignTally struct {
	CampaignID uint64
	Kind       Subject
	RegionCode RegionCode
	Platform   Platform
	IsPortal   bool
	Passed     int64
	Failed     int64
	Pending    int64
	Waived     int64
	UpdatedAt  Time // the newest change of a status or a verdict
}

// Key is the group.
func (c CampaignTally) Key() TallyKey {
	return TallyKey{c.CampaignID, c.Kind, c.RegionCode, c.Platform, c.IsPortal}
}

// Counts are the numbers without the group.
func (c CampaignTally) Counts() Tally { return TallyOfCounts(c.Passed, c.Failed, c.Pending, c.Waived) }

// TallyKey is the group that the target is counted in.
func (i Inspection) TallyKey() TallyKey {
	return TallyKey{i.CampaignID, i.Kind, i.RegionCode, i.TargetPlatform, i.TargetIsPortal}
}

// TallyOfCounts is a tally of what is kept of it.
func TallyOfCounts(passed, failed, pending, waived int64) Tally {
	return Tally{
		Targets: passed + failed + pending + waived, Inspected: passed + failed,
		Passed: passed, Failed: failed, Pending: pending, Waived: waived,
	}
}

// TallyDifference is a group whose tally is not what a recount of its targets says.
type TallyDifference struct {
	Campaign string
	Key      TallyKey
	Kept     Tally
	Counted  Tally
}

// CompareTallies lists the groups of a campaign that differ, in their order. A group without targets need have no tally.
func CompareTallies(campaign string, kept, counted []CampaignTally) []TallyDifference {
	found := map[TallyKey]*TallyDifference{}
	at := func(key TallyKey) *TallyDifference {
		if found[key] == nil {
			found[key] = &TallyDifference{Campaign: campaign, Key: key}
		}
		return found[key]
	}
	for _, row := range kept {
		at(row.Key()).Kept = row.Counts()
	}
	for _, row := range counted {
		at(row.Key()).Counted = row.Counts()
	}
	var differing []TallyDifference
	for _, d := range found {
		if d.Kept != d.Counted {
			differing = append(differing, *d)
		}
	}
	slices.SortFunc(differing, func(x, y TallyDifference) int { return x.Key.Compare(y.Key) })
	return differing
}
