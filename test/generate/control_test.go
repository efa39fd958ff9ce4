package generate

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"xuncha/docs"
)

// recorder takes the place of a test that is to fail.
type recorder struct {
	*testing.T
	failed bool
	said   string
}

func (r *recorder) say(text string)             { r.said += text + "\n" }
func (r *recorder) Log(args ...any)             { r.say(fmt.Sprint(args...)) }
func (r *recorder) Logf(f string, args ...any)  { r.say(fmt.Sprintf(f, args...)) }
func (r *recorder) Error(args ...any)           { r.Fail(); r.Log(args...) }
func (r *recorder) Errorf(f string, a ...any)   { r.Fail(); r.Logf(f, a...) }
func (r *recorder) Fatal(args ...any)           { r.Error(args...); r.FailNow() }
func (r *recorder) Fatalf(f string, a ...any)   { r.Errorf(f, a...); r.FailNow() }
func (r *recorder) Fail()                       { r.failed = true }
func (r *recorder) FailNow()                    { r.failed = true; panic(r) }
func (r *recorder) Failed() bool                { return r.failed }
func (r *recorder) catch(check func(*recorder)) { defer func() { _ = recover() }(); check(r) }

// at is what stands at a path of the document.
func at(doc any, path ...string) map[string]any {
	for _, step := range path {
		doc = doc.(map[string]any)[step] //nolint:forcetypeassert // a control that does not find its place fails
	}
	return doc.(map[string]any) //nolint:forcetypeassert // as above
}

// Each lie in the document and each fault of the service is found, and the last line is a request that shows it.
func TestControl(t *testing.T) {
	for name, value := range map[string]string{"rapid.shrinktime": "300ms", "rapid.checks": "120"} {
		before := flag.Lookup(name).Value.String()
		_ = flag.Set(name, value)                     // rapid has the flag
		defer func() { _ = flag.Set(name, before) }() // as above
	}
	w := onSQLite(t, docs.OpenAPI)
	honest := w.api
	for _, c := range []struct {
		name, operation string
		lie             func(doc any)
		fault           func(http.Handler) http.Handler
		want            string
	}{
		{name: "a property of another type", operation: "getSite", want: "value must be an integer", lie: func(doc any) {
			at(doc, "components", "schemas", "Site", "properties", "name")["type"] = "integer"
		}},
		{name: "a status that is not told", operation: "createPassage", want: "answered 201: the status is not documented", lie: func(doc any) {
			delete(at(doc, "paths", "/api/v1/passages", "post", "responses"), "201")
		}},
		{name: "a header that is not sent", operation: "listSites", want: `"X-Lie" missing`, lie: func(doc any) {
			at(doc, "paths", "/api/v1/sites", "get", "responses", "200", "headers")["X-Lie"] = map[string]any{
				"required": true, "schema": map[string]any{"type": "string"},
			}
		}},
		{name: "a bound that is too wide", operation: "listSites", want: "refused for its form: 400", lie: func(doc any) {
			size := at(doc, "components", "parameters", "Size", "schema")
			size["maximum"] = 100_000
		}},
		{name: "a bound that is too narrow", operation: "createPassage", want: "maximum string length is 3", lie: func(doc any) {
			at(doc, "components", "schemas", "PassageRequest", "properties", "title")["maxLength"] = 3
		}},
		{name: "a field that need not be there", operation: "createOrganization", want: `property "short_name" is missing`, lie: func(doc any) {
			at(doc, "components", "schemas", "OrganizationRequest")["required"] = []any{"short_name"}
		}},
		{name: "a fault of a handler", operation: "createPassage", want: "answered 500", fault: breaksOn(regexp.MustCompile(`"title":"[^"]{4}`))},
		{name: "a removal that removes nothing", operation: "deletePassage", want: "still answered", fault: instead(http.MethodDelete)},
		{name: "a refusal that writes", operation: "updatePassage", want: "changed the database", fault: w.spoils("passages")},
		{name: "a call that asks for no key", operation: "listSites", want: "no credentials was taken", fault: withKey(w.actors[0].token)},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.hold(changed(t, c.lie))
			w.api = honest
			if c.fault != nil {
				w.api = c.fault(honest)
			}
			defer func() { w.api = honest }()
			r := &recorder{T: t}
			r.catch(func(r *recorder) { w.cases(*w.operation(c.operation)).check(r) })
			last := strings.TrimSpace(r.said[strings.LastIndex(r.said, "curl -i")+1:])
			if !r.failed || !strings.Contains(r.said, c.want) || !strings.Contains(last, "url -i") || strings.Contains(last, "\n") {
				t.Errorf("it was not found, or not told well:\n%s", r.said)
			}
			if c.want == "answered 500" && (!strings.Contains(last, `"title"`) || strings.Contains(last, "Accept-Language") || strings.Contains(last, "Idempotency-Key") || !strings.Contains(r.said, "-rapid.seed=")) {
				t.Errorf("the request was not made smaller: %s", last)
			}
		})
	}
}

// changed is the document with a lie in it.
func changed(t *testing.T, lie func(any)) []byte {
	t.Helper()
	var doc any
	if err := json.Unmarshal(docs.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	if lie != nil {
		withoutExamples(doc) // which would give the lie away
		lie(doc)
	}
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func withoutExamples(part any) {
	switch p := part.(type) {
	case map[string]any:
		delete(p, "example")
		delete(p, "examples")
		for _, inner := range p {
			withoutExamples(inner)
		}
	case []any:
		for _, inner := range p {
			withoutExamples(inner)
		}
	}
}

func (w *world) operation(id string) *operation {
	for i := range w.operations {
		if w.operations[i].id == id {
			return &w.operations[i]
		}
	}
	w.t.Fatalf("there is no %s", id)
	return nil
}

// breaksOn breaks on some bodies.
func breaksOn(body *regexp.Regexp) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			text, _ := io.ReadAll(in.Body) // from memory
			if body.Match(text) {
				out.WriteHeader(http.StatusInternalServerError)
				return
			}
			in.Body = io.NopCloser(strings.NewReader(string(text)))
			next.ServeHTTP(out, in)
		})
	}
}

// instead does nothing in place of a good call by a method, and says that it did.
func instead(method string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			if in.Method != method || in.Header.Get("If-Match") == `"0"` {
				next.ServeHTTP(out, in)
				return
			}
			out.Header().Set("X-Request-ID", "the-control-answers")
			out.WriteHeader(http.StatusNoContent)
		})
	}
}

// spoils changes a row of a table whenever a call is refused.
func (w *world) spoils(table string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			kept := httptest.NewRecorder()
			next.ServeHTTP(kept, in)
			if kept.Code == http.StatusUnprocessableEntity {
				w.run("UPDATE " + table + " SET version = version + 1")
				w.tap("UPDATE " + table)
			}
			for name, values := range kept.Header() {
				out.Header()[name] = values
			}
			out.WriteHeader(kept.Code)
			_, _ = out.Write(kept.Body.Bytes())
		})
	}
}

// withKey lends a key to who brings none.
func withKey(token string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			if in.Header.Get("Authorization") == "" {
				in.Header.Set("Authorization", "Bearer "+token)
			}
			next.ServeHTTP(out, in)
		})
	}
}
