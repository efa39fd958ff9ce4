// Package sso speaks to one OpenID provider: authorization code with PKCE, and identity tokens whose signature, issuer,
// audience, nonce and expiry are checked. It trusts the provider with who somebody is, and with nothing else: answers are
// bounded in size and time, redirects are not followed, and nothing of an answer gets into an error.
package sso

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Settings are what the operator has agreed with the provider.
type Settings struct {
	Issuer       string // exactly as the provider writes it
	ClientID     string
	ClientSecret string // empty for a public client
	RedirectURL  string // a page of the front end
}

// Refusals. An error of this package is one of the two.
var (
	// ErrUnavailable says that the provider cannot be asked now, or does not answer as a provider does.
	ErrUnavailable = errors.New("the single sign-on provider is not available")
	// ErrRefused says that the provider does not vouch for the login, or that its token cannot be trusted.
	ErrRefused = errors.New("the single sign-on was refused")
)

// Limits of the conversation with the provider.
const (
	timeout     = 10 * time.Second // of one request, and of one login with all its requests
	maxAnswer   = 1 << 20          // bytes
	keepFor     = 5 * time.Minute  // what discovery told
	retryAfter  = 5 * time.Second  // a provider that failed is left alone for so long
	maxTogether = 32               // logins that wait for the provider at once; a provider that hangs holds up no others
)

// algorithms are those of which a signature is taken. Each is asymmetric, so a token cannot be made with what a client knows.
var algorithms = []string{oidc.RS256, oidc.ES256, oidc.PS256}

// Provider is one OpenID provider. It may be used by several goroutines.
type Provider struct {
	settings Settings
	client   *http.Client
	clock    func() time.Time
	together chan struct{}

	lock     chan struct{} // of what follows, as waiting for it ends with the request
	found    *oidc.Provider
	verifier *oidc.IDTokenVerifier
	until    time.Time // until when found, or the failure when it is nil, counts
}

// New is a provider that is asked over a client. Nothing is asked before the first login: the provider may be down while
// this program starts. The clock judges the expiry of tokens.
func New(s Settings, client *http.Client, clock func() time.Time) *Provider {
	bounded := *client
	bounded.Transport = limited{client.Transport}
	bounded.Timeout = timeout
	bounded.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Provider{
		settings: s, client: &bounded, clock: clock,
		together: make(chan struct{}, maxTogether), lock: make(chan struct{}, 1),
	}
}

// Issuer is the provider's own name.
func (p *Provider) Issuer() string { return p.settings.Issuer }

// NewVerifier is a fresh secret of PKCE for one login.
func NewVerifier() string { return oauth2.GenerateVerifier() }

// AuthorizeURL is the address at the provider to which the browser goes. state, nonce and verifier belong to this login.
func (p *Provider) AuthorizeURL(ctx context.Context, state, nonce, verifier string) (string, error) {
	ctx, leave, err := p.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	found, _, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	return p.oauth(found).AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier)), nil
}

// Identity is who has logged in, as the provider vouches.
type Identity struct {
	Issuer  string
	Subject string
	Claims  map[string]any
}

// maxSubject is the length of OpenID Connect Core, section 2.
const maxSubject = 255

// Exchange turns the code of a login into who has logged in.
func (p *Provider) Exchange(ctx context.Context, code, nonce, verifier string) (Identity, error) {
	ctx, leave, err := p.enter(ctx)
	if err != nil {
		return Identity{}, err
	}
	defer leave()
	found, check, err := p.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	token, err := p.oauth(found).Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return Identity{}, exchangeFailed(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Identity{}, fmt.Errorf("%w: the provider sent no identity token", ErrRefused)
	}
	checked, err := verify(ctx, check, raw)
	if err != nil {
		return Identity{}, err
	}
	if nonce == "" || checked.Nonce != nonce {
		return Identity{}, fmt.Errorf("%w: the token is of another login", ErrRefused)
	}
	identity := Identity{Issuer: checked.Issuer, Subject: checked.Subject}
	if err := checked.Claims(&identity.Claims); err != nil {
		return Identity{}, fmt.Errorf("%w: the claims cannot be read", ErrRefused)
	}
	// A token for several parties names the one that asked for it (OpenID Connect Core, 3.1.3.7).
	if azp, ok := identity.Claims["azp"]; ok && azp != p.settings.ClientID || !ok && len(checked.Audience) > 1 {
		return Identity{}, fmt.Errorf("%w: the token was made for another party", ErrRefused)
	}
	if identity.Subject == "" || len(identity.Subject) > maxSubject {
		return Identity{}, fmt.Errorf("%w: the token names nobody", ErrRefused)
	}
	return identity, nil
}

// exchangeFailed keeps the answer of the provider out of the error: it may have secrets in it.
func exchangeFailed(err error) error {
	var refused *oauth2.RetrieveError
	switch {
	case !errors.As(err, &refused):
		return unavailable("exchange the code", err)
	case refused.Response.StatusCode >= http.StatusInternalServerError,
		refused.Response.StatusCode == http.StatusTooManyRequests, refused.Response.StatusCode == http.StatusRequestTimeout:
		return fmt.Errorf("%w: exchange the code: status %d", ErrUnavailable, refused.Response.StatusCode)
	}
	return fmt.Errorf("%w: the provider does not take the code: status %d", ErrRefused, refused.Response.StatusCode)
}

// verify checks an identity token. Keys that cannot be fetched are told from a token that cannot be trusted.
func verify(ctx context.Context, check *oidc.IDTokenVerifier, raw string) (*oidc.IDToken, error) {
	var failed error
	token, err := check.Verify(context.WithValue(ctx, fetchKey{}, &failed), raw)
	var expired *oidc.TokenExpiredError
	switch {
	case err == nil:
		return token, nil
	case failed != nil:
		return nil, unavailable("fetch the keys", failed)
	case errors.As(err, &expired):
		return nil, fmt.Errorf("%w: the token has expired", ErrRefused)
	}
	return nil, fmt.Errorf("%w: the token is not valid", ErrRefused)
}

// keys are those of the provider, fetched when a token names one that is not known. The verifier keeps only the text of
// their errors, so a failure to fetch them goes another way.
type keys struct{ remote *oidc.RemoteKeySet }

type fetchKey struct{}

// VerifySignature answers what a token says when one of the keys has signed it.
func (k keys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := k.remote.VerifySignature(ctx, token)
	if failed, ok := ctx.Value(fetchKey{}).(*error); ok && err != nil && strings.HasPrefix(err.Error(), "fetching keys") {
		*failed = err
	}
	return payload, err
}

// unavailable says what failed. Of errors only those of the connection are told: others quote what the provider answered.
func unavailable(what string, err error) error {
	var network *url.Error
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("%w: %s: %w", ErrUnavailable, what, context.Canceled)
	case errors.As(err, &network):
		return fmt.Errorf("%w: %s: %w", ErrUnavailable, what, network.Err)
	}
	return fmt.Errorf("%w: %s: the answer is not that of a provider", ErrUnavailable, what)
}

// enter takes a place among those who wait for the provider, and bounds how long.
func (p *Provider) enter(ctx context.Context) (context.Context, func(), error) {
	select {
	case p.together <- struct{}{}:
	default:
		return nil, nil, fmt.Errorf("%w: too many logins wait for it", ErrUnavailable)
	}
	ctx, stop := context.WithTimeout(oidc.ClientContext(ctx, p.client), timeout)
	return ctx, func() { stop(); <-p.together }, nil
}

// discover answers what the provider tells of itself, asked for again after some minutes. A failure counts for some seconds.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, *oidc.IDTokenVerifier, error) {
	select {
	case p.lock <- struct{}{}:
		defer func() { <-p.lock }()
	case <-ctx.Done():
		return nil, nil, fmt.Errorf("%w: find the provider: %w", ErrUnavailable, ctx.Err())
	}
	now := p.clock()
	if now.Before(p.until) {
		if p.found == nil {
			return nil, nil, fmt.Errorf("%w: it did not answer a moment ago", ErrUnavailable)
		}
		return p.found, p.verifier, nil
	}
	p.found, p.verifier = nil, nil
	found, err := oidc.NewProvider(ctx, p.settings.Issuer)
	switch {
	case errors.Is(err, context.Canceled):
		return nil, nil, unavailable("find the provider", err) // the caller left: nothing is known of the provider
	case err != nil:
		p.until = now.Add(retryAfter)
		return nil, nil, unavailable("find the provider", err)
	}
	from, err := p.addresses(found)
	if err != nil {
		p.until = now.Add(retryAfter)
		return nil, nil, err
	}
	// The keys are fetched when a token needs them, whether or not the login that came first has ended by then.
	lasting := context.WithoutCancel(ctx)
	p.verifier = oidc.NewVerifier(p.settings.Issuer, keys{oidc.NewRemoteKeySet(lasting, from)}, &oidc.Config{
		ClientID: p.settings.ClientID, SupportedSigningAlgs: algorithms, Now: p.clock,
	})
	p.found, p.until = found, now.Add(keepFor)
	return p.found, p.verifier, nil
}

// addresses answers where the keys are. It refuses a provider that would have secrets sent over an open connection although
// its own address is not one.
func (p *Provider) addresses(found *oidc.Provider) (keys string, err error) {
	var more struct {
		Keys string `json:"jwks_uri"`
	}
	if err := found.Claims(&more); err != nil {
		return "", unavailable("find the provider", err)
	}
	open := strings.HasPrefix(p.settings.Issuer, "http://")
	for _, address := range []string{found.Endpoint().AuthURL, found.Endpoint().TokenURL, more.Keys} {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !open) {
			return "", fmt.Errorf("%w: find the provider: an address of it is not https", ErrUnavailable)
		}
	}
	return more.Keys, nil
}

func (p *Provider) oauth(found *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.settings.ClientID, ClientSecret: p.settings.ClientSecret, RedirectURL: p.settings.RedirectURL,
		Endpoint: found.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}
