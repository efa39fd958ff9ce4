package service_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

func (s *shelf) end(b *plainBook, day model.Date) func() error {
	return func() error {
		return only(s.w.Catalogues.Withdraw(s.w.ctx, operator, b.id, b.version, model.Reason{Reason: "r", On: day}))
	}
}

func (s *shelf) delete(b *plainBook) func() error {
	return func() error { return s.w.Catalogues.Delete(s.w.ctx, operator, b.id, b.version) }
}

// twins lets two put versions of one issuer on the shelf at once that count on the same days: one gets in.
func (s *shelf) twins(t *rapid.T) {
	e, one := s.draft(t)
	other, two := s.draft(t)
	other.Issuer, other.RegionCode, other.EffectiveFrom, other.EffectiveTo = e.Issuer, e.RegionCode, e.EffectiveFrom, e.EffectiveTo
	two.issuer, two.region, two.preferred, two.from, two.to = one.issuer, one.region, other.Preferred || e.RegionCode == "", one.from, one.to
	if one.to != "" && one.to < one.from || s.stands(one)+s.stands(two) != "" {
		return
	}
	var full [2]service.CatalogueWithIndicators
	put := func(n int, e model.CatalogueEdit) func() error {
		return func() (err error) {
			full[n], err = s.w.Catalogues.Create(s.w.ctx, operator, e, false)
			return err
		}
	}
	errs := together(put(0, e), put(1, other))
	won := slices.Index(errs, nil)
	if won < 0 || refusal(errs[1-won]) != "catalogue_overlaps effective_from:catalogue_overlaps" {
		t.Fatalf("two versions at once: %v", errs)
	}
	s.told(t, errs[1-won], full[won].Document, full[won].ID)
	s.put(full[won], []*plainBook{one, two}[won])
	s.seen["twins"]++
}

// told holds a refusal to what it has to say of what stands in the way, so that it can be moved.
func (s *shelf) told(t *rapid.T, err error, args ...any) {
	var e *model.Error
	if !errors.As(err, &e) || len(e.Fields) != 1 || !cmp.Equal(e.Fields[0].Args, args) {
		t.Fatalf("%v does not say %v", err, args)
	}
}

// ends lets two withdraw a book at once, or one withdraw and one remove it: one does.
func (s *shelf) ends(t *rapid.T) {
	b := pick(t, "book", s.books...)
	one, two := pick(t, "day", shelfDays...), pick(t, "other day", shelfDays...)
	if b.rounds > 0 || b.ends(one)+b.ends(two) != "" {
		return
	}
	calls := []func() error{s.end(b, one), s.end(b, two)}
	removes := rapid.Bool().Draw(t, "one removes it")
	if removes {
		calls[1] = s.delete(b)
	}
	errs := together(calls...)
	won := slices.Index(errs, nil)
	if won < 0 || !late(errs[1-won]) {
		t.Fatalf("two at once: %v", errs)
	}
	s.seen[fmt.Sprint("ended at once ", removes, " ", won)]++
	if removes && won == 1 {
		s.gone(b)
		return
	}
	b.to, b.version = []model.Date{one, two}[won], b.version+1
}

// taking lets a round take a book that is removed meanwhile: it is there and in use, or gone and not.
func (s *shelf) taking(t *rapid.T) {
	b := pick(t, "book", s.books...)
	if b.rounds > 0 {
		return
	}
	e := s.w.campaignEdit(countyA)
	e.Catalogue = b.id
	var c model.Campaign
	errs := together(s.delete(b), func() (err error) {
		c, err = s.w.Campaigns.Create(s.w.ctx, operator, e)
		return err
	})
	switch {
	case errs[1] == nil && refusal(errs[0]) == "catalogue_in_use":
		s.took(c, b)
	case errs[0] == nil && slices.Contains([]string{"invalid_fields catalogue:unknown_reference", "reference_gone"}, refusal(errs[1])):
		s.gone(b)
	default:
		t.Fatalf("taken and removed at once: %v", errs)
	}
	s.seen["taken at once "+refusal(errs[1])]++
}

// following withdraws a book while the next version of it is put on the shelf: that gets in if it came second.
func (s *shelf) following(t *rapid.T) {
	b := pick(t, "book", s.books...)
	e, next := s.draft(t)
	day := pick(t, "day", shelfDays...)
	e.Issuer, e.RegionCode, e.EffectiveTo = b.issuer, b.region, ""
	next.issuer, next.region, next.preferred, next.to = b.issuer, b.region, e.Preferred || b.region == "", ""
	before := b.to
	if b.ends(day) != "" || day >= next.from || s.stands(next) == "already_exists document:taken" {
		return
	}
	b.to = day
	behind := s.stands(next) // where it comes second
	b.to = before
	ahead := s.stands(next)
	var full service.CatalogueWithIndicators
	errs := together(s.end(b, day), func() (err error) {
		full, err = s.w.Catalogues.Create(s.w.ctx, operator, e, false)
		return err
	})
	expect(t, errs[0], "")
	b.to, b.version = day, b.version+1
	if got := refusal(errs[1]); got != behind && got != ahead {
		t.Fatalf("the next version: %q, want %q or %q", got, behind, ahead)
	}
	s.seen[fmt.Sprint("followed at once ", behind != ahead)]++
	if errs[1] == nil {
		s.put(full, next)
	}
}

// check compares the shelf, the rules of each book, and what each round has.
func (s *shelf) check(t *rapid.T) {
	var want, got []string
	rules := 0
	for _, b := range s.books {
		want = append(want, fmt.Sprint(b.id, " v", b.version, " ", b.issuer, " ", b.document, " ", b.region, " ", b.preferred, " ", b.from, "–", b.to, " ", b.indicators))
		rules += b.indicators
	}
	fresh := s.w.with(s.w.ring) // which remembers nothing
	for _, row := range must[model.List[model.Catalogue]](s.w.t)(s.w.Catalogues.List(s.w.ctx, operator, everything)).Items {
		full := must[service.CatalogueWithIndicators](s.w.t)(fresh.Catalogues.Get(s.w.ctx, operator, row.ID))
		got = append(got, fmt.Sprint(row.ID, " v", row.Version, " ", row.Issuer, " ", row.Document, " ", row.RegionCode, " ", row.Preferred, " ", row.EffectiveFrom, "–", row.EffectiveTo, " ", len(full.Indicators)))
		if diff := cmp.Diff(full, s.w.full(row.ID)); diff != "" {
			t.Fatalf("(-stored +remembered)\n%s", diff)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-plain +kept)\n%s", diff)
	}
	if n := count(s.w.t, s.w.store, "SELECT COUNT(*) FROM indicators"); n != rules {
		t.Fatalf("%d indicators, recounted %d", n, rules)
	}
	taken := map[string]uint64{}
	for _, c := range must[model.List[model.Campaign]](s.w.t)(s.w.Campaigns.List(s.w.ctx, operator, model.CampaignFilter{}, everything)).Items {
		taken[c.Code] = c.CatalogueID
	}
	if len(taken) != len(s.rounds) {
		t.Fatalf("%d rounds instead of %d", len(taken), len(s.rounds))
	}
	for code, b := range s.rounds {
		if taken[code] != b.id {
			t.Fatalf("%s has catalogue %d instead of %d", code, taken[code], b.id)
		}
	}
}

// Whatever several people put on the shelf, withdraw, take and remove: on each day one version of an issuer counts, and every
// round keeps what it took.
func TestCataloguesKeepToThePlainShelf(t *testing.T) {
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		property(t, func(rt *rapid.T) {
			w.made = 0
			s := newShelf(w, seen)
			for range rapid.IntRange(15, 35).Draw(rt, "steps") {
				pick(rt, "step", s.create, s.create, s.create, s.create, s.withBook(s.withdraw), s.withBook(s.withdraw), s.withBook(s.remove),
					s.round, s.round, s.round, s.drop, s.twins, s.withBook(s.ends), s.withBook(s.taking), s.withBook(s.following))(rt)
				s.check(rt)
			}
		})
	}, repository.WithPool(8))
	// The control: all of this came to pass, so the rules above were asked. Which of two comes first is not for a test to say.
	for _, what := range []string{
		"create ", "create forbidden", "create invalid_fields region_code:unknown_reference", "create invalid_fields region_code:catalogue_national",
		"create already_exists document:taken", "create catalogue_overlaps effective_from:catalogue_overlaps",
		"withdraw ", "withdraw forbidden", "withdraw catalogue_of_other_area", "withdraw stale_version", "withdraw invalid_fields on:ends_already",
		"withdraw invalid_fields on:ends_before_start", "remove ", "remove catalogue_in_use", "remove catalogue_of_other_area", "round ",
		"round invalid_fields monitoring_date:no_catalogue_in_force", "twins", "followed at once true",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
	everSeen(t, seen, "ended at once", "taken at once")
}
