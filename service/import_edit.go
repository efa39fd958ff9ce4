package service

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// Correction mends a row: cells by field or header, and whether the suggestions for the other cells are accepted.
type Correction struct {
	Values            map[string]string
	AcceptSuggestions bool
}

// CorrectRow mends a row and looks at the whole file again. The register changes only with Apply.
func (s *Imports) CorrectRow(
	ctx context.Context, a model.Actor, id uint64, number int, version uint64, c Correction,
) (model.Import, model.ImportRow, error) {
	return s.editRow(ctx, a, id, number, version, "correct_row", "",
		func(kind importKind, row *model.ImportRow) error {
			cells, mended, err := c.over(kind, *row)
			if err != nil {
				return err
			}
			for _, column := range kind.identity(row.Cells) {
				if row.Applied && cells[column] != row.Cells[column] {
					return model.NewError(model.KindConflict, "row_applied")
				}
			}
			return row.Correct(cells, mended...)
		})
}

// DismissRow lays a row aside with a reason. It is kept, and can still be corrected.
func (s *Imports) DismissRow(
	ctx context.Context, a model.Actor, id uint64, number int, version uint64, r model.Reason,
) (model.Import, model.ImportRow, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.Import{}, model.ImportRow{}, err
	}
	return s.editRow(ctx, a, id, number, version, "dismiss_row", r.Reason,
		func(_ importKind, row *model.ImportRow) error { return row.Dismiss(r.Reason) })
}

// over answers the cells of a row as they are to be, and the columns that were said to be right.
func (c Correction) over(kind importKind, row model.ImportRow) (model.Values, []string, error) {
	cells, mended := maps.Clone(row.Cells), []string{}
	if c.AcceptSuggestions {
		for _, p := range row.Problems {
			if p.Suggestion != "" {
				cells[p.Column] = p.Suggestion
				mended = append(mended, p.Column)
			}
		}
	}
	var faults []model.FieldError
	for name, cell := range c.Values {
		index, _, err := sheet.Match([]string{name}, kind.columns())
		if err != nil {
			return nil, nil, err
		}
		field := name
		for known := range index {
			field = known
		}
		if len(index) == 0 && name != extraCells {
			faults = append(faults, model.FieldError{Field: "values." + name, Code: "unknown_field"})
			continue
		}
		cells[field] = strings.TrimSpace(cell)
		mended = append(mended, field)
	}
	if len(faults) > 0 {
		return nil, nil, model.Invalid(faults...)
	}
	return cells, mended, nil
}

// editRow changes one row of a locked import and saves whatever else looks different afterwards.
func (s *Imports) editRow(
	ctx context.Context, a model.Actor, id uint64, number int, version uint64, operation, reason string,
	change func(kind importKind, row *model.ImportRow) error,
) (job model.Import, row model.ImportRow, err error) {
	outside, err := s.Get(ctx, a, id)
	if err != nil {
		return outside, row, err
	}
	row, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (model.ImportRow, error) {
		var rows []model.ImportRow
		if job, rows, err = s.lock(ctx, tx, a, outside); err != nil {
			return model.ImportRow{}, err
		}
		if number < 1 || number > len(rows) {
			return model.ImportRow{}, model.NotFound()
		}
		row := &rows[number-1]
		if row.Version != version {
			return *row, model.Stale()
		}
		before := copyRows(rows)
		if err := change(importKinds[job.Kind], row); err != nil {
			return *row, err
		}
		at := s.now()
		if _, err := s.look(ctx, tx, a, at, job, rows); err != nil && !laidAside(*row, err) {
			return *row, err
		}
		err := s.save(ctx, tx, a, at, job, operation, reason, before, rows, nil)
		return *row, err
	})
	if err != nil {
		return job, row, err
	}
	return job, answeredRow(a, job, row), nil
}

// laidAside reports whether a row can be dismissed although the others cannot be looked at: their campaign is over.
func laidAside(row model.ImportRow, err error) bool {
	var refused *model.Error
	return row.State() == model.RowDismissed && errors.As(err, &refused) && refused.Code == "campaign_not_open"
}

// Apply puts every good row that is not in the register yet into it.
func (s *Imports) Apply(ctx context.Context, a model.Actor, id, version uint64) (model.Import, error) {
	outside, err := s.Get(ctx, a, id)
	if err != nil {
		return outside, err
	}
	return lookAgain(func() (model.Import, error) { return s.apply(ctx, a, outside, version) })
}

func (s *Imports) apply(ctx context.Context, a model.Actor, outside model.Import, version uint64) (model.Import, error) {
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		job, rows, err := s.lock(ctx, tx, a, outside)
		if err != nil {
			return job, err
		}
		if job.Version != version {
			return job, model.Stale()
		}
		at := s.now()
		before := copyRows(rows)
		p, err := s.look(ctx, tx, a, at, job, rows)
		if err != nil {
			return job, err
		}
		if err := p.enter(ctx, tx); err != nil {
			return job, err
		}
		if err := job.Apply(); err != nil {
			return job, err
		}
		if err := s.takeKey(ctx, tx, &job); err != nil {
			return job, err
		}
		if err := s.save(ctx, tx, a, at, job, "apply", "", before, rows, p.changes); err != nil {
			return job, err
		}
		return tx.Imports.Get(ctx, a.Files(), job.ID)
	})
}

// takeKey makes the import the one that is answered when its file is sent again, unless an earlier one is.
func (s *Imports) takeKey(ctx context.Context, tx *repository.Store, job *model.Import) error {
	if !job.Details.Stored { // from before files were known again
		return nil
	}
	key, err := onceKey(*job, false)
	if err != nil {
		return err
	}
	_, taken, err := tx.Imports.Once(ctx, job.Scope, key)
	if err == nil && !taken {
		job.OnceKey = key
	}
	return err
}

// lock holds what the rows of an import are judged by, then the import with its rows. outside is the import as it was read
// before: what is held follows from what never changes of it.
func (s *Imports) lock(
	ctx context.Context, tx *repository.Store, a model.Actor, outside model.Import,
) (model.Import, []model.ImportRow, error) {
	// Before anything is read: the first plain read settles what all later ones see, and that must be what another import
	// has left.
	if err := importKinds[outside.Kind].hold(ctx, tx, a, outside); err != nil {
		return model.Import{}, nil, err
	}
	job, err := tx.Imports.Lock(ctx, a.Files(), outside.ID)
	if err != nil {
		return job, nil, err
	}
	if err := job.Editable(); err != nil {
		return job, nil, err
	}
	rows, err := tx.Imports.AllRows(ctx, job.ID)
	if err != nil {
		return job, nil, err
	}
	return job, rows, s.openRows(job, rows)
}

// save writes the rows that differ, the counts of the import and the trail.
func (s *Imports) save(
	ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, job model.Import, operation, reason string,
	before, rows []model.ImportRow, changes []change,
) error {
	var differ []model.ImportRow
	for i := range rows {
		if !same(before[i], rows[i]) {
			rows[i].Version, rows[i].UpdatedAt = rows[i].Version+1, at
			differ = append(differ, rows[i])
		}
	}
	if err := s.sealRows(job, differ); err != nil {
		return err
	}
	if err := tx.Imports.UpdateRows(ctx, differ); err != nil {
		return err
	}
	old := job
	job.ImportCounts = model.Count(rows)
	job.Version, job.UpdatedAt = old.Version+1, at
	if err := tx.Imports.Update(ctx, old.Version, &job); err != nil {
		return err
	}
	return s.recordMany(ctx, tx, a, at, append(changes, changed(importNoun, operation, reason, &old, &job))...)
}

func same(x, y model.ImportRow) bool { return reflect.DeepEqual(x, y) }

// recordPiece is the number of changes whose entries are in memory at once.
const recordPiece = 2000

// recordMany is record for a file with very many changes.
func (b base) recordMany(ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, changes ...change) error {
	for piece := range slices.Chunk(changes, recordPiece) {
		if err := b.record(ctx, tx, a, at, piece...); err != nil {
			return err
		}
	}
	return nil
}
