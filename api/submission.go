package api

import (
	"net/http"

	"xuncha/model"
	"xuncha/service"
)

type bulkRequest struct {
	// 1 to 1,000
	Items []bulkItemRequest `json:"items" validate:"required,min=1,max=1000"`
} //	@name	BulkRequest

type bulkItemRequest struct {
	// names a site; leave platform and account_name out then
	SiteCode string `json:"site_code" maxLength:"10" example:"4228000001"`
	// names an account, together with account_name
	Platform    model.Platform `json:"platform" example:""`
	AccountName string         `json:"account_name" maxLength:"200" example:""`
	// at most 200; none is a clean result
	Findings []findingRequest `json:"findings" validate:"required" given:"always"`
	Note     string           `json:"note" maxLength:"4000" example:""`
} //	@name	BulkItemRequest

type bulkResponse struct {
	// in the order of the request
	Items []bulkItemResponse `json:"items" validate:"required"`
	// items taken
	Accepted int `json:"accepted" validate:"required" example:"1"`
	// items refused
	Refused int `json:"refused" validate:"required" example:"0"`
} //	@name	BulkResponse

type bulkItemResponse struct {
	InspectionID model.OptionalID `json:"inspection_id" validate:"required" example:"1"`
	// pass, fail, or null for a refused item
	Verdict    *model.Verdict `json:"verdict" validate:"required" extensions:"x-nullable" example:"pass"`
	FinalScore *model.Score   `json:"final_score" validate:"required" example:"100"`
	// number of the submission that stands
	Revision int `json:"revision" validate:"required" example:"1"`
	// why the item was refused; null when it was taken
	Problem *problem `json:"problem" validate:"required" extensions:"x-nullable"`
} //	@name	BulkItemResponse

// submitMany godoc
//
//	@Summary		Submit many results of a campaign
//	@Description	One transaction. A target is named by site code, or by platform and account name. All or nothing unless on_error=continue, which answers per item. An item that says what already stands writes nothing, so repeating a call is harmless.
//	@Tags			inspections
//	@ID				submitMany
//	@Param			code		path		string		true	"code of the campaign"
//	@Param			on_error	query		string		false	"continue takes the good items and answers per item"	Enums(abort,continue)
//	@Param			body		body		bulkRequest	true	"the results"
//	@Success		200			{object}	bulkResponse
//	@Router			/api/v1/campaigns/{code}/submissions [post]
func (h inspections) submitMany(c *call) error {
	items, accepted, err := bulk(c,
		func(req bulkRequest, keepGoing bool) ([]service.Outcome[model.Result], error) {
			items := make([]model.BulkItem, len(req.Items))
			for i, r := range req.Items {
				items[i] = model.BulkItem{
					SiteCode: r.SiteCode, Platform: r.Platform, AccountName: r.AccountName,
					SubmissionEdit: model.SubmissionEdit{Findings: toFindings(r.Findings), Note: r.Note},
				}
			}
			return h.svc.SubmitMany(c.Request().Context(), c.actor, c.Param("code"), items, keepGoing)
		},
		func(r model.Result, p *problem) bulkItemResponse {
			if p != nil {
				return bulkItemResponse{Problem: p}
			}
			row := r.Inspection
			return bulkItemResponse{
				InspectionID: model.OptionalID(row.ID), Verdict: &row.Verdict, FinalScore: row.FinalScore, Revision: row.Revision,
			}
		})
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, bulkResponse{items, accepted, len(items) - accepted})
}

// bulk carries out a request with many items, and answers what became of each and how many were taken.
func bulk[Req, T, R any](
	c *call, run func(req Req, keepGoing bool) ([]service.Outcome[T], error), item func(value T, p *problem) R,
) (items []R, accepted int, err error) {
	q := c.query()
	keepGoing := q.keepGoing()
	if err := q.done(); err != nil {
		return nil, 0, err
	}
	b, err := c.readBodyUpTo(maxBulkBody, maxBulk)
	if err != nil {
		return nil, 0, err
	}
	var req Req
	if err := b.decode(&req); err != nil {
		return nil, 0, err
	}
	outcomes, err := run(req, keepGoing)
	if err != nil {
		return nil, 0, err
	}
	items = make([]R, len(outcomes))
	for i, o := range outcomes {
		if items[i] = item(o.Value, c.problemOf(o.Err)); o.Err == nil {
			accepted++
		}
	}
	return items, accepted, nil
}

// keepGoing reports whether the good items of many are taken although others are bad.
func (q *query) keepGoing() bool {
	text := q.text("on_error")
	if text != "" && text != "continue" && text != "abort" {
		q.fault("on_error", "not_one_of", "abort, continue")
	}
	return text == "continue"
}

// problemOf is why one item of many was refused, nil when it was not.
func (c *call) problemOf(refusal *model.Error) *problem {
	if refusal == nil {
		return nil
	}
	id, _ := c.Get(requestIDKey).(string)
	p := toProblem(refusal, c.language, statuses[refusal.Kind], id)
	return &p
}
