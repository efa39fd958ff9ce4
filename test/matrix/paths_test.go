package matrix

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A path that is written in another way, or asked for by another method, is refused without a caller: nothing comes in
// beside the routes, and no route is another's.
func TestNoWayAroundTheRoutes(t *testing.T) {
	m := onSQLite(t)
	county := m.named("admin") // with the key of who may most in a county it is no other operation either
	operations := readDocument(t)
	methods := map[string]map[string]bool{} // of each path
	for _, o := range operations {
		if methods[o.path] == nil {
			methods[o.path] = map[string]bool{}
		}
		methods[o.path][o.method] = true
	}
	tries := 0
	for _, o := range operations {
		county := county
		if !county.may(o) && !o.public() {
			county = m.clerk
		}
		path, _, _ := strings.Cut(o.target(m.places(o, county)[0].names), "?")
		for _, who := range []identity{{name: "anonymous", unknown: true}, county} {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PURGE", "get"} {
				if !methods[o.path][method] {
					m.refuses(t, who, method, path)
					tries++
				}
			}
			for _, other := range otherWays(path) {
				m.refuses(t, who, o.method, other)
				tries++
			}
		}
	}
	if tries < 1000 {
		t.Errorf("only %d tries", tries)
	}
}

// What needs no caller tells nothing of anybody, after the service has been used.
func TestPublicAnswersTellNothing(t *testing.T) {
	m := onSQLite(t)
	operations := readDocument(t)
	m.check(operations[:12], m.world.identities())
	for _, o := range operations {
		if o.public() {
			m.carry(identity{name: "anonymous", unknown: true}, request{method: o.method, target: o.target(map[string]string{"file": "index.css"})})
		}
	}
	if len(m.faults) > 0 {
		t.Error(describe(m.faults))
	}
}

// refuses asks for what is no route. A route takes the last part of its path as it is, so a county's key may get as far as
// being told that its call lacks something, but nothing is ever answered.
func (m *matrix) refuses(t *testing.T, who identity, method, target string) {
	t.Helper()
	a := m.carry(who, request{method: method, target: target})
	known := []int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusBadRequest}
	if who.unknown {
		known = append(known, http.StatusUnauthorized)
	} else {
		known = append(known, http.StatusPreconditionRequired, http.StatusUnsupportedMediaType)
	}
	if !slices.Contains(known, a.status) {
		t.Errorf("%s %s by %s: %s", method, target, who, a)
	}
}

// named is the identity of a name.
func (m *matrix) named(name string) identity {
	m.t.Helper()
	all := m.world.identities()
	at := slices.IndexFunc(all, func(i identity) bool { return i.name == name })
	if at < 0 {
		m.t.Fatalf("nobody is called %s", name)
	}
	return all[at]
}

// otherWays are the spellings of a path that a careless router takes for it.
func otherWays(path string) []string {
	last := strings.LastIndex(path, "/")
	ways := []string{
		"/" + path, path + "/", path + "//", path + "/.", path + "/..", path[:last] + "/" + path[last:], path[:last] + "%2F" + path[last+1:],
		path[:last] + "/..%2f" + path[last+1:], path[:last] + "/%2e%2e/" + path[last+1:], path + "%00", path + "%20", path + ";a=b",
		strings.Replace(path, "/api/v1", "/api/v1/.", 1), strings.Replace(path, "/api/v1", "/api/v1/x/..", 1),
		strings.Replace(path, "/api/v1", "/API/V1", 1), strings.ToUpper(path),
	}
	if path == "/" {
		return []string{"//", "/.", "/..", "/%2F", "/%2e"}
	}
	out := []string{}
	for _, way := range ways {
		if way != path && strings.HasPrefix(way, "/") {
			out = append(out, way)
		}
	}
	return out
}
