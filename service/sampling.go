package service

import (
	"context"
	"crypto/rand"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
)

// Planned is the plan of a campaign with the things that it names, as far as the caller sees them.
type Planned struct {
	model.Sampling

	Things map[model.ThingRef]model.Thing
}

// samplingNoun is a campaign with its plan. It is told of as a change of the campaign, whose version it raises.
var samplingNoun = noun[model.Sampling]{
	kind: campaignNoun.kind,
	facts: func(s *model.Sampling) facts {
		return campaignNoun.facts(&s.Campaign)
	},
	put: func(ctx context.Context, tx *repository.Store, sight model.Sight, version uint64, row *model.Sampling) error {
		if err := tx.Sampling.SetPlan(ctx, row.Plan); err != nil {
			return err
		}
		if err := tx.Sampling.SetItems(ctx, row.Campaign.ID, row.Items); err != nil {
			return err
		}
		return campaignNoun.put(ctx, tx, sight, version, &row.Campaign)
	},
}

// Sampling is the plan of a campaign.
func (s *Campaigns) Sampling(ctx context.Context, a model.Actor, code string) (Planned, error) {
	c, err := s.planned(ctx, a, code)
	if err != nil {
		return Planned{}, err
	}
	sampling, err := s.sampling(ctx, s.store, c)
	if err != nil {
		return Planned{}, err
	}
	return s.named(ctx, s.store, a, sampling)
}

func (s *Campaigns) sampling(ctx context.Context, tx *repository.Store, c model.Campaign) (model.Sampling, error) {
	plan, err := tx.Sampling.Plan(ctx, c.ID)
	if err != nil {
		return model.Sampling{}, err
	}
	items, err := tx.Sampling.Items(ctx, c.ID)
	return model.Sampling{Campaign: c, Plan: plan, Items: items}, err
}

func (s *Campaigns) named(
	ctx context.Context, tx *repository.Store, sight model.Sight, sampling model.Sampling,
) (Planned, error) {
	found, err := thingsOf(ctx, tx, sight, sampling.Items)
	return Planned{sampling, found}, err
}

// thingsOf are the sites and accounts that items name, as far as they lie in the sight.
func thingsOf(
	ctx context.Context, tx *repository.Store, sight model.Sight, items []model.SamplingItem,
) (map[model.ThingRef]model.Thing, error) {
	found := map[model.ThingRef]model.Thing{}
	ids := map[model.Subject][]uint64{}
	for _, i := range items {
		ids[i.Kind] = append(ids[i.Kind], i.Ref().ID)
	}
	sites, err := tx.Sites.ByIDs(ctx, sight, ids[model.SubjectSite])
	if err != nil {
		return nil, err
	}
	accounts, err := tx.Accounts.ByIDs(ctx, sight, ids[model.SubjectAccount])
	if err != nil {
		return nil, err
	}
	for _, row := range sites {
		found[model.ThingRef{Kind: model.SubjectSite, ID: row.ID}] = model.Thing{Kind: model.SubjectSite, Site: row}
	}
	for _, row := range accounts {
		found[model.ThingRef{Kind: model.SubjectAccount, ID: row.ID}] = model.Thing{Kind: model.SubjectAccount, Account: row}
	}
	return found, nil
}

// SetSampling puts another plan in the place of that of a draft. It raises the version of the campaign, so that nobody
// opens it by a plan that he has not seen.
func (s *Campaigns) SetSampling(
	ctx context.Context, a model.Actor, code string, version uint64, e model.SamplingEdit,
) (Planned, error) {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return Planned{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return Planned{}, err
	}
	made := rand.Text()
	row, err := apply(ctx, s.base, a, edit[model.Sampling]{
		noun: samplingNoun, operation: "plan", version: version,
		load: func(tx *repository.Store) (model.Sampling, error) {
			c, err := s.lock(ctx, tx, a, code)
			if err != nil {
				return model.Sampling{}, err
			}
			return s.sampling(ctx, tx, c)
		},
		change: func(tx *repository.Store, row *model.Sampling) error {
			items, err := s.items(ctx, tx, row.Campaign, e)
			if err != nil {
				return err
			}
			if row.Campaign.State != model.CampaignDraft {
				return model.NewError(model.KindConflict, "sampling_fixed")
			}
			row.Plan.Apply(e, made)
			if !sameItems(row.Items, items) {
				row.Items = items
			}
			return nil
		},
	})
	if err != nil {
		return Planned{}, err
	}
	return s.named(ctx, s.store, a, row)
}

// items are the things that an edit names, each once.
func (s *Campaigns) items(
	ctx context.Context, tx *repository.Store, c model.Campaign, e model.SamplingEdit,
) ([]model.SamplingItem, error) {
	names := append([]model.ThingName{}, e.Include...)
	for _, x := range e.Exclude {
		names = append(names, x.ThingName)
	}
	place := func(i int) string {
		if i < len(e.Include) {
			return fmt.Sprintf("include[%d]", i)
		}
		return fmt.Sprintf("exclude[%d]", i-len(e.Include))
	}
	found, err := s.resolve(ctx, tx, c, names, place)
	if err != nil {
		return nil, err
	}
	items := make([]model.SamplingItem, len(found))
	for i, t := range found {
		items[i] = model.SamplingItem{CampaignID: c.ID, Kind: t.Kind, SiteID: model.OptionalID(t.Site.ID), AccountID: model.OptionalID(t.Account.ID)}
		if i >= len(e.Include) {
			items[i].Excluded, items[i].Reason = true, e.Exclude[i-len(e.Include)].Reason
		}
	}
	return items, nil
}

func sameItems(before, after []model.SamplingItem) bool {
	if len(before) != len(after) {
		return false
	}
	for i, b := range before {
		b.ID = 0
		if b != after[i] {
			return false
		}
	}
	return true
}
