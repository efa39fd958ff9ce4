package api

import (
	"context"
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type sites struct {
	svc    *service.Sites
	owners *service.Organizations
}

func siteRoutes(r routes, s *service.Services) {
	h := sites{s.Sites, s.Organizations}
	r.get("/sites", "listSites", h.list)
	r.post("/sites", "createSite", h.create)
	r.get("/sites/:id", "getSite", h.get)
	r.patch("/sites/:id", "updateSite", h.update)
	r.delete("/sites/:id", "deleteSite", h.delete)
	r.post("/sites/:id/suspend", "suspendSite", h.suspend)
	r.post("/sites/:id/resume", "resumeSite", h.resume)
	r.post("/sites/:id/close", "closeSite", h.close)
	r.post("/sites/:id/reopen", "reopenSite", h.reopen)
}

type siteRequest struct {
	// 网站标识码: ten characters, text and never a number
	Code string `json:"code" validate:"required" extensions:"x-pattern=^([1-9][0-9]{5}|bm[0-9]{4})[0-9]{4}$" example:"4228010052"`
	Name string `json:"name" validate:"required" maxLength:"200" example:"恩施市人民政府"`
	// http or https
	HomeURL        string `json:"home_url" validate:"required" maxLength:"500" example:"https://es.gov.cn/"`
	IsPortal       bool   `json:"is_portal" example:"true"`
	OrganizationID uint64 `json:"organization_id" validate:"required" minimum:"1" example:"1"`
	// may be left out: it is that of the organization
	RegionCode           model.RegionCode `json:"region_code" example:"422801"`
	OpenedOn             model.Date       `json:"opened_on" example:"2015-01-01"`
	ICPNumber            string           `json:"icp_number" maxLength:"64" example:"鄂ICP备00000000号"`
	PublicSecurityNumber string           `json:"public_security_number" maxLength:"64" example:""`
} //	@name	SiteRequest

type siteResponse struct {
	ID             uint64           `json:"id" validate:"required" example:"37"`
	Code           string           `json:"code" validate:"required" example:"4228010052"`
	Name           string           `json:"name" validate:"required" example:"恩施市人民政府"`
	HomeURL        string           `json:"home_url" validate:"required" example:"https://es.gov.cn/"`
	IsPortal       bool             `json:"is_portal" validate:"required" example:"true"`
	OrganizationID uint64           `json:"organization_id" validate:"required" example:"1"`
	RegionCode     model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	State          model.State      `json:"state" validate:"required" example:"running"`
	OpenedOn       model.Date       `json:"opened_on" validate:"required" example:"2015-01-01"`
	ClosedOn       model.Date       `json:"closed_on" validate:"required" example:""`
	// why it was closed; empty while it is not
	CloseReason          string `json:"close_reason" validate:"required" example:""`
	ICPNumber            string `json:"icp_number" validate:"required" example:"鄂ICP备00000000号"`
	PublicSecurityNumber string `json:"public_security_number" validate:"required" example:""`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update"`
} //	@name	Site

func newSiteRequest() siteRequest { return siteRequest{} }

func (c *call) site(s model.Site) siteResponse {
	return siteResponse{
		ID: s.ID, Code: s.Code, Name: s.Name, HomeURL: s.HomeURL, IsPortal: s.IsPortal, OrganizationID: s.OrganizationID,
		RegionCode: s.RegionCode, State: s.State, OpenedOn: s.OpenedOn, ClosedOn: s.ClosedOn, CloseReason: s.CloseReason,
		ICPNumber: s.ICPNumber, PublicSecurityNumber: s.PublicSecurityNumber,
		Version: s.Version, CreatedAt: s.CreatedAt.Time, UpdatedAt: s.UpdatedAt.Time,
		AllowedActions: c.actions(model.WriteRegister, s.RegionCode, s.State.LifeActions()),
	}
}

// siteOn is the site as it stood on a day; with the past nothing can be done.
func (c *call) siteOn(day model.Date, r model.Site) siteResponse {
	out := c.site(r)
	if day != "" {
		out.AllowedActions = []string{}
	}
	return out
}

// list godoc
//
//	@Summary	List sites
//	@Tags		sites
//	@ID			listSites
//	@Produce	json,text/csv
//	@Param		region	query	string	false	"code prefix: everything under it"
//	@Param		state	query	string	false	"state"	Enums(running,temporarily_offline,closed)
//	@Param		organization	query	int	false	"id of the organization"
//	@Param		portal	query	bool	false	"portals or others"
//	@Param		q	query	string	false	"words in name, code or address"
//	@Param		as_of	query	string	false	"as the register stood on that day, such as 2022-09-30"	Format(date)
//	@Param		page	query	int	false	"number of the page, from 1"
//	@Param		size	query	int	false	"rows of a page, at most 200"
//	@Param		sort	query	string	false	"code, name, region_code, state, updated_at; with - descending"
//	@Param		after	query	string	false	"instead of page: the next of the piece before"
//	@Param		limit	query	int	false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200	{object}	listOf[siteResponse]
//	@Router		/api/v1/sites [get]
func (h sites) list(c *call) error {
	q := c.query()
	f := model.SiteFilter{
		Region: q.region(), State: oneOf(q, "state", model.States), OrganizationID: q.id("organization"),
		Portal: q.flag("portal"), Query: q.text("q"), AsOf: q.asOf(),
	}
	return lister[model.Site, siteResponse]{
		name: "sites", header: []any{"网站标识码", "网站名称", "首页地址", "是否门户", "主办单位", "行政区划代码", "状态", "开通日期", "关停日期", "关停原因", "ICP备案号", "公安备案号"},
		list: func(req model.ListRequest) (model.List[model.Site], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: func(r model.Site) siteResponse { return c.siteOn(f.AsOf, r) },
		cells: func(rows []model.Site) ([][]any, error) {
			names, err := h.owners.NamesOn(c.Request().Context(), c.actor, pluck(rows, func(r model.Site) uint64 { return r.OrganizationID }), f.AsOf)
			if err != nil {
				return nil, err
			}
			return pluck(rows, func(r model.Site) []any {
				return []any{
					r.Code, r.Name, r.HomeURL, yesNo(r.IsPortal), names[r.OrganizationID], string(r.RegionCode), r.State.Label(),
					string(r.OpenedOn), string(r.ClosedOn), r.CloseReason, r.ICPNumber, r.PublicSecurityNumber,
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary	Add a site
//	@Tags		sites
//	@ID			createSite
//	@Param		body	body	siteRequest	true	"the site"
//	@Success	201	{object}	siteResponse
//	@Router		/api/v1/sites [post]
func (h sites) create(c *call) error {
	req := newSiteRequest()
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.SiteEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/sites/"+strconv.FormatUint(row.ID, 10), c.site(row))
}

// get godoc
//
//	@Summary	Read a site
//	@Tags		sites
//	@ID			getSite
//	@Param		id	path	int	true	"id"
//	@Param		as_of	query	string	false	"as it stood on that day"	Format(date)
//	@Success	200	{object}	siteResponse
//	@Router		/api/v1/sites/{id} [get]
func (h sites) get(c *call) error {
	id, day, err := c.readOn()
	if err != nil {
		return err
	}
	row, err := h.svc.On(c.Request().Context(), c.actor, id, day)
	if err != nil {
		return err
	}
	if day != "" {
		return c.thing(row.Version, c.siteOn(day, row))
	}
	return h.answer(c, row)
}

// update godoc
//
//	@Summary	Change a site
//	@Tags		sites
//	@ID			updateSite
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	siteRequest	true	"the fields to change; the others stay"
//	@Success	200	{object}	siteResponse
//	@Router		/api/v1/sites/{id} [patch]
func (h sites) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.SiteEdit) siteRequest { return siteRequest(e) },
		func(r siteRequest) model.SiteEdit { return model.SiteEdit(r) })
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
//	@Summary	Delete a site that nothing refers to
//	@Tags		sites
//	@ID			deleteSite
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/sites/{id} [delete]
func (h sites) delete(c *call) error { return c.deleteByID(h.svc.Delete) }

// suspend godoc
//
//	@Summary	Take a site offline for a time
//	@Tags		sites
//	@ID			suspendSite
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	siteResponse
//	@Router		/api/v1/sites/{id}/suspend [post]
func (h sites) suspend(c *call) error { return h.move(c, model.VerbSuspend) }

// resume godoc
//
//	@Summary	Bring a suspended site back
//	@Tags		sites
//	@ID			resumeSite
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	siteResponse
//	@Router		/api/v1/sites/{id}/resume [post]
func (h sites) resume(c *call) error { return h.move(c, model.VerbResume) }

// close godoc
//
//	@Summary	Close a site
//	@Tags		sites
//	@ID			closeSite
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	siteResponse
//	@Router		/api/v1/sites/{id}/close [post]
func (h sites) close(c *call) error { return h.move(c, model.VerbClose) }

// reopen godoc
//
//	@Summary	Take a closed site back into use
//	@Tags		sites
//	@ID			reopenSite
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	siteResponse
//	@Router		/api/v1/sites/{id}/reopen [post]
func (h sites) reopen(c *call) error { return h.move(c, model.VerbReopen) }

func (h sites) move(c *call, verb model.LifeVerb) error {
	return carryOut(c, func(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.Site, error) {
		return h.svc.Move(ctx, a, id, version, verb, r)
	}, h.answer)
}

func (h sites) answer(c *call, row model.Site) error { return c.thing(row.Version, c.site(row)) }
