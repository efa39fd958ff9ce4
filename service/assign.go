package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Assign gives one target to a user, who inspects it from then on.
func (s *Inspections) Assign(ctx context.Context, a model.Actor, id, version, userID uint64) (model.Result, error) {
	return s.give(ctx, a, id, version, "assign", func(tx *repository.Store, row *model.Inspection) error {
		users, err := tx.Users.LockSome(ctx, a.Manages(), []uint64{userID})
		if err != nil {
			return err
		}
		user, known := users[userID]
		if fault := assignee("user_id", user, known, row.RegionCode); fault.Code != "" {
			return model.Invalid(fault)
		}
		row.Assign(user)
		return nil
	})
}

// Unassign leaves a target to whoever inspects in its region.
func (s *Inspections) Unassign(ctx context.Context, a model.Actor, id, version uint64) (model.Result, error) {
	return s.give(ctx, a, id, version, "unassign", func(_ *repository.Store, row *model.Inspection) error {
		row.Unassign()
		return nil
	})
}

func (s *Inspections) give(
	ctx context.Context, a model.Actor, id, version uint64, operation string,
	change func(tx *repository.Store, row *model.Inspection) error,
) (model.Result, error) {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return model.Result{}, err
	}
	row, err := apply(ctx, s.base, a, edit[model.Inspection]{
		noun: inspectionNoun, operation: operation, version: version,
		load: func(tx *repository.Store) (model.Inspection, error) { return tx.Inspections.Get(ctx, a, id) },
		change: func(tx *repository.Store, row *model.Inspection) error {
			if _, err := lockOpen(ctx, tx, a, row.CampaignCode); err != nil {
				return err
			}
			return change(tx, row)
		},
	})
	if err != nil {
		return model.Result{}, err
	}
	return s.withResult(ctx, s.store, a, row)
}

// assignee is what is wrong with giving a target of a region to a user, without a code when nothing is.
func assignee(field string, u model.User, known bool, region model.RegionCode) model.FieldError {
	if !known {
		return model.FieldError{Field: field, Code: "unknown_reference"}
	}
	return model.FieldError{Field: field, Code: u.CannotInspect(region)}
}
