// Package api is the service over HTTP: decode, call one service method, encode. It is the only importer of Echo.
//
//	@title			巡查 xuncha
//	@version		1
//	@description	Register, inspection and pass rates of government websites and new-media accounts.
//	@BasePath		/
//	@securityDefinitions.apikey	bearer
//	@in				header
//	@name			Authorization
package api

import (
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/model"
	"xuncha/service"
)

// Options are what the HTTP side needs beside the services.
type Options struct {
	Language       model.Language // of answers to callers who do not ask for one
	Logger         *slog.Logger
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed
	Metrics        *prometheus.Registry
	NewRequestID   func() string
}

// API is the HTTP side of the program.
type API struct {
	echo     *echo.Echo
	options  Options
	services *service.Services
	draining atomic.Bool
	flight   chan struct{}
	count    *prometheus.CounterVec
	duration *prometheus.HistogramVec
}

// New builds the routes.
func New(s *service.Services, o Options) *API {
	a := &API{echo: echo.New(), options: o, services: s, flight: make(chan struct{}, maxInFlight)}
	a.count, a.duration = requestMetrics(o.Metrics)
	a.echo.HideBanner, a.echo.HidePort = true, true
	a.echo.IPExtractor = clientAddress(o.TrustedProxies)
	a.echo.HTTPErrorHandler = func(err error, c echo.Context) { a.fail(c, err) }
	a.echo.Use(a.observe, a.guard, a.limit)

	r := routes{api: a, group: a.echo.Group("/api/v1")}
	regionRoutes(r, s)
	organizationRoutes(r, s)
	siteRoutes(r, s)
	accountRoutes(r, s)
	catalogueRoutes(r, s)
	campaignRoutes(r, s)
	statisticsRoutes(r, s)
	inspectionRoutes(r, s)
	importRoutes(r, s)
	probeRoutes(a)
	docsRoutes(a)
	return a
}

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.echo.ServeHTTP(w, r) }

// Routes lists "METHOD /path/{id}" of every route.
func (a *API) Routes() []string {
	var out []string
	for _, r := range a.echo.Routes() {
		out = append(out, r.Method+" "+openAPIPath(r.Path))
	}
	return out
}

// Drain makes the service not ready, while it still answers, each answer closing its connection.
func (a *API) Drain() { a.draining.Store(true) }

// routes registers the operations of /api/v1. Each names the permission it needs, so none can be open by accident.
type routes struct {
	api   *API
	group *echo.Group
}

type handler func(c *call) error

// call is one request with its caller.
type call struct {
	echo.Context
	actor    model.Actor
	language model.Language
}

func (r routes) get(path string, p model.Permission, h handler) { r.add(http.MethodGet, path, p, h) }

func (r routes) post(path string, p model.Permission, h handler) { r.add(http.MethodPost, path, p, h) }

func (r routes) put(path string, p model.Permission, h handler) { r.add(http.MethodPut, path, p, h) }

func (r routes) patch(path string, p model.Permission, h handler) {
	r.add(http.MethodPatch, path, p, h)
}

func (r routes) delete(path string, p model.Permission, h handler) {
	r.add(http.MethodDelete, path, p, func(c *call) error {
		if err := c.noQuery(); err != nil {
			return err
		}
		if err := c.noBody(); err != nil {
			return err
		}
		return h(c)
	})
}

func (r routes) add(method, path string, p model.Permission, h handler) {
	r.group.Add(method, path, func(ec echo.Context) error {
		actor, err := r.api.authenticate(ec)
		if err != nil {
			return err
		}
		ec.Set(actorKey, actor.Name)
		if err := actor.Allow(p); err != nil {
			return err
		}
		return h(&call{Context: ec, actor: actor, language: r.api.language(ec.Request())})
	})
}

// openAPIPath writes the path of a route as the document does.
func openAPIPath(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}
