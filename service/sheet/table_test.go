package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service/sheet"
)

func TestReadCSV(t *testing.T) {
	plain := &sheet.Table{Header: []string{"a", "b"}, Rows: []sheet.Row{
		{Number: 1, Line: 2, Cells: []string{"1", "2"}},
		{Number: 2, Line: 3, Cells: []string{"3", "4"}},
	}}
	one := func(line int, cells ...string) *sheet.Table {
		return &sheet.Table{Header: []string{"a", "b"}, Rows: []sheet.Row{{Number: 1, Line: line, Cells: cells}}}
	}
	for name, c := range map[string]struct {
		file string
		want *sheet.Table
	}{
		"CRLF":                 {"a,b\r\n1,2\r\n3,4\r\n", plain},
		"LF":                   {"a,b\n1,2\n3,4\n", plain},
		"mixed line ends":      {"a,b\r\n1,2\n3,4\r\n", plain},
		"no final newline":     {"a,b\r\n1,2\r\n3,4", plain},
		"cut within CRLF":      {"a,b\r\n1,2\r\n3,4\r", plain},
		"byte order mark":      {"\uFEFFa,b\r\n1,2\r\n3,4\r\n", plain},
		"mark before a quote":  {"\uFEFF\"a\",b\r\n1,2\r\n3,4\r\n", plain},
		"all quoted":           {"\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"", plain},
		"blank columns at end": {"a,b,, \n1,2,,\n3,4,,\u3000,\n", plain},
		"empty lines":          {"\n\r\n,,\na,b\n\n , \n1,2\n\n", one(7, "1", "2")},
		"lines inside cells":   {"a,b\n\"1\r\n2\n3\r4\",\"\"\n", one(2, "1\r\n2\n3\r4", "")},
		"blank over lines":     {"\"a\",b\n\"\n\n\n\",\n1,2\n", one(6, "1", "2")},
		"commas and quotes":    {"a,b\n\"1,\"\"2\"\"\",\"\"\"\"\n", one(2, `1,"2"`, `"`)},
		"not trimmed":          {"a,b\n 1 ,\u30002\t\n", one(2, " 1 ", "\u30002\t")},
		"short row":            {"a,b\n1\n", one(2, "1", "")},
		"guarded":              {"a,b\n'=1,''=1\n", one(2, "=1", "'=1")},
		"formula of others":    {"a,b\n=1,'x\n", one(2, "=1", "'x")},
		"second mark is text":  {"a,b\n\uFEFF,\uFFFD\n", one(2, "\uFEFF", "\uFFFD")},
		"long row": {"a,b\n1,,3\n", &sheet.Table{Header: []string{"a", "b"}, Rows: []sheet.Row{{
			Number: 1, Line: 2, Cells: []string{"1", "", "3"},
			Problem: &model.FieldError{Field: "row", Code: "more_cells_than_header", Args: []any{3, 2}},
		}}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(c.file), iotest.OneByteReader(strings.NewReader(c.file))} {
				got, err := sheet.ReadCSV(r, sheet.UploadLimits())
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestReadCSVRefuses(t *testing.T) {
	small := sheet.Limits{Bytes: 60, Rows: 2, Columns: 3, Cell: 5}
	for name, c := range map[string]struct {
		file string
		code string
		args []any
	}{
		"nothing":                 {"", "file_empty", nil},
		"only a mark":             {"\uFEFF", "file_empty", nil},
		"only empty lines":        {"\r\n,,\n \n", "file_empty", nil},
		"only a header":           {"a,b\r\n,\r\n", "file_without_rows", nil},
		"invalid byte":            {"a,b\n1,2\n\n3,\xff\n", "not_utf8", []any{4, 2}},
		"cut character":           {"a,b\n1,\xe4\xb8", "not_utf8", []any{2, 1}},
		"surrogate":               {"a\n\xed\xa0\x80\n", "not_utf8", []any{2, 1}},
		"GB18030":                 {"\xd0\xf2\xba\xc5,b\n1,2\n", "not_utf8", []any{1, 0}},
		"GB18030 with four bytes": {"a\n\x82\x30\x81\x30\n", "not_utf8", []any{2, 1}},
		"Big5":                    {"\xa4\xa4,b\n1,2\n", "not_utf8", []any{1, 0}},
		"UTF-16LE":                {"\xff\xfea\x00,\x00b\x00\n\x00", "not_utf8", []any{1, 0}},
		"UTF-16BE":                {"\xfe\xff\x00a\x00,\x00b\x00\n", "not_utf8", []any{1, 0}},
		"NUL":                     {"a,b\n1,\x00\n", "nul_character", []any{2, 1}},
		"NUL in quotes":           {"a,b\n\"\n\x00\",\n", "nul_character", []any{3, 1}},
		"bare CR":                 {"a,b\r1,2\r", "bare_carriage_return", []any{1, 0}},
		"bare CR after a quote":   {"a\n\"b\"\rc\n", "bare_carriage_return", []any{2, 1}},
		"lone quote":              {"a,b\n1,2\n\"", "unclosed_quote", []any{3, 2}},
		"quote open over lines":   {"a,b\n\"\n\",\"x\n\n", "unclosed_quote", []any{3, 1}},
		"quote within a cell":     {"a,b\n1,x\"y\n", "stray_quote", []any{2, 1}},
		"text after a quote":      {"a,b\n\"\n\"x,1\n", "stray_quote", []any{2, 1}},
		"bytes":                   {"a\n" + strings.Repeat("\n", 59), "file_too_large", []any{60, 1, int64(60)}},
		"rows":                    {"a\n1\n\n2\n3\n", "too_many_rows", []any{5, 3, 2}},
		"columns":                 {"a\n1,2,3\n1,2,3,\n", "too_many_columns", []any{3, 2, 3}},
		"columns of the header":   {"a,b,c,d\n1\n", "too_many_columns", []any{1, 0, 3}},
		"cell":                    {"a\n\"12\n34\n\"\n", "cell_too_long", []any{2, 1, 5}},
		"cell in UTF-16":          {"a\n𠮷𠮷𠮷\n", "cell_too_long", []any{2, 1, 5}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.ReadCSV(strings.NewReader(c.file), small)
			var refusal *model.Error
			if !errors.As(err, &refusal) || refusal.Code != c.code {
				t.Fatalf("got %v, want %s", err, c.code)
			}
			if diff := cmp.Diff(c.args, refusal.Args); diff != "" {
				t.Error(diff)
			}
			kind := model.KindMalformed
			if strings.Contains(c.code, "too_") {
				kind = model.KindTooLarge
			}
			if refusal.Kind != kind {
				t.Errorf("kind %v, want %v", refusal.Kind, kind)
			}
			for _, l := range []model.Language{model.Chinese, model.English} {
				if text := model.Text(l, refusal.Code, refusal.Args...); text == c.code || strings.Contains(text, "%!") {
					t.Errorf("text %q", text)
				}
			}
		})
	}
}

// A file exactly at every limit is taken: the refusals above are not off by one.
func TestReadCSVAtTheLimits(t *testing.T) {
	file := "a,b,c\n12345,𠮷𠮷,\n,,6\n"
	limits := sheet.Limits{Bytes: int64(len(file)), Rows: 2, Columns: 3, Cell: 5}
	if _, err := sheet.ReadCSV(strings.NewReader(file), limits); err != nil {
		t.Error(err)
	}
	limits.Bytes--
	if _, err := sheet.ReadCSV(strings.NewReader(file), limits); !errors.Is(err, model.NewError(0, "file_too_large")) {
		t.Errorf("one byte too many: %v", err)
	}
}

func TestReadCSVPassesOnAFailingReader(t *testing.T) {
	r := io.MultiReader(strings.NewReader("a,b\n1,\""), iotest.ErrReader(errBroken))
	if _, err := sheet.ReadCSV(r, sheet.UploadLimits()); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

// counted counts what is taken out of a reader.
type counted struct {
	io.Reader
	bytes int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.bytes += n
	return n, err
}

// repeat gives a text so many times without holding it more than once.
type repeat struct {
	text  string
	times int
	rest  string
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.times == 0 {
			return 0, io.EOF
		}
		r.times--
		r.rest = r.text
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestReadCSVStopsAtOnce(t *testing.T) {
	const buffer = 64 << 10
	for name, c := range map[string]struct {
		start, text string
		times       int
		code        string
		bytes       int
		memory      uint64
	}{
		"10^6 rows":           {"a,b\n", "1,22\n", 1_000_000, "too_many_rows", 5 * 100_001, 64 << 20},
		"10^5 columns":        {"", "a,", 100_000, "too_many_columns", 2 * 101, 1 << 20},
		"10 MiB field":        {"a\n", "0123456789abcdef", 10 << 16, "cell_too_long", sheet.MaxCell, 1 << 20},
		"10 MiB quoted field": {"a\n\"", "\"\"\n,0123456789ab", 10 << 16, "cell_too_long", sheet.MaxCell * 16 / 15, 1 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			file := &counted{Reader: io.MultiReader(strings.NewReader(c.start), &repeat{text: c.text, times: c.times})}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := sheet.ReadCSV(file, sheet.UploadLimits())
			runtime.ReadMemStats(&after)
			if !errors.Is(err, model.NewError(0, c.code)) {
				t.Fatalf("got %v, want %s", err, c.code)
			}
			if file.bytes > c.bytes+buffer {
				t.Errorf("%d bytes were taken, the fault was at %d", file.bytes, c.bytes)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > c.memory {
				t.Errorf("%d bytes were allocated, more than %d", used, c.memory)
			}
		})
	}
}

func TestReadCSVTakesAFullTable(t *testing.T) {
	file := io.MultiReader(strings.NewReader("a,b\n"), &repeat{text: "1,2\n", times: 100_000})
	table, err := sheet.ReadCSV(file, sheet.UploadLimits())
	if err != nil || len(table.Rows) != 100_000 || table.Rows[99_999].Line != 100_001 {
		t.Fatalf("%v", err)
	}
}

func TestSeed(t *testing.T) {
	for file, c := range map[string]struct {
		rows    int
		header  []string
		row     int
		content []string
	}{
		"sites-2022q3.csv": {
			44,
			[]string{"序号", "网站标识码", "网站名称", "首页地址", "是否门户", "结果"},
			44,
			[]string{"44", "4228280023", "鹤峰县人民政府", "http://www.hefeng.gov.cn/", "是", "合格"},
		},
		"accounts-by-county-2022q3.csv": {
			10,
			[]string{"序号", "州直/县市", "家数", "合格", "不合格", "合格率"},
			10,
			[]string{"合计", "", "215", "215", "0", "100%"},
		},
		"accounts-2022q3.csv": {
			215,
			[]string{"序号", "行政区划代码", "州直/县市", "主办单位", "平台", "账号名称", "账号ID", "备注"},
			1,
			[]string{"1", "422801", "恩施市", "恩施市融媒体中心", "微信", "恩施市融媒体中心微信示例", "demo0001", "示例"},
		},
	} {
		t.Run(file, func(t *testing.T) {
			text, err := fs.ReadFile(os.DirFS("../demo/seed"), file)
			if err != nil {
				t.Fatal(err)
			}
			table, err := sheet.ReadCSV(bytes.NewReader(text), sheet.UploadLimits())
			if err != nil {
				t.Fatal(err)
			}
			if len(table.Rows) != c.rows {
				t.Errorf("%d rows, want %d", len(table.Rows), c.rows)
			}
			want := sheet.Row{Number: c.row, Line: c.row + 1, Cells: c.content}
			if diff := cmp.Diff(want, table.Rows[c.row-1]); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.header, table.Header); diff != "" {
				t.Error(diff)
			}
			for _, row := range table.Rows {
				if row.Problem != nil {
					t.Errorf("row %d: %s", row.Number, row.Problem.Text(model.English))
				}
			}
		})
	}
}

func ExampleReadCSV() {
	_, err := sheet.ReadCSV(strings.NewReader("名称\n\xb6\xf7\xca\xa9\n"), sheet.UploadLimits())
	fmt.Println(err)
	// Output: line 2 of the file (data row 1, 0 is the header) is not UTF-8; save the file as "CSV UTF-8" and send it again
}
