package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"reflect"
	"strings"
	"unicode"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// Imports is the collection of files taken in.
type Imports struct {
	base
	reading chan struct{} // one file at a time: a large one takes some hundred megabytes while it is read
}

var importNoun = noun[model.Import]{
	kind: "import",
	facts: func(i *model.Import) facts {
		return facts{i.ID, i.FileName, i.Scope.Region(), &i.Version, &i.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, _ model.Sight, version uint64, row *model.Import) error {
		return tx.Imports.Update(ctx, version, row)
	},
}

// Upload is a file as it was sent.
type Upload struct {
	Kind     model.ImportKind
	FileName string
	Body     io.Reader
	DryRun   bool
}

const importTries = 3

// Take takes a file in: every row gets an outcome and, unless it is a dry run, the good rows go into the register. All of
// it is one transaction. Rows in conflict or rejected are kept with their text.
func (s *Imports) Take(ctx context.Context, a model.Actor, u Upload) (model.Import, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Import{}, err
	}
	kind, ok := importKinds[u.Kind]
	if !ok {
		return model.Import{}, model.InvalidField("kind", "not_one_of", joined(model.ImportKinds))
	}
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return model.Import{}, model.NewError(model.KindUnavailable, "busy")
	}
	hash := sha256.New()
	table, err := sheet.ReadCSV(io.TeeReader(u.Body, hash), sheet.UploadLimits())
	if err != nil {
		return model.Import{}, err
	}
	rows, notices, err := importRows(table, kind, s.now())
	if err != nil {
		return model.Import{}, err
	}
	at := s.now()
	job := model.Import{
		Kind: u.Kind, FileName: fileName(u.FileName), FileHash: hex.EncodeToString(hash.Sum(nil)), DryRun: u.DryRun,
		State: model.ImportPreviewed, Scope: a.Files(), Notices: notices, Version: 1, CreatedAt: at, UpdatedAt: at,
	}
	return lookAgain(func() (model.Import, error) { return s.take(ctx, a, kind, job, rows) })
}

// lookAgain repeats what somebody crossed who added or changed one of the things by hand between the look and the write. Then
// the row says something else of it, and a second look tells what.
func lookAgain(write func() (model.Import, error)) (model.Import, error) {
	for try := 1; ; try++ {
		taken, err := write()
		if err == nil || try == importTries || !errors.Is(err, repository.ErrTaken) && !errors.As(err, &crossed{}) {
			return taken, err
		}
	}
}

// crossed is that a thing of the register has changed since the look. The version that the caller has named still stands.
type crossed struct{ error }

func (c crossed) Unwrap() error { return c.error }

// enter puts the good rows into the register.
func (p *pass) enter(ctx context.Context, tx *repository.Store, kind importKind) error {
	err := kind.apply(ctx, tx, p)
	if errors.Is(err, model.Stale()) {
		return crossed{err}
	}
	return err
}

func (s *Imports) take(
	ctx context.Context, a model.Actor, kind importKind, job model.Import, read []model.ImportRow,
) (model.Import, error) {
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		taken, rows := job, copyRows(read)
		p, err := look(ctx, tx, a, job.CreatedAt, kind, rows)
		if err != nil {
			return taken, err
		}
		if !job.DryRun {
			if err := taken.Apply(); err != nil {
				return taken, err
			}
			if err := p.enter(ctx, tx, kind); err != nil {
				return taken, err
			}
		}
		taken.ImportCounts = model.Count(rows)
		if err := tx.Imports.Create(ctx, &taken, rows); err != nil {
			return taken, err
		}
		return taken, s.record(ctx, tx, a, job.CreatedAt, append(p.changes, changed(importNoun, "create", "", nil, &taken))...)
	})
}

func copyRows(rows []model.ImportRow) []model.ImportRow {
	out := make([]model.ImportRow, len(rows))
	copy(out, rows)
	return out
}

// fileName keeps the last part of what a sender calls a file; it is only ever shown.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	clean := []rune{}
	for _, r := range model.CleanText(name) {
		if unicode.IsGraphic(r) && len(clean) < model.MaxName {
			clean = append(clean, r)
		}
	}
	if len(clean) == 0 || name == "." || name == "/" {
		return "upload.csv"
	}
	return string(clean)
}

const extraCells = "extra_cells"

// importRows reads the cells of a file by field. Headers that are not known come back as notices.
func importRows(t *sheet.Table, kind importKind, at model.Time) ([]model.ImportRow, model.Notices, error) {
	index, unknown, err := sheet.Match(t.Header, kind.columns())
	if err != nil {
		return nil, nil, err
	}
	if err := sheet.Require(index, kind.columns(), kind.required()...); err != nil {
		return nil, nil, err
	}
	rows := make([]model.ImportRow, len(t.Rows))
	for i, r := range t.Rows {
		cells := make(model.Values, len(index))
		for field, at := range index {
			cells[field] = strings.TrimSpace(r.Cells[at])
		}
		if len(r.Cells) > len(t.Header) {
			cells[extraCells] = strings.Join(r.Cells[len(t.Header):], ",")
		}
		rows[i] = model.ImportRow{Number: r.Number, Line: r.Line, Cells: cells, Version: 1, UpdatedAt: at}
	}
	notices := model.Notices{}
	for _, header := range unknown {
		if header = strings.TrimSpace(header); header != "" && !ignoredHeaders[model.Key(header)] {
			notices = append(notices, header)
		}
	}
	return rows, notices, nil
}

// ignoredHeaders are columns of the field's own tables that say nothing about the register.
var ignoredHeaders = map[string]bool{"序号": true, "结果": true, "备注": true, "no.": true}

// List answers one piece of the imports that a caller sees.
func (s *Imports) List(
	ctx context.Context, a model.Actor, kind model.ImportKind, req model.ListRequest,
) (model.List[model.Import], error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.List[model.Import]{}, err
	}
	return s.store.Imports.List(ctx, a.Files(), kind, req)
}

// Get is the import of an id.
func (s *Imports) Get(ctx context.Context, a model.Actor, id uint64) (model.Import, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Import{}, err
	}
	return s.store.Imports.Get(ctx, a.Files(), id)
}

// Rows answers one piece of the rows of an import.
func (s *Imports) Rows(
	ctx context.Context, a model.Actor, id uint64, f model.ImportRowFilter, req model.ListRequest,
) (model.Import, model.List[model.ImportRow], error) {
	job, err := s.Get(ctx, a, id)
	if err != nil {
		return job, model.List[model.ImportRow]{}, err
	}
	rows, err := s.store.Imports.Rows(ctx, id, f, req)
	return job, rows, err
}

// Row is one row of an import.
func (s *Imports) Row(ctx context.Context, a model.Actor, id uint64, number int) (model.Import, model.ImportRow, error) {
	job, err := s.Get(ctx, a, id)
	if err != nil {
		return job, model.ImportRow{}, err
	}
	row, err := s.store.Imports.Row(ctx, id, number)
	return job, row, err
}

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
			cells, err := c.over(kind, *row)
			if err != nil {
				return err
			}
			for _, column := range kind.identity(row.Cells) {
				if row.Applied && cells[column] != row.Cells[column] {
					return model.NewError(model.KindConflict, "row_applied")
				}
			}
			return row.Correct(cells)
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

func (c Correction) over(kind importKind, row model.ImportRow) (model.Values, error) {
	cells := make(model.Values, len(row.Cells))
	for field, cell := range row.Cells {
		cells[field] = cell
	}
	if c.AcceptSuggestions {
		for _, p := range row.Problems {
			if p.Suggestion != "" {
				cells[p.Column] = p.Suggestion
			}
		}
	}
	var faults []model.FieldError
	for name, cell := range c.Values {
		index, _, err := sheet.Match([]string{name}, kind.columns())
		if err != nil {
			return nil, err
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
	}
	if len(faults) > 0 {
		return nil, model.Invalid(faults...)
	}
	return cells, nil
}

// editRow changes one row of a locked import and saves whatever else looks different afterwards.
func (s *Imports) editRow(
	ctx context.Context, a model.Actor, id uint64, number int, version uint64, operation, reason string,
	change func(kind importKind, row *model.ImportRow) error,
) (job model.Import, row model.ImportRow, err error) {
	row, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (model.ImportRow, error) {
		var rows []model.ImportRow
		if job, rows, err = s.lock(ctx, tx, a, id); err != nil {
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
		kind := importKinds[job.Kind]
		if err := change(kind, row); err != nil {
			return *row, err
		}
		at := s.now()
		if _, err := look(ctx, tx, a, at, kind, rows); err != nil {
			return *row, err
		}
		err := s.save(ctx, tx, a, at, job, operation, reason, before, rows, nil)
		return *row, err
	})
	return job, row, err
}

// Apply puts every good row that is not in the register yet into it.
func (s *Imports) Apply(ctx context.Context, a model.Actor, id, version uint64) (model.Import, error) {
	return lookAgain(func() (model.Import, error) { return s.apply(ctx, a, id, version) })
}

func (s *Imports) apply(ctx context.Context, a model.Actor, id, version uint64) (model.Import, error) {
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		job, rows, err := s.lock(ctx, tx, a, id)
		if err != nil {
			return job, err
		}
		if job.Version != version {
			return job, model.Stale()
		}
		at := s.now()
		before := copyRows(rows)
		kind := importKinds[job.Kind]
		p, err := look(ctx, tx, a, at, kind, rows)
		if err != nil {
			return job, err
		}
		if err := p.enter(ctx, tx, kind); err != nil {
			return job, err
		}
		if err := job.Apply(); err != nil {
			return job, err
		}
		if err := s.save(ctx, tx, a, at, job, "apply", "", before, rows, p.changes); err != nil {
			return job, err
		}
		return tx.Imports.Get(ctx, a.Files(), id)
	})
}

func (s *Imports) lock(
	ctx context.Context, tx *repository.Store, a model.Actor, id uint64,
) (model.Import, []model.ImportRow, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Import{}, nil, err
	}
	// The regions before anything is read: the first plain read settles what all later ones see, and that must be what
	// another import has left.
	if _, err := tx.Regions.Lock(ctx, a.Area()); err != nil {
		return model.Import{}, nil, err
	}
	job, err := tx.Imports.Lock(ctx, a.Files(), id)
	if err != nil {
		return job, nil, err
	}
	rows, err := tx.Imports.AllRows(ctx, id)
	return job, rows, err
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
	if err := tx.Imports.UpdateRows(ctx, differ); err != nil {
		return err
	}
	old := job
	job.ImportCounts = model.Count(rows)
	job.Version, job.UpdatedAt = old.Version+1, at
	if err := tx.Imports.Update(ctx, old.Version, &job); err != nil {
		return err
	}
	return s.record(ctx, tx, a, at, append(changes, changed(importNoun, operation, reason, &old, &job))...)
}

func joined[T ~string](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}

func same(x, y model.ImportRow) bool { return reflect.DeepEqual(x, y) }
