package api

import (
	"net/http"
	"time"

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

type reviewResponse struct {
	Action model.InspectionVerb `json:"action" validate:"required" example:"return"`
	// remark of whoever returned it, or why the target is waived
	Reason     string    `json:"reason" validate:"required" example:"缺少截图"`
	ReviewedBy string    `json:"reviewed_by" validate:"required" example:"reviewer-01"`
	ReviewedAt time.Time `json:"reviewed_at" validate:"required" format:"date-time" example:"2022-10-10T01:00:00Z"`
} //	@name	Review

func newReview(r model.Review) reviewResponse {
	return reviewResponse{r.Verb, r.Reason, r.ReviewedBy, r.CreatedAt.Time}
}

type revisionComparisonResponse struct {
	From comparedRevision `json:"from" validate:"required"`
	To   comparedRevision `json:"to" validate:"required"`
	// only in to
	Added []findingResponse `json:"added" validate:"required"`
	// only in from
	Removed []findingResponse `json:"removed" validate:"required"`
	// in both, and not the same
	Changed []changedFinding `json:"changed" validate:"required"`
	// findings that are the same in both
	Unchanged      int  `json:"unchanged" validate:"required" example:"3"`
	VerdictChanged bool `json:"verdict_changed" validate:"required" example:"false"`
	ScoreChanged   bool `json:"score_changed" validate:"required" example:"true"`
	NoteChanged    bool `json:"note_changed" validate:"required" example:"false"`
} //	@name	RevisionComparison

type comparedRevision struct {
	Revision      int           `json:"revision" validate:"required" example:"1"`
	Verdict       model.Verdict `json:"verdict" validate:"required" example:"pass"`
	DeductedScore *model.Score  `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score  `json:"bonus_score" validate:"required" example:"5"`
	FinalScore    *model.Score  `json:"final_score" validate:"required" example:"100"`
	Note          string        `json:"note" validate:"required" example:""`
	SubmittedBy   string        `json:"submitted_by" validate:"required" example:"inspector-01"`
	SubmittedAt   time.Time     `json:"submitted_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
} //	@name	ComparedRevision

type changedFinding struct {
	From findingResponse `json:"from" validate:"required"`
	To   findingResponse `json:"to" validate:"required"`
	// what differs: occurrences, points, description
	Fields []string `json:"fields" validate:"required" example:"occurrences"`
} //	@name	ChangedFinding

func newComparedRevision(r model.Result) comparedRevision {
	s := r.Submission
	return comparedRevision{s.Revision, s.Verdict, s.DeductedScore, s.BonusScore, s.FinalScore, s.Note, s.SubmittedBy, s.CreatedAt.Time}
}

// compare godoc
//
//	@Summary		Compare two revisions of a result
//	@Description	A finding is the same in both when indicator, place and description are, or else when indicator and place are.
//	@Tags			inspections
//	@ID				compareRevisions
//	@Param			id		path		int	true	"id"
//	@Param			from	query		int	true	"number of a revision"
//	@Param			to		query		int	true	"number of another one"
//	@Success		200		{object}	revisionComparisonResponse
//	@Router			/api/v1/inspections/{id}/revisions/compare [get]
func (h inspections) compare(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	from, to := q.revision("from"), q.revision("to")
	if err := q.done(); err != nil {
		return err
	}
	found, err := h.svc.Compare(c.Request().Context(), c.actor, id, from, to)
	if err != nil {
		return err
	}
	shown := func(findings []model.Finding) []findingResponse {
		return c.inspection(model.Result{Findings: findings}).Findings
	}
	out := revisionComparisonResponse{
		From: newComparedRevision(found.From), To: newComparedRevision(found.To), Added: shown(found.Added),
		Removed: shown(found.Removed), Changed: []changedFinding{}, Unchanged: found.Unchanged,
		VerdictChanged: found.VerdictChanged, ScoreChanged: found.ScoreChanged, NoteChanged: found.NoteChanged,
	}
	for _, change := range found.Changed {
		both := shown([]model.Finding{change.From, change.To})
		out.Changed = append(out.Changed, changedFinding{both[0], both[1], change.Fields})
	}
	return writeJSON(c, http.StatusOK, out)
}

// revision is the number of a revision, which must be there.
func (q *query) revision(name string) int {
	if !q.values.Has(name) {
		q.text(name)
		q.fault(name, "required")
		return 0
	}
	const most = 1_000_000
	return q.number(name, 0, 1, most)
}

type progressResponse struct {
	Campaign string              `json:"campaign" validate:"required" example:"422800-2022-3"`
	Kind     *model.Subject      `json:"kind" validate:"required" extensions:"x-nullable" example:"site"`
	GroupBy  model.ProgressGroup `json:"group_by" validate:"required" example:"inspector"`
	Items    []progressRow       `json:"items" validate:"required"`
	Total    progressTotal       `json:"total" validate:"required"`
} //	@name	Progress

type progressRow struct {
	// code of the region, or id of the inspector; empty for the targets of nobody
	Key   string `json:"key" validate:"required" example:"7"`
	Label string `json:"label" validate:"required" example:"inspector-01"`
	progressCounts
} //	@name	ProgressRow

type progressTotal struct {
	Label string `json:"label" validate:"required" example:"合计"`
	progressCounts
} //	@name	ProgressTotal

// progressCounts counts every target in one of the states.
type progressCounts struct {
	Targets int64 `json:"targets" validate:"required" example:"48"`
	Pending int64 `json:"pending" validate:"required" example:"20"`
	// waivers that wait for a second person
	Waiving   int64 `json:"waiving" validate:"required" example:"0"`
	Submitted int64 `json:"submitted" validate:"required" example:"10"`
	Returned  int64 `json:"returned" validate:"required" example:"2"`
	Confirmed int64 `json:"confirmed" validate:"required" example:"15"`
	Waived    int64 `json:"waived" validate:"required" example:"1"`
	// of the pending and returned ones, those for which somebody has begun a draft; null for unit staff
	Drafted *int64 `json:"drafted" validate:"required" extensions:"x-nullable" example:"3"`
	// what keeps the campaign from closing no more: waived, and confirmed where results are reviewed, else submitted
	Done     int64  `json:"done" validate:"required" example:"16"`
	DoneText string `json:"done_text" validate:"required" example:"33.3%"`
} //	@name	ProgressCounts

func newProgressCounts(p model.Progress, s model.Stage) progressCounts {
	out := progressCounts{
		Targets: s.Targets, Pending: s.Pending, Waiving: s.Waiving, Submitted: s.Submitted, Returned: s.Returned,
		Confirmed: s.Confirmed, Waived: s.Waived, Done: s.Done(p.ReviewRequired), DoneText: p.DoneText(s),
	}
	if !p.DraftsHidden {
		out.Drafted = &s.Drafted
	}
	return out
}

// progress godoc
//
//	@Summary		Read how far a campaign is
//	@Description	By region, in the rows of the county table, or by inspector. A caller sees its own region.
//	@Tags			statistics
//	@ID				getProgress
//	@Produce		json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			kind		query		string	false	"what is inspected; both when left out"	Enums(site,account)
//	@Param			group_by	query		string	false	"rows of the table; region when left out"	Enums(region,inspector)
//	@Param			format		query		string	false	"form of the answer"	Enums(json,csv,xlsx)
//	@Success		200			{object}	progressResponse
//	@Router			/api/v1/campaigns/{code}/progress [get]
func (h statistics) progress(c *call) error {
	q := c.query()
	kind := oneOf(q, "kind", model.SubjectKinds)
	by := oneOf(q, "group_by", model.ProgressGroups)
	if by == "" {
		by = model.ProgressByRegion
	}
	format, err := c.format(q, "json", "csv", "xlsx")
	if err != nil {
		return err
	}
	if err := q.done(); err != nil {
		return err
	}
	table, err := h.svc.Progress(c.Request().Context(), c.actor, c.Param("code"), kind, by)
	if err != nil {
		return err
	}
	if format != "json" {
		return c.printed(format, "progress-"+c.Param("code"), table.Print())
	}
	out := progressResponse{
		Campaign: table.Campaign, GroupBy: table.GroupBy, Items: []progressRow{},
		Total: progressTotal{Label: model.TotalLabel, progressCounts: newProgressCounts(table, table.Total)},
	}
	if kind != "" {
		out.Kind = &table.Kind
	}
	for _, r := range table.Rows {
		out.Items = append(out.Items, progressRow{Key: r.Key, Label: r.Label, progressCounts: newProgressCounts(table, r.Stage)})
	}
	return writeJSON(c, http.StatusOK, out)
}
