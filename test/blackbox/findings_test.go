package blackbox

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type finding struct {
	ID             uint64                `json:"id"`
	Number         string                `json:"number"`
	Part           string                `json:"part"`
	State          string                `json:"state"`
	DueOn          string                `json:"due_on"`
	Overdue        bool                  `json:"overdue"`
	Recurrence     string                `json:"recurrence_number"`
	Version        int                   `json:"version"`
	AllowedActions []string              `json:"allowed_actions"`
	Steps          []step                `json:"steps"`
	Measures       []struct{ ID uint64 } `json:"measures"`
}

type step struct {
	Verb      string `json:"verb"`
	Note      string `json:"note"`
	Approver  string `json:"approver"`
	DueBefore string `json:"due_before"`
	DueAfter  string `json:"due_after"`
}

// failedRound opens a round of county A with one site, which fails, and answers its inspection.
func failedRound(t *testing.T, c harness.Client, number int) (code string, inspection uint64) {
	t.Helper()
	code = fmt.Sprintf("422801-2022-%d", number)
	c.Do(http.StatusCreated, http.MethodPost, "/campaigns", object{
		"title": "抽查", "year": 2022, "round": number, "region_code": "422801", "monitoring_date": fmt.Sprintf("2022-0%d-30", 3*number),
	})
	do(t, c, http.StatusOK, "/campaigns/"+code, "/open", nil)
	inspection = harness.Get[list[thing]](c, "/inspections?campaign="+code).Items[0].ID
	path := fmt.Sprint("/inspections/", inspection)
	answer := c.Do(http.StatusOK, http.MethodPut, path+"/submission", object{"findings": []object{
		{"indicator": "S1", "description": "首页无法访问", "location_url": "http://a.gov.cn/"}, {"description": "栏目名称不规范"},
	}}, "If-Match", tag(t, c, path))
	got := harness.Decode[struct {
		Findings []finding `json:"findings"`
	}](t, answer)
	if len(got.Findings) != 2 || got.Findings[0].Number != code+"-0001" || got.Findings[1].ID == 0 {
		t.Errorf("the answer of the submission: %+v", got)
	}
	return code, inspection
}

// A finding goes from its number to its acceptance: due day in working days, proof, rejection, extension, exemption,
// measures.
func TestRectification(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		admin := harness.Serve(t, address).Admin(t)
		organization := harness.Decode[thing](t, admin.Do(http.StatusCreated, http.MethodPost, "/organizations", object{"name": "甲局", "region_code": "422801"}))
		admin.Do(http.StatusCreated, http.MethodPost, "/sites", object{
			"code": "4228010001", "name": "甲局网站", "home_url": "http://a.gov.cn/", "organization_id": organization.ID,
		})
		code, inspection := failedRound(t, admin, 2)
		clerk := admin.As(harness.Decode[apiKey](t, admin.Do(http.StatusCreated, http.MethodPost, "/tokens", object{
			"name": "县级", "role": "county_admin", "region_code": "422801", "scopes": []string{"campaigns.read", "rectification.submit"},
		})).Token)
		reviewer := admin.As(token(t, address, "reviewer", "4228"))
		due := harness.Decode[struct {
			DueOn    string `json:"due_on"`
			Findings int    `json:"findings"`
		}](t, reviewer.Do(http.StatusOK, http.MethodPost, "/campaigns/"+code+"/findings/due", object{"working_days": 15, "from": "2022-10-09"}))
		if due.DueOn != "2022-10-28" || due.Findings != 1 {
			t.Errorf("%+v", due)
		}
		open := harness.Get[list[finding]](admin, "/findings?campaign="+code+"&due=overdue&sort=-due_on").Items
		if len(open) != 1 || !open[0].Overdue || open[0].Part != "veto" {
			t.Fatalf("overdue: %+v", open)
		}
		path := fmt.Sprint("/findings/", open[0].ID)
		if diff := cmp.Diff([]string{"submit"}, harness.Get[finding](clerk, path).AllowedActions); diff != "" {
			t.Errorf("a clerk may:\n%s", diff)
		}
		do(t, clerk, http.StatusForbidden, path, "/accept", nil)
		do(t, reviewer, http.StatusConflict, path, "/accept", nil)
		do(t, clerk, http.StatusUnprocessableEntity, path, "/submit", object{"done": " "})
		do(t, clerk, http.StatusOK, path, "/submit", object{"done": "已修复"})
		do(t, reviewer, http.StatusOK, path, "/reject", object{"reason": "截图缺失"})
		do(t, reviewer, http.StatusOK, path, "/extend", object{"due_on": "2022-11-11", "reason": "系统升级", "approver": "州政府办公室"})
		do(t, clerk, http.StatusOK, path, "/submit", object{"done": "已修复，附截图"})
		do(t, reviewer, http.StatusOK, path, "/accept", nil)
		got := harness.Get[finding](admin, path)
		if got.State != "accepted" || got.Overdue || len(got.Steps) != 6 ||
			got.Steps[3] != (step{"extend", "系统升级", "州政府办公室", "2022-10-28", "2022-11-11"}) {
			t.Errorf("%+v", got)
		}
		checkOtherFinding(t, reviewer, admin, code)
		checkMeasures(t, admin, path, code)
		checkRecheck(t, admin, fmt.Sprint("/inspections/", inspection))
		checkFailuresInARow(t, admin, code)
		lines := strings.Split(export(admin, "/findings?region=422801"), "\n")
		if !strings.Contains(lines[0], "编号") || !strings.Contains(lines[1], code+"-0001") || !strings.Contains(lines[1], "已整改") {
			t.Errorf("the file: %q", lines)
		}
	})
}

// checkOtherFinding sets the due day of an observation by hand and exempts it.
func checkOtherFinding(t *testing.T, reviewer, admin harness.Client, code string) {
	t.Helper()
	other := harness.Get[list[finding]](admin, "/findings?campaign="+code+"&due=none").Items[0]
	path := fmt.Sprint("/findings/", other.ID)
	for _, try := range []struct {
		body   object
		status int
	}{
		{object{"working_days": 3, "from": "2098-12-30"}, http.StatusConflict}, // no such calendar
		{object{"working_days": 3, "due_on": "2022-10-28"}, http.StatusUnprocessableEntity},
		{object{"recurrence_of": 999}, http.StatusUnprocessableEntity},
		{object{"working_days": 3, "from": "2022-09-30"}, http.StatusOK},
		{object{"due_on": "2199-01-01"}, http.StatusUnprocessableEntity}, // that takes an extension
	} {
		reviewer.Do(try.status, http.MethodPatch, path, try.body, "If-Match", tag(t, admin, path))
	}
	do(t, reviewer, http.StatusUnprocessableEntity, path, "/exempt", object{"until": "2022-10-10", "reason": "关停中"})
	do(t, reviewer, http.StatusOK, path, "/exempt", object{"until": "2199-12-31", "reason": "关停中"})
	if got := harness.Get[finding](admin, path); got.State != "exempted" || got.DueOn != "2022-10-10" || got.Overdue {
		t.Errorf("%+v", got)
	}
}

func checkMeasures(t *testing.T, admin harness.Client, path, code string) {
	t.Helper()
	made := harness.Decode[thing](t, admin.Do(http.StatusCreated, http.MethodPost, path+"/measures", object{"kind": "talk", "taken_on": "2022-10-20", "persons": 2}))
	admin.Do(http.StatusCreated, http.MethodPost, path+"/measures", object{"kind": "removal", "taken_on": "2022-10-21", "persons": 1})
	admin.Do(http.StatusUnprocessableEntity, http.MethodPost, path+"/measures", object{"kind": "flogging", "taken_on": "2022-10-21"})
	type counts struct {
		Measures int `json:"measures"`
		Persons  int `json:"persons"`
		Regions  []struct {
			Label string `json:"label"`
		} `json:"regions"`
	}
	if got := harness.Get[counts](admin, "/campaigns/"+code+"/measures"); got.Measures != 2 || got.Persons != 3 || got.Regions[0].Label != "恩施市" {
		t.Errorf("%+v", got)
	}
	admin.Do(http.StatusOK, http.MethodPost, fmt.Sprint("/measures/", made.ID, "/revoke"), object{"reason": "录入有误"}, "If-Match", `"1"`)
	if got := harness.Get[counts](admin, "/campaigns/"+code+"/measures"); got.Measures != 1 || got.Persons != 1 {
		t.Errorf("after one was struck out: %+v", got)
	}
	if got := harness.Get[list[thing]](admin, path+"/measures").Items; len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

func checkRecheck(t *testing.T, admin harness.Client, path string) {
	t.Helper()
	version := tag(t, admin, path)
	again := admin.Do(http.StatusCreated, http.MethodPost, path+"/recheck", object{"findings": []object{}, "note": "复查"}, "If-Match", version)
	if again.Tag() != version || tag(t, admin, path) != version {
		t.Errorf("a recheck of %s answers with %s", version, again.Tag())
	}
	got := harness.Get[struct {
		Verdict string `json:"verdict"`
		Recheck struct {
			Verdict string `json:"verdict"`
			Number  int    `json:"number"`
		} `json:"recheck"`
	}](admin, path)
	if got.Verdict != "fail" || got.Recheck.Verdict != "pass" || got.Recheck.Number != 1 {
		t.Errorf("%+v", got)
	}
	if got := harness.Get[list[thing]](admin, path+"/rechecks").Items; len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

// checkFindingFigures reads what was found in a round, and how far it was put right.
func checkFindingFigures(t *testing.T, c harness.Client, round string) {
	t.Helper()
	found := harness.Get[struct {
		Items []struct {
			Indicator         string
			Findings, Targets int
			Cells             []struct{ Findings int }
		}
	}](c, "/statistics/indicators?kind=site&campaign="+round)
	if fmt.Sprint(found.Items) != "[{ 1 1 [{1}]} {S1 1 1 [{1}]}]" {
		t.Errorf("%+v", found)
	}
	table := harness.Get[struct {
		Total struct{ Found, Open, Accepted int }
	}](c, "/statistics/rectification?campaign="+round)
	if table.Total.Found != 2 || table.Total.Open+table.Total.Accepted == 0 {
		t.Errorf("%+v", table)
	}
	over := harness.Get[struct {
		Rounds []struct{ Campaign string }
		Items  []struct{ Cells []struct{ Findings int } }
	}](c, "/statistics/indicators?kind=site&rounds=4&year=2022&campaign="+round)
	if len(over.Rounds) != 1 || over.Rounds[0].Campaign != round || fmt.Sprint(over.Items) != "[{[{1}]} {[{1}]}]" {
		t.Errorf("%+v", over)
	}
	measures := harness.Get[struct {
		Total struct {
			Measures, Persons int
			Cells, Points     []struct{ Measures int }
		}
	}](c, "/statistics/measures?rounds=4&kind=site&level=county")
	if of := measures.Total; of.Measures != 1 || of.Persons != 1 || len(of.Cells) != 10 || fmt.Sprint(of.Points) != "[{1}]" {
		t.Errorf("%+v", measures)
	}
	if answer := c.Do(http.StatusOK, http.MethodGet, "/statistics/measures?format=xlsx", nil); answer.Header.Get("X-Counted-Until") == "" {
		t.Error("a file of measures that does not say until when it counts")
	}
	for _, path := range []string{"/statistics/indicators", "/statistics/rectification"} {
		c.Do(http.StatusUnprocessableEntity, http.MethodGet, path+"?campaign=422801-1999-1", nil)
		if body := c.Do(http.StatusOK, http.MethodGet, path+"?format=csv&campaign="+round, nil).Body; len(body) < 50 {
			t.Errorf("%s: %q", path, body)
		}
	}
}

// checkFailuresInARow closes the round and the next one, in which the site fails again.
func checkFailuresInARow(t *testing.T, admin harness.Client, first string) {
	t.Helper()
	checkFindingFigures(t, admin, first)
	do(t, admin, http.StatusOK, "/campaigns/"+first, "/close", nil)
	code, _ := failedRound(t, admin, 3)
	again := harness.Get[list[finding]](admin, "/findings?recurring=true").Items
	if len(again) != 1 || again[0].Recurrence != first+"-0001" {
		t.Errorf("recurring: %+v", again)
	}
	do(t, admin, http.StatusOK, "/campaigns/"+code, "/close", nil)
	got := harness.Get[struct {
		Items []struct {
			Campaign string `json:"campaign"`
			Targets  []struct {
				Failures int `json:"failures"`
			} `json:"targets"`
		} `json:"items"`
	}](admin, "/statistics/consecutive-failures?kind=site&region=4228&min=2&as_of_campaign="+code)
	if len(got.Items) != 1 || len(got.Items[0].Targets) != 1 || got.Items[0].Targets[0].Failures != 2 {
		t.Errorf("%+v", got)
	}
}

// The calendars come with the program, and the next year is entered when it is issued.
func TestCalendars(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		admin := harness.Serve(t, address).Admin(t)
		type year struct {
			Year    int  `json:"year"`
			Shipped bool `json:"shipped"`
			Version int  `json:"version"`
		}
		if got := harness.Get[list[year]](admin, "/calendars").Items; len(got) != 5 || got[0] != (year{2022, true, 0}) {
			t.Errorf("%+v", got)
		}
		for path, status := range map[string]int{"/calendars/2098": 404, "/calendars/x": 404, "/calendars/02022": 404, "/calendars/2022?a=b": 400} {
			admin.Do(status, http.MethodGet, path, nil)
		}
		body := object{"source": "示例", "days": []object{{"day": "2098-01-01", "working": false, "name": "元旦"}}}
		admin.Do(http.StatusPreconditionRequired, http.MethodPut, "/calendars/2098", body)
		admin.Do(http.StatusNotFound, http.MethodPut, "/calendars/2098", body, "If-Match", `"1"`)
		admin.Do(http.StatusOK, http.MethodPut, "/calendars/2098", body, "If-Match", `"0"`)
		admin.Do(http.StatusPreconditionFailed, http.MethodPut, "/calendars/2098", body, "If-Match", `"0"`)
		body["source"] = "示例二"
		admin.Do(http.StatusOK, http.MethodPut, "/calendars/2098", body, "If-Match", tag(t, admin, "/calendars/2098"))
		admin.Do(http.StatusUnprocessableEntity, http.MethodPut, "/calendars/2099", body, "If-Match", `"0"`)
		narrow := admin.As(token(t, address, "admin", "4228"))
		narrow.Do(http.StatusForbidden, http.MethodPut, "/calendars/2098", body, "If-Match", `"2"`)
		if got := harness.Get[year](narrow, "/calendars/2098"); got != (year{2098, false, 2}) {
			t.Errorf("%+v", got)
		}
	})
}
