package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"xuncha/service"
)

// The time of a request bounds the work for a small answer, not how long a slow line takes for a file.
func TestFileOutlivesTheTimeOfItsRequest(t *testing.T) {
	connection, hangUp := context.WithCancel(t.Context())
	defer hangUp()
	over, stop := context.WithTimeout(connection, 0)
	defer stop()
	answer := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(over, http.MethodGet, "/api/v1/sites?format=csv", nil)
	c := &call{Context: echo.New().NewContext(request, answer), export: func(service.Export) error { return nil }}
	c.Set(connectionKey, connection)

	err := c.table("csv", "sites", []any{"code"}, func(row func(cells ...any) error) error {
		if err := c.Request().Context().Err(); err != nil {
			t.Error("the rows are read with the time of the request:", err)
		}
		hangUp()
		if c.Request().Context().Err() == nil {
			t.Error("the rows are read on when the caller is gone")
		}
		return row("4228000001")
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := answer.Body.String(); !strings.HasSuffix(got, "code\r\n4228000001\r\n") {
		t.Errorf("%q", got)
	}
}
