package blackbox

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/service/seal"
	"xuncha/test/harness"
)

const firstPassword, ownPassword = "correct horse battery staple", "quilt-anchor-velvet-54"

type opened struct {
	Token                 string `json:"token"`
	ExpiresAt             string `json:"expires_at"`
	MustChangePassword    bool   `json:"must_change_password"`
	TOTPEnrolmentRequired bool   `json:"totp_enrolment_required"`
}

func logIn(t *testing.T, c harness.Client, name, password string) opened {
	t.Helper()
	answer := c.Do(http.StatusCreated, http.MethodPost, "/sessions", object{"name": name, "password": password})
	return harness.Decode[opened](t, answer)
}

// The first day of a user: made by an administrator, a password of its own, work, and the end.
func TestLifeOfAUser(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		admin, nobody := server.Admin(t), harness.NewClient(t, server.URL)
		path := create(t, admin, "/users", object{
			"name": "zhangsan", "display_name": "张三", "role": "county_admin", "region_code": "422801", "password": firstPassword,
		})
		first := logIn(t, nobody, "ZhangSan", firstPassword)
		if !first.MustChangePassword || first.TOTPEnrolmentRequired || !strings.HasPrefix(first.Token, "xs_") {
			t.Errorf("%+v", first)
		}
		user := nobody.As(first.Token)
		refuse(t, user, "password_change_required", http.StatusForbidden, http.MethodGet, "/sites", nil)
		refuse(t, user, "invalid_fields", http.StatusUnprocessableEntity, http.MethodPut, "/me/password",
			object{"current_password": "wrong", "new_password": ownPassword})
		user.Do(http.StatusNoContent, http.MethodPut, "/me/password", object{"current_password": firstPassword, "new_password": ownPassword})
		user.Do(http.StatusOK, http.MethodGet, "/sites", nil)
		me := harness.Get[map[string]any](user, "/me")
		if me["name"] != "zhangsan" || me["role"] != "county_admin" || me["region_code"] != "422801" || me["must_change_password"] != false ||
			me["expires_at"] != first.ExpiresAt || len(me["permissions"].([]any)) == 0 {
			t.Errorf("%v", me)
		}

		// It manages the users of its county, and no others.
		colleague := create(t, user, "/users", object{"name": "lisi", "role": "viewer", "region_code": "422801", "password": firstPassword})
		refuse(t, user, "invalid_fields", http.StatusUnprocessableEntity, http.MethodPost, "/users",
			object{"name": "boss", "role": "admin", "region_code": "422801", "password": firstPassword})
		other := create(t, admin, "/users", object{"name": "wangwu", "role": "viewer", "region_code": "422802", "password": firstPassword})
		refuse(t, user, "not_found", http.StatusNotFound, http.MethodGet, other, nil)
		names := func(list map[string]any) (out []string) {
			for _, item := range list["items"].([]any) {
				out = append(out, item.(map[string]any)["name"].(string))
			}
			return out
		}
		if diff := cmp.Diff([]string{"lisi", "zhangsan"}, names(harness.Get[map[string]any](user, "/users?sort=name"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"lisi"}, names(harness.Get[map[string]any](user, "/users?role=viewer&state=active&region=422801&q=LI&limit=5"))); diff != "" {
			t.Error(diff)
		}

		// Other rights end a session at once; a disabled user does not come in again.
		lisi := nobody.As(logIn(t, nobody, "lisi", firstPassword).Token)
		lisi.Do(http.StatusOK, http.MethodGet, "/me", nil)
		user.Do(http.StatusOK, http.MethodPatch, colleague, object{"scopes": []string{"register.read"}}, "If-Match", `"1"`)
		lisi.Do(http.StatusUnauthorized, http.MethodGet, "/me", nil)
		user.Do(http.StatusOK, http.MethodPost, colleague+"/set-password", object{"password": "another long passphrase"}, "If-Match", `"2"`)
		refuse(t, nobody, "login_failed", http.StatusUnauthorized, http.MethodPost, "/sessions", object{"name": "lisi", "password": firstPassword})
		user.Do(http.StatusOK, http.MethodPost, colleague+"/disable", object{"reason": "调离"}, "If-Match", `"3"`)
		refuse(t, nobody, "login_failed", http.StatusUnauthorized, http.MethodPost, "/sessions", object{"name": "lisi", "password": "another long passphrase"})
		user.Do(http.StatusOK, http.MethodPost, colleague+"/enable", object{"reason": "调回"}, "If-Match", `"4"`)
		logIn(t, nobody, "lisi", "another long passphrase")

		user.Do(http.StatusNoContent, http.MethodDelete, "/sessions/current", nil)
		user.Do(http.StatusUnauthorized, http.MethodGet, "/me", nil)
		got := harness.Get[map[string]any](admin, path)
		if got["must_change_password"] != false || got["last_login_at"] == nil || got["sso"] != false {
			t.Errorf("%v", got)
		}
		key := harness.Get[map[string]any](admin, "/me")
		if principal, _ := key["principal"].(string); !strings.HasPrefix(principal, "key:") || key["expires_at"] != nil {
			t.Errorf("%v", key)
		}
		refuse(t, admin, "only_in_session", http.StatusConflict, http.MethodDelete, "/sessions/current", nil)
		refuse(t, admin, "only_in_session", http.StatusConflict, http.MethodPut, "/me/password",
			object{"current_password": firstPassword, "new_password": ownPassword})
	})
}

// refuse expects a refusal with a code.
func refuse(t *testing.T, c harness.Client, code string, status int, method, path string, body any) {
	t.Helper()
	answer := c.Do(status, method, path, body)
	if got := harness.Decode[harness.Problem](t, answer).Code; got != code {
		t.Errorf("%s %s: %s, want %s", method, path, got, code)
	}
}

// Guesses are counted in the database: a restart forgives nothing, and neither do headers that anybody can write.
func TestGuessesOutliveARestart(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		env["XUNCHA_KEYS"] = seal.NewKey(seal.International) // the counters are found again under the same keys
		server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
		create(t, server.Admin(t), "/users", object{"name": "zhangsan", "role": "viewer", "region_code": "4228", "password": firstPassword})
		c := harness.NewClient(t, server.URL)
		for i := range 8 {
			answer, err := c.Send(http.MethodPost, "/sessions", object{"name": "zhangsan", "password": "this is not it"},
				"X-Forwarded-For", "198.51.100."+strconv.Itoa(i), "X-Real-IP", "198.51.100."+strconv.Itoa(i))
			if err != nil || answer.Status != http.StatusUnauthorized && answer.Status != http.StatusTooManyRequests {
				t.Fatalf("%d %v", answer.Status, err)
			}
		}
		server.Stop(t)
		database := harness.Open(t, address)
		if n := database.Number("SELECT MAX(failures) FROM login_counters"); n < 5 || n > 8 {
			t.Errorf("%d failures are counted", n)
		}
		// What is left of the delay is over before this program has started; one of minutes is not.
		database.Run("UPDATE login_counters SET blocked_until = '" +
			time.Now().UTC().Add(10*time.Minute).Format("2006-01-02 15:04:05.000000") + "' WHERE blocked_until IS NOT NULL")
		server = harness.ServeWith(t, env, "serve", "--drain=0s")
		answer := harness.NewClient(t, server.URL).Do(http.StatusTooManyRequests, http.MethodPost, "/sessions",
			object{"name": "zhangsan", "password": firstPassword}, "X-Forwarded-For", "203.0.113.1")
		if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err != nil || seconds < 300 || seconds > 600 {
			t.Errorf("Retry-After: %q", answer.Header.Get("Retry-After"))
		}
	})
}

// An operator lets the first people in, on the command line.
func TestUserCommands(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		server := harness.Serve(t, address)
		c := harness.NewClient(t, server.URL)
		code, stdout, stderr := harness.Run(t, env, "user", "create", "--name", "zhangsan", "--role", "admin", "--region", "4228", "--display-name", "张三")
		made := strings.TrimSpace(stdout)
		if code != 0 || len(made) != 24 || strings.Contains(stderr, made) || !strings.Contains(stderr, "admin of 4228") {
			t.Fatalf("%d %q %q", code, stdout, stderr)
		}
		if first := logIn(t, c, "zhangsan", made); !first.MustChangePassword {
			t.Errorf("%+v", first)
		}
		code, stdout, stderr = harness.RunWith(t, env, ownPassword+"\n", "user", "set-password", "ZHANGSAN", "--password-stdin")
		if code != 0 || stdout != "" || strings.Contains(stderr, ownPassword) {
			t.Fatalf("%d %q %q", code, stdout, stderr)
		}
		refuse(t, c, "login_failed", http.StatusUnauthorized, http.MethodPost, "/sessions", object{"name": "zhangsan", "password": made})
		logIn(t, c, "zhangsan", ownPassword)

		organization := create(t, server.Admin(t), "/organizations", object{"name": "恩施市司法局", "region_code": "422801"})
		id := strconv.FormatUint(harness.Get[thing](server.Admin(t), organization).ID, 10)
		code, stdout, stderr = harness.Run(t, env, "user", "create", "--name", "staff", "--role", "unit_staff", "--organization", id)
		if code != 0 || !strings.Contains(stderr, "unit_staff of 422801") {
			t.Errorf("%d %q %q", code, stdout, stderr)
		}
		for want, arguments := range map[string][]string{
			"已被占用":   {"user", "create", "--name", "ZhangSan", "--role", "viewer", "--region", "4228"},
			"region": {"user", "create", "--name", "lisi", "--role", "viewer", "--region", "42280"},
			"role":   {"user", "create", "--name", "lisi", "--role", "boss", "--region", "4228"},
			"不存在":    {"user", "set-password", "nobody"},
		} {
			if code, stdout, stderr := harness.Run(t, env, arguments...); code != 1 || stdout != "" || !strings.Contains(stderr, want) {
				t.Errorf("%q ended with %d: %q %q", arguments, code, stdout, stderr)
			}
		}
		for _, weak := range []string{"", "\n", "short\n", "Admin@123456\n"} {
			code, stdout, stderr := harness.RunWith(t, env, weak, "user", "create", "--name", "lisi", "--role", "viewer", "--region", "4228", "--password-stdin")
			if code != 1 || stdout != "" || !strings.Contains(stderr, "password") {
				t.Errorf("%q ended with %d: %q %q", weak, code, stdout, stderr)
			}
		}
	})
}
