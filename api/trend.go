package api

import (
	"time"

	"xuncha/model"
)

type trendResponse struct {
	// of the rounds; null when there are none
	RegionCode *model.RegionCode `json:"region_code" validate:"required" extensions:"x-nullable" example:"422800"`
	// who called the rounds; null when there are none
	IssuerLevel *model.Issuer `json:"issuer_level" validate:"required" extensions:"x-nullable" example:"prefecture"`
	// null when the table shows both kinds
	Kind    *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"account"`
	GroupBy model.Group    `json:"group_by" validate:"required" example:"region"`
	// null for the level directly below the region
	Level *model.Level `json:"level" validate:"required" extensions:"x-nullable" example:"county"`
	// the rounds, the oldest first
	Campaigns []trendCampaign `json:"campaigns" validate:"required"`
	Items     []trendRow      `json:"items" validate:"required"`
	Total     trendTotal      `json:"total" validate:"required"`
	// when what is counted changed last
	CountedUntil *time.Time `json:"counted_until" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-09T01:00:00Z"`
} //	@name	Trend

type trendCampaign struct {
	Campaign       string              `json:"campaign" validate:"required" example:"422800-2022-3"`
	Year           int                 `json:"year" validate:"required" example:"2022"`
	RoundLabel     string              `json:"round_label" validate:"required" example:"第三次"`
	MonitoringDate model.Date          `json:"monitoring_date" validate:"required" example:"2022-09-30"`
	State          model.CampaignState `json:"state" validate:"required" example:"published"`
} //	@name	TrendCampaign

type trendRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	// one for each of campaigns, with its rate as that campaign prints it
	Points []passRateCell `json:"points" validate:"required"`
} //	@name	TrendRow

type trendTotal struct {
	Label  string         `json:"label" validate:"required" example:"合计"`
	Points []passRateCell `json:"points" validate:"required"`
} //	@name	TrendTotal

// trend godoc
//
//	@Summary		Read pass rates over the rounds of a region
//	@Description	The newest rounds of one region, called by one level, those that are open included. The rows are those of the newest round; a caller sees its own.
//	@Tags			statistics
//	@ID				getTrend
//	@Produce		json,text/csv
//	@Param			region			query		string	false	"region of the rounds; that of the newest round when left out"
//	@Param			issuer_level	query		string	false	"who called the rounds; the region's own level when left out"	Enums(nation,province,prefecture,county)
//	@Param			kind			query		string	false	"what was inspected; needed when the newest round has both and the rows do not show them apart"	Enums(site,account)
//	@Param			group_by		query		string	false	"rows of the table; region when left out"						Enums(region,platform,portal,organization,kind)
//	@Param			level			query		string	false	"level of the rows that are regions"							Enums(nation,province,prefecture,county)
//	@Param			rounds			query		int		false	"rounds at most, the newest; 12 when left out, from 1 to 40"
//	@Param			format			query		string	false	"form of the answer"
//	@Success		200				{object}	trendResponse
//	@Failure		422				{object}	problem
//	@Router			/api/v1/statistics/trend [get]
func (h statistics) trend(c *call) error {
	q := c.query()
	asked := model.TrendQuery{
		Region: q.region(), Issuer: oneOf(q, "issuer_level", model.Issuers), Most: q.number("rounds", 12, 1, model.MostRounds),
		Rates: q.rates(),
	}
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	trend, err := h.svc.Trend(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	c.countedUntil(format, trend.CountedUntil)
	return c.figures(format, "trend", trend.Print, func() any {
		return newTrend(trend)
	})
}

func newTrendCampaign(c model.Campaign) trendCampaign {
	return trendCampaign{c.Code, c.Year, c.RoundLabel, c.MonitoringDate, c.State}
}

// trendPoints are counts of the rounds, each printed as its round prints.
func trendPoints(t model.Trend, of []model.Tally) []passRateCell {
	cells := make([]passRateCell, len(of))
	for n, c := range t.Campaigns {
		cells[n] = newPassRateCell(c.Rates())(of[n])
	}
	return cells
}

func newTrend(t model.Trend) trendResponse {
	out := trendResponse{
		Kind: orNull(t.Kind), GroupBy: t.GroupBy, Level: orNull(t.Level), CountedUntil: optionalTime(t.CountedUntil),
		Campaigns: pluck(t.Campaigns, newTrendCampaign),
		Items:     pluck(t.Rows, func(r model.TrendRow) trendRow { return trendRow{r.Key, r.Label, trendPoints(t, r.Points)} }),
		Total:     trendTotal{t.Sum.Label, trendPoints(t, t.Sum.Points)},
	}
	if newest, ok := t.Newest(); ok {
		out.RegionCode, out.IssuerLevel = &newest.RegionCode, &newest.IssuerLevel
	}
	return out
}
