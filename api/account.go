package api

import (
	"context"
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type accounts struct {
	svc    *service.Accounts
	owners *service.Organizations
}

func accountRoutes(r routes, s *service.Services) {
	h := accounts{s.Accounts, s.Organizations}
	r.get("/accounts", "listAccounts", h.list)
	r.post("/accounts", "createAccount", h.create)
	r.get("/accounts/:id", "getAccount", h.get)
	r.get("/accounts/verify", "verifyAccount", h.verify)
	r.patch("/accounts/:id", "updateAccount", h.update)
	r.delete("/accounts/:id", "deleteAccount", h.delete)
	r.post("/accounts/:id/suspend", "suspendAccount", h.suspend)
	r.post("/accounts/:id/resume", "resumeAccount", h.resume)
	r.post("/accounts/:id/close", "closeAccount", h.close)
	r.post("/accounts/:id/reopen", "reopenAccount", h.reopen)
}

type accountRequest struct {
	Platform model.Platform `json:"platform" validate:"required" example:"wechat"`
	Name     string         `json:"name" validate:"required" maxLength:"200" example:"恩施市融媒体中心微信示例"`
	// the platform's own permanent id, which stays when the account is renamed
	PlatformAccountID string `json:"platform_account_id" maxLength:"128" example:"demo0001"`
	// 认证主体
	CertifiedSubject string `json:"certified_subject" maxLength:"200" example:"恩施市融媒体中心"`
	OrganizationID   uint64 `json:"organization_id" validate:"required" minimum:"1" example:"1"`
	// may be left out: it is that of the organization
	RegionCode             model.RegionCode `json:"region_code" example:"422801"`
	OpenedOn               model.Date       `json:"opened_on" example:"2018-06-01"`
	NationalFilingNumber   string           `json:"national_filing_number" maxLength:"64" example:""`
	ProvincialFilingNumber string           `json:"provincial_filing_number" maxLength:"64" example:""`
} //	@name	AccountRequest

type accountResponse struct {
	ID                uint64           `json:"id" validate:"required" example:"1"`
	Platform          model.Platform   `json:"platform" validate:"required" example:"wechat"`
	Name              string           `json:"name" validate:"required" example:"恩施市融媒体中心微信示例"`
	PlatformAccountID string           `json:"platform_account_id" validate:"required" example:"demo0001"`
	CertifiedSubject  string           `json:"certified_subject" validate:"required" example:"恩施市融媒体中心"`
	OrganizationID    uint64           `json:"organization_id" validate:"required" example:"1"`
	RegionCode        model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	State             model.State      `json:"state" validate:"required" example:"running"`
	OpenedOn          model.Date       `json:"opened_on" validate:"required" example:"2015-01-01"`
	ClosedOn          model.Date       `json:"closed_on" validate:"required" example:""`
	// why it was closed; empty while it is not
	CloseReason            string `json:"close_reason" validate:"required" example:""`
	NationalFilingNumber   string `json:"national_filing_number" validate:"required" example:""`
	ProvincialFilingNumber string `json:"provincial_filing_number" validate:"required" example:""`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update"`
	// what deserves a look, without standing in the way of anything
	Warnings []warningResponse `json:"warnings" validate:"required"`
} //	@name	Account

func newAccountRequest() accountRequest { return accountRequest{} }

func (c *call) account(a model.Account, warnings ...model.Warning) accountResponse {
	return accountResponse{
		ID: a.ID, Platform: a.Platform, Name: a.Name, PlatformAccountID: a.PlatformAccountID,
		CertifiedSubject: a.CertifiedSubject, OrganizationID: a.OrganizationID, RegionCode: a.RegionCode,
		State: a.State, OpenedOn: a.OpenedOn, ClosedOn: a.ClosedOn, CloseReason: a.CloseReason,
		NationalFilingNumber: a.NationalFilingNumber, ProvincialFilingNumber: a.ProvincialFilingNumber,
		Version: a.Version, CreatedAt: a.CreatedAt.Time, UpdatedAt: a.UpdatedAt.Time,
		AllowedActions: c.actions(model.WriteRegister, a.RegionCode, a.State.LifeActions()),
		Warnings:       c.warnings(warnings),
	}
}

// accountOn is the account as it stood on a day; with the past nothing can be done.
func (c *call) accountOn(day model.Date, r model.Account, warnings ...model.Warning) accountResponse {
	out := c.account(r, warnings...)
	if day != "" {
		out.AllowedActions = []string{}
	}
	return out
}

// list godoc
//
//	@Summary	List accounts
//	@Tags		accounts
//	@ID			listAccounts
//	@Produce	json,text/csv
//	@Param		region	query	string	false	"code prefix: everything under it"
//	@Param		state	query	string	false	"state"	Enums(running,temporarily_offline,closed)
//	@Param		organization	query	int	false	"id of the organization"
//	@Param		platform	query	string	false	"platform"	Enums(wechat,weibo,douyin,kuaishou,toutiao,channels,mini_program,app,other)
//	@Param		q	query	string	false	"words in name, platform id or certified subject"
//	@Param		warning	query	string	false	"only accounts with the warning"	Enums(second_account)
//	@Param		as_of	query	string	false	"as the register stood on that day, such as 2022-09-30"	Format(date)
//	@Param		page	query	int	false	"number of the page, from 1"
//	@Param		size	query	int	false	"rows of a page, at most 200"
//	@Param		sort	query	string	false	"platform, name, region_code, state, updated_at; with - descending"
//	@Param		after	query	string	false	"instead of page: the next of the piece before"
//	@Param		limit	query	int	false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200	{object}	listOf[accountResponse]
//	@Router		/api/v1/accounts [get]
func (h accounts) list(c *call) error {
	q := c.query()
	f := model.AccountFilter{
		Region: q.region(), State: oneOf(q, "state", model.States), OrganizationID: q.id("organization"),
		Platform: oneOf(q, "platform", model.Platforms), Query: q.text("q"), AsOf: q.asOf(),
		Warning: oneOf(q, "warning", model.WarningFilters),
	}
	var warnings map[uint64][]model.Warning
	return lister[model.Account, accountResponse]{
		name: "accounts", header: []any{"平台", "账号名称", "账号ID", "认证主体", "主办单位", "行政区划代码", "状态", "开通日期", "关停日期", "关停原因", "全国备案号", "省级备案号"},
		list: func(req model.ListRequest) (model.List[model.Account], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		beside: func(rows []model.Account) (err error) {
			if f.AsOf == "" {
				warnings, err = h.svc.Warnings(c.Request().Context(), c.actor, rows)
			}
			return err
		},
		item: func(r model.Account) accountResponse { return c.accountOn(f.AsOf, r, warnings[r.ID]...) },
		cells: func(rows []model.Account) ([][]any, error) {
			names, err := h.owners.NamesOn(c.Request().Context(), c.actor, pluck(rows, func(r model.Account) uint64 { return r.OrganizationID }), f.AsOf)
			if err != nil {
				return nil, err
			}
			return pluck(rows, func(r model.Account) []any {
				return []any{
					r.Platform.Label(), r.Name, r.PlatformAccountID, r.CertifiedSubject, names[r.OrganizationID], string(r.RegionCode),
					r.State.Label(), string(r.OpenedOn), string(r.ClosedOn), r.CloseReason, r.NationalFilingNumber, r.ProvincialFilingNumber,
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary	Add an account
//	@Tags		accounts
//	@ID			createAccount
//	@Param		body	body	accountRequest	true	"the account"
//	@Success	201	{object}	accountResponse
//	@Router		/api/v1/accounts [post]
func (h accounts) create(c *call) error {
	req := newAccountRequest()
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.AccountEdit(req))
	if err != nil {
		return err
	}
	warnings, err := h.svc.Warnings(c.Request().Context(), c.actor, []model.Account{row})
	if err != nil {
		return err
	}
	return c.created(row.Version, "/accounts/"+strconv.FormatUint(row.ID, 10), c.account(row, warnings[row.ID]...))
}

// get godoc
//
//	@Summary	Read an account
//	@Tags		accounts
//	@ID			getAccount
//	@Param		id	path	int	true	"id"
//	@Param		as_of	query	string	false	"as it stood on that day"	Format(date)
//	@Success	200	{object}	accountResponse
//	@Router		/api/v1/accounts/{id} [get]
func (h accounts) get(c *call) error {
	id, day, err := c.readOn()
	if err != nil {
		return err
	}
	row, err := h.svc.On(c.Request().Context(), c.actor, id, day)
	if err != nil {
		return err
	}
	if day != "" {
		return c.thing(row.Version, c.accountOn(day, row))
	}
	return h.answer(c, row)
}

// update godoc
//
//	@Summary	Change an account
//	@Tags		accounts
//	@ID			updateAccount
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	accountRequest	true	"the fields to change; the others stay"
//	@Success	200	{object}	accountResponse
//	@Router		/api/v1/accounts/{id} [patch]
func (h accounts) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.AccountEdit) accountRequest { return accountRequest(e) },
		func(r accountRequest) model.AccountEdit { return model.AccountEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return h.answer(c, row)
}

// delete godoc
//
//	@Summary	Delete an account that nothing refers to
//	@Tags		accounts
//	@ID			deleteAccount
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/accounts/{id} [delete]
func (h accounts) delete(c *call) error { return c.deleteByID(h.svc.Delete) }

// suspend godoc
//
//	@Summary	Suspend an account for a time
//	@Tags		accounts
//	@ID			suspendAccount
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	accountResponse
//	@Router		/api/v1/accounts/{id}/suspend [post]
func (h accounts) suspend(c *call) error { return h.move(c, model.VerbSuspend) }

// resume godoc
//
//	@Summary	Bring a suspended account back
//	@Tags		accounts
//	@ID			resumeAccount
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	accountResponse
//	@Router		/api/v1/accounts/{id}/resume [post]
func (h accounts) resume(c *call) error { return h.move(c, model.VerbResume) }

// close godoc
//
//	@Summary	Close an account
//	@Tags		accounts
//	@ID			closeAccount
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	accountResponse
//	@Router		/api/v1/accounts/{id}/close [post]
func (h accounts) close(c *call) error { return h.move(c, model.VerbClose) }

// reopen godoc
//
//	@Summary	Take a closed account back into use
//	@Tags		accounts
//	@ID			reopenAccount
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	accountResponse
//	@Router		/api/v1/accounts/{id}/reopen [post]
func (h accounts) reopen(c *call) error { return h.move(c, model.VerbReopen) }

func (h accounts) move(c *call, verb model.LifeVerb) error {
	return carryOut(c, func(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.Account, error) {
		return h.svc.Move(ctx, a, id, version, verb, r)
	}, h.answer)
}

func (h accounts) answer(c *call, row model.Account) error {
	warnings, err := h.svc.Warnings(c.Request().Context(), c.actor, []model.Account{row})
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.account(row, warnings[row.ID]...))
}
