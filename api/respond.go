package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
)

// listOf is one piece of a list: with page, size and total for people, or with next for programs.
type listOf[T any] struct {
	Items []T `json:"items" validate:"required"`
	// number of the page, from 1
	Page int `json:"page,omitempty" example:"1"`
	// rows of a page
	Size int `json:"size,omitempty" example:"20"`
	// rows of the whole list
	Total *int64 `json:"total,omitempty" example:"215"`
	// to be sent as after for the next piece; null at the end, absent from numbered pages
	Next *string `json:"next,omitempty" extensions:"x-nullable" example:"1042"`
}

// MarshalJSON keeps the two forms apart.
func (l listOf[T]) MarshalJSON() ([]byte, error) { return json.Marshal(l.form()) }

// form is the list as it is encoded: a piece by key always has next, which is null at the end. Encoding it instead of the list
// saves a second look at every byte, which is what a MarshalJSON costs.
func (l listOf[T]) form() any {
	if l.Total != nil {
		return struct {
			Items []T    `json:"items"`
			Page  int    `json:"page"`
			Size  int    `json:"size"`
			Total *int64 `json:"total"`
		}{l.Items, l.Page, l.Size, l.Total}
	}
	return struct {
		Items []T     `json:"items"`
		Next  *string `json:"next"`
	}{l.Items, l.Next}
}

func respondList[M, T any](c *call, req model.ListRequest, l model.List[M], item func(M) T) error {
	out := listOf[T]{Items: make([]T, len(l.Items))}
	for i, m := range l.Items {
		out.Items[i] = item(m)
	}
	if req.ByKey {
		if l.Next != 0 {
			next := strconv.FormatUint(l.Next, 10)
			out.Next = &next
		}
	} else {
		out.Page, out.Size, out.Total = req.Page, req.Size, &l.Total
	}
	return writeJSON(c, http.StatusOK, out.form())
}

// writeJSON encodes before it answers: a value that cannot be encoded is a 500, not a cut body.
func writeJSON(c echo.Context, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	h := c.Response().Header()
	if h.Get(echo.HeaderContentType) == "" {
		h.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	}
	c.Response().WriteHeader(status)
	if _, err := c.Response().Write(append(b, '\n')); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

// thing answers one thing with its ETag, or 304 when the caller has it already.
func (c *call) thing(version uint64, v any) error {
	tag := `"` + strconv.FormatUint(version, 10) + `"`
	c.Response().Header().Set("ETag", tag)
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	if c.Request().Method == http.MethodGet && has(c.Request(), tag) {
		c.Response().WriteHeader(http.StatusNotModified)
		return nil
	}
	return writeJSON(c, http.StatusOK, v)
}

// has reports whether the caller names a tag among those that it has.
func has(r *http.Request, tag string) bool {
	for known := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimPrefix(strings.TrimSpace(known), "W/"); known == tag || known == "*" {
			return true
		}
	}
	return false
}

// fresh answers one thing with its ETag, but never with 304: what the caller may do with it changes with something else.
func (c *call) fresh(version uint64, v any) error {
	c.Request().Header.Del("If-None-Match")
	return c.thing(version, v)
}

// created answers a new thing with its address.
func (c *call) created(version uint64, location string, v any) error {
	return c.made(http.StatusCreated, version, location, v)
}

// made is created with another status: for what is only begun, or was made before.
func (c *call) made(status int, version uint64, location string, v any) error {
	h := c.Response().Header()
	h.Set("ETag", `"`+strconv.FormatUint(version, 10)+`"`)
	h.Set(echo.HeaderLocation, "/api/v1"+location)
	return writeJSON(c, status, v)
}

// optionalTime is a time for JSON, null when there is none.
func optionalTime(t model.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}

// stamp is a time in a file, empty when there is none.
func stamp(t model.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
