// Package matrix proves who may do what: every operation of the OpenAPI document, by every identity, on what is its own,
// what is another's and what is nothing's, wherever a request can name a thing.
//
// Read it in this order: document (what an operation is), world (what there is), identities (who asks), carriers (what
// names a thing), places and requests (how a call is made), faults (the matrix itself), oracles (what every answer is held to).
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
	brief  bool // of refusals for want of a permission, one call of each

	rootKey string
	clerk   identity // who writes self-checks in county A
}

// fault is one cell that is not as it should be.
type fault struct {
	operation, who, what string
}

func (f fault) String() string { return f.operation + " by " + f.who + ": " + f.what }

func newMatrix(t testing.TB, s *repository.Store, tap *tapped) *matrix {
	t.Helper()
	w := newWorld(t, s)
	return &matrix{tapped: tap, t: t, world: w, api: newAPI(w), rootKey: w.key(rootToken), clerk: w.clerk()}
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

// checkRefused asks in the name of who may not do the operation at all. The answer is the same whatever the thing and
// however bad the request: who may not ask learns nothing.
func (m *matrix) checkRefused(o operation, who identity) {
	want := 403
	if who.unknown {
		want = 401
	}
	var first *answer
	tell := func(what string, r request) {
		before := m.world.lastEntry()
		a := m.carry(who, r)
		m.checkDenied(o, who, before, a)
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
		if m.brief {
			return // who may not ask is refused before the database is asked for the thing
		}
		for what, r := range broken {
			tell(what, r)
		}
	}
}

// checkForeign asks for what is another's in the name of those who may do the operation with their own. Every answer is
// that for a thing that does not exist, byte for byte: to a call in good form it is 404, and a call that is wrong in form
// is refused for its form, which says nothing about the thing.
func (m *matrix) checkForeign(o operation, who identity) {
	answers := map[string]answer{} // by what is wrong with the call
	compare := func(what string, p place, r request) {
		before := m.world.lastEntry()
		a := m.carry(who, r)
		if a.status == 404 {
			m.checkDenied(o, who, before, a)
		}
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
		case o.reads() && p.is("above") && o.permission == model.WriteBulletins:
			if a := m.carry(who, good); a.status != 403 {
				m.fault(o, who, "the work on a bulletin of those above (%v): %s", p.names, a)
			}
			continue
		case o.reads():
			m.checkRead(o, who, p, good)
			continue
		case o.conditional():
			good = good.with("If-Match", `"9007199254740991"`)
		default:
			good = broken["a parameter that nobody knows"]
		}
		a := m.carry(who, good)
		if nothingYet[o.id] != "" && a.status == 404 {
			continue
		}
		above := p.is("above") && (o.permission == model.ManageCampaigns || o.permission == model.WriteBulletins)
		managed := above || forEverybody[o.id] != "" // seen, and managed by those above
		if refused := a.status == 401 || a.status == 403 || a.status == 404; refused && !managed || managed && a.status != 403 && a.status < 400 {
			m.fault(o, who, "what is %s (%v): %s", p.whose, p.names, a)
		} else if a.status < 400 || a.status >= 500 {
			m.fault(o, who, "a harmless call for what is %s (%v) was taken: %s", p.whose, p.names, a)
		}
	}
}

// forEverybody are operations on what holds for every region, for which the identities' regions are too small.
var forEverybody = map[string]string{
	"updateSecuritySettings": "the rules for logins bind people of every region",
	"withdrawCatalogue":      "the catalogue of this world is that of the whole country", "deleteCatalogue": "as it is withdrawn",
	"putCalendar": "due days of every region are counted by it",
}

// nothingYet are operations on what each identity would have to make first, so that for the own it is as if there were none.
var nothingYet = map[string]string{
	"getDraft": "a draft is of who has begun it", "deleteDraft": "as for reading it",
}

// checkRead reads in every form, and once more as one who has it already.
func (m *matrix) checkRead(o operation, who identity, p place, r request) {
	if a := m.carry(who, r); nothingYet[o.id] != "" && a.status == 404 || o.id == "assessInspection" && a.status == 409 {
		return // or somebody has returned the result meanwhile
	} else if a.status != 200 && (a.status != 422 || !o.takes("group_by")) {
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
