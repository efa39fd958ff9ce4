package service

import (
	"encoding/base32"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"xuncha/model"
	"xuncha/service/seal"
)

// The second factor is that of RFC 6238: six digits of HMAC-SHA-1 over the number of a step of 30 seconds, as every
// authenticator knows it. A code of the step before or after is taken too, as clocks differ.
const (
	totpPeriod = 30 // seconds
	totpSkew   = 1  // steps
	totpSecret = 20 // bytes, RFC 4226 section 4
	totpIssuer = "xuncha"
)

// NewTOTP is a second factor that is not in force yet. It is shown once.
type NewTOTP struct {
	Secret string // base32
	URI    string // for the picture that an authenticator reads
}

var base32Secret = base32.StdEncoding.WithPadding(base32.NoPadding)

// stepOf is the time step that a code belongs to, the latest when it fits several.
func stepOf(secret []byte, code string, at model.Time) (step uint64, ok bool) {
	text := base32Secret.EncodeToString(secret)
	now := uint64(at.Unix()) / totpPeriod //nolint:gosec // no clock stands before 1970
	for candidate := now - totpSkew; candidate <= now+totpSkew; candidate++ {
		good, err := hotp.ValidateCustom(code, candidate, text, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && good {
			step, ok = candidate, true
		}
	}
	return step, ok
}

func totpBinding(userID uint64) string { return "totp:" + strconv.FormatUint(userID, 10) }

func (b base) openTOTP(user model.User) ([]byte, error) {
	secret, err := b.ring.OpenText(user.TOTPSecret, totpBinding(user.ID))
	if errors.Is(err, seal.ErrNoKey) {
		return nil, keyMissing(err)
	}
	if err != nil {
		return nil, fmt.Errorf("open the second factor of user %d: %w", user.ID, err)
	}
	return secret, nil
}

// totpURI is in the form that authenticators agree on, where a space is %20.
func totpURI(name, secret string) string {
	u := url.URL{
		Scheme: "otpauth", Host: "totp", Path: "/" + totpIssuer + ":" + name,
		RawQuery: "secret=" + secret + "&issuer=" + totpIssuer + "&algorithm=SHA1&digits=6&period=" + strconv.Itoa(totpPeriod),
	}
	return u.String()
}
