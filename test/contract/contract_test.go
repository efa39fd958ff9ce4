package contract

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"xuncha/docs"
)

func newValidator(t *testing.T) *Validator {
	t.Helper()
	v, err := New(docs.OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

type exchange struct {
	method, target, reqBody string
	status                  int
	header                  map[string]string
	body                    string
}

func (e exchange) check(t *testing.T, v *Validator) error {
	t.Helper()
	req := request(t, e.method, "http://127.0.0.1:8080"+e.target, e.reqBody)
	if e.method != http.MethodGet {
		req.Header.Set("If-Match", `"1"`)
	}
	return e.send(v, req)
}

func (e exchange) send(v *Validator, req *http.Request) error {
	header := http.Header{"X-Request-Id": {"0199e0c2-6f0e-7cc1"}, "Content-Type": {"application/json"}}
	for name, value := range e.header {
		header.Set(name, value)
	}
	return v.Check(req, []byte(e.reqBody), e.status, header, []byte(e.body))
}

func request(t *testing.T, method, target, body string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return req
}

const (
	region = `{"code":"422801","name":"恩施市","short_name":"恩施市","direct_label":"","level":"county","sort_order":0,` +
		`"version":1,"created_at":"2022-01-01T00:00:00Z","updated_at":"2022-01-01T00:00:00Z","allowed_actions":[]}`
	notFound = `{"type":"urn:xuncha:problem:not_found","title":"Not Found","status":404,"detail":"不存在",` +
		`"instance":"urn:xuncha:request:1","code":"not_found","request_id":"1"}`
)

func TestCheck(t *testing.T) {
	v := newValidator(t)
	tag := map[string]string{"ETag": `"1"`}
	problem := map[string]string{"Content-Type": "application/problem+json"}
	get := exchange{http.MethodGet, "/api/v1/regions/422801", "", 200, tag, region}
	with := func(change func(*exchange)) exchange {
		e := get
		change(&e)
		return e
	}
	replaced := func(old, new string) exchange {
		return with(func(e *exchange) { e.body = strings.Replace(region, old, new, 1) })
	}
	patch := exchange{http.MethodPatch, "/api/v1/regions/422801", `{"name":"恩施市"}`, 200, tag, region}
	for _, c := range []struct {
		name  string
		of    exchange
		fault string
	}{
		{"a good answer", get, ""},
		{"an unknown field", replaced(`"version"`, `"colour":"red","version"`), `property "colour" is unsupported`},
		{"a missing field", replaced(`"level":"county",`, ``), `property "level" is missing`},
		{"a value outside its enumeration", replaced(`"county"`, `"town"`), "value is not one of the allowed values"},
		{"a wrong type", replaced(`"sort_order":0`, `"sort_order":"0"`), "value must be an integer"},
		{"a text that is no time", replaced(`2022-01-01T00:00:00Z`, `2022-01-01`), "date-time"},
		{"null where there is none", replaced(`"name":"恩施市"`, `"name":null`), "Value is not nullable"},
		{"a missing header", with(func(e *exchange) { e.header = nil }), "ETag"},
		{"another media type", with(func(e *exchange) { e.header = map[string]string{"ETag": `"1"`, "Content-Type": "text/csv"} }), "Content-Type"},
		{"an undocumented status", with(func(e *exchange) { e.status = 206 }), "status is not documented"},
		{"not modified", with(func(e *exchange) { e.status, e.body = 304, "" }), ""},
		{"not modified, with a body", with(func(e *exchange) { e.status = 304 }), "body of"},
		{"a query parameter that was taken", with(func(e *exchange) { e.target += "?colour=red" }), "colour was taken"},
		{"a query parameter that was refused", exchange{
			http.MethodGet, "/api/v1/regions/422801?colour=red", "", 400, problem, notFound,
		}, ""},
		{"a refusal that is no problem", exchange{http.MethodGet, "/api/v1/regions/9", "", 404, problem, `{}`}, "is missing"},
		{"a good change", patch, ""},
		{"a field that was taken", exchange{
			http.MethodPatch, "/api/v1/regions/422801", `{"colour":"red"}`, 200, tag, region,
		}, `property "colour" is unsupported`},
		{"a body that was taken", exchange{http.MethodDelete, "/api/v1/regions/422801", `{}`, 204, nil, ""}, "body not allowed"},
		{"no operation", exchange{http.MethodGet, "/api/v1/colours", "", 404, problem, notFound}, ""},
		{"no operation, and no problem", exchange{http.MethodGet, "/api/v1/colours", "", 404, problem, `{}`}, "is missing"},
		{"no operation, but an answer", exchange{http.MethodGet, "/api/v1/colours", "", 200, nil, `{}`}, "no such operation"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.of.check(t, v)
			switch {
			case c.fault == "" && err != nil:
				t.Error(err)
			case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
				t.Errorf("got %v, want a fault with %q", err, c.fault)
			}
		})
	}
}

func TestCheckWithoutIfMatch(t *testing.T) {
	e := exchange{http.MethodDelete, "/api/v1/regions/422801", "", 204, nil, ""}
	err := e.send(newValidator(t), request(t, e.method, e.target, ""))
	if err == nil || !strings.Contains(err.Error(), "If-Match") {
		t.Errorf("a change that was taken without If-Match: %v", err)
	}
}

// Every documented operation is called with the document's own examples: they must agree with it, and all of it must
// count as covered.
func TestCovered(t *testing.T) {
	v := newValidator(t)
	first := "/openapi.json"
	if called, missing := v.Covered(); len(called) > 0 || !slices.Contains(missing, "GET "+first) {
		t.Fatalf("before any call: called %v, missing %v", called, missing)
	}
	for path, item := range v.doc.Paths.Map() {
		for method, op := range item.Operations() {
			if err := callByExample(t, v, method, path, op); err != nil {
				t.Error(err)
			}
		}
	}
	if called, missing := v.Covered(); len(called) == 0 || len(missing) > 0 {
		t.Errorf("called %d, missing %v", len(called), missing)
	}
}

func callByExample(t *testing.T, v *Validator, method, path string, op *openapi3.Operation) error {
	t.Helper()
	media, body := "", []byte(nil)
	if op.RequestBody != nil {
		media, body = contentExample(t, op.RequestBody.Value.Content)
	}
	for _, p := range op.Parameters {
		if p.Value.In == openapi3.ParameterInPath {
			value, _ := json.Marshal(p.Value.Example)
			path = strings.ReplaceAll(path, "{"+p.Value.Name+"}", strings.Trim(string(value), `"`))
		}
	}
	req := request(t, method, path, string(body))
	req.Header.Set("Content-Type", media)
	req.Header.Set("If-Match", `"1"`)
	query := req.URL.Query()
	for _, p := range op.Parameters {
		if p.Value.In == openapi3.ParameterInQuery && p.Value.Required {
			query.Set(p.Value.Name, queryExample(t, p.Value))
		}
	}
	req.URL.RawQuery = query.Encode()
	for _, status := range []int{200, 201, 202, 204, 302} {
		answer := op.Responses.Status(status)
		if answer == nil {
			continue
		}
		header := http.Header{}
		for name, h := range answer.Value.Headers {
			value, _ := h.Value.Example.(string)
			header.Set(name, value)
		}
		media, content := contentExample(t, answer.Value.Content)
		header.Set("Content-Type", media)
		return v.Check(req, body, status, header, content)
	}
	t.Errorf("%s %s has no answer but errors: %s", method, path, op.OperationID)
	return nil
}

func queryExample(t *testing.T, p *openapi3.Parameter) string {
	t.Helper()
	example := p.Example
	if values := p.Schema.Value.Enum; len(values) > 0 {
		example = values[0]
	}
	if example == nil {
		t.Errorf("the parameter %s has no example", p.Name)
	}
	return fmt.Sprint(example)
}

func contentExample(t *testing.T, content openapi3.Content) (string, []byte) {
	t.Helper()
	if len(content) == 0 {
		return "", nil
	}
	media := "application/json"
	if content[media] == nil {
		written := slices.DeleteFunc(slices.Sorted(maps.Keys(content)), func(m string) bool { return strings.HasPrefix(m, "multipart/") })
		media = written[len(written)-1]
	}
	value := content[media].Example
	for _, e := range content[media].Examples {
		value = e.Value.Value
	}
	if text, ok := value.(string); ok || value == nil {
		return media, []byte(text)
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return media, encoded
}
