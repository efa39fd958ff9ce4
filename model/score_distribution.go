package model

import "slices"

// ScoreBand is a range of scores, of which the upper end belongs to the next one.
type ScoreBand struct {
	Key     string
	Label   string
	below   uint64 // 0 for no end
	Targets int64
}

// ScoreDistribution is how the scores of the scored targets of a campaign lie.
type ScoreDistribution struct {
	Campaign string
	Kind     Subject // empty for both
	Scored   int64
	Lowest   *Score // nil when nothing was scored
	Median   *Score
	Highest  *Score
	Bands    []ScoreBand
}

// Distribute counts scores.
func Distribute(scores []Score) ScoreDistribution {
	d := ScoreDistribution{Scored: int64(len(scores)), Bands: []ScoreBand{
		{Key: "under_60", Label: "不足60分", below: 60},
		{Key: "60_to_70", Label: "60分以上，不足70分", below: 70},
		{Key: "70_to_80", Label: "70分以上，不足80分", below: 80},
		{Key: "80_to_90", Label: "80分以上，不足90分", below: 90},
		{Key: "90_to_100", Label: "90分以上，不足100分", below: 100},
		{Key: "100_and_more", Label: "100分以上"},
	}}
	if len(scores) == 0 {
		return d
	}
	scores = slices.SortedFunc(slices.Values(scores), Score.Cmp)
	for _, s := range scores {
		at := slices.IndexFunc(d.Bands, func(b ScoreBand) bool { return b.below == 0 || s.Cmp(fraction(b.below, 1)) < 0 })
		d.Bands[at].Targets++
	}
	last := len(scores) - 1
	sum := scores[last/2].add(scores[(last+1)/2])
	num, den := sum.parts()
	median := fraction(num, den*2)
	d.Lowest, d.Median, d.Highest = &scores[0], &median, &scores[last]
	return d
}

// Print is the table as people read it.
func (d ScoreDistribution) Print() Printed {
	p := Printed{Header: []any{"序号", "得分", "家数"}}
	for n, b := range d.Bands {
		p.Rows = append(p.Rows, []any{n + 1, b.Label, b.Targets})
	}
	p.Rows = append(p.Rows, []any{TotalLabel, nil, d.Scored})
	return p
}
