package service

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/crypto/argon2"

	"xuncha/model"
)

var cheapest = PasswordCost{Memory: 8, Passes: 1, Threads: 1}

func TestPasswordsHash(t *testing.T) {
	p := newPasswords(cheapest)
	hash, err := p.renew(t.Context(), "password", "correct horse battery staple")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=8,t=1,p=1$") || len(hash) > 200 {
		t.Fatalf("%s, %v", hash, err)
	}
	again, err := p.renew(t.Context(), "password", "correct horse battery staple")
	if err != nil || again == hash {
		t.Errorf("two hashes without salt: %s, %v", again, err)
	}
	for password, want := range map[model.Password]bool{
		"correct horse battery staple": true, "correct horse battery stapl": false, "": false, "Correct horse battery staple": false,
	} {
		if ok, renewed, err := p.matches(t.Context(), hash, password); ok != want || renewed != "" || err != nil {
			t.Errorf("%q: %v, %s, %v", string(password), ok, renewed, err)
		}
	}
	if ok, _, err := p.matches(t.Context(), "", "correct horse battery staple"); ok || err != nil {
		t.Errorf("nobody's password matches: %v, %v", ok, err)
	}
	if c := newPasswords(PasswordCost{}).cost; c != DefaultPasswordCost {
		t.Errorf("the default is %+v", c)
	}
}

// A hash that another program has made is read, in the form of the reference implementation.
func TestPasswordsReadThePHCForm(t *testing.T) {
	const known = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
	ok, renewed, err := newPasswords(cheapest).matches(t.Context(), known, "password")
	if !ok || err != nil || !strings.HasPrefix(renewed, "$argon2id$v=19$m=8,t=1,p=1$") {
		t.Errorf("%v, %s, %v", ok, renewed, err)
	}
	for _, bad := range []string{
		"x", "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg", "$argon2id$v=16$m=8,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
		"$argon2id$v=19$m=8,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg", "$argon2id$v=19$m=8,t=1,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
		"$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$", "$argon2id$v=19$m=8,t=1,p=1$$nf65EOgLrQMR/uIPnA4rEg",
		"$argon2id$v=19$m=8,t=1,p=300$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
	} {
		if _, _, err := newPasswords(cheapest).matches(t.Context(), bad, "password"); !errors.Is(err, errHash) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if argon2.Version != 19 {
		t.Error("another version of Argon2 hashes")
	}
}

// Two hashes at once and no more: who comes third waits as long as its request, and is not served afterwards.
func TestPasswordsWaitForTheirTurn(t *testing.T) {
	p := newPasswords(cheapest)
	var leave []func()
	for range hashesAtOnce {
		l, err := p.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := p.matches(gone, "", "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("a caller who is gone: %v", err)
	}
	served := make(chan error, 1)
	go func() {
		_, _, err := p.matches(t.Context(), "", "x")
		served <- err
	}()
	select {
	case err := <-served:
		t.Errorf("the third is served beside the two: %v", err)
	default:
	}
	leave[0]()
	if err := <-served; err != nil {
		t.Error(err)
	}
	leave[1]()
}
