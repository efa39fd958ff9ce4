package api

import (
	"slices"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type inspections struct{ svc *service.Inspections }

func inspectionRoutes(r routes, s *service.Services) {
	h := inspections{s.Inspections}
	r.get("/inspections", "listInspections", h.list)
	r.get("/inspections/:id", "getInspection", h.get)
	r.get("/inspections/:id/revisions", "listRevisions", h.revisions)
	r.get("/inspections/:id/assessment", "assessInspection", h.assess)
	r.get("/campaigns/:code/what-if", "assessCampaign", h.whatIf)
	r.put("/inspections/:id/submission", "submitInspection", h.submit)
	r.post("/inspections/:id/confirm", "confirmInspection", h.confirm)
	r.post("/inspections/:id/return", "returnInspection", h.giveBack)
	r.post("/inspections/:id/waive", "waiveInspection", h.waive)
	r.post("/inspections/:id/recheck", "recheckInspection", h.recheckInspection)
	r.get("/inspections/:id/rechecks", "listRechecks", h.rechecks)
	r.post("/campaigns/:code/submissions", "submitMany", h.submitMany)
}

type targetResponse struct {
	SiteID    model.OptionalID `json:"site_id" validate:"required" example:"37"`
	AccountID model.OptionalID `json:"account_id" validate:"required" example:""`
	// site code, or the permanent id of an account
	Code             string           `json:"code" validate:"required" example:"4228010052"`
	Name             string           `json:"name" validate:"required" example:"恩施市人民政府"`
	HomeURL          string           `json:"home_url" validate:"required" example:"https://es.gov.cn/"`
	IsPortal         bool             `json:"is_portal" validate:"required" example:"true"`
	Platform         model.Platform   `json:"platform" validate:"required" example:""`
	OrganizationName string           `json:"organization_name" validate:"required" example:"恩施市人民政府"`
	RegionCode       model.RegionCode `json:"region_code" validate:"required" example:"422801"`
} //	@name	Target

// inspectionSummary is an inspection in a list.
type inspectionSummary struct {
	ID       uint64        `json:"id" validate:"required" example:"37"`
	Campaign string        `json:"campaign" validate:"required" example:"422800-2022-3"`
	Kind     model.Subject `json:"kind" validate:"required" example:"site"`
	// as it stood when the campaign opened
	Target targetResponse `json:"target" validate:"required"`
	// why it is a target: full, listed, portal, last_failure, new, sampled or added
	DrawnAs model.DrawOutcome `json:"drawn_as" validate:"required" example:"full"`
	// why it was added to the open campaign; empty otherwise
	DrawnReason string                 `json:"drawn_reason" validate:"required" example:""`
	Status      model.InspectionStatus `json:"status" validate:"required" example:"submitted"`
	// pass, fail, or null while there is no result
	Verdict *model.Verdict `json:"verdict" validate:"required" extensions:"x-nullable" example:"pass"`
	// points after deductions; null where no score is computed
	DeductedScore *model.Score `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score `json:"bonus_score" validate:"required" example:"5"`
	// deducted and bonus together
	FinalScore *model.Score `json:"final_score" validate:"required" example:"100"`
	// number of the newest submission, 0 for none
	Revision    int    `json:"revision" validate:"required" example:"1"`
	WaiveReason string `json:"waive_reason" validate:"required" example:""`
	// what to mend, after the result was returned and until the next submission
	ReturnReason string `json:"return_reason" validate:"required" example:""`
	// id of the user who inspects the target; null for whoever does in its region
	AssignedTo   model.OptionalID `json:"assigned_to" validate:"required" example:"7"`
	AssignedName string           `json:"assigned_name" validate:"required" example:"inspector-01"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"2"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
	// what the caller may do with it now; nothing unless the campaign is open
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"submit"`
} //	@name	InspectionSummary

type inspectionResponse struct {
	inspectionSummary
	// how the verdict follows from the findings, line by line
	Explanation []explanationResponse `json:"explanation" validate:"required"`
	Findings    []findingResponse     `json:"findings" validate:"required"`
	Note        string                `json:"note" validate:"required" example:""`
	SubmittedBy string                `json:"submitted_by" validate:"required" example:"inspector"`
	SubmittedAt *time.Time            `json:"submitted_at" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-09T01:00:00Z"`
	// the newest look at the target again since this result; the verdict above stands
	Recheck *recheckResponse `json:"recheck" validate:"required" extensions:"x-nullable"`
} //	@name	Inspection

type explanationResponse struct {
	// stable, for programs
	Code string `json:"code" validate:"required" example:"deducted"`
	// code of the indicator, empty for lines about the whole
	Indicator string `json:"indicator" validate:"required" example:"D05"`
	Name      string `json:"name" validate:"required" example:"政策文件"`
	// findings under the indicator
	Findings int `json:"findings" validate:"required" example:"1"`
	// what they come to
	Points model.Points `json:"points" validate:"required" example:"5"`
	// what of it changed the score
	Counted model.Points `json:"counted" validate:"required" example:"5"`
	// for people
	Detail string `json:"detail" validate:"required" example:"D05 政策文件：扣 5 分"`
} //	@name	ExplanationLine

type findingRequest struct {
	// code in the catalogue; empty makes it an observation, which never changes a verdict
	Indicator string `json:"indicator" maxLength:"16" example:"D05"`
	// 1 when left out
	Occurrences int `json:"occurrences" minimum:"0" maximum:"1000" example:"1"`
	// of one occurrence; only where the indicator leaves them open
	Points      model.Points `json:"points" example:"0"`
	Description string       `json:"description" maxLength:"1000" example:"政策文件栏目六个月未更新"`
	LocationURL string       `json:"location_url" maxLength:"500" example:"https://es.gov.cn/zcwj/"`
	// of a finding that stands already, when it is to keep its number whatever else changes
	Number string `json:"number" maxLength:"40" example:""`
} //	@name	FindingRequest

type findingResponse struct {
	Indicator   string       `json:"indicator" validate:"required" example:"D05"`
	Occurrences int          `json:"occurrences" validate:"required" example:"1"`
	Points      model.Points `json:"points" validate:"required" example:"0"`
	Description string       `json:"description" validate:"required" example:"政策文件栏目六个月未更新"`
	LocationURL string       `json:"location_url" validate:"required" example:"https://es.gov.cn/zcwj/"`
	// the finding as it is followed; null for one of before there were numbers
	ID model.OptionalID `json:"id" validate:"required" example:"17"`
	// never used twice
	Number string `json:"number" validate:"required" example:"422800-2022-3-0017"`
} //	@name	Finding

type submissionRequest struct {
	// at most 200; none is a clean result
	Findings []findingRequest `json:"findings" validate:"required" given:"always"`
	Note     string           `json:"note" maxLength:"4000" example:""`
} //	@name	SubmissionRequest

func (r submissionRequest) edit() model.SubmissionEdit {
	return model.SubmissionEdit{Findings: toFindings(r.Findings), Note: r.Note}
}

func toFindings[F findingRequest | draftFinding](in []F) []model.FindingEdit {
	out := make([]model.FindingEdit, len(in))
	for i, f := range in {
		out[i] = model.FindingEdit(f)
	}
	return out
}

func (c *call) inspectionSummary(i model.Inspection, open bool) inspectionSummary {
	out := inspectionSummary{
		ID: i.ID, Campaign: i.CampaignCode, Kind: i.Kind, Target: targetResponse{
			SiteID: i.SiteID, AccountID: i.AccountID, Code: i.TargetCode, Name: i.TargetName, HomeURL: i.TargetHomeURL,
			IsPortal: i.TargetIsPortal, Platform: i.TargetPlatform, OrganizationName: i.TargetOrganizationName,
			RegionCode: i.RegionCode,
		},
		DrawnAs: i.DrawnAs, DrawnReason: i.DrawnReason, Status: i.Status, DeductedScore: i.DeductedScore, BonusScore: i.BonusScore, FinalScore: i.FinalScore,
		Revision: i.Revision, WaiveReason: i.WaiveReason, ReturnReason: i.ReturnReason, Version: i.Version, CreatedAt: i.CreatedAt.Time,
		UpdatedAt: i.UpdatedAt.Time, AllowedActions: c.inspectionActions(i, open), AssignedTo: i.AssignedTo, AssignedName: i.AssignedName,
	}
	if i.Verdict != "" {
		out.Verdict = &i.Verdict
	}
	return out
}

func (c *call) inspectionActions(i model.Inspection, open bool) []string {
	actions := []string{}
	if !open {
		return actions
	}
	needs := map[string]model.Permission{
		"submit": model.SubmitResults, "confirm": model.ReviewResults, "return": model.ReviewResults,
		"waive": model.ManageCampaigns,
	}
	for _, action := range i.Status.Actions() {
		if c.actor.Can(needs[action], i.RegionCode) && (action != "submit" || i.LeftTo(c.actor) == nil) {
			actions = append(actions, action)
		}
	}
	return append(actions, c.assignmentActions(i)...)
}

func (c *call) inspection(r model.Result) inspectionResponse {
	out := inspectionResponse{
		inspectionSummary: c.inspectionSummary(r.Inspection, r.Open), Explanation: c.explanation(r.Submission.Explanation),
		Findings: []findingResponse{}, Note: r.Submission.Note, SubmittedBy: r.Submission.SubmittedBy,
		SubmittedAt: optionalTime(r.Submission.CreatedAt),
	}
	if s := r.Submission; r.Inspection.Status == model.InspectionSubmitted && c.actor.Is(s.UserID, s.TokenID) {
		out.AllowedActions = slices.DeleteFunc(out.AllowedActions, func(action string) bool { return action == string(model.VerbConfirm) })
	}
	if r.Recheck != nil {
		again := c.recheck(*r.Recheck)
		out.Recheck = &again
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, findingResponse{
			f.Indicator, f.Occurrences, f.Points, f.Description, f.LocationURL, f.RectificationID, f.Number,
		})
	}
	return out
}

// list godoc
//
//	@Summary	List inspections
//	@Tags		inspections
//	@ID			listInspections
//	@Produce	json,text/csv
//	@Param		campaign	query		string	false	"code of the campaign"
//	@Param		region		query		string	false	"code prefix: everything under it"
//	@Param		kind		query		string	false	"what was inspected"	Enums(site,account)
//	@Param		status		query		string	false	"status"				Enums(pending,submitted,returned,confirmed,waived,waiving)
//	@Param		verdict		query		string	false	"verdict"				Enums(pass,fail)
//	@Param		platform	query		string	false	"platform"				Enums(wechat,weibo,douyin,kuaishou,toutiao,channels,mini_program,app,other)
//	@Param		portal		query		bool	false	"portals or others"
//	@Param		q			query		string	false	"words in name, code or address of the target"
//	@Param		assigned_to	query		string	false	"id of a user, me for those of the caller, none for those of nobody"
//	@Param		page		query		int		false	"number of the page, from 1"
//	@Param		size		query		int		false	"rows of a page, at most 200"
//	@Param		sort		query		string	false	"code, name, platform, region_code, status, verdict, updated_at; with - descending"
//	@Param		after		query		string	false	"instead of page: the next of the piece before"
//	@Param		limit		query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format		query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200			{object}	listOf[inspectionSummary]
//	@Router		/api/v1/inspections [get]
func (h inspections) list(c *call) error {
	q := c.query()
	f := model.InspectionFilter{
		Campaign: q.text("campaign"), Region: q.region(), Kind: oneOf(q, "kind", model.SubjectKinds),
		Status: oneOf(q, "status", model.InspectionStatuses), Verdict: oneOf(q, "verdict", model.Verdicts),
		Platform: oneOf(q, "platform", model.Platforms), Portal: q.flag("portal"), Query: q.text("q"),
	}
	f.AssignedTo, f.Unassigned = q.assignee(c.actor)
	var open map[string]bool
	return lister[model.Inspection, inspectionSummary]{
		name: "inspections",
		header: []any{
			"检查", "类别", "标识码", "名称", "首页地址", "平台", "主办单位", "行政区划代码", "状态", "结果", "扣分后得分", "加分", "总分", "检查人员",
		},
		list: func(req model.ListRequest) (model.List[model.Inspection], error) {
			found, err := h.svc.List(c.Request().Context(), c.actor, f, req)
			if err == nil {
				open, err = h.svc.Open(c.Request().Context(), c.actor, found.Items)
			}
			return found, err
		},
		item: func(i model.Inspection) inspectionSummary { return c.inspectionSummary(i, open[i.CampaignCode]) },
		cells: func(rows []model.Inspection) ([][]any, error) {
			return pluck(rows, func(i model.Inspection) []any {
				return []any{
					i.CampaignCode, i.Kind.Label(), i.TargetCode, i.TargetName, i.TargetHomeURL, i.TargetPlatform.Label(),
					i.TargetOrganizationName, string(i.RegionCode), i.Status.Label(), i.ResultLabel(),
					printedScore(i.DeductedScore), printedScore(i.BonusScore), printedScore(i.FinalScore), i.AssignedName,
				}
			}), nil
		},
	}.respond(c, q)
}

func printedScore(s *model.Score) string {
	if s == nil {
		return ""
	}
	return s.Rounded(2)
}

// get godoc
//
//	@Summary	Read an inspection with its newest result
//	@Tags		inspections
//	@ID			getInspection
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	inspectionResponse
//	@Router		/api/v1/inspections/{id} [get]
func (h inspections) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	result, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.fresh(result.Inspection.Version, c.inspection(result))
}

// submit godoc
//
//	@Summary		Submit the result of an inspection
//	@Description	The verdict and the score are computed from the findings, never taken. Every submission is kept as a revision.
//	@Tags			inspections
//	@ID				submitInspection
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		submissionRequest	true	"the findings"
//	@Success		200			{object}	inspectionResponse
//	@Router			/api/v1/inspections/{id}/submission [put]
func (h inspections) submit(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	var req submissionRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	result, err := h.svc.Submit(c.Request().Context(), c.actor, id, version, req.edit())
	if err != nil {
		return err
	}
	return c.thing(result.Inspection.Version, c.inspection(result))
}

// confirm godoc
//
//	@Summary		Confirm a result or a waiver
//	@Description	Who confirms is not who submitted, or who proposed the waiver.
//	@Tags			inspections
//	@ID				confirmInspection
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	inspectionResponse
//	@Router			/api/v1/inspections/{id}/confirm [post]
func (h inspections) confirm(c *call) error {
	if err := c.noInput(); err != nil {
		return err
	}
	return h.move(c, model.VerbConfirm, model.Reason{})
}

// giveBack godoc
//
//	@Summary	Return a result to the inspector, or refuse a waiver
//	@Tags		inspections
//	@ID			returnInspection
//	@Param		id			path		int			true	"id"
//	@Param		If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param		body		body		whyRequest	true	"what to mend"
//	@Success	200			{object}	inspectionResponse
//	@Router		/api/v1/inspections/{id}/return [post]
func (h inspections) giveBack(c *call) error { return h.moveWhy(c, model.VerbReturn) }

// waive godoc
//
//	@Summary		Waive a target
//	@Description	A waived target counts neither as passed nor as failed. Where the campaign has its results reviewed, this proposes the waiver, and another person confirms it.
//	@Tags			inspections
//	@ID				waiveInspection
//	@Param			id			path		int			true	"id"
//	@Param			If-Match	header		string		true	"ETag of the version the change is made on"
//	@Param			body		body		whyRequest	true	"why"
//	@Success		200			{object}	inspectionResponse
//	@Router			/api/v1/inspections/{id}/waive [post]
func (h inspections) waive(c *call) error { return h.moveWhy(c, model.VerbWaive) }

func (h inspections) moveWhy(c *call, verb model.InspectionVerb) error {
	reason, err := c.why()
	if err != nil {
		return err
	}
	return h.move(c, verb, reason)
}

func (h inspections) move(c *call, verb model.InspectionVerb, reason model.Reason) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	result, err := h.svc.Move(c.Request().Context(), c.actor, id, version, verb, reason)
	if err != nil {
		return err
	}
	return c.thing(result.Inspection.Version, c.inspection(result))
}
