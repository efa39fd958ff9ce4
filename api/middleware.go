package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"

	"xuncha/model"
)

// Limits of requests.
const (
	maxInFlight    = 256
	maxURL         = 8 << 10
	requestTimeout = 30 * time.Second
	uploadTimeout  = 120 * time.Second
	answerGrace    = 10 * time.Second // to tell the caller that the time is over
)

const (
	requestIDKey  = "request_id"
	actorKey      = "actor"
	operationKey  = "operation"
	connectionKey = "connection" // the context without the limit of the request
)

var requestIDPattern = regexp.MustCompile(`^[A-Za-z0-9._-]{8,36}$`)

// observe gives the request an id, logs it in one line and counts it. It is the outermost, so it also sees panics.
func (a *API) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now() //nolint:forbidigo // measures a duration, decides nothing
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !requestIDPattern.MatchString(id) {
			id = a.options.NewRequestID()
		}
		c.Set(requestIDKey, id)
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		defer func() {
			took := time.Since(start)
			route := c.Path()
			if route == "" {
				route = "unknown"
			}
			status := fmt.Sprint(c.Response().Status)
			method := methodLabel(c.Request().Method)
			a.count.WithLabelValues(route, method, status).Inc()
			a.duration.WithLabelValues(route, method).Observe(took.Seconds())
			actor, _ := c.Get(actorKey).(model.Actor)
			a.options.Logger.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
				slog.String("request_id", id), slog.String("method", printable(c.Request().Method)),
				slog.String("path", c.Request().URL.EscapedPath()), slog.String("route", route),
				slog.Int("status", c.Response().Status), slog.Int64("bytes", c.Response().Size),
				slog.Float64("milliseconds", float64(took.Microseconds())/1000),
				slog.String("actor", actor.Principal()), slog.String("source", c.RealIP()))
		}()
		if err := a.recovered(c, next); err != nil {
			a.fail(c, err)
		}
		return nil
	}
}

// methodLabel keeps what callers make up from becoming a time series of its own.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// recovered turns a panic into an error. A panic after the answer began cannot be told any more, so the connection is
// broken: a cut body must not look whole.
func (a *API) recovered(c echo.Context, next echo.HandlerFunc) (err error) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler { //nolint:errorlint,err113 // compared as net/http does
			panic(p)
		}
		a.options.Logger.Error("panic", slog.Any("request_id", c.Get(requestIDKey)),
			slog.String("panic", printable(fmt.Sprint(p))), slog.String("stack", string(debug.Stack())))
		if c.Response().Committed {
			panic(http.ErrAbortHandler)
		}
		err = errors.New("panic in a handler")
	}()
	return next(c)
}

// headers sets the headers that every answer has.
func (a *API) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		for _, header := range commonHeaders {
			h.Set(header[0], header[1])
		}
		if c.Request().TLS != nil { // where a proxy speaks TLS, it says so itself
			h.Set(echo.HeaderStrictTransportSecurity, "max-age=31536000")
		}
		if a.draining.Load() {
			h.Set("Connection", "close")
		}
		a.borders.allow(c)
		return next(c)
	}
}

// commonHeaders keep browsers from guessing, framing, caching and sharing. The docs page has a policy of its own.
var commonHeaders = [][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "no-referrer"},
	{"Cache-Control", "no-store"},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
}

// throttle counts the requests of each address, and those to what is no operation, for which nobody brings a token. Probes
// pass: they tell whether the service lives.
func (a *API) throttle(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Path() == "/healthz" || c.Path() == "/readyz" {
			return next(c)
		}
		if err := a.rates.address(c); err != nil {
			return err
		}
		_, unrouted := c.Get(echo.ContextKeyHeaderAllow).(string)
		preflight := c.Request().Method == http.MethodOptions // browsers send it without a token
		if !preflight && (unrouted || !strings.HasPrefix(c.Path(), "/api/")) {
			if err := a.rates.anonymous(c); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// guard refuses what no route takes.
func (a *API) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		// Echo would answer OPTIONS by itself, to everybody.
		if allowed, ok := c.Get(echo.ContextKeyHeaderAllow).(string); ok && r.Method == http.MethodOptions {
			if a.borders.preflight(c, allowed) {
				return nil
			}
			c.Response().Header().Set(echo.HeaderAllow, allowed)
			return echo.ErrMethodNotAllowed
		}
		if len(r.RequestURI) > maxURL {
			return model.NewError(model.KindTooLarge, "url_too_long", maxURL)
		}
		if r.Header.Get(echo.HeaderContentEncoding) != "" {
			return model.NewError(model.KindUnsupported, "content_encoding")
		}
		if err := a.borders.refuse(r); err != nil {
			return err
		}
		return next(c)
	}
}

// longRoutes take whole files in.
var longRoutes = map[string]bool{"/api/v1/imports": true, "/api/v1/imports/:id/apply": true}

// limit bounds the requests in flight and how long each may take. Probes pass: they tell whether the service lives.
func (a *API) limit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !strings.HasPrefix(c.Path(), "/api/") {
			return next(c)
		}
		select {
		case a.flight <- struct{}{}:
			defer func() { <-a.flight }()
		default:
			a.rates.shed.WithLabelValues(reasonBusy).Inc()
			return model.NewError(model.KindUnavailable, "busy")
		}
		timeout := requestTimeout
		if longRoutes[c.Path()] && c.Request().Method == http.MethodPost {
			timeout = uploadTimeout
			connection, end := http.NewResponseController(c.Response()), time.Now().Add(timeout) //nolint:forbidigo // deadlines of the connection
			_ = connection.SetReadDeadline(end)
			_ = connection.SetWriteDeadline(end.Add(answerGrace))
		}
		if c.Path() == evidencePath && c.Request().Method == http.MethodPost { // its deadlines move with what comes
			timeout = evidenceTimeout
		}
		c.Set(connectionKey, c.Request().Context())
		ctx, stop := context.WithTimeout(c.Request().Context(), timeout)
		defer stop()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

// authenticate answers who asks.
func (a *API) authenticate(c echo.Context) (model.Actor, error) {
	scheme, text, _ := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	if !strings.EqualFold(scheme, "Bearer") || strings.TrimSpace(text) == "" {
		return model.Actor{}, model.NewError(model.KindUnauthenticated, "unauthenticated")
	}
	text = strings.TrimSpace(text)
	from := a.anonymous(c)
	var actor model.Actor
	var err error
	if model.IsSessionText(text) {
		actor, err = a.services.Sessions.Authenticate(c.Request().Context(), text)
	} else {
		actor, err = a.services.Tokens.Authenticate(c.Request().Context(), text, from.Source)
	}
	actor.RequestID, actor.Source = from.RequestID, from.Source
	return actor, err
}

// anonymous is a caller of whom only the request is known.
func (a *API) anonymous(c echo.Context) model.Actor {
	id, _ := c.Get(requestIDKey).(string)
	return model.Actor{RequestID: id, Source: c.RealIP()}
}

// clientAddress believes X-Forwarded-For only from the proxies that are named; everybody can write that header.
func clientAddress(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		_, network, err := net.ParseCIDR(p.String())
		if err == nil {
			options = append(options, echo.TrustIPRange(network))
		}
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

var languages = language.NewMatcher([]language.Tag{language.Chinese, language.English})

// language is the language a caller asked for, or the one of the configuration.
func (a *API) language(r *http.Request) model.Language {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return a.options.Language
	}
	switch _, place, confidence := languages.Match(tags...); {
	case confidence == language.No:
		return a.options.Language
	case place == 0:
		return model.Chinese
	default:
		return model.English
	}
}

// printable keeps a text of the caller to one visible line of the log.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return '?'
		}
		return r
	}, s)
}
