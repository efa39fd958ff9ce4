package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

var measureNoun = noun[model.Measure]{
	kind: "measure",
	facts: func(m *model.Measure) facts {
		return facts{id: m.ID, region: m.RegionCode, version: &m.Version, updatedAt: &m.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Measure) error {
		return tx.Measures.Update(ctx, s, version, row)
	},
}

// Measures lists the accountability measures over a finding, those struck out included.
func (s *Findings) Measures(ctx context.Context, a model.Actor, id uint64) ([]model.Measure, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	if _, err := s.store.Rectifications.Get(ctx, a, id); err != nil {
		return nil, err
	}
	return s.store.Measures.Of(ctx, id)
}

// RecordMeasure adds an accountability measure to a finding. A finding that was put right keeps what was done over it.
func (s *Findings) RecordMeasure(ctx context.Context, a model.Actor, id uint64, e model.MeasureEdit) (model.Measure, error) {
	if err := a.Allow(model.RecordMeasures); err != nil {
		return model.Measure{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Measure{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Measure, error) {
		finding, err := tx.Rectifications.Lock(ctx, a, id)
		if err != nil {
			return model.Measure{}, err
		}
		if finding.State == model.FindingWithdrawn || finding.State == model.FindingNone {
			return model.Measure{}, finding.State.Refuse()
		}
		row := model.NewMeasure(finding, e, at)
		if err := tx.Measures.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(measureNoun, "create", "", nil, &row))
	})
}

// RevokeMeasure strikes an entry out, with a reason. It stays in the list and counts no more.
func (s *Findings) RevokeMeasure(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.Measure, error) {
	if err := a.Allow(model.RecordMeasures); err != nil {
		return model.Measure{}, err
	}
	r, err := r.Normalize()
	if err != nil {
		return model.Measure{}, err
	}
	return apply(ctx, s.base, a, edit[model.Measure]{
		noun: measureNoun, operation: "revoke", reason: r.Reason, version: version,
		load:   func(tx *repository.Store) (model.Measure, error) { return tx.Measures.Get(ctx, a, id) },
		change: func(_ *repository.Store, row *model.Measure) error { return row.Revoke(r, s.now()) },
	})
}

// MeasureTable is the measures of a campaign counted by region and kind, with the labels of the regions.
type MeasureTable struct {
	Campaign string
	Counts   []model.MeasureCount
	Labels   map[model.RegionCode]string
}

// Print is the table by region and kind, and the sums by kind at its end.
func (t MeasureTable) Print() model.Printed {
	p := model.Printed{Header: []any{"行政区划代码", "州直/县市", "问责方式", "次数", "人数"}}
	for _, n := range t.Counts {
		p.Rows = append(p.Rows, []any{string(n.RegionCode), t.Labels[n.RegionCode], n.Measure.Label(), n.Measures, n.Persons})
	}
	for _, n := range t.Sums() {
		p.Rows = append(p.Rows, []any{nil, model.TotalLabel, n.Measure.Label(), n.Measures, n.Persons})
	}
	return p
}

// Sums are the measures of each kind over all regions, also of those that were not taken, in the order of the kinds.
func (t MeasureTable) Sums() []model.MeasureCount {
	sums := make([]model.MeasureCount, len(model.MeasureKinds))
	for i, kind := range model.MeasureKinds {
		sums[i].Measure = kind
	}
	for _, n := range t.Counts {
		of := &sums[slices.Index(model.MeasureKinds, n.Measure)]
		of.Measures, of.Persons = of.Measures+n.Measures, of.Persons+n.Persons
	}
	return sums
}

// CountMeasures counts the measures of a campaign that a caller sees.
func (s *Findings) CountMeasures(ctx context.Context, a model.Actor, code string) (MeasureTable, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return MeasureTable{}, err
	}
	c, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return MeasureTable{}, err
	}
	out := MeasureTable{Campaign: c.Code, Labels: map[model.RegionCode]string{}}
	counts, err := s.store.Measures.Count(ctx, a, model.FigureQuery{Campaigns: []uint64{c.ID}, By: []model.Group{model.GroupRegion}})
	if err != nil {
		return out, err
	}
	out.Counts = slices.DeleteFunc(counts, func(n model.MeasureCount) bool { return n.Measures == 0 })
	regions, err := s.store.Campaigns.Regions(ctx, c.ID, model.ScopeAll, model.LevelCounty)
	for _, r := range regions {
		out.Labels[r.RegionCode] = r.Name
		if r.DirectLabel != "" {
			out.Labels[r.RegionCode] = r.DirectLabel
		}
	}
	return out, err
}
