package service_test

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// plainBook is a catalogue as anybody would describe it: a document on a shelf, with a slip that says until when it counts.
type plainBook struct {
	id, version uint64
	issuer      string
	document    string
	region      model.RegionCode
	preferred   bool
	from, to    model.Date
	indicators  int
	rounds      int // that have taken it
}

// on reports whether the book counts on a day.
func (b *plainBook) on(day model.Date) bool { return b.from <= day && (b.to == "" || day <= b.to) }

// shelf is all catalogues and the rounds that have taken them, beside the program.
type shelf struct {
	w      *world
	books  []*plainBook
	rounds map[string]*plainBook // drafts, by code
	seen   map[string]int
}

// keeper is somebody who keeps catalogues, or only looks at them.
type keeper struct {
	model.Actor
	keeps bool
}

var keepers = []keeper{
	{operator, true},
	{actor(model.RoleAdmin, "42"), true},
	{actor(model.RoleAdmin, "4228"), true},
	{actor(model.RoleAdmin, model.Scope(countyA)), true},
	{clerkA, false},
	{reviewer, false},
}

// The areas that catalogues are for, and the days on which rounds begin.
var (
	shelfAreas = []model.RegionCode{"", "42", "422800", countyA, countyB}
	shelfDays  = []model.Date{"2019-03-31", "2019-04-01", "2020-01-01", "2020-06-30", "2020-12-31", "2021-01-01", "2021-06-30", "2022-10-08"}
)

// area is what the codes of all that lies in a region begin with.
func area(region model.RegionCode) string { return strings.TrimSuffix(string(region), "00") }

// covers says whether the whole of an area is somebody's.
func (k keeper) covers(region model.RegionCode) bool {
	return k.Scope == model.ScopeAll || region != "" && strings.HasPrefix(area(region), string(k.Scope))
}

// newShelf holds the catalogue that ships with the program.
func newShelf(w *world, seen map[string]int) *shelf {
	for _, table := range strings.Fields("sampling_plans campaigns indicators catalogues") {
		execute(w.t, w.store, "DELETE FROM "+table)
	}
	if err := w.Catalogues.LoadNational(w.ctx, operator); err != nil {
		w.t.Fatal(err)
	}
	c := must[model.List[model.Catalogue]](w.t)(w.Catalogues.List(w.ctx, operator, everything)).Items[0]
	return &shelf{w: w, rounds: map[string]*plainBook{}, seen: seen, books: []*plainBook{
		{id: c.ID, version: 1, issuer: c.Issuer, document: c.Document, preferred: true, from: c.EffectiveFrom, indicators: 42},
	}}
}

// draft is a book that somebody would put on the shelf.
func (s *shelf) draft(t *rapid.T) (model.CatalogueEdit, *plainBook) {
	e := s.w.catalogueEdit(pick(t, "area", shelfAreas...))
	e.Issuer, e.Preferred = pick(t, "issuer", "甲局", "乙局"), rapid.Bool().Draw(t, "preferred")
	e.EffectiveFrom, e.EffectiveTo = pick(t, "from", shelfDays[1:]...), pick(t, "to", append([]model.Date{"", "", ""}, shelfDays[2:]...)...)
	if len(s.books) > 0 && seldom(t, "a document that is there") {
		b := pick(t, "book", s.books...)
		e.Document, e.EffectiveFrom = b.document, b.from
	}
	return e, &plainBook{
		version: 1, issuer: e.Issuer, document: e.Document, region: e.RegionCode, preferred: e.Preferred || e.RegionCode == "",
		from: e.EffectiveFrom, to: e.EffectiveTo, indicators: len(e.Indicators),
	}
}

// stands is the refusal of a book beside those on the shelf: its document is there, or another one of its issuer counts on one
// of its days.
func (s *shelf) stands(b *plainBook) string {
	overlaps := ""
	for _, o := range s.books {
		if o.document == b.document && o.from == b.from {
			return "already_exists document:taken"
		}
		if o.issuer == b.issuer && o.region == b.region && slices.ContainsFunc(shelfDays, func(day model.Date) bool { return b.on(day) && o.on(day) }) {
			overlaps = "catalogue_overlaps effective_from:catalogue_overlaps"
		}
	}
	return overlaps
}

func (s *shelf) create(t *rapid.T) {
	who := pick(t, "who", keepers...)
	e, b := s.draft(t)
	dryRun := seldom(t, "only asks")
	full, err := s.w.Catalogues.Create(s.w.ctx, who.Actor, e, dryRun)
	others := when(!who.covers(b.region), "invalid_fields region_code:unknown_reference")
	if others != "" && b.region == "" {
		others = "invalid_fields region_code:catalogue_national"
	}
	want := first(when(!who.keeps, "forbidden"), when(b.to != "" && b.to < b.from, "invalid_fields effective_to:ends_before_start"), others, s.stands(b))
	s.seen["create "+want]++
	if same(t, fmt.Sprintf("create by %s of %s of %+v beside %s", who.Name, who.Scope, *b, s.says()), err, want) && !dryRun {
		s.put(full, b)
	}
}

func (s *shelf) put(full service.CatalogueWithIndicators, b *plainBook) {
	b.id = full.ID
	s.books = append(s.books, b) // the ids rise
}

// reach says how somebody is refused whose book it is not, or who comes late.
func (s *shelf) reach(who keeper, b *plainBook, on uint64) string {
	return first(when(!who.keeps, "forbidden"), when(!who.covers(b.region), "catalogue_of_other_area"), when(on != b.version, "stale_version"))
}

// ends says how an end is refused. It only ever comes earlier.
func (b *plainBook) ends(on model.Date) string {
	return first(when(on < b.from, "invalid_fields on:ends_before_start"), when(b.to != "" && on >= b.to, "invalid_fields on:ends_already"))
}

func (s *shelf) draw(t *rapid.T) (who keeper, b *plainBook, on uint64) {
	who, b = pick(t, "who", keepers...), pick(t, "book", s.books...)
	if on = b.version; seldom(t, "late") {
		on--
	}
	return who, b, on
}

func (s *shelf) withdraw(t *rapid.T) {
	who, b, on := s.draw(t)
	day := pick(t, "day", shelfDays...)
	_, err := s.w.Catalogues.Withdraw(s.w.ctx, who.Actor, b.id, on, model.Reason{Reason: "r", On: day})
	want := first(s.reach(who, b, on), b.ends(day))
	s.seen["withdraw "+want]++
	if same(t, "withdraw", err, want) {
		b.to, b.version = day, b.version+1
	}
}

func (s *shelf) remove(t *rapid.T) {
	who, b, on := s.draw(t)
	want := first(s.reach(who, b, on), when(b.rounds > 0, "catalogue_in_use"))
	s.seen["remove "+want]++
	if same(t, "remove", s.w.Catalogues.Delete(s.w.ctx, who.Actor, b.id, on), want) {
		s.gone(b)
	}
}

func (s *shelf) gone(b *plainBook) {
	s.books = slices.DeleteFunc(s.books, func(o *plainBook) bool { return o == b })
}

// takes is the book that a round takes which names none: the newest preferred one of the smallest area around it.
func (s *shelf) takes(region model.RegionCode, day model.Date) (best *plainBook) {
	rank := func(b *plainBook) int { return len(area(b.region)) }
	for _, b := range s.books {
		if !b.preferred || !b.on(day) || !strings.HasPrefix(string(region), area(b.region)) {
			continue
		}
		if best == nil || rank(b) > rank(best) || rank(b) == rank(best) && b.from > best.from {
			best = b
		}
	}
	return best
}

// round begins a round, which takes the catalogue in force or the one that it names, and keeps it.
func (s *shelf) round(t *rapid.T) {
	region, day := pick(t, "region", shelfAreas[1:]...), pick(t, "day", shelfDays...)
	b, e := s.takes(region, day), s.w.campaignEdit(region)
	if e.MonitoringDate = day; len(s.books) > 0 && rapid.Bool().Draw(t, "names one") {
		b = pick(t, "book", s.books...)
		e.Catalogue = b.id
	}
	c, err := s.w.Campaigns.Create(s.w.ctx, operator, e)
	want := when(b == nil, "invalid_fields monitoring_date:no_catalogue_in_force")
	s.seen["round "+want]++
	if same(t, "round", err, want) {
		if c.CatalogueID != b.id {
			t.Fatalf("%s on %s takes %d instead of %d of %s", region, day, c.CatalogueID, b.id, s.says())
		}
		s.took(c, b)
	}
}

func (s *shelf) took(c model.Campaign, b *plainBook) {
	b.rounds++
	s.rounds[c.Code] = b
}

// drop removes a draft of a round, which lets its catalogue go.
func (s *shelf) drop(t *rapid.T) {
	if len(s.rounds) == 0 {
		return
	}
	codes := make([]string, 0, len(s.rounds))
	for code := range s.rounds {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	code := pick(t, "round", codes...)
	expect(t, s.w.Campaigns.Delete(s.w.ctx, operator, code, 1), "")
	s.rounds[code].rounds--
	delete(s.rounds, code)
}

// withBook answers a step that needs a book on the shelf.
func (s *shelf) withBook(step func(*rapid.T)) func(*rapid.T) {
	return func(t *rapid.T) {
		if len(s.books) > 0 {
			step(t)
		}
	}
}

func (s *shelf) says() string {
	var lines []string
	for _, b := range s.books {
		lines = append(lines, fmt.Sprintf("%+v", *b))
	}
	return strings.Join(lines, "\n")
}
