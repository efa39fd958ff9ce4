package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service/sheet"
)

var allFormats = []sheet.Format{sheet.CSV, sheet.XLSX}

// write gives the bytes of a whole table.
func write(t rapid.TB, f sheet.Format, title string, rows ...[]any) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := sheet.New(f, &out, title)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	for _, row := range rows {
		if err := w.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nasty is text of all that has ever broken a table.
func nasty() *rapid.Generator[string] {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		"=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "''", `"`, `""`, ",", ";", "\t", "\r", "\n", "\r\n", " ", "\u3000",
		"\u00A0", "\uFEFF", "\u200B", "\u202E", "𠮷", "𡈽", "\u0301", "é", "中", "a", "0", "%", "|", `\`, `\.`, "<", "&", "&#xA;",
		"]]>", "_x000D_", "_x005F_", "_x0041_", "1e309", "=cmd|' /C calc'!A0", "\uFFFD",
	}), 0, 8)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(pieces.Draw(t, "pieces"), "") })
}

// nastyRows is a table whose first and last column are plain, so that no cell at its edge is blank.
func nastyRows(t *rapid.T) [][]string {
	width := rapid.IntRange(0, 4).Draw(t, "width")
	rows := [][]string{{"first"}}
	for range width {
		rows[0] = append(rows[0], nasty().Draw(t, "header"))
	}
	rows[0] = append(rows[0], "last")
	for range rapid.IntRange(1, 5).Draw(t, "rows") {
		row := []string{"x"}
		for range width {
			row = append(row, nasty().Draw(t, "cell"))
		}
		rows = append(rows, append(row, "y"))
	}
	return rows
}

func anys(row []string) []any {
	cells := make([]any, len(row))
	for i, cell := range row {
		cells[i] = cell
	}
	return cells
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		format                 sheet.Format
		contentType, extension string
	}{
		{sheet.CSV, "text/csv; charset=utf-8", ".csv"},
		{sheet.CSVGB18030, "text/csv; charset=gb18030", ".csv"},
		{sheet.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
		{"ods", "", ""},
	} {
		if got := c.format.ContentType(); got != c.contentType {
			t.Errorf("%s: content type %q", c.format, got)
		}
		if got := c.format.Extension(); got != c.extension {
			t.Errorf("%s: extension %q", c.format, got)
		}
	}
	if _, err := sheet.New("ods", io.Discard, "x"); err == nil {
		t.Error("an unknown format was taken")
	}
}

func TestCellsThatAreRefused(t *testing.T) {
	for _, f := range allFormats {
		for name, cell := range map[string]any{
			"float": 1.5, "bool": true, "bytes": []byte("x"), "time": time.Time{}, "duration": time.Second,
			"named number": model.KindInvalid, "pointer": new(string), "nil pointer": (*string)(nil), "slice": []string{"x"},
			"too large": int64(1<<53 + 1), "too small": int64(math.MinInt64), "too large unsigned": uint64(math.MaxUint64),
			"too long": strings.Repeat("中", sheet.MaxCell+1), "too long in UTF-16": strings.Repeat("𠮷", sheet.MaxCell/2+1),
		} {
			t.Run(string(f)+"/"+name, func(t *testing.T) {
				var out bytes.Buffer
				w, err := sheet.New(f, &out, "x")
				if err != nil {
					t.Fatal(err)
				}
				defer w.Discard()
				refused := w.Row("a", cell)
				if refused == nil {
					t.Fatalf("%T was taken", cell)
				}
				if err := w.Row("b"); !errors.Is(err, refused) {
					t.Errorf("next row: %v, want the first failure", err)
				}
				if err := w.Close(); !errors.Is(err, refused) {
					t.Errorf("close: %v, want the first failure", err)
				}
				if out.Len() > 0 {
					t.Errorf("%d bytes were sent of a table that failed", out.Len())
				}
			})
		}
	}
}

func TestLongestCellComesBack(t *testing.T) {
	longest := strings.Repeat("中", sheet.MaxCell)
	for _, f := range allFormats {
		rows := readBack(t, f, write(t, f, "x", []any{"h"}, []any{longest}))
		if rows[1][0] != longest {
			t.Errorf("%s: the longest cell came back with %d bytes", f, len(rows[1][0]))
		}
	}
}

// readBack gives the cells of a file as its readers see them.
func readBack(t rapid.TB, f sheet.Format, file []byte) [][]string {
	t.Helper()
	if f == sheet.XLSX {
		return readXLSX(t, file)
	}
	table, err := sheet.ReadCSV(bytes.NewReader(file), sheet.UploadLimits())
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{table.Header}
	for _, row := range table.Rows {
		rows = append(rows, row.Cells)
	}
	return rows
}

func TestEndedWriterTakesNoRows(t *testing.T) {
	for _, f := range allFormats {
		for name, end := range map[string]func(sheet.Writer){
			"close":   func(w sheet.Writer) { _ = w.Close() },
			"discard": func(w sheet.Writer) { w.Discard() },
		} {
			w, err := sheet.New(f, io.Discard, "x")
			if err != nil {
				t.Fatal(err)
			}
			end(w)
			if w.Row("a") == nil || w.Close() == nil {
				t.Errorf("%s: a writer went on after %s", f, name)
			}
		}
	}
}

// brokenPipe fails once so many bytes have gone through.
type brokenPipe struct{ left int }

var errBroken = errors.New("broken pipe")

func (b *brokenPipe) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestReceiverThatGoesAway(t *testing.T) {
	table := func(f sheet.Format, room int) error {
		w, err := sheet.New(f, &brokenPipe{room}, "x")
		if err != nil {
			return err
		}
		defer w.Discard()
		for range 2000 {
			if err := w.Row("some text", 7); err != nil {
				return err
			}
		}
		return w.Close()
	}
	for _, f := range allFormats {
		for _, room := range []int{0, 5000} {
			if err := table(f, room); !errors.Is(err, errBroken) {
				t.Errorf("%s with room for %d bytes: %v", f, room, err)
			}
		}
		if err := table(f, 1<<20); err != nil {
			t.Errorf("%s with room enough: %v", f, err)
		}
	}
}
