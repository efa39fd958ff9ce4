package sheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"xuncha/model"
)

// lastDay is the last day that a spreadsheet program counts, 31 December 9999.
const lastDay = 2_958_465

// digitsKept is from where a spreadsheet program keeps no longer each digit of a whole number.
const digitsKept = 1e15

// endTyped is endCell for rows that are handed on: what is wrong with a cell is told with its row.
func (c *cells) endTyped() error {
	text, err := c.read()
	if err != nil {
		return err
	}
	if c.dated() && text != "" {
		if day, ok := dayText(text, c.book.from1904); ok {
			text = day
		} else {
			c.mark("cell_date", c.name(), shorten(text))
		}
	} else if c.numeric() && len(text) > 0 && math.Abs(number(text)) >= digitsKept {
		c.mark("number_lost_digits", c.name())
	}
	switch {
	case c.cell.formula:
		c.mark("cell_formula_at", c.name())
	case c.cell.kind == "e":
		c.mark("cell_error_at", c.name(), shorten(text))
	}
	switch {
	case strings.TrimSpace(text) == "":
		return nil
	case c.cell.column > c.limits.Columns:
		return model.NewError(model.KindTooLarge, "sheet_column_beyond", c.name(), c.limits.Columns)
	case units(text) > c.limits.Cell:
		return model.NewError(model.KindTooLarge, "sheet_cell_long", c.name(), c.limits.Cell)
	}
	c.put(text)
	return nil
}

func (c *cells) mark(code string, args ...any) {
	c.wrong = append(c.wrong, CellFault{c.cell.column - 1, code, args})
}

// name is the cell as its spreadsheet program calls it, as in G5.
func (c *cells) name() string { return CellName(c.cell.column, c.row.Number) }

// CellName is a cell as spreadsheet programs call it, as in G5.
func CellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return strconv.Itoa(row)
	}
	return name
}

func (c *cells) numeric() bool { return c.cell.kind == "" || c.cell.kind == "n" }

func (c *cells) dated() bool {
	return c.numeric() && c.cell.style >= 0 && c.cell.style < len(c.dates) && c.dates[c.cell.style]
}

func number(text string) float64 {
	n, _ := strconv.ParseFloat(text, 64) // read has written it
	return n
}

// dayText is the text of a number that is shown as a day, with the time of the day where it has one.
func dayText(text string, from1904 bool) (string, bool) {
	n := number(text)
	day, ok := dayOf(n, from1904)
	if !ok {
		return "", false
	}
	seconds := int(math.Round((n - math.Floor(n)) * 24 * 60 * 60))
	if seconds == 0 {
		return day, true
	}
	if seconds >= 24*60*60 { // rounded up into the next day
		day, ok = dayOf(n+1, from1904)
		return day, ok
	}
	return day + time.Date(2000, 1, 1, 0, 0, seconds, 0, time.UTC).Format(" 15:04:05"), true
}

// dayOf is the day of a number. Spreadsheet programs count from 1900 as if that year had a 29 February, number 60, or from
// 1904; a number before the first day is none.
func dayOf(n float64, from1904 bool) (string, bool) {
	days := int(math.Floor(math.Min(math.Max(n, -1), lastDay+1)))
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days == 60 || days == 0:
		return "", false
	case days < 60:
		start = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	if days < 0 || days > lastDay {
		return "", false
	}
	return start.AddDate(0, 0, days).Format("2006-01-02"), true
}

// learnDates reads which styles of cells show days.
func (b *bookReader) learnDates() error {
	if b.styles == "" {
		return nil
	}
	custom := map[string]bool{}
	return b.walk(b.styles, func(open []string, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "numFmt":
			custom[attribute(e, "numFmtId")] = showsDay(attribute(e, "formatCode"))
		case e.Name.Local == "xf" && len(open) > 1 && open[len(open)-2] == "cellXfs":
			id := attribute(e, "numFmtId")
			day, known := custom[id]
			b.dates = append(b.dates, day || !known && builtInDays[id])
		}
		return nil
	})
}

// builtInDays are the formats of days that every program knows, with those of Chinese ones.
var builtInDays = func() map[string]bool {
	ids := map[string]bool{"22": true, "36": true}
	for _, span := range [][2]int{{14, 17}, {27, 31}, {50, 54}, {57, 58}} {
		for id := span[0]; id <= span[1]; id++ {
			ids[strconv.Itoa(id)] = true
		}
	}
	return ids
}()

// showsDay reports whether a format of numbers shows the year or the day, outside of quoted words, colours and conditions.
func showsDay(format string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch ch := format[i]; {
		case quoted:
			quoted = ch != '"'
		case bracket:
			bracket = ch != ']'
		case ch == '"':
			quoted = true
		case ch == '[':
			bracket = true
		case ch == '\\' || ch == '_' || ch == '*':
			i++
		case ch == 'y' || ch == 'Y' || ch == 'd' || ch == 'D':
			return true
		case ch == 'G' || ch == 'g' || ch == 'E' || ch == 'e': // General; a number with an exponent
			return false
		}
	}
	return false
}
