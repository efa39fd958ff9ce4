// Package seal keeps what only the program may read: it seals personal data and secrets before they are stored, and makes
// keyed hashes of what must be recognized without being known. The keys come from outside of the database.
package seal

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"hash"
	"sync"

	"github.com/emmansun/gmsm/sm3"
)

// Ring is an ordered list of keys: the last one that does not wait seals, all of them open. It may be used by several
// goroutines.
type Ring struct {
	mu     sync.RWMutex
	keys   []*key
	source func() (string, error) // read again when a key is not known; nil for a ring that does not change

	reading sync.Mutex // held from reading the source to taking it over, so that an older text never replaces a newer one
	text    string     // what the source said last
}

// Fresh is a ring with one new key, for what lasts no longer than the process.
func Fresh() *Ring {
	r, err := Parse(NewKey(International))
	if err != nil {
		panic(err) // a new key is always one
	}
	return r
}

// Follow is a ring that reads its source again before it seals and when it meets a key that it does not know, so that a
// key which another program has added is taken up without a restart.
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

// Active is the id of the key that seals.
func (r *Ring) Active() string { return r.newest().id }

// KeyInfo is what may be shown of a key.
type KeyInfo struct {
	ID      string
	Suite   Suite
	Active  bool // it seals
	Waiting bool // it opens, and does not seal yet
}

// Keys lists the keys, the oldest first.
func (r *Ring) Keys() []KeyInfo {
	active := r.newest()
	r.mu.RLock()
	defer r.mu.RUnlock()
	all := make([]KeyInfo, len(r.keys))
	for i, k := range r.keys {
		all[i] = KeyInfo{ID: k.id, Suite: k.suite, Active: k.id == active.id, Waiting: k.waiting}
	}
	return all
}

// IDs lists the ids of the keys, the oldest first.
func (r *Ring) IDs() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	ids := make([]string, len(r.keys))
	for i, k := range r.keys {
		ids[i] = k.id
	}
	return ids
}

// newest is the last key that does not wait; parse sees to it that there is one.
func (r *Ring) newest() *key {
	r.mu.RLock()
	defer r.mu.RUnlock()
	last := r.keys[0]
	for _, k := range r.keys {
		if !k.waiting {
			last = k
		}
	}
	return last
}

// Hashes are those by which a document is known, without a key: SHA-256, and SM3 beside it where the newest key is of the
// national suite.
func (r *Ring) Hashes() (international, national hash.Hash) {
	if r.newest().suite == National {
		return sha256.New(), sm3.New()
	}
	return sha256.New(), nil
}

// ErrNoKey says that something was sealed or hashed with a key that is not in the ring.
var ErrNoKey = errors.New("the key is not in the ring")

func (r *Ring) find(id string) (*key, error) {
	if k := r.known(id); k != nil {
		return k, nil
	}
	unread := r.Reload()
	if k := r.known(id); k != nil {
		return k, nil
	}
	return nil, errors.Join(fmt.Errorf("%w: %q", ErrNoKey, id), unread)
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

// Reload reads the source again, where the ring has one. A source that cannot be read leaves the ring as it is.
func (r *Ring) Reload() error {
	if r.source == nil {
		return nil
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	text, err := r.source()
	if err != nil {
		return fmt.Errorf("read the ring again: %w", err)
	}
	if text == r.text {
		return nil
	}
	keys, err := parse(text)
	if err != nil {
		return fmt.Errorf("read the ring again: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys, r.text = keys, text
	return nil
}

// Seal encrypts with the newest key, also with one that has just been added. The text opens again only where it is bound
// to.
func (r *Ring) Seal(plain []byte, boundTo string) (keyID string, sealed []byte) {
	_ = r.Reload() // a source that cannot be read now takes no key away: what is known seals as well
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

// SealText is Seal for a column of its own: the id of the key stands before the sealed text.
func (r *Ring) SealText(plain []byte, boundTo string) []byte {
	keyID, sealed := r.Seal(plain, boundTo)
	return append([]byte(keyID+"|"), sealed...)
}

// OpenText decrypts what SealText made. Its errors are those of Open.
func (r *Ring) OpenText(text []byte, boundTo string) ([]byte, error) {
	keyID, sealed, found := bytes.Cut(text, []byte("|"))
	if !found || len(keyID) > maxKeyID {
		return nil, errors.New("open a sealed text: it names no key")
	}
	return r.Open(string(keyID), sealed, boundTo)
}

// KeyOf is the id of the key that has made a text of SealText, and empty for anything else.
func KeyOf(text []byte) string {
	keyID, _, found := bytes.Cut(text, []byte("|"))
	if !found || len(keyID) > maxKeyID {
		return ""
	}
	return string(keyID)
}

// maxKeyID bounds what is taken for the id of a key.
const maxKeyID = 16

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

// MACWith is the keyed hash under one key of the ring. The error is ErrNoKey when it is missing.
func (r *Ring) MACWith(keyID string, p Purpose, text []byte) ([]byte, error) {
	k, err := r.find(keyID)
	if err != nil {
		return nil, err
	}
	return k.mac(p, text), nil
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
