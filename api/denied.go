package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"xuncha/model"
	"xuncha/service"
)

// Limits of the entries about refusals.
const (
	deniedTimeout = 3 * time.Second
	deniedRate    = 10 // entries a second for a source that nobody has logged in from
	deniedBurst   = 200
	deniedSources = 4096 // that are told apart
)

// denied writes down that a call of an operation was refused. It comes before the answer, never changes it, and outlives
// a caller who hangs up.
func (a *API) denied(c echo.Context, e *model.Error, status int) {
	operation, _ := c.Get(operationKey).(string)
	code, ok := deniedCode(e, status)
	if operation == "" || !ok || ruleOf(operation).Permission == model.Public {
		return
	}
	actor, known := c.Get(actorKey).(model.Actor)
	if !known {
		actor = a.anonymous(c)
		if !a.refusals.take(actor.Source) {
			return
		}
	}
	kind, id := thingOf(c)
	ctx, stop := context.WithTimeout(context.WithoutCancel(c.Request().Context()), deniedTimeout)
	defer stop()
	err := a.services.Audit.Denied(ctx, actor, service.Refusal{
		Operation: operation, Method: c.Request().Method, Path: clip(printable(c.Request().URL.Path)), Code: code,
		ThingKind: kind, ThingID: id,
	})
	if err != nil {
		a.options.Logger.Error("denied call not written down", slog.String("request_id", actor.RequestID),
			slog.String("operation", operation), slog.String("code", code), slog.String("error", printable(err.Error())))
	}
}

// deniedCode is the code of what was refused for want of a right: who is not known, who may not, what lies out of reach.
func deniedCode(e *model.Error, status int) (string, bool) {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return e.Code, true
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		for _, f := range e.Fields {
			if f.Code == "unknown_reference" || f.Code == "not_a_target" {
				return f.Code, true
			}
		}
	}
	return "", false
}

// thingOf is the thing that the path of a request names: the one of its last id, 0 where it is named by a code.
func thingOf(c echo.Context) (kind string, id uint64) {
	parts := strings.Split(c.Path(), "/")
	for i, part := range parts {
		name, parameter := strings.CutPrefix(part, ":")
		switch {
		case !parameter || i == 0:
		case strings.HasSuffix(name, "id"):
			kind = nounOf(parts[i-1])
			var err error
			if id, err = strconv.ParseUint(c.Param(name), 10, 53); err != nil {
				id = 0 // one that is too large comes with the largest
			}
		case kind == "":
			kind = nounOf(parts[i-1])
		}
	}
	return kind, id
}

// nounOf is the name of one of a collection, as entries have it: audit_entry for audit-entries.
func nounOf(collection string) string {
	noun := strings.ReplaceAll(collection, "-", "_")
	if stem, found := strings.CutSuffix(noun, "ies"); found {
		return stem + "y"
	}
	if stem, found := strings.CutSuffix(noun, "xes"); found {
		return stem + "x"
	}
	return strings.TrimSuffix(noun, "s")
}

// refusals keep a flood of refused calls from filling the disk: what is too much of one source is only counted.
type refusals struct {
	mu      sync.Mutex
	sources map[string]*refused
}

type refused struct {
	limit     *rate.Limiter
	unwritten int
}

// take reports whether one more refusal of a source is written down.
func (r *refusals) take(address string) bool {
	source := model.Neighbourhood(address)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sources == nil {
		r.sources = map[string]*refused{}
	}
	s, known := r.sources[source]
	if !known && len(r.sources) >= deniedSources {
		source = "" // all others together
		s, known = r.sources[source]
	}
	if !known {
		s = &refused{limit: rate.NewLimiter(deniedRate, deniedBurst)}
		r.sources[source] = s
	}
	if s.limit.Allow() {
		return true
	}
	s.unwritten++
	return false
}

// counted takes out what was only counted, by source, and forgets the sources that are quiet.
func (r *refusals) counted() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := map[string]int{}
	for source, s := range r.sources {
		if s.unwritten > 0 {
			out[source], s.unwritten = s.unwritten, 0
		} else if s.limit.Tokens() >= deniedBurst {
			delete(r.sources, source)
		}
	}
	return out
}

// giveBack counts again what could not be told.
func (r *refusals) giveBack(source string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, known := r.sources[source]; known {
		s.unwritten += n
	}
}

// ReportDenied writes one entry for each source whose refusals were too many to be written down one by one.
func (a *API) ReportDenied(ctx context.Context) error {
	var faults []error
	counted := a.refusals.counted()
	sources := make([]string, 0, len(counted))
	for source := range counted {
		sources = append(sources, source)
	}
	slices.Sort(sources)
	for _, source := range sources {
		if err := a.services.Audit.Unwritten(ctx, source, counted[source]); err != nil {
			a.refusals.giveBack(source, counted[source])
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// leaves writes down that a table leaves as a file. Without that entry it stays.
func (c *call) leaves(format string) error {
	filter := map[string][]string{}
	for name, values := range c.QueryParams() {
		if name != "format" && name != "phone" { // a number is somebody's, and the read of a contact names whose
			filter[name] = values
		}
	}
	noun := ""
	for part := range strings.SplitSeq(c.Path(), "/") {
		if !strings.HasPrefix(part, ":") {
			noun = nounOf(part)
		}
	}
	kind, id := thingOf(c)
	return c.export(service.Export{
		Noun: noun, ThingKind: kind, ThingID: id, Path: clip(printable(c.Request().URL.Path)), Format: format, Filter: filter,
	})
}
