package service_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service/seal"
)

// How the benchmark measures: rounds with and without the sealer take turns, so that both meet the same machine.
const (
	benchWriters = 8
	benchRounds  = 15
	benchRound   = time.Second
	benchSeal    = 500 * time.Millisecond // as the program does
)

// BenchmarkAuditChain measures what the chain costs those who write: results of eight writers at once, every commit on the disk,
// with the sealer beside them and without it. ratio is that of the medians.
//
//	go test ./service -run '^$' -bench AuditChain -benchtime 1x
func BenchmarkAuditChain(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchChain(b, "sqlite:"+filepath.Join(b.TempDir(), "xuncha.db"), 8) })
	b.Run("mariadb", func(b *testing.B) {
		server, err := dbtest.StartMariaDB(dbtest.Durable)
		if err != nil {
			b.Fatal(err)
		}
		defer server.Stop()
		if err := server.Create("bench"); err != nil {
			b.Fatal(err)
		}
		benchChain(b, server.URL("bench"), 24)
	})
}

func benchChain(b *testing.B, address string, pool int) {
	b.Helper()
	ctx := context.Background()
	s, err := repository.Open(ctx, address, repository.WithPool(pool))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	w := newWorld(b, s)
	w.site(w.organization(countyA))
	writers := make([]func() error, benchWriters)
	for i := range writers {
		target, version := w.targets(w.open(countyA).Code)[0], uint64(0)
		writers[i] = func() error {
			version++
			e := model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: []string{"S1", "S2"}[version%2]}}}
			return only(w.Inspections.Submit(ctx, operator, target.ID, version, e))
		}
	}
	var with, without []float64
	for range benchRounds {
		without = append(without, submissions(b, writers))
		stop := sealing(b, w)
		with = append(with, submissions(b, writers))
		stop()
	}
	slices.Sort(with)
	slices.Sort(without)
	on, off := with[benchRounds/2], without[benchRounds/2]
	b.ReportMetric(on/off, "ratio")
	b.ReportMetric(on, "sealed/s")
	b.ReportMetric(off, "unsealed/s")
}

// submissions is how many results a second the writers bring in.
func submissions(b *testing.B, writers []func() error) float64 {
	b.Helper()
	var n atomic.Int64
	var done sync.WaitGroup
	started := time.Now()
	for _, write := range writers {
		done.Go(func() {
			for time.Since(started) < benchRound {
				if err := write(); err != nil {
					b.Error(err)
					return
				}
				n.Add(1)
			}
		})
	}
	done.Wait()
	return float64(n.Load()) / time.Since(started).Seconds()
}

func sealing(b *testing.B, w *world) (stop func()) {
	b.Helper()
	must[int](b)(w.chain.Seal(w.ctx)) // what the round before has left is not this one's
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(benchSeal)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if _, err := w.chain.Seal(ctx); err != nil && ctx.Err() == nil {
					b.Error(err)
				}
			case <-ctx.Done():
				return
			}
		}
	})
	return func() {
		cancel()
		done.Wait()
	}
}

// BenchmarkKeyedHash measures the keyed hash of an entry of usual size, of which there is one for each change.
func BenchmarkKeyedHash(b *testing.B) {
	for _, suite := range seal.Suites {
		b.Run(string(suite), func(b *testing.B) {
			ring, err := seal.Parse(seal.NewKey(suite))
			if err != nil {
				b.Fatal(err)
			}
			state := fmt.Sprintf("{%0600d}", 1)
			e := model.AuditEntry{Operation: "inspection.submit", BeforeState: state, AfterState: state}
			for b.Loop() {
				ring.MAC(seal.ForAudit, e.Canonical(make([]byte, model.AuditSalt)))
			}
		})
	}
}
