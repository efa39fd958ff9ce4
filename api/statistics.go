package api

import (
	"cmp"
	"context"
	"net/http"
	"strconv"

	"xuncha/model"
	"xuncha/service"
)

type statistics struct{ svc *service.Statistics }

func statisticsRoutes(r routes, s *service.Services) {
	h := statistics{s.Statistics}
	r.get("/campaigns/:code/pass-rates", "getPassRates", h.passRates)
	r.get("/statistics/consecutive-failures", "getConsecutiveFailures", h.consecutiveFailures)
	r.get("/campaigns/:code/annexes/:number", "getAnnex", h.annex)
}

type passRatesResponse struct {
	Campaign string        `json:"campaign" validate:"required" example:"422800-2022-3"`
	Kind     model.Subject `json:"kind" validate:"required" example:"account"`
	GroupBy  model.Group   `json:"group_by" validate:"required" example:"region"`
	Items    []passRateRow `json:"items" validate:"required"`
	Total    passRateTotal `json:"total" validate:"required"`
} //	@name	PassRates

type passRateRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	passRateCounts
} //	@name	PassRateRow

type passRateTotal struct {
	Label string `json:"label" validate:"required" example:"合计"`
	passRateCounts
} //	@name	PassRateTotal

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

// passRates godoc
//
//	@Summary		Read the pass rates of a campaign
//	@Description	By region in the order of the bulletin: counties by code, then the units directly under the prefecture, then the total. A caller sees the rows of its own region. Regions and organizations are those of the time when the campaign opened.
//	@Tags			statistics
//	@ID				getPassRates
//	@Produce		json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			kind		query		string	false	"what was inspected; needed when the campaign has both"	Enums(site,account)
//	@Param			group_by	query		string	false	"rows of the table; region when left out. platform is for accounts, portal for sites"	Enums(region,platform,portal,organization)
//	@Param			format		query		string	false	"form of the answer"	Enums(json,csv,xlsx)
//	@Success		200			{object}	passRatesResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/campaigns/{code}/pass-rates [get]
func (h statistics) passRates(c *call) error {
	return grouped(c, "pass-rates", model.Groups, h.svc.PassRates, func(table model.PassRates) any {
		out := passRatesResponse{
			Campaign: table.Campaign, Kind: table.Kind, GroupBy: table.GroupBy,
			Items: make([]passRateRow, len(table.Rows)),
			Total: passRateTotal{Label: model.TotalLabel, passRateCounts: newPassRateCounts(table.Total, table.Rule)},
		}
		for i, r := range table.Rows {
			out.Items[i] = passRateRow{Key: r.Key, Label: r.Label, passRateCounts: newPassRateCounts(r.Tally, table.Rule)}
		}
		return out
	})
}

// grouped answers a table of a campaign, by the first of the groups unless the caller names one, as JSON or as a file.
func grouped[G ~string, T interface{ Print() model.Printed }](
	c *call, name string, groups []G,
	read func(ctx context.Context, a model.Actor, code string, kind model.Subject, by G) (T, error), body func(T) any,
) error {
	q := c.query()
	kind, by := oneOf(q, "kind", model.SubjectKinds), cmp.Or(oneOf(q, "group_by", groups), groups[0])
	format, err := c.format(q, "json", "csv", "xlsx")
	if err != nil {
		return err
	}
	if err := q.done(); err != nil {
		return err
	}
	table, err := read(c.Request().Context(), c.actor, c.Param("code"), kind, by)
	if err != nil {
		return err
	}
	if format != "json" {
		return c.printed(format, name+"-"+c.Param("code"), table.Print())
	}
	return writeJSON(c, http.StatusOK, body(table))
}

// printed answers a table as a file.
func (c *call) printed(format, name string, t model.Printed) error {
	return c.table(format, name, t.Header, func(row func(cells ...any) error) error {
		for _, line := range t.Rows {
			if err := row(line...); err != nil {
				return err
			}
		}
		return nil
	})
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
//	@Produce		json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			number	path		int		true	"number of the annex, 1 or 2"
//	@Param			format	query		string	false	"form of the answer"	Enums(json,csv,xlsx)
//	@Success		200		{object}	annexResponse
//	@Router			/api/v1/campaigns/{code}/annexes/{number} [get]
func (h statistics) annex(c *call) error {
	q := c.query()
	format, err := c.format(q, "json", "csv", "xlsx")
	if err != nil {
		return err
	}
	if err := q.done(); err != nil {
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
	if format != "json" {
		return c.printed(format, "annex-"+c.Param("number")+"-"+c.Param("code"), annex)
	}
	return writeJSON(c, http.StatusOK, annexResponse{number, annex.Title, annex.Header, annex.Rows})
}
