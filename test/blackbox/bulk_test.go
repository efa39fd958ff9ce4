package blackbox

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type bulkResult struct {
	Items []struct {
		InspectionID *uint64          `json:"inspection_id"`
		Verdict      *string          `json:"verdict"`
		Revision     int              `json:"revision"`
		Problem      *harness.Problem `json:"problem"`
	} `json:"items"`
	Accepted int `json:"accepted"`
	Refused  int `json:"refused"`
}

// Many results at once: all or nothing, or row by row where the caller asks for it.
func TestBulk(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		upload(c, "kind=sites", seed(t, sitesFile))
		openRound(t, c)
		database := harness.Open(t, address)
		path := "/campaigns/" + round + "/submissions"
		good := func(code string) object {
			return object{"site_code": code, "findings": []object{{"description": "首页图片偏大"}}}
		}
		mixed := []object{
			good("4228000001"),
			{"site_code": "4228009999", "findings": []object{}},
			{"platform": "wechat", "account_name": "无", "findings": []object{}},
			{"site_code": "4228000005", "findings": []object{found("D99", 1), found("M1", 1)}},
			good("4228000001"),
			{"findings": []object{}},
			good("4228000006"),
		}
		want := []string{
			"items[1].site_code not_a_target", "items[2].account_name not_a_target",
			"items[3].findings[0].indicator unknown_indicator", "items[3].findings[1].indicator indicator_of_other_subject",
			"items[4].site_code target_twice", "items[5].site_code target_unclear",
		}
		before := database.Checksum()
		refusal := c.Do(http.StatusUnprocessableEntity, http.MethodPost, path, object{"items": mixed})
		if diff := cmp.Diff(want, faults(harness.Decode[harness.Problem](t, refusal), "")); diff != "" || database.Checksum() != before {
			t.Errorf("one bad item refuses all (-want +got):\n%s", diff)
		}
		answer := c.Do(http.StatusOK, http.MethodPost, path+"?on_error=continue", object{"items": mixed})
		checkPartly(t, harness.Decode[bulkResult](t, answer), want)
		database.Want(map[string]int{"SELECT COUNT(*) FROM submissions": 2, "SELECT COUNT(*) FROM findings": 2})

		before = database.Checksum()
		again := harness.Decode[bulkResult](t, c.Do(http.StatusOK, http.MethodPost, path, object{"items": []object{good("4228000001"), good("4228000006")}}))
		if again.Accepted != 2 || again.Items[0].Revision != 1 || database.Checksum() != before {
			t.Errorf("the same results again: %+v", again)
		}
		for _, n := range []int{0, 1001} {
			items := make([]object, n)
			for i := range items {
				items[i] = good("4228000001")
			}
			c.Do(http.StatusUnprocessableEntity, http.MethodPost, path, object{"items": items})
		}
		c.Do(http.StatusBadRequest, http.MethodPost, path+"?on_error=ignore", object{"items": mixed})
		if database.Checksum() != before {
			t.Error("a refused call changed something")
		}
	})
}

// faults are the fields and codes of a problem.
func faults(p harness.Problem, prefix string) (all []string) {
	for _, e := range p.Errors {
		all = append(all, prefix+e.Field+" "+e.Code)
	}
	return all
}

// checkPartly finds the first and the last item taken, and the faults of the others under them.
func checkPartly(t *testing.T, got bulkResult, want []string) {
	t.Helper()
	if got.Accepted != 2 || got.Refused != 5 || len(got.Items) != 7 {
		t.Fatalf("got %+v", got)
	}
	var all []string
	for i, item := range got.Items {
		taken := i == 0 || i == 6
		if taken != (item.Problem == nil) || taken != (item.InspectionID != nil) || taken != (item.Verdict != nil) {
			t.Errorf("item %d: %+v", i, item)
		}
		if item.Problem != nil {
			all = append(all, faults(*item.Problem, strings.Replace("items[n].", "n", string(rune('0'+i)), 1))...)
		}
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("the faults of the items (-want +got):\n%s", diff)
	}
}
