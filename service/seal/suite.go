package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

// Suite is a pair of algorithms: one seals, one hashes.
type Suite string

// The suites.
const (
	International Suite = "aes-256-gcm" // with HMAC-SHA-256
	National      Suite = "sm4-gcm"     // GM/T 0002, with HMAC-SM3, GM/T 0004
)

// Suites lists the suites.
var Suites = []Suite{International, National}

// key is one key with what is derived from its secret.
type key struct {
	id      string
	suite   Suite
	secret  []byte
	waiting bool // it opens, and does not seal yet
	aead    cipher.AEAD
	macs    map[Purpose][]byte
	hash    func() hash.Hash
}

func newKey(s Suite, secret []byte) (*key, error) {
	k := &key{suite: s, secret: secret, macs: map[Purpose][]byte{}}
	var size int
	var block func([]byte) (cipher.Block, error)
	switch s {
	case International:
		k.hash, size, block = sha256.New, 32, aes.NewCipher
	case National:
		k.hash, size, block = sm3.New, sm4.BlockSize, sm4.NewCipher
	default:
		return nil, fmt.Errorf("the suite is neither %s nor %s", International, National)
	}
	derived, err := k.derive("seal", size)
	if err != nil {
		return nil, err
	}
	c, err := block(derived)
	if err != nil {
		return nil, fmt.Errorf("make a cipher: %w", err)
	}
	if k.aead, err = cipher.NewGCM(c); err != nil {
		return nil, fmt.Errorf("make a cipher: %w", err)
	}
	for _, p := range []Purpose{ForPhones, ForAudit, ForRepeats, ForLogins} {
		if k.macs[p], err = k.derive("mac "+string(p), secretSize); err != nil {
			return nil, err
		}
	}
	id, err := k.derive("id", 6)
	k.id = "k" + hex.EncodeToString(id)
	return k, err
}

func (k *key) derive(info string, size int) ([]byte, error) {
	out, err := hkdf.Key(k.hash, k.secret, nil, "xuncha "+info, size)
	if err != nil {
		return nil, fmt.Errorf("derive a key: %w", err)
	}
	return out, nil
}

func (k *key) mac(p Purpose, text []byte) []byte {
	h := hmac.New(k.hash, k.macs[p])
	_, _ = h.Write(text) // a hash takes everything
	return h.Sum(nil)
}

// Sums are the hashes of a text under the algorithms of all suites.
func Sums(text []byte) [][]byte {
	international, national := sha256.Sum256(text), sm3.Sum(text)
	return [][]byte{international[:], national[:]}
}
