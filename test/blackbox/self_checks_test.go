package blackbox

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type selfCheck struct {
	ID       uint64 `json:"id"`
	Campaign string `json:"campaign"`
	Target   struct {
		Code string `json:"code"`
		Name string `json:"name"`
	} `json:"target"`
	State          string   `json:"state"`
	Verdict        string   `json:"verdict"`
	FinalScore     *float64 `json:"final_score"`
	CheckedOn      string   `json:"checked_on"`
	FinishedAt     *string  `json:"finished_at"`
	Explanation    []object `json:"explanation"`
	Findings       []object `json:"findings"`
	AllowedActions []string `json:"allowed_actions"`
}

type comparison struct {
	SelfCheck selfCheck `json:"self_check"`
	Official  *struct {
		Verdict *string `json:"verdict"`
	} `json:"official"`
	Agreement  string `json:"agreement"`
	Indicators []struct {
		Indicator string `json:"indicator"`
		FoundBy   string `json:"found_by"`
		Self      int    `json:"self"`
		Official  int    `json:"official"`
	} `json:"indicators"`
}

// A county checks a portal of its own before the round, shows it, and compares it with what the inspectors find.
func TestSelfCheckOfACounty(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		county := c.As(token(t, address, "county_admin", "422801"))
		neighbour := c.As(token(t, address, "county_admin", "422802"))
		loadRegister(t, c)
		openRound(t, c)
		portal := harness.Get[list[thing]](c, "/sites?q=4228010052").Items[0]
		made := county.Do(http.StatusCreated, http.MethodPost, "/self-checks", object{
			"site_id": portal.ID, "campaign": round, "findings": []object{found("D05", 2)}, "note": "节前自查",
		})
		path := made.Header.Get("Location")[len("/api/v1"):]
		draft := harness.Decode[selfCheck](t, made)
		if draft.State != "draft" || draft.Verdict != "pass" || draft.FinalScore == nil || len(draft.Explanation) == 0 || draft.CheckedOn == "" {
			t.Errorf("%s", made.Body)
		}
		checkConditions(t, county, http.MethodPatch, path, object{"note": "又"})
		checkConditions(t, county, http.MethodPost, path+"/finish", nil)
		checkConditions(t, county, http.MethodDelete, path, nil)
		checkReads(t, county, path)
		patched := county.Do(http.StatusOK, http.MethodPatch, path, object{"findings": []object{found("S1", 1), found("D05", 2)}}, "If-Match", `"1"`)
		if k := harness.Decode[selfCheck](t, patched); k.Verdict != "fail" || k.FinalScore != nil || len(k.Findings) != 2 {
			t.Errorf("%s", patched.Body)
		}

		// Nobody else sees the draft, and its neighbour never sees anything.
		for _, other := range []harness.Client{c, neighbour} {
			refuse(t, other, "not_found", http.StatusNotFound, http.MethodGet, path, nil)
		}
		finished := harness.Decode[selfCheck](t, do(t, county, http.StatusOK, path, "/finish", nil))
		if finished.State != "finished" || finished.FinishedAt == nil || !slices.Equal(finished.AllowedActions, []string{"reopen"}) {
			t.Errorf("%+v", finished)
		}
		answer := county.Do(http.StatusConflict, http.MethodPatch, path, object{"note": "晚"}, "If-Match", tag(t, county, path))
		if p := harness.Decode[harness.Problem](t, answer); p.Code != "wrong_state" || !strings.HasSuffix(p.Detail, "reopen") {
			t.Errorf("%+v", p)
		}
		county.Do(http.StatusConflict, http.MethodDelete, path, nil, "If-Match", tag(t, county, path))
		refuse(t, neighbour, "not_found", http.StatusNotFound, http.MethodGet, path, nil)
		if above := harness.Get[selfCheck](c, path); len(above.AllowedActions) != 0 || above.Verdict != "fail" {
			t.Errorf("%+v", above)
		}
		c.Do(http.StatusForbidden, http.MethodPost, path+"/reopen", nil, "If-Match", tag(t, c, path))

		comparesOne(t, c, county, path)
		do(t, county, http.StatusOK, path, "/reopen", nil)
		if n := total(c, "/self-checks"); n != 0 {
			t.Errorf("%d from above", n)
		}
		do(t, county, http.StatusConflict, path, "/reopen", nil)
		county.Do(http.StatusNoContent, http.MethodDelete, path, nil, "If-Match", tag(t, county, path))
	})
}

// comparesOne compares before and after the official result.
func comparesOne(t *testing.T, c, county harness.Client, path string) {
	t.Helper()
	before := harness.Get[comparison](county, path+"/comparison")
	if before.Agreement != "no_result" || before.Official == nil || before.Official.Verdict != nil {
		t.Errorf("before the result: %+v", before)
	}
	items := []object{{"site_code": "4228010052", "findings": []object{found("D05", 1), found("D06", 1)}}}
	c.Do(http.StatusOK, http.MethodPost, "/campaigns/"+round+"/submissions", object{"items": items})
	after := harness.Get[comparison](county, path+"/comparison?campaign="+round)
	var told []string
	for _, i := range after.Indicators {
		told = append(told, fmt.Sprint(i.Indicator, " ", i.FoundBy, " ", i.Self, " ", i.Official))
	}
	if diff := cmp.Diff([]string{"D05 both 2 1", "D06 official 0 1", "S1 self 1 0"}, told); diff != "" || after.Agreement != "self_failed" {
		t.Errorf("%s: %s", after.Agreement, diff)
	}
	all := harness.Get[struct {
		Items  []comparison   `json:"items"`
		Totals map[string]int `json:"totals"`
	}](county, "/campaigns/"+round+"/self-checks/comparison?kind=site&region=422801")
	if len(all.Items) != 1 || all.Items[0].Agreement != "self_failed" || all.Totals["self_failed"] != 1 || all.Totals["self_checked"] != 1 ||
		all.Totals["targets"] != all.Totals["not_checked"]+1 {
		t.Errorf("%+v", all)
	}
	lines := cells(t, []byte(export(county, "/campaigns/"+round+"/self-checks/comparison")))
	if len(lines) != 2 || lines[1][11] != "自查不合格，检查合格" || lines[1][12] != "S1" || lines[1][13] != "D06" || lines[1][14] != "D05" {
		t.Errorf("%v", lines)
	}
}

// The staff of a unit check what is their unit's, and nothing else.
func TestSelfCheckOfAUnit(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c, nobody := server.Admin(t), harness.NewClient(t, server.URL)
		county := c.As(token(t, address, "county_admin", "422801"))
		var names []string
		for i, organization := range []string{"甲局", "乙局"} {
			owner := harness.Get[thing](c, create(t, c, "/organizations", object{"name": organization, "region_code": "422801"})).ID
			name := organization + "发布"
			create(t, c, "/accounts", object{"platform": "wechat", "name": name, "organization_id": owner})
			names = append(names, name)
			if i == 0 {
				create(t, c, "/users", object{"name": "enshi-01", "role": "unit_staff", "organization_id": owner, "password": firstPassword})
			}
		}
		staff := nobody.As(logIn(t, nobody, "enshi-01", firstPassword).Token)
		staff.Do(http.StatusNoContent, http.MethodPut, "/me/password", object{"current_password": firstPassword, "new_password": ownPassword})
		body := func(name string) object {
			return object{"platform": "wechat", "account_name": name, "findings": []object{}, "checked_on": "2022-09-20"}
		}
		path := create(t, staff, "/self-checks", body(names[0]))
		refuse(t, staff, "invalid_fields", http.StatusUnprocessableEntity, http.MethodPost, "/self-checks", body(names[1]))
		foreign := create(t, county, "/self-checks", body(names[1]))
		refuse(t, staff, "not_found", http.StatusNotFound, http.MethodGet, foreign, nil)
		refuse(t, staff, "invalid_fields", http.StatusUnprocessableEntity, http.MethodGet, path+"/comparison", nil)
		if n := total(staff, "/self-checks"); n != 1 {
			t.Errorf("the unit sees %d", n)
		}
		if n := total(county, "/self-checks?state=draft&kind=account&region=422801&verdict=pass&q="+names[0]); n != 1 {
			t.Errorf("the county finds %d", n)
		}
		rows, n := pages(county, "/self-checks")
		if diff := cmp.Diff(rows, pieces(county, "/self-checks")); diff != "" || n != 2 {
			t.Errorf("%d rows, %s", n, diff)
		}
		if lines := cells(t, []byte(export(county, "/self-checks?organization=1"))); len(lines) != 2 || lines[1][3] != names[0] || lines[1][9] != "草稿" {
			t.Errorf("%v", lines)
		}
		refusesQueries(t, county, "/self-checks")
	})
}

// What counties check themselves, however much of it, changes no figure of the round, not by a byte.
func TestSelfChecksEnterNoFigure(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		loadRegister(t, c)
		openRound(t, c)
		sites, accounts := resultsByName(t)
		submitMost(t, c, sites, accounts)
		before := figures(c)
		database := harness.Open(t, address)
		tables := slices.DeleteFunc(database.Tables(), func(table string) bool {
			return slices.Contains([]string{"self_checks", "audit_entries", "repeats", "tokens"}, table)
		})
		sum := database.Checksum(tables...)
		keys := []harness.Client{}
		for _, county := range []string{"422800", "422801", "422802"} {
			keys = append(keys, c.As(token(t, address, "county_admin", county)))
		}
		accepted := 0
		for n := 0; accepted < 2000; n++ {
			items := []object{}
			for _, item := range slices.Concat(sites, accounts) {
				item = maps.Clone(item)
				item["note"] = fmt.Sprint("第", n, "次")
				if _, site := item["site_code"]; site {
					item["findings"] = []object{found("S1", 1)}
				}
				items = append(items, item)
			}
			for _, county := range keys { // each takes what is its own
				answer := county.Do(http.StatusOK, http.MethodPost, "/campaigns/"+round+"/self-checks?on_error=continue",
					object{"finish": n%2 == 0, "items": items})
				got := harness.Decode[bulkResult](t, answer)
				if got.Accepted == 0 || got.Accepted+got.Refused != len(items) {
					t.Fatalf("%d accepted, %d refused", got.Accepted, got.Refused)
				}
				accepted += got.Accepted
			}
		}
		if n := database.Number("SELECT COUNT(*) FROM self_checks"); n != accepted {
			t.Fatalf("%d rows of %d", n, accepted)
		}
		if diff := cmp.Diff(before, figures(c)); diff != "" {
			t.Errorf("the figures changed:\n%s", diff)
		}
		if database.Checksum(tables...) != sum {
			t.Error("a table other than that of the self-checks changed")
		}
	})
}

// figures is everything that is counted or printed of the round, as bytes.
func figures(c harness.Client) map[string]string {
	all := printed(c)
	for _, kind := range []string{"site", "account"} {
		for _, by := range []string{"region", "platform", "portal", "organization"} {
			if (by == "platform") == (kind == "account") || by == "region" || by == "organization" {
				path := "/campaigns/" + round + "/pass-rates?kind=" + kind + "&group_by=" + by
				if answer, err := c.Send(http.MethodGet, path, nil); err == nil {
					all[path] = fmt.Sprint(answer.Status, " ", string(answer.Body))
				}
			}
		}
	}
	for _, path := range []string{"/annexes/1", "/annexes/2", ""} {
		path = "/campaigns/" + round + path
		all[path] = string(c.Do(http.StatusOK, http.MethodGet, path, nil).Body)
	}
	all["list"] = string(c.Do(http.StatusOK, http.MethodGet, "/inspections?limit=1000", nil).Body)
	return all
}
