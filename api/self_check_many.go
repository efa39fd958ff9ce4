package api

import (
	"net/http"

	"xuncha/model"
	"xuncha/service"
)

type selfCheckBatchRequest struct {
	// of all items; today when null
	CheckedOn model.Date `json:"checked_on" example:"2022-09-20"`
	// shows them to those above at once, instead of leaving drafts
	Finish bool `json:"finish" example:"false"`
	// 1 to 1,000
	Items []selfCheckItemRequest `json:"items" validate:"required,min=1,max=1000"`
} //	@name	SelfCheckBatchRequest

type selfCheckItemRequest struct {
	// names a site; leave platform and account_name out then
	SiteCode string `json:"site_code" maxLength:"10" example:"4228000001"`
	// names an account, together with account_name
	Platform    model.Platform `json:"platform" example:""`
	AccountName string         `json:"account_name" maxLength:"200" example:""`
	// at most 200; none is a clean result
	Findings []selfFindingRequest `json:"findings" validate:"required" given:"always"`
	Note     string               `json:"note" maxLength:"4000" example:""`
} //	@name	SelfCheckItemRequest

type selfCheckBatchResponse struct {
	// in the order of the request
	Items []selfCheckItemResponse `json:"items" validate:"required"`
	// items taken
	Accepted int `json:"accepted" validate:"required" example:"1"`
	// items refused
	Refused int `json:"refused" validate:"required" example:"0"`
} //	@name	SelfCheckBatchResponse

type selfCheckItemResponse struct {
	SelfCheckID model.OptionalID `json:"self_check_id" validate:"required" example:"1"`
	// pass, fail, or null for a refused item
	Verdict    *model.Verdict `json:"verdict" validate:"required" extensions:"x-nullable" example:"pass"`
	FinalScore *model.Score   `json:"final_score" validate:"required" example:"100"`
	// why the item was refused; null when it was taken
	Problem *problem `json:"problem" validate:"required" extensions:"x-nullable"`
} //	@name	SelfCheckItemResponse

// createMany godoc
//
//	@Summary		Add many self-checks for a campaign
//	@Description	One transaction. A thing is named by site code, or by platform and account name. All or nothing unless on_error=continue, which answers per item. An item that says what the newest self-check of its thing says writes nothing, so repeating a call is harmless.
//	@Tags			self-checks
//	@ID				createManySelfChecks
//	@Param			code		path		string					true	"code of the campaign"
//	@Param			on_error	query		string					false	"continue takes the good items and answers per item"	Enums(abort,continue)
//	@Param			body		body		selfCheckBatchRequest	true	"the self-checks"
//	@Success		200			{object}	selfCheckBatchResponse
//	@Router			/api/v1/campaigns/{code}/self-checks [post]
func (h selfChecks) createMany(c *call) error {
	items, accepted, err := bulk(c,
		func(req selfCheckBatchRequest, keepGoing bool) ([]service.Outcome[model.SelfCheck], error) {
			batch := service.SelfCheckBatch{CheckedOn: req.CheckedOn, Finish: req.Finish, Items: make([]model.BulkItem, len(req.Items))}
			for i, r := range req.Items {
				batch.Items[i] = model.BulkItem{
					SiteCode: r.SiteCode, Platform: r.Platform, AccountName: r.AccountName,
					SubmissionEdit: model.SubmissionEdit{Findings: selfFindings(r.Findings), Note: r.Note},
				}
			}
			return h.svc.CreateMany(c.Request().Context(), c.actor, c.Param("code"), batch, keepGoing)
		},
		func(k model.SelfCheck, p *problem) selfCheckItemResponse {
			if p != nil {
				return selfCheckItemResponse{Problem: p}
			}
			return selfCheckItemResponse{SelfCheckID: model.OptionalID(k.ID), Verdict: &k.Verdict, FinalScore: k.FinalScore}
		})
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, selfCheckBatchResponse{items, accepted, len(items) - accepted})
}
