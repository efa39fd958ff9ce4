package model

import (
	"time"
	"unicode/utf8"
)

// Login is what somebody sends to log in.
type Login struct {
	Name     string
	Password Password
	Code     string // of the second factor
}

const maxTyped = 4 * MaxPassword

// Normalize refuses only what is missing: whatever else is wrong is answered like a wrong password.
func (l Login) Normalize() (Login, error) {
	var c checker
	if l.Name == "" {
		c.add("name", "required")
	}
	if l.Password == "" {
		c.add("password", "required")
	}
	if utf8.RuneCountInString(l.Name) > maxTyped {
		c.add("name", "too_long", maxTyped)
	}
	if utf8.RuneCountInString(string(l.Password)) > maxTyped {
		c.add("password", "too_long", maxTyped)
	}
	if len(l.Code) > maxTyped {
		c.add("code", "too_long", maxTyped)
	}
	l.Password = l.Password.Normalize()
	return l, c.err()
}

// LoginLimit bounds the failed logins that one counter counts.
type LoginLimit struct {
	Window time.Duration // without a failure for so long, the count begins anew
	Most   int           // failures before no more guesses are taken in the window, any number when 0
	Free   int           // failures before each further one has to wait longer, none waits when 0
}

// The limits of guesses: 20 a minute from a source, 100 an hour at an account (ASVS 6.3.1), and 5 without delay at an
// account from a source.
var (
	LoginsOfSource  = LoginLimit{Window: time.Minute, Most: 20}
	LoginsOfAccount = LoginLimit{Window: time.Hour, Most: 100}
	LoginsOfPair    = LoginLimit{Window: 24 * time.Hour, Free: 5}
)

// LoginMemory is how long a source of good logins counts as the user's own.
const LoginMemory = 90 * 24 * time.Hour

const longestDelay = 15 * time.Minute

// Charge counts a guess before it is looked at, or answers how long to wait before the next one. A count only begins anew
// after a whole window without a failure, so no window of any begin sees more than the limit.
func (c *LoginCounter) Charge(l LoginLimit, now Time) (wait time.Duration) {
	if now.Sub(c.UpdatedAt.Time) >= l.Window {
		c.Failures, c.StartedAt, c.BlockedUntil = 0, now, Time{}
	}
	switch {
	case now.Before(c.BlockedUntil.Time):
		return c.BlockedUntil.Sub(now.Time)
	case l.Most > 0 && c.Failures >= l.Most:
		return c.UpdatedAt.Add(l.Window).Sub(now.Time)
	}
	c.Failures++
	c.UpdatedAt = now
	if l.Free > 0 && c.Failures >= l.Free {
		c.BlockedUntil = NewTime(now.Add(loginDelay(c.Failures - l.Free + 1)))
	}
	return 0
}

// loginDelay is 2^n seconds, and not more than 15 minutes.
func loginDelay(n int) time.Duration {
	if n >= 10 {
		return longestDelay
	}
	return min(time.Second<<n, longestDelay)
}

// GiveBack takes back a guess that was charged and was none. before is the counter as it was before the charge; what
// others have charged since stays.
func (c *LoginCounter) GiveBack(charged Time, before LoginCounter) {
	c.Failures = max(c.Failures-1, 0)
	if c.UpdatedAt.Equal(charged.Time) {
		c.UpdatedAt, c.BlockedUntil = before.UpdatedAt, before.BlockedUntil
	}
}
