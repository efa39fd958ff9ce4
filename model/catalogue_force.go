package model

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// OptionalRegion is the region of what may also belong to the whole country, which is NULL in the database, so the code of
// the country is not kept there.
type OptionalRegion string

// Value writes NULL for the whole country.
func (r OptionalRegion) Value() (driver.Value, error) { return OptionalKey(r).Value() }

// Scan reads a code or NULL.
func (r *OptionalRegion) Scan(src any) error {
	var key OptionalKey
	if err := key.Scan(src); err != nil {
		return fmt.Errorf("scan a region: %w", err)
	}
	*r = OptionalRegion(key)
	return nil
}

// Reaching lists the areas whose catalogues reach a region: its own and those above it.
func (c RegionCode) Reaching() []RegionCode {
	areas := []RegionCode{c}
	for above, ok := c.Parent(); ok; above, ok = above.Parent() {
		areas = append(areas, above)
	}
	if c != RegionNation {
		areas = append(areas, RegionNation)
	}
	return areas
}

// Area is the region as other rows have it.
func (m Catalogue) Area() RegionCode { return RegionCode(m.RegionCode) }

// Overlaps reports whether two versions of one issuer for one area are in force on the same day.
func (m Catalogue) Overlaps(o Catalogue) bool {
	if m.RegionCode != o.RegionCode || Key(m.Issuer) != Key(o.Issuer) {
		return false
	}
	return (m.EffectiveTo == "" || o.EffectiveFrom <= m.EffectiveTo) && (o.EffectiveTo == "" || m.EffectiveFrom <= o.EffectiveTo)
}

// Fits checks a new catalogue against those that are stored. The older version of an issuer is withdrawn first, so that on
// each day one is in force.
func (m Catalogue) Fits(stored []Catalogue) error {
	for _, o := range stored {
		if m.Document == o.Document && m.EffectiveFrom == o.EffectiveFrom {
			return &Error{Kind: KindConflict, Code: "already_exists", Fields: []FieldError{{Field: "document", Code: "taken"}}}
		}
	}
	for _, o := range stored {
		if m.Overlaps(o) {
			return &Error{Kind: KindConflict, Code: "catalogue_overlaps", Args: []any{o.Document, o.ID}, Fields: []FieldError{
				{Field: "effective_from", Code: "catalogue_overlaps", Args: []any{o.Document, o.ID}},
			}}
		}
	}
	return nil
}

// Withdraw ends the force of a catalogue with a day. The end only ever comes earlier: later ones could meet the next version.
func (m *Catalogue) Withdraw(on Date) error {
	switch {
	case on < m.EffectiveFrom:
		return InvalidField("on", "ends_before_start")
	case m.EffectiveTo != "" && on >= m.EffectiveTo:
		return InvalidField("on", "ends_already", string(m.EffectiveTo))
	}
	m.EffectiveTo = on
	return nil
}

// Edit is the catalogue as a caller would send it.
func (m Catalogue) Edit(indicators []Indicator) CatalogueEdit {
	e := CatalogueEdit{
		Issuer: m.Issuer, Document: m.Document, Title: m.Title, RegionCode: m.Area(), Preferred: m.Preferred,
		EffectiveFrom: m.EffectiveFrom, EffectiveTo: m.EffectiveTo, PassLine: m.PassLine, BonusAbove: m.BonusAbove,
		DeductionTotal: m.DeductionTotal, BonusTotal: m.BonusTotal, Groups: m.GroupTotals, Note: m.Note,
		Indicators: make([]IndicatorEdit, len(indicators)),
	}
	for i, ind := range indicators {
		criteria := []string{}
		_ = json.Unmarshal([]byte(ind.Criteria), &criteria) // written by Rows, always a list
		e.Indicators[i] = IndicatorEdit{
			Code: ind.Code, Part: ind.Part, AppliesTo: ind.AppliesTo, GroupName: ind.GroupName, Name: ind.Name,
			Criteria: criteria, Measure: ind.Measure, Points: ind.Points, MaxPoints: ind.MaxPoints,
			NeedsPublicService: ind.NeedsPublicService, Verified: ind.Verified,
		}
	}
	return e
}
