package repository_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// updates is every table whose rows are changed, with the method that does so over a version.
var updates = map[string]func(ctx context.Context, s *repository.Store, version uint64, row any) error{
	"regions": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Regions.Update(ctx, version, row.(*model.Region))
	},
	"organizations": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Organizations.Update(ctx, model.Scope("all"), version, row.(*model.Organization))
	},
	"sites": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Sites.Update(ctx, model.Scope("all"), version, row.(*model.Site))
	},
	"accounts": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Accounts.Update(ctx, model.Scope("all"), version, row.(*model.Account))
	},
	"campaigns": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Campaigns.Update(ctx, "all", version, row.(*model.Campaign))
	},
	"inspections": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Inspections.Update(ctx, model.Scope("all"), version, row.(*model.Inspection))
	},
	"rectifications": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Rectifications.Update(ctx, model.Scope("all"), version, row.(*model.Rectification))
	},
	"measures": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Measures.Update(ctx, model.Scope("all"), version, row.(*model.Measure))
	},
	"work_calendars": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Calendars.Update(ctx, version, row.(*model.CalendarYear))
	},
	"import_mappings": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.ImportMappings.Update(ctx, model.Scope("all"), version, row.(*model.ImportMapping))
	},
	"reports": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Reports.Update(ctx, "all", version, row.(*model.Report))
	},
	"reconciliations": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Reconciliations.Update(ctx, "all", version, row.(*model.Reconciliation))
	},
	"imports": func(ctx context.Context, s *repository.Store, version uint64, row any) error {
		return s.Imports.Update(ctx, version, row.(*model.Import))
	},
}

// An update writes every column of the row but the key and the time of creation, zero values too.
func TestUpdateWritesEveryColumn(t *testing.T) {
	of := widths(t)
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		withoutReferences(t, s)
		tried := 0
		for _, kind := range rowTypes {
			table := parse(t, kind).Table
			if updates[table] == nil {
				continue
			}
			tried++
			full := reflect.New(reflect.TypeOf(kind))
			fill(t, full.Elem(), edges["early"], of)
			zero := reflect.ValueOf(zeroRow(t, kind, of))
			for _, name := range []string{"ID", "CreatedAt", "Code", "FigureChanges"} { // what an update finds its row by, or keeps
				if f := full.Elem().FieldByName(name); f.IsValid() && (name != "Code" || table == "regions") {
					zero.Elem().FieldByName(name).Set(f)
				}
			}
			changes(t, s, table, zero, full)
			changes(t, s, table, full, zero)
		}
		if tried != len(updates) {
			t.Errorf("%d of %d updates were tried", tried, len(updates))
		}
	})
}

// changes stores one row, writes the other over it, and tries that again on the version which is gone.
func changes(t *testing.T, s *repository.Store, table string, from, to reflect.Value) {
	t.Helper()
	run(t, s, "DELETE FROM "+table)
	must(t, s.DB().Create(from.Interface()).Error)
	version := from.Elem().FieldByName("Version").Uint()
	if err := updates[table](t.Context(), s, version, to.Interface()); err != nil {
		t.Errorf("%s: %v", table, err)
		return
	}
	if err := updates[table](t.Context(), s, version, to.Interface()); !errors.Is(err, model.Stale()) {
		t.Errorf("%s: a change on a version that is gone gives %v", table, err)
	}
	got := reflect.New(to.Type().Elem())
	must(t, s.DB().Take(got.Interface()).Error)
	if diff := gocmp.Diff(to.Interface(), got.Interface(), sameRow, emptyIsNil("zero")); diff != "" {
		t.Errorf("%s (-written +read):\n%s", table, diff)
	}
}

// Rows of an import are written together, cut by the length of their cells; what a row is stays as it was taken in.
func TestUpdateRowsOfAnImport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		ctx := t.Context()
		at := model.NewTime(time.Date(2022, 9, 30, 2, 0, 0, 0, time.UTC))
		long := strings.Repeat("网", 32_000)
		rows := make([]model.ImportRow, 60) // some six megabytes: more than one piece
		for i := range rows {
			rows[i] = model.ImportRow{
				Number: i + 1, Line: i + 2, Outcome: model.OutcomeRejected, Problems: model.Problems{},
				Cells: model.Values{"name": long}, Version: 1, UpdatedAt: at,
			}
		}
		job := model.Import{
			Kind: model.ImportSites, State: model.ImportPreviewed, Scope: "all", Notices: model.Notices{}, Version: 1,
			CreatedAt: at, UpdatedAt: at,
		}
		if err := s.Imports.Create(ctx, &job, rows); err != nil {
			t.Fatal(err)
		}
		want, err := s.Imports.AllRows(ctx, job.ID)
		if err != nil || len(want) != len(rows) {
			t.Fatalf("%d rows, %v", len(want), err)
		}
		for i := range want[:50] {
			want[i].Outcome, want[i].Applied, want[i].ThingID = model.OutcomeCreate, true, model.OptionalID(i+1)
			want[i].Cells, want[i].Version = model.Values{"name": long + "站"}, 2
		}
		if err := s.Imports.UpdateRows(ctx, want[:50]); err != nil {
			t.Fatal(err)
		}
		got, err := s.Imports.AllRows(ctx, job.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Error("the rows differ from what was written")
		}
	})
}
