package matrix

import (
	"cmp"
	"fmt"
	"strings"

	"xuncha/model"
)

// ownRefused are the operations that refuse the caller's own thing in a place where it is the only one that there is.
var ownRefused = map[string]string{
	"createRegion RegionRequest.code":                   "the only region of a county is there already",
	"setSampling":                                       "the plan of an open campaign is fixed, which is told after everything was found",
	"updateFinding TrackedFindingRequest.recurrence_of": "the findings of this world are of one campaign, so none is an earlier one",
	"submitProof ProofRequest.attachment_ids":           "what shows a fault is no proof that it was put right",
	"createReport NewReportRequest.campaign":            "the rounds of this world are open, and results are reported afterwards",
	"addTargets":                                        "what a county has in use is a target already",
	"mergeOrganization MergeRequest.into":               "itself, which is refused otherwise; a merge would take the world away from the checks that follow",
}

// checkBody puts things that are another's and things that do not exist into each place of a body that names one. Both are
// refused alike and nothing changes, while the same body with the caller's own is taken: so it is the thing that was
// refused, and not the rest of the body.
func (m *matrix) checkBody(o operation, who identity) {
	if who.role == model.RoleUnitStaff && who.organization == "" {
		return // has nothing that it could name
	}
	for _, p := range o.properties() {
		c := bodyCarriers[p.String()]
		if c.kind == "" || c.kind == plain || c.kind == ofTheCaller {
			continue
		}
		own := m.world.own(who, c.kind)
		if len(own) <= c.pick {
			m.fault(o, who, "there is no %s for %s", c.kind, p)
			continue
		}
		at := m.places(o, who)[0]
		if !at.is("own") {
			m.fault(o, who, "there is nothing of the caller's own")
			continue
		}
		before := m.world.sum()
		refusal := m.put(o, who, at, p, c, cmp.Or(c.none, unknownOf(c.kind)[0]))
		if refusal.status < 400 || refusal.status >= 500 || refusal.status == 412 || refusal.status == 428 {
			m.fault(o, who, "%s of nothing: %s", p, refusal)
		}
		for _, t := range m.world.other(who, c.kind) {
			nothing := refusal
			if c.kind == aRegion && t.owner == "P" { // the code of a prefecture has a form of its own
				nothing = m.put(o, who, at, p, c, "429900")
			}
			if a := m.put(o, who, at, p, c, t.name); !a.same(nothing) {
				m.fault(o, who, "%s of %s: %s, and of nothing: %s", p, t.owner, a, nothing)
			}
		}
		if m.world.sum() != before {
			m.fault(o, who, "%s of another changed a row", p)
		}
		a := m.put(o, who, at, p, c, own[c.pick].name)
		if key := o.id + " " + p.String(); cmp.Or(ownRefused[key], ownRefused[o.id]) != "" {
			if a.status == refusal.status && a.same(refusal) || a.status == 404 || a.status == 403 {
				m.fault(o, who, "%s of the caller's own: %s", p, a)
			}
		} else if a.status != 200 && a.status != 201 {
			m.fault(o, who, "%s of the caller's own (%s): %s", p, own[c.pick].name, a)
		}
	}
}

// put sends a good body with one place set. A change brings nothing but that place, made on the version that stands.
func (m *matrix) put(o operation, who identity, at place, p property, c carrier, name string) answer {
	body := map[string]any{}
	if o.method == "PATCH" {
		body[p.name] = p.value(name)
	} else {
		body = m.example(o, who)
		if c.body != nil {
			body = c.body(m.world)
		}
		set(body, p.at, p.value(name))
		for field, value := range c.with {
			set(body, append(p.at[:len(p.at)-1:len(p.at)-1], field), value)
		}
	}
	r := jsonRequest(o, o.target(at.names), body)
	if o.conditional() {
		r = r.with("If-Match", m.version(o, at))
	}
	return m.carry(who, r)
}

// version is the ETag of a thing as an administrator of everything sees it.
func (m *matrix) version(o operation, at place) string {
	thing := o
	if last := strings.LastIndex(o.path, "/"); o.method == "POST" && !strings.HasSuffix(o.path, "}") {
		thing.path = o.path[:last] // before the verb
	}
	read := request{method: "GET", target: thing.target(at.names)}
	a := m.carry(m.root(), read)
	if a.status == 404 { // a draft is not even root's to see
		a = m.carry(m.clerk, read)
	}
	if a.status == 404 { // with other grants than those of the program somebody has removed it
		return `"0"`
	}
	if a.header.Get("ETag") == "" {
		m.t.Fatalf("%s has no version: %s", read.target, a)
	}
	return a.header.Get("ETag")
}

// root sees everything.
func (m *matrix) root() identity {
	return identity{name: "root", role: rootToken.Role, county: "P", token: m.rootKey}
}

func describe(faults []fault) string {
	text := ""
	for i, f := range faults {
		if i == 40 {
			return text + fmt.Sprintf("and %d more\n", len(faults)-i)
		}
		text += f.String() + "\n"
	}
	return text
}
