package model

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shippedCatalogue reads the national catalogue as it comes with the program.
func shippedCatalogue(t testing.TB) CatalogueEdit {
	t.Helper()
	text, err := os.ReadFile("../service/catalogues/indicators-2019.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Issuer, Document, Title, Note string
		From                          Date   `json:"effective_from"`
		PassLine                      Points `json:"pass_line"`
		BonusAbove                    Points `json:"bonus_above"`
		DeductionTotal                Points `json:"deduction_total"`
		BonusTotal                    Points `json:"bonus_total"`
		Indicators                    []struct {
			Code, Group, Name string
			Part              Part
			AppliesTo         Set[Subject] `json:"applies_to"`
			Criteria          []string
			Measure           json.RawMessage
			Points, Max       Points
			Service           bool `json:"needs_public_service"`
			Verified          bool
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	edit := CatalogueEdit{
		Issuer: file.Issuer, Document: file.Document, Title: file.Title, Note: file.Note, EffectiveFrom: file.From,
		PassLine: file.PassLine, BonusAbove: file.BonusAbove, DeductionTotal: file.DeductionTotal, BonusTotal: file.BonusTotal,
	}
	for _, i := range file.Indicators {
		edit.Indicators = append(edit.Indicators, IndicatorEdit{
			i.Code, i.Part, i.AppliesTo, i.Group, i.Name, i.Criteria, string(i.Measure), i.Points, i.Max, i.Service, i.Verified,
		})
	}
	edit, err = edit.Normalize()
	if err != nil {
		t.Fatalf("the shipped catalogue: %v", err)
	}
	return edit
}

func TestShippedCatalogue(t *testing.T) {
	edit := shippedCatalogue(t)
	count := map[Part]int{}
	groups := map[string]Points{}
	for _, i := range edit.Indicators {
		count[i.Part]++
		if i.Part == PartDeduction {
			groups[i.GroupName] += i.MaxPoints
		}
	}
	if diff := cmp.Diff(map[Part]int{PartVeto: 9, PartDeduction: 28, PartBonus: 5}, count); diff != "" {
		t.Errorf("indicators by part:\n%s", diff)
	}
	want := map[string]Points{"发布解读": 3100, "办事服务": 2500, "互动交流": 2300, "功能设计": 2100}
	if diff := cmp.Diff(want, groups); diff != "" {
		t.Errorf("totals of the groups:\n%s", diff)
	}

	var row Catalogue
	row.Apply(edit)
	if row.PassLine != 6000 || row.BonusAbove != 8000 || row.DeductionTotal != 10000 || row.BonusTotal != 3000 {
		t.Errorf("figures of the row: %+v", row)
	}
	rows := edit.Rows(7)
	got := rows[1]
	if got.CatalogueID != 7 || got.Position != 2 || got.Code != "S2" || !json.Valid([]byte(got.Criteria)) || !json.Valid([]byte(got.Measure)) {
		t.Errorf("row of S2: %+v", got)
	}
	if d12 := rows[20]; d12.Code != "D12" || d12.Criteria != "[]" || d12.Points != 200 || !d12.NeedsPublicService {
		t.Errorf("row of D12: %+v", d12)
	}
}

// smallCatalogue is valid; the cases below break it.
func smallCatalogue() CatalogueEdit {
	site := Set[Subject]{SubjectSite}
	return CatalogueEdit{
		Issuer: "州政府办", Document: "州政办函〔2022〕1号", Title: "检查指标", EffectiveFrom: "2022-01-01",
		PassLine: 600, BonusAbove: 800, DeductionTotal: 1000, BonusTotal: 300,
		Indicators: []IndicatorEdit{
			{Code: "S1", Part: PartVeto, AppliesTo: Set[Subject]{SubjectAccount, SubjectSite}, GroupName: "单项否决", Name: "无法访问"},
			{Code: "D1", Part: PartDeduction, AppliesTo: site, GroupName: "发布", Name: "动态", Points: 100, MaxPoints: 700},
			{Code: "D2", Part: PartDeduction, AppliesTo: site, GroupName: "服务", Name: "指南", MaxPoints: 300, NeedsPublicService: true},
			{Code: "B1", Part: PartBonus, AppliesTo: site, GroupName: "创新", Name: "创新", Criteria: []string{" 有创新 "}, MaxPoints: 300},
		},
	}
}

func TestCatalogueNormalize(t *testing.T) {
	veto, deduction, service, bonus := 0, 1, 2, 3
	tests := []struct {
		name  string
		spoil func(*CatalogueEdit)
		want  string // field:code of every fault
	}{
		{"valid", func(*CatalogueEdit) {}, ""},
		{"texts", func(e *CatalogueEdit) { e.Issuer, e.Document, e.Title = "", " ", "\u3000" }, "issuer:required document:required title:required"},
		{"no first day", func(e *CatalogueEdit) { e.EffectiveFrom = "" }, "effective_from:required"},
		{"no such day", func(e *CatalogueEdit) { e.EffectiveTo = "2022-02-30" }, "effective_to:not_a_date"},
		{"ends on its first day", func(e *CatalogueEdit) { e.EffectiveTo = "2022-01-01" }, ""},
		{"ends before", func(e *CatalogueEdit) { e.EffectiveTo = "2021-12-31" }, "effective_to:ends_before_start"},
		{"lines at the total", func(e *CatalogueEdit) { e.PassLine, e.BonusAbove = 1000, 1000 }, ""},
		{"lines above the total", func(e *CatalogueEdit) { e.PassLine, e.BonusAbove = 1001, 1001 }, "pass_line:out_of_range bonus_above:out_of_range"},
		{"deductions differ", func(e *CatalogueEdit) { e.DeductionTotal = 999 }, "deduction_total:sum_differs"},
		{"bonus differs", func(e *CatalogueEdit) { e.BonusTotal = 301 }, "bonus_total:sum_differs"},
		{"no indicators", func(e *CatalogueEdit) { e.Indicators = nil }, "indicators:required deduction_total:sum_missing bonus_total:sum_missing"},
		{"vetoes only", func(e *CatalogueEdit) {
			e.PassLine, e.BonusAbove, e.DeductionTotal, e.BonusTotal = 0, 0, 0, 0
			e.Indicators = e.Indicators[:1]
		}, ""},
		{"too many", func(e *CatalogueEdit) { e.Indicators = make([]IndicatorEdit, MaxIndicators+1) }, "indicators:too_many_values"},
		{"sums count for each subject", func(e *CatalogueEdit) {
			e.Indicators = append(e.Indicators, IndicatorEdit{
				Code: "D3", Part: PartDeduction, AppliesTo: Set[Subject]{SubjectAccount}, GroupName: "发布", Name: "更新", MaxPoints: 1000,
			})
		}, ""},
		{"nothing left without services", func(e *CatalogueEdit) { e.Indicators[deduction].NeedsPublicService = true }, "indicators:all_need_public_service"},
		{"code again", func(e *CatalogueEdit) { e.Indicators[service].Code = "d1" }, "indicators[2].code:repeated"},
		{"codes missing", func(e *CatalogueEdit) { e.Indicators[veto].Code, e.Indicators[bonus].Code = "", "" }, "indicators[0].code:required indicators[3].code:required"},
		{"code in Chinese", func(e *CatalogueEdit) { e.Indicators[veto].Code = "否1" }, "indicators[0].code:not_an_indicator_code"},
		{"code at its length", func(e *CatalogueEdit) { e.Indicators[veto].Code = strings.Repeat("S", 16) }, ""},
		{"code too long", func(e *CatalogueEdit) { e.Indicators[veto].Code = strings.Repeat("S", 17) }, "indicators[0].code:too_long"},
		{"unknown part", func(e *CatalogueEdit) { e.Indicators[veto].Part = "fine" }, "indicators[0].part:not_one_of indicators[0].max:out_of_range"},
		{"for nobody", func(e *CatalogueEdit) { e.Indicators[veto].AppliesTo = nil }, "indicators[0].applies_to:required"},
		{"for another", func(e *CatalogueEdit) { e.Indicators[veto].AppliesTo = Set[Subject]{"site", "app"} }, "indicators[0].applies_to[1]:not_one_of"},
		{"names missing", func(e *CatalogueEdit) { e.Indicators[veto].GroupName, e.Indicators[veto].Name = "", "" }, "indicators[0].group:required indicators[0].name:required"},
		{"empty criterion", func(e *CatalogueEdit) { e.Indicators[bonus].Criteria = []string{"a", ""} }, "indicators[3].criteria[1]:required"},
		{"measure", func(e *CatalogueEdit) { e.Indicators[veto].Measure = ` {"days": 14} ` }, ""},
		{"measure is a list", func(e *CatalogueEdit) { e.Indicators[veto].Measure = `[1]` }, "indicators[0].measure:not_a_json_object"},
		{"measure is cut", func(e *CatalogueEdit) { e.Indicators[veto].Measure = `{"days"` }, "indicators[0].measure:not_a_json_object"},
		{"veto with points", func(e *CatalogueEdit) { e.Indicators[veto].MaxPoints = 1 }, "indicators[0].points:veto_without_points"},
		{"points at the maximum", func(e *CatalogueEdit) { e.Indicators[deduction].Points = 700 }, ""},
		{"points above the maximum", func(e *CatalogueEdit) { e.Indicators[deduction].Points = 701 }, "indicators[1].points:out_of_range"},
		{"no maximum", func(e *CatalogueEdit) { e.Indicators[bonus].MaxPoints = 0 }, "indicators[3].max:out_of_range bonus_total:sum_missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			edit := smallCatalogue()
			tt.spoil(&edit)
			_, err := edit.Normalize()
			if got := faults(t, err); got != tt.want {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCatalogueNormalizeLeavesItsInputAlone(t *testing.T) {
	edit := smallCatalogue()
	clean, err := edit.Normalize()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(smallCatalogue(), edit); diff != "" {
		t.Errorf("the argument changed:\n%s", diff)
	}
	if got := clean.Rows(1); got[3].Criteria != `["有创新"]` || got[0].AppliesTo[0] != SubjectSite {
		t.Errorf("not cleaned: %+v", got)
	}
}

// faults writes the fields of a refusal as "field:code field:code".
func faults(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var refusal *Error
	if !errors.As(err, &refusal) {
		t.Fatalf("not a refusal: %v", err)
	}
	var list []string
	for _, f := range refusal.Fields {
		list = append(list, f.Field+":"+f.Code)
		for _, l := range []Language{Chinese, English} {
			if text := f.Text(l); text == f.Code || strings.Contains(text, "%!") {
				t.Errorf("%s in %s: %s", f.Code, l, text)
			}
		}
	}
	return strings.Join(list, " ")
}

func TestSet(t *testing.T) {
	tests := []struct {
		set  Set[Subject]
		text string
	}{
		{Set[Subject]{}, ""},
		{Set[Subject]{SubjectAccount}, "account"},
		{Set[Subject]{SubjectSite, SubjectAccount}, "site,account"},
		{Set[Subject]{SubjectAccount, SubjectSite}, "account,site"},
	}
	for _, tt := range tests {
		text, err := tt.set.Value()
		if err != nil || text != tt.text {
			t.Errorf("Value of %v = %v, %v", tt.set, text, err)
		}
		for _, src := range []any{tt.text, []byte(tt.text)} {
			got := Set[Subject]{"left over"}
			if err := got.Scan(src); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.set, got); diff != "" {
				t.Errorf("Scan(%T):\n%s", src, diff)
			}
		}
	}
	if both := tests[2].set; !both.Has(SubjectAccount) || both.Has("portal") {
		t.Error("Has")
	}
	if err := new(Set[Subject]).Scan(7); err == nil {
		t.Error("a number was scanned into a set")
	}
}
