package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"xuncha/docs"
	"xuncha/test/contract"
)

const clientTimeout = time.Minute

// document is the OpenAPI document to which every exchange is held.
var document = sync.OnceValues(func() (*contract.Validator, error) { return contract.New(docs.OpenAPI) })

// Uncovered lists the documented operations that no exchange of this package carried out.
func Uncovered() ([]string, error) {
	v, err := document()
	if err != nil {
		return nil, err
	}
	_, missing := v.Covered()
	return missing, nil
}

// Client is one caller of one server. Every answer is held to the OpenAPI document and to the shape of problems. Only
// Do needs the goroutine of the test.
type Client struct {
	t      testing.TB
	base   string
	header http.Header
	http   *http.Client
}

// Admin is the first administrator.
func (s *Server) Admin(t testing.TB) Client { return NewClient(t, s.URL).As(AdminToken) }

// NewClient is a caller without a key, of the server at an address.
func NewClient(t testing.TB, base string) Client {
	transport := &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}
	t.Cleanup(transport.CloseIdleConnections)
	return Client{t: t, base: base, header: http.Header{}, http: &http.Client{
		Transport: transport, Timeout: clientTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// As is the same client with another key.
func (c Client) As(token string) Client { return c.With("Authorization", "Bearer "+token) }

// With is the same client with one more header in each request.
func (c Client) With(name, value string) Client {
	c.header = c.header.Clone()
	c.header.Set(name, value)
	return c
}

// Answer is what a server answered.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Tag is the ETag, as If-Match takes it.
func (a Answer) Tag() string { return a.Header.Get("ETag") }

// Problem is the part of an error that a program reads.
type Problem struct {
	Status    int    `json:"status"`
	Code      string `json:"code"`
	Detail    string `json:"detail"`
	RequestID string `json:"request_id"`
	Errors    []struct {
		Field      string `json:"field"`
		Code       string `json:"code"`
		Detail     string `json:"detail"`
		Suggestion string `json:"suggestion"`
	} `json:"errors"`
}

// Decode reads the JSON of an answer.
func Decode[T any](t testing.TB, a Answer) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(a.Body, &v); err != nil {
		t.Fatalf("%v in %s", err, a.Body)
	}
	return v
}

// Do sends a request and fails the test unless the answer has the status. Paths are those below /api/v1. A body of bytes
// or text goes as it is, anything else as JSON. Headers come in pairs.
func (c Client) Do(status int, method, path string, body any, headers ...string) Answer {
	c.t.Helper()
	answer, err := c.Send(method, path, body, headers...)
	if err != nil {
		c.t.Fatal(err)
	}
	if answer.Status != status {
		c.t.Fatalf("%s %s answered %d instead of %d: %s", method, path, answer.Status, status, answer.Body)
	}
	return answer
}

// Get reads and decodes.
func Get[T any](c Client, path string) T {
	c.t.Helper()
	return Decode[T](c.t, c.Do(http.StatusOK, http.MethodGet, path, nil))
}

// Send is Do without a judgement on the status.
func (c Client) Send(method, path string, body any, headers ...string) (Answer, error) {
	return c.SendTo(method, c.base+"/api/v1"+path, body, headers...)
}

// Root is the address of a path outside /api/v1, for SendTo.
func (c Client) Root(path string) string { return c.base + path }

// SendTo is Send with a whole address.
func (c Client) SendTo(method, address string, body any, headers ...string) (Answer, error) {
	sent, media, err := encode(body)
	if err != nil {
		return Answer{}, err
	}
	req, err := http.NewRequestWithContext(context.Background(), method, address, bytes.NewReader(sent))
	if err != nil {
		return Answer{}, fmt.Errorf("make a request: %w", err)
	}
	req.Header = c.header.Clone()
	if media != "" {
		req.Header.Set("Content-Type", media)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, fmt.Errorf("send a request: %w", err)
	}
	received, err := io.ReadAll(resp.Body)
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return Answer{}, fmt.Errorf("%s %s answered %d and broke off: %w", method, address, resp.StatusCode, err)
	}
	registerExchange(req, sent, received)
	answer := Answer{Status: resp.StatusCode, Header: resp.Header, Body: received}
	return answer, answer.check(req, sent)
}

func encode(body any) (sent []byte, media string, err error) {
	switch v := body.(type) {
	case nil:
		return nil, "", nil
	case []byte:
		return v, "application/json", nil
	case string:
		return []byte(v), "application/json", nil
	}
	sent, err = json.Marshal(body)
	return sent, "application/json", err
}

// internals are words that no caller may read in an error.
var internals = regexp.MustCompile(`(?i)Error [0-9]{4}|\.go:[0-9]+|SELECT|gorm|mysql|sqlite|goroutine`)

func (a Answer) check(req *http.Request, sent []byte) error {
	if req.Method == http.MethodHead {
		return nil
	}
	if a.Status >= http.StatusBadRequest {
		if err := a.CheckProblem(); err != nil {
			return fmt.Errorf("%s %s: %w", req.Method, req.URL, err)
		}
	}
	v, err := document()
	if err != nil {
		return err
	}
	return v.Check(req, sent, a.Status, a.Header, a.Body)
}

// CheckProblem reports what is wrong with the shape of an error, or what it gives away.
func (a Answer) CheckProblem() error {
	var p Problem
	if err := json.Unmarshal(a.Body, &p); err != nil || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/problem+json") {
		return fmt.Errorf("the answer %d is no problem: %s", a.Status, a.Body)
	}
	if p.Status != a.Status || p.Code == "" || p.Detail == "" || p.Detail == p.Code || p.RequestID != a.Header.Get("X-Request-ID") {
		return fmt.Errorf("the problem of the answer %d is not whole: %s", a.Status, a.Body)
	}
	for _, e := range p.Errors {
		if e.Code == "" || e.Detail == "" || e.Detail == e.Code {
			return fmt.Errorf("an error of the answer %d is not whole: %s", a.Status, a.Body)
		}
	}
	if word := internals.Find(a.Body); word != nil {
		return fmt.Errorf("the answer %d gives %q away: %s", a.Status, word, a.Body)
	}
	return nil
}
