package sheet_test

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service/sheet"
)

// formula is the oracle for a cell that might run, written independently of the guard.
var formula = regexp.MustCompile(`^[\s\p{Z}\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]`)

func TestCSVBytes(t *testing.T) {
	got := write(t, sheet.CSV, "ignored",
		[]any{"序号", "名称", "日期", "备注"},
		[]any{1, `a,"b"`, model.Date("2022-09-30"), nil},
		[]any{int8(-2), "two\nlines\r\n", "", "=1+1"},
		[]any{uint64(1 << 53), "bad \xff and \x00", " x", "'quoted'"})
	want := "\uFEFF序号,名称,日期,备注\r\n" +
		"1,\"a,\"\"b\"\"\",2022-09-30,\r\n" +
		"-2,\"two\nlines\r\n\",,'=1+1\r\n" +
		"9007199254740992,bad \uFFFD and \uFFFD,\" x\",'quoted'\r\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestGuard(t *testing.T) {
	for _, c := range []struct{ text, inFile string }{
		{"", ""},
		{"text", "text"},
		{"—", "—"},
		{"100%", "100%"},
		{"a=b", "a=b"},
		{"'text", "'text"},
		{"=1", "'=1"},
		{"+86", "'+86"},
		{"-", "'-"},
		{"@x", "'@x"},
		{"＝1", "'＝1"},
		{"＋1", "'＋1"},
		{"－1", "'－1"},
		{"＠x", "'＠x"},
		{"  =1", "'  =1"},
		{"\u3000=1", "'\u3000=1"},
		{"\uFEFF=1", "'\uFEFF=1"},
		{"\u200B@x", "'\u200B@x"},
		{"\tx", "'\tx"},
		{"\rx", "'\rx"},
		{"\nx", "'\nx"},
		{" \tx", " \tx"},
		{"'=1", "''=1"},
		{"''=1", "'''=1"},
		{"' =1", "'' =1"},
	} {
		file := write(t, sheet.CSV, "", []any{"h", "g"}, []any{"x", c.text})
		if got := rawCSV(t, file)[1][1]; got != c.inFile {
			t.Errorf("%q stands in the file as %q, want %q", c.text, got, c.inFile)
		}
		if got := sheet.Unguard(c.inFile); got != c.text {
			t.Errorf("Unguard(%q) = %q, want %q", c.inFile, got, c.text)
		}
	}
}

// rawCSV parses with the standard library, whose line ends inside cells are LF.
func rawCSV(t rapid.TB, file []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\uFEFF"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSVComesBackAndNeverRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := nastyRows(t)
		var cells [][]any
		for _, row := range rows {
			cells = append(cells, anys(row))
		}
		file := write(t, sheet.CSV, "", cells...)
		if diff := cmp.Diff(rows, readBack(t, sheet.CSV, file)); diff != "" {
			t.Fatal(diff)
		}
		for _, row := range rawCSV(t, file) {
			for _, cell := range row {
				if formula.MatchString(cell) {
					t.Fatalf("the cell %q could run", cell)
				}
			}
		}
	})
}

func TestCSVArrivesWhileItIsWritten(t *testing.T) {
	var out bytes.Buffer
	w, err := sheet.New(sheet.CSV, &out, "")
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		if err := w.Row("ab", 1); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Count(out.String(), "\r\n"); got != 1000 {
		t.Errorf("%d of 1000 rows arrived before Close", got)
	}
}

// In GB18030 a file says what it says in UTF-8, whatever the characters, and has no mark.
func TestGB18030(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cells [][]any
		for _, row := range nastyRows(t) {
			cells = append(cells, anys(row))
		}
		plain := bytes.TrimPrefix(write(t, sheet.CSV, "", cells...), []byte("\ufeff"))
		read, err := simplifiedchinese.GB18030.NewDecoder().Bytes(write(t, sheet.CSVGB18030, "", cells...))
		if err != nil || !bytes.Equal(read, plain) {
			t.Fatalf("%q, want %q, %v", read, plain, err)
		}
	})
}
