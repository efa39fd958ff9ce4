package service

import (
	"context"

	"xuncha/model"
)

// Annual is the rounds of a year that one region called for itself, those that are open included, with what was found in them,
// what was done about it, and how many targets failed. A caller sees its own region or organization.
func (s *Statistics) Annual(ctx context.Context, a model.Actor, q model.TrendQuery) (model.Annual, error) {
	q.Most, q.OneYear = model.MostRounds, true
	trend, rows, err := s.trend(ctx, a, q)
	table := model.Annual{Trend: trend, Year: q.Year, Today: model.NewDate(s.clock())}
	table.Sum.TrendRow, table.Trend.Rows = trend.Sum, nil
	newest, found := trend.Newest()
	if err != nil || !found {
		return table, err
	}
	table.Year = newest.Year
	for _, r := range trend.Rows {
		table.Rows = append(table.Rows, model.AnnualRow{TrendRow: r})
	}
	y := year{table: &table, rows: rows}
	for _, count := range []func(context.Context, *Statistics, model.Actor) error{y.findings, y.measures, y.failures} {
		if err := count(ctx, s, a); err != nil {
			return table, err
		}
	}
	return table, nil
}

// year is the table of a year while it is filled.
type year struct {
	table *model.Annual
	rows  *dimension
}

// both calls to with the row of a group and with the total.
func (y year) both(f model.Figure, to func(*model.AnnualRow)) {
	at := y.rows.at(f)
	for n := len(y.table.Rows); n <= at; n++ { // a group that no target is in any more
		place := y.rows.places[n]
		row := model.NewTrendRow(place.Key, place.Label, len(y.table.Trend.Campaigns))
		y.table.Rows = append(y.table.Rows, model.AnnualRow{TrendRow: row})
	}
	to(&y.table.Rows[at])
	to(&y.table.Sum)
}

func (y year) figures() model.FigureQuery {
	ids, _ := roundIDs(y.table.Trend.Campaigns)
	return model.FigureQuery{Campaigns: ids, Kind: y.table.Trend.Kind, By: []model.Group{y.table.Trend.GroupBy}}
}

// findings counts as the table of a round does: by the region that a finding belongs to now, but by the organization of then.
func (y year) findings(ctx context.Context, s *Statistics, a model.Actor) error {
	filter := model.RectificationFilter{Kind: y.table.Trend.Kind}
	for _, c := range y.table.Trend.Campaigns {
		filter.Campaigns = append(filter.Campaigns, c.Code)
	}
	followed, err := s.store.Rectifications.Followed(ctx, a, filter, y.table.Trend.GroupBy)
	for _, f := range followed {
		y.both(f.Figure, func(r *model.AnnualRow) { r.Findings.Add(f, y.table.Today) })
	}
	return err
}

func (y year) measures(ctx context.Context, s *Statistics, a model.Actor) error {
	counts, err := s.store.Measures.Count(ctx, a, y.figures())
	for _, c := range counts {
		if c.Measures > 0 {
			y.both(c.Figure, func(r *model.AnnualRow) { r.Taken.Add(c.Taken) })
		}
	}
	return err
}

// failures counts each target once, in the group that it was in when it failed last.
func (y year) failures(ctx context.Context, s *Statistics, a model.Actor) error {
	failures, err := s.store.Statistics.Failures(ctx, a, y.figures())
	if err != nil {
		return err
	}
	type target struct{ site, account model.OptionalID }
	_, place := roundIDs(y.table.Trend.Campaigns)
	times, last := map[target]int{}, map[target]model.Failure{}
	for _, f := range failures {
		t := target{f.SiteID, f.AccountID}
		times[t]++
		if newest, known := last[t]; !known || place[newest.CampaignID] < place[f.CampaignID] {
			last[t] = f
		}
	}
	for t, f := range last {
		y.both(f.Figure, func(r *model.AnnualRow) {
			r.FailedOnce++
			if times[t] == len(y.table.Trend.Campaigns) {
				r.FailedAlways++
			}
		})
	}
	return nil
}
