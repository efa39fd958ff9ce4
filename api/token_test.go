package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

// Whatever is wrong with a key, the answer is the same bytes.
func TestEveryBadKeyGetsTheSameAnswer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		make := func(name string, networks ...string) string {
			t.Helper()
			_, text, err := f.services.Tokens.Create(t.Context(), service.Operator("test"), model.TokenEdit{
				Name: name, Role: model.RoleViewer, Scope: "4228", Networks: networks,
			})
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		good, revoked, expired, before, away := make("good"), make("revoked"), make("expired"), make("before"), make("away", "10.0.0.0/8")
		for _, statement := range []string{
			"UPDATE tokens SET revoked_at = '2022-10-01 00:00:00.000000' WHERE name = 'revoked'",
			"UPDATE tokens SET expires_at = '2022-10-08 01:00:00.000000' WHERE name = 'expired'",
			"UPDATE tokens SET previous_hash = hash, previous_until = '2022-10-08 01:00:00.000000', hash = X'00' WHERE name = 'before'",
		} {
			if _, err := s.Pool().ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		ask := func(headers ...string) string {
			answer := f.do(http.MethodGet, "/api/v1/sites", "", append(headers, "X-Request-ID", "request-1")...)
			return fmt.Sprint(answer.Code, answer.Header(), answer.Body)
		}
		want := ask("Authorization", "Bearer xc_unknown")
		if !strings.HasPrefix(want, "401 ") || !strings.Contains(want, `"unauthenticated"`) {
			t.Fatal(want)
		}
		for name, header := range map[string]string{
			"none": "", "no scheme": good, "basic": "Basic " + good, "nothing": "Bearer ", "revoked": "Bearer " + revoked,
			"expired": "Bearer " + expired, "before": "Bearer " + before, "from elsewhere": "Bearer " + away,
			"cut": "Bearer " + good[:len(good)-1], "long": "Bearer " + strings.Repeat("x", 5000), "bytes": "Bearer \xff\xfe",
		} {
			if diff := cmp.Diff(want, ask("Authorization", header)); diff != "" {
				t.Errorf("%s:\n%s", name, diff)
			}
		}
		for name, headers := range map[string][]string{
			"good": {"Authorization", "Bearer " + good}, "lower case": {"Authorization", "bearer  " + good + " "},
			"from there": {"Authorization", "Bearer " + away, "Remote", "10.1.2.3:4"},
			"in IPv6":    {"Authorization", "Bearer " + away, "Remote", "[::ffff:10.1.2.3]:4"},
		} {
			if got := ask(headers...); !strings.HasPrefix(got, "200 ") {
				t.Errorf("%s: %s", name, got)
			}
		}
		// Nobody gets into a network by a header.
		if diff := cmp.Diff(want, ask("Authorization", "Bearer "+away, "X-Forwarded-For", "10.1.2.3", "X-Real-IP", "10.1.2.3")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTokenRequests(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	for body, want := range map[string]string{
		`{}`: "Unprocessable Entity invalid_fields name:required role:not_one_of region_code:not_a_scope",
		`{"name":"a","role":"unit_staff","region_code":"4228"}`:                                           "Unprocessable Entity invalid_fields role:role_needs_user",
		`{"name":"a","role":"viewer","region_code":"4228","scopes":["users.manage"]}`:                     "Unprocessable Entity invalid_fields scopes[0]:not_one_of",
		`{"name":"a","role":"viewer","region_code":"4228","cidrs":["10.0.0.0/8","x"]}`:                    "Unprocessable Entity invalid_fields cidrs[1]:not_a_network",
		`{"name":"a","role":"viewer","region_code":"4228","expires_at":"2022-10-08T01:00:00Z"}`:           "Unprocessable Entity invalid_fields expires_at:time_not_ahead",
		`{"name":"a","role":"viewer","region_code":"4228","expires_at":"9999-12-31T23:59:59-23:59"}`:      "Unprocessable Entity invalid_fields expires_at:time_too_late",
		`{"name":"a","role":"viewer","region_code":"4228","expires_at":"2023-10-08"}`:                     "Bad Request invalid_fields expires_at:wrong_type",
		`{"name":"a","role":"viewer","region_code":"4228","expires_at":"0001-01-01T00:00:00Z"}`:           "Bad Request invalid_fields expires_at:wrong_type",
		`{"name":"a","role":"viewer","region_code":"4228","expires_at":1700000000}`:                       "Bad Request invalid_fields expires_at:wrong_type",
		`{"name":"a","role":"viewer","region_code":"4228","cidrs":"10.0.0.0/8"}`:                          "Bad Request invalid_fields cidrs:wrong_type",
		`{"name":"a","role":"viewer","region_code":"4228","scopes":null}`:                                 "Bad Request invalid_fields scopes:null_not_allowed",
		`{"name":"a","role":"viewer","region_code":"4228","hash":"x","id":1,"version":1,"revoked_at":""}`: "Bad Request invalid_fields hash:unknown_field id:unknown_field version:unknown_field revoked_at:unknown_field",
		`{"name":"a","role":"viewer","region":"4228"}`:                                                    "Bad Request invalid_fields region:unknown_field",
	} {
		if got := told(t, f.do(http.MethodPost, "/api/v1/tokens", body)); got != want {
			t.Errorf("%s:\n%s\n%s", body, got, want)
		}
	}
	made := f.do(http.MethodPost, "/api/v1/tokens",
		`{"name":" a ","role":"viewer","region_code":"422800","scopes":[],"cidrs":["10.0.0.1"],"expires_at":"2022-10-08T10:00:00.5+08:00"}`)
	key := read[newTokenResponse](t, made)
	if made.Code != 201 || !strings.HasPrefix(key.Token, key.Prefix) || key.ExpiresAt.String() != "2022-10-08 02:00:00.5 +0000 UTC" ||
		key.Networks[0] != "10.0.0.1/32" || strings.Join(key.AllowedActions, " ") != "update rotate revoke" {
		t.Fatalf("%d %s", made.Code, made.Body)
	}
	path := fmt.Sprint("/api/v1/tokens/", key.ID)
	for _, answer := range []string{
		f.do(http.MethodGet, path, "").Body.String(), f.do(http.MethodGet, "/api/v1/tokens", "").Body.String(),
		f.do(http.MethodPatch, path, `{"name":"b","expires_at":null}`, "If-Match", `"1"`).Body.String(),
	} {
		if strings.Contains(answer, key.Token) || strings.Contains(answer, `"token"`) || !strings.Contains(answer, `"prefix"`) {
			t.Errorf("it shows the key, or nothing: %s", answer)
		}
	}
	for _, tt := range []struct{ method, path, body, tag, want string }{
		{"PATCH", path, `{"role":"admin","region_code":"all","scopes":["register.read"]}`, `"2"`, "Unprocessable Entity invalid_fields role:unchangeable region_code:unchangeable scopes:unchangeable"},
		{"PATCH", path, `{"name":"c"}`, `"1"`, "Precondition Failed stale_version"},
		{"PATCH", path, `{"name":"c"}`, "", "Precondition Required if_match_required"},
		{"POST", path + "/rotate", `{}`, "", "Precondition Required if_match_required"},
		{"POST", path + "/rotate", `{"keep_for_hours":721}`, `"2"`, "Unprocessable Entity invalid_fields keep_for_hours:out_of_range"},
		{"POST", path + "/rotate", `{"keep_for_hours":null}`, `"2"`, "Bad Request invalid_fields keep_for_hours:null_not_allowed"},
		{"POST", path + "/revoke", `{"reason":""}`, `"2"`, "Unprocessable Entity invalid_fields reason:required"},
		{"POST", path + "/revoke", `{"reason":"x","on":"2022-10-01"}`, `"2"`, "Bad Request invalid_fields on:unknown_field"},
		{"POST", "/api/v1/tokens/999/revoke", `{"reason":"x"}`, `"2"`, "Not Found not_found"},
		{"POST", "/api/v1/tokens/1/revoke", `{"reason":"x"}`, `"1"`, "Conflict last_administrator"},
		{"GET", "/api/v1/tokens?state=gone&role=emperor&region=all", "", "", "Bad Request invalid_fields region:not_a_region_prefix role:not_one_of state:not_one_of"},
	} {
		headers := []string{}
		if tt.tag != "" {
			headers = []string{"If-Match", tt.tag}
		}
		if got := told(t, f.do(tt.method, tt.path, tt.body, headers...)); got != tt.want {
			t.Errorf("%s %s %s:\n%s\n%s", tt.method, tt.path, tt.body, got, tt.want)
		}
	}
	// A read is never 304: being used, and expiring, are no changes of the version.
	if answer := f.do(http.MethodGet, path, "", "If-None-Match", `"2"`); answer.Code != 200 || answer.Header().Get("ETag") != `"2"` {
		t.Errorf("%d", answer.Code)
	}
}
