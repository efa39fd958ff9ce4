package service_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"xuncha/model"
	"xuncha/service"
)

func TestSessions(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		u := w.user(model.RoleUnitStaff, "", func(e *model.UserEdit) {
			e.OrganizationID, e.Scopes = model.OptionalID(o.ID), model.Set[model.Permission]{model.ReadRegister}
		})
		opened, got := w.logIn(u)
		want := model.Actor{
			UserID: u.ID, SessionID: opened.Session.ID, Name: u.Name, Role: model.RoleUnitStaff, Scope: model.Scope(countyA),
			OrganizationID: o.ID, Permissions: u.Permissions, RequestID: "request-1", Source: office,
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		if !strings.HasPrefix(opened.Text, "xs_") || len(opened.Text) != 46 || !opened.Session.ExpiresAt.Equal(w.now.Add(12*time.Hour)) {
			t.Errorf("%+v", opened)
		}
		for _, wrong := range []string{"", "xs_", opened.Text + "x", opened.Text[:45], strings.ToLower(opened.Text), string(opened.Session.Hash), "xs_' OR '1'='1"} {
			refused(t, wrong, only(w.Sessions.Authenticate(w.ctx, wrong)), "unauthenticated")
		}
		for _, column := range []string{"hash", "source"} {
			if n := count(t, w.store, "SELECT COUNT(*) FROM sessions WHERE "+column+" = '"+opened.Text+"'"); n != 0 {
				t.Errorf("the text is kept in %s", column)
			}
		}
	})
}

// A password that is older than the rules let one be is changed before anything else, also by who is at work.
func TestPasswordsAge(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleViewer, "4228")
		w.logIn(u)
		must[model.SecuritySettings](t)(w.Security.Update(w.ctx, operator, 1, func(e model.SecurityEdit) (model.SecurityEdit, error) {
			e.PasswordDays = 90
			return e, nil
		}))
		day := 24 * time.Hour
		for _, c := range []struct {
			later time.Duration
			want  model.Restriction
		}{{90*day - time.Second, ""}, {time.Second, model.MustChangePassword}} {
			w.later(c.later)
			opened, a := w.logIn(u)
			own := must[service.Own](t)(w.Sessions.Me(w.ctx, a))
			if a.Restriction != c.want || opened.MustChangePassword != (c.want != "") || own.NewPassword != (c.want != "") {
				t.Errorf("%v later: %q, %t, %t", c.later, a.Restriction, opened.MustChangePassword, own.NewPassword)
			}
		}
		opened, a := w.logIn(u)
		in := model.PasswordChange{CurrentPassword: goodPassword, NewPassword: "quilt-anchor-velvet-54"}
		if err := w.Sessions.ChangePassword(w.ctx, a, in); err != nil {
			t.Fatal(err)
		}
		if a = must[model.Actor](t)(w.Sessions.Authenticate(w.ctx, opened.Text)); a.Restriction != "" {
			t.Errorf("with a new password: %q", a.Restriction)
		}
	})
}

// A session ends when it is not used for half an hour, and after twelve hours whatever its use.
func TestSessionsEndByTime(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleViewer, "4228")
		opened, _ := w.logIn(u)
		use := func() error { return only(w.Sessions.Authenticate(w.ctx, opened.Text)) }
		for range 25 { // 12 hours less 5 minutes
			w.later(28*time.Minute + 36*time.Second)
			refused(t, "in use", use(), "")
		}
		w.later(5*time.Minute - time.Second)
		refused(t, "the last second", use(), "")
		w.later(time.Second)
		refused(t, "after twelve hours", use(), "unauthenticated")

		opened, _ = w.logIn(u)
		w.later(30*time.Minute - time.Second)
		refused(t, "after half an hour", use(), "")
		w.later(30 * time.Minute)
		refused(t, "after half an hour without use", use(), "unauthenticated")
		w.now = w.now.Add(-time.Hour) // a clock that goes back opens nothing that was ended
		w.later(time.Hour)
		refused(t, "later", use(), "unauthenticated")

		settings := w.settings()
		settings.SessionIdle, settings.SessionMax = 2*time.Minute, 3*time.Minute
		w.Services = service.New(w.store, settings)
		opened, _ = w.logIn(u)
		w.later(119 * time.Second)
		refused(t, "by the settings", use(), "")
		w.later(61 * time.Second)
		refused(t, "beyond them", use(), "unauthenticated")
	})
}

// The use of a session is written once a minute, not at every request.
func TestSessionsAreTouchedOnceAMinute(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		opened, _ := w.logIn(w.user(model.RoleViewer, "4228"))
		seen := map[string]bool{}
		for range 12 {
			w.later(10 * time.Second)
			must[model.Actor](t)(w.Sessions.Authenticate(w.ctx, opened.Text))
			seen[query(t, w.store, "SELECT last_used_at FROM sessions")[0]] = true
		}
		if len(seen) != 3 {
			t.Errorf("written at %v", seen)
		}
		// A database that takes no writes still lets people read.
		w.later(time.Minute)
		mend := breakTable(t, w.store, "sessions")
		defer mend()
		refused(t, "without writes", only(w.Sessions.Authenticate(w.ctx, opened.Text)), "")
	})
}

func TestMe(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleViewer, "4228")
		opened, a := w.logIn(u)
		own := must[service.Own](t)(w.Sessions.Me(w.ctx, a))
		if own.User.ID != u.ID || !own.ExpiresAt.Equal(opened.Session.ExpiresAt.Time) || own.TOTP {
			t.Errorf("%+v", own)
		}
		token, text, err := w.Tokens.Create(w.ctx, operator, model.TokenEdit{Name: "脚本", Role: model.RoleViewer, Scope: "4228"})
		must[string](t)(text, err)
		key := model.Actor{TokenID: token.ID, Role: model.RoleViewer, Scope: "4228"}
		if own := must[service.Own](t)(w.Sessions.Me(w.ctx, key)); own.User.ID != 0 {
			t.Errorf("%+v", own)
		}
		for what, err := range map[string]error{
			"end": w.Sessions.End(w.ctx, key), "password": w.Sessions.ChangePassword(w.ctx, key, model.PasswordChange{}),
			"me on the command line": only(w.Sessions.Me(w.ctx, operator)),
		} {
			refused(t, what, err, "only_in_session")
		}
		refused(t, "log out", w.Sessions.End(w.ctx, a), "")
		for what, err := range map[string]error{
			"again": w.Sessions.End(w.ctx, a), "me": only(w.Sessions.Me(w.ctx, a)), "the text": only(w.Sessions.Authenticate(w.ctx, opened.Text)),
		} {
			refused(t, what, err, "unauthenticated")
		}
	})
}

// Until a password that somebody else has set is changed, nothing else is done.
func TestFirstPassword(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := must[model.User](t)(w.Users.Create(w.ctx, operator, w.userEdit(model.RoleAdmin, "4228"), model.NewPassword{Password: goodPassword}))
		opened, a := w.logIn(u)
		if !opened.MustChangePassword || a.Restriction != model.MustChangePassword || len(a.Allowed()) != 0 {
			t.Errorf("%+v, %+v", opened, a)
		}
		refused(t, "work", only(w.Users.List(w.ctx, a, model.UserFilter{}, everything)), "password_change_required")
		if own := must[service.Own](t)(w.Sessions.Me(w.ctx, a)); !own.User.MustChangePassword {
			t.Errorf("%+v", own)
		}
		other, _ := w.logIn(u)
		const mine = model.Password("quilt-anchor-velvet-54")
		for want, change := range map[string]model.PasswordChange{
			"invalid_fields current_password:password_wrong":                 {CurrentPassword: wrongPassword, NewPassword: mine},
			"invalid_fields new_password:password_unchanged":                 {CurrentPassword: goodPassword, NewPassword: goodPassword},
			"invalid_fields new_password:too_short":                          {CurrentPassword: goodPassword, NewPassword: "short"},
			"invalid_fields new_password:password_too_common":                {CurrentPassword: goodPassword, NewPassword: "passwordpassword"},
			"invalid_fields current_password:required new_password:required": {},
		} {
			refused(t, want, w.Sessions.ChangePassword(w.ctx, a, change), want)
		}
		refused(t, "the change", w.Sessions.ChangePassword(w.ctx, a, model.PasswordChange{CurrentPassword: goodPassword, NewPassword: mine}), "")
		again := must[model.Actor](t)(w.Sessions.Authenticate(w.ctx, opened.Text))
		if again.Restriction != "" {
			t.Errorf("%+v", again)
		}
		refused(t, "the other session", only(w.Sessions.Authenticate(w.ctx, other.Text)), "unauthenticated")
		refused(t, "the old password", w.guess(u.Name, office, goodPassword), "login_failed")
		refused(t, "the new one", w.guess(u.Name, office, mine), "")
		got := must[model.User](t)(w.Users.Get(w.ctx, operator, u.ID))
		if got.MustChangePassword || got.Version != 2 {
			t.Errorf("%+v", got)
		}
	})
}

// A session left open is no place to guess the password from.
func TestChangePasswordIsThrottled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, a := w.logIn(w.user(model.RoleViewer, "4228"))
		try := func(p model.Password) error {
			return w.Sessions.ChangePassword(w.ctx, a, model.PasswordChange{CurrentPassword: p, NewPassword: "quilt-anchor-velvet-54"})
		}
		for range 5 {
			refused(t, "a guess", try(wrongPassword), "invalid_fields current_password:password_wrong")
		}
		wait := retryAfter(t, try(goodPassword))
		w.later(wait)
		refused(t, "in time", try(goodPassword), "")
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'user.change_password' AND outcome = 'denied'"); n != 6 {
			t.Errorf("%d entries of 6 refusals", n)
		}
	})
}

// What the rules ask for is asked at the next request, also of sessions that are open.
func TestSecondFactorIsAskedFor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleAdmin, "4228")
		opened, _ := w.logIn(u)
		execute(t, w.store, "UPDATE security_settings SET totp_roles = 'admin'")
		if a := must[model.Actor](t)(w.Sessions.Authenticate(w.ctx, opened.Text)); a.Restriction != model.MustEnrolTOTP {
			t.Errorf("%+v", a)
		}
		if opened, _ := w.logIn(u); !opened.TOTPEnrolmentRequired {
			t.Errorf("%+v", opened)
		}
		if opened, _ := w.logIn(w.user(model.RoleViewer, "4228")); opened.TOTPEnrolmentRequired {
			t.Errorf("%+v", opened)
		}
	})
}
