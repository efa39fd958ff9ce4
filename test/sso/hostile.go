package sso

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	jose "github.com/go-jose/go-jose/v4"
)

// Hostile is a provider that answers what a test wants: tokens that are forged, expired or for others, and answers that
// are none. It takes every code.
type Hostile struct {
	Issuer string

	mu       sync.Mutex
	key      *rsa.PrivateKey
	answers  map[string]http.HandlerFunc
	requests map[string]int
	token    func(h *Hostile, code string) string
	server   *httptest.Server
}

// StartHostile starts one, which behaves well until it is told otherwise.
func StartHostile(t testing.TB) *Hostile {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	h := &Hostile{key: key, answers: map[string]http.HandlerFunc{}, requests: map[string]int{}}
	h.server = httptest.NewServer(h)
	t.Cleanup(h.server.Close)
	h.Issuer = h.server.URL
	return h
}

// Answer has a path answered in another way, or again in the usual one when it is nil.
func (h *Hostile) Answer(path string, answer http.HandlerFunc) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers[path] = answer
}

// Token has the provider give out tokens of the test's own making for the codes it is sent.
func (h *Hostile) Token(make func(h *Hostile, code string) string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.token = make
}

// Asked counts the requests of a path.
func (h *Hostile) Asked(path string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.requests[path]
}

// The paths of the provider.
const (
	DiscoveryPath = "/.well-known/openid-configuration"
	TokenPath     = "/token"
	KeysPath      = "/keys"
)

// ServeHTTP answers a request.
func (h *Hostile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.requests[r.URL.Path]++
	answer, token := h.answers[r.URL.Path], h.token
	h.mu.Unlock()
	if answer != nil {
		answer(w, r)
		return
	}
	switch r.URL.Path {
	case DiscoveryPath:
		WriteJSON(w, map[string]any{
			"issuer": h.Issuer, "authorization_endpoint": h.Issuer + "/authorize", "token_endpoint": h.Issuer + TokenPath,
			"jwks_uri": h.Issuer + KeysPath, "id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"},
		})
	case TokenPath:
		if token == nil {
			http.Error(w, `{"error": "invalid_grant"}`, http.StatusBadRequest)
			return
		}
		WriteJSON(w, map[string]any{"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token(h, r.FormValue("code"))})
	case KeysPath:
		WriteJSON(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &h.key.PublicKey, KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
	default:
		http.NotFound(w, r)
	}
}

// WriteJSON answers a value.
func WriteJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // who does not read on will notice
}

// Claims are those of a good token for a login with a nonce, issued at a time.
func (h *Hostile) Claims(nonce string, at time.Time) map[string]any {
	return map[string]any{
		"iss": h.Issuer, "aud": ClientID, "sub": "somebody", "nonce": nonce, "iat": at.Unix(), "exp": at.Add(time.Hour).Unix(),
		"xuncha_role": "viewer", "xuncha_region": "422801", "preferred_username": "somebody",
	}
}

// Sign makes a token with the provider's own key.
func (h *Hostile) Sign(claims map[string]any) string { return sign(h.key, "1", claims) }

// SignOther makes a token that says it is signed with the provider's key, and is signed with another.
func SignOther(claims map[string]any) string {
	other, _ := rsa.GenerateKey(rand.Reader, 2048) // it fails only without randomness, which stops the program
	return sign(other, "1", claims)
}

func sign(key *rsa.PrivateKey, id string, claims map[string]any) string {
	payload, _ := json.Marshal(claims)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: id}}, nil)
	if err != nil {
		panic(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		panic(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return token
}

// Unsigned makes a token with the algorithm none.
func Unsigned(claims map[string]any) string {
	return part(map[string]any{"alg": "none"}) + "." + part(claims) + "."
}

// SignSymmetric makes a token signed with HS256 and a secret that the client knows or that everybody can read.
func SignSymmetric(secret []byte, claims map[string]any) string {
	text := part(map[string]any{"alg": "HS256", "kid": "1"}) + "." + part(claims)
	mac := hmac.New(sha256.New, secret)
	_, _ = mac.Write([]byte(text)) // a hash takes everything
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// PublicKey is the key of the provider as everybody can read it, for the forgery that takes it for a secret.
func (h *Hostile) PublicKey() []byte {
	text, _ := json.Marshal(jose.JSONWebKey{Key: &h.key.PublicKey})
	return text
}

func part(v any) string {
	text, _ := json.Marshal(v)
	return base64.RawURLEncoding.EncodeToString(text)
}
