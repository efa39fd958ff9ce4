package sso

import (
	"errors"
	"io"
	"net/http"
)

// limited bounds what is read of an answer.
type limited struct{ next http.RoundTripper }

// RoundTrip sends a request.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	next := l.next
	if next == nil {
		next = http.DefaultTransport
	}
	answer, err := next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &short{answer.Body, maxAnswer}
	return answer, nil
}

var errLong = errors.New("the answer is too long")

// short is a body that fails where it gets too long, so that a cut answer never looks whole.
type short struct {
	io.ReadCloser
	left int
}

// Read reads on.
func (s *short) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, errLong
	}
	if len(p) > s.left {
		p = p[:s.left]
	}
	n, err := s.ReadCloser.Read(p)
	s.left -= n
	return n, err
}
