package document

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xuncha/model"
)

// page sets how a sheet is printed: as wide as the paper, with the header on each page.
func (s annexSheet) page() error {
	const a4 = 9
	orientation, paper, width, height := "portrait", a4, 1, 0
	if s.columns.total() > portraitDigits {
		orientation = "landscape"
	}
	if err := s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &width, FitToHeight: &height,
	}); err != nil {
		return err
	}
	side, edge, foot, centre := 0.6, 0.8, 0.4, true // inches
	if err := s.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot, Horizontally: &centre,
	}); err != nil {
		return err
	}
	if err := s.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}); err != nil {
		return err
	}
	last := headerRow + len(s.annex.Rows)
	for _, name := range []excelize.DefinedName{
		{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", s.name, s.lastColumn(), last), Scope: s.name},
		{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", s.name, headerRow, headerRow), Scope: s.name},
	} {
		if err := s.file.SetDefinedName(&name); err != nil {
			return err
		}
	}
	return nil
}

// cellStyles are the styles of the cells of a row.
type cellStyles struct {
	text, centre, count int
	rates               [3]int // by decimals
}

type styles struct {
	title, header int
	plain, total  cellStyles
}

func (s styles) of(total bool) cellStyles {
	if total {
		return s.total
	}
	return s.plain
}

func newStyles(file *excelize.File) (made styles, err error) {
	add := func(id *int, style excelize.Style) {
		if err == nil {
			*id, err = file.NewStyle(&style)
		}
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	add(&made.title, excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 16, Bold: true}, Alignment: centre})
	add(&made.header, excelize.Style{
		Font: &excelize.Font{Family: "宋体", Size: 11, Bold: true}, Alignment: centre, Border: thin(),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}},
	})
	for _, of := range []struct {
		styles *cellStyles
		bold   bool
	}{{&made.plain, false}, {&made.total, true}} {
		cell := excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 11, Bold: of.bold}, Alignment: centre, Border: thin()}
		add(&of.styles.centre, cell)
		text := cell
		text.Alignment = &excelize.Alignment{Vertical: "center", WrapText: true}
		add(&of.styles.text, text)
		for i, format := range []string{"0", "0%", "0.0%", "0.00%"} {
			number := cell
			number.CustomNumFmt = &format
			if i == 0 {
				add(&of.styles.count, number)
			} else {
				add(&of.styles.rates[i-1], number)
			}
		}
	}
	return made, err
}

func thin() (lines []excelize.Border) {
	for _, side := range []string{"left", "top", "right", "bottom"} {
		lines = append(lines, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	return lines
}

// exactRate is the rate of a row from its counts, and the decimals with which a spreadsheet program shows just the text
// that is printed. It is false where there is none: nothing was inspected, the rule truncates, or keeps a rate from
// being rounded to 100% or 0%. Nor is there one just between two texts, as programs differ there: 23 of 40 without
// decimals is 58% in Excel and 57% in LibreOffice.
func exactRate(columns []model.BulletinColumn, row []any, i int, text string) (rate float64, decimals int, ok bool) {
	p, f, ok := passedFailed(columns, i)
	if !ok {
		return 0, 0, false
	}
	passed, known := cellNumber(at(row, p))
	failed, known2 := cellNumber(at(row, f))
	inspected := passed + failed
	if !known || !known2 || passed < 0 || failed < 0 || inspected <= 0 || inspected > 1<<40 {
		return 0, 0, false
	}
	digits, percent := strings.CutSuffix(text, "%")
	whole, part, _ := strings.Cut(digits, ".")
	if decimals = len(part); !percent || decimals > 2 {
		return 0, 0, false
	}
	printed, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		return 0, 0, false
	}
	steps := int64(100)
	for range decimals {
		steps *= 10
	}
	rounded, rest := (2*passed*steps+inspected)/(2*inspected), (2*passed*steps+inspected)%(2*inspected)
	tie := rest == 0
	return float64(passed) / float64(inspected), decimals, rounded == printed && !tie
}
