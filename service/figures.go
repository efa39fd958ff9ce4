package service

import (
	"cmp"
	"context"

	"xuncha/model"
)

// Rates is a table of pass rates of a campaign. A caller sees the rows of its own region or organization, and the total is
// the total of what it sees.
func (s *Statistics) Rates(ctx context.Context, a model.Actor, code string, q model.RateQuery) (model.PassRates, error) {
	table := model.PassRates{Campaign: code}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return table, err
	}
	q, err := q.Normalize()
	if err != nil {
		return table, err
	}
	if now := s.now(); q.AsOf.After(now.Time) {
		return table, model.InvalidField("as_of", "in_the_future")
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return table, err
	}
	if q, err = q.Of(campaign); err != nil {
		return table, err
	}
	table.Kind, table.GroupBy, table.Across, table.Level, table.AsOf = q.Kind, q.By, q.Across, q.Level, q.AsOf
	table.Rule = campaign.Rates()
	rows, err := s.dimension(ctx, a, campaign, q.By, q.Level)
	if err != nil {
		return table, err
	}
	columns := newDimension(nil)
	if q.Across != "" {
		if columns, err = s.dimension(ctx, a, campaign, q.Across, q.Level); err != nil {
			return table, err
		}
	}
	q.Level = cmp.Or(rows.level, columns.level)
	t := tabulated{table: &table, rows: rows, columns: columns}
	if err := s.fill(ctx, a, campaign, q, t); err != nil {
		return table, err
	}
	if err := s.compare(ctx, a, campaign, q, t); err != nil {
		return table, err
	}
	t.finish()
	return table, nil
}

// fill counts what the table shows, and what of the register stood beside it.
func (s *Statistics) fill(ctx context.Context, a model.Actor, c model.Campaign, q model.RateQuery, t tabulated) error {
	figures, err := s.figures(ctx, a, c, q)
	if err != nil {
		return err
	}
	for _, f := range figures {
		t.add(f)
	}
	passed, err := s.passedOver(ctx, a, c, q)
	for _, f := range passed {
		t.row(f).Registered += f.Pending
		t.table.Sum.Registered += f.Pending
	}
	return err
}

func (s *Statistics) figures(ctx context.Context, a model.Actor, c model.Campaign, q model.RateQuery) ([]model.Figure, error) {
	if !q.AsOf.IsZero() {
		return s.store.Statistics.AsOf(ctx, a, c, q.Kind, q.AsOf)
	}
	return s.counted(ctx, a, q.Figures(), c)
}

// passedOver is what of the register is no target of a campaign.
func (s *Statistics) passedOver(ctx context.Context, a model.Actor, c model.Campaign, q model.RateQuery) ([]model.Figure, error) {
	of := q.Figures(c.ID)
	read := func() ([]model.Figure, error) { return s.store.Statistics.PassedOver(ctx, a, of, q.AsOf) }
	if !q.AsOf.IsZero() {
		return read()
	}
	return recall(s.kept, keyOf(a, c, "passed over", of), read)
}

// compare puts beside each row what it was in another campaign.
func (s *Statistics) compare(ctx context.Context, a model.Actor, c model.Campaign, q model.RateQuery, t tabulated) error {
	if q.Compare == "" {
		return nil
	}
	other, found, err := s.compared(ctx, a, c, q.Compare)
	if err != nil || !found {
		return err
	}
	if q.Kind != "" && !other.Kinds.Has(q.Kind) {
		if q.Compare == model.ComparePrevious {
			return nil
		}
		return model.InvalidField("compare", "campaign_of_other_kind")
	}
	q.AsOf, q.Across = model.Time{}, ""
	figures, err := s.figures(ctx, a, other, q)
	if err != nil {
		return err
	}
	t.table.ComparedWith, t.table.Sum.Before = &other, &model.Tally{}
	for _, f := range figures {
		row := t.row(f)
		if row.Before == nil {
			row.Before = &model.Tally{}
		}
		row.Before.Add(f.Counts())
		t.table.Sum.Before.Add(f.Counts())
	}
	return nil
}

// compared is the campaign to compare with: the round before, or one by its code.
func (s *Statistics) compared(ctx context.Context, a model.Actor, c model.Campaign, code string) (model.Campaign, bool, error) {
	if code == model.ComparePrevious {
		return s.store.Campaigns.LastRound(ctx, c)
	}
	other, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if IsNotFound(err) {
		return other, false, model.InvalidField("compare", "unknown_reference")
	}
	return other, err == nil, err
}

// tabulated is a table while it is filled.
type tabulated struct {
	table         *model.PassRates
	rows, columns *dimension
}

// row is the row that a figure belongs to.
func (t tabulated) row(f model.Figure) *model.PassRateRow {
	at := t.rows.at(f)
	for n := len(t.table.Rows); n < len(t.rows.places); n++ {
		place := t.rows.places[n]
		t.table.Rows = append(t.table.Rows, model.PassRateRow{Key: place.Key, Label: place.Label})
	}
	return &t.table.Rows[at]
}

func (t tabulated) add(f model.Figure) {
	row, counts := t.row(f), f.Counts()
	sum := &t.table.Sum
	for _, r := range []*model.PassRateRow{row, sum} {
		r.Add(counts)
		r.Registered += counts.Targets
		if t.table.Across != "" {
			at := t.columns.at(f)
			for len(r.Cells) <= at {
				r.Cells = append(r.Cells, model.Tally{})
			}
			r.Cells[at].Add(counts)
		}
	}
	if t.table.CountedUntil.Before(f.UpdatedAt.Time) {
		t.table.CountedUntil = f.UpdatedAt
	}
}

// finish gives every row all columns, and rows that nothing was counted for their place.
func (t tabulated) finish() {
	for n := len(t.table.Rows); n < len(t.rows.places); n++ {
		place := t.rows.places[n]
		t.table.Rows = append(t.table.Rows, model.PassRateRow{Key: place.Key, Label: place.Label})
	}
	t.table.Columns = t.columns.places
	t.table.Sum.Label, t.table.Total = model.TotalLabel, t.table.Sum.Tally
	complete := func(r *model.PassRateRow) {
		for t.table.Across != "" && len(r.Cells) < len(t.columns.places) {
			r.Cells = append(r.Cells, model.Tally{})
		}
		if t.table.ComparedWith != nil && r.Before == nil {
			r.Before = &model.Tally{}
		}
	}
	for n := range t.table.Rows {
		complete(&t.table.Rows[n])
	}
	complete(&t.table.Sum)
}
