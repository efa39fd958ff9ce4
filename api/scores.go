package api

import (
	"xuncha/model"
)

type scoresResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// null for both
	Kind *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"site"`
	// targets with a score
	Scored  int64        `json:"scored" validate:"required" example:"12"`
	Lowest  *model.Score `json:"lowest" validate:"required" extensions:"x-nullable" example:"58"`
	Median  *model.Score `json:"median" validate:"required" extensions:"x-nullable" example:"86.5"`
	Highest *model.Score `json:"highest" validate:"required" extensions:"x-nullable" example:"101"`
	// from the lowest up; the upper end of a band belongs to the next one
	Items []scoreBand `json:"items" validate:"required"`
} //	@name	ScoreDistribution

type scoreBand struct {
	Key     string `json:"key" validate:"required" example:"80_to_90"`
	Label   string `json:"label" validate:"required" example:"80分以上，不足90分"`
	Targets int64  `json:"targets" validate:"required" example:"4"`
} //	@name	ScoreBand

// scores godoc
//
//	@Summary		Count the scored targets of a campaign by their score
//	@Description	Targets that fail by a veto, and kinds that the campaign does not score, have no score. A caller sees its own region.
//	@Tags			statistics
//	@ID				getScores
//	@Produce		json,text/csv
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			kind	query		string	false	"what was inspected; both when left out"	Enums(site,account)
//	@Param			format	query		string	false	"form of the answer"
//	@Success		200		{object}	scoresResponse
//	@Router			/api/v1/campaigns/{code}/scores [get]
func (h statistics) scores(c *call) error {
	q := c.query()
	kind := oneOf(q, "kind", model.SubjectKinds)
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	d, err := h.svc.Scores(c.Request().Context(), c.actor, c.Param("code"), kind)
	if err != nil {
		return err
	}
	return c.figures(format, "scores-"+c.Param("code"), d.Print, func() any {
		return scoresResponse{
			Campaign: d.Campaign, Kind: orNull(d.Kind), Scored: d.Scored, Lowest: d.Lowest, Median: d.Median, Highest: d.Highest,
			Items: pluck(d.Bands, func(b model.ScoreBand) scoreBand { return scoreBand{b.Key, b.Label, b.Targets} }),
		}
	})
}
