package api

import (
	"context"
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type campaigns struct{ svc *service.Campaigns }

func campaignRoutes(r routes, s *service.Services) {
	h := campaigns{s.Campaigns}
	r.get("/campaigns", "listCampaigns", h.list)
	r.post("/campaigns", "createCampaign", h.create)
	r.get("/campaigns/:code", "getCampaign", h.get)
	r.patch("/campaigns/:code", "updateCampaign", h.update)
	r.delete("/campaigns/:code", "deleteCampaign", h.delete)
	r.post("/campaigns/:code/open", "openCampaign", h.open)
	r.post("/campaigns/:code/close", "closeCampaign", h.close)
	r.post("/campaigns/:code/publish", "publishCampaign", h.publish)
	r.post("/campaigns/:code/reopen", "reopenCampaign", h.reopen)
}

type campaignRequest struct {
	// may be left out: region, year and round make it, and for a round called from above the region of who called it: 422800-2022-2-42
	Code  string `json:"code" maxLength:"24" example:"422800-2022-3"`
	Title string `json:"title" validate:"required" maxLength:"200" example:"恩施州2022年第三次政府网站和政务新媒体抽查"`
	Year  int    `json:"year" validate:"required" minimum:"2000" maximum:"2199" example:"2022"`
	Round int    `json:"round" validate:"required" minimum:"1" maximum:"99" example:"3"`
	// as printed; 第三次 when left out
	RoundLabel string `json:"round_label" maxLength:"20" example:"第三次"`
	// who called the round: the level of the region, which is meant when it is left out, or one above
	IssuerLevel model.Issuer `json:"issuer_level" example:"prefecture"`
	// the area covered; 422800 is the whole prefecture
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422800"`
	// the day from which every window of the indicators counts back
	MonitoringDate model.Date `json:"monitoring_date" validate:"required" example:"2022-09-30"`
	// id of the catalogue; the one in force at the monitoring date when left out
	Catalogue uint64 `json:"catalogue" example:"1"`
	// what is inspected; both when left out
	Kinds model.Set[model.Subject] `json:"kinds" example:"site,account"`
	// what gets a score; the portals when left out
	ScoredKinds model.Set[model.ScoredKind] `json:"scored_kinds" example:"portal"`
	// points below which a scored target fails; 60 when left out
	PassLine model.Points `json:"pass_line" example:"60"`
	// whether a second person must confirm each result
	ReviewRequired bool `json:"review_required" example:"false"`
	// decimals of printed rates, 0 to 2; 1 when left out
	RateDecimals int `json:"rate_decimals" minimum:"0" maximum:"2" example:"1"`
	// half_up when left out
	RateRounding model.Rounding `json:"rate_rounding" example:"half_up"`
} //	@name	CampaignRequest

type campaignResponse struct {
	Code           string                      `json:"code" validate:"required" example:"422800-2022-3"`
	Title          string                      `json:"title" validate:"required" example:"恩施州2022年第三次政府网站和政务新媒体抽查"`
	Year           int                         `json:"year" validate:"required" example:"2022"`
	Round          int                         `json:"round" validate:"required" example:"3"`
	RoundLabel     string                      `json:"round_label" validate:"required" example:"第三次"`
	IssuerLevel    model.Issuer                `json:"issuer_level" validate:"required" example:"prefecture"`
	RegionCode     model.RegionCode            `json:"region_code" validate:"required" example:"422800"`
	MonitoringDate model.Date                  `json:"monitoring_date" validate:"required" example:"2022-09-30"`
	Catalogue      uint64                      `json:"catalogue" validate:"required" example:"1"`
	Kinds          model.Set[model.Subject]    `json:"kinds" validate:"required" example:"site,account"`
	ScoredKinds    model.Set[model.ScoredKind] `json:"scored_kinds" validate:"required" example:"portal"`
	PassLine       model.Points                `json:"pass_line" validate:"required" example:"60"`
	ReviewRequired bool                        `json:"review_required" validate:"required" example:"false"`
	RateDecimals   int                         `json:"rate_decimals" validate:"required" example:"1"`
	RateRounding   model.Rounding              `json:"rate_rounding" validate:"required" example:"half_up"`
	State          model.CampaignState         `json:"state" validate:"required" example:"open"`
	OpenedAt       *time.Time                  `json:"opened_at" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-08T01:00:00Z"`
	ClosedAt       *time.Time                  `json:"closed_at" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-20T01:00:00Z"`
	PublishedAt    *time.Time                  `json:"published_at" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-21T01:00:00Z"`
	// raised by every change, also the ETag
	Version   uint64    `json:"version" validate:"required" example:"2"`
	CreatedAt time.Time `json:"created_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	UpdatedAt time.Time `json:"updated_at" validate:"required" format:"date-time" example:"2022-09-30T02:00:00Z"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"update,close"`
} //	@name	Campaign

func (c *call) campaign(m model.Campaign) campaignResponse {
	return campaignResponse{
		Code: m.Code, Title: m.Title, Year: m.Year, Round: m.Round, RoundLabel: m.RoundLabel, IssuerLevel: m.IssuerLevel,
		RegionCode: m.RegionCode, MonitoringDate: m.MonitoringDate, Catalogue: m.CatalogueID, Kinds: m.Kinds,
		ScoredKinds: m.ScoredKinds, PassLine: m.PassLine, ReviewRequired: m.ReviewRequired, RateDecimals: m.RateDecimals,
		RateRounding: m.RateRounding, State: m.State, OpenedAt: optionalTime(m.OpenedAt), ClosedAt: optionalTime(m.ClosedAt),
		PublishedAt: optionalTime(m.PublishedAt), Version: m.Version, CreatedAt: m.CreatedAt.Time, UpdatedAt: m.UpdatedAt.Time,
		AllowedActions: c.campaignActions(m),
	}
}

func (c *call) campaignActions(m model.Campaign) []string {
	actions := c.actions(model.ManageCampaigns, m.RegionCode, m.State.Actions())
	switch {
	case len(actions) == 0:
	case m.State == model.CampaignPublished:
		actions = actions[1:] // its settings are frozen
	case m.State == model.CampaignDraft:
		actions = append(actions, "delete")
	}
	return actions
}

// list godoc
//
//	@Summary	List campaigns
//	@Tags		campaigns
//	@ID			listCampaigns
//	@Produce	json,text/csv
//	@Param		region	query		string	false	"code prefix: everything under it"
//	@Param		year	query		int		false	"year"
//	@Param		state	query		string	false	"state"	Enums(draft,open,closed,published)
//	@Param		q		query		string	false	"text in title or code"
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"code, year, round, monitoring_date, state; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200		{object}	listOf[campaignResponse]
//	@Router		/api/v1/campaigns [get]
func (h campaigns) list(c *call) error {
	q := c.query()
	f := model.CampaignFilter{
		Region: q.region(), Year: q.year(), State: oneOf(q, "state", model.CampaignStates),
		Query: q.text("q"),
	}
	return lister[model.Campaign, campaignResponse]{
		name: "campaigns", header: []any{"编号", "标题", "年度", "次数", "行政区划代码", "监测时间点", "状态"},
		list: func(req model.ListRequest) (model.List[model.Campaign], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.campaign,
		cells: func(rows []model.Campaign) ([][]any, error) {
			return pluck(rows, func(m model.Campaign) []any {
				return []any{m.Code, m.Title, m.Year, m.Round, string(m.RegionCode), string(m.MonitoringDate), m.State.Label()}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary	Add a campaign as a draft
//	@Tags		campaigns
//	@ID			createCampaign
//	@Param		body	body		campaignRequest	true	"the campaign"
//	@Success	201		{object}	campaignResponse
//	@Router		/api/v1/campaigns [post]
func (h campaigns) create(c *call) error {
	req := campaignRequest(model.NewCampaignEdit())
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.CampaignEdit(req))
	if err != nil {
		return err
	}
	return c.created(row.Version, "/campaigns/"+row.Code, c.campaign(row))
}

// get godoc
//
//	@Summary	Read a campaign
//	@Tags		campaigns
//	@ID			getCampaign
//	@Param		code	path		string	true	"code of the campaign"
//	@Success	200		{object}	campaignResponse
//	@Router		/api/v1/campaigns/{code} [get]
func (h campaigns) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, c.Param("code"))
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.campaign(row))
}

// update godoc
//
//	@Summary		Change a campaign
//	@Description	Once it is open only title, round_label, rate_decimals and rate_rounding may change; once published nothing.
//	@Tags			campaigns
//	@ID				updateCampaign
//	@Param			code		path		string			true	"code of the campaign"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		campaignRequest	true	"the fields to change; the others stay"
//	@Success		200			{object}	campaignResponse
//	@Router			/api/v1/campaigns/{code} [patch]
func (h campaigns) update(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, func(e model.CampaignEdit) campaignRequest { return campaignRequest(e) },
		func(r campaignRequest) model.CampaignEdit { return model.CampaignEdit(r) })
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, c.Param("code"), version, patch)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.campaign(row))
}

// delete godoc
//
//	@Summary	Delete a draft
//	@Tags		campaigns
//	@ID			deleteCampaign
//	@Param		code		path	string	true	"code of the campaign"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/campaigns/{code} [delete]
func (h campaigns) delete(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	if err := h.svc.Delete(c.Request().Context(), c.actor, c.Param("code"), version); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

type campaignVerb func(ctx context.Context, a model.Actor, code string, version uint64) (model.Campaign, error)

// move carries out a verb, which takes no body.
func (h campaigns) move(c *call, verb campaignVerb) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	if err := c.noInput(); err != nil {
		return err
	}
	row, err := verb(c.Request().Context(), c.actor, c.Param("code"), version)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.campaign(row))
}

// open godoc
//
//	@Summary		Open a campaign
//	@Description	Draws the targets by the plan of the campaign, everything in use in the area and of its kinds unless that says otherwise, and freezes them as they stand.
//	@Tags			campaigns
//	@ID				openCampaign
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	campaignResponse
//	@Router			/api/v1/campaigns/{code}/open [post]
func (h campaigns) open(c *call) error { return h.move(c, h.svc.Open) }

// close godoc
//
//	@Summary		Close a campaign
//	@Description	Refused while a target has no result; errors names the first twenty.
//	@Tags			campaigns
//	@ID				closeCampaign
//	@Param			code		path		string	true	"code of the campaign"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	campaignResponse
//	@Router			/api/v1/campaigns/{code}/close [post]
func (h campaigns) close(c *call) error { return h.move(c, h.svc.Close) }

// publish godoc
//
//	@Summary	Publish a closed campaign
//	@Tags		campaigns
//	@ID			publishCampaign
//	@Param		code		path		string	true	"code of the campaign"
//	@Param		If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success	200			{object}	campaignResponse
//	@Router		/api/v1/campaigns/{code}/publish [post]
func (h campaigns) publish(c *call) error { return h.move(c, h.svc.Publish) }

// reopen godoc
//
//	@Summary	Take a closed or published campaign back to work, as a correction
//	@Tags		campaigns
//	@ID			reopenCampaign
//	@Param		code		path		string			true	"code of the campaign"
//	@Param		If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param		body		body		whyRequest	true	"why"
//	@Success	200			{object}	campaignResponse
//	@Router		/api/v1/campaigns/{code}/reopen [post]
func (h campaigns) reopen(c *call) error {
	version, err := c.ifMatch()
	if err != nil {
		return err
	}
	reason, err := c.why()
	if err != nil {
		return err
	}
	row, err := h.svc.Reopen(c.Request().Context(), c.actor, c.Param("code"), version, reason)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.campaign(row))
}

type whyRequest struct {
	// why, for whoever reads the history
	Reason string `json:"reason" validate:"required" maxLength:"500" example:"更正：一家网站的结果录入有误"`
} //	@name	WhyRequest

// why reads the body of a verb that counts from now.
func (c *call) why() (model.Reason, error) {
	var req whyRequest
	err := c.decodeBody(&req)
	return model.Reason{Reason: req.Reason}, err
}
