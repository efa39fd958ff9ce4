package service

import (
	"context"

	"xuncha/model"
)

// mostHeld is among how many campaigns a series is looked for.
const mostHeld = 500

// series is the rounds that a question is about, the oldest first.
func (s *Statistics) series(ctx context.Context, a model.Actor, q model.TrendQuery) ([]model.Campaign, error) {
	f := model.CampaignFilter{Of: q.Over(), Year: q.Year}
	held, err := s.store.Campaigns.Held(ctx, a.Area(), f, mostHeld)
	rounds := q.Of(held)
	if err != nil || f.Of != "" || len(held) < mostHeld || len(rounds) == 0 || len(rounds) == q.Most {
		return rounds, err
	}
	// Beside so many campaigns of other regions, older rounds of this one were not read.
	f.Of = rounds[0].RegionCode
	q.Region = f.Of.Area()
	held, err = s.store.Campaigns.Held(ctx, a.Area(), f, mostHeld)
	return q.Of(held), err
}

// newest is the newest round that a question is about. That may be none.
func (s *Statistics) newest(ctx context.Context, a model.Actor, q model.TrendQuery) (model.Campaign, error) {
	q.Most = 1
	rounds, err := s.series(ctx, a, q)
	if len(rounds) == 0 {
		return model.Campaign{}, err
	}
	return rounds[0], err
}

// roundIDs are the ids of rounds, and which place each has.
func roundIDs(rounds []model.Campaign) (ids []uint64, place map[uint64]int) {
	ids, place = make([]uint64, len(rounds)), map[uint64]int{}
	for n, c := range rounds {
		ids[n], place[c.ID] = c.ID, n
	}
	return ids, place
}

// Trend is the pass rates of the rounds of one region, called by one level. A caller sees the rows of its own region, in the
// order that they have in the newest round.
func (s *Statistics) Trend(ctx context.Context, a model.Actor, q model.TrendQuery) (model.Trend, error) {
	trend, _, err := s.trend(ctx, a, q)
	return trend, err
}

// trend is Trend, and what its rows are told by; that is nil when there is no round.
func (s *Statistics) trend(ctx context.Context, a model.Actor, q model.TrendQuery) (model.Trend, *dimension, error) {
	trend := model.Trend{Kind: q.Rates.Kind, GroupBy: q.Rates.By}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return trend, nil, err
	}
	rates, err := q.Rates.Normalize()
	if err != nil {
		return trend, nil, err
	}
	if trend.Campaigns, err = s.series(ctx, a, q); err != nil {
		return trend, nil, err
	}
	trend.GroupBy, trend.Level = rates.By, rates.Level
	trend.Sum = model.NewTrendRow("", model.TotalLabel, len(trend.Campaigns))
	newest, found := trend.Newest()
	if !found {
		return trend, nil, nil
	}
	if rates, err = rates.Of(newest); err != nil {
		return trend, nil, err
	}
	trend.Kind = rates.Kind
	rows, err := s.dimension(ctx, a, newest, rates.By, rates.Level)
	if err != nil {
		return trend, nil, err
	}
	rates.Level = rows.level
	_, place := roundIDs(trend.Campaigns)
	figures, err := s.counted(ctx, a, rates.Figures(), trend.Campaigns...)
	if err != nil {
		return trend, nil, err
	}
	points := map[int][]model.Figure{}
	for _, f := range figures {
		at := rows.at(f)
		points[at] = append(points[at], f)
		if trend.CountedUntil.Before(f.UpdatedAt.Time) {
			trend.CountedUntil = f.UpdatedAt
		}
	}
	for n, of := range rows.places {
		row := model.NewTrendRow(of.Key, of.Label, len(trend.Campaigns))
		for _, f := range points[n] {
			row.Points[place[f.CampaignID]].Add(f.Counts())
			trend.Sum.Points[place[f.CampaignID]].Add(f.Counts())
		}
		trend.Rows = append(trend.Rows, row)
	}
	return trend, rows, nil
}
