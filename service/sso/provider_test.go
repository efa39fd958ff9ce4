package sso_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"xuncha/service/sso"
	test "xuncha/test/sso"
)

// now is the moment at which the clock of these tests stands; the real provider lives in the real time.
var now = time.Now()

func connect(issuer string) *sso.Provider {
	return sso.New(sso.Settings{
		Issuer: issuer, ClientID: test.ClientID, ClientSecret: test.ClientSecret, RedirectURL: test.RedirectURL,
	}, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, func() time.Time { return now })
}

func TestLoginAtARealProvider(t *testing.T) {
	provider := test.Start(t)
	provider.Know("7", map[string]any{"xuncha_role": "viewer", "preferred_username": "lisi"})
	p := connect(provider.Issuer)
	verifier := sso.NewVerifier()
	address, err := p.AuthorizeURL(t.Context(), "the-state", "the-nonce", verifier)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(address)
	for name, want := range map[string]string{
		"response_type": "code", "client_id": test.ClientID, "redirect_uri": test.RedirectURL, "state": "the-state",
		"nonce": "the-nonce", "code_challenge_method": "S256",
	} {
		if got := u.Query().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if strings.Contains(address, verifier) || strings.Contains(address, test.ClientSecret) {
		t.Errorf("a secret goes through the browser: %s", address)
	}
	back := provider.Visit(t, address, "7")
	if back.Get("state") != "the-state" || back.Get("code") == "" {
		t.Fatalf("the browser came back with %v", back)
	}
	who, err := p.Exchange(t.Context(), back.Get("code"), "the-nonce", verifier)
	if err != nil || who.Issuer != provider.Issuer || who.Subject != "7" || who.Name() != "lisi" || who.Claims["xuncha_role"] != "viewer" {
		t.Errorf("%+v, %v", who, err)
	}
	if _, err := p.Exchange(t.Context(), back.Get("code"), "the-nonce", verifier); !errors.Is(err, sso.ErrRefused) {
		t.Errorf("the same code again: %v", err)
	}
}

// The provider holds the program to PKCE: a code without the verifier of its login is worth nothing.
func TestCodeWithoutItsVerifier(t *testing.T) {
	provider := test.Start(t)
	provider.Know("7", map[string]any{})
	p := connect(provider.Issuer)
	address, err := p.AuthorizeURL(t.Context(), "s", "n", sso.NewVerifier())
	if err != nil {
		t.Fatal(err)
	}
	code := provider.Visit(t, address, "7").Get("code")
	if _, err := p.Exchange(t.Context(), code, "n", sso.NewVerifier()); !errors.Is(err, sso.ErrRefused) {
		t.Errorf("another verifier: %v", err)
	}
}

func with(claims map[string]any, name string, value any) map[string]any {
	claims = maps.Clone(claims)
	claims[name] = value
	if value == nil {
		delete(claims, name)
	}
	return claims
}

func TestTokensOfAHostileProvider(t *testing.T) {
	h := test.StartHostile(t)
	good := h.Claims("n", now)
	for name, c := range map[string]struct {
		token string
		taken bool
	}{
		"good":                       {h.Sign(good), true},
		"for several, asked by us":   {h.Sign(with(with(good, "aud", []string{"other", test.ClientID}), "azp", test.ClientID)), true},
		"alg none":                   {test.Unsigned(good), false},
		"HS256 with our secret":      {test.SignSymmetric([]byte(test.ClientSecret), good), false},
		"HS256 with the public key":  {test.SignSymmetric(h.PublicKey(), good), false},
		"another key":                {test.SignOther(good), false},
		"another audience":           {h.Sign(with(good, "aud", "other")), false},
		"no audience":                {h.Sign(with(good, "aud", nil)), false},
		"for several, asked by none": {h.Sign(with(good, "aud", []string{"other", test.ClientID})), false},
		"asked by another":           {h.Sign(with(good, "azp", "other")), false},
		"another issuer":             {h.Sign(with(good, "iss", "https://other.example")), false},
		"another nonce":              {h.Sign(with(good, "nonce", "m")), false},
		"no nonce":                   {h.Sign(with(good, "nonce", nil)), false},
		"expired":                    {h.Sign(with(good, "exp", now.Add(-time.Second).Unix())), false},
		"without an end":             {h.Sign(with(good, "exp", nil)), false},
		"not yet":                    {h.Sign(with(good, "nbf", now.Add(time.Hour).Unix())), false},
		"nobody":                     {h.Sign(with(good, "sub", "")), false},
		"a subject without an end":   {h.Sign(with(good, "sub", strings.Repeat("s", 256))), false},
		"no token":                   {"", false},
		"not a token":                {"a.b.c", false},
		"a changed claim":            {forge(h.Sign(good), h.Sign(with(good, "xuncha_role", "admin"))), false},
	} {
		h.Token(func(*test.Hostile, string) string { return c.token })
		who, err := connect(h.Issuer).Exchange(t.Context(), "code", "n", "verifier")
		if c.taken && (err != nil || who.Subject != "somebody") || !c.taken && !errors.Is(err, sso.ErrRefused) {
			t.Errorf("%s: %+v, %v", name, who, err)
		}
		if err != nil && c.token != "" && strings.Contains(err.Error(), c.token) {
			t.Errorf("%s: the token is in the error", name)
		}
	}
	// Nor is anything taken for a login that has no nonce.
	h.Token(func(h *test.Hostile, _ string) string { return h.Sign(with(good, "nonce", nil)) })
	if _, err := connect(h.Issuer).Exchange(t.Context(), "code", "", "verifier"); !errors.Is(err, sso.ErrRefused) {
		t.Errorf("no nonce at all: %v", err)
	}
}

// forge puts the claims of one token before the signature of another.
func forge(signed, claims string) string {
	a, b := strings.Split(signed, "."), strings.Split(claims, ".")
	return a[0] + "." + b[1] + "." + a[2]
}

func TestAnswersThatAreNone(t *testing.T) {
	const canary = "canary-of-an-answer"
	text := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	elsewhere := test.StartHostile(t)
	for name, c := range map[string]struct {
		path   string
		answer http.HandlerFunc
		want   error
	}{
		"discovery 500":        {test.DiscoveryPath, text(500, canary), sso.ErrUnavailable},
		"discovery is no JSON": {test.DiscoveryPath, text(200, canary), sso.ErrUnavailable},
		"discovery of another": {test.DiscoveryPath, elsewhere.ServeHTTP, sso.ErrUnavailable},
		"discovery elsewhere": {test.DiscoveryPath, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.Issuer+test.DiscoveryPath, http.StatusFound)
		}, sso.ErrUnavailable},
		"discovery without end": {test.DiscoveryPath, text(200, `{"a":"`+strings.Repeat("a", 2<<20)+`"}`), sso.ErrUnavailable},
		"discovery of nothing":  {test.DiscoveryPath, nil, sso.ErrUnavailable},
		"token 500":             {test.TokenPath, text(500, canary), sso.ErrUnavailable},
		"token 429":             {test.TokenPath, text(429, canary), sso.ErrUnavailable},
		"token 400":             {test.TokenPath, text(400, `{"error":"`+canary+`"}`), sso.ErrRefused},
		"token elsewhere": {test.TokenPath, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.Issuer+test.TokenPath, http.StatusTemporaryRedirect)
		}, sso.ErrRefused},
		"token is no JSON": {test.TokenPath, text(200, canary), sso.ErrUnavailable},
		"token is another": {test.TokenPath, text(200, `{"access_token":"a","id_token":7}`), sso.ErrRefused},
		"keys 500":         {test.KeysPath, text(500, canary), sso.ErrUnavailable},
		"keys are none":    {test.KeysPath, text(200, `{"keys":[]}`), sso.ErrRefused},
		"keys elsewhere": {test.KeysPath, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.Issuer+test.KeysPath, http.StatusFound)
		}, sso.ErrUnavailable},
	} {
		h := test.StartHostile(t)
		h.Token(func(h *test.Hostile, _ string) string { return h.Sign(h.Claims("n", now)) })
		if c.answer == nil {
			c.answer = func(w http.ResponseWriter, _ *http.Request) { test.WriteJSON(w, map[string]any{"issuer": h.Issuer}) }
		}
		h.Answer(c.path, c.answer)
		_, err := connect(h.Issuer).Exchange(t.Context(), "code", "n", "verifier")
		if !errors.Is(err, c.want) || strings.Contains(err.Error(), canary) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, path := range []string{test.TokenPath, test.KeysPath} {
		if n := elsewhere.Asked(path); n != 0 {
			t.Errorf("%d redirects to %s of another were followed", n, path)
		}
	}
}

// A provider that is down is asked once, and again after a while; one that is up is asked once in some minutes.
func TestDiscoveryIsKept(t *testing.T) {
	h := test.StartHostile(t)
	at := now
	p := sso.New(sso.Settings{Issuer: h.Issuer, ClientID: test.ClientID, RedirectURL: test.RedirectURL}, &http.Client{}, func() time.Time { return at })
	h.Answer(test.DiscoveryPath, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	for step, c := range []struct {
		later time.Duration
		good  bool
		asked int
	}{{0, false, 1}, {time.Second, false, 1}, {5 * time.Second, false, 2}, {10 * time.Second, true, 3}, {time.Minute, true, 3}, {time.Hour, true, 4}} {
		at = now.Add(c.later)
		if c.good {
			h.Answer(test.DiscoveryPath, nil)
		}
		_, err := p.AuthorizeURL(t.Context(), "s", "n", "v")
		if (err == nil) != c.good || err != nil && !errors.Is(err, sso.ErrUnavailable) {
			t.Errorf("step %d: %v", step, err)
		}
		if n := h.Asked(test.DiscoveryPath); n != c.asked {
			t.Errorf("step %d: asked %d times, want %d", step, n, c.asked)
		}
	}
}

// A caller who leaves says nothing of the provider, and a provider that hangs holds up no more than a bounded number.
func TestProviderThatHangs(t *testing.T) {
	h := test.StartHostile(t)
	hang := make(chan struct{})
	h.Answer(test.DiscoveryPath, func(http.ResponseWriter, *http.Request) { <-hang })
	p := connect(h.Issuer)
	ctx, leave := context.WithCancel(t.Context())
	failed := make(chan error, 32)
	for range 32 {
		go func() {
			_, err := p.AuthorizeURL(ctx, "s", "n", "v")
			for err != nil && strings.Contains(err.Error(), "too many") { // the prober below had the last place
				time.Sleep(time.Millisecond)
				_, err = p.AuthorizeURL(ctx, "s", "n", "v")
			}
			failed <- err
		}()
	}
	// Only those beyond the bound are answered while the provider hangs.
	for full := false; !full; {
		_, err := p.AuthorizeURL(alreadyLeft(t), "s", "n", "v")
		full = strings.Contains(fmt.Sprint(err), "too many")
		time.Sleep(time.Millisecond)
	}
	leave()
	for range 32 {
		if err := <-failed; !errors.Is(err, sso.ErrUnavailable) {
			t.Errorf("who waited: %v", err)
		}
	}
	close(hang)
	h.Answer(test.DiscoveryPath, nil)
	if _, err := p.AuthorizeURL(t.Context(), "s", "n", "v"); err != nil {
		t.Errorf("after all have left: %v", err)
	}
}

func alreadyLeft(t *testing.T) context.Context {
	t.Helper()
	ctx, leave := context.WithCancel(t.Context())
	leave()
	return ctx
}
