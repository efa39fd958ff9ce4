package model

import (
	"bytes"
	"strings"
	"testing"
)

func TestTokenText(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		text := NewTokenText()
		if seen[text] || len(text) != 46 || !strings.HasPrefix(text, "xc_") || len(text) < MinTokenLength {
			t.Fatalf("%q", text)
		}
		seen[text] = true
		prefix := TokenPrefix(text)
		if len(prefix) != 8 || !strings.HasPrefix(text, prefix) {
			t.Errorf("%q is recognized by %q", text, prefix)
		}
	}
	for text, want := range map[string]string{"": "", "1234567890123456": "", "12345678901234567": "12345678"} {
		if got := TokenPrefix(text); got != want {
			t.Errorf("%q shows %q", text, got)
		}
	}
}

func TestHashToken(t *testing.T) {
	a, b := HashToken("xc_a"), HashToken("xc_b")
	if len(a) != 32 || bytes.Equal(a, b) || !bytes.Equal(a, HashToken("xc_a")) {
		t.Errorf("%x %x", a, b)
	}
	if bytes.Contains(a, []byte("xc_a")) {
		t.Error("the hash has the text")
	}
}

func TestTokenRoles(t *testing.T) {
	for _, role := range Roles {
		for _, scope := range []Scope{ScopeAll, "42", "4228", "422801"} {
			_, err := TokenEdit{Name: "a", Role: role, Scope: scope}.Normalize()
			if got := faults(t, err); (got != "") != (role == RoleUnitStaff) {
				t.Errorf("%s in %s: %q", role, scope, got)
			}
		}
	}
}
