package api

import (
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sheet"
)

type imports struct{ svc *service.Imports }

func importRoutes(r routes, s *service.Services) {
	h := imports{s.Imports}
	r.get("/imports", "listImports", h.list)
	r.post("/imports", "createImport", h.create)
	r.get("/imports/templates/:kind", "getImportTemplate", h.template)
	r.get("/imports/:id", "getImport", h.get)
	r.get("/imports/:id/report", "getImportReport", h.report)
	r.post("/imports/:id/apply", "applyImport", h.apply)
	r.post("/imports/:id/cancel", "cancelImport", h.cancel)
	r.get("/imports/:id/rows", "listImportRows", h.rows)
	r.get("/imports/:id/rows/:n", "getImportRow", h.row)
	r.patch("/imports/:id/rows/:n", "correctImportRow", h.correct)
	r.post("/imports/:id/rows/:n/dismiss", "dismissImportRow", h.dismiss)
}

// list godoc
//
//	@Summary		List imports
//	@Description	Those of the kinds that the caller may take in.
//	@Tags			imports
//	@ID				listImports
//	@Produce		json,text/csv
//	@Param			kind	query		string	false	"kind"	Enums(organizations,sites,accounts,contacts,results)
//	@Param			state	query		string	false	"state"	Enums(waiting,running,previewed,applied,failed,cancelled)
//	@Param			page	query		int		false	"number of the page, from 1"
//	@Param			size	query		int		false	"rows of a page, at most 200"
//	@Param			sort	query		string	false	"created_at, kind, state; with - descending"
//	@Param			after	query		string	false	"instead of page: the next of the piece before"
//	@Param			limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200		{object}	listOf[importResponse]
//	@Router			/api/v1/imports [get]
func (h imports) list(c *call) error {
	q := c.query()
	kind, state := oneOf(q, "kind", model.ImportKinds), oneOf(q, "state", model.ImportStates)
	var item func(model.Import) importResponse
	return lister[model.Import, importResponse]{
		name: "imports", header: []any{
			"编号", "类别", "文件", "状态", "试运行", "新增", "更新", "无变化", "冲突", "未通过", "已搁置", "提醒", "检查批次", "创建时间",
		},
		list: func(req model.ListRequest) (model.List[model.Import], error) {
			found, err := h.svc.List(c.Request().Context(), c.actor, kind, state, req)
			if err == nil {
				item, err = c.importJobs(h.svc, found.Items...)
			}
			return found, err
		},
		item: func(i model.Import) importResponse { return item(i) },
		cells: func(rows []model.Import) ([][]any, error) {
			return pluck(rows, func(i model.Import) []any {
				return []any{
					i.ID, i.Kind.Label(), i.FileName, i.State.Label(), yesNo(i.DryRun), i.CreateCount, i.UpdateCount, i.UnchangedCount,
					i.ConflictCount, i.RejectedCount, i.DismissedCount, i.WarningCount, i.Details.Campaign, stamp(i.CreatedAt),
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Import a file
//	@Description	An xlsx workbook or a CSV file with Chinese or English headers, as the body or as the part file of a form. What it is, its content tells. Every row gets an outcome; good rows go in in one transaction, the others are kept to be corrected or dismissed. A file of more than 1,000 rows or 1 MiB is taken in beside the requests: 202, and GET on Location tells how far it is. The same file with the same options, sent again while it is being taken in or when it is applied, is answered by that import with 200 and does nothing.
//	@Tags			imports
//	@ID				createImport
//	@Accept			text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/octet-stream,multipart/form-data
//	@Param			kind		query		string	true	"what the rows are"	Enums(organizations,sites,accounts,contacts,results)
//	@Param			campaign	query		string	false	"code of the campaign, of results"
//	@Param			dry_run		query		bool	false	"true shows the outcome without touching the register"
//	@Param			file_name	query		string	false	"name of the file, to recognize it by; a form brings its own"
//	@Param			sheet		query		string	false	"title of the sheet of a workbook; otherwise the first that is not hidden and whose header fits"
//	@Param			mapping		query		int		false	"id of a mapping of headers to fields"
//	@Param			background	query		bool	false	"true takes in even a small file beside the requests"
//	@Param			Prefer		header		string	false	"respond-async is the same as background=true"
//	@Param			body		body		string	true	"the file"
//	@Success		200			{object}	importResponse	"the import of the same file from before"
//	@Success		201			{object}	importResponse	"taken in"
//	@Success		202			{object}	importResponse	"waiting"
//	@Router			/api/v1/imports [post]
func (h imports) create(c *call) error {
	q := c.query()
	upload := service.Upload{
		Kind: oneOf(q, "kind", model.ImportKinds), DryRun: q.flag("dry_run") == "true", FileName: q.text("file_name"),
		Campaign: q.text("campaign"), Sheet: q.text("sheet"), MappingID: q.id("mapping"), Background: q.flag("background") == "true",
	}
	if upload.Kind == "" {
		q.fault("kind", "required")
	}
	if err := q.done(); err != nil {
		return err
	}
	if prefersLater(c.Request()) {
		upload.Background = true
		c.Response().Header().Set("Preference-Applied", "respond-async")
	}
	file, name, err := c.file()
	if err != nil {
		return err
	}
	upload.Body = file
	if name != "" {
		upload.FileName = name
	}
	sent, err := h.svc.Send(c.Request().Context(), c.actor, upload)
	if err != nil {
		return err
	}
	item, err := c.importJobs(h.svc, sent.Import)
	if err != nil {
		return err
	}
	status := http.StatusCreated
	switch {
	case sent.Repeated:
		status = http.StatusOK
	case sent.State == model.ImportWaiting:
		status = http.StatusAccepted
	}
	return c.made(status, sent.Version, fmt.Sprintf("/imports/%d", sent.ID), item(sent.Import))
}

// prefersLater reports whether a request asks not to wait, after RFC 7240.
func prefersLater(r *http.Request) bool {
	for _, line := range r.Header.Values("Prefer") {
		for preference := range strings.SplitSeq(line, ",") {
			name, _, _ := strings.Cut(preference, ";")
			if strings.EqualFold(strings.TrimSpace(name), "respond-async") {
				return true
			}
		}
	}
	return false
}

const maxUpload = 20 << 20

// file is the uploaded file: the body itself, or the part of a form that is called file. It is read as a stream, so no
// temporary file is made. also are types of the body beside CSV.
func (c *call) file() (file io.Reader, name string, err error) {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, maxUpload+64<<10)
	media, params, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if err != nil {
		return nil, "", unsupportedFile()
	}
	switch media {
	case "text/csv", "application/octet-stream", "application/vnd.ms-excel", sheet.XLSX.ContentType():
		return r.Body, "", nil // what it is, its bytes tell: a browser names a file by what is installed beside it
	case echo.MIMEMultipartForm:
		if params["boundary"] == "" {
			return nil, "", model.NewError(model.KindMalformed, "form_without_file")
		}
		part, err := c.filePart()
		if err != nil {
			return nil, "", err
		}
		return part, part.FileName(), nil
	}
	return nil, "", unsupportedFile()
}

func unsupportedFile() error {
	return model.NewError(model.KindUnsupported, "unsupported_media", "text/csv, "+sheet.XLSX.ContentType()+", multipart/form-data")
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
//	@Summary		Read an import
//	@Description	While the file is taken in beside the requests, progress tells how far it is.
//	@Tags			imports
//	@ID				getImport
//	@Param			id	path		int	true	"id"
//	@Success		200	{object}	importResponse
//	@Router			/api/v1/imports/{id} [get]
func (h imports) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	job, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return h.answer(c, job)
}

// answer answers an import. Its progress has no version, so one that is not finished is never the same as before.
func (h imports) answer(c *call, job model.Import) error {
	item, err := c.importJobs(h.svc, job)
	if err != nil {
		return err
	}
	if job.State.Unfinished() {
		return c.fresh(job.Version, item(job))
	}
	return c.thing(job.Version, item(job))
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
func (h imports) apply(c *call) error { return h.move(c, h.svc.Apply) }

// cancel godoc
//
//	@Summary		Cancel an import
//	@Description	Of a file that is waiting or being read. Nothing of it is in the register then, and nothing will be.
//	@Tags			imports
//	@ID				cancelImport
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	importResponse
//	@Router			/api/v1/imports/{id}/cancel [post]
func (h imports) cancel(c *call) error { return h.move(c, h.svc.Cancel) }

func (h imports) move(c *call, verb func(context.Context, model.Actor, uint64, uint64) (model.Import, error)) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	if err := c.noInput(); err != nil {
		return err
	}
	job, err := verb(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return h.answer(c, job)
}

// report godoc
//
//	@Summary		Report of an import
//	@Description	The file as it was sent, in its format and encoding, with rows as they were corrected and two more columns, 结果 and 说明. Mended and sent again it is taken like the file itself. Contacts are masked unless the caller may read them; then the audit trail names the import.
//	@Tags			imports
//	@ID				getImportReport
//	@Produce		text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
//	@Param			id	path		int	true	"id"
//	@Success		200	{file}		file
//	@Failure		409	{object}	problem	"Nobody has read the file yet."
//	@Router			/api/v1/imports/{id}/report [get]
func (h imports) report(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	report, err := h.svc.Report(c.Request().Context(), c.actor, id, c.language)
	if err != nil {
		return err
	}
	if err := c.leaves(string(report.Form.Format)); err != nil {
		return err
	}
	media := report.Form.Format.ContentType()
	if report.Form.Format == sheet.CSV {
		media = "text/csv; charset=" + string(report.Form.Encoding)
	}
	return c.file200(report.Name, media, report.Write)
}

// file200 streams a file.
func (c *call) file200(name, media string, write func(io.Writer) error) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, media)
	h.Set(echo.HeaderContentDisposition, sheet.ContentDisposition(name))
	c.withoutTimeout()
	deadline := http.NewResponseController(c.Response())
	_ = deadline.SetWriteDeadline(time.Now().Add(exportDeadline)) //nolint:forbidigo // a deadline of the connection
	if err := write(c.Response()); err != nil {
		h.Del(echo.HeaderContentType)
		return err
	}
	return nil
}

// template godoc
//
//	@Summary		Template of a table
//	@Description	An empty table with the headers in Chinese; as xlsx with lists for the columns that take only some words, and a second sheet that explains each.
//	@Tags			imports
//	@ID				getImportTemplate
//	@Produce		application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv
//	@Param			kind	path		string	true	"what the rows are"	Enums(organizations,sites,accounts,contacts,results)
//	@Param			format	query		string	false	"form of the answer"	Enums(xlsx,csv)
//	@Success		200		{file}		file
//	@Router			/api/v1/imports/templates/{kind} [get]
func (h imports) template(c *call) error {
	q := c.query()
	format, err := c.format(q, "xlsx", "csv")
	if err != nil {
		return err
	}
	if err := q.done(); err != nil {
		return err
	}
	kind := model.ImportKind(c.Param("kind"))
	if err := h.svc.MayTake(c.actor, kind); err != nil {
		return err
	}
	f := sheet.Format(format)
	return c.file200(kind.Label()+"-模板"+f.Extension(), f.ContentType(), func(w io.Writer) error {
		return h.svc.Template(c.actor, kind, f, w)
	})
}
