package model

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// FaultKey tells two faults of a target apart: what is wrong, where, and how it is described.
func (f FindingEdit) FaultKey() string {
	sum := sha256.Sum256([]byte(f.Indicator + "\n" + f.LocationURL + "\n" + Key(f.Description)))
	return hex.EncodeToString(sum[:])
}

// Track says which of the findings that are followed each line of a result is: its place in tracked, or -1 for a new one.
// A line that names a number is that finding; any other is the one with the same fault, a living one before a withdrawn one.
func Track(tracked []Rectification, lines []FindingEdit) ([]int, error) {
	var c checker
	places, taken := make([]int, len(lines)), make([]bool, len(tracked))
	for i, line := range lines {
		places[i] = -1
		if line.Number == "" {
			continue
		}
		field := fmt.Sprintf("findings[%d].number", i)
		at := slices.IndexFunc(tracked, func(r Rectification) bool { return r.Number == line.Number })
		switch {
		case at < 0:
			c.add(field, "unknown_reference")
		case taken[at]:
			c.add(field, "number_twice")
		default:
			places[i], taken[at] = at, true
		}
	}
	for i, line := range lines {
		if line.Number != "" {
			continue
		}
		at := free(tracked, taken, line.FaultKey(), false)
		if at < 0 {
			at = free(tracked, taken, line.FaultKey(), true)
		}
		if places[i] = at; at >= 0 {
			taken[at] = true
		}
	}
	return places, c.err()
}

// free is the place of the first finding with a fault that no line has taken yet, or -1.
func free(tracked []Rectification, taken []bool, key string, withdrawn bool) int {
	for i, r := range tracked {
		if !taken[i] && r.FaultKey == key && (r.State == FindingWithdrawn) == withdrawn {
			return i
		}
	}
	return -1
}

// CanRecur reports whether the fault is one that can have been there in an earlier campaign.
func (r Rectification) CanRecur() bool { return r.Indicator != "" && r.Part != PartBonus }

// Recurs reports whether the finding is the fault of an earlier campaign again: the same target under the same indicator.
// Codes of different catalogues may coincide, so the name must be the same too.
func (r Rectification) Recurs(old Rectification) bool {
	return r.CanRecur() && r.SiteID == old.SiteID && r.AccountID == old.AccountID && r.Indicator == old.Indicator &&
		r.IndicatorName == old.IndicatorName
}
