package model

import "fmt"

// Limits of a finding.
const (
	MaxOccurrences = 1000
	MaxDescription = 1000
	maxCode        = 16
)

// FindingEdit is one fault, or merit, as a caller reports it.
type FindingEdit struct {
	Indicator   string // code in the catalogue; empty makes it an observation, which changes nothing
	Occurrences int    // 0 means 1
	Points      Points // of one occurrence, and only where the indicator leaves them open
	Description string
	LocationURL string
	Number      string // of a finding of the target that stands already, when it is to keep its number whatever else changes
}

// check cleans the findings and collects their faults.
func (r ScoringRule) check(target ScoringTarget, findings []FindingEdit) ([]FindingEdit, error) {
	var c checker
	checked := make([]FindingEdit, len(findings))
	punished := map[[2]string]int{}
	for i, f := range findings {
		field := fmt.Sprintf("findings[%d]", i)
		checked[i] = r.checkFinding(&c, field, target, f)
		r.checkPunishedOnce(&c, field, punished, checked, i)
	}
	return checked, c.err()
}

func (r ScoringRule) checkFinding(c *checker, field string, target ScoringTarget, f FindingEdit) FindingEdit {
	f.Indicator = c.optional(field+".indicator", f.Indicator, maxCode)
	if f.Occurrences == 0 {
		f.Occurrences = 1
	}
	if f.Occurrences < 1 || f.Occurrences > MaxOccurrences {
		c.add(field+".occurrences", "out_of_range", 1, MaxOccurrences)
	}
	f.Description = c.paragraphs(field+".description", f.Description, MaxDescription)
	f.LocationURL = c.optional(field+".location_url", f.LocationURL, MaxURL)
	c.url(field+".location_url", f.LocationURL)
	f.Number = c.optional(field+".number", f.Number, MaxFindingNumber)
	if f.Indicator == "" {
		if f.Description == "" {
			c.add(field+".description", "required")
		}
		checkPoints(c, field+".points", Indicator{}, f.Points)
		return f
	}
	ind, known := r.Indicators[f.Indicator]
	switch {
	case c.has(field + ".indicator"):
	case !known:
		c.add(field+".indicator", "unknown_indicator")
	case !ind.AppliesTo.Has(target.Subject):
		c.add(field+".indicator", "indicator_of_other_subject")
	case ind.NeedsPublicService && !target.PublicService:
		c.add(field+".indicator", "indicator_needs_public_service")
	default:
		checkPoints(c, field+".points", ind, f.Points)
	}
	return f
}

func checkPoints(c *checker, field string, ind Indicator, points Points) {
	switch {
	case ind.Part == PartVeto: // a veto has no figures; points beside it are kept and count nothing
		c.points(field, points, 0, MaxPoints)
	case !ind.LeavesPointsOpen():
		if points != 0 {
			c.add(field, "points_not_open")
		}
	case points == 0:
		c.add(field, "points_required")
	default:
		c.points(field, points, 1, ind.MaxPoints)
	}
}

// checkPunishedOnce refuses the same fault under a second indicator. Faults are the same when they have one place and
// one description; without a description nothing tells two faults of a page apart, so nothing is refused.
func (r ScoringRule) checkPunishedOnce(c *checker, field string, punished map[[2]string]int, checked []FindingEdit, i int) {
	f := checked[i]
	ind, known := r.Indicators[f.Indicator]
	if !known || ind.Part == PartBonus || f.Description == "" {
		return
	}
	fault := [2]string{f.LocationURL, Key(f.Description)}
	first, seen := punished[fault]
	if !seen {
		punished[fault] = i
		return
	}
	if checked[first].Indicator != f.Indicator {
		c.add(field+".indicator", "punished_twice", fmt.Sprintf("findings[%d]", first))
	}
}
