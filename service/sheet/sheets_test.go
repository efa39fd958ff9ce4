package sheet

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What a sheet cannot hold goes on in the next one, under the header.
func TestRowsBeyondASheet(t *testing.T) {
	var out bytes.Buffer
	made, err := newXLSX(&out, "网站")
	if err != nil {
		t.Fatal(err)
	}
	defer made.Discard()
	w := made.(*xlsxWriter)
	w.most = 150
	for i := range 400 {
		cells := []any{fmt.Sprint("row ", i)}
		if i == 0 {
			cells = []any{"header"}
		}
		if err := w.Row(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	next, headers := 1, 0
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil || len(rows) > 150 {
			t.Fatalf("%s has %d rows, %v", name, len(rows), err)
		}
		for i, row := range rows {
			switch {
			case i == 0 && row[0] == "header":
				headers++
			case row[0] != fmt.Sprint("row ", next):
				t.Fatalf("%s row %d is %q, want row %d", name, i+1, row[0], next)
			default:
				next++
			}
		}
	}
	if next != 400 || headers != 3 || len(book.GetSheetList()) != 3 {
		t.Errorf("%d rows under %d headers in %v", next-1, headers, book.GetSheetList())
	}
}
