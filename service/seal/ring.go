// Package seal keeps what only the program may read: it seals personal data and secrets before they are stored, and makes
// keyed hashes of what must be recognized without being known. The keys come from outside of the database.
package seal

import (
	"bufio"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// Ring is an ordered list of keys: the last one seals, all of them open. It may be used by several goroutines.
type Ring struct {
	mu     sync.RWMutex
	keys   []*key
	source func() (string, error) // read again when a key is not known; nil for a ring that does not change
}

// secretSize is the length of the secret from which the keys of all purposes are derived.
const secretSize = 32

// NewKey is a line for a ring: the suite and a new random secret.
func NewKey(s Suite) string {
	secret := make([]byte, secretSize)
	_, _ = rand.Read(secret) // never fails: the runtime stops the program instead
	return string(s) + " " + base64.StdEncoding.EncodeToString(secret)
}

// Fresh is a ring with one new key, for what lasts no longer than the process.
func Fresh() *Ring {
	r, err := Parse(NewKey(International))
	if err != nil {
		panic(err) // a new key is always one
	}
	return r
}

// Parse reads a ring: a line or, in one line, a part between commas for each key; the oldest first. Empty lines and those
// that begin with # say nothing. An error names the line and never shows a secret.
func Parse(text string) (*Ring, error) {
	keys, err := parse(text)
	if err != nil {
		return nil, err
	}
	return &Ring{keys: keys}, nil
}

// Follow is a ring that reads its source again when it meets a key that it does not know, so that a key which another
// program has added is taken up without a restart.
func Follow(source func() (string, error)) (*Ring, error) {
	text, err := source()
	if err != nil {
		return nil, err
	}
	r, err := Parse(text)
	if err != nil {
		return nil, err
	}
	r.source = source
	return r, nil
}

func parse(text string) ([]*key, error) {
	var keys []*key
	lines := bufio.NewScanner(strings.NewReader(strings.ReplaceAll(text, ",", "\n")))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		suite, encoded, _ := strings.Cut(line, " ")
		secret, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
		if err != nil || len(secret) != secretSize {
			return nil, fmt.Errorf("key %d: expected a suite and %d bytes in base64, as `xuncha keys new` prints them", n, secretSize)
		}
		if weak(secret) {
			return nil, fmt.Errorf("key %d has no randomness in it; `xuncha keys new` makes one", n)
		}
		k, err := newKey(Suite(suite), secret)
		if err != nil {
			return nil, fmt.Errorf("key %d: %w", n, err)
		}
		for _, other := range keys {
			if other.id == k.id || subtle.ConstantTimeCompare(other.secret, secret) == 1 {
				return nil, fmt.Errorf("key %d stands in the ring twice", n)
			}
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return nil, errors.New("the ring has no key; `xuncha keys new` makes one")
	}
	return keys, nil
}

// weak finds secrets that somebody has typed: 32 random bytes have hardly ever fewer than 16 different ones.
func weak(secret []byte) bool {
	seen := map[byte]bool{}
	for _, b := range secret {
		seen[b] = true
	}
	return len(seen) < secretSize/2
}

// Active is the id of the key that seals.
func (r *Ring) Active() string { return r.newest().id }

// IDs lists the keys, the oldest first.
func (r *Ring) IDs() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	ids := make([]string, len(r.keys))
	for i, k := range r.keys {
		ids[i] = k.id
	}
	return ids
}

func (r *Ring) newest() *key {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.keys[len(r.keys)-1]
}

// ErrNoKey says that something was sealed or hashed with a key that is not in the ring.
var ErrNoKey = errors.New("the key is not in the ring")

func (r *Ring) find(id string) (*key, error) {
	if k := r.known(id); k != nil {
		return k, nil
	}
	if err := r.Reload(); err != nil {
		return nil, err
	}
	if k := r.known(id); k != nil {
		return k, nil
	}
	return nil, fmt.Errorf("%w: %q", ErrNoKey, id)
}

func (r *Ring) known(id string) *key {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, k := range r.keys {
		if k.id == id {
			return k
		}
	}
	return nil
}

// Reload reads the source again, where the ring has one.
func (r *Ring) Reload() error {
	if r.source == nil {
		return nil
	}
	text, err := r.source()
	if err != nil {
		return fmt.Errorf("read the ring again: %w", err)
	}
	keys, err := parse(text)
	if err != nil {
		return fmt.Errorf("read the ring again: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys = keys
	return nil
}

// Seal encrypts with the newest key. The text opens again only where it is bound to.
func (r *Ring) Seal(plain []byte, boundTo string) (keyID string, sealed []byte) {
	k := r.newest()
	nonce := make([]byte, k.aead.NonceSize(), k.aead.NonceSize()+len(plain)+k.aead.Overhead())
	_, _ = rand.Read(nonce)
	return k.id, k.aead.Seal(nonce, nonce, plain, []byte(boundTo))
}

// Open decrypts what Seal made. The error is ErrNoKey when the key is missing; any other means that the text was altered
// or moved.
func (r *Ring) Open(keyID string, sealed []byte, boundTo string) ([]byte, error) {
	k, err := r.find(keyID)
	if err != nil {
		return nil, err
	}
	if len(sealed) < k.aead.NonceSize() {
		return nil, errors.New("open a sealed text: it is cut")
	}
	nonce, text := sealed[:k.aead.NonceSize()], sealed[k.aead.NonceSize():]
	plain, err := k.aead.Open(nil, nonce, text, []byte(boundTo))
	if err != nil {
		return nil, fmt.Errorf("open a sealed text: %w", err)
	}
	return plain, nil
}

// Purpose keeps the hashes of one use from meaning anything in another.
type Purpose string

// The purposes of keyed hashes.
const (
	ForPhones  Purpose = "phones"
	ForAudit   Purpose = "audit"
	ForRepeats Purpose = "repeats"
	ForLogins  Purpose = "logins"
)

// MAC is the keyed hash of a text under the newest key: 32 bytes.
func (r *Ring) MAC(p Purpose, text []byte) (keyID string, mac []byte) {
	k := r.newest()
	return k.id, k.mac(p, text)
}

// MACs are the keyed hashes under every key, for looking up what an older key may have hashed.
func (r *Ring) MACs(p Purpose, text []byte) [][]byte {
	r.mu.RLock()
	defer r.mu.RUnlock()
	out := make([][]byte, len(r.keys))
	for i, k := range r.keys {
		out[i] = k.mac(p, text)
	}
	return out
}

// StableMAC is the keyed hash under the oldest key: it stays the same when keys are added.
func (r *Ring) StableMAC(p Purpose, text []byte) []byte {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.keys[0].mac(p, text)
}

// CheckMAC reports whether a text has the keyed hash. The error is ErrNoKey when that cannot be told.
func (r *Ring) CheckMAC(keyID string, p Purpose, text, mac []byte) (bool, error) {
	k, err := r.find(keyID)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(k.mac(p, text), mac) == 1, nil
}

// Sum is the hash of a text, without a key, under the algorithm of a key's suite: SHA-256 or SM3. It is SHA-256 where the
// ring does not have the key.
func (r *Ring) Sum(keyID string, text []byte) []byte {
	k := r.known(keyID)
	if k == nil {
		return Sums(text)[0]
	}
	h := k.hash()
	_, _ = h.Write(text) // a hash takes everything
	return h.Sum(nil)
}
