package api

import (
	"net/http"

	"xuncha/model"
	"xuncha/service"
)

type proofRequest struct {
	// what was done about it
	Done string `json:"done" validate:"required" maxLength:"4000" example:"已更新政策文件栏目，并建立每周巡检制度"`
	// attachments with the purpose proof that show it, at most 50; from now on they can be neither changed nor removed
	AttachmentIDs []uint64 `json:"attachment_ids" example:"1"`
} //	@name	ProofRequest

type extensionRequest struct {
	// the new due day; or give working_days
	DueOn model.Date `json:"due_on" example:"2022-11-11"`
	// the new due day as working days after from
	WorkingDays int `json:"working_days" minimum:"0" maximum:"365" example:"0"`
	// the day before the first working day; today when null
	From     model.Date `json:"from" example:""`
	Reason   string     `json:"reason" validate:"required" maxLength:"500" example:"系统升级，需延期"`
	Approver string     `json:"approver" maxLength:"200" example:"州政府办公室"`
} //	@name	ExtensionRequest

type exemptionRequest struct {
	// last day of the exemption; after it the finding is open again
	Until  model.Date `json:"until" validate:"required" example:"2023-03-31"`
	Reason string     `json:"reason" validate:"required" maxLength:"500" example:"机构改革，网站拟于年底前关停"`
	// who approved it, when it was not the caller
	Approver string `json:"approver" maxLength:"200" example:"州政府办公室"`
} //	@name	ExemptionRequest

type trackedFindingRequest struct {
	// last day to put it right; a later one than before takes extend
	DueOn model.Date `json:"due_on" example:"2022-10-28"`
	// instead of due_on: working days after from
	WorkingDays int `json:"working_days" minimum:"0" maximum:"365" example:"0"`
	// the day before the first working day; today when null
	From model.Date `json:"from" example:""`
	// id of the finding of an earlier campaign that has come back
	RecurrenceOf model.OptionalID `json:"recurrence_of" example:""`
} //	@name	TrackedFindingRequest

type dueRequest struct {
	// last day to put them right; or give working_days
	DueOn model.Date `json:"due_on" example:""`
	// working days after from
	WorkingDays int `json:"working_days" minimum:"0" maximum:"365" example:"15"`
	// the day before the first working day, such as that of the notice; today when null
	From model.Date `json:"from" example:"2022-10-09"`
	// veto and deduction when empty
	Parts model.Set[model.Part] `json:"parts" example:"veto"`
	// also bring later due days forward; none is ever made later
	Overwrite bool `json:"overwrite" example:"false"`
} //	@name	DueRequest

type dueResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// the day that follows
	DueOn model.Date `json:"due_on" validate:"required" example:"2022-10-28"`
	// findings that got it
	Findings int `json:"findings" validate:"required" example:"12"`
} //	@name	DueAnswer

// update godoc
//
//	@Summary		Set the due day of a finding, or what it repeats
//	@Description	A due day is a day of the calendar, or working days after a day; a year without a calendar is refused.
//	@Tags			findings
//	@ID				updateFinding
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		trackedFindingRequest	true	"the fields to change; the others stay"
//	@Success		200			{object}	findingDetailResponse
//	@Router			/api/v1/findings/{id} [patch]
func (h findings) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c,
		func(e model.RectificationEdit) trackedFindingRequest {
			return trackedFindingRequest{e.DueOn, e.WorkingDays, e.From, e.RecurrenceOf}
		},
		func(r trackedFindingRequest) model.RectificationEdit {
			return model.RectificationEdit{DueEdit: model.DueEdit{DueOn: r.DueOn, WorkingDays: r.WorkingDays, From: r.From}, RecurrenceOf: r.RecurrenceOf}
		})
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// submit godoc
//
//	@Summary	Hand in the proof that a finding was put right
//	@Tags		findings
//	@ID			submitProof
//	@Param		id			path		int				true	"id"
//	@Param		If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param		body		body		proofRequest	true	"what was done"
//	@Success	200			{object}	findingDetailResponse
//	@Router		/api/v1/findings/{id}/submit [post]
func (h findings) submit(c *call) error {
	return handIn(c, h, func(id, version uint64, r proofRequest) (service.FindingDetail, error) {
		return h.svc.SubmitProof(c.Request().Context(), c.actor, id, version, model.Proof(r))
	})
}

// accept godoc
//
//	@Summary		Accept the proof of a finding
//	@Description	Who accepts is not who handed it in.
//	@Tags			findings
//	@ID				acceptProof
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	findingDetailResponse
//	@Router			/api/v1/findings/{id}/accept [post]
func (h findings) accept(c *call) error {
	if err := c.noInput(); err != nil {
		return err
	}
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	row, err := h.svc.Accept(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// reject godoc
//
//	@Summary		Reject the proof of a finding, which opens it again
//	@Description	Who rejects is not who handed it in.
//	@Tags			findings
//	@ID				rejectProof
//	@Param			id			path		int			true	"id"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		whyRequest	true	"what is missing"
//	@Success		200			{object}	findingDetailResponse
//	@Router			/api/v1/findings/{id}/reject [post]
func (h findings) reject(c *call) error { return carryOutNow(c, h.svc.Reject, h.answer) }

// extend godoc
//
//	@Summary		Let a finding be due later
//	@Description	The due days before it stay in its history.
//	@Tags			findings
//	@ID				extendFinding
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		extensionRequest	true	"until when, why, and who approved"
//	@Success		200			{object}	findingDetailResponse
//	@Router			/api/v1/findings/{id}/extend [post]
func (h findings) extend(c *call) error {
	return handIn(c, h, func(id, version uint64, r extensionRequest) (service.FindingDetail, error) {
		return h.svc.Extend(c.Request().Context(), c.actor, id, version, model.Extension{
			DueEdit: model.DueEdit{DueOn: r.DueOn, WorkingDays: r.WorkingDays, From: r.From}, Reason: r.Reason, Approver: r.Approver,
		})
	})
}

// exempt godoc
//
//	@Summary		Leave a finding as it is until a day
//	@Description	After that day it is open again by itself.
//	@Tags			findings
//	@ID				exemptFinding
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		exemptionRequest	true	"until when, why, and who approved"
//	@Success		200			{object}	findingDetailResponse
//	@Router			/api/v1/findings/{id}/exempt [post]
func (h findings) exempt(c *call) error {
	return handIn(c, h, func(id, version uint64, r exemptionRequest) (service.FindingDetail, error) {
		return h.svc.Exempt(c.Request().Context(), c.actor, id, version, model.Exemption(r))
	})
}

// setDue godoc
//
//	@Summary		Give the open findings of a campaign their due day at once
//	@Description	As a notice does, by a day or in working days. Findings that have a due day keep it unless overwrite brings it forward.
//	@Tags			findings
//	@ID				setDueDays
//	@Param			code	path		string		true	"code of the campaign"
//	@Param			body	body		dueRequest	true	"the due day"
//	@Success		200		{object}	dueResponse
//	@Router			/api/v1/campaigns/{code}/findings/due [post]
func (h findings) setDue(c *call) error {
	var req dueRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	day, n, err := h.svc.SetDue(c.Request().Context(), c.actor, c.Param("code"), model.DueNotice{
		DueEdit: model.DueEdit{DueOn: req.DueOn, WorkingDays: req.WorkingDays, From: req.From}, Parts: req.Parts, Overwrite: req.Overwrite,
	})
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, dueResponse{Campaign: c.Param("code"), DueOn: day, Findings: n})
}

// handIn answers a verb on a finding that comes with a body of its own.
func handIn[R any](c *call, h findings, verb func(id, version uint64, r R) (service.FindingDetail, error)) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req R
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := verb(id, version, req)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}
