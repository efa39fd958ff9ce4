package model

// Failure is a target that failed in a round, with the group that it was in.
type Failure struct {
	Figure

	SiteID    OptionalID
	AccountID OptionalID
}

// AnnualRow is a group over the rounds of a year.
type AnnualRow struct {
	TrendRow

	Findings     Rectified
	Taken        Taken
	FailedOnce   int64 // targets that failed in at least one of the rounds
	FailedAlways int64 // targets that failed in every one of them
}

// Annual is the year of a region for its assessment.
type Annual struct {
	Trend Trend // the rounds, without rows
	Year  int
	Today Date // the day on which overdue is told
	Rows  []AnnualRow
	Sum   AnnualRow
}

// Year is the row's sum over the rounds, from which its rate for the year is computed: a mean of rates would count a round of
// three targets like one of three hundred.
func (r TrendRow) Year() Tally {
	var sum Tally
	for _, p := range r.Points {
		sum.Add(p)
	}
	return sum
}

// Rule is how the rates of the year are printed: as those of its newest round.
func (t Annual) Rule() RateRule {
	newest, _ := t.Trend.Newest()
	return newest.Rates()
}

// Unpublished are the codes of the rounds whose figures may still change.
func (t Annual) Unpublished() []string {
	codes := []string{}
	for _, c := range t.Trend.Campaigns {
		if c.State != CampaignPublished {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// Print is the table of the rounds with the year behind them.
func (t Annual) Print() Printed {
	rounds := t.Trend
	rounds.Sum = t.Sum.TrendRow
	for _, r := range t.Rows {
		rounds.Rows = append(rounds.Rows, r.TrendRow)
	}
	p, rule := rounds.Print(), t.Rule()
	p.Header = append(p.Header, "全年 家次", "全年 合格", "全年 不合格", "全年 合格率", "发现问题", "已整改", "整改率", "逾期未整改",
		"问责次数", "问责人数", "至少一次不合格", "每次均不合格")
	for n, r := range append(append([]AnnualRow{}, t.Rows...), t.Sum) {
		year, found := r.Year(), r.Findings
		p.Rows[n] = append(p.Rows[n],
			year.Targets, year.Passed, year.Failed, rule.Text(year.Passed, year.Inspected),
			found.Found, found.Accepted, rule.Text(found.Accepted, found.Found), found.Overdue,
			r.Taken.Measures, r.Taken.Persons, r.FailedOnce, r.FailedAlways,
		)
	}
	return p
}
