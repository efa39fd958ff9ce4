package api

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
)

type imports struct{ svc *service.Imports }

func importRoutes(r routes, s *service.Services) {
	h := imports{s.Imports}
	r.get("/imports", "listImports", h.list)
	r.post("/imports", "createImport", h.create)
	r.get("/imports/:id", "getImport", h.get)
	r.post("/imports/:id/apply", "applyImport", h.apply)
	r.get("/imports/:id/rows", "listImportRows", h.rows)
	r.get("/imports/:id/rows/:n", "getImportRow", h.row)
	r.patch("/imports/:id/rows/:n", "correctImportRow", h.correct)
	r.post("/imports/:id/rows/:n/dismiss", "dismissImportRow", h.dismiss)
}

type importResponse struct {
	ID       uint64           `json:"id" validate:"required" example:"1"`
	Kind     model.ImportKind `json:"kind" validate:"required" example:"sites"`
	FileName string           `json:"file_name" validate:"required" example:"sites-2022q3.csv"`
	// of the bytes of the file, hexadecimal
	SHA256 string            `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	State  model.ImportState `json:"state" validate:"required" example:"applied"`
	// whether it began as a dry run
	DryRun bool         `json:"dry_run" validate:"required" example:"false"`
	Counts importCounts `json:"counts" validate:"required"`
	// headers of the file that were not recognized and were left out
	IgnoredColumns []string `json:"ignored_columns" validate:"required" example:""`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"apply"`
} //	@name	Import

type importCounts struct {
	Create    int `json:"create" validate:"required" example:"42"`
	Update    int `json:"update" validate:"required" example:"0"`
	Unchanged int `json:"unchanged" validate:"required" example:"0"`
	// rows that another row or thing stands in the way of
	Conflict int `json:"conflict" validate:"required" example:"1"`
	// rows with a value that cannot be taken
	Rejected  int `json:"rejected" validate:"required" example:"1"`
	Dismissed int `json:"dismissed" validate:"required" example:"0"`
	// rows that go in but deserve a look
	Warnings int `json:"warnings" validate:"required" example:"2"`
} //	@name	ImportCounts

type importRowResponse struct {
	// of the data row, from 1
	Number int `json:"number" validate:"required" example:"36"`
	// in the file, the header being 1
	Line     int               `json:"line" validate:"required" example:"37"`
	Outcome  model.Outcome     `json:"outcome" validate:"required" example:"rejected"`
	Problems []problemResponse `json:"problems" validate:"required"`
	// cells by field, as they stood in the file or as they were corrected
	Values model.Values `json:"values" validate:"required" swaggertype:"object,string" example:"code:4228000051"`
	// the site it became
	SiteID model.OptionalID `json:"site_id,omitzero" example:"1"`
	// the account it became
	AccountID model.OptionalID `json:"account_id,omitzero" example:""`
	// whether it is in the register
	Applied       bool   `json:"applied" validate:"required" example:"false"`
	DismissReason string `json:"dismiss_reason" validate:"required" example:""`
	// raised by every change, also the ETag
	Version uint64 `json:"version" validate:"required" example:"1"`
} //	@name	ImportRow

type problemResponse struct {
	// field of the column, as in values
	Column string `json:"column" validate:"required" example:"home_url"`
	// stable, for programs
	Code string `json:"code" validate:"required" example:"space_in_url"`
	// for people
	Detail string `json:"detail" validate:"required" example:"网址含有空格"`
	// a value that would be taken; applied only when it is accepted
	Suggestion string `json:"suggestion,omitempty" example:"http://tyjrswj.enshi.gov.cn"`
	// a warning does not keep the row out
	Warning bool `json:"warning" validate:"required" example:"false"`
} //	@name	RowProblem

func (c *call) importJob(i model.Import) importResponse {
	out := importResponse{
		ID: i.ID, Kind: i.Kind, FileName: i.FileName, SHA256: i.FileHash, State: i.State, DryRun: i.DryRun,
		Counts: importCounts{
			Create: i.CreateCount, Update: i.UpdateCount, Unchanged: i.UnchangedCount, Conflict: i.ConflictCount,
			Rejected: i.RejectedCount, Dismissed: i.DismissedCount, Warnings: i.WarningCount,
		},
		IgnoredColumns: i.Notices, Version: i.Version, CreatedAt: i.CreatedAt.Time, UpdatedAt: i.UpdatedAt.Time,
		AllowedActions: i.State.Actions(),
	}
	if out.IgnoredColumns == nil {
		out.IgnoredColumns = []string{}
	}
	return out
}

func (c *call) importRow(kind model.ImportKind) func(model.ImportRow) importRowResponse {
	return func(r model.ImportRow) importRowResponse {
		out := importRowResponse{
			Number: r.Number, Line: r.Line, Outcome: r.Outcome, Problems: []problemResponse{}, Values: r.Cells,
			Applied: r.Applied, DismissReason: r.DismissReason, Version: r.Version,
		}
		for _, p := range r.Problems {
			out.Problems = append(out.Problems, problemResponse{p.Column, p.Code, p.Detail(c.language), p.Suggestion, p.Warning})
		}
		if kind == model.ImportSites {
			out.SiteID = r.ThingID
		} else {
			out.AccountID = r.ThingID
		}
		return out
	}
}

// list godoc
//
//	@Summary	List imports
//	@Tags		imports
//	@ID			listImports
//	@Param		kind	query		string	false	"kind"	Enums(sites,accounts)
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"created_at, kind, state; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Success	200		{object}	listOf[importResponse]
//	@Router		/api/v1/imports [get]
func (h imports) list(c *call) error {
	q := c.query()
	kind := oneOf(q, "kind", model.ImportKinds)
	req := q.list()
	if err := q.done(); err != nil {
		return err
	}
	found, err := h.svc.List(c.Request().Context(), c.actor, kind, req)
	if err != nil {
		return err
	}
	return respondList(c, req, found, c.importJob)
}

// create godoc
//
//	@Summary		Import a file
//	@Description	CSV in UTF-8 with Chinese or English headers, as the body or as the part file of a form. Every row gets an outcome; good rows go into the register in one transaction, the others are kept to be corrected or dismissed.
//	@Tags			imports
//	@ID				createImport
//	@Accept			text/csv,multipart/form-data
//	@Param			kind		query		string	true	"what the rows are"	Enums(sites,accounts)
//	@Param			dry_run		query		bool	false	"true shows the outcome without touching the register"
//	@Param			file_name	query		string	false	"name of the file, to recognize it by; a form brings its own"
//	@Param			body		body		string	true	"the file"
//	@Success		201			{object}	importResponse
//	@Router			/api/v1/imports [post]
func (h imports) create(c *call) error {
	q := c.query()
	upload := service.Upload{
		Kind: oneOf(q, "kind", model.ImportKinds), DryRun: q.flag("dry_run") == "true", FileName: q.text("file_name"),
	}
	if upload.Kind == "" {
		q.fault("kind", "required")
	}
	if err := q.done(); err != nil {
		return err
	}
	file, name, err := c.file()
	if err != nil {
		return err
	}
	upload.Body = file
	if name != "" {
		upload.FileName = name
	}
	job, err := h.svc.Take(c.Request().Context(), c.actor, upload)
	if err != nil {
		return err
	}
	return c.created(job.Version, fmt.Sprintf("/imports/%d", job.ID), c.importJob(job))
}

const maxUpload = 20 << 20

// file is the uploaded file: the body itself, or the part of a form that is called file. It is read as a stream, so no
// temporary file is made. also are types of the body beside CSV.
func (c *call) file(also ...string) (file io.Reader, name string, err error) {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, maxUpload+64<<10)
	media, params, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	wanted := strings.Join(append([]string{"text/csv", echo.MIMEMultipartForm}, also...), ", ")
	if err != nil {
		return nil, "", model.NewError(model.KindUnsupported, "unsupported_media", wanted)
	}
	switch {
	case media == "text/csv", media == "application/octet-stream", slices.Contains(also, media):
		return r.Body, "", nil
	case media == echo.MIMEMultipartForm:
		if params["boundary"] == "" {
			return nil, "", model.NewError(model.KindMalformed, "form_without_file")
		}
		part, err := c.filePart()
		if err != nil {
			return nil, "", err
		}
		return part, part.FileName(), nil
	}
	return nil, "", model.NewError(model.KindUnsupported, "unsupported_media", wanted)
}

// filePart is the part of a form that is called file, as a stream.
func (c *call) filePart() (*multipart.Part, error) {
	form, err := c.Request().MultipartReader()
	if err != nil {
		return nil, model.NewError(model.KindMalformed, "form_without_file")
	}
	for range 10 {
		part, err := form.NextPart()
		if err != nil {
			break
		}
		if part.FormName() == "file" {
			return part, nil
		}
	}
	return nil, model.NewError(model.KindMalformed, "form_without_file")
}

// get godoc
//
//	@Summary	Read an import
//	@Tags		imports
//	@ID			getImport
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	importResponse
//	@Router		/api/v1/imports/{id} [get]
func (h imports) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	job, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(job.Version, c.importJob(job))
}

// apply godoc
//
//	@Summary		Apply an import
//	@Description	Puts every good row that is not in the register yet into it: after a dry run, or after rows were corrected.
//	@Tags			imports
//	@ID				applyImport
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	importResponse
//	@Router			/api/v1/imports/{id}/apply [post]
func (h imports) apply(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	if err := c.noInput(); err != nil {
		return err
	}
	job, err := h.svc.Apply(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return c.thing(job.Version, c.importJob(job))
}

// rows godoc
//
//	@Summary	List the rows of an import
//	@Tags		imports
//	@ID			listImportRows
//	@Param		id		path		int		true	"id of the import"
//	@Param		outcome	query		string	false	"outcome"	Enums(create,update,unchanged,conflict,rejected,dismissed)
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"number, outcome; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Success	200		{object}	listOf[importRowResponse]
//	@Router		/api/v1/imports/{id}/rows [get]
func (h imports) rows(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	f := model.ImportRowFilter{Outcome: oneOf(q, "outcome", model.Outcomes)}
	req := q.list()
	if err := q.done(); err != nil {
		return err
	}
	job, found, err := h.svc.Rows(c.Request().Context(), c.actor, id, f, req)
	if err != nil {
		return err
	}
	return respondList(c, req, found, c.importRow(job.Kind))
}

// rowNumber is the number of the row of the path.
func (c *call) rowNumber() (int, error) {
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil || n < 1 {
		return 0, model.NotFound()
	}
	return n, nil
}

// row godoc
//
//	@Summary	Read a row of an import
//	@Tags		imports
//	@ID			getImportRow
//	@Param		id	path		int	true	"id of the import"
//	@Param		n	path		int	true	"number of the row"
//	@Success	200	{object}	importRowResponse
//	@Router		/api/v1/imports/{id}/rows/{n} [get]
func (h imports) row(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	n, err := c.rowNumber()
	if err != nil {
		return err
	}
	job, row, err := h.svc.Row(c.Request().Context(), c.actor, id, n)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.importRow(job.Kind)(row))
}

type correctionRequest struct {
	// cells to set, by field or by header of the file
	Values map[string]string `json:"values" example:"code:4228000033"`
	// whether the suggestions for the row's problems are taken, beside values
	AcceptSuggestions bool `json:"accept_suggestions" example:"false"`
} //	@name	CorrectionRequest

// correct godoc
//
//	@Summary		Correct a row of an import
//	@Description	The whole file is looked at again; apply puts the row into the register.
//	@Tags			imports
//	@ID				correctImportRow
//	@Param			id			path		int					true	"id of the import"
//	@Param			n			path		int					true	"number of the row"
//	@Param			If-Match	header		string				true	"ETag of the row the change is made on"
//	@Param			body		body		correctionRequest	true	"the correction"
//	@Success		200			{object}	importRowResponse
//	@Router			/api/v1/imports/{id}/rows/{n} [patch]
func (h imports) correct(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	n, err := c.rowNumber()
	if err != nil {
		return err
	}
	var req correctionRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	job, row, err := h.svc.CorrectRow(c.Request().Context(), c.actor, id, n, version, service.Correction(req))
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.importRow(job.Kind)(row))
}

// dismiss godoc
//
//	@Summary	Lay a row of an import aside
//	@Tags		imports
//	@ID			dismissImportRow
//	@Param		id			path		int			true	"id of the import"
//	@Param		n			path		int			true	"number of the row"
//	@Param		If-Match	header		string		true	"ETag of the row the change is made on"
//	@Param		body		body		whyRequest	true	"why"
//	@Success	200			{object}	importRowResponse
//	@Router		/api/v1/imports/{id}/rows/{n}/dismiss [post]
func (h imports) dismiss(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	n, err := c.rowNumber()
	if err != nil {
		return err
	}
	reason, err := c.why()
	if err != nil {
		return err
	}
	job, row, err := h.svc.DismissRow(c.Request().Context(), c.actor, id, n, version, reason)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.importRow(job.Kind)(row))
}
