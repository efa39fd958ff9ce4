package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// slice is what was seen in one stretch of load.
type slice struct {
	took      time.Duration
	latencies []time.Duration
	bytes     int64
}

func (s slice) perSecond() float64 { return float64(len(s.latencies)) / s.took.Seconds() }

// at is a quantile of the latencies.
func (s slice) at(quantile float64) time.Duration {
	if len(s.latencies) == 0 {
		return 0
	}
	slices.Sort(s.latencies)
	return s.latencies[min(int(quantile*float64(len(s.latencies))), len(s.latencies)-1)]
}

// connection sends requests over one connection. It does as little as can be: it shares the processors with what is measured.
type connection struct {
	conn   net.Conn
	reader *bufio.Reader
	out    bytes.Buffer
}

const answerTimeout = 2 * time.Minute

func dial(ctx context.Context, address string) (*connection, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return &connection{conn: conn, reader: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// do sends a request and answers how many bytes the body of the answer has, which must have a status.
func (c *connection) do(r request, status int) (int64, error) {
	c.out.Reset()
	_, _ = fmt.Fprintf(&c.out, "%s %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n%s", r.method, r.path, token, r.header)
	if r.body != "" {
		if !strings.Contains(r.header, "Content-Type") {
			c.out.WriteString("Content-Type: application/json\r\n")
		}
		_, _ = fmt.Fprintf(&c.out, "Content-Length: %d\r\n", len(r.body))
	}
	c.out.WriteString("\r\n")
	c.out.WriteString(r.body)
	if err := c.conn.SetDeadline(time.Now().Add(answerTimeout)); err != nil {
		return 0, err
	}
	if _, err := c.conn.Write(c.out.Bytes()); err != nil {
		return 0, fmt.Errorf("send: %w", err)
	}
	answer, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return 0, fmt.Errorf("read the answer: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != status {
		text, _ := io.ReadAll(io.LimitReader(answer.Body, 1000))
		return 0, fmt.Errorf("%s %s was answered with %s: %s", r.method, r.path, answer.Status, text)
	}
	n, err := io.Copy(io.Discard, answer.Body)
	return n, err
}

// progress is how far the clients of one side have come in what they ask for.
type progress []int

// load runs clients over an operation, each with a connection of its own, until next says no.
func load(ctx context.Context, address string, op operation, from source, at progress, next func(client int) (time.Time, bool)) (slice, error) {
	var (
		running sync.WaitGroup
		failed  atomic.Pointer[error]
		parts   = make([]slice, len(at))
	)
	connections := make([]*connection, len(at))
	for i := range at {
		c, err := dial(ctx, address)
		if err != nil {
			return slice{}, err
		}
		defer func() { _ = c.conn.Close() }()
		connections[i] = c
	}
	began := time.Now()
	for i, c := range connections {
		running.Go(func() {
			for failed.Load() == nil && ctx.Err() == nil {
				intended, more := next(i)
				if !more {
					return
				}
				n, err := c.do(from(i, at[i]), op.status)
				if err != nil {
					failed.Store(&err)
					return
				}
				at[i]++
				parts[i].bytes += n
				parts[i].latencies = append(parts[i].latencies, time.Since(intended))
			}
		})
	}
	running.Wait()
	whole := slice{took: time.Since(began)}
	for _, part := range parts {
		whole.latencies, whole.bytes = append(whole.latencies, part.latencies...), whole.bytes+part.bytes
	}
	if err := failed.Load(); err != nil {
		return whole, *err
	}
	return whole, ctx.Err()
}

// closed has each client ask again as soon as it is answered: what the server can do at most. Every client asks once at least.
func closed(ctx context.Context, address string, op operation, from source, at progress, during time.Duration) (slice, error) {
	end, asked := time.Now().Add(during), make([]bool, len(at))
	return load(ctx, address, op, from, at, func(client int) (time.Time, bool) {
		now := time.Now()
		first := !asked[client]
		asked[client] = true
		return now, first || now.Before(end)
	})
}

// open asks at a rate, whether or not answers come. Time counts from when a request was meant to be sent, so that waiting for a
// server that is behind counts too.
func open(ctx context.Context, address string, op operation, from source, at progress, rate float64, during time.Duration) (slice, error) {
	began := time.Now()
	var sent atomic.Int64
	return load(ctx, address, op, from, at, func(int) (time.Time, bool) {
		intended := began.Add(time.Duration(float64(sent.Add(1)-1) / rate * float64(time.Second)))
		if intended.Sub(began) >= during {
			return intended, false
		}
		time.Sleep(time.Until(intended))
		return intended, true
	})
}
