package model

import (
	"cmp"
	"fmt"
	"slices"
)

// Covered counts what a draw took of a part of the register.
type Covered struct {
	Registered int64 // in use when the targets were drawn, and what was added later
	Excluded   int64
	Quota      int64 // what the plan asks for
	Drawn      int64 // the added ones too
	Added      int64
}

func (c *Covered) add(o Covered) {
	c.Registered += o.Registered
	c.Excluded += o.Excluded
	c.Quota += o.Quota
	c.Drawn += o.Drawn
	c.Added += o.Added
}

// Text is the coverage as printed: 282/402, 70%.
func (c Covered) Text(r RateRule) string {
	return fmt.Sprintf("%d/%d, %s", c.Drawn, c.Registered, r.Text(c.Drawn, c.Registered))
}

// CoverageRow is the coverage of one group.
type CoverageRow struct {
	Key   string
	Label string
	Covered
}

// StratumCoverage is the coverage of one stratum.
type StratumCoverage struct {
	Stratum
	Covered
}

// Drawing is the targets of a campaign and how they were drawn, or how they would be if it opened now.
type Drawing struct {
	Campaign Campaign
	Plan     SamplingPlan
	Choices  []Choice
	Strata   []StratumCoverage
	ByKind   []CoverageRow
	ByRegion []CoverageRow
	Total    Covered
}

// NewDrawing counts what was decided. regions are those of the campaign in printing order.
func NewDrawing(c Campaign, p SamplingPlan, choices []Choice, regions []CampaignRegion) Drawing {
	d := Drawing{Campaign: c, Plan: p, Choices: choices}
	d.Strata = countStrata(p, choices)
	kinds, places := map[Subject]*Covered{}, map[RegionCode]*Covered{}
	for _, s := range d.Strata {
		addTo(kinds, s.Kind, s.Covered)
		addTo(places, s.RegionCode, s.Covered)
		d.Total.add(s.Covered)
	}
	for _, kind := range SubjectKinds {
		if of := kinds[kind]; of != nil {
			d.ByKind = append(d.ByKind, CoverageRow{string(kind), kind.Label(), *of})
		}
	}
	known := map[RegionCode]bool{}
	row := func(r CampaignRegion) {
		known[r.RegionCode] = true
		if of := places[r.RegionCode]; of != nil {
			label := cmp.Or(r.DirectLabel, r.Name) // who belongs to a region above the counties is directly under it
			d.ByRegion = append(d.ByRegion, CoverageRow{string(r.RegionCode), label, *of})
		}
	}
	for _, own := range []bool{false, true} { // what is directly under the campaign's region comes last, as in the county table
		for _, r := range regions {
			if own == (r.RegionCode == c.RegionCode) {
				row(r)
			}
		}
	}
	for _, s := range d.Strata { // a region made after the opening, with what was added there
		if !known[s.RegionCode] {
			row(CampaignRegion{RegionCode: s.RegionCode, Name: string(s.RegionCode)})
		}
	}
	return d
}

func addTo[K comparable](counts map[K]*Covered, key K, of Covered) {
	if counts[key] == nil {
		counts[key] = &Covered{}
	}
	counts[key].add(of)
}

func countStrata(p SamplingPlan, choices []Choice) []StratumCoverage {
	counts, late := map[Stratum]*Covered{}, map[Stratum]int64{}
	for _, c := range choices {
		one, s := Covered{Registered: 1}, c.Stratum()
		switch {
		case c.Outcome == PassedExcluded:
			one.Excluded = 1
		case c.Outcome.Drawn():
			one.Drawn = 1
		}
		if c.Outcome == DrawnAdded {
			one.Added = 1
		}
		if p.Coverage == CoverageListed && c.Outcome == DrawnListed {
			one.Quota = 1
		}
		if c.Late {
			late[s]++
		}
		addTo(counts, s, one)
	}
	strata := make([]StratumCoverage, 0, len(counts))
	for s, of := range counts {
		of.Quota += p.Quota(of.Registered - late[s])
		strata = append(strata, StratumCoverage{s, *of})
	}
	slices.SortFunc(strata, func(x, y StratumCoverage) int {
		return cmp.Or(-cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.RegionCode, y.RegionCode), cmp.Compare(x.Platform, y.Platform))
	})
	return strata
}

// Print is the whole frame of the draw with what was decided on each thing, for who wants to repeat it.
func (d Drawing) Print() Printed {
	p := Printed{Header: []any{
		"类别", "行政区划代码", "平台", "网站标识码/账号ID", "名称", "主办单位", "是否门户", "抽取结果", "说明", "抽样层", "对象标识", "抽样值", "结果代码",
	}}
	for _, c := range d.Choices {
		portal, platform, lot := "否", "", ""
		if c.TargetIsPortal {
			portal = "是"
		}
		if c.Kind == SubjectAccount {
			platform = c.TargetPlatform.Label()
		}
		if d.Plan.Coverage == CoverageSample {
			lot = Lot(d.Plan.Seed, c.Identity())
		}
		p.Rows = append(p.Rows, []any{
			c.Kind.Label(), string(c.RegionCode), platform, c.TargetCode, c.TargetName, c.TargetOrganizationName, portal,
			c.Outcome.Label(), c.Reason, c.Stratum().String(), c.Identity(), lot, string(c.Outcome),
		})
	}
	return p
}
