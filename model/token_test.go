package model

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
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

func noonOf(day int) time.Time { return time.Date(2022, 10, day, 4, 0, 0, 0, time.UTC) }

func at(day int) Time { return NewTime(noonOf(day)) }

func TestTokenState(t *testing.T) {
	for _, tt := range []struct {
		token   Token
		now     Time
		want    TokenState
		actions string
	}{
		{Token{}, at(8), TokenActive, "update rotate revoke"},
		{Token{ExpiresAt: at(9)}, at(8), TokenActive, "update rotate revoke"},
		{Token{ExpiresAt: at(9)}, NewTime(noonOf(9).Add(-time.Microsecond)), TokenActive, "update rotate revoke"},
		{Token{ExpiresAt: at(9)}, at(9), TokenExpired, "update revoke"},
		{Token{RevokedAt: at(8)}, at(8), TokenRevoked, ""},
		{Token{RevokedAt: at(8), ExpiresAt: at(7)}, at(9), TokenRevoked, ""},
		{Token{RevokedAt: at(8)}, at(7), TokenRevoked, ""}, // a clock that went back brings no key back
	} {
		state := tt.token.State(tt.now)
		if got := strings.Join(state.Actions(), " "); state != tt.want || got != tt.actions {
			t.Errorf("%+v: %s, %s", tt.token, state, got)
		}
		if tt.token.Admits("10.0.0.1", tt.now) != (tt.want == TokenActive) {
			t.Errorf("%+v is admitted, or is not", tt.token)
		}
		for _, action := range []string{"update", "rotate", "revoke"} {
			row := tt.token
			var err error
			switch action {
			case "update":
				err = row.Change(row.Edit(), tt.now)
			case "rotate":
				err = row.Rotate("new", TokenRotation{}, tt.now)
			case "revoke":
				err = row.Revoke(tt.now)
			}
			if allowed := strings.Contains(tt.actions, action); (err == nil) != allowed || (!allowed && faults(t, err) != "") {
				t.Errorf("%s of %+v: %v", action, tt.token, err)
			}
		}
	}
}

func TestTokenChange(t *testing.T) {
	old := Token{
		Name: "a", Role: RoleInspector, Scope: "4228", Permissions: Set[Permission]{ReadRegister}, Networks: Set[string]{}, ExpiresAt: at(9),
	}
	for name, tt := range map[string]struct {
		change func(*TokenEdit)
		want   string
	}{
		"name":       {func(e *TokenEdit) { e.Name = "b" }, ""},
		"networks":   {func(e *TokenEdit) { e.Networks = Set[string]{"10.0.0.0/8"} }, ""},
		"later":      {func(e *TokenEdit) { e.ExpiresAt = at(10) }, ""},
		"never":      {func(e *TokenEdit) { e.ExpiresAt = Time{} }, ""},
		"past":       {func(e *TokenEdit) { e.ExpiresAt = at(7) }, "expires_at:time_not_ahead"},
		"now":        {func(e *TokenEdit) { e.ExpiresAt = at(8) }, "expires_at:time_not_ahead"},
		"role":       {func(e *TokenEdit) { e.Role = RoleViewer }, "role:unchangeable"},
		"everything": {func(e *TokenEdit) { e.Role, e.Scope, e.Permissions = RoleAdmin, "all", nil }, "role:unchangeable region_code:unchangeable scopes:unchangeable"},
	} {
		row, e := old, old.Edit()
		tt.change(&e)
		if got := faults(t, row.Change(e, at(8))); got != tt.want {
			t.Errorf("%s: %q", name, got)
		}
		if diff := cmp.Diff(old, row); (diff == "") != (tt.want != "") {
			t.Errorf("%s: %s", name, diff)
		}
	}
	// One that has expired keeps its end when only its name changes.
	row := old
	e := old.Edit()
	e.Name = "c"
	if err := row.Change(e, at(20)); err != nil || row.Name != "c" {
		t.Errorf("%v", err)
	}
}

func TestTokenRotate(t *testing.T) {
	row := Token{Hash: HashToken("one")}
	for _, tt := range []struct {
		text  string
		keep  int
		until Time
		old   []byte
	}{
		{"two", 24, at(9), HashToken("one")},
		{"three", 720, at(38), HashToken("two")},
		{"four", 0, Time{}, nil},
	} {
		if err := row.Rotate(tt.text, TokenRotation{tt.keep}, at(8)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(row.Hash, HashToken(tt.text)) || !bytes.Equal(row.PreviousHash, tt.old) || row.PreviousUntil != tt.until {
			t.Errorf("%s: %+v", tt.text, row)
		}
	}
	for hours, want := range map[int]string{-1: "keep_for_hours:out_of_range", 0: "", 720: "", 721: "keep_for_hours:out_of_range"} {
		_, err := TokenRotation{hours}.Normalize()
		if got := faults(t, err); got != want {
			t.Errorf("%d hours: %q", hours, got)
		}
	}
}

// Whatever a key may do, its maker may.
func TestNobodyHandsOutMoreThanHeHas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfDistinct(rapid.SampledFrom(Permissions), rapid.ID[Permission])
		maker := Actor{Role: rapid.SampledFrom(Roles).Draw(t, "role of the maker"), Permissions: some.Draw(t, "of the maker")}
		key := Actor{Role: rapid.SampledFrom(Roles).Draw(t, "role of the key"), Permissions: some.Draw(t, "of the key")}
		lacking := maker.Lacks(key.Role, key.Permissions)
		for _, p := range Permissions {
			more := key.Allow(p) == nil && maker.Allow(p) != nil
			if p == CheckOneself && maker.Role == RoleAdmin && len(maker.Permissions) == 0 {
				more = false // a county checks itself, by the key that an administrator has made for it
			}
			if more != slices.Contains(lacking, p) {
				t.Errorf("%s: %v", p, lacking)
			}
		}
	})
	if lacking := (Actor{Role: RoleAdmin, Permissions: Set[Permission]{ManageTokens, ReadRegister, ReadCampaigns}}).Lacks(RoleIntegration, nil); len(lacking) > 0 {
		t.Errorf("reading: %v", lacking)
	}
}

func TestIsWayIn(t *testing.T) {
	whole := Token{Role: RoleAdmin, Scope: ScopeAll}
	for _, change := range []func(*Token){
		func(t *Token) { t.Role = RoleAuditor },
		func(t *Token) { t.Scope = "42" },
		func(t *Token) { t.Permissions = Set[Permission]{ManageTokens} },
	} {
		row := whole
		change(&row)
		if !whole.IsWayIn() || row.IsWayIn() {
			t.Errorf("%+v", row)
		}
	}
}
