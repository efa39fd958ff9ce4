package api

import (
	"fmt"
	"net/http"
	"time"

	"xuncha/model"
	"xuncha/service"
)

type bulletinTemplates struct{ svc *service.BulletinTemplates }

func bulletinTemplateRoutes(r routes, s *service.Services) {
	h := bulletinTemplates{s.BulletinTemplates}
	r.get("/bulletin-templates", "listBulletinTemplates", h.list)
	r.post("/bulletin-templates", "createBulletinTemplate", h.create)
	r.get("/bulletin-templates/:id", "getBulletinTemplate", h.get)
	r.delete("/bulletin-templates/:id", "deleteBulletinTemplate", h.remove)
}

type templateSection struct {
	Key string `json:"key" validate:"required" enums:"superior,round,problems,accountability,next" example:"round"`
	// name of a figure without which the section is left out; empty for always
	When string `json:"when" maxLength:"200" example:"superior"`
	// gets its number when it is printed
	Heading string `json:"heading" validate:"required" maxLength:"2000" example:"{{region.short}}本级检查情况"`
	// a paragraph each line; a beginning between ** is set off and numbered
	Text string `json:"text" maxLength:"10000" example:"**政府网站抽查情况。**本次检查{{sites.targets}}家，合格率{{sites.rate}}。"`
} //	@name	TemplateSection

type templatePassage struct {
	Title string `json:"title" validate:"required" maxLength:"200" example:"加强内容保障"`
	Text  string `json:"text" validate:"required" maxLength:"10000" example:"对照检测结果逐栏目排查，落实信息更新责任。"`
} //	@name	TemplatePassage

type templateWords struct {
	Issuer       string            `json:"issuer" validate:"required" maxLength:"2000" example:"{{region.name}}大数据中心"`
	Title        string            `json:"title" validate:"required" maxLength:"2000" example:"关于{{year}}年{{round_label}}{{region.short}}政府网站和政务新媒体抽查情况的通报"`
	Addressees   string            `json:"addressees" validate:"required" maxLength:"2000" example:"各县市人民政府办公室、{{region.direct}}相关单位："`
	Preamble     string            `json:"preamble" maxLength:"10000" example:"现将{{year}}年{{round_label}}抽查情况通报如下："`
	Sections     []templateSection `json:"sections" validate:"required,min=1,max=5"`
	Closing      string            `json:"closing" maxLength:"10000" example:""`
	SiteAnnex    string            `json:"site_annex" validate:"required" maxLength:"2000" example:"{{region.short}}{{year}}年{{round_label}}政府网站抽查情况表"`
	AccountAnnex string            `json:"account_annex" validate:"required" maxLength:"2000" example:"{{region.short}}{{year}}年{{round_label}}政务新媒体检查情况表"`
	Copies       string            `json:"copies" maxLength:"2000" example:"州政府办公室"`
	// of a bulletin for which nobody has chosen texts of the library
	NextSteps []templatePassage `json:"next_steps" validate:"max=20"`
} //	@name	TemplateWords

type bulletinTemplateRequest struct {
	Name string `json:"name" validate:"required" maxLength:"200" example:"州大数据中心通报"`
	// the area whose bulletins take it; null for the whole country
	RegionCode *model.RegionCode `json:"region_code" swaggertype:"string" extensions:"x-nullable" example:"422800"`
	templateWords
} //	@name	BulletinTemplateRequest

func (r bulletinTemplateRequest) edit() model.BulletinTemplateEdit {
	e := model.BulletinTemplateEdit{Name: r.Name, TemplateWords: model.TemplateWords{
		Issuer: r.Issuer, Title: r.Title, Addressees: r.Addressees, Preamble: r.Preamble, Closing: r.Closing,
		SiteAnnex: r.SiteAnnex, AccountAnnex: r.AccountAnnex, Copies: r.Copies,
		Sections:  pluck(r.Sections, func(s templateSection) model.TemplateSection { return model.TemplateSection(s) }),
		NextSteps: pluck(r.NextSteps, func(p templatePassage) model.TemplatePassage { return model.TemplatePassage(p) }),
	}}
	if r.RegionCode != nil {
		e.RegionCode = model.OptionalRegion(*r.RegionCode)
	}
	return e
}

type bulletinTemplateResponse struct {
	// 0 for the one of the program
	ID   uint64 `json:"id" validate:"required" example:"1"`
	Name string `json:"name" validate:"required" example:"州大数据中心通报"`
	// null for the whole country
	RegionCode *model.RegionCode `json:"region_code" validate:"required" swaggertype:"string" extensions:"x-nullable" example:"422800"`
	// of the name in the area, from 1
	Edition int           `json:"edition" validate:"required" example:"1"`
	Words   templateWords `json:"words" validate:"required"`
	AddedBy string        `json:"added_by" validate:"required" example:"enshi-01"`
	// editions never change: 1, and 0 for the one of the program
	Version uint64 `json:"version" validate:"required" example:"1"`
	// null for the one of the program
	CreatedAt *time.Time `json:"created_at" validate:"required" swaggertype:"string" format:"date-time" extensions:"x-nullable" example:"2022-10-08T01:00:00Z"`
} //	@name	BulletinTemplate

func toBulletinTemplate(t model.BulletinTemplate) bulletinTemplateResponse {
	w := t.Words
	out := bulletinTemplateResponse{
		ID: t.ID, Name: t.Name, Edition: t.Edition, AddedBy: t.DoneBy, Version: t.Version, CreatedAt: optionalTime(t.CreatedAt),
		Words: templateWords{
			w.Issuer, w.Title, w.Addressees, w.Preamble,
			pluck(w.Sections, func(s model.TemplateSection) templateSection { return templateSection(s) }),
			w.Closing, w.SiteAnnex, w.AccountAnnex, w.Copies,
			pluck(w.NextSteps, func(p model.TemplatePassage) templatePassage { return templatePassage(p) }),
		},
	}
	if t.RegionCode != "" {
		region := model.RegionCode(t.RegionCode)
		out.RegionCode = &region
	}
	return out
}

type bulletinTemplateList struct {
	Items []bulletinTemplateResponse `json:"items" validate:"required"`
} //	@name	BulletinTemplates

// list godoc
//
//	@Summary		List the wordings of bulletins
//	@Description	Those of the caller's area and of the areas around it, the newest first, and last the one that comes with the program.
//	@Tags			bulletins
//	@ID				listBulletinTemplates
//	@Success		200	{object}	bulletinTemplateList
//	@Router			/api/v1/bulletin-templates [get]
func (h bulletinTemplates) list(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	rows, err := h.svc.List(c.Request().Context(), c.actor)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, bulletinTemplateList{pluck(rows, toBulletinTemplate)})
}

// create godoc
//
//	@Summary		Add a wording of bulletins
//	@Description	An edition never changes; the same name again in the same area is the next edition. Placeholders that mean nothing are refused with the field they stand in.
//	@Tags			bulletins
//	@ID				createBulletinTemplate
//	@Param			body	body		bulletinTemplateRequest	true	"the texts"
//	@Success		201		{object}	bulletinTemplateResponse
//	@Router			/api/v1/bulletin-templates [post]
func (h bulletinTemplates) create(c *call) error {
	var req bulletinTemplateRequest
	if err := c.decodeBody(&req); err != nil {
		return err
	}
	row, err := h.svc.Create(c.Request().Context(), c.actor, req.edit())
	if err != nil {
		return err
	}
	return c.created(row.Version, fmt.Sprintf("/bulletin-templates/%d", row.ID), toBulletinTemplate(row))
}

// get godoc
//
//	@Summary		Read a wording of bulletins
//	@Description	The id 0 is the one that comes with the program.
//	@Tags			bulletins
//	@ID				getBulletinTemplate
//	@Param			id	path		int	true	"id"
//	@Success		200	{object}	bulletinTemplateResponse
//	@Router			/api/v1/bulletin-templates/{id} [get]
func (h bulletinTemplates) get(c *call) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	var id uint64
	if c.Param("id") != "0" {
		var err error
		if id, err = c.pathID(); err != nil {
			return err
		}
	}
	row, err := h.svc.Get(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	return c.thing(row.Version, toBulletinTemplate(row))
}

// remove godoc
//
//	@Summary		Remove a wording of bulletins
//	@Description	Only one that no bulletin names.
//	@Tags			bulletins
//	@ID				deleteBulletinTemplate
//	@Param			id			path	int		true	"id"
//	@Param			If-Match	header	string	true	"ETag of the version the change is made on"
//	@Success		204
//	@Router			/api/v1/bulletin-templates/{id} [delete]
func (h bulletinTemplates) remove(c *call) error { return c.deleteByID(h.svc.Delete) }
