package service

import (
	"context"

	"xuncha/model"
)

// Compare says how one revision of a result differs from another.
func (s *Inspections) Compare(ctx context.Context, a model.Actor, id uint64, from, to int) (model.RevisionComparison, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.RevisionComparison{}, err
	}
	row, err := s.store.Inspections.Get(ctx, a, id)
	if err != nil {
		return model.RevisionComparison{}, err
	}
	var results [2]model.Result
	for i, revision := range []int{from, to} {
		results[i].Inspection = row
		if results[i].Submission, err = s.store.Inspections.Submission(ctx, row.ID, revision); err != nil {
			return model.RevisionComparison{}, err
		}
		if results[i].Findings, err = s.store.Inspections.Findings(ctx, results[i].Submission.ID); err != nil {
			return model.RevisionComparison{}, err
		}
	}
	return model.CompareRevisions(results[0], results[1]), nil
}
