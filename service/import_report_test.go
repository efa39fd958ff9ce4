package service_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sheet"
)

// reportForms are the ways in which the tables of these tests are written.
var reportForms = []sheet.Form{
	{Format: sheet.CSV, Encoding: sheet.UTF8, Marked: true, Separator: ","},
	{Format: sheet.CSV, Encoding: sheet.GB18030, Separator: ";"},
	{Format: sheet.CSV, Encoding: sheet.UTF16LE, Marked: true, Separator: "\t"},
	{Format: sheet.XLSX, Sheet: "网站"},
}

func tableAs(t rapid.TB, form sheet.Form, rows [][]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := sheet.Like(form, &out)
	for i := 0; i < len(rows) && err == nil; i++ {
		cells := make([]any, len(rows[i]))
		for n, cell := range rows[i] {
			cells[n] = cell
		}
		err = w.Row(cells...)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// linesOf are the lines of a table, and the form in which it is written.
func linesOf(t rapid.TB, content []byte) ([][]string, sheet.Form) {
	t.Helper()
	f, err := sheet.Tell(content, sheet.UploadLimits())
	if err != nil {
		t.Fatal(err)
	}
	shape := sheet.Shape{Columns: []sheet.Column{{Field: "code", Names: []string{"网站标识码"}}}, Required: [][]string{{"code"}}}
	head, err := f.Head(shape)
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	err = f.Lines(shape, head, func(_ sheet.LineKind, line sheet.Line) error {
		lines = append(lines, line.Cells)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines, f.Form
}

// look takes a file in as a dry run, and answers what was said of each row.
func (w *world) look(t rapid.TB, content []byte) (model.Import, []string) {
	t.Helper()
	job, err := w.Imports.Take(w.ctx, operator, service.Upload{Kind: model.ImportSites, FileName: "表.x", DryRun: true, Body: bytes.NewReader(content)})
	if err != nil {
		t.Fatal(err)
	}
	_, rows, err := w.Imports.Rows(w.ctx, operator, job.ID, model.ImportRowFilter{}, everything)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range rows.Items {
		out = append(out, fmt.Sprint(row.Cells["code"], row.Cells["name"], row.Cells["home_url"], told(row)))
	}
	return job, out
}

func drawSite(t *rapid.T) []string {
	return []string{
		rapid.SampledFrom([]string{"4228010001", "4228010002", "4228020003", "检查", "4.228E+09"}).Draw(t, "code"),
		rapid.SampledFrom([]string{"甲", "=1+1", "+86 乙", "@丙", "-", "丁\n戊", "己;庚,辛\t壬", "𠮷"}).Draw(t, "name"),
		rapid.SampledFrom([]string{"http://a.gov.cn/", "http://a.gov.c n/", "javascript:x"}).Draw(t, "url"),
		rapid.SampledFrom([]string{"", "=HYPERLINK(1)", "备 注"}).Draw(t, "note"),
	}
}

// mendSite is a row as its sender would mend it.
func mendSite(n int, row []string) {
	row[0], row[2] = fmt.Sprintf("42280100%02d", n), strings.ReplaceAll(row[2], " ", "")
	if strings.HasPrefix(row[2], "javascript") {
		row[2] = "http://b.gov.cn/"
	}
}

// The report is the file with two more columns, written as the file was and without anything that runs; mended and sent again
// it is the file mended.
func TestReportsComeBack(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		property(t, func(t *rapid.T) {
			form := rapid.SampledFrom(reportForms).Draw(t, "form")
			lines := [][]string{{"网站一览表"}, {"网站标识码", "网站名称", "首页地址", "附注"}}
			for range rapid.IntRange(1, 4).Draw(t, "rows") {
				lines = append(lines, drawSite(t))
			}
			end := len(lines)
			lines = append(lines, []string{"合计"})
			job, before := w.look(t, tableAs(t, form, lines))
			var out bytes.Buffer
			r, err := w.Imports.Report(w.ctx, operator, job.ID, model.Chinese)
			if err == nil {
				err = r.Write(&out)
			}
			if err != nil {
				t.Fatal(err)
			}
			report, told := linesOf(t, out.Bytes())
			if told != form || r.Name != "表-回执"+form.Format.Extension() {
				t.Fatalf("%+v became %+v, called %s", form, told, r.Name)
			}
			for n, line := range report {
				want := lines[n]
				if n > 0 && n < end {
					want = append(slices.Clone(want), line[len(line)-2:]...)
				}
				if diff := cmp.Diff(want, line); diff != "" {
					t.Fatalf("line %d of the report:\n%s", n+1, diff)
				}
			}
			if _, again := w.look(t, out.Bytes()); !slices.Equal(before, again) {
				t.Fatalf("%q sent again became %q", before, again)
			}
			for n := 2; n < end; n++ {
				mendSite(n, lines[n])
				mendSite(n, report[n])
			}
			_, plain := w.look(t, tableAs(t, form, lines))
			if _, mended := w.look(t, tableAs(t, form, report)); !slices.Equal(plain, mended) {
				t.Fatalf("mended: %q, the file mended: %q", mended, plain)
			}
		})
	})
}

// What was corrected in place stands in the report, with why a row was laid aside; a report of a report has its columns once.
func TestReportOfCorrectedRows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		job := w.sites("4228000034,甲,http://a.gov.cn/,否", "4228000034,乙,http://b.gov.cn/,否", "4228000051,丙,http://c.gov.c n,否")
		if _, _, err := w.Imports.CorrectRow(w.ctx, operator, job.ID, 3, 1, service.Correction{AcceptSuggestions: true}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.Imports.DismissRow(w.ctx, operator, job.ID, 2, 1, why); err != nil {
			t.Fatal(err)
		}
		want := "\ufeff网站标识码,网站名称,首页地址,是否门户,结果,说明\r\n" +
			"4228000034,甲,http://a.gov.cn/,否,已新增,\r\n" +
			"4228000034,乙,http://b.gov.cn/,否,已搁置," + why.Reason + "；网站标识码：与第 1 行指的是同一对象\r\n" +
			"4228000051,丙,http://c.gov.cn,否,可新增,\r\n"
		got := w.report(operator, job.ID)
		if i := strings.Index(got, "；"); i > 0 { // the sentence of the problem has its own test
			want = want[:strings.Index(want, "；")] + got[i:]
		}
		if diff := cmp.Diff(strings.TrimPrefix(want, "\ufeff"), strings.TrimPrefix(got, "\ufeff")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		second := must[model.Import](t)(w.Imports.Take(w.ctx, operator, service.Upload{Kind: model.ImportSites, Body: strings.NewReader(got)}))
		if again := w.report(operator, second.ID); strings.Count(again, "结果") != 1 || !strings.Contains(again, "无变化") || len(second.Notices) > 0 {
			t.Errorf("a report of it, which left out %q:\n%s", second.Notices, again)
		}
		execute(t, w.store, "UPDATE imports SET details = ''") // as of an import from before files were kept
		if plain := w.report(operator, job.ID); !strings.Contains(plain, "网站标识码,网站名称,首页地址,是否门户,主办单位") || !strings.Contains(plain, "4228000051,丙,http://c.gov.cn,否") {
			t.Errorf("without its file:\n%s", plain)
		}
	})
}

// An office's own headers are read by its mapping, which the import keeps as it was.
func TestMappedHeaders(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := must[model.ImportMapping](t)(w.ImportMappings.Create(w.ctx, operator, model.ImportMappingEdit{
			Name: "上报表", Kind: model.ImportSites, RegionCode: countyA,
			Fields: map[string]string{"站点编号": "code", " 站 名 ": "name", "名称": "", "网页": "home_url"},
		}))
		u := service.Upload{Kind: model.ImportSites, MappingID: m.ID, DryRun: true, Body: file([]string{"站点编号,站名,名称,网页", "4228010001,甲,别名,http://a.gov.c n/"})}
		job := must[model.Import](t)(w.Imports.Take(w.ctx, operator, u))
		if got := w.rows(job.ID); got[0] != "rejected home_url:space_in_url→http://a.gov.cn/" || len(job.Notices) > 0 {
			t.Errorf("%v, left out %v", got, job.Notices)
		}
		if w.ImportMappings.Delete(w.ctx, operator, m.ID, 1) != nil || !strings.Contains(w.report(operator, job.ID), "网页：") {
			t.Error("the import has lost its mapping")
		}
		u.Body = file([]string{"x"})
		for name, c := range map[string]struct {
			change func()
			want   string
		}{
			"one that is gone":    {func() {}, "invalid_fields mapping:unknown_reference"},
			"one of another kind": {func() { u.Kind, u.MappingID = model.ImportAccounts, w.mapping(countyA) }, "invalid_fields mapping:mapping_of_kind"},
		} {
			c.change()
			if _, err := w.Imports.Take(w.ctx, operator, u); refusal(err) != c.want {
				t.Errorf("%s: %v", name, err)
			}
			u.Kind, u.MappingID = model.ImportSites, m.ID
		}
		for want, e := range map[string]model.ImportMappingEdit{
			"invalid_fields fields.a:not_one_of": {Name: "x", Kind: model.ImportSites, RegionCode: countyA, Fields: map[string]string{"a": "colour"}},
			"invalid_fields fields:required kind:not_one_of name:required region_code:not_a_region_code": {},
			"already_exists name:taken": {Name: "上 报 表 二", Kind: model.ImportSites, RegionCode: countyA, Fields: map[string]string{"a": "code"}},
		} {
			if want == "already_exists name:taken" {
				must[model.ImportMapping](t)(w.ImportMappings.Create(w.ctx, operator, model.ImportMappingEdit{Name: "上报表二", Kind: model.ImportSites, RegionCode: countyA, Fields: e.Fields}))
			}
			if _, err := w.ImportMappings.Create(w.ctx, operator, e); refusal(err) != want {
				t.Errorf("%v", err)
			}
		}
	})
}

func (w *world) mapping(region model.RegionCode) uint64 {
	e := mapping(w)
	e.RegionCode = region
	return must[model.ImportMapping](w.t)(w.ImportMappings.Create(w.ctx, operator, e)).ID
}

// A template has what its import asks for, and is taken by it.
func TestTemplates(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, kind := range model.ImportKinds {
			for _, format := range []sheet.Format{sheet.CSV, sheet.XLSX} {
				var out bytes.Buffer
				if err := w.Imports.Template(operator, kind, format, &out); err != nil {
					t.Fatal(err)
				}
				u := service.Upload{Kind: kind, Body: &out}
				if kind == model.ImportResults {
					w.site(w.organization(countyA))
					u.Campaign = w.open("422800", func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} }).Code
				}
				if _, err := w.Imports.Take(w.ctx, operator, u); refusal(err) != "file_without_rows" {
					t.Errorf("the %s template of %s: %v", format, kind, err)
				}
			}
		}
	})
}
