package api

import (
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type reconciliationRowResponse struct {
	// of the row, from 1
	Number int `json:"number" validate:"required" example:"1"`
	// of theirs in their list; 0 when it is only here
	Line       int                `json:"line" validate:"required" example:"2"`
	Comparison model.Comparison   `json:"comparison" validate:"required" example:"differs"`
	State      model.SettledState `json:"state" validate:"required" example:"open"`
	Kind       model.Subject      `json:"kind" validate:"required" example:"account"`
	SiteID     model.OptionalID   `json:"site_id" validate:"required" example:"null"`
	AccountID  model.OptionalID   `json:"account_id" validate:"required" example:"1"`
	Name       string             `json:"name" validate:"required" example:"恩施市融媒体中心微信示例"`
	RegionCode model.RegionCode   `json:"region_code" validate:"required" example:"422801"`
	// by field; empty when it is only there
	Ours model.Values `json:"ours" validate:"required" swaggertype:"object,string" example:"name:恩施市融媒体中心微信示例"`
	// by field; empty when it is only here
	Theirs      model.Values         `json:"theirs" validate:"required" swaggertype:"object,string" example:"name:恩施市融媒体中心"`
	Differences []differenceResponse `json:"differences" validate:"required"`
	// what is wrong with theirs
	Problems   []problemResponse `json:"problems" validate:"required"`
	Settlement model.Settlement  `json:"settlement" validate:"required" example:""`
	Reason     string            `json:"reason" validate:"required" example:""`
	// the duty to file that was opened
	FilingID  model.OptionalID `json:"filing_id" validate:"required" example:"null"`
	SettledBy string           `json:"settled_by" validate:"required" example:""`
	SettledAt *time.Time       `json:"settled_at" validate:"required" extensions:"x-nullable" format:"date-time" example:"2022-10-08T02:00:00Z"`
	// raised by every change, also the ETag
	Version uint64 `json:"version" validate:"required" example:"1"`
	// how it may be settled
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"keep-ours"`
} //	@name	ReconciliationRow

type differenceResponse struct {
	Field  string `json:"field" validate:"required" example:"name"`
	Ours   string `json:"ours" validate:"required" example:"恩施市融媒体中心微信示例"`
	Theirs string `json:"theirs" validate:"required" example:"恩施市融媒体中心"`
} //	@name	Difference

type settleRequest struct {
	// take-theirs changes our register, keep-ours needs a reason, open-filing opens the duty to file
	Action model.Settlement `json:"action" validate:"required" example:"keep-ours"`
	Reason string           `json:"reason" maxLength:"500" example:"省平台名称有误，已电话告知"`
} //	@name	SettleRequest

type settleItemRequest struct {
	// number of the row
	Number int `json:"number" validate:"required" example:"1"`
	// of the row, as it was read
	Version uint64           `json:"version" validate:"required" example:"1"`
	Action  model.Settlement `json:"action" validate:"required" example:"keep-ours"`
	Reason  string           `json:"reason" maxLength:"500" example:"省平台名称有误，已电话告知"`
} //	@name	SettleItemRequest

type settleManyRequest struct {
	// 1 to 1,000
	Items []settleItemRequest `json:"items" validate:"required,min=1,max=1000"`
} //	@name	SettleManyRequest

type settleManyResponse struct {
	// in the order of the request
	Items []settleItemResponse `json:"items" validate:"required"`
	// rows that were settled
	Accepted int `json:"accepted" validate:"required" example:"1"`
	Refused  int `json:"refused" validate:"required" example:"0"`
} //	@name	SettleManyResult

type settleItemResponse struct {
	// 0 when it was refused
	Number int `json:"number" validate:"required" example:"1"`
	// null when it was refused
	State *model.SettledState `json:"state" validate:"required" extensions:"x-nullable" example:"settled"`
	// null when it was refused
	Settlement *model.Settlement `json:"settlement" validate:"required" extensions:"x-nullable" example:"keep-ours"`
	// 0 when it was refused
	Version uint64 `json:"version" validate:"required" example:"2"`
	// why it was refused; null when it was settled
	Problem *problem `json:"problem" validate:"required" extensions:"x-nullable"`
} //	@name	SettleItemResult

func (c *call) reconciliationRow(r model.ReconciliationRow) reconciliationRowResponse {
	return reconciliationRowResponse{
		Number: r.Number, Line: r.Line, Comparison: r.Comparison, State: r.State, Kind: r.Kind, SiteID: r.SiteID, AccountID: r.AccountID,
		Name: r.ThingName, RegionCode: r.RegionCode, Ours: r.Ours, Theirs: r.Theirs,
		Differences: pluck(r.Differences, func(d model.Difference) differenceResponse { return differenceResponse(d) }),
		Problems: pluck(r.Problems, func(p model.Problem) problemResponse {
			return problemResponse{p.Column, p.Code, p.Detail(c.language), p.Suggestion, p.Warning}
		}),
		Settlement: r.Settlement, Reason: r.Reason, FilingID: r.FilingID, SettledBy: r.SettledBy, SettledAt: optionalTime(r.SettledAt),
		Version: r.Version, AllowedActions: r.Verbs(),
	}
}

// differencesCell has the differences of a row in one cell.
func differencesCell(r model.ReconciliationRow) string {
	text := ""
	for i, d := range r.Differences {
		if i > 0 {
			text += "；"
		}
		text += model.Text(model.Chinese, "field_"+d.Field) + "：" + d.Ours + " → " + d.Theirs
	}
	return text
}

// rows godoc
//
//	@Summary	List the rows of a reconciliation
//	@Tags		reconciliations
//	@ID			listReconciliationRows
//	@Produce	json,text/csv
//	@Param		id			path		int		true	"id of the reconciliation"
//	@Param		comparison	query		string	false	"what was found"		Enums(only_here,only_there,differs,same,faulty)
//	@Param		state		query		string	false	"state"					Enums(agreed,open,settled)
//	@Param		settlement	query		string	false	"how it was settled"	Enums(take-theirs,keep-ours,open-filing)
//	@Param		page		query		int		false	"number of the page, from 1"
//	@Param		size		query		int		false	"rows of a page, at most 200"
//	@Param		sort		query		string	false	"number, comparison, state, name; with - descending"
//	@Param		after		query		string	false	"instead of page: the next of the piece before"
//	@Param		limit		query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format		query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200			{object}	listOf[reconciliationRowResponse]
//	@Router		/api/v1/reconciliations/{id}/rows [get]
func (h reconciliations) rows(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	f := model.ReconciliationRowFilter{
		Comparison: oneOf(q, "comparison", model.Comparisons), State: oneOf(q, "state", model.SettledStates),
		Settlement: oneOf(q, "settlement", model.Settlements),
	}
	return lister[model.ReconciliationRow, reconciliationRowResponse]{
		name:   "reconciliation",
		header: []any{"序号", "比对结果", "状态", "类别", "名称", "网站标识码", "平台", "差异（本级 → 上级）", "处理方式", "说明", "处理人", "处理时间"},
		list: func(req model.ListRequest) (model.List[model.ReconciliationRow], error) {
			return h.svc.Rows(c.Request().Context(), c.actor, id, f, req)
		},
		item: c.reconciliationRow,
		cells: func(rows []model.ReconciliationRow) ([][]any, error) {
			return pluck(rows, func(r model.ReconciliationRow) []any {
				at := ""
				if !r.SettledAt.IsZero() {
					at = r.SettledAt.In(model.China).Format(time.DateTime)
				}
				return []any{
					r.Number, r.Comparison.Label(), r.State.Label(), r.Kind.Label(), r.ThingName, firstOf(r, "code"),
					model.Platform(firstOf(r, "platform")).Label(), differencesCell(r), r.Settlement.Label(), r.Reason, r.SettledBy, at,
				}
			}), nil
		},
	}.respond(c, q)
}

// firstOf is a value of ours, or of theirs where it is only there.
func firstOf(r model.ReconciliationRow, field string) string {
	if value := r.Ours[field]; value != "" {
		return value
	}
	return r.Theirs[field]
}

// row godoc
//
//	@Summary	Read a row of a reconciliation
//	@Tags		reconciliations
//	@ID			getReconciliationRow
//	@Param		id	path		int	true	"id of the reconciliation"
//	@Param		n	path		int	true	"number of the row"
//	@Success	200	{object}	reconciliationRowResponse
//	@Router		/api/v1/reconciliations/{id}/rows/{n} [get]
func (h reconciliations) row(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	n, err := c.rowNumber()
	if err != nil {
		return err
	}
	row, err := h.svc.Row(c.Request().Context(), c.actor, id, n)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.reconciliationRow(row))
}

// settle godoc
//
//	@Summary		Settle a row of a reconciliation
//	@Description	A row of which something has changed since it was compared is refused, with what has: compare again, then settle it.
//	@Tags			reconciliations
//	@ID				settleReconciliationRow
//	@Param			id			path		int				true	"id of the reconciliation"
//	@Param			n			path		int				true	"number of the row"
//	@Param			If-Match	header		string			true	"ETag of the row the change is made on"
//	@Param			body		body		settleRequest	true	"how"
//	@Success		200			{object}	reconciliationRowResponse
//	@Router			/api/v1/reconciliations/{id}/rows/{n}/settle [post]
func (h reconciliations) settle(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	n, err := c.rowNumber()
	if err != nil {
		return err
	}
	var req settleRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Settle(c.Request().Context(), c.actor, id, n, version, model.SettleEdit(req))
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.reconciliationRow(row))
}

// settleMany godoc
//
//	@Summary		Settle many rows of a reconciliation
//	@Description	One transaction. All or nothing unless on_error=continue, which answers per item.
//	@Tags			reconciliations
//	@ID				settleReconciliation
//	@Param			id			path		int					true	"id of the reconciliation"
//	@Param			on_error	query		string				false	"continue settles the good items and answers per item"	Enums(abort,continue)
//	@Param			body		body		settleManyRequest	true	"the rows, each at the version that was read"
//	@Success		200			{object}	settleManyResponse
//	@Router			/api/v1/reconciliations/{id}/settle [post]
func (h reconciliations) settleMany(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	items, accepted, err := bulk(c,
		func(req settleManyRequest, keepGoing bool) ([]service.Outcome[model.ReconciliationRow], error) {
			items := pluck(req.Items, func(r settleItemRequest) model.SettleItem {
				return model.SettleItem{Number: r.Number, Version: r.Version, SettleEdit: model.SettleEdit{Action: r.Action, Reason: r.Reason}}
			})
			return h.svc.SettleMany(c.Request().Context(), c.actor, id, items, keepGoing)
		},
		func(r model.ReconciliationRow, p *problem) settleItemResponse {
			if p != nil {
				return settleItemResponse{Problem: p}
			}
			return settleItemResponse{r.Number, &r.State, &r.Settlement, r.Version, nil}
		})
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, settleManyResponse{items, accepted, len(items) - accepted})
}
