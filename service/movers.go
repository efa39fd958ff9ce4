package service

import (
	"cmp"
	"context"

	"xuncha/model"
)

// Movers is what changed from the round before to a round, or from another one: rows of the table of pass rates, and targets.
// A caller sees its own region or organization, and of a target that came from elsewhere nothing.
func (s *Statistics) Movers(ctx context.Context, a model.Actor, q model.MoversQuery) (model.Movers, error) {
	var none model.Movers
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return none, err
	}
	rates, err := q.Rates.Normalize()
	if err != nil {
		return none, err
	}
	none.Kind, none.GroupBy, none.Level, none.Sum.Label = rates.Kind, rates.By, rates.Level, model.TotalLabel
	c, err := s.asked(ctx, a, q.Campaign)
	if err != nil || c.ID == 0 {
		return none, err
	}
	rates.Compare = cmp.Or(rates.Compare, model.ComparePrevious)
	table, err := s.Rates(ctx, a, c.Code, rates)
	if err != nil {
		return none, err
	}
	m := model.NewMovers(table)
	if table.ComparedWith == nil {
		return m, nil
	}
	for _, kind := range c.Kinds {
		if table.Kind != "" && table.Kind != kind {
			continue
		}
		failed, err := s.store.Inspections.Turned(ctx, a, kind, c.ID, table.ComparedWith.ID, model.VerdictFail, model.VerdictPass)
		if err != nil {
			return m, err
		}
		recovered, err := s.store.Inspections.Turned(ctx, a, kind, c.ID, table.ComparedWith.ID, model.VerdictPass, model.VerdictFail)
		if err != nil {
			return m, err
		}
		m.Failed, m.Recovered = append(m.Failed, failed...), append(m.Recovered, recovered...)
	}
	return m, nil
}
