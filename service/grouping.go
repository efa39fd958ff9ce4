package service

import (
	"cmp"
	"context"
	"fmt"

	"xuncha/model"
)

// dimension is the rows of a table, or its columns, in printing order, and which of them a figure belongs to.
type dimension struct {
	places []model.RateColumn
	place  map[string]int
	level  model.Level // of the rows that are regions
	fold   func(f model.Figure) (key, label string)
}

func newDimension(fold func(f model.Figure) (key, label string)) *dimension {
	return &dimension{place: map[string]int{}, fold: fold}
}

// at is the place of a figure, a new one at the end where there was none.
func (d *dimension) at(f model.Figure) int {
	key, label := d.fold(f)
	if at, ok := d.place[key]; ok {
		return at
	}
	return d.add(key, label)
}

func (d *dimension) add(key, label string) int {
	if at, ok := d.place[key]; ok {
		return at
	}
	d.places = append(d.places, model.RateColumn{Key: key, Label: label})
	d.place[key] = len(d.places) - 1
	return len(d.places) - 1
}

// dimension is the groups of a campaign as a caller sees them.
func (s *Statistics) dimension(
	ctx context.Context, a model.Actor, c model.Campaign, by model.Group, level model.Level,
) (*dimension, error) {
	switch by {
	case model.GroupRegion:
		return s.regions(ctx, a, c, level)
	case model.GroupPlatform:
		d := newDimension(func(f model.Figure) (string, string) {
			bucket := f.Platform.Bucket()
			return string(bucket), bucket.Label()
		})
		for _, p := range model.PlatformBuckets {
			d.add(string(p), p.Label())
		}
		return d, nil
	case model.GroupPortal:
		labels := map[bool][2]string{true: {"portal", "门户网站"}, false: {"department", "部门网站"}}
		d := newDimension(func(f model.Figure) (string, string) { return labels[f.IsPortal][0], labels[f.IsPortal][1] })
		d.add(labels[true][0], labels[true][1])
		d.add(labels[false][0], labels[false][1])
		return d, nil
	case model.GroupKind:
		d := newDimension(func(f model.Figure) (string, string) { return string(f.Kind), f.Kind.Label() })
		for _, kind := range c.Kinds {
			d.add(string(kind), kind.Label())
		}
		return d, nil
	case model.GroupOrganization:
	}
	return newDimension(func(f model.Figure) (string, string) { return fmt.Sprint(f.OrganizationID), f.OrganizationName }), nil
}

// regions makes the rows of the county table: the regions directly below the campaign's, or those of a level, and behind
// what lies in a region the units directly under it. A caller whose region lies deeper gets the rows below its own instead.
func (s *Statistics) regions(ctx context.Context, a model.Actor, c model.Campaign, level model.Level) (*dimension, error) {
	area, organizationID := a.Within()
	top := c.RegionCode
	if !area.Covers(top) && top.Area().Overlaps(area) {
		top = model.RegionCode(area).Canonical()
	}
	frozen, err := s.campaignRegions(ctx, c, area, rowLevel(top, level))
	if err != nil {
		return nil, err
	}
	m := newRegionMap(top, level, frozen)
	d := newDimension(m.fold)
	d.level = m.down
	m.walk(top, func(code model.RegionCode, direct bool) {
		// Who sees one organization gets the rows in which that has targets, not a list of the regions around it.
		if seen := area.Covers(code) || !direct && area.Overlaps(code.Area()); seen && organizationID == 0 {
			d.add(string(code), cmp.Or(m.labels[code], string(code)))
		}
	})
	return d, nil
}

// campaignRegions are the labels of the regions that a caller's table needs, those of today while a campaign is a draft.
func (s *Statistics) campaignRegions(
	ctx context.Context, c model.Campaign, area model.Scope, down model.Level,
) ([]model.CampaignRegion, error) {
	if c.State != model.CampaignDraft {
		return recall(s.kept, keyOf(area, c, "regions", model.FigureQuery{Level: down}), func() ([]model.CampaignRegion, error) {
			return s.store.Campaigns.Regions(ctx, c.ID, area, down)
		})
	}
	current, err := s.store.Regions.Under(ctx, c.RegionCode.Area())
	return campaignRegions(c.ID, current), err
}

// regionMap says which row of a table by region a target belongs to, and what the row is called.
type regionMap struct {
	top    model.RegionCode
	level  model.Level // asked for, or empty
	down   model.Level // of the rows
	known  map[model.RegionCode]model.CampaignRegion
	below  map[model.RegionCode][]model.RegionCode // in printing order
	labels map[model.RegionCode]string
}

func newRegionMap(top model.RegionCode, level model.Level, regions []model.CampaignRegion) *regionMap {
	m := &regionMap{
		top: top, level: level, down: rowLevel(top, level), known: map[model.RegionCode]model.CampaignRegion{}, below: map[model.RegionCode][]model.RegionCode{},
		labels: map[model.RegionCode]string{},
	}
	for _, r := range regions {
		m.known[r.RegionCode] = r
	}
	for _, r := range regions {
		if r.RegionCode == top || !top.Area().Covers(r.RegionCode) {
			continue
		}
		parent := r.RegionCode.At(m.down)
		if level != "" {
			parent = m.parent(r.RegionCode)
			m.below[parent] = append(m.below[parent], r.RegionCode)
		} else if parent == r.RegionCode {
			m.below[top] = append(m.below[top], r.RegionCode)
		}
	}
	m.walk(top, func(code model.RegionCode, direct bool) {
		r, own := m.known[code], code == top
		switch {
		case !direct:
			m.labels[code] = r.Name
		case own || r.DirectLabel == "":
			m.labels[code] = cmp.Or(r.DirectLabel, r.Name)
		default: // several of them in one table
			m.labels[code] = r.Name + "（" + r.DirectLabel + "）"
		}
	})
	return m
}

// rowLevel is the level of the rows: the one asked for, or that directly below the region that they lie in.
func rowLevel(top model.RegionCode, asked model.Level) model.Level {
	level := top.Level()
	switch {
	case asked != "":
		return asked
	case level == model.LevelNation:
		return model.LevelProvince
	case level == model.LevelProvince:
		return model.LevelPrefecture
	}
	return model.LevelCounty
}

// parent is the nearest region above that the campaign knows.
func (m *regionMap) parent(code model.RegionCode) model.RegionCode {
	for above, ok := code.Parent(); ok; above, ok = above.Parent() {
		if _, known := m.known[above]; known {
			return above
		}
	}
	if _, known := m.known[model.RegionNation]; known && code != model.RegionNation {
		return model.RegionNation
	}
	return ""
}

// walk calls row with each region of the level below one in printing order, and with the units directly under each above.
func (m *regionMap) walk(code model.RegionCode, row func(code model.RegionCode, direct bool)) {
	if !code.Level().Above(m.down) {
		row(code.At(m.down), m.level == "" && code == m.top)
		return
	}
	for _, child := range m.below[code] {
		m.walk(child, row)
	}
	row(code, true)
}

// fold is the row of a figure.
func (m *regionMap) fold(f model.Figure) (key, label string) {
	code := f.RegionCode.At(m.down)
	return string(code), cmp.Or(m.labels[code], string(code))
}
