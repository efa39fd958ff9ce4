package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository/dbtest"
)

// readQuery reads the parameters of a list with filters of every kind.
func readQuery(t *testing.T, raw string) (model.ListRequest, model.SiteFilter, error) {
	t.Helper()
	c, _ := callOf(t, http.MethodGet, "/", nil)
	c.Request().URL.RawQuery = raw
	q := c.query()
	f := model.SiteFilter{
		Region: q.region(), State: oneOf(q, "state", model.States), OrganizationID: q.id("organization_id"), Portal: q.flag("portal"), Query: q.text("q"),
	}
	req := q.list()
	return req, f, q.done()
}

func TestQueryTakes(t *testing.T) {
	page := model.ListRequest{Page: 1, Size: 20, Limit: 20}
	with := func(change func(*model.ListRequest)) model.ListRequest {
		r := page
		change(&r)
		return r
	}
	tests := map[string]struct {
		req model.ListRequest
		f   model.SiteFilter
	}{
		"": {page, model.SiteFilter{}},
		"region=4228&state=closed&organization_id=7&portal=true&q=%E6%81%A9+%E6%96%BD": {
			page, model.SiteFilter{Region: "4228", State: "closed", OrganizationID: 7, Portal: "true", Query: "恩 施"},
		},
		"page=50&size=200&sort=-name,code": {with(func(r *model.ListRequest) { r.Page, r.Size, r.Sort = 50, 200, "-name,code" }), model.SiteFilter{}},
		"after=0":                          {with(func(r *model.ListRequest) { r.ByKey = true }), model.SiteFilter{}},
		"after=9007199254740991&limit=1000": {
			with(func(r *model.ListRequest) { r.ByKey, r.After, r.Limit = true, 1<<53-1, 1000 }), model.SiteFilter{},
		},
		"limit=1": {with(func(r *model.ListRequest) { r.ByKey, r.Limit = true, 1 }), model.SiteFilter{}},
		"q=":      {page, model.SiteFilter{}},
		"q=%25":   {page, model.SiteFilter{Query: "%"}},
	}
	for raw, want := range tests {
		req, f, err := readQuery(t, raw)
		if err != nil || req != want.req || f != want.f {
			t.Errorf("%s: %v\n%s\n%s", raw, err, cmp.Diff(want.req, req), cmp.Diff(want.f, f))
		}
	}
}

func TestQueryRefuses(t *testing.T) {
	tests := map[string]string{
		"colour=red":                       "colour:unknown_parameter",
		"Region=42":                        "Region:unknown_parameter",
		"q=a&q=b":                          "q:repeated_parameter",
		"region=42&region=43":              "region:repeated_parameter",
		"region=all":                       "region:not_a_region_prefix",
		"region=422":                       "region:not_a_region_prefix",
		"region=42%27--":                   "region:not_a_region_prefix",
		"state=open":                       "state:not_one_of",
		"portal=1":                         "portal:not_a_boolean",
		"portal=True":                      "portal:not_a_boolean",
		"organization_id=0":                "organization_id:not_a_number",
		"organization_id=1.5":              "organization_id:not_a_number",
		"organization_id=9007199254740992": "organization_id:not_a_number",
		"page=0":                           "page:not_a_number",
		"page=-1":                          "page:not_a_number",
		"page=1e3":                         "page:not_a_number",
		"page=10001":                       "page:not_a_number",
		"page=501":                         "page:beyond_window",
		"page=51&size=200":                 "page:beyond_window",
		"size=201":                         "size:not_a_number",
		"limit=1001":                       "limit:not_a_number",
		"after=-1":                         "after:not_a_number",
		"after=1&page=2":                   "after:page_and_after",
		"limit=5&sort=name":                "after:page_and_after",
		"q=" + strings.Repeat("a", 401):    "q:too_long",
		"q=%ff":                            "q:forbidden_character",
		"q=%ed%a0%80":                      "q:forbidden_character",
		"q=a;state=closed":                 ":malformed_query",
		"region=4228&q=%zz":                ":malformed_query",
		"b=1&a=2&portal=maybe":             "a:unknown_parameter b:unknown_parameter portal:not_a_boolean",
		"%00=1":                            "\x00:unknown_parameter",
	}
	for raw, want := range tests {
		_, _, err := readQuery(t, raw)
		if got := refusal(err); got != "invalid_fields "+want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
	_, _, err := readQuery(t, strings.Repeat("x", 1000)+"=1")
	if got := refusal(err); len(got) > 200 {
		t.Errorf("a long name comes back whole: %s", got)
	}
}

// Every list of the service refuses what it does not know, and an answer never depends on a parameter that was dropped.
func TestEveryRouteReadsItsQueryStrictly(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	clerk := f.clerk()
	for _, route := range f.Routes() {
		method, path, _ := strings.Cut(route, " ")
		if !strings.HasPrefix(path, "/api/") {
			continue
		}
		key := "Bearer " + f.keyFor(path, clerk)
		path = strings.NewReplacer("{id}", "1", "{n}", "1", "{code}", "422801", "{number}", "1").Replace(path)
		for _, raw := range []string{"colour=red", "a=b;c=d", "x=%zz"} {
			got := told(t, f.do(method, path+"?"+raw, "", "If-Match", `"1"`, "Authorization", key))
			if !strings.Contains(got, "colour:unknown_parameter") && !strings.Contains(got, ":malformed_query") {
				t.Errorf("%s?%s: %s", route, raw, got)
			}
		}
	}
}
