package document

import (
	"io"
	"strconv"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"xuncha/model"
	"xuncha/service/sheet"
)

const (
	titleRow, headerRow = 1, 2
	widestCell          = 60.0
	portraitDigits      = 92 // what stands side by side on a page of A4 before it is made smaller
)

// writeXlsx writes a sheet for each annex. Texts are inline strings, which never run.
func writeXlsx(w io.Writer, content model.BulletinContent) error {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // removes the temporary files of long annexes
	day := ""                           // excelize has a constant one
	if content.IssuedOn.Valid() {
		day = string(content.IssuedOn) + "T00:00:00Z"
	}
	if err := file.SetDocProps(&excelize.DocProperties{
		Creator: clean(content.Issuer), Title: clean(content.Title), Identifier: clean(content.Number),
		Language: "zh-CN", Created: day, Modified: day,
	}); err != nil {
		return err
	}
	styles, err := newStyles(file)
	if err != nil {
		return err
	}
	annexes := content.Annexes
	if len(annexes) == 0 { // a workbook has a sheet
		annexes = []model.BulletinAnnex{{Title: "本通报没有附件"}}
	}
	for i, annex := range annexes {
		s := annexSheet{file: file, styles: styles, annex: annex, name: "附件" + strconv.Itoa(i+1), columns: layoutOf(annex)}
		if err := s.write(i == 0); err != nil {
			return err
		}
	}
	return sheet.Send(w, file)
}

// annexSheet is a sheet in the making: the title, the header, the rows.
type annexSheet struct {
	file    *excelize.File
	stream  *excelize.StreamWriter
	styles  styles
	annex   model.BulletinAnnex
	name    string
	columns layout
}

func (s annexSheet) write(first bool) error {
	var err error
	if first {
		err = s.file.SetSheetName(s.file.GetSheetName(0), s.name)
	} else {
		_, err = s.file.NewSheet(s.name)
	}
	if err != nil {
		return err
	}
	fit := true
	if err := s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if s.stream, err = s.file.NewStreamWriter(s.name); err != nil {
		return err
	}
	if err := s.shape(); err != nil {
		return err
	}
	if err := s.rows(); err != nil {
		return err
	}
	if err := s.page(); err != nil {
		return err
	}
	return s.stream.Flush()
}

func (s annexSheet) shape() error {
	for i, w := range s.columns.natural {
		if err := s.stream.SetColWidth(i+1, i+1, min(float64(w), widestCell)+1); err != nil {
			return err
		}
	}
	below := "A" + strconv.Itoa(headerRow+1)
	return s.stream.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: headerRow, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	})
}

func (s annexSheet) rows() error {
	if err := s.stream.SetRow("A"+strconv.Itoa(titleRow), []any{excelize.Cell{StyleID: s.styles.title, Value: fitting(clean(s.annex.Title))}},
		excelize.RowOpts{Height: 36}); err != nil {
		return err
	}
	if len(s.annex.Columns) > 1 {
		if err := s.stream.MergeCell("A1", s.lastColumn()+"1"); err != nil {
			return err
		}
	}
	cells := make([]any, len(s.annex.Columns))
	for i, column := range s.annex.Columns {
		cells[i] = excelize.Cell{StyleID: s.styles.header, Value: fitting(clean(column.Label))}
	}
	if err := s.stream.SetRow("A"+strconv.Itoa(headerRow), cells, excelize.RowOpts{Height: 30}); err != nil {
		return err
	}
	for n, row := range s.annex.Rows {
		total := s.annex.Total && n == len(s.annex.Rows)-1
		for i := range s.annex.Columns {
			cells[i] = s.cell(row, i, total)
		}
		if err := s.stream.SetRow("A"+strconv.Itoa(headerRow+1+n), cells); err != nil {
			return err
		}
	}
	return nil
}

// cell is a number where it is one, or where it prints as one exactly, and a text everywhere else.
func (s annexSheet) cell(row []any, i int, total bool) excelize.Cell {
	bold := s.styles.of(total)
	kind, value := s.annex.Columns[i].Kind, at(row, i)
	style := bold.text
	if centred(kind) {
		style = bold.centre
	}
	if n, ok := cellNumber(value); ok && max(n, -n) <= 1<<53 {
		return excelize.Cell{StyleID: bold.count, Value: n}
	}
	text := cellText(value)
	if kind == model.ColumnRate {
		if rate, decimals, ok := exactRate(s.annex.Columns, row, i, text); ok {
			return excelize.Cell{StyleID: bold.rates[decimals], Value: rate}
		}
	}
	if text == "" {
		return excelize.Cell{StyleID: style}
	}
	return excelize.Cell{StyleID: style, Value: fitting(text)}
}

func (s annexSheet) lastColumn() string {
	name, err := excelize.ColumnNumberToName(max(1, len(s.annex.Columns)))
	if err != nil { // beyond what a sheet has: writing the header fails on it
		return "A"
	}
	return name
}

// fitting cuts what is longer than a cell, and says so.
func fitting(text string) string {
	n := 0
	for i, r := range text {
		if n += utf16.RuneLen(r); n >= sheet.MaxCell {
			if rest := text[i:]; len(rest) > len(string(r)) {
				return text[:i] + "…"
			}
		}
	}
	return text
}
