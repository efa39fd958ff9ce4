package blackbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// person makes a user, who logs in and changes the password.
func person(t *testing.T, server *harness.Server, admin harness.Client, name, role, region string) (uint64, harness.Client) {
	t.Helper()
	user := create(t, admin, "/users", object{"name": name, "role": role, "region_code": region, "password": firstPassword})
	nobody := harness.NewClient(t, server.URL)
	answer := nobody.Do(http.StatusCreated, http.MethodPost, "/sessions", object{"name": name, "password": firstPassword})
	c := nobody.As(harness.Decode[struct{ Token string }](t, answer).Token)
	c.Do(http.StatusNoContent, http.MethodPut, "/me/password", object{"current_password": firstPassword, "new_password": "velvet-anchor-quilt-45"})
	return harness.Get[thing](admin, user).ID, c
}

// worked is an inspection as those see it who work on it.
type worked struct {
	inspection

	AssignedTo     *uint64  `json:"assigned_to"`
	AssignedName   string   `json:"assigned_name"`
	ReturnReason   string   `json:"return_reason"`
	AllowedActions []string `json:"allowed_actions"`
}

type progress struct {
	Items []struct {
		Key, Label string
		Targets    int
	}
	Total struct {
		Targets, Pending, Submitted, Waiving int
		Drafted                              *int
		DoneText                             string `json:"done_text"`
	}
}

// A round with two inspectors and a reviewer, from the assignment to the table of progress.
func TestWorkOfARound(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		admin := server.Admin(t)
		owner := harness.Get[thing](admin, create(t, admin, "/organizations", object{"name": "甲局", "region_code": ours})).ID
		for n := range 5 {
			create(t, admin, "/sites", object{
				"code": fmt.Sprintf("%s%04d", ours, n+1), "name": fmt.Sprint("站", n), "home_url": "http://a.gov.cn/", "organization_id": owner,
			})
		}
		campaign := create(t, admin, "/campaigns", object{
			"title": "检查", "year": 2022, "round": 3, "region_code": "422800", "monitoring_date": "2022-09-30", "review_required": true,
		})
		do(t, admin, http.StatusOK, campaign, "/open", nil)
		first, one := person(t, server, admin, "inspector-01", "inspector", "4228")
		second, two := person(t, server, admin, "inspector-02", "inspector", ours)
		_, reviewer := person(t, server, admin, "reviewer-01", "reviewer", "4228")

		spreads(t, admin, campaign, first, second)
		mine := harness.Get[list[worked]](one, "/inspections?assigned_to=me&sort=code").Items
		theirs := harness.Get[list[worked]](one, fmt.Sprint("/inspections?assigned_to=", second)).Items
		if len(mine) != 3 || len(theirs) != 2 || total(one, "/inspections?assigned_to=none") != 0 || mine[0].AssignedName != "inspector-01" {
			t.Fatalf("%d of the own, %d of the other", len(mine), len(theirs))
		}
		if slices.Contains(theirs[0].AllowedActions, "submit") || !slices.Contains(mine[0].AllowedActions, "submit") {
			t.Errorf("the other's allows %v, the own %v", theirs[0].AllowedActions, mine[0].AllowedActions)
		}
		path := fmt.Sprint("/inspections/", mine[0].ID)
		another := fmt.Sprint("/inspections/", theirs[0].ID)
		refuse(t, one.With("If-Match", tag(t, one, another)), "assigned_to_another", http.StatusForbidden, http.MethodPut, another+"/submission",
			object{"findings": []object{}})
		refuse(t, admin, "invalid_fields", http.StatusBadRequest, http.MethodGet, "/inspections?assigned_to=me", nil)

		drafts(t, one, two, path)
		reviews(t, one, reviewer, path)
		waives(t, admin, reviewer, another)
		last := fmt.Sprint("/inspections/", theirs[1].ID)
		if got := harness.Decode[worked](t, do(t, admin, http.StatusOK, last, "/unassign", nil)); got.AssignedTo != nil {
			t.Errorf("%+v", got)
		}
		if got := harness.Decode[worked](t, do(t, admin, http.StatusOK, last, "/assign", object{"user_id": first})); *got.AssignedTo != first {
			t.Errorf("%+v", got)
		}
		tells(t, one, campaign)
	})
}

func spreads(t *testing.T, admin harness.Client, campaign string, users ...uint64) {
	t.Helper()
	body := object{"by": "even", "users": users}
	got := harness.Decode[struct {
		Assigned int
		Users    []struct{ Assigned, Total int }
	}](t, admin.Do(http.StatusOK, http.MethodPost, campaign+"/assignments", body))
	if got.Assigned != 5 || len(got.Users) != 2 || got.Users[0].Assigned != 3 || got.Users[1].Total != 2 {
		t.Errorf("%+v", got)
	}
	refuse(t, admin, "invalid_fields", http.StatusUnprocessableEntity, http.MethodPost, campaign+"/assignments",
		object{"by": "list", "items": []object{{"inspection_id": 1, "user_id": 999}}})
	refuse(t, admin, "invalid_fields", http.StatusUnprocessableEntity, http.MethodPost, campaign+"/assignments",
		object{"by": "region", "regions": []object{{"region_code": theirs, "user_id": users[1]}}})
}

func drafts(t *testing.T, one, two harness.Client, path string) {
	t.Helper()
	path += "/draft"
	one.Do(http.StatusNotFound, http.MethodGet, path, nil)
	body := object{"findings": []object{{"indicator": "X9"}}, "note": "未完"}
	refuse(t, one, "if_match_required", http.StatusPreconditionRequired, http.MethodPut, path, body)
	answer := one.Do(http.StatusOK, http.MethodPut, path, body, "If-Match", `"0"`)
	kept := harness.Decode[struct {
		Problems []struct{ Field, Code string }
		Verdict  *string
	}](t, answer)
	if len(kept.Problems) != 1 || kept.Problems[0].Code != "unknown_indicator" || kept.Verdict != nil || answer.Tag() != `"1"` {
		t.Errorf("%+v", kept)
	}
	refuse(t, one.With("If-Match", `"0"`), "stale_version", http.StatusPreconditionFailed, http.MethodPut, path, body)
	body["findings"] = []object{{"indicator": "S1"}}
	one.Do(http.StatusOK, http.MethodPut, path, body, "If-Match", `"1"`)
	if got := string(one.Do(http.StatusOK, http.MethodGet, path, nil).Body); !strings.Contains(got, `"verdict":"fail"`) {
		t.Error(got)
	}
	two.Do(http.StatusNotFound, http.MethodGet, path, nil)
	one.Do(http.StatusNoContent, http.MethodDelete, path, nil, "If-Match", `"2"`)
	one.Do(http.StatusOK, http.MethodPut, path, body, "If-Match", `"0"`)
}

func reviews(t *testing.T, one, reviewer harness.Client, path string) {
	t.Helper()
	submit := func(findings ...object) {
		body := object{"findings": append([]object{}, findings...)}
		one.Do(http.StatusOK, http.MethodPut, path+"/submission", body, "If-Match", tag(t, one, path))
	}
	submit(object{"indicator": "S1"})
	one.Do(http.StatusNotFound, http.MethodGet, path+"/draft", nil)
	if got := harness.Decode[worked](t, do(t, reviewer, http.StatusOK, path, "/return", object{"reason": "缺少截图"})); got.ReturnReason != "缺少截图" {
		t.Errorf("%+v", got)
	}
	submit(object{"indicator": "S2"}, object{"description": "观察"})
	do(t, one, http.StatusForbidden, path, "/confirm", nil)
	do(t, reviewer, http.StatusOK, path, "/confirm", nil)
	got := harness.Get[struct {
		Items []struct {
			Reviews []struct {
				Action, Reason string
				ReviewedBy     string `json:"reviewed_by"`
			}
		}
	}](one, path+"/revisions")
	if len(got.Items) != 2 || len(got.Items[1].Reviews) != 1 || got.Items[1].Reviews[0].Reason != "缺少截图" || got.Items[0].Reviews[0].ReviewedBy != "reviewer-01" {
		t.Errorf("%+v", got)
	}
	compared := harness.Get[struct {
		Added, Removed, Changed []any
		VerdictChanged          bool `json:"verdict_changed"`
	}](one, path+"/revisions/compare?from=1&to=2")
	if len(compared.Added) != 2 || len(compared.Removed) != 1 || len(compared.Changed) != 0 || compared.VerdictChanged {
		t.Errorf("%+v", compared)
	}
	one.Do(http.StatusBadRequest, http.MethodGet, path+"/revisions/compare?from=1", nil)
	one.Do(http.StatusNotFound, http.MethodGet, path+"/revisions/compare?from=1&to=7", nil)
}

func waives(t *testing.T, admin, reviewer harness.Client, path string) {
	t.Helper()
	for _, step := range []struct {
		c          harness.Client
		status     int
		verb, want string
		body       any
	}{
		{admin, http.StatusUnprocessableEntity, "/waive", "", object{"reason": ""}},
		{admin, http.StatusOK, "/waive", "waiving", object{"reason": "网站改版"}},
		{admin, http.StatusForbidden, "/confirm", "", nil},
		{reviewer, http.StatusOK, "/return", "pending", object{"reason": "不属实"}},
		{admin, http.StatusOK, "/waive", "waiving", object{"reason": "网站改版"}},
		{reviewer, http.StatusOK, "/confirm", "waived", nil},
	} {
		answer := do(t, step.c, step.status, path, step.verb, step.body)
		if step.want == "" {
			continue
		}
		if got := harness.Decode[worked](t, answer).Status; got != step.want {
			t.Errorf("%s leads to %s", step.verb, got)
		}
	}
}

// tells reads the progress in every form.
func tells(t *testing.T, c harness.Client, campaign string) {
	t.Helper()
	for by, rows := range map[string]int{"inspector": 2, "region": 9} {
		path := campaign + "/progress?group_by=" + by
		p := harness.Get[progress](c, path+"&kind=site")
		if len(p.Items) != rows || p.Total.Targets != 5 || p.Total.Pending != 3 || p.Total.DoneText != "40.0%" || *p.Total.Drafted != 0 {
			t.Errorf("%s: %+v", by, p)
		}
		asCSV := cells(t, c.Do(http.StatusOK, http.MethodGet, path+"&format=csv", nil).Body)
		asXLSX := workbook(t, c.Do(http.StatusOK, http.MethodGet, path+"&format=xlsx", nil).Body)
		if len(asCSV) != rows+2 || !slices.EqualFunc(asCSV, asXLSX, slices.Equal[[]string]) {
			t.Errorf("%s: %v, %v", by, asCSV, asXLSX)
		}
	}
}
