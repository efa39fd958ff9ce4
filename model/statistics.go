package model

// Group is what a table of pass rates is grouped by.
type Group string

// The groups.
const (
	GroupRegion       Group = "region"
	GroupPlatform     Group = "platform"
	GroupPortal       Group = "portal"
	GroupOrganization Group = "organization"
	GroupKind         Group = "kind"
)

// Groups lists the groups.
var Groups = []Group{GroupRegion, GroupPlatform, GroupPortal, GroupOrganization, GroupKind}

// PassRateRow is one row of a table of pass rates.
type PassRateRow struct {
	Key   string
	Label string
	Tally

	Registered int64   // in use when the targets were drawn, and what was added later
	Cells      []Tally // in the order of the columns
	Before     *Tally  // in the campaign that is compared with
}

// RateColumn is a column of a table that is grouped twice.
type RateColumn struct{ Key, Label string }

// PassRates is a table of pass rates. The exact counts are what counts; Rule only says how a rate is printed.
type PassRates struct {
	Campaign string
	Kind     Subject // empty when the table shows both
	GroupBy  Group
	Rows     []PassRateRow
	Total    Tally
	Rule     RateRule

	Across       Group
	Columns      []RateColumn
	Level        Level
	Sum          PassRateRow // the last row: Total with all that a row has
	AsOf         Time
	CountedUntil Time      // the newest change of what is counted
	ComparedWith *Campaign // nil when nothing was compared, or when there is no round before
}

// TotalLabel is the label of the last row.
const TotalLabel = "合计"

// Printed is a table as people read it, its cells text, whole numbers, or nil for an empty one.
type Printed struct {
	Title  string
	Header []any
	Rows   [][]any
}

// groupHeaders are the headers of the second column of a table of pass rates.
var groupHeaders = map[Group]string{
	GroupRegion: "州直/县市", GroupPlatform: "平台", GroupPortal: "类别", GroupOrganization: "主办单位",
	GroupKind: "检查对象",
}

// Print is the table as annex 2 of the bulletin has it. Targets without a result get columns of their own at the end, only
// where there are any: the issued table has none.
func (t PassRates) Print() Printed {
	p := Printed{Header: []any{"序号", groupHeaders[t.GroupBy], "家数", "合格", "不合格", "合格率"}}
	pending, waived := t.Total.Pending > 0, t.Total.Waived > 0
	if pending {
		p.Header = append(p.Header, "待检查")
	}
	if waived {
		p.Header = append(p.Header, "免检")
	}
	line := func(number, label any, c Tally) {
		cells := []any{number, label, c.Targets, c.Passed, c.Failed, t.Rule.Text(c.Passed, c.Inspected)}
		if pending {
			cells = append(cells, c.Pending)
		}
		if waived {
			cells = append(cells, c.Waived)
		}
		p.Rows = append(p.Rows, cells)
	}
	for i, r := range t.Rows {
		line(i+1, r.Label, r.Tally)
	}
	line(TotalLabel, nil, t.Total)
	return p
}

// PrintSites is annex 1 of the bulletin: the sites of a round in the order of their codes.
func PrintSites(sites []Inspection) Printed {
	p := Printed{Header: []any{"序号", "网站标识码", "网站名称", "首页地址", "是否门户", "结果"}}
	for i, s := range sites {
		portal := "否"
		if s.TargetIsPortal {
			portal = "是"
		}
		p.Rows = append(p.Rows, []any{i + 1, s.TargetCode, s.TargetName, s.TargetHomeURL, portal, s.ResultLabel()})
	}
	return p
}

// TallyOf counts n targets that stand alike.
func TallyOf(status InspectionStatus, verdict Verdict, n int64) Tally {
	t := Tally{Targets: n}
	switch {
	case status == InspectionWaived:
		t.Waived = n
	case status.Uninspected():
		t.Pending = n
	case verdict == VerdictPass:
		t.Inspected, t.Passed = n, n
	case verdict == VerdictFail:
		t.Inspected, t.Failed = n, n
	}
	return t
}
