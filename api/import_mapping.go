package api

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type importMappings struct{ svc *service.ImportMappings }

func importMappingRoutes(r routes, s *service.Services) {
	h := importMappings{s.ImportMappings}
	r.get("/import-mappings", "listImportMappings", h.list)
	r.post("/import-mappings", "createImportMapping", h.create)
	r.get("/import-mappings/:id", "getImportMapping", h.get)
	r.patch("/import-mappings/:id", "updateImportMapping", h.update)
	r.delete("/import-mappings/:id", "deleteImportMapping", h.delete)
}

type importMappingRequest struct {
	Name string `json:"name" validate:"required" maxLength:"200" example:"县级上报表"`
	// what the rows of its files are; it stays
	Kind model.ImportKind `json:"kind" validate:"required" example:"sites"`
	// to whom it belongs
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// field by header; an empty field leaves the column out. At most 200
	Fields map[string]string `json:"fields" validate:"required" swaggertype:"object,string" example:"站点编号:code"`
} //	@name	ImportMappingRequest

type importMappingResponse struct {
	ID         uint64           `json:"id" validate:"required" example:"1"`
	Name       string           `json:"name" validate:"required" example:"县级上报表"`
	Kind       model.ImportKind `json:"kind" validate:"required" example:"sites"`
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// field by header
	Fields model.Values `json:"fields" validate:"required" swaggertype:"object,string" example:"站点编号:code"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update,delete"`
} //	@name	ImportMapping

func (c *call) importMapping(m model.ImportMapping) importMappingResponse {
	return importMappingResponse{
		ID: m.ID, Name: m.Name, Kind: m.Kind, RegionCode: m.RegionCode, Fields: m.Fields, Version: m.Version,
		CreatedAt: m.CreatedAt.Time, UpdatedAt: m.UpdatedAt.Time, AllowedActions: c.actions(m.Kind.Permission(), m.RegionCode, []string{"delete"}),
	}
}

// list godoc
//
//	@Summary		List mappings of headers
//	@Description	Those of the kinds that the caller may take in.
//	@Tags			imports
//	@ID				listImportMappings
//	@Produce		json,text/csv
//	@Param			kind	query		string	false	"kind"	Enums(organizations,sites,accounts,contacts,results)
//	@Param			page	query		int		false	"number of the page, from 1"
//	@Param			size	query		int		false	"rows of a page, at most 200"
//	@Param			sort	query		string	false	"name, kind, created_at; with - descending"
//	@Param			after	query		string	false	"instead of page: the next of the piece before"
//	@Param			limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200		{object}	listOf[importMappingResponse]
//	@Router			/api/v1/import-mappings [get]
func (h importMappings) list(c *call) error {
	q := c.query()
	kind := oneOf(q, "kind", model.ImportKinds)
	return lister[model.ImportMapping, importMappingResponse]{
		name: "import-mappings", header: []any{"编号", "名称", "类别", "行政区划代码", "表头", "创建时间"},
		list: func(req model.ListRequest) (model.List[model.ImportMapping], error) {
			return h.svc.List(c.Request().Context(), c.actor, kind, req)
		},
		item: c.importMapping,
		cells: func(rows []model.ImportMapping) ([][]any, error) {
			return pluck(rows, func(m model.ImportMapping) []any {
				var headers []string
				for _, header := range slices.Sorted(maps.Keys(m.Fields)) {
					headers = append(headers, header+"："+m.Fields[header])
				}
				return []any{m.ID, m.Name, m.Kind.Label(), string(m.RegionCode), strings.Join(headers, "\n"), stamp(m.CreatedAt)}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Add a mapping of headers
//	@Description	The headers of an office's own tables, each with the field of the API that it stands for. An import takes it by its id, beside the headers that are known anyway.
//	@Tags			imports
//	@ID				createImportMapping
//	@Param			body	body		importMappingRequest	true	"the mapping"
//	@Success		201		{object}	importMappingResponse
//	@Router			/api/v1/import-mappings [post]
func (h importMappings) create(c *call) error {
	var req importMappingRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	m, err := h.svc.Create(c.Request().Context(), c.actor, model.ImportMappingEdit(req))
	if err != nil {
		return err
	}
	return c.created(m.Version, fmt.Sprintf("/import-mappings/%d", m.ID), c.importMapping(m))
}

// get godoc
//
//	@Summary	Read a mapping of headers
//	@Tags		imports
//	@ID			getImportMapping
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	importMappingResponse
//	@Router		/api/v1/import-mappings/{id} [get]
func (h importMappings) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	m, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(m.Version, c.importMapping(m))
}

// update godoc
//
//	@Summary		Change a mapping of headers
//	@Description	fields is replaced as a whole. Imports that have used the mapping keep what it said.
//	@Tags			imports
//	@ID				updateImportMapping
//	@Param			id			path		int						true	"id"
//	@Param			If-Match	header		string					true	"ETag of the version the change is made on"
//	@Param			body		body		importMappingRequest	true	"what is to change"
//	@Success		200			{object}	importMappingResponse
//	@Router			/api/v1/import-mappings/{id} [patch]
func (h importMappings) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var old map[string]string
	patch, err := patchOf(c, func(e model.ImportMappingEdit) importMappingRequest {
		old, e.Fields = e.Fields, nil // a body is decoded into the map that is there
		return importMappingRequest(e)
	}, func(r importMappingRequest) model.ImportMappingEdit {
		if r.Fields == nil {
			r.Fields = old
		}
		return model.ImportMappingEdit(r)
	})
	if err != nil {
		return err
	}
	m, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return c.thing(m.Version, c.importMapping(m))
}

// delete godoc
//
//	@Summary	Delete a mapping of headers
//	@Tags		imports
//	@ID			deleteImportMapping
//	@Param		id			path	int		true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Success	204
//	@Router		/api/v1/import-mappings/{id} [delete]
func (h importMappings) delete(c *call) error { return c.deleteByID(h.svc.Delete) }
