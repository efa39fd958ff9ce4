package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMoversInTheOrderOfTheirChange(t *testing.T) {
	row := func(label string, before, after Tally) PassRateRow {
		return PassRateRow{Label: label, Before: &before, Tally: after}
	}
	of := func(passed, failed int64) Tally { return TallyOfCounts(passed, failed, 0, 0) }
	table := PassRates{
		GroupBy: GroupRegion, Rule: RateRule{Decimals: 1}, ComparedWith: &Campaign{},
		Rows: []PassRateRow{
			row("甲", of(1, 1), of(2, 1)), row("乙", of(1, 2), of(2, 4)), row("丙", of(2, 1), of(1, 2)), row("丁", of(3, 1), of(2, 2)),
			row("戊", of(0, 1), of(1, 0)), row("己", of(0, 0), of(1, 0)),
			// Both print 33.3% and 33.4%, and their exact changes differ by less than a print shows.
			row("庚", of(33333, 66667), of(33334, 66666)), row("辛", of(333333, 666667), of(333344, 666656)),
		},
		Sum: row(TotalLabel, of(7, 6), of(9, 9)),
	}
	m := NewMovers(table)
	want := [][]string{
		{"序号", "升降", "州直/县市", "上次家数", "上次合格", "上次不合格", "上次合格率", "家数", "合格", "不合格", "合格率", "合格率增减（百分点）"},
		{"1", "上升", "戊", "1", "0", "1", "0%", "1", "1", "0", "100%", "+100.0"},
		{"2", "上升", "甲", "2", "1", "1", "50.0%", "3", "2", "1", "66.7%", "+16.7"},
		{"3", "上升", "辛", "1000000", "333333", "666667", "33.3%", "1000000", "333344", "666656", "33.3%", "+0.1"},
		{"4", "上升", "庚", "100000", "33333", "66667", "33.3%", "100000", "33334", "66666", "33.3%", "+0.1"},
		{"5", "下降", "丙", "3", "2", "1", "66.7%", "3", "1", "2", "33.3%", "-33.3"},
		{"6", "下降", "丁", "4", "3", "1", "75.0%", "4", "2", "2", "50.0%", "-25.0"},
		{"合计", "", "", "13", "7", "6", "53.8%", "18", "9", "9", "50.0%", "-3.8"},
	}
	if diff := cmp.Diff(want, asText(m.Print())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if m.Unchanged != 1 || m.Unrated != 1 {
		t.Errorf("%d unchanged, %d unrated", m.Unchanged, m.Unrated)
	}
	if len(NewMovers(PassRates{Rows: []PassRateRow{{Label: "甲"}}}).Print().Rows) != 0 {
		t.Error("rows although nothing is compared")
	}
	m.Failed = []Turned{{RoundResult: RoundResult{Kind: SubjectSite, TargetCode: "4228010001", TargetName: "甲网", Organization: "甲局", RegionCode: "422801"}}}
	m.Recovered = []Turned{{RoundResult: RoundResult{Kind: SubjectAccount, TargetPlatform: PlatformWechat, TargetName: "乙号", Organization: "乙局", RegionCode: "422802"}}}
	want = [][]string{
		{"序号", "变化", "检查对象", "平台", "网站标识码/账号ID", "名称", "主办单位", "行政区划代码"},
		{"1", "新增不合格", "政府网站", "", "4228010001", "甲网", "甲局", "422801"},
		{"2", "恢复合格", m.Recovered[0].Kind.Label(), "微信", "", "乙号", "乙局", "422802"},
	}
	if diff := cmp.Diff(want, asText(m.PrintTurned())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
