package api

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/service"
)

// rows godoc
//
//	@Summary	List the rows of an import
//	@Tags		imports
//	@ID			listImportRows
//	@Produce	json,text/csv
//	@Param		id		path		int		true	"id of the import"
//	@Param		outcome	query		string	false	"outcome"	Enums(create,update,unchanged,conflict,rejected,dismissed,pending)
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"number, outcome; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200		{object}	listOf[importRowResponse]
//	@Router		/api/v1/imports/{id}/rows [get]
func (h imports) rows(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	f := model.ImportRowFilter{Outcome: oneOf(q, "outcome", model.Outcomes)}
	var kind model.ImportKind
	return lister[model.ImportRow, importRowResponse]{
		name: "import-rows", header: []any{"序号", "行号", "结果", "问题", "对象编号", "搁置原因", "内容"},
		list: func(req model.ListRequest) (model.List[model.ImportRow], error) {
			job, found, err := h.svc.Rows(c.Request().Context(), c.actor, id, f, req)
			kind = job.Kind
			return found, err
		},
		item: func(r model.ImportRow) importRowResponse { return c.importRow(kind)(r) },
		cells: func(rows []model.ImportRow) ([][]any, error) {
			return pluck(rows, func(r model.ImportRow) []any {
				problems := pluck(r.Problems, func(p model.Problem) string { return p.Column + "：" + p.Detail(c.language) })
				var cells []string
				for _, field := range slices.Sorted(maps.Keys(r.Cells)) {
					cells = append(cells, field+"："+r.Cells[field])
				}
				return []any{
					r.Number, r.Line, r.Label(), strings.Join(problems, "\n"), optionalCell(r.ThingID), r.DismissReason, strings.Join(cells, "\n"),
				}
			}), nil
		},
	}.respond(c, q)
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
