package api

import (
	"context"
	"strconv"

	"xuncha/model"
	"xuncha/service"
)

type selfChecks struct{ svc *service.SelfChecks }

func selfCheckRoutes(r routes, s *service.Services) {
	h := selfChecks{s.SelfChecks}
	r.get("/self-checks", "listSelfChecks", h.list)
	r.post("/self-checks", "createSelfCheck", h.create)
	r.get("/self-checks/:id", "getSelfCheck", h.get)
	r.patch("/self-checks/:id", "updateSelfCheck", h.update)
	r.delete("/self-checks/:id", "deleteSelfCheck", h.remove)
	r.post("/self-checks/:id/finish", "finishSelfCheck", h.finish)
	r.post("/self-checks/:id/reopen", "reopenSelfCheck", h.reopen)
	r.get("/self-checks/:id/comparison", "compareSelfCheck", h.compareOne)
	r.post("/campaigns/:code/self-checks", "createManySelfChecks", h.createMany)
	r.get("/campaigns/:code/self-checks/comparison", "compareSelfChecks", h.compare)
}

// list godoc
//
//	@Summary		List self-checks
//	@Description	What counties and units have found on their own things. Drafts are seen by those who write them, finished ones by whoever reads results in the area.
//	@Tags			self-checks
//	@ID				listSelfChecks
//	@Produce		json,text/csv
//	@Param			campaign		query		string	false	"code of the campaign"
//	@Param			region			query		string	false	"code prefix: everything under it"
//	@Param			kind			query		string	false	"what was checked"	Enums(site,account)
//	@Param			state			query		string	false	"state"				Enums(draft,finished)
//	@Param			verdict			query		string	false	"verdict"			Enums(pass,fail)
//	@Param			organization	query		int		false	"id of the organization whose things they were"
//	@Param			q				query		string	false	"words in name, code or address of the thing"
//	@Param			page			query		int		false	"number of the page, from 1"
//	@Param			size			query		int		false	"rows of a page, at most 200"
//	@Param			sort			query		string	false	"code, name, region_code, checked_on, state, verdict, updated_at; with - descending"
//	@Param			after			query		string	false	"instead of page: the next of the piece before"
//	@Param			limit			query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param			format			query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success		200				{object}	listOf[selfCheckSummary]
//	@Router			/api/v1/self-checks [get]
func (h selfChecks) list(c *call) error {
	q := c.query()
	f := model.SelfCheckFilter{
		Campaign: q.text("campaign"), Region: q.region(), Kind: oneOf(q, "kind", model.SubjectKinds),
		State: oneOf(q, "state", model.SelfCheckStates), Verdict: oneOf(q, "verdict", model.Verdicts),
		OrganizationID: q.id("organization"), Query: q.text("q"),
	}
	return lister[model.SelfCheck, selfCheckSummary]{
		name: "self-checks",
		header: []any{
			"检查", "类别", "标识码", "名称", "首页地址", "平台", "主办单位", "行政区划代码", "自查日期", "状态", "结果", "扣分后得分", "加分", "总分",
		},
		list: func(req model.ListRequest) (model.List[model.SelfCheck], error) {
			return h.svc.List(c.Request().Context(), c.actor, f, req)
		},
		item: c.selfCheckSummary,
		cells: func(rows []model.SelfCheck) ([][]any, error) {
			return pluck(rows, func(k model.SelfCheck) []any {
				return []any{
					k.CampaignCode, k.Kind.Label(), k.TargetCode, k.TargetName, k.TargetHomeURL, k.TargetPlatform.Label(),
					k.TargetOrganizationName, string(k.RegionCode), string(k.CheckedOn), k.State.Label(), k.ResultLabel(),
					printedScore(k.DeductedScore), printedScore(k.BonusScore), printedScore(k.FinalScore),
				}
			}), nil
		},
	}.respond(c, q)
}

// create godoc
//
//	@Summary		Add a self-check
//	@Description	A draft about a thing of the caller's own, judged by the same rule as an inspection. It enters no figure of any campaign.
//	@Tags			self-checks
//	@ID				createSelfCheck
//	@Param			body	body		newSelfCheckRequest	true	"the thing and what was found"
//	@Success		201		{object}	selfCheckResponse
//	@Router			/api/v1/self-checks [post]
func (h selfChecks) create(c *call) error {
	var req newSelfCheckRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, model.NewSelfCheckEdit{
		SiteID: req.SiteID, AccountID: req.AccountID, SiteCode: req.SiteCode, Platform: req.Platform, AccountName: req.AccountName,
		SelfCheckEdit: selfCheckRequest{req.Campaign, req.CheckedOn, req.Findings, req.Note}.edit(),
	})
	if err != nil {
		return err
	}
	return c.created(row.Version, "/self-checks/"+strconv.FormatUint(row.ID, 10), c.selfCheck(row))
}

// get godoc
//
//	@Summary	Read a self-check
//	@Tags		self-checks
//	@ID			getSelfCheck
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	selfCheckResponse
//	@Router		/api/v1/self-checks/{id} [get]
func (h selfChecks) get(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.selfCheck(row))
}

// update godoc
//
//	@Summary		Change a draft of a self-check
//	@Description	Fields that are left out stay as they are; findings are replaced as a whole. The verdict is computed anew.
//	@Tags			self-checks
//	@ID				updateSelfCheck
//	@Param			id			path		int					true	"id"
//	@Param			If-Match	header		string				true	"ETag of the version the change is made on"
//	@Param			body		body		selfCheckRequest	true	"what changes"
//	@Success		200			{object}	selfCheckResponse
//	@Router			/api/v1/self-checks/{id} [patch]
func (h selfChecks) update(c *call) error {
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	patch, err := patchOf(c, toSelfCheck, selfCheckRequest.edit)
	if err != nil {
		return err
	}
	row, err := h.svc.Update(c.Request().Context(), c.actor, id, version, patch)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.selfCheck(row))
}

// remove godoc
//
//	@Summary	Delete a draft of a self-check
//	@Tags		self-checks
//	@ID			deleteSelfCheck
//	@Param		id			path	int		true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version the change is made on"
//	@Success	204
//	@Router		/api/v1/self-checks/{id} [delete]
func (h selfChecks) remove(c *call) error { return c.deleteByID(h.svc.Delete) }

// finish godoc
//
//	@Summary		Finish a self-check
//	@Description	It is judged once more by the campaign as it stands, frozen, and shown to those above who read results in the area. No figure counts it.
//	@Tags			self-checks
//	@ID				finishSelfCheck
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	selfCheckResponse
//	@Router			/api/v1/self-checks/{id}/finish [post]
func (h selfChecks) finish(c *call) error { return h.move(c, h.svc.Finish) }

// reopen godoc
//
//	@Summary		Reopen a self-check
//	@Description	It is a draft again, which nobody above sees.
//	@Tags			self-checks
//	@ID				reopenSelfCheck
//	@Param			id			path		int		true	"id"
//	@Param			If-Match	header		string	true	"ETag of the version the change is made on"
//	@Success		200			{object}	selfCheckResponse
//	@Router			/api/v1/self-checks/{id}/reopen [post]
func (h selfChecks) reopen(c *call) error { return h.move(c, h.svc.Reopen) }

func (h selfChecks) move(
	c *call, verb func(ctx context.Context, a model.Actor, id, version uint64) (model.SelfCheck, error),
) error {
	if err := c.noInput(); err != nil {
		return err
	}
	id, version, err := c.versioned()
	if err != nil {
		return err
	}
	row, err := verb(c.Request().Context(), c.actor, id, version)
	if err != nil {
		return err
	}
	return c.thing(row.Version, c.selfCheck(row))
}
