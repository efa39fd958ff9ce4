// Package sso is an OpenID provider for tests: a real one, with everything in memory, that logs everybody in who is known to
// it. What a browser does between the program and the provider is done here too.
package sso

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/pkg/op"
)

// What the program and the provider have agreed on.
const (
	ClientID     = "xuncha"
	ClientSecret = "secret-of-the-client-of-the-tests"
	RedirectURL  = "http://127.0.0.1/login" // nothing listens there: the browser of the tests stops before it
)

// Provider is an OpenID provider on the loopback.
type Provider struct {
	Issuer string

	storage *storage
	server  *httptest.Server
}

// Start starts a provider, which ends with the test.
func Start(t testing.TB) *Provider {
	t.Helper()
	p := &Provider{storage: newStorage(t)}
	mux := http.NewServeMux()
	p.server = httptest.NewServer(mux)
	t.Cleanup(p.server.Close)
	p.Issuer = p.server.URL
	config := &op.Config{CodeMethodS256: true, CryptoKeyId: "1"}
	_, _ = rand.Read(config.CryptoKey[:])
	provider, err := op.NewProvider(config, p.storage, op.StaticIssuer(p.Issuer), op.WithAllowInsecure(),
		op.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	back := op.AuthCallbackURL(provider)
	interceptor := op.NewIssuerInterceptor(provider.IssuerFromRequest)
	// The page where people log in: whoever the browser says it is, is believed.
	mux.HandleFunc("/as", interceptor.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.FormValue("id")
		if err := p.storage.logIn(id, r.FormValue("subject")); err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		http.Redirect(w, r, back(r.Context(), id), http.StatusFound)
	}))
	mux.Handle("/", provider)
	return p
}

// Stop takes the provider away, as an outage does.
func (p *Provider) Stop() { p.server.Close() }

// Know makes somebody known, with the claims that their tokens carry from now on.
func (p *Provider) Know(subject string, claims map[string]any) { p.storage.know(subject, claims) }

// Settings are what a program needs to be told of the provider, added to its environment.
func (p *Provider) Settings(env map[string]string) map[string]string { return Settings(p.Issuer, env) }

// Settings is an environment with the provider of an issuer.
func Settings(issuer string, env map[string]string) map[string]string {
	env["XUNCHA_OIDC_ISSUER"], env["XUNCHA_OIDC_CLIENT_ID"] = issuer, ClientID
	env["XUNCHA_OIDC_CLIENT_SECRET"], env["XUNCHA_OIDC_REDIRECT_URL"] = ClientSecret, RedirectURL
	return env
}

const browserTimeout = time.Minute

// Visit goes to an address as a browser does in which the person of a subject sits, until it is sent back to the front end,
// and answers what the address of the front end then carries: a code and a state, or an error.
func (p *Provider) Visit(t testing.TB, authorizeURL, subject string) url.Values {
	t.Helper()
	answered, err := p.visit(authorizeURL, subject)
	if err != nil {
		t.Fatal(err)
	}
	return answered
}

func (p *Provider) visit(address, subject string) (url.Values, error) {
	browser := &http.Client{
		Timeout: browserTimeout, Transport: &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for range 10 {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
		if err != nil {
			return nil, fmt.Errorf("visit the provider: %w", err)
		}
		answer, err := browser.Do(req)
		if err != nil {
			return nil, fmt.Errorf("visit the provider: %w", err)
		}
		_ = answer.Body.Close()
		to, err := answer.Location()
		if err != nil {
			return nil, fmt.Errorf("%s answered %d and leads nowhere", address, answer.StatusCode)
		}
		if strings.HasPrefix(to.String(), RedirectURL) {
			return to.Query(), nil
		}
		if to.Path == "/as" {
			q := to.Query()
			q.Set("subject", subject)
			to.RawQuery = q.Encode()
		}
		address = to.String()
	}
	return nil, fmt.Errorf("%s leads in circles", address)
}
