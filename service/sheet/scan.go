package sheet

import (
	"bufio"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"xuncha/model"
)

// scanner reads the records of a CSV file. encoding/csv is not used here: it changes line ends inside cells, tells the line
// of a record but not of the quote that was left open, and reads a whole record before any limit can be looked at.
type scanner struct {
	in      *bufio.Reader
	limits  Limits
	comma   rune     // between cells
	decoded Encoding // what the characters were read from; a replacement character stands for bytes that it does not have
	taken   int64    // bytes
	line    int      // the line being read, from 1
	row     int      // the data row being read, 0 in the header
	cells   []string
	text    []byte // the cell being read,
	size    int    // its length in UTF-16 units
	started int    // and the line on which it began
}

// end is what next gives after the last character.
const end rune = -1

func newScanner(r io.Reader, limits Limits) *scanner {
	return &scanner{in: bufio.NewReader(r), limits: limits, comma: ',', decoded: UTF8, line: 1}
}

// record gives the cells of the next record, empty lines included, and the line on which it begins; io.EOF after the
// last. The cells are valid until the next call.
func (s *scanner) record() (cells []string, line int, err error) {
	s.cells, line = s.cells[:0], s.line
	for {
		stop, err := s.cell()
		if err != nil {
			return nil, 0, err
		}
		if stop == end && len(s.cells) == 0 && len(s.text) == 0 {
			return nil, 0, io.EOF
		}
		if len(s.cells) == s.limits.Columns {
			return nil, 0, s.refuse(model.KindTooLarge, "too_many_columns", line, s.limits.Columns)
		}
		s.cells = append(s.cells, Unguard(string(s.text)))
		if stop != s.comma {
			return s.cells, line, nil
		}
	}
}

// cell reads one cell into s.text and gives what ended it: what stands between cells, a line feed or the end of the file.
func (s *scanner) cell() (rune, error) {
	s.text, s.size, s.started = s.text[:0], 0, s.line
	r, err := s.next()
	if err == nil && r == '"' {
		return s.quoted()
	}
	for {
		if err != nil {
			return 0, err
		}
		switch r {
		case s.comma, '\n', end:
			return r, nil
		case '\r':
			return s.lineEnd()
		case '"':
			return 0, s.refuse(model.KindMalformed, "stray_quote", s.started)
		}
		if err := s.add(r); err != nil {
			return 0, err
		}
		r, err = s.next()
	}
}

// quoted reads the rest of a cell whose opening quote has been read.
func (s *scanner) quoted() (rune, error) {
	for {
		r, err := s.next()
		if err != nil {
			return 0, err
		}
		if r == end {
			return 0, s.refuse(model.KindMalformed, "unclosed_quote", s.started)
		}
		if r == '"' {
			if r, err = s.next(); err != nil {
				return 0, err
			}
			switch r {
			case s.comma, '\n', end:
				return r, nil
			case '\r':
				return s.lineEnd()
			case '"': // two quotes are one in the text
			default:
				return 0, s.refuse(model.KindMalformed, "stray_quote", s.started)
			}
		}
		if err := s.add(r); err != nil {
			return 0, err
		}
	}
}

// lineEnd takes what follows a CR outside quotes. Alone it is no line end: the file is from a program too old to trust with
// the rest.
func (s *scanner) lineEnd() (rune, error) {
	r, err := s.next()
	if err == nil && r != '\n' && r != end {
		err = s.refuse(model.KindMalformed, "bare_carriage_return", s.line)
	}
	return r, err
}

func (s *scanner) add(r rune) error {
	if s.size += utf16.RuneLen(r); s.size > s.limits.Cell {
		return s.refuse(model.KindTooLarge, "cell_too_long", s.started, s.limits.Cell)
	}
	s.text = utf8.AppendRune(s.text, r)
	return nil
}

// next gives one character, whatever the encoding allows except NUL, or end.
func (s *scanner) next() (rune, error) {
	r, width, err := s.in.ReadRune()
	if errors.Is(err, io.EOF) {
		return end, nil
	}
	if err != nil {
		return 0, errors.Join(model.NewError(model.KindMalformed, "body_cut"), err)
	}
	first := s.taken == 0
	if s.taken += int64(width); s.taken > s.limits.Bytes {
		return 0, s.refuse(model.KindTooLarge, "file_too_large", s.line, s.limits.Bytes)
	}
	switch {
	case r == byteOrderMark && first:
		return s.next()
	case r == utf8.RuneError && width == 1:
		return 0, s.refuse(model.KindMalformed, "not_utf8", s.line)
	case r == utf8.RuneError && s.decoded != UTF8:
		return 0, s.refuse(model.KindMalformed, "not_encoding", s.line, string(s.decoded))
	case r == 0:
		return 0, s.refuse(model.KindMalformed, "nul_character", s.line)
	case r == '\n':
		s.line++
	}
	return r, nil
}

// refuse names the line of the file and the data row: an editor shows the one, a spreadsheet program the other.
func (s *scanner) refuse(kind model.Kind, code string, line int, args ...any) error {
	return model.NewError(kind, code, append([]any{line, s.row}, args...)...)
}
