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

	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
	"xuncha/model"
	"xuncha/repository/dbtest"
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

// What has run out is removed without anybody asking for it. The log says how much, and nothing when there was none.
func TestWhatHasRunOutIsRemoved(t *testing.T) {
	now := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
	a := audited(t, dbtest.SQLite(t), &now)
	var log bytes.Buffer
	a.logger, a.config.auditCheckpoint = slog.New(slog.NewTextHandler(&log, nil)), time.Hour
	const old = "'2022-10-01 01:00:00.000000'"
	rows := []string{
		"login_counters (counter_key, failures, started_at, updated_at) VALUES (x'01', 1, " + old + ", " + old + ")",
		"sso_logins (state_hash, proof_hash, nonce, verifier, created_at, expires_at) VALUES (x'01', x'01', 'n', 'v', " + old + ", " + old + ")",
		"blobs (hash, byte_size, touched_at) VALUES ('" + strings.Repeat("ab", 32) + "', 1, " + old + ")",
		"repeats (principal, operation, repeat_key, fingerprint, key_id, created_at) VALUES ('user:7', 'createSite', '12345678', x'01', 'k', " + old + ")",
	}
	for _, row := range rows {
		if _, err := a.store.Pool().ExecContext(t.Context(), "INSERT INTO "+row); err != nil {
			t.Fatal(err)
		}
	}
	handler := api.New(a.services, api.Options{Language: model.Chinese, Logger: a.logger, Metrics: prometheus.NewRegistry(), Clock: time.Now})
	finish, err := a.work(t.Context(), handler, prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	left := -1
	for deadline := time.Now().Add(30 * time.Second); left != 0 && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		const all = "SELECT (SELECT COUNT(*) FROM login_counters) + (SELECT COUNT(*) FROM sso_logins) + (SELECT COUNT(*) FROM repeats) + (SELECT COUNT(*) FROM blobs)"
		if err := a.store.Pool().QueryRowContext(t.Context(), all).Scan(&left); err != nil {
			t.Fatal(err)
		}
	}
	finish()
	if err := a.tidy(t.Context(), "sessions", a.services.Sessions.Purge); err != nil || left != 0 {
		t.Errorf("%d rows are left: %v", left, err)
	}
	for _, what := range []string{"sessions", `"single sign-ons"`, "repeats", `"files of evidence"`} {
		if n := strings.Count(log.String(), "what="+what+" rows=1"); n != 1 {
			t.Errorf("%d lines about %s:\n%s", n, what, log.String())
		}
	}
	if n := strings.Count(log.String(), "removed what has run out"); n != len(rows) {
		t.Errorf("%d lines:\n%s", n, log.String())
	}
}
