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
	"time"

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
	Origins        []string       // of front ends whose pages may call the service, as in https://inspect.example.gov.cn
	Rates          Rates
	Clock          func() time.Time // of the rates, that of the machine when there is none
	Metrics        *prometheus.Registry
	NewRequestID   func() string
}

// API is the HTTP side of the program.
type API struct {
	echo        *echo.Echo
	options     Options
	services    *service.Services
	draining    atomic.Bool
	refusals    refusals
	flight      chan struct{}
	rates       *rates
	borders     borders
	count       *prometheus.CounterVec
	duration    *prometheus.HistogramVec
	largeBodies chan struct{} // of requests that may be repeated
	receivers   map[string]receiver
}

// New builds the routes.
func New(s *service.Services, o Options) *API {
	a := &API{echo: echo.New(), options: o, services: s, flight: make(chan struct{}, maxInFlight)}
	a.largeBodies, a.receivers = make(chan struct{}, maxLargeBodies), map[string]receiver{}
	a.count, a.duration = requestMetrics(o.Metrics)
	changeMetrics(o.Metrics, s.Changes)
	a.echo.HideBanner, a.echo.HidePort = true, true
	a.echo.IPExtractor = clientAddress(o.TrustedProxies)
	a.echo.HTTPErrorHandler = func(err error, c echo.Context) { a.fail(c, err) }
	a.rates, a.borders = newRates(o), newBorders(o.Origins)
	a.echo.Use(a.observe, a.headers, a.throttle, a.guard, a.limit)

	const prefix = "/api/v1"
	r := routes{api: a, prefix: prefix, group: a.echo.Group(prefix)}
	regionRoutes(r, s)
	organizationRoutes(r, s)
	contactRoutes(r, s)
	siteRoutes(r, s)
	accountRoutes(r, s)
	historyRoutes(r, s)
	filingRoutes(r, s)
	catalogueRoutes(r, s)
	campaignRoutes(r, s)
	drawRoutes(r, s)
	statisticsRoutes(r, s)
	inspectionRoutes(r, s)
	assignmentRoutes(r, s)
	draftRoutes(r, s)
	importRoutes(r, s)
	importMappingRoutes(r, s)
	sessionRoutes(r, s)
	userRoutes(r, s)
	totpRoutes(r, s)
	securityRoutes(r, s)
	ssoRoutes(r, s)
	tokenRoutes(r, s)
	auditRoutes(r, s)
	selfCheckRoutes(r, s)
	bulletinRoutes(r, s)
	bulletinTemplateRoutes(r, s)
	passageRoutes(r, s)
	attachmentRoutes(r, s)
	findingRoutes(r, s)
	calendarRoutes(r, s)
	changeRoutes(r, s)
	reportRoutes(r, s)
	reconciliationRoutes(r, s)
	webhookRoutes(r, s)
	probeRoutes(a)
	docsRoutes(a)
	publicBulletinRoutes(a)
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

// Drain makes the service not ready, while it still answers, each answer closing its connection. Who waits for changes is
// answered.
func (a *API) Drain() {
	a.draining.Store(true)
	a.services.Changes.Release()
}

// routes registers the operations of /api/v1. Each has a row in the policy, so none can be open by accident.
type routes struct {
	api    *API
	prefix string
	group  *echo.Group
}

type handler func(c *call) error

// call is one request with its caller.
type call struct {
	echo.Context
	actor    model.Actor
	language model.Language
	export   func(service.Export) error // says that a table leaves as a file
	again    func() error               // asks once more who calls, and whether they may
	gb18030  bool                       // whether CSV is wanted in that encoding
	received service.Received           // what an upload has stored
}

func (r routes) get(path, operation string, h handler) { r.add(http.MethodGet, path, operation, h) }

func (r routes) post(path, operation string, h handler) { r.add(http.MethodPost, path, operation, h) }

func (r routes) put(path, operation string, h handler) { r.add(http.MethodPut, path, operation, h) }

func (r routes) patch(path, operation string, h handler) {
	r.add(http.MethodPatch, path, operation, h)
}

func (r routes) delete(path, operation string, h handler) {
	r.add(http.MethodDelete, path, operation, func(c *call) error {
		if err := c.noInput(); err != nil {
			return err
		}
		return h(c)
	})
}

// add registers an operation of the policy. An operation without a row there stops the program: it is a fault of whoever
// wrote the route.
func (r routes) add(method, path, operation string, h handler) {
	rule := ruleOf(operation)
	if method == http.MethodPost && rule.Repeatable() {
		h = r.api.repeatable(operation, h)
	}
	r.group.Add(method, path, func(ec echo.Context) error {
		ec.Set(operationKey, operation)
		c := &call{Context: ec, language: r.api.language(ec.Request())}
		c.export = func(e service.Export) error { return r.api.services.Audit.Exported(c.Request().Context(), c.actor, e) }
		if rule.Permission == model.Public {
			c.actor = r.api.anonymous(ec)
			if err := r.api.rates.anonymous(ec); err != nil {
				return err
			}
			return h(c)
		}
		var err error
		if c.actor, err = r.api.authenticate(ec); err != nil {
			return r.api.rates.stranger(ec, err)
		}
		ec.Set(actorKey, c.actor)
		leave, err := r.api.rates.admit(c.actor)
		if err != nil {
			return err
		}
		defer leave()
		c.again = func() error {
			actor, err := r.api.authenticate(ec)
			if err != nil {
				return err
			}
			c.actor = actor
			return actor.Allow(rule.Permission)
		}
		if err := c.actor.Allow(rule.Permission); err != nil {
			return err
		}
		return h(c)
	})
}

func ruleOf(operation string) model.Rule {
	rule, ok := model.RuleOf(operation)
	if !ok {
		panic("the policy has no row for the operation " + operation)
	}
	return rule
}

// public registers a read outside of /api/v1 that needs no caller.
func (a *API) public(path, operation string, h echo.HandlerFunc) {
	if ruleOf(operation).Permission != model.Public {
		panic("the policy does not let everybody do " + operation)
	}
	a.echo.GET(path, h)
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
