package api

import (
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type regions struct{ svc *service.Regions }

func regionRoutes(r routes, s *service.Services) {
	h := regions{s.Regions}
	r.get("/regions", "listRegions", h.list)
	r.post("/regions", "createRegion", h.create)
	r.get("/regions/:code", "getRegion", h.get)
	r.patch("/regions/:code", "updateRegion", h.update)
	r.delete("/regions/:code", "deleteRegion", h.delete)
}

type regionRequest struct {
	// GB/T 2260: two digits for a province, six for a prefecture or a county
	Code model.RegionCode `json:"code" validate:"required" example:"422801"`
	// full name
	Name string `json:"name" validate:"required" maxLength:"200" example:"恩施市"`
	// name in headlines; the full name when empty
	ShortName string `json:"short_name" maxLength:"200" example:"恩施市"`
	// how the units directly under it are called in tables, such as 州直
	DirectLabel string `json:"direct_label" maxLength:"20" example:""`
	// place among its siblings; 0 sorts by code
	SortOrder int `json:"sort_order" minimum:"0" maximum:"1000000" example:"0"`
} //	@name	RegionRequest

type regionResponse struct {
	Code        model.RegionCode `json:"code" validate:"required" example:"422801"`
	Name        string           `json:"name" validate:"required" example:"恩施市"`
	ShortName   string           `json:"short_name" validate:"required" example:"恩施市"`
	DirectLabel string           `json:"direct_label" validate:"required" example:""`
	Level       model.Level      `json:"level" validate:"required" example:"county"`
	SortOrder   int              `json:"sort_order" validate:"required" example:"0"`
	// raised by every change
	Version        uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt      time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-01-01T00:00:00Z"`
	UpdatedAt      time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-01-01T00:00:00Z"`
	AllowedActions []string  `json:"allowed_actions" validate:"required" example:"update"`
} //	@name	Region

func (c *call) region(r model.Region) regionResponse {
	return regionResponse{
		Code: r.Code, Name: r.Name, ShortName: r.ShortName, DirectLabel: r.DirectLabel, Level: r.Level,
		SortOrder: r.SortOrder, Version: r.Version, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
		AllowedActions: c.actions(model.WriteRegions, r.Code, []string{}),
	}
}

// actions is what the caller may do with a thing: edit it, and move it on by the verbs of its state.
func (c *call) actions(p model.Permission, region model.RegionCode, verbs []string) []string {
	if !c.actor.Can(p, region) {
		return []string{}
	}
	return append([]string{"update"}, verbs...)
}

// list godoc
//
//	@Summary	List regions
//	@Tags		regions
//	@ID			listRegions
//	@Produce	json,text/csv
//	@Param		region	query		string	false	"code prefix: the region and everything under it"
//	@Param		level	query		string	false	"level"	Enums(nation,province,prefecture,county)
//	@Param		q		query		string	false	"text in name or code"
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"code, name, level, sort_order; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query		string	false	"form of the answer"
//	@Success	200		{object}	listOf[regionResponse]
//	@Router		/api/v1/regions [get]
func (h regions) list(c *call) error {
	q := c.query()
	f := model.RegionFilter{
		Prefix: q.region(), Level: oneOf(q, "level", model.Levels), Query: q.text("q"),
	}
	return lister[model.Region, regionResponse]{
		name: "regions", header: []any{"行政区划代码", "名称", "简称", "直属单位称谓", "级别", "排序"},
		list: func(req model.ListRequest) (model.List[model.Region], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.region,
		cells: func(rows []model.Region) ([][]any, error) {
			return pluck(rows, func(r model.Region) []any {
				return []any{string(r.Code), r.Name, r.ShortName, r.DirectLabel, string(r.Level), r.SortOrder}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary	Add a region
//	@Tags		regions
//	@ID			createRegion
//	@Param		body	body		regionRequest	true	"the region"
//	@Success	201		{object}	regionResponse
//	@Router		/api/v1/regions [post]
func (h regions) create(c *call) error {
	var req regionRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.RegionEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/regions/"+string(row.Code), c.region(row))
}

// get godoc
//
//	@Summary	Read a region
//	@Tags		regions
//	@ID			getRegion
//	@Param		code	path		string	true	"region code"
//	@Success	200		{object}	regionResponse
//	@Router		/api/v1/regions/{code} [get]
func (h regions) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, c.regionCode())
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.region(row))
}

func (c *call) regionCode() model.RegionCode { return model.RegionCode(c.Param("code")) }

// update godoc
//
//	@Summary	Change a region
//	@Tags		regions
//	@ID			updateRegion
//	@Param		code		path		string			true	"region code"
//	@Param		If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param		body		body		regionRequest	true	"the fields to change"
//	@Success	200			{object}	regionResponse
//	@Router		/api/v1/regions/{code} [patch]
func (h regions) update(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.RegionEdit) regionRequest { return regionRequest(e) },
		func(r regionRequest) model.RegionEdit { return model.RegionEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, c.regionCode(), version, patch)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.region(row))
}

// delete godoc
//
//	@Summary	Delete a region that nothing refers to
//	@Tags		regions
//	@ID			deleteRegion
//	@Param		code		path	string	true	"region code"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/regions/{code} [delete]
func (h regions) delete(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	if err := h.svc.Delete(c.Request().Context(), c.actor, c.regionCode(), version); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
