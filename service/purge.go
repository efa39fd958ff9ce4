package service

import (
	"context"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

// purge removes what nobody needs any more, some at a time in transactions of their own, and answers how many there were.
func (b base) purge(ctx context.Context, some func(tx *repository.Store) (int, error)) (removed int, err error) {
	for {
		n, err := repository.InTx(ctx, b.store, some)
		if removed += n; err != nil || n == 0 {
			return removed, err
		}
	}
}

// ago is the time so long before now.
func (b base) ago(d time.Duration) model.Time { return model.NewTime(b.clock().Add(-d)) }

// Purge removes sessions that have ended by time, counters that count nothing any more and sources not used for long, and
// answers how many there were.
func (s *Sessions) Purge(ctx context.Context) (removed int, err error) {
	now, unused := s.now(), s.ago(s.idle)
	counters, sources := s.ago(model.LoginsOfPair.Window), s.ago(model.LoginMemory)
	for _, some := range []func(tx *repository.Store) (int, error){
		func(tx *repository.Store) (int, error) { return tx.Sessions.Purge(ctx, now, unused) },
		func(tx *repository.Store) (int, error) { return tx.Logins.PurgeCounters(ctx, counters) },
		func(tx *repository.Store) (int, error) { return tx.Logins.PurgeSources(ctx, sources) },
	} {
		n, err := s.purge(ctx, some)
		if removed += n; err != nil {
			return removed, err
		}
	}
	return removed, nil
}

// Purge removes single sign-ons that nobody finished in time, and answers how many there were.
func (s *SSO) Purge(ctx context.Context) (int, error) {
	now := s.now()
	return s.purge(ctx, func(tx *repository.Store) (int, error) { return tx.SSOLogins.Purge(ctx, now) })
}

// Purge removes what is older than answers are kept, and answers how many there were.
func (s *Repeats) Purge(ctx context.Context) (int, error) {
	since := s.ago(repeatsKept)
	return s.purge(ctx, func(tx *repository.Store) (int, error) { return tx.Repeats.Purge(ctx, since) })
}
