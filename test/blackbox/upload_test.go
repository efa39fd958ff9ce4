package blackbox

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	header  = "网站标识码,网站名称,首页地址\n"
	goodRow = "4228000001,甲,http://a.gov.cn/\n"
)

// files are uploads with what must become of them: a refusal with its code, or the counts of an import.
func files(t *testing.T) map[string]struct {
	content string
	code    string
	counts  counts
} {
	t.Helper()
	encoded := func(text []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	text := []byte(header + goodRow)
	type file = struct {
		content string
		code    string
		counts  counts
	}
	refused := func(content, code string) file { return file{content: content, code: code} }
	taken := func(content string, c counts) file { return file{content: content, counts: c} }
	one := counts{Create: 1}
	return map[string]file{
		"plain":                       taken(header+goodRow, one),
		"no final newline":            taken(strings.TrimSuffix(header+goodRow, "\n"), one),
		"byte order mark":             taken("\ufeff"+header+goodRow, one),
		"CRLF":                        taken(strings.ReplaceAll(header+goodRow, "\n", "\r\n"), one),
		"quoted":                      taken("\"网站标识码\",\"网站名称\",\"首页地址\"\n\"4228000001\",\"甲,\"\"乙\"\"\",\"http://a.gov.cn/\"\n", one),
		"full-width header":           taken("网站标识码,网站名称,首页地址,ＩＣＰ备案号\n4228000001,甲,http://a.gov.cn/,x\n", one),
		"header with spaces":          taken(" 网站标识码 ,网站名称\t,\u3000首页地址\n"+goodRow, one),
		"unknown column":              taken("网站标识码,网站名称,首页地址,颜色\n4228000001,甲,http://a.gov.cn/,红\n", one),
		"empty lines":                 taken(header+"\n\n"+goodRow+"\n", one),
		"short row":                   taken(header+"4228000001\n", counts{Rejected: 1}),
		"long row":                    taken(header+"4228000001,甲,http://a.gov.cn/,x,y\n", counts{Rejected: 1}),
		"formula":                     taken(header+"4228000001,\"=cmd|' /C calc'!A0\",http://a.gov.cn/\n", one),
		"code as a number":            taken(header+"4.228E+09,甲,http://a.gov.cn/\n", counts{Rejected: 1}),
		"code in full width":          taken(header+"４２２８００００01,甲,http://a.gov.cn/\n", counts{Rejected: 1}),
		"foreign region":              taken(header+"1101010001,甲,http://a.gov.cn/\n", counts{Rejected: 1}),
		"script":                      taken(header+"4228000001,<script>alert(1)</script>,javascript:alert(1)\n", counts{Rejected: 1}),
		"invisible":                   taken(header+"4228000001,a\u202eb,http://a.gov.cn/\n", counts{Rejected: 1}),
		"long cell":                   taken(header+"4228000001,"+strings.Repeat("甲", 5000)+",http://a.gov.cn/\n", counts{Rejected: 1}),
		"empty":                       refused("", "file_empty"),
		"only a byte order mark":      refused("\ufeff", "file_empty"),
		"only a header":               refused(header, "file_without_rows"),
		"header twice":                refused("网站标识码,网站名称,首页地址,标识码\n"+goodRow, "column_twice"),
		"header missing":              refused("网站标识码,网站名称\n4228000001,甲\n", "column_missing"),
		"no header":                   refused(goodRow+goodRow, "column_missing"),
		"semicolons":                  taken(strings.ReplaceAll(header+goodRow, ",", ";"), one),
		"tabs":                        taken(strings.ReplaceAll(header+goodRow, ",", "\t"), one),
		"GB18030":                     taken(encoded(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(header+"4228000001,𠮷𬭚,http://a.gov.cn/\n"))), one),
		"GBK":                         taken(encoded(simplifiedchinese.GBK.NewEncoder().Bytes(text)), one),
		"UTF-16LE":                    taken(encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text)), one),
		"UTF-16BE":                    taken(encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes(text)), one),
		"UTF-16LE without a mark":     taken(encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes(text)), one),
		"mixed encodings":             refused(header+"4228000001,\xb9\xab,http://a.gov.cn/\n", "not_utf8"),
		"NUL":                         refused(header+"4228000001,a\x00b,http://a.gov.cn/\n", "nul_character"),
		"bare CR":                     refused(strings.ReplaceAll(header+goodRow, "\n", "\r"), "bare_carriage_return"),
		"lone quote":                  refused(header+"4228000001,a\"b,http://a.gov.cn/\n", "stray_quote"),
		"unclosed quote":              refused(header+"4228000001,\"甲,http://a.gov.cn/\n"+goodRow, "unclosed_quote"),
		"a cell of 10 MiB":            refused(header+"4228000001,"+strings.Repeat("a", 10<<20)+",http://a.gov.cn/\n", "cell_too_long"),
		"100,000 columns":             refused(header+strings.Repeat("a,", 100_000)+"\n", "too_many_columns"),
		"100,000 columns of a header": refused(strings.Repeat("a,", 100_000)+"\n", "too_many_columns"),
		"more than 20 MiB":            refused(header+strings.Repeat(goodRow, 21<<20/len(goodRow)), ""),
		"a cut workbook":              refused("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "not_xlsx"),
		"an old workbook":             refused("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_xls"),
		"a packed file":               refused("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "file_no_table"),
		"a picture":                   refused("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file_no_table"),
	}
}

// Each file is a clear refusal or an import of its rows, and leaves nothing else behind.
func TestUploads(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		env["TMPDIR"] = t.TempDir()
		c := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").Admin(t)
		database := harness.Open(t, address)
		imports := 0
		for name, file := range files(t) {
			answer, err := c.Send(http.MethodPost, "/imports?kind=sites", file.content, "Content-Type", "text/csv")
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if answer.Status == http.StatusCreated {
				imports++
				if job := harness.Decode[importJob](t, answer); job.Counts != file.counts || file.counts == (counts{}) {
					t.Errorf("%s: %+v", name, job)
				}
				forget(t, c)
				continue
			}
			problem := harness.Decode[harness.Problem](t, answer)
			code := problem.Code
			if len(problem.Errors) > 0 {
				code = problem.Errors[0].Code
			}
			if answer.Status >= 500 || file.counts != (counts{}) || (file.code != "" && code != file.code) {
				t.Errorf("%s: %d %s", name, answer.Status, code)
			}
		}
		refusesForms(t, c)
		database.Want(map[string]int{"SELECT COUNT(*) FROM imports": imports, "SELECT COUNT(*) FROM sites": 0})
		if left, err := os.ReadDir(env["TMPDIR"]); err != nil || len(left) > 0 {
			t.Errorf("temporary files are left: %v, %v", left, err)
		}
	})
}

// forget removes the sites that a file brought.
func forget(t *testing.T, c harness.Client) {
	t.Helper()
	for _, site := range harness.Get[list[thing]](c, "/sites").Items {
		path := fmt.Sprint("/sites/", site.ID)
		c.Do(http.StatusNoContent, http.MethodDelete, path, nil, "If-Match", tag(t, c, path))
	}
}

// refusesForms sends forms in which there is no file to find.
func refusesForms(t *testing.T, c harness.Client) {
	t.Helper()
	body, media := form(t, "x.csv", []byte(header+goodRow))
	renamed := bytes.Replace(body, []byte(`name="file"`), []byte(`name="fil"`), 1)
	for name, f := range map[string]struct {
		body   []byte
		media  string
		status int
	}{
		"another name":     {renamed, media, http.StatusBadRequest},
		"no boundary":      {body, "multipart/form-data", http.StatusBadRequest},
		"another boundary": {body, "multipart/form-data; boundary=x", http.StatusBadRequest},
		"no part":          {nil, media, http.StatusBadRequest},
		"XML":              {body, "application/xml", http.StatusUnsupportedMediaType},
		"no media type":    {body, "", http.StatusUnsupportedMediaType},
		"JSON":             {[]byte(`{}`), "application/json", http.StatusUnsupportedMediaType},
	} {
		answer, err := c.Send(http.MethodPost, "/imports?kind=sites", f.body, "Content-Type", f.media)
		if err != nil || answer.Status != f.status {
			t.Errorf("a form with %s: %d, %v: %s", name, answer.Status, err, answer.Body)
		}
	}
	for _, query := range []string{"", "?kind=", "?kind=people", "?kind=sites&mapping=x", "?kind=sites&kind=sites", "?kind=sites&dry_run=yes", "?kind=sites&x=1"} {
		c.Do(http.StatusBadRequest, http.MethodPost, "/imports"+query, header+goodRow, "Content-Type", "text/csv")
	}
}

// What is exported comes back unchanged, whatever a spreadsheet program would make of it.
func TestExportsComeBack(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		owner := harness.Get[thing](c, create(t, c, "/organizations", object{"name": "-1 单位", "region_code": "422800"})).ID
		names := []string{"=1+1", "+86", "-1", "@x", "'=x", "''", `a"b`, "a,b", "＝1", "𠮷", "0012", "1E5", "2022-01-02", "TRUE", " 甲\u3000乙 "}
		for i, name := range names {
			create(t, c, "/sites", object{
				"code": fmt.Sprint("42280000", 10+i), "name": name, "home_url": "http://a.gov.cn/?a=1,2", "organization_id": owner, "is_portal": i%2 == 0,
			})
			create(t, c, "/accounts", object{"platform": "weibo", "name": name, "organization_id": owner, "certified_subject": name})
		}
		for _, kind := range []string{"sites", "accounts"} {
			exported := export(c, "/"+kind)
			job := harness.Decode[importJob](t, upload(c, "kind="+kind, []byte(exported)))
			warnings := map[string]int{"accounts": len(names)} // as they are of one unit and one platform
			if job.Counts != (counts{Unchanged: len(names), Warnings: warnings[kind]}) {
				t.Errorf("%s: %+v\n%s", kind, job, exported)
			}
		}
	})
}
