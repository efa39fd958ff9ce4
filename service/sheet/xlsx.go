package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/width"
)

const (
	sampleRows  = 100 // rows looked at before the widths of the columns are fixed
	narrowest   = 6.0 // in the width of a digit, as spreadsheet programs measure
	widest      = 60.0
	cellPadding = 2.0
	maxTitle    = 31 // in UTF-16 units
	maxRows     = 1 << 20
)

// xlsxWriter streams rows into one sheet. Widths stand before the rows in the file, so the first rows wait in sample.
// Texts are inline strings, which never run, so they need no guard. The same rows give the same bytes: excelize
// sorts the parts, leaves their times out and has a constant creation time. Rows that no sheet can hold any more go into
// another one under the same header.
type xlsxWriter struct {
	out    io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	title  string
	sheets int
	bold   int
	sample [][]any
	header []any
	widths []float64
	rows   int // rows streamed into the sheet
	most   int // rows of a sheet
	taken  int // rows taken, those in sample included
	failed error
}

func newXLSX(w io.Writer, title string) (Writer, error) {
	x := &xlsxWriter{out: w, file: excelize.NewFile(), title: title, most: maxRows}
	if err := x.begin(); err != nil {
		x.Discard()
		return nil, fmt.Errorf("begin an xlsx file: %w", err)
	}
	return x, nil
}

func (x *xlsxWriter) begin() error {
	if err := x.file.SetSheetName(x.file.GetSheetName(0), sheetName(x.title)); err != nil {
		return err
	}
	if err := x.file.SetDocProps(&excelize.DocProperties{Creator: "xuncha", Title: x.title}); err != nil {
		return err
	}
	var err error
	if x.bold, err = x.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return err
	}
	return x.open(sheetName(x.title))
}

func (x *xlsxWriter) open(name string) error {
	x.sheets++
	var err error
	if x.stream, err = x.file.NewStreamWriter(name); err != nil {
		return err
	}
	return x.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func (x *xlsxWriter) Row(cells ...any) error {
	if x.failed != nil {
		return x.failed
	}
	x.taken++
	if err := x.take(cells); err != nil {
		x.failed = fmt.Errorf("write row %d of an xlsx file: %w", x.taken, err)
	}
	return x.failed
}

func (x *xlsxWriter) take(cells []any) error {
	row := make([]any, len(cells))
	for i, cell := range cells {
		value, err := plain(cell)
		if err != nil {
			return err
		}
		if text, ok := value.(string); ok {
			if err := fits(text); err != nil {
				return err
			}
			if text == "" {
				value = nil
			}
		}
		row[i] = value
	}
	if x.rows > 0 {
		return x.write(row)
	}
	if x.sample = append(x.sample, row); len(x.sample) == sampleRows {
		return x.release()
	}
	return nil
}

// release fixes the widths and streams the rows that waited for them.
func (x *xlsxWriter) release() error {
	if len(x.sample) == 0 {
		return nil
	}
	x.header, x.widths = x.sample[0], columnWidths(x.sample)
	if err := x.fixWidths(); err != nil {
		return err
	}
	for _, row := range x.sample {
		if err := x.write(row); err != nil {
			return err
		}
	}
	x.sample = nil
	return nil
}

func (x *xlsxWriter) fixWidths() error {
	for i, w := range x.widths {
		if err := x.stream.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	return nil
}

// another goes on in a new sheet.
func (x *xlsxWriter) another() error {
	if err := x.stream.Flush(); err != nil {
		return err
	}
	name := sheetName(fmt.Sprint(x.sheets+1, " ", x.title))
	if _, err := x.file.NewSheet(name); err != nil {
		return err
	}
	if err := x.open(name); err != nil {
		return err
	}
	x.rows = 0
	if err := x.fixWidths(); err != nil {
		return err
	}
	return x.write(x.header)
}

func (x *xlsxWriter) write(row []any) error {
	if x.rows == x.most {
		if err := x.another(); err != nil {
			return err
		}
	}
	x.rows++
	at, err := excelize.CoordinatesToCellName(1, x.rows)
	if err != nil {
		return err
	}
	if x.rows == 1 {
		return x.stream.SetRow(at, row, excelize.RowOpts{StyleID: x.bold})
	}
	return x.stream.SetRow(at, row)
}

func (x *xlsxWriter) Close() error {
	defer x.Discard()
	if x.failed != nil {
		return x.failed
	}
	if err := x.release(); err != nil {
		return fmt.Errorf("finish an xlsx file: %w", err)
	}
	if err := x.stream.Flush(); err != nil {
		return fmt.Errorf("finish an xlsx file: %w", err)
	}
	if _, err := x.file.WriteTo(x.out); err != nil {
		return fmt.Errorf("send an xlsx file: %w", err)
	}
	return nil
}

// Discard removes the temporary file that a long table is kept in.
func (x *xlsxWriter) Discard() {
	if x.failed == nil {
		x.failed = errEnded
	}
	_ = x.file.Close() // finished or given up, there is nobody left to tell
}

// sheetName makes a title into what spreadsheet programs take for the name of a sheet.
func sheetName(title string) string {
	var name strings.Builder
	size := 0
	for _, r := range strings.ToValidUTF8(title, "") {
		if strings.ContainsRune(`:\/?*[]`, r) || !unicode.IsGraphic(r) {
			continue
		}
		if size += utf16.RuneLen(r); size > maxTitle {
			break
		}
		name.WriteRune(r)
	}
	clean := strings.Trim(name.String(), "' \u3000")
	if clean == "" || strings.EqualFold(clean, "History") { // Excel keeps this name for itself
		return "Sheet1"
	}
	return clean
}

func columnWidths(rows [][]any) []float64 {
	var widths []float64
	for _, row := range rows {
		for len(widths) < len(row) {
			widths = append(widths, narrowest)
		}
		for i, cell := range row {
			if cell != nil {
				widths[i] = min(widest, max(widths[i], printWidth(fmt.Sprint(cell))+cellPadding))
			}
		}
	}
	return widths
}

// printWidth is the width of the longest line of a text, a Chinese character being two digits wide.
func printWidth(text string) float64 {
	longest, line := 0, 0
	for _, r := range text {
		switch kind := width.LookupRune(r).Kind(); {
		case r == '\n':
			line = 0
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			line += 2
		default:
			line++
		}
		longest = max(longest, line)
	}
	return float64(longest)
}
