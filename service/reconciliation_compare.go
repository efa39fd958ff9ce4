package service

import (
	"context"
	"maps"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// listedRows reads the rows of a list by field. Headers that are not known come back as notices.
func listedRows(t *sheet.Table, kind model.Subject) ([]model.Listed, model.Notices, model.Set[string], error) {
	columns := listedColumns[kind]
	index, unknown, err := sheet.Match(t.Header, columns)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := sheet.Require(index, columns, identifying[kind]...); err != nil {
		return nil, nil, nil, err
	}
	if len(t.Rows) > model.MaxReportRows {
		return nil, nil, nil, model.NewError(model.KindTooLarge, "too_many_listed", model.MaxReportRows)
	}
	rows := make([]model.Listed, len(t.Rows))
	for i, r := range t.Rows {
		values := make(model.Values, len(index))
		for field, at := range index {
			values[field] = r.Cells[at]
		}
		rows[i] = model.Listed{Number: r.Number, Line: r.Line, Values: values}
		if r.Problem != nil {
			rows[i].Problems = model.Problems{model.NewProblem(extraCells, "cells_without_header", strings.Join(r.Cells[len(t.Header):], ","))}
		}
		model.CheckListed(kind, &rows[i])
	}
	notices, fields := model.Notices{}, model.Set[string]{}
	for _, header := range unknown {
		if header = strings.TrimSpace(header); header != "" && !slices.Contains(ignoredHeaders, model.Key(header)) {
			notices = append(notices, header)
		}
	}
	for _, c := range columns {
		if _, has := index[c.Field]; has {
			fields = append(fields, c.Field)
		}
	}
	return rows, notices, fields, nil
}

// compareLists compares a list from above with what the area of a reconciliation has.
func compareLists(
	ctx context.Context, tx *repository.Store, r model.Reconciliation, theirs []model.Listed,
) ([]model.ReconciliationRow, error) {
	var ours []model.Thing
	var err error
	if r.Kind == model.SubjectSite {
		err = tx.Sites.Export(ctx, r.Scope, model.SiteFilter{}, func(rows []model.Site) error {
			for _, s := range rows {
				ours = append(ours, model.Thing{Kind: model.SubjectSite, Site: s})
			}
			return tooManyListed(len(ours))
		})
	} else {
		err = tx.Accounts.Export(ctx, r.Scope, model.AccountFilter{}, func(rows []model.Account) error {
			for _, a := range rows {
				ours = append(ours, model.Thing{Kind: model.SubjectAccount, Account: a})
			}
			return tooManyListed(len(ours))
		})
	}
	if err != nil {
		return nil, err
	}
	own, err := ownOf(ctx, tx, r.Scope, ours)
	return model.Reconcile(r.Kind, own, theirs), err
}

func tooManyListed(n int) error {
	if n > model.MaxReportRows {
		return model.NewError(model.KindTooLarge, "too_many_listed", model.MaxReportRows)
	}
	return nil
}

// ownOf are things of ours with their values, under the names that lists from above have.
func ownOf(ctx context.Context, tx *repository.Store, s model.Sight, things []model.Thing) ([]model.Own, error) {
	owners, err := tx.Organizations.ByIDs(ctx, s, idsOf(things, func(t model.Thing) uint64 {
		id, _ := t.Owner()
		return id
	}))
	own := make([]model.Own, len(things))
	for i, t := range things {
		id, _ := t.Owner()
		if own[i] = t.Account.Own(owners[id].Name); t.Kind == model.SubjectSite {
			own[i] = t.Site.Own(owners[id].Name)
		}
	}
	return own, err
}

// Compare looks at everything once more that is not settled. What is new in our list comes in as further rows.
func (s *Reconciliations) Compare(ctx context.Context, a model.Actor, id, version uint64) (model.Reconciliation, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Reconciliation{}, err
	}
	return apply(ctx, s.base, a, edit[model.Reconciliation]{
		noun: reconciliationNoun, operation: string(model.VerbCompare), version: version,
		load: func(tx *repository.Store) (model.Reconciliation, error) {
			return tx.Reconciliations.Lock(ctx, a.Files(), id)
		},
		change: func(tx *repository.Store, row *model.Reconciliation) error {
			if err := row.Move(model.VerbCompare); err != nil {
				return err
			}
			rows, err := tx.Reconciliations.AllRows(ctx, id)
			if err != nil {
				return err
			}
			all, err := s.again(ctx, tx, *row, rows)
			if err != nil {
				return err
			}
			row.Count(model.CountComparisons(all))
			return nil
		},
	})
}

// listedOf is the row of theirs that a row was made of.
func listedOf(row model.ReconciliationRow) model.Listed {
	l := model.Listed{Number: row.Number, Line: row.Line, Values: maps.Clone(row.Theirs)}
	for _, p := range row.Problems {
		if p.Column == extraCells { // all others show again
			l.Problems = append(l.Problems, p)
		}
	}
	model.CheckListed(row.Kind, &l)
	return l
}

// again compares once more, writes what has changed and answers all rows as they are then.
func (s *Reconciliations) again(
	ctx context.Context, tx *repository.Store, r model.Reconciliation, rows []model.ReconciliationRow,
) ([]model.ReconciliationRow, error) {
	var theirs []model.Listed
	var places []int
	onlyHere := map[uint64]int{}
	for i, row := range rows {
		if row.Line == 0 {
			onlyHere[row.ThingID()] = i
			continue
		}
		theirs, places = append(theirs, listedOf(row)), append(places, i)
	}
	found, err := compareLists(ctx, tx, r, theirs)
	if err != nil {
		return nil, err
	}
	at := s.now()
	var changed, added []model.ReconciliationRow
	look := func(i int, n model.ReconciliationRow) {
		if rows[i].Look(n) {
			rows[i].Version, rows[i].UpdatedAt = rows[i].Version+1, at
			changed = append(changed, rows[i])
		}
	}
	for i, n := range found {
		if i < len(places) {
			look(places[i], n)
			continue
		}
		if place, known := onlyHere[n.ThingID()]; known {
			look(place, n)
			delete(onlyHere, n.ThingID())
			continue
		}
		n.Number, n.Version, n.UpdatedAt = len(rows)+len(added)+1, 1, at
		added = append(added, n)
	}
	for _, i := range onlyHere {
		if rows[i].Gone() {
			rows[i].Version, rows[i].UpdatedAt = rows[i].Version+1, at
			changed = append(changed, rows[i])
		}
	}
	if err := tx.Reconciliations.UpdateRows(ctx, changed); err != nil {
		return nil, err
	}
	return append(rows, added...), tx.Reconciliations.AddRows(ctx, r.ID, added)
}
