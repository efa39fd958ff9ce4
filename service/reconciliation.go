package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/province"
	"xuncha/service/sheet"
)

// Reconciliations is the collection of comparisons of our lists with those of upper registers.
type Reconciliations struct {
	base
	province Province
	lease    time.Duration // of a list that is being fetched
	reading  chan struct{} // one file at a time, as for imports
}

func newReconciliations(b base, p ProvinceSettings) *Reconciliations {
	return &Reconciliations{base: b, province: p.Way, lease: p.Timeout + leaseMargin, reading: make(chan struct{}, 1)}
}

var reconciliationNoun = noun[model.Reconciliation]{
	kind: "reconciliation",
	facts: func(r *model.Reconciliation) facts {
		return facts{r.ID, r.FileName, r.Scope.Region(), &r.Version, &r.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Reconciliation) error {
		area, _ := s.Within()
		return tx.Reconciliations.Update(ctx, area, version, row)
	},
}

// Listing says of which list a reconciliation is made.
type Listing struct {
	Kind       model.Subject
	Register   model.UpperRegister // the provincial one for accounts and the national one for sites when empty
	RegionCode model.RegionCode    // the caller's own when empty
	FileName   string
}

func (l Listing) normalize() (Listing, error) {
	if !slices.Contains(model.SubjectKinds, l.Kind) {
		return l, model.InvalidField("kind", "not_one_of", joined(model.SubjectKinds))
	}
	allowed := model.UpperRegisters
	if l.Kind == model.SubjectSite {
		allowed = []model.UpperRegister{model.RegisterNational}
	}
	if l.Register == "" && l.Kind == model.SubjectAccount {
		l.Register = model.RegisterProvincial
	} else if l.Register == "" {
		l.Register = model.RegisterNational
	}
	if !slices.Contains(allowed, l.Register) {
		return l, model.InvalidField("register", "not_one_of", joined(allowed))
	}
	if l.RegionCode = l.RegionCode.Canonical(); l.RegionCode != "" && !l.RegionCode.Valid() {
		return l, model.InvalidField("region_code", "not_a_region_code")
	}
	return l, nil
}

// listedColumns are those of lists from above. They are called as in files that are taken in.
var listedColumns = map[model.Subject][]sheet.Column{
	model.SubjectSite:    append(slices.Clone(siteColumns), stateColumn),
	model.SubjectAccount: append(slices.Clone(accountColumns), stateColumn),
}

var stateColumn = sheet.Column{Field: "state", Names: []string{"状态", "运行状态", "网站状态", "账号状态"}}

// identifying are the columns without which a list cannot be compared.
var identifying = map[model.Subject][]string{model.SubjectSite: {"code"}, model.SubjectAccount: {"platform", "name"}}

// List answers one piece of the reconciliations that a caller sees.
func (s *Reconciliations) List(
	ctx context.Context, a model.Actor, kind model.Subject, state model.ReconciliationState, req model.ListRequest,
) (model.List[model.Reconciliation], error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.List[model.Reconciliation]{}, err
	}
	return s.store.Reconciliations.List(ctx, a.Files(), kind, state, req)
}

// Get is the reconciliation of an id.
func (s *Reconciliations) Get(ctx context.Context, a model.Actor, id uint64) (model.Reconciliation, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Reconciliation{}, err
	}
	return s.store.Reconciliations.Get(ctx, a.Files(), id)
}

// Rows answers one piece of the rows of a reconciliation.
func (s *Reconciliations) Rows(
	ctx context.Context, a model.Actor, id uint64, f model.ReconciliationRowFilter, req model.ListRequest,
) (model.List[model.ReconciliationRow], error) {
	if _, err := s.Get(ctx, a, id); err != nil {
		return model.List[model.ReconciliationRow]{}, err
	}
	return s.store.Reconciliations.Rows(ctx, id, f, req)
}

// ExportRows calls fn with pieces of every row that the filter selects.
func (s *Reconciliations) ExportRows(
	ctx context.Context, a model.Actor, id uint64, f model.ReconciliationRowFilter, fn func([]model.ReconciliationRow) error,
) error {
	if _, err := s.Get(ctx, a, id); err != nil {
		return err
	}
	return s.store.Reconciliations.ExportRows(ctx, id, f, fn)
}

// Row is one row of a reconciliation.
func (s *Reconciliations) Row(ctx context.Context, a model.Actor, id uint64, number int) (model.ReconciliationRow, error) {
	if _, err := s.Get(ctx, a, id); err != nil {
		return model.ReconciliationRow{}, err
	}
	return s.store.Reconciliations.Row(ctx, id, number)
}

// Take compares a list that comes as a file with ours.
func (s *Reconciliations) Take(ctx context.Context, a model.Actor, l Listing, file io.Reader) (model.Reconciliation, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Reconciliation{}, err
	}
	l, err := l.normalize()
	if err != nil {
		return model.Reconciliation{}, err
	}
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return model.Reconciliation{}, model.NewError(model.KindUnavailable, "busy")
	}
	hash := sha256.New()
	table, err := province.ReadTable(io.TeeReader(file, hash), l.Kind.Label())
	if err != nil {
		return model.Reconciliation{}, err
	}
	theirs, notices, fields, err := listedRows(table, l.Kind)
	if err != nil {
		return model.Reconciliation{}, err
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Reconciliation, error) {
		row, err := s.new(ctx, tx, a, l, model.SourceFile, at)
		if err != nil {
			return row, err
		}
		row.FileName, row.FileHash = fileName(l.FileName), hex.EncodeToString(hash.Sum(nil))
		row.Notices, row.Fields, row.State = notices, fields, model.ReconciliationOpen
		rows, err := compareLists(ctx, tx, row, theirs)
		if err != nil {
			return row, err
		}
		row.Count(model.CountComparisons(rows))
		if err := tx.Reconciliations.Create(ctx, &row); err != nil {
			return row, err
		}
		stamp(rows, at)
		if err := tx.Reconciliations.AddRows(ctx, row.ID, rows); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(reconciliationNoun, "create", "", nil, &row))
	})
}

// new is a reconciliation before anything is compared.
func (s *Reconciliations) new(
	ctx context.Context, tx *repository.Store, a model.Actor, l Listing, source model.ReconciliationSource, at model.Time,
) (model.Reconciliation, error) {
	area, err := areaOf(ctx, tx, a, l.RegionCode)
	return model.Reconciliation{
		Kind: l.Kind, Register: l.Register, Source: source, Scope: area, Notices: model.Notices{}, MadeBy: a.Name, UserID: a.UserID,
		TokenID: a.TokenID, Version: 1, CreatedAt: at, UpdatedAt: at,
	}, err
}

func stamp(rows []model.ReconciliationRow, at model.Time) {
	for i := range rows {
		rows[i].Version, rows[i].UpdatedAt = 1, at
	}
}

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
