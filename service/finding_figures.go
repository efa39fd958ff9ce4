package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// FindingFigures asks for figures about the findings of a campaign.
type FindingFigures struct {
	Campaign string        // the newest round that a region called for itself when empty
	Kind     model.Subject // both when empty
	Level    model.Level   // of the regions; the one directly below the campaign's when empty
	Most     int           // with the rounds before it, so many at most, beside each other instead of regions; 0 for regions
	Year     int           // of the rounds; any when 0
}

// Indicators counts what was found in a campaign by indicator, the most frequent first, and in each region; or in several
// rounds, and in each of them.
func (s *Statistics) Indicators(ctx context.Context, a model.Actor, q FindingFigures) (model.Indicators, error) {
	if q.Most > 0 {
		return s.indicatorsOver(ctx, a, q)
	}
	table := model.Indicators{Kind: q.Kind}
	c, regions, err := s.findingRegions(ctx, a, q)
	if err != nil || c.ID == 0 {
		return table, err
	}
	table.Campaign = c.Code
	found, err := s.store.Rectifications.Found(ctx, a, model.RectificationFilter{Campaign: c.Code, Kind: q.Kind}, repository.ByRegion)
	if err != nil {
		return table, err
	}
	for _, f := range found {
		table.Add(f, regions.at(model.Figure{RegionCode: f.RegionCode}))
	}
	table.Sort(regions.places)
	return table, nil
}

func (s *Statistics) indicatorsOver(ctx context.Context, a model.Actor, q FindingFigures) (model.Indicators, error) {
	table := model.Indicators{Kind: q.Kind}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return table, err
	}
	if q.Level != "" {
		return table, model.InvalidField("level", "level_without_region")
	}
	series := model.TrendQuery{Most: q.Most, Year: q.Year, Rates: model.RateQuery{Kind: q.Kind}}
	if q.Campaign != "" {
		c, err := s.asked(ctx, a, q.Campaign)
		if err != nil {
			return table, err
		}
		series = series.UpToRound(c)
	}
	var err error
	if table.Rounds, err = s.series(ctx, a, series); err != nil || len(table.Rounds) == 0 {
		return table, err
	}
	var codes []string
	rounds := newDimension(nil)
	for _, c := range table.Rounds {
		codes, table.Campaign = append(codes, c.Code), c.Code
		rounds.add(c.Code, c.Label())
	}
	filter := model.RectificationFilter{Campaigns: codes, Kind: q.Kind}
	found, err := s.store.Rectifications.Found(ctx, a, filter, repository.ByCampaign)
	if err != nil {
		return table, err
	}
	_, place := roundIDs(table.Rounds)
	for _, f := range found {
		table.Add(f, place[f.CampaignID])
	}
	table.Sort(rounds.places)
	return table, nil
}

// Rectification counts by region how far the findings of a campaign were put right.
func (s *Statistics) Rectification(ctx context.Context, a model.Actor, q FindingFigures) (model.RectificationTable, error) {
	table := model.RectificationTable{Kind: q.Kind, AsOf: model.NewDate(s.clock())}
	table.Sum.Label = model.TotalLabel
	c, regions, err := s.findingRegions(ctx, a, q)
	if err != nil || c.ID == 0 {
		return table, err
	}
	table.Campaign, table.Rule = c.Code, c.Rates()
	followed, err := s.store.Rectifications.Followed(ctx, a, model.RectificationFilter{Campaign: c.Code, Kind: q.Kind}, model.GroupRegion)
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
	c, err := s.asked(ctx, a, q.Campaign)
	if err != nil {
		return c, nil, err
	}
	if c.ID == 0 {
		return c, newDimension(nil), nil // nothing to count
	}
	if q.Level != "" && q.Level.Above(c.RegionCode.Level()) {
		return c, nil, model.InvalidField("level", "level_above_campaign")
	}
	regions, err := s.dimension(ctx, a, c, model.GroupRegion, q.Level)
	return c, regions, err
}

// asked is the campaign of a code, and without one the newest round that a region called for itself. That may be none.
func (s *Statistics) asked(ctx context.Context, a model.Actor, code string) (model.Campaign, error) {
	if code == "" {
		return s.newest(ctx, a, model.TrendQuery{})
	}
	c, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if IsNotFound(err) {
		return c, model.InvalidField("campaign", "unknown_reference")
	}
	return c, err
}

// Scores is how the scores of a campaign's scored targets lie.
func (s *Statistics) Scores(ctx context.Context, a model.Actor, code string, kind model.Subject) (model.ScoreDistribution, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.ScoreDistribution{}, err
	}
	c, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return model.ScoreDistribution{}, err
	}
	scores, err := s.store.Statistics.Scores(ctx, a, c.ID, kind)
	d := model.Distribute(scores)
	d.Campaign, d.Kind = c.Code, kind
	return d, err
}
