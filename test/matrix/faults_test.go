// Package matrix proves who may do what: every operation of the OpenAPI document, by every identity, on what is its own,
// what is another's and what is nothing's, wherever a request can name a thing.
//
// Read it in this order: document (what an operation is), world (what there is), identities (who asks), carriers (what
// names a thing), requests (how a call is made), faults (the matrix itself), oracles (what every answer is held to).
package matrix

import (
	"fmt"
	"log/slog"
	"slices"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/model"
	"xuncha/repository"
)

// matrix is the program over a world, with the faults that were found.
type matrix struct {
	*tapped
	t      testing.TB
	world  *world
	api    *api.API
	faults []fault
	sent   int

	rootKey string
}

// fault is one cell that is not as it should be.
type fault struct {
	operation, who, what string
}

func (f fault) String() string { return f.operation + " by " + f.who + ": " + f.what }

func newMatrix(t testing.TB, s *repository.Store, tap *tapped) *matrix {
	t.Helper()
	w := newWorld(t, s)
	return &matrix{tapped: tap, t: t, world: w, api: newAPI(w), rootKey: w.key(rootToken)}
}

func newAPI(w *world) *api.API {
	return api.New(w.Services, api.Options{
		Language: model.Chinese, Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(),
		NewRequestID: func() string { return requestID },
	})
}

func (m *matrix) fault(o operation, who identity, format string, args ...any) {
	m.faults = append(m.faults, fault{o.id, who.name, fmt.Sprintf(format, args...)})
}

// check asks for operations in the name of identities and answers what is wrong.
func (m *matrix) check(operations []operation, identities []identity) []fault {
	m.faults = nil
	for _, o := range operations {
		if o.public() {
			continue
		}
		before := m.world.sum()
		for _, who := range identities {
			if !who.may(o) {
				m.checkRefused(o, who)
				continue
			}
			m.checkForeign(o, who)
			m.checkOwn(o, who)
		}
		if m.world.sum() != before {
			m.fault(o, identity{name: "somebody"}, "a call that was to change nothing changed a row")
		}
		for _, who := range identities {
			if who.may(o) {
				m.checkBody(o, who)
			}
		}
	}
	return m.faults
}

// place is a way to fill in the path of an operation.
type place struct {
	names map[string]string
	whose string // own, above, other or unknown
}

// places are the ways to fill in the path with one thing that is what it is to the identity. What comes before it in the
// path is the caller's own.
func (m *matrix) places(o operation, who identity) []place {
	base := place{map[string]string{}, "own"}
	all := []place{}
	for _, name := range o.pathNames() {
		k := pathCarriers[o.pathKey(name)]
		var here []place
		at := func(whose, value string) {
			names := map[string]string{name: value}
			for n, v := range base.names {
				names[n] = v
			}
			here = append(here, place{names, whose})
		}
		switch k {
		case plain, aRow:
			at(base.whose, "1")
		default:
			for _, t := range few(m.world.own(who, k)) {
				if k == aCampaign && t.owner == "P" && who.county != "P" {
					at("above", t.name)
				} else {
					at("own", t.name)
				}
			}
			for _, t := range few(m.world.other(who, k)) {
				at("other", t.name)
			}
		}
		if k != plain {
			for _, value := range unknownOf(k) {
				at("unknown", value)
			}
		}
		if own := slices.IndexFunc(here, func(p place) bool { return p.is("own") }); own >= 0 {
			base = here[own]
		} else {
			base.names[name], base.whose = unknownOf(k)[0], "unknown" // the identity has nothing of the kind
		}
		all = append(all, here...)
	}
	// Every place needs the parameters that come after its own.
	for i := range all {
		for name, value := range base.names {
			if _, ok := all[i].names[name]; !ok {
				all[i].names[name] = value
			}
		}
	}
	if len(all) == 0 {
		all = []place{base}
	}
	return all
}

// few keeps one thing of each owner.
func few(things []thing) []thing {
	seen := map[string]bool{}
	return slices.DeleteFunc(things, func(t thing) bool {
		twice := seen[t.owner]
		seen[t.owner] = true
		return twice
	})
}

// wellFormed reports whether every name of the path has the form of one. What has not is 404 before anything else.
func (p place) wellFormed() bool {
	for _, name := range p.names {
		if name == "x" {
			return false
		}
	}
	return true
}

func (p place) is(whose string) bool { return p.whose == whose }

// calls are a request in good form, and the same request with one thing wrong with its form.
func (m *matrix) calls(o operation, who identity, p place) (good request, broken map[string]request) {
	var body any
	if o.body != nil {
		body = m.example(o, who)
	}
	target := o.target(p.names)
	good = jsonRequest(o, target, body)
	if o.takes("kind") && o.method == "POST" { // a file
		good.target, good.media, good.body = o.target(p.names, "kind", "sites"), "text/csv", "网站标识码,网站名称,首页地址\n"
	}
	if o.conditional() {
		good = good.with("If-Match", `"1"`)
	}
	broken = map[string]request{}
	surplus := good
	surplus.target = o.target(p.names, "surplus", "1")
	broken["a parameter that nobody knows"] = surplus
	if o.body != nil {
		cut, other := good, good
		cut.body, other.media = good.body[:len(good.body)/2], "application/xml"
		broken["a body that is cut"], broken["a body of another kind"] = cut, other
	}
	if o.conditional() {
		without := jsonRequest(o, target, body)
		broken["no If-Match"], broken["a malformed If-Match"] = without, without.with("If-Match", "1")
	}
	return good, broken
}

// checkRefused asks in the name of who may not do the operation at all. The answer is the same whatever the thing and
// however bad the request: who may not ask learns nothing.
func (m *matrix) checkRefused(o operation, who identity) {
	want := 403
	if who.unknown {
		want = 401
	}
	denied, asked := m.world.denials(), 0
	var first *answer
	tell := func(what string, r request) {
		a := m.carry(who, r)
		asked++
		switch {
		case a.status != want:
			m.fault(o, who, "%s answered %s, want %d", what, a, want)
		case first == nil:
			first = &a
		case !a.same(*first):
			m.fault(o, who, "%s is told from the others: %s", what, a)
		}
	}
	seen := map[string]bool{}
	for _, p := range m.places(o, who) {
		if seen[p.whose] {
			continue
		}
		seen[p.whose] = true
		good, broken := m.calls(o, who, p)
		tell("the call for what is "+p.whose, good)
		if len(seen) > 1 {
			continue
		}
		for what, r := range broken {
			tell(what, r)
		}
	}
	m.checkDenials(o, who, want, asked, denied)
}

// checkForeign asks for what is another's in the name of those who may do the operation with their own. Every answer is
// that for a thing that does not exist, byte for byte: to a call in good form it is 404, and a call that is wrong in form
// is refused for its form, which says nothing about the thing.
func (m *matrix) checkForeign(o operation, who identity) {
	answers := map[string]answer{} // by what is wrong with the call
	compare := func(what string, p place, r request) {
		a := m.carry(who, r)
		first, known := answers[what]
		switch {
		case !known:
			answers[what] = a
		case !a.same(first):
			m.fault(o, who, "%s, of what is %s (%v): %s, and of another: %s", what, p.whose, p.names, a, first)
		}
		if what == "a good call" && a.status != 404 || a.status < 400 || a.status == 401 || a.status == 403 || a.status >= 500 || a.status == 412 {
			m.fault(o, who, "%s, of what is %s (%v): %s", what, p.whose, p.names, a)
		}
	}
	for _, p := range m.places(o, who) {
		if !p.is("other") && !p.is("unknown") {
			continue
		}
		good, broken := m.calls(o, who, p)
		compare("a good call", p, good)
		for what, r := range broken {
			if p.wellFormed() {
				compare(what, p, r)
			}
		}
		if slices.Contains(o.headers, "If-None-Match") {
			compare("a good call", p, good.with("If-None-Match", "*"))
		}
	}
}

// checkOwn asks for what the identity sees, in a way that changes nothing: it is there.
func (m *matrix) checkOwn(o operation, who identity) {
	for _, p := range m.places(o, who) {
		if !p.is("own") && !p.is("above") {
			continue
		}
		good, broken := m.calls(o, who, p)
		switch {
		case o.reads():
			m.checkRead(o, who, p, good)
			continue
		case o.conditional():
			good = good.with("If-Match", `"9007199254740991"`)
		default:
			good = broken["a parameter that nobody knows"]
		}
		a := m.carry(who, good)
		managed := p.is("above") && o.permission == model.ManageCampaigns // seen, and managed by those above
		if refused := a.status == 401 || a.status == 403 || a.status == 404; refused && !managed || managed && a.status != 403 && a.status < 400 {
			m.fault(o, who, "what is %s (%v): %s", p.whose, p.names, a)
		} else if a.status < 400 || a.status >= 500 {
			m.fault(o, who, "a harmless call for what is %s (%v) was taken: %s", p.whose, p.names, a)
		}
	}
}

// checkRead reads in every form, and once more as one who has it already.
func (m *matrix) checkRead(o operation, who identity, p place, r request) {
	if a := m.carry(who, r); a.status != 200 && !(a.status == 422 && o.takes("group_by")) {
		m.fault(o, who, "what is %s (%v): %s", p.whose, p.names, a)
	}
	for _, format := range o.formats {
		query := []string{"format", format}
		if o.takes("group_by") {
			query = append(query, "kind", "site")
		}
		if a := m.carry(who, request{method: o.method, target: o.target(p.names, query...)}); a.status != 200 {
			m.fault(o, who, "as %s, what is %s (%v): %s", format, p.whose, p.names, a)
		}
	}
	if slices.Contains(o.headers, "If-None-Match") {
		if a := m.carry(who, r.with("If-None-Match", "*")); a.status != 304 {
			m.fault(o, who, "what the caller has already: %s", a)
		}
	}
}
