package baseline

import (
	"database/sql"
	"net/http"
	"strconv"
	"strings"
	"time"

	"xuncha/model"
)

type changeAnswer struct {
	Cursor     string           `json:"cursor"`
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Kind       string           `json:"kind"`
	ThingID    uint64           `json:"thing_id"`
	RegionCode model.RegionCode `json:"region_code"`
	Version    uint64           `json:"version"`
	At         time.Time        `json:"at"`
}

type changesAnswer struct {
	Items    []changeAnswer `json:"items"`
	Next     string         `json:"next"`
	CaughtUp bool           `json:"caught_up"`
}

const (
	feedWindow = 5000
	feedEnds   = "SELECT last_position, base_position FROM feeds WHERE id = 1"
)

// told are the kinds that whoever may read everything hears of.
var told = "('" + strings.Join(model.ChangeKindNames(), "', '") + "')"

// changes answers a piece of the feed.
func (s *Server) changes(c *caller) error {
	after, ok := model.ParseCursor(c.URL.Query().Get("after"))
	limit, err := strconv.Atoi(c.URL.Query().Get("limit"))
	if !ok || err != nil || c.actor.Scope != model.ScopeAll {
		return refusal(http.StatusBadRequest)
	}
	var last, base uint64
	if err := s.one(c.Context(), nil, feedEnds, nil, &last, &base); err != nil {
		return err
	}
	until := min(after+feedWindow, last)
	out := changesAnswer{Items: make([]changeAnswer, 0, limit)}
	next := until
	err = s.each(c.Context(), nil, `SELECT position, event_id, type, thing_kind, thing_id, region_code, version, at FROM events
WHERE position > ? AND position <= ? AND thing_kind IN `+told+" ORDER BY position LIMIT ?", []any{after, until, limit}, func(r *sql.Rows) error {
		var a changeAnswer
		var position uint64
		var at model.Time
		err := r.Scan(&position, &a.ID, &a.Type, &a.Kind, &a.ThingID, (*string)(&a.RegionCode), &a.Version, &at)
		a.Cursor, a.At = model.Cursor(position), at.Time
		if out.Items = append(out.Items, a); len(out.Items) == limit {
			next = position
		}
		return err
	})
	if err != nil {
		return err
	}
	// What was removed meanwhile must not look as if it had not been.
	if err := s.one(c.Context(), nil, feedEnds, nil, &last, &base); err != nil {
		return err
	}
	if after < base {
		return refusal(http.StatusGone)
	}
	out.Next, out.CaughtUp = model.Cursor(next), next >= last
	return c.json(http.StatusOK, out)
}
