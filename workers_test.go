package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A worker that fails or panics goes on; the log repeats itself once a minute only; it ends with its context.
func TestWorkersGoOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		a := &app{logger: slog.New(slog.NewTextHandler(&log, nil))}
		ctx, stop := context.WithCancel(t.Context())
		var runs atomic.Int64
		done := make(chan struct{})
		go func() {
			defer close(done)
			a.every(ctx, time.Second, "test", func(context.Context) error {
				switch n := runs.Add(1); {
				case n == 1:
					panic("first")
				case n <= 121:
					return errors.New("broken")
				}
				return nil
			})
		}()
		time.Sleep(149*time.Second + time.Millisecond)
		stop()
		<-done
		if n := runs.Load(); n != 150 {
			t.Errorf("%d runs", n)
		}
		if n := strings.Count(log.String(), "error=broken"); n != 2 || !strings.Contains(log.String(), "panic: first") {
			t.Errorf("%d complaints:\n%s", n, log.String())
		}
	})
}

// What is cut short by the end of the program is no failure.
func TestWorkersEndQuietly(t *testing.T) {
	var log bytes.Buffer
	a := &app{logger: slog.New(slog.NewTextHandler(&log, nil))}
	ctx, stop := context.WithCancel(t.Context())
	a.every(ctx, time.Hour, "test", func(ctx context.Context) error {
		stop()
		return ctx.Err()
	})
	if log.Len() > 0 {
		t.Error(log.String())
	}
}
