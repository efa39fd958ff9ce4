package api

import (
	"strconv"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type organizations struct{ svc *service.Organizations }

func organizationRoutes(r routes, s *service.Services) {
	h := organizations{s.Organizations}
	r.get("/organizations", "listOrganizations", h.list)
	r.post("/organizations", "createOrganization", h.create)
	r.get("/organizations/:id", "getOrganization", h.get)
	r.patch("/organizations/:id", "updateOrganization", h.update)
	r.delete("/organizations/:id", "deleteOrganization", h.delete)
	r.post("/organizations/:id/dissolve", "dissolveOrganization", h.dissolve)
	r.post("/organizations/:id/reopen", "reopenOrganization", h.reopen)
}

type organizationRequest struct {
	Name      string `json:"name" validate:"required" maxLength:"200" example:"恩施市人民政府办公室"`
	ShortName string `json:"short_name" maxLength:"200" example:"市政府办"`
	// fixed after creation
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// 统一社会信用代码, checked after GB 32100
	CreditCode string `json:"credit_code" maxLength:"18" example:""`
	// id of the organization it belongs to
	ParentID model.OptionalID `json:"parent_id" example:"2"`
	// false leaves 办事服务 out of the score of its sites; true when left out
	ProvidesServices bool `json:"provides_services" example:"true"`
} //	@name	OrganizationRequest

type organizationResponse struct {
	ID               uint64                  `json:"id" validate:"required" example:"1"`
	Name             string                  `json:"name" validate:"required" example:"恩施市人民政府办公室"`
	ShortName        string                  `json:"short_name" validate:"required" example:"市政府办"`
	RegionCode       model.RegionCode        `json:"region_code" validate:"required" example:"422801"`
	CreditCode       string                  `json:"credit_code" validate:"required" example:""`
	ParentID         model.OptionalID        `json:"parent_id" validate:"required" example:"2"`
	ProvidesServices bool                    `json:"provides_services" validate:"required" example:"true"`
	State            model.OrganizationState `json:"state" validate:"required" example:"active"`
	DissolvedOn      model.Date              `json:"dissolved_on" validate:"required" example:""`
	DissolveReason   string                  `json:"dissolve_reason" validate:"required" example:""`
	// names before the one in force, the oldest first
	FormerNames []string `json:"former_names" validate:"required" example:"恩施市大数据中心"`
	// id of its successor; null unless it was merged
	MergedInto model.OptionalID `json:"merged_into" validate:"required" example:"null"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update"`
} //	@name	Organization

func newOrganizationRequest() organizationRequest { return organizationRequest{ProvidesServices: true} }

func (c *call) organization(o model.Organization) organizationResponse {
	return organizationResponse{
		ID: o.ID, Name: o.Name, ShortName: o.ShortName, RegionCode: o.RegionCode, CreditCode: o.CreditCode,
		ParentID: o.ParentID, ProvidesServices: o.ProvidesServices, State: o.State, DissolvedOn: o.DissolvedOn,
		DissolveReason: o.DissolveReason, FormerNames: o.Former(), MergedInto: o.MergedInto, Version: o.Version, CreatedAt: o.CreatedAt.Time, UpdatedAt: o.UpdatedAt.Time,
		AllowedActions: c.actions(model.WriteRegister, o.RegionCode, o.State.Actions()),
	}
}

// organizationOn is the organization as it stood on a day; with the past nothing can be done.
func (c *call) organizationOn(day model.Date, r model.Organization) organizationResponse {
	out := c.organization(r)
	if day != "" {
		out.AllowedActions = []string{}
	}
	return out
}

// list godoc
//
//	@Summary	List organizations
//	@Tags		organizations
//	@ID			listOrganizations
//	@Produce	json,text/csv
//	@Param		region	query	string	false	"code prefix: everything under it"
//	@Param		state	query	string	false	"state"	Enums(active,merged,dissolved)
//	@Param		q	query	string	false	"words in name, short name or credit code"
//	@Param		as_of	query	string	false	"as the register stood on that day, such as 2022-09-30"	Format(date)
//	@Param		page	query	int	false	"number of the page, from 1"
//	@Param		size	query	int	false	"rows of a page, at most 200"
//	@Param		sort	query	string	false	"name, region_code, state; with - descending"
//	@Param		after	query	string	false	"instead of page: the next of the piece before"
//	@Param		limit	query	int	false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query	string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200	{object}	listOf[organizationResponse]
//	@Router		/api/v1/organizations [get]
func (h organizations) list(c *call) error {
	q := c.query()
	f := model.OrganizationFilter{
		Region: q.region(), State: oneOf(q, "state", model.OrganizationStates), Query: q.text("q"), AsOf: q.asOf(),
	}
	return lister[model.Organization, organizationResponse]{
		name: "organizations", header: []any{"单位名称", "简称", "行政区划代码", "统一社会信用代码", "是否提供办事服务", "状态"},
		list: func(req model.ListRequest) (model.List[model.Organization], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: func(r model.Organization) organizationResponse { return c.organizationOn(f.AsOf, r) },
		cells: func(rows []model.Organization) ([][]any, error) {
			return pluck(rows, func(r model.Organization) []any {
				return []any{r.Name, r.ShortName, string(r.RegionCode), r.CreditCode, yesNo(r.ProvidesServices), r.State.Label()}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary	Add an organization
//	@Tags		organizations
//	@ID			createOrganization
//	@Param		body	body	organizationRequest	true	"the organization"
//	@Success	201	{object}	organizationResponse
//	@Router		/api/v1/organizations [post]
func (h organizations) create(c *call) error {
	req := newOrganizationRequest()
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.OrganizationEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/organizations/"+strconv.FormatUint(row.ID, 10), c.organization(row))
}

// get godoc
//
//	@Summary	Read an organization
//	@Tags		organizations
//	@ID			getOrganization
//	@Param		id	path	int	true	"id"
//	@Param		as_of	query	string	false	"as it stood on that day"	Format(date)
//	@Success	200	{object}	organizationResponse
//	@Router		/api/v1/organizations/{id} [get]
func (h organizations) get(c *call) error {
	id, day, err := c.readOn()
	if err != nil {
		return err
	}
	row, err := h.svc.On(c.Request().Context(), c.actor, id, day)
	if err != nil {
		return err
	}
	if day != "" {
		return c.thing(row.Version, c.organizationOn(day, row))
	}
	return h.answer(c, row)
}

// update godoc
//
//	@Summary	Change an organization
//	@Tags		organizations
//	@ID			updateOrganization
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	organizationRequest	true	"the fields to change; the others stay"
//	@Success	200	{object}	organizationResponse
//	@Router		/api/v1/organizations/{id} [patch]
func (h organizations) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.OrganizationEdit) organizationRequest { return organizationRequest(e) },
		func(r organizationRequest) model.OrganizationEdit { return model.OrganizationEdit(r) })
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
//	@Summary	Delete an organization that nothing refers to
//	@Tags		organizations
//	@ID			deleteOrganization
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/organizations/{id} [delete]
func (h organizations) delete(c *call) error { return c.deleteByID(h.svc.Delete) }

// dissolve godoc
//
//	@Summary	Dissolve an organization that runs nothing any more
//	@Tags		organizations
//	@ID			dissolveOrganization
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	organizationResponse
//	@Router		/api/v1/organizations/{id}/dissolve [post]
func (h organizations) dissolve(c *call) error { return carryOut(c, h.svc.Dissolve, h.answer) }

// reopen godoc
//
//	@Summary	Take a dissolved organization back into use
//	@Tags		organizations
//	@ID			reopenOrganization
//	@Param		id	path	int	true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Param		body	body	reasonRequest	true	"why, and since when"
//	@Success	200	{object}	organizationResponse
//	@Router		/api/v1/organizations/{id}/reopen [post]
func (h organizations) reopen(c *call) error { return carryOut(c, h.svc.Reopen, h.answer) }

func (h organizations) answer(c *call, row model.Organization) error {
	return c.thing(row.Version, c.organization(row))
}
