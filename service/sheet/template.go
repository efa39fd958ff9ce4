package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// templateRows is how far down an empty table has the lists of its columns.
const templateRows = 2000

// WriteTemplate writes an empty table: its header, and in a workbook a second sheet that explains the columns. Cells are texts,
// so that no program takes a code for a number.
func WriteTemplate(f Format, w io.Writer, title string, columns []Column, required func(field string) string) error {
	if f == CSV {
		table, err := New(CSV, w, title)
		if err != nil {
			return err
		}
		defer table.Discard()
		header := make([]any, len(columns))
		for i, c := range columns {
			header[i] = c.Names[0]
		}
		if err := table.Row(header...); err != nil {
			return err
		}
		return table.Close()
	}
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // it has no temporary files of its own then
	t := templateBook{book: book, title: sheetName(title), columns: columns, required: required}
	for _, step := range []func() error{t.begin, t.header, t.explain, func() error { return Send(w, book) }} {
		if err := step(); err != nil {
			return fmt.Errorf("write the template of %s: %w", title, err)
		}
	}
	return nil
}

type templateBook struct {
	book     *excelize.File
	title    string
	columns  []Column
	required func(field string) string
}

const explanations = "填写说明"

func (t templateBook) begin() error {
	if err := t.book.SetSheetName(t.book.GetSheetName(0), t.title); err != nil {
		return err
	}
	if _, err := t.book.NewSheet(explanations); err != nil {
		return err
	}
	return t.book.SetDocProps(&excelize.DocProperties{Creator: "xuncha", Title: t.title})
}

func (t templateBook) header() error {
	const asText = 49 // the format of texts
	text, err := t.book.NewStyle(&excelize.Style{NumFmt: asText})
	if err != nil {
		return err
	}
	bold, err := t.book.NewStyle(&excelize.Style{NumFmt: asText, Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for i, c := range t.columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := t.book.SetColStyle(t.title, letter, text); err != nil {
			return err
		}
		if err := t.book.SetColWidth(t.title, letter, letter, 18); err != nil {
			return err
		}
		if err := t.book.SetCellStr(t.title, letter+"1", c.Names[0]); err != nil {
			return err
		}
		if err := t.book.SetCellStyle(t.title, letter+"1", letter+"1", bold); err != nil {
			return err
		}
		if err := t.list(letter, c.Choices); err != nil {
			return err
		}
	}
	return t.book.SetPanes(t.title, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// list offers the words of a column. Others can still be written: the import says what is wrong with them.
func (t templateBook) list(letter string, choices []string) error {
	if len(choices) == 0 {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s2:%[1]s%d", letter, templateRows)
	if err := v.SetDropList(choices); err != nil {
		return err
	}
	return t.book.AddDataValidation(t.title, v)
}

func (t templateBook) explain() error {
	rows := [][]string{{"列", "是否必填", "怎样填写", "也可写作"}}
	for _, c := range t.columns {
		note := c.Note
		if len(c.Choices) > 0 {
			note = strings.TrimPrefix(note+"；可选："+strings.Join(c.Choices, "、"), "；")
		}
		rows = append(rows, []string{c.Names[0], t.required(c.Field), note, strings.Join(append(c.Names[1:len(c.Names):len(c.Names)], c.Field), "、")})
	}
	for i, row := range rows {
		for j, cell := range row {
			if err := t.book.SetCellStr(explanations, CellName(j+1, i+1), cell); err != nil {
				return err
			}
		}
	}
	for letter, width := range map[string]float64{"A": 20, "B": 10, "C": 60, "D": 50} {
		if err := t.book.SetColWidth(explanations, letter, letter, width); err != nil {
			return err
		}
	}
	return nil
}
