package blackbox

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type apiKey struct {
	ID             uint64   `json:"id"`
	Token          string   `json:"token"`
	Prefix         string   `json:"prefix"`
	State          string   `json:"state"`
	RegionCode     string   `json:"region_code"`
	PreviousUntil  *string  `json:"previous_until"`
	LastUsedAt     *string  `json:"last_used_at"`
	LastUsedSource string   `json:"last_used_source"`
	AllowedActions []string `json:"allowed_actions"`
}

func makeKey(t *testing.T, c harness.Client, body object) apiKey {
	t.Helper()
	return harness.Decode[apiKey](t, c.Do(http.StatusCreated, http.MethodPost, "/tokens", body))
}

func (k apiKey) path() string { return fmt.Sprint("/tokens/", k.ID) }

// A key from its making to its end.
func TestKeys(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		key := makeKey(t, c, object{
			"name": "省级平台", "role": "integration", "region_code": "4228", "scopes": []string{"register.read", "register.write"},
			"cidrs": []string{"127.0.0.1", "::1"}, "expires_at": "2199-01-01T00:00:00Z",
		})
		mine := c.As(key.Token)
		enters := func(want int) {
			t.Helper()
			mine.Do(want, http.MethodGet, "/sites", nil)
		}
		enters(http.StatusOK)
		mine.Do(http.StatusForbidden, http.MethodGet, "/campaigns", nil)
		mine.Do(http.StatusForbidden, http.MethodGet, "/tokens", nil)
		create(t, mine, "/organizations", object{"name": "甲局", "region_code": "422801"})

		seen := harness.Get[apiKey](c, key.path())
		if seen.Token != "" || seen.State != "active" || seen.LastUsedAt == nil || seen.LastUsedSource != "127.0.0.1" {
			t.Errorf("%+v", seen)
		}
		c.Do(http.StatusOK, http.MethodPatch, key.path(), object{"cidrs": []string{"192.0.2.0/24"}}, "If-Match", `"1"`)
		enters(http.StatusUnauthorized)
		c.Do(http.StatusOK, http.MethodPatch, key.path(), object{"cidrs": []string{}, "name": "平台"}, "If-Match", `"2"`)
		enters(http.StatusOK)

		// Rotated with both texts good, then again with only the new one.
		rotate := func(version string, hours int) apiKey {
			t.Helper()
			answer := c.Do(http.StatusCreated, http.MethodPost, key.path()+"/rotate", object{"keep_for_hours": hours}, "If-Match", version)
			return harness.Decode[apiKey](t, answer)
		}
		second := rotate(`"3"`, 24)
		enters(http.StatusOK)
		c.As(second.Token).Do(http.StatusOK, http.MethodGet, "/sites", nil)
		if second.PreviousUntil == nil || second.Token == key.Token || !strings.HasPrefix(second.Token, "xc_") {
			t.Errorf("%+v", second)
		}
		c.Do(http.StatusPreconditionFailed, http.MethodPost, key.path()+"/rotate", object{}, "If-Match", `"3"`)
		third := rotate(`"4"`, 0)
		enters(http.StatusUnauthorized)
		c.As(second.Token).Do(http.StatusUnauthorized, http.MethodGet, "/sites", nil)
		mine = c.As(third.Token)
		enters(http.StatusOK)

		c.Do(http.StatusOK, http.MethodPost, key.path()+"/revoke", object{"reason": "服务器更换"}, "If-Match", `"5"`)
		enters(http.StatusUnauthorized)
		c.Do(http.StatusConflict, http.MethodPost, key.path()+"/rotate", object{}, "If-Match", `"6"`)
		if seen = harness.Get[apiKey](c, key.path()); seen.State != "revoked" || len(seen.AllowedActions) != 0 {
			t.Errorf("%+v", seen)
		}
		if l := harness.Get[list[apiKey]](c, "/tokens?state=revoked&role=integration&region=42&q=平台"); l.Total != 1 || l.Items[0].ID != key.ID {
			t.Errorf("%+v", l)
		}
		if l := harness.Get[list[apiKey]](c, "/tokens?limit=1"); len(l.Items) != 1 || l.Next == nil {
			t.Errorf("%+v", l)
		}
		refusesQueries(t, c, "/tokens")
		answer := c.Do(http.StatusConflict, http.MethodPost, "/tokens/1/revoke", object{"reason": "x"}, "If-Match", `"1"`)
		if code := harness.Decode[harness.Problem](t, answer).Code; code != "last_administrator" {
			t.Errorf("the last key: %s", code)
		}
		checkKeyTrail(t, address, key, second, third)
	})
}

// checkKeyTrail looks for what must not be stored anywhere, and for one entry for each change.
func checkKeyTrail(t *testing.T, address string, keys ...apiKey) {
	t.Helper()
	database := harness.Open(t, address)
	database.Want(map[string]int{
		"SELECT COUNT(*) FROM events WHERE thing_kind = 'token'":                                           0,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'token.rotate'":                              2,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'token.update'":                              2,
		"SELECT COUNT(*) FROM audit_entries WHERE operation = 'token.revoke' AND reason = '服务器更换'":         1,
		"SELECT COUNT(*) FROM audit_entries WHERE thing_kind = 'token' AND operation = 'token.create'":     2,
		"SELECT COUNT(*) FROM audit_entries WHERE before_state LIKE '%Hash%' OR after_state LIKE '%Hash%'": 0,
	})
	for _, key := range keys {
		for _, entry := range database.Texts("SELECT CONCAT(before_state, after_state) FROM audit_entries") {
			if strings.Contains(entry, key.Token) {
				t.Errorf("the trail has a key: %s", entry)
			}
		}
	}
}

// Keys of another region are those of nobody, in the same bytes.
func TestForeignKeys(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		theirs := makeKey(t, c, object{"name": "利川", "role": "viewer", "region_code": "422802"})
		ours := c.As(makeKey(t, c, object{"name": "恩施", "role": "admin", "region_code": "422801"}).Token)
		strip := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
		for _, tt := range []struct {
			method, verb string
			body         any
		}{
			{http.MethodGet, "", nil},
			{http.MethodPatch, "", object{"name": "x"}},
			{http.MethodPost, "/rotate", object{}},
			{http.MethodPost, "/revoke", object{"reason": "x"}},
		} {
			var answers []string
			for _, path := range []string{theirs.path(), "/tokens/1", "/tokens/999999"} {
				answer := ours.Do(http.StatusNotFound, tt.method, path+tt.verb, tt.body, "If-Match", `"1"`)
				answers = append(answers, strip.ReplaceAllString(string(answer.Body), ""))
			}
			if answers[0] != answers[2] || answers[1] != answers[2] {
				t.Errorf("%s %s: %q", tt.method, tt.verb, answers)
			}
		}
		if l := harness.Get[list[apiKey]](ours, "/tokens"); l.Total != 1 || l.Items[0].RegionCode != "422801" {
			t.Errorf("%+v", l)
		}
		for _, region := range []string{"all", "42", "4228", "422802", "422800"} {
			ours.Do(http.StatusUnprocessableEntity, http.MethodPost, "/tokens", object{"name": "x", "role": "viewer", "region_code": region})
		}
		c.As(theirs.Token).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	})
}

// Keys on the command line, beside a program that runs.
func TestKeysOnTheCommandLine(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		run := func(wants int, arguments ...string) (stdout, stderr string) {
			t.Helper()
			code, stdout, stderr := harness.Run(t, harness.Settings(address), append([]string{"token"}, arguments...)...)
			if code != wants {
				t.Fatalf("%q ended with %d:\n%s%s", arguments, code, stdout, stderr)
			}
			return strings.TrimSpace(stdout), stderr
		}
		create := []string{"create", "--role=integration", "--region=4228", "--name=接口"}
		one, _ := run(0, append(create, "--scopes=register.read,results.submit", "--cidrs=127.0.0.0/8,::1", "--expires-in=720h")...)
		c.As(one).Do(http.StatusOK, http.MethodGet, "/sites", nil)
		c.As(one).Do(http.StatusForbidden, http.MethodGet, "/campaigns", nil)
		two, told := run(0, "rotate", "2", "--keep-for-hours=1")
		if !strings.Contains(told, "is taken until") {
			t.Errorf("rotate says %s", told)
		}
		c.As(one).Do(http.StatusOK, http.MethodGet, "/sites", nil)
		c.As(two).Do(http.StatusOK, http.MethodGet, "/sites", nil)
		listed, _ := run(0, "list")
		for _, part := range []string{"127.0.0.0/8,::1/128", "register.read,results.submit", two[:8], "active", "接口"} {
			if !strings.Contains(listed, part) || strings.Contains(listed, two) {
				t.Errorf("%q is missing, or too much is there:\n%s", part, listed)
			}
		}
		run(0, "revoke", "2", "--reason=更换")
		c.As(two).Do(http.StatusUnauthorized, http.MethodGet, "/sites", nil)
		for _, bad := range [][]string{
			{"revoke", "2", "--reason=x"},
			{"revoke", "1", "--reason=x"},
			{"revoke", "1", "--reason="},
			{"rotate", "99"},
			append(create, "--scopes=x"), append(create, "--cidrs=x"), append(create, "--expires-in=-1h"),
		} {
			if stdout, stderr := run(1, bad...); stdout != "" || stderr == "" {
				t.Errorf("%q says %s%s", bad, stdout, stderr)
			}
		}
		run(2, "revoke", "1")
		run(2, "rotate", "x")
	})
}

// The first key may come from a mounted file; a key that was ended does not come back with it.
func TestFirstKeyFromAFile(t *testing.T) {
	folder := t.TempDir()
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, "key"), []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := harness.Environment{
		"XUNCHA_DATABASE": "sqlite:" + folder + "/x.db", "XUNCHA_ADDR": "127.0.0.1:0", "XUNCHA_ADMIN_TOKEN_FILE": folder + "/key",
	}
	const weak = "abababababababababababababababababababab"
	write(weak)
	if code, stdout, stderr := harness.Run(t, env, "serve", "--migrate"); code != 1 || strings.Contains(stdout+stderr, weak) || !strings.Contains(stderr, "XUNCHA_ADMIN_TOKEN_FILE: ") {
		t.Errorf("a weak key ended with %d:\n%s%s", code, stdout, stderr)
	}
	write(harness.AdminToken)
	server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
	c := server.Admin(t)
	c.Do(http.StatusOK, http.MethodGet, "/sites", nil)
	next := makeKey(t, c, object{"name": "次", "role": "admin", "region_code": "all"})
	c.Do(http.StatusOK, http.MethodPost, "/tokens/1/revoke", object{"reason": "x"}, "If-Match", `"1"`)
	c.Do(http.StatusUnauthorized, http.MethodGet, "/sites", nil)
	server.Stop(t)
	server = harness.ServeWith(t, env, "serve", "--drain=0s") // the other key lets somebody in
	server.Admin(t).Do(http.StatusUnauthorized, http.MethodGet, "/sites", nil)
	server.Admin(t).As(next.Token).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	server.Stop(t)
	harness.Open(t, env["XUNCHA_DATABASE"]).Run("UPDATE tokens SET revoked_at = created_at")
	if code, _, stderr := harness.Run(t, env, "serve"); code != 1 || !strings.Contains(stderr, "XUNCHA_ADMIN_TOKEN") {
		t.Errorf("a key that was ended: %d\n%s", code, stderr)
	}
}
