package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"unicode/utf8"
)

// Part is one of the three parts of a catalogue.
type Part string

// The parts of a catalogue, and that of findings which stand under none of its indicators.
const (
	PartVeto        Part = "veto"
	PartDeduction   Part = "deduction"
	PartBonus       Part = "bonus"
	PartObservation Part = "observation"
)

// Parts lists the parts of a catalogue.
var Parts = []Part{PartVeto, PartDeduction, PartBonus}

// Catalogue is a set of indicators as it was issued, with the figures of its scoring rule.
type Catalogue struct {
	ID             uint64
	Issuer         string
	Document       string // number of the issuing document
	Title          string
	RegionCode     OptionalRegion // the area it was issued for, none for the whole country
	Preferred      bool           // rounds of its area take it when they name none; always so for the whole country
	EffectiveFrom  Date
	EffectiveTo    Date // empty while in force
	PassLine       Points
	BonusAbove     Points // strictly above opens the bonus
	DeductionTotal Points
	BonusTotal     Points
	GroupTotals    GroupTotals
	Note           string
	Version        uint64
	CreatedAt      Time
	UpdatedAt      Time
}

// Indicator is one rule of a catalogue.
type Indicator struct {
	ID                 uint64
	CatalogueID        uint64
	Position           int // from 1, the order of the document
	Code               string
	Part               Part
	AppliesTo          Set[Subject]
	GroupName          string
	Name               string
	Criteria           string // JSON array of sentences
	Measure            string // JSON object of thresholds, or empty
	Points             Points // of one occurrence; 0 leaves them to the inspector
	MaxPoints          Points // most that the indicator may count; a veto has neither figure
	NeedsPublicService bool
	Verified           bool
}

// LeavesPointsOpen reports whether each finding states its own points.
func (i Indicator) LeavesPointsOpen() bool {
	return (i.Part == PartDeduction || i.Part == PartBonus) && i.Points == 0
}

// CatalogueEdit is what a caller may set.
type CatalogueEdit struct {
	Issuer         string
	Document       string
	Title          string
	RegionCode     RegionCode
	Preferred      bool
	EffectiveFrom  Date
	EffectiveTo    Date
	PassLine       Points
	BonusAbove     Points
	DeductionTotal Points
	BonusTotal     Points
	Groups         GroupTotals
	Note           string
	Indicators     []IndicatorEdit
}

// IndicatorEdit is what a caller may set of one indicator. Measure is the text of a JSON object, or empty.
type IndicatorEdit struct {
	Code               string
	Part               Part
	AppliesTo          Set[Subject]
	GroupName          string
	Name               string
	Criteria           []string
	Measure            string
	Points             Points
	MaxPoints          Points
	NeedsPublicService bool
	Verified           bool
}

// Limits of a catalogue.
const (
	MaxIndicators = 500
	maxCriteria   = 50          // of an indicator
	maxCriteriaOf = 4 * MaxText // characters of them all: they share one cell of a spreadsheet
)

var indicatorCodePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// Normalize checks all fields at once, and that the figures of the indicators add up to those of the catalogue.
func (e CatalogueEdit) Normalize() (CatalogueEdit, error) {
	var c checker
	e.Issuer = c.required("issuer", e.Issuer, MaxName)
	e.Document = c.required("document", e.Document, 100)
	e.Title = c.required("title", e.Title, MaxName)
	e.RegionCode = RegionCode(c.areaOf("region_code", e.RegionCode))
	e.Preferred = e.Preferred || e.RegionCode == ""
	if e.EffectiveFrom == "" {
		c.add("effective_from", "required")
	}
	c.date("effective_from", e.EffectiveFrom)
	c.date("effective_to", e.EffectiveTo)
	if e.EffectiveTo != "" && e.EffectiveTo < e.EffectiveFrom {
		c.add("effective_to", "ends_before_start")
	}
	c.points("deduction_total", e.DeductionTotal, 0, MaxPoints)
	c.points("pass_line", e.PassLine, 0, e.DeductionTotal)
	c.points("bonus_above", e.BonusAbove, 0, e.DeductionTotal)
	c.points("bonus_total", e.BonusTotal, 0, MaxPoints)
	e.Note = c.paragraphs("note", e.Note, MaxText)

	if len(e.Indicators) == 0 {
		c.add("indicators", "required")
	}
	if len(e.Indicators) > MaxIndicators {
		c.add("indicators", "too_many_values", MaxIndicators)
		return e, c.err()
	}
	codes := map[string]bool{}
	indicators := make([]IndicatorEdit, len(e.Indicators))
	for i, ind := range e.Indicators {
		field := fmt.Sprintf("indicators[%d].", i)
		indicators[i] = ind.normalize(&c, field)
		key := Key(indicators[i].Code)
		if codes[key] {
			c.add(field+"code", "repeated")
		}
		codes[key] = key != ""
	}
	e.Indicators = indicators
	e.checkSums(&c)
	e.Groups = e.Groups.normalize(&c)
	e.checkGroups(&c)
	return e, c.err()
}

func (e IndicatorEdit) normalize(c *checker, field string) IndicatorEdit {
	e.Code = c.required(field+"code", e.Code, maxCode)
	if !c.has(field+"code") && !indicatorCodePattern.MatchString(e.Code) {
		c.add(field+"code", "not_an_indicator_code")
	}
	oneOf(c, field+"part", e.Part, Parts)
	e.AppliesTo = distinctOf(c, field+"applies_to", e.AppliesTo, SubjectKinds)
	if len(e.AppliesTo) == 0 {
		c.add(field+"applies_to", "required")
	}
	e.GroupName = c.required(field+"group", e.GroupName, 100)
	e.Name = c.required(field+"name", e.Name, MaxName)
	e.Criteria = normalizeCriteria(c, field+"criteria", e.Criteria)
	e.Measure = c.paragraphs(field+"measure", e.Measure, MaxText)
	var measure bytes.Buffer
	if e.Measure != "" && (e.Measure[0] != '{' || json.Compact(&measure, []byte(e.Measure)) != nil) {
		c.add(field+"measure", "not_a_json_object")
	}
	e.Measure = measure.String()
	if e.Part == PartVeto {
		if e.Points != 0 || e.MaxPoints != 0 {
			c.add(field+"points", "veto_without_points")
		}
		return e
	}
	c.points(field+"max", e.MaxPoints, 1, MaxPoints)
	c.points(field+"points", e.Points, 0, e.MaxPoints)
	return e
}

func normalizeCriteria(c *checker, field string, criteria []string) []string {
	if len(criteria) > maxCriteria {
		c.add(field, "too_many_values", maxCriteria)
		return nil
	}
	clean, all := make([]string, len(criteria)), 0
	for i, text := range criteria {
		clean[i] = c.required(fmt.Sprintf("%s[%d]", field, i), text, MaxText)
		all += utf8.RuneCountInString(clean[i])
	}
	if all > maxCriteriaOf {
		c.add(field, "too_long", maxCriteriaOf)
	}
	return clean
}

// checkSums adds up what the indicators of each subject are worth: a subject either has none of a part or the whole.
func (e CatalogueEdit) checkSums(c *checker) {
	for _, sum := range []struct {
		part  Part
		field string
		total Points
	}{
		{PartDeduction, "deduction_total", e.DeductionTotal},
		{PartBonus, "bonus_total", e.BonusTotal},
	} {
		used := false
		for _, subject := range SubjectKinds {
			all, service := e.worth(sum.part, subject)
			if all == 0 {
				continue
			}
			used = true
			if all != sum.total {
				c.add(sum.field, "sum_differs", all.String(), string(subject))
			}
			if sum.part == PartDeduction && service == all {
				c.add("indicators", "all_need_public_service", string(subject))
			}
		}
		if !used && sum.total != 0 {
			c.add(sum.field, "sum_missing", string(sum.part))
		}
	}
}

// worth is what the indicators of a part are worth for a subject, and how much of it needs public services.
func (e CatalogueEdit) worth(part Part, subject Subject) (all, service Points) {
	for _, ind := range e.Indicators {
		if ind.Part != part || !ind.AppliesTo.Has(subject) {
			continue
		}
		all += ind.MaxPoints
		if ind.NeedsPublicService {
			service += ind.MaxPoints
		}
	}
	return all, service
}

// Apply takes the edit into the row.
func (m *Catalogue) Apply(e CatalogueEdit) {
	m.Issuer, m.Document, m.Title, m.EffectiveFrom, m.EffectiveTo = e.Issuer, e.Document, e.Title, e.EffectiveFrom, e.EffectiveTo
	m.PassLine, m.BonusAbove, m.DeductionTotal, m.BonusTotal = e.PassLine, e.BonusAbove, e.DeductionTotal, e.BonusTotal
	m.RegionCode, m.Preferred, m.GroupTotals, m.Note = OptionalRegion(e.RegionCode), e.Preferred, e.Groups, e.Note
}

// Rows are the indicators of the edit as rows of a catalogue.
func (e CatalogueEdit) Rows(catalogueID uint64) []Indicator {
	rows := make([]Indicator, len(e.Indicators))
	for i, ind := range e.Indicators {
		criteria := []byte("[]")
		if len(ind.Criteria) > 0 {
			criteria, _ = json.Marshal(ind.Criteria) // strings always encode
		}
		rows[i] = Indicator{
			CatalogueID: catalogueID, Position: i + 1, Code: ind.Code, Part: ind.Part, AppliesTo: ind.AppliesTo,
			GroupName: ind.GroupName, Name: ind.Name, Criteria: string(criteria), Measure: ind.Measure,
			Points: ind.Points, MaxPoints: ind.MaxPoints, NeedsPublicService: ind.NeedsPublicService, Verified: ind.Verified,
		}
	}
	return rows
}
