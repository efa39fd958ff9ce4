package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service/sheet"
)

func writeBook(t rapid.TB, pages ...sheet.Page) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := sheet.WriteBook(&file, "工作簿", pages); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func readBook(file []byte, titles ...string) (*sheet.Book, error) {
	wanted := make([]sheet.Wanted, len(titles))
	for i, title := range titles {
		wanted[i] = sheet.Wanted{Title: title, Required: true}
	}
	return sheet.ReadBook(bytes.NewReader(file), sheet.SmallBook(), wanted...)
}

// refusal is the code of a refusal with its fields.
func refusal(t rapid.TB, err error) string {
	t.Helper()
	var refused *model.Error
	if !errors.As(err, &refused) {
		t.Fatalf("not a refusal: %v", err)
	}
	text := refused.Code
	for _, f := range refused.Fields {
		text += " " + f.Field + ":" + f.Code
	}
	return text
}

// What excelize, or a spreadsheet program, writes: shared texts, numbers, booleans, empty rows, cells out of the way.
func TestBookOfAnotherProgram(t *testing.T) {
	f := excelize.NewFile()
	for cell, value := range map[string]any{
		"A1": "名称", "B1": "分值", "C3": "  两边 ", "A3": 1.1, "B3": 0.1 + 0.2, "A4": true, "B4": false, "D4": 12345678901,
		"A9": "换\n行", "B9": "_x005F_x0041_", "C9": 1e21,
	} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellRichText("Sheet1", "D9", []excelize.RichTextRun{{Text: "粗"}, {Text: "细"}}); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := f.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	got, err := readBook(file.Bytes(), "Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.BookRow{
		{Number: 1, Cells: []string{"名称", "分值"}},
		{Number: 3, Cells: []string{"1.1", "0.3", "  两边 "}},
		{Number: 4, Cells: []string{"是", "否", "", "12345678901"}},
		{Number: 9, Cells: []string{"换\n行", "_x0041_", "1000000000000000000000", "粗细"}},
	}
	if diff := cmp.Diff(want, got.Sheets["Sheet1"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBookComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := nastyRows(t)
		var cells [][]any
		var want []sheet.BookRow
		for i, row := range rows {
			cells = append(cells, anys(row))
			row = trimmed(row)
			if len(row) > 0 {
				want = append(want, sheet.BookRow{Number: i + 1, Cells: row})
			}
		}
		got, err := readBook(writeBook(t, sheet.Page{Title: "甲"}, sheet.Page{Title: "乙", Rows: cells}), "乙")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Sheets["乙"]); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Texts that look like what a workbook writes for what XML cannot hold, and numbers.
func TestBookKeepsEscapesAndNumbers(t *testing.T) {
	texts := []any{"_x0041_", "_x005F_x0041_", "_x005F_", "__x000A_", "a\nb", sheet.Number("2.05"), sheet.Number("100"), 7}
	want := []string{"_x0041_", "_x005F_x0041_", "_x005F_", "__x000A_", "a\nb", "2.05", "100", "7"}
	got, err := readBook(writeBook(t, sheet.Page{Title: "s", Rows: [][]any{texts}}), "s")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.Sheets["s"][0].Cells); diff != "" {
		t.Error(diff)
	}
	for _, cell := range []any{1.5, sheet.Number("x"), strings.Repeat("a", sheet.MaxCell+1)} {
		if err := sheet.WriteBook(&bytes.Buffer{}, "", []sheet.Page{{Title: "s", Rows: [][]any{{cell}}}}); err == nil {
			t.Errorf("%T was written", cell)
		}
	}
}

// trimmed are the cells up to the last with text, blank ones empty.
func trimmed(row []string) []string {
	end := 0
	clean := make([]string, len(row))
	for i, cell := range row {
		if strings.TrimSpace(cell) != "" {
			clean[i], end = cell, i+1
		}
	}
	return clean[:end]
}

func TestBookNamesFaultyCells(t *testing.T) {
	f := excelize.NewFile()
	for _, set := range []func() error{
		func() error { return f.SetCellValue("Sheet1", "A1", "甲") },
		func() error { return f.SetCellFormula("Sheet1", "B2", "1+1") },
		func() error { return f.SetCellFormula("Sheet1", "C3", `HYPERLINK("http://a.cn")`) },
	} {
		if err := set(); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if _, err := f.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	_, err := readBook(file.Bytes(), "Sheet1", "没有")
	if got, want := refusal(t, err), "invalid_fields Sheet1!B2:cell_formula Sheet1!C3:cell_formula 没有:sheet_missing"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// parts of a workbook that is made by hand.
type parts map[string]string

func book(cells string) parts {
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	return parts{
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="` + types + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="s" r:id="a" xmlns:r="r"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="` + types + `worksheet" Target="worksheets/s.xml"/></Relationships>`,
		"xl/worksheets/s.xml":        `<worksheet><sheetData>` + cells + `</sheetData></worksheet>`,
	}
}

func (p parts) with(name, content string) parts {
	p[name] = content
	return p
}

func (p parts) file(t testing.TB) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for name, content := range p {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func many(n int, of string) string { return strings.Repeat(of, n) }

func TestHostileBooks(t *testing.T) {
	text := func(s string) string { return `<row><c t="inlineStr"><is><t>` + s + `</t></is></c></row>` }
	tooManyParts := book("")
	for i := range 300 {
		tooManyParts[fmt.Sprintf("xl/media/%d.png", i)] = "x"
	}
	for what, tt := range map[string]struct {
		file []byte
		want string
	}{
		"good":                       {book(text("a")).file(t), ""},
		"nothing":                    {nil, "not_xlsx"},
		"an old or protected file":   {append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 2000)...), "not_xlsx"},
		"a picture":                  {[]byte("\x89PNG\r\n\x1a\n"), "not_xlsx"},
		"another archive":            {parts{"a.txt": "a"}.file(t), "not_xlsx"},
		"cut in half":                {book(text("a")).file(t)[:300], "not_xlsx"},
		"too large":                  {make([]byte, 4<<20+1), "body_too_large"},
		"a bomb":                     {book(text(many(2<<20, "A"))).file(t), "workbook_large"},
		"a bomb of shared texts":     {bombOfSharedTexts().file(t), "workbook_large"},
		"a bomb of empty rows":       {book(many(300_000, "<row/>")).file(t), "workbook_large"},
		"too many parts":             {tooManyParts.file(t), "workbook_parts"},
		"too many rows":              {book(many(2001, text("a"))).file(t), "sheet_rows s:sheet_rows"},
		"too many columns":           {book(`<row><c r="ZZ1"><v>1</v></c></row>`).file(t), "invalid_fields s!ZZ1:sheet_columns"},
		"a cell that is too long":    {book(text(many(sheet.MaxCell+1, "a"))).file(t), "invalid_fields s!A1:cell_long"},
		"a column that is none":      {book(`<row r="1"><c r="1A"><v>1</v></c></row>`).file(t), "not_xlsx"},
		"cells out of order":         {book(`<row><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`).file(t), "not_xlsx"},
		"a row twice":                {book(`<row r="2"/><row r="2"/>`).file(t), "not_xlsx"},
		"a row beyond the last":      {book(`<row r="1048577"/>`).file(t), "not_xlsx"},
		"a cell of another row":      {book(`<row r="2"><c r="A3"><v>1</v></c></row>`).file(t), "not_xlsx"},
		"a missing text":             {book(`<row><c t="s"><v>7</v></c></row>`).file(t), "not_xlsx"},
		"a number that is none":      {book(`<row><c><v>NaN</v></c></row>`).file(t), "not_xlsx"},
		"an endless number":          {book(`<row><c><v>1e999</v></c></row>`).file(t), "not_xlsx"},
		"a kind that is none":        {book(`<row><c t="x"><v>1</v></c></row>`).file(t), "not_xlsx"},
		"an error":                   {book(`<row><c t="e"><v>#REF!</v></c></row>`).file(t), "invalid_fields s!A1:cell_error"},
		"a formula with its result":  {book(`<row><c t="str"><f>A2</f><v>2</v></c></row>`).file(t), "invalid_fields s!A1:cell_formula"},
		"nested without end":         {book(many(1000, "<a>")).file(t), "not_xlsx"},
		"an entity of its own":       {book("").with("xl/worksheets/s.xml", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet><sheetData>`+text("&b;")+`</sheetData></worksheet>`).file(t), "not_xlsx"},
		"a part outside":             {book(text("a")).with("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="x/worksheet" Target="../../../etc/passwd"/></Relationships>`).file(t), "not_xlsx"},
		"a sheet on another machine": {book(text("a")).with("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="x/worksheet" Target="http://a.cn/" TargetMode="External"/></Relationships>`).file(t), "invalid_fields s:sheet_missing"},
		"parts of one name":          {twice(t), "not_xlsx"},
	} {
		t.Run(what, func(t *testing.T) {
			limits := sheet.SmallBook()
			limits.Unpacked = 1 << 20
			_, err := sheet.ReadBook(bytes.NewReader(tt.file), limits, sheet.Wanted{Title: "s", Required: true})
			if tt.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if got := refusal(t, err); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func bombOfSharedTexts() parts { return withSharedTexts(many(100_000, "<si><t>a</t></si>")) }

func withSharedTexts(texts string) parts {
	b := book("").with("xl/shared.xml", "<sst>"+texts+"</sst>")
	b["xl/_rels/workbook.xml.rels"] = strings.Replace(b["xl/_rels/workbook.xml.rels"], "</Relationships>",
		`<Relationship Id="b" Type="x/sharedStrings" Target="/xl/shared.xml"/></Relationships>`, 1)
	return b
}

// twice is an archive in which a part stands under two spellings of its name.
func twice(t testing.TB) []byte {
	return book("").with("XL/Workbook.xml", "<workbook/>").file(t)
}

func TestBookDays(t *testing.T) {
	newer, err := readBook(book("").file(t), "s")
	if err != nil {
		t.Fatal(err)
	}
	older := book("")
	older["xl/workbook.xml"] = strings.Replace(older["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	from1904, err := readBook(older.file(t), "s")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"43556": "2019-04-01", "44834": "2022-09-30", "2019-04-01": "2019-04-01", "60": "60", "x": "x", "": ""} {
		if got := newer.Day(text); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
	if got := from1904.Day("42094"); got != "2019-04-01" {
		t.Errorf("counted from 1904 it is %s", got)
	}
}

// FuzzReadBook holds two promises: a refusal is always one that a caller may see, and the limits hold.
func FuzzReadBook(f *testing.F) {
	for _, cells := range []string{"", "<row><c><v>1</v></c></row>", `<row r="3"><c r="B3" t="inlineStr"><is><t>a_x000A_</t></is></c></row>`, "<row", "<a><b></a>"} {
		f.Add(cells, "<sst><si><t>a</t></si></sst>")
	}
	limits := sheet.SmallBook()
	limits.Rows, limits.Columns, limits.Cell = 5, 5, 20
	f.Fuzz(func(t *testing.T, cells, shared string) {
		b := withSharedTexts("").with("xl/worksheets/s.xml", cells).with("xl/shared.xml", shared)
		got, err := sheet.ReadBook(bytes.NewReader(b.file(t)), limits, sheet.Wanted{Title: "s"})
		if err != nil {
			refusal(t, err)
			return
		}
		for _, row := range got.Sheets["s"] {
			if len(row.Cells) > limits.Columns || len(got.Sheets["s"]) > limits.Rows {
				t.Fatalf("%+v", row)
			}
		}
	})
}

// The same pages give the same bytes, however many there are: the sheets are told by their name alone.
func TestBooksAreTheSameBytes(t *testing.T) {
	pages := make([]sheet.Page, 6)
	for i := range pages {
		pages[i] = sheet.Page{Title: fmt.Sprintf("第%d页", i), Rows: [][]any{{"甲", "乙"}, {i, sheet.Number("1.5")}}}
	}
	var first []byte
	for range 20 { // of an order by chance, two in a row are alike once in 720
		var file bytes.Buffer
		if err := sheet.WriteBook(&file, "工作簿", pages); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = file.Bytes()
		}
		if !bytes.Equal(first, file.Bytes()) {
			t.Fatal("another workbook of the same pages")
		}
	}
}
