package service_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/service/seal"
)

// How the benchmark measures: rounds with and without the sealer come in pairs, each way round in turn, so that both meet
// the same machine and the same tables.
const (
	benchWriters = 8
	benchPairs   = 20
	benchRound   = 1500 * time.Millisecond
	benchSeal    = time.Second // as the program does
)

// BenchmarkAuditChain measures what the chain costs those who write: results of eight writers at once, every commit on the disk,
// with the sealer beside them and without it. A round with the sealer ends when all that was written in it is sealed. ratio is
// the median of those of the pairs.
//
//	go test ./service -run '^$' -bench AuditChain -benchtime 1x
func BenchmarkAuditChain(b *testing.B) { benchOnBoth(b, 8, 24, benchChain) }

func benchChain(b *testing.B, w *world) {
	b.Helper()
	w.site(w.organization(countyA))
	writers := make([]func() error, benchWriters)
	for i := range writers {
		target, version := w.targets(w.open(countyA).Code)[0], uint64(0)
		writers[i] = func() error {
			version++
			e := model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: []string{"S1", "S2"}[version%2]}}}
			return only(w.Inspections.Submit(w.ctx, operator, target.ID, version, e))
		}
	}
	var with, without, ratios []float64
	for pair := range benchPairs {
		var on, off float64
		for turn := range 2 {
			if (pair+turn)%2 == 0 {
				off = submissions(b, writers, func() {})
				must[int](b)(w.chain.Seal(w.ctx))
			} else {
				on = submissions(b, writers, sealing(b, w))
			}
		}
		with, without, ratios = append(with, on), append(without, off), append(ratios, on/off)
	}
	for name, of := range map[string][]float64{"ratio": ratios, "sealed/s": with, "unsealed/s": without} {
		b.ReportMetric(middle(of), name)
	}
}

// submissions is how many results a second the writers bring in. The time ends when what goes on beside them has ended.
func submissions(b *testing.B, writers []func() error, finish func()) float64 {
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
	finish()
	return float64(n.Load()) / time.Since(started).Seconds()
}

// sealing seals beside the writers. The answered function seals what is left.
func sealing(b *testing.B, w *world) (finish func()) {
	b.Helper()
	seal := func() {
		if _, err := w.chain.Seal(w.ctx); err != nil {
			b.Error(err)
		}
	}
	stop := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(benchSeal)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				seal()
			case <-stop:
				return
			}
		}
	})
	return func() {
		close(stop)
		done.Wait()
		seal()
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
