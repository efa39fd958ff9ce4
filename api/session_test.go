package api

import (
	"net/http"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

const goodPassword = "correct horse battery staple"

func (f *fixture) user(role model.Role, name string) model.User {
	f.t.Helper()
	row, err := f.services.Users.Create(f.t.Context(), service.Operator("test"),
		model.UserEdit{Name: name, Role: role, RegionCode: "4228"}, model.NewPassword{Password: goodPassword, Kept: true})
	if err != nil {
		f.t.Fatal(err)
	}
	return row
}

func login(name, password string) string {
	return `{"name":"` + name + `","password":"` + password + `"}`
}

// anonymously sends a request without a key.
func anonymously(headers ...string) []string { return append(headers, "Authorization", "") }

// Nothing in an answer tells whether a name is known: not the status, not a header, not the body.
func TestLoginAnswersTellNothingOfNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		f.user(model.RoleInspector, "known")
		disabled := f.user(model.RoleInspector, "disabled")
		if _, err := f.services.Users.Disable(t.Context(), service.Operator("test"), disabled.ID, 1, model.Reason{Reason: "r"}); err != nil {
			t.Fatal(err)
		}
		seen := map[string][]string{}
		for i, name := range []string{"known", "disabled", "nobody"} {
			for range 7 { // five are looked at, the others come too soon
				answer := f.do("POST", "/api/v1/sessions", login(name, "this is not the password"),
					anonymously("Remote", "198.51.100."+string(rune('1'+i))+":1")...)
				header := answer.Header().Clone()
				seen[name] = append(seen[name], http.StatusText(answer.Code)+" "+answer.Body.String()+" "+sorted(header))
			}
		}
		for i := range seen["known"] {
			if seen["known"][i] != seen["nobody"][i] || seen["disabled"][i] != seen["nobody"][i] {
				t.Errorf("try %d:\n%s\n%s\n%s", i, seen["known"][i], seen["disabled"][i], seen["nobody"][i])
			}
		}
		if !strings.HasPrefix(seen["nobody"][0], "Unauthorized ") || !strings.Contains(seen["nobody"][0], `"login_failed"`) ||
			!strings.HasPrefix(seen["nobody"][6], "Too Many Requests ") || !strings.Contains(seen["nobody"][6], "Retry-After") {
			t.Errorf("%q", seen["nobody"])
		}
		if strings.Contains(f.log.String(), "nobody") || strings.Contains(f.log.String(), "not the password") {
			t.Errorf("the log keeps what was typed: %s", f.log)
		}
	})
}

func sorted(h http.Header) string {
	var b strings.Builder
	if err := h.Write(&b); err != nil { // in the order of the names
		return err.Error()
	}
	return b.String()
}

func TestTooManyLoginsSayWhen(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	f.user(model.RoleInspector, "known")
	for range 5 {
		f.do("POST", "/api/v1/sessions", login("known", "this is not the password"), anonymously()...)
	}
	answer := f.do("POST", "/api/v1/sessions", login("known", goodPassword), anonymously()...)
	if got := told(t, answer); got != "Too Many Requests too_many_logins" || answer.Header().Get("Retry-After") != "2" {
		t.Errorf("%s, Retry-After %q", got, answer.Header().Get("Retry-After"))
	}
}

// Whatever is wrong with a token, the answer has the same bytes.
func TestTokensThatAreNotTaken(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		open := func(name string) string {
			f.user(model.RoleViewer, name)
			answer := f.do("POST", "/api/v1/sessions", login(name, goodPassword), anonymously()...)
			if answer.Code != http.StatusCreated || answer.Header().Get("Location") != "/api/v1/sessions/current" || answer.Header().Get("Cache-Control") != "no-store" {
				t.Fatalf("%d %v %s", answer.Code, answer.Header(), answer.Body)
			}
			return read[loginResponse](t, answer).Token
		}
		ended, expired, idle, disabled := open("a"), open("b"), open("c"), open("d")
		if answer := f.do("DELETE", "/api/v1/sessions/current", "", "Authorization", "Bearer "+ended); answer.Code != http.StatusNoContent {
			t.Fatalf("%d %s", answer.Code, answer.Body)
		}
		change := func(statement string) {
			if _, err := s.Pool().ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		change("UPDATE sessions SET expires_at = '2022-10-08 01:00:00.000000' WHERE user_id = (SELECT id FROM users WHERE name = 'b')")
		change("UPDATE sessions SET last_used_at = '2022-10-08 00:30:00.000000' WHERE user_id = (SELECT id FROM users WHERE name = 'c')")
		change("UPDATE users SET state = 'disabled' WHERE name = 'd'")
		want := ""
		for what, token := range map[string]string{
			"ended": ended, "expired": expired, "idle": idle, "disabled": disabled, "made up": model.NewSessionText(), "short": "xs_",
			"a key": model.NewTokenText(), "none": "x",
		} {
			answer := f.do("GET", "/api/v1/me", "", "Authorization", "Bearer "+token)
			got := sorted(answer.Header()) + answer.Body.String()
			if want == "" {
				want = got
			}
			if answer.Code != http.StatusUnauthorized || got != want {
				t.Errorf("%s: %d %s, want %s", what, answer.Code, got, want)
			}
		}
	})
}

// No field of a user that a caller must not set can be set, and no answer has a hash.
func TestUsersKeepTheirSecrets(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		body := `{"name":"zhangsan","role":"viewer","region_code":"4228","password":"` + goodPassword + `"}`
		answer := f.do("POST", "/api/v1/users", body)
		if answer.Code != http.StatusCreated {
			t.Fatal(answer.Body)
		}
		path := answer.Header().Get("Location")
		for _, field := range []string{
			"id", "state", "password", "password_hash", "PasswordHash", "must_change_password", "sso", "subject_key", "totp_enabled",
			"totp_secret", "last_login_at", "version", "created_at", "scope", "permissions", "Role",
		} {
			answer := f.do("PATCH", path, `{"`+field+`":null}`, "If-Match", `"1"`)
			if got := told(t, answer); got != "Bad Request invalid_fields "+field+":unknown_field" {
				t.Errorf("%s: %s", field, got)
			}
		}
		for _, answer := range []string{
			answer.Body.String(), f.do("GET", path, "").Body.String(), f.do("GET", "/api/v1/users", "").Body.String(),
			f.do("POST", path+"/set-password", `{"password":"another long passphrase"}`, "If-Match", `"1"`).Body.String(),
		} {
			if strings.Contains(answer, "argon2") || strings.Contains(answer, "passphrase") || strings.Contains(answer, "battery") || !strings.Contains(answer, "zhangsan") {
				t.Error(answer)
			}
		}
		if strings.Contains(f.log.String(), "battery") || strings.Contains(f.log.String(), "argon2") {
			t.Error("the log shows a secret")
		}
		trail := ""
		rows, err := s.Pool().QueryContext(t.Context(), "SELECT CONCAT(before_state, after_state) FROM audit_entries WHERE thing_kind = 'user'")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			trail += line
		}
		if err := rows.Err(); err != nil || strings.Contains(trail, "argon2") || !strings.Contains(trail, "zhangsan") {
			t.Errorf("%v %s", err, trail)
		}
	})
}
