package service_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/service/sheet"
)

// pages are those of a small catalogue, to be spoiled.
func (w *world) pages() []sheet.Page {
	w.t.Helper()
	c := w.catalogue(w.catalogueEdit("42"))
	_, pages, err := w.Catalogues.Book(w.ctx, operator, c.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.Catalogues.Delete(w.ctx, operator, c.ID, 1); err != nil {
		w.t.Fatal(err)
	}
	return pages
}

func TestWorkbookOfACatalogue(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	want := []sheet.Page{
		{Title: "目录", Rows: [][]any{
			{"项目", "内容", "说明"},
			{"发布机关", "发布机关1", ""},
			{"文号", "政办函〔2020〕1号", ""},
			{"标题", "检查指标", ""},
			{"适用地区", "42", "行政区划代码，全国通用的不填"},
			{"默认采用", "否", "是：该地区的抽查未指定检查指标时采用"},
			{"生效日期", "2020-01-01", ""},
			{"失效日期", "", "仍有效的不填"},
			{"合格线", sheet.Number("60"), ""},
			{"加分线", sheet.Number("80"), "高于此分才计加分"},
			{"扣分总分", sheet.Number("100"), ""},
			{"加分总分", sheet.Number("5"), ""},
			{"备注", "首行\n次行", ""},
		}},
		{Title: "指标", Rows: [][]any{
			{"代码", "部分", "适用对象", "分组", "名称", "评分细则", "监测参数", "单次分值", "最高分值", "仅限办事服务", "已核对"},
			{"S1", "单项否决", "政府网站", "单项否决", "安全", "一\n二", "", nil, nil, "否", "否"},
			{"M1", "单项否决", "政务新媒体", "单项否决", "安全", "", "", nil, nil, "否", "否"},
			{"D05", "扣分", "政府网站", "发布", "政策文件", "", "", sheet.Number("10"), sheet.Number("70"), "否", "是"},
			{"D12", "扣分", "政府网站", "服务", "指南", "", "", sheet.Number("0"), sheet.Number("30"), "是", "否"},
			{"B1", "加分", "政府网站", "创新", "创新", "", `{"days":14}`, sheet.Number("2.5"), sheet.Number("5"), "否", "否"},
		}},
		{Title: "分组", Rows: [][]any{{"分组", "总分"}, {"发布", sheet.Number("70")}, {"服务", sheet.Number("30")}}},
	}
	if diff := cmp.Diff(want, w.pages()); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsOfAWorkbookNameTheCell(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	const head, indicators, groups = 0, 1, 2
	set := func(page, row, column int, value any) func([]sheet.Page) []sheet.Page {
		return func(p []sheet.Page) []sheet.Page {
			for len(p[page].Rows[row]) <= column {
				p[page].Rows[row] = append(p[page].Rows[row], nil)
			}
			p[page].Rows[row][column] = value
			return p
		}
	}
	add := func(page int, cells ...any) func([]sheet.Page) []sheet.Page {
		return func(p []sheet.Page) []sheet.Page {
			p[page].Rows = append(p[page].Rows, cells)
			return p
		}
	}
	tests := []struct {
		what  string
		spoil func([]sheet.Page) []sheet.Page
		want  string
	}{
		{"good", func(p []sheet.Page) []sheet.Page { return p }, ""},
		{"no sheet of indicators", func(p []sheet.Page) []sheet.Page { return p[:1] }, "invalid_fields 指标:sheet_missing"},
		{"no totals of groups", func(p []sheet.Page) []sheet.Page { return p[:2] }, ""},
		{"another sheet", func(p []sheet.Page) []sheet.Page {
			return append(p, sheet.Page{Title: "说明", Rows: [][]any{{"随意"}}})
		}, ""},
		{
			"empty sheets", func(p []sheet.Page) []sheet.Page { p[head].Rows, p[indicators].Rows = nil, nil; return p[:2] },
			"invalid_fields 目录 发布机关:required 目录 文号:required 目录 标题:required 目录 生效日期:required 指标:required",
		},
		{"wrong header", set(indicators, 0, 8, "满分"), "invalid_fields 指标!I1:unknown_column 指标!1:column_missing"},
		{"a column twice", set(indicators, 0, 7, "最高 分值"), "column_twice"},
		{"English headers", func(p []sheet.Page) []sheet.Page {
			p[indicators].Rows[0] = []any{"code", "part", "applies_to", "group", "name", "criteria", "measure", "points", "max", "needs_public_service", "Verified"}
			return p
		}, ""},
		{"an unknown item", add(head, "满分", "100"), "invalid_fields 目录!A14:unknown_item"},
		{"an item twice", add(head, "文号", "x"), "invalid_fields 目录!A14:repeated_heading"},
		{"a value without an item", add(head, nil, "x"), "invalid_fields 目录!A14:unknown_item"},
		{"a remark beside", set(head, 1, 3, "x"), "invalid_fields 目录!D2:cell_beyond"},
		{"a cell beyond the header", set(indicators, 2, 11, "x"), "invalid_fields 指标!L3:cell_beyond"},
		{"no such day", set(head, 6, 1, "2020-02-30"), "invalid_fields 目录!B7 生效日期:not_a_date"},
		{"a day as a number", set(head, 6, 1, 43831), ""},
		{"a day as people write it", set(head, 6, 1, "2020年1月1日"), ""},
		{"points in words", set(head, 8, 1, "六十"), "invalid_fields 目录!B9 合格线:cell_not_points"},
		{"points too fine", set(indicators, 3, 7, "1.005"), "invalid_fields 指标!H4 单次分值:cell_not_points"},
		{"an unknown part", set(indicators, 2, 1, "警告"), "invalid_fields 指标!B3 部分:not_one_of"},
		{"an unknown subject", set(indicators, 2, 2, "网站和报纸"), "invalid_fields 指标!C3 适用对象:not_one_of"},
		{"both subjects", set(indicators, 1, 2, "网站、新媒体"), ""},
		{"neither yes nor no", set(indicators, 3, 10, "大概"), "invalid_fields 指标!K4 已核对:cell_not_yes_no"},
		{"a code twice", set(indicators, 4, 0, "d05"), "invalid_fields 指标!A5 代码:repeated"},
		{"a veto with points", set(indicators, 1, 7, 5), "invalid_fields 指标!H2 单次分值:veto_without_points"},
		{"a total that is wrong", set(head, 10, 1, 99), "invalid_fields 目录!B11 扣分总分:sum_differs"},
		{"a total of a group that is wrong", set(groups, 1, 1, 69), "invalid_fields 分组!B2 总分:group_sum_differs"},
		{"a group without a total", func(p []sheet.Page) []sheet.Page { p[groups].Rows = p[groups].Rows[:2]; return p }, "invalid_fields 指标!D5 分组:group_without_total"},
		{"not JSON", set(indicators, 5, 6, "14天"), "invalid_fields 指标!G6 监测参数:not_a_json_object"},
		{"a formula as text", set(indicators, 3, 4, "=1+1"), ""},
		{"another province", set(head, 4, 1, "43"), "invalid_fields 目录!B5 适用地区:unknown_reference"},
	}
	for _, tt := range tests {
		_, err := w.Catalogues.Take(w.ctx, operator, bytes.NewReader(book(t, "x", tt.spoil(w.pages()))), true)
		refused(t, tt.what, err, tt.want)
	}
	long := w.pages()
	for i := range 10_000 {
		long[indicators].Rows = append(long[indicators].Rows, []any{fmt.Sprint("X", i), "扣分", "政府网站", "发布", "多", "", "", 1, 1, "否", "否"})
	}
	refused(t, "10,000 indicators", only(w.Catalogues.Take(w.ctx, operator, bytes.NewReader(book(t, "x", long)), false)), "sheet_rows 指标:sheet_rows")
	long[indicators].Rows = long[indicators].Rows[:700]
	refused(t, "700 indicators", only(w.Catalogues.Take(w.ctx, operator, bytes.NewReader(book(t, "x", long)), false)), "invalid_fields 指标:too_many_values")
	if got := count(t, w.store, "SELECT COUNT(*) FROM catalogues"); got != 1 {
		t.Errorf("%d catalogues are stored", got)
	}
}
