package api

import (
	"time"

	"xuncha/model"
)

type passRatesResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// null when the table shows both kinds
	Kind    *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"account"`
	GroupBy model.Group    `json:"group_by" validate:"required" example:"region"`
	Items   []passRateRow  `json:"items" validate:"required"`
	Total   passRateTotal  `json:"total" validate:"required"`

	// what the columns are grouped by; left out for a table with one dimension
	Across *model.Group `json:"across,omitempty" example:"platform"`
	// of the rows that are regions; left out for the level directly below the campaign's region
	Level *model.Level `json:"level,omitempty" example:"county"`
	// the moment for which it was asked; left out for now
	AsOf *time.Time `json:"as_of,omitempty" format:"date-time" example:"2022-10-09T01:00:00Z"`
	// when what is counted changed last: the figures are those of every result until then; null when nothing was drawn
	CountedUntil *time.Time `json:"counted_until" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-09T01:00:00Z"`
	// the campaign that previous and change are about; left out when nothing is compared
	ComparedWith *comparedCampaign `json:"compared_with,omitempty"`
	// of cells, in their order; left out without across
	Columns []rateColumn `json:"columns,omitempty"`
} //	@name	PassRates

type comparedCampaign struct {
	Campaign       string     `json:"campaign" validate:"required" example:"422800-2022-2"`
	RoundLabel     string     `json:"round_label" validate:"required" example:"第二次"`
	MonitoringDate model.Date `json:"monitoring_date" validate:"required" example:"2022-06-30"`
} //	@name	ComparedCampaign

type rateColumn struct {
	Key   string `json:"key" validate:"required" example:"wechat"`
	Label string `json:"label" validate:"required" example:"微信"`
} //	@name	PassRateColumn

type passRateRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	passRateCounts
	passRateBeside
} //	@name	PassRateRow

type passRateTotal struct {
	Label string `json:"label" validate:"required" example:"合计"`
	passRateCounts
	passRateBeside
} //	@name	PassRateTotal

// passRateBeside is what stands beside the counts of a row.
type passRateBeside struct {
	// in use when the targets were drawn, and what was added later: the targets and what was not drawn
	Registered int64 `json:"registered" validate:"required" example:"48"`
	// targets ÷ registered as printed
	CoverageText string `json:"coverage_text" validate:"required" example:"100%"`
	// one for each of columns; left out without across
	Cells []passRateCell `json:"cells,omitempty"`
	// counts in the campaign that is compared with; left out when nothing is compared
	Previous *passRateCell `json:"previous,omitempty"`
	// against the campaign that is compared with; left out when nothing is compared
	Change *passRateChange `json:"change,omitempty"`
}

type passRateCell struct{ passRateCounts } //	@name	PassRateCell

type passRateChange struct {
	Targets   int64 `json:"targets" validate:"required" minimum:"-9007199254740991" example:"0"`
	Inspected int64 `json:"inspected" validate:"required" minimum:"-9007199254740991" example:"0"`
	Passed    int64 `json:"passed" validate:"required" minimum:"-9007199254740991" example:"-1"`
	Failed    int64 `json:"failed" validate:"required" minimum:"-9007199254740991" example:"1"`
	Pending   int64 `json:"pending" validate:"required" minimum:"-9007199254740991" example:"0"`
	Waived    int64 `json:"waived" validate:"required" minimum:"-9007199254740991" example:"0"`
	// change of the exact rate in percentage points, unrounded; null when one of them is none
	RatePoints *float64 `json:"rate_points" validate:"required" extensions:"x-nullable" example:"-2.5"`
	// as printed by the rules of the campaign, with its sign; — when one of the rates is none
	RatePointsText string `json:"rate_points_text" validate:"required" example:"-2.5"`
} //	@name	PassRateChange

type passRateCounts struct {
	// targets drawn
	Targets int64 `json:"targets" validate:"required" example:"48"`
	// passed and failed
	Inspected int64 `json:"inspected" validate:"required" example:"48"`
	Passed    int64 `json:"passed" validate:"required" example:"48"`
	Failed    int64 `json:"failed" validate:"required" example:"0"`
	Pending   int64 `json:"pending" validate:"required" example:"0"`
	Waived    int64 `json:"waived" validate:"required" example:"0"`
	// passed ÷ inspected, unrounded; null when nothing was inspected
	Rate *float64 `json:"rate" validate:"required" extensions:"x-nullable" example:"1"`
	// as printed by the rules of the campaign; — when nothing was inspected
	RateText string `json:"rate_text" validate:"required" example:"100%"`
}

func newPassRateCounts(t model.Tally, rule model.RateRule) passRateCounts {
	out := passRateCounts{
		Targets: t.Targets, Inspected: t.Inspected, Passed: t.Passed, Failed: t.Failed, Pending: t.Pending,
		Waived: t.Waived, RateText: rule.Text(t.Passed, t.Inspected),
	}
	if rate, ok := t.Rate(); ok {
		out.Rate = &rate
	}
	return out
}

func newPassRateCell(rule model.RateRule) func(model.Tally) passRateCell {
	return func(t model.Tally) passRateCell { return passRateCell{newPassRateCounts(t, rule)} }
}

func newPassRateBeside(r model.PassRateRow, rule model.RateRule) passRateBeside {
	out := passRateBeside{
		Registered: r.Registered, CoverageText: rule.Text(r.Targets, r.Registered), Cells: pluck(r.Cells, newPassRateCell(rule)),
	}
	if r.Before == nil {
		return out
	}
	previous := newPassRateCell(rule)(*r.Before)
	by := r.Less(*r.Before)
	out.Previous = &previous
	out.Change = &passRateChange{
		Targets: by.Targets, Inspected: by.Inspected, Passed: by.Passed, Failed: by.Failed, Pending: by.Pending, Waived: by.Waived,
		RatePointsText: rule.Points(*r.Before, r.Tally),
	}
	if points, ok := model.PointsBetween(*r.Before, r.Tally); ok {
		out.Change.RatePoints = &points
	}
	return out
}

// orNull is a value for JSON, null when there is none.
func orNull[T ~string](value T) *T {
	if value == "" {
		return nil
	}
	return &value
}

// rates are what every table of pass rates is asked for by.
func (q *query) rates() model.RateQuery {
	return model.RateQuery{
		Kind: oneOf(q, "kind", model.SubjectKinds), By: oneOf(q, "group_by", model.Groups), Level: oneOf(q, "level", model.Levels),
	}
}

// passRates godoc
//
//	@Summary		Read the pass rates of a campaign
//	@Description	By region in the order of the bulletin: counties by code, then the units directly under the prefecture, then the total. A caller sees the rows of its own region. With across it is a matrix, with compare each row has what it was in another campaign. Regions and organizations are those of the time when the campaign opened.
//	@Tags			statistics
//	@ID				getPassRates
//	@Produce		json,text/csv
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			kind		query		string	false	"what was inspected; needed when the campaign has both and the table does not show them apart"	Enums(site,account)
//	@Param			group_by	query		string	false	"rows of the table; region when left out. platform is for accounts, portal for sites"			Enums(region,platform,portal,organization,kind)
//	@Param			across		query		string	false	"columns of the table, as a second dimension"												Enums(region,platform,portal,kind)
//	@Param			level		query		string	false	"level of the rows or columns that are regions; the one directly below the campaign's region when left out"	Enums(nation,province,prefecture,county)
//	@Param			compare		query		string	false	"previous, for the round before of the same region and called by the same level, or the code of a campaign"
//	@Param			as_of		query		string	false	"a past moment: the figures as they stood then"	Format(date-time)
//	@Param			format		query		string	false	"form of the answer"
//	@Success		200			{object}	passRatesResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/campaigns/{code}/pass-rates [get]
func (h statistics) passRates(c *call) error {
	q := c.query()
	asked := q.rates()
	asked.Across, asked.Compare, asked.AsOf = oneOf(q, "across", model.Columns), q.text("compare"), q.time("as_of")
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	table, err := h.svc.Rates(c.Request().Context(), c.actor, c.Param("code"), asked)
	if err != nil {
		return err
	}
	c.countedUntil(format, table.CountedUntil)
	return c.figures(format, "pass-rates-"+c.Param("code"), table.PrintAll, func() any {
		return newPassRates(table)
	})
}

func newPassRateRow(rule model.RateRule) func(model.PassRateRow) passRateRow {
	return func(r model.PassRateRow) passRateRow {
		return passRateRow{r.Key, r.Label, newPassRateCounts(r.Tally, rule), newPassRateBeside(r, rule)}
	}
}

func newPassRates(table model.PassRates) passRatesResponse {
	out := passRatesResponse{
		Campaign: table.Campaign, Kind: orNull(table.Kind), GroupBy: table.GroupBy, Across: orNull(table.Across),
		Level: orNull(table.Level), AsOf: optionalTime(table.AsOf), CountedUntil: optionalTime(table.CountedUntil),
		Columns: pluck(table.Columns, func(c model.RateColumn) rateColumn { return rateColumn(c) }),
		Items:   pluck(table.Rows, newPassRateRow(table.Rule)),
		Total:   passRateTotal{table.Sum.Label, newPassRateCounts(table.Total, table.Rule), newPassRateBeside(table.Sum, table.Rule)},
	}
	if with := table.ComparedWith; with != nil {
		out.ComparedWith = &comparedCampaign{with.Code, with.RoundLabel, with.MonitoringDate}
	}
	return out
}
