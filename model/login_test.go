package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// However guesses fall, no window of any begin has more failures than the limit, and what was no guess leaves no trace.
func TestNoWindowHasMoreFailuresThanTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := LoginLimit{Window: time.Minute, Most: rapid.IntRange(1, 6).Draw(t, "most")}
		now := NewTime(time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC))
		counter := LoginCounter{UpdatedAt: now, StartedAt: now}
		var failures []time.Time
		for range rapid.IntRange(1, 60).Draw(t, "guesses") {
			now = NewTime(now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "pause")) * time.Second))
			before := counter
			wait := counter.Charge(limit, now)
			if wait > 0 {
				if counter.Failures != before.Failures || wait > limit.Window {
					t.Fatalf("refused and charged, or to wait %v", wait)
				}
				continue
			}
			if rapid.Bool().Draw(t, "right") {
				counter.GiveBack(now, before)
				continue
			}
			failures = append(failures, now.Time)
			n := 0
			for _, at := range failures {
				if now.Sub(at) < limit.Window {
					n++
				}
			}
			if n > limit.Most {
				t.Fatalf("%d failures in one window of %d", n, limit.Most)
			}
		}
	})
}

func TestDelaysOfAPair(t *testing.T) {
	now := NewTime(time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC))
	c := LoginCounter{UpdatedAt: now, StartedAt: now}
	for n, want := range []time.Duration{0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900} {
		if wait := c.Charge(LoginsOfPair, now); wait != 0 {
			t.Fatalf("guess %d has to wait %v", n, wait)
		}
		wait := c.BlockedUntil.Sub(now.Time)
		if c.BlockedUntil.IsZero() {
			wait = 0
		}
		if wait != want*time.Second {
			t.Errorf("after %d failures wait %v, want %v s", n+1, wait, want)
		}
		if want > 0 && c.Charge(LoginsOfPair, now) != wait {
			t.Errorf("after %d failures the next one is let through", n+1)
		}
		now = NewTime(now.Add(wait))
	}
	// A clock that goes back opens nothing.
	if back := c; back.Charge(LoginsOfPair, NewTime(now.Add(-time.Hour))) == 0 {
		t.Error("an hour back there is no delay")
	}
	now = NewTime(now.Add(24 * time.Hour))
	if wait := c.Charge(LoginsOfPair, now); wait != 0 || c.Failures != 1 {
		t.Errorf("a day later: %v, %+v", wait, c)
	}
}

// A charge that is taken back leaves what others have charged since.
func TestGiveBackLeavesTheOthers(t *testing.T) {
	at := func(seconds int) Time { return NewTime(time.Date(2022, 10, 8, 1, 0, seconds, 0, time.UTC)) }
	c := LoginCounter{Failures: 4, UpdatedAt: at(0), StartedAt: at(0)}
	before := c
	c.Charge(LoginsOfPair, at(1))
	alone := c
	alone.GiveBack(at(1), before)
	if alone.Failures != 4 || !alone.BlockedUntil.IsZero() || alone.UpdatedAt != at(0) {
		t.Errorf("%+v, want %+v", alone, before)
	}
	c.BlockedUntil = at(3)
	c.Charge(LoginsOfPair, at(3))
	both := c
	both.GiveBack(at(1), before)
	if both.Failures != 5 || both.BlockedUntil != c.BlockedUntil || both.UpdatedAt != at(3) {
		t.Errorf("%+v", both)
	}
	none := LoginCounter{}
	if none.GiveBack(at(1), before); none.Failures != 0 {
		t.Errorf("%+v", none)
	}
}

func TestPasswordsDoNotPrintThemselves(t *testing.T) {
	for _, v := range []any{
		Password("hunter2"), Login{Password: "hunter2"}, NewPassword{Password: "hunter2"}, PasswordChange{CurrentPassword: "hunter2"},
	} {
		for _, form := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(form, v); strings.Contains(text, "hunter2") {
				t.Errorf("%s: %s", form, text)
			}
		}
	}
}

func TestUnitOfAPassword(t *testing.T) {
	for p, want := range map[Password]Password{
		"": "", "a": "a", "aa": "a", "abab": "ab", "ababa": "ab", "abcabd": "abcabd", "密码密码密": "密码", "恩恩恩": "恩", "abcab": "abcab",
	} {
		if got := p.Unit(); got != want {
			t.Errorf("%q is made of %q, want %q", string(p), string(got), string(want))
		}
	}
}

func TestScopesThatCover(t *testing.T) {
	for scope, want := range map[Scope][]Scope{
		"422801": {"all", "42", "4228", "422801"}, "4228": {"all", "42", "4228"}, "42": {"all", "42"}, "all": {"all"},
	} {
		got := scope.Covering()
		if len(got) != len(want) {
			t.Fatalf("%s: %v", scope, got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %v", scope, got)
			}
		}
	}
}
