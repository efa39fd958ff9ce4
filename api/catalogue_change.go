package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sheet"
)

// Limits of a catalogue that is sent.
const (
	maxCatalogue       = 4 << 20
	maxCatalogueValues = 50_000
)

// catalogueRequest has the shape of the answer, so that a catalogue can be read, changed and sent as a new one. What only
// the service knows may stand in it and is not looked at.
type catalogueRequest struct {
	// of an answer; not looked at
	ID     uint64 `json:"id" example:"0"`
	Issuer string `json:"issuer" validate:"required" maxLength:"200" example:"恩施州人民政府办公室"`
	// number of the issuing document
	Document string `json:"document" validate:"required" maxLength:"100" example:"恩施州政办函〔2023〕1号"`
	Title    string `json:"title" validate:"required" maxLength:"200" example:"恩施州政府网站与政务新媒体检查指标"`
	// the area it is for; empty for the whole country
	RegionCode model.RegionCode `json:"region_code" example:"422800"`
	// whether campaigns of the area take it when they name none; always so for the whole country
	Preferred     bool       `json:"preferred" example:"false"`
	EffectiveFrom model.Date `json:"effective_from" validate:"required" example:"2023-01-01"`
	// null while in force
	EffectiveTo    model.Date   `json:"effective_to" example:""`
	PassLine       model.Points `json:"pass_line" validate:"required" given:"always" example:"60"`
	BonusAbove     model.Points `json:"bonus_above" validate:"required" given:"always" example:"80"`
	DeductionTotal model.Points `json:"deduction_total" validate:"required" given:"always" example:"100"`
	BonusTotal     model.Points `json:"bonus_total" validate:"required" given:"always" example:"0"`
	// what the deductions of each group come to: of all groups, or of none
	Groups []groupRequest `json:"groups"`
	Note   string         `json:"note" maxLength:"4000" example:""`
	// of an answer; not looked at
	Version uint64 `json:"version" example:"0"`
	// of an answer; not looked at
	AllowedActions []string `json:"allowed_actions" example:""`
	// in the order of the document, at most 500
	Indicators []indicatorRequest `json:"indicators" validate:"required"`
} //	@name	CatalogueRequest

type groupRequest struct {
	Name  string       `json:"name" validate:"required" maxLength:"100" example:"发布解读"`
	Total model.Points `json:"total" validate:"required" given:"always" example:"100"`
} //	@name	GroupRequest

type indicatorRequest struct {
	// once in the catalogue
	Code      string                   `json:"code" validate:"required" maxLength:"16" example:"D1"`
	Part      model.Part               `json:"part" validate:"required" example:"deduction"`
	AppliesTo model.Set[model.Subject] `json:"applies_to" validate:"required" example:"site"`
	Group     string                   `json:"group" validate:"required" maxLength:"100" example:"发布解读"`
	Name      string                   `json:"name" validate:"required" maxLength:"200" example:"政策文件"`
	// at most 50
	Criteria []string `json:"criteria" example:"未及时更新"`
	// thresholds for measuring programs; null for none
	Measure json.RawMessage `json:"measure" swaggertype:"object" extensions:"x-nullable"`
	// points of one occurrence; 0 leaves them to the inspector, or means none for a veto
	Points model.Points `json:"points" example:"5"`
	// most that the indicator may count
	Max                model.Points `json:"max" example:"100"`
	NeedsPublicService bool         `json:"needs_public_service" example:"false"`
	// whether the figures were read in the official text
	Verified bool `json:"verified" example:"true"`
} //	@name	IndicatorRequest

func (r catalogueRequest) edit() model.CatalogueEdit {
	e := model.CatalogueEdit{
		Issuer: r.Issuer, Document: r.Document, Title: r.Title, RegionCode: r.RegionCode, Preferred: r.Preferred,
		EffectiveFrom: r.EffectiveFrom, EffectiveTo: r.EffectiveTo, PassLine: r.PassLine, BonusAbove: r.BonusAbove,
		DeductionTotal: r.DeductionTotal, BonusTotal: r.BonusTotal, Note: r.Note,
	}
	for _, g := range r.Groups {
		e.Groups = append(e.Groups, model.GroupTotal(g))
	}
	for _, i := range r.Indicators {
		if string(i.Measure) == "null" {
			i.Measure = nil
		}
		e.Indicators = append(e.Indicators, model.IndicatorEdit{
			Code: i.Code, Part: i.Part, AppliesTo: i.AppliesTo, GroupName: i.Group, Name: i.Name, Criteria: i.Criteria,
			Measure: string(i.Measure), Points: i.Points, MaxPoints: i.Max,
			NeedsPublicService: i.NeedsPublicService, Verified: i.Verified,
		})
	}
	return e
}

// create godoc
//
//	@Summary		Add a catalogue
//	@Description	As JSON in the shape of the answer, or as a workbook in the form that reading one as xlsx gives: as the body or as the part file of a form. Faults of a workbook name the cell. It belongs to an area, or to the whole country, and the versions of one issuer for one area are in force one after the other.
//	@Tags			catalogues
//	@ID				createCatalogue
//	@Accept			json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,multipart/form-data
//	@Param			dry_run	query		bool				false	"true checks everything and answers what would be stored, with 200"
//	@Param			body	body		catalogueRequest	true	"the catalogue"
//	@Success		200		{object}	catalogueResponse
//	@Success		201		{object}	catalogueResponse
//	@Router			/api/v1/catalogues [post]
func (h catalogues) create(c *call) error {
	q := c.query()
	dryRun := q.flag("dry_run") == "true"
	if err := q.done(); err != nil {
		return err
	}
	full, err := h.take(c, dryRun)
	if err != nil {
		return err
	}
	answer := c.catalogue(full.Catalogue, full.Indicators)
	if dryRun {
		return c.thing(full.Version, answer)
	}
	return c.created(full.Version, fmt.Sprintf("/catalogues/%d", full.ID), answer)
}

func (h catalogues) take(c *call, dryRun bool) (service.CatalogueWithIndicators, error) {
	media, params, _ := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if media == echo.MIMEApplicationJSON {
		var req catalogueRequest
		b, err := c.readBodyUpTo(maxCatalogue, maxCatalogueValues)
		if err == nil {
			err = b.decode(&req)
		}
		if err != nil {
			return service.CatalogueWithIndicators{}, err
		}
		return h.svc.Create(c.Request().Context(), c.actor, req.edit(), dryRun)
	}
	book, err := c.workbook(media, params["boundary"])
	if err != nil {
		return service.CatalogueWithIndicators{}, err
	}
	return h.svc.Take(c.Request().Context(), c.actor, book, dryRun)
}

// workbook is a workbook that was sent: the body itself, or the part of a form that is called file.
func (c *call) workbook(media, boundary string) (io.Reader, error) {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, maxCatalogue+64<<10)
	switch media {
	case sheet.XLSX.ContentType(), "application/octet-stream":
		return r.Body, nil
	case echo.MIMEMultipartForm:
		if boundary != "" {
			return c.formFile()
		}
		return nil, model.NewError(model.KindMalformed, "form_without_file")
	}
	return nil, model.NewError(model.KindUnsupported, "unsupported_media",
		"application/json, "+sheet.XLSX.ContentType()+", multipart/form-data")
}

// formFile is the part of a form that is called file.
func (c *call) formFile() (io.Reader, error) {
	form, err := c.Request().MultipartReader()
	for range 10 {
		if err != nil {
			break
		}
		part, next := form.NextPart()
		if next == nil && part.FormName() == "file" {
			return part, nil
		}
		err = next
	}
	return nil, model.NewError(model.KindMalformed, "form_without_file")
}

// book answers a catalogue as a workbook.
func (h catalogues) book(c *call, id uint64) error {
	full, pages, err := h.svc.Book(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	if err := c.leaves(string(sheet.XLSX)); err != nil {
		return err
	}
	var file bytes.Buffer
	if err := sheet.WriteBook(&file, full.Title, pages); err != nil {
		return err
	}
	c.Response().Header().Set("ETag", fmt.Sprintf(`"%d"`, full.Version))
	c.Response().Header().Set(echo.HeaderContentDisposition, sheet.ContentDisposition(fmt.Sprintf("catalogue-%d.xlsx", id)))
	return c.Blob(http.StatusOK, sheet.XLSX.ContentType(), file.Bytes())
}

// withdraw godoc
//
//	@Summary		Withdraw a catalogue
//	@Description	Ends its force with the day. Campaigns that have taken it keep it; new ones take another. The end can only come earlier.
//	@Tags			catalogues
//	@ID				withdrawCatalogue
//	@Param			id			path		int				true	"id"
//	@Param			If-Match	header		string			true	"ETag of the version the change is made on"
//	@Param			body		body		reasonRequest	true	"why, and its last day in force"
//	@Success		200			{object}	catalogueResponse
//	@Router			/api/v1/catalogues/{id}/withdraw [post]
func (h catalogues) withdraw(c *call) error {
	return carryOut(c, h.svc.Withdraw, func(c *call, full service.CatalogueWithIndicators) error {
		return c.thing(full.Version, c.catalogue(full.Catalogue, full.Indicators))
	})
}

// delete godoc
//
//	@Summary	Delete a catalogue that no campaign has taken
//	@Tags		catalogues
//	@ID			deleteCatalogue
//	@Param		id			path	int		true	"id"
//	@Param		If-Match	header	string	true	"ETag of the version that is deleted"
//	@Success	204
//	@Router		/api/v1/catalogues/{id} [delete]
func (h catalogues) delete(c *call) error { return c.deleteByID(h.svc.Delete) }
