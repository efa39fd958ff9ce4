package model

import "fmt"

// TrendQuery asks for pass rates over the rounds of one region, called by one level.
type TrendQuery struct {
	Region Scope  // of the rounds; that of the newest round when empty
	Issuer Issuer // the region's own level when empty
	Rates  RateQuery
	Most   int // rounds, the newest

	UpTo    string // code of the newest round that is counted; the newest that there is when empty
	Year    int    // of the rounds; any when 0
	OneYear bool   // only the rounds of the year of the newest
}

// UpToRound asks for the rounds of the same series up to one.
func (q TrendQuery) UpToRound(c Campaign) TrendQuery {
	q.Region, q.Issuer, q.UpTo = c.RegionCode.Area(), c.IssuerLevel, c.Code
	return q
}

// MostRounds is how many rounds a trend goes back: ten years of quarters.
const MostRounds = 40

// Over is the region that the rounds are asked of, empty when it was left out.
func (q TrendQuery) Over() RegionCode {
	if q.Region == ScopeAll {
		return RegionNation
	}
	return q.Region.Region()
}

// Of picks the series out of campaigns, the newest first, and puts it into the order of time.
func (q TrendQuery) Of(held []Campaign) []Campaign {
	var series []Campaign
	region, reached := q.Over(), q.UpTo == ""
	for _, c := range held {
		if reached = reached || c.Code == q.UpTo; !reached || (q.Year != 0 && c.Year != q.Year) {
			continue
		}
		issuer := q.Issuer
		if issuer == "" {
			issuer = Issuer(c.RegionCode.Level())
		}
		if c.IssuerLevel != issuer || (region != "" && c.RegionCode != region) || (q.Rates.Kind != "" && !c.Kinds.Has(q.Rates.Kind)) {
			continue
		}
		if q.OneYear && len(series) > 0 && series[0].Year != c.Year {
			continue
		}
		region = c.RegionCode
		if len(series) < q.Most {
			series = append([]Campaign{c}, series...)
		}
	}
	return series
}

// Trend is a table of pass rates over rounds, the oldest first.
type Trend struct {
	Kind         Subject // empty when the table shows both
	GroupBy      Group
	Level        Level
	Campaigns    []Campaign
	Rows         []TrendRow
	Sum          TrendRow
	CountedUntil Time
}

// TrendRow is a group over the rounds.
type TrendRow struct {
	Key    string
	Label  string
	Points []Tally // one for each round
}

// NewTrendRow is a row without targets.
func NewTrendRow(key, label string, rounds int) TrendRow {
	return TrendRow{key, label, make([]Tally, rounds)}
}

// Newest is the round that the rows are those of, and false when there is none.
func (t Trend) Newest() (Campaign, bool) {
	if len(t.Campaigns) == 0 {
		return Campaign{}, false
	}
	return t.Campaigns[len(t.Campaigns)-1], true
}

// Print is the table with three columns for each round.
func (t Trend) Print() Printed {
	p := Printed{Header: []any{"序号", groupHeaders[t.GroupBy]}}
	for _, c := range t.Campaigns {
		name := fmt.Sprintf("%d年%s", c.Year, c.RoundLabel)
		p.Header = append(p.Header, name+" 家数", name+" 合格", name+" 不合格", name+" 合格率")
	}
	line := func(number, label any, r TrendRow) {
		cells := []any{number, label}
		for n, c := range t.Campaigns {
			of := r.Points[n]
			cells = append(cells, of.Targets, of.Passed, of.Failed, c.Rates().Text(of.Passed, of.Inspected))
		}
		p.Rows = append(p.Rows, cells)
	}
	for n, r := range t.Rows {
		line(n+1, r.Label, r)
	}
	line(TotalLabel, nil, t.Sum)
	return p
}
