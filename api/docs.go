package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"path"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/swaggest/swgui/v5emb"

	"xuncha/docs"
	"xuncha/model"
)

// The page loads nothing from elsewhere and runs no script but files of ours.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func docsRoutes(a *API) {
	h := docsPage{ui: v5emb.New("", "", "/docs")}
	a.public("/", "home", h.home)
	a.public("/openapi.json", "openapi", h.openAPI)
	a.public("/docs", "docs", h.index)
	a.public("/docs/:file", "docsFile", h.file)
}

type docsPage struct {
	ui http.Handler // the files of Swagger UI
}

// home godoc
//
//	@Summary	Go to the page of this document
//	@Tags		docs
//	@ID			home
//	@Success	302	"the page is at /docs"
//	@Router		/ [get]
func (docsPage) home(c echo.Context) error { return c.Redirect(http.StatusFound, "/docs") }

// openAPI godoc
//
//	@Summary	Read this document
//	@Tags		docs
//	@ID			openapi
//	@Success	200	{object}	map[string]any
//	@Success	304	"The caller has it."
//	@Router		/openapi.json [get]
func (docsPage) openAPI(c echo.Context) error { return serve(c, "openapi.json", docs.OpenAPI) }

// index godoc
//
//	@Summary	Read this document as a page, with requests to try
//	@Tags		docs
//	@ID			docs
//	@Produce	html
//	@Success	200	{string}	string
//	@Success	304	"The caller has it."
//	@Router		/docs [get]
func (docsPage) index(c echo.Context) error {
	c.Response().Header().Set("Content-Security-Policy", docsPolicy)
	return servePage(c, "index.html")
}

// file godoc
//
//	@Summary	Read a file of the page
//	@Tags		docs
//	@ID			docsFile
//	@Produce	text/css,text/javascript,application/javascript,image/png
//	@Param		file	path		string	true	"name of the file"
//	@Success	200		{string}	string
//	@Success	304		"The caller has it."
//	@Failure	404		{object}	problem
//	@Router		/docs/{file} [get]
func (p docsPage) file(c echo.Context) error {
	switch c.Param("file") {
	case "init.js":
		return servePage(c, "init.js")
	case "swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png":
		c.Response().Header().Set("Cache-Control", "no-cache")
		p.ui.ServeHTTP(c.Response(), c.Request())
		return nil
	}
	return model.NewError(model.KindNotFound, "route_not_found")
}

func servePage(c echo.Context, name string) error {
	content, err := docs.Page.ReadFile(path.Join("page", name))
	if err != nil {
		return err
	}
	return serve(c, name, content)
}

// serve answers a file of the program. A new version of the program may change it, so a browser always asks again.
func serve(c echo.Context, name string, content []byte) error {
	sum := sha256.Sum256(content)
	h := c.Response().Header()
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	h.Set("Cache-Control", "no-cache")
	http.ServeContent(c.Response(), c.Request(), name, time.Time{}, bytes.NewReader(content))
	return nil
}
