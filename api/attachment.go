package api

import (
	"fmt"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type attachments struct{ svc *service.Attachments }

func attachmentRoutes(r routes, s *service.Services) {
	h := attachments{s.Attachments}
	r.get("/attachments", "listAttachments", h.list)
	r.upload("/attachments", "uploadAttachment", h.receive, h.create)
	r.get("/attachments/:id", "getAttachment", h.get)
	r.get("/attachments/:id/content", "getAttachmentContent", h.content)
	r.patch("/attachments/:id", "updateAttachment", h.update)
	r.delete("/attachments/:id", "deleteAttachment", h.delete)
}

type attachmentResponse struct {
	ID uint64 `json:"id" validate:"required" example:"1"`
	// the target that it is about
	InspectionID uint64 `json:"inspection_id" validate:"required" example:"37"`
	// the finding for which it was submitted as proof; null for none
	FindingID model.OptionalID `json:"finding_id" validate:"required" example:""`
	Purpose   model.Purpose    `json:"purpose" validate:"required" example:"evidence"`
	// before or after the rectification; empty where it belongs to no pair
	Moment model.Moment `json:"moment" validate:"required" example:""`
	// on an attachment of afterwards, the one of before that it stands beside; null for none
	PairID   model.OptionalID `json:"pair_id" validate:"required" example:""`
	Caption  string           `json:"caption" validate:"required" example:"首页栏目空白"`
	FileName string           `json:"file_name" validate:"required" example:"capture.png"`
	// by its content, whatever its sender said
	MediaType model.MediaType `json:"media_type" validate:"required" example:"image/png"`
	// bytes
	Size int64 `json:"size" validate:"required" example:"48213"`
	// of the content, hexadecimal
	SHA256     string    `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	CapturedAt time.Time `json:"captured_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
	// name of who sent it
	UploadedBy string           `json:"uploaded_by" validate:"required" example:"inspector"`
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
} //	@name	Attachment

type attachmentRequest struct {
	Purpose model.Purpose `json:"purpose" validate:"required" example:"evidence"`
	Moment  model.Moment  `json:"moment" example:""`
	// only where moment is after: an attachment of before, of the same target
	PairID   model.OptionalID `json:"pair_id" example:""`
	Caption  string           `json:"caption" maxLength:"500" example:"首页栏目空白"`
	FileName string           `json:"file_name" maxLength:"200" example:"capture.png"`
	// not in the future
	CapturedAt model.Time `json:"captured_at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-08T01:00:00Z"`
} //	@name	AttachmentRequest

func toAttachment(r model.Attachment) attachmentResponse {
	return attachmentResponse{
		ID: r.ID, InspectionID: r.InspectionID, FindingID: r.RectificationID, Purpose: r.Purpose, Moment: r.Moment, PairID: r.PairID,
		Caption: r.Caption, FileName: r.FileName, MediaType: r.MediaType, Size: r.ByteSize, SHA256: r.BlobHash,
		CapturedAt: r.CapturedAt.Time, UploadedBy: r.UploadedBy, RegionCode: r.RegionCode, Version: r.Version,
		CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
	}
}

// list godoc
//
//	@Summary	List attachments
//	@Tags		attachments
//	@ID			listAttachments
//	@Produce	json,text/csv
//	@Param		inspection	query		int		false	"id of the target"
//	@Param		finding		query		int		false	"id of the finding"
//	@Param		purpose		query		string	false	"purpose"	Enums(evidence,proof)
//	@Param		moment		query		string	false	"moment"	Enums(before,after)
//	@Param		page		query		int		false	"number of the page, from 1"
//	@Param		size		query		int		false	"rows of a page, at most 200"
//	@Param		sort		query		string	false	"created_at, captured_at, file_name, size, media_type; with - descending"
//	@Param		after		query		string	false	"instead of page: the next of the piece before"
//	@Param		limit		query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format		query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200			{object}	listOf[attachmentResponse]
//	@Router		/api/v1/attachments [get]
func (h attachments) list(c *call) error {
	q := c.query()
	f := model.AttachmentFilter{
		InspectionID: q.id("inspection"), RectificationID: q.id("finding"), Purpose: oneOf(q, "purpose", model.Purposes),
		Moment: oneOf(q, "moment", model.Moments),
	}
	return lister[model.Attachment, attachmentResponse]{
		name:   "attachments",
		header: []any{"编号", "检查对象编号", "问题编号", "用途", "整改前后", "对照附件", "说明", "文件名", "类型", "字节", "SHA-256", "拍摄时间", "上传人", "上传时间"},
		list: func(req model.ListRequest) (model.List[model.Attachment], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: toAttachment,
		cells: func(rows []model.Attachment) ([][]any, error) {
			return pluck(rows, func(r model.Attachment) []any {
				return []any{
					r.ID, r.InspectionID, optionalCell(r.RectificationID), r.Purpose.Label(), r.Moment.Label(), optionalCell(r.PairID), r.Caption,
					r.FileName, string(r.MediaType), r.ByteSize, r.BlobHash, r.CapturedAt.Format(time.RFC3339), r.UploadedBy,
					r.CreatedAt.Format(time.RFC3339),
				}
			}), nil
		},
	}.respond(c, q)
}

func optionalCell(id model.OptionalID) any {
	if id == 0 {
		return ""
	}
	return uint64(id)
}

// create godoc
//
//	@Summary		Upload an attachment
//	@Description	The file is the body as it is, or the part file of a form. PNG, JPEG, WebP, PDF, captures of pages (HTML in UTF-8) and MP4 are taken, told by their content, whatever the request says. What is stored is safe when the answer comes.
//	@Tags			attachments
//	@ID				uploadAttachment
//	@Accept			application/octet-stream,multipart/form-data
//	@Param			inspection	query		int		false	"id of the target; required without finding"
//	@Param			finding		query		int		false	"instead of inspection: id of a finding of the target"
//	@Param			captured_at	query		string	true	"when it was taken, RFC 3339; not in the future"
//	@Param			purpose		query		string	false	"what it is there for; when left out, proof with finding and evidence otherwise"	Enums(evidence,proof)
//	@Param			moment		query		string	false	"side of a pair"								Enums(before,after)
//	@Param			pair		query		int		false	"only with moment=after: id of the attachment of before that it stands beside"
//	@Param			caption		query		string	false	"what it shows"
//	@Param			file_name	query		string	false	"name of the file; a form brings its own"
//	@Param			body		body		string	true	"the file"
//	@Success		201			{object}	attachmentResponse
//	@Router			/api/v1/attachments [post]
func (h attachments) create(c *call) error {
	row, err := h.svc.Add(c.Request().Context(), c.actor, c.received)
	if err != nil {
		return err
	}
	return c.created(row.Version, fmt.Sprintf("/attachments/%d", row.ID), toAttachment(row))
}

// receive stores the file of an upload, before anything else begins.
func (h attachments) receive(c *call) (service.Received, error) {
	q := c.query()
	u := service.EvidenceUpload{InspectionID: q.id("inspection"), FindingID: q.id("finding"), Edit: model.AttachmentEdit{
		Purpose: oneOf(q, "purpose", model.Purposes), Moment: oneOf(q, "moment", model.Moments), PairID: model.OptionalID(q.id("pair")),
		Caption: q.text("caption"), FileName: q.text("file_name"), CapturedAt: q.time("captured_at"),
	}}
	if q.values.Get("captured_at") == "" {
		q.fault("captured_at", "required")
	}
	if q.values.Get("inspection")+q.values.Get("finding") == "" {
		q.fault("inspection", "required")
	}
	switch {
	case u.Edit.Purpose != "":
	case u.FindingID != 0:
		u.Edit.Purpose = model.PurposeProof
	default:
		u.Edit.Purpose = model.PurposeEvidence
	}
	if err := q.done(); err != nil {
		return service.Received{}, err
	}
	name, err := c.evidence(&u, h.svc.Limits())
	if err != nil {
		return service.Received{}, err
	}
	if name != "" {
		u.Edit.FileName = name
	}
	return h.svc.Receive(c.Request().Context(), c.actor, u)
}

// get godoc
//
//	@Summary	Read what is known of an attachment
//	@Tags		attachments
//	@ID			getAttachment
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	attachmentResponse
//	@Router		/api/v1/attachments/{id} [get]
func (h attachments) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(row.Version, toAttachment(row))
}

// update godoc
//
//	@Summary		Change what is said of an attachment
//	@Description	Only while what it proves is not decided. The content never changes.
//	@Tags			attachments
//	@ID				updateAttachment
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		attachmentRequest	true	"the fields to change"
//	@Success		200			{object}	attachmentResponse
//	@Router			/api/v1/attachments/{id} [patch]
func (h attachments) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c,
		func(e model.AttachmentEdit) attachmentRequest { return attachmentRequest(e) },
		func(r attachmentRequest) model.AttachmentEdit { return model.AttachmentEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return c.thing(row.Version, toAttachment(row))
}

// delete godoc
//
//	@Summary		Remove an attachment
//	@Description	Only while what it proves is not decided.
//	@Tags			attachments
//	@ID				deleteAttachment
//	@Param			id			path	int		true	"id"
//	@Param			If-Match	header	string	true	"ETag of the version the change is made on"
//	@Success		204
//	@Router			/api/v1/attachments/{id} [delete]
func (h attachments) delete(c *call) error { return c.deleteByID(h.svc.Delete) }
