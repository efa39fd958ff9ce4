package service

import (
	"context"
	"errors"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
)

var reconciliationRowNoun = noun[model.ReconciliationRow]{
	kind: "reconciliation_row", private: true, // its list tells of it
	facts: func(r *model.ReconciliationRow) facts {
		return facts{r.ID, r.ThingName, r.RegionCode, &r.Version, &r.UpdatedAt}
	},
}

// settling settles rows of one reconciliation in one transaction.
type settling struct {
	base
	ctx    context.Context //nolint:containedctx // of one transaction
	tx     *repository.Store
	actor  model.Actor
	at     model.Time
	list   model.Reconciliation
	rows   map[int]model.ReconciliationRow
	now    map[int]model.ReconciliationRow // as a look at them finds them now
	things map[uint64]model.Thing
	taken  taken

	settled []model.ReconciliationRow
	changes []change
}

// Settle settles one row at the version that the caller has seen.
func (s *Reconciliations) Settle(
	ctx context.Context, a model.Actor, id uint64, number int, version uint64, e model.SettleEdit,
) (model.ReconciliationRow, error) {
	outcomes, err := s.SettleMany(ctx, a, id, []model.SettleItem{{Number: number, Version: version, SettleEdit: e}}, true)
	if err != nil {
		return model.ReconciliationRow{}, err
	}
	if refusal := outcomes[0].Err; refusal != nil {
		if len(refusal.Fields) == 1 && refusal.Fields[0].Code == "no_such_row" {
			refusal = model.NotFound()
		}
		return outcomes[0].Value, refusal
	}
	return outcomes[0].Value, nil
}

// SettleMany settles many rows in one transaction. Without keepGoing one that cannot be settled refuses them all. A row of
// which something has changed since it was compared is refused, with what has.
func (s *Reconciliations) SettleMany(
	ctx context.Context, a model.Actor, id uint64, items []model.SettleItem, keepGoing bool,
) ([]Outcome[model.ReconciliationRow], error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return nil, err
	}
	if len(items) == 0 || len(items) > model.MaxBulk {
		return nil, model.InvalidField("items", "item_count", 1, model.MaxBulk)
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) ([]Outcome[model.ReconciliationRow], error) {
		at := s.now()
		list, err := tx.Reconciliations.Lock(ctx, a.Files(), id)
		if err != nil {
			return nil, err
		}
		before := list
		if err := list.Move(model.VerbSettle); err != nil {
			return nil, err
		}
		b := &settling{base: s.base, ctx: ctx, tx: tx, actor: a, at: at, list: list}
		if err := b.look(items); err != nil {
			return nil, err
		}
		outcomes, err := b.all(items)
		if err != nil {
			return nil, err
		}
		if !keepGoing {
			if err := refusals(outcomes); err != nil {
				return nil, err
			}
		}
		return outcomes, b.save(before)
	})
}

// all settles the items one after the other, and keeps of each why it was refused.
func (b *settling) all(items []model.SettleItem) ([]Outcome[model.ReconciliationRow], error) {
	outcomes := make([]Outcome[model.ReconciliationRow], len(items))
	seen := map[int]bool{}
	for i, item := range items {
		var err error
		if seen[item.Number] {
			err = model.InvalidField("number", "rows_twice")
		} else {
			outcomes[i].Value, err = b.settle(item)
		}
		seen[item.Number] = true
		if err != nil && !errors.As(err, &outcomes[i].Err) {
			return nil, err
		}
	}
	return outcomes, nil
}

// save writes what was settled, and the trail of it.
func (b *settling) save(before model.Reconciliation) error {
	if len(b.settled) == 0 {
		return nil
	}
	if err := b.tx.Reconciliations.UpdateRows(b.ctx, b.settled); err != nil {
		return err
	}
	counts := b.list.ReconciliationCounts
	counts.OpenCount -= len(b.settled)
	b.list.Count(counts)
	b.list.Version, b.list.UpdatedAt = before.Version+1, b.at
	if err := b.tx.Reconciliations.Update(b.ctx, b.list.Scope, before.Version, &b.list); err != nil {
		return err
	}
	b.changes = append(b.changes, changed(reconciliationNoun, string(model.VerbSettle), "", &before, &b.list))
	return b.record(b.ctx, b.tx, b.actor, b.at, b.changes...)
}

// settle settles one row, or says why not. It writes nothing that is not good.
func (b *settling) settle(item model.SettleItem) (model.ReconciliationRow, error) {
	e, err := item.Normalize()
	row, found := b.rows[item.Number]
	row.Number = item.Number
	switch {
	case err != nil:
		return row, err
	case !found:
		return row, model.InvalidField("number", "no_such_row")
	case row.Version != item.Version:
		return row, model.Stale()
	}
	before := row
	if err := row.Settle(e.Action, e.Reason, b.actor, b.at); err != nil {
		return before, err
	}
	if row.Comparison != model.Faulty {
		now := b.now[item.Number]
		if fields := before.Against(now); len(fields) > 0 {
			return before, &model.Error{Kind: model.KindConflict, Code: "row_changed_since", Fields: fields}
		}
		row.ThingVersion, row.Ours = now.ThingVersion, now.Ours
	}
	reason := fmt.Sprintf("reconciliation %d, row %d", b.list.ID, row.Number)
	if e.Reason != "" {
		reason += ": " + e.Reason
	}
	switch e.Action {
	case model.TakeTheirs:
		err = b.takeTheirs(&row, model.Line(reason, model.MaxReason))
	case model.OpenFiling:
		err = b.openFiling(&row)
	case model.KeepOurs:
	}
	if err != nil {
		return before, err
	}
	row.Version, row.UpdatedAt = before.Version+1, b.at
	b.settled = append(b.settled, row)
	c := changed(reconciliationRowNoun, string(e.Action), e.Reason, &before, &row)
	c.region = b.list.Scope.Region() // a row of theirs alone has none
	b.changes = append(b.changes, c)
	return row, nil
}
