// Package sheet takes tables in and gives them out, in the formats that spreadsheet programs read.
package sheet

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf16"
)

// Format is a file format of tables.
type Format string

// The formats.
const (
	CSV        Format = "csv"
	CSVGB18030 Format = "csv, GB18030" // for programs that take no UTF-8
	XLSX       Format = "xlsx"
)

// MaxCell is the longest text of one cell, counted in UTF-16 units as spreadsheet programs count: 𠮷 is two.
const MaxCell = 32_767

// maxInteger is where doubles, which is what a spreadsheet keeps, begin to skip integers.
const maxInteger = 1 << 53

// Writer writes one table, row by row; the first row is the header. A cell is nil, a string of any string type, or an
// integer of a predeclared type; anything else is an error, because its wording is the caller's choice.
type Writer interface {
	Row(cells ...any) error
	// Close finishes the file. It does not close the io.Writer under it. After a failed Row it returns that failure.
	Close() error
	// Discard frees what the writer holds without finishing the file. Like a rollback it is meant to be deferred: after
	// Close it does nothing. A writer that was closed or discarded takes no more rows.
	Discard()
}

var errEnded = errors.New("the table has ended")

type format struct {
	contentType, extension string
	open                   func(w io.Writer, title string) (Writer, error)
}

var formats = map[Format]format{
	CSV:        {"text/csv; charset=utf-8", ".csv", newCSV},
	CSVGB18030: {"text/csv; charset=gb18030", ".csv", newGB18030},
	XLSX:       {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", newXLSX},
}

// New begins a table on w. The title names the sheet, in formats that have one.
func New(f Format, w io.Writer, title string) (Writer, error) {
	known, ok := formats[f]
	if !ok {
		return nil, fmt.Errorf("write a table as %q: no such format", string(f))
	}
	return known.open(w, title)
}

// ContentType is the media type of the format, or "" for an unknown one.
func (f Format) ContentType() string { return formats[f].contentType }

// Extension is the end of a file name, with its dot, or "" for an unknown format.
func (f Format) Extension() string { return formats[f].extension }

// plain brings a cell into one of two forms, string or int64. A named integer type is refused: a duration or an
// enumeration would print as a number that means nothing to a reader.
func plain(cell any) (any, error) {
	if cell == nil {
		return "", nil
	}
	v := reflect.ValueOf(cell)
	named := v.Type().PkgPath() != ""
	switch {
	case v.Kind() == reflect.String:
		// A reader refuses bytes that are not UTF-8, and NUL; what is written must always come back.
		return strings.ReplaceAll(strings.ToValidUTF8(v.String(), "\uFFFD"), "\x00", "\uFFFD"), nil
	case v.CanInt() && !named && -maxInteger <= v.Int() && v.Int() <= maxInteger:
		return v.Int(), nil
	case v.CanUint() && !named && v.Uint() <= maxInteger:
		return int64(v.Uint()), nil //nolint:gosec // bounded by the case
	case (v.CanInt() || v.CanUint()) && !named:
		return nil, fmt.Errorf("integer %v is beyond what a spreadsheet keeps exactly", cell)
	default:
		return nil, fmt.Errorf("a cell cannot hold a %T", cell)
	}
}

// fits refuses what a spreadsheet program would cut silently.
func fits(text string) error {
	if n := units(text); n > MaxCell {
		return fmt.Errorf("a text of %d characters is longer than a cell", n)
	}
	return nil
}

func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
