package repository_test

import (
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

const allTallies = "SELECT campaign_id, kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at FROM campaign_tallies " +
	"ORDER BY campaign_id, kind, region_code, platform, is_portal"

// drawn stores a campaign with targets of two counties, of which the first two have results.
func drawn(t *testing.T, s *repository.Store) []model.Inspection {
	t.Helper()
	c := newCampaign(t, s, "422800")
	must(t, s.Campaigns.Create(t.Context(), c))
	var rows []model.Inspection
	for n, status := range []model.InspectionStatus{
		model.InspectionSubmitted, model.InspectionConfirmed, model.InspectionPending, model.InspectionReturned, model.InspectionWaived, model.InspectionWaiving,
	} {
		row := model.NewInspection(*c, model.SubjectSite, model.Target{
			RegionCode: model.RegionCode([]string{"422801", "422802"}[n%2]), TargetKey: string(rune('a' + n)), TargetIsPortal: n > 3,
		}, noon)
		if row.Status = status; n < 2 {
			row.Verdict, row.Revision = model.Verdicts[n], 1
		}
		rows = append(rows, row)
	}
	must(t, s.Inspections.Draw(t.Context(), rows))
	return rows
}

// What there was before there were tallies is counted by the migration as the program counts it. It may run twice.
func TestTheInspectionsOfBeforeAreTallied(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		drawn(t, s)
		want := query(t, s, allTallies)
		run(t, s, "DELETE FROM campaign_tallies")
		dialect := "mysql"
		if s.OnSQLite() {
			dialect = "sqlite"
		}
		steps, err := repository.Migrations(dialect)
		must(t, err)
		for range 2 {
			for _, step := range steps {
				if strings.Contains(step.Name, "_tallies_of_before") {
					run(t, s, strings.TrimSuffix(strings.TrimSpace(step.Text), ";"))
				}
			}
		}
		if diff := gocmp.Diff(want, query(t, s, allTallies)); diff != "" || len(want) != 4 {
			t.Errorf("%v (-program +migration)\n%s", want, diff)
		}
	})
}

// A transaction that is undone, whole or in part, leaves the tallies as they were; one that changes nothing writes nothing.
func TestTalliesAreUndoneWithWhatTheyCount(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		rows := drawn(t, s)
		before := query(t, s, allTallies)
		pass := func(tx *repository.Store, row model.Inspection) error {
			row, err := tx.Inspections.Lock(t.Context(), model.ScopeAll, row.ID)
			must(t, err)
			row.Status, row.Verdict, row.Version = model.InspectionSubmitted, model.VerdictPass, row.Version+1
			return tx.Inspections.Update(t.Context(), model.ScopeAll, row.Version-1, &row)
		}
		failed := inTx(t.Context(), s, func(tx *repository.Store) error {
			must(t, pass(tx, rows[2]))
			return model.Stale()
		})
		if failed == nil {
			t.Fatal("it went well")
		}
		must(t, inTx(t.Context(), s, func(tx *repository.Store) error {
			row, err := tx.Inspections.Lock(t.Context(), model.ScopeAll, rows[2].ID)
			must(t, err)
			row.ReturnReason, row.Version = "r", row.Version+1
			return tx.Inspections.Update(t.Context(), model.ScopeAll, row.Version-1, &row)
		}))
		if diff := gocmp.Diff(before, query(t, s, allTallies)); diff != "" {
			t.Errorf("undone or nothing: %s", diff)
		}
		must(t, inTx(t.Context(), s, func(tx *repository.Store) error { return pass(tx, rows[2]) }))
		if gocmp.Equal(before, query(t, s, allTallies)) {
			t.Error("the control changed nothing")
		}
	})
}
