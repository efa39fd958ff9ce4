package service_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// Whatever the program writes comes back from the other kind of database as it was, to the last value, and so do the next ids.
func TestACopyIsTheSame(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for _, op := range operations() {
		if op.changes == "" || op.foreign == "" {
			continue
		}
		attempt := op.ready(w)
		_ = attempt(op.holder()) // some are refused in a world in which others were done
	}
	execute(t, w.store, "DELETE FROM contacts WHERE id = (SELECT MAX(id) FROM contacts)")
	copyTo := func(from, to *repository.Store, name string) map[string]repository.CopiedTable {
		copied := map[string]repository.CopiedTable{}
		if err := from.CopyTo(t.Context(), to, name, model.NewTime(w.now), func(c repository.CopiedTable) { copied[c.Name] = c }); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return copied
	}
	maria, back := dbtest.OnMariaDB(t, repository.WithPool(4)), dbtest.SQLite(t, repository.WithPool(4))
	there := copyTo(w.store, maria, "the first")
	if diff := cmp.Diff(there, copyTo(maria, back, "the second")); diff != "" {
		t.Errorf("the sums differ:\n%s", diff)
	}
	if diff := cmp.Diff(dump(t, w.store), dump(t, back)); diff != "" {
		t.Errorf("what came back differs:\n%s", diff)
	}
	const next = "SELECT name, seq FROM sqlite_sequence WHERE name <> 'schema_versions' AND name <> 'copies' AND seq > 0 ORDER BY name"
	if diff := cmp.Diff(query(t, w.store, next), query(t, back, next)); diff != "" {
		t.Errorf("the next ids differ:\n%s", diff)
	}
	var empty []string
	for name, copied := range there {
		if copied.Rows == 0 {
			empty = append(empty, name)
		}
	}
	slices.Sort(empty)
	if len(there) < len(tables) || len(empty) > 8 {
		t.Errorf("%d tables, without rows: %v", len(there), empty)
	}
}

// Who changes something while it is copied is found out, whichever table it was in.
func TestACopyOfWhatMoves(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t, repository.WithPool(4)))
	w.organization(countyA)
	to := dbtest.SQLite(t, repository.WithPool(4))
	err := w.store.CopyTo(t.Context(), to, "the source", model.NewTime(w.now), func(c repository.CopiedTable) {
		if c.Name == "organizations" {
			w.organization(countyA)
		}
	})
	if err == nil || !strings.Contains(err.Error(), "has changed while it was copied") {
		t.Errorf("%v", err)
	}
	if err := to.CheckWhole(t.Context()); err == nil {
		t.Error("and yet it is a whole copy")
	}
}
