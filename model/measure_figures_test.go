package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPrintMeasuresByKindAndRound(t *testing.T) {
	table := MeasureFigures{Campaigns: []Campaign{{Year: 2022, RoundLabel: "第二次"}, {Year: 2022, RoundLabel: "第三次"}}}
	row, sum := NewMeasureRow("422801", "恩施市", 2), NewMeasureRow("", TotalLabel, 2)
	for n, c := range []MeasureCount{
		{Measure: MeasureTalk, Taken: Taken{2, 3}}, {Measure: MeasureOther, Taken: Taken{1, 0}},
	} {
		row.Add(c, n)
		sum.Add(c, n)
	}
	table.Rows, table.Sum = []MeasureRow{row}, sum
	var got []string
	for _, line := range asText(table.Print()) {
		got = append(got, strings.Join(line, ","))
	}
	want := []string{
		"序号,州直/县市,问责次数,问责人数,约谈 次数,约谈 人数,书面检查 次数,书面检查 人数,通报批评 次数,通报批评 人数,责令整改 次数,责令整改 人数," +
			"诫勉 次数,诫勉 人数,停职检查 次数,停职检查 人数,调离岗位 次数,调离岗位 人数,免职 次数,免职 人数,处分 次数,处分 人数,其他 次数,其他 人数," +
			"2022年第二次 次数,2022年第二次 人数,2022年第三次 次数,2022年第三次 人数",
		"1,恩施市,3,3,2,3,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,2,3,1,0",
		"合计,,3,3,2,3,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,2,3,1,0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The same code of two catalogues is one indicator only where the name is the same too.
func TestIndicatorsOfTwoCatalogues(t *testing.T) {
	var table Indicators
	table.Add(FindingCount{Indicator: "S1", IndicatorName: "站点无法访问", Findings: 2}, 0)
	table.Add(FindingCount{Indicator: "S1", IndicatorName: "首页不更新", Findings: 1}, 1)
	table.Add(FindingCount{Indicator: "S1", IndicatorName: "站点无法访问", Findings: 3}, 1)
	table.Sort([]RateColumn{{Label: "2022年第二次"}, {Label: "2022年第三次"}})
	want := [][]string{
		{"序号", "指标", "名称", "类别", "问题数", "次数", "涉及对象", "2022年第二次", "2022年第三次"},
		{"1", "S1", "站点无法访问", FindingPartLabel(""), "5", "0", "0", "2", "3"},
		{"2", "S1", "首页不更新", FindingPartLabel(""), "1", "0", "0", "0", "1"},
	}
	if diff := cmp.Diff(want, asText(table.Print())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
