package api

import (
	"net/http"

	"xuncha/model"
	"xuncha/service"
)

type judgedResponse struct {
	// id of the catalogue
	Catalogue     uint64                `json:"catalogue" validate:"required" example:"1"`
	PassLine      model.Points          `json:"pass_line" validate:"required" example:"60"`
	Verdict       model.Verdict         `json:"verdict" validate:"required" example:"pass"`
	DeductedScore *model.Score          `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score          `json:"bonus_score" validate:"required" example:"5"`
	FinalScore    *model.Score          `json:"final_score" validate:"required" example:"100"`
	Explanation   []explanationResponse `json:"explanation" validate:"required"`
} //	@name	Judged

type assessmentResponse struct {
	InspectionID uint64 `json:"inspection_id" validate:"required" example:"1"`
	Campaign     string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// number of the submission that stands
	Revision int `json:"revision" validate:"required" example:"1"`
	// the result as it stands
	Standing judgedResponse `json:"standing" validate:"required"`
	// what the same findings come to under the other rule
	WhatIf judgedResponse `json:"what_if" validate:"required"`
	// whether the verdict would be another one
	Differs bool `json:"differs" validate:"required" example:"false"`
	// findings that the other catalogue has no place for; they are left out of what_if
	Unmatched []unmatchedResponse `json:"unmatched" validate:"required"`
} //	@name	InspectionAssessment

type unmatchedResponse struct {
	// of the finding in the result, from 1
	Position    int    `json:"position" validate:"required" example:"1"`
	Indicator   string `json:"indicator" validate:"required" example:"D05"`
	Description string `json:"description" validate:"required" example:""`
	// stable, for programs
	Code string `json:"code" validate:"required" example:"unknown_indicator"`
	// for people
	Detail string `json:"detail" validate:"required" example:"检查指标中没有此代码"`
} //	@name	UnmatchedFinding

func (c *call) explanation(lines model.Explanation) []explanationResponse {
	return pluck(lines, func(l model.ExplanationLine) explanationResponse {
		return explanationResponse{
			Code: l.Code, Indicator: l.Indicator, Name: l.Name, Findings: l.Findings, Points: l.Points, Counted: l.Counted,
			Detail: l.Text(c.language),
		}
	})
}

func (c *call) assessment(w service.WhatIf) assessmentResponse {
	s := w.Result.Submission
	out := assessmentResponse{
		InspectionID: w.Result.Inspection.ID, Campaign: w.Campaign.Code, Revision: s.Revision, Differs: w.Differs(),
		Standing: judgedResponse{
			w.Campaign.CatalogueID, w.Campaign.PassLine, s.Verdict, s.DeductedScore, s.BonusScore, s.FinalScore,
			c.explanation(s.Explanation),
		},
		WhatIf: judgedResponse{
			w.Catalogue.ID, w.PassLine, w.Assessed.Verdict, w.Assessed.Deducted, w.Assessed.Bonus, w.Assessed.Final,
			c.explanation(w.Assessed.Lines),
		},
		Unmatched: []unmatchedResponse{},
	}
	for _, u := range w.Unmatched {
		out.Unmatched = append(out.Unmatched, unmatchedResponse{
			u.Position, u.Finding.Indicator, u.Finding.Description, u.Reason.Code, u.Reason.Text(c.language),
		})
	}
	return out
}

// otherRule reads by what a result is judged once more.
func (q *query) otherRule() service.OtherRule {
	o := service.OtherRule{Catalogue: q.id("catalogue")}
	if text := q.text("pass_line"); text != "" {
		var line model.Points
		if line.UnmarshalJSON([]byte(text)) != nil || line > 100*model.PointsScale {
			q.fault("pass_line", "out_of_range", 0, 100)
		}
		o.PassLine = &line
	}
	return o
}

// assess godoc
//
//	@Summary		Compute a result again under another catalogue or pass line
//	@Description	A what-if: the standing result beside what its findings come to under the other rule. Nothing is stored. Findings are matched by the code of their indicator.
//	@Tags			inspections
//	@ID				assessInspection
//	@Param			id			path		int		true	"id"
//	@Param			catalogue	query		int		false	"id of the other catalogue; that of the campaign when left out"
//	@Param			pass_line	query		number	false	"the other pass line, 0 to 100; that of the campaign when left out"
//	@Success		200			{object}	assessmentResponse
//	@Failure		409			{object}	problem
//	@Failure		422			{object}	problem
//	@Router			/api/v1/inspections/{id}/assessment [get]
func (h inspections) assess(c *call) error {
	q := c.query()
	other := q.otherRule()
	if err := q.done(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	found, err := h.svc.Assess(c.Request().Context(), c.actor, id, other)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, c.assessment(found))
}

type campaignWhatIfResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// id of the other catalogue
	Catalogue uint64       `json:"catalogue" validate:"required" example:"1"`
	PassLine  model.Points `json:"pass_line" validate:"required" example:"60"`
	// regions in the order of the county table
	Regions []whatIfRegion `json:"regions" validate:"required"`
	Total   whatIfTotal    `json:"total" validate:"required"`
	// targets whose verdict would be another one: those that were asked for, by region, sites first, then by code
	ChangedTargets []changedTarget `json:"changed_targets" validate:"required"`
} //	@name	CampaignWhatIf

type whatIfRegion struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	whatIfTotal
} //	@name	WhatIfRegion

type whatIfTotal struct {
	// as the results stand
	Standing whatIfCounts `json:"standing" validate:"required"`
	// as they would
	WhatIf whatIfCounts `json:"what_if" validate:"required"`
	// targets whose verdict would be another one
	Changed int64 `json:"changed" validate:"required" example:"1"`
	// of these, those that would pass
	ToPass int64 `json:"to_pass" validate:"required" example:"0"`
	// of these, those that would fail
	ToFail int64 `json:"to_fail" validate:"required" example:"1"`
	// findings that the other catalogue has no place for
	Unmatched int64 `json:"unmatched" validate:"required" example:"0"`
} //	@name	WhatIfTotal

type whatIfCounts struct {
	passRateCounts
} //	@name	WhatIfCounts

type changedTarget struct {
	InspectionID uint64           `json:"inspection_id" validate:"required" example:"1"`
	Kind         model.Subject    `json:"kind" validate:"required" example:"site"`
	Code         string           `json:"code" validate:"required" example:"4228000001"`
	Name         string           `json:"name" validate:"required" example:"恩施州人民政府门户网站"`
	RegionCode   model.RegionCode `json:"region_code" validate:"required" example:"422800"`
	// the verdict that stands
	Standing model.Verdict `json:"standing" validate:"required" example:"pass"`
	// the verdict that would be
	WhatIf model.Verdict `json:"what_if" validate:"required" example:"fail"`
	// scores after deductions: the one that stands
	StandingScore *model.Score `json:"standing_score" validate:"required" example:"62"`
	// and the one that would be
	WhatIfScore *model.Score `json:"what_if_score" validate:"required" example:"58"`
	// findings that the other catalogue has no place for
	Unmatched int `json:"unmatched" validate:"required" example:"0"`
} //	@name	ChangedTarget

func newWhatIfTotal(r service.WhatIfRow, rule model.RateRule) whatIfTotal {
	return whatIfTotal{
		Standing: whatIfCounts{newPassRateCounts(r.Before, rule)}, WhatIf: whatIfCounts{newPassRateCounts(r.After, rule)},
		Changed: r.ToPass + r.ToFail, ToPass: r.ToPass, ToFail: r.ToFail, Unmatched: r.Unmatched,
	}
}

// whatIf godoc
//
//	@Summary		Compute the results of a campaign again under another catalogue or pass line
//	@Description	How many verdicts would be others, by region, and which. Nothing is stored. A caller sees the targets of its own region.
//	@Tags			campaigns
//	@ID				assessCampaign
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			catalogue	query		int		false	"id of the other catalogue; that of the campaign when left out"
//	@Param			pass_line	query		number	false	"the other pass line, 0 to 100; that of the campaign when left out"
//	@Param			kind		query		string	false	"what was inspected; both when left out"	Enums(site,account)
//	@Param			skip		query		int		false	"of the targets whose verdict differs, those that are left out at the beginning"
//	@Param			limit		query		int		false	"how many of these targets are listed: 1 to 1000, 20 when left out"
//	@Success		200			{object}	campaignWhatIfResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/campaigns/{code}/what-if [get]
func (h inspections) whatIf(c *call) error {
	q := c.query()
	other, kind := q.otherRule(), oneOf(q, "kind", model.SubjectKinds)
	piece := service.Piece{Skip: q.number("skip", 0, 0, 1<<31-1), Limit: q.number("limit", model.DefaultSize, 1, model.MaxLimit)}
	if err := q.done(); err != nil {
		return err
	}
	found, err := h.svc.AssessAll(c.Request().Context(), c.actor, c.Param("code"), kind, other, piece)
	if err != nil {
		return err
	}
	rule := found.Campaign.Rates()
	out := campaignWhatIfResponse{
		Campaign: found.Campaign.Code, Catalogue: found.Catalogue.ID, PassLine: found.PassLine,
		Regions: []whatIfRegion{}, Total: newWhatIfTotal(found.Total, rule), ChangedTargets: []changedTarget{},
	}
	for _, r := range found.Rows {
		out.Regions = append(out.Regions, whatIfRegion{r.Key, r.Label, newWhatIfTotal(r, rule)})
	}
	for _, t := range found.Changed {
		i := t.Inspection
		out.ChangedTargets = append(out.ChangedTargets, changedTarget{
			i.ID, i.Kind, i.TargetCode, i.TargetName, i.RegionCode, i.Verdict, t.Verdict, i.DeductedScore, t.Deducted, t.Unmatched,
		})
	}
	return writeJSON(c, http.StatusOK, out)
}
