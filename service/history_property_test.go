package service_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"xuncha/model"
)

// plainState is what a thing was from a day on.
type plainState struct {
	from model.Date
	says string
}

// plainThing is a thing of the register as anybody would keep it on paper: one line for each change.
type plainThing struct {
	id     uint64
	name   string
	region model.RegionCode
	owner  *plainThing // of a site
	ended  bool
	lines  []plainState
}

func (p *plainThing) version() uint64 { return uint64(len(p.lines)) }

func (p *plainThing) says() string {
	if p.owner == nil {
		return fmt.Sprintf("%s %t", p.name, p.ended)
	}
	return fmt.Sprintf("%s of %d in %s %t", p.name, p.owner.id, p.region, p.ended)
}

// takes says whether a change may count from a day: not before the one before it. With one line only, that line is drawn
// back instead.
func (p *plainThing) takes(on model.Date) bool {
	return len(p.lines) == 1 || on >= p.lines[len(p.lines)-1].from
}

// note writes what the thing is from a day on.
func (p *plainThing) note(on model.Date) {
	if len(p.lines) == 1 {
		p.lines[0].from = min(p.lines[0].from, on)
	}
	p.lines = append(p.lines, plainState{on, p.says()})
}

// on is the last line that counts from the day or an earlier one.
func (p *plainThing) on(day model.Date) (says string) {
	for _, line := range p.lines {
		if line.from <= day {
			says = line.says
		}
	}
	return says
}

// paper is the register on paper, beside the program.
type paper struct {
	w             *world
	organizations []*plainThing
	sites         []*plainThing
}

var callers = []model.Actor{
	operator, actor(model.RoleCountyAdmin, model.Scope(countyA)), actor(model.RoleCountyAdmin, model.Scope(countyB)),
}

// drawDay is today, or one of the days before.
func (p *paper) drawDay(t *rapid.T) model.Date {
	return model.NewDate(p.w.now.AddDate(0, 0, -rapid.IntRange(0, 3).Draw(t, "days back")))
}

func (p *paper) site(t *rapid.T) *plainThing { return rapid.SampledFrom(p.sites).Draw(t, "site") }

func (p *paper) organization(t *rapid.T) *plainThing {
	return rapid.SampledFrom(p.organizations).Draw(t, "organization")
}

func drawCaller(t *rapid.T) model.Actor { return rapid.SampledFrom(callers).Draw(t, "caller") }

func sees(a model.Actor, p *plainThing) bool { return a.Area().Covers(p.region) }

// same fails the test unless a call was refused as it is on paper; it answers whether it was done.
func same(t *rapid.T, what string, err error, want string) bool {
	if got := refusal(err); got != want {
		t.Fatalf("%s: %q, want %q", what, got, want)
	}
	return want == ""
}

func (p *paper) addOrganization(t *rapid.T) {
	o := p.w.organization(rapid.SampledFrom([]model.RegionCode{countyA, countyB}).Draw(t, "region"))
	thing := &plainThing{id: o.ID, name: o.Name, region: o.RegionCode}
	thing.note(dayOf(p.w))
	p.organizations = append(p.organizations, thing)
}

func (p *paper) addSite(t *rapid.T) {
	o := p.organization(t)
	made, err := p.w.Sites.Create(p.w.ctx, operator, p.w.siteEdit(model.Organization{ID: o.id, RegionCode: countyA}))
	want := ""
	if o.ended {
		want = "invalid_fields organization_id:organization_not_active"
	}
	if same(t, "add a site", err, want) {
		thing := &plainThing{id: made.ID, name: made.Name, region: o.region, owner: o}
		thing.note(dayOf(p.w))
		p.sites = append(p.sites, thing)
	}
}

func (p *paper) edit(t *rapid.T) {
	a, s, name := drawCaller(t), p.site(t), fmt.Sprintf("网站%d", p.w.next())
	_, err := p.w.Sites.Update(p.w.ctx, a, s.id, s.version(), set(func(e *model.SiteEdit) { e.Name = name }))
	want := ""
	if !sees(a, s) {
		want = missing
	}
	if same(t, "edit", err, want) {
		s.name = name
		s.note(dayOf(p.w))
	}
}

func (p *paper) rename(t *rapid.T) {
	a, o, on, name := drawCaller(t), p.organization(t), p.drawDay(t), fmt.Sprintf("单位%d", p.w.next())
	_, err := p.w.Organizations.Rename(p.w.ctx, a, o.id, o.version(), model.RenameEdit{Name: name, Reason: "r", On: on})
	want := ""
	switch {
	case !sees(a, o):
		want = missing
	case o.ended:
		want = "wrong_state"
	case !o.takes(on):
		want = "invalid_fields on:before_last_change"
	}
	if same(t, "rename", err, want) {
		o.name = name
		o.note(on)
	}
}

func (p *paper) move(t *rapid.T) {
	a, s, o, on := drawCaller(t), p.site(t), p.organization(t), p.drawDay(t)
	_, err := p.w.Sites.Transfer(p.w.ctx, a, s.id, s.version(), model.TransferEdit{OrganizationID: o.id, Reason: "r", On: on})
	want := ""
	switch {
	case !sees(a, s):
		want = missing
	case !sees(a, o):
		want = "invalid_fields organization_id:unknown_reference"
	case o.ended:
		want = "invalid_fields organization_id:organization_not_active"
	case s.owner == o: // that is where it is
		same(t, "move nowhere", err, "")
		return
	case !s.takes(on):
		want = "invalid_fields on:before_last_change"
	}
	if same(t, "move", err, want) {
		s.owner, s.region = o, o.region
		s.note(on)
	}
}

func (p *paper) closeOrReopen(t *rapid.T) {
	a, s, on := drawCaller(t), p.site(t), p.drawDay(t)
	verb := rapid.SampledFrom([]model.LifeVerb{model.VerbClose, model.VerbReopen}).Draw(t, "verb")
	_, err := p.w.Sites.Move(p.w.ctx, a, s.id, s.version(), verb, model.Reason{Reason: "r", On: on})
	want := ""
	switch {
	case !sees(a, s):
		want = missing
	case s.ended == (verb == model.VerbClose):
		want = "wrong_state"
	case !s.takes(on):
		want = "invalid_fields on:before_last_change"
	}
	if same(t, string(verb), err, want) {
		s.ended = !s.ended
		s.note(on)
	}
}

func (p *paper) merge(t *rapid.T) {
	a, from, into, on := drawCaller(t), p.organization(t), p.organization(t), p.drawDay(t)
	m, err := p.w.Organizations.Merge(p.w.ctx, a, from.id, from.version(), model.MergeEdit{Into: into.id, Reason: "r", On: on})
	var moved []*plainThing
	held := true
	for _, s := range p.sites {
		if s.owner == from {
			moved, held = append(moved, s), held && s.takes(on)
		}
	}
	want := ""
	switch {
	case !sees(a, from):
		want = missing
	case from == into:
		want = "invalid_fields into:not_itself"
	case !sees(a, into):
		want = "invalid_fields into:unknown_reference"
	case from.ended:
		want = "wrong_state"
	case into.ended:
		want = "invalid_fields into:organization_not_active"
	case !from.takes(on):
		want = "invalid_fields on:before_last_change"
	case !held:
		want = "invalid_fields on:thing_changed_since"
	}
	if !same(t, "merge", err, want) {
		return
	}
	if m.Sites != len(moved) {
		t.Fatalf("%d sites were moved, want %d", m.Sites, len(moved))
	}
	from.ended = true
	from.note(on)
	for _, s := range moved {
		s.owner, s.region = into, into.region
		s.note(on)
	}
}

// compare looks at every day since the first one: the register says of it what the paper says.
func (p *paper) compare(t *rapid.T, first model.Date) {
	for back := 0; ; back++ {
		day := model.NewDate(p.w.now.AddDate(0, 0, -back))
		sites, err := p.w.Sites.List(p.w.ctx, operator, model.SiteFilter{AsOf: day}, everything)
		if err != nil {
			t.Fatal(err)
		}
		got := map[uint64]string{}
		for _, s := range sites.Items {
			got[s.ID] = fmt.Sprintf("%s of %d in %s %t", s.Name, s.OrganizationID, s.RegionCode, s.State == model.StateClosed)
		}
		for _, s := range p.sites {
			if got[s.id] != s.on(day) {
				t.Fatalf("site %d on %s: %q, want %q", s.id, day, got[s.id], s.on(day))
			}
		}
		organizations, err := p.w.Organizations.List(p.w.ctx, operator, model.OrganizationFilter{AsOf: day}, everything)
		if err != nil {
			t.Fatal(err)
		}
		got = map[uint64]string{}
		for _, o := range organizations.Items {
			got[o.ID] = fmt.Sprintf("%s %t", o.Name, o.State == model.OrganizationMerged)
		}
		for _, o := range p.organizations {
			if got[o.id] != o.on(day) {
				t.Fatalf("organization %d on %s: %q, want %q", o.id, day, got[o.id], o.on(day))
			}
		}
		if day < first {
			return
		}
	}
}

// broken counts the versions of a table that do not end where the next one begins, or that are the last and end.
const broken = `SELECT COUNT(*) FROM %[1]s v LEFT JOIN %[1]s n ON n.id = v.id AND n.version = v.version + 1
WHERE (n.id IS NULL AND v.valid_to IS NOT NULL) OR (n.id IS NOT NULL AND (v.valid_to IS NULL OR v.valid_to <> n.valid_from))
OR v.valid_to < v.valid_from`

// Whatever is done by whomever, and from whichever day, the register as of any day is what it would be on paper.
func TestTheRegisterOverTime(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		property(t, func(t *rapid.T) {
			p, first := &paper{w: w}, model.NewDate(w.now.AddDate(0, 0, -4))
			p.addOrganization(t)
			p.addOrganization(t)
			p.addSite(t)
			t.Repeat(map[string]func(*rapid.T){
				"add an organization": p.addOrganization, "add a site": p.addSite, "edit": p.edit, "rename": p.rename, "move": p.move,
				"close or reopen": p.closeOrReopen, "merge": p.merge,
				"wait": func(t *rapid.T) { w.wait(rapid.IntRange(1, 3).Draw(t, "days")) },
			})
			p.compare(t, first)
			for _, s := range p.sites {
				if h, err := w.Sites.History(w.ctx, operator, s.id); err != nil || len(h) != len(s.lines) {
					t.Fatalf("site %d has a history of %d changes, want %d: %v", s.id, len(h), len(s.lines), err)
				}
			}
			w.wait(10) // the next one begins on a fresh page
		})
		for _, table := range []string{"organization_versions", "site_versions", "account_versions"} {
			if n := count(t, w.store, fmt.Sprintf(broken, table)); n != 0 {
				t.Errorf("%d versions in %s leave gaps or overlap", n, table)
			}
		}
		for versions, things := range map[string]string{"site_versions": "sites", "organization_versions": "organizations"} {
			if n, want := count(t, w.store, "SELECT COUNT(*) FROM "+versions), count(t, w.store, "SELECT SUM(version) FROM "+things); n != want {
				t.Errorf("%s has %d rows, want %d", versions, n, want)
			}
		}
	})
}
