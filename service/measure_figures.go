package service

import (
	"context"

	"xuncha/model"
)

// Measures counts the accountability measures over the findings of rounds by region, kind and round. Regions are those of the
// time when each round opened.
func (s *Statistics) Measures(ctx context.Context, a model.Actor, q model.TrendQuery) (model.MeasureFigures, error) {
	table := model.MeasureFigures{Kind: q.Rates.Kind, Level: q.Rates.Level}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return table, err
	}
	var err error
	if table.Campaigns, err = s.series(ctx, a, q); err != nil {
		return table, err
	}
	ids, place := roundIDs(table.Campaigns)
	table.Sum = model.NewMeasureRow("", model.TotalLabel, len(ids))
	if len(ids) == 0 {
		return table, nil
	}
	newest := table.Campaigns[len(ids)-1]
	if table.Level != "" && table.Level.Above(newest.RegionCode.Level()) {
		return table, model.InvalidField("level", "level_above_campaign")
	}
	regions, err := s.dimension(ctx, a, newest, model.GroupRegion, table.Level)
	if err != nil {
		return table, err
	}
	counts, err := s.store.Measures.Count(ctx, a, model.FigureQuery{Campaigns: ids, Kind: table.Kind, By: []model.Group{model.GroupRegion}})
	if err != nil {
		return table, err
	}
	rows := make([]int, len(counts))
	for n, c := range counts {
		rows[n] = regions.at(c.Figure)
	}
	for _, region := range regions.places {
		table.Rows = append(table.Rows, model.NewMeasureRow(region.Key, region.Label, len(ids)))
	}
	for n, c := range counts {
		table.Rows[rows[n]].Add(c, place[c.CampaignID])
		table.Sum.Add(c, place[c.CampaignID])
		if table.CountedUntil.Before(c.UpdatedAt.Time) {
			table.CountedUntil = c.UpdatedAt
		}
	}
	return table, nil
}
