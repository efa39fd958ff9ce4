package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service/sheet"
)

// FuzzReadCSV holds three promises: a refusal is always one that a caller may see, the limits hold, and what was read can
// be written and read again. The standard library, where it agrees to read the file at all, must see the same cells.
func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"", "\uFEFF", "a,b\r\n1,2\r\n", "a,b\n\"1\r\n2\",\"\"\"\"\n", "a,b\n'=1,''@x\n\n,,\n1,2,3\n", "a\r1\r", "\"", "a\n\"b", "a\nb\"",
		"a\n\x00", "a\n\xff", "\xff\xfea\x00", "\xd0\xf2\xba\xc5\n1", "\uFEFF\uFEFFa\n𠮷\r", ",a\n \u3000,＝1\n", "a\n\"b\"c", "\"a\"\r\n\"\r\"\r",
		"\"'\n \"\n0\n00",
	} {
		f.Add([]byte(seed))
	}
	limits := sheet.Limits{Bytes: 2000, Rows: 20, Columns: 8, Cell: 50}
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := sheet.ReadCSV(bytes.NewReader(file), limits)
		if err != nil {
			if refusal := new(model.Error); !errors.As(err, &refusal) {
				t.Fatalf("an error that no caller may see: %v", err)
			}
			return
		}
		rows := [][]string{table.Header}
		for i, row := range table.Rows {
			if row.Number != i+1 || (row.Problem != nil) != (len(row.Cells) > len(table.Header)) {
				t.Fatalf("row %d: %+v", i+1, row)
			}
			rows = append(rows, row.Cells)
		}
		checkLimits(t, limits, file, rows)
		if diff := cmp.Diff(standardCells(t, file, len(table.Header)), foldLineEnds(rows)); diff != "" {
			t.Fatal(diff)
		}
		cells := make([][]any, len(rows))
		for i, row := range rows {
			cells[i] = anys(row)
		}
		if diff := cmp.Diff(rows, readBack(t, sheet.CSV, write(t, sheet.CSV, "", cells...))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func checkLimits(t *testing.T, limits sheet.Limits, file []byte, rows [][]string) {
	t.Helper()
	if int64(len(file)) > limits.Bytes || len(rows) > limits.Rows+1 {
		t.Fatalf("%d bytes and %d rows were taken", len(file), len(rows))
	}
	for _, row := range rows {
		if len(row) > limits.Columns {
			t.Fatalf("%d columns were taken", len(row))
		}
		for _, cell := range row {
			if n := len(utf16.Encode([]rune(cell))); n > limits.Cell {
				t.Fatalf("a cell of %d characters was taken", n)
			}
		}
	}
}

// standardCells reads with encoding/csv and brings the result into the shape of a Table.
func standardCells(t *testing.T, file []byte, width int) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\uFEFF"))))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatalf("the standard library refuses the file: %v", err)
	}
	var rows [][]string
	for _, record := range records {
		for i := range record {
			record[i] = sheet.Unguard(record[i])
		}
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			continue
		}
		for len(record) < width {
			record = append(record, "")
		}
		for len(record) > width && strings.TrimSpace(record[len(record)-1]) == "" {
			record = record[:len(record)-1]
		}
		rows = append(rows, record)
	}
	return rows
}

// foldLineEnds does to cells what encoding/csv does.
func foldLineEnds(rows [][]string) [][]string {
	folded := make([][]string, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			folded[i] = append(folded[i], strings.ReplaceAll(cell, "\r\n", "\n"))
		}
	}
	return folded
}
