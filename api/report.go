package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sheet"
)

type reports struct{ svc *service.Reports }

func reportRoutes(r routes, s *service.Services) {
	h := reports{s.Reports}
	r.get("/reports", "listReports", h.list)
	r.post("/reports", "createReport", h.create)
	r.get("/reports/:id", "getReport", h.get)
	r.post("/reports/:id/refresh", "refreshReport", h.refresh)
	r.post("/reports/:id/confirm", "confirmReport", h.confirm)
	r.post("/reports/:id/return", "returnReport", h.giveBack)
	r.post("/reports/:id/send", "sendReport", h.send)
	r.post("/reports/:id/cancel", "cancelReport", h.cancel)
	r.get("/reports/:id/preview", "previewReport", h.preview)
	r.get("/reports/:id/package", "getReportPackage", h.pack)
	r.get("/reports/:id/rows", "listReportRows", h.rows)
	r.get("/reports/:id/receipts", "listReceipts", h.receipts)
	r.post("/reports/:id/receipts", "addReceipts", h.addReceipts)
}

type newReportRequest struct {
	// results of a campaign, the register of sites or of accounts, or what has to be filed
	Kind model.ReportKind `json:"kind" validate:"required" example:"accounts"`
	// code of the campaign, of results
	Campaign string `json:"campaign" maxLength:"24" example:""`
	// the area of the rows; the caller's own when empty
	RegionCode model.RegionCode `json:"region_code" example:"422801"`
	// of filings: provincial or national; provincial when empty
	Register model.UpperRegister `json:"register" example:""`
} //	@name	NewReportRequest

type reportResponse struct {
	ID uint64 `json:"id" validate:"required" example:"1"`
	// by which the system above knows the rows, with the number of the row after it
	Key          string              `json:"key" validate:"required" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"`
	Kind         model.ReportKind    `json:"kind" validate:"required" example:"accounts"`
	Campaign     string              `json:"campaign" validate:"required" example:""`
	Register     model.UpperRegister `json:"register" validate:"required" example:""`
	Region       model.Scope         `json:"region" validate:"required" example:"422801"`
	Way          model.ReportWay     `json:"way" validate:"required" example:"https"`
	State        model.ReportState   `json:"state" validate:"required" example:"draft"`
	Counts       reportCounts        `json:"counts" validate:"required"`
	TakenAt      time.Time           `json:"taken_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	MadeBy       string              `json:"made_by" validate:"required" example:"enshi-01"`
	TakenBy      string              `json:"taken_by" validate:"required" example:"enshi-01"`
	ConfirmedBy  string              `json:"confirmed_by" validate:"required" example:""`
	ReturnReason string              `json:"return_reason" validate:"required" example:""`
	// how far each request has come; empty in lists
	Pieces []pieceResponse `json:"pieces" validate:"required"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"refresh"`
} //	@name	Report

type reportCounts struct {
	Rows int `json:"rows" validate:"required" example:"48"`
	// rows that are sent
	Ready int `json:"ready" validate:"required" example:"47"`
	// rows that lack something
	Excluded int `json:"excluded" validate:"required" example:"1"`
	Accepted int `json:"accepted" validate:"required" example:"0"`
	Refused  int `json:"refused" validate:"required" example:"0"`
	// rows without a receipt
	Waiting int `json:"waiting" validate:"required" example:"47"`
} //	@name	ReportCounts

type pieceResponse struct {
	Number int `json:"number" validate:"required" example:"1"`
	// under which it is sent, however often
	Key       string           `json:"key" validate:"required" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a11"`
	Rows      int              `json:"rows" validate:"required" example:"47"`
	SHA256    string           `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	State     model.PieceState `json:"state" validate:"required" example:"waiting"`
	Attempts  int              `json:"attempts" validate:"required" example:"0"`
	NextTryAt *time.Time       `json:"next_try_at" validate:"required" extensions:"x-nullable" format:"date-time" example:"2022-10-08T02:00:00Z"`
	// why the last try came to nothing
	LastError string `json:"last_error" validate:"required" example:""`
} //	@name	ReportPiece

func (c *call) report(r model.Report) reportResponse {
	return reportResponse{
		ID: r.ID, Key: r.ReportKey, Kind: r.Kind, Campaign: r.CampaignCode, Register: r.Register, Region: r.Scope, Way: r.Way, State: r.State,
		Counts: reportCounts{
			Rows: r.RowCount, Ready: r.Ready(), Excluded: r.ExcludedCount, Accepted: r.AcceptedCount, Refused: r.RefusedCount, Waiting: r.Waiting(),
		},
		TakenAt: r.TakenAt.Time, MadeBy: r.MadeBy, TakenBy: r.TakenBy, ConfirmedBy: r.ConfirmedBy, ReturnReason: r.ReturnReason,
		Pieces: []pieceResponse{}, Version: r.Version, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
		AllowedActions: c.reportActions(r),
	}
}

// reportActions are the verbs that the state and the caller's rights allow.
func (c *call) reportActions(r model.Report) []string {
	actions := []string{}
	for _, verb := range r.State.Actions() {
		needs := model.SendReports
		if verb == string(model.VerbConfirmReport) || verb == string(model.VerbReturnReport) {
			needs = model.ConfirmReports
		}
		own := verb == string(model.VerbConfirmReport) && (c.actor.Signed(r.Made()) || c.actor.Signed(r.Taken()))
		if c.actor.Allow(needs) == nil && !own {
			actions = append(actions, verb)
		}
	}
	return actions
}

func (c *call) wholeReport(r model.Report, pieces []model.ReportPiece) reportResponse {
	out := c.report(r)
	out.Pieces = pluck(pieces, func(p model.ReportPiece) pieceResponse {
		return pieceResponse{
			Number: p.Number, Key: p.PieceKey, Rows: p.RowCount, SHA256: p.BodyHash, State: p.State, Attempts: p.Attempts,
			NextTryAt: optionalTime(p.NextTryAt), LastError: p.LastError,
		}
	})
	return out
}

// list godoc
//
//	@Summary	List the reports to the system above
//	@Tags		reports
//	@ID			listReports
//	@Produce	json,text/csv
//	@Param		kind		query		string	false	"kind"	Enums(results,sites,accounts,filings)
//	@Param		state		query		string	false	"state"	Enums(draft,returned,confirmed,sending,sent,done,cancelled)
//	@Param		campaign	query		string	false	"code of the campaign"
//	@Param		page		query		int		false	"number of the page, from 1"
//	@Param		size		query		int		false	"rows of a page, at most 200"
//	@Param		sort		query		string	false	"created_at, kind, state, updated_at; with - descending"
//	@Param		after		query		string	false	"instead of page: the next of the piece before"
//	@Param		limit		query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format		query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200			{object}	listOf[reportResponse]
//	@Router		/api/v1/reports [get]
func (h reports) list(c *call) error {
	q := c.query()
	f := model.ReportFilter{
		Kind: oneOf(q, "kind", model.ReportKinds), State: oneOf(q, "state", model.ReportStates), Campaign: q.text("campaign"),
	}
	return lister[model.Report, reportResponse]{
		name: "reports", header: []any{"编号", "类别", "检查批次", "状态", "范围", "待报送", "已排除", "已接收", "被退回", "创建人", "确认人", "退回原因", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.Report], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.report,
		cells: func(rows []model.Report) ([][]any, error) {
			return pluck(rows, reportCells), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Make a report to the system above
//	@Description	The rows are taken as they are now and stay so. A row that lacks something is excluded, with what is missing and on what; mend it there and refresh the report.
//	@Tags			reports
//	@ID				createReport
//	@Param			body	body		newReportRequest	true	"of what"
//	@Success		201		{object}	reportResponse
//	@Router			/api/v1/reports [post]
func (h reports) create(c *call) error {
	var req newReportRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.NewReportEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/reports/"+strconv.FormatUint(row.ID, 10), c.report(row))
}

// get godoc
//
//	@Summary	Read a report, and how far its pieces have come
//	@Tags		reports
//	@ID			getReport
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	reportResponse
//	@Router		/api/v1/reports/{id} [get]
func (h reports) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, pieces, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.fresh(row.Version, c.wholeReport(row, pieces))
}

// refresh godoc
//
//	@Summary		Take the rows of a report once more
//	@Description	While it is a draft or was returned.
//	@Tags			reports
//	@ID				refreshReport
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	reportResponse
//	@Router			/api/v1/reports/{id}/refresh [post]
func (h reports) refresh(c *call) error { return h.move(c, h.svc.Refresh) }

// confirm godoc
//
//	@Summary		Confirm a report
//	@Description	By another than who made it, or had its rows taken again.
//	@Tags			reports
//	@ID				confirmReport
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	reportResponse
//	@Router			/api/v1/reports/{id}/confirm [post]
func (h reports) confirm(c *call) error { return h.move(c, h.svc.Confirm) }

// giveBack godoc
//
//	@Summary	Return a report to who made it
//	@Tags		reports
//	@ID			returnReport
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		whyRequest	true	"what to mend"
//	@Success	200			{object}	reportResponse
//	@Router		/api/v1/reports/{id}/return [post]
func (h reports) giveBack(c *call) error {
	return carryOutNow(c, h.svc.Return, func(c *call, row model.Report) error { return c.thing(row.Version, c.report(row)) })
}

// send godoc
//
//	@Summary		Send a confirmed report
//	@Description	In pieces of at most 200 rows, each under a key of its own, until each has arrived; nobody waits for the system above. Without one, the report waits for the receipts of what somebody hands in.
//	@Tags			reports
//	@ID				sendReport
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	reportResponse
//	@Router			/api/v1/reports/{id}/send [post]
func (h reports) send(c *call) error { return h.move(c, h.svc.Send) }

// cancel godoc
//
//	@Summary		Cancel a report
//	@Description	As long as nothing of it was sent.
//	@Tags			reports
//	@ID				cancelReport
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	reportResponse
//	@Router			/api/v1/reports/{id}/cancel [post]
func (h reports) cancel(c *call) error { return h.move(c, h.svc.Cancel) }

func (h reports) move(
	c *call, verb func(ctx context.Context, a model.Actor, id, version uint64) (model.Report, error),
) error {
	if err := c.noInput(); err != nil {
		return err
	}
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	row, err := verb(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.report(row))
}

type previewResponse struct {
	Piece  int `json:"piece" validate:"required" example:"1"`
	Pieces int `json:"pieces" validate:"required" example:"1"`
	// POST, or empty for files
	Method string `json:"method" validate:"required" example:"POST"`
	// address, or name of the file
	Target string `json:"target" validate:"required" example:"https://province.example.gov.cn/v1/batches"`
	// without the signature; … stands for what is known when it is sent
	Headers   []headerResponse `json:"headers" validate:"required"`
	MediaType string           `json:"media_type" validate:"required" example:"application/json"`
	Bytes     int              `json:"bytes" validate:"required" example:"1024"`
	SHA256    string           `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	// exactly what is sent, where it is text
	Body string `json:"body" validate:"required" example:"{}"`
	// exactly what is sent, where it is not
	BodyBase64 string `json:"body_base64" validate:"required" example:""`
} //	@name	ReportPreview

type headerResponse struct {
	Name  string `json:"name" validate:"required" example:"Content-Type"`
	Value string `json:"value" validate:"required" example:"application/json"`
} //	@name	Header

// preview godoc
//
//	@Summary	Read exactly what a piece of a report is sent as
//	@Tags		reports
//	@ID			previewReport
//	@Param		id		path		int	true	"id"
//	@Param		piece	query		int	false	"number of the piece, the first by default"
//	@Success	200		{object}	previewResponse
//	@Router		/api/v1/reports/{id}/preview [get]
func (h reports) preview(c *call) error {
	q := c.query()
	number := q.number("piece", 1, 1, model.MaxReportRows)
	if err := q.done(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	row, payload, err := h.svc.Preview(c.Request().Context(), c.actor, id, number)
	if err != nil {
		return err
	}
	out := previewResponse{
		Piece: number, Pieces: row.PieceCount, Method: payload.Method, Target: payload.Target, MediaType: payload.MediaType,
		Bytes: len(payload.Body), SHA256: payload.Hash(), Headers: []headerResponse{},
	}
	for _, header := range payload.Headers {
		out.Headers = append(out.Headers, headerResponse{header[0], header[1]})
	}
	if utf8.Valid(payload.Body) {
		out.Body = string(payload.Body)
	} else {
		out.BodyBase64 = base64.StdEncoding.EncodeToString(payload.Body)
	}
	return writeJSON(c, http.StatusOK, out)
}

// pack godoc
//
//	@Summary		Download a confirmed report as files
//	@Description	A zip of one table, as xlsx and as CSV, with a form for the answer, for systems that take only uploads.
//	@Tags			reports
//	@ID				getReportPackage
//	@Produce		application/zip
//	@Param			id	path		int	true	"id"
//	@Success		200	{file}		file
//	@Failure		409	{object}	problem	"The report is not confirmed."
//	@Router			/api/v1/reports/{id}/package [get]
func (h reports) pack(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, payload, err := h.svc.Package(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	if err := c.leaves("zip"); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, sheet.ContentDisposition(fmt.Sprintf("%s-%d.zip", row.Kind.Label(), row.ID)))
	return c.Blob(http.StatusOK, payload.MediaType, payload.Body)
}
