package sheet

import (
	"errors"
	"slices"
	"strings"

	"xuncha/model"
)

// Shape is what a table is to have.
type Shape struct {
	Columns  []Column
	Required [][]string // at least one field of each group
	Sheet    string     // title of the sheet that is meant; empty for the first that fits
}

// Head is the header of a file.
type Head struct {
	Line    int
	Cells   []string
	Index   map[string]int // place of each field
	Unknown []string       // headers that belong to none
}

// searched is the number of lines in which a header may stand: titles come before it.
const searched = 20

// Head finds the header, and with it what stands between the cells of a text or which sheet of a workbook is meant. The error
// for a file without one is about the line that comes nearest.
func (f *File) Head(shape Shape) (*Head, error) {
	if f.Form.Format == XLSX {
		return f.headOfBook(shape)
	}
	if shape.Sheet != "" {
		return nil, model.InvalidField("sheet", "sheet_of_text")
	}
	best := candidate{}
	for _, separator := range separators {
		f.Form.Separator = separator
		found, err := f.nearest(shape)
		if err != nil { // of another separator it may be none
			found.err = err
		}
		if separator == separators[0] || found.beats(best) {
			best = found
			best.separator = separator
		}
	}
	f.Form.Separator = best.separator
	return f.settle(shape, best)
}

func (f *File) headOfBook(shape Shape) (*Head, error) {
	var titles []string
	for _, s := range f.book.sheets {
		if shape.Sheet == "" && !s.hidden || shape.Sheet != "" && model.Key(s.title) == model.Key(shape.Sheet) {
			titles = append(titles, s.title)
		}
	}
	if len(titles) == 0 && shape.Sheet != "" {
		return nil, model.InvalidField("sheet", "sheet_missing", shape.Sheet)
	}
	if len(titles) == 0 {
		return nil, model.NewError(model.KindMalformed, "file_empty")
	}
	best, title := candidate{}, titles[0]
	for i, each := range titles {
		f.Form.Sheet = each
		found, err := f.nearest(shape)
		if err != nil {
			return nil, err
		}
		if i == 0 || found.beats(best) {
			best, title = found, each
		}
		if best.fits {
			break
		}
	}
	f.Form.Sheet = title
	return f.settle(shape, best)
}

// candidate is the line that comes nearest to a header.
type candidate struct {
	line      Line
	fields    int // known ones
	fits      bool
	any       bool
	separator string
	err       error
}

func (c candidate) beats(other candidate) bool {
	if c.fits != other.fits {
		return c.fits
	}
	if c.fields != other.fields {
		return c.fields > other.fields
	}
	return false
}

func (f *File) nearest(shape Shape) (candidate, error) {
	var best candidate
	seen := 0
	err := f.lines(func(line Line) error {
		c := candidate{line: line, any: true}
		c.fields, c.fits = shape.holds(line.Cells)
		if !best.any || c.beats(best) {
			best = c
		}
		if seen++; best.fits || seen == searched {
			return errEnough
		}
		return nil
	})
	return best, err
}

// holds counts the fields of a line, and reports whether those are there that must be.
func (s Shape) holds(cells []string) (fields int, fits bool) {
	known := namesOf(s.Columns)
	there := map[string]bool{}
	for _, cell := range cells {
		if field := known[headerKey(cell)]; field != "" {
			there[field] = true
		}
	}
	fits = len(there) > 0
	for _, group := range s.Required {
		fits = fits && slices.ContainsFunc(group, func(field string) bool { return there[field] })
	}
	return len(there), fits
}

// settle makes a header of the line that was found, or says what it lacks.
func (f *File) settle(shape Shape, best candidate) (*Head, error) {
	if best.err != nil && !best.fits {
		return nil, best.err
	}
	if !best.any {
		return nil, model.NewError(model.KindMalformed, "file_empty")
	}
	cells := best.line.Cells
	index, unknown, err := Match(cells, shape.Columns)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, group := range shape.Required {
		if !slices.ContainsFunc(group, func(field string) bool { _, there := index[field]; return there }) {
			missing = append(missing, group[0])
		}
	}
	if err := Require(index, shape.Columns, missing...); err != nil {
		var refused *model.Error
		if f.Form.Encoding == GB18030 && errors.As(err, &refused) && best.fields == 0 {
			refused.Fields = append(refused.Fields, model.FieldError{Field: "encoding", Code: "read_as_gb18030"})
		}
		return nil, err
	}
	return &Head{best.line.Number, cells, index, unknown}, nil
}

// LineKind is what a line of a file is.
type LineKind string

// The kinds of lines. All but those with data are left out.
const (
	TitleLine  LineKind = "title"  // above the header
	HeaderLine LineKind = "header" // itself
	DataLine   LineKind = "data"
	TotalLine  LineKind = "total" // 合计
	NoteLine   LineKind = "note"  // below, such as 填报人
	AgainLine  LineKind = "header_again"
)

// Lines calls fn with every line of the file that has text, and what it is. Lines with data come as wide as the header at
// least.
func (f *File) Lines(shape Shape, h *Head, fn func(LineKind, Line) error) error {
	rows := 0
	err := f.lines(func(line Line) error {
		kind := f.kind(shape, h, line)
		if kind == DataLine {
			if rows++; rows > f.limits.Rows {
				return model.NewError(model.KindTooLarge, "too_many_rows", line.Number, rows, f.limits.Rows)
			}
			for len(line.Cells) < len(h.Cells) {
				line.Cells = append(line.Cells, "")
			}
		}
		return fn(kind, line)
	})
	if err == nil && rows == 0 {
		err = model.NewError(model.KindMalformed, "file_without_rows")
	}
	return err
}

// Count counts the lines with data, up to one more than most.
func (f *File) Count(shape Shape, h *Head, most int) (int, error) {
	n := 0
	err := f.Lines(shape, h, func(kind LineKind, _ Line) error {
		if kind == DataLine {
			n++
		}
		if n > most {
			return errEnough
		}
		return nil
	})
	return n, err
}

func (f *File) kind(shape Shape, h *Head, line Line) LineKind {
	switch {
	case line.Number < h.Line:
		return TitleLine
	case line.Number == h.Line:
		return HeaderLine
	case sameHeader(h.Cells, line.Cells):
		return AgainLine
	}
	at, filled := firstText(line.Cells)
	first := strings.TrimSpace(line.Cells[at])
	lacks := false // something that every row must have, beside that text
	for _, group := range shape.Required {
		lacks = lacks || !slices.ContainsFunc(group, func(field string) bool {
			place, there := h.Index[field]
			return there && place != at && place < len(line.Cells) && strings.TrimSpace(line.Cells[place]) != ""
		})
	}
	switch {
	case isTotal(first) && lacks:
		return TotalLine
	case filled == 1 && lacks && isNote(first):
		return NoteLine
	}
	return DataLine
}

func sameHeader(header, cells []string) bool {
	if len(cells) != len(header) {
		return false
	}
	for i := range cells {
		if headerKey(cells[i]) != headerKey(header[i]) {
			return false
		}
	}
	return true
}

// firstText is the place of the first cell with text, and the number of such cells.
func firstText(cells []string) (at, filled int) {
	for i, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			if filled++; filled == 1 {
				at = i
			}
		}
	}
	return at, filled
}

var (
	totals = []string{"合计", "总计", "小计", "共计", "累计", "total"}
	notes  = []string{"注", "备注", "说明", "填表说明", "填报人", "填表人", "制表人", "填报单位", "填报日期", "审核人", "单位负责人", "联系人", "联系电话"}
)

// isTotal reports whether a row begins with 合计 or the like, alone or with a figure behind it.
func isTotal(text string) bool {
	key := model.Key(text)
	for _, word := range totals {
		if rest, ok := strings.CutPrefix(key, word); ok && strings.Trim(rest, ":0123456789家个条户人,.()") == "" {
			return true
		}
	}
	return false
}

// isNote reports whether a text that stands alone is a remark below the table, as in 填报人：…
func isNote(text string) bool {
	word, _, found := strings.Cut(model.Key(text), ":")
	return found && slices.Contains(notes, strings.TrimRight(word, "0123456789"))
}
