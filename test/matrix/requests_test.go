package matrix

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
)

// request is one call, without who makes it.
type request struct {
	method, target string
	media, body    string
	header         map[string]string
}

// with answers the request with one header more.
func (r request) with(name, value string) request {
	r.header = maps.Clone(r.header)
	if r.header == nil {
		r.header = map[string]string{}
	}
	r.header[name] = value
	return r
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// same reports whether two answers cannot be told apart.
func (a answer) same(b answer) bool {
	return a.status == b.status && a.body == b.body && maps.EqualFunc(a.header, b.header, func(x, y []string) bool {
		return strings.Join(x, "\n") == strings.Join(y, "\n")
	})
}

func (a answer) String() string {
	text := a.body
	if len(text) > 300 {
		text = text[:300] + "…"
	}
	return fmt.Sprintf("%d %s", a.status, strings.TrimSpace(text))
}

// text is everything that a reader can make of the answer: headers, body, and what is packed in a workbook or another document.
func (a answer) text() (string, error) {
	var b strings.Builder
	for name, values := range a.header {
		for _, value := range values {
			plain, err := url.QueryUnescape(value)
			if err != nil {
				plain = value
			}
			fmt.Fprintf(&b, "%s: %s\n%s\n", name, value, plain)
		}
	}
	b.WriteString(a.body)
	isPacked := strings.Contains(a.header.Get("Content-Type"), "spreadsheetml") || strings.Contains(a.header.Get("Content-Type"), "wordprocessingml")
	if !isPacked || a.status != http.StatusOK {
		return b.String(), nil
	}
	packed, err := zip.NewReader(strings.NewReader(a.body), int64(len(a.body)))
	if err != nil {
		return "", fmt.Errorf("the workbook cannot be read: %w", err)
	}
	for _, file := range packed.File {
		part, err := file.Open()
		if err != nil {
			return "", fmt.Errorf("open %s: %w", file.Name, err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return "", fmt.Errorf("read %s: %w", file.Name, err)
		}
		b.Write(content)
	}
	return b.String(), nil
}

// requestID is the same in every request, so that answers can be compared byte by byte.
const requestID = "the-matrix-asks"

// carry sends a request in the name of an identity. It is the only way out of this package, and looks at every answer.
func (m *matrix) carry(who identity, r request) answer {
	var body io.Reader = http.NoBody
	if r.body != "" {
		body = strings.NewReader(r.body)
	}
	in := httptest.NewRequestWithContext(m.t.Context(), r.method, "/", body)
	m.place(in, r.target)
	if r.media != "" {
		in.Header.Set("Content-Type", r.media)
	}
	if who.token != "" {
		in.Header.Set("Authorization", "Bearer "+who.token)
	}
	in.Header.Set("X-Request-ID", requestID)
	if who.unknown { // from many addresses: the trail takes only so many calls of one, and tells only so many apart
		const calls = 100
		in.RemoteAddr = fmt.Sprintf("192.0.%d.%d:1234", m.sent/calls/250, m.sent/calls%250+1)
	}
	for name, value := range r.header {
		in.Header.Set(name, value)
	}
	out := httptest.NewRecorder()
	m.start()
	m.api.ServeHTTP(out, in)
	statements := m.stop()
	a := answer{out.Code, out.Header(), out.Body.String()}
	m.sent++
	m.checkCanaries(who, r, a)
	m.checkStatements(who, r, statements)
	return a
}

// place sets the target as it would stand on the wire.
func (m *matrix) place(in *http.Request, target string) {
	u, err := url.ParseRequestURI(target)
	if err != nil {
		m.t.Fatalf("%s is no target: %v", target, err)
	}
	in.URL, in.RequestURI = u, target
}

// needed are the parameters without which an operation answers nothing.
var needed = map[string][]string{
	"findContacts": {"phone", samePhone}, "compareRevisions": {"from", "1", "to", "2"},
	"uploadAttachment":    {"inspection", "1", "captured_at", "2022-10-08T01:00:00Z"},
	"getBulletinDocument": {"issue", "1"}, // what is written by hand since has a test of its own
	"verifyAccount":       {"platform", "wechat", "platform_account_id", "nobody-has-this"},
}

// target is the path of an operation with its parameters filled in.
func (o operation) target(names map[string]string, query ...string) string {
	path := inBraces.ReplaceAllStringFunc(o.path, func(in string) string { return url.PathEscape(names[in[1:len(in)-1]]) })
	query = append(slices.Clone(query), needed[o.id]...)
	if len(query) == 0 {
		return path
	}
	values := url.Values{}
	for i := 0; i < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	return path + "?" + values.Encode()
}

// example is the body that the document shows, with what names things replaced by what the caller has. It is taken as it
// stands unless one of its places is set afterwards.
func (m *matrix) example(o operation, who identity) map[string]any {
	body := map[string]any{}
	if err := json.Unmarshal(encode(o.body.Example), &body); err != nil {
		m.t.Fatalf("%s: the example is no object: %v", o.id, err)
	}
	for _, p := range o.properties() {
		c := bodyCarriers[p.String()]
		if own := m.world.own(who, c.kind); len(own) > c.pick && c.with == nil {
			set(body, p.at, p.value(own[c.pick].name))
		}
		if make := fresh[p.String()]; make != nil {
			set(body, p.at, make(m.world, m.world.next()))
		}
	}
	suitImports(o, who, body)
	return body
}

// value is a name as the property takes it: a number where it is an id.
func (p property) value(name string) any {
	n := number(name)
	switch {
	case p.of.Type.Is("array"):
		return []any{n}
	case p.of.Type.Is("integer") && n != 0:
		return n
	}
	return name
}

// set puts a value at a place of a body.
func set(body map[string]any, at []string, value any) {
	for i, step := range at[:len(at)-1] {
		switch inner := body[step].(type) {
		case map[string]any:
			body = inner
		case []any:
			first, ok := inner[0].(map[string]any)
			if !ok || at[i+1] != "[]" {
				return
			}
			body = map[string]any{"[]": first}
		default:
			return
		}
	}
	last := at[len(at)-1]
	if value == leftOut {
		delete(body, last)
		return
	}
	body[last] = value
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // maps, lists and texts always encode
	}
	return b.Bytes()
}

// jsonRequest makes a call with a JSON body, where there is one.
func jsonRequest(o operation, target string, body any) request {
	r := request{method: o.method, target: target}
	if body != nil {
		r.media, r.body = "application/json", string(encode(body))
	}
	return r
}
