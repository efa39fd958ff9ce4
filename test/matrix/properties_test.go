package matrix

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"
)

// What the document does not let a caller set cannot be set: a property of the answer that is none of the request, one
// that nobody knows, one in other letters, one that comes twice. Each is refused, and nothing changes.
func TestNothingElseCanBeSet(t *testing.T) {
	m := onSQLite(t)
	tries := 0
	for _, o := range readDocument(t) {
		if o.body == nil || o.public() {
			continue
		}
		who := m.root()
		if !who.may(o) {
			who = m.clerk
		}
		at := m.places(o, who)[0]
		good, _ := m.calls(o, who, at)
		if o.conditional() && strings.Count(o.path, "/") == strings.Count("/api/v1/things/1", "/") {
			good = good.with("If-Match", m.version(o, at))
		}
		before := m.world.sum()
		for what, body := range spoilt(o, good.body) {
			bad := good
			bad.body = body
			tries++
			if a := m.carry(who, bad); a.status != 400 {
				t.Errorf("%s with %s: %s", o.id, what, a)
			}
		}
		if m.world.sum() != before {
			t.Errorf("%s: something was set", o.id)
		}
	}
	if tries < 300 || len(m.faults) > 0 {
		t.Errorf("%d tries, %s", tries, describe(m.faults))
	}
}

// spoilt are the bodies that carry one property more than they may.
func spoilt(o operation, body string) map[string]string {
	known := map[string]bool{}
	for _, p := range o.properties() {
		if len(p.at) == 1 {
			known[p.name] = true
		}
	}
	bodies := map[string]string{}
	add := func(name, value string) {
		bodies[name] = strings.TrimSuffix(strings.TrimSpace(body), "}") + `,"` + name + `":` + value + "}"
	}
	for _, name := range readOnly(o) {
		if !known[name] {
			add(name, "1")
		}
	}
	for name := range known {
		add(name, "null") // once more, so it stands there twice
		if !strings.Contains(body, `"`+name+`"`) {
			delete(bodies, name)
		}
		for _, other := range []string{strings.ToUpper(name), capital(name), strings.ReplaceAll(name, "_", ""), name + " ", "ſ" + name} {
			if !known[other] {
				add(other, "1")
			}
		}
	}
	for _, name := range []string{"surplus", "", "__proto__", "id", "role", "scope", "is_admin", "organization_ids"} {
		if !known[name] {
			add(name, "1")
		}
	}
	return bodies
}

func capital(name string) string {
	runes := []rune(name)
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}

// readOnly are the properties of the answer.
func readOnly(o operation) []string {
	if o.answer == nil {
		return nil
	}
	var names []string
	var walk func(s *openapi3.Schema)
	walk = func(s *openapi3.Schema) {
		for name := range s.Properties {
			names = append(names, name)
		}
		for _, part := range s.AllOf {
			walk(part.Value)
		}
	}
	walk(o.answer)
	slices.Sort(names)
	return names
}
