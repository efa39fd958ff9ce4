package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service/document"
)

var update = flag.Bool("update", false, "rewrite the documents in testdata")

// issued is the bulletin of 2022 with its 44 sites, as it was issued.
func issued(t testing.TB) model.BulletinContent {
	t.Helper()
	text, err := os.ReadFile("testdata/bulletin.json")
	if err != nil {
		t.Fatal(err)
	}
	var c model.BulletinContent
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

const control = "a\x00b\x01c\x1Fd\x0Be\uFFFEf\uFFFFg\xFFh"

// hostile has in every text what breaks one format or another.
func hostile(t testing.TB) model.BulletinContent {
	c := issued(t)
	nasty := `<script>alert(1)</script>&amp;]]>"'` + control + "𠮷" + strings.Repeat("长", 2000) + "\r\n\t{{.}}"
	c.Issuer, c.Title, c.Number, c.Addressees, c.Copies, c.Correction = nasty, nasty, nasty, nasty, nasty, nasty
	c.Preamble = []model.BulletinPassage{{Lead: nasty, Text: nasty}}
	c.Sections = append(c.Sections, model.BulletinSection{Heading: nasty, Passages: c.Preamble})
	c.Attributes = []model.BulletinProperty{{Label: nasty, Text: nasty}}
	c.Figures.Regions = append(c.Figures.Regions, model.FigureRate{Label: nasty, Passed: -1, Inspected: 0, Text: nasty})
	c.Figures.Trend = append(c.Figures.Trend, model.FigureRate{Label: nasty, Passed: 9, Inspected: 3, Text: nasty})
	c.Figures.Indicators = append(c.Figures.Indicators, model.FigureCount{Label: nasty, Count: -5})
	c.IssuedOn = "<x>"
	c.Annexes = append(c.Annexes, model.BulletinAnnex{
		Number: -3, Title: nasty, Total: true,
		Columns: []model.BulletinColumn{
			{Label: "=1+1", Kind: model.ColumnName},
			{Label: nasty, Kind: `"><script>`},
			{Label: "首页", Kind: model.ColumnURL},
			{Label: "合格率", Kind: model.ColumnRate},
		},
		Rows: [][]any{
			{"=cmd|'/c calc'!A1", "+1", "javascript:alert(1)", "100%"},
			{"@SUM(1)", strings.Repeat("x", 40_000), `http://a.cn/"onclick="x`, "x%"},
			{nasty},
			{true, 1.5, int64(1) << 60, -1, "more cells than columns"},
			nil,
		},
	}, model.BulletinAnnex{Number: -3, Title: "没有表"}, model.BulletinAnnex{Columns: make([]model.BulletinColumn, 100)})
	return c
}

func render(t testing.TB, f document.Format, c model.BulletinContent) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := document.Write(t.Context(), &out, f, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parts unpacks a package.
func parts(t testing.TB, file []byte) (names []string, texts map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	texts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
		if _, twice := texts[f.Name]; twice {
			t.Fatalf("%s is there twice", f.Name)
		}
		texts[f.Name] = string(text)
	}
	return names, texts
}

// readable is a document as text in which a difference can be read.
func readable(t testing.TB, f document.Format, file []byte) string {
	t.Helper()
	if f == document.HTML {
		return string(file)
	}
	var out strings.Builder
	names, texts := parts(t, file)
	for _, name := range names {
		text := texts[name]
		for _, end := range []string{"</w:p>", "</w:tr>", "</w:trPr>", "</w:tblGrid>", "</row>", "</c>", "</cols>", "</xf>", "</border>", "?>"} {
			text = strings.ReplaceAll(text, end, end+"\n")
		}
		fmt.Fprintf(&out, "== %s\n%s\n", name, strings.TrimSpace(text))
	}
	return out.String()
}

// TestDocuments compares with what was looked at as a picture. Where XUNCHA_DOCUMENTS names a folder, the documents are
// kept there, to be looked at again.
func TestDocuments(t *testing.T) {
	for _, f := range document.Formats {
		file := render(t, f, issued(t))
		if folder := os.Getenv("XUNCHA_DOCUMENTS"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, "bulletin"+f.Extension()), file, 0o600); err != nil { //nolint:gosec // the tester names the folder
				t.Fatal(err)
			}
		}
		name, got := filepath.Join("testdata", "bulletin."+string(f)+".golden"), readable(t, f, file)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs, -update writes it anew (-want +got):\n%s", f, diff)
		}
	}
}

func TestDocumentsAreTheSameEveryTime(t *testing.T) {
	for _, c := range []model.BulletinContent{issued(t), hostile(t), {}} {
		for _, f := range document.Formats {
			first := render(t, f, c)
			for range 5 {
				if again := render(t, f, c); !bytes.Equal(first, again) {
					t.Fatalf("the same content gave another %s:\n%s", f, cmp.Diff(readable(t, f, first), readable(t, f, again)))
				}
			}
		}
	}
}

// A content that was kept and read again is the same document: its numbers come back as floating ones.
func TestDocumentsOfKeptContent(t *testing.T) {
	c := issued(t)
	fresh := c
	fresh.Annexes = nil
	for _, a := range c.Annexes {
		rows := make([][]any, len(a.Rows))
		for i, row := range a.Rows {
			for _, cell := range row {
				if n, ok := cell.(float64); ok {
					cell = int(n)
				}
				rows[i] = append(rows[i], cell)
			}
		}
		a.Rows = rows
		fresh.Annexes = append(fresh.Annexes, a)
	}
	for _, f := range document.Formats {
		if !bytes.Equal(render(t, f, c), render(t, f, fresh)) {
			t.Errorf("%s differs", f)
		}
	}
}

func TestFormats(t *testing.T) {
	for f, want := range map[document.Format][2]string{
		document.Docx: {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		document.Xlsx: {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		document.HTML: {".html", "text/html; charset=utf-8"},
		"pdf":         {"", ""},
	} {
		if got := [2]string{f.Extension(), f.ContentType()}; got != want {
			t.Errorf("%s: %q, want %q", f, got, want)
		}
	}
	if err := document.Write(t.Context(), io.Discard, "pdf", issued(t)); err == nil {
		t.Error("an unknown format was written")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestWriteAnswersWhatGoesWrong(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	broken := errors.New("the line is down")
	for _, f := range document.Formats {
		if err := document.Write(ended, io.Discard, f, issued(t)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s after its end: %v", f, err)
		}
		for _, c := range []model.BulletinContent{issued(t), province(10_000)} {
			if err := document.Write(t.Context(), failing{broken}, f, c); !errors.Is(err, broken) {
				t.Errorf("%s on a broken line: %v", f, err)
			}
		}
	}
}

// province is a bulletin with so many sites.
func province(sites int) model.BulletinContent {
	a := model.BulletinAnnex{Number: 1, Title: "全省政府网站抽查情况统计表", Columns: []model.BulletinColumn{
		{Label: "序号", Kind: model.ColumnOrdinal},
		{Label: "网站标识码", Kind: model.ColumnCode},
		{Label: "网站名称", Kind: model.ColumnName},
		{Label: "首页地址", Kind: model.ColumnURL},
		{Label: "是否门户", Kind: model.ColumnWord},
		{Label: "结果", Kind: model.ColumnWord},
	}}
	for i := range sites {
		a.Rows = append(a.Rows, []any{i + 1, fmt.Sprintf("42%08d", i), "恩施土家族苗族自治州某某局", fmt.Sprintf("http://s%d.example.gov.cn/", i), "否", "合格"})
	}
	return model.BulletinContent{Title: "关于全省政府网站抽查情况的通报", Issuer: "某省大数据局", Annexes: []model.BulletinAnnex{a}}
}

// peak is a writer that looks at the heap while a document is made.
type peak struct {
	n, next int
	heap    uint64
}

func (p *peak) Write(b []byte) (int, error) {
	if p.n += len(b); p.n >= p.next {
		var m runtime.MemStats
		runtime.GC() // what is left then is held
		runtime.ReadMemStats(&m)
		p.heap, p.next = max(p.heap, m.HeapAlloc), p.n+100<<10
	}
	return len(b), nil
}

// A document of ten times the rows holds hardly more while it is made.
func TestLongAnnexesAreStreamed(t *testing.T) {
	for _, f := range []document.Format{document.Docx, document.HTML} {
		held := func(rows int) int64 {
			c := province(rows)
			p := &peak{}
			var before runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			if err := document.Write(t.Context(), p, f, c); err != nil {
				t.Fatal(err)
			}
			runtime.KeepAlive(c)
			if p.n < rows*5 {
				t.Fatalf("%s of %d rows has %d bytes", f, rows, p.n)
			}
			return int64(p.heap) - int64(before.HeapAlloc)
		}
		if few, many := held(1_000), held(20_000); many > few+(4<<20) {
			t.Errorf("%s: %d bytes are held for 1,000 rows, %d for 20,000", f, few, many)
		}
	}
}

func BenchmarkProvince(b *testing.B) {
	c := province(10_000)
	for _, f := range document.Formats {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := document.Write(b.Context(), io.Discard, f, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
