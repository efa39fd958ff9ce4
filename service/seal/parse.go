package seal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// secretSize is the length of the secret from which the keys of all purposes are derived.
const secretSize = 32

// NewKey is a line for a ring: the suite and a new random secret.
func NewKey(s Suite) string {
	secret := make([]byte, secretSize)
	_, _ = rand.Read(secret) // never fails: the runtime stops the program instead
	return string(s) + " " + base64.StdEncoding.EncodeToString(secret)
}

// waiting stands behind the secret of a key that opens but does not seal yet: every replica must know a key before the
// first one seals with it.
const waiting = "waiting"

// Parse reads a ring: a line or, in one line, a part between commas for each key; the oldest first. Empty lines and those
// that begin with # say nothing. An error names the key by its place and never shows a secret.
func Parse(text string) (*Ring, error) {
	keys, err := parse(text)
	if err != nil {
		return nil, err
	}
	return &Ring{keys: keys, text: text}, nil
}

func parse(text string) ([]*key, error) {
	var keys []*key
	n, sealing := 0, false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue // a comment may have commas
		}
		for part := range strings.SplitSeq(line, ",") {
			words := strings.Fields(part)
			if len(words) == 0 {
				continue
			}
			n++
			k, err := parseKey(words)
			if err != nil {
				return nil, fmt.Errorf("key %d: %w", n, err)
			}
			for _, other := range keys {
				if other.id == k.id || subtle.ConstantTimeCompare(other.secret, k.secret) == 1 {
					return nil, fmt.Errorf("key %d stands in the ring twice", n)
				}
			}
			keys, sealing = append(keys, k), sealing || !k.waiting
		}
	}
	switch {
	case len(keys) == 0:
		return nil, errors.New("the ring has no key; `xuncha keys new` makes one")
	case !sealing:
		return nil, errors.New("every key of the ring waits, so none seals")
	}
	return keys, nil
}

// parseKey reads the words of one key. Its errors show none of them: a secret may stand where something else belongs.
func parseKey(words []string) (*key, error) {
	if len(words) < 2 || len(words) > 3 || (len(words) == 3 && words[2] != waiting) {
		return nil, errors.New("expected a suite and a secret, as `xuncha keys new` prints them")
	}
	secret, err := base64.StdEncoding.Strict().DecodeString(words[1])
	if err != nil || len(secret) != secretSize {
		return nil, fmt.Errorf("expected a suite and %d bytes in base64, as `xuncha keys new` prints them", secretSize)
	}
	if weak(secret) {
		return nil, errors.New("it has no randomness in it; `xuncha keys new` makes one")
	}
	k, err := newKey(Suite(words[0]), secret)
	if err != nil {
		return nil, err
	}
	k.waiting = len(words) == 3
	return k, nil
}

// weak finds secrets that somebody has typed: 32 random bytes have hardly ever fewer than 16 different ones.
func weak(secret []byte) bool {
	seen := map[byte]bool{}
	for _, b := range secret {
		seen[b] = true
	}
	return len(seen) < secretSize/2
}
