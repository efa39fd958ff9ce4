package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// told is a row of an import as one text: its outcome, and each problem as column:code, a warning with an exclamation mark
// and a suggestion behind an arrow.
func told(r model.ImportRow) string {
	text := string(r.Outcome)
	for _, p := range r.Problems {
		text += " " + p.Column + ":" + p.Code
		if p.Warning {
			text += "!"
		}
		if p.Suggestion != "" {
			text += "→" + p.Suggestion
		}
	}
	return text
}

// tell imports one file and answers what became of each row.
func (w *world) tell(a model.Actor, kind model.ImportKind, lines ...string) []string {
	w.t.Helper()
	job := must[model.Import](w.t)(w.take(a, kind, false, lines...))
	return w.rows(job.ID)
}

func (w *world) rows(id uint64) []string {
	w.t.Helper()
	_, list, err := w.Imports.Rows(w.ctx, operator, id, model.ImportRowFilter{}, everything)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, r := range list.Items {
		out = append(out, told(r))
		if r.Applied != (r.Outcome == model.OutcomeCreate || r.Outcome == model.OutcomeUpdate || r.Outcome == model.OutcomeUnchanged) {
			w.t.Errorf("row %d is %s, applied %v", r.Number, r.Outcome, r.Applied)
		}
		if r.Applied != (r.ThingID != 0) && !strings.Contains(told(r), "thing_closed") {
			w.t.Errorf("row %d is %s with the thing %d", r.Number, r.Outcome, r.ThingID)
		}
	}
	return out
}

const fullHeader = "网站标识码,网站名称,首页地址,是否门户,主办单位,行政区划代码,州直/县市,开通日期,ICP备案号,公安备案号"

func TestSiteRows(t *testing.T) {
	tests := []struct{ line, want string }{
		{"4228010001,甲,http://a.gov.cn/,否,,,,,,", "create"},
		{"4228010002,乙,https://b.gov.cn,是,某局,422802,,2019-03-01,鄂ICP备1号,42", "create"}, // the code's region is that of registration
		{"4228010003,丙,http://c.gov.cn,否,某局,,恩施市,,,", "create"},
		{"4228010004,丁,http://d.gov.cn,否,某局,,州直,,,", "create"},
		{"4228010005,戊,http://e.gov.cn,否,某局,4228,,,,", "create"},
		{"bm01000001,己,http://f.gov.cn,否,某局,422801,,,,", "create"},
		{"4228000001,恩施州土家族苗族自治州商务局,http://g.gov.cn,否,,,,,,", "create name:doubled_region_suffix!→恩施土家族苗族自治州商务局"},
		{"bm01000002,庚,http://h.gov.cn,否,某局,,,,,", "rejected region_code:region_unclear"},
		{"4228010006,辛,http://i.gov.cn,否,某局,422899,,,,", "rejected region_code:unknown_reference"},
		{"4228010007,壬,http://j.gov.cn,否,某局,,武汉市,,,", "rejected region_name:unknown_reference"},
		{"4299010008,癸,http://k.gov.cn,否,,,,,,", "rejected region_code:unknown_reference"},
		{"４２２８０１０００９,子,http://l.gov.cn,否,某局,422801,,,,", "rejected code:not_a_site_code→4228010009"},
		{"检查,丑,http://m.gov.cn,否,某局,422801,,,,", "rejected code:not_a_site_code"},
		{",寅,http://n.gov.cn,否,某局,422801,,,,", "rejected code:required"},
		{"4228010010,,http://o.gov.cn,否,某局,,,,,", "rejected name:required"},
		{"4228010011,卯,http://p.gov.c n,否,,,,,,", "rejected home_url:space_in_url→http://p.gov.cn"},
		{"4228010012,辰,q.gov.cn,否,,,,,,", "rejected home_url:not_a_url→http://q.gov.cn"},
		{"4228010013,巳,http://r.gov.cn,也许,,,,,,", "rejected is_portal:not_yes_or_no"},
		{"4228010014,午,http://s.gov.cn,Ｙｅｓ,,,,,,", "create"},
		{"4228010015,未,http://t.gov.cn,否,,,,2022-02-30,,", "rejected opened_on:not_a_date"},
		{"4228010016,申\u202e,http://u.gov.cn,否,某局,,,,,", "rejected name:forbidden_character"},
		{"4228010017,酉,http://v.gov.cn,否,某\u200b局,,,,,", "rejected name:forbidden_character"},
		{"4228010018,戌,http://w.gov.cn,否,,,,,,,多余", "rejected extra_cells:cells_without_header"},
		{"4228010001,亥,http://x.gov.cn,否,,,,,,", "conflict code:row_twice"},
		{"4228010001,亥,bad url,否,,,,,,", "rejected code:row_twice home_url:space_in_url"},
	}
	each(t, func(t *testing.T, w *world) {
		lines, want := []string{fullHeader}, []string{}
		for _, tt := range tests {
			lines, want = append(lines, tt.line), append(want, tt.want)
		}
		got := w.tell(operator, model.ImportSites, lines...)
		for i := range tests {
			got[i] = strings.Replace(got[i], "organization:forbidden_character", "name:forbidden_character", 1)
			if got[i] != want[i] {
				t.Errorf("%s\n got %s\nwant %s", tests[i].line, got[i], want[i])
			}
		}
		created := query(t, w.store, "SELECT s.code, s.region_code, o.name, o.region_code AS owner_region FROM sites s JOIN organizations o ON o.id = s.organization_id ORDER BY s.code")
		kept := []string{
			"code=4228000001|region_code=422800|name=恩施州土家族苗族自治州商务局|owner_region=422800",
			"code=4228010001|region_code=422801|name=甲|owner_region=422801",
			"code=4228010002|region_code=422802|name=某局|owner_region=422802",
			"code=4228010003|region_code=422801|name=某局|owner_region=422801",
			"code=4228010004|region_code=422800|name=某局|owner_region=422800",
			"code=4228010005|region_code=422800|name=某局|owner_region=422800",
			"code=4228010014|region_code=422801|name=午|owner_region=422801",
			"code=bm01000001|region_code=422801|name=某局|owner_region=422801",
		}
		if diff := cmp.Diff(kept, created); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		// Each organization is made once, and none for a row that does not go in.
		if n := count(t, w.store, "SELECT COUNT(*) FROM organizations"); n != 6 {
			t.Errorf("%d organizations: %v", n, query(t, w.store, "SELECT name, region_code FROM organizations"))
		}
	})
}

func TestSitesAreUpdatedByTheirCode(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first := []string{
			fullHeader, "4228010001,甲,http://a.gov.cn/,否,某局,,,2019-03-01,鄂ICP备1号,42", "4228010002,乙,http://b.gov.cn/,否,,,,,,",
		}
		w.tell(operator, model.ImportSites, first...)
		before := dump(t, w.store)["sites"]
		if got := w.tell(operator, model.ImportSites, first...); !slices.Equal(got, []string{"unchanged", "unchanged"}) {
			t.Errorf("the same file again: %v", got)
		}
		if diff := cmp.Diff(before, dump(t, w.store)["sites"]); diff != "" {
			t.Errorf("the same file again changed:\n%s", diff)
		}
		// A column that a file does not have leaves what is kept as it is, and so does an empty cell.
		got := w.tell(operator, model.ImportSites, siteHeader+",ICP备案号", "4228010001,甲,http://a.gov.cn/,是,", "4228010002,乙,http://b.gov.cn/,否,")
		if !slices.Equal(got, []string{"update", "unchanged"}) {
			t.Errorf("%v", got)
		}
		list := must[model.List[model.Site]](t)(w.Sites.List(w.ctx, operator, model.SiteFilter{Query: "4228010001"}, everything))
		s := list.Items[0]
		if !s.IsPortal || s.ICPNumber != "鄂ICP备1号" || s.PublicSecurityNumber != "42" || s.OpenedOn != "2019-03-01" || s.Version != 2 {
			t.Errorf("%+v", s)
		}
		// Another organization takes it over, with its region.
		got = w.tell(operator, model.ImportSites, fullHeader, "4228010001,甲,http://a.gov.cn/,是,新局,422802,,2019-03-01,,42")
		moved := must[model.Site](t)(w.Sites.Get(w.ctx, operator, s.ID))
		if got[0] != "update" || moved.RegionCode != countyB || organizationOf(w, moved) != "新局" || moved.Version != 3 {
			t.Errorf("%v: %+v", got, moved)
		}
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, s.ID, 3, model.VerbClose, today))
		got = w.tell(operator, model.ImportSites, siteHeader, "4228010001,甲,http://a.gov.cn/,是")
		if got[0] != "conflict code:thing_closed" {
			t.Errorf("a closed one: %v", got)
		}
	})
}

// A county's file touches its own county only, and learns nothing of another.
func TestSiteRowsOfAForeignRegion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.sites("4228020001,乙,http://b.gov.cn/,否")
		foreign := dump(t, w.store)["sites"]
		inA := actor(model.RoleCountyAdmin, model.Scope(countyA))
		lines := []string{
			fullHeader,
			"4228010001,甲,http://a.gov.cn/,否,,,,,,",
			"4228020002,新,http://c.gov.cn/,否,,,,,,",
			"4228010003,丙,http://d.gov.cn/,否,某局,422802,,,,",
			"4228010004,丁,http://e.gov.cn/,否,某局,,利川市,,,",
			"4228010005,戊,http://f.gov.cn/,否,某局,,州直,,,",
			"4228020001,乙,http://b.gov.cn/,否,,,,,,",
			"4228020001,乙,http://b.gov.cn/,否,某局,422801,,,,",
		}
		got := w.tell(inA, model.ImportSites, lines...)
		if got[0] != "create" {
			t.Errorf("its own: %s", got[0])
		}
		for i, row := range got[1:] {
			if !strings.HasPrefix(row, "rejected ") && !strings.HasPrefix(row, "conflict ") {
				t.Errorf("row %d: %s", i+2, row)
			}
			if strings.Contains(row, "→") {
				t.Errorf("row %d suggests something: %s", i+2, row)
			}
		}
		if !strings.Contains(got[6], "code:taken") {
			t.Errorf("a code that is taken elsewhere: %s", got[6])
		}
		if diff := cmp.Diff(foreign, query(t, w.store, "SELECT * FROM sites WHERE region_code <> '422801' ORDER BY id")); diff != "" {
			t.Errorf("abroad something changed:\n%s", diff)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM organizations WHERE region_code = '422802'"); n != 1 {
			t.Errorf("%d organizations abroad", n)
		}
	})
}

func TestWholeFileRefusals(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		before := dump(t, w.store)
		take := func(kind model.ImportKind, lines ...string) error {
			return only(w.take(operator, kind, false, lines...))
		}
		for want, err := range map[string]error{
			"file_empty":                         take(model.ImportSites, ""),
			"file_without_rows":                  take(model.ImportSites, siteHeader),
			"invalid_fields kind:not_one_of":     take("pages", siteHeader, "x"),
			"invalid_fields code:column_missing": take(model.ImportSites, "网站名称,首页地址", "甲,http://a.cn"),
			"not_utf8":                           take(model.ImportSites, siteHeader, "\xff"),
			"column_twice":                       take(model.ImportSites, "标识码,网站标识码,网站名称,首页地址", "1,2,3,4"),
			"invalid_fields platform:column_missing organization:column_missing": take(model.ImportAccounts, "账号名称", "甲"),
		} {
			refused(t, "a file", err, want)
		}
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("refused, but changed:\n%s", diff)
		}
	})
}

func TestFileIsKept(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		body := "\ufeff序号,网站标识码,网站名称,首页地址,联系人,备注\r\n1,4228010001, 甲 ,http://a.gov.cn,x,\r\n"
		job := must[model.Import](t)(w.Imports.Take(w.ctx, operator, service.Upload{
			Kind: model.ImportSites, FileName: "C:\\fakepath\\名单\u202e.csv", Body: strings.NewReader(body),
		}))
		if job.FileName != "名单.csv" {
			t.Errorf("called %q", job.FileName)
		}
		if diff := cmp.Diff(model.Notices{"联系人"}, job.Notices); diff != "" {
			t.Errorf("left out:\n%s", diff)
		}
		if want := fmt.Sprintf("%x", model.HashToken(body)); job.FileHash != want {
			t.Errorf("hash %s, want %s", job.FileHash, want)
		}
		row := w.row(job.ID, 1)
		if diff := cmp.Diff(model.Values{"code": "4228010001", "name": "甲", "home_url": "http://a.gov.cn"}, row.Cells); diff != "" || row.Line != 2 {
			t.Errorf("line %d:\n%s", row.Line, diff)
		}
		if got := must[model.Import](t)(w.Imports.Get(w.ctx, operator, job.ID)); !cmp.Equal(got, job) {
			t.Errorf("answered one thing and kept another:\n%s", cmp.Diff(job, got))
		}
		for _, name := range []string{"", ".", "/", "..", "a/", "\x00"} {
			job := must[model.Import](t)(w.Imports.Take(w.ctx, operator, service.Upload{
				Kind: model.ImportSites, FileName: name, Body: strings.NewReader(body),
			}))
			if strings.ContainsAny(job.FileName, "/\\\x00") || job.FileName == "" {
				t.Errorf("%q is called %q", name, job.FileName)
			}
		}
	})
}
