package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

// openTargets opens a campaign of n sites over HTTP.
func openTargets(t *testing.T, f *fixture, n int) {
	t.Helper()
	if err := f.services.Catalogues.LoadNational(t.Context(), service.Operator("test")); err != nil {
		t.Fatal(err)
	}
	fill(t, f, n)
	for _, call := range [][3]string{
		{"/api/v1/campaigns", `{"title":"抽查","year":2022,"round":3,"region_code":"422800","monitoring_date":"2022-09-30"}`, ""},
		{"/api/v1/campaigns/422800-2022-3/open", "", `"1"`},
	} {
		if answer := f.do(http.MethodPost, call[0], call[1], "If-Match", call[2]); answer.Code > http.StatusCreated {
			t.Fatalf("%s: %d %s", call[0], answer.Code, answer.Body)
		}
	}
}

// Results of one inspection on one version, all at once: one is taken, the others are told that they are late, and there
// is one revision, one entry of the trail and one event more.
func TestSubmissionsTogether(t *testing.T) {
	for _, callers := range []int{2, 16} {
		t.Run(fmt.Sprint(callers), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, s *repository.Store) {
				f := newFixture(t, s)
				openTargets(t, f, 1)
				for version := 1; version <= 20; version++ {
					answers := together(callers, func(i int) *httptest.ResponseRecorder {
						return f.do(http.MethodPut, "/api/v1/inspections/1/submission", fmt.Sprintf(`{"findings":[],"note":"%d"}`, i), "If-Match", fmt.Sprintf(`"%d"`, version))
					})
					taken := 0
					for _, answer := range answers {
						if answer.Code == http.StatusOK {
							taken++
						} else if got := told(t, answer); got != "Precondition Failed stale_version" {
							t.Errorf("version %d: %s", version, got)
						}
					}
					for what, query := range map[string]string{
						"revisions": "SELECT COUNT(*) FROM submissions", "newest revision": "SELECT revision FROM inspections",
						"entries": "SELECT COUNT(*) FROM audit_entries WHERE operation = 'inspection.submit'",
						"events":  "SELECT COUNT(*) FROM events WHERE type = 'inspection.submit'",
					} {
						if n := number(t, s, query); n != version || taken != 1 {
							t.Fatalf("after %d rounds: %d %s, %d taken", version, n, what, taken)
						}
					}
				}
			}, repository.WithPool(8))
		})
	}
}

// The control: without the version in the statement, who read the row before somebody else wrote it writes over that.
func TestSubmissionsTogetherWithoutTheGuard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		openTargets(t, f, 1)
		read, err := s.Inspections.Get(t.Context(), model.ScopeAll, 1) // by both, before either writes
		if err != nil {
			t.Fatal(err)
		}
		taken := 0
		for range 2 {
			row := read
			row.Revision, row.Status, row.Version = read.Revision+1, model.InspectionSubmitted, read.Version+1
			res, err := s.Pool().ExecContext(t.Context(), "UPDATE inspections SET revision = ?, status = ?, version = ? WHERE id = ?",
				row.Revision, string(row.Status), row.Version, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			if n, err := res.RowsAffected(); err == nil && n == 1 {
				taken++
			}
		}
		if n := number(t, s, "SELECT revision FROM inspections"); taken != 2 || n != 1 {
			t.Errorf("%d writers were let in, and the newest revision is %d: the test above could not see a lost one", taken, n)
		}
	}, repository.WithPool(8))
}
