package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// registered is a part of the register with the organizations of its things.
type registered struct {
	register
	organizations map[uint64]model.Organization
}

// own reads what names may mean among the things that a caller sees.
func own(ctx context.Context, tx *repository.Store, a model.Actor, names []model.ThingName) (r registered, err error) {
	if r.register, err = lookUp(ctx, tx, a, names); err != nil {
		return r, err
	}
	var things []model.Thing
	for _, n := range names {
		if t, ok := r.find(n); ok {
			things = append(things, t)
		}
	}
	r.organizations, err = owners(ctx, tx, a, things)
	return r, err
}

// check is an empty self-check of a thing by its name.
func (r registered) check(n model.ThingName, by model.Actor, at model.Time) (model.SelfCheck, error) {
	t, ok := r.find(n)
	switch {
	case !ok:
		return model.SelfCheck{}, model.InvalidField(n.Field(), "unknown_reference")
	case t.Life().State == model.StateClosed:
		return model.SelfCheck{}, model.InvalidField(n.Field(), "thing_closed")
	}
	owner, _ := t.Owner()
	return model.NewSelfCheck(t.Kind, t.Target(r.organizations[owner]), by, at), nil
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
	things registered
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
	var names []model.ThingName
	for _, p := range items {
		if p.err == nil {
			names = append(names, p.item.Thing())
		}
	}
	if m.things, err = own(ctx, tx, a, names); err != nil {
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
	row, err := m.things.check(p.item.Thing(), m.actor, m.at)
	if err != nil {
		return row, err
	}
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
