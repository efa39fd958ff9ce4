package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Inspections is the collection of results.
type Inspections struct {
	base
	catalogues *Catalogues
}

var inspectionNoun = noun[model.Inspection]{
	kind: "inspection",
	facts: func(i *model.Inspection) facts {
		return facts{i.ID, i.TargetCode, i.RegionCode, &i.Version, &i.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Inspection) error {
		return tx.Inspections.Update(ctx, s, version, row)
	},
}

// List answers one piece of the inspections a caller sees.
func (s *Inspections) List(
	ctx context.Context, a model.Actor, f model.InspectionFilter, req model.ListRequest,
) (model.List[model.Inspection], error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.List[model.Inspection]{}, err
	}
	return s.store.Inspections.List(ctx, a, f, req)
}

// Export calls fn with pieces of everything the filter selects.
func (s *Inspections) Export(
	ctx context.Context, a model.Actor, f model.InspectionFilter, fn func([]model.Inspection) error,
) error {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return err
	}
	return s.store.Inspections.Export(ctx, a, f, fn)
}

// Get is the inspection of an id with its newest result.
func (s *Inspections) Get(ctx context.Context, a model.Actor, id uint64) (model.Result, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Result{}, err
	}
	row, err := s.store.Inspections.Get(ctx, a, id)
	if err != nil {
		return model.Result{}, err
	}
	return s.withResult(ctx, s.store, a, row)
}

// Open answers which of the campaigns take results now.
func (s *Inspections) Open(ctx context.Context, a model.Actor, of []model.Inspection) (map[string]bool, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	return s.store.Campaigns.Open(ctx, a.Area(), of)
}

func (s *Inspections) withResult(
	ctx context.Context, tx *repository.Store, a model.Actor, row model.Inspection,
) (model.Result, error) {
	result := model.Result{Inspection: row}
	open, err := tx.Campaigns.Open(ctx, a.Area(), []model.Inspection{row})
	if err != nil {
		return result, err
	}
	result.Open = open[row.CampaignCode]
	if row.Revision == 0 {
		return result, nil
	}
	if result.Submission, err = tx.Inspections.Submission(ctx, row.ID, row.Revision); err != nil {
		return result, err
	}
	if result.Findings, err = tx.Inspections.Findings(ctx, result.Submission.ID); err != nil {
		return result, err
	}
	result.Recheck, err = recheck(ctx, tx, row)
	return result, err
}

// Revisions lists every result that was ever submitted for an inspection, the newest first, with what was decided about it.
func (s *Inspections) Revisions(ctx context.Context, a model.Actor, id uint64) (model.Revisions, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Revisions{}, err
	}
	row, err := s.store.Inspections.Get(ctx, a, id)
	if err != nil {
		return model.Revisions{}, err
	}
	results, err := s.revisions(ctx, row)
	if err != nil {
		return model.Revisions{}, err
	}
	all := model.Revisions{Items: results}
	reviews, err := s.store.Reviews.Of(ctx, id)
	for _, r := range reviews {
		all.Add(r)
	}
	return all, err
}

func (s *Inspections) revisions(ctx context.Context, row model.Inspection) ([]model.Result, error) {
	submissions, err := s.store.Inspections.Submissions(ctx, row.ID)
	if err != nil {
		return nil, err
	}
	revisions := make([]model.Result, len(submissions))
	place := make(map[uint64]int, len(submissions))
	ids := make([]uint64, len(submissions))
	for i, sub := range submissions {
		revisions[i] = model.Result{Inspection: row, Submission: sub}
		place[sub.ID], ids[i] = i, sub.ID
	}
	findings, err := s.store.Inspections.Findings(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, f := range findings {
		r := &revisions[place[f.SubmissionID]]
		r.Findings = append(r.Findings, f)
	}
	return revisions, nil
}

// Submit takes the result of one inspection. The verdict and the score are computed here; every submission is kept.
func (s *Inspections) Submit(
	ctx context.Context, a model.Actor, id, version uint64, e model.SubmissionEdit,
) (model.Result, error) {
	if err := a.Allow(model.SubmitResults); err != nil {
		return model.Result{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Result{}, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Result, error) {
		row, err := tx.Inspections.Get(ctx, a, id)
		if err != nil {
			return model.Result{}, err
		}
		b, err := s.openBatch(ctx, tx, a, row.CampaignCode)
		if err != nil {
			return model.Result{}, err
		}
		if row, err = tx.Inspections.Lock(ctx, a, id); err != nil {
			return model.Result{}, err
		}
		if row.Version != version {
			return model.Result{}, model.Stale()
		}
		if err := b.track(ctx, tx, []uint64{id}); err != nil {
			return model.Result{}, err
		}
		if err := b.take(row, e); err != nil {
			return model.Result{}, err
		}
		if err := b.write(ctx, tx); err != nil {
			return model.Result{}, err
		}
		return b.results[0], nil
	})
}

// Move confirms, returns or waives an inspection. Who confirms is not who submitted.
func (s *Inspections) Move(
	ctx context.Context, a model.Actor, id, version uint64, verb model.InspectionVerb, r model.Reason,
) (model.Result, error) {
	permission := model.ReviewResults
	if verb == model.VerbWaive {
		permission = model.ManageCampaigns
	}
	if err := a.Allow(permission); err != nil {
		return model.Result{}, err
	}
	if verb != model.VerbConfirm {
		var err error
		if r, err = r.Normalize(); err != nil {
			return model.Result{}, err
		}
	}
	row, err := apply(ctx, s.base, a, edit[model.Inspection]{
		noun: inspectionNoun, operation: string(verb), reason: r.Reason, version: version,
		load: func(tx *repository.Store) (model.Inspection, error) { return tx.Inspections.Get(ctx, a, id) },
		change: func(tx *repository.Store, row *model.Inspection) error {
			c, err := lockOpen(ctx, tx, a, row.CampaignCode)
			if err != nil {
				return err
			}
			if verb == model.VerbConfirm {
				if err := secondPerson(ctx, tx, a, *row); err != nil {
					return err
				}
			}
			review := model.NewReview(*row, verb, r.Reason, a, s.now())
			if err := row.Move(c, verb, r.Reason); err != nil {
				return err
			}
			return tx.Reviews.Add(ctx, &review)
		},
	})
	if err != nil {
		return model.Result{}, err
	}
	return s.withResult(ctx, s.store, a, row)
}

// secondPerson refuses a confirmation of what the caller submitted, or of a waiver that it proposed.
func secondPerson(ctx context.Context, tx *repository.Store, a model.Actor, row model.Inspection) error {
	if row.Status == model.InspectionWaiving {
		proposal, err := tx.Reviews.Newest(ctx, row.ID, model.VerbWaive)
		if err == nil && a.Is(proposal.UserID, proposal.TokenID) {
			err = model.NewError(model.KindForbidden, "confirmed_by_proposer")
		}
		return err
	}
	submission, err := tx.Inspections.Submission(ctx, row.ID, row.Revision)
	if err == nil && a.Is(submission.UserID, submission.TokenID) {
		err = model.NewError(model.KindForbidden, "confirmed_by_submitter")
	}
	if IsNotFound(err) { // nothing to confirm, which the state says better
		return nil
	}
	return err
}

// lockOpen reads the campaign of a result and keeps it open until this transaction ends.
func lockOpen(ctx context.Context, tx *repository.Store, a model.Actor, code string) (model.Campaign, error) {
	c, err := tx.Campaigns.Lock(ctx, a.Area(), code)
	if err == nil && c.State != model.CampaignOpen {
		err = model.NewError(model.KindConflict, "campaign_not_open", string(c.State))
	}
	return c, err
}
