package service

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Campaigns is the collection of rounds.
type Campaigns struct {
	base
	catalogues *Catalogues
}

var campaignNoun = noun[model.Campaign]{
	kind: "campaign",
	facts: func(c *model.Campaign) facts {
		return facts{c.ID, c.Code, c.RegionCode, &c.Version, &c.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Campaign) error {
		area, _ := s.Within()
		return tx.Campaigns.Update(ctx, area, version, row)
	},
}

// List answers one piece of the campaigns that concern a caller.
func (s *Campaigns) List(
	ctx context.Context, a model.Actor, f model.CampaignFilter, req model.ListRequest,
) (model.List[model.Campaign], error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.List[model.Campaign]{}, err
	}
	return s.store.Campaigns.List(ctx, a.Area(), f, req)
}

// Get is the campaign of a code. A county sees the rounds of its prefecture, as it is inspected in them.
func (s *Campaigns) Get(ctx context.Context, a model.Actor, code string) (model.Campaign, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Campaign{}, err
	}
	return s.store.Campaigns.Get(ctx, a.Area(), code)
}

// Create adds a campaign as a draft.
func (s *Campaigns) Create(ctx context.Context, a model.Actor, e model.CampaignEdit) (model.Campaign, error) {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return model.Campaign{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Campaign{}, err
	}
	if !a.Area().Covers(e.RegionCode) {
		return model.Campaign{}, model.InvalidField("region_code", "unknown_reference")
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Campaign, error) {
		row := model.Campaign{State: model.CampaignDraft, Version: 1, CreatedAt: at, UpdatedAt: at}
		if _, err := tx.Regions.Get(ctx, e.RegionCode); err != nil {
			return row, inField("region_code", err)
		}
		chosen, err := s.catalogue(ctx, tx, e)
		if err != nil {
			return row, err
		}
		if err := row.Apply(chosen); err != nil {
			return row, err
		}
		if err := tx.Campaigns.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(campaignNoun, "create", "", nil, &row))
	})
}

// catalogue fills in the catalogue in force at the monitoring date, or checks the one that was named.
func (s *Campaigns) catalogue(ctx context.Context, tx *repository.Store, e model.CampaignEdit) (model.CampaignEdit, error) {
	if e.Catalogue == 0 {
		inForce, err := tx.Catalogues.InForce(ctx, e.RegionCode, e.MonitoringDate)
		if IsNotFound(err) {
			return e, model.InvalidField("monitoring_date", "no_catalogue_in_force")
		}
		if err != nil {
			return e, err
		}
		e.Catalogue = inForce.ID
	}
	chosen, err := s.catalogues.load(ctx, tx, e.Catalogue)
	if err != nil {
		return e, inField("catalogue", err)
	}
	rule := model.NewScoringRule(chosen.Catalogue, chosen.Indicators, e.PassLine)
	for i, kind := range e.ScoredKinds {
		if !rule.CanScore(kind.Subject()) {
			return e, model.InvalidField(fmt.Sprintf("scored_kinds[%d]", i), "nothing_to_score", kind.Subject().Label())
		}
	}
	return e, nil
}

// Update changes a campaign. Once it is open only what is printed may still change.
func (s *Campaigns) Update(
	ctx context.Context, a model.Actor, code string, version uint64, patch Patch[model.CampaignEdit],
) (model.Campaign, error) {
	return s.edit(ctx, a, code, version, "update", "", func(tx *repository.Store, row *model.Campaign) error {
		current := row.Edit()
		current.Code = "" // it follows from the others, whose change is refused for what it is
		e, err := Patch[model.CampaignEdit](func(e model.CampaignEdit) (model.CampaignEdit, error) {
			e, err := patch(e)
			// Before the others: which issuers there may be follows from the region.
			if code := e.RegionCode.Canonical(); err == nil && code.Valid() && code != row.RegionCode {
				err = model.InvalidField("region_code", "unchangeable")
			}
			return e, err
		}).over(current)
		if err != nil {
			return err
		}
		if e, err = s.catalogue(ctx, tx, e); err != nil {
			return err
		}
		return row.Apply(e)
	})
}

func (s *Campaigns) edit(
	ctx context.Context, a model.Actor, code string, version uint64, operation, reason string,
	change func(tx *repository.Store, row *model.Campaign) error,
) (model.Campaign, error) {
	return apply(ctx, s.base, a, edit[model.Campaign]{
		noun: campaignNoun, operation: operation, reason: reason, version: version, change: change,
		load: func(tx *repository.Store) (model.Campaign, error) { return s.lock(ctx, tx, a, code) },
	})
}

// lock reads a campaign that the caller may manage. A campaign of a larger area is seen, but not managed.
func (s *Campaigns) lock(ctx context.Context, tx *repository.Store, a model.Actor, code string) (model.Campaign, error) {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return model.Campaign{}, err
	}
	row, err := tx.Campaigns.Lock(ctx, a.Area(), code)
	if err == nil && !a.Area().Covers(row.RegionCode) {
		err = model.NewError(model.KindForbidden, "campaign_of_larger_area")
	}
	return row, err
}

// Delete removes a draft.
func (s *Campaigns) Delete(ctx context.Context, a model.Actor, code string, version uint64) error {
	var id uint64
	return destroy(ctx, s.base, a, version, campaignNoun,
		func(tx *repository.Store) (model.Campaign, error) {
			row, err := s.lock(ctx, tx, a, code)
			if err == nil && row.State != model.CampaignDraft {
				err = model.NewError(model.KindConflict, "campaign_not_draft")
			}
			id = row.ID
			return row, err
		},
		func(tx *repository.Store) error {
			if err := tx.Sampling.Delete(ctx, id); err != nil {
				return err
			}
			return tx.Campaigns.Delete(ctx, a.Area(), id, version)
		})
}

// Open draws the targets by the campaign's plan, and freezes them as they stand.
func (s *Campaigns) Open(ctx context.Context, a model.Actor, code string, version uint64) (model.Campaign, error) {
	return s.edit(ctx, a, code, version, "open", "", func(tx *repository.Store, row *model.Campaign) error {
		at := s.now()
		if err := row.Move(model.CampaignVerbOpen, at); err != nil {
			return err
		}
		if err := s.drawTargets(ctx, tx, *row, at); err != nil {
			return err
		}
		return s.freezeRegions(ctx, tx, *row)
	})
}

func (s *Campaigns) freezeRegions(ctx context.Context, tx *repository.Store, c model.Campaign) error {
	regions, err := tx.Regions.Under(ctx, c.RegionCode.Area())
	if err != nil {
		return err
	}
	return tx.Campaigns.SetRegions(ctx, campaignRegions(c.ID, regions))
}

// campaignRegions are the labels of an area in printing order.
func campaignRegions(campaignID uint64, regions []model.Region) []model.CampaignRegion {
	regions = slices.Clone(regions)
	slices.SortStableFunc(regions, func(x, y model.Region) int {
		return cmp.Or(cmp.Compare(x.SortOrder, y.SortOrder), cmp.Compare(x.Code, y.Code))
	})
	out := make([]model.CampaignRegion, len(regions))
	for i, r := range regions {
		out[i] = model.CampaignRegion{
			CampaignID: campaignID, RegionCode: r.Code, Name: r.Name, DirectLabel: r.DirectLabel, Position: i + 1,
		}
	}
	return out
}

const pendingShown = 20

// Close ends the work on a campaign. It is refused while a target has no result, naming the first of them.
func (s *Campaigns) Close(ctx context.Context, a model.Actor, code string, version uint64) (model.Campaign, error) {
	return s.edit(ctx, a, code, version, "close", "", func(tx *repository.Store, row *model.Campaign) error {
		if err := row.Move(model.CampaignVerbClose, s.now()); err != nil {
			return err
		}
		unfinished := model.Unfinished(row.ReviewRequired)
		pending, n, err := tx.Inspections.Pending(ctx, row.ID, unfinished, pendingShown)
		if err != nil || n == 0 {
			return err
		}
		refusal := model.NewError(model.KindConflict, "targets_pending", n)
		for _, i := range pending {
			refusal.Fields = append(refusal.Fields, model.PendingTarget(i))
		}
		return refusal
	})
}

// Publish freezes the figures of a closed campaign.
func (s *Campaigns) Publish(ctx context.Context, a model.Actor, code string, version uint64) (model.Campaign, error) {
	return s.edit(ctx, a, code, version, "publish", "", func(_ *repository.Store, row *model.Campaign) error {
		return row.Move(model.CampaignVerbPublish, s.now())
	})
}

// Reopen takes a closed or published campaign back to work, as a correction.
func (s *Campaigns) Reopen(
	ctx context.Context, a model.Actor, code string, version uint64, r model.Reason,
) (model.Campaign, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.Campaign{}, err
	}
	return s.edit(ctx, a, code, version, "reopen", r.Reason, func(_ *repository.Store, row *model.Campaign) error {
		return row.Move(model.CampaignVerbReopen, s.now())
	})
}
