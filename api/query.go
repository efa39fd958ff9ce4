package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"xuncha/model"
)

// query reads query parameters strictly: each at most once, none that is not known, all faults at once.
type query struct {
	values url.Values
	known  []string
	faults []model.FieldError
}

func (c *call) query() *query {
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	q := &query{values: values}
	if err != nil { // the parameters that cannot be read are missing from the values
		q.fault("", "malformed_query")
	}
	return q
}

func (q *query) fault(field, code string, args ...any) {
	q.faults = append(q.faults, model.FieldError{Field: field, Code: code, Args: args})
}

func (q *query) text(name string) string {
	q.known = append(q.known, name)
	values := q.values[name]
	if len(values) > 1 {
		q.fault(name, "repeated_parameter")
	}
	if len(values) == 0 {
		return ""
	}
	if utf8.RuneCountInString(values[0]) > 400 {
		q.fault(name, "too_long", 400)
	}
	if !utf8.ValidString(values[0]) {
		q.fault(name, "forbidden_character", "U+FFFD")
	}
	return values[0]
}

func (q *query) number(name string, otherwise, least, most int) int {
	text := q.text(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		q.fault(name, "not_a_number", least, most)
		return otherwise
	}
	return n
}

// year is one of rounds.
func (q *query) year() int { return q.number("year", 0, 2000, 2199) }

func (q *query) id(name string) uint64 {
	return uint64(q.number(name, 0, 1, 1<<53-1)) //nolint:gosec // bounded above
}

func (q *query) flag(name string) string {
	text := q.text(name)
	if text != "" && text != "true" && text != "false" {
		q.fault(name, "not_a_boolean")
	}
	return text
}

// time is an instant after RFC 3339.
func (q *query) time(name string) model.Time {
	text := q.text(name)
	if text == "" {
		return model.Time{}
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.Year() < 1950 || at.Year() > 2199 {
		q.fault(name, "not_a_time")
		return model.Time{}
	}
	return model.NewTime(at)
}

// date is a day of the calendar.
func (q *query) date(name string) model.Date {
	d := model.Date(q.text(name))
	if d != "" && !d.Valid() {
		q.fault(name, "not_a_date")
		return ""
	}
	return d
}

// region is a region as a code prefix: everything under it.
func (q *query) region() model.Scope {
	const name = "region"
	s := model.Scope(q.text(name))
	if model.RegionCode(s).Canonical() == model.RegionNation {
		return model.ScopeAll
	}
	if s != "" && (!s.Valid() || s == model.ScopeAll) {
		q.fault(name, "not_a_region_prefix")
		return ""
	}
	return s
}

func oneOf[T ~string](q *query, name string, allowed []T) T {
	value := T(q.text(name))
	if value != "" && !slices.Contains(allowed, value) {
		names := make([]string, len(allowed))
		for i, a := range allowed {
			names[i] = string(a)
		}
		q.fault(name, "not_one_of", strings.Join(names, ", "))
		return ""
	}
	return value
}

// list reads which piece of a list is asked for.
func (q *query) list() model.ListRequest {
	pageAsked := q.values.Has("page") || q.values.Has("size") || q.values.Has("sort")
	r := model.ListRequest{
		Page: q.number("page", 1, 1, model.MaxWindow), Size: q.number("size", model.DefaultSize, 1, model.MaxSize),
		Sort: q.text("sort"), ByKey: q.values.Has("after") || q.values.Has("limit"),
		After: uint64(q.number("after", 0, 0, 1<<53-1)), //nolint:gosec // bounded
		Limit: q.number("limit", model.DefaultSize, 1, model.MaxLimit),
	}
	if r.ByKey && pageAsked {
		q.fault("after", "page_and_after")
	}
	if !r.ByKey && r.Page*r.Size > model.MaxWindow {
		q.fault("page", "beyond_window", model.MaxWindow)
	}
	return r
}

// done reports every fault, unknown parameters included.
func (q *query) done() error {
	for name := range q.values {
		if !slices.Contains(q.known, name) {
			q.fault(clip(name), "unknown_parameter", strings.Join(q.known, ", "))
		}
	}
	if len(q.faults) == 0 {
		return nil
	}
	slices.SortFunc(q.faults, func(a, b model.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: q.faults}
}

// noQuery refuses every query parameter.
func (c *call) noQuery() error { return c.query().done() }

// noInput refuses a query and a body.
func (c *call) noInput() error {
	if err := c.noQuery(); err != nil {
		return err
	}
	return c.noBody()
}
