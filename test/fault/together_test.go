package fault

import (
	"fmt"
	"maps"
	"net/http"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	callers = 50
	patient = 10 // callers who come back with a fresh version when they were late
)

// once is what becomes of equal changes on one version: one is made, the others are stale.
var once = map[int]int{http.StatusOK: 1, http.StatusPreconditionFailed: callers - 1}

type importJob struct {
	ID     uint64         `json:"id"`
	Counts map[string]int `json:"counts"`
}

// Equal requests at the same moment leave exactly one effect.
func TestTogether(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		database := harness.Open(t, address)
		importTogether(t, c, database)
		patchTogether(t, c, database)
		campaign := create(c, "/campaigns", object{
			"title": "抽查", "year": 2022, "round": 3, "region_code": "422800", "monitoring_date": "2022-09-30",
		})
		expect(t, "open", once, func() map[int]int { return verbTogether(t, c, campaign, "/open") })
		database.Want(map[string]int{
			"SELECT COUNT(*) FROM inspections": 42, "SELECT COUNT(*) FROM campaign_regions": 9,
			"SELECT COUNT(*) FROM audit_entries WHERE operation = 'campaign.open'": 1,
			"SELECT COUNT(*) FROM events WHERE type = 'campaign.open'":             1,
		})
		submitTogether(t, c, database, campaign)
		expect(t, "close", once, func() map[int]int { return verbTogether(t, c, campaign, "/close") })
		database.Want(map[string]int{
			"SELECT version FROM campaigns":                                         3,
			"SELECT COUNT(*) FROM audit_entries WHERE operation = 'campaign.close'": 1,
		})
		deleteTogether(t, c, database)
		if orphans := database.Orphans(); len(orphans) > 0 {
			t.Errorf("left over: %v", orphans)
		}
	})
}

func expect(t *testing.T, what string, want map[int]int, send func() map[int]int) {
	t.Helper()
	if got := send(); !maps.Equal(got, want) {
		t.Errorf("%s: answers by status %v instead of %v", what, got, want)
	}
}

func verbTogether(t *testing.T, c harness.Client, path, verb string) map[int]int {
	t.Helper()
	version := tag(c, path)
	statuses, _ := together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodPost, path+verb, nil, "If-Match", version)
	})
	return statuses
}

// importTogether imports one file many times: it is taken in once, and all are answered by that.
func importTogether(t *testing.T, c harness.Client, database harness.Database) {
	t.Helper()
	file := seedFile(t, "sites-2022q3.csv")
	statuses, answers := together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodPost, "/imports?kind=sites", file, "Content-Type", "text/csv")
	})
	if !maps.Equal(statuses, map[int]int{http.StatusCreated: 1, http.StatusOK: callers - 1}) {
		t.Fatalf("imports: answers by status %v", statuses)
	}
	var id uint64
	outcomes := map[string]int{}
	for _, answer := range answers {
		job := harness.Decode[importJob](t, answer)
		outcomes[fmt.Sprint(job.ID, " ", job.Counts["create"])]++
		id = job.ID
	}
	if !maps.Equal(outcomes, map[string]int{fmt.Sprint(id, " 42"): callers}) {
		t.Errorf("imports with what they have created: %v", outcomes)
	}
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM sites": 42, "SELECT COUNT(*) FROM organizations": 42, "SELECT COUNT(*) FROM imports": 1,
		"SELECT COUNT(*) FROM import_rows":                                           44,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.create'":         42,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'organization.create'": 42,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.create'":       1,
		"SELECT COUNT(*) FROM events WHERE thing_kind IN ('site', 'organization')":   84,
	})
	path := fmt.Sprint("/imports/", id)
	statuses, _ = together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodPatch, path+"/rows/36", object{"accept_suggestions": true}, "If-Match", `"1"`)
	})
	if !maps.Equal(statuses, once) {
		t.Errorf("corrections: answers by status %v", statuses)
	}
	expect(t, "apply", once, func() map[int]int { return verbTogether(t, c, path, "/apply") })
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM sites": 43, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.apply'": 1,
	})
	forget := harness.Get[struct {
		Items []struct {
			ID uint64 `json:"id"`
		} `json:"items"`
	}](c, "/sites?q=4228000051").Items[0].ID
	c.Do(http.StatusNoContent, http.MethodDelete, fmt.Sprint("/sites/", forget), nil, "If-Match", `"1"`)
}

// patchTogether changes one version many times. The control reads the version anew whenever it was late: then every
// change is made, which shows that the counts can see more than one.
func patchTogether(t *testing.T, c harness.Client, database harness.Database) {
	t.Helper()
	const path = "/sites/1"
	change := func(i int) object { return object{"icp_number": fmt.Sprint("鄂ICP备", i)} }
	statuses, _ := together(t, callers, func(i int) (harness.Answer, error) {
		return c.Send(http.MethodPatch, path, change(i), "If-Match", `"1"`)
	})
	if !maps.Equal(statuses, once) {
		t.Errorf("changes: answers by status %v", statuses)
	}
	database.Want(map[string]int{
		"SELECT version FROM sites WHERE id = 1":                                              2,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.update' AND thing_id = 1": 1,
		"SELECT COUNT(*) FROM events WHERE type = 'site.update' AND thing_id = 1":             1,
	})
	statuses, _ = together(t, patient, func(i int) (harness.Answer, error) {
		for {
			read, err := c.Send(http.MethodGet, path, nil)
			if err != nil {
				return read, err
			}
			answer, err := c.Send(http.MethodPatch, path, change(callers+i), "If-Match", read.Tag())
			if err != nil || answer.Status != http.StatusPreconditionFailed {
				return answer, err
			}
		}
	})
	if !maps.Equal(statuses, map[int]int{http.StatusOK: patient}) {
		t.Errorf("changes on fresh versions: answers by status %v", statuses)
	}
	database.Want(map[string]int{
		"SELECT version FROM sites WHERE id = 1":                                              2 + patient,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.update' AND thing_id = 1": 1 + patient,
	})
}

// submitTogether submits one result, and then all of them in bulk, many times.
func submitTogether(t *testing.T, c harness.Client, database harness.Database, campaign string) {
	t.Helper()
	const path = "/inspections/1"
	findings := []object{{"indicator": "D01", "description": "概况过期"}}
	statuses, _ := together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodPut, path+"/submission", object{"findings": findings}, "If-Match", `"1"`)
	})
	if !maps.Equal(statuses, once) {
		t.Errorf("results: answers by status %v", statuses)
	}
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM submissions": 1, "SELECT COUNT(*) FROM findings": 1,
		"SELECT version FROM inspections WHERE id = 1": 2, "SELECT revision FROM inspections WHERE id = 1": 1,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'inspection.submit'": 1,
	})
	var items []object
	for _, code := range database.Texts("SELECT target_code FROM inspections") {
		items = append(items, object{"site_code": code, "findings": findings})
	}
	statuses, _ = together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodPost, campaign+"/submissions", object{"items": items})
	})
	if !maps.Equal(statuses, map[int]int{http.StatusOK: callers}) {
		t.Errorf("bulk results: answers by status %v", statuses)
	}
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM submissions": 42, "SELECT COUNT(*) FROM findings": 42,
		"SELECT COUNT(*) FROM inspections WHERE revision = 1 AND version = 2":      42,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'inspection.submit'": 42,
	})
}

// deleteTogether deletes one thing many times.
func deleteTogether(t *testing.T, c harness.Client, database harness.Database) {
	t.Helper()
	path := create(c, "/organizations", object{"name": "短命", "region_code": "422801"})
	statuses, _ := together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodDelete, path, nil, "If-Match", `"1"`)
	})
	late := statuses[http.StatusNotFound] + statuses[http.StatusPreconditionFailed]
	if statuses[http.StatusNoContent] != 1 || late != callers-1 {
		t.Errorf("deletions: answers by status %v", statuses)
	}
	database.Want(map[string]int{"SELECT COUNT(*) FROM audit_entries WHERE operation = 'organization.delete'": 1})
	statuses, _ = together(t, callers, func(int) (harness.Answer, error) {
		return c.Send(http.MethodPost, "/organizations", object{"name": "同名", "region_code": "422801"})
	})
	if !maps.Equal(statuses, map[int]int{http.StatusCreated: 1, http.StatusConflict: callers - 1}) {
		t.Errorf("things of one name: answers by status %v", statuses)
	}
}
