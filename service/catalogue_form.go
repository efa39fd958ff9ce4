package service

import (
	"strings"

	"xuncha/model"
	"xuncha/service/sheet"
)

// The sheets of the workbook that a catalogue is written to and read from.
const (
	headSheet      = "目录"
	indicatorSheet = "指标"
	groupSheet     = "分组"
)

// headItems are the rows of the first sheet.
var headItems = []sheet.Column{
	{Field: "issuer", Names: []string{"发布机关"}},
	{Field: "document", Names: []string{"文号"}},
	{Field: "title", Names: []string{"标题"}},
	{Field: "region_code", Names: []string{"适用地区", "适用地区代码"}},
	{Field: "preferred", Names: []string{"默认采用"}},
	{Field: "effective_from", Names: []string{"生效日期"}},
	{Field: "effective_to", Names: []string{"失效日期"}},
	{Field: "pass_line", Names: []string{"合格线"}},
	{Field: "bonus_above", Names: []string{"加分线"}},
	{Field: "deduction_total", Names: []string{"扣分总分"}},
	{Field: "bonus_total", Names: []string{"加分总分"}},
	{Field: "note", Names: []string{"备注"}},
}

var headHints = map[string]string{
	"region_code": "行政区划代码，全国通用的不填", "preferred": "是：该地区的抽查未指定检查指标时采用",
	"effective_to": "仍有效的不填", "bonus_above": "高于此分才计加分",
}

var indicatorColumns = []sheet.Column{
	{Field: "code", Names: []string{"代码"}},
	{Field: "part", Names: []string{"部分"}},
	{Field: "applies_to", Names: []string{"适用对象"}},
	{Field: "group", Names: []string{"分组"}},
	{Field: "name", Names: []string{"名称", "指标"}},
	{Field: "criteria", Names: []string{"评分细则"}},
	{Field: "measure", Names: []string{"监测参数"}},
	{Field: "points", Names: []string{"单次分值"}},
	{Field: "max", Names: []string{"最高分值"}},
	{Field: "needs_public_service", Names: []string{"仅限办事服务"}},
	{Field: "verified", Names: []string{"已核对"}},
}

var indicatorsRequired = []string{"code", "part", "applies_to", "group", "name", "max"}

var groupColumns = []sheet.Column{{Field: "name", Names: []string{"分组"}}, {Field: "total", Names: []string{"总分"}}}

// words are the Chinese names of fixed values, in the order in which they are listed to people.
type words[T ~string] []struct {
	value T
	name  string
	short string
}

var partWords = words[model.Part]{
	{model.PartVeto, "单项否决", "否决"}, {model.PartDeduction, "扣分", "扣分指标"}, {model.PartBonus, "加分", "加分指标"},
}

var subjectWords = words[model.Subject]{{model.SubjectSite, "政府网站", "网站"}, {model.SubjectAccount, "政务新媒体", "新媒体"}}

func (w words[T]) name(value T) string {
	for _, word := range w {
		if word.value == value {
			return word.name
		}
	}
	return string(value)
}

func (w words[T]) find(text string) (T, bool) {
	key := model.Key(text)
	for _, word := range w {
		if key == model.Key(word.name) || key == model.Key(word.short) || key == string(word.value) {
			return word.value, true
		}
	}
	return "", false
}

func (w words[T]) list() string {
	names := make([]string, len(w))
	for i, word := range w {
		names[i] = word.name
	}
	return strings.Join(names, ", ")
}

// preferredNames are the headers that are written.
func preferredNames(columns []sheet.Column) []any {
	names := make([]any, len(columns))
	for i, c := range columns {
		names[i] = c.Names[0]
	}
	return names
}

// catalogueBook writes a catalogue so that it can be edited in a spreadsheet program and sent back.
func catalogueBook(e model.CatalogueEdit) []sheet.Page {
	values := map[string]any{
		"issuer": e.Issuer, "document": e.Document, "title": e.Title, "region_code": string(e.RegionCode),
		"preferred": yesNo(e.Preferred), "effective_from": string(e.EffectiveFrom), "effective_to": string(e.EffectiveTo),
		"pass_line": number(e.PassLine), "bonus_above": number(e.BonusAbove), "deduction_total": number(e.DeductionTotal),
		"bonus_total": number(e.BonusTotal), "note": e.Note,
	}
	head := [][]any{{"项目", "内容", "说明"}}
	for _, item := range headItems {
		head = append(head, []any{item.Names[0], values[item.Field], headHints[item.Field]})
	}
	rows := [][]any{preferredNames(indicatorColumns)}
	for _, i := range e.Indicators {
		var subjects []string
		for _, s := range i.AppliesTo {
			subjects = append(subjects, subjectWords.name(s))
		}
		var points, most any
		if i.Part != model.PartVeto {
			points, most = number(i.Points), number(i.MaxPoints)
		}
		rows = append(rows, []any{
			i.Code, partWords.name(i.Part), strings.Join(subjects, "、"), i.GroupName, i.Name, strings.Join(i.Criteria, "\n"), i.Measure,
			points, most, yesNo(i.NeedsPublicService), yesNo(i.Verified),
		})
	}
	groups := [][]any{preferredNames(groupColumns)}
	for _, g := range e.Groups {
		groups = append(groups, []any{g.Name, number(g.Total)})
	}
	return []sheet.Page{{Title: headSheet, Rows: head}, {Title: indicatorSheet, Rows: rows}, {Title: groupSheet, Rows: groups}}
}

func number(p model.Points) sheet.Number { return sheet.Number(p.String()) }

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}
