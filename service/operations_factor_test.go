package service_test

import (
	"maps"
	"net/http"
	"net/url"
	"time"

	"github.com/pquerna/otp/totp"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sso"
	test "xuncha/test/sso"
)

// codeAt is what an authenticator with the secret shows at a time.
func (w *world) codeAt(secret string, at time.Time) string {
	w.t.Helper()
	return must[string](w.t)(totp.GenerateCode(secret, at))
}

// withTOTP gives a user a second factor that is in force, and answers its secret and the session that set it up. The clock
// stands one step later then, so that the code of the moment is a fresh one.
func (w *world) withTOTP(u model.User) (secret string, a model.Actor) {
	w.t.Helper()
	_, a = w.logIn(u)
	made := must[service.NewTOTP](w.t)(w.Sessions.BeginTOTP(w.ctx, a))
	refused(w.t, "confirm", w.Sessions.ConfirmTOTP(w.ctx, a, w.codeAt(made.Secret, w.now)), "")
	w.now = w.now.Add(30 * time.Second)
	return made.Secret, a
}

// withProvider puts a single sign-on at a provider into the program of the world.
func (w *world) withProvider(rules sso.Rules) *test.Hostile {
	w.t.Helper()
	h := test.StartHostile(w.t)
	settings := w.settings()
	settings.SSORules = rules
	settings.SSO = sso.New(sso.Settings{
		Issuer: h.Issuer, ClientID: test.ClientID, ClientSecret: test.ClientSecret, RedirectURL: test.RedirectURL,
	}, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, settings.Clock)
	w.Services = service.New(w.store, settings)
	return h
}

// comeBack begins a single sign-on and has the provider vouch for somebody with claims, up to where the browser is back.
func (w *world) comeBack(h *test.Hostile, claims map[string]any) model.SSOCallback {
	w.t.Helper()
	begun := must[service.SSOBegun](w.t)(w.SSO.Begin(w.ctx))
	u := must[*url.URL](w.t)(url.Parse(begun.AuthorizeURL))
	at := w.now
	h.Token(func(h *test.Hostile, code string) string { // which is the nonce of its login
		all := h.Claims(code, at)
		maps.Copy(all, claims)
		return h.Sign(all)
	})
	return model.SSOCallback{Code: u.Query().Get("nonce"), State: begun.State, Proof: begun.Proof}
}

func (w *world) signOn(h *test.Hostile, claims map[string]any) (service.Opened, error) {
	w.t.Helper()
	return w.SSO.Finish(w.ctx, caller(office), w.comeBack(h, claims))
}

var claimRules = sso.Rules{RoleClaim: "xuncha_role", RegionClaim: "xuncha_region", OrganizationClaim: "uscc"}

var factorOperations = []operation{
	{"Sessions.BeginTOTP", model.OwnAccount, "", anyone, "user.begin_totp", inSession(func(w *world, a model.Actor) error {
		return only(w.Sessions.BeginTOTP(w.ctx, a))
	})},
	{"Sessions.ConfirmTOTP", model.OwnAccount, "", anyone, "user.enable_totp", func(w *world) func(model.Actor) error {
		_, a := w.logIn(w.user(model.RoleViewer, model.Scope(countyB)))
		made := must[service.NewTOTP](w.t)(w.Sessions.BeginTOTP(w.ctx, a))
		return func(model.Actor) error { return w.Sessions.ConfirmTOTP(w.ctx, a, w.codeAt(made.Secret, w.now)) }
	}},
	{"Sessions.DisableTOTP", model.OwnAccount, "", anyone, "user.disable_totp", func(w *world) func(model.Actor) error {
		secret, a := w.withTOTP(w.user(model.RoleViewer, model.Scope(countyB)))
		return func(model.Actor) error {
			return w.Sessions.DisableTOTP(w.ctx, a, model.TOTPRemoval{Password: goodPassword, Code: w.codeAt(secret, w.now)})
		}
	}},
	{"Users.ResetTOTP", model.ManageUsers, "", missing, "user.reset_totp", func(w *world) func(model.Actor) error {
		u := w.user(model.RoleViewer, model.Scope(countyB))
		w.withTOTP(u)
		return func(a model.Actor) error { return only(w.Users.ResetTOTP(w.ctx, a, u.ID, 3)) }
	}},
	{"Security.Get", model.ManageSecurity, "", anyone, "", call(func(w *world, a model.Actor) error {
		return only(w.Security.Get(w.ctx, a))
	})},
	{"Security.Update", model.ManageSecurity, model.ScopeAll, "scope_all_needed", "security.update", call(func(w *world, a model.Actor) error {
		return only(w.Security.Update(w.ctx, a, 1, set(func(e *model.SecurityEdit) { e.TOTPRoles = model.Set[model.Role]{model.RoleAuditor} })))
	})},
	{"SSO.Begin", "", "", anyone, "", func(w *world) func(model.Actor) error {
		w.withProvider(claimRules)
		return func(model.Actor) error { return only(w.SSO.Begin(w.ctx)) }
	}},
	{"SSO.Finish", "", "", anyone, "user.create session.create", func(w *world) func(model.Actor) error {
		h := w.withProvider(claimRules)
		return func(model.Actor) error { return only(w.signOn(h, nil)) }
	}},
	{"SSO.Purge", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.SSO.Purge(w.ctx)) })},
}
