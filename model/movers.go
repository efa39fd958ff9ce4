package model

import (
	"math/big"
	"slices"
)

// MoversQuery asks for what changed from one round to another.
type MoversQuery struct {
	Campaign string    // the newest round that a region called for itself when empty
	Rates    RateQuery // compared with the round before when it does not say with which
}

// Turned is a target whose verdict is not that of the round that is compared with.
type Turned struct {
	RoundResult

	BeforeID uint64 // its inspection in that round
}

// Movers is what changed from one round to another: the rows of a table whose rate rose or fell, the largest change first, and
// the targets that stand in both rounds with different verdicts.
type Movers struct {
	PassRates

	Up, Down  []PassRateRow
	Unchanged int // rows with the same rate in both rounds
	Unrated   int // rows without a rate in one of them

	Failed    []Turned // had passed
	Recovered []Turned // had failed
}

// NewMovers sorts the rows of a table that is compared by the change of their exact rates. Of equal changes the table's order
// stays.
func NewMovers(t PassRates) Movers {
	m := Movers{PassRates: t}
	if t.ComparedWith == nil {
		return m
	}
	for _, r := range t.Rows {
		change, ok := pointsBetween(*r.Before, r.Tally)
		switch {
		case !ok:
			m.Unrated++
		case change.Sign() > 0:
			m.Up = append(m.Up, r)
		case change.Sign() < 0:
			m.Down = append(m.Down, r)
		default:
			m.Unchanged++
		}
	}
	size := func(r PassRateRow) *big.Rat {
		change, _ := pointsBetween(*r.Before, r.Tally)
		return change.Abs(change)
	}
	for _, rows := range [][]PassRateRow{m.Up, m.Down} {
		slices.SortStableFunc(rows, func(x, y PassRateRow) int { return size(y).Cmp(size(x)) })
	}
	return m
}

// Print is the rows that rose and then those that fell, and the total.
func (m Movers) Print() Printed {
	p := Printed{Header: []any{
		"序号", "升降", groupHeaders[m.GroupBy], "上次家数", "上次合格", "上次不合格", "上次合格率", "家数", "合格", "不合格", "合格率",
		"合格率增减（百分点）",
	}}
	if m.ComparedWith == nil {
		return p
	}
	line := func(number, direction, label any, r PassRateRow) {
		cells := append([]any{number, direction, label}, m.cells(*r.Before)...)
		cells = append(cells, m.cells(r.Tally)...)
		p.Rows = append(p.Rows, append(cells, m.Rule.Points(*r.Before, r.Tally)))
	}
	for n, r := range m.Up {
		line(n+1, "上升", r.Label, r)
	}
	for n, r := range m.Down {
		line(len(m.Up)+n+1, "下降", r.Label, r)
	}
	line(TotalLabel, nil, nil, m.Sum)
	return p
}

// PrintTurned is the targets that fail now, and then those that do not fail any more.
func (m Movers) PrintTurned() Printed {
	p := Printed{Header: []any{"序号", "变化", "检查对象", "平台", "网站标识码/账号ID", "名称", "主办单位", "行政区划代码"}}
	for _, of := range []struct {
		label string
		rows  []Turned
	}{{"新增不合格", m.Failed}, {"恢复合格", m.Recovered}} {
		for _, t := range of.rows {
			p.Rows = append(p.Rows, []any{
				len(p.Rows) + 1, of.label, t.Kind.Label(), t.TargetPlatform.Label(), t.TargetCode, t.TargetName, t.Organization,
				string(t.RegionCode),
			})
		}
	}
	return p
}
