package docs_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/docs"
	"xuncha/model"
	"xuncha/service"
	"xuncha/service/seal"
)

func document(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(docs.OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func eachOperation(doc *openapi3.T, fn func(method, path string, op *openapi3.Operation)) {
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			fn(method, path, op)
		}
	}
}

func TestDocumentIsValid(t *testing.T) {
	if err := document(t).Validate(context.Background(), openapi3.EnableSchemaFormatValidation()); err != nil {
		t.Error(err)
	}
}

func TestRoutesAndDocumentAgree(t *testing.T) {
	a := api.New(service.New(nil, service.Settings{Clock: time.Now, Ring: seal.Fresh()}), api.Options{
		Language: model.Chinese, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry(),
	})
	routes := a.Routes()
	var documented []string
	eachOperation(document(t), func(method, path string, _ *openapi3.Operation) {
		documented = append(documented, method+" "+path)
	})
	slices.Sort(routes)
	slices.Sort(documented)
	if diff := cmp.Diff(routes, documented); diff != "" {
		t.Errorf("routes (-) and document (+):\n%s", diff)
	}
}

func TestEveryOperationIsWhole(t *testing.T) {
	doc := document(t)
	eachOperation(doc, func(method, path string, op *openapi3.Operation) {
		has := func(status int) bool { return op.Responses.Status(status) != nil }
		want := func(good bool, what string) {
			if !good {
				t.Errorf("%s %s: %s", method, path, what)
			}
		}
		want(op.Summary != "" && op.OperationID != "" && len(op.Tags) == 1, "needs a summary, an id and a tag")
		for _, p := range op.Parameters {
			want(p.Value.Description != "", "parameter "+p.Value.Name+" needs a description")
		}
		conditional := op.Parameters.GetByInAndName("header", "If-Match") != nil
		want(has(412) == conditional && has(428) == conditional, "412 and 428 go with If-Match")
		want(has(304) == (op.Parameters.GetByInAndName("header", "If-None-Match") != nil) || op.Tags[0] == "docs",
			"304 goes with If-None-Match")
		want(has(406) == (op.Parameters.GetByInAndName("query", "format") != nil), "406 goes with format")
		if !strings.HasPrefix(path, "/api/") {
			want(op.Security != nil && len(*op.Security) == 0, "needs no token, which must be said")
			return
		}
		rule, _ := model.RuleOf(op.OperationID)
		open := op.Security != nil && len(*op.Security) == 0
		want(open == (rule.Permission == model.Public) && (open || op.Security == nil) && doc.Security[0]["bearer"] != nil,
			"needs a token unless everybody may")
		for _, status := range []int{400, 401, 403, 413, 415, 429, 500, 503} {
			want(has(status), "needs the answer "+http.StatusText(status))
		}
		want(has(404) == (strings.Contains(path, "{") || strings.Contains(path, "/sso")), "404 goes with a parameter in the path, and with what is not configured")
		if method != http.MethodGet {
			want(has(409), "a change may meet a conflict")
		}
	})
}

// versionless are the operations that make something that has no version.
var versionless = map[string]bool{"createSession": true, "finishSSO": true, "beginSSO": true, "beginTOTP": true, "recheckInspection": true}

func TestAnswersHaveExamplesAndHeaders(t *testing.T) {
	eachOperation(document(t), func(method, path string, op *openapi3.Operation) {
		for status, r := range op.Responses.Map() {
			at := method + " " + path + " " + status
			if r.Value.Headers["X-Request-ID"] == nil {
				t.Errorf("%s: no X-Request-ID", at)
			}
			if status == "201" && r.Value.Headers["Location"] == nil {
				t.Errorf("%s: no Location", at)
			}
			if status == "201" && r.Value.Headers["ETag"] == nil && !versionless[op.OperationID] {
				t.Errorf("%s: no ETag", at)
			}
			if status >= "400" && (len(r.Value.Content) != 1 || r.Value.Content["application/problem+json"] == nil) {
				t.Errorf("%s: not a problem", at)
			}
			for name, media := range r.Value.Content {
				lines := name == "application/x-ndjson" // of the items of the JSON form
				if strings.HasSuffix(name, "json") && !lines && media.Example == nil && len(media.Examples) == 0 {
					t.Errorf("%s: no example of %s", at, name)
				}
			}
		}
		if op.RequestBody == nil {
			return
		}
		for name, media := range op.RequestBody.Value.Content {
			archive := name == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
			if media.Example == nil && name != "multipart/form-data" && !archive {
				t.Errorf("%s %s: no example of the request as %s", method, path, name)
			}
		}
	})
}

// An answer with a field that the document does not name must fail the tests that compare the two.
func TestObjectsAreClosed(t *testing.T) {
	for name, ref := range document(t).Components.Schemas {
		if s := ref.Value; len(s.Properties) > 0 && (s.AdditionalProperties.Has == nil || *s.AdditionalProperties.Has) {
			t.Errorf("%s takes any field", name)
		}
	}
}

// Whatever is a list is also a file, in every form.
func TestEveryListIsAFile(t *testing.T) {
	doc := document(t)
	eachOperation(doc, func(method, path string, op *openapi3.Operation) {
		answer := op.Responses.Value("200")
		if method != http.MethodGet || answer == nil || answer.Value.Content["application/json"] == nil {
			return
		}
		schema := answer.Value.Content["application/json"].Schema.Value
		if schema.Properties["items"] == nil || schema.Properties["next"] == nil || schema.Properties["total"] == nil {
			return
		}
		for _, form := range []string{"text/csv", "application/x-ndjson", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
			if answer.Value.Content[form] == nil {
				t.Errorf("%s %s is no file as %s", method, path, form)
			}
		}
	})
}
