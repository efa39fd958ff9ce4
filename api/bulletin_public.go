package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"xuncha/service"
	"xuncha/service/document"
)

type publicBulletins struct{ svc *service.Bulletins }

func publicBulletinRoutes(a *API) {
	a.public("/bulletins/:code", "readPublicBulletin", publicBulletins{a.services.Bulletins}.page)
}

// page godoc
//
//	@Summary		Read an issued bulletin without a key
//	@Description	Only where XUNCHA_PUBLIC_BULLETINS is set: the newest issue as a page. What is not issued is not there.
//	@Tags			bulletins
//	@ID				readPublicBulletin
//	@Produce		html
//	@Param			code			path		string	true	"code of the campaign"
//	@Param			If-None-Match	header		string	false	"ETag of the page that the caller has"
//	@Success		200				{string}	string
//	@Success		304		"The caller has it."
//	@Failure		404		{object}	problem
//	@Router			/bulletins/{code} [get]
func (h publicBulletins) page(c echo.Context) error {
	d, err := h.svc.Public(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	if issuedTag(c, d) {
		return c.NoContent(http.StatusNotModified)
	}
	c.Response().Header().Set(echo.HeaderContentType, document.HTML.ContentType())
	c.Response().Header().Set(echo.HeaderContentSecurityPolicy, pagePolicy(d))
	return d.Write(c.Request().Context(), c.Response())
}
