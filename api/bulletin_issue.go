package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/document"
	"xuncha/service/sheet"
)

type bulletinFault struct {
	// names the fault as long as it is there
	Key      string `json:"key" validate:"required" example:"3f8a0c1d9e2b7654"`
	Severity string `json:"severity" validate:"required" enums:"error,warning" example:"error"`
	// where it is
	Place string `json:"place" validate:"required" example:"annexes.1"`
	// row of an annex, from 1; null where there is none
	Row        *int             `json:"row" validate:"required" extensions:"x-nullable" example:"23"`
	Code       string           `json:"code" validate:"required" example:"site_code_twice"`
	Message    string           `json:"message" validate:"required" example:"标识码 4228000034 与第 22 行重复"`
	Suggestion string           `json:"suggestion" validate:"required" example:""`
	Accepted   *acceptedWarning `json:"accepted" validate:"required" extensions:"x-nullable"`
} //	@name	BulletinFault

type bulletinChecks struct {
	Errors   int             `json:"errors" validate:"required" example:"1"`
	Warnings int             `json:"warnings" validate:"required" example:"2"`
	Items    []bulletinFault `json:"items" validate:"required"`
} //	@name	BulletinChecks

// checks godoc
//
//	@Summary		Check a bulletin before it is issued
//	@Description	Errors stop the issue. A warning stops it until it is accepted with a reason.
//	@Tags			bulletins
//	@ID				checkBulletin
//	@Param			code	path		string	true	"code of the campaign"
//	@Success		200		{object}	bulletinChecks
//	@Router			/api/v1/campaigns/{code}/bulletin/checks [get]
func (h bulletins) checks(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	v, faults, err := h.svc.Checks(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	out := bulletinChecks{Items: make([]bulletinFault, len(faults))}
	for i, f := range faults {
		item := bulletinFault{
			Key: f.Key, Severity: "error", Place: f.Place, Code: f.Code, Message: f.Text(c.language), Suggestion: f.Suggestion,
		}
		if f.Row > 0 {
			item.Row = &f.Row
		}
		if f.Warning {
			item.Severity = "warning"
			out.Warnings++
		} else {
			out.Errors++
		}
		if f.Accepted != nil {
			item.Accepted = &toAccepted(model.AcceptedWarnings{*f.Accepted})[0]
		}
		out.Items[i] = item
	}
	return c.fresh(v.Version, out)
}

type acceptanceRequest struct {
	// key of the warning
	Key    string `json:"key" validate:"required" maxLength:"64" example:"3f8a0c1d9e2b7654"`
	Reason string `json:"reason" validate:"required" maxLength:"500" example:"该站名称以备案为准"`
} //	@name	AcceptanceRequest

// accept godoc
//
//	@Summary		Let a warning of the checks stand
//	@Description	The reason is kept with the issue. Errors cannot be accepted.
//	@Tags			bulletins
//	@ID				acceptBulletin
//	@Param			code		path		string				true	"code of the campaign"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		acceptanceRequest	true	"the warning and why it may stand"
//	@Success		200			{object}	bulletinResponse
//	@Router			/api/v1/campaigns/{code}/bulletin/acceptances [post]
func (h bulletins) accept(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	var req acceptanceRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	v, err := h.svc.Accept(c.Request().Context(), c.actor, c.Param("code"), version, req.Key, model.Reason{Reason: req.Reason})
	if err != nil {
		return err
	}
	return c.fresh(v.Version, c.bulletin(v))
}

type issueRequest struct {
	// 发文字号; the one of the bulletin when left out
	Number string `json:"number" maxLength:"60" example:"恩州数〔2022〕18号"`
	// 成文日期, today when null
	IssuedOn model.Date `json:"issued_on" example:"2022-10-11"`
} //	@name	BulletinIssueRequest

type bulletinFile struct {
	Format string `json:"format" validate:"required" enums:"json,docx,xlsx,html" example:"docx"`
	Size   int64  `json:"size" validate:"required" example:"21734"`
	SHA256 string `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	// empty where the keys of the service are not of the national suite
	SM3 string `json:"sm3" validate:"required" example:""`
} //	@name	BulletinFile

type bulletinIssueResponse struct {
	// 1, then corrections
	Issue  int    `json:"issue" validate:"required" example:"1"`
	Number string `json:"number" validate:"required" example:"恩州数〔2022〕18号"`
	Title  string `json:"title" validate:"required" example:"关于2022年第三次恩施州政府网站和政务新媒体抽查情况的通报"`
	// why the issue before was corrected
	Correction string            `json:"correction" validate:"required" example:""`
	IssuedOn   model.Date        `json:"issued_on" validate:"required" example:"2022-10-11"`
	IssuedBy   string            `json:"issued_by" validate:"required" example:"enshi-01"`
	Accepted   []acceptedWarning `json:"accepted" validate:"required"`
	// the form json is the content, which the others were made from
	Files     []bulletinFile `json:"files" validate:"required"`
	CreatedAt time.Time      `json:"created_at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-11T01:00:00Z"`
} //	@name	BulletinIssue

func toBulletinIssue(i model.BulletinIssue) bulletinIssueResponse {
	return bulletinIssueResponse{
		i.Number, i.Document, i.Title, i.Reason, i.IssuedOn, i.DoneBy, toAccepted(i.Accepted),
		pluck(i.Files, func(f model.BulletinFile) bulletinFile { return bulletinFile{f.Format, f.Size, f.SHA256, f.SM3} }), i.CreatedAt.Time,
	}
}

// issue godoc
//
//	@Summary		Issue a bulletin
//	@Description	The campaign has to be published. Freezes the content and every document with their hashes: they are the same bytes whenever they are fetched. A body may be left out.
//	@Tags			bulletins
//	@ID				issueBulletin
//	@Param			code		path		string			true	"code of the campaign"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		issueRequest	true	"number and day"
//	@Success		200			{object}	bulletinResponse
//	@Router			/api/v1/campaigns/{code}/bulletin/issue [post]
func (h bulletins) issue(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	var req issueRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	v, err := h.svc.Issue(c.Request().Context(), c.actor, c.Param("code"), version, model.BulletinIssuing{Document: req.Number, IssuedOn: req.IssuedOn})
	if err != nil {
		return err
	}
	return c.fresh(v.Version, c.bulletin(v))
}

// correct godoc
//
//	@Summary		Begin to correct an issued bulletin
//	@Description	What was issued stays as it is, and is what others go on reading until the correction is issued.
//	@Tags			bulletins
//	@ID				correctBulletin
//	@Param			code		path		string			true	"code of the campaign"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		reasonRequest	true	"why"
//	@Success		200			{object}	bulletinResponse
//	@Router			/api/v1/campaigns/{code}/bulletin/correct [post]
func (h bulletins) correct(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	why, err := c.reason()
	if err != nil {
		return err
	}
	v, err := h.svc.Correct(c.Request().Context(), c.actor, c.Param("code"), version, why)
	if err != nil {
		return err
	}
	return c.fresh(v.Version, c.bulletin(v))
}

// document godoc
//
//	@Summary		Read a bulletin as a document
//	@Description	Of an issue the same bytes as when it was issued, with their hash as ETag. Without issue it is the newest one, or the draft where nothing was issued; issue=0 is the draft. A draft is for who sees all of it.
//	@Tags			bulletins
//	@ID				getBulletinDocument
//	@Produce		json,application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/html
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			format	query		string	false	"form of the document; html when left out"	Enums(html,docx,xlsx,json)
//	@Param			issue	query		int		false	"number of the issue; 0 for the draft"
//	@Param			If-None-Match	header	string	false	"ETag of the issue that the caller has"
//	@Success		200		{object}	bulletinContent
//	@Success		304		"The caller has it."
//	@Router			/api/v1/campaigns/{code}/bulletin/document [get]
func (h bulletins) document(c *call) error {
	q := c.query()
	format, err := c.format(q, "html", "docx", "xlsx", "json")
	if err != nil {
		return err
	}
	number := service.NewestIssue
	if text := q.text("issue"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > model.MaxBulk || strconv.Itoa(n) != text {
			q.fault("issue", "not_a_number", 0, model.MaxBulk)
		}
		number = n
	}
	if err := q.done(); err != nil {
		return err
	}
	d, err := h.svc.Document(c.Request().Context(), c.actor, c.Param("code"), format, number)
	if err != nil {
		return err
	}
	if d.Issue.Number > 0 && issuedTag(c, d) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.document(d, format)
}

// pagePolicy lets a page of a bulletin take the one style that is in it, load nothing and run nothing.
func pagePolicy(d service.BulletinDocument) string {
	return "default-src 'none'; style-src '" + d.File.Style + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// issuedTag sets the hash of an issued document as its ETag, and reports whether the caller has that already.
func issuedTag(c echo.Context, d service.BulletinDocument) bool {
	tag := `"` + d.File.SHA256 + `"`
	c.Response().Header().Set("ETag", tag)
	return has(c.Request(), tag)
}

// document sends a document. A page is shown by a browser, the others are saved.
func (c *call) document(d service.BulletinDocument, format string) error {
	if err := c.leaves(format); err != nil {
		return err
	}
	name := "bulletin-" + c.Param("code")
	h := c.Response().Header()
	f := document.Format(format)
	switch format {
	case "json":
		h.Set(echo.HeaderContentType, "application/json; charset=utf-8")
	case "html":
		h.Set(echo.HeaderContentType, f.ContentType())
		h.Set(echo.HeaderContentSecurityPolicy, pagePolicy(d))
	default:
		h.Set(echo.HeaderContentType, f.ContentType())
		h.Set(echo.HeaderContentDisposition, sheet.ContentDisposition(name+f.Extension()))
	}
	c.withoutTimeout()
	return d.Write(c.Request().Context(), c.Response())
}
