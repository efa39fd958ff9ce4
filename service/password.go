package service

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/trustelem/zxcvbn"
	"golang.org/x/crypto/argon2"

	"xuncha/model"
)

// PasswordCost is what one hash of a password costs: memory in KiB, passes over it, and threads.
type PasswordCost struct {
	Memory  uint32
	Passes  uint32
	Threads uint8
}

// DefaultPasswordCost is 64 MiB and three passes in one thread.
var DefaultPasswordCost = PasswordCost{Memory: 64 << 10, Passes: 3, Threads: 1}

const (
	hashesAtOnce = 2 // each takes a processor and the memory of its cost
	hashPatience = 5 * time.Second
	saltSize     = 16
	hashSize     = 32
)

// passwords hashes passwords and compares them with their hashes, few at a time.
type passwords struct {
	cost  PasswordCost
	slots chan struct{}
	dummy func() string
}

func newPasswords(cost PasswordCost) *passwords {
	if cost == (PasswordCost{}) {
		cost = DefaultPasswordCost
	}
	p := &passwords{cost: cost, slots: make(chan struct{}, hashesAtOnce)}
	p.dummy = sync.OnceValue(func() string { return p.encode(model.Password(rand.Text())) })
	return p
}

// enter waits for its turn, as long as the request lasts but not longer than a few seconds.
func (p *passwords) enter(ctx context.Context) (leave func(), err error) {
	patience := time.NewTimer(hashPatience)
	defer patience.Stop()
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-patience.C:
		return nil, model.NewError(model.KindUnavailable, "busy")
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
}

// renew hashes a new password, unless it is easily guessed by who knows the words about its owner.
func (p *passwords) renew(ctx context.Context, field string, password model.Password, words ...string) (string, error) {
	leave, err := p.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	if guessable(password, words) {
		return "", model.InvalidField(field, "password_too_common")
	}
	return p.encode(password), nil
}

// matches reports whether a password is that of a hash. Where the hash was made at another cost, a new one comes along.
// Without a hash it takes as long and does not match.
func (p *passwords) matches(ctx context.Context, hash string, password model.Password) (ok bool, renewed string, err error) {
	leave, err := p.enter(ctx)
	if err != nil {
		return false, "", err
	}
	defer leave()
	known := hash != ""
	if !known {
		hash = p.dummy()
	}
	cost, salt, sum, err := decodeHash(hash)
	if err != nil {
		return false, "", err
	}
	got := argon2.IDKey([]byte(password), salt, cost.Passes, cost.Memory, cost.Threads, uint32(len(sum))) //nolint:gosec // short
	if subtle.ConstantTimeCompare(got, sum) != 1 || !known {
		return false, "", nil
	}
	if cost != p.cost {
		renewed = p.encode(password)
	}
	return true, renewed, nil
}

// encode hashes in the PHC form, which carries the cost along.
func (p *passwords) encode(password model.Password) string {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails: the runtime stops the program instead
	sum := argon2.IDKey([]byte(password), salt, p.cost.Passes, p.cost.Memory, p.cost.Threads, hashSize)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, p.cost.Memory, p.cost.Passes, p.cost.Threads, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

var errHash = errors.New("a stored password is not an Argon2id hash")

func decodeHash(text string) (cost PasswordCost, salt, sum []byte, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return cost, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.Memory, &cost.Passes, &cost.Threads); err != nil {
		return cost, nil, nil, errHash
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	sum, sumErr := base64.RawStdEncoding.DecodeString(parts[5])
	// Whoever can write the table must not be able to use up the memory of the machine.
	if errors.Join(saltErr, sumErr) != nil || len(salt) < 8 || len(sum) < 16 || len(sum) > 64 ||
		cost.Memory > 1<<20 || cost.Passes == 0 || cost.Passes > 64 || cost.Threads == 0 {
		return cost, nil, nil, errHash
	}
	return cost, salt, sum, nil
}

// minGuesses is how many guesses a password must be worth. One less zero would let through the pattern that every list of
// weak passwords begins with: a word, a sign and 123456.
const minGuesses = 1e10

// obvious are the words that an attacker of this very service tries first.
var obvious = []string{
	"xuncha", "admin", "administrator", "password", "enshi", "hubei", "zhengfu", "gov", "test", "root", "user",
	"inspector", "reviewer", "auditor", "viewer", "巡查", "管理员", "密码", "政府", "网站", "恩施", "湖北",
}

// guessable reports whether a password is common or easily guessed.
func guessable(password model.Password, words []string) bool {
	known := make([]string, 0, len(words)+len(obvious))
	for _, word := range append(words, obvious...) {
		for _, part := range append(strings.Fields(word), word) {
			if part = strings.ToLower(part); len(part) > 1 {
				known = append(known, part)
			}
		}
	}
	return zxcvbn.PasswordStrength(string(password.Unit()), known).Guesses < minGuesses
}
