package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// registered is a thing of the register, ready to be checked.
type registered struct {
	kind   model.Subject
	target model.Target
	closed bool
}

// thing is what a new self-check is about.
func (s *SelfChecks) thing(
	ctx context.Context, tx *repository.Store, a model.Actor, e model.NewSelfCheckEdit, ref model.TargetRef,
) (registered, error) {
	field := ref.Field()
	closed := false
	switch {
	case e.SiteID != 0:
		row, err := tx.Sites.Get(ctx, a, uint64(e.SiteID))
		if err != nil {
			return registered{}, inField("site_id", err)
		}
		field, closed = "site_id", row.State == model.StateClosed
		ref = model.TargetRef{Kind: model.SubjectSite, Key: row.Code}
	case e.AccountID != 0:
		row, err := tx.Accounts.Get(ctx, a, uint64(e.AccountID))
		if err != nil {
			return registered{}, inField("account_id", err)
		}
		field, closed = "account_id", row.State == model.StateClosed
		ref = model.TargetRef{Kind: model.SubjectAccount, Platform: row.Platform, Key: row.NameKey}
	}
	if closed { // another one may have its name by now
		return registered{}, model.InvalidField(field, "thing_closed")
	}
	found, err := named(ctx, tx, a, []model.TargetRef{ref})
	if err != nil {
		return registered{}, err
	}
	return pick(found, ref, field)
}

func pick(found map[model.TargetRef]registered, ref model.TargetRef, field string) (registered, error) {
	thing, ok := found[ref]
	switch {
	case !ok:
		return thing, model.InvalidField(field, "unknown_reference")
	case thing.closed:
		return thing, model.InvalidField(field, "thing_closed")
	}
	return thing, nil
}

// named reads the things that references name, as far as the caller sees them.
func named(
	ctx context.Context, tx *repository.Store, a model.Actor, refs []model.TargetRef,
) (map[model.TargetRef]registered, error) {
	var codes, names []string
	for _, ref := range refs {
		if ref.Kind == model.SubjectSite {
			codes = append(codes, ref.Key)
		} else {
			names = append(names, ref.Key)
		}
	}
	sites, err := tx.Sites.ByCodes(ctx, codes)
	if err != nil {
		return nil, err
	}
	accounts, err := tx.Accounts.ByKeys(ctx, names, nil)
	if err != nil {
		return nil, err
	}
	area, of := a.Within()
	foreign := func(region model.RegionCode, owner uint64) bool {
		return !area.Covers(region) || (of != 0 && of != owner)
	}
	var owners []uint64
	for code, row := range sites {
		if foreign(row.RegionCode, row.OrganizationID) {
			delete(sites, code)
		}
		owners = append(owners, row.OrganizationID)
	}
	accounts = slices.DeleteFunc(accounts, func(row model.Account) bool { return foreign(row.RegionCode, row.OrganizationID) })
	for _, row := range accounts {
		owners = append(owners, row.OrganizationID)
	}
	slices.Sort(owners)
	organizations, err := tx.Organizations.ByIDs(ctx, a, slices.Compact(owners))
	if err != nil {
		return nil, err
	}
	return frozen(sites, accounts, organizations), nil
}

// frozen are the things as they stand now. Of accounts with one name the one in use is meant.
func frozen(
	sites map[string]model.Site, accounts []model.Account, organizations map[uint64]model.Organization,
) map[model.TargetRef]registered {
	found := map[model.TargetRef]registered{}
	for code, row := range sites {
		found[model.TargetRef{Kind: model.SubjectSite, Key: code}] = registered{
			model.SubjectSite, model.SiteTarget(row, organizations[row.OrganizationID]), row.State == model.StateClosed,
		}
	}
	for _, row := range accounts {
		ref := model.TargetRef{Kind: model.SubjectAccount, Platform: row.Platform, Key: row.NameKey}
		if before, twice := found[ref]; !twice || before.closed {
			found[ref] = registered{
				model.SubjectAccount, model.AccountTarget(row, organizations[row.OrganizationID]), row.State == model.StateClosed,
			}
		}
	}
	return found
}

// SelfCheckBatch is the self-checks of many things for one campaign, all of one day.
type SelfCheckBatch struct {
	CheckedOn model.Date
	Finish    bool // shows them to those above at once
	Items     []model.BulkItem
}

// CreateMany adds many self-checks in one transaction. Without keepGoing one bad item refuses them all, and the answer names
// every bad one. An item that says what the newest self-check of its thing says writes nothing, so a repeated call is
// harmless.
func (s *SelfChecks) CreateMany(
	ctx context.Context, a model.Actor, code string, b SelfCheckBatch, keepGoing bool,
) ([]Outcome[model.SelfCheck], error) {
	if err := a.Allow(model.CheckOneself); err != nil {
		return nil, err
	}
	if len(b.Items) == 0 || len(b.Items) > model.MaxBulk {
		return nil, model.InvalidField("items", "item_count", 1, model.MaxBulk)
	}
	e, err := model.SelfCheckEdit{Campaign: code, CheckedOn: b.CheckedOn}.Normalize()
	if err != nil {
		return nil, err
	}
	ready, at := prepare(b.Items), s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) ([]Outcome[model.SelfCheck], error) {
		m, err := s.many(ctx, tx, a, e, b.Finish, ready, at)
		if err != nil {
			return nil, err
		}
		outcomes, err := takeAll(ready, keepGoing, m.take)
		if err != nil {
			return nil, err
		}
		if err := a.CheckItself(); err != nil {
			return nil, err
		}
		return outcomes, m.write(ctx, tx, s.base, a, outcomes)
	})
}

// manyChecks is what the items of a batch have in common.
type manyChecks struct {
	actor  model.Actor
	at     model.Time
	edit   model.SelfCheckEdit
	finish bool
	terms  model.SelfCheckTerms
	things map[model.TargetRef]registered
	newest map[model.ThingRef]model.SelfCheck
}

func (s *SelfChecks) many(
	ctx context.Context, tx *repository.Store, a model.Actor, e model.SelfCheckEdit, finish bool, items []prepared, at model.Time,
) (manyChecks, error) {
	m := manyChecks{actor: a, at: at, edit: e, finish: finish, newest: map[model.ThingRef]model.SelfCheck{}}
	if m.edit.CheckedOn == "" {
		m.edit.CheckedOn = model.NewDate(at.Time)
	}
	campaign, err := tx.Campaigns.Get(ctx, a.Area(), e.Campaign)
	if err != nil {
		return m, err
	}
	m.terms.Campaign = campaign
	if m.terms.Rule, err = s.catalogues.rule(ctx, tx, campaign); err != nil {
		return m, err
	}
	var refs []model.TargetRef
	for _, p := range items {
		if p.err == nil {
			refs = append(refs, p.ref)
		}
	}
	if m.things, err = named(ctx, tx, a, refs); err != nil {
		return m, err
	}
	newest, err := tx.SelfChecks.Newest(ctx, a, campaign.ID, model.SelfCheckFilter{})
	for _, k := range newest {
		m.newest[k.Thing()] = k
	}
	return m, err
}

// take makes a self-check of an item, or keeps the newest one when it says the same.
func (m manyChecks) take(p prepared) (model.SelfCheck, error) {
	if p.err != nil {
		return model.SelfCheck{}, p.err
	}
	thing, err := pick(m.things, p.ref, p.ref.Field())
	if err != nil {
		return model.SelfCheck{}, err
	}
	row := model.NewSelfCheck(thing.kind, thing.target, m.actor, m.at)
	if row.Covers(m.terms.Campaign) != nil {
		return row, model.InvalidField(p.ref.Field(), "not_a_target", m.terms.Campaign.Code)
	}
	e := m.edit
	e.SubmissionEdit = p.item.SubmissionEdit
	if err := row.Take(e, m.terms, model.NewDate(m.at.Time)); err != nil {
		return row, err
	}
	if m.finish {
		if err := row.Finish(m.terms, m.at); err != nil {
			return row, err
		}
	}
	if newest, ok := m.newest[row.Thing()]; ok && newest.Says(row) {
		return newest, nil
	}
	return row, nil
}

// write stores what is new, with its trail.
func (m manyChecks) write(
	ctx context.Context, tx *repository.Store, b base, a model.Actor, outcomes []Outcome[model.SelfCheck],
) error {
	var rows []*model.SelfCheck
	for i := range outcomes {
		if o := &outcomes[i]; o.Err == nil && o.Value.ID == 0 {
			rows = append(rows, &o.Value)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := tx.SelfChecks.Create(ctx, rows...); err != nil {
		return err
	}
	changes := make([]change, len(rows))
	for i, row := range rows {
		changes[i] = changed(selfCheckNoun, "create", "", nil, row)
	}
	return b.record(ctx, tx, a, m.at, changes...)
}
