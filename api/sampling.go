package api

import (
	"xuncha/model"
	"xuncha/service"
)

type campaignDraws struct{ svc *service.Campaigns }

func drawRoutes(r routes, s *service.Services) {
	h := campaignDraws{s.Campaigns}
	r.get("/campaigns/:code/sampling", "getSampling", h.sampling)
	r.put("/campaigns/:code/sampling", "setSampling", h.setSampling)
	r.get("/campaigns/:code/draw", "previewDraw", h.draw)
	r.get("/campaigns/:code/coverage", "getCoverage", h.coverage)
	r.post("/campaigns/:code/targets", "addTargets", h.addTargets)
}

// thingRequest names a site or an account in one of four ways.
type thingRequest struct {
	// id of a site; leave the others out then
	SiteID uint64 `json:"site_id" example:"0"`
	// id of an account
	AccountID uint64 `json:"account_id" example:"0"`
	// code of a site
	SiteCode string `json:"site_code" maxLength:"10" example:"4228010052"`
	// platform of an account, together with account_name
	Platform    model.Platform `json:"platform" example:""`
	AccountName string         `json:"account_name" maxLength:"200" example:""`
} //	@name	ThingRequest

type exclusionRequest struct {
	// id of a site; leave the others out then
	SiteID uint64 `json:"site_id" example:"0"`
	// id of an account
	AccountID uint64 `json:"account_id" example:"0"`
	// code of a site
	SiteCode string `json:"site_code" maxLength:"10" example:""`
	// platform of an account, together with account_name
	Platform    model.Platform `json:"platform" example:"wechat"`
	AccountName string         `json:"account_name" maxLength:"200" example:"建始县司法局"`
	// why it is left out, as the coverage report shows it
	Reason string `json:"reason" validate:"required" maxLength:"500" example:"正在迁移，第四季度检查"`
} //	@name	ExclusionRequest

type samplingRequest struct {
	// full takes everything in use, sample a part of each stratum, listed what include names and nothing else
	Coverage model.Coverage `json:"coverage" validate:"required" example:"sample"`
	// of each stratum (county, kind and platform), in per cent, rounded up to whole targets; of a sample only
	Ratio model.Percent `json:"ratio" example:"30"`
	// least number of each stratum, all of it where it has fewer; of a sample only
	Minimum int `json:"minimum" minimum:"0" maximum:"1000000" example:"2"`
	// what is drawn whatever the lot says; of a sample only
	MustInclude model.Set[model.MustInclude] `json:"must_include" example:"portals,last_failures"`
	// what the lots are drawn with; when it is left out the one that stands is kept, or one is made
	Seed string `json:"seed" maxLength:"64" example:"恩施州2022-3 福彩3D第2022267期 4 0 8"`
	// things that are drawn whatever the lot says; at most 5,000
	Include []thingRequest `json:"include"`
	// things that are left out, each with a reason; at most 5,000
	Exclude []exclusionRequest `json:"exclude"`
} //	@name	SamplingRequest

func (r samplingRequest) edit() model.SamplingEdit {
	e := model.SamplingEdit{
		Coverage: r.Coverage, Ratio: r.Ratio, Minimum: r.Minimum, MustInclude: r.MustInclude, Seed: r.Seed, Include: thingNames(r.Include),
	}
	for _, x := range r.Exclude {
		name := model.ThingName{SiteID: x.SiteID, AccountID: x.AccountID, SiteCode: x.SiteCode, Platform: x.Platform, AccountName: x.AccountName}
		e.Exclude = append(e.Exclude, model.Exclusion{ThingName: name, Reason: x.Reason})
	}
	return e
}

func thingNames(in []thingRequest) []model.ThingName {
	return pluck(in, func(r thingRequest) model.ThingName { return model.ThingName(r) })
}

type samplingThing struct {
	Kind      model.Subject    `json:"kind" validate:"required" example:"site"`
	SiteID    model.OptionalID `json:"site_id" validate:"required" example:"37"`
	AccountID model.OptionalID `json:"account_id" validate:"required" example:""`
	// site code, or the permanent id of an account
	Code     string         `json:"code" validate:"required" example:"4228010052"`
	Name     string         `json:"name" validate:"required" example:"恩施市人民政府"`
	Platform model.Platform `json:"platform" validate:"required" example:""`
	// why it is left out; empty for what is drawn
	Reason string `json:"reason" validate:"required" example:""`
} //	@name	SamplingThing

type samplingResponse struct {
	Campaign string         `json:"campaign" validate:"required" example:"422800-2022-3"`
	Coverage model.Coverage `json:"coverage" validate:"required" example:"sample"`
	// per cent of each stratum
	Ratio model.Percent `json:"ratio" validate:"required" example:"30"`
	// least number of each stratum
	Minimum     int                          `json:"minimum" validate:"required" example:"2"`
	MustInclude model.Set[model.MustInclude] `json:"must_include" validate:"required" example:"portals,last_failures"`
	// what the lots are drawn with; empty unless it is a sample
	Seed string `json:"seed" validate:"required" example:"恩施州2022-3 福彩3D第2022267期 4 0 8"`
	// things named to be drawn, as far as the caller sees them
	Include []samplingThing `json:"include" validate:"required"`
	// things left out, as far as the caller sees them
	Exclude []samplingThing `json:"exclude" validate:"required"`
	// that of the campaign, also the ETag: who opens the campaign by it has seen this plan
	Version uint64 `json:"version" validate:"required" example:"2"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update"`
} //	@name	Sampling

func (c *call) samplingOf(p service.Planned) samplingResponse {
	out := samplingResponse{
		Campaign: p.Campaign.Code, Coverage: p.Plan.Coverage, Ratio: p.Plan.Ratio, Minimum: p.Plan.Minimum,
		MustInclude: p.Plan.MustInclude, Seed: p.Plan.Seed, Include: []samplingThing{}, Exclude: []samplingThing{},
		Version: p.Campaign.Version, AllowedActions: []string{},
	}
	if p.Campaign.State == model.CampaignDraft {
		out.AllowedActions = c.actions(model.ManageCampaigns, p.Campaign.RegionCode, nil)
	}
	for _, i := range p.Items {
		t, seen := p.Things[i.Ref()]
		if !seen {
			continue
		}
		thing := samplingThing{
			Kind: i.Kind, SiteID: i.SiteID, AccountID: i.AccountID, Code: t.Site.Code, Name: t.Name(), Platform: t.Account.Platform, Reason: i.Reason,
		}
		if i.Kind == model.SubjectAccount {
			thing.Code = t.Account.PlatformAccountID
		}
		if i.Excluded {
			out.Exclude = append(out.Exclude, thing)
		} else {
			out.Include = append(out.Include, thing)
		}
	}
	return out
}

// sampling godoc
//
//	@Summary		Read how the targets of a campaign are drawn
//	@Description	A campaign without a plan of its own has full coverage. Of a draft only those who manage it see the plan.
//	@Tags			campaigns
//	@ID				getSampling
//	@Param			code	path		string	true	"code of the campaign"
//	@Success		200		{object}	samplingResponse
//	@Router			/api/v1/campaigns/{code}/sampling [get]
func (h campaignDraws) sampling(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	planned, err := h.svc.Sampling(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return c.fresh(planned.Campaign.Version, c.samplingOf(planned))
}

// setSampling godoc
//
//	@Summary		Say how the targets of a draft are drawn
//	@Description	The body is the whole plan. It raises the version of the campaign. Once the campaign is open the plan is fixed. Everything that is named must be in use in the area of the campaign; errors names what is not.
//	@Tags			campaigns
//	@ID				setSampling
//	@Param			code		path		string			true	"code of the campaign"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		samplingRequest	true	"the plan"
//	@Success		200			{object}	samplingResponse
//	@Router			/api/v1/campaigns/{code}/sampling [put]
func (h campaignDraws) setSampling(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	var req samplingRequest
	if err := c.decodeLarge(&req); err != nil {
		return err
	}
	planned, err := h.svc.SetSampling(c.Request().Context(), c.actor, c.Param("code"), version, req.edit())
	if err != nil {
		return err
	}
	return c.fresh(planned.Campaign.Version, c.samplingOf(planned))
}

// decodeLarge is decodeBody for a body that may name thousands of things.
func (c *call) decodeLarge(dst any) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	b, err := c.readBodyUpTo(maxBulkBody, maxBulk)
	if err != nil {
		return err
	}
	return b.decode(dst)
}
