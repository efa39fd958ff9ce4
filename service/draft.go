package service

import (
	"context"
	"errors"
	"reflect"

	"xuncha/model"
	"xuncha/repository"
)

// Drafts are results that their authors have not submitted yet. Each author has one of an inspection, and sees no other.
type Drafts struct {
	base
	catalogues *Catalogues
}

var draftNoun = noun[model.Draft]{
	kind: "draft", private: true,
	facts: func(d *model.Draft) facts { return facts{d.ID, "", d.RegionCode, &d.Version, &d.UpdatedAt} },
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Draft) error {
		return tx.Drafts.Update(ctx, s, version, row)
	},
}

// Get is the caller's own draft of an inspection, with what would become of it now.
func (s *Drafts) Get(ctx context.Context, a model.Actor, id uint64) (model.Judged, error) {
	if err := a.Allow(model.SubmitResults); err != nil {
		return model.Judged{}, err
	}
	row, err := s.store.Inspections.Get(ctx, a, id)
	if err != nil {
		return model.Judged{}, err
	}
	draft, err := s.store.Drafts.Get(ctx, a, row.ID)
	if err != nil {
		return model.Judged{}, err
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), row.CampaignCode)
	if err != nil {
		return model.Judged{}, err
	}
	return s.judge(ctx, s.store, campaign, row, draft)
}

// judge says what a draft would come to. What keeps it from being submitted is told, not refused.
func (s *Drafts) judge(
	ctx context.Context, tx *repository.Store, c model.Campaign, row model.Inspection, d model.Draft,
) (model.Judged, error) {
	rule, err := s.catalogues.rule(ctx, tx, c)
	if err != nil {
		return model.Judged{}, err
	}
	judged := model.Judged{Draft: d}
	var refusal *model.Error
	assessment, err := model.Assess(rule, row.Scoring(c), d.Findings)
	switch {
	case err == nil:
		judged.Assessment = assessment
	case errors.As(err, &refusal) && len(refusal.Fields) > 0:
		judged.Problems = refusal.Fields
	default:
		return model.Judged{}, err
	}
	return judged, nil
}

// Save keeps what an author has so far. Version is that of the draft, 0 where there is none yet.
func (s *Drafts) Save(
	ctx context.Context, a model.Actor, id, version uint64, e model.SubmissionEdit,
) (model.Judged, error) {
	if err := a.Allow(model.SubmitResults); err != nil {
		return model.Judged{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Judged{}, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Judged, error) {
		row, err := tx.Inspections.Get(ctx, a, id)
		if err != nil {
			return model.Judged{}, err
		}
		campaign, err := tx.Campaigns.Get(ctx, a.Area(), row.CampaignCode)
		if err != nil {
			return model.Judged{}, err
		}
		draft, err := tx.Drafts.Get(ctx, a, row.ID)
		if IsNotFound(err) {
			draft, err = model.NewDraft(row, a, s.now()), nil
		}
		if err != nil {
			return model.Judged{}, err
		}
		if draft.Version != version {
			return model.Judged{}, model.Stale()
		}
		if err := takes(a, campaign, row); err != nil {
			return model.Judged{}, err
		}
		if err := s.put(ctx, tx, a, &draft, e); err != nil {
			return model.Judged{}, err
		}
		return s.judge(ctx, tx, campaign, row, draft)
	})
}

// takes refuses a draft of what could not be submitted.
func takes(a model.Actor, c model.Campaign, row model.Inspection) error {
	if c.State != model.CampaignOpen {
		return model.NewError(model.KindConflict, "campaign_not_open", string(c.State))
	}
	if err := row.LeftTo(a); err != nil {
		return err
	}
	return row.Take(model.Assessment{})
}

func (s *Drafts) put(ctx context.Context, tx *repository.Store, a model.Actor, draft *model.Draft, e model.SubmissionEdit) error {
	before := *draft
	draft.Apply(e)
	if draft.ID != 0 && reflect.DeepEqual(before, *draft) {
		return nil
	}
	at := s.now()
	draft.Version, draft.UpdatedAt = before.Version+1, at
	if before.ID == 0 {
		if err := tx.Drafts.Create(ctx, draft); err != nil {
			return err
		}
		return s.record(ctx, tx, a, at, changed(draftNoun, "create", "", nil, draft))
	}
	if err := tx.Drafts.Update(ctx, a, before.Version, draft); err != nil {
		return err
	}
	return s.record(ctx, tx, a, at, changed(draftNoun, "update", "", &before, draft))
}

// Delete throws the caller's own draft away.
func (s *Drafts) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.SubmitResults); err != nil {
		return err
	}
	var draft model.Draft
	return destroy(ctx, s.base, a, version, draftNoun,
		func(tx *repository.Store) (model.Draft, error) {
			row, err := tx.Inspections.Get(ctx, a, id)
			if err == nil {
				draft, err = tx.Drafts.Get(ctx, a, row.ID)
			}
			return draft, err
		},
		func(tx *repository.Store) error { return tx.Drafts.Delete(ctx, a, draft.ID, version) })
}

// discardDrafts removes what the caller had begun of the results that it submits.
func (b *batch) discardDrafts(ctx context.Context, tx *repository.Store) error {
	ids := make([]uint64, len(b.rows))
	for i, row := range b.rows {
		ids[i] = row.ID
	}
	return tx.Drafts.Discard(ctx, b.actor, ids)
}
