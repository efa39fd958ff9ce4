package api

import (
	"time"

	"xuncha/model"
)

// selfCheckSummary is a self-check in a list.
type selfCheckSummary struct {
	ID uint64 `json:"id" validate:"required" example:"1"`
	// round that it prepares for or is compared with; empty for none
	Campaign string        `json:"campaign" validate:"required" example:"422800-2022-3"`
	Kind     model.Subject `json:"kind" validate:"required" example:"site"`
	// as it stood when the self-check was made
	Target    targetResponse       `json:"target" validate:"required"`
	CheckedOn model.Date           `json:"checked_on" validate:"required" example:"2022-09-20"`
	State     model.SelfCheckState `json:"state" validate:"required" enums:"draft,finished" example:"draft"`
	Verdict   model.Verdict        `json:"verdict" validate:"required" example:"pass"`
	// points after deductions; null where no score is computed
	DeductedScore *model.Score `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score `json:"bonus_score" validate:"required" example:"5"`
	// deducted and bonus together
	FinalScore *model.Score `json:"final_score" validate:"required" example:"100"`
	// who made it
	CheckedBy string `json:"checked_by" validate:"required" example:"enshi-01"`
	// null for a draft
	FinishedAt *time.Time `json:"finished_at" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-09-21T01:00:00Z"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"1"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-20T01:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-20T01:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update,finish,delete"`
} //	@name	SelfCheckSummary

type selfCheckResponse struct {
	selfCheckSummary
	// catalogue that it was judged by
	Catalogue uint64 `json:"catalogue" validate:"required" example:"1"`
	// pass line that it was judged by
	PassLine model.Points `json:"pass_line" validate:"required" example:"60"`
	// how the verdict follows from the findings, line by line
	Explanation []explanationResponse `json:"explanation" validate:"required"`
	Findings    []selfFindingResponse `json:"findings" validate:"required"`
	Note        string                `json:"note" validate:"required" example:""`
} //	@name	SelfCheck

type selfFindingRequest struct {
	// code in the catalogue; empty makes it an observation, which never changes a verdict
	Indicator string `json:"indicator" maxLength:"16" example:"D05"`
	// 1 when left out
	Occurrences int `json:"occurrences" minimum:"0" maximum:"1000" example:"1"`
	// of one occurrence; only where the indicator leaves them open
	Points      model.Points `json:"points" example:"0"`
	Description string       `json:"description" maxLength:"1000" example:"政策文件栏目六个月未更新"`
	LocationURL string       `json:"location_url" maxLength:"500" example:"https://es.gov.cn/zcwj/"`
} //	@name	SelfFindingRequest

type selfFindingResponse struct {
	Indicator   string       `json:"indicator" validate:"required" example:"D05"`
	Occurrences int          `json:"occurrences" validate:"required" example:"1"`
	Points      model.Points `json:"points" validate:"required" example:"0"`
	Description string       `json:"description" validate:"required" example:"政策文件栏目六个月未更新"`
	LocationURL string       `json:"location_url" validate:"required" example:"https://es.gov.cn/zcwj/"`
} //	@name	SelfFinding

func selfFindings(in []selfFindingRequest) []model.FindingEdit {
	out := make([]model.FindingEdit, len(in))
	for i, f := range in {
		out[i] = model.FindingEdit{
			Indicator: f.Indicator, Occurrences: f.Occurrences, Points: f.Points, Description: f.Description, LocationURL: f.LocationURL,
		}
	}
	return out
}

func shownFindings(in []model.FindingEdit) []selfFindingResponse {
	out := make([]selfFindingResponse, len(in))
	for i, f := range in {
		out[i] = selfFindingResponse{f.Indicator, f.Occurrences, f.Points, f.Description, f.LocationURL}
	}
	return out
}

type newSelfCheckRequest struct {
	// names a site; or give account_id, site_code, or platform and account_name
	SiteID    model.OptionalID `json:"site_id" example:"37"`
	AccountID model.OptionalID `json:"account_id" example:""`
	SiteCode  string           `json:"site_code" maxLength:"10" example:""`
	// names an account, together with account_name
	Platform    model.Platform `json:"platform" example:""`
	AccountName string         `json:"account_name" maxLength:"200" example:""`
	// code of a round: its catalogue, its pass line and what it scores; without one those in force on the day
	Campaign string `json:"campaign" maxLength:"24" example:"422800-2022-3"`
	// today when null
	CheckedOn model.Date `json:"checked_on" example:"2022-09-20"`
	// at most 200; none is a clean result
	Findings []selfFindingRequest `json:"findings" validate:"required" given:"always"`
	Note     string               `json:"note" maxLength:"4000" example:""`
} //	@name	NewSelfCheckRequest

type selfCheckRequest struct {
	// code of a round, empty for none
	Campaign  string     `json:"campaign" maxLength:"24" example:"422800-2022-3"`
	CheckedOn model.Date `json:"checked_on" example:"2022-09-20"`
	// at most 200, in place of those before
	Findings []selfFindingRequest `json:"findings"`
	Note     string               `json:"note" maxLength:"4000" example:""`
} //	@name	SelfCheckRequest

func toSelfCheck(e model.SelfCheckEdit) selfCheckRequest {
	out := selfCheckRequest{Campaign: e.Campaign, CheckedOn: e.CheckedOn, Note: e.Note}
	for _, f := range shownFindings(e.Findings) {
		out.Findings = append(out.Findings, selfFindingRequest(f))
	}
	return out
}

func (r selfCheckRequest) edit() model.SelfCheckEdit {
	return model.SelfCheckEdit{
		Campaign: r.Campaign, CheckedOn: r.CheckedOn,
		SubmissionEdit: model.SubmissionEdit{Findings: selfFindings(r.Findings), Note: r.Note},
	}
}

func (c *call) selfCheckSummary(k model.SelfCheck) selfCheckSummary {
	actions := []string{}
	if c.actor.Drafts() && c.actor.Can(model.CheckOneself, k.RegionCode) {
		actions = k.State.Actions()
	}
	return selfCheckSummary{
		ID: k.ID, Campaign: k.CampaignCode, Kind: k.Kind, Target: targetResponse{
			SiteID: k.SiteID, AccountID: k.AccountID, Code: k.TargetCode, Name: k.TargetName, HomeURL: k.TargetHomeURL,
			IsPortal: k.TargetIsPortal, Platform: k.TargetPlatform, OrganizationName: k.TargetOrganizationName,
			RegionCode: k.RegionCode,
		},
		CheckedOn: k.CheckedOn, State: k.State, Verdict: k.Verdict, DeductedScore: k.DeductedScore, BonusScore: k.BonusScore,
		FinalScore: k.FinalScore, CheckedBy: k.CheckedBy, FinishedAt: optionalTime(k.FinishedAt), Version: k.Version,
		CreatedAt: k.CreatedAt.Time, UpdatedAt: k.UpdatedAt.Time, AllowedActions: actions,
	}
}

func (c *call) selfCheck(k model.SelfCheck) selfCheckResponse {
	return selfCheckResponse{
		selfCheckSummary: c.selfCheckSummary(k), Catalogue: k.CatalogueID, PassLine: k.PassLine,
		Explanation: c.explanation(k.Explanation), Findings: shownFindings(k.Findings), Note: k.Note,
	}
}
