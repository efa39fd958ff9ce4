package sheet

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"xuncha/model"
)

// Form is how a file is written, as its content tells. A report of the file is written in the same.
type Form struct {
	Format    Format   `json:"format"`
	Encoding  Encoding `json:"encoding,omitempty"`
	Marked    bool     `json:"marked,omitempty"`    // with a byte order mark
	Separator string   `json:"separator,omitempty"` // between cells
	Sheet     string   `json:"sheet,omitempty"`     // title of the sheet that was read
}

// File is a table as somebody has sent it. What it is, its bytes tell, whatever it is called.
type File struct {
	Form    Form
	content []byte
	limits  Limits
	book    *bookReader
}

// Tell says what a file is and opens it. What is neither a text nor a workbook without macros is refused.
func Tell(content []byte, limits Limits) (*File, error) {
	f := &File{content: content, limits: limits}
	switch {
	case int64(len(content)) > limits.Bytes:
		return nil, model.NewError(model.KindTooLarge, "body_too_large", limits.Bytes)
	case len(content) == 0:
		return nil, model.NewError(model.KindMalformed, "file_empty")
	}
	if err := refuseForeign(content); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(content, []byte(packed)) || bytes.HasPrefix(content, []byte(emptyZip)) {
		f.Form.Format = XLSX
		var err error
		f.book, err = openBook(content, limits)
		return f, err
	}
	f.Form.Format = CSV
	f.Form.Encoding, f.Form.Marked = tellEncoding(content)
	return f, nil
}

// Line is a line of a file, or a row of a sheet, with text.
type Line struct {
	Number int      // in the file, from 1
	Cells  []string // as they stand there
	Faults []CellFault
}

// errEnough ends a walk over lines that has seen what it wanted.
var errEnough = errors.New("enough")

// lines calls fn with every line that has text.
func (f *File) lines(fn func(Line) error) error {
	err := f.walkLines(fn)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func (f *File) walkLines(fn func(Line) error) error {
	if f.Form.Format == XLSX {
		return f.walkSheet(fn)
	}
	limits := f.limits
	limits.Bytes *= 3 // of UTF-8, into which fewer bytes can unfold; the file itself was measured
	s := newScanner(f.Form.Encoding.reader(f.content), limits)
	s.decoded = f.Form.Encoding
	if f.Form.Separator != "" {
		s.comma = separatorOf(f.Form.Separator)
	}
	for {
		cells, number, err := s.record()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if cells = trimBlank(cells, 0); len(cells) == 0 || number == 1 && isSeparatorLine(cells) {
			continue
		}
		if err := fn(Line{Number: number, Cells: slices.Clone(cells)}); err != nil {
			return err
		}
		s.row++
	}
}

func (f *File) walkSheet(fn func(Line) error) error {
	found, ok := f.book.titled(f.Form.Sheet)
	if !ok {
		return model.InvalidField("sheet", "sheet_missing", f.Form.Sheet)
	}
	f.book.left = f.limits.Unpacked // each walk unpacks the sheet anew
	c := &cells{bookReader: f.book, title: found.title, emit: func(row BookRow, faults []CellFault) error {
		if cells := trimBlank(row.Cells, 0); len(cells) > 0 {
			return fn(Line{row.Number, cells, faults})
		}
		return nil
	}}
	return f.book.walk(found.part, c.take)
}

// separators are what stands between cells, the usual one first.
var separators = []string{",", ";", "\t"}

func separatorOf(text string) rune {
	if slices.Contains(separators, text) {
		return rune(text[0])
	}
	return ','
}

// isSeparatorLine reports whether a first line only says what stands between cells, as in sep=;
func isSeparatorLine(cells []string) bool {
	text := strings.ToLower(strings.TrimSpace(cells[0]))
	return len(cells) == 1 && strings.HasPrefix(text, "sep=") && len(text) <= len("sep=;")
}
