package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"xuncha/service/sheet"
)

// siteShape is a small table to look for.
var siteShape = sheet.Shape{
	Columns: []sheet.Column{
		{Names: []string{"结果", "说明"}},
		{Field: "code", Names: []string{"网站标识码"}},
		{Field: "name", Names: []string{"网站名称"}},
		{Field: "opened_on", Names: []string{"开通日期"}},
	},
	Required: [][]string{{"code"}, {"name"}},
}

// read is what a file says: each line as its kind, its number and its cells.
func read(file []byte, shape sheet.Shape) (lines []string, err error) {
	f, err := sheet.Tell(file, sheet.UploadLimits())
	if err != nil {
		return nil, err
	}
	head, err := f.Head(shape)
	if err != nil {
		return nil, err
	}
	err = f.Lines(shape, head, func(kind sheet.LineKind, line sheet.Line) error {
		text := fmt.Sprintf("%s %d %q", kind, line.Number, line.Cells)
		for _, fault := range line.Faults {
			text += fmt.Sprint(" ", fault.Column, " ", fault.Code, fault.Args)
		}
		lines = append(lines, text)
		return nil
	})
	return lines, err
}

func readLines(t rapid.TB, file []byte, shape sheet.Shape) []string {
	t.Helper()
	lines, err := read(file, shape)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// forms are all the ways in which a table can be written.
func forms() (all []sheet.Form) {
	for _, e := range []sheet.Encoding{sheet.UTF8, sheet.UTF16LE, sheet.UTF16BE, sheet.GB18030} {
		for _, marked := range []bool{false, true} {
			for _, separator := range []string{",", ";", "\t"} {
				if e != sheet.GB18030 || !marked {
					all = append(all, sheet.Form{Format: sheet.CSV, Encoding: e, Marked: marked, Separator: separator})
				}
			}
		}
	}
	return append(all, sheet.Form{Format: sheet.XLSX, Sheet: "网站"})
}

func writeAs(t rapid.TB, form sheet.Form, rows [][]string) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := sheet.Like(form, &file)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		cells := make([]any, len(row))
		for i, cell := range row {
			cells[i] = cell
		}
		if err := w.Row(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// drawCell is a text of a cell: what people write, and what has broken a reader before.
func drawCell(t *rapid.T, name string) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{
			"", "甲", "4228000001", "a,b;c\td", "\"引\"", "两\n行", "=1+1", "'=1", "＝", "@x", "-", "𠮷𡈽𬭚", "㐀", "é", "é", "①", "\u3000空", "中 ", "联通", "1e5", "0001", "\u200b零宽",
		}),
		rapid.StringOfN(rapid.RuneFrom([]rune("甲乙丙国家ab1=+-@'\"; ,\t𠮷😀〇")), 0, 12, -1),
	).Draw(t, name)
}

// says is what a table with a header in its first line must be read as. A cell without text has none.
func says(rows [][]string) (lines []string) {
	for i, row := range rows {
		kind, cells := sheet.DataLine, slices.Clone(row)
		if i == 0 {
			kind = sheet.HeaderLine
		}
		for n, cell := range cells {
			if strings.TrimSpace(cell) == "" {
				cells[n] = ""
			}
		}
		lines = append(lines, fmt.Sprintf("%s %q", kind, cells))
	}
	return lines
}

func checkForm(t rapid.TB, form sheet.Form, rows [][]string) {
	t.Helper()
	f, err := sheet.Tell(writeAs(t, form, rows), sheet.UploadLimits())
	if err != nil {
		t.Fatalf("%+v: %v", form, err)
	}
	head, err := f.Head(siteShape)
	if err != nil {
		t.Fatalf("%+v: %v", form, err)
	}
	var lines []string
	err = f.Lines(siteShape, head, func(kind sheet.LineKind, line sheet.Line) error {
		for n, cell := range line.Cells {
			if strings.TrimSpace(cell) == "" {
				line.Cells[n] = ""
			}
		}
		lines = append(lines, fmt.Sprintf("%s %q", kind, line.Cells))
		return nil
	})
	if err != nil || f.Form != form {
		t.Fatalf("%+v was taken for %+v: %v", form, f.Form, err)
	}
	if diff := cmp.Diff(says(rows), lines); diff != "" {
		t.Fatalf("%+v (-written +read):\n%s", form, diff)
	}
}

// A table says the same however it is written, and is told to be written so.
func TestATableInEveryForm(t *testing.T) {
	header := []string{"网站标识码", "网站名称", "开通日期", "说明"}
	for _, form := range forms() {
		checkForm(t, form, [][]string{header, {"4228000001", "𠮷,a;b\tc\"d\"", "两\n行", "=1"}, {"4228000002", "联通 㐀", "", ""}})
	}
	rapid.Check(t, func(t *rapid.T) {
		rows := [][]string{header}
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			row := []string{"4228000001"}
			for i := range 3 {
				row = append(row, drawCell(t, fmt.Sprint("cell ", i)))
			}
			rows = append(rows, row)
		}
		checkForm(t, rapid.SampledFrom(forms()).Draw(t, "form"), rows)
	})
}

// A header is found below titles, among sheets and with any separator; what is no row is told apart.
func TestLinesThatAreNoRows(t *testing.T) {
	rows := [][]string{
		{"恩施州政府网站一览表"},
		{"填报单位：示例局", "", "2022-09-30"},
		{" 网站标识码 ", "网站\n名称", "备注"},
		{"4228000001", "甲", ""},
		{"小计", "1", ""},
		{"网站标识码", "网站 名称", "备注"},
		{"4228000002", "乙", "合计"},
		{"合 计：2家"},
		{"注：截至本月末"},
		{"", "合计", ""},
	}
	want := []string{
		`title 1 ["恩施州政府网站一览表"]`,
		`title 2 ["填报单位：示例局" "" "2022-09-30"]`,
		`header 3 [" 网站标识码 " "网站\n名称" "备注"]`,
		`data 4 ["4228000001" "甲" ""]`,
		`total 5 ["小计" "1"]`,
		`header_again 6 ["网站标识码" "网站 名称" "备注"]`,
		`data 7 ["4228000002" "乙" "合计"]`,
		`total 8 ["合 计：2家"]`,
		`note 9 ["注：截至本月末"]`,
		`total 10 ["" "合计"]`,
	}
	if diff := cmp.Diff(want, readLines(t, writeAs(t, sheet.Form{Format: sheet.XLSX, Sheet: "x"}, rows), siteShape)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := readLines(t, []byte("sep=;\r\n网站标识码;网站名称\r\n4228000001;甲\r\n"), siteShape); got[1] != `data 3 ["4228000001" "甲"]` {
		t.Errorf("with a line that says what separates: %q", got)
	}
}

func excelBook(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	var file bytes.Buffer
	if err := errors.Join(fill(f), f.Write(&file), f.Close()); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// repack changes a part of a workbook as it stands in its archive.
func repack(t testing.TB, file []byte, part string, change func(string) string) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range old.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if f.Name == part {
			content = []byte(change(string(content)))
		}
		p, err2 := w.Create(f.Name)
		if err2 == nil {
			_, err2 = p.Write(content)
		}
		if err := errors.Join(err, err2, r.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func setRow(f *excelize.File, title, at string, cells ...any) error {
	return f.SetSheetRow(title, at, &cells)
}

// The sheet is the first that is not hidden and has a header, or the one that is named.
func TestSheetsOfABook(t *testing.T) {
	file := excelBook(t, func(f *excelize.File) error {
		_, err := f.NewSheet("藏")
		_, err2 := f.NewSheet("数据")
		return errors.Join(err, err2, setRow(f, "Sheet1", "A1", "说明", "填写"), setRow(f, "藏", "A1", "网站标识码", "网站名称"),
			setRow(f, "藏", "A2", "4228000001", "藏"), setRow(f, "数据", "A2", "网站标识码", "网站名称"), setRow(f, "数据", "A3", "4228000001", "数"),
			f.SetSheetVisible("藏", false))
	})
	for title, want := range map[string]string{"": "数", "藏": "藏", " 数 据": "数"} {
		shape := siteShape
		shape.Sheet = title
		if got := readLines(t, file, shape); !strings.Contains(got[len(got)-1], want) {
			t.Errorf("the sheet %q: %q", title, got)
		}
	}
	shape := siteShape
	for title, want := range map[string]string{"无": "invalid_fields sheet:sheet_missing", "Sheet1": "invalid_fields code:column_missing name:column_missing"} {
		shape.Sheet = title
		if _, err := read(file, shape); refusal(t, err) != want {
			t.Errorf("the sheet %q: %v", title, err)
		}
	}
	if _, err := read([]byte("网站标识码,网站名称\n1,2\n"), shape); refusal(t, err) != "invalid_fields sheet:sheet_of_text" {
		t.Errorf("a sheet of a text: %v", err)
	}
}

// Cells of a workbook come as people see them. What cannot be known for sure is told with the name of the cell.
func TestTypedCells(t *testing.T) {
	for from1904, want := range map[bool][]string{
		false: {
			`data 2 ["4228000001" "甲" "2022-09-30"]`,
			`data 3 ["4228000001" "甲" "2022-09-30 12:30:00"]`,
			`data 4 ["4228000001" "甲" "60"] 2 cell_date[C4 60]`,
			`data 5 ["4228000001" "甲" "-1"] 2 cell_date[C5 -1]`,
			`data 6 ["4228000001" "甲" "1900-02-28"]`,
			`data 7 ["914228000000000000" "甲" ""] 0 number_lost_digits[A7]`,
			`data 8 ["4228000001" "3" ""] 1 cell_formula_at[B8]`,
			`data 9 ["4228000001" "#N/A" ""] 1 cell_error_at[B9 #N/A]`,
			`data 10 ["是" "44834" ""]`,
		},
		true: {`data 2 ["4228000001" "甲" "2026-10-01"]`},
	} {
		file := excelBook(t, func(f *excelize.File) error {
			long := "yyyy\"年\"m\"月\"d\"日\""
			day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			custom, err2 := f.NewStyle(&excelize.Style{CustomNumFmt: &long})
			err = errors.Join(err, err2, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}), setRow(f, "Sheet1", "A1", "网站标识码", "网站名称", "开通日期"))
			for row, n := range map[int]float64{2: 44834, 3: 44834 + 12.5/24, 4: 60, 5: -1, 6: 59} {
				cell := fmt.Sprint("C", row)
				style := day
				if row == 2 {
					style = custom
				}
				err = errors.Join(err, setRow(f, "Sheet1", fmt.Sprint("A", row), 4228000001, "甲", n), f.SetCellStyle("Sheet1", cell, cell, style))
			}
			return errors.Join(err, setRow(f, "Sheet1", "A7", 914228000000000000, "甲"), setRow(f, "Sheet1", "A8", 4228000001, 3),
				f.SetCellFormula("Sheet1", "B8", "1+2"), setRow(f, "Sheet1", "A9", "4228000001", 9), setRow(f, "Sheet1", "A10", true, 44834))
		})
		file = repack(t, file, "xl/worksheets/sheet1.xml", func(text string) string {
			return strings.Replace(text, `<c r="B9"><v>9</v>`, `<c r="B9" t="e"><v>#N/A</v>`, 1)
		})
		if got := readLines(t, file, siteShape); from1904 {
			if got[1] != want[0] {
				t.Errorf("counted from 1904: %s", got[1])
			}
		} else if diff := cmp.Diff(want, got[1:]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// What was read as GB18030 and has no known header may be written in something else; that is said.
func TestAnotherEncoding(t *testing.T) {
	big5 := []byte("\xa4\xa4,\xa4\xa4\n1,2\n") // 中,中
	if _, err := read(big5, siteShape); refusal(t, err) != "invalid_fields code:column_missing name:column_missing encoding:read_as_gb18030" {
		t.Errorf("Big5: %v", err)
	}
	half, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("网站标识码,网站名称\n1,𠮷\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(half[:len(half)-2], siteShape); refusal(t, err) != "not_encoding" {
		t.Errorf("a character that is cut: %v", err)
	}
	if _, err := read([]byte("网站标识码,网站名称\n1,\xb9\xab\n"), siteShape); refusal(t, err) != "not_utf8" {
		t.Errorf("two encodings in one file: %v", err)
	}
}

// Every row comes once, however often the lines are walked over.
func TestLinesAreWalkedAgain(t *testing.T) {
	f, err := sheet.Tell(writeAs(t, sheet.Form{Format: sheet.XLSX, Sheet: "x"}, [][]string{{"网站标识码", "网站名称"}, {"1", "2"}, {"3", "4"}}), sheet.UploadLimits())
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.Head(siteShape)
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int
	for range 2 {
		err := f.Lines(siteShape, head, func(kind sheet.LineKind, line sheet.Line) error {
			if kind == sheet.DataLine {
				numbers = append(numbers, line.Number)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	n, err := f.Count(siteShape, head, 1)
	if err != nil || n != 2 || !slices.Equal(numbers, []int{2, 3, 2, 3}) {
		t.Errorf("%v, then %d: %v", numbers, n, err)
	}
	if err := f.Lines(siteShape, head, func(sheet.LineKind, sheet.Line) error { return io.ErrClosedPipe }); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the error of who takes the lines: %v", err)
	}
}
