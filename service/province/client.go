package province

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"xuncha/model"
)

// Client speaks to the system above over HTTPS.
type Client struct {
	base   *url.URL
	signer Signer
	http   *http.Client
	clock  func() time.Time
}

// NewClient is a client of the system at an address, over a client for outgoing requests.
func NewClient(base *url.URL, signer Signer, over *http.Client, clock func() time.Time) *Client {
	return &Client{base, signer, over, clock}
}

// Way is how it sends.
func (c *Client) Way() model.ReportWay { return model.WayHTTPS }

// Most is how many rows it sends at once.
func (c *Client) Most() int { return MaxRows }

// Payload is what would be sent, without what is secret and what is known only then.
type Payload struct {
	Method    string
	Target    string
	Headers   [][2]string
	MediaType string
	Body      []byte
}

// Hash is the SHA-256 of the body, hexadecimal.
func (p Payload) Hash() string {
	sum := sha256.Sum256(p.Body)
	return hex.EncodeToString(sum[:])
}

const (
	mediaJSON = "application/json"
	// atSending stands for the value of a header that is known when the request leaves.
	atSending = "…"
)

// Preview is the batch as it would be sent.
func (c *Client) Preview(b Batch) (Payload, error) {
	body, err := b.Body()
	if err != nil {
		return Payload{}, err
	}
	return Payload{
		http.MethodPost, c.at(BatchesPath),
		[][2]string{
			{"Content-Type", mediaJSON},
			{"Accept", mediaJSON},
			{KeyHeader, b.Key},
			{ClientHeader, c.signer.Client},
			{TimestampHeader, atSending},
		},
		mediaJSON, body,
	}, nil
}

func (c *Client) at(path string) string { return c.base.JoinPath(path).String() }

// Deliver sends a batch. An error leaves it unknown whether it has arrived: it is sent again under the same key.
func (c *Client) Deliver(ctx context.Context, b Batch) (Answer, error) {
	p, err := c.Preview(b)
	if err != nil {
		return Answer{}, err
	}
	status, header, text, err := c.send(ctx, p.Method, p.Target, b.Key, p.Body)
	if err != nil {
		return Answer{}, err
	}
	switch {
	case status == http.StatusOK || status == http.StatusCreated || status == http.StatusAccepted:
		return read(b.Key, text)
	case refuses(status):
		return Answer{Refusal: words(status, text)}, nil
	}
	return Answer{}, later(status, header, text, c.clock())
}

// Collect asks what has become of a batch that was taken.
func (c *Client) Collect(ctx context.Context, key string) (Answer, error) {
	status, header, text, err := c.send(ctx, http.MethodGet, c.at(BatchesPath+"/"+key), "", nil)
	if err != nil {
		return Answer{}, err
	}
	if status != http.StatusOK && status != http.StatusAccepted {
		return Answer{}, later(status, header, text, c.clock())
	}
	return read(key, text)
}

// List is a piece of the list of the other side, after a place in it.
func (c *Client) List(ctx context.Context, kind model.Subject, area model.Scope, after string) (Page, error) {
	values := url.Values{"area": {string(area)}, "limit": {"500"}}
	if after != "" {
		values.Set("after", after)
	}
	target := c.at(RegisterPath+"/"+string(kind)+"s") + "?" + values.Encode()
	status, header, text, err := c.send(ctx, http.MethodGet, target, "", nil)
	if err != nil {
		return Page{}, err
	}
	if status != http.StatusOK {
		return Page{}, later(status, header, text, c.clock())
	}
	var page Page
	if err := json.Unmarshal(text, &page); err != nil {
		return page, fmt.Errorf("read the list of the province: %w", err)
	}
	return page, nil
}

const maxAnswer = 8 << 20

func (c *Client) send(ctx context.Context, method, target, key string, body []byte) (status int, header http.Header, text []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader(body))
	if err != nil {
		return 0, nil, nil, fmt.Errorf("ask the province: %w", err)
	}
	r.Header.Set("Accept", mediaJSON)
	if body != nil {
		r.Header.Set("Content-Type", mediaJSON)
		r.Header.Set(KeyHeader, key)
	}
	c.signer.Sign(r, body, c.clock())
	resp, err := c.http.Do(r)
	if err != nil {
		return 0, nil, nil, fmt.Errorf("ask the province: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err = io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err == nil && len(text) > maxAnswer {
		err = fmt.Errorf("it is longer than %d bytes", maxAnswer)
	}
	if err != nil {
		return 0, nil, nil, fmt.Errorf("read the answer of the province: %w", err)
	}
	return resp.StatusCode, resp.Header, text, nil
}

func read(key string, text []byte) (Answer, error) {
	var r Response
	if err := json.Unmarshal(text, &r); err != nil {
		return Answer{}, fmt.Errorf("read the answer of the province: %w", err)
	}
	return r.answer(key)
}

// refuses reports whether a status says that the batch itself cannot be taken, now or later. Rights, addresses and limits can
// be put right without another batch.
func refuses(status int) bool {
	return slices.Contains([]int{
		http.StatusBadRequest, http.StatusConflict, http.StatusGone, http.StatusRequestEntityTooLarge,
		http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
	}, status)
}

// Later is that the other side cannot take a batch now, and when it may.
type Later struct {
	Status     int
	Words      string
	RetryAfter time.Duration // 0 when it does not say
}

// Error says what it answered.
func (l *Later) Error() string { return fmt.Sprintf("the province answers %d %s", l.Status, l.Words) }

func later(status int, header http.Header, text []byte, now time.Time) error {
	l := &Later{Status: status, Words: words(status, text)}
	if after := header.Get("Retry-After"); after != "" {
		if seconds, err := strconv.Atoi(after); err == nil {
			l.RetryAfter = time.Duration(seconds) * time.Second
		} else if at, err := http.ParseTime(after); err == nil {
			l.RetryAfter = at.Sub(now)
		}
	}
	return l
}

// RetryAfter is when the other side wants to be asked again, 0 when an error does not say so.
func RetryAfter(err error) time.Duration {
	var l *Later
	if errors.As(err, &l) {
		return max(l.RetryAfter, 0)
	}
	return 0
}

// words are what an answer says for people, cut to what is kept.
func words(status int, text []byte) string {
	var problem struct {
		Detail string `json:"detail"`
		Title  string `json:"title"`
	}
	if err := json.Unmarshal(text, &problem); err == nil && problem.Detail != "" {
		return problem.Detail
	} else if err == nil && problem.Title != "" {
		return problem.Title
	}
	return http.StatusText(status)
}
