package model

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// FindingCount counts the findings of a campaign, or of a campaign in a region, under an indicator. Withdrawn ones are not
// counted.
type FindingCount struct {
	CampaignID    uint64
	Indicator     string // empty for an observation
	IndicatorName string
	Part          Part
	RegionCode    RegionCode
	Findings      int64
	Occurrences   int64
	Targets       int64
}

// FoundUnder is how often something was found, and at how many targets.
type FoundUnder struct{ Findings, Occurrences, Targets int64 }

func (f *FoundUnder) add(c FindingCount) {
	f.Findings += c.Findings
	f.Occurrences += c.Occurrences
	f.Targets += c.Targets
}

// IndicatorRow is one indicator with what was found under it, altogether and in each region or round.
type IndicatorRow struct {
	Indicator string
	Name      string
	Part      Part
	FoundUnder
	Cells []FoundUnder
}

// Indicators is what was found in a campaign, or in several, the most frequent first.
type Indicators struct {
	Campaign string     // the newest
	Kind     Subject    // empty for both
	Rounds   []Campaign // what the columns are when they are no regions
	Columns  []RateColumn
	Rows     []IndicatorRow
}

// Add takes a count in, in its column. Codes of different catalogues may coincide, so the name must be the same too.
func (t *Indicators) Add(c FindingCount, column int) {
	at := slices.IndexFunc(t.Rows, func(r IndicatorRow) bool {
		return r.Indicator == c.Indicator && r.Part == c.Part && r.Name == c.IndicatorName
	})
	if at < 0 {
		at = len(t.Rows)
		t.Rows = append(t.Rows, IndicatorRow{Indicator: c.Indicator, Name: c.IndicatorName, Part: c.Part})
	}
	row := &t.Rows[at]
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, FoundUnder{})
	}
	row.add(c)
	row.Cells[column].add(c)
}

// Sort puts the most frequent first and gives every row all columns.
func (t *Indicators) Sort(columns []RateColumn) {
	t.Columns = columns
	for n := range t.Rows {
		for len(t.Rows[n].Cells) < len(columns) {
			t.Rows[n].Cells = append(t.Rows[n].Cells, FoundUnder{})
		}
	}
	slices.SortFunc(t.Rows, func(x, y IndicatorRow) int {
		return cmp.Or(
			cmp.Compare(y.Findings, x.Findings), cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Part, y.Part), cmp.Compare(x.Name, y.Name),
		)
	})
}

// Print is the table with a column of findings for each region or round.
func (t Indicators) Print() Printed {
	p := Printed{Header: []any{"序号", "指标", "名称", "类别", "问题数", "次数", "涉及对象"}}
	for _, c := range t.Columns {
		p.Header = append(p.Header, c.Label)
	}
	for n, r := range t.Rows {
		cells := []any{n + 1, r.Indicator, r.Name, FindingPartLabel(r.Part), r.Findings, r.Occurrences, r.Targets}
		for _, c := range r.Cells {
			cells = append(cells, c.Findings)
		}
		p.Rows = append(p.Rows, cells)
	}
	return p
}

// FollowedFinding is what of a finding its rectification is counted from.
type FollowedFinding struct {
	Figure // the group of its target; its counts are empty

	ID          uint64
	State       FindingState
	DueOn       Date
	ExemptUntil Date
	SubmittedOn Date
	CreatedAt   Time
	AcceptedAt  Time // when the proof that stands was accepted
}

// Rectified counts findings by how far they were put right.
type Rectified struct {
	Found     int64
	Open      int64
	Submitted int64
	Accepted  int64
	Exempted  int64
	InTime    int64 // of the accepted: with proof by the due day
	Late      int64 // of the accepted: with proof after it
	Overdue   int64 // of the open
	Days      []int // from finding to acceptance, of each accepted one
}

// Add counts a finding as it stands on a day.
func (r *Rectified) Add(f FollowedFinding, today Date) {
	as := Rectification{State: f.State, DueOn: f.DueOn, ExemptUntil: f.ExemptUntil}
	r.Found++
	switch as.StateOn(today) {
	case FindingOpen:
		r.Open++
		if as.Overdue(today) {
			r.Overdue++
		}
	case FindingSubmitted:
		r.Submitted++
	case FindingExempted:
		r.Exempted++
	case FindingAccepted:
		r.Accepted++
		if f.DueOn != "" && f.SubmittedOn <= f.DueOn {
			r.InTime++
		} else if f.DueOn != "" {
			r.Late++
		}
		r.Days = append(r.Days, daysBetween(f.CreatedAt, f.AcceptedAt))
	case FindingWithdrawn, FindingNone:
	}
}

// daysBetween counts the midnights of China between two moments.
func daysBetween(from, to Time) int {
	midnight := func(t Time) time.Time {
		year, month, day := t.In(China).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, China)
	}
	return int(midnight(to).Sub(midnight(from)).Hours()) / 24
}

// Median is the middle of the days, and false when nothing was accepted.
func (r Rectified) Median() (float64, bool) {
	if len(r.Days) == 0 {
		return 0, false
	}
	days := slices.Sorted(slices.Values(r.Days))
	middle := len(days) / 2
	if len(days)%2 == 1 {
		return float64(days[middle]), true
	}
	return float64(days[middle-1]+days[middle]) / 2, true
}

// RectificationRow is how far a region is.
type RectificationRow struct {
	Key   string
	Label string
	Rectified
}

// RectificationTable is how far the findings of a campaign were put right, by region.
type RectificationTable struct {
	Campaign string
	Kind     Subject // empty for both
	AsOf     Date    // the day on which overdue is told
	Rows     []RectificationRow
	Sum      RectificationRow
	Rule     RateRule
}

// Print is the table as people read it.
func (t RectificationTable) Print() Printed {
	p := Printed{Header: []any{
		"序号", "州直/县市", "发现问题", "已整改", "整改率", "按期整改", "逾期整改", "待审核", "未整改", "逾期未整改", "暂缓", "整改天数（中位数）",
	}}
	line := func(number, label any, r Rectified) {
		var days any
		if median, ok := r.Median(); ok {
			days = strconv.FormatFloat(median, 'f', -1, 64)
		}
		p.Rows = append(p.Rows, []any{
			number, label, r.Found, r.Accepted, t.Rule.Text(r.Accepted, r.Found), r.InTime, r.Late, r.Submitted, r.Open, r.Overdue,
			r.Exempted, days,
		})
	}
	for n, r := range t.Rows {
		line(n+1, r.Label, r.Rectified)
	}
	line(TotalLabel, nil, t.Sum.Rectified)
	return p
}
