package generate

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"pgregory.net/rapid"
)

// spoiled is a request with one thing wrong, and the statuses by which that is refused. Whatever is wrong, the thing may
// also be found missing, another's or in another state first.
type spoiled struct {
	request
	how  string
	want []int
}

// spoil is a way to spoil a request; it answers false where the request has nothing of the kind.
type spoil struct {
	how  string
	want []int
	// bySchema says that the document itself must find the request wrong. What no schema can say, such as a repeated key,
	// is wrong all the same.
	bySchema bool
	make     func(m *maker, r request) (request, bool)
}

var (
	malformed = []int{http.StatusBadRequest}
	faulty    = []int{http.StatusBadRequest, http.StatusUnprocessableEntity}
)

// invalid draws a request with one thing wrong.
func (m *maker) invalid() (spoiled, bool) {
	r := m.base()
	kind := rapid.SampledFrom(m.w.waysOf(m)).Draw(m.t, "what is wrong")
	r, ok := kind.make(m, r)
	if !ok {
		return spoiled{}, false
	}
	if kind.bySchema {
		in, err := r.http(m.w.ctx)
		if err != nil || m.w.document.CheckRequest(in, []byte(r.body)) == nil {
			return spoiled{}, false
		}
	}
	return spoiled{r, kind.how, kind.want}, true
}

// base draws the request that is spoiled.
func (m *maker) base() request {
	if len(m.good) == 0 {
		m.steady = true
		return m.valid()
	}
	g := rapid.SampledFrom(m.good).Draw(m.t, "a request that is taken")
	m.who, m.path, m.body = g.who, g.path, g.body.clone()
	m.values = withoutOnError(g.values)
	g.target = m.target()
	return g.request
}

// withoutOnError leaves out what lets a batch with a faulty item be taken.
func withoutOnError(values [][2]string) [][2]string {
	return slices.DeleteFunc(slices.Clone(values), func(v [2]string) bool { return v[0] == "on_error" })
}

// waysOf are the ways that can apply to an operation at all.
func (w *world) waysOf(m *maker) (ways []spoil) {
	for _, s := range headerSpoils {
		if m.op.api() || s.how == "another method" {
			ways = append(ways, s)
		}
	}
	if m.op.api() {
		ways = append(ways, querySpoils...)
	}
	if m.body == nil {
		return ways
	}
	for _, s := range bodySpoils {
		if ways = append(ways, s); s.bySchema { // as there are many fields
			ways = append(ways, s, s)
		}
	}
	return ways
}

// some draws one of the nodes of the body that are as it is asked for.
func (m *maker) some(is func(n *node) bool) *node {
	nodes := slices.DeleteFunc(m.body.all(), func(n *node) bool { return n.schema == nil || !is(n) })
	if len(nodes) == 0 {
		return nil
	}
	return rapid.SampledFrom(nodes).Draw(m.t, "field")
}

func (n *node) become(text string) { n.kind, n.text, n.fields, n.items = 0, text, nil, nil }

// onNode makes a way that changes one node of a JSON body.
func onNode(is func(n *node) bool, change func(m *maker, n *node)) func(m *maker, r request) (request, bool) {
	return func(m *maker, r request) (request, bool) {
		if m.body == nil {
			return r, false
		}
		n := m.some(is)
		if n == nil {
			return r, false
		}
		change(m, n)
		r.body = m.body.String()
		return r, true
	}
}

func anyNode(*node) bool     { return true }
func isObject(n *node) bool  { return n.kind == '{' && len(n.fields) > 0 }
func needsSome(n *node) bool { return isObject(n) && len(n.schema.Required) > 0 }
func isString(n *node) bool  { return n.schema.Type.Is(openapi3.TypeString) && n.kind == 0 }
func isNumber(n *node) bool {
	return n.schema.Type.Is(openapi3.TypeInteger) || n.schema.Type.Is(openapi3.TypeNumber)
}

func fieldOf(m *maker, n *node) int {
	return rapid.IntRange(0, len(n.fields)-1).Draw(m.t, "which field")
}

var bodySpoils = []spoil{
	{"a value of another type", faulty, true, onNode(anyNode, func(m *maker, n *node) {
		n.become(rapid.SampledFrom([]string{`{}`, `[]`, `"text"`, `7`, `true`, `7.5`, `{"a":1}`}).Draw(m.t, "of another type"))
	})},
	{"a value out of bounds", faulty, true, onNode(bounded, outOfBounds)},
	{"a required field that is missing", faulty, true, onNode(needsSome, func(m *maker, n *node) {
		n.drop(rapid.SampledFrom(n.schema.Required).Draw(m.t, "missing"))
	})},
	{"a field that is not documented", malformed, true, onNode(isObject, func(_ *maker, n *node) {
		n.fields = append(n.fields, field{"surplus", &node{text: `""`}})
	})},
	{"null", faulty, true, onNode(anyNode, func(_ *maker, n *node) { n.become("null") })},
	{"a field that stands twice", malformed, false, onNode(isObject, func(m *maker, n *node) {
		n.fields = append(n.fields, n.fields[fieldOf(m, n)])
	})},
	{"a field in capitals", malformed, true, onNode(isObject, func(m *maker, n *node) {
		i := fieldOf(m, n)
		n.fields[i].name = strings.ToUpper(n.fields[i].name)
	})},
	{"a huge number", faulty, false, onNode(isNumber, func(m *maker, n *node) {
		n.become(rapid.SampledFrom([]string{"9007199254740993", "1e400", "-9007199254740993", strings.Repeat("9", 400)}).Draw(m.t, "huge"))
	})},
	{"a lone surrogate", malformed, false, onNode(isString, func(_ *maker, n *node) { n.become(`"\ud800"`) })},
	{"a value that is too deep", malformed, false, onNode(anyNode, func(_ *maker, n *node) {
		n.become(strings.Repeat("[", 5000) + strings.Repeat("]", 5000))
	})},
	{"bad UTF-8", malformed, false, onNode(isString, func(_ *maker, n *node) { n.become("\"\xff\"") })},
	{"a NUL", malformed, false, onNode(isString, func(_ *maker, n *node) { n.become("\"\x00\"") })},
	{"text after the body", malformed, false, onBody(func(body string) string { return body + "{}" })},
	{"a body that is cut", malformed, false, onBody(func(body string) string { return body[:len(body)-1] })},
	{"no body", malformed, false, onBody(func(string) string { return "" })},
	{"another media type", []int{http.StatusUnsupportedMediaType}, false, func(_ *maker, r request) (request, bool) {
		r.media = "application/xml"
		return r, true
	}},
}

func onBody(change func(string) string) func(m *maker, r request) (request, bool) {
	return func(m *maker, r request) (request, bool) {
		r.body = change(r.body)
		return r, m.body != nil
	}
}

// bounded are nodes whose schema has a bound that a value can be beyond.
func bounded(n *node) bool {
	s := n.schema
	return s.Max != nil || s.Min != nil || s.MaxLength != nil || s.MinLength > 0 || len(s.Enum) > 0 || s.Pattern != "" || s.MinItems > 0 || s.Format != ""
}

func outOfBounds(m *maker, n *node) {
	s := n.schema
	var beyond []string
	if s.Max != nil {
		beyond = append(beyond, fmt.Sprintf("%.0f", math.Floor(*s.Max)+1))
	}
	if s.Min != nil {
		beyond = append(beyond, fmt.Sprintf("%.0f", math.Ceil(*s.Min)-1))
	}
	if s.MultipleOf != nil {
		beyond = append(beyond, "1.005")
	}
	if s.MaxLength != nil {
		beyond = append(beyond, quoted(strings.Repeat("长", int(*s.MaxLength)+1)))
	}
	if s.MinLength > 0 {
		beyond = append(beyond, `""`)
	}
	if len(s.Enum) > 0 || s.Pattern != "" || s.Format == "date" || s.Format == "date-time" {
		beyond = append(beyond, `"neither"`)
	}
	if s.MinItems > 0 {
		beyond = append(beyond, "[]")
	}
	if len(beyond) > 0 {
		n.become(rapid.SampledFrom(beyond).Draw(m.t, "beyond"))
	}
}

var querySpoils = []spoil{
	{"a parameter that is not documented", malformed, false, onQuery(func(m *maker) { m.values = append(m.values, [2]string{"surplus", "1"}) })},
	{"a parameter that stands twice", malformed, false, func(m *maker, r request) (request, bool) {
		if len(m.values) == 0 {
			return r, false
		}
		m.values = append(m.values, m.values[0])
		r.target = m.target()
		return r, true
	}},
	{"a parameter out of bounds", faulty, true, func(m *maker, r request) (request, bool) {
		all := m.op.query()
		if len(all) == 0 {
			return r, false
		}
		p := rapid.SampledFrom(all).Draw(m.t, "parameter")
		n := &node{schema: plain(p.Schema), text: quoted("neither")}
		if bounded(n) && len(n.schema.Enum) == 0 {
			outOfBounds(m, n)
		}
		m.values = slices.DeleteFunc(m.values, func(v [2]string) bool { return v[0] == p.Name })
		m.values = append(m.values, [2]string{p.Name, unquoted(n.text)})
		r.target = m.target()
		return r, true
	}},
	{"a query that cannot be read", malformed, false, func(m *maker, r request) (request, bool) {
		r.target = m.path + "?%zz=1"
		return r, true
	}},
	{"an id that is none", []int{http.StatusNotFound, http.StatusUnprocessableEntity}, false, func(m *maker, r request) (request, bool) {
		if !strings.Contains(m.op.path, "{") {
			return r, false
		}
		bad := rapid.SampledFrom([]string{"x", "0x1", "-1", "18446744073709551616", "9007199254740993", "01", "%00", "%ff", "1%20"}).Draw(m.t, "bad id")
		m.path = inBraces.ReplaceAllLiteralString(m.op.path, bad)
		r.target = m.target()
		return r, true
	}},
}

func onQuery(change func(m *maker)) func(m *maker, r request) (request, bool) {
	return func(m *maker, r request) (request, bool) {
		change(m)
		r.target = m.target()
		return r, true
	}
}

var headerSpoils = []spoil{
	{"no If-Match", []int{http.StatusPreconditionRequired}, true, func(m *maker, r request) (request, bool) {
		return r.without("If-Match"), m.op.conditional()
	}},
	{"a bad If-Match", []int{http.StatusBadRequest, http.StatusPreconditionFailed}, true, func(m *maker, r request) (request, bool) {
		bad := rapid.SampledFrom([]string{"1", `"x"`, `"-1"`, `W/"1"`, `"1`, `"1", "2"`, "*", `"99999999999999999999"`}).Draw(m.t, "If-Match")
		return r.without("If-Match").with("If-Match", bad), m.op.conditional()
	}},
	{"a media type that is not offered", []int{http.StatusNotAcceptable}, false, func(m *maker, r request) (request, bool) {
		for _, v := range m.values {
			if v[0] == "format" {
				return r, false
			}
		}
		return r.with("Accept", "application/x-unknown"), m.op.parameter("query", "format") != nil
	}},
	{"a bad Idempotency-Key", faulty, true, func(m *maker, r request) (request, bool) {
		return r.without("Idempotency-Key").with("Idempotency-Key", "short"), m.op.parameter("header", "Idempotency-Key") != nil
	}},
	{"an encoding of the body", []int{http.StatusUnsupportedMediaType}, false, func(_ *maker, r request) (request, bool) {
		return r.with("Content-Encoding", "gzip"), true
	}},
	{"no credentials", []int{http.StatusUnauthorized}, false, func(m *maker, r request) (request, bool) {
		r.who = actor{}
		return r, !m.op.public
	}},
	{"credentials of nobody", []int{http.StatusUnauthorized}, false, func(m *maker, r request) (request, bool) {
		r.who = actor{name: "nobody", token: "xc_" + strings.Repeat("a", 43)}
		return r, !m.op.public
	}},
	{"another method", []int{http.StatusMethodNotAllowed, http.StatusNotFound}, false, func(m *maker, r request) (request, bool) {
		offered := m.w.doc.Paths.Value(m.op.path).Operations()
		r.method = rapid.SampledFrom([]string{"TRACE", "PURGE", "PATCH", "PUT", "POST", "DELETE"}).Draw(m.t, "method")
		return r, offered[r.method] == nil && m.w.find(r.method, m.path) == nil
	}},
}
