package fault

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"xuncha/test/harness"
	"xuncha/test/sso"
)

const (
	firstPassword  = "quilt-anchor-velvet-54"
	secondPassword = "lantern-basil-orbit-77"
)

// guessing is what a right guess at a secret writes beside its effect. It is charged before it is looked at, in a transaction
// of its own, and the charge is taken back afterwards. When that fails the charge stays: a guess that nobody is charged
// for because the service was made to fail would be free.
const guessing = ",INSERT login_counters,UPDATE login_counters,DELETE login_counters leaves login_counters,INSERT audit_entries"

// accounts tries what is done to users, what they do to themselves, and their logins.
func (b *breaker) accounts(admin, nobody harness.Client) {
	b.t.Helper()
	user := object{"name": "enshi-01", "display_name": "示例用户", "role": "viewer", "region_code": "4228", "password": firstPassword}
	b.carryOut(admin, operation{"POST", "/users", user, "INSERT users"}, "create-user")
	wrong := object{"name": "enshi-01", "password": "wrong"}
	b.refusedLogin(nobody, wrong)
	credentials := object{"name": "enshi-01", "password": firstPassword}
	b.login(nobody, "INSERT sessions,UPDATE users,INSERT login_sources", func() object { return credentials })
	own := b.login(nobody, "INSERT sessions,UPDATE users,UPDATE login_sources", func() object { return credentials })
	b.own(own, "PUT", "/me/password", "UPDATE users,DELETE sessions"+guessing, func() object {
		return object{"current_password": firstPassword, "new_password": secondPassword}
	})
	credentials["password"] = secondPassword
	logIn := func() { nobody.Do(http.StatusCreated, http.MethodPost, "/sessions", credentials) }
	logIn()
	made := b.own(own, "POST", "/me/totp", "UPDATE users,INSERT audit_entries", nil)
	secret := harness.Decode[struct{ Secret string }](b.t, made).Secret
	b.own(own, "POST", "/me/totp/confirm", "UPDATE users,DELETE sessions,INSERT audit_entries", func() object {
		return object{"code": code(b.t, secret, -1)}
	})
	b.login(nobody, "INSERT sessions,UPDATE users,UPDATE login_sources", func() object {
		return object{"name": "enshi-01", "password": secondPassword, "code": code(b.t, secret, 0)}
	})
	b.own(own, "POST", "/me/totp/disable", "UPDATE users,DELETE sessions"+guessing, func() object {
		return object{"password": secondPassword, "code": code(b.t, secret, 1)}
	})
	own.Do(http.StatusCreated, http.MethodPost, "/me/totp", nil)
	for i, op := range []operation{
		{"POST", "/users/{users}/reset-totp", nil, "UPDATE users,DELETE sessions"},
		{"PATCH", "/users/{users}", object{"role": "inspector"}, "UPDATE users,DELETE sessions"},
		{"PATCH", "/security-settings", object{"totp_roles": []string{"admin"}}, "UPDATE security_settings"},
		{"POST", "/users/{users}/disable", object{"reason": "原因"}, "UPDATE users,DELETE sessions"},
		{"POST", "/users/{users}/enable", object{"reason": "原因"}, "UPDATE users"},
		{"POST", "/users/{users}/set-password", object{"password": firstPassword}, "UPDATE users,DELETE sessions"},
	} {
		if !strings.HasSuffix(op.path, "/enable") {
			logIn()
		}
		b.carryOut(admin, op, "account-"+string(rune('a'+i)))
	}
	credentials["password"] = firstPassword
	own = b.login(nobody, "INSERT sessions", func() object { return credentials })
	b.own(own, "DELETE", "/sessions/current", "DELETE sessions,INSERT audit_entries", nil)
}

// login tries a login, and answers the client of the session.
func (b *breaker) login(nobody harness.Client, writes string, credentials func() object) harness.Client {
	b.t.Helper()
	answer := b.own(nobody, "POST", "/sessions", writes+guessing, credentials)
	return nobody.As(harness.Decode[struct{ Token string }](b.t, answer).Token)
}

// own tries what takes neither a version nor a key.
func (b *breaker) own(c harness.Client, method, path, writes string, body func() object) harness.Answer {
	b.t.Helper()
	return b.try(method+" "+path, writes, false, func() send {
		var sent any
		if body != nil {
			sent = body()
		}
		return func() (harness.Answer, error) { return c.Send(method, path, sent) }
	})
}

// refusedLogin tries a login that is refused in the end. Its charge stays, also when the refusal cannot be written down:
// nobody guesses for nothing. Nobody is told the outcome of a guess that is not in the trail.
func (b *breaker) refusedLogin(nobody harness.Client, credentials object) {
	b.t.Helper()
	const denied = "SELECT COUNT(*) FROM audit_entries WHERE operation = 'session.create' AND outcome = 'denied'"
	for write, leaves := range map[string]string{
		"INSERT login_counters": "", "UPDATE login_counters": "", "INSERT audit_entries": "login_counters",
	} {
		event, table, _ := strings.Cut(write, " ")
		b.Run("DELETE FROM login_counters")
		before := b.Checksum()
		breakTable(b.Database, event, table)
		answer, err := nobody.Send(http.MethodPost, "/sessions", credentials)
		b.Run("DROP TRIGGER broken")
		if err != nil || answer.Status != http.StatusInternalServerError {
			b.t.Errorf("a refused login without %s answers %d, %v: %s", write, answer.Status, err, answer.Body)
		}
		charged := b.Number("SELECT COUNT(*) FROM login_counters WHERE failures = 1")
		b.Run("DELETE FROM login_counters")
		if (charged == 3) != (leaves != "") || (charged == 0) != (leaves == "") || b.Checksum() != before || b.Number(denied) != 0 {
			b.t.Errorf("a refused login without %s left %d charges and %d entries, or more", write, charged, b.Number(denied))
		}
	}
	before := b.Checksum()
	answer, err := nobody.Send(http.MethodPost, "/sessions", credentials)
	if err != nil || answer.Status != http.StatusUnauthorized {
		b.t.Errorf("a wrong password is answered with %d, %v", answer.Status, err)
	}
	b.Want(map[string]int{denied: 1, "SELECT COUNT(*) FROM login_counters WHERE failures = 1": 3})
	b.Run("DELETE FROM login_counters")
	if b.Checksum() != before {
		b.t.Error("a refused login left more than its entry and its charge")
	}
}

// code is one of an authenticator, so many steps from now, and not at the end of a step.
func code(t testing.TB, secret string, steps int) string {
	t.Helper()
	const step = 30 * time.Second
	if left := step - time.Duration(time.Now().UnixNano())%step; left < 3*time.Second {
		time.Sleep(left)
	}
	text, err := totp.GenerateCode(secret, time.Now().Add(time.Duration(steps)*step))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// singleSignOns tries those of somebody who is not known yet, and of one whose claims have changed. Whatever fails after
// the provider was asked has used the begun sign-on up, which is meant: what comes back from a provider is taken once.
func (b *breaker) singleSignOns(nobody harness.Client, provider *sso.Provider) {
	b.t.Helper()
	b.own(nobody, "POST", "/sessions/sso", "INSERT sso_logins", nil)
	used := func(writes ...string) string {
		return "DELETE sso_logins," + strings.Join(writes, " leaves sso_logins,") + " leaves sso_logins"
	}
	comeBack := func() object {
		begun := harness.Decode[struct {
			AuthorizeURL string `json:"authorize_url"`
			State, Proof string
		}](b.t, nobody.Do(http.StatusCreated, http.MethodPost, "/sessions/sso", nil))
		back := provider.Visit(b.t, begun.AuthorizeURL, "7")
		return object{"code": back.Get("code"), "state": begun.State, "proof": begun.Proof}
	}
	const path = "/sessions/sso/callback"
	provider.Know("7", map[string]any{"groups": []string{"readers"}, "area": "恩施市", "preferred_username": "enshi-02"})
	b.own(nobody, "POST", path, used("INSERT users", "INSERT sessions", "UPDATE users", "INSERT login_sources", "INSERT audit_entries"), comeBack)
	provider.Know("7", map[string]any{"groups": []string{"checkers"}, "area": "恩施市", "preferred_username": "enshi-02"})
	b.own(nobody, "POST", path, used("UPDATE users", "DELETE sessions", "INSERT sessions", "UPDATE login_sources", "INSERT audit_entries"), comeBack)
}
