package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"xuncha/model"
)

// shared reads the texts that cells refer to by number.
func (b *bookReader) shared(part string) error {
	var text strings.Builder
	return b.walk(part, func(open []string, token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				text.Reset()
			}
		case xml.CharData:
			if isText(open) {
				return b.write(&text, t)
			}
		case xml.EndElement:
			if t.Name.Local == "si" {
				b.strings.add(unescape(text.String()))
			}
		}
		return nil
	})
}

// write adds to the text of a cell, which may come in many parts.
func (b *bookReader) write(text *strings.Builder, part []byte) error {
	if text.Len()+len(part) > maxRun {
		return model.NewError(model.KindTooLarge, "workbook_text", b.limits.Cell)
	}
	text.Write(part)
	return nil
}

// isText reports whether characters are shown; those of rPh only say how to pronounce the others.
func isText(open []string) bool {
	return len(open) > 0 && open[len(open)-1] == "t" && !slices.Contains(open, "rPh")
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads _x000A_, which is how a workbook writes what XML cannot hold, and an underscore that could be taken for it.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var units []uint16
	rest := text
	for {
		at := escaped.FindStringIndex(rest)
		if at == nil {
			break
		}
		units = append(units, utf16.Encode([]rune(rest[:at[0]]))...)
		n, _ := strconv.ParseUint(rest[at[0]+2:at[1]-1], 16, 16) // the pattern has four digits
		units = append(units, uint16(n))
		rest = rest[at[1]:]
	}
	return string(utf16.Decode(append(units, utf16.Encode([]rune(rest))...)))
}

// cell is the one being read.
type cell struct {
	column  int // from 1
	kind    string
	value   strings.Builder // of v
	text    strings.Builder // of is
	style   int
	formula bool
}

// cells reads one sheet.
type cells struct {
	*bookReader

	title  string
	rows   []BookRow
	row    BookRow
	cell   cell
	inCell bool

	// emit takes the rows instead of rows, one at a time, each with what is wrong with its cells. Nothing of a row is
	// refused then but what has no place in a table.
	emit  func(row BookRow, faults []CellFault) error
	wrong []CellFault
}

// CellFault is what is wrong with one cell of a row.
type CellFault struct {
	Column int // from 0
	Code   string
	Args   []any
}

func (b *bookReader) sheet(title, part string) ([]BookRow, error) {
	c := &cells{bookReader: b, title: title}
	err := b.walk(part, c.take)
	return c.rows, err
}

var errOrder = notXLSX(errors.New("rows or cells are out of order"))

func (c *cells) take(open []string, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.CharData:
		switch {
		case !c.inCell:
		case open[len(open)-1] == "v":
			return c.write(&c.cell.value, t)
		case isText(open):
			return c.write(&c.cell.text, t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "c":
			c.inCell = false
			return c.endCell()
		case "row":
			return c.endRow()
		}
	}
	return nil
}

func (c *cells) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		number := c.row.Number + 1
		if text := attribute(e, "r"); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil || n < number || n > excelize.TotalRows {
				return errOrder
			}
			number = n
		}
		c.row, c.cell = BookRow{Number: number}, cell{}
	case "c":
		column := c.cell.column + 1
		if at := attribute(e, "r"); at != "" {
			n, row, err := excelize.CellNameToCoordinates(at)
			if err != nil || n < column || row != c.row.Number {
				return errOrder
			}
			column = n
		}
		style, _ := strconv.Atoi(attribute(e, "s")) // without one, the plain style
		c.cell, c.inCell = cell{column: column, kind: attribute(e, "t"), style: style}, true
	case "f":
		c.cell.formula = true
	}
	return nil
}

// Address is a cell as spreadsheet programs write it, as in 指标!G5.
func Address(title string, column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return fmt.Sprintf("%s!%d", title, row)
	}
	return title + "!" + name
}

func (c *cells) endCell() error {
	if c.emit != nil {
		return c.endTyped()
	}
	at := func() string { return Address(c.title, c.cell.column, c.row.Number) }
	if c.cell.formula {
		c.fault(at(), "cell_formula")
		return nil
	}
	text, err := c.read()
	if err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(text) == "":
		return nil
	case c.cell.kind == "e":
		c.fault(at(), "cell_error", shorten(text))
		return nil
	case c.cell.column > c.limits.Columns:
		c.fault(at(), "sheet_columns", c.limits.Columns)
		return nil
	case units(text) > c.limits.Cell:
		c.fault(at(), "cell_long", c.limits.Cell)
		return nil
	}
	c.put(text)
	return nil
}

func (c *cells) put(text string) {
	for len(c.row.Cells) < c.cell.column {
		c.row.Cells = append(c.row.Cells, "")
	}
	c.row.Cells[c.cell.column-1] = text
}

func shorten(text string) string {
	if runes := []rune(text); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return text
}

// read is the text of a cell. Numbers are written with the fifteen digits that a spreadsheet program shows: it keeps 1.1 as
// 1.1000000000000001.
func (c *cells) read() (string, error) {
	value := c.cell.value.String()
	switch c.cell.kind {
	case "inlineStr":
		return unescape(c.cell.text.String()), nil
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		text, ok := c.strings.at(n)
		if err != nil || !ok {
			return "", notXLSX(errors.New("a shared text is missing"))
		}
		return text, nil
	case "str", "e", "d":
		return unescape(value), nil
	case "b":
		return map[string]string{"1": "是", "0": "否"}[strings.TrimSpace(value)], nil
	case "", "n":
		if value = strings.TrimSpace(value); value == "" {
			return "", nil
		}
		number, err := strconv.ParseFloat(value, 64)
		if err != nil || number != number || number > 1e300 || number < -1e300 {
			return "", notXLSX(errors.New("a number is none"))
		}
		number, _ = strconv.ParseFloat(strconv.FormatFloat(number, 'g', 15, 64), 64) // it was written by the line itself
		return strconv.FormatFloat(number, 'f', -1, 64), nil
	}
	return "", notXLSX(fmt.Errorf("a cell of an unknown kind"))
}

func (c *cells) endRow() error {
	if len(c.row.Cells) == 0 {
		return nil
	}
	if c.emit != nil {
		wrong := c.wrong
		c.wrong = nil
		return c.emit(c.row, wrong)
	}
	if len(c.rows) == c.limits.Rows {
		return &model.Error{Kind: model.KindTooLarge, Code: "sheet_rows", Args: []any{c.limits.Rows}, Fields: []model.FieldError{
			{Field: c.title, Code: "sheet_rows", Args: []any{c.limits.Rows}},
		}}
	}
	c.rows = append(c.rows, c.row)
	return nil
}
