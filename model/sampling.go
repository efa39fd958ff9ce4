package model

import (
	"fmt"
	"slices"
)

// Coverage is how much of the register a campaign takes as targets.
type Coverage string

// The coverages.
const (
	CoverageFull   Coverage = "full"
	CoverageSample Coverage = "sample" // a part of each stratum
	CoverageListed Coverage = "listed" // what was named and nothing else, as in a round of the province
)

// Coverages lists the coverages.
var Coverages = []Coverage{CoverageFull, CoverageSample, CoverageListed}

// Label is the Chinese name of the coverage, as printed.
func (c Coverage) Label() string {
	switch c {
	case CoverageFull:
		return "全面检查"
	case CoverageSample:
		return "抽样检查"
	case CoverageListed:
		return "指定对象"
	}
	return string(c)
}

// MustInclude is what a sample takes whatever the lot says.
type MustInclude string

// The rules of what must be in a sample. The last round is that of LastRound.
const (
	IncludePortals      MustInclude = "portals"
	IncludeLastFailures MustInclude = "last_failures"
	IncludeNewSinceLast MustInclude = "new_since_last"
)

// MustIncludes lists the rules.
var MustIncludes = []MustInclude{IncludePortals, IncludeLastFailures, IncludeNewSinceLast}

// Percent is a part of a whole in hundredths of one per cent: 33.33 % is 3333. A binary fraction could not hold it.
type Percent int64

// WholePercent is all of it.
const WholePercent Percent = 100 * 100

// String writes the number without needless zeros: 30, 33.33.
func (p Percent) String() string { return Points(p).String() }

// MarshalJSON writes a number.
func (p Percent) MarshalJSON() ([]byte, error) { return Points(p).MarshalJSON() }

// UnmarshalJSON takes a number with at most two decimals.
func (p *Percent) UnmarshalJSON(b []byte) error { return (*Points)(p).UnmarshalJSON(b) }

// Of is the least whole number that is not below the part of n.
func (p Percent) Of(n int64) int64 {
	return (int64(p)*n + int64(WholePercent) - 1) / int64(WholePercent)
}

// SamplingPlan says how the targets of a campaign are drawn. A campaign without one takes everything.
type SamplingPlan struct {
	CampaignID  uint64
	Coverage    Coverage
	Ratio       Percent
	Minimum     int
	MustInclude Set[MustInclude]
	Seed        string
	LastRound   string // the campaign that last_failures and new_since_last looked at, written when the targets are drawn
}

// FullPlan is the plan of a campaign that has none of its own.
func FullPlan(campaignID uint64) SamplingPlan {
	return SamplingPlan{CampaignID: campaignID, Coverage: CoverageFull, MustInclude: Set[MustInclude]{}}
}

// SamplingItem is a thing that a plan names: to be drawn, or to be left out for a reason.
type SamplingItem struct {
	ID         uint64
	CampaignID uint64
	Kind       Subject
	SiteID     OptionalID
	AccountID  OptionalID
	Excluded   bool
	Reason     string // why it is left out
}

// Ref is the thing the item names.
func (i SamplingItem) Ref() ThingRef {
	if i.Kind == SubjectSite {
		return ThingRef{SubjectSite, uint64(i.SiteID)}
	}
	return ThingRef{SubjectAccount, uint64(i.AccountID)}
}

// Sampling is a campaign with its plan. They have one version, so that who opens the one has seen the other.
type Sampling struct {
	Campaign Campaign
	Plan     SamplingPlan
	Items    []SamplingItem
}

// ForTrail leaves out what the campaign's own entries tell.
func (s Sampling) ForTrail() any {
	type item struct {
		Thing    ThingRef
		Excluded bool
		Reason   string `json:",omitempty"`
	}
	trail := struct {
		SamplingPlan

		Code    string
		Items   []item
		Version uint64
	}{SamplingPlan: s.Plan, Code: s.Campaign.Code, Items: []item{}, Version: s.Campaign.Version}
	for _, i := range s.Items {
		trail.Items = append(trail.Items, item{i.Ref(), i.Excluded, i.Reason})
	}
	return trail
}

// ThingName is a site or an account as a caller names it: by its id, by its site code, or by platform and name.
type ThingName struct {
	SiteID      uint64
	AccountID   uint64
	SiteCode    string
	Platform    Platform
	AccountName string
}

// Exclusion is a thing that is left out, and why.
type Exclusion struct {
	ThingName

	Reason string
}

// SamplingEdit is what a caller may set. An empty Seed keeps the one that stands, or has one made.
type SamplingEdit struct {
	Coverage    Coverage
	Ratio       Percent
	Minimum     int
	MustInclude Set[MustInclude]
	Seed        string
	Include     []ThingName
	Exclude     []Exclusion
}

// Limits of plans.
const (
	MaxListed  = 5000
	MaxMinimum = 1_000_000
	MaxSeed    = 64
)

// Normalize checks what can be checked without the register.
func (e SamplingEdit) Normalize() (SamplingEdit, error) {
	var c checker
	oneOf(&c, "coverage", e.Coverage, Coverages)
	e.MustInclude = distinctOf(&c, "must_include", e.MustInclude, MustIncludes)
	e.Seed = c.optional("seed", e.Seed, MaxSeed)
	if e.Ratio < 0 || e.Ratio > WholePercent {
		c.add("ratio", "out_of_range", 0, 100)
	}
	if e.Minimum < 0 || e.Minimum > MaxMinimum {
		c.add("minimum", "out_of_range", 0, MaxMinimum)
	}
	e.onlyWhereUsed(&c)
	if len(e.Include) > MaxListed {
		c.add("include", "too_many_items", MaxListed)
	}
	if len(e.Exclude) > MaxListed {
		c.add("exclude", "too_many_items", MaxListed)
	}
	if err := c.err(); err != nil {
		return e, err
	}
	e.Include, e.Exclude = slices.Clone(e.Include), slices.Clone(e.Exclude)
	for i := range e.Include {
		e.Include[i] = e.Include[i].normalize(&c, fmt.Sprintf("include[%d].", i))
	}
	for i := range e.Exclude {
		at := fmt.Sprintf("exclude[%d].", i)
		e.Exclude[i].ThingName = e.Exclude[i].normalize(&c, at)
		e.Exclude[i].Reason = c.required(at+"reason", e.Exclude[i].Reason, MaxReason)
	}
	return e, c.err()
}

// onlyWhereUsed refuses what the coverage would not look at: a caller who sends it expects something else.
func (e SamplingEdit) onlyWhereUsed(c *checker) {
	unused := func(field string, given bool) {
		if given {
			c.add(field, "not_with_coverage", string(e.Coverage))
		}
	}
	if e.Coverage == CoverageSample {
		if e.Ratio == 0 && e.Minimum == 0 && !c.has("ratio") {
			c.add("ratio", "ratio_or_minimum")
		}
		return
	}
	unused("ratio", e.Ratio != 0)
	unused("minimum", e.Minimum != 0)
	unused("must_include", len(e.MustInclude) > 0)
	unused("seed", e.Seed != "")
	unused("include", e.Coverage == CoverageFull && len(e.Include) > 0)
	unused("exclude", e.Coverage == CoverageListed && len(e.Exclude) > 0)
}

// Normalize checks the form of a name.
func (n ThingName) Normalize() (ThingName, error) {
	var c checker
	n = n.normalize(&c, "")
	return n, c.err()
}

func (n ThingName) normalize(c *checker, at string) ThingName {
	n.SiteCode = c.optional(at+"site_code", n.SiteCode, 10)
	n.AccountName = c.optional(at+"account_name", n.AccountName, MaxName)
	ways := 0
	for _, given := range []bool{n.SiteID != 0, n.AccountID != 0, n.SiteCode != "", n.Platform != "" || n.AccountName != ""} {
		if given {
			ways++
		}
	}
	switch {
	case ways != 1:
		c.add(at+"site_code", "thing_unclear")
	case n.Platform != "" || n.AccountName != "":
		oneOf(c, at+"platform", n.Platform, Platforms)
		if n.AccountName == "" {
			c.add(at+"account_name", "required")
		}
	}
	return n
}

// Field is the field by which the name is given.
func (n ThingName) Field() string {
	switch {
	case n.SiteID != 0:
		return "site_id"
	case n.AccountID != 0:
		return "account_id"
	case n.SiteCode != "":
		return "site_code"
	}
	return "account_name"
}

// Apply takes the edit into the plan. made is a seed for a sample that has none.
func (p *SamplingPlan) Apply(e SamplingEdit, made string) {
	p.Coverage, p.Ratio, p.Minimum, p.MustInclude = e.Coverage, e.Ratio, e.Minimum, e.MustInclude
	switch {
	case e.Coverage != CoverageSample:
		p.Seed = ""
	case e.Seed != "":
		p.Seed = e.Seed
	case p.Seed == "":
		p.Seed = made
	}
}
