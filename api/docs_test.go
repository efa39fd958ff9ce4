package api_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/docs"
	"xuncha/model"
	"xuncha/service"
	"xuncha/service/seal"
)

func TestDocs(t *testing.T) {
	a := api.New(service.New(nil, service.Settings{Clock: time.Now, Ring: seal.Fresh()}), api.Options{
		Language: model.Chinese, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return "docs-test" },
	})
	get := func(path, header, value string) *httptest.ResponseRecorder {
		req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		req.Header.Set(header, value)
		rec := httptest.NewRecorder()
		a.ServeHTTP(rec, req)
		return rec
	}
	for _, c := range []struct {
		path   string
		status int
		media  string
		holds  string
	}{
		{"/openapi.json", 200, "application/json", `"openapi": "3.0.3"`},
		{"/docs", 200, "text/html; charset=utf-8", "docs/init.js"},
		{"/docs/init.js", 200, "text/javascript; charset=utf-8", "validatorUrl: null"},
		{"/docs/swagger-ui-bundle.js", 200, "application/javascript", "SwaggerUIBundle"},
		{"/docs/swagger-ui.css", 200, "text/css; charset=utf-8", ".swagger-ui"},
		{"/docs/favicon-32x32.png", 200, "image/png", "PNG"},
		{"/docs/oauth2-redirect.html", 404, "application/problem+json", "route_not_found"},
		{"/docs/docs.go", 404, "application/problem+json", "route_not_found"},
	} {
		rec := get(c.path, "Accept-Encoding", "identity")
		if rec.Code != c.status || rec.Header().Get("Content-Type") != c.media || !strings.Contains(rec.Body.String(), c.holds) {
			t.Errorf("%s: %d %s, %.100q", c.path, rec.Code, rec.Header().Get("Content-Type"), rec.Body.String())
		}
		if tag := rec.Header().Get("ETag"); rec.Code == http.StatusOK {
			if again := get(c.path, "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
				t.Errorf("%s with its ETag: %d, %d bytes", c.path, again.Code, again.Body.Len())
			}
		}
	}
	if !bytes.Equal(get("/openapi.json", "Accept", "*/*").Body.Bytes(), docs.OpenAPI) {
		t.Error("/openapi.json is not the document of the program")
	}
	if rec := get("/", "Accept", "*/*"); rec.Code != http.StatusFound || rec.Header().Get("Location") != "/docs" {
		t.Errorf("/: %d to %q", rec.Code, rec.Header().Get("Location"))
	}
	policy := get("/docs", "Accept", "*/*").Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy of the page: %q", policy)
	}
}
