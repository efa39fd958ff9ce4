package service_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/seal"
)

func (w *world) logInWith(u model.User, code string) error {
	return only(w.Sessions.LogIn(w.ctx, caller(office), model.Login{Name: u.Name, Password: goodPassword, Code: code}))
}

const totpStep = 30 * time.Second

func TestLogInWithASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		secret, _ := w.withTOTP(u)
		for range 30 { // to be asked for a code is no failure, or everybody would be slowed down
			refused(t, "no code", w.logInWith(u, ""), "totp_code_required")
		}
		refused(t, "a wrong password and a right code", only(w.Sessions.LogIn(w.ctx, caller(office), model.Login{
			Name: u.Name, Password: "not the password at all", Code: w.codeAt(secret, w.now),
		})), "login_failed")
		refused(t, "after a failure the code is still good", w.logInWith(u, w.codeAt(secret, w.now)), "")
		refused(t, "the code again", w.logInWith(u, w.codeAt(secret, w.now)), "totp_code_wrong")
		refused(t, "the code before it", w.logInWith(u, w.codeAt(secret, w.now.Add(-totpStep))), "totp_code_wrong")
		refused(t, "the code after it", w.logInWith(u, w.codeAt(secret, w.now.Add(totpStep))), "")
		w.now = w.now.Add(10 * totpStep)
		for _, code := range []string{w.codeAt(secret, w.now.Add(2*totpStep)), w.codeAt(secret, w.now.Add(-2*totpStep)), "", "12345"} {
			want := "totp_code_wrong"
			if code == "" {
				want = "totp_code_required"
			}
			refused(t, "the code "+code, w.logInWith(u, code), want)
		}
		refused(t, "late by a step", w.logInWith(u, w.codeAt(secret, w.now.Add(-totpStep))), "")
		refused(t, "early by a step", w.logInWith(u, w.codeAt(secret, w.now.Add(totpStep))), "")
		w.now = w.now.Add(10 * totpStep)
		for _, code := range []string{"一二三四五六", "000000000", strings.Repeat("9", 400), "' OR 1=1"} {
			refused(t, code, w.logInWith(u, code), "totp_code_wrong")
		}
	})
}

// Whoever has the password and guesses codes is held back like who guesses passwords.
func TestGuessedCodesAreCounted(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		secret, _ := w.withTOTP(u)
		w.now = w.now.Add(time.Hour)
		guessed := 0
		for n := range 50 {
			err := only(w.Sessions.LogIn(w.ctx, caller("198.51.100.7"), model.Login{Name: u.Name, Password: goodPassword, Code: fmt.Sprintf("%06d", n)}))
			var e *model.Error
			if errors.As(err, &e) && e.Kind == model.KindTooMany {
				break
			}
			guessed++
		}
		if guessed > 10 {
			t.Errorf("%d codes were looked at without a delay", guessed)
		}
		refused(t, "the user from the office", w.logInWith(u, w.codeAt(secret, w.now)), "")
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'session.create' AND outcome = 'denied' AND reason = 'totp_code_wrong'"); n != guessed {
			t.Errorf("%d entries for %d wrong codes", n, guessed)
		}
	})
}

// Two logins at once with one code open one session.
func TestOneCodeOpensOneSession(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		secret, _ := w.withTOTP(u)
		for round := range 20 {
			code, before := w.codeAt(secret, w.now), count(t, w.store, "SELECT COUNT(*) FROM sessions")
			first, second := both(func() error { return w.logInWith(u, code) }, func() error { return w.logInWith(u, code) })
			if (first == nil) == (second == nil) || refusal(first)+refusal(second) != "totp_code_wrong" {
				t.Fatalf("round %d: %v, %v", round, first, second)
			}
			if n := count(t, w.store, "SELECT COUNT(*) FROM sessions"); n != before+1 {
				t.Fatalf("round %d: %d new sessions", round, n-before)
			}
			w.now = w.now.Add(time.Hour)
		}
	}, repository.WithPool(8))
}

// The control of the test above: without the step in the condition of the statement, both find the code unused.
func TestStepIsTakenOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		take := func(step uint64, guarded bool) (taken int) {
			seen := must[model.User](t)(w.store.Users.Self(w.ctx, u.ID)) // by both, before either writes
			for range 2 {
				ok := must[bool](t)(repository.InTx(w.ctx, w.store, func(tx *repository.Store) (bool, error) {
					if step <= seen.TOTPStep {
						return false, nil
					}
					if guarded {
						return tx.Users.TakeStep(w.ctx, u.ID, step)
					}
					row := must[model.User](t)(tx.Users.LockSelf(w.ctx, u.ID))
					row.TOTPStep = step
					return true, tx.Users.Update(w.ctx, row.Version, &row)
				}))
				if ok {
					taken++
				}
			}
			return taken
		}
		if guarded, bare := take(7, true), take(9, false); guarded != 1 || bare != 2 {
			t.Errorf("taken %d times with the guard, %d times without", guarded, bare)
		}
		if again := must[bool](t)(w.store.Users.TakeStep(w.ctx, u.ID, 8)); again {
			t.Error("the step went back")
		}
	})
}

func TestSetUpOfASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		_, a := w.logIn(u)
		_, other := w.logIn(u)
		code := func(secret string) string { return w.codeAt(secret, w.now) }
		refused(t, "nothing to confirm", w.Sessions.ConfirmTOTP(w.ctx, a, "123456"), "totp_not_begun")
		refused(t, "nothing to disable", w.Sessions.DisableTOTP(w.ctx, a, model.TOTPRemoval{Password: goodPassword, Code: "123456"}), "totp_not_enabled")
		first := must[service.NewTOTP](t)(w.Sessions.BeginTOTP(w.ctx, a))
		made := must[service.NewTOTP](t)(w.Sessions.BeginTOTP(w.ctx, a))
		want := "otpauth://totp/xuncha:%E7%94%A8%E6%88%B71?secret=" + made.Secret + "&issuer=xuncha&algorithm=SHA1&digits=6&period=30"
		if made.URI != want || len(made.Secret) != 32 || made.Secret == first.Secret {
			t.Errorf("%+v, want the address %s", made, want)
		}
		refused(t, "not in force yet", w.logInWith(u, ""), "")
		refused(t, "a code of the secret before", w.Sessions.ConfirmTOTP(w.ctx, a, code(first.Secret)), "invalid_fields code:totp_code_wrong")
		refused(t, "no code", w.Sessions.ConfirmTOTP(w.ctx, a, ""), "invalid_fields code:totp_code_wrong")
		refused(t, "confirm", w.Sessions.ConfirmTOTP(w.ctx, a, code(made.Secret)), "")
		refused(t, "confirm again", w.Sessions.ConfirmTOTP(w.ctx, a, code(made.Secret)), "totp_enabled_already")
		refused(t, "another one over it", only(w.Sessions.BeginTOTP(w.ctx, a)), "totp_enabled_already")
		refused(t, "the other session", only(w.Sessions.Me(w.ctx, other)), "unauthenticated")
		refused(t, "the session that asked", only(w.Sessions.Me(w.ctx, a)), "")
		refused(t, "the code that confirmed", w.logInWith(u, code(made.Secret)), "totp_code_wrong")

		for _, caller := range []model.Actor{operator, actor(model.RoleAdmin, model.ScopeAll)} {
			refused(t, "a key begins", only(w.Sessions.BeginTOTP(w.ctx, caller)), "only_in_session")
			refused(t, "a key confirms", w.Sessions.ConfirmTOTP(w.ctx, caller, "123456"), "only_in_session")
			refused(t, "a key disables", w.Sessions.DisableTOTP(w.ctx, caller, model.TOTPRemoval{Password: "a", Code: "1"}), "only_in_session")
		}
		checkSecretIsNowhere(t, w, made.Secret, first.Secret)
	})
}

// checkSecretIsNowhere looks for secrets in every row that the program has written.
func checkSecretIsNowhere(t *testing.T, w *world, secrets ...string) {
	t.Helper()
	for _, table := range []string{"users", "audit_entries", "events", "sessions", "login_counters"} {
		for _, line := range query(t, w.store, "SELECT * FROM "+table) {
			for _, secret := range secrets {
				if strings.Contains(line, secret) || strings.Contains(line, "TOTPSecret") {
					t.Errorf("a secret is in %s: %s", table, line)
				}
			}
		}
	}
}

func TestDisableASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		secret, a := w.withTOTP(u)
		code := func() string { return w.codeAt(secret, w.now) }
		disable := func(p model.Password, code string) error {
			return w.Sessions.DisableTOTP(w.ctx, a, model.TOTPRemoval{Password: p, Code: code})
		}
		refused(t, "nothing", disable("", ""), "invalid_fields password:required code:required")
		refused(t, "a wrong password", disable("not the password", code()), "invalid_fields password:password_wrong")
		refused(t, "a wrong code", disable(goodPassword, "000000"), "invalid_fields code:totp_code_wrong")
		w.require(model.RoleInspector)
		refused(t, "needed by the role", disable(goodPassword, code()), "totp_required_by_role")
		w.require()
		refused(t, "after a login with the code", w.logInWith(u, code()), "")
		refused(t, "a used code", disable(goodPassword, code()), "invalid_fields code:totp_code_wrong")
		w.now = w.now.Add(totpStep)
		refused(t, "right", disable(goodPassword, code()), "")
		refused(t, "a login without a code", w.logInWith(u, ""), "")
		if left := query(t, w.store, "SELECT totp_enabled, totp_secret FROM users"); !strings.HasSuffix(left[0], "totp_secret=<nil>") {
			t.Errorf("what is left: %v", left)
		}
		// Who guesses on in an open session is held back as at the login.
		w.now = w.now.Add(time.Minute) // a step that was used stays used, whatever the secret
		secret, a = w.withTOTP(u)
		for n := 0; ; n++ {
			err := disable("not the password", code())
			if refusal(err) == "too_many_logins" {
				break
			}
			if refused(t, "a guess", err, "invalid_fields password:password_wrong"); n > 10 {
				t.Fatal("guesses are not held back")
			}
		}
	})
}

// require sets the roles that need a second factor.
func (w *world) require(roles ...model.Role) {
	w.t.Helper()
	rules := must[model.SecuritySettings](w.t)(w.Security.Get(w.ctx, operator))
	must[model.SecuritySettings](w.t)(w.Security.Update(w.ctx, operator, rules.Version, set(func(e *model.SecurityEdit) { e.TOTPRoles = roles })))
}

func TestRoleThatNeedsASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u, other := w.user(model.RoleInspector, "4228"), w.user(model.RoleViewer, "4228")
		before, _ := w.logIn(u)
		spared, _ := w.logIn(other)
		w.require(model.RoleInspector)
		now := func(o service.Opened) model.Actor {
			return must[model.Actor](t)(w.Sessions.Authenticate(w.ctx, o.Text))
		}
		if a := now(before); a.Restriction != model.MustEnrolTOTP {
			t.Errorf("the session from before is restricted by %q", a.Restriction)
		}
		if a := now(spared); a.Restriction != "" {
			t.Errorf("another role is restricted by %q", a.Restriction)
		}
		opened := must[service.Opened](t)(w.Sessions.LogIn(w.ctx, caller(office), model.Login{Name: u.Name, Password: goodPassword}))
		a := now(opened)
		if !opened.TOTPEnrolmentRequired || a.Restriction != model.MustEnrolTOTP {
			t.Errorf("a new session: %+v, %q", opened, a.Restriction)
		}
		refused(t, "the work", only(w.Sites.List(w.ctx, a, model.SiteFilter{}, everything)), "totp_enrolment_required")
		if own := must[service.Own](t)(w.Sessions.Me(w.ctx, a)); !own.TOTP {
			t.Error("the caller is not told that a second factor is needed")
		}
		made := must[service.NewTOTP](t)(w.Sessions.BeginTOTP(w.ctx, a))
		refused(t, "begun only", only(w.Sites.List(w.ctx, now(opened), model.SiteFilter{}, everything)), "totp_enrolment_required")
		refused(t, "confirm", w.Sessions.ConfirmTOTP(w.ctx, a, w.codeAt(made.Secret, w.now)), "")
		refused(t, "the work afterwards", only(w.Sites.List(w.ctx, now(opened), model.SiteFilter{}, everything)), "")
		refused(t, "a key of the role", only(w.Sites.List(w.ctx, actor(model.RoleInspector, "4228"), model.SiteFilter{}, everything)), "")
	})
}

func TestSecuritySettings(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		change := func(a model.Actor, version uint64, roles ...model.Role) error {
			return only(w.Security.Update(w.ctx, a, version, set(func(e *model.SecurityEdit) { e.TOTPRoles = roles })))
		}
		refused(t, "of a prefecture", change(actor(model.RoleAdmin, "42"), 1, model.RoleAdmin), "scope_all_needed")
		refused(t, "no role", change(operator, 1, "boss", model.RoleAdmin), "invalid_fields totp_roles:not_one_of")
		refused(t, "twice and out of order", change(operator, 1, model.RoleAuditor, model.RoleAdmin, model.RoleAuditor), "")
		got := must[model.SecuritySettings](t)(w.Security.Get(w.ctx, actor(model.RoleAdmin, "42")))
		if fmt.Sprint(got.TOTPRoles) != "[admin auditor]" || got.Version != 2 {
			t.Errorf("%+v", got)
		}
		refused(t, "late", change(operator, 1), "stale_version")
		refused(t, "the same", change(operator, 2, model.RoleAdmin, model.RoleAuditor), "")
		refused(t, "so the version stays", change(operator, 2), "")
	})
}

func TestResetOfASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleViewer, model.Scope(countyA))
		chief := w.user(model.RoleInspector, model.Scope(countyA))
		_, a := w.withTOTP(u)
		w.withTOTP(chief)
		county := actor(model.RoleCountyAdmin, model.Scope(countyA))
		refused(t, "a role that is not the county's to manage", only(w.Users.ResetTOTP(w.ctx, county, chief.ID, 3)), missing)
		refused(t, "another county", only(w.Users.ResetTOTP(w.ctx, actor(model.RoleCountyAdmin, model.Scope(countyB)), u.ID, 3)), missing)
		refused(t, "late", only(w.Users.ResetTOTP(w.ctx, county, u.ID, 2)), "stale_version")
		refused(t, "right", only(w.Users.ResetTOTP(w.ctx, county, u.ID, 3)), "")
		refused(t, "again", only(w.Users.ResetTOTP(w.ctx, county, u.ID, 4)), "totp_not_enabled")
		refused(t, "the session", only(w.Sessions.Me(w.ctx, a)), "unauthenticated")
		refused(t, "a login", w.logInWith(u, ""), "")
		boss := w.user(model.RoleAdmin, model.ScopeAll)
		_, self := w.withTOTP(boss)
		refused(t, "one's own", only(w.Users.ResetTOTP(w.ctx, self, boss.ID, 3)), "not_your_own")
	})
}

// A secret opens for its user only.
func TestSecretIsBound(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u, thief := w.user(model.RoleViewer, "4228"), w.user(model.RoleViewer, "4228")
		secret, _ := w.withTOTP(u)
		old := w.ring
		line := seal.NewKey(seal.International)
		w.ring = must[*seal.Ring](t)(seal.Parse(line))
		w.Services = service.New(w.store, w.settings())
		if err := w.logInWith(u, w.codeAt(secret, w.now)); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("without the key: %v", err)
		}
		w.ring = old
		w.Services = service.New(w.store, w.settings())
		own, _ := w.withTOTP(thief)
		execute(t, w.store, fmt.Sprintf("UPDATE users SET totp_secret = (SELECT s FROM (SELECT totp_secret AS s FROM users WHERE id = %d) AS other) WHERE id = %d", thief.ID, u.ID))
		if err := w.logInWith(u, w.codeAt(own, w.now)); err == nil || refusal(err) != err.Error() {
			t.Errorf("with the secret of another: %v", err)
		}
	})
}
