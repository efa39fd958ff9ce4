package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"xuncha/model"
)

// What pages of other origins may send and read. Tokens travel in Authorization, so no cookie is ever allowed.
const (
	corsRequestHeaders = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Accept-Language, X-Request-ID"
	corsExposedHeaders = "ETag, Location, X-Request-ID, Retry-After, Content-Disposition, Idempotency-Replayed, X-Counted-Until"
	corsMaxAge         = "600" // seconds
)

const headerOrigin = "Origin"

// borders is what a browser may do from other origins.
type borders struct {
	origins []string // of front ends, exactly as browsers write them
	foreign *http.CrossOriginProtection
}

func newBorders(origins []string) borders {
	b := borders{origins: origins, foreign: http.NewCrossOriginProtection()}
	for _, origin := range origins {
		if err := b.foreign.AddTrustedOrigin(origin); err != nil {
			panic(err) // the configuration has looked at it
		}
	}
	return b
}

// allow sets the headers by which a browser lets a page of a listed origin read the answer, also when it is an error.
func (b borders) allow(c echo.Context) {
	h := c.Response().Header()
	h.Add(echo.HeaderVary, headerOrigin) // whether or not there is one: caches keep the answers apart
	if origin := c.Request().Header.Get(headerOrigin); b.lists(origin) {
		h.Set(echo.HeaderAccessControlAllowOrigin, origin)
		h.Set(echo.HeaderAccessControlExposeHeaders, corsExposedHeaders)
	}
}

func (b borders) lists(origin string) bool { return origin != "" && slices.Contains(b.origins, origin) }

// preflight answers the question of a browser whether a page of a listed origin may send a request. It reports whether
// the request is such a question. methods are those of the route.
func (b borders) preflight(c echo.Context, methods string) bool {
	r := c.Request()
	if !b.lists(r.Header.Get(headerOrigin)) || r.Header.Get(echo.HeaderAccessControlRequestMethod) == "" {
		return false
	}
	offered := slices.DeleteFunc(strings.Split(methods, ", "), func(m string) bool { return m == http.MethodOptions })
	h := c.Response().Header()
	h.Del(echo.HeaderAccessControlExposeHeaders)
	h.Set(echo.HeaderAccessControlAllowMethods, strings.Join(offered, ", "))
	h.Set(echo.HeaderAccessControlAllowHeaders, corsRequestHeaders)
	h.Set(echo.HeaderAccessControlMaxAge, corsMaxAge)
	c.Response().WriteHeader(http.StatusNoContent)
	return true
}

// refuse turns away changes that a page of an origin that is not listed makes a browser send. No such request carries a
// token by itself; this is a second lock.
func (b borders) refuse(r *http.Request) error {
	if b.foreign.Check(r) != nil {
		return model.NewError(model.KindForbidden, "cross_site")
	}
	return nil
}
