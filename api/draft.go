package api

import (
	"time"

	"xuncha/model"
	"xuncha/service"
)

type drafts struct{ svc *service.Drafts }

func draftRoutes(r routes, s *service.Services) {
	h := drafts{s.Drafts}
	r.get("/inspections/:id/draft", "getDraft", h.get)
	r.put("/inspections/:id/draft", "saveDraft", h.save)
	r.delete("/inspections/:id/draft", "deleteDraft", h.delete)
}

type draftResponse struct {
	InspectionID uint64 `json:"inspection_id" validate:"required" example:"37"`
	// as they were sent
	Findings []draftFinding `json:"findings" validate:"required"`
	Note     string         `json:"note" validate:"required" example:""`
	// why it could not be submitted as it is
	Problems []fieldProblem `json:"problems" validate:"required"`
	// pass, fail, or null while there are problems
	Verdict       *model.Verdict        `json:"verdict" validate:"required" extensions:"x-nullable" example:"pass"`
	DeductedScore *model.Score          `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score          `json:"bonus_score" validate:"required" example:"5"`
	FinalScore    *model.Score          `json:"final_score" validate:"required" example:"100"`
	Explanation   []explanationResponse `json:"explanation" validate:"required"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
} //	@name	Draft

func (c *call) draft(j model.Judged) draftResponse {
	d, a := j.Draft, j.Assessment
	out := draftResponse{
		InspectionID: d.InspectionID, Note: d.Note, DeductedScore: a.Deducted, BonusScore: a.Bonus, FinalScore: a.Final,
		Findings: pluck(d.Findings, func(f model.FindingEdit) draftFinding { return draftFinding(f) }),
		Problems: pluck(j.Problems, func(f model.FieldError) fieldProblem {
			return fieldProblem{Field: f.Field, Code: f.Code, Detail: f.Text(c.language), Suggestion: f.Suggestion}
		}),
		Explanation: c.inspection(model.Result{Submission: model.Submission{Explanation: a.Lines}}).Explanation,
		Version:     d.Version, CreatedAt: d.CreatedAt.Time, UpdatedAt: d.UpdatedAt.Time,
	}
	if a.Verdict != "" {
		out.Verdict = &a.Verdict
	}
	return out
}

// draftRequest is a submissionRequest of which anything may still be missing.
type draftRequest struct {
	Findings []draftFinding `json:"findings"`
	Note     string         `json:"note" example:""`
} //	@name	DraftRequest

// draftFinding is a findingRequest within no bounds: what is beyond them is told in problems.
type draftFinding struct {
	Indicator   string       `json:"indicator" example:"D05"`
	Occurrences int          `json:"occurrences" example:"1"`
	Points      model.Points `json:"points" example:"0"`
	Description string       `json:"description" example:"政策文件栏目六个月未更新"`
	LocationURL string       `json:"location_url" example:"https://es.gov.cn/zcwj/"`
	Number      string       `json:"number" example:""`
} //	@name	DraftFinding

// get godoc
//
//	@Summary		Read the own draft of a result
//	@Description	Nobody sees the draft of another. The verdict and the score are what it would come to.
//	@Tags			inspections
//	@ID				getDraft
//	@Param			id	path		int	true	"id"
//	@Success		200	{object}	draftResponse
//	@Router			/api/v1/inspections/{id}/draft [get]
func (h drafts) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	found, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.fresh(found.Draft.Version, c.draft(found))
}

// save godoc
//
//	@Summary		Keep the own draft of a result
//	@Description	It counts nowhere. What would keep it from being submitted is told in problems. Submitting the result removes it.
//	@Tags			inspections
//	@ID				saveDraft
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the draft the change is made on; 0 in quotes where there is none yet"
//	@Param			body		body		draftRequest		true	"the findings so far"
//	@Success		200			{object}	draftResponse
//	@Router			/api/v1/inspections/{id}/draft [put]
func (h drafts) save(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req draftRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	kept, err := h.svc.Save(c.Request().Context(), c.actor, id, version, model.SubmissionEdit{Findings: toFindings(req.Findings), Note: req.Note})
	if err != nil {
		return err
	}
	return c.thing(kept.Draft.Version, c.draft(kept))
}

// delete godoc
//
//	@Summary	Throw the own draft of a result away
//	@Tags		inspections
//	@ID			deleteDraft
//	@Param		id			path	int		true	"id"
//	@Param		If-Match	header	string	true	"ETag of the draft that is deleted"
//	@Success	204
//	@Router		/api/v1/inspections/{id}/draft [delete]
func (h drafts) delete(c *call) error { return c.deleteByID(h.svc.Delete) }
