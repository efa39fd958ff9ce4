package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCatalogueGroups(t *testing.T) {
	stated := GroupTotals{{"发布", 700}, {"服务", 300}}
	tests := []struct {
		name  string
		spoil func(*CatalogueEdit)
		want  string
	}{
		{"none", func(e *CatalogueEdit) { e.Groups = nil }, ""},
		{"all", func(*CatalogueEdit) {}, ""},
		{"spelt otherwise", func(e *CatalogueEdit) { e.Groups[0].Name = " 发 布 " }, ""},
		{"wrong", func(e *CatalogueEdit) { e.Groups[0].Total = 699 }, "groups[0].total:group_sum_differs"},
		{"both wrong", func(e *CatalogueEdit) { e.Groups[0].Total, e.Groups[1].Total = 300, 700 }, "groups[0].total:group_sum_differs groups[1].total:group_sum_differs"},
		{"twice", func(e *CatalogueEdit) { e.Groups = append(e.Groups, e.Groups[0]) }, "groups[2].name:repeated"},
		{"one missing", func(e *CatalogueEdit) { e.Groups = e.Groups[:1] }, "indicators[2].group:group_without_total"},
		{"one too many", func(e *CatalogueEdit) { e.Groups = append(e.Groups, GroupTotal{"安全", 0}) }, "groups[2].name:group_without_indicators"},
		{"of a veto", func(e *CatalogueEdit) { e.Groups = append(e.Groups, GroupTotal{"单项否决", 0}) }, "groups[2].name:group_without_indicators"},
		{"without a name", func(e *CatalogueEdit) { e.Groups[1].Name = "" }, "groups[1].name:required indicators[2].group:group_without_total"},
		{"beyond what is taken", func(e *CatalogueEdit) { e.Groups[0].Total = MaxPoints + 1 }, "groups[0].total:out_of_range groups[0].total:group_sum_differs"},
		{"too many", func(e *CatalogueEdit) { e.Groups = make(GroupTotals, MaxGroups+1) }, "groups:too_many_values"},
		{"for one subject only", func(e *CatalogueEdit) {
			account := Set[Subject]{SubjectAccount}
			e.Indicators = append(e.Indicators, IndicatorEdit{
				Code: "D3", Part: PartDeduction, AppliesTo: account, GroupName: "更新", Name: "更新", MaxPoints: 1000,
			})
			e.Groups = append(e.Groups, GroupTotal{"更新", 1000})
		}, ""},
		{"wrong for one of two", func(e *CatalogueEdit) {
			account := Set[Subject]{SubjectAccount}
			e.Indicators = append(e.Indicators, IndicatorEdit{
				Code: "D3", Part: PartDeduction, AppliesTo: account, GroupName: "发布", Name: "更新", MaxPoints: 1000,
			})
		}, "groups[0].total:group_sum_differs"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			edit := smallCatalogue()
			edit.Groups = append(GroupTotals{}, stated...)
			tt.spoil(&edit)
			_, err := edit.Normalize()
			if got := faults(t, err); got != tt.want {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCatalogueArea(t *testing.T) {
	for region, want := range map[RegionCode]struct {
		stored    RegionCode
		preferred bool
		faults    string
	}{
		"":       {"", true, ""},
		"420000": {"42", false, ""},
		"4228":   {"422800", false, ""},
		"422801": {"422801", false, ""},
		"00":     {"", true, ""},
		"all":    {"all", false, "region_code:not_a_region_code"},
	} {
		edit := smallCatalogue()
		edit.RegionCode = region
		clean, err := edit.Normalize()
		if got := faults(t, err); got != want.faults || clean.RegionCode != want.stored || clean.Preferred != want.preferred {
			t.Errorf("%q: %q, preferred %v, %q", region, clean.RegionCode, clean.Preferred, got)
		}
	}
	want := []RegionCode{"422801", "422800", "42", "00"}
	if diff := cmp.Diff(want, RegionCode("422801").Reaching()); diff != "" {
		t.Error(diff)
	}
}

func TestCatalogueLimitsOfTexts(t *testing.T) {
	spoil := func(change func(*IndicatorEdit)) string {
		edit := smallCatalogue()
		change(&edit.Indicators[0])
		_, err := edit.Normalize()
		return faults(t, err)
	}
	many := make([]string, maxCriteria+1)
	for i := range many {
		many[i] = "a"
	}
	for what, tt := range map[string]struct {
		change func(*IndicatorEdit)
		want   string
	}{
		"criteria at their number": {func(i *IndicatorEdit) { i.Criteria = many[1:] }, ""},
		"one criterion more":       {func(i *IndicatorEdit) { i.Criteria = many }, "indicators[0].criteria:too_many_values"},
		"criteria too long together": {func(i *IndicatorEdit) {
			long := strings.Repeat("文", MaxText)
			i.Criteria = []string{long, long, long, long, "a"}
		}, "indicators[0].criteria:too_long"},
		"measure too long": {func(i *IndicatorEdit) { i.Measure = `{"a":"` + strings.Repeat("a", MaxText) + `"}` }, "indicators[0].measure:too_long"},
		"measure hidden":   {func(i *IndicatorEdit) { i.Measure = "{\"a\":\"\u202e\"}" }, "indicators[0].measure:forbidden_character"},
	} {
		if got := spoil(tt.change); got != tt.want {
			t.Errorf("%s: %q, want %q", what, got, tt.want)
		}
	}
}

func TestCatalogueOverlaps(t *testing.T) {
	base := Catalogue{Issuer: "州政府办", RegionCode: "422800", EffectiveFrom: "2022-01-01", EffectiveTo: "2022-12-31"}
	tests := []struct {
		issuer   string
		region   OptionalRegion
		from, to Date
		want     bool
	}{
		{"州政府办", "422800", "2022-12-31", "", true},
		{"州政府办", "422800", "2023-01-01", "", false},
		{"州政府办", "422800", "2021-01-01", "2022-01-01", true},
		{"州政府办", "422800", "2021-01-01", "2021-12-31", false},
		{"州政府办", "422800", "2021-01-01", "", true},
		{"州政府办", "422800", "2022-05-01", "2022-05-02", true},
		{"州 政府办", "422800", "2022-05-01", "2022-05-02", true},
		{"省政府办", "422800", "2022-05-01", "2022-05-02", false},
		{"州政府办", "", "2022-05-01", "2022-05-02", false},
	}
	for _, tt := range tests {
		o := Catalogue{Issuer: tt.issuer, RegionCode: tt.region, EffectiveFrom: tt.from, EffectiveTo: tt.to}
		if base.Overlaps(o) != tt.want || o.Overlaps(base) != tt.want {
			t.Errorf("%+v: want %v", tt, tt.want)
		}
	}
}

func TestCatalogueWithdraw(t *testing.T) {
	tests := []struct {
		end, on Date
		want    string
	}{
		{"", "2022-01-01", ""},
		{"", "2021-12-31", "on:ends_before_start"},
		{"2022-12-31", "2022-12-30", ""},
		{"2022-12-31", "2022-12-31", "on:ends_already"},
		{"2022-12-31", "2023-01-01", "on:ends_already"},
	}
	for _, tt := range tests {
		c := Catalogue{EffectiveFrom: "2022-01-01", EffectiveTo: tt.end}
		err := c.Withdraw(tt.on)
		if got := faults(t, err); got != tt.want || (err == nil) != (c.EffectiveTo == tt.on && tt.on != tt.end) {
			t.Errorf("%+v: %q, ends %q", tt, got, c.EffectiveTo)
		}
	}
}

func TestCatalogueEditIsTheRow(t *testing.T) {
	edit, err := smallCatalogue().Normalize()
	if err != nil {
		t.Fatal(err)
	}
	edit.Groups = GroupTotals{{"发布", 700}}
	var row Catalogue
	row.Apply(edit)
	if diff := cmp.Diff(edit, row.Edit(edit.Rows(7))); diff != "" {
		t.Errorf("(-edit +row):\n%s", diff)
	}
}

func TestGroupTotalsScan(t *testing.T) {
	for _, src := range []any{nil, "[]", []byte("null")} {
		got := GroupTotals{{"左", 1}}
		if err := got.Scan(src); err != nil || got != nil {
			t.Errorf("%v: %v, %v", src, got, err)
		}
	}
	want := GroupTotals{{"发布<解读>", 3150}}
	text, err := want.Value()
	if err != nil {
		t.Fatal(err)
	}
	var got GroupTotals
	if err := got.Scan(text); err != nil || !cmp.Equal(want, got) {
		t.Errorf("%v of %v, %v", got, text, err)
	}
}
