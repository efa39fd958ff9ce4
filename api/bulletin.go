package api

import (
	"net/http"
	"slices"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type bulletins struct{ svc *service.Bulletins }

func bulletinRoutes(r routes, s *service.Services) {
	h := bulletins{s.Bulletins}
	r.get("/campaigns/:code/bulletin", "getBulletin", h.get)
	r.patch("/campaigns/:code/bulletin", "updateBulletin", h.update)
	r.get("/campaigns/:code/bulletin/revisions", "listBulletinRevisions", h.revisions)
	r.get("/campaigns/:code/bulletin/checks", "checkBulletin", h.checks)
	r.post("/campaigns/:code/bulletin/acceptances", "acceptBulletin", h.accept)
	r.post("/campaigns/:code/bulletin/issue", "issueBulletin", h.issue)
	r.post("/campaigns/:code/bulletin/correct", "correctBulletin", h.correct)
	r.get("/campaigns/:code/bulletin/document", "getBulletinDocument", h.document)
}

type bulletinSectionTexts struct {
	Superior       string `json:"superior" maxLength:"10000"`
	Round          string `json:"round" maxLength:"10000"`
	Problems       string `json:"problems" maxLength:"10000" example:"**政府网站方面。**少数网站栏目更新不及时。"`
	Accountability string `json:"accountability" maxLength:"10000"`
	Next           string `json:"next" maxLength:"10000"`
} //	@name	BulletinSectionTexts

type bulletinRequest struct {
	// wording to take; null for the newest of the narrowest area
	TemplateID model.OptionalID `json:"template_id" swaggertype:"integer" format:"int64" extensions:"x-nullable" example:"1"`
	// 发文字号
	Number string `json:"number" maxLength:"60" example:"恩州数〔2022〕18号"`
	// texts by hand over those of the template, which an empty text takes; placeholders may stand in them as in templates
	Title      string `json:"title" maxLength:"200" example:"关于2022年第三次恩施州政府网站和政务新媒体抽查情况的通报"`
	Addressees string `json:"addressees" maxLength:"2000" example:"各县市人民政府办公室、州直相关单位："`
	Preamble   string `json:"preamble" maxLength:"10000"`
	Closing    string `json:"closing" maxLength:"10000"`
	Copies     string `json:"copies" maxLength:"2000" example:"州政府办公室、恩施日报社"`
	// the problems name the targets they were found at
	Named bool `json:"named" example:"false"`
	// texts of sections by hand, without their headings
	Sections bulletinSectionTexts `json:"sections"`
	// texts of the library for the next steps, in this order; those of the template when empty
	Passages []uint64 `json:"passages" validate:"max=20"`
} //	@name	BulletinRequest

func toBulletinRequest(e model.BulletinEdit) bulletinRequest {
	return bulletinRequest{
		TemplateID: e.TemplateID, Number: e.Number, Title: e.Title, Addressees: e.Addressees, Preamble: e.Preamble,
		Closing: e.Closing, Copies: e.Copies, Named: e.Named, Passages: e.Passages,
		Sections: bulletinSectionTexts{
			e.Sections["superior"], e.Sections["round"], e.Sections["problems"], e.Sections["accountability"], e.Sections["next"],
		},
	}
}

func (r bulletinRequest) edit() model.BulletinEdit {
	return model.BulletinEdit{TemplateID: r.TemplateID, BulletinWords: model.BulletinWords{
		Number: r.Number, Title: r.Title, Addressees: r.Addressees, Preamble: r.Preamble, Closing: r.Closing, Copies: r.Copies,
		Named: r.Named, Passages: r.Passages,
		Sections: map[string]string{
			"superior": r.Sections.Superior, "round": r.Sections.Round, "problems": r.Sections.Problems,
			"accountability": r.Sections.Accountability, "next": r.Sections.Next,
		},
	}}
}

type acceptedWarning struct {
	Key    string    `json:"key" validate:"required" example:"3f8a0c1d9e2b7654"`
	Reason string    `json:"reason" validate:"required" example:"该站名称以备案为准"`
	By     string    `json:"by" validate:"required" example:"enshi-01"`
	At     time.Time `json:"at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-10T01:00:00Z"`
} //	@name	AcceptedWarning

func toAccepted(all model.AcceptedWarnings) []acceptedWarning {
	return pluck(all, func(w model.AcceptedWarning) acceptedWarning {
		return acceptedWarning{w.Key, w.Reason, w.By, w.At.Time}
	})
}

type bulletinResponse struct {
	Campaign string              `json:"campaign" validate:"required" example:"422800-2022-3"`
	State    model.BulletinState `json:"state" validate:"required" example:"draft"`
	// only the rows of the caller's own area: it is not issued yet, and the caller does not see all of it
	Partial bool `json:"partial" validate:"required" example:"false"`
	// what was written by hand; empty for who does not see all of it
	Words    bulletinRequest   `json:"words" validate:"required"`
	Accepted []acceptedWarning `json:"accepted" validate:"required"`
	// why what was issued is being corrected
	Correction string                  `json:"correction" validate:"required" example:""`
	Issues     []bulletinIssueResponse `json:"issues" validate:"required"`
	// as it is printed
	Content        bulletinContent `json:"content" validate:"required"`
	Version        uint64          `json:"version" validate:"required" example:"0"`
	UpdatedAt      time.Time       `json:"updated_at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-10T01:00:00Z"`
	AllowedActions []string        `json:"allowed_actions" validate:"required" example:"update,accept,issue"`
} //	@name	Bulletin

func (c *call) bulletin(v service.BulletinView) bulletinResponse {
	out := bulletinResponse{
		Campaign: v.Campaign.Code, State: v.State, Partial: v.Partial, Words: toBulletinRequest(v.Edit()),
		Accepted: toAccepted(v.Accepted), Correction: v.Reason, Issues: pluck(v.Issues, toBulletinIssue),
		Content: toBulletinContent(v.Content), Version: v.Version, UpdatedAt: v.UpdatedAt.Time,
		AllowedActions: []string{},
	}
	if v.Campaign.State != model.CampaignDraft && c.actor.Can(model.WriteBulletins, v.RegionCode) {
		out.AllowedActions = slices.DeleteFunc(v.State.Actions(), func(verb string) bool {
			return verb == string(model.VerbIssueBulletin) && v.Campaign.State != model.CampaignPublished
		})
	}
	return out
}

// get godoc
//
//	@Summary		Read the bulletin of a campaign
//	@Description	What was issued, or how it would be issued now. Before the issue only who sees the whole area reads the text; others get the rows of the annexes that are theirs, and partial is true. Its ETag is that of what was written by hand: figures change without it.
//	@Tags			bulletins
//	@ID				getBulletin
//	@Param			code	path		string	true	"code of the campaign"
//	@Success		200		{object}	bulletinResponse
//	@Router			/api/v1/campaigns/{code}/bulletin [get]
func (h bulletins) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	v, err := h.svc.Get(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return c.fresh(v.Version, c.bulletin(v))
}

// update godoc
//
//	@Summary		Write parts of a bulletin by hand
//	@Description	Fields that are left out stay as they are; an empty text takes that of the template again. If-Match is "0" for a bulletin to which nobody has set a hand. Numbers that contradict the figures are found by the checks.
//	@Tags			bulletins
//	@ID				updateBulletin
//	@Param			code		path		string			true	"code of the campaign"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		bulletinRequest	true	"what changes"
//	@Success		200			{object}	bulletinResponse
//	@Router			/api/v1/campaigns/{code}/bulletin [patch]
func (h bulletins) update(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, toBulletinRequest, bulletinRequest.edit)
	if err != nil {
		return err
	}
	v, err := h.svc.Update(c.Request().Context(), c.actor, c.Param("code"), version, patch)
	if err != nil {
		return err
	}
	return c.fresh(v.Version, c.bulletin(v))
}

type bulletinRevision struct {
	Version   uint64             `json:"version" validate:"required" example:"1"`
	Action    model.BulletinVerb `json:"action" validate:"required" example:"update"`
	Words     bulletinRequest    `json:"words" validate:"required"`
	Reason    string             `json:"reason" validate:"required" example:""`
	DoneBy    string             `json:"done_by" validate:"required" example:"enshi-01"`
	CreatedAt time.Time          `json:"created_at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-10T01:00:00Z"`
} //	@name	BulletinRevision

type bulletinRevisions struct {
	Items []bulletinRevision `json:"items" validate:"required"`
} //	@name	BulletinRevisions

// revisions godoc
//
//	@Summary	List what a bulletin was after each change
//	@Tags		bulletins
//	@ID			listBulletinRevisions
//	@Param		code	path		string	true	"code of the campaign"
//	@Success	200		{object}	bulletinRevisions
//	@Router		/api/v1/campaigns/{code}/bulletin/revisions [get]
func (h bulletins) revisions(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	rows, err := h.svc.Revisions(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, bulletinRevisions{Items: pluck(rows, func(r model.BulletinRevision) bulletinRevision {
		return bulletinRevision{
			r.Version, r.Verb, toBulletinRequest(model.BulletinEdit{TemplateID: r.TemplateID, BulletinWords: r.Words}), r.Reason, r.DoneBy,
			r.CreatedAt.Time,
		}
	})})
}
