package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
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
