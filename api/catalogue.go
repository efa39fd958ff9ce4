package api

import (
	"encoding/json"

	"xuncha/model"
	"xuncha/service"
)

type catalogues struct{ svc *service.Catalogues }

func catalogueRoutes(r routes, s *service.Services) {
	h := catalogues{s.Catalogues}
	r.get("/catalogues", "listCatalogues", h.list)
	r.post("/catalogues", "createCatalogue", h.create)
	r.get("/catalogues/:id", "getCatalogue", h.get)
	r.post("/catalogues/:id/withdraw", "withdrawCatalogue", h.withdraw)
	r.delete("/catalogues/:id", "deleteCatalogue", h.delete)
}

type catalogueResponse struct {
	// 0 after a dry run
	ID     uint64 `json:"id" validate:"required" example:"1"`
	Issuer string `json:"issuer" validate:"required" example:"国务院办公厅秘书局"`
	// number of the issuing document
	Document string `json:"document" validate:"required" example:"国办秘函〔2019〕19号"`
	Title    string `json:"title" validate:"required" example:"政府网站与政务新媒体检查指标"`
	// the area it was issued for; empty for the whole country
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:""`
	// whether campaigns of the area take it when they name none; always so for the whole country
	Preferred     bool       `json:"preferred" validate:"required" example:"true"`
	EffectiveFrom model.Date `json:"effective_from" validate:"required" example:"2019-04-01"`
	// null while in force
	EffectiveTo    model.Date   `json:"effective_to" validate:"required" example:""`
	PassLine       model.Points `json:"pass_line" validate:"required" example:"60"`
	BonusAbove     model.Points `json:"bonus_above" validate:"required" example:"80"`
	DeductionTotal model.Points `json:"deduction_total" validate:"required" example:"100"`
	BonusTotal     model.Points `json:"bonus_total" validate:"required" example:"30"`
	// what the deductions of each group come to, as the document states it; empty when it states none
	Groups  []groupTotal `json:"groups" validate:"required"`
	Note    string       `json:"note" validate:"required" example:""`
	Version uint64       `json:"version" validate:"required" example:"1"`
	// what the caller may do with it now
	AllowedActions []string `json:"allowed_actions" validate:"required" example:"withdraw,delete"`
	// in the order of the document; only when one catalogue is read
	Indicators []indicatorResponse `json:"indicators,omitempty"`
} //	@name	Catalogue

type groupTotal struct {
	Name  string       `json:"name" validate:"required" maxLength:"100" example:"发布解读"`
	Total model.Points `json:"total" validate:"required" example:"31"`
} //	@name	GroupTotal

type indicatorResponse struct {
	Code      string                   `json:"code" validate:"required" example:"D05"`
	Part      model.Part               `json:"part" validate:"required" example:"deduction"`
	AppliesTo model.Set[model.Subject] `json:"applies_to" validate:"required" example:"site"`
	Group     string                   `json:"group" validate:"required" example:"发布解读"`
	Name      string                   `json:"name" validate:"required" example:"政策文件"`
	Criteria  []string                 `json:"criteria" validate:"required" example:"未及时更新"`
	// thresholds for measuring programs
	Measure json.RawMessage `json:"measure,omitempty" swaggertype:"object"`
	// points of one occurrence; 0 leaves them to the inspector, or means none for a veto
	Points model.Points `json:"points" validate:"required" example:"5"`
	// most that the indicator may count
	Max                model.Points `json:"max" validate:"required" example:"5"`
	NeedsPublicService bool         `json:"needs_public_service" validate:"required" example:"false"`
	// whether the figures were read in the official text; check the others against it before an official campaign
	Verified bool `json:"verified" validate:"required" example:"true"`
} //	@name	Indicator

func (c *call) catalogue(m model.Catalogue, indicators []model.Indicator) catalogueResponse {
	out := catalogueResponse{
		ID: m.ID, Issuer: m.Issuer, Document: m.Document, Title: m.Title, RegionCode: m.Area(), Preferred: m.Preferred,
		EffectiveFrom: m.EffectiveFrom, EffectiveTo: m.EffectiveTo, PassLine: m.PassLine, BonusAbove: m.BonusAbove,
		DeductionTotal: m.DeductionTotal, BonusTotal: m.BonusTotal, Groups: []groupTotal{}, Note: m.Note, Version: m.Version,
		AllowedActions: []string{},
	}
	for _, g := range m.GroupTotals {
		out.Groups = append(out.Groups, groupTotal(g))
	}
	if m.ID != 0 && c.actor.Can(model.ManageCatalogues, m.Area()) {
		out.AllowedActions = []string{"withdraw", "delete"}
	}
	for _, i := range m.Edit(indicators).Indicators {
		out.Indicators = append(out.Indicators, indicatorResponse{
			Code: i.Code, Part: i.Part, AppliesTo: i.AppliesTo, Group: i.GroupName, Name: i.Name, Criteria: i.Criteria,
			Measure: json.RawMessage(i.Measure), Points: i.Points, Max: i.MaxPoints,
			NeedsPublicService: i.NeedsPublicService, Verified: i.Verified,
		})
	}
	return out
}

// list godoc
//
//	@Summary	List catalogues of indicators
//	@Tags		catalogues
//	@ID			listCatalogues
//	@Produce	json,text/csv
//	@Param		page	query		int		false	"number of the page, from 1"
//	@Param		size	query		int		false	"rows of a page, at most 200"
//	@Param		sort	query		string	false	"effective_from, document; with - descending"
//	@Param		after	query		string	false	"instead of page: the next of the piece before"
//	@Param		limit	query		int		false	"instead of size: rows of a piece, at most 1000"
//	@Param		format	query		string	false	"form of the answer; a file carries every row of the filter"
//	@Success	200		{object}	listOf[catalogueResponse]
//	@Router		/api/v1/catalogues [get]
func (h catalogues) list(c *call) error {
	q := c.query()
	return lister[model.Catalogue, catalogueResponse]{
		name: "catalogues", header: []any{"发布机关", "文号", "名称", "适用区域", "优先采用", "施行日期", "停止日期", "合格线", "加分条件（高于）", "说明"},
		list: func(req model.ListRequest) (model.List[model.Catalogue], error) {
			return h.svc.List(c.Request().Context(), c.actor, req)
		},
		item: func(m model.Catalogue) catalogueResponse { return c.catalogue(m, nil) },
		cells: func(rows []model.Catalogue) ([][]any, error) {
			return pluck(rows, func(m model.Catalogue) []any {
				return []any{
					m.Issuer, m.Document, m.Title, string(m.Area()), yesNo(m.Preferred), string(m.EffectiveFrom), string(m.EffectiveTo),
					m.PassLine.String(), m.BonusAbove.String(), m.Note,
				}
			}), nil
		},
	}.respond(c, q)
}

// get godoc
//
//	@Summary		Read a catalogue with its indicators
//	@Description	As xlsx it is a workbook that can be edited and sent back as a new catalogue.
//	@Tags			catalogues
//	@ID				getCatalogue
//	@Produce		json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
//	@Param			id		path		int		true	"id"
//	@Param			format	query		string	false	"form of the answer"	Enums(json,xlsx)
//	@Success		200		{object}	catalogueResponse
//	@Router			/api/v1/catalogues/{id} [get]
func (h catalogues) get(c *call) error {
	q := c.query()
	format, err := c.format(q, "json", "xlsx")
	if err != nil {
		return err
	}
	if err := q.done(); err != nil {
		return err
	}
	id, err := c.pathID()
	if err != nil {
		return err
	}
	if format == "xlsx" {
		return h.book(c, id)
	}
	found, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(found.Version, c.catalogue(found.Catalogue, found.Indicators))
}
