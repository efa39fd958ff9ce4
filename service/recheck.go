package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Recheck takes another look at a target that has failed. The first verdict stands in every figure; this one is shown
// beside it, judged by the same rule.
func (s *Inspections) Recheck(ctx context.Context, a model.Actor, id, version uint64, e model.SubmissionEdit) (model.Recheck, error) {
	if err := a.Allow(model.SubmitResults); err != nil {
		return model.Recheck{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Recheck{}, err
	}
	// The campaign of an inspection never changes; see Findings.work.
	outside, err := s.store.Inspections.Get(ctx, a, id)
	if err != nil {
		return model.Recheck{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Recheck, error) {
		c, err := tx.Campaigns.Lock(ctx, a.Area(), outside.CampaignCode)
		if err != nil {
			return model.Recheck{}, err
		}
		row, err := tx.Inspections.Lock(ctx, a, id)
		if err != nil {
			return model.Recheck{}, err
		}
		if row.Version != version {
			return model.Recheck{}, model.Stale()
		}
		if err := row.Recheckable(c); err != nil {
			return model.Recheck{}, err
		}
		rule, err := s.catalogues.rule(ctx, tx, c)
		if err != nil {
			return model.Recheck{}, err
		}
		assessment, err := model.Assess(rule, row.Scoring(c), e.Findings)
		if err != nil {
			return model.Recheck{}, err
		}
		earlier, err := tx.Rechecks.Of(ctx, id, true)
		if err != nil {
			return model.Recheck{}, err
		}
		again := model.NewRecheck(row, len(earlier)+1, assessment, e.Note, a, at)
		if err := tx.Rechecks.Create(ctx, &again); err != nil {
			return again, err
		}
		return again, s.record(ctx, tx, a, at, change{
			operation: "inspection.recheck", kind: "inspection", id: row.ID, code: row.TargetCode, region: row.RegionCode,
			version: row.Version, after: again, of: row,
		})
	})
}

// Rechecks lists the looks at a target again, the newest first.
func (s *Inspections) Rechecks(ctx context.Context, a model.Actor, id uint64) ([]model.Recheck, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	if _, err := s.store.Inspections.Get(ctx, a, id); err != nil {
		return nil, err
	}
	return s.store.Rechecks.Of(ctx, id, false)
}

// recheck is the newest look at a target since the result that stands.
func recheck(ctx context.Context, tx *repository.Store, row model.Inspection) (*model.Recheck, error) {
	all, err := tx.Rechecks.Of(ctx, row.ID, false)
	if err != nil || len(all) == 0 || all[0].Revision != row.Revision {
		return nil, err
	}
	return &all[0], nil
}
