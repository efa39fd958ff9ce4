package service

import (
	"context"
	"reflect"

	"xuncha/model"
	"xuncha/repository"
)

// Findings is the collection of findings as they are followed until they are put right.
type Findings struct {
	base
	calendars *Calendars
}

// FindingDetail is a finding with what happened to it.
type FindingDetail struct {
	model.Tracked

	Steps    []model.RectificationStep
	Measures []model.Measure
}

func (s *Findings) today() model.Date { return model.NewDate(s.clock()) }

// List answers one piece of the findings a caller sees.
func (s *Findings) List(
	ctx context.Context, a model.Actor, f model.RectificationFilter, req model.ListRequest,
) (model.List[model.Tracked], error) {
	var out model.List[model.Tracked]
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return out, err
	}
	f.Today = s.today()
	found, err := s.store.Rectifications.List(ctx, a, f, req)
	if err != nil {
		return out, err
	}
	out.Total, out.Next = found.Total, found.Next
	out.Items, err = s.follow(ctx, found.Items)
	return out, err
}

// follow says how findings stand today.
func (s *Findings) follow(ctx context.Context, rows []model.Rectification) ([]model.Tracked, error) {
	ids := make([]uint64, len(rows))
	for i, r := range rows {
		ids[i] = r.InspectionID
	}
	standing, err := s.store.Rectifications.Standing(ctx, ids)
	if err != nil {
		return nil, err
	}
	tracked := make([]model.Tracked, len(rows))
	for i, r := range rows {
		tracked[i] = model.Tracked{Rectification: r, Today: s.today(), Standing: standing[r.InspectionID]}
	}
	return tracked, nil
}

// Get is the finding of an id with everything that happened to it.
func (s *Findings) Get(ctx context.Context, a model.Actor, id uint64) (FindingDetail, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return FindingDetail{}, err
	}
	row, err := s.store.Rectifications.Get(ctx, a, id)
	if err != nil {
		return FindingDetail{}, err
	}
	return s.detail(ctx, row)
}

func (s *Findings) detail(ctx context.Context, row model.Rectification) (FindingDetail, error) {
	tracked, err := s.follow(ctx, []model.Rectification{row})
	if err != nil {
		return FindingDetail{}, err
	}
	out := FindingDetail{Tracked: tracked[0]}
	if out.Steps, err = s.store.Rectifications.Steps(ctx, row.ID); err != nil {
		return out, err
	}
	out.Measures, err = s.store.Measures.Of(ctx, row.ID)
	return out, err
}

// task is one change of one finding.
type task struct {
	id, version uint64
	verb        model.FindingVerb
	operation   string // as the trail calls it; the verb when empty
	reason      string
	step        model.RectificationStep // what the history says beside the states and days
	change      func(tx *repository.Store, row *model.Rectification, today model.Date) error
}

// work carries a task out. The inspection is locked first, as another result for it does: a finding changes only while the
// result that has it stands.
func (s *Findings) work(ctx context.Context, a model.Actor, t task) (FindingDetail, error) {
	// Which inspection a finding belongs to never changes, so it is read outside of the transaction: there the first plain
	// read settles what all later ones see, and that must not be before the locks.
	outside, err := s.store.Rectifications.Get(ctx, a, t.id)
	if err != nil {
		return FindingDetail{}, err
	}
	if t.operation == "" {
		t.operation = string(t.verb)
	}
	row, err := apply(ctx, s.base, a, edit[model.Rectification]{
		noun: findingNoun, operation: t.operation, reason: t.reason, version: t.version,
		load: func(tx *repository.Store) (model.Rectification, error) {
			// Who has the finding need not have the inspection: that stays with the organization of its time.
			i, err := tx.Inspections.Behind(ctx, outside.InspectionID, true)
			if err != nil {
				return model.Rectification{}, err
			}
			row, err := tx.Rectifications.Lock(ctx, a, t.id)
			if err != nil {
				return row, err
			}
			return row, s.mustStand(ctx, tx, i)
		},
		change: func(tx *repository.Store, row *model.Rectification) error {
			before := *row
			today := s.today()
			if err := t.change(tx, row, today); err != nil || reflect.DeepEqual(before, *row) {
				return err
			}
			return s.addStep(ctx, tx, a, t, before, *row, today)
		},
	})
	if err != nil {
		return FindingDetail{}, err
	}
	return s.detail(ctx, row)
}

func (s *Findings) mustStand(ctx context.Context, tx *repository.Store, i model.Inspection) error {
	c, err := tx.Campaigns.Behind(ctx, i.CampaignID, false)
	if err == nil && !i.Settled(c) {
		err = model.NewError(model.KindConflict, "result_not_standing", string(i.Status))
	}
	return err
}

func (s *Findings) addStep(
	ctx context.Context, tx *repository.Store, a model.Actor, t task, before, after model.Rectification, today model.Date,
) error {
	step := t.step
	step.RectificationID, step.RegionCode, step.Verb = after.ID, after.RegionCode, t.verb
	step.FromState, step.ToState = before.StateOn(today), after.StateOn(today)
	step.DueBefore, step.DueAfter = before.DueOn, after.DueOn
	step.DoneBy, step.UserID, step.TokenID, step.CreatedAt = a.Name, a.UserID, a.TokenID, s.now()
	return tx.Rectifications.AddSteps(ctx, []model.RectificationStep{step})
}
