package service

import (
	"context"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// resolve finds the things that a caller names, all of them or none. They are in use, in the area and of the kinds of the
// campaign, and each is named once. at is the place of a name in the request.
func (s *Campaigns) resolve(
	ctx context.Context, tx *repository.Store, c model.Campaign, names []model.ThingName, at func(i int) string,
) ([]model.Thing, error) {
	known, err := lookUp(ctx, tx, c.RegionCode.Area(), names)
	if err != nil {
		return nil, err
	}
	found := make([]model.Thing, len(names))
	first := map[model.ThingRef]int{}
	var faults []model.FieldError
	for i, name := range names {
		fault := func(code string, args ...any) {
			faults = append(faults, model.FieldError{Field: at(i) + "." + name.Field(), Code: code, Args: args})
		}
		t, ok := known.find(name)
		if !ok {
			fault("not_in_campaign_area")
			continue
		}
		found[i] = t
		before, twice := first[t.Ref()]
		switch {
		case twice && fieldOf(at(before)) != fieldOf(at(i)):
			fault("included_and_excluded", t.Name(), at(before))
		case twice:
			fault("listed_twice", t.Name(), at(before))
		case !c.Kinds.Has(t.Kind):
			fault("kind_not_inspected", t.Name())
		case t.Life().State != model.StateRunning:
			fault("not_in_use", t.Name(), string(t.Life().State))
		default:
			first[t.Ref()] = i
		}
	}
	if len(faults) > 0 {
		return nil, model.Invalid(faults...)
	}
	return found, nil
}

// fieldOf is the list of a place: include of include[2].
func fieldOf(place string) string {
	for i, r := range place {
		if r == '[' {
			return place[:i]
		}
	}
	return place
}

// register is a part of the register by each way to name a thing.
type register struct {
	sites    map[uint64]model.Site
	codes    map[string]model.Site
	accounts map[uint64]model.Account
	names    map[model.Platform]map[string]model.Account
}

// lookUp reads what names may mean among the things of a sight, with few statements.
func lookUp(ctx context.Context, tx *repository.Store, s model.Sight, names []model.ThingName) (register, error) {
	var siteIDs, accountIDs []uint64
	var codes, keys []string
	for _, n := range names {
		switch n.Field() {
		case "site_id":
			siteIDs = append(siteIDs, n.SiteID)
		case "account_id":
			accountIDs = append(accountIDs, n.AccountID)
		case "site_code":
			codes = append(codes, n.SiteCode)
		default:
			keys = append(keys, model.Key(n.AccountName))
		}
	}
	r := register{sites: map[uint64]model.Site{}, accounts: map[uint64]model.Account{}, names: map[model.Platform]map[string]model.Account{}}
	sites, err := tx.Sites.ByIDs(ctx, s, siteIDs)
	if err != nil {
		return r, err
	}
	for _, row := range sites {
		r.sites[row.ID] = row
	}
	if r.codes, err = tx.Sites.ByCodes(ctx, codes); err != nil {
		return r, err
	}
	accounts, err := tx.Accounts.ByIDs(ctx, s, accountIDs)
	if err != nil {
		return r, err
	}
	for _, row := range accounts {
		r.accounts[row.ID] = row
	}
	named, err := tx.Accounts.ByKeys(ctx, keys, nil)
	if err != nil {
		return r, err
	}
	area, of := s.Within()
	foreign := func(owner uint64, region model.RegionCode) bool {
		return !area.Covers(region) || (of != 0 && of != owner)
	}
	for code, row := range r.codes {
		if foreign(row.Owner()) {
			delete(r.codes, code)
		}
	}
	for _, row := range named {
		if !foreign(row.Owner()) {
			r.add(row)
		}
	}
	return r, nil
}

// add takes an account in. A name that was used again means the account that has it now.
func (r register) add(row model.Account) {
	if r.names[row.Platform] == nil {
		r.names[row.Platform] = map[string]model.Account{}
	}
	if before, twice := r.names[row.Platform][row.NameKey]; !twice || before.Ended != 0 {
		r.names[row.Platform][row.NameKey] = row
	}
}

func (r register) find(n model.ThingName) (model.Thing, bool) {
	switch n.Field() {
	case "site_id":
		row, ok := r.sites[n.SiteID]
		return model.Thing{Kind: model.SubjectSite, Site: row}, ok
	case "account_id":
		row, ok := r.accounts[n.AccountID]
		return model.Thing{Kind: model.SubjectAccount, Account: row}, ok
	case "site_code":
		row, ok := r.codes[n.SiteCode]
		return model.Thing{Kind: model.SubjectSite, Site: row}, ok
	}
	row, ok := r.names[n.Platform][model.Key(n.AccountName)]
	return model.Thing{Kind: model.SubjectAccount, Account: row}, ok
}

// AddTargets adds things to an open campaign, as they stand now. All are added or none.
func (s *Campaigns) AddTargets(
	ctx context.Context, a model.Actor, code string, version uint64, names []model.ThingName, r model.Reason,
) (model.Campaign, []model.Inspection, error) {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return model.Campaign{}, nil, err
	}
	names, r, err := normalizeTargets(names, r)
	if err != nil {
		return model.Campaign{}, nil, err
	}
	var campaign model.Campaign
	added, err := repository.InTx(ctx, s.store, func(tx *repository.Store) ([]model.Inspection, error) {
		c, err := s.lock(ctx, tx, a, code)
		if err != nil {
			return nil, err
		}
		if c.Version != version {
			return nil, model.Stale()
		}
		at := s.now()
		targets, err := s.newTargets(ctx, tx, c, names, r.Reason, at)
		if err != nil {
			return nil, err
		}
		if c.State != model.CampaignOpen {
			return nil, model.NewError(model.KindConflict, "campaign_not_open", string(c.State))
		}
		if err := s.insertTargets(ctx, tx, c, targets, at); err != nil {
			return nil, err
		}
		campaign = c
		campaign.Version, campaign.UpdatedAt = version+1, at
		if err := campaignNoun.put(ctx, tx, a, version, &campaign); err != nil {
			return nil, err
		}
		return targets, s.record(ctx, tx, a, at, additionOf(campaign, targets, r.Reason))
	})
	return campaign, added, err
}

func normalizeTargets(names []model.ThingName, r model.Reason) ([]model.ThingName, model.Reason, error) {
	r, err := r.Normalize()
	faults := slices.Clone(fieldsOf(err))
	if len(names) == 0 || len(names) > model.MaxBulk {
		faults = append(faults, model.FieldError{Field: "items", Code: "item_count", Args: []any{1, model.MaxBulk}})
		return nil, r, model.Invalid(faults...)
	}
	names = slices.Clone(names)
	for i := range names {
		names[i], err = names[i].Normalize()
		for _, f := range fieldsOf(err) {
			f.Field = fmt.Sprintf("items[%d].%s", i, f.Field)
			faults = append(faults, f)
		}
	}
	if len(faults) > 0 {
		return nil, r, model.Invalid(faults...)
	}
	return names, r, nil
}

// newTargets freezes the things that are named, and refuses those that are targets already.
func (s *Campaigns) newTargets(
	ctx context.Context, tx *repository.Store, c model.Campaign, names []model.ThingName, reason string, at model.Time,
) ([]model.Inspection, error) {
	place := func(i int) string { return fmt.Sprintf("items[%d]", i) }
	found, err := s.resolve(ctx, tx, c, names, place)
	if err != nil {
		return nil, err
	}
	organizations, err := owners(ctx, tx, c.RegionCode.Area(), found)
	if err != nil {
		return nil, err
	}
	targets, refs := make([]model.Inspection, len(found)), make([]model.TargetRef, len(found))
	things := make([]model.ThingRef, len(found))
	for i, t := range found {
		things[i] = t.Ref()
		owner, _ := t.Owner()
		choice := model.Choice{Kind: t.Kind, Target: t.Target(organizations[owner]), Outcome: model.DrawnAdded, Reason: reason}
		targets[i] = model.DrawnInspection(c, choice, at)
		refs[i] = targets[i].Ref()
	}
	standing, err := tx.Inspections.OfThings(ctx, c.RegionCode.Area(), c.ID, things)
	if err != nil {
		return nil, err
	}
	byName, err := tx.Inspections.LockTargets(ctx, c.RegionCode.Area(), c.ID, refs)
	if err != nil {
		return nil, err
	}
	var faults []model.FieldError
	for i, t := range found {
		_, drawn := standing[things[i]]
		_, named := byName[refs[i]] // another thing that had the name then
		if drawn || named {
			faults = append(faults, model.FieldError{
				Field: place(i) + "." + names[i].Field(), Code: "already_target", Args: []any{t.Name()},
			})
		}
	}
	if len(faults) > 0 {
		return nil, model.Invalid(faults...)
	}
	return targets, nil
}

func (s *Campaigns) insertTargets(
	ctx context.Context, tx *repository.Store, c model.Campaign, targets []model.Inspection, at model.Time,
) error {
	if err := tx.Inspections.Draw(ctx, targets); err != nil {
		return err
	}
	passed, err := tx.Sampling.PassedOver(ctx, c.RegionCode.Area(), c.ID)
	if err != nil {
		return err
	}
	added := map[model.ThingRef]bool{}
	for _, t := range targets {
		added[t.Thing(t.Kind)] = true
	}
	var ids []uint64
	for _, p := range passed {
		if added[p.Thing(p.Kind)] {
			ids = append(ids, p.ID)
		}
	}
	return tx.Sampling.Added(ctx, c.RegionCode.Area(), ids, at)
}

// addition is what the trail keeps of added targets.
type addition struct {
	Code    string
	Version uint64
	Targets []string
}

func additionOf(c model.Campaign, targets []model.Inspection, reason string) change {
	after := addition{Code: c.Code, Version: c.Version}
	for _, t := range targets {
		after.Targets = append(after.Targets, model.Choice{Kind: t.Kind, Target: t.Target}.Identity())
	}
	return change{
		operation: campaignNoun.kind + ".add_targets", kind: campaignNoun.kind, id: c.ID, code: c.Code, region: c.RegionCode,
		version: c.Version, reason: reason, after: after,
	}
}
