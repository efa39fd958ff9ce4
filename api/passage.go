package api

import (
	"fmt"
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type passages struct{ svc *service.Passages }

func passageRoutes(r routes, s *service.Services) {
	h := passages{s.Passages}
	r.get("/passages", "listPassages", h.list)
	r.post("/passages", "createPassage", h.create)
	r.get("/passages/:id", "getPassage", h.get)
	r.patch("/passages/:id", "updatePassage", h.update)
	r.delete("/passages/:id", "deletePassage", h.remove)
}

type passageRequest struct {
	// the area whose office keeps it
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422800"`
	Title      string           `json:"title" validate:"required" maxLength:"200" example:"加强内容保障"`
	Text       string           `json:"text" validate:"required" maxLength:"10000" example:"对照检测结果逐栏目排查，落实信息更新责任。"`
} //	@name	PassageRequest

type passageResponse struct {
	ID         uint64           `json:"id" validate:"required" example:"1"`
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422800"`
	Title      string           `json:"title" validate:"required" example:"加强内容保障"`
	Text       string           `json:"text" validate:"required" example:"对照检测结果逐栏目排查，落实信息更新责任。"`
	Version    uint64           `json:"version" validate:"required" example:"1"`
	CreatedAt  time.Time        `json:"created_at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-08T01:00:00Z"`
	UpdatedAt  time.Time        `json:"updated_at" validate:"required" swaggertype:"string" format:"date-time" example:"2022-10-08T01:00:00Z"`
} //	@name	Passage

func toPassage(p model.Passage) passageResponse {
	return passageResponse{p.ID, p.RegionCode, p.Title, p.Text, p.Version, p.CreatedAt.Time, p.UpdatedAt.Time}
}

type passageList struct {
	Items []passageResponse `json:"items" validate:"required"`
} //	@name	Passages

// list godoc
//
//	@Summary	List the ready texts for bulletins
//	@Tags		bulletins
//	@ID			listPassages
//	@Success	200	{object}	passageList
//	@Router		/api/v1/passages [get]
func (h passages) list(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	rows, err := h.svc.List(c.Request().Context(), c.actor)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, passageList{pluck(rows, toPassage)})
}

// create godoc
//
//	@Summary	Add a ready text for bulletins
//	@Tags		bulletins
//	@ID			createPassage
//	@Param		body	body		passageRequest	true	"the text"
//	@Success	201		{object}	passageResponse
//	@Router		/api/v1/passages [post]
func (h passages) create(c *call) error {
	var req passageRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.PassageEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, fmt.Sprintf("/passages/%d", row.ID), toPassage(row))
}

// get godoc
//
//	@Summary		Read a ready text for bulletins
//	@Description	One of the caller's area or of an area around it.
//	@Tags			bulletins
//	@ID				getPassage
//	@Param			id	path		int	true	"id"
//	@Success		200	{object}	passageResponse
//	@Router			/api/v1/passages/{id} [get]
func (h passages) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(row.Version, toPassage(row))
}

// update godoc
//
//	@Summary		Change a ready text for bulletins
//	@Description	What was issued with it stays as it was.
//	@Tags			bulletins
//	@ID				updatePassage
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		passageRequest	true	"what changes"
//	@Success		200			{object}	passageResponse
//	@Router			/api/v1/passages/{id} [patch]
func (h passages) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.PassageEdit) passageRequest { return passageRequest(e) },
		func(r passageRequest) model.PassageEdit { return model.PassageEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return c.thing(row.Version, toPassage(row))
}

// remove godoc
//
//	@Summary		Remove a ready text for bulletins
//	@Description	A bulletin on its way that names it says so in its checks.
//	@Tags			bulletins
//	@ID				deletePassage
//	@Param			id			path	int		true	"id"
//	@Param			If-Match	header	string	true	"ETag of the version the change is made on"
//	@Success		204
//	@Router			/api/v1/passages/{id} [delete]
func (h passages) remove(c *call) error { return c.deleteByID(h.svc.Delete) }
