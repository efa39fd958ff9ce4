package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type statistics struct{ svc *service.Statistics }

func statisticsRoutes(r routes, s *service.Services) {
	h := statistics{s.Statistics}
	r.get("/campaigns/:code/pass-rates", "getPassRates", h.passRates)
	r.get("/campaigns/:code/scores", "getScores", h.scores)
	r.get("/statistics/trend", "getTrend", h.trend)
	r.get("/statistics/overview", "getOverview", h.overview)
	r.get("/statistics/annual", "getAnnual", h.annual)
	r.get("/statistics/movers", "getMovers", h.movers)
	r.get("/statistics/indicators", "getIndicators", h.indicators)
	r.get("/statistics/measures", "getMeasureFigures", h.measures)
	r.get("/statistics/rectification", "getRectification", h.rectification)
	r.get("/statistics/consecutive-failures", "getConsecutiveFailures", h.consecutiveFailures)
	r.get("/campaigns/:code/annexes/:number", "getAnnex", h.annex)
}

// countedUntil says beside a file what counted_until says in JSON. A line below the table would be one of its rows.
func (c *call) countedUntil(format string, t model.Time) {
	if format != "json" && !t.IsZero() {
		c.Response().Header().Set("X-Counted-Until", t.Format(time.RFC3339Nano))
	}
}

type annexResponse struct {
	Number int    `json:"number" validate:"required" example:"2"`
	Title  string `json:"title" validate:"required" example:"恩施州2022年第三次政务新媒体检查情况表"`
	// headers of the columns
	Header []any `json:"header" validate:"required" swaggertype:"array,string" example:"序号,州直/县市,家数,合格,不合格,合格率"`
	// cells of each row: text, whole numbers, or null
	Rows [][]any `json:"rows" validate:"required" example:"[[1,\"恩施市\",48,48,0,\"100%\"]]"`
} //	@name	Annex

// annex godoc
//
//	@Summary		Read an annex of the bulletin
//	@Description	Annex 1 lists the sites of the campaign by code with their results; annex 2 is the county table of the accounts.
//	@Tags			statistics
//	@ID				getAnnex
//	@Produce		json,text/csv
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			number	path		int		true	"number of the annex, 1 or 2"
//	@Param			format	query		string	false	"form of the answer"
//	@Success		200		{object}	annexResponse
//	@Router			/api/v1/campaigns/{code}/annexes/{number} [get]
func (h statistics) annex(c *call) error {
	q := c.query()
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return model.NotFound()
	}
	annex, err := h.svc.Annex(c.Request().Context(), c.actor, c.Param("code"), number)
	if err != nil {
		return err
	}
	return c.figures(format, "annex-"+c.Param("number")+"-"+c.Param("code"), func() model.Printed { return annex }, func() any {
		return annexResponse{number, annex.Title, annex.Header, append([][]any{}, annex.Rows...)}
	})
}
