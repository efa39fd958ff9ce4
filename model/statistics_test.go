package model

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readCSV(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open("../service/demo/seed/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func asText(p Printed) [][]string {
	var out [][]string
	for _, line := range append([][]any{p.Header}, p.Rows...) {
		cells := make([]string, len(line))
		for i, cell := range line {
			if cell != nil {
				cells[i] = fmt.Sprint(cell)
			}
		}
		out = append(out, cells)
	}
	return out
}

// The table is made of the list of accounts, and comes out as the bulletin has it, cell for cell.
func TestPrintIsTheIssuedTable(t *testing.T) {
	issued, accounts := readCSV(t, "accounts-by-county-2022q3.csv"), readCSV(t, "accounts-2022q3.csv")
	counts := map[string]int64{}
	for _, row := range accounts[1:] {
		counts[row[2]]++
	}
	table := PassRates{GroupBy: GroupRegion, Rule: RateRule{Decimals: 1, Rounding: RoundHalfUp}}
	for _, row := range issued[1 : len(issued)-1] {
		tally := TallyOf(InspectionSubmitted, VerdictPass, counts[row[1]])
		table.Rows = append(table.Rows, PassRateRow{Label: row[1], Tally: tally})
		table.Total.Add(tally)
	}
	if diff := cmp.Diff(issued, asText(table.Print())); diff != "" {
		t.Errorf("(-issued +printed):\n%s", diff)
	}
	if table.Total.Targets != 215 {
		t.Errorf("%d accounts", table.Total.Targets)
	}
}

func TestPrintShowsWhatIsMissing(t *testing.T) {
	row := func(label string, counts ...Tally) PassRateRow {
		r := PassRateRow{Label: label}
		for _, c := range counts {
			r.Add(c)
		}
		return r
	}
	rows := []PassRateRow{
		row("门户网站", TallyOf(InspectionConfirmed, VerdictPass, 2), TallyOf(InspectionSubmitted, VerdictFail, 1)),
		row("部门网站", TallyOf(InspectionWaived, "", 2), TallyOf(InspectionPending, "", 1), TallyOf(InspectionReturned, VerdictPass, 4)),
	}
	tests := []struct {
		rows []PassRateRow
		want [][]string
	}{
		{nil, [][]string{{"序号", "类别", "家数", "合格", "不合格", "合格率"}, {"合计", "", "0", "0", "0", "—"}}},
		{rows[:1], [][]string{
			{"序号", "类别", "家数", "合格", "不合格", "合格率"}, {"1", "门户网站", "3", "2", "1", "66.66%"}, {"合计", "", "3", "2", "1", "66.66%"},
		}},
		{rows, [][]string{
			{"序号", "类别", "家数", "合格", "不合格", "合格率", "待检查", "免检"},
			{"1", "门户网站", "3", "2", "1", "66.66%", "0", "0"},
			{"2", "部门网站", "7", "0", "0", "—", "5", "2"},
			{"合计", "", "10", "2", "1", "66.66%", "5", "2"},
		}},
	}
	for _, tt := range tests {
		table := PassRates{GroupBy: GroupPortal, Rows: tt.rows, Rule: RateRule{Decimals: 2, Rounding: RoundTruncate}}
		for _, r := range tt.rows {
			table.Total.Add(r.Tally)
		}
		if diff := cmp.Diff(tt.want, asText(table.Print())); diff != "" {
			t.Error(diff)
		}
	}
	for _, g := range Groups {
		if header := (PassRates{GroupBy: g}).Print().Header[1]; header == "" {
			t.Errorf("%s has no header", g)
		}
	}
}

func TestTallyOf(t *testing.T) {
	tests := []struct {
		status  InspectionStatus
		verdict Verdict
		want    Tally
	}{
		{InspectionPending, "", Tally{Targets: 3, Pending: 3}},
		{InspectionWaiving, "", Tally{Targets: 3, Pending: 3}},
		{InspectionReturned, VerdictFail, Tally{Targets: 3, Pending: 3}},
		{InspectionWaived, "", Tally{Targets: 3, Waived: 3}},
		{InspectionSubmitted, VerdictPass, Tally{Targets: 3, Inspected: 3, Passed: 3}},
		{InspectionConfirmed, VerdictPass, Tally{Targets: 3, Inspected: 3, Passed: 3}},
		{InspectionSubmitted, VerdictFail, Tally{Targets: 3, Inspected: 3, Failed: 3}},
		{InspectionConfirmed, VerdictFail, Tally{Targets: 3, Inspected: 3, Failed: 3}},
	}
	for _, tt := range tests {
		got := TallyOf(tt.status, tt.verdict, 3)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %s:\n%s", tt.status, tt.verdict, diff)
		}
		if got.Targets != got.Inspected+got.Pending+got.Waived || got.Inspected != got.Passed+got.Failed {
			t.Errorf("%+v does not add up", got)
		}
	}
}

func TestPrintSites(t *testing.T) {
	sites := []Inspection{
		{Status: InspectionSubmitted, Verdict: VerdictPass, Target: Target{TargetCode: "4228000001", TargetName: "甲", TargetHomeURL: "http://a.cn/"}},
		{Status: InspectionWaived, Target: Target{TargetCode: "4228010052", TargetName: "乙", TargetHomeURL: "http://b.cn", TargetIsPortal: true}},
	}
	want := [][]string{
		{"序号", "网站标识码", "网站名称", "首页地址", "是否门户", "结果"},
		{"1", "4228000001", "甲", "http://a.cn/", "否", "合格"},
		{"2", "4228010052", "乙", "http://b.cn", "是", "免检"},
	}
	if diff := cmp.Diff(want, asText(PrintSites(sites))); diff != "" {
		t.Error(diff)
	}
	for _, s := range append(SubjectKinds, "page") {
		if (s.Label() == string(s)) != (s == "page") {
			t.Errorf("%s is printed as %s", s, s.Label())
		}
	}
}
