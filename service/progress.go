package service

import (
	"cmp"
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Progress is how far a campaign is, by region as in the county table or by inspector. A caller sees its own part.
func (s *Statistics) Progress(
	ctx context.Context, a model.Actor, code string, kind model.Subject, by model.ProgressGroup,
) (model.Progress, error) {
	table := model.Progress{Campaign: code, Kind: kind, GroupBy: by}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return table, err
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return table, err
	}
	_, organizationID := a.Within()
	table.Rule, table.ReviewRequired, table.DraftsHidden = campaign.Rates(), campaign.ReviewRequired, organizationID != 0
	column := repository.ByInspector
	fold := func(c repository.StageCount) (string, string) {
		return c.GroupKey, cmp.Or(c.Label, model.UnassignedLabel)
	}
	if by == model.ProgressByRegion {
		g, err := s.dimension(ctx, a, campaign, model.GroupRegion, "")
		if err != nil {
			return table, err
		}
		for _, r := range g.places {
			table.Rows = append(table.Rows, model.ProgressRow{Key: r.Key, Label: r.Label})
		}
		column = repository.ByRegion
		fold = func(c repository.StageCount) (string, string) {
			return g.fold(model.Figure{RegionCode: model.RegionCode(c.GroupKey)})
		}
	}
	counts, err := s.store.Statistics.Stages(ctx, a, campaign.ID, kind, column)
	if err != nil {
		return table, err
	}
	for _, c := range counts {
		key, label := fold(c)
		stage := model.StageOf(c.Status, c.N, c.Drafted)
		at := slices.IndexFunc(table.Rows, func(r model.ProgressRow) bool { return r.Key == key })
		if at < 0 {
			at = len(table.Rows)
			table.Rows = append(table.Rows, model.ProgressRow{Key: key, Label: label})
		}
		table.Rows[at].Add(stage)
		table.Total.Add(stage)
	}
	if by == model.ProgressByInspector {
		slices.SortStableFunc(table.Rows, func(x, y model.ProgressRow) int { return last(x.Key == "", y.Key == "") })
	}
	return table, nil
}

// last sorts what is marked behind what is not.
func last(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}
