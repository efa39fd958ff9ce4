package blackbox

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type historyEntry struct {
	Version   int     `json:"version"`
	Change    string  `json:"change"`
	Title     string  `json:"title"`
	ValidFrom string  `json:"valid_from"`
	ValidTo   *string `json:"valid_to"`
	Reason    string  `json:"reason"`
	Changes   []struct {
		Field  string `json:"field"`
		Before string `json:"before"`
		After  string `json:"after"`
		Detail string `json:"detail"`
	} `json:"changes"`
}

type warnedAccount struct {
	ID       uint64 `json:"id"`
	Name     string `json:"name"`
	State    string `json:"state"`
	Version  int    `json:"version"`
	Warnings []struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	} `json:"warnings"`
	AllowedActions []string `json:"allowed_actions"`
}

// shanghai is a day before or after today in China.
func shanghai(days int) string {
	return time.Now().UTC().Add(8*time.Hour).AddDate(0, 0, days).Format(time.DateOnly)
}

func TestTheRegisterOverTime(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		center := create(t, c, "/organizations", object{"name": "示例市大数据中心", "region_code": "422801"})
		office := create(t, c, "/organizations", object{"name": "示例市数据局", "region_code": "422802"})
		centerID, officeID := harness.Get[thing](c, center).ID, harness.Get[thing](c, office).ID
		site := create(t, c, "/sites", object{
			"code": "4228010052", "name": "示例市数据网", "home_url": "http://sj.gov.cn/", "organization_id": centerID, "opened_on": "2015-01-01",
		})
		number := create(t, c, "/accounts", object{"platform": "wechat", "name": "示例数据", "platform_account_id": "demo-1", "organization_id": centerID})
		second := create(t, c, "/accounts", object{"platform": "wechat", "name": "示例数据二", "organization_id": centerID})

		yesterday := shanghai(-1)
		do(t, c, http.StatusOK, center, "/rename", object{"name": "示例市数据中心", "reason": "更名", "on": yesterday})
		for _, words := range []string{"大数据", "市数据中心"} {
			if n := total(c, "/organizations?q="+words); n != 1 {
				t.Errorf("%s finds %d", words, n)
			}
		}
		do(t, c, http.StatusUnprocessableEntity, center, "/rename", object{"name": "示例市数据中心", "reason": "更名", "on": shanghai(1)})
		do(t, c, http.StatusConflict, office, "/reopen", object{"reason": "x"})

		checkAccounts(t, c, number, second)
		do(t, c, http.StatusOK, site, "/move", object{"organization_id": officeID, "reason": "划转", "on": "2022-05-06"})
		do(t, c, http.StatusOK, number, "/move", object{"organization_id": officeID, "reason": "划转"})
		merged := harness.Decode[struct {
			Organization object         `json:"organization"`
			Moved        map[string]int `json:"moved"`
		}](t, do(t, c, http.StatusOK, center, "/merge", object{"into": officeID, "reason": "机构改革"}))
		if merged.Organization["state"] != "merged" || merged.Moved["accounts"] != 1 || merged.Moved["sites"] != 0 {
			t.Errorf("%+v", merged)
		}
		checkPast(t, c, site, centerID, officeID)
		history := harness.Get[list[historyEntry]](c, center+"/history").Items
		if len(history) != 3 || history[0].Change != "merge" || history[1].Title != "更名" || history[1].ValidFrom != yesterday ||
			history[1].Changes[0].Detail != "名称：示例市大数据中心 → 示例市数据中心" {
			t.Errorf("%+v", history)
		}
		english := harness.Decode[list[historyEntry]](t, c.Do(http.StatusOK, http.MethodGet, center+"/history", nil, "Accept-Language", "en"))
		if english.Items[1].Changes[0].Detail != "name: 示例市大数据中心 → 示例市数据中心" {
			t.Errorf("%+v", english.Items[1])
		}
		checkFilings(t, c, address)
	})
}

// checkAccounts looks at warnings, at claims and at the guard of the permanent id.
func checkAccounts(t *testing.T, c harness.Client, number, second string) {
	t.Helper()
	if a := harness.Get[warnedAccount](c, second); len(a.Warnings) != 1 || a.Warnings[0].Code != "second_account_of_platform" || !strings.Contains(a.Warnings[0].Detail, "示例数据") {
		t.Errorf("%+v", a)
	}
	if n := total(c, "/accounts?warning=second_account"); n != 2 {
		t.Errorf("%d accounts are warned of", n)
	}
	c.Do(http.StatusUnprocessableEntity, http.MethodPatch, number, object{"platform_account_id": "demo-2"}, "If-Match", `"1"`)
	do(t, c, http.StatusOK, number, "/replace-platform-id", object{"platform_account_id": "demo-2", "reason": "重新注册"})
	for query, want := range map[string]string{
		"name=示例数据": "true name_only", "name=示例数据&platform_account_id=demo-2": "true id_matches", "platform_account_id=demo-2": "true id_matches",
		"name=示例数据&platform_account_id=demo-1": "false id_differs", "name=别名&platform_account_id=demo-2": "true renamed", "name=别名": "false unknown",
	} {
		v := harness.Get[object](c, "/accounts/verify?platform=wechat&"+query)
		if got := fmt.Sprint(v["official"], " ", v["reason"]); got != want || v["detail"] == "" {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	for _, query := range []string{"", "?name=x", "?platform=wechat", "?platform=telex&name=x", "?platform=wechat&name=x&region=42"} {
		c.Do(http.StatusBadRequest, http.MethodGet, "/accounts/verify"+query, nil)
	}
}

// checkPast reads a site that was moved in 2022.
func checkPast(t *testing.T, c harness.Client, site string, before, after uint64) {
	t.Helper()
	type owned struct {
		OrganizationID uint64   `json:"organization_id"`
		AllowedActions []string `json:"allowed_actions"`
	}
	for day, want := range map[string]uint64{"2015-01-01": before, "2022-05-05": before, "2022-05-06": after, shanghai(0): after} {
		if got := harness.Get[owned](c, site+"?as_of="+day); got.OrganizationID != want || len(got.AllowedActions) > 0 {
			t.Errorf("on %s: %+v", day, got)
		}
		if n := total(c, fmt.Sprintf("/sites?as_of=%s&organization=%d", day, want)); n != 1 {
			t.Errorf("on %s the list has %d", day, n)
		}
	}
	c.Do(http.StatusNotFound, http.MethodGet, site+"?as_of=2014-12-31", nil)
	for _, path := range []string{site, "/sites", "/accounts", "/organizations"} {
		for _, day := range []string{shanghai(1), "2022-02-30", "today"} {
			c.Do(http.StatusBadRequest, http.MethodGet, path+"?as_of="+day, nil)
		}
	}
	if n := total(c, "/sites?as_of=1990-01-01"); n != 0 {
		t.Errorf("before the register began it had %d", n)
	}
	if csv := string(c.Do(http.StatusOK, http.MethodGet, "/sites?as_of=2016-01-01&format=csv", nil).Body); !strings.Contains(csv, "示例市数据网") {
		t.Errorf("the file of 2016: %s", csv)
	}
	history := harness.Get[list[historyEntry]](c, site+"/history").Items
	if len(history) != 2 || history[0].Change != "move" || history[0].ValidFrom != "2022-05-06" || history[0].ValidTo != nil || *history[1].ValidTo != "2022-05-06" {
		t.Errorf("%+v", history)
	}
	if list := harness.Get[list[historyEntry]](c, "/accounts/1/history").Items; len(list) < 3 || list[len(list)-1].Title != "登记" {
		t.Errorf("%+v", list)
	}
}

// checkFilings does what is to be filed. The move of 2022 is late by years.
func checkFilings(t *testing.T, c harness.Client, address string) {
	t.Helper()
	type filing struct {
		ID       uint64 `json:"id"`
		Cause    string `json:"cause"`
		Register string `json:"register"`
		State    string `json:"state"`
		DueOn    string `json:"due_on"`
		Late     bool   `json:"late"`
	}
	late := harness.Get[list[filing]](c, "/filings?late=true&kind=site").Items
	if len(late) != 1 || late[0].Cause != "change" || !late[0].Late {
		t.Fatalf("%+v", late)
	}
	path := fmt.Sprintf("/filings/%d", late[0].ID)
	do(t, c, http.StatusUnprocessableEntity, path, "/done", object{"on": shanghai(1)})
	c.Do(http.StatusPreconditionRequired, http.MethodPost, path+"/done", object{})
	done := harness.Decode[filing](t, do(t, c, http.StatusOK, path, "/done", object{"on": shanghai(0), "number": "DEMO-0001"}))
	if done.State != "done" || done.Late {
		t.Errorf("%+v", done)
	}
	do(t, c, http.StatusConflict, path, "/dismiss", object{"reason": "x"})
	open := harness.Get[list[filing]](c, "/filings?state=open&register=provincial&cause=open").Items
	if len(open) != 2 {
		t.Fatalf("%+v", open)
	}
	do(t, c, http.StatusOK, fmt.Sprintf("/filings/%d", open[0].ID), "/dismiss", object{"reason": "已在省平台备案"})
	if csv := string(c.Do(http.StatusOK, http.MethodGet, "/filings?format=csv", nil).Body); !strings.Contains(csv, "已在省平台备案") || !strings.Contains(csv, "省级") {
		t.Errorf("the file: %s", csv)
	}
	viewer := c.As(token(t, address, "viewer", "422801"))
	viewer.Do(http.StatusNotFound, http.MethodGet, path, nil) // it went with the site to the other county
	viewer.Do(http.StatusForbidden, http.MethodPost, path+"/done", object{}, "If-Match", `"1"`)
}
