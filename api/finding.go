package api

import (
	"time"

	"xuncha/model"
	"xuncha/service"
)

type findings struct{ svc *service.Findings }

func findingRoutes(r routes, s *service.Services) {
	h := findings{s.Findings}
	r.get("/findings", "listFindings", h.list)
	r.get("/findings/:id", "getFinding", h.get)
	r.patch("/findings/:id", "updateFinding", h.update)
	r.post("/findings/:id/submit", "submitProof", h.submit)
	r.post("/findings/:id/accept", "acceptProof", h.accept)
	r.post("/findings/:id/reject", "rejectProof", h.reject)
	r.post("/findings/:id/extend", "extendFinding", h.extend)
	r.post("/findings/:id/exempt", "exemptFinding", h.exempt)
	r.get("/findings/:id/measures", "listMeasures", h.measures)
	r.post("/findings/:id/measures", "recordMeasure", h.recordMeasure)
	r.post("/measures/:id/revoke", "revokeMeasure", h.revokeMeasure)
	r.post("/campaigns/:code/findings/due", "setDueDays", h.setDue)
	r.get("/campaigns/:code/measures", "countMeasures", h.countMeasures)
}

// trackedResponse is a finding in a list.
type trackedResponse struct {
	ID uint64 `json:"id" validate:"required" example:"17"`
	// campaign and serial; never used twice
	Number       string        `json:"number" validate:"required" example:"422800-2022-3-0017"`
	Campaign     string        `json:"campaign" validate:"required" example:"422800-2022-3"`
	InspectionID uint64        `json:"inspection_id" validate:"required" example:"37"`
	Kind         model.Subject `json:"kind" validate:"required" example:"site"`
	// named as it stood when the campaign opened; organization and region are those to which it belongs now
	Target trackedTargetResponse `json:"target" validate:"required"`
	Part   model.Part            `json:"part" validate:"required" enums:"veto,deduction,bonus,observation" example:"deduction"`
	// empty for an observation
	Indicator     string       `json:"indicator" validate:"required" example:"D05"`
	IndicatorName string       `json:"indicator_name" validate:"required" example:"政策文件"`
	Occurrences   int          `json:"occurrences" validate:"required" example:"1"`
	Points        model.Points `json:"points" validate:"required" example:"0"`
	Description   string       `json:"description" validate:"required" example:"政策文件栏目六个月未更新"`
	LocationURL   string       `json:"location_url" validate:"required" example:"https://es.gov.cn/zcwj/"`
	// as of today: an exemption ends by itself
	State model.FindingState `json:"state" validate:"required" enums:"open,submitted,accepted,exempted,withdrawn,none" example:"open"`
	// last day to put it right; null while none is set
	DueOn model.Date `json:"due_on" validate:"required" example:"2022-10-28"`
	// the last day has passed without proof; computed, in the time of China
	Overdue bool `json:"overdue" validate:"required" example:"false"`
	// last day of the exemption
	ExemptUntil model.Date `json:"exempt_until" validate:"required" example:""`
	// day of the newest proof
	SubmittedOn model.Date `json:"submitted_on" validate:"required" example:""`
	// id of the finding of an earlier campaign that has come back
	RecurrenceOf     model.OptionalID `json:"recurrence_of" validate:"required" example:""`
	RecurrenceNumber string           `json:"recurrence_number" validate:"required" example:""`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
	// what the caller may do with it now; nothing while the result does not stand
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"submit"`
} //	@name	TrackedFinding

type trackedTargetResponse struct {
	SiteID    model.OptionalID `json:"site_id" validate:"required" example:"37"`
	AccountID model.OptionalID `json:"account_id" validate:"required" example:""`
	// site code, or the permanent id of an account
	Code             string           `json:"code" validate:"required" example:"4228010052"`
	Name             string           `json:"name" validate:"required" example:"恩施市人民政府"`
	Platform         model.Platform   `json:"platform" validate:"required" example:""`
	OrganizationID   uint64           `json:"organization_id" validate:"required" example:"5"`
	OrganizationName string           `json:"organization_name" validate:"required" example:"恩施市人民政府"`
	RegionCode       model.RegionCode `json:"region_code" validate:"required" example:"422801"`
} //	@name	TrackedTarget

type findingDetailResponse struct {
	trackedResponse
	// what happened to it, the first thing first
	Steps []stepResponse `json:"steps" validate:"required"`
	// those struck out included
	Measures []measureResponse `json:"measures" validate:"required"`
} //	@name	FindingDetail

type stepResponse struct {
	Verb model.FindingVerb  `json:"verb" validate:"required" enums:"submit,accept,reject,extend,exempt,due,withdraw,reappear" example:"extend"`
	From model.FindingState `json:"from" validate:"required" example:"open"`
	To   model.FindingState `json:"to" validate:"required" example:"open"`
	// what was done, or why
	Note string `json:"note" validate:"required" example:"系统升级，需延期"`
	// who approved it, where it was not who did it
	Approver    string     `json:"approver" validate:"required" example:"州政府办公室"`
	DueBefore   model.Date `json:"due_before" validate:"required" example:"2022-10-28"`
	DueAfter    model.Date `json:"due_after" validate:"required" example:"2022-11-11"`
	ExemptUntil model.Date `json:"exempt_until" validate:"required" example:""`
	DoneBy      string     `json:"done_by" validate:"required" example:"reviewer"`
	DoneAt      time.Time  `json:"done_at" validate:"required" format:"date-time" example:"2022-10-20T01:00:00Z"`
} //	@name	FindingStep

var findingNeeds = map[string]model.Permission{
	"submit": model.SubmitProof, "accept": model.ReviewProof, "reject": model.ReviewProof, "extend": model.ReviewProof,
	"exempt": model.ReviewProof,
}

func (c *call) tracked(t model.Tracked) trackedResponse {
	out := trackedResponse{
		ID: t.ID, Number: t.Number, Campaign: t.CampaignCode, InspectionID: t.InspectionID, Kind: t.Kind,
		Target: trackedTargetResponse{
			SiteID: t.SiteID, AccountID: t.AccountID, Code: t.TargetCode, Name: t.TargetName, Platform: t.TargetPlatform,
			OrganizationID: t.OrganizationID, OrganizationName: t.OrganizationName, RegionCode: t.RegionCode,
		},
		Part: t.Part, Indicator: t.Indicator, IndicatorName: t.IndicatorName, Occurrences: t.Occurrences, Points: t.Points,
		Description: t.Description, LocationURL: t.LocationURL, State: t.StateNow(), DueOn: t.DueOn, Overdue: t.Late(),
		ExemptUntil: t.ExemptUntil, SubmittedOn: t.SubmittedOn, RecurrenceOf: t.RecurrenceOf,
		RecurrenceNumber: t.RecurrenceNumber, Version: t.Version, CreatedAt: t.CreatedAt.Time, UpdatedAt: t.UpdatedAt.Time,
		AllowedActions: []string{},
	}
	if !t.Standing {
		return out
	}
	if c.actor.Can(model.ReviewProof, t.RegionCode) {
		out.AllowedActions = append(out.AllowedActions, "update")
	}
	for _, action := range t.StateNow().Actions() {
		if c.actor.Can(findingNeeds[action], t.RegionCode) {
			out.AllowedActions = append(out.AllowedActions, action)
		}
	}
	return out
}

func (c *call) findingDetail(d service.FindingDetail) findingDetailResponse {
	return findingDetailResponse{
		trackedResponse: c.tracked(d.Tracked), Measures: pluck(d.Measures, c.measure),
		Steps: pluck(d.Steps, func(s model.RectificationStep) stepResponse {
			return stepResponse{
				Verb: s.Verb, From: s.FromState, To: s.ToState, Note: s.Note, Approver: s.Approver, DueBefore: s.DueBefore,
				DueAfter: s.DueAfter, ExemptUntil: s.ExemptUntil, DoneBy: s.DoneBy, DoneAt: s.CreatedAt.Time,
			}
		}),
	}
}

// list godoc
//
//	@Summary		List findings
//	@Description	Findings as they are followed until they are put right. State, due and overdue are as of today in the time of China.
//	@Tags			findings
//	@ID				listFindings
//	@Produce		json,text/csv
//	@Param			campaign		query		string	false	"code of the campaign"
//	@Param			region			query		string	false	"code prefix: everything under it, by the region of now"
//	@Param			organization	query		int		false	"id of the organization to which the target belongs now"
//	@Param			inspection		query		int		false	"id of the inspection"
//	@Param			kind			query		string	false	"what was inspected"			Enums(site,account)
//	@Param			state			query		string	false	"state"							Enums(open,submitted,accepted,exempted,withdrawn,none)
//	@Param			part			query		string	false	"part of the catalogue"			Enums(veto,deduction,bonus,observation)
//	@Param			indicator		query		string	false	"code of the indicator"
//	@Param			due				query		string	false	"open findings by their due day; within_2_days and soon are today or within two or seven days"	Enums(overdue,today,in_2_days,within_2_days,soon,none)
//	@Param			due_before		query		string	false	"due before this day"			Format(date)
//	@Param			recurring		query		bool	false	"come back from an earlier campaign, or not"
//	@Param			q				query		string	false	"words in number, target, indicator or description"
//	@Param			page			query		int		false	"number of the page, from 1"
//	@Param			size			query		int		false	"rows of a page, at most 200"
//	@Param			sort			query		string	false	"number, due_on, state, region_code, indicator, updated_at; with - descending"
//	@Param			after			query		string	false	"instead of page: the next of the piece before"
//	@Param			limit			query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format			query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200				{object}	listOf[trackedResponse]
//	@Router			/api/v1/findings [get]
func (h findings) list(c *call) error {
	q := c.query()
	f := model.RectificationFilter{
		Campaign: q.text("campaign"), Region: q.region(), Organization: q.id("organization"), Inspection: q.id("inspection"),
		Kind: oneOf(q, "kind", model.SubjectKinds), State: oneOf(q, "state", model.FindingStates),
		Part: oneOf(q, "part", model.FindingParts), Indicator: q.text("indicator"), Due: oneOf(q, "due", model.DueWindows),
		DueBefore: q.date("due_before"), Recurring: q.flag("recurring"), Query: q.text("q"),
	}
	return lister[model.Tracked, trackedResponse]{
		name: "findings",
		header: []any{
			"编号", "检查", "类别", "标识码", "名称", "平台", "主办单位", "行政区划代码", "问题类型", "指标", "指标名称", "次数", "问题描述",
			"问题地址", "状态", "整改期限", "是否逾期", "豁免至", "提交日期", "重复问题",
		},
		list: func(req model.ListRequest) (model.List[model.Tracked], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.tracked,
		cells: func(rows []model.Tracked) ([][]any, error) {
			return pluck(rows, func(t model.Tracked) []any {
				return []any{
					t.Number, t.CampaignCode, t.Kind.Label(), t.TargetCode, t.TargetName, t.TargetPlatform.Label(),
					t.OrganizationName, string(t.RegionCode), model.FindingPartLabel(t.Part), t.Indicator, t.IndicatorName,
					t.Occurrences, t.Description, t.LocationURL, t.StateNow().Label(), string(t.DueOn), yesNo(t.Late()),
					string(t.ExemptUntil), string(t.SubmittedOn), t.RecurrenceNumber,
				}
			}), nil
		},
	}.respond(c, q)
}

// get godoc
//
//	@Summary	Read a finding with everything that happened to it
//	@Tags		findings
//	@ID			getFinding
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	findingDetailResponse
//	@Router		/api/v1/findings/{id} [get]
func (h findings) get(c *call) error {
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

// answer is never 304: what the caller may do, and whether the finding is overdue, changes with time and other things.
func (h findings) answer(c *call, d service.FindingDetail) error {
	return c.fresh(d.Version, c.findingDetail(d))
}
