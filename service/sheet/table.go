package sheet

import (
	"errors"
	"io"
	"slices"
	"strings"

	"xuncha/model"
)

// Limits bound what a file may cost. A file that exceeds one is refused as a whole.
type Limits struct {
	Bytes   int64
	Rows    int // data rows, without the header and empty lines
	Columns int
	Cell    int // characters of a cell as it stands in the file, counted like MaxCell

	Unpacked int64 // bytes of a workbook, whatever the file itself promises
	Ratio    int64 // unpacked to packed, of a workbook that is not small
	Parts    int   // of a workbook
}

// UploadLimits are the limits of files that callers send.
func UploadLimits() Limits {
	return Limits{
		Bytes: 20 << 20, Rows: 100_000, Columns: 100, Cell: MaxCell, Unpacked: 200 << 20, Ratio: 100, Parts: 1000,
	}
}

// Table is a file that was read: its header and at least one row.
type Table struct {
	Header []string
	Rows   []Row
}

// Row is one data row. Its text is kept as it stands in the file, untrimmed.
type Row struct {
	Number  int      // from 1; empty lines do not count
	Line    int      // the line of the file on which the row begins
	Cells   []string // at least as many as the header has
	Problem *model.FieldError
}

// ReadCSV reads a comma-separated file in UTF-8, with or without a byte order mark. Rows without any text are skipped, so
// are empty columns at the end of the header and of rows; a row with more cells than the header is kept whole and has
// a Problem. A fault that leaves the bounds of cells in doubt refuses the file, with a *model.Error that names the line.
func ReadCSV(r io.Reader, limits Limits) (*Table, error) {
	s := newScanner(r, limits)
	t := &Table{}
	for {
		cells, line, err := s.record()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if cells = trimBlank(cells, len(t.Header)); isBlank(cells) {
			continue
		}
		if t.Header == nil {
			t.Header = slices.Clone(cells)
		} else {
			if len(t.Rows) == limits.Rows {
				return nil, s.refuse(model.KindTooLarge, "too_many_rows", line, limits.Rows)
			}
			t.add(line, cells)
		}
		s.row++
	}
	switch {
	case t.Header == nil:
		return nil, model.NewError(model.KindMalformed, "file_empty")
	case len(t.Rows) == 0:
		return nil, model.NewError(model.KindMalformed, "file_without_rows")
	}
	return t, nil
}

func (t *Table) add(line int, cells []string) {
	row := Row{Number: len(t.Rows) + 1, Line: line, Cells: make([]string, max(len(cells), len(t.Header)))}
	copy(row.Cells, cells)
	if len(cells) > len(t.Header) {
		row.Problem = &model.FieldError{
			Field: "row", Code: "more_cells_than_header", Args: []any{len(cells), len(t.Header)},
		}
	}
	t.Rows = append(t.Rows, row)
}

// trimBlank cuts the blank cells at the end, down to a width. Spreadsheet programs write them for columns that once
// had text.
func trimBlank(cells []string, width int) []string {
	for len(cells) > width && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func isBlank(cells []string) bool { return len(trimBlank(cells, 0)) == 0 }
