package blackbox

import (
	"fmt"
	"net/http"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// editable is one thing that callers change.
type editable struct {
	name   string
	path   string
	change object         // what a PATCH sets
	verbs  map[string]any // with their bodies
}

// create adds something and answers its path.
func create(t *testing.T, c harness.Client, path string, body object) string {
	t.Helper()
	answer := c.Do(http.StatusCreated, http.MethodPost, path, body)
	location, ok := cutAPI(answer.Header.Get("Location"))
	if !ok || answer.Tag() != `"1"` {
		t.Fatalf("a new thing under %s: %v", path, answer.Header)
	}
	return location
}

func cutAPI(location string) (string, bool) {
	const prefix = "/api/v1"
	if len(location) < len(prefix) || location[:len(prefix)] != prefix {
		return "", false
	}
	return location[len(prefix):], true
}

// oneOfEach creates one thing of every kind.
func oneOfEach(t *testing.T, c harness.Client) []editable {
	t.Helper()
	why := object{"reason": "机构改革"}
	region := create(t, c, "/regions", object{"code": "422829", "name": "新县"})
	organization := create(t, c, "/organizations", object{"name": "新县教育局", "region_code": "422829"})
	owner := harness.Get[thing](c, organization).ID
	site := create(t, c, "/sites", object{
		"code": "4228290001", "name": "新县教育局", "home_url": "http://jyj.xin.gov.cn/", "organization_id": owner,
	})
	account := create(t, c, "/accounts", object{"platform": "wechat", "name": "新县教育", "organization_id": owner})
	campaign := create(t, c, "/campaigns", object{
		"title": "新县检查", "year": 2022, "round": 1, "region_code": "422829", "monitoring_date": "2022-03-31",
	})
	life := map[string]any{"/suspend": why, "/resume": why, "/close": why, "/reopen": why}
	return []editable{
		{"account", account, object{"certified_subject": "新县教育局"}, life},
		{"site", site, object{"icp_number": "鄂ICP备1号"}, life},
		{"campaign", campaign, object{"title": "新县第一次检查"}, map[string]any{"/open": nil, "/close": nil, "/publish": nil, "/reopen": why}},
		{"organization", organization, object{"short_name": "教育局"}, map[string]any{"/dissolve": why, "/reopen": why}},
		{"region", region, object{"short_name": "新"}, nil},
	}
}

func TestConditionalRequests(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		all := oneOfEach(t, c)
		for _, e := range all {
			t.Run(e.name, func(t *testing.T) {
				checkReads(t, c, e.path)
				checkChanges(t, c, e)
			})
		}
		for _, e := range all { // nothing refers to the first, and so on
			t.Run("delete "+e.name, func(t *testing.T) {
				checkConditions(t, c, http.MethodDelete, e.path, nil)
				c.Do(http.StatusNoContent, http.MethodDelete, e.path, nil, "If-Match", `"2"`)
				c.Do(http.StatusNotFound, http.MethodGet, e.path, nil)
				c.Do(http.StatusNotFound, http.MethodDelete, e.path, nil, "If-Match", `"2"`)
			})
		}
	})
}

// checkReads asks for what the caller may have already.
func checkReads(t *testing.T, c harness.Client, path string) {
	t.Helper()
	for _, known := range []string{`"1"`, `W/"1"`, `*`, `"7", "1"`} {
		answer := c.Do(http.StatusNotModified, http.MethodGet, path, nil, "If-None-Match", known)
		if len(answer.Body) > 0 || answer.Tag() != `"1"` {
			t.Errorf("%s has a body: %s", known, answer.Body)
		}
	}
	for _, known := range []string{`"2"`, `1`, `"11"`} {
		c.Do(http.StatusOK, http.MethodGet, path, nil, "If-None-Match", known)
	}
}

func checkChanges(t *testing.T, c harness.Client, e editable) {
	t.Helper()
	checkConditions(t, c, http.MethodPatch, e.path, e.change)
	for verb, body := range e.verbs {
		checkConditions(t, c, http.MethodPost, e.path+verb, body)
	}
	if got := tag(t, c, e.path); got != `"1"` {
		t.Fatalf("refused changes moved the version to %s", got)
	}
	changed := c.Do(http.StatusOK, http.MethodPatch, e.path, e.change, "If-Match", `"1"`)
	if changed.Tag() != `"2"` {
		t.Errorf("the change made the version %s", changed.Tag())
	}
	c.Do(http.StatusPreconditionFailed, http.MethodPatch, e.path, e.change, "If-Match", `"1"`)
	same := c.Do(http.StatusOK, http.MethodPatch, e.path, e.change, "If-Match", `"2"`)
	if same.Tag() != `"2"` || string(same.Body) != string(changed.Body) {
		t.Errorf("a change of nothing made the version %s: %s", same.Tag(), same.Body)
	}
	c.Do(http.StatusOK, http.MethodGet, e.path, nil, "If-None-Match", `"1"`)
}

// checkConditions sends a change without a version, with what is none, and with those of a past and a future.
func checkConditions(t *testing.T, c harness.Client, method, path string, body any) {
	t.Helper()
	for _, condition := range []struct {
		value  string
		status int
		code   string
	}{
		{"", http.StatusPreconditionRequired, "if_match_required"},
		{`1`, http.StatusBadRequest, "if_match_malformed"},
		{`"one"`, http.StatusBadRequest, "if_match_malformed"},
		{`W/"1"`, http.StatusBadRequest, "if_match_malformed"},
		{`*`, http.StatusBadRequest, "if_match_malformed"},
		{`"-1"`, http.StatusBadRequest, "if_match_malformed"},
		{`"9007199254740993"`, http.StatusBadRequest, "if_match_malformed"},
		{`"0"`, http.StatusPreconditionFailed, "stale_version"},
		{`"99"`, http.StatusPreconditionFailed, "stale_version"},
	} {
		headers := []string{"If-Match", condition.value}
		if condition.value == "" {
			headers = nil
		}
		answer := c.Do(condition.status, method, path, body, headers...)
		if code := harness.Decode[harness.Problem](t, answer).Code; code != condition.code {
			t.Errorf("%s %s with If-Match %q: %s", method, path, condition.value, code)
		}
	}
}

// Rows of imports and inspections are changed on a version too.
func TestConditionalWork(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		job := harness.Decode[importJob](t, upload(c, "kind=sites&dry_run=true", seed(t, sitesFile)))
		path := fmt.Sprint("/imports/", job.ID)
		why := object{"reason": "重复"}
		checkReads(t, c, path)
		checkReads(t, c, path+"/rows/23")
		checkConditions(t, c, http.MethodPatch, path+"/rows/23", object{"accept_suggestions": true})
		checkConditions(t, c, http.MethodPost, path+"/rows/23/dismiss", why)
		checkConditions(t, c, http.MethodPost, path+"/apply", nil)
		c.Do(http.StatusOK, http.MethodPost, path+"/rows/23/dismiss", why, "If-Match", `"1"`)
		c.Do(http.StatusPreconditionFailed, http.MethodPost, path+"/rows/23/dismiss", why, "If-Match", `"1"`)
		applied := harness.Decode[importJob](t, c.Do(http.StatusOK, http.MethodPost, path+"/apply", nil, "If-Match", `"2"`))
		if applied.Counts != (counts{Create: 42, Rejected: 1, Dismissed: 1, Warnings: 2}) || applied.State != "applied" {
			t.Errorf("the dry run after it was applied: %+v", applied)
		}
		if got := total(c, "/sites"); got != 42 {
			t.Errorf("%d sites", got)
		}

		openRound(t, c)
		single := fmt.Sprint("/inspections/", harness.Get[list[inspection]](c, "/inspections?size=1").Items[0].ID)
		// What may be done with it depends on the campaign, so it is always sent.
		c.Do(http.StatusOK, http.MethodGet, single, nil, "If-None-Match", `"1"`)
		checkConditions(t, c, http.MethodPut, single+"/submission", object{"findings": []object{}})
		for verb, body := range map[string]any{"/confirm": nil, "/return": why, "/waive": why} {
			checkConditions(t, c, http.MethodPost, single+verb, body)
		}
	})
}
