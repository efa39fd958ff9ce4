package service_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

const wrongPassword = model.Password("this is not the password")

func (w *world) guess(name, source string, p model.Password) error {
	return only(w.Sessions.LogIn(w.ctx, caller(source), model.Login{Name: name, Password: p}))
}

func (w *world) later(d time.Duration) { w.now = w.now.Add(d) }

// retryAfter is how long a refusal asks to wait.
func retryAfter(t *testing.T, err error) time.Duration {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) || e.Kind != model.KindTooMany || e.RetryAfter <= 0 {
		t.Fatalf("no refusal with a time to wait: %v", err)
	}
	return e.RetryAfter
}

func TestLogIn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228", func(e *model.UserEdit) { e.Name = "Zhang San" })
		for _, name := range []string{"Zhang San", "zhangsan", "ＺＨＡＮＧＳＡＮ", " zhang san "} {
			refused(t, name, w.guess(name, office, goodPassword), "")
		}
		for name, in := range map[string]model.Login{
			"login_failed":                                   {Name: u.Name, Password: wrongPassword},
			"login_failed ":                                  {Name: "nobody", Password: goodPassword},
			"login_failed  ":                                 {Name: "' OR 1=1 --", Password: "' OR 1=1 --"},
			"login_failed   ":                                {Name: strings.Repeat("张", 500), Password: goodPassword},
			"login_failed    ":                               {Name: "\x00", Password: goodPassword},
			"invalid_fields password:required":               {Name: u.Name},
			"invalid_fields name:required":                   {Password: goodPassword},
			"invalid_fields name:too_long":                   {Name: strings.Repeat("张", 513), Password: goodPassword},
			"invalid_fields password:too_long":               {Name: u.Name, Password: model.Password(strings.Repeat("a", 513))},
			"invalid_fields code:too_long":                   {Name: u.Name, Password: goodPassword, Code: strings.Repeat("1", 513)},
			"invalid_fields name:required password:required": {},
		} {
			refused(t, name, only(w.Sessions.LogIn(w.ctx, caller(office), in)), strings.TrimSpace(name))
			w.later(time.Hour)
		}
		must[model.User](t)(w.Users.Disable(w.ctx, operator, u.ID, 1, why))
		refused(t, "a disabled user", w.guess(u.Name, office, goodPassword), "login_failed")
		// What a full-width keyboard writes is the same password.
		wide := w.user(model.RoleViewer, "4228")
		refused(t, "another form", w.guess(wide.Name, office, "ｃｏｒｒｅｃｔ horse battery staple"), "")
	})
}

// A hash is made anew at the login when it was made at another cost.
func TestLogInRaisesTheCostOfAHash(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		settings := w.settings()
		settings.Passwords.Passes++
		w.Services = service.New(w.store, settings)
		hash := func() string { return query(t, w.store, "SELECT password_hash FROM users")[0] }
		before := hash()
		refused(t, "a wrong password", w.guess(u.Name, office, wrongPassword), "login_failed")
		if hash() != before {
			t.Error("a wrong password changed the hash")
		}
		for range 2 {
			refused(t, "the right one", w.guess(u.Name, office, goodPassword), "")
		}
		raised := hash()
		if !strings.Contains(before, "$m=8,t=1,p=1$") || !strings.Contains(raised, "$m=8,t=2,p=1$") {
			t.Errorf("%s became %s", before, raised)
		}
		if refused(t, "again", w.guess(u.Name, office, goodPassword), ""); hash() != raised {
			t.Error("a hash of the right cost was made anew")
		}
		execute(t, w.store, "UPDATE users SET password_hash = '$argon2id$v=19$m=99999999,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'")
		if err := w.guess(u.Name, office, goodPassword); err == nil || refusal(err) != err.Error() {
			t.Errorf("a hash that nobody could compute: %v", err)
		}
	})
}

// Known and unknown names cannot be told apart: not by the answer, not by what it costs, not by when it is refused.
func TestLogInTellsNothingOfNames(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		known := w.user(model.RoleInspector, "4228")
		disabled := w.user(model.RoleInspector, "4228")
		must[model.User](t)(w.Users.Disable(w.ctx, operator, disabled.ID, 1, why))
		answers := map[string][]string{}
		for i, name := range []string{known.Name, disabled.Name, "nobody"} {
			for range 8 {
				err := w.guess(name, fmt.Sprintf("198.51.100.%d", i), wrongPassword)
				answers[name] = append(answers[name], fmt.Sprintf("%#v", err))
			}
		}
		for name, got := range answers {
			// The refusals differ in nothing, as they are made of the same code without arguments.
			for i := range got {
				if refusalText(got[i]) != refusalText(answers["nobody"][i]) {
					t.Errorf("%s, try %d: %s, and %s for nobody", name, i, got[i], answers["nobody"][i])
				}
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'session.create' AND outcome = 'denied'"); n != 24 {
			t.Errorf("%d entries of 24 refusals", n)
		}
		for _, line := range query(t, w.store, "SELECT actor_name, before_state, after_state, reason FROM audit_entries WHERE outcome = 'denied'") {
			if strings.Contains(line, "nobody") || strings.Contains(line, known.Name) {
				t.Errorf("the trail keeps what was typed: %s", line)
			}
		}
		if n := count(t, w.store, fmt.Sprintf("SELECT COUNT(*) FROM audit_entries WHERE outcome = 'denied' AND thing_kind = 'user' AND thing_id = %d", known.ID)); n != 8 {
			t.Errorf("%d entries name the user", n)
		}
	})
}

// refusalText cuts the address of an error off its text.
func refusalText(s string) string { _, text, _ := strings.Cut(s, "{"); return text }

func TestLogInSlowsDownGuesses(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		var waits []time.Duration
		for range 16 {
			refused(t, "a guess", w.guess(u.Name, office, wrongPassword), "login_failed")
			err := w.guess(u.Name, office, goodPassword)
			if err == nil { // one of the free ones; the success forgives what came before it
				execute(t, w.store, "DELETE FROM sessions")
				for range 4 {
					refused(t, "a free guess", w.guess(u.Name, office, wrongPassword), "login_failed")
				}
				refused(t, "the fifth", w.guess(u.Name, office, wrongPassword), "login_failed")
				err = w.guess(u.Name, office, goodPassword)
			}
			wait := retryAfter(t, err)
			waits = append(waits, wait)
			w.later(wait - time.Second)
			retryAfter(t, w.guess(u.Name, office, goodPassword)) // not even the right one, before the time
			w.later(time.Second)
		}
		want := []time.Duration{2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900, 900, 900}
		for i := range want {
			want[i] *= time.Second
		}
		if diff := cmp.Diff(want, waits); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		refused(t, "the right password in time", w.guess(u.Name, office, goodPassword), "")
		refused(t, "and then a wrong one", w.guess(u.Name, office, wrongPassword), "login_failed")
		refused(t, "and the right one", w.guess(u.Name, office, goodPassword), "")
	})
}

// An attack from everywhere stops at 100 guesses an hour, and the user still gets in from where it always does.
func TestAttackOnAnAccount(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		refused(t, "the user", w.guess(u.Name, office, goodPassword), "")
		taken := 0
		for i := range 150 {
			if refusal(w.guess(u.Name, fmt.Sprintf("198.51.%d.1", i), wrongPassword)) == "login_failed" {
				taken++
			}
		}
		if taken != 100 {
			t.Errorf("%d guesses were looked at", taken)
		}
		retryAfter(t, w.guess(u.Name, "203.0.113.9", goodPassword))
		refused(t, "the user at its usual place", w.guess(u.Name, office, goodPassword), "")
		w.Services = service.New(w.store, w.settings()) // a restart
		retryAfter(t, w.guess(u.Name, "203.0.113.9", goodPassword))
		w.later(time.Hour)
		refused(t, "an hour later", w.guess(u.Name, "203.0.113.9", goodPassword), "")
		// What was usual is so for 90 days.
		w.later(model.LoginMemory + time.Hour)
		for i := range 100 {
			refused(t, "a guess", w.guess(u.Name, fmt.Sprintf("198.51.%d.2", i), wrongPassword), "login_failed")
		}
		retryAfter(t, w.guess(u.Name, office, goodPassword))
	})
}

// One source tries one password on many accounts.
func TestAttackFromASource(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for i := range 20 {
			refused(t, "a guess", w.guess(fmt.Sprintf("user%d", i), office, wrongPassword), "login_failed")
		}
		if wait := retryAfter(t, w.guess("user20", office, wrongPassword)); wait != time.Minute {
			t.Errorf("wait %v", wait)
		}
		refused(t, "another source", w.guess("user20", "192.0.2.2", wrongPassword), "login_failed")
		w.later(time.Minute)
		refused(t, "a minute later", w.guess("user20", office, wrongPassword), "login_failed")
	})
}

// Good logins of many people behind one address are no attack, however fast they come.
func TestManyGoodLoginsFromASource(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		for range 30 {
			refused(t, "a login", w.guess(u.Name, office, goodPassword), "")
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM login_counters"); n != 0 {
			t.Errorf("%d counters count nothing", n)
		}
	})
}

// The counters name nobody.
func TestLoginCountersShowNoNames(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		refused(t, "a guess", w.guess("zhangsan", office, wrongPassword), "login_failed")
		rows := query(t, w.store, "SELECT * FROM login_counters")
		if text := strings.Join(rows, "\n"); len(rows) != 3 || strings.Contains(text, "zhangsan") || strings.Contains(text, office) {
			t.Errorf("%q", rows)
		}
	})
}

// Guesses that come at the same moment do not slip through together: each is counted before it is looked at.
func TestGuessesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		const guesses = 40
		attack := func() (looked int) {
			errs := together(many(guesses, func() error { return w.guess(u.Name, office, wrongPassword) })...)
			for _, err := range errs {
				switch refusal(err) {
				case "login_failed":
					looked++
				case "too_many_logins":
				default:
					t.Error(err)
				}
			}
			return looked
		}
		if looked := attack(); looked != 5 {
			t.Errorf("%d guesses were looked at, want 5", looked)
		}
		// The control: guesses that are counted after they were looked at.
		execute(t, w.store, "DELETE FROM login_counters")
		if looked := w.countedAfterwards(guesses); looked <= 5 {
			t.Errorf("the control looked at %d guesses", looked)
		}
	}, repository.WithPool(8))
}

// countedAfterwards is the login without its guard: who is not held back looks first and counts then.
func (w *world) countedAfterwards(n int) (looked int) {
	key := []byte("a counter of the control, 32 byte")[:32]
	at := model.NewTime(w.now)
	free := func() (bool, error) {
		return repository.InTx(w.ctx, w.store, func(tx *repository.Store) (bool, error) {
			row, err := tx.Logins.Take(w.ctx, at, key)
			return err == nil && row.Failures < model.LoginsOfPair.Free, err
		})
	}
	calls := many(n, func() error { return nil })
	let := make([]bool, n)
	for i := range calls {
		calls[i] = func() (err error) {
			let[i], err = free()
			return err
		}
	}
	for _, err := range together(calls...) { // all have looked when the first one counts
		if err != nil {
			w.t.Fatal(err)
		}
	}
	for _, ok := range let {
		if ok {
			looked++
		}
	}
	return looked
}

func TestPurge(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u := w.user(model.RoleInspector, "4228")
		refused(t, "a login", w.guess(u.Name, office, goodPassword), "")
		refused(t, "a guess", w.guess(u.Name, office, wrongPassword), "login_failed")
		left := func() string {
			return fmt.Sprint(count(t, w.store, "SELECT COUNT(*) FROM sessions"), count(t, w.store, "SELECT COUNT(*) FROM login_counters"),
				count(t, w.store, "SELECT COUNT(*) FROM login_sources"))
		}
		for _, step := range []struct {
			wait    time.Duration
			removed int
			want    string
		}{{29 * time.Minute, 0, "1 2 1"}, {time.Minute, 1, "0 2 1"}, {24 * time.Hour, 2, "0 0 1"}, {90 * 24 * time.Hour, 1, "0 0 0"}} {
			w.later(step.wait)
			n := must[int](t)(w.Sessions.Purge(w.ctx))
			if got := left(); got != step.want || n != step.removed {
				t.Errorf("after %v more: %d removed, %s left, want %d and %s", step.wait, n, got, step.removed, step.want)
			}
		}
	})
}
