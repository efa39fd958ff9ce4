package api

import (
	"xuncha/model"
	"xuncha/service"
)

type indicatorsResponse struct {
	// null when there is no round yet
	Campaign *string `json:"campaign" validate:"required" extensions:"x-nullable" example:"422800-2022-3"`
	// null for both
	Kind *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"site"`
	// of cells, in their order: regions, or the codes of rounds
	Columns []rateColumn `json:"columns" validate:"required"`
	// the rounds that the columns are, the oldest first; left out when they are regions
	Rounds []trendCampaign `json:"rounds,omitempty"`
	// the most frequent first
	Items []indicatorRow `json:"items" validate:"required"`
} //	@name	IndicatorFigures

type indicatorRow struct {
	// code of the indicator; empty for an observation
	Indicator string     `json:"indicator" validate:"required" example:"S1"`
	Name      string     `json:"name" validate:"required" example:"站点无法访问"`
	Part      model.Part `json:"part" validate:"required" example:"veto"`
	foundUnder
	// one for each of columns
	Cells []foundCell `json:"cells" validate:"required"`
} //	@name	IndicatorFigureRow

type foundCell struct{ foundUnder } //	@name	FoundCell

type foundUnder struct {
	Findings    int64 `json:"findings" validate:"required" example:"3"`
	Occurrences int64 `json:"occurrences" validate:"required" example:"5"`
	// targets at which it was found
	Targets int64 `json:"targets" validate:"required" example:"3"`
}

type rectificationTable struct {
	// null when there is no round yet
	Campaign *string `json:"campaign" validate:"required" extensions:"x-nullable" example:"422800-2022-3"`
	// null for both
	Kind *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"site"`
	// the day on which overdue is told
	Today model.Date            `json:"today" validate:"required" example:"2022-10-28"`
	Items []rectificationRow    `json:"items" validate:"required"`
	Total rectificationTotalRow `json:"total" validate:"required"`
} //	@name	RectificationFigures

type rectificationRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	rectifiedCounts
} //	@name	RectificationFigureRow

type rectificationTotalRow struct {
	Label string `json:"label" validate:"required" example:"合计"`
	rectifiedCounts
} //	@name	RectificationFigureTotal

type rectifiedCounts struct {
	Found int64 `json:"found" validate:"required" example:"5"`
	// not put right yet, without proof that waits
	Open int64 `json:"open" validate:"required" example:"1"`
	// with proof that waits for its review
	Submitted int64 `json:"submitted" validate:"required" example:"1"`
	Accepted  int64 `json:"accepted" validate:"required" example:"3"`
	Exempted  int64 `json:"exempted" validate:"required" example:"0"`
	// of the accepted: with proof by the due day
	InTime int64 `json:"in_time" validate:"required" example:"2"`
	// of the accepted: with proof after the due day
	Late int64 `json:"late" validate:"required" example:"1"`
	// of the open: the due day has passed
	Overdue int64 `json:"overdue" validate:"required" example:"1"`
	// accepted ÷ found as printed
	AcceptedText string `json:"accepted_text" validate:"required" example:"60%"`
	// from the finding to its acceptance; null when nothing was accepted
	MedianDays *float64 `json:"median_days" validate:"required" extensions:"x-nullable" example:"12.5"`
}

func newRectifiedCounts(r model.Rectified, rule model.RateRule) rectifiedCounts {
	out := rectifiedCounts{
		Found: r.Found, Open: r.Open, Submitted: r.Submitted, Accepted: r.Accepted, Exempted: r.Exempted, InTime: r.InTime,
		Late: r.Late, Overdue: r.Overdue, AcceptedText: rule.Text(r.Accepted, r.Found),
	}
	if median, ok := r.Median(); ok {
		out.MedianDays = &median
	}
	return out
}

func (q *query) findingFigures() service.FindingFigures {
	return service.FindingFigures{
		Campaign: q.text("campaign"), Kind: oneOf(q, "kind", model.SubjectKinds), Level: oneOf(q, "level", model.Levels),
	}
}

// indicators godoc
//
//	@Summary		Count what was found in a campaign by indicator and region, or in several by indicator and round
//	@Description	The most frequent first. Findings that the standing result does not have any more are not counted. A caller sees its own region. With rounds or year the columns are the campaign and the rounds before it, of the same region and called by the same level; indicators of different catalogues are one only where code and name agree.
//	@Tags			statistics
//	@ID				getIndicators
//	@Produce		json,text/csv
//	@Param			campaign	query		string	false	"code of the campaign; the newest round that a region called for itself when left out"
//	@Param			kind		query		string	false	"what was inspected; both when left out"	Enums(site,account)
//	@Param			level		query		string	false	"level of the regions; not with rounds or year"	Enums(nation,province,prefecture,county)
//	@Param			rounds		query		int		false	"columns are rounds, so many at most, the newest; from 1 to 40"
//	@Param			year		query		int		false	"columns are the rounds of a year"
//	@Param			format		query		string	false	"form of the answer"
//	@Success		200			{object}	indicatorsResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/statistics/indicators [get]
func (h statistics) indicators(c *call) error {
	q := c.query()
	asked := q.findingFigures()
	asked.Most, asked.Year = q.number("rounds", 0, 1, model.MostRounds), q.year()
	if asked.Most == 0 && asked.Year != 0 {
		asked.Most = model.MostRounds
	}
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	table, err := h.svc.Indicators(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	return c.figures(format, "indicators-"+table.Campaign, table.Print, func() any {
		return indicatorsResponse{
			Campaign: orNull(table.Campaign), Kind: orNull(table.Kind),
			Columns: pluck(table.Columns, func(c model.RateColumn) rateColumn { return rateColumn(c) }),
			Rounds:  pluck(table.Rounds, newTrendCampaign),
			Items: pluck(table.Rows, func(r model.IndicatorRow) indicatorRow {
				cells := pluck(r.Cells, func(f model.FoundUnder) foundCell { return foundCell{foundUnder(f)} })
				return indicatorRow{r.Indicator, r.Name, r.Part, foundUnder(r.FoundUnder), cells}
			}),
		}
	})
}

// rectification godoc
//
//	@Summary		Count by region how far the findings of a campaign were put right
//	@Description	Findings that have to be put right: neither withdrawn nor a bonus. A caller sees its own region.
//	@Tags			statistics
//	@ID				getRectification
//	@Produce		json,text/csv
//	@Param			campaign	query		string	false	"code of the campaign; the newest round that a region called for itself when left out"
//	@Param			kind		query		string	false	"what was inspected; both when left out"	Enums(site,account)
//	@Param			level		query		string	false	"level of the regions"						Enums(nation,province,prefecture,county)
//	@Param			format		query		string	false	"form of the answer"
//	@Success		200			{object}	rectificationTable
//	@Failure		422			{object}	problem
//	@Router			/api/v1/statistics/rectification [get]
func (h statistics) rectification(c *call) error {
	q := c.query()
	asked := q.findingFigures()
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	table, err := h.svc.Rectification(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	return c.figures(format, "rectification-"+table.Campaign, table.Print, func() any {
		return rectificationTable{
			Campaign: orNull(table.Campaign), Kind: orNull(table.Kind), Today: table.AsOf,
			Items: pluck(table.Rows, func(r model.RectificationRow) rectificationRow {
				return rectificationRow{r.Key, r.Label, newRectifiedCounts(r.Rectified, table.Rule)}
			}),
			Total: rectificationTotalRow{table.Sum.Label, newRectifiedCounts(table.Sum.Rectified, table.Rule)},
		}
	})
}
