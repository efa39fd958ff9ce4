package api

import (
	"fmt"
	"time"

	"xuncha/model"
)

type annualResponse struct {
	// null when none was asked for and there are no rounds
	Year *int `json:"year" validate:"required" extensions:"x-nullable" example:"2022"`
	// of the rounds; null when there are none
	RegionCode *model.RegionCode `json:"region_code" validate:"required" extensions:"x-nullable" example:"422800"`
	// null when the table shows both kinds
	Kind    *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"account"`
	GroupBy model.Group    `json:"group_by" validate:"required" example:"region"`
	// null for the level directly below the region
	Level *model.Level `json:"level" validate:"required" extensions:"x-nullable" example:"county"`
	// the rounds that are counted, the oldest first
	Campaigns []trendCampaign `json:"campaigns" validate:"required"`
	// codes of those that are not published yet, so that their figures may still change
	Unpublished []string `json:"unpublished" validate:"required" example:"422800-2022-4"`
	// the day on which overdue is told
	Today model.Date  `json:"today" validate:"required" example:"2022-12-30"`
	Items []annualRow `json:"items" validate:"required"`
	Total annualTotal `json:"total" validate:"required"`
	// when a result that is counted changed last
	CountedUntil *time.Time `json:"counted_until" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-09T01:00:00Z"`
} //	@name	Annual

type annualRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	annualCounts
} //	@name	AnnualRow

type annualTotal struct {
	Label string `json:"label" validate:"required" example:"合计"`
	annualCounts
} //	@name	AnnualTotal

type annualCounts struct {
	// one for each of campaigns, with its rate as that campaign prints it
	Points []passRateCell `json:"points" validate:"required"`
	// sums of points, and the rate of these sums, printed as the newest round prints rates; never a mean of rates
	Year passRateCell `json:"year" validate:"required"`
	// of all the rounds, as they stand today
	Findings rectifiedCell `json:"findings" validate:"required"`
	// accountability measures over them
	Taken takenCell `json:"taken" validate:"required"`
	// targets that failed in at least one of the rounds, each in the row in which it failed last
	FailedOnce int64 `json:"failed_once" validate:"required" example:"2"`
	// targets that failed in every one of the rounds
	FailedAlways int64 `json:"failed_always" validate:"required" example:"0"`
}

type rectifiedCell struct{ rectifiedCounts } //	@name	RectificationFigureCell

func newAnnualCounts(t model.Annual, r model.AnnualRow) annualCounts {
	rule := t.Rule()
	return annualCounts{
		trendPoints(t.Trend, r.Points), newPassRateCell(rule)(r.Year()),
		rectifiedCell{newRectifiedCounts(r.Findings, rule)},
		takenCell{takenCounts(r.Taken)},
		r.FailedOnce, r.FailedAlways,
	}
}

// annual godoc
//
//	@Summary		Read the year of a region for its assessment
//	@Description	The rounds of a year that the region called for itself, normally four, those that are open included and named in unpublished. The rate of the year is computed from the sums of the exact counts of its rounds, never as a mean of their rates. A caller sees its own region.
//	@Tags			statistics
//	@ID				getAnnual
//	@Produce		json,text/csv
//	@Param			year		query		int		false	"that of the newest round when left out"
//	@Param			region		query		string	false	"region of the rounds; that of the newest round when left out"
//	@Param			kind		query		string	false	"what was inspected; needed when the newest round has both and the rows do not show them apart"	Enums(site,account)
//	@Param			level		query		string	false	"level of the rows that are regions"		Enums(nation,province,prefecture,county)
//	@Param			group_by	query		string	false	"rows of the table; region when left out"	Enums(region,platform,portal,organization,kind)
//	@Param			format		query		string	false	"form of the answer"
//	@Success		200			{object}	annualResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/statistics/annual [get]
func (h statistics) annual(c *call) error {
	q := c.query()
	asked := model.TrendQuery{Year: q.year(), Region: q.region(), Rates: q.rates()}
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	table, err := h.svc.Annual(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	c.countedUntil(format, table.Trend.CountedUntil)
	return c.figures(format, fmt.Sprint("annual-", table.Year), table.Print, func() any {
		head := newTrend(table.Trend)
		out := annualResponse{
			RegionCode: head.RegionCode, Kind: head.Kind, GroupBy: head.GroupBy, Level: head.Level,
			Campaigns: head.Campaigns, Unpublished: table.Unpublished(), Today: table.Today, CountedUntil: head.CountedUntil,
			Items: pluck(table.Rows, func(r model.AnnualRow) annualRow { return annualRow{r.Key, r.Label, newAnnualCounts(table, r)} }),
			Total: annualTotal{table.Sum.Label, newAnnualCounts(table, table.Sum)},
		}
		if table.Year != 0 {
			out.Year = &table.Year
		}
		return out
	})
}
