package api

import (
	"time"

	"xuncha/model"
	"xuncha/service"
)

type filings struct {
	svc    *service.Filings
	owners *service.Organizations
}

func filingRoutes(r routes, s *service.Services) {
	h := filings{s.Filings, s.Organizations}
	r.get("/filings", "listFilings", h.list)
	r.get("/filings/:id", "getFiling", h.get)
	r.post("/filings/:id/done", "finishFiling", h.finish)
	r.post("/filings/:id/dismiss", "dismissFiling", h.dismiss)
}

type filingRequest struct {
	// when it was filed; today when null
	On model.Date `json:"on" example:"2022-10-10"`
	// that the register gave
	Number string `json:"number" maxLength:"64" example:"DEMO-0001"`
} //	@name	FilingRequest

type filingResponse struct {
	ID   uint64        `json:"id" validate:"required" example:"1"`
	Kind model.Subject `json:"kind" validate:"required" example:"account"`
	// id of the site; null for an account
	SiteID model.OptionalID `json:"site_id" validate:"required" example:"null"`
	// id of the account; null for a site
	AccountID model.OptionalID `json:"account_id" validate:"required" example:"1"`
	// of the site or account when the duty began
	Name     string              `json:"name" validate:"required" example:"恩施市融媒体中心微信示例"`
	Cause    model.FilingCause   `json:"cause" validate:"required" example:"open"`
	Register model.UpperRegister `json:"register" validate:"required" example:"provincial"`
	State    model.FilingState   `json:"state" validate:"required" example:"open"`
	// day of the opening, the change or the closing
	SinceOn model.Date `json:"since_on" validate:"required" example:"2022-10-08"`
	// last day in time; null when the working days of that time are not known
	DueOn model.Date `json:"due_on" validate:"required" example:"2022-10-14"`
	// whether that day has passed and nothing was filed
	Late           bool             `json:"late" validate:"required" example:"false"`
	FiledOn        model.Date       `json:"filed_on" validate:"required" example:""`
	Number         string           `json:"number" validate:"required" example:""`
	Reason         string           `json:"reason" validate:"required" example:""`
	OrganizationID uint64           `json:"organization_id" validate:"required" example:"1"`
	RegionCode     model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-08T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"done"`
} //	@name	Filing

func (c *call) filing(f model.FilingStatus) filingResponse {
	actions := []string{}
	if c.actor.Can(model.WriteRegister, f.RegionCode) {
		actions = f.State.Actions()
	}
	return filingResponse{
		ID: f.ID, Kind: f.Kind, SiteID: f.SiteID, AccountID: f.AccountID, Name: f.ThingName, Cause: f.Cause, Register: f.Register,
		State: f.State, SinceOn: f.SinceOn, DueOn: f.DueOn, Late: f.Late, FiledOn: f.FiledOn, Number: f.Number, Reason: f.Reason,
		OrganizationID: f.OrganizationID, RegionCode: f.RegionCode, Version: f.Version, CreatedAt: f.CreatedAt.Time,
		UpdatedAt: f.UpdatedAt.Time, AllowedActions: actions,
	}
}

// list godoc
//
//	@Summary		List what has to be filed in the upper registers
//	@Description	Every opening, change and closing has to be filed within five working days: of a site in the national register, of an account in the national and the provincial one.
//	@Tags			filings
//	@ID				listFilings
//	@Produce		json,text/csv
//	@Param			late			query		bool	false	"what is late, or what is not"
//	@Param			register		query		string	false	"register"	Enums(national,provincial)
//	@Param			state			query		string	false	"state"	Enums(open,done,dismissed)
//	@Param			cause			query		string	false	"cause"	Enums(open,change,close)
//	@Param			kind			query		string	false	"kind"	Enums(site,account)
//	@Param			region			query		string	false	"code prefix: everything under it"
//	@Param			organization	query		int		false	"id of the organization"
//	@Param			page			query		int		false	"number of the page, from 1"
//	@Param			size			query		int		false	"rows of a page, at most 200"
//	@Param			sort			query		string	false	"since_on, due_on, name, region_code, state; with - descending"
//	@Param			after			query		string	false	"instead of page: the next of the piece before"
//	@Param			limit			query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format			query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200				{object}	listOf[filingResponse]
//	@Router			/api/v1/filings [get]
func (h filings) list(c *call) error {
	q := c.query()
	f := model.FilingFilter{
		Late: q.flag("late"), Register: oneOf(q, "register", model.UpperRegisters), State: oneOf(q, "state", model.FilingStates),
		Cause: oneOf(q, "cause", model.FilingCauses), Kind: oneOf(q, "kind", model.SubjectKinds), Region: q.region(),
		OrganizationID: q.id("organization"),
	}
	return lister[model.FilingStatus, filingResponse]{
		name:   "filings",
		header: []any{"类别", "名称", "主办单位", "行政区划代码", "事项", "备案平台", "发生日期", "备案期限", "是否逾期", "状态", "备案日期", "备案号", "说明"},
		list: func(req model.ListRequest) (model.List[model.FilingStatus], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.filing,
		cells: func(rows []model.FilingStatus) ([][]any, error) {
			names, err := h.owners.Names(c.Request().Context(), c.actor, pluck(rows, func(r model.FilingStatus) uint64 { return r.OrganizationID }))
			if err != nil {
				return nil, err
			}
			return pluck(rows, func(r model.FilingStatus) []any {
				return []any{
					r.Kind.Label(), r.ThingName, names[r.OrganizationID], string(r.RegionCode), r.Cause.Label(), r.Register.Label(),
					string(r.SinceOn), string(r.DueOn), yesNo(r.Late), r.State.Label(), string(r.FiledOn), r.Number, r.Reason,
				}
			}), nil
		},
	}.respond(c, q)
}

// get godoc
//
//	@Summary	Read a filing
//	@Tags		filings
//	@ID			getFiling
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	filingResponse
//	@Router		/api/v1/filings/{id} [get]
func (h filings) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// finish godoc
//
//	@Summary	Say that something was filed, when, and under which number
//	@Tags		filings
//	@ID			finishFiling
//	@Param		id			path		int				true	"id"
//	@Param		If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param		body		body		filingRequest	true	"when, and under which number"
//	@Success	200			{object}	filingResponse
//	@Router		/api/v1/filings/{id}/done [post]
func (h filings) finish(c *call) error {
	return carryOutOn(c, func(r filingRequest) model.FilingEdit { return model.FilingEdit(r) }, h.svc.Finish, h.answer)
}

// dismiss godoc
//
//	@Summary	Say that nothing has to be filed, and why
//	@Tags		filings
//	@ID			dismissFiling
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		whyRequest	true	"why"
//	@Success	200			{object}	filingResponse
//	@Router		/api/v1/filings/{id}/dismiss [post]
func (h filings) dismiss(c *call) error { return carryOutNow(c, h.svc.Dismiss, h.answer) }

// answer is fresh: whether it is late changes with the day.
func (h filings) answer(c *call, row model.FilingStatus) error {
	return c.fresh(row.Version, c.filing(row))
}
