package api

import (
	"net/http"

	"xuncha/model"
	"xuncha/service"
)

func assignmentRoutes(r routes, s *service.Services) {
	h, t := inspections{s.Inspections}, statistics{s.Statistics}
	r.post("/inspections/:id/assign", "assignInspection", h.assign)
	r.post("/inspections/:id/unassign", "unassignInspection", h.unassign)
	r.get("/inspections/:id/revisions/compare", "compareRevisions", h.compare)
	r.post("/campaigns/:code/assignments", "assignTargets", h.assignMany)
	r.get("/campaigns/:code/progress", "getProgress", t.progress)
}

// assignee is whose targets are asked for: a user, or those of nobody.
func (q *query) assignee(a model.Actor) (userID uint64, nobody bool) {
	const name = "assigned_to"
	switch q.values.Get(name) {
	case "none":
		return 0, q.text(name) != ""
	case "me":
		if q.text(name); a.UserID == 0 {
			q.fault(name, "no_own_list")
		}
		return a.UserID, false
	}
	return q.id(name), false
}

// assignmentActions are what the caller may do about who inspects a target, in any state of it.
func (c *call) assignmentActions(i model.Inspection) []string {
	switch {
	case !c.actor.Can(model.ManageCampaigns, i.RegionCode):
		return nil
	case i.AssignedTo == 0:
		return []string{"assign"}
	}
	return []string{"assign", "unassign"}
}

type assignRequest struct {
	// id of an active user who may submit results, and whose region has the target
	UserID uint64 `json:"user_id" validate:"required" example:"7"`
} //	@name	AssignRequest

// assign godoc
//
//	@Summary		Give a target to an inspector
//	@Description	No other inspector submits its result then. Administrators may, and so may keys, which are no persons.
//	@Tags			inspections
//	@ID				assignInspection
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		assignRequest	true	"to whom"
//	@Success		200			{object}	inspectionResponse
//	@Router			/api/v1/inspections/{id}/assign [post]
func (h inspections) assign(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req assignRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	result, err := h.svc.Assign(c.Request().Context(), c.actor, id, version, req.UserID)
	if err != nil {
		return err
	}
	return c.thing(result.Inspection.Version, c.inspection(result))
}

// unassign godoc
//
//	@Summary	Leave a target to whoever inspects in its region
//	@Tags		inspections
//	@ID			unassignInspection
//	@Param		id			path		int		true	"id"
//	@Param		If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success	200			{object}	inspectionResponse
//	@Router		/api/v1/inspections/{id}/unassign [post]
func (h inspections) unassign(c *call) error {
	if err := c.noInput(); err != nil {
		return err
	}
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	result, err := h.svc.Unassign(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return c.thing(result.Inspection.Version, c.inspection(result))
}

type assignmentsRequest struct {
	By model.AssignBy `json:"by" validate:"required" example:"even"`
	// by list: whatever state a target is in, and whoever has it; at most 1,000
	Items *[]targetAssignmentRequest `json:"items" extensions:"x-nullable"`
	// by region: the rows of the county table, or regions below them; at most 200
	Regions *[]regionAssignmentRequest `json:"regions" extensions:"x-nullable"`
	// evenly: in the order of the codes of the targets, each to the user who has the fewest of the campaign then; at most 200
	Users []uint64 `json:"users" example:"7"`
	// evenly: only the targets of this row of the county table; all when left out
	RegionCode model.RegionCode `json:"region_code" example:"422801"`
	// by region and evenly: only targets of this kind; both when left out
	Kind model.Subject `json:"kind" example:"site"`
	// by region and evenly: targets that somebody has already, too
	Reassign bool `json:"reassign" example:"true"`
} //	@name	AssignmentsRequest

type targetAssignmentRequest struct {
	InspectionID uint64 `json:"inspection_id" validate:"required" example:"37"`
	UserID       uint64 `json:"user_id" validate:"required" example:"7"`
} //	@name	TargetAssignmentRequest

type regionAssignmentRequest struct {
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	UserID     uint64           `json:"user_id" validate:"required" example:"7"`
} //	@name	RegionAssignmentRequest

type assignmentsResponse struct {
	// targets that have changed hands
	Assigned int `json:"assigned" validate:"required" example:"22"`
	// each user of the request, in its order
	Users []assignedResponse `json:"users" validate:"required"`
} //	@name	Assignments

type assignedResponse struct {
	UserID uint64 `json:"user_id" validate:"required" example:"7"`
	Name   string `json:"name" validate:"required" example:"inspector-01"`
	// targets that the user got now
	Assigned int `json:"assigned" validate:"required" example:"22"`
	// targets of the campaign that the user has
	Total int `json:"total" validate:"required" example:"30"`
} //	@name	Assigned

// assignMany godoc
//
//	@Summary		Give many targets of an open campaign to inspectors
//	@Description	By list, by region or evenly; all or nothing. By region and evenly those targets are given that want a result: pending and returned ones, that nobody has unless reassign is true.
//	@Tags			inspections
//	@ID				assignTargets
//	@Param			code	path		string				true	"code of the campaign"
//	@Param			body	body		assignmentsRequest	true	"who gets what"
//	@Success		200		{object}	assignmentsResponse
//	@Router			/api/v1/campaigns/{code}/assignments [post]
func (h inspections) assignMany(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	b, err := c.readBodyUpTo(maxBody, maxBulk)
	if err != nil {
		return err
	}
	var req assignmentsRequest
	if err := b.decode(&req); err != nil {
		return err
	}
	e := model.AssignmentEdit{
		By: req.By, Users: req.Users, RegionCode: req.RegionCode, Kind: req.Kind, Reassign: req.Reassign,
	}
	if req.Items != nil {
		e.Items = pluck(*req.Items, func(r targetAssignmentRequest) model.TargetAssignment { return model.TargetAssignment(r) })
	}
	if req.Regions != nil {
		e.Regions = pluck(*req.Regions, func(r regionAssignmentRequest) model.RegionAssignment { return model.RegionAssignment(r) })
	}
	got, err := h.svc.AssignMany(c.Request().Context(), c.actor, c.Param("code"), e)
	if err != nil {
		return err
	}
	out := assignmentsResponse{Users: []assignedResponse{}}
	for _, g := range got {
		out.Assigned += g.Targets
		out.Users = append(out.Users, assignedResponse{g.User.ID, g.User.Name, g.Targets, g.Total})
	}
	return writeJSON(c, http.StatusOK, out)
}
