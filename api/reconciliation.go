package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type reconciliations struct{ svc *service.Reconciliations }

func reconciliationRoutes(r routes, s *service.Services) {
	h := reconciliations{s.Reconciliations}
	r.get("/reconciliations", "listReconciliations", h.list)
	r.post("/reconciliations", "createReconciliation", h.create)
	r.post("/reconciliations/pull", "pullReconciliation", h.pull)
	r.get("/reconciliations/:id", "getReconciliation", h.get)
	r.post("/reconciliations/:id/compare", "compareReconciliation", h.compare)
	r.post("/reconciliations/:id/settle", "settleReconciliation", h.settleMany)
	r.get("/reconciliations/:id/rows", "listReconciliationRows", h.rows)
	r.get("/reconciliations/:id/rows/:n", "getReconciliationRow", h.row)
	r.post("/reconciliations/:id/rows/:n/settle", "settleReconciliationRow", h.settle)
}

type pullRequest struct {
	// sites or accounts
	Kind model.Subject `json:"kind" validate:"required" example:"account"`
	// whose list it is: provincial or national; of accounts the provincial one when empty
	Register model.UpperRegister `json:"register" example:"provincial"`
	// the area that is compared; the caller's own when empty
	RegionCode model.RegionCode `json:"region_code" example:"422801"`
} //	@name	PullRequest

type reconciliationResponse struct {
	ID       uint64                     `json:"id" validate:"required" example:"1"`
	Kind     model.Subject              `json:"kind" validate:"required" example:"account"`
	Register model.UpperRegister        `json:"register" validate:"required" example:"provincial"`
	Source   model.ReconciliationSource `json:"source" validate:"required" example:"file"`
	State    model.ReconciliationState  `json:"state" validate:"required" example:"open"`
	FileName string                     `json:"file_name" validate:"required" example:"省平台名录.csv"`
	// of the bytes of the file, hexadecimal; empty for a list that was fetched
	SHA256 string      `json:"sha256" validate:"required" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	Region model.Scope `json:"region" validate:"required" example:"422801"`
	// columns of their list; others are not compared
	Columns []string             `json:"columns" validate:"required" example:"name"`
	Counts  reconciliationCounts `json:"counts" validate:"required"`
	// headers of the file that were not recognized and were left out
	IgnoredColumns []string `json:"ignored_columns" validate:"required" example:""`
	// why the list could not be had so far
	Failure string `json:"failure" validate:"required" example:""`
	MadeBy  string `json:"made_by" validate:"required" example:"enshi-01"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"settle"`
} //	@name	Reconciliation

type reconciliationCounts struct {
	OnlyHere  int `json:"only_here" validate:"required" example:"1"`
	OnlyThere int `json:"only_there" validate:"required" example:"2"`
	Differs   int `json:"differs" validate:"required" example:"3"`
	Same      int `json:"same" validate:"required" example:"42"`
	// rows of theirs that cannot be compared
	Faulty int `json:"faulty" validate:"required" example:"0"`
	// rows that wait to be settled
	Open int `json:"open" validate:"required" example:"6"`
} //	@name	ReconciliationCounts

func (c *call) reconciliation(r model.Reconciliation) reconciliationResponse {
	out := reconciliationResponse{
		ID: r.ID, Kind: r.Kind, Register: r.Register, Source: r.Source, State: r.State, FileName: r.FileName, SHA256: r.FileHash,
		Region: r.Scope, Columns: r.Fields, IgnoredColumns: r.Notices, Failure: r.Failure, MadeBy: r.MadeBy,
		Counts: reconciliationCounts{
			OnlyHere: r.OnlyHereCount, OnlyThere: r.OnlyThereCount, Differs: r.DiffersCount, Same: r.SameCount, Faulty: r.FaultyCount, Open: r.OpenCount,
		},
		Version: r.Version, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time, AllowedActions: r.State.Actions(),
	}
	if out.Columns == nil {
		out.Columns = []string{}
	}
	if out.IgnoredColumns == nil {
		out.IgnoredColumns = []string{}
	}
	return out
}

// list godoc
//
//	@Summary	List reconciliations
//	@Tags		reconciliations
//	@ID			listReconciliations
//	@Produce	json,text/csv
//	@Param		kind	query		string	false	"kind"	Enums(site,account)
//	@Param		state	query		string	false	"state"	Enums(pulling,failed,open,settled)
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"created_at, kind, state, updated_at; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200		{object}	listOf[reconciliationResponse]
//	@Router		/api/v1/reconciliations [get]
func (h reconciliations) list(c *call) error {
	q := c.query()
	kind, state := oneOf(q, "kind", model.SubjectKinds), oneOf(q, "state", model.ReconciliationStates)
	return lister[model.Reconciliation, reconciliationResponse]{
		name: "reconciliations", header: []any{"编号", "类别", "备案平台", "状态", "文件", "范围", "仅本级有", "仅上级有", "不一致", "一致", "创建人", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.Reconciliation], error) {
			return h.svc.List(c.Request().Context(), c.actor, kind, state, req)
		},
		item: c.reconciliation,
		cells: func(rows []model.Reconciliation) ([][]any, error) {
			return pluck(rows, func(r model.Reconciliation) []any {
				return []any{
					r.ID, r.Kind.Label(), r.Register.Label(), r.State.Label(), r.FileName, string(r.Scope), r.OnlyHereCount, r.OnlyThereCount,
					r.DiffersCount, r.SameCount, r.MadeBy, stamp(r.CreatedAt),
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Compare a list of an upper register with ours
//	@Description	The list as CSV or xlsx, with the headers that imports know and 状态, as the body or as the part file of a form. Sites are matched by their code, accounts by platform and permanent id, or else by platform and name. An empty cell says nothing.
//	@Tags			reconciliations
//	@ID				createReconciliation
//	@Accept			text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,multipart/form-data
//	@Param			kind		query		string	true	"what the rows are"	Enums(site,account)
//	@Param			register	query		string	false	"whose list it is; of accounts the provincial one by default"	Enums(national,provincial)
//	@Param			region		query		string	false	"code of the region whose things are compared; the caller's own by default"
//	@Param			file_name	query		string	false	"name of the file, to recognize it by; a form brings its own"
//	@Param			body		body		string	true	"the file"
//	@Success		201			{object}	reconciliationResponse
//	@Router			/api/v1/reconciliations [post]
func (h reconciliations) create(c *call) error {
	q := c.query()
	l := service.Listing{
		Kind: oneOf(q, "kind", model.SubjectKinds), Register: oneOf(q, "register", model.UpperRegisters),
		RegionCode: q.region().Region(), FileName: q.text("file_name"),
	}
	if l.Kind == "" {
		q.fault("kind", "required")
	}
	if err := q.done(); err != nil {
		return err
	}
	file, name, err := c.file()
	if err != nil {
		return err
	}
	if name != "" {
		l.FileName = name
	}
	row, err := h.svc.Take(c.Request().Context(), c.actor, l, file)
	if err != nil {
		return err
	}
	return c.created(row.Version, "/reconciliations/"+strconv.FormatUint(row.ID, 10), c.reconciliation(row))
}

// pull godoc
//
//	@Summary		Fetch the list of the system above and compare it with ours
//	@Description	Nobody waits for the system above: the reconciliation is pulling until the list is there.
//	@Tags			reconciliations
//	@ID				pullReconciliation
//	@Param			body	body		pullRequest	true	"which list"
//	@Success		201		{object}	reconciliationResponse
//	@Router			/api/v1/reconciliations/pull [post]
func (h reconciliations) pull(c *call) error {
	var req pullRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Pull(c.Request().Context(), c.actor, service.Listing{Kind: req.Kind, Register: req.Register, RegionCode: req.RegionCode})
	if err != nil {
		return err
	}
	return c.created(row.Version, "/reconciliations/"+strconv.FormatUint(row.ID, 10), c.reconciliation(row))
}

// get godoc
//
//	@Summary	Read a reconciliation
//	@Tags		reconciliations
//	@ID			getReconciliation
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	reconciliationResponse
//	@Router		/api/v1/reconciliations/{id} [get]
func (h reconciliations) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	if row.Failure, err = h.svc.Failure(c.Request().Context(), row); err != nil {
		return err
	}
	return c.fresh(row.Version, c.reconciliation(row))
}

// compare godoc
//
//	@Summary		Compare what is not settled once more
//	@Description	With the register as it is now and the list as it came. What is new in the register comes in as further rows.
//	@Tags			reconciliations
//	@ID				compareReconciliation
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	reconciliationResponse
//	@Router			/api/v1/reconciliations/{id}/compare [post]
func (h reconciliations) compare(c *call) error {
	if err := c.noInput(); err != nil {
		return err
	}
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	row, err := h.svc.Compare(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.reconciliation(row))
}
