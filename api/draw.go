package api

import (
	"net/http"

	"xuncha/model"
)

type coveredCounts struct {
	// in use in the area when the targets were drawn, and what was added later
	Registered int64 `json:"registered" validate:"required" example:"402"`
	// left out for a reason
	Excluded int64 `json:"excluded" validate:"required" example:"1"`
	// what the plan asks for
	Quota int64 `json:"quota" validate:"required" example:"281"`
	// targets, the added ones too
	Drawn int64 `json:"drawn" validate:"required" example:"282"`
	// added to the open campaign
	Added int64 `json:"added" validate:"required" example:"1"`
	// drawn and registered, as printed by the rules of the campaign
	Text string `json:"text" validate:"required" example:"282/402, 70%"`
} //	@name	CoveredCounts

type coverageRow struct {
	Key   string `json:"key" validate:"required" example:"422801"`
	Label string `json:"label" validate:"required" example:"恩施市"`
	coveredCounts
} //	@name	CoverageRow

type stratumRow struct {
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	Kind       model.Subject    `json:"kind" validate:"required" example:"site"`
	// empty for sites
	Platform model.Platform `json:"platform" validate:"required" example:""`
	coveredCounts
} //	@name	StratumRow

type choiceResponse struct {
	Kind      model.Subject    `json:"kind" validate:"required" example:"site"`
	SiteID    model.OptionalID `json:"site_id" validate:"required" example:"37"`
	AccountID model.OptionalID `json:"account_id" validate:"required" example:""`
	// site code, or the permanent id of an account
	Code             string           `json:"code" validate:"required" example:"4228010052"`
	Name             string           `json:"name" validate:"required" example:"恩施市人民政府"`
	Platform         model.Platform   `json:"platform" validate:"required" example:""`
	RegionCode       model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	OrganizationName string           `json:"organization_name" validate:"required" example:"恩施市人民政府"`
	// why it is a target, or why not
	DrawnAs model.DrawOutcome `json:"drawn_as" validate:"required" example:"portal"`
	// why it was left out or added; empty otherwise
	Reason string `json:"reason" validate:"required" example:""`
} //	@name	Choice

type coverageResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// true while the campaign is a draft: what opening it now would draw
	Preview     bool                         `json:"preview" validate:"required" example:"false"`
	Coverage    model.Coverage               `json:"coverage" validate:"required" example:"sample"`
	Ratio       model.Percent                `json:"ratio" validate:"required" example:"70"`
	Minimum     int                          `json:"minimum" validate:"required" example:"2"`
	MustInclude model.Set[model.MustInclude] `json:"must_include" validate:"required" example:"portals"`
	Seed        string                       `json:"seed" validate:"required" example:"恩施州2022-3 福彩3D第2022267期 4 0 8"`
	// code of the campaign that last_failures and new_since_last look back at; empty when there is none
	LastRound string        `json:"last_round" validate:"required" example:"422800-2022-2"`
	Total     coveredCounts `json:"total" validate:"required"`
	ByKind    []coverageRow `json:"by_kind" validate:"required"`
	// in the order of the county table
	ByRegion []coverageRow `json:"by_region" validate:"required"`
	Strata   []stratumRow  `json:"strata" validate:"required"`
	// what was left out, with the reasons
	Excluded []choiceResponse `json:"excluded" validate:"required"`
	// what the caller may do with the targets now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"add_targets"`
} //	@name	CoverageReport

type drawResponse struct {
	coverageResponse
	Targets []choiceResponse `json:"targets" validate:"required"`
} //	@name	Draw

func newCoveredCounts(c model.Covered, rule model.RateRule) coveredCounts {
	return coveredCounts{c.Registered, c.Excluded, c.Quota, c.Drawn, c.Added, c.Text(rule)}
}

func (c *call) coverageOf(d model.Drawing) drawResponse {
	rule := d.Campaign.Rates()
	row := func(r model.CoverageRow) coverageRow {
		return coverageRow{r.Key, r.Label, newCoveredCounts(r.Covered, rule)}
	}
	out := drawResponse{coverageResponse: coverageResponse{
		Campaign: d.Campaign.Code, Preview: d.Campaign.State == model.CampaignDraft, Coverage: d.Plan.Coverage, Ratio: d.Plan.Ratio,
		Minimum: d.Plan.Minimum, MustInclude: d.Plan.MustInclude, Seed: d.Plan.Seed, LastRound: d.Plan.LastRound,
		Total: newCoveredCounts(d.Total, rule), ByKind: pluck(d.ByKind, row), ByRegion: pluck(d.ByRegion, row),
		Strata: pluck(d.Strata, func(s model.StratumCoverage) stratumRow {
			return stratumRow{s.RegionCode, s.Kind, s.Platform, newCoveredCounts(s.Covered, rule)}
		}),
		Excluded: []choiceResponse{}, AllowedActions: []string{},
	}, Targets: []choiceResponse{}}
	if d.Campaign.State == model.CampaignOpen && c.actor.Can(model.ManageCampaigns, d.Campaign.RegionCode) {
		out.AllowedActions = append(out.AllowedActions, "add_targets")
	}
	for _, choice := range d.Choices {
		switch one := newChoice(choice); {
		case choice.Outcome.Drawn():
			out.Targets = append(out.Targets, one)
		case choice.Outcome == model.PassedExcluded:
			out.Excluded = append(out.Excluded, one)
		}
	}
	return out
}

func newChoice(m model.Choice) choiceResponse {
	return choiceResponse{
		m.Kind, m.SiteID, m.AccountID, m.TargetCode, m.TargetName, m.TargetPlatform, m.RegionCode, m.TargetOrganizationName,
		m.Outcome, m.Reason,
	}
}

// frameTable is the whole frame, as the file has it.
type frameTable struct {
	Items []choiceResponse `json:"items"`
}

// draw godoc
//
//	@Summary		Read what was drawn, or what opening now would draw
//	@Description	For a draft, and for those who manage it, the targets that opening it now would draw; afterwards those that were drawn, each with the reason. As a file it has the whole frame, with what was not drawn, so that anybody can repeat the draw after docs/drawing.md. A caller sees what is in its own region.
//	@Tags			campaigns
//	@ID				previewDraw
//	@Produce		json,text/csv
//	@Param			code	path		string	true	"code of the campaign"
//	@Param			format	query		string	false	"form of the answer"
//	@Success		200		{object}	drawResponse
//	@Router			/api/v1/campaigns/{code}/draw [get]
func (h campaignDraws) draw(c *call) error {
	q := c.query()
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	drawing, err := h.svc.Drawing(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return c.figures(format, "draw-"+c.Param("code"), drawing.Print, func() any {
		if format == "ndjson" {
			return frameTable{pluck(drawing.Choices, newChoice)}
		}
		return c.coverageOf(drawing)
	})
}

// coverage godoc
//
//	@Summary		Read how much of the register a campaign covers
//	@Description	By kind, by region and by stratum, with what was left out and why. Of a draft it is what opening it now would cover, for those who manage it.
//	@Tags			campaigns
//	@ID				getCoverage
//	@Param			code	path		string	true	"code of the campaign"
//	@Success		200		{object}	coverageResponse
//	@Router			/api/v1/campaigns/{code}/coverage [get]
func (h campaignDraws) coverage(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	drawing, err := h.svc.Drawing(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, c.coverageOf(drawing).coverageResponse)
}

type targetsRequest struct {
	// 1 to 1,000 sites and accounts in use in the area of the campaign
	Items []thingRequest `json:"items" validate:"required,min=1,max=1000"`
	// why they are added
	Reason string `json:"reason" validate:"required" maxLength:"500" example:"群众举报，增加检查"`
} //	@name	TargetsRequest

type addedTargetsResponse struct {
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// in the order of the request
	Items []inspectionSummary `json:"items" validate:"required"`
	// of the campaign, also the ETag
	Version uint64 `json:"version" validate:"required" example:"3"`
} //	@name	AddedTargets

// addTargets godoc
//
//	@Summary		Add targets to an open campaign
//	@Description	All or nothing. They are frozen as they stand now, and counted in the coverage. Errors names what is a target already, is not in use, or is not in the area of the campaign.
//	@Tags			campaigns
//	@ID				addTargets
//	@Param			code		path		string			true	"code of the campaign"
//	@Param			If-Match	header		string			true	"ETag of the version of the campaign"
//	@Param			body		body		targetsRequest	true	"what is added, and why"
//	@Success		200			{object}	addedTargetsResponse
//	@Router			/api/v1/campaigns/{code}/targets [post]
func (h campaignDraws) addTargets(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	var req targetsRequest
	if err := c.decodeLarge(&req); err != nil {
		return err
	}
	names, why := thingNames(req.Items), model.Reason{Reason: req.Reason}
	campaign, added, err := h.svc.AddTargets(c.Request().Context(), c.actor, c.Param("code"), version, names, why)
	if err != nil {
		return err
	}
	return c.thing(campaign.Version, addedTargetsResponse{
		Campaign: campaign.Code, Version: campaign.Version,
		Items: pluck(added, func(i model.Inspection) inspectionSummary { return c.inspectionSummary(i, true) }),
	})
}
