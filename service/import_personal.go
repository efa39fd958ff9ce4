package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/seal"
	"xuncha/service/sheet"
)

// The rows of a file of contacts are people: they lie sealed, as contacts do, and are shown as contacts are.

func boundPiece(hash string, n int) string { return fmt.Sprintf("import piece:%s:%d", hash, n) }

func boundRow(hash string, number int) string { return fmt.Sprintf("import row:%s:%d", hash, number) }

// openSealed is Open of the ring, for a caller who can do nothing about a key that is missing.
func (b base) openSealed(keyID string, sealed []byte, bound string) ([]byte, error) {
	plain, err := b.ring.Open(keyID, sealed, bound)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, keyMissing(err)
	}
	return plain, err
}

// sealRows closes the cells of rows about people; other rows stay as they are.
func (b base) sealRows(job model.Import, rows []model.ImportRow) error {
	if !job.Kind.Personal() {
		return nil
	}
	for i := range rows {
		plain, err := json.Marshal(rows[i].Cells)
		if err != nil {
			return fmt.Errorf("encode a row: %w", err)
		}
		rows[i].KeyID, rows[i].Sealed = b.ring.Seal(plain, boundRow(job.FileHash, rows[i].Number))
		rows[i].Cells = model.Values{}
	}
	return nil
}

// openRows opens the cells of rows about people. Neither what is sealed nor what it says gets into an error.
func (b base) openRows(job model.Import, rows []model.ImportRow) error {
	if !job.Kind.Personal() {
		return nil
	}
	for i := range rows {
		plain, err := b.openSealed(rows[i].KeyID, rows[i].Sealed, boundRow(job.FileHash, rows[i].Number))
		if err != nil {
			return fmt.Errorf("row %d of import %d: %w", rows[i].Number, job.ID, err)
		}
		rows[i].Cells, rows[i].KeyID, rows[i].Sealed = model.Values{}, "", nil
		if json.Unmarshal(plain, &rows[i].Cells) != nil { // its error would quote what it could not read
			return fmt.Errorf("row %d of import %d: the sealed text is no row", rows[i].Number, job.ID)
		}
	}
	return nil
}

// showRows opens rows for a caller: as they are, which leaves an entry in the trail, or masked.
func (s *Imports) showRows(ctx context.Context, a model.Actor, job model.Import, rows []model.ImportRow) error {
	if !job.Kind.Personal() || len(rows) == 0 {
		return nil
	}
	if err := s.openRows(job, rows); err != nil {
		return err
	}
	if a.Allow(model.ReadContacts) != nil {
		maskRows(rows)
		return nil
	}
	numbers := make([]int, len(rows))
	for i, row := range rows {
		numbers[i] = row.Number
	}
	return s.noteRowsRead(ctx, a, job, numbers)
}

// answeredRow is an open row that the caller has just changed; the entry of the change says who that was.
func answeredRow(a model.Actor, job model.Import, row model.ImportRow) model.ImportRow {
	rows := []model.ImportRow{row}
	if job.Kind.Personal() && a.Allow(model.ReadContacts) != nil {
		maskRows(rows)
	}
	return rows[0]
}

// maskedColumns are those that say who it is and how to reach them.
var maskedColumns = map[string]func(string) model.ContactEdit{
	"name":         func(v string) model.ContactEdit { return model.ContactEdit{Name: v} },
	"office_phone": func(v string) model.ContactEdit { return model.ContactEdit{OfficePhone: v} },
	"mobile":       func(v string) model.ContactEdit { return model.ContactEdit{Mobile: v} },
	"email":        func(v string) model.ContactEdit { return model.ContactEdit{Email: v} },
}

func maskRows(rows []model.ImportRow) {
	for i, row := range rows {
		shown := make(model.Values, len(row.Cells))
		for column, cell := range row.Cells {
			shown[column] = maskCell(column, cell)
		}
		rows[i].Cells = shown //nolint:gosec // the index is that of the loop
	}
}

func maskCell(column, cell string) string {
	if column == extraCells && cell != "" {
		return "***"
	}
	if edit, ok := maskedColumns[column]; ok {
		m := edit(cell).Masked()
		return m.Name + m.OfficePhone + m.Mobile + m.Email
	}
	return cell
}

// rowsRead is what the trail keeps of a look at people in a file.
type rowsRead struct {
	ImportID uint64
	Rows     []int // none for all of them
}

func (s *Imports) noteRowsRead(ctx context.Context, a model.Actor, job model.Import, numbers []int) error {
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, s.record(ctx, tx, a, s.now(), change{
			operation: "import.read", kind: "import", id: job.ID, region: job.Scope.Region(), private: true,
			after: rowsRead{job.ID, numbers},
		})
	})
	return err
}

// sortProblems puts problems in the order of the columns of the kind: the cells of a row come in none.
func sortProblems(kind importKind, problems model.Problems) {
	place := map[string]int{}
	for i, c := range kind.columns() {
		place[c.Field] = i
	}
	slices.SortStableFunc(problems, func(a, b model.Problem) int { return place[a.Column] - place[b.Column] })
}

// fieldNames are the fields of a kind.
func fieldNames(columns []sheet.Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Field
	}
	return strings.Join(names, ", ")
}
