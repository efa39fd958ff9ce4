package province

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/emmansun/gmsm/sm3"
)

// Algorithm signs requests.
type Algorithm string

// The algorithms.
const (
	SHA256 Algorithm = "hmac-sha256"
	SM3    Algorithm = "hmac-sm3" // GM/T 0004
)

// Algorithms lists them.
var Algorithms = []Algorithm{SHA256, SM3}

// MinSecret is how long a shared secret is at least, in characters.
const MinSecret = 16

// Window is how far the clocks of both sides may be apart.
const Window = 5 * time.Minute

func (a Algorithm) hash() func() hash.Hash {
	if a == SM3 {
		return sm3.New
	}
	return sha256.New
}

// Signer signs requests in the name of a client.
type Signer struct {
	Client    string
	Secret    []byte
	Algorithm Algorithm
}

// statement is what is signed, line by line: method, path with query, time, key of the batch, hash of the body.
func (s Signer) statement(r *http.Request, timestamp string, body []byte) []byte {
	h := s.Algorithm.hash()()
	_, _ = h.Write(body) // a hash takes everything
	return []byte(strings.Join([]string{
		r.Method, r.URL.RequestURI(), timestamp, r.Header.Get(KeyHeader), hex.EncodeToString(h.Sum(nil)),
	}, "\n"))
}

func (s Signer) mac(statement []byte) []byte {
	h := hmac.New(s.Algorithm.hash(), s.Secret)
	_, _ = h.Write(statement)
	return h.Sum(nil)
}

// Sign signs a request with a body. The headers that it covers must be set.
func (s Signer) Sign(r *http.Request, body []byte, now time.Time) {
	timestamp := strconv.FormatInt(now.Unix(), 10)
	r.Header.Set(ClientHeader, s.Client)
	r.Header.Set(TimestampHeader, timestamp)
	r.Header.Set(SignatureHeader, string(s.Algorithm)+"="+hex.EncodeToString(s.mac(s.statement(r, timestamp, body))))
}

// Check says what is wrong with the signature of a request, for the other side.
func (s Signer) Check(r *http.Request, body []byte, now time.Time) error {
	timestamp := r.Header.Get(TimestampHeader)
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return fmt.Errorf("%s is no number of seconds", TimestampHeader)
	}
	if apart := now.Sub(time.Unix(seconds, 0)).Abs(); apart > Window {
		return fmt.Errorf("%s is more than %s from now", TimestampHeader, Window)
	}
	text, found := strings.CutPrefix(r.Header.Get(SignatureHeader), string(s.Algorithm)+"=")
	given, err := hex.DecodeString(text)
	if !found || err != nil || r.Header.Get(ClientHeader) != s.Client || !hmac.Equal(given, s.mac(s.statement(r, timestamp, body))) {
		return fmt.Errorf("the signature is not that of %s with %s", s.Client, s.Algorithm)
	}
	return nil
}
