package generate

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/test/harness"
)

type answer = harness.Answer

// actor is one who asks.
type actor struct {
	name  string // empty for nobody
	role  model.Role
	token string
}

// request is one call as it goes over the wire.
type request struct {
	op     operation
	who    actor
	method string
	target string // path and query, as they stand in the first line
	header [][2]string
	media  string
	body   string
}

// with is the request with one header more.
func (r request) with(name, value string) request {
	r.header = append(r.header[:len(r.header):len(r.header)], [2]string{name, value})
	return r
}

// without is the request without a header.
func (r request) without(name string) request {
	var kept [][2]string
	for _, h := range r.header {
		if h[0] != name {
			kept = append(kept, h)
		}
	}
	r.header = kept
	return r
}

// http is the request as net/http hands it to a server.
func (r request) http(ctx context.Context) (*http.Request, error) {
	in := httptest.NewRequestWithContext(ctx, r.method, "/", strings.NewReader(r.body))
	u, err := url.ParseRequestURI(r.target)
	if err != nil {
		return nil, fmt.Errorf("the target %q cannot stand in a request: %w", r.target, err)
	}
	in.URL, in.RequestURI = u, r.target
	if r.media != "" {
		in.Header.Set("Content-Type", r.media)
	}
	if r.who.token != "" {
		in.Header.Set("Authorization", "Bearer "+r.who.token)
	}
	for _, h := range r.header {
		in.Header.Add(h[0], h[1])
	}
	return in, nil
}

// curl is the request as a line for a shell. TOKEN is that of somebody of the role.
func (r request) curl() string {
	line := "curl -i --path-as-is -g -X " + r.method
	if r.who.token != "" {
		line += ` -H "Authorization: Bearer $TOKEN"`
	}
	if r.media != "" {
		line += " -H " + shell("Content-Type: "+r.media)
	}
	for _, h := range r.header {
		line += " -H " + shell(h[0]+": "+h[1])
	}
	if r.body != "" {
		line += " --data-binary " + shell(r.body)
	}
	line += " " + shell("http://127.0.0.1:8080"+r.target)
	if r.who.name != "" {
		line += " # by " + r.who.name
	}
	return line
}

// shell is a text as bash reads it, whatever bytes it has. A NUL can stand in no argument.
func shell(text string) string {
	clean := true
	for _, c := range []byte(text) {
		clean = clean && c >= ' ' && c != 0x7f && c != '\''
	}
	if clean {
		return "'" + text + "'"
	}
	var b strings.Builder
	b.WriteString("$'")
	for _, c := range []byte(text) {
		switch {
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + "'"
}

// maker draws one request to an operation.
type maker struct {
	t    *rapid.T
	w    *world
	op   operation
	who  actor
	path string
	body *node // of a JSON body, to be spoiled

	steady bool // nothing is left to chance that could be refused for another reason

	values [][2]string // of the query
	good   []good      // what is spoiled; drawn anew where nothing is taken
}

// chance is true once in so many times.
func (m *maker) chance(in int, label string) bool {
	return rapid.IntRange(0, in-1).Draw(m.t, label) == in-1
}

// references are the things that a name stands for, as the caller of the request sees them.
func (m *maker) references(name string) []string {
	if make := particular[m.op.id+" "+name]; make != nil {
		return make(m)
	}
	return m.w.values(m.who, name)
}

// valid draws a request that the document allows.
func (m *maker) valid() request {
	callers := m.w.callers(m.op)
	if by := onlyBy[m.op.id]; by != "" {
		callers = slices.DeleteFunc(callers, func(a actor) bool { return a.name != by })
	}
	m.who = callers[0]
	if len(callers) > 1 && !m.steady && m.chance(4, "another caller") {
		m.who = rapid.SampledFrom(callers).Draw(m.t, "caller")
	}
	m.path = m.drawPath()
	m.drawQuery()
	r := request{op: m.op, who: m.who, method: m.op.method}
	r.target = m.target()
	if m.op.RequestBody != nil && (m.op.RequestBody.Value.Required || rapid.Bool().Draw(m.t, "with a body")) {
		r.media, r.body = m.drawBody()
	}
	return m.drawHeaders(r)
}

func (m *maker) drawPath() string {
	paths := m.w.paths(m.who, m.op.path)
	paths = slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return strings.HasSuffix(path, "/0") && !m.fromZero() })
	if len(paths) == 0 {
		paths = []string{inBraces.ReplaceAllString(m.op.path, "1")}
	}
	if some := m.w.ready(m.who, m.op, paths); len(some) > 0 && (m.steady || !m.chance(5, "any thing")) {
		paths = some
	}
	if strings.Contains(m.op.path, "{") && !m.steady && !m.countedUp() && m.chance(12, "nothing") {
		return inBraces.ReplaceAllString(m.op.path, "999999")
	}
	return rapid.SampledFrom(paths).Draw(m.t, "path")
}

// fromZero reports whether a path of the operation takes the id 0.
func (m *maker) fromZero() bool {
	p := m.op.parameter(openapi3.ParameterInPath, "id")
	return p != nil && *p.Schema.Value.Min == 0
}

// countedUp reports whether the document says all that a parameter of the path can be.
func (m *maker) countedUp() bool {
	return slices.ContainsFunc(m.op.Parameters, func(p *openapi3.ParameterRef) bool {
		return p.Value.In == openapi3.ParameterInPath && len(p.Value.Schema.Value.Enum) > 0
	})
}

func (m *maker) drawQuery() {
	m.values = nil
	byKey := rapid.Bool().Draw(m.t, "by key")
	for _, p := range m.op.query() {
		if m.steady && p.Name == "on_error" {
			continue // by which a batch with a faulty item is taken
		}
		if byPage := p.Name == "page" || p.Name == "size" || p.Name == "sort"; m.op.parameter("query", "page") != nil && (byPage && byKey || !byKey && (p.Name == "after" || p.Name == "limit")) {
			continue // a list is read in one way or in the other
		}
		if always := slices.Contains(together[m.op.id], p.Name); !p.Required && !always && !m.chance(4, "with "+p.Name) {
			continue
		}
		m.values = append(m.values, [2]string{p.Name, m.parameter(p)})
	}
}

func (m *maker) parameter(p *openapi3.Parameter) string {
	if words := narrowed[m.op.id+" "+p.Name]; words != nil {
		return rapid.SampledFrom(words).Draw(m.t, p.Name)
	}
	value := m.value(p.Schema, p.Name).text
	switch p.Name {
	case "page": // pages end at row 10,000
		value = fmt.Sprint(rapid.IntRange(1, 50).Draw(m.t, "page"))
	case "as_of":
		if p.Schema.Value.Format == "" {
			return m.day("as_of")
		}
	}
	return unquoted(value)
}

func (m *maker) target() string {
	if len(m.values) == 0 {
		return m.path
	}
	parts := make([]string, len(m.values))
	for i, v := range m.values {
		parts[i] = url.QueryEscape(v[0]) + "=" + url.QueryEscape(v[1])
	}
	return m.path + "?" + strings.Join(parts, "&")
}

func (m *maker) drawHeaders(r request) request {
	if m.op.conditional() {
		tag := m.w.stateOf(m.who, m.path).tag
		if tag == "" || !m.steady && m.chance(12, "stale") {
			tag = fmt.Sprintf("%q", fmt.Sprint(rapid.IntRange(0, 99).Draw(m.t, "version")))
		}
		r = r.with("If-Match", tag)
	}
	for _, h := range optional {
		if m.op.parameter(openapi3.ParameterInHeader, h.name) != nil && m.chance(6, "with "+h.name) {
			r = r.with(h.name, rapid.SampledFrom(h.values).Draw(m.t, h.name))
		}
	}
	return r
}

// optional are the headers that a caller may send.
var optional = []struct {
	name   string
	values []string
}{
	{"If-None-Match", []string{`"1"`, `*`, `W/"2"`}},
	{"Accept-Language", []string{"en", "zh-CN", "de, en;q=0.5"}},
	{"Range", []string{"bytes=0-3", "bytes=4-", "bytes=-2"}},
	{"If-Range", []string{`"1"`}},
	{"Idempotency-Key", []string{"generated-key"}},
}

func (m *maker) drawBody() (media, body string) {
	media = rapid.SampledFrom(m.op.media).Draw(m.t, "media type")
	content := m.op.RequestBody.Value.Content[media]
	switch media {
	case "application/json":
		m.body = m.jsonBody(content)
		return media, m.body.String()
	case "multipart/form-data":
		return m.form(file(m))
	default:
		return media, file(m)
	}
}

func (m *maker) jsonBody(content *openapi3.MediaType) *node {
	var n *node
	if content.Example != nil && m.chance(3, "like the example") {
		n = m.likeExample(content.Schema, content.Example, "")
	} else {
		n = m.value(content.Schema, "")
	}
	if shape := shapes[m.op.id]; shape != nil && !m.chance(4, "without shape") {
		shape(m, n)
	}
	return n
}

func (m *maker) form(content string) (media, body string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	_ = form.SetBoundary("generated-boundary")              // it is a good one
	part, _ := form.CreateFormFile("file", "generated.bin") // into memory
	_, _ = part.Write([]byte(content))
	_ = form.Close()
	return form.FormDataContentType(), b.String()
}
