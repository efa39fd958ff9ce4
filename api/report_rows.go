package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type reportRowResponse struct {
	// of the row, from 1
	Number int `json:"number" validate:"required" example:"1"`
	// in which it is sent; 0 when it is not
	Piece          int                  `json:"piece" validate:"required" example:"1"`
	Kind           model.Subject        `json:"kind" validate:"required" example:"account"`
	SiteID         model.OptionalID     `json:"site_id" validate:"required" example:"null"`
	AccountID      model.OptionalID     `json:"account_id" validate:"required" example:"1"`
	InspectionID   model.OptionalID     `json:"inspection_id" validate:"required" example:"null"`
	FilingID       model.OptionalID     `json:"filing_id" validate:"required" example:"null"`
	Name           string               `json:"name" validate:"required" example:"恩施市融媒体中心微信示例"`
	OrganizationID uint64               `json:"organization_id" validate:"required" example:"1"`
	RegionCode     model.RegionCode     `json:"region_code" validate:"required" example:"422801"`
	State          model.ReportRowState `json:"state" validate:"required" example:"ready"`
	// what keeps it from being sent
	Missing []gapResponse `json:"missing" validate:"required"`
	// as it is sent
	Content json.RawMessage `json:"content" validate:"required" swaggertype:"object"`
	// that the system above gave
	ReceiptNumber string `json:"receipt_number" validate:"required" example:""`
	// of the system above
	ReceiptWords string     `json:"receipt_words" validate:"required" example:""`
	ReceivedAt   *time.Time `json:"received_at" validate:"required" extensions:"x-nullable" format:"date-time" example:"2022-10-08T02:00:00Z"`
} //	@name	ReportRow

type gapResponse struct {
	Column string `json:"column" validate:"required" example:"credit_code"`
	// stable, for programs
	Code string `json:"code" validate:"required" example:"gap_credit_code"`
	// for people
	Detail string `json:"detail" validate:"required" example:"主办单位缺少统一社会信用代码"`
	// of what lacks it
	Link string `json:"link" validate:"required" example:"/api/v1/organizations/1"`
} //	@name	ReportGap

func (c *call) reportRow(r model.ReportRow) reportRowResponse {
	return reportRowResponse{
		Number: r.Number, Piece: r.PieceNumber, Kind: r.Kind, SiteID: r.SiteID, AccountID: r.AccountID, InspectionID: r.InspectionID,
		FilingID: r.FilingID, Name: r.ThingName, OrganizationID: r.OrganizationID, RegionCode: r.RegionCode, State: r.State,
		Missing: pluck(r.Gaps, func(g model.Gap) gapResponse {
			return gapResponse{g.Column, g.Code, model.Text(c.language, g.Code), fmt.Sprintf("/api/v1/%ss/%d", g.On, g.ID)}
		}),
		Content: json.RawMessage(r.Content), ReceiptNumber: r.ReceiptNumber, ReceiptWords: r.ReceiptWords, ReceivedAt: optionalTime(r.ReceivedAt),
	}
}

func (c *call) gaps(r model.ReportRow) string {
	text := ""
	for i, g := range r.Gaps {
		if i > 0 {
			text += "；"
		}
		text += model.Text(model.Chinese, g.Code)
	}
	return text
}

// rows godoc
//
//	@Summary		List the rows of a report
//	@Description	A row is ready, or excluded with what is missing and a link to what lacks it; later it is accepted or refused, with the words of the system above.
//	@Tags			reports
//	@ID				listReportRows
//	@Produce		json,text/csv
//	@Param			id		path		int		true	"id of the report"
//	@Param			state	query		string	false	"state"	Enums(ready,excluded,accepted,refused)
//	@Param			page	query		int		false	"number of the page, from 1"
//	@Param			size	query		int		false	"rows of a page, at most 200"
//	@Param			sort	query		string	false	"number, state, name, received_at; with - descending"
//	@Param			after	query		string	false	"instead of page: the next of the piece before"
//	@Param			limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200		{object}	listOf[reportRowResponse]
//	@Router			/api/v1/reports/{id}/rows [get]
func (h reports) rows(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	f := model.ReportRowFilter{State: oneOf(q, "state", model.ReportRowStates)}
	return lister[model.ReportRow, reportRowResponse]{
		name:   "report",
		header: []any{"序号", "类别", "名称", "行政区划代码", "状态", "所缺内容", "回执号", "说明"},
		list: func(req model.ListRequest) (model.List[model.ReportRow], error) {
			return h.svc.Rows(c.Request().Context(), c.actor, id, f, req)
		},
		item: c.reportRow,
		cells: func(rows []model.ReportRow) ([][]any, error) {
			return pluck(rows, func(r model.ReportRow) []any {
				return []any{
					r.Number, r.Kind.Label(), r.ThingName, string(r.RegionCode), r.State.Label(), c.gaps(r), r.ReceiptNumber, r.ReceiptWords,
				}
			}), nil
		},
	}.respond(c, q)
}

type receiptResponse struct {
	Number int `json:"number" validate:"required" example:"1"`
	// by which the system above knows the row
	Row    string               `json:"row" validate:"required" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10-1"`
	Name   string               `json:"name" validate:"required" example:"恩施市融媒体中心微信示例"`
	Result model.ReportRowState `json:"result" validate:"required" example:"accepted"`
	// that the system above gave
	ReceiptNumber string    `json:"receipt_number" validate:"required" example:"DEMO-0001"`
	Words         string    `json:"words" validate:"required" example:""`
	ReceivedAt    time.Time `json:"received_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
} //	@name	Receipt

// receipts godoc
//
//	@Summary	List the receipts of a report
//	@Tags		reports
//	@ID			listReceipts
//	@Produce	json,text/csv
//	@Param		id		path		int		true	"id of the report"
//	@Param		result	query		string	false	"result"	Enums(accepted,refused)
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"number, state, name, received_at; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200		{object}	listOf[receiptResponse]
//	@Router		/api/v1/reports/{id}/receipts [get]
func (h reports) receipts(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	var report model.Report
	named := func() (err error) {
		report, _, err = h.svc.Get(c.Request().Context(), c.actor, id)
		return err
	}
	f := model.ReportRowFilter{
		Answered: true, State: oneOf(q, "result", []model.ReportRowState{model.RowOfReportAccepted, model.RowOfReportRefused}),
	}
	return lister[model.ReportRow, receiptResponse]{
		name:   "receipts",
		header: []any{"序号", "行标识", "名称", "结果", "回执号", "说明", "回执时间"},
		list: func(req model.ListRequest) (model.List[model.ReportRow], error) {
			if err := named(); err != nil {
				return model.List[model.ReportRow]{}, err
			}
			return h.svc.Rows(c.Request().Context(), c.actor, id, f, req)
		},
		item: func(r model.ReportRow) receiptResponse {
			return receiptResponse{r.Number, r.Key(report.ReportKey), r.ThingName, r.State, r.ReceiptNumber, r.ReceiptWords, r.ReceivedAt.Time}
		},
		cells: func(rows []model.ReportRow) ([][]any, error) {
			return pluck(rows, func(r model.ReportRow) []any {
				return []any{
					r.Number, r.Key(report.ReportKey), r.ThingName, r.State.Label(), r.ReceiptNumber, r.ReceiptWords,
					r.ReceivedAt.In(model.China).Format(time.DateTime),
				}
			}), nil
		},
	}.respond(c, q)
}

type receiptsResponse struct {
	// in the order of the file; lines without a result say nothing yet and are left out
	Items []receiptOutcomeResponse `json:"items" validate:"required"`
	// lines that were kept
	Recorded int `json:"recorded" validate:"required" example:"47"`
	// lines that were kept before
	Unchanged int `json:"unchanged" validate:"required" example:"0"`
	Refused   int `json:"refused" validate:"required" example:"0"`
} //	@name	ReceiptsResult

type receiptOutcomeResponse struct {
	// of the file
	Line int    `json:"line" validate:"required" example:"2"`
	Row  string `json:"row" validate:"required" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10-1"`
	// whether it was kept just now
	Recorded bool `json:"recorded" validate:"required" example:"true"`
	// why it was refused; null when it was not
	Problem *problem `json:"problem" validate:"required" extensions:"x-nullable"`
} //	@name	ReceiptOutcome

// addReceipts godoc
//
//	@Summary		Enter the answer of the system above that came as a file
//	@Description	CSV or xlsx with the columns 行标识, 结果 (接收 or 退回), 回执号 and 说明. The first receipt of a row stands, so the same file may come twice. All or nothing unless on_error=continue.
//	@Tags			reports
//	@ID				addReceipts
//	@Accept			text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,multipart/form-data
//	@Param			id			path		int		true	"id of the report"
//	@Param			on_error	query		string	false	"continue takes the good lines and answers per line"	Enums(abort,continue)
//	@Param			body		body		string	true	"the file"
//	@Success		200			{object}	receiptsResponse
//	@Router			/api/v1/reports/{id}/receipts [post]
func (h reports) addReceipts(c *call) error {
	q := c.query()
	keepGoing := q.keepGoing()
	if err := q.done(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	file, _, err := c.file()
	if err != nil {
		return err
	}
	outcomes, err := h.svc.AddReceipts(c.Request().Context(), c.actor, id, file, keepGoing)
	if err != nil {
		return err
	}
	out := receiptsResponse{Items: pluck(outcomes, func(o service.ReceiptOutcome) receiptOutcomeResponse {
		return receiptOutcomeResponse{o.Line, o.Key, o.Changed, c.problemOf(o.Err)}
	})}
	for _, o := range outcomes {
		switch {
		case o.Err != nil:
			out.Refused++
		case o.Changed:
			out.Recorded++
		default:
			out.Unchanged++
		}
	}
	return writeJSON(c, http.StatusOK, out)
}

// reportCells are the cells of a report in the list of them.
func reportCells(r model.Report) []any {
	return []any{
		r.ID, r.Kind.Label(), r.CampaignCode, r.State.Label(), string(r.Scope), r.Ready(), r.ExcludedCount, r.AcceptedCount,
		r.RefusedCount, r.MadeBy, r.ConfirmedBy, r.ReturnReason, stamp(r.CreatedAt),
	}
}
