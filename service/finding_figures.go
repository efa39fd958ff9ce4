package service

import (
	"context"

	"xuncha/model"
)

// FindingFigures asks for figures about the findings of a campaign.
type FindingFigures struct {
	Campaign string
	Kind     model.Subject // both when empty
	Level    model.Level   // of the regions; the one directly below the campaign's when empty
}

// Indicators counts what was found in a campaign by indicator, the most frequent first, and in each region.
func (s *Statistics) Indicators(ctx context.Context, a model.Actor, q FindingFigures) (model.Indicators, error) {
	table := model.Indicators{Campaign: q.Campaign, Kind: q.Kind}
	_, regions, err := s.findingRegions(ctx, a, q)
	if err != nil {
		return table, err
	}
	found, err := s.store.Rectifications.Found(ctx, a, model.RectificationFilter{Campaign: q.Campaign, Kind: q.Kind})
	if err != nil {
		return table, err
	}
	for _, c := range found {
		table.Add(c, regions.at(model.Figure{RegionCode: c.RegionCode}))
	}
	table.Sort(regions.places)
	return table, nil
}

// Rectification counts by region how far the findings of a campaign were put right.
func (s *Statistics) Rectification(ctx context.Context, a model.Actor, q FindingFigures) (model.RectificationTable, error) {
	table := model.RectificationTable{Campaign: q.Campaign, Kind: q.Kind, AsOf: model.NewDate(s.clock())}
	c, regions, err := s.findingRegions(ctx, a, q)
	if err != nil {
		return table, err
	}
	table.Rule, table.Sum.Label = c.Rates(), model.TotalLabel
	followed, err := s.store.Rectifications.Followed(ctx, a, model.RectificationFilter{Campaign: q.Campaign, Kind: q.Kind})
	if err != nil {
		return table, err
	}
	counts := map[int]*model.Rectified{}
	for _, f := range followed {
		at := regions.at(model.Figure{RegionCode: f.RegionCode})
		if counts[at] == nil {
			counts[at] = &model.Rectified{}
		}
		counts[at].Add(f, table.AsOf)
		table.Sum.Add(f, table.AsOf)
	}
	for n, place := range regions.places {
		row := model.RectificationRow{Key: place.Key, Label: place.Label}
		if counts[n] != nil {
			row.Rectified = *counts[n]
		}
		table.Rows = append(table.Rows, row)
	}
	return table, nil
}

// findingRegions is the campaign that was asked about, and the regions of its table as the caller sees them.
func (s *Statistics) findingRegions(ctx context.Context, a model.Actor, q FindingFigures) (model.Campaign, *dimension, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Campaign{}, nil, err
	}
	if q.Campaign == "" {
		return model.Campaign{}, nil, model.InvalidField("campaign", "required")
	}
	c, err := s.store.Campaigns.Get(ctx, a.Area(), q.Campaign)
	if IsNotFound(err) {
		return c, nil, model.InvalidField("campaign", "unknown_reference")
	}
	if err != nil {
		return c, nil, err
	}
	if q.Level != "" && q.Level.Above(c.RegionCode.Level()) {
		return c, nil, model.InvalidField("level", "level_above_campaign")
	}
	regions, err := s.dimension(ctx, a, c, model.GroupRegion, q.Level)
	return c, regions, err
}
