package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// SubmitProof hands in what was done about a finding.
func (s *Findings) SubmitProof(ctx context.Context, a model.Actor, id, version uint64, p model.Proof) (FindingDetail, error) {
	if err := a.Allow(model.SubmitProof); err != nil {
		return FindingDetail{}, err
	}
	p, err := p.Normalize()
	if err != nil {
		return FindingDetail{}, err
	}
	return s.work(ctx, a, task{
		id: id, version: version, verb: model.VerbSubmitProof, step: model.RectificationStep{Note: p.Done},
		change: func(tx *repository.Store, row *model.Rectification, today model.Date) error {
			if err := row.Move(model.Change{Verb: model.VerbSubmitProof}, today); err != nil {
				return err
			}
			at := s.now()
			bound, err := bindAttachments(ctx, tx, a, at, row.InspectionID, row.ID, p.AttachmentIDs)
			if err != nil || len(bound) == 0 {
				return err
			}
			return s.record(ctx, tx, a, at, bound...)
		},
	})
}

// Accept closes a finding whose proof shows that it was put right. Who accepts is not who handed it in.
func (s *Findings) Accept(ctx context.Context, a model.Actor, id, version uint64) (FindingDetail, error) {
	return s.judge(ctx, a, id, version, model.VerbAccept, "")
}

// Reject opens a finding again whose proof does not show it, with a reason.
func (s *Findings) Reject(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (FindingDetail, error) {
	if err := a.Allow(model.ReviewProof); err != nil {
		return FindingDetail{}, err
	}
	r, err := r.Normalize()
	if err != nil {
		return FindingDetail{}, err
	}
	return s.judge(ctx, a, id, version, model.VerbReject, r.Reason)
}

func (s *Findings) judge(
	ctx context.Context, a model.Actor, id, version uint64, verb model.FindingVerb, reason string,
) (FindingDetail, error) {
	if err := a.Allow(model.ReviewProof); err != nil {
		return FindingDetail{}, err
	}
	return s.work(ctx, a, task{
		id: id, version: version, verb: verb, reason: reason, step: model.RectificationStep{Note: reason},
		change: func(tx *repository.Store, row *model.Rectification, today model.Date) error {
			if err := row.Move(model.Change{Verb: verb}, today); err != nil {
				return err
			}
			proof, err := tx.Rectifications.LastStep(ctx, row.ID, model.VerbSubmitProof)
			if err == nil && a.Did(proof.UserID, proof.TokenID, proof.DoneBy) {
				err = model.NewError(model.KindForbidden, "accepted_by_submitter")
			}
			return err
		},
	})
}

// Extend moves the due day of a finding back, with a reason. The days before it stay in its history.
func (s *Findings) Extend(ctx context.Context, a model.Actor, id, version uint64, e model.Extension) (FindingDetail, error) {
	if err := a.Allow(model.ReviewProof); err != nil {
		return FindingDetail{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return FindingDetail{}, err
	}
	return s.work(ctx, a, task{
		id: id, version: version, verb: model.VerbExtend, reason: e.Reason,
		step: model.RectificationStep{Note: e.Reason, Approver: e.Approver},
		change: func(tx *repository.Store, row *model.Rectification, today model.Date) error {
			due, err := s.calendars.resolve(ctx, tx, e.DueEdit, today)
			if err != nil {
				return err
			}
			return row.Move(model.Change{Verb: model.VerbExtend, DueOn: due}, today)
		},
	})
}

// Exempt leaves a finding as it is until a day, with a reason. After that day it is open again by itself.
func (s *Findings) Exempt(ctx context.Context, a model.Actor, id, version uint64, e model.Exemption) (FindingDetail, error) {
	if err := a.Allow(model.ReviewProof); err != nil {
		return FindingDetail{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return FindingDetail{}, err
	}
	return s.work(ctx, a, task{
		id: id, version: version, verb: model.VerbExempt, reason: e.Reason,
		step: model.RectificationStep{Note: e.Reason, Approver: e.Approver, ExemptUntil: e.Until},
		change: func(_ *repository.Store, row *model.Rectification, today model.Date) error {
			return row.Move(model.Change{Verb: model.VerbExempt, ExemptUntil: e.Until}, today)
		},
	})
}

// Update sets the due day of a finding and what it repeats.
func (s *Findings) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.RectificationEdit],
) (FindingDetail, error) {
	if err := a.Allow(model.ReviewProof); err != nil {
		return FindingDetail{}, err
	}
	return s.work(ctx, a, task{
		id: id, version: version, verb: model.VerbDue, operation: "update",
		change: func(tx *repository.Store, row *model.Rectification, today model.Date) error {
			e, err := patch.over(row.Edit())
			if err != nil {
				return err
			}
			if e, err = e.Over(*row); err != nil {
				return err
			}
			due, err := s.calendars.resolve(ctx, tx, e.DueEdit, today)
			if err != nil {
				return err
			}
			if err := s.link(ctx, tx, a, row, e.RecurrenceOf); err != nil {
				return err
			}
			return row.SetDue(due, today)
		},
	})
}

// link says by hand what a finding repeats.
func (s *Findings) link(ctx context.Context, tx *repository.Store, a model.Actor, row *model.Rectification, of model.OptionalID) error {
	if of == row.RecurrenceOf {
		return nil
	}
	row.RecurrenceOf, row.RecurrenceNumber = of, ""
	if of == 0 {
		return nil
	}
	old, err := tx.Rectifications.Get(ctx, a, uint64(of))
	if err != nil {
		return inField("recurrence_of", err)
	}
	if old.CampaignID == row.CampaignID || old.SiteID != row.SiteID || old.AccountID != row.AccountID {
		return model.InvalidField("recurrence_of", "not_an_earlier_finding")
	}
	row.RecurrenceNumber = old.Number
	return nil
}

// SetDue gives the open findings of a campaign that the caller sees their due day, and answers how many got another one.
// Findings whose result does not stand are left out, and none gets a later day than it has.
func (s *Findings) SetDue(ctx context.Context, a model.Actor, code string, n model.DueNotice) (day model.Date, set int, err error) {
	if err := a.Allow(model.ReviewProof); err != nil {
		return "", 0, err
	}
	if n, err = n.Normalize(); err != nil {
		return "", 0, err
	}
	today := s.today()
	set, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (int, error) {
		// As results lock it too, none comes in or is given back meanwhile.
		if _, err := tx.Campaigns.Lock(ctx, a.Area(), code); err != nil {
			return 0, err
		}
		rows, err := tx.Rectifications.LockOpen(ctx, a, code, n.Parts, today)
		if err != nil {
			return 0, err
		}
		if day, err = s.calendars.resolve(ctx, tx, n.DueEdit, today); err != nil {
			return 0, err
		}
		return s.setDue(ctx, tx, a, rows, day, n.Overwrite)
	})
	return day, set, err
}

func (s *Findings) setDue(
	ctx context.Context, tx *repository.Store, a model.Actor, rows []model.Rectification, day model.Date, overwrite bool,
) (int, error) {
	ids := make([]uint64, len(rows))
	for i, r := range rows {
		ids[i] = r.InspectionID
	}
	standing, err := tx.Rectifications.Standing(ctx, ids)
	if err != nil {
		return 0, err
	}
	at, today := s.now(), s.today()
	var changes []change
	for _, before := range rows {
		if !standing[before.InspectionID] || (before.DueOn != "" && (!overwrite || before.DueOn <= day)) {
			continue
		}
		after := before
		after.DueOn, after.Version, after.UpdatedAt = day, before.Version+1, at
		if err := tx.Rectifications.Update(ctx, a, before.Version, &after); err != nil {
			return 0, err
		}
		if err := s.addStep(ctx, tx, a, task{verb: model.VerbDue}, before, after, today); err != nil {
			return 0, err
		}
		changes = append(changes, changed(findingNoun, "update", "", &before, &after))
	}
	return len(changes), s.record(ctx, tx, a, at, changes...)
}
