package service

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"xuncha/model"
	"xuncha/service/outgoing"
)

const (
	callTimeout = 10 * time.Second
	leaseFor    = time.Minute // far more than a call takes: after it another program takes the call for lost
	releaseIn   = 5 * time.Second
	maxAnswer   = 16 << 10
	keptAnswer  = 1 << 10
)

// Why a call failed, as the log has it.
const (
	faultRefused = "address_refused"
	faultTimeout = "timeout"
	faultTLS     = "tls"
	faultNetwork = "no_connection"
	faultStatus  = "status"
)

// message is what a receiver gets: that something happened, and not what. It reads that where its rights are looked at.
type message struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      item      `json:"data"`
}

type item struct {
	Cursor     string           `json:"cursor"`
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Kind       string           `json:"kind"`
	ThingID    uint64           `json:"thing_id"`
	RegionCode model.RegionCode `json:"region_code"`
	Version    uint64           `json:"version"`
	At         time.Time        `json:"at"`
}

// body is the same bytes whenever an event is sent.
func body(e model.Event) ([]byte, error) {
	text, err := json.Marshal(message{Type: e.Type, Timestamp: e.At.Time, Data: item{
		Cursor: model.Cursor(uint64(e.Position)), ID: e.EventID, Type: e.Type, Kind: e.ThingKind, ThingID: e.ThingID,
		RegionCode: e.RegionCode, Version: e.Version, At: e.At.Time,
	}})
	if err != nil {
		return nil, fmt.Errorf("encode a message: %w", err)
	}
	return text, nil
}

// secrets are the keys that sign for a webhook now, opened.
func (c *Courier) secrets(w model.Webhook) ([][]byte, error) {
	sealed := [][]byte{w.Secret}
	if len(w.OldSecret) > 0 && c.now().Before(w.OldUntil.Time) {
		sealed = append(sealed, w.OldSecret)
	}
	keys := make([][]byte, len(sealed))
	for i, s := range sealed {
		text, err := c.ring.OpenText(s, secretBinding(w.UID))
		if err == nil {
			keys[i], err = base64.StdEncoding.DecodeString(strings.TrimPrefix(string(text), model.SecretPrefix))
		}
		if err != nil {
			return nil, fmt.Errorf("open the secret of webhook %d: %w", w.ID, err)
		}
	}
	return keys, nil
}

// sign is the header of signatures, after the Standard Webhooks.
func sign(keys [][]byte, id, at string, body []byte) string {
	signatures := make([]string, len(keys))
	for i, key := range keys {
		mac := hmac.New(sha256.New, key)
		_, _ = fmt.Fprintf(mac, "%s.%s.%s", id, at, body) // a hash takes everything
		signatures[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	return strings.Join(signatures, " ")
}

// call sends one message and answers what came of it. The error is for what is wrong here, not there.
func (c *Courier) call(ctx context.Context, w model.Webhook, d model.WebhookDelivery) (model.Called, error) {
	text, err := body(d.Event())
	if err != nil {
		return model.Called{}, err
	}
	keys, err := c.secrets(w)
	if err != nil {
		return model.Called{}, err
	}
	began := c.now()
	came := model.Called{At: began}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(text))
	if err != nil {
		came.Fault = faultRefused
		return came, nil
	}
	at := strconv.FormatInt(began.Unix(), 10)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "xuncha-webhooks/1")
	request.Header.Set("webhook-id", d.EventID)
	request.Header.Set("webhook-timestamp", at)
	request.Header.Set("webhook-signature", sign(keys, d.EventID, at, text))
	answer, err := c.client.Do(request)
	if err != nil {
		came.Fault, came.Took = faultOf(err), c.clock().Sub(began.Time)
		return came, nil
	}
	defer func() { _ = answer.Body.Close() }()
	read, _ := io.ReadAll(io.LimitReader(answer.Body, maxAnswer)) // what it says is only for the log
	came.Status, came.Answer, came.Took = answer.StatusCode, shown(read), c.clock().Sub(began.Time)
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		came.Fault, came.RetryAfter = faultStatus, c.retryAfter(answer.Header.Get("Retry-After"))
	}
	return came, nil
}

// retryAfter is how long a receiver asks to be left alone, in seconds or until a time.
func (c *Courier) retryAfter(text string) time.Duration {
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(c.clock()))
	}
	return 0
}

// faultOf names what kept a call from being answered, without what it found out about the network.
func faultOf(err error) string {
	var network net.Error
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.Is(err, outgoing.ErrRefused):
		return faultRefused
	case errors.As(err, &certificate), errors.As(err, &record), errors.As(err, &unknown):
		return faultTLS
	case errors.As(err, &network) && network.Timeout():
		return faultTimeout
	}
	return faultNetwork
}

// shown is the beginning of an answer as text that is safe to look at.
func shown(answer []byte) string {
	text := strings.ToValidUTF8(string(answer[:min(len(answer), keptAnswer)]), "")
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsGraphic(r) {
			return r
		}
		return -1
	}, text)
}
