package model

import (
	"cmp"
	"fmt"
)

// Unmatched is a finding that another rule has no place for.
type Unmatched struct {
	Position int // in the result, from 1
	Finding  FindingEdit
	Reason   FieldError
}

// WhatIf judges the findings of a result by another rule than the one they were reported under. Findings are matched by the
// code of their indicator. Where the other rule fixes the points of an occurrence, its figure counts; where it leaves them
// open, the finding's own, or those of the rule it was reported under, count up to its maximum.
func WhatIf(from, to ScoringRule, target ScoringTarget, findings []FindingEdit) (Assessment, []Unmatched, error) {
	kept, carried := []FindingEdit{}, make([]FindingEdit, len(findings))
	var unmatched []Unmatched
	punished := map[[2]string]int{}
	for i, f := range findings {
		var c checker
		field := fmt.Sprintf("findings[%d]", i)
		carried[i] = to.checkFinding(&c, field, target, to.carry(from, f))
		if len(c.fields) == 0 {
			to.checkPunishedOnce(&c, field, punished, carried, i)
		}
		if len(c.fields) > 0 {
			unmatched = append(unmatched, Unmatched{Position: i + 1, Finding: f, Reason: c.fields[0]})
			continue
		}
		kept = append(kept, carried[i])
	}
	a, err := to.judge(target, kept)
	return a, unmatched, err
}

func (r ScoringRule) carry(from ScoringRule, f FindingEdit) FindingEdit {
	ind, known := r.Indicators[f.Indicator]
	switch {
	case !known || ind.Part == PartVeto:
	case ind.LeavesPointsOpen():
		f.Points = min(cmp.Or(f.Points, from.Indicators[f.Indicator].Points), ind.MaxPoints)
	default:
		f.Points = 0
	}
	return f
}

// Edits are the findings as they were reported.
func Edits(findings []Finding) []FindingEdit {
	edits := make([]FindingEdit, len(findings))
	for i, f := range findings {
		edits[i] = FindingEdit{
			Indicator: f.Indicator, Occurrences: f.Occurrences, Points: f.Points, Description: f.Description, LocationURL: f.LocationURL,
		}
	}
	return edits
}

// Stands reports whether the inspection has a result that counts.
func (i Inspection) Stands() bool {
	return i.Verdict != "" && (i.Status == InspectionSubmitted || i.Status == InspectionConfirmed)
}
