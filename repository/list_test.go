package repository_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// A search finds what holds each word, whatever characters the words are made of.
func TestSearchFindsWhatContainsTheWords(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune(`%_!\'"aAbＡ恩𠮷𡈽 -`)))
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := owner(t, s)
		var rows []*model.Site
		for i := range 80 {
			row := newSite(i, o)
			row.SearchText = model.Key(text.Example(i))
			rows = append(rows, row)
		}
		must(t, s.Sites.Create(t.Context(), rows...))
		rapid.Check(t, func(r *rapid.T) {
			query := text.Draw(r, "query")
			var want []string
			for _, row := range rows {
				if !slices.ContainsFunc(strings.Fields(query), func(word string) bool { return !strings.Contains(row.SearchText, model.Key(word)) }) {
					want = append(want, row.Code)
				}
			}
			got, err := s.Sites.List(t.Context(), model.Scope("4228"), model.SiteFilter{Query: query}, model.ListRequest{Page: 1, Size: 100})
			if err != nil {
				r.Fatal(err)
			}
			if diff := gocmp.Diff(want, codesOf(got.Items)); diff != "" {
				r.Errorf("(-want +got):\n%s", diff)
			}
		})
	})
}

func codesOf(rows []model.Site) []string {
	var codes []string
	for _, row := range rows {
		codes = append(codes, row.Code)
	}
	return codes
}

// sitesWithEqualNames stores n sites with few names, in the order of a shuffle.
func sitesWithEqualNames(t *testing.T, s *repository.Store, n int) []model.Site {
	t.Helper()
	o := owner(t, s)
	rows := make([]*model.Site, n)
	for i, place := range rand.New(rand.NewPCG(1, 2)).Perm(n) {
		rows[i] = newSite(place, o)
		rows[i].Name = string("巡查aA"[3*(place%2):][:3])
	}
	must(t, s.Sites.Create(t.Context(), rows...))
	out := make([]model.Site, n)
	for i, row := range rows {
		out[i] = *row
	}
	return out
}

func TestPagesNeverOverlap(t *testing.T) {
	byName := func(a, b model.Site) int { return cmp.Compare(a.Name, b.Name) }
	byCode := func(a, b model.Site) int { return cmp.Compare(a.Code, b.Code) }
	byID := func(a, b model.Site) int { return cmp.Compare(a.ID, b.ID) }
	orders := map[string]func(a, b model.Site) int{
		"":            byID,
		"name":        func(a, b model.Site) int { return cmp.Or(byName(a, b), byID(a, b)) },
		"-name":       func(a, b model.Site) int { return cmp.Or(byName(b, a), byID(a, b)) },
		"state,-name": func(a, b model.Site) int { return cmp.Or(byName(b, a), byID(a, b)) },
		"-name,-code": func(a, b model.Site) int { return cmp.Or(byName(b, a), byCode(b, a)) },
		"updated_at":  byID,
	}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		rows := sitesWithEqualNames(t, s, 43)
		for sort, order := range orders {
			want := codesOf(slices.SortedFunc(slices.Values(rows), order))
			for _, size := range []int{1, 7, 43, 100} {
				var got []string
				for page := 1; ; page++ {
					piece, err := s.Sites.List(t.Context(), model.Scope("all"), model.SiteFilter{}, model.ListRequest{Page: page, Size: size, Sort: sort})
					must(t, err)
					if piece.Total != int64(len(rows)) {
						t.Fatalf("the total is %d", piece.Total)
					}
					if len(piece.Items) == 0 {
						break
					}
					got = append(got, codesOf(piece.Items)...)
				}
				if diff := gocmp.Diff(want, got); diff != "" {
					t.Errorf("sort %q in pages of %d (-want +got):\n%s", sort, size, diff)
				}
			}
		}
	})
}

func TestWalkByKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		rows := sitesWithEqualNames(t, s, 42)
		want := codesOf(rows)
		for _, limit := range []int{1, 7, 10, 41, 42, 43} {
			var got []string
			after, pieces := uint64(0), 0
			for {
				piece, err := s.Sites.List(t.Context(), model.Scope("42"), model.SiteFilter{}, model.ListRequest{ByKey: true, After: after, Limit: limit})
				must(t, err)
				got = append(got, codesOf(piece.Items)...)
				pieces++
				if piece.Next == 0 {
					break
				}
				after = piece.Next
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("limit %d (-want +got):\n%s", limit, diff)
			}
			if least := (42 + limit - 1) / limit; pieces != least {
				t.Errorf("limit %d took %d pieces, want %d: the last one must say that it is the last", limit, pieces, least)
			}
		}
	})
}

func TestSortTakesKnownNamesOnly(t *testing.T) {
	by := repository.Sorts{"name": "name", "code": "code"}
	for sort, want := range map[string]string{
		"": "id", "name": "name, id", "-name": "name DESC, id", "code,-name": "code, name DESC, id",
	} {
		if got, err := repository.Order(by, sort); err != nil || got != want {
			t.Errorf("%q gives %q (%v), want %q", sort, got, err, want)
		}
	}
	for _, sort := range []string{"id", "version", "Name", " name", "name ", "--name", "name desc", "name,", ",", "-", "name;DROP TABLE sites", "(SELECT 1)", "1"} {
		_, err := repository.Order(by, sort)
		refused(t, err, "invalid_fields", "sort")
		var e *model.Error
		if errors.As(err, &e) && e.Kind != model.KindMalformed {
			t.Errorf("%q: the kind is %d", sort, e.Kind)
		}
	}
}

// Every name that a caller may sort by is a column.
func TestSortsAreColumns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		for name, by := range repository.AllSorts {
			for sort := range by {
				order, err := repository.Order(by, "-"+sort)
				must(t, err)
				var ids []uint64
				if err := s.DB().Table(name).Order(order).Pluck("id", &ids).Error; err != nil {
					t.Errorf("%s by %s: %v", name, sort, err)
				}
			}
		}
	})
}

// An export goes on while its reader is slow, so it holds no connection in between: the pool has one.
func TestExportComesInPieces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		for _, total := range []int{0, 1, 2 * repository.ExportChunk, 2*repository.ExportChunk + 1} {
			more := total - ask[int](t, s, "SELECT COUNT(*) FROM sites")
			var rows []*model.Site
			for n := range more {
				rows = append(rows, newSite(total-n, owner(t, s)))
			}
			must(t, s.Sites.Create(t.Context(), rows...))
			seen := map[uint64]bool{}
			last := uint64(0)
			must(t, s.Sites.Export(t.Context(), model.Scope("42"), model.SiteFilter{}, func(piece []model.Site) error {
				if len(piece) == 0 || len(piece) > repository.ExportChunk {
					t.Errorf("a piece of %d", len(piece))
				}
				for _, row := range piece {
					if row.ID <= last {
						t.Fatalf("%d comes after %d", row.ID, last)
					}
					last, seen[row.ID] = row.ID, true
				}
				_, err := s.Sites.Get(t.Context(), model.Scope("42"), last)
				return err
			}))
			if len(seen) != total {
				t.Errorf("%d of %d rows were exported", len(seen), total)
			}
		}
		boom := errors.New("boom")
		calls := 0
		err := s.Sites.Export(t.Context(), model.Scope("42"), model.SiteFilter{}, func([]model.Site) error { calls++; return boom })
		if !errors.Is(err, boom) || calls != 1 {
			t.Errorf("after %d pieces: %v", calls, err)
		}
	})
}

func TestLookUpOfManyKeys(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		var rows []*model.Site
		codes := []string{"absent"}
		for n := range 1203 {
			rows = append(rows, newSite(n, owner(t, s)))
			codes = append(codes, fmt.Sprintf("422800%04d", n))
		}
		must(t, s.Sites.Create(t.Context(), rows...))
		got, err := s.Sites.ByCodes(t.Context(), codes)
		must(t, err)
		for _, row := range rows {
			if got[row.Code].ID != row.ID || row.ID == 0 {
				t.Fatalf("%s has id %d, the insert said %d", row.Code, got[row.Code].ID, row.ID)
			}
		}
		if len(got) != len(rows) {
			t.Errorf("%d found, want %d", len(got), len(rows))
		}
		if none, err := s.Sites.ByCodes(t.Context(), nil); err != nil || len(none) != 0 {
			t.Errorf("no codes find %d (%v)", len(none), err)
		}
	})
}
