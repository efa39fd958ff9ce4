package model

// PrintAll is Print with everything else that was asked for: the columns of a matrix, the campaign that is compared with,
// and what of the register the targets are, where that is more than the targets.
func (t PassRates) PrintAll() Printed {
	p := t.Print()
	rows := append([]PassRateRow{}, t.Rows...)
	rows = append(rows, t.Sum)
	add := func(header []any, cells func(r PassRateRow) []any) {
		p.Header = append(p.Header, header...)
		for n, r := range rows {
			p.Rows[n] = append(p.Rows[n], cells(r)...)
		}
	}
	for n, c := range t.Columns {
		header := []any{c.Label + " 家数", c.Label + " 合格", c.Label + " 不合格", c.Label + " 合格率"}
		add(header, func(r PassRateRow) []any { return t.cells(r.Cells[n]) })
	}
	if t.ComparedWith != nil {
		header := []any{"上次家数", "上次合格", "上次不合格", "上次合格率", "合格率增减（百分点）"}
		add(header, func(r PassRateRow) []any { return append(t.cells(*r.Before), t.Rule.Points(*r.Before, r.Tally)) })
	}
	if t.Sum.Registered != t.Sum.Targets {
		add([]any{"在用数", "检查比例"}, func(r PassRateRow) []any { return []any{r.Registered, t.Rule.Text(r.Targets, r.Registered)} })
	}
	return p
}

func (t PassRates) cells(c Tally) []any {
	return []any{c.Targets, c.Passed, c.Failed, t.Rule.Text(c.Passed, c.Inspected)}
}
