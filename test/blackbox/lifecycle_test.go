package blackbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// token makes a key on the command line, as an operator does.
func token(t *testing.T, address, role, region string) string {
	t.Helper()
	code, stdout, stderr := harness.Run(t, harness.Settings(address),
		"token", "create", "--role", role, "--region", region, "--name", role+" of "+region)
	if code != 0 || strings.Contains(stderr, strings.TrimSpace(stdout)) {
		t.Fatalf("token create ended with %d: %s%s", code, stdout, stderr)
	}
	return strings.TrimSpace(stdout)
}

// do carries out a verb at the version that stands.
func do(t *testing.T, c harness.Client, status int, path, verb string, body any) harness.Answer {
	t.Helper()
	return c.Do(status, http.MethodPost, path+verb, body, "If-Match", tag(t, c, path))
}

// A site and an account are suspended, resumed, closed and reopened, each with a reason, and nothing else.
func TestLife(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		database := harness.Open(t, address)
		for _, e := range oneOfEach(t, c)[:2] {
			t.Run(e.name, func(t *testing.T) {
				life := map[string][]string{
					"running": {"suspend", "close"}, "temporarily_offline": {"resume", "close"}, "closed": {"reopen"},
				}
				for _, step := range [][2]string{
					{"suspend", "temporarily_offline"},
					{"resume", "running"},
					{"close", "closed"},
					{"reopen", "running"},
				} {
					before := harness.Get[thing](c, e.path)
					if diff := cmp.Diff(append([]string{"update"}, life[before.State]...), before.AllowedActions); diff != "" {
						t.Errorf("%s allows:\n%s", before.State, diff)
					}
					for verb := range e.verbs {
						if !slices.Contains(life[before.State], verb[1:]) {
							do(t, c, http.StatusConflict, e.path, verb, object{"reason": "不行"})
						}
					}
					do(t, c, http.StatusUnprocessableEntity, e.path, "/"+step[0], object{"reason": " "})
					do(t, c, http.StatusOK, e.path, "/"+step[0], object{"reason": "因" + step[0], "on": "2022-10-08"})
					if got := harness.Get[thing](c, e.path); got.State != step[1] || got.Version != before.Version+1 {
						t.Errorf("after %s: %+v", step[0], got)
					}
					database.Want(map[string]int{
						"SELECT COUNT(*) FROM audit_entries WHERE reason = '因" + step[0] + "' AND operation = '" + e.name + "." + step[0] + "'": 1,
					})
				}
			})
		}
	})
}

// What something refers to cannot be deleted; an organization that runs something cannot be dissolved.
func TestReferencesHold(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		account, site, campaign, organization, region := five(oneOfEach(t, c))
		why := object{"reason": "撤销"}
		refused := func(path string) {
			c.Do(http.StatusConflict, http.MethodDelete, path, nil, "If-Match", tag(t, c, path))
		}
		refused(organization)
		refused(region)
		do(t, c, http.StatusConflict, organization, "/dissolve", why)
		do(t, c, http.StatusOK, campaign, "/open", nil)
		refused(campaign)
		refused(site)
		refused(account)
		do(t, c, http.StatusOK, site, "/close", why)
		do(t, c, http.StatusOK, account, "/close", why)
		do(t, c, http.StatusOK, organization, "/dissolve", why)
		do(t, c, http.StatusUnprocessableEntity, site, "/reopen", why)
		c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/accounts", object{
			"platform": "weibo", "name": "晚来", "organization_id": harness.Get[thing](c, organization).ID,
		})
		do(t, c, http.StatusOK, organization, "/reopen", why)
		do(t, c, http.StatusOK, site, "/reopen", why)
	})
}

func five(all []editable) (a, b, c, d, e string) {
	return all[0].path, all[1].path, all[2].path, all[3].path, all[4].path
}

// A campaign whose results a second person must confirm.
func TestReview(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		inspector, reviewer := c.As(token(t, address, "inspector", "4228")), c.As(token(t, address, "reviewer", "4228"))
		oneOfEach(t, c)
		campaign := create(t, c, "/campaigns", object{
			"title": "复核", "year": 2022, "round": 2, "region_code": "422829", "monitoring_date": "2022-06-30",
			"review_required": true, "rate_decimals": 2, "rate_rounding": "truncate",
		})
		do(t, c, http.StatusOK, campaign, "/open", nil)
		items := harness.Get[list[inspection]](c, "/inspections?campaign=422829-2022-2").Items
		first, second := fmt.Sprint("/inspections/", items[0].ID), fmt.Sprint("/inspections/", items[1].ID)
		clean, why := object{"findings": []object{}}, object{"reason": "证据不足"}
		put := func(c harness.Client, status int) {
			c.Do(status, http.MethodPut, first+"/submission", clean, "If-Match", tag(t, c, first))
		}

		do(t, reviewer, http.StatusConflict, first, "/confirm", nil)
		put(reviewer, http.StatusForbidden)
		put(inspector, http.StatusOK)
		do(t, inspector, http.StatusForbidden, first, "/confirm", nil)
		do(t, c, http.StatusOK, second, "/waive", object{"reason": "停用"})
		do(t, c, http.StatusConflict, campaign, "/close", nil)
		do(t, c, http.StatusForbidden, second, "/confirm", nil)
		do(t, reviewer, http.StatusOK, second, "/confirm", nil)
		do(t, reviewer, http.StatusOK, first, "/return", why)
		do(t, c, http.StatusConflict, campaign, "/close", nil)
		put(inspector, http.StatusOK)
		do(t, reviewer, http.StatusOK, first, "/confirm", nil)
		put(inspector, http.StatusConflict)
		do(t, c, http.StatusOK, campaign, "/close", nil)
		do(t, c, http.StatusOK, campaign, "/publish", nil)
		c.Do(http.StatusConflict, http.MethodPatch, campaign, object{"title": "改"}, "If-Match", tag(t, c, campaign))
		do(t, c, http.StatusUnprocessableEntity, campaign, "/reopen", object{"reason": ""})
		do(t, c, http.StatusOK, campaign, "/reopen", object{"reason": "更正"})

		confirmsNotOwn(t, c, first)
		checkWaived(t, c, campaign, items)
	})
}

// confirmsNotOwn has the administrator, who may do both, submit and then confirm.
func confirmsNotOwn(t *testing.T, c harness.Client, path string) {
	t.Helper()
	do(t, c, http.StatusOK, path, "/return", object{"reason": "更正"})
	c.Do(http.StatusOK, http.MethodPut, path+"/submission", object{"findings": []object{found("S1", 1)}}, "If-Match", tag(t, c, path))
	if may := harness.Get[finding](c, path).AllowedActions; slices.Contains(may, "confirm") || !slices.Contains(may, "return") {
		t.Errorf("the submitter may %v", may)
	}
	answer := do(t, c, http.StatusForbidden, path, "/confirm", nil)
	if code := harness.Decode[harness.Problem](t, answer).Code; code != "confirmed_by_submitter" {
		t.Errorf("the submitter confirms: %s", code)
	}
}

// checkWaived finds a waived target in no rate, and no rate where nothing was inspected.
func checkWaived(t *testing.T, c harness.Client, campaign string, items []inspection) {
	t.Helper()
	rate := map[string]string{"site": "0%", "account": "—"} // the site failed, the account was waived
	if items[0].Kind != "site" {
		t.Fatalf("the first target: %+v", items[0])
	}
	for kind, want := range rate {
		table := harness.Get[struct {
			Total struct {
				Targets  int      `json:"targets"`
				Waived   int      `json:"waived"`
				Rate     *float64 `json:"rate"`
				RateText string   `json:"rate_text"`
			} `json:"total"`
		}](c, campaign+"/pass-rates?kind="+kind)
		if table.Total.RateText != want || (table.Total.Rate == nil) != (want == "—") || table.Total.Targets != 1 {
			t.Errorf("the rate of the %s: %+v", kind, table.Total)
		}
	}
}
