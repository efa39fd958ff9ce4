package service_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

// whole asks for everything that a caller hears of.
var whole = model.ChangeRequest{Limit: 100}

// follow reads on until nothing follows, and answers what came and where it ended.
func follow(t testing.TB, s *service.Changes, a model.Actor, req model.ChangeRequest, after uint64) ([]model.Event, uint64) {
	t.Helper()
	var all []model.Event
	for {
		piece, err := s.Read(t.Context(), a, req, after)
		if err != nil {
			t.Fatal(err)
		}
		all, after = append(all, piece.Items...), piece.Next
		if piece.CaughtUp {
			return all, after
		}
	}
}

// replay is what a reader who has followed a feed takes for the things that there are: their versions.
func replay(into map[string]uint64, events []model.Event) {
	for _, e := range events {
		thing := fmt.Sprintf("%s %d", e.ThingKind, e.ThingID)
		if into[thing] = e.Version; strings.HasSuffix(e.Type, ".delete") || strings.HasSuffix(e.Type, ".leave") {
			delete(into, thing)
		}
	}
}

// standing are the sites that there are, with their versions.
func standing(t testing.TB, s *repository.Store, condition string) map[string]uint64 {
	t.Helper()
	out := map[string]uint64{}
	for _, line := range query(t, s, "SELECT id, version FROM sites WHERE "+condition) {
		var id, version uint64
		if _, err := fmt.Sscanf(line, "id=%d|version=%d", &id, &version); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		out[fmt.Sprintf("site %d", id)] = version
	}
	return out
}

// dawdle changes a site of its own a few times, each time staying a while between its last statement and the commit, and
// deletes it in the end or not.
func (w *world) dawdle(t *testing.T, o model.Organization, n, turns int) {
	site, err := w.Sites.Create(t.Context(), operator, model.SiteEdit{
		Code: fmt.Sprintf("42280110%02d", n), Name: fmt.Sprintf("网站%d", n), HomeURL: "http://www.es.gov.cn", OrganizationID: o.ID,
	})
	for turn := 0; turn < turns && err == nil; turn++ {
		_, err = repository.InTx(t.Context(), w.store, func(tx *repository.Store) (struct{}, error) {
			row, err := tx.Sites.Get(t.Context(), operator, site.ID)
			if err != nil {
				return struct{}{}, err
			}
			row.Version++
			if err := tx.Sites.Update(t.Context(), operator, row.Version-1, &row); err != nil {
				return struct{}{}, err
			}
			err = tx.Trail.Append(t.Context(), nil, []model.Event{{
				EventID: uuid.NewString(), Type: "site.update", ThingKind: "site", ThingID: row.ID, RegionCode: row.RegionCode,
				OrganizationID: row.OrganizationID, Version: row.Version, At: model.NewTime(w.now),
			}})
			time.Sleep(time.Duration(rand.IntN(4)) * time.Millisecond)
			return struct{}{}, err
		})
		site.Version++
	}
	if err == nil && n%4 == 0 {
		err = w.Sites.Delete(t.Context(), operator, site.ID, site.Version)
	}
	if err != nil {
		t.Error(err)
	}
}

// Writers who dawdle before they commit, two programs that number, and readers who page meanwhile: every reader ends with
// what the database has, and nobody reads a position twice.
func TestNobodyWhoFollowsTheFeedMissesAChange(t *testing.T) {
	const writers, readers, turns = 32, 4, 4
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		busy, done := context.WithCancel(t.Context())
		got := make([]map[string]uint64, readers)
		var calls, writing []func() error
		for n := range writers {
			writing = append(writing, func() error { w.dawdle(t, o, n, turns); return nil })
		}
		calls = append(calls, func() error {
			defer done()
			return errors.Join(together(writing...)...)
		})
		for _, program := range []*service.Services{w.Services, w.with(w.ring)} {
			calls = append(calls, func() error {
				for {
					last := busy.Err() != nil
					if _, err := program.Changes.Number(t.Context()); err != nil || last {
						return err
					}
				}
			})
		}
		for i := range readers {
			got[i] = map[string]uint64{}
			calls = append(calls, func() error {
				after, seen := uint64(0), uint64(0)
				for {
					last := busy.Err() != nil
					var events []model.Event
					events, after = follow(t, w.Changes, operator, model.ChangeRequest{Kinds: []string{"site"}, Limit: 3 + i}, after)
					for _, e := range events {
						if uint64(e.Position) <= seen {
							t.Errorf("reader %d: %d after %d", i, e.Position, seen)
						}
						seen = uint64(e.Position)
					}
					replay(got[i], events)
					if last && w.Changes.Behind() == 0 && count(t, w.store, "SELECT COUNT(*) FROM events WHERE position IS NULL") == 0 {
						events, _ = follow(t, w.Changes, operator, model.ChangeRequest{Kinds: []string{"site"}, Limit: 100}, after)
						replay(got[i], events)
						return nil
					}
				}
			})
		}
		if err := errors.Join(together(calls...)...); err != nil {
			t.Fatal(err)
		}
		want := standing(t, w.store, "1 = 1")
		for i := range got {
			if diff := cmp.Diff(want, got[i]); diff != "" {
				t.Errorf("reader %d (-database +replay):\n%s", i, diff)
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM events"); n != count(t, w.store, "SELECT MAX(position) FROM events") || len(want) != 24 {
			t.Errorf("%d events are not numbered without a gap, %d sites", n, len(want))
		}
	}, repository.WithPool(12))
}

// A change that is committed after one with a larger id comes later in the feed. The control is a reader who goes by ids: it
// never hears of it.
func TestLateCommitIsNotMissed(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(4)))
	must[int](t)(w.Changes.Number(w.ctx))
	byID, byFeed := lastID(t, w, "events"), uint64(count(t, w.store, "SELECT last_position FROM feeds"))
	var ids, positions []string
	read := func() {
		must[int](t)(w.Changes.Number(w.ctx))
		for _, line := range query(t, w.store, "SELECT type FROM events WHERE id > ? ORDER BY id", byID) {
			ids, byID = append(ids, line), lastID(t, w, "events")
		}
		var events []model.Event
		events, byFeed = follow(t, w.Changes, operator, whole, byFeed)
		for _, e := range events {
			positions = append(positions, "type="+e.Type)
		}
	}
	late := model.Event{EventID: uuid.NewString(), Type: "site.update", ThingKind: "site", At: model.NewTime(w.now)}
	finish := hold(t, w.store, func(ctx context.Context, tx *repository.Store) error {
		return tx.Trail.Append(ctx, nil, []model.Event{late})
	})
	w.organization(countyA)
	read()
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	read()
	if got := strings.Join(positions, " "); got != "type=organization.create type=site.update" {
		t.Errorf("the feed tells of %s", got)
	}
	if got := strings.Join(ids, " "); got != "type=organization.create" {
		t.Errorf("the control tells of %s: it should have missed the late one", got)
	}
}

// A program that was overtaken between reading and writing writes nothing. The control is the same without the look at the
// end of the feed: it moves the end back, and a position would be given out twice.
func TestNumberingThatWasOvertaken(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.organization(countyA)
		ends := must[model.Feed](t)(w.store.Feed.Ends(w.ctx))
		n := len(must[[]model.Event](t)(w.store.Feed.Unnumbered(w.ctx, 10)))
		w.organization(countyA)
		must[int](t)(w.Changes.Number(w.ctx))
		from := ends.LastPosition
		ends.LastPosition += uint64(n)
		moved := must[bool](t)(repository.InTx(w.ctx, w.store, func(tx *repository.Store) (bool, error) {
			return tx.Feed.Extend(w.ctx, from, ends)
		}))
		if moved {
			t.Error("the overtaken one moved the end back")
		}
		w.organization(countyA)
		must[int](t)(w.Changes.Number(w.ctx))
		execute(t, w.store, fmt.Sprint("UPDATE feeds SET last_position = ", ends.LastPosition))
		w.organization(countyA)
		if _, err := w.Changes.Number(w.ctx); err == nil {
			t.Error("the control gave out a position twice")
		}
	})
}

// Whoever stops anywhere and goes on from there reads the rest, whatever the size of the pieces.
func TestFeedGoesOnFromEveryCursor(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for i := range 40 {
		w.organization([]model.RegionCode{countyA, countyB}[i%2])
	}
	must[int](t)(w.Changes.Number(w.ctx))
	req := model.ChangeRequest{Kinds: []string{"organization"}, Region: model.Scope(countyA), Limit: 1000}
	all, end := follow(t, w.Changes, operator, req, 0)
	rapid.Check(t, func(rt *rapid.T) {
		after := rapid.Uint64Range(0, end).Draw(rt, "after")
		req.Limit = rapid.IntRange(1, 50).Draw(rt, "limit")
		rest, ended := follow(t, w.Changes, operator, req, after)
		want := slices.DeleteFunc(slices.Clone(all), func(e model.Event) bool { return uint64(e.Position) <= after })
		if diff := cmp.Diff(want, append([]model.Event{}, rest...)); diff != "" || ended != end {
			rt.Fatalf("ended at %d of %d:\n%s", ended, end, diff)
		}
	})
}

func TestCursors(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.organization(countyA)
		must[int](t)(w.Changes.Number(w.ctx))
		end := must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: model.CursorNow}))
		for text, want := range map[string]string{
			model.Cursor(end): "", model.Cursor(0): "", "": "", "now": "", model.Cursor(end + 1): "cursor_unknown", "1": "cursor_unknown",
			"0": "cursor_unknown", "ffffffffffffffff": "cursor_unknown", "-000000000000001": "cursor_unknown", "000000000000000G": "cursor_unknown",
			" " + model.Cursor(end): "cursor_unknown", "00000000000000001": "cursor_unknown",
		} {
			_, err := w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: text})
			if got := refusal(err); !strings.Contains(got, want) || (got == "") != (want == "") {
				t.Errorf("%q: %s, want %s", text, got, want)
			}
		}
	})
}

// What is old goes, what is read from before it is told of, and the rest is read as before.
func TestOldChangesGo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.organization(countyA)
		must[int](t)(w.Changes.Number(w.ctx))
		old := must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: model.CursorNow}))
		w.now = w.now.AddDate(0, 0, 30)
		w.organization(countyA)
		must[int](t)(w.Changes.Number(w.ctx))
		if n := must[int](t)(w.Changes.Purge(w.ctx, 30)); n != 0 {
			t.Errorf("%d went too early", n)
		}
		w.now = w.now.AddDate(0, 0, 1)
		if n := must[int](t)(w.Changes.Purge(w.ctx, 30)); n != int(old) {
			t.Errorf("%d went, %d were old", n, old)
		}
		if _, err := w.Changes.Read(w.ctx, operator, whole, old-1); !errors.Is(err, model.CursorExpired()) {
			t.Errorf("an expired cursor: %v", err)
		}
		begin := must[uint64](t)(w.Changes.Begin(w.ctx, operator, whole))
		if events, _ := follow(t, w.Changes, operator, whole, begin); begin != old || len(events) != 1 {
			t.Errorf("from %d there are %d changes", begin, len(events))
		}
	})
}
