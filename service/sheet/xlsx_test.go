package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"xuncha/service/sheet"
)

// openXLSX gives the file and the name of its only sheet. A small file has nothing that must be closed.
func openXLSX(t rapid.TB, file []byte) (*excelize.File, string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if names := f.GetSheetList(); len(names) != 1 {
		t.Fatalf("sheets %q, want one", names)
	}
	return f, f.GetSheetName(0)
}

func readXLSX(t rapid.TB, file []byte) [][]string {
	t.Helper()
	f, name := openXLSX(t, file)
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// sheetXML is the part with the cells.
func sheetXML(t rapid.TB, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, "xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestXLSXShape(t *testing.T) {
	file := write(t, sheet.XLSX, "附件1",
		[]any{"序号", "网站名称", "备注"},
		[]any{1, "恩施土家族苗族自治州教育局", nil},
		[]any{uint16(2), strings.Repeat("x", 500), "=1+1"})
	f, name := openXLSX(t, file)
	if name != "附件1" {
		t.Errorf("the sheet is named %q", name)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.XSplit != 0 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	for cell, bold := range map[string]bool{"A1": true, "C1": true, "A2": false, "B3": false} {
		id, err := f.GetCellStyle(name, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || (style.Font != nil && style.Font.Bold) != bold {
			t.Errorf("%s: style %+v, %v", cell, style, err)
		}
	}
	for column, want := range map[string]float64{"A": 6, "B": 60, "C": 6} {
		if got, err := f.GetColWidth(name, column); err != nil || got != want {
			t.Errorf("column %s is %v wide, %v; want %v", column, got, err, want)
		}
	}
	for cell, want := range map[string]excelize.CellType{
		"A1": excelize.CellTypeInlineString, "A2": excelize.CellTypeUnset, "A3": excelize.CellTypeUnset,
		"C2": excelize.CellTypeUnset, "C3": excelize.CellTypeInlineString,
	} {
		if got, err := f.GetCellType(name, cell); err != nil || got != want {
			t.Errorf("%s has type %v, %v; want %v", cell, got, err, want)
		}
	}
	if xml := sheetXML(t, file); strings.Contains(xml, "<f>") || !strings.Contains(xml, `<c r="A2"><v>1</v></c>`) {
		t.Errorf("a formula, or no number:\n%s", xml)
	}
}

func TestXLSXWidthFollowsText(t *testing.T) {
	f, name := openXLSX(t, write(t, sheet.XLSX, "x", []any{"a"}, []any{"中文abc中文\nab"}))
	if got, err := f.GetColWidth(name, "A"); err != nil || got != 13 {
		t.Errorf("the column is %v wide, %v; want 4 × 2 + 3 + 2", got, err)
	}
}

func TestXLSXComesBackAndNeverRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := nastyRows(t)
		var cells [][]any
		for _, row := range rows {
			cells = append(cells, anys(row))
		}
		file := write(t, sheet.XLSX, "x", cells...)
		if diff := cmp.Diff(rows, readXLSX(t, file)); diff != "" {
			t.Fatal(diff)
		}
		xml := sheetXML(t, file)
		if strings.Contains(xml, "<f") || strings.Count(xml, "<c ") != strings.Count(xml, `t="inlineStr"`) {
			t.Fatalf("a cell is not a string:\n%s", xml)
		}
	})
}

func TestXLSXReplacesWhatXMLCannotHold(t *testing.T) {
	rows := readXLSX(t, write(t, sheet.XLSX, "x", []any{"a\x01b\x00c\uFFFEd\xffe"}))
	if got, want := rows[0][0], "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestXLSXIsTheSameEveryTime(t *testing.T) {
	table := func() []byte {
		rows := [][]any{{"序号", "名称"}}
		for i := range 300 {
			rows = append(rows, []any{i, "名称" + strconv.Itoa(i)})
		}
		return write(t, sheet.XLSX, "附件", rows...)
	}
	first := table()
	for range 10 {
		if !bytes.Equal(first, table()) {
			t.Fatal("the same rows gave other bytes")
		}
	}
	if got := len(readXLSX(t, first)); got != 301 {
		t.Errorf("%d rows, want 301: those after the sample are missing", got)
	}
}

func TestSheetNames(t *testing.T) {
	for title, want := range map[string]string{
		"":                             "Sheet1",
		"sheet1":                       "sheet1",
		"History":                      "Sheet1",
		`a:b\c/d?e*f[g]h`:              "abcdefgh",
		"'引号'":                         "引号",
		"a\x00\n\u202E\xffb":           "ab",
		strings.Repeat("长", 40):        strings.Repeat("长", 31),
		strings.Repeat("𠮷", 40):        strings.Repeat("𠮷", 15),
		strings.Repeat("a", 30) + "'b": strings.Repeat("a", 30),
	} {
		_, name := openXLSX(t, write(t, sheet.XLSX, title, []any{"a"}))
		if name != want {
			t.Errorf("%q became %q, want %q", title, name, want)
		}
	}
}

func TestXLSXWithoutRowsOpens(t *testing.T) {
	if rows := readXLSX(t, write(t, sheet.XLSX, "x")); len(rows) != 0 {
		t.Errorf("rows %q", rows)
	}
}

func TestXLSXLeavesNoTemporaryFile(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	files := func() int {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	for name, end := range map[string]func(sheet.Writer){
		"close":   func(w sheet.Writer) { _ = w.Close() },
		"discard": func(w sheet.Writer) { w.Discard() },
		"failure": func(w sheet.Writer) { _ = w.Row(1.5); _ = w.Close() },
	} {
		w, err := sheet.New(sheet.XLSX, io.Discard, "x")
		if err != nil {
			t.Fatal(err)
		}
		for range 700 { // more than excelize keeps in memory
			if err := w.Row(strings.Repeat("x", 30_000)); err != nil {
				t.Fatal(err)
			}
		}
		if files() == 0 {
			t.Fatal("the table is too small to need a temporary file, the test shows nothing")
		}
		if end(w); files() != 0 {
			t.Errorf("%s left a temporary file", name)
		}
	}
}
