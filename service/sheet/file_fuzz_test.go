package sheet_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"xuncha/model"
	"xuncha/service/sheet"
)

var smallLimits = sheet.Limits{Bytes: 20_000, Rows: 20, Columns: 8, Cell: 200, Unpacked: 100_000, Ratio: 100, Parts: 20}

// walk reads a file as an import would. A refusal is always one that a caller may see, and the limits hold.
func walk(t *testing.T, content []byte) (lines [][]string, form sheet.Form, ok bool) {
	t.Helper()
	seen := func(err error) bool {
		if refusal := new(model.Error); err != nil && !errors.As(err, &refusal) {
			t.Fatalf("an error that no caller may see: %v", err)
		}
		return err != nil
	}
	f, err := sheet.Tell(content, smallLimits)
	if seen(err) {
		return nil, form, false
	}
	head, err := f.Head(siteShape)
	if seen(err) {
		return nil, f.Form, false
	}
	rows := 0
	err = f.Lines(siteShape, head, func(kind sheet.LineKind, line sheet.Line) error {
		if kind == sheet.DataLine {
			rows++
		}
		if len(line.Cells) > smallLimits.Columns+len(head.Cells) || rows > smallLimits.Rows {
			t.Fatalf("%d cells in row %d", len(line.Cells), rows)
		}
		for _, cell := range line.Cells {
			if !utf8.ValidString(cell) || strings.Contains(cell, "\x00") || len([]rune(cell)) > smallLimits.Cell {
				t.Fatalf("a cell of %q", cell)
			}
		}
		lines = append(lines, line.Cells)
		return nil
	})
	return lines, f.Form, !seen(err)
}

// FuzzTell holds what is told of a text, whatever its encoding: what was read can be written in the same form and reads the
// same again.
func FuzzTell(f *testing.F) {
	for _, seed := range []string{
		"", "网站标识码,网站名称\n1,2\n", "\ufeff网站标识码;网站名称\r\n1;\"2\n\"\r\n", "sep=;\n网站标识码;网站名称\n1;2\n", "网站标识码\t网站名称\n'=1\t2\n合计\n",
		"\xff\xfeQ\x7f\xd9z", "\xcd\xf8\xd5\xbe\xb1\xea\xca\xb6\xc2\xeb,\xcd\xf8\xd5\xbe\xc3\xfb\xb3\xc6\n1,\x95\x32\x82\x36\n", "\xd0\xcf\x11\xe0", "a\x00b", "PK\x03\x04",
	} {
		f.Add([]byte(seed))
	}
	for _, form := range forms() {
		f.Add(writeAs(f, form, [][]string{{"网站标识码", "网站名称"}, {"1", "𠮷"}}))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		lines, form, ok := walk(t, content)
		if !ok || form.Format != sheet.CSV {
			return
		}
		again, told, ok := walk(t, writeAs(t, form, lines))
		if !ok || told != form {
			t.Skip() // written anew it may be longer than the limits, or plain enough to be told for another encoding
		}
		if len(again) != len(lines) {
			t.Fatalf("%q became %q", lines, again)
		}
	})
}

// FuzzArchive holds the look at an archive before it is unpacked: no bytes bring the program down.
func FuzzArchive(f *testing.F) {
	good := book(`<row r="1"><c t="inlineStr"><is><t>网站标识码</t></is></c></row>`)
	good["[Content_Types].xml"] = `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	f.Add(good.file(f))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add(writeAs(f, sheet.Form{Format: sheet.XLSX, Sheet: "s"}, [][]string{{"网站标识码", "网站名称"}, {"1", "2"}}))
	f.Fuzz(func(t *testing.T, content []byte) {
		walk(t, append([]byte("PK\x03\x04"), bytes.TrimPrefix(content, []byte("PK\x03\x04"))...))
	})
}

// FuzzCells holds the reader of cells to the same, whatever stands in a sheet.
func FuzzCells(f *testing.F) {
	const head = `<row><c t="inlineStr"><is><t>网站标识码</t></is></c><c t="inlineStr"><is><t>网站名称</t></is></c></row>`
	for _, seed := range []string{
		head, head + `<row><c><v>4228000001</v></c><c t="b"><v>1</v></c></row>`, head + `<row r="9"><c r="A9" s="1"><v>44834.5</v></c><c t="e"><v>#N/A</v></c></row>`,
		head + `<row><c t="str"><f>1+2</f><v>3</v></c></row>`, head + `<row><c t="s"><v>0</v></c><c t="s"><v>9</v></c></row>`, head + `<row><c><v>1e400</v></c></row>`,
		head + `<row><c r="ZZ2" t="inlineStr"><is><t>_x0041_</t></is></c></row>`, `<row><c>`, head + `<row><c t="d"><v>2022-09-30</v></c><c><v>-1</v></c></row>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cells string) {
		parts := book(cells)
		parts["[Content_Types].xml"] = `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
		walk(t, parts.file(t))
	})
}
