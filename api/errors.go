package api

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"xuncha/model"
)

// problem is an error as callers get it, after RFC 9457.
type problem struct {
	// identifies the kind of problem
	Type string `json:"type" validate:"required" example:"urn:xuncha:problem:not_found"`
	// the same for every problem of the status
	Title string `json:"title" validate:"required" example:"Not Found"`
	// the HTTP status
	Status int `json:"status" validate:"required" example:"404"`
	// what went wrong, for people, in the language of Accept-Language
	Detail string `json:"detail" validate:"required" example:"不存在"`
	// this one occurrence
	Instance string `json:"instance" validate:"required" example:"urn:xuncha:request:0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"`
	// stable, for programs
	Code string `json:"code" validate:"required" example:"not_found"`
	// what is wrong with single fields
	Errors []fieldProblem `json:"errors,omitempty"`
	// where the way out begins, for a few codes
	Link string `json:"link,omitempty" example:"/api/v1/changes?after=now"`
	// to be named when the problem is reported
	RequestID string `json:"request_id" validate:"required" example:"0199e0c2-6f0e-7cc1-b1b2-8f6f1d9a4a10"`
} //	@name	Problem

// fieldProblem says what is wrong with one field.
type fieldProblem struct {
	// path of the field in the request
	Field string `json:"field" validate:"required" example:"findings[2].indicator"`
	// stable, for programs
	Code string `json:"code" validate:"required" example:"required"`
	// for people
	Detail string `json:"detail" validate:"required" example:"不能为空"`
	// a value that would be taken
	Suggestion string `json:"suggestion,omitempty" example:"http://tyjrswj.enshi.gov.cn"`
} //	@name	FieldProblem

// statuses is the one table from the kind of a refusal to the status of its answer.
var statuses = map[model.Kind]int{
	model.KindMalformed:       http.StatusBadRequest,
	model.KindInvalid:         http.StatusUnprocessableEntity,
	model.KindUnauthenticated: http.StatusUnauthorized,
	model.KindForbidden:       http.StatusForbidden,
	model.KindNotFound:        http.StatusNotFound,
	model.KindConflict:        http.StatusConflict,
	model.KindStale:           http.StatusPreconditionFailed,
	model.KindUnconditional:   http.StatusPreconditionRequired,
	model.KindTooLarge:        http.StatusRequestEntityTooLarge,
	model.KindUnsupported:     http.StatusUnsupportedMediaType,
	model.KindNotAcceptable:   http.StatusNotAcceptable,
	model.KindUnavailable:     http.StatusServiceUnavailable,
	model.KindTooMany:         http.StatusTooManyRequests,
	model.KindRange:           http.StatusRequestedRangeNotSatisfiable,
	model.KindGone:            http.StatusGone,
}

const clientClosed = 499 // never sent: the caller is gone

// fail is the one exit for errors.
func (a *API) fail(c echo.Context, err error) {
	id, _ := c.Get(requestIDKey).(string)
	if c.Response().Committed {
		// The status is out. Only a broken connection tells the caller that the body is not whole.
		a.options.Logger.Error("answer broken off", slog.String("request_id", id), slog.String("error", printable(err.Error())))
		panic(http.ErrAbortHandler)
	}
	if errors.Is(err, context.Canceled) && c.Request().Context().Err() != nil {
		c.Response().Status = clientClosed
		return
	}
	e, status := a.refusal(err)
	if status >= http.StatusInternalServerError {
		a.options.Logger.Error("request failed", slog.String("request_id", id), slog.Int("status", status),
			slog.String("error", printable(err.Error())))
	}
	a.denied(c, e, status)
	p := toProblem(e, a.language(c.Request()), status, id)
	h := c.Response().Header()
	for _, name := range []string{echo.HeaderContentDisposition, "ETag", "Location"} {
		h.Del(name)
	}
	h.Set(echo.HeaderContentType, "application/problem+json")
	h.Add(echo.HeaderVary, "Accept-Language")
	switch {
	case status == http.StatusServiceUnavailable, status == http.StatusTooManyRequests, e.RetryAfter > 0:
		h.Set(echo.HeaderRetryAfter, strconv.Itoa(retryAfter(e.RetryAfter)))
	case status == http.StatusUnauthorized:
		h.Set(echo.HeaderWWWAuthenticate, "Bearer")
	}
	if status == http.StatusRequestEntityTooLarge {
		h.Set("Connection", "close")
	}
	if err := writeJSON(c, status, p); err != nil {
		a.options.Logger.Warn("answer not delivered", slog.String("request_id", id), slog.String("error", printable(err.Error())))
	}
}

// retryAfter is a time to wait in whole seconds, never too short; a few where none is known.
func retryAfter(d time.Duration) int {
	if d <= 0 {
		return 1 + rand.IntN(3) //nolint:gosec // jitter, not a secret
	}
	return int((d + time.Second - 1) / time.Second)
}

func toProblem(e *model.Error, l model.Language, status int, requestID string) problem {
	p := problem{
		Type: "urn:xuncha:problem:" + e.Code, Title: http.StatusText(status), Status: status,
		Detail: model.Text(l, e.Code, e.Args...), Instance: "urn:xuncha:request:" + requestID, Code: e.Code, RequestID: requestID,
		Link: e.Link,
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, fieldProblem{Field: f.Field, Code: f.Code, Detail: f.Text(l), Suggestion: f.Suggestion})
	}
	return p
}

// refusal answers what the caller may see of an error, and its status. What is not a model.Error stays inside.
func (a *API) refusal(err error) (*model.Error, int) {
	var e *model.Error
	var he *echo.HTTPError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge): // before the kind: a body that is too large also looks cut
		return model.NewError(model.KindTooLarge, "body_too_large", tooLarge.Limit), http.StatusRequestEntityTooLarge
	case errors.As(err, &e):
		if status, ok := statuses[e.Kind]; ok {
			return e, status
		}
	case errors.As(err, &he) && he.Code == http.StatusNotFound:
		return model.NewError(model.KindNotFound, "route_not_found"), http.StatusNotFound
	case errors.As(err, &he) && he.Code == http.StatusMethodNotAllowed:
		return model.NewError(model.KindNotFound, "method_not_allowed"), http.StatusMethodNotAllowed
	case errors.Is(err, context.DeadlineExceeded):
		return model.NewError(model.KindUnavailable, "busy"), http.StatusServiceUnavailable
	}
	return model.NewError(0, "internal"), http.StatusInternalServerError
}
