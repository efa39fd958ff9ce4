package blackbox

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
	"xuncha/test/sso"
)

const passphrase = "quilt-anchor-velvet-54"

type login struct {
	Token                 string `json:"token"`
	TOTPEnrolmentRequired bool   `json:"totp_enrolment_required"`
}

// as is a client with the session of the login.
func (l login) as(c harness.Client) harness.Client { return c.As(l.Token) }

func refusedAs(t *testing.T, c harness.Client, status int, code, method, path string, body any) {
	t.Helper()
	if p := harness.Decode[harness.Problem](t, c.Do(status, method, path, body)); p.Code != code {
		t.Errorf("%s %s is refused with %s, want %s", method, path, p.Code, code)
	}
}

// Second factors as users and administrators meet them.
func TestSecondFactor(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		admin, nobody := server.Admin(t), harness.NewClient(t, server.URL)
		path := create(t, admin, "/users", object{
			"name": "lisi", "display_name": "李四", "role": "viewer", "region_code": "422801", "password": passphrase,
		})
		logIn := func(extra object) login {
			body := object{"name": "lisi", "password": passphrase}
			for name, value := range extra {
				body[name] = value
			}
			return harness.Decode[login](t, nobody.Do(http.StatusCreated, http.MethodPost, "/sessions", body))
		}
		own := logIn(nil).as(nobody)
		const changed = "lantern-basil-orbit-77"
		own.Do(http.StatusNoContent, http.MethodPut, "/me/password", object{"current_password": passphrase, "new_password": changed})
		settings := admin.Do(http.StatusOK, http.MethodGet, "/security-settings", nil)
		refusedAs(t, admin, http.StatusPreconditionRequired, "if_match_required", http.MethodPatch, "/security-settings", object{"totp_roles": []string{"viewer"}})
		settings = admin.Do(http.StatusOK, http.MethodPatch, "/security-settings", object{"totp_roles": []string{"viewer"}}, "If-Match", settings.Tag())
		refusedAs(t, own, http.StatusForbidden, "totp_enrolment_required", http.MethodGet, "/sites", nil)
		if again := logIn(object{"password": changed}); !again.TOTPEnrolmentRequired {
			t.Errorf("%+v", again)
		}
		refusedAs(t, admin, http.StatusConflict, "only_in_session", http.MethodPost, "/me/totp", nil)
		made := harness.Decode[struct{ Secret, URI string }](t, own.Do(http.StatusCreated, http.MethodPost, "/me/totp", nil))
		if !strings.HasPrefix(made.URI, "otpauth://totp/xuncha:lisi?secret="+made.Secret) {
			t.Errorf("%+v", made)
		}
		code := func(steps int) string {
			c, err := totp.GenerateCode(made.Secret, time.Now().Add(time.Duration(steps)*30*time.Second))
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		refusedAs(t, own, http.StatusUnprocessableEntity, "invalid_fields", http.MethodPost, "/me/totp/confirm", object{"code": "no"})
		own.Do(http.StatusNoContent, http.MethodPost, "/me/totp/confirm", object{"code": code(-1)})
		own.Do(http.StatusOK, http.MethodGet, "/sites", nil)
		refusedAs(t, nobody, http.StatusUnauthorized, "totp_code_required", http.MethodPost, "/sessions", object{"name": "lisi", "password": changed})
		refusedAs(t, nobody, http.StatusUnauthorized, "totp_code_wrong", http.MethodPost, "/sessions", object{"name": "lisi", "password": changed, "code": code(-1)})
		logIn(object{"password": changed, "code": code(0)})
		removal := object{"password": changed, "code": code(1)}
		refusedAs(t, own, http.StatusConflict, "totp_required_by_role", http.MethodPost, "/me/totp/disable", removal)
		admin.Do(http.StatusOK, http.MethodPatch, "/security-settings", object{"totp_roles": []string{}}, "If-Match", settings.Tag())
		own.Do(http.StatusNoContent, http.MethodPost, "/me/totp/disable", removal)
		own.Do(http.StatusCreated, http.MethodPost, "/me/totp", nil)
		user := admin.Do(http.StatusOK, http.MethodGet, path, nil)
		admin.Do(http.StatusOK, http.MethodPost, path+"/reset-totp", nil, "If-Match", user.Tag())
		refusedAs(t, own, http.StatusUnauthorized, "unauthenticated", http.MethodGet, "/me", nil)
		if log := server.Stderr(); strings.Contains(log, made.Secret) || strings.Contains(log, changed) {
			t.Error("a secret is in the log")
		}
	})
}

type ssoLogin struct {
	AuthorizeURL string `json:"authorize_url"`
	State, Proof string
}

// Single sign-on at a real OpenID provider, as a front end does it.
func TestSingleSignOn(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		provider := sso.Start(t)
		env := provider.Settings(harness.Settings(address))
		env["XUNCHA_OIDC_ROLE_CLAIM"], env["XUNCHA_OIDC_ROLES"] = "groups", "bigdata-admins=admin,checkers=inspector,readers=viewer"
		env["XUNCHA_OIDC_REGION_CLAIM"], env["XUNCHA_OIDC_REGIONS"] = "area", "恩施市=422801,恩施州=4228"
		server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").MayFail()
		admin, nobody := server.Admin(t), harness.NewClient(t, server.URL)
		begin := func() ssoLogin {
			return harness.Decode[ssoLogin](t, nobody.Do(http.StatusCreated, http.MethodPost, "/sessions/sso", nil))
		}
		visit := func(subject string) object {
			begun := begin()
			back := provider.Visit(t, begun.AuthorizeURL, subject)
			if back.Get("state") != begun.State {
				t.Fatalf("the browser came back with %v", back)
			}
			return object{"code": back.Get("code"), "state": back.Get("state"), "proof": begun.Proof}
		}
		enter := func(body object) harness.Client {
			return harness.Decode[login](t, nobody.Do(http.StatusCreated, http.MethodPost, "/sessions/sso/callback", body)).as(nobody)
		}
		refuse := func(status int, code string, body object) {
			t.Helper()
			refusedAs(t, nobody, status, code, http.MethodPost, "/sessions/sso/callback", body)
		}
		type me struct {
			Principal, Name, Role string
			RegionCode            string `json:"region_code"`
		}

		provider.Know("7", map[string]any{"groups": []string{"staff", "readers", "checkers"}, "area": "恩施市", "preferred_username": "lisi", "name": "李四"})
		body := visit("7")
		first := enter(body)
		got := harness.Get[me](first, "/me")
		if got.Name != "lisi" || got.Role != "inspector" || got.RegionCode != "422801" {
			t.Errorf("%+v", got)
		}
		first.Do(http.StatusOK, http.MethodGet, "/sites", nil)
		refuse(http.StatusUnauthorized, "sso_failed", body) // a second time

		provider.Know("7", map[string]any{"groups": []string{"readers"}, "area": "恩施州", "preferred_username": "admin"})
		second := enter(visit("7"))
		if now := harness.Get[me](second, "/me"); now.Principal != got.Principal || now.Name != "lisi" || now.Role != "viewer" || now.RegionCode != "4228" {
			t.Errorf("%+v", now)
		}
		refusedAs(t, first, http.StatusUnauthorized, "unauthenticated", http.MethodGet, "/me", nil)

		strange, own := visit("7"), visit("7")
		refuse(http.StatusUnauthorized, "sso_failed", object{"code": strange["code"], "state": strange["state"], "proof": own["proof"]}) // a login that another browser began
		refuse(http.StatusUnauthorized, "sso_failed", object{"code": own["code"], "state": "x", "proof": own["proof"]})
		refuse(http.StatusUnauthorized, "sso_failed", object{"code": strange["code"], "state": own["state"], "proof": own["proof"]}) // a code with the verifier of another login
		refuse(http.StatusBadRequest, "invalid_fields", object{"code": "a", "state": "b", "proof": "c", "nonce": "d"})

		provider.Know("8", map[string]any{"groups": []string{"guests"}, "area": "恩施州"})
		refuse(http.StatusForbidden, "sso_no_rights", visit("8"))
		path := "/users/" + strings.TrimPrefix(got.Principal, "user:")
		user := admin.Do(http.StatusOK, http.MethodGet, path, nil)
		admin.Do(http.StatusOK, http.MethodPost, path+"/disable", object{"reason": "离职"}, "If-Match", user.Tag())
		refuse(http.StatusForbidden, "user_disabled", visit("7"))
		refusedAs(t, second, http.StatusUnauthorized, "unauthenticated", http.MethodGet, "/me", nil)

		provider.Know("7", map[string]any{})
		waiting := visit("7")
		provider.Stop()
		refuse(http.StatusServiceUnavailable, "sso_unavailable", waiting)
		admin.Do(http.StatusOK, http.MethodGet, "/sites", nil)
		for _, secret := range []any{sso.ClientSecret, waiting["code"], waiting["state"], waiting["proof"], body["code"], body["proof"]} {
			if strings.Contains(server.Stderr(), secret.(string)) {
				t.Errorf("the log has %q", secret)
			}
		}
	})
}

// A service starts although its provider is down, and does everything else.
func TestProviderThatIsDown(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := sso.Settings("http://127.0.0.1:1", harness.Settings(address))
		server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").MayFail()
		nobody := harness.NewClient(t, server.URL)
		for range 2 {
			refusedAs(t, nobody, http.StatusServiceUnavailable, "sso_unavailable", http.MethodPost, "/sessions/sso", nil)
		}
		server.Admin(t).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	})
}

// Without a provider there is nothing to begin.
func TestNoSingleSignOn(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		nobody := harness.NewClient(t, harness.Serve(t, address).URL)
		refusedAs(t, nobody, http.StatusNotFound, "sso_not_configured", http.MethodPost, "/sessions/sso", nil)
		refusedAs(t, nobody, http.StatusNotFound, "sso_not_configured", http.MethodPost, "/sessions/sso/callback", object{"code": "a", "state": "b", "proof": "c"})
	})
}
