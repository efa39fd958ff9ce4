package model

import (
	"crypto/rand"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Length of passwords, in characters. There is no rule on what they are made of (ASVS 6.2); what is easily guessed is
// refused by the service.
const (
	MinPassword = 12
	MaxPassword = 128
)

// Password is a password as it was typed. It does not print itself.
type Password string

// String hides the password from logs and error texts.
func (p Password) String() string { return "(password)" }

// GoString hides it from %#v.
func (p Password) GoString() string { return p.String() }

// Normalize brings the ways to type one text into one form (NFKC): keyboards and systems differ in it.
func (p Password) Normalize() Password { return Password(norm.NFKC.String(string(p))) }

// password checks a new password, and answers it in its one form.
func (c *checker) password(field string, p Password) Password {
	p = p.Normalize()
	switch n := utf8.RuneCountInString(string(p)); {
	case p == "":
		c.add(field, "required")
	case n < MinPassword:
		c.add(field, "too_short", MinPassword)
	case n > MaxPassword:
		c.add(field, "too_long", MaxPassword)
	}
	if r, bad := forbiddenRune(string(p), false); bad {
		c.add(field, "forbidden_character", r)
	}
	return p
}

// NewPasswordText makes a password: 100 random bits as five groups that can be read aloud.
func NewPasswordText() Password {
	text := strings.ToLower(rand.Text())
	groups := make([]string, 5)
	for i := range groups {
		groups[i] = text[i*4 : i*4+4]
	}
	return Password(strings.Join(groups, "-"))
}

// NewPassword is a password that somebody sets for somebody else.
type NewPassword struct {
	Password Password
	Kept     bool // need not be changed at the first login: it is known to nobody but the user
}

// Normalize checks the password.
func (n NewPassword) Normalize() (NewPassword, error) {
	var c checker
	n.Password = c.password("password", n.Password)
	return n, c.err()
}

// PasswordChange is a new password for oneself.
type PasswordChange struct {
	CurrentPassword Password
	NewPassword     Password
}

// Normalize checks the new password. The current one may be from a time of other rules.
func (p PasswordChange) Normalize() (PasswordChange, error) {
	var c checker
	p.CurrentPassword = p.CurrentPassword.Normalize()
	if p.CurrentPassword == "" {
		c.add("current_password", "required")
	}
	p.NewPassword = c.password("new_password", p.NewPassword)
	if p.NewPassword == p.CurrentPassword && len(c.fields) == 0 {
		c.add("new_password", "password_unchanged")
	}
	return p, c.err()
}

// Unit is the shortest text of which the password is a repetition, or all of it: an attacker tries the former.
func (p Password) Unit() Password {
	runes := []rune(string(p))
	for n := 1; n <= len(runes)/2; n++ {
		if strings.HasPrefix(string(p), string(runes[n:])) {
			return Password(string(runes[:n]))
		}
	}
	return p
}
