package repository_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestChangeOnAnOlderVersionIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := owner(t, s)
		site := addSite(t, s, 1, o)
		other := addSite(t, s, 2, o)
		stored := func() []model.Site {
			list, err := s.Sites.List(t.Context(), model.Scope("all"), model.SiteFilter{}, model.ListRequest{Page: 1, Size: 10})
			must(t, err)
			return list.Items
		}
		before := stored()
		changed := *site
		changed.Name, changed.Version = "changed", 2
		absent := changed
		absent.ID = 999
		for name, change := range map[string]func() error{
			"older version":        func() error { return s.Sites.Update(t.Context(), model.Scope("4228"), 0, &changed) },
			"newer version":        func() error { return s.Sites.Update(t.Context(), model.Scope("4228"), 2, &changed) },
			"outside the scope":    func() error { return s.Sites.Update(t.Context(), model.Scope("422802"), 1, &changed) },
			"no scope":             func() error { return s.Sites.Update(t.Context(), model.Scope(""), 1, &changed) },
			"absent row":           func() error { return s.Sites.Update(t.Context(), model.Scope("4228"), 1, &absent) },
			"delete older region":  func() error { return s.Regions.Delete(t.Context(), "422828", 0) },
			"delete absent region": func() error { return s.Regions.Delete(t.Context(), "990000", 1) },
			"delete older version": func() error { return s.Sites.Delete(t.Context(), model.Scope("4228"), site.ID, 0) },
			"delete elsewhere":     func() error { return s.Sites.Delete(t.Context(), model.Scope("422802"), site.ID, 1) },
			"delete absent row":    func() error { return s.Sites.Delete(t.Context(), model.Scope("4228"), 999, 1) },
		} {
			if err := change(); !errors.Is(err, model.Stale()) {
				t.Errorf("%s: got %v", name, err)
			}
			if diff := gocmp.Diff(before, stored(), sameRow); diff != "" {
				t.Fatalf("%s changed something (-before +after):\n%s", name, diff)
			}
		}
		must(t, s.Sites.Update(t.Context(), model.Scope("4228"), 1, &changed))
		before[0] = changed
		if diff := gocmp.Diff(before, stored(), sameRow); diff != "" {
			t.Errorf("(-want +stored):\n%s", diff)
		}
		must(t, s.Sites.Delete(t.Context(), model.Scope("422801"), site.ID, 2))
		if got := stored(); len(got) != 1 || got[0].ID != other.ID {
			t.Errorf("after the deletion there are %d", len(got))
		}
	})
}

// Somebody moved the site between the look at it and the change, without raising the version: the scope alone stops it.
func TestRowMovedElsewhereIsNotTouched(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		here, there := addOrganization(t, s, "here", "422801"), addOrganization(t, s, "there", "422802")
		site := addSite(t, s, 1, here)
		seen, err := s.Sites.Get(t.Context(), model.Scope("422801"), site.ID)
		must(t, err)
		run(t, s, "UPDATE sites SET organization_id = ?, region_code = '422802' WHERE id = ?", there.ID, site.ID)
		seen.Name, seen.Version = "changed", 2
		if err := s.Sites.Update(t.Context(), model.Scope("422801"), 1, &seen); !errors.Is(err, model.Stale()) {
			t.Errorf("got %v", err)
		}
		if got := ask[string](t, s, "SELECT name FROM sites WHERE region_code = '422802' AND version = 1"); got != site.Name {
			t.Errorf("the name became %q", got)
		}
	})
}

// Whatever a service overlooks, the statement itself holds the staff of a unit to their organization.
func TestStaffTouchOnlyTheirOrganization(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		mine, theirs := addOrganization(t, s, "mine", "422801"), addOrganization(t, s, "theirs", "422801")
		staff := model.Actor{Role: model.RoleUnitStaff, Scope: "422801", OrganizationID: mine.ID}
		own, site := addSite(t, s, 1, mine), addSite(t, s, 2, theirs)
		for name, change := range map[string]func() error{
			"update":           func() error { return s.Sites.Update(t.Context(), staff, 1, site) },
			"delete":           func() error { return s.Sites.Delete(t.Context(), staff, site.ID, 1) },
			"the organization": func() error { return s.Organizations.Update(t.Context(), staff, 1, theirs) },
			"what has none":    func() error { return s.Drafts.Update(t.Context(), staff, 1, &model.Draft{ID: 1}) },
		} {
			if err := change(); !errors.Is(err, model.Stale()) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		must(t, s.Sites.Update(t.Context(), staff, 1, own))
		must(t, s.Organizations.Update(t.Context(), staff, 1, mine))
	})
}

// MySQL by itself counts the rows that a statement changed, not those that it found.
func TestUpdateThatChangesNothingIsNotStale(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := addOrganization(t, s, "one", "422801")
		must(t, s.Organizations.Update(t.Context(), model.Scope("422801"), 1, o))
	})
}

// race lets 16 change the same version of a site at once, and counts who was told that it won and who that it was stale.
func race(t *testing.T, s *repository.Store, change func(tx *repository.Store, row *model.Site) error) (won, stale int64) {
	t.Helper()
	site := addSite(t, s, 1, owner(t, s))
	var started, ended sync.WaitGroup
	var winners, losers atomic.Int64
	started.Add(16)
	for i := range 16 {
		ended.Go(func() {
			started.Done()
			started.Wait()
			row := *site
			row.Name, row.Version = fmt.Sprint("by ", i), 2
			err := inTx(t.Context(), s, func(tx *repository.Store) error { return change(tx, &row) })
			switch {
			case err == nil:
				winners.Add(1)
			case errors.Is(err, model.Stale()):
				losers.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	ended.Wait()
	return winners.Load(), losers.Load()
}

func TestOneOfManyChangesWins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		won, stale := race(t, s, func(tx *repository.Store, row *model.Site) error {
			return tx.Sites.Update(t.Context(), model.Scope("4228"), 1, row)
		})
		if won != 1 || stale != 15 {
			t.Errorf("%d won and %d were stale", won, stale)
		}
	}, repository.WithPool(16))
}

// The control: without the version in the statement everybody wins, and 15 changes are lost.
func TestEverybodyWinsWithoutTheVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		won, _ := race(t, s, func(tx *repository.Store, row *model.Site) error {
			return tx.DB().WithContext(t.Context()).Exec("UPDATE sites SET name = ?, version = 2 WHERE id = ?", row.Name, row.ID).Error
		})
		if won != 16 {
			t.Errorf("only %d won", won)
		}
	}, repository.WithPool(16))
}

// What the unique keys take for the same is the same on both databases, whatever their collations think.
func TestSameNamesAreTheSameEverywhere(t *testing.T) {
	long := strings.Repeat("𠮷", model.MaxName-1)
	cases := []struct {
		what, first, second string
		nameTaken, idTaken  bool
	}{
		{"equal", "巡查", "巡查", true, true},
		{"characters beyond the first plane", "𠮷", "𡈽", false, false},
		{"long names with different ends", long + "𠮷", long + "𡈽", false, false},
		{"case", "abc", "ABC", true, false},
		{"full width", "ＡＢＣ", "ABC", true, false},
		{"accent", "é", "e", false, false},
		{"composed and not", "\u00e9", "e\u0301", true, true},
		{"space at the end", "巡查", "巡查 ", true, true},
		{"ideographic space at the end", "巡查", "巡查\u3000", true, true},
		{"space within", "巡 查", "巡查", true, false},
		{"sharp s", "ß", "ss", false, false},
		{"simplified and traditional", "网站", "網站", false, false},
		{"kana", "は", "ば", false, false},
		{"percent", "a%", "a_", false, false},
	}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		for _, c := range cases {
			run(t, s, "DELETE FROM accounts")
			o := owner(t, s)
			create := func(name, id string) error {
				e, err := (model.AccountEdit{Platform: model.PlatformWechat, Name: name, PlatformAccountID: id, OrganizationID: o.ID}).Normalize()
				must(t, err)
				row := model.NewAccount(e, o.RegionCode, noon)
				return s.Accounts.Create(t.Context(), &row)
			}
			must(t, create(c.first, "first id"))
			if got := errors.Is(create(c.second, "second id"), repository.ErrTaken); got != c.nameTaken {
				t.Errorf("%s: as names %q and %q are the same: %t", c.what, c.first, c.second, got)
			}
			if len(c.first) > 128 { // longer than an id may be
				continue
			}
			must(t, create("third", c.first))
			if got := errors.Is(create("fourth", c.second), repository.ErrTaken); got != c.idTaken {
				t.Errorf("%s: as ids %q and %q are the same: %t", c.what, c.first, c.second, got)
			}
		}
	})
}

// A closed account gives its name free, as often as there are closed ones; unknown ids are never the same.
func TestEndedNamesAreFree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := owner(t, s)
		for range 3 {
			row := newAccount(o, "one", "id")
			must(t, s.Accounts.Create(t.Context(), row))
			refused(t, s.Accounts.Create(t.Context(), newAccount(o, "one", "")), "already_exists", "name")
			must(t, row.Move(model.VerbClose, "2022-09-30", "closed"))
			must(t, s.Accounts.Update(t.Context(), model.Scope("422801"), 1, row))
		}
		for _, name := range []string{"two", "three"} {
			must(t, s.Accounts.Create(t.Context(), newAccount(o, name, "")))
		}
	})
}

// Text sorts by code point on both databases, so a page holds the same rows.
func TestTextSortsByCodePoint(t *testing.T) {
	names := []string{"B", "a", "b", "Ａ", "é", "z", "巡查", "網站", "𠮷", "𡈽", "~", "1", "10", "2", "_"}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		for i, name := range names {
			site := newSite(i, owner(t, s))
			site.Name = name
			must(t, s.Sites.Create(t.Context(), site))
		}
		list, err := s.Sites.List(t.Context(), model.Scope("all"), model.SiteFilter{}, model.ListRequest{Page: 1, Size: 100, Sort: "name"})
		must(t, err)
		var got []string
		for _, site := range list.Items {
			got = append(got, site.Name)
		}
		if diff := gocmp.Diff(slices.Sorted(slices.Values(names)), got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}
