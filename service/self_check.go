package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// SelfChecks is the collection of what counties and units have found on their own things, by the same indicators as the
// inspections. Nothing of it enters a figure of a campaign.
type SelfChecks struct {
	base
	catalogues *Catalogues
}

// Other systems do not hear of self-checks: they are nobody's business but the county's until it shows them.
var selfCheckNoun = noun[model.SelfCheck]{
	kind: "self_check", private: true,
	facts: func(k *model.SelfCheck) facts {
		return facts{k.ID, k.TargetCode, k.RegionCode, &k.Version, &k.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.SelfCheck) error {
		return tx.SelfChecks.Update(ctx, s, version, row)
	},
}

// List answers one piece of the self-checks a caller sees.
func (s *SelfChecks) List(
	ctx context.Context, a model.Actor, f model.SelfCheckFilter, req model.ListRequest,
) (model.List[model.SelfCheck], error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.List[model.SelfCheck]{}, err
	}
	return s.store.SelfChecks.List(ctx, a, f, req)
}

// Get is the self-check of an id. A draft exists for those who write it only.
func (s *SelfChecks) Get(ctx context.Context, a model.Actor, id uint64) (model.SelfCheck, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.SelfCheck{}, err
	}
	return s.store.SelfChecks.Get(ctx, a, id)
}

// Create adds a draft about a thing of the register.
func (s *SelfChecks) Create(ctx context.Context, a model.Actor, e model.NewSelfCheckEdit) (model.SelfCheck, error) {
	if err := a.Allow(model.CheckOneself); err != nil {
		return model.SelfCheck{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.SelfCheck{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.SelfCheck, error) {
		things, err := own(ctx, tx, a, []model.ThingName{e.Thing()})
		if err != nil {
			return model.SelfCheck{}, err
		}
		row, err := things.check(e.Thing(), a, at)
		if err != nil {
			return row, err
		}
		if err := a.CheckItself(); err != nil {
			return row, err
		}
		if err := s.fill(ctx, tx, a, &row, e.SelfCheckEdit); err != nil {
			return row, err
		}
		if err := tx.SelfChecks.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(selfCheckNoun, "create", "", nil, &row))
	})
}

// fill takes an edit into a draft, judged by the terms that it names.
func (s *SelfChecks) fill(
	ctx context.Context, tx *repository.Store, a model.Actor, row *model.SelfCheck, e model.SelfCheckEdit,
) error {
	today := model.NewDate(s.clock())
	if e.CheckedOn == "" {
		e.CheckedOn = today
	}
	terms, err := s.terms(ctx, tx, a, e.Campaign, row.RegionCode, e.CheckedOn)
	if err != nil {
		return err
	}
	return row.Take(e, terms, today)
}

// terms are those of a campaign that concerns the caller, or the usual ones of the catalogue in force on a day. The campaign
// is not locked: a self-check is judged by what it says now, and again when it is finished.
func (s *SelfChecks) terms(
	ctx context.Context, tx *repository.Store, a model.Actor, campaign string, region model.RegionCode, on model.Date,
) (model.SelfCheckTerms, error) {
	var t model.SelfCheckTerms
	if campaign == "" {
		inForce, err := tx.Catalogues.InForce(ctx, region, on)
		if IsNotFound(err) {
			return t, model.InvalidField("checked_on", "no_catalogue_in_force")
		}
		if err != nil {
			return t, err
		}
		t.Campaign = model.UsualTerms(inForce)
	} else {
		var err error
		if t.Campaign, err = tx.Campaigns.Get(ctx, a.Area(), campaign); err != nil {
			return t, inField("campaign", err)
		}
	}
	var err error
	t.Rule, err = s.catalogues.rule(ctx, tx, t.Campaign)
	return t, err
}

// Update changes a draft.
func (s *SelfChecks) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.SelfCheckEdit],
) (model.SelfCheck, error) {
	return s.edit(ctx, a, id, version, "update", func(tx *repository.Store, row *model.SelfCheck) error {
		if err := row.CanUpdate(); err != nil { // what is finished refuses every body alike
			return err
		}
		e, err := patch.over(row.Edit())
		if err != nil {
			return err
		}
		return s.fill(ctx, tx, a, row, e)
	})
}

// Finish shows a draft to those above.
func (s *SelfChecks) Finish(ctx context.Context, a model.Actor, id, version uint64) (model.SelfCheck, error) {
	return s.edit(ctx, a, id, version, "finish", func(tx *repository.Store, row *model.SelfCheck) error {
		terms, err := s.terms(ctx, tx, a, row.CampaignCode, row.RegionCode, row.CheckedOn)
		if err != nil {
			return err
		}
		return row.Finish(terms, s.now())
	})
}

// Reopen makes a finished self-check a draft again.
func (s *SelfChecks) Reopen(ctx context.Context, a model.Actor, id, version uint64) (model.SelfCheck, error) {
	return s.edit(ctx, a, id, version, "reopen", func(_ *repository.Store, row *model.SelfCheck) error { return row.Reopen() })
}

func (s *SelfChecks) edit(
	ctx context.Context, a model.Actor, id, version uint64, operation string,
	change func(tx *repository.Store, row *model.SelfCheck) error,
) (model.SelfCheck, error) {
	if err := a.Allow(model.CheckOneself); err != nil {
		return model.SelfCheck{}, err
	}
	return apply(ctx, s.base, a, edit[model.SelfCheck]{
		noun: selfCheckNoun, operation: operation, version: version,
		load:   func(tx *repository.Store) (model.SelfCheck, error) { return s.own(ctx, tx, a, id) },
		change: change,
	})
}

// own reads a self-check that the caller writes.
func (s *SelfChecks) own(ctx context.Context, tx *repository.Store, a model.Actor, id uint64) (model.SelfCheck, error) {
	row, err := tx.SelfChecks.Get(ctx, a, id)
	if err == nil {
		err = a.CheckItself()
	}
	return row, err
}

// Delete removes a draft.
func (s *SelfChecks) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.CheckOneself); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, selfCheckNoun,
		func(tx *repository.Store) (model.SelfCheck, error) {
			row, err := s.own(ctx, tx, a, id)
			if err == nil {
				err = row.CanDelete()
			}
			return row, err
		},
		func(tx *repository.Store) error { return tx.SelfChecks.Delete(ctx, a, id, version) })
}
