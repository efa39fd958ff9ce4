package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// The two sides.
const (
	ofService = iota
	ofBaseline
	sides
)

// stage is a size on a database, with both programs at work.
type stage struct {
	*facts

	servers   [sides]*server
	addresses [sides]string
	database  *dbtest.MariaDB // nil on SQLite
	rounds    int
	during    time.Duration
	profiles  string // folder, empty for none
	folder    string
	program   string
	keys      string
}

// outcome is what was measured of an operation.
type outcome struct {
	operation operation
	rate      float64 // a second, of the open loop
	of        [sides]seen
}

// seen is what was measured of one side, round by round.
type seen struct {
	perSecond   []float64
	half, worst []time.Duration // the median and the 99th percentile of each round, of the open loop where there was one
	own, others []time.Duration // of processors for each request, of the program and of the database
	bytes       int64           // of an answer
	most        float64         // MiB
}

// ratios are those of what both do a second, round by round.
func (o outcome) ratio() float64 {
	var all []float64
	for i, n := range o.of[ofService].perSecond {
		all = append(all, n/o.of[ofBaseline].perSecond[i])
	}
	return middle(all)
}

// middle is the median.
func middle[T float64 | time.Duration](all []T) T {
	if len(all) == 0 {
		return 0
	}
	all = slices.Sorted(slices.Values(all))
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

const warmUp = 300 * time.Millisecond

// measure has both sides do the same in turn, the first in every other round the second, so that both meet the same machine.
func (s *stage) measure(ctx context.Context, op operation) (outcome, error) {
	if op.source == nil {
		return s.measureImports(ctx, op)
	}
	out := outcome{operation: op}
	var sources [sides]source
	var at [sides]progress
	for side := range sides {
		sources[side], at[side] = op.source(s.facts), make(progress, op.clients)
		if _, err := closed(ctx, s.servers[side].address, op, sources[side], at[side], min(warmUp, s.during)); err != nil {
			return out, err
		}
		forget(s.servers[side].pid())
	}
	err := s.inTurn(func(side int) error {
		return s.loaded(ctx, op, side, &out.of[side], func() (slice, error) {
			return closed(ctx, s.servers[side].address, op, sources[side], at[side], s.during)
		})
	})
	if err != nil {
		return out, err
	}
	for side := range sides {
		_, out.of[side].most = held(s.servers[side].pid())
	}
	if s.profiles != "" {
		if err := s.profile(ctx, s.profiles, filepath.Base(s.folder), op, sources, at); err != nil {
			return out, err
		}
	}
	if op.long {
		return out, nil
	}
	out.rate = min(middle(out.of[ofService].perSecond), middle(out.of[ofBaseline].perSecond)) / 2
	for side := range sides {
		out.of[side].half, out.of[side].worst = nil, nil
	}
	return out, s.inTurn(func(side int) error {
		part, err := open(ctx, s.servers[side].address, op, sources[side], at[side], out.rate, s.during)
		out.of[side].keep(part)
		return err
	})
}

func (s *stage) inTurn(fn func(side int) error) error {
	for round := range s.rounds {
		for turn := range sides {
			if err := fn((round + turn) % sides); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep takes the latencies of a slice.
func (s *seen) keep(part slice) {
	s.half, s.worst = append(s.half, part.at(0.5)), append(s.worst, part.at(0.99))
}

// loaded runs a slice and looks what it has cost.
func (s *stage) loaded(ctx context.Context, op operation, side int, to *seen, run func() (slice, error)) error {
	own, others := spent(s.servers[side].pid()), s.databaseSpent()
	settled := func() error { return nil }
	if op.changing {
		settled = s.changing(ctx, side)
	}
	part, err := run()
	if failed := settled(); err == nil {
		err = failed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", op.name, err)
	}
	n := time.Duration(len(part.latencies))
	to.perSecond = append(to.perSecond, part.perSecond())
	to.own, to.others = append(to.own, (spent(s.servers[side].pid())-own)/n), append(to.others, (s.databaseSpent()-others)/n)
	to.bytes = part.bytes / int64(n)
	to.keep(part)
	return nil
}

// changes is how often a second the figures of the open round change while its table is read.
const changes = 100

// changing has the figures of the open round change until the answered function is called.
func (s *stage) changing(ctx context.Context, side int) (settled func() error) {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		store, err := repository.Open(ctx, s.addresses[side], repository.WithPool(1))
		if err != nil {
			ended <- err
			return
		}
		defer func() { _ = store.Close() }()
		tick := time.NewTicker(time.Second / changes)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				ended <- nil
				return
			case <-tick.C:
			}
			_, err := store.Pool().ExecContext(ctx, "UPDATE campaigns SET figure_changes = figure_changes + 1 WHERE code = ?", s.Open)
			if err != nil && ctx.Err() == nil {
				ended <- fmt.Errorf("change the figures: %w", err)
				return
			}
		}
	}()
	return func() error { stop(); return <-ended }
}
