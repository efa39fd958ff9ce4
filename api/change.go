package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/model"
	"xuncha/service"
)

type changes struct {
	svc *service.Changes
	api *API
}

func changeRoutes(r routes, s *service.Services) {
	h := changes{s.Changes, r.api}
	r.get("/changes", "listChanges", h.list)
}

// changeMetrics are registered with those of the requests.
func changeMetrics(registry *prometheus.Registry, s *service.Changes) {
	if registry == nil {
		return
	}
	registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "xuncha_changes_lag_seconds", Help: "Age of the newest moment up to which every committed change is in the feed.",
		}, func() float64 { return s.Behind().Seconds() }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "xuncha_changes_waiting", Help: "Callers that wait for changes.",
		}, func() float64 { return float64(s.Waiting()) }))
}

type changeResponse struct {
	// place in the feed, to be sent as after
	Cursor string `json:"cursor" validate:"required" example:"000000000000041a"`
	// of this change, for whoever meets it twice
	ID string `json:"id" validate:"required" format:"uuid" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"`
	// what was done; *.delete and *.leave say that the thing is not there any more
	Type string `json:"type" validate:"required" example:"site.update"`
	// of the thing
	Kind    string `json:"kind" validate:"required" example:"site"`
	ThingID uint64 `json:"thing_id" validate:"required" example:"17"`
	// empty for what belongs to no region
	RegionCode model.RegionCode `json:"region_code" validate:"required" example:"422801"`
	// of the thing after the change
	Version uint64    `json:"version" validate:"required" example:"3"`
	At      time.Time `json:"at" validate:"required" format:"date-time" example:"2022-10-08T01:00:00Z"`
} //	@name	Change

func changeItem(e model.Event) changeResponse {
	return changeResponse{
		Cursor: model.Cursor(uint64(e.Position)), ID: e.EventID, Type: e.Type, Kind: e.ThingKind, ThingID: e.ThingID,
		RegionCode: e.RegionCode, Version: e.Version, At: e.At.Time,
	}
}

type changesResponse struct {
	Items []changeResponse `json:"items" validate:"required"`
	// where to go on, always given
	Next string `json:"next" validate:"required" example:"000000000000041a"`
	// whether this was everything: if not, more may follow at once, also after an answer without items
	CaughtUp bool `json:"caught_up" validate:"required" example:"true"`
} //	@name	Changes

const (
	maxWait     = 30 // seconds
	eventStream = "text/event-stream"
)

// list godoc
//
//	@Summary		Read the feed of changes
//	@Description	Every committed change of the register and of the work, in the order of the commits, none missed; people, keys, contacts, drafts and self-checks are not told of. A caller hears of the things that it may read. Begins after the cursor, without one at the oldest change that is kept; now answers the newest cursor without items. A cursor older than what is kept gets 410 cursor_expired. With Accept: text/event-stream the answer goes on until the service stops, Last-Event-ID standing for after.
//	@Tags			changes
//	@ID				listChanges
//	@Produce		json,text/event-stream
//	@Param			after			query		string	false	"cursor of the last change that was read, the next of an answer, or now"
//	@Param			limit			query		int		false	"changes of an answer, at most 1000; 100 when left out"
//	@Param			kind			query		string	false	"kinds of things, with commas between"
//	@Param			region			query		string	false	"code prefix: everything under it"
//	@Param			wait			query		int		false	"seconds to wait when there is nothing yet, at most 30"
//	@Param			Last-Event-ID	header		string	false	"of a stream: instead of after"
//	@Success		200				{object}	changesResponse
//	@Router			/api/v1/changes [get]
func (h changes) list(c *call) error {
	q := c.query()
	req := model.ChangeRequest{
		After: q.text("after"), Limit: q.number("limit", model.DefaultChanges, 1, model.MaxLimit), Region: q.region(),
	}
	if kinds := q.text("kind"); kinds != "" {
		req.Kinds = strings.Split(kinds, ",")
	}
	wait := q.number("wait", 0, 0, maxWait)
	if err := q.done(); err != nil {
		return err
	}
	stream := strings.Contains(c.Request().Header.Get(echo.HeaderAccept), eventStream)
	if last := c.Request().Header.Get("Last-Event-ID"); last != "" && stream {
		req.After = last
	}
	from, err := h.svc.Begin(c.Request().Context(), c.actor, req)
	if err != nil {
		return err
	}
	if stream {
		return h.stream(c, req, from)
	}
	if req.After == model.CursorNow && wait == 0 {
		return writeJSON(c, http.StatusOK, changesResponse{Items: []changeResponse{}, Next: model.Cursor(from), CaughtUp: true})
	}
	found, err := h.svc.Read(c.Request().Context(), c.actor, req, from)
	if err != nil {
		return err
	}
	if wait > 0 && len(found.Items) == 0 && found.CaughtUp {
		if found, err = h.wait(c, req, found, time.Duration(wait)*time.Second); err != nil {
			return err
		}
	}
	return writeJSON(c, http.StatusOK, changesResponse{
		Items: pluck(found.Items, changeItem), Next: model.Cursor(found.Next), CaughtUp: found.CaughtUp,
	})
}

// wait reads again whenever something new is there, until some of it is for the caller or the time is over.
func (h changes) wait(c *call, req model.ChangeRequest, found model.Changes, most time.Duration) (model.Changes, error) {
	wait, leave, err := h.svc.Wait()
	if err != nil {
		return found, err
	}
	defer leave()
	c.withoutTimeout()
	c.keepOpen()
	ctx, stop := context.WithTimeout(c.Request().Context(), most)
	defer stop()
	for len(found.Items) == 0 && found.CaughtUp {
		if !wait(ctx, found.Next) {
			return found, c.Request().Context().Err()
		}
		if c.actor, err = h.api.authenticate(c.Context); err != nil { // it may have lost its rights meanwhile
			return found, err
		}
		if found, err = h.svc.Read(c.Request().Context(), c.actor, req, found.Next); err != nil {
			return found, err
		}
	}
	return found, nil
}

// A stream tells that it lives, and looks whether the caller still may, so often. One to which nothing can be written for
// so long is cut off.
const (
	heartbeat     = 5 * time.Second
	writePatience = 10 * time.Second
)

// keepOpen takes the limits of the server from a connection that is meant to stay.
func (c *call) keepOpen() {
	connection := http.NewResponseController(c.Response())
	_ = connection.SetReadDeadline(time.Time{})
	_ = connection.SetWriteDeadline(time.Now().Add(maxWait*time.Second + writePatience)) //nolint:forbidigo // a deadline of the connection
}

// stream sends the changes as server-sent events.
func (h changes) stream(c *call, req model.ChangeRequest, after uint64) error {
	wait, leave, err := h.svc.Wait()
	if err != nil {
		return err
	}
	defer leave()
	found, err := h.svc.Read(c.Request().Context(), c.actor, req, after) // what is wrong is told while it can be
	if err != nil {
		return err
	}
	c.withoutTimeout()
	c.keepOpen()
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, eventStream)
	header.Set("X-Accel-Buffering", "no")
	c.Response().WriteHeader(http.StatusOK)
	for {
		if err := sendEvents(c, found); err != nil {
			return nil //nolint:nilerr // the caller is gone, or does not read
		}
		if found.CaughtUp && !h.svc.Released() {
			pause, stop := context.WithTimeout(c.Request().Context(), heartbeat)
			wait(pause, found.Next)
			stop()
		}
		if h.svc.Released() || c.Request().Context().Err() != nil {
			return nil
		}
		// Whatever is wrong now, the status is out: the stream ends, and who comes again is told.
		if c.actor, err = h.api.authenticate(c.Context); err != nil {
			return nil //nolint:nilerr // see above
		}
		if found, err = h.svc.Read(c.Request().Context(), c.actor, req, found.Next); err != nil {
			return nil //nolint:nilerr // see above
		}
	}
}

// sendEvents writes a piece of the feed, and then its end: who comes again goes on there, also where nothing was told.
func sendEvents(c *call, found model.Changes) error {
	connection := http.NewResponseController(c.Response())
	_ = connection.SetWriteDeadline(time.Now().Add(writePatience)) //nolint:forbidigo // a deadline of the connection
	var out strings.Builder
	for _, e := range found.Items {
		item := changeItem(e)
		data, err := json.Marshal(item)
		if err != nil {
			return fmt.Errorf("encode a change: %w", err)
		}
		_, _ = fmt.Fprintf(&out, "id: %s\nevent: %s\ndata: %s\n\n", item.Cursor, item.Type, data)
	}
	_, _ = fmt.Fprintf(&out, ":\nid: %s\n\n", model.Cursor(found.Next))
	if _, err := c.Response().Write([]byte(out.String())); err != nil {
		return fmt.Errorf("write the stream: %w", err)
	}
	return connection.Flush()
}
