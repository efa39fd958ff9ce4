package api

import (
	"time"

	"xuncha/model"
)

type measureFiguresResponse struct {
	// null for both
	Kind *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"site"`
	// null for the level directly below the region of the rounds
	Level *model.Level `json:"level" validate:"required" extensions:"x-nullable" example:"county"`
	// the rounds, the oldest first
	Campaigns []trendCampaign `json:"campaigns" validate:"required"`
	// kinds of measures, the mildest first
	Columns []rateColumn `json:"columns" validate:"required"`
	// by region
	Items []measureFigureRow `json:"items" validate:"required"`
	Total measureFigureTotal `json:"total" validate:"required"`
	// when a measure was taken or struck out last; null while there was none
	CountedUntil *time.Time `json:"counted_until" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-20T01:00:00Z"`
} //	@name	MeasureFigures

type measureFigureRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	takenCounts
	takenBeside
} //	@name	MeasureFigureRow

type measureFigureTotal struct {
	Label string `json:"label" validate:"required" example:"合计"`
	takenCounts
	takenBeside
} //	@name	MeasureFigureTotal

type takenCounts struct {
	Measures int `json:"measures" validate:"required" example:"2"`
	// persons that they were taken against
	Persons int `json:"persons" validate:"required" example:"3"`
}

type takenBeside struct {
	// one for each of columns
	Cells []takenCell `json:"cells" validate:"required"`
	// one for each of campaigns
	Points []takenCell `json:"points" validate:"required"`
}

type takenCell struct{ takenCounts } //	@name	MeasureFigureCell

func newTakenBeside(r model.MeasureRow) takenBeside {
	cell := func(t model.Taken) takenCell { return takenCell{takenCounts(t)} }
	return takenBeside{pluck(r.Kinds, cell), pluck(r.Rounds, cell)}
}

// measureFigures godoc
//
//	@Summary		Count the accountability measures of rounds by region, kind and round
//	@Description	Over the findings of the newest rounds of one region, called by one level, those that are open included. Measures that were struck out are not counted. By the inspections that the caller sees, so by the regions of the time when each round opened.
//	@Tags			statistics
//	@ID				getMeasureFigures
//	@Produce		json,text/csv
//	@Param			region			query		string	false	"region of the rounds; that of the newest round when left out"
//	@Param			issuer_level	query		string	false	"who called the rounds; the region's own level when left out"	Enums(nation,province,prefecture,county)
//	@Param			kind			query		string	false	"what was inspected; both when left out"	Enums(site,account)
//	@Param			level			query		string	false	"level of the regions"						Enums(nation,province,prefecture,county)
//	@Param			rounds			query		int		false	"rounds at most, the newest; 12 when left out, from 1 to 40"
//	@Param			year			query		int		false	"only the rounds of a year"
//	@Param			format			query		string	false	"form of the answer"
//	@Success		200				{object}	measureFiguresResponse
//	@Failure		422				{object}	problem
//	@Router			/api/v1/statistics/measures [get]
func (h statistics) measures(c *call) error {
	q := c.query()
	asked := model.TrendQuery{
		Region: q.region(), Issuer: oneOf(q, "issuer_level", model.Issuers), Most: q.number("rounds", 12, 1, model.MostRounds), Year: q.year(),
		Rates: model.RateQuery{Kind: oneOf(q, "kind", model.SubjectKinds), Level: oneOf(q, "level", model.Levels)},
	}
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	table, err := h.svc.Measures(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	c.countedUntil(format, table.CountedUntil)
	return c.figures(format, "measures", table.Print, func() any {
		return measureFiguresResponse{
			Kind: orNull(table.Kind), Level: orNull(table.Level), Campaigns: pluck(table.Campaigns, newTrendCampaign),
			Columns: pluck(model.MeasureKinds, func(k model.MeasureKind) rateColumn { return rateColumn{string(k), k.Label()} }),
			Items: pluck(table.Rows, func(r model.MeasureRow) measureFigureRow {
				return measureFigureRow{r.Key, r.Label, takenCounts(r.Taken), newTakenBeside(r)}
			}),
			Total:        measureFigureTotal{table.Sum.Label, takenCounts(table.Sum.Taken), newTakenBeside(table.Sum)},
			CountedUntil: optionalTime(table.CountedUntil),
		}
	})
}
