package matrix

import (
	"slices"
	"strings"
)

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
				if reachesBelow[k] && t.owner == "P" && who.county != "P" {
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
	switch o.id {
	case "createReconciliation":
		good.target = o.target(p.names, "kind", "site")
	case "addReceipts":
		good.media, good.body = "text/csv", "行标识,结果\nx,接收\n"
	}
	if o.id == "uploadAttachment" {
		good.media, good.body = "application/octet-stream", picture("A0", 0)
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
		cut.body, other.media = strings.ToValidUTF8(good.body[:len(good.body)/2], ""), "application/xml"
		broken["a body that is cut"], broken["a body of another kind"] = cut, other
	}
	if o.conditional() {
		without := jsonRequest(o, target, body)
		broken["no If-Match"], broken["a malformed If-Match"] = without, without.with("If-Match", "1")
	}
	return good, broken
}
