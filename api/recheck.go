package api

import (
	"net/http"
	"strconv"
	"time"

	"xuncha/model"
)

type recheckResponse struct {
	ID uint64 `json:"id" validate:"required" example:"2"`
	// running number for the target, from 1
	Number int `json:"number" validate:"required" example:"1"`
	// revision of the result that was looked at again
	Revision      int                   `json:"revision" validate:"required" example:"1"`
	Verdict       model.Verdict         `json:"verdict" validate:"required" enums:"pass,fail" example:"pass"`
	DeductedScore *model.Score          `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score          `json:"bonus_score" validate:"required" example:"5"`
	FinalScore    *model.Score          `json:"final_score" validate:"required" example:"100"`
	Explanation   []explanationResponse `json:"explanation" validate:"required"`
	Findings      []findingRequest      `json:"findings" validate:"required"`
	Note          string                `json:"note" validate:"required" example:""`
	SubmittedBy   string                `json:"submitted_by" validate:"required" example:"inspector"`
	SubmittedAt   time.Time             `json:"submitted_at" validate:"required" format:"date-time" example:"2022-10-20T01:00:00Z"`
} //	@name	Recheck

type rechecksResponse struct {
	// the newest first
	Items []recheckResponse `json:"items" validate:"required"`
} //	@name	Rechecks

func (c *call) recheck(r model.Recheck) recheckResponse {
	return recheckResponse{
		ID: r.ID, Number: r.Number, Revision: r.Revision, Verdict: r.Verdict, DeductedScore: r.DeductedScore,
		BonusScore: r.BonusScore, FinalScore: r.FinalScore, Explanation: c.explanation(r.Explanation),
		Findings: pluck(r.Findings, func(f model.FindingEdit) findingRequest { return findingRequest(f) }), Note: r.Note,
		SubmittedBy: r.SubmittedBy, SubmittedAt: r.CreatedAt.Time,
	}
}

// recheckInspection godoc
//
//	@Summary		Look at a failed target again
//	@Description	Inside the campaign, until it is published. The first verdict stands in every figure, this one is shown beside it.
//	@Tags			inspections
//	@ID				recheckInspection
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the result that is looked at again"
//	@Param			body		body		submissionRequest	true	"the findings"
//	@Success		201			{object}	recheckResponse
//	@Router			/api/v1/inspections/{id}/recheck [post]
func (h inspections) recheckInspection(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req submissionRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Recheck(c.Request().Context(), c.actor, id, version, req.edit())
	if err != nil {
		return err
	}
	// The tag is that of the inspection, as with everything else that is done to one; a look again does not change it.
	return c.created(version, "/inspections/"+strconv.FormatUint(id, 10)+"/rechecks", c.recheck(row))
}

// rechecks godoc
//
//	@Summary	List the looks at a target again
//	@Tags		inspections
//	@ID			listRechecks
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	rechecksResponse
//	@Router		/api/v1/inspections/{id}/rechecks [get]
func (h inspections) rechecks(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	rows, err := h.svc.Rechecks(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, rechecksResponse{Items: pluck(rows, c.recheck)})
}
