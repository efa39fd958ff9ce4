package service_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/sso"
	test "xuncha/test/sso"
)

func (w *world) whoIs(o service.Opened) model.Actor {
	w.t.Helper()
	return must[model.Actor](w.t)(w.Sessions.Authenticate(w.ctx, o.Text))
}

func TestSingleSignOn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		first := must[service.Opened](t)(w.signOn(h, map[string]any{"name": "李四"}))
		a := w.whoIs(first)
		if a.Name != "somebody" || a.Role != model.RoleViewer || a.Scope != "422801" || a.Restriction != "" || first.MustChangePassword {
			t.Errorf("%+v", a)
		}
		again := must[service.Opened](t)(w.signOn(h, nil))
		if b := w.whoIs(again); b.UserID != a.UserID {
			t.Error("the second login made another user")
		}
		refused(t, "the first session", only(w.Sessions.Me(w.ctx, w.whoIs(first))), "")
		changed := must[service.Opened](t)(w.signOn(h, map[string]any{"xuncha_role": "inspector", "xuncha_region": []string{"x", "4228"}}))
		if b := w.whoIs(changed); b.UserID != a.UserID || b.Role != model.RoleInspector || b.Scope != "4228" {
			t.Errorf("after other claims: %+v", b)
		}
		for _, o := range []service.Opened{first, again} {
			refused(t, "a session with the rights of before", only(w.Sessions.Authenticate(w.ctx, o.Text)), "unauthenticated")
		}
		refused(t, "a password", only(w.Sessions.LogIn(w.ctx, caller(office), model.Login{Name: "somebody", Password: "correct horse battery staple"})), "login_failed")
		refused(t, "claims without rights", only(w.signOn(h, map[string]any{"xuncha_role": "boss"})), "sso_no_rights")
		refused(t, "rights that were lost end no session", only(w.Sessions.Authenticate(w.ctx, changed.Text)), "")
		must[model.User](t)(w.Users.Disable(w.ctx, operator, a.UserID, 2, why))
		refused(t, "a disabled user", only(w.signOn(h, nil)), "user_disabled")
		got := query(t, w.store, "SELECT operation, outcome, reason, user_id, thing_id, actor_name FROM audit_entries WHERE operation NOT IN ('user.disable', 'catalogue.create') ORDER BY id")
		id, way := a.UserID, "sso "+h.Issuer
		want := []string{
			fmt.Sprintf("operation=user.create|outcome=done|reason=%s|user_id=%d|thing_id=%[2]d|actor_name=somebody", way, id),
			fmt.Sprintf("operation=session.create|outcome=done|reason=%s|user_id=%d|thing_id=1|actor_name=somebody", way, id),
			fmt.Sprintf("operation=session.create|outcome=done|reason=%s|user_id=%d|thing_id=2|actor_name=somebody", way, id),
			fmt.Sprintf("operation=user.update|outcome=done|reason=%s|user_id=%d|thing_id=%[2]d|actor_name=somebody", way, id),
			fmt.Sprintf("operation=session.create|outcome=done|reason=%s|user_id=%d|thing_id=3|actor_name=somebody", way, id),
			"operation=session.create|outcome=denied|reason=login_failed|user_id=0|thing_id=1|actor_name=",
			"operation=session.create|outcome=denied|reason=sso: sso_no_rights|user_id=0|thing_id=1|actor_name=",
			"operation=session.create|outcome=denied|reason=sso: user_disabled|user_id=0|thing_id=1|actor_name=",
		}
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("entry %d of the trail:\n%v\nwant\n%v", i, got, want)
			}
		}
	})
}

func TestSingleSignOnTakesOverNobody(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.user(model.RoleAdmin, model.ScopeAll, func(e *model.UserEdit) { e.Name = "Somebody" })
		h := w.withProvider(claimRules)
		names := map[string]bool{}
		for _, claims := range []map[string]any{
			{"sub": "1"},
			{"sub": "2", "preferred_username": " ＳＯＭＥＢＯＤＹ "},
			{"sub": "3", "preferred_username": "", "email": "somebody@example.com"},
			{"sub": "4", "preferred_username": "", "email": "lisi@example.com"},
			{"sub": "5", "preferred_username": 7},
			{"sub": "6", "preferred_username": "a\u202eb", "name": "\u202e"},
			{"sub": "7", "preferred_username": strings.Repeat("张", 300), "name": strings.Repeat("张", 300)},
		} {
			a := w.whoIs(must[service.Opened](t)(w.signOn(h, claims)))
			if a.UserID == owner.ID || a.Role != model.RoleViewer || names[model.Key(a.Name)] {
				t.Errorf("%v: %+v", claims, a)
			}
			names[model.Key(a.Name)] = true
			if again := w.whoIs(must[service.Opened](t)(w.signOn(h, claims))); again.UserID != a.UserID {
				t.Errorf("%v: another user at the second login", claims)
			}
		}
		if !names["lisi"] || names["somebody"] {
			t.Errorf("the names %v", names)
		}
		// The same subject of another provider is somebody else.
		other := w.withProvider(claimRules)
		if a := w.whoIs(must[service.Opened](t)(w.signOn(other, map[string]any{"sub": "4", "preferred_username": "wangwu"}))); a.Name != "wangwu" {
			t.Errorf("the subject of another provider came in as %s", a.Name)
		}
	})
}

func TestCallbackOfSingleSignOn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		refused(t, "without a provider", only(w.SSO.Begin(w.ctx)), "sso_not_configured")
		refused(t, "without a provider", only(w.SSO.Finish(w.ctx, caller(office), model.SSOCallback{})), "sso_not_configured")
		h := w.withProvider(claimRules)
		finish := func(in model.SSOCallback) error { return only(w.SSO.Finish(w.ctx, caller(office), in)) }
		refused(t, "nothing", finish(model.SSOCallback{}), "invalid_fields code:required state:required proof:required")
		long := strings.Repeat("a", 4097)
		refused(t, "without end", finish(model.SSOCallback{Code: long, State: long, Proof: long}), "invalid_fields code:too_long state:too_long proof:too_long")
		good, other := w.comeBack(h, nil), w.comeBack(h, nil)
		for name, in := range map[string]model.SSOCallback{
			"the state of another":     {Code: good.Code, State: other.State, Proof: good.Proof},
			"the proof of another":     {Code: good.Code, State: good.State, Proof: other.Proof},
			"the state as proof":       {Code: good.Code, State: good.State, Proof: good.State},
			"a state that was never":   {Code: good.Code, State: "x", Proof: good.Proof},
			"a proof that was never":   {Code: good.Code, State: good.State, Proof: "x"},
			"a state with a wild card": {Code: good.Code, State: "%", Proof: "%"},
		} {
			refused(t, name, finish(in), "sso_failed")
		}
		refused(t, "a token with the nonce of another", finish(model.SSOCallback{Code: other.Code, State: good.State, Proof: good.Proof}), "sso_failed")
		refused(t, "which is used up by it", finish(good), "sso_failed")
		refused(t, "who guesses a proof burns nothing", finish(other), "")
		refused(t, "again", finish(other), "sso_failed")
		late := w.comeBack(h, map[string]any{"exp": w.now.Add(time.Hour).Unix()})
		w.now = w.now.Add(10 * time.Minute)
		refused(t, "late", finish(late), "sso_failed")
		before := h.Asked(test.TokenPath)
		refused(t, "and it is not asked of the provider", finish(late), "sso_failed")
		if h.Asked(test.TokenPath) != before {
			t.Error("the provider was asked for a login that had run out")
		}
		if n := must[int](t)(w.SSO.Purge(w.ctx)); n != 1 {
			t.Errorf("%d logins that had run out were removed", n)
		}
		kept := w.comeBack(h, nil)
		if n := must[int](t)(w.SSO.Purge(w.ctx)); n != 0 {
			t.Errorf("%d logins were removed that had not run out", n)
		}
		refused(t, "a login that had not run out", finish(kept), "")
		if n := count(t, w.store, "SELECT COUNT(*) FROM sso_logins"); n != 0 {
			t.Errorf("%d logins are left", n)
		}
	})
}

// What the tables hold is no use to who reads them, and no reason in the trail has anything secret.
func TestSingleSignOnKeepsNoSecrets(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		in := w.comeBack(h, map[string]any{"aud": "other"})
		in.Code = "canary-code"
		rows := query(t, w.store, "SELECT * FROM sso_logins")
		refused(t, "for another", only(w.SSO.Finish(w.ctx, caller(office), in)), "sso_failed")
		trail := query(t, w.store, "SELECT * FROM audit_entries")
		if len(rows) != 1 || !strings.Contains(strings.Join(trail, ""), "reason=sso: sso_failed: the single sign-on was refused: the token is not valid") {
			t.Errorf("%v, %v", rows, trail)
		}
		for _, line := range append(rows, trail...) {
			for _, secret := range []string{in.State, in.Proof, in.Code, test.ClientSecret} {
				if strings.Contains(line, secret) {
					t.Errorf("%q is in %s", secret, line)
				}
			}
		}
	})
}

// Two callbacks at once open one session, and the provider is asked once.
func TestTwoCallbacksAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		for round := range 20 {
			in, asked := w.comeBack(h, nil), h.Asked(test.TokenPath)
			finish := func() error { return only(w.SSO.Finish(w.ctx, caller(office), in)) }
			first, second := both(finish, finish)
			if (first == nil) == (second == nil) || refusal(first)+refusal(second) != "sso_failed" {
				t.Fatalf("round %d: %v, %v", round, first, second)
			}
			if n := count(t, w.store, "SELECT COUNT(*) FROM sessions"); n != round+1 || h.Asked(test.TokenPath) != asked+1 {
				t.Fatalf("round %d: %d sessions", round, n)
			}
		}
	}, repository.WithPool(8))
}

// Two first logins of one person at once make one user; two people of one name get two.
func TestTwoFirstLoginsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for round := range 10 {
			h := w.withProvider(claimRules) // each is a world of people of its own, all of the name somebody
			one, two := w.comeBack(h, nil), w.comeBack(h, nil)
			first, second := both(
				func() error { return only(w.SSO.Finish(w.ctx, caller(office), one)) },
				func() error { return only(w.SSO.Finish(w.ctx, caller(office), two)) },
			)
			if err := errors.Join(first, second); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			if n := count(t, w.store, "SELECT COUNT(*) FROM users"); n != round+1 {
				t.Fatalf("round %d: %d users", round, n)
			}
		}
	}, repository.WithPool(8))
}

// The control of TestTwoCallbacksAtOnce: who looks first and removes afterwards, finds the login twice.
func TestLoginIsTakenOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		taken := func(take func(tx *repository.Store) error) (n int) {
			for range 2 {
				_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) { return struct{}{}, take(tx) })
				if err == nil {
					n++
				}
			}
			return n
		}
		in := w.comeBack(h, nil)
		if n := taken(func(tx *repository.Store) error {
			return only(tx.SSOLogins.Take(w.ctx, model.HashToken(in.State), model.HashToken(in.Proof), model.NewTime(w.now)))
		}); n != 1 {
			t.Errorf("taken %d times", n)
		}
		w.comeBack(h, nil)
		found, bare := count(t, w.store, "SELECT COUNT(*) FROM sso_logins"), 0 // seen by both, before either removes it
		for range 2 {
			if execute(t, w.store, "DELETE FROM sso_logins"); found == 1 {
				bare++
			}
		}
		if bare != 2 {
			t.Errorf("the control took it %d times", bare)
		}
	})
}

func TestClaimsOfUnitStaff(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{
			Name: "甲局", RegionCode: countyA, CreditCode: creditCode, ProvidesServices: true,
		}))
		h := w.withProvider(claimRules)
		claims := func(change ...any) map[string]any {
			all := map[string]any{"xuncha_role": "unit_staff", "uscc": creditCode, "xuncha_region": nil}
			for i := 0; i < len(change); i += 2 {
				all[change[i].(string)] = change[i+1]
			}
			return all
		}
		a := w.whoIs(must[service.Opened](t)(w.signOn(h, claims())))
		if a.Role != model.RoleUnitStaff || a.Scope != model.Scope(countyA) || a.OrganizationID != o.ID {
			t.Errorf("%+v", a)
		}
		for name, c := range map[string]map[string]any{
			"no organization":     claims("uscc", nil),
			"an empty one":        claims("uscc", ""),
			"an unknown one":      claims("uscc", "91420000000000000X"),
			"one with a wildcard": claims("uscc", "%"),
			"of another county":   claims("xuncha_region", string(countyB)),
		} {
			refused(t, name, only(w.signOn(h, c)), "sso_no_rights")
		}
		must[model.Organization](t)(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why))
		refused(t, "dissolved", only(w.signOn(h, claims())), "sso_no_rights")
	})
}

const creditCode = "91350100M000100Y43" // the example of GB 32100-2015

func TestClaimsAndTheLastAdministrator(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		admin := map[string]any{"xuncha_role": "admin", "xuncha_region": "all"}
		first := must[service.Opened](t)(w.signOn(h, admin))
		refused(t, "the last one", only(w.signOn(h, nil)), "last_administrator")
		if a := w.whoIs(first); a.Role != model.RoleAdmin {
			t.Errorf("%+v", a)
		}
		w.user(model.RoleAdmin, model.ScopeAll)
		refused(t, "with another left", only(w.signOn(h, nil)), "")
	})
}

// The second factor of who logs in at the provider is the provider's.
func TestSingleSignOnAndTheSecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		w.require(model.RoleViewer)
		opened := must[service.Opened](t)(w.signOn(h, nil))
		a := w.whoIs(opened)
		if opened.TOTPEnrolmentRequired || a.Restriction != "" {
			t.Errorf("%+v, %q", opened, a.Restriction)
		}
		refused(t, "a second factor here", only(w.Sessions.BeginTOTP(w.ctx, a)), "totp_at_provider")
		// With a password the same person comes another way, and needs it.
		must[model.User](t)(w.Users.SetPassword(w.ctx, operator, a.UserID, 1, model.NewPassword{Password: goodPassword, Kept: true}))
		again := must[service.Opened](t)(w.signOn(h, nil))
		if !again.TOTPEnrolmentRequired {
			t.Errorf("%+v", again)
		}
	})
}

func TestProviderThatIsDown(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		h := w.withProvider(claimRules)
		in := w.comeBack(h, nil)
		h.Answer(test.TokenPath, func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusBadGateway) })
		err := only(w.SSO.Finish(w.ctx, caller(office), in))
		if !errors.Is(err, sso.ErrUnavailable) || !errors.Is(err, model.NewError(model.KindUnavailable, "sso_unavailable")) {
			t.Errorf("%v", err)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE outcome = 'denied'"); n != 0 {
			t.Errorf("%d entries of a refusal that was none", n)
		}
	})
}
