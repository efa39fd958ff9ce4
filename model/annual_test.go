package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The rate of the year is that of its sums: a round of two targets does not weigh like one of 200.
func TestPrintYear(t *testing.T) {
	points := []Tally{TallyOfCounts(0, 2, 0, 0), TallyOfCounts(199, 1, 0, 1)}
	row := func(label string) AnnualRow {
		r := AnnualRow{TrendRow: TrendRow{Key: "422801", Label: label, Points: points}, Taken: Taken{2, 3}, FailedOnce: 3}
		r.Findings = Rectified{Found: 3, Accepted: 2, Overdue: 1}
		return r
	}
	table := Annual{
		Trend: Trend{GroupBy: GroupRegion, Campaigns: []Campaign{
			{Code: "1", Year: 2022, RoundLabel: "第一次", State: CampaignPublished}, {Code: "2", Year: 2022, RoundLabel: "第二次", State: CampaignOpen, RateDecimals: 1},
		}},
		Rows: []AnnualRow{row("恩施市")}, Sum: row(TotalLabel),
	}
	var got []string
	for _, line := range asText(table.Print()) {
		got = append(got, strings.Join(line, ","))
	}
	const counts = "2,0,2,0%,201,199,1,99.5%,203,199,3,98.5%,3,2,66.7%,1,2,3,3,0"
	want := []string{
		"序号,州直/县市,2022年第一次 家数,2022年第一次 合格,2022年第一次 不合格,2022年第一次 合格率,2022年第二次 家数,2022年第二次 合格,2022年第二次 不合格," +
			"2022年第二次 合格率,全年 家次,全年 合格,全年 不合格,全年 合格率,发现问题,已整改,整改率,逾期未整改,问责次数,问责人数,至少一次不合格,每次均不合格",
		"1,恩施市," + counts, "合计,," + counts,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2"}, table.Unpublished()); diff != "" {
		t.Error(diff)
	}
}
