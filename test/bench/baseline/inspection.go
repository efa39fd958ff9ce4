package baseline

import (
	"slices"
	"time"

	"xuncha/model"
)

type targetAnswer struct {
	SiteID           model.OptionalID `json:"site_id"`
	AccountID        model.OptionalID `json:"account_id"`
	Code             string           `json:"code"`
	Name             string           `json:"name"`
	HomeURL          string           `json:"home_url"`
	IsPortal         bool             `json:"is_portal"`
	Platform         model.Platform   `json:"platform"`
	OrganizationName string           `json:"organization_name"`
	RegionCode       model.RegionCode `json:"region_code"`
}

type inspectionAnswer struct {
	ID             uint64                 `json:"id"`
	Campaign       string                 `json:"campaign"`
	Kind           model.Subject          `json:"kind"`
	Target         targetAnswer           `json:"target"`
	DrawnAs        model.DrawOutcome      `json:"drawn_as"`
	DrawnReason    string                 `json:"drawn_reason"`
	Status         model.InspectionStatus `json:"status"`
	Verdict        model.Verdict          `json:"verdict"`
	DeductedScore  *model.Score           `json:"deducted_score"`
	BonusScore     *model.Score           `json:"bonus_score"`
	FinalScore     *model.Score           `json:"final_score"`
	Revision       int                    `json:"revision"`
	WaiveReason    string                 `json:"waive_reason"`
	ReturnReason   string                 `json:"return_reason"`
	AssignedTo     model.OptionalID       `json:"assigned_to"`
	AssignedName   string                 `json:"assigned_name"`
	Version        uint64                 `json:"version"`
	CreatedAt      time.Time              `json:"created_at"`
	UpdatedAt      time.Time              `json:"updated_at"`
	AllowedActions []string               `json:"allowed_actions"`
	Explanation    []lineAnswer           `json:"explanation"`
	Findings       []findingAnswer        `json:"findings"`
	Note           string                 `json:"note"`
	SubmittedBy    string                 `json:"submitted_by"`
	SubmittedAt    *time.Time             `json:"submitted_at"`
	Recheck        *struct{}              `json:"recheck"`
}

type lineAnswer struct {
	Code      string       `json:"code"`
	Indicator string       `json:"indicator"`
	Name      string       `json:"name"`
	Findings  int          `json:"findings"`
	Points    model.Points `json:"points"`
	Counted   model.Points `json:"counted"`
	Detail    string       `json:"detail"`
}

type findingAnswer struct {
	Indicator   string           `json:"indicator"`
	Occurrences int              `json:"occurrences"`
	Points      model.Points     `json:"points"`
	Description string           `json:"description"`
	LocationURL string           `json:"location_url"`
	ID          model.OptionalID `json:"id"`
	Number      string           `json:"number"`
}

// inspection is the answer to a result that was just taken.
func (c *caller) inspection(t *taken, findings []model.Finding) inspectionAnswer {
	i := t.row
	out := inspectionAnswer{
		ID: i.ID, Campaign: i.CampaignCode, Kind: i.Kind, Target: targetAnswer{
			i.SiteID, i.AccountID, i.TargetCode, i.TargetName, i.TargetHomeURL, i.TargetIsPortal, i.TargetPlatform, i.TargetOrganizationName,
			i.RegionCode,
		},
		DrawnAs: i.DrawnAs, DrawnReason: i.DrawnReason, Status: i.Status, Verdict: i.Verdict, DeductedScore: i.DeductedScore,
		BonusScore: i.BonusScore, FinalScore: i.FinalScore, Revision: i.Revision, WaiveReason: i.WaiveReason, ReturnReason: i.ReturnReason,
		AssignedTo: i.AssignedTo, AssignedName: i.AssignedName, Version: i.Version, CreatedAt: i.CreatedAt.Time, UpdatedAt: i.UpdatedAt.Time,
		AllowedActions: c.inspectionActions(i), Explanation: []lineAnswer{}, Findings: []findingAnswer{}, Note: t.note,
		SubmittedBy: c.actor.Name, SubmittedAt: optional(i.UpdatedAt),
	}
	for _, l := range t.assessment.Lines {
		out.Explanation = append(out.Explanation, lineAnswer{
			l.Code, l.Indicator, l.Name, l.Findings, l.Points, l.Counted, l.Text(model.Chinese),
		})
	}
	for _, f := range findings {
		out.Findings = append(out.Findings, findingAnswer{
			f.Indicator, f.Occurrences, f.Points, f.Description, f.LocationURL, f.RectificationID, f.Number,
		})
	}
	return out
}

// inspectionActions are what the caller may do after its own submission: everything but confirm it.
func (c *caller) inspectionActions(i model.Inspection) []string {
	actions := []string{}
	needs := map[string]model.Permission{
		"submit": model.SubmitResults, "return": model.ReviewResults, "waive": model.ManageCampaigns,
	}
	for _, action := range i.Status.Actions() {
		if needed, ok := needs[action]; ok && c.actor.Can(needed, i.RegionCode) {
			actions = append(actions, action)
		}
	}
	if !c.actor.Can(model.ManageCampaigns, i.RegionCode) {
		return actions
	}
	if actions = append(actions, "assign"); i.AssignedTo != 0 {
		actions = append(actions, "unassign")
	}
	return slices.Clip(actions)
}
