package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// The filters of the trail each select what they name.
func TestAuditEntriesAreFiltered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		county := f.key(model.RoleCountyAdmin, "422801")
		organization := read[organizationResponse](t, f.do(http.MethodPost, "/api/v1/organizations", `{"name":"甲局","region_code":"422801"}`,
			"Authorization", "Bearer "+county, "Remote", "192.0.2.9:1", "X-Request-ID", "request-of-the-test"))
		f.do(http.MethodPost, fmt.Sprintf("/api/v1/organizations/%d/dissolve", organization.ID), `{"reason":"机构改革","on":"2022-10-01"}`, "If-Match", `"1"`)
		f.do(http.MethodGet, "/api/v1/sites/99", "")
		for query, want := range map[string]string{
			"operation=organization.create": "organization.create", "outcome=denied": "getSite", "token=2": "organization.create",
			"thing_kind=organization&thing_id=1": "organization.dissolve organization.create", "region=422801&outcome=done": "organization.dissolve organization.create token.create",
			"request_id=request-of-the-test": "organization.create", "source=192.0.2.9": "organization.create", "q=机构": "organization.dissolve",
			"from=2022-10-08T01:00:00Z&to=2022-10-08T01:00:00.000001Z&thing_kind=organization": "organization.dissolve organization.create",
			"from=2022-10-08T01:00:00.000001Z":                                                 "", "to=2022-10-08T09:00:00%2B08:00": "", "user=7": "", "q=%25": "",
			"sort=id&thing_kind=organization": "organization.create organization.dissolve",
			"after=0&thing_kind=organization": "organization.create organization.dissolve",
			"operation=%E7%94%B2":             "",
		} {
			answer := f.do(http.MethodGet, "/api/v1/audit-entries?"+query, "")
			var got []string
			for _, e := range read[struct{ Items []auditEntryResponse }](t, answer).Items {
				got = append(got, e.Operation)
			}
			if answer.Code != http.StatusOK || strings.Join(got, " ") != want {
				t.Errorf("%s: %d %q, want %q", query, answer.Code, got, want)
			}
		}
		for query, want := range map[string]string{
			"from=yesterday": "Bad Request invalid_fields from:not_a_time", "to=2022-10-08": "Bad Request invalid_fields to:not_a_time",
			"outcome=x": "Bad Request invalid_fields outcome:not_one_of", "sort=reason": "Bad Request invalid_fields sort:not_one_of",
			"user=-1": "Bad Request invalid_fields user:not_a_number", "actor=x": "Bad Request invalid_fields actor:unknown_parameter",
		} {
			if got := told(t, f.do(http.MethodGet, "/api/v1/audit-entries?"+query, "")); got != want {
				t.Errorf("%s: %s", query, got)
			}
		}
	})
}

// A caller reads what is about its region and what was done from there, and nothing else.
func TestAuditEntriesOfARegion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		auditor, foreign := f.key(model.RoleAuditor, "422801"), f.key(model.RoleCountyAdmin, "422802")
		for _, region := range []string{"422801", "422802"} {
			f.do(http.MethodPost, "/api/v1/organizations", `{"name":"局`+region+`","region_code":"`+region+`"}`)
		}
		f.do(http.MethodGet, "/api/v1/sites/98", "", "Authorization", "Bearer "+foreign)
		f.do(http.MethodGet, "/api/v1/sites/99", "", "Authorization", "Bearer "+auditor)
		f.do(http.MethodGet, "/api/v1/sites", "", "Authorization", "") // of nobody, seen by who sees everything
		answer := f.do(http.MethodGet, "/api/v1/audit-entries?sort=id", "", "Authorization", "Bearer "+auditor)
		if text := answer.Body.String(); strings.Contains(text, "422802") {
			t.Error("another county is seen:", text)
		}
		seen := map[uint64]bool{}
		var operations []string
		for _, e := range read[struct{ Items []auditEntryResponse }](t, answer).Items {
			seen[e.ID] = true
			operations = append(operations, e.Operation)
		}
		if got := strings.Join(operations, " "); got != "token.create organization.create getSite" {
			t.Error(got)
		}
		all := read[struct{ Items []auditEntryResponse }](t, f.do(http.MethodGet, "/api/v1/audit-entries?size=200", ""))
		if len(all.Items) < 8 {
			t.Errorf("%d entries", len(all.Items))
		}
		unknown := f.do(http.MethodGet, "/api/v1/audit-entries/9999", "", "Authorization", "Bearer "+auditor).Body.String()
		for _, e := range all.Items {
			one := f.do(http.MethodGet, fmt.Sprintf("/api/v1/audit-entries/%d", e.ID), "", "Authorization", "Bearer "+auditor)
			if (one.Code == http.StatusOK) != seen[e.ID] || one.Code != http.StatusOK && one.Body.String() != unknown {
				t.Errorf("%d answers %d: %s", e.ID, one.Code, one.Body)
			}
		}
	})
}

// Nothing over HTTP changes or removes an entry.
func TestAuditEntriesAreOnlyRead(t *testing.T) {
	for _, route := range newFixture(t, dbtest.SQLite(t)).Routes() {
		if strings.Contains(route, "audit") && !strings.HasPrefix(route, "GET /api/v1/audit-entries") {
			t.Error(route)
		}
	}
}

func TestSpoiledStateIsShown(t *testing.T) {
	for text, want := range map[string]string{
		"": "null", `{"a":1}`: `{"a":1}`, `{"a":`: `{"unreadable":"{\"a\":"}`, "[1]": `{"unreadable":"[1]"}`, "null": `{"unreadable":"null"}`,
	} {
		if got := string(state(text)); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}
