package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xuncha/api"
)

// How often the work beside the requests is done.
const (
	sealEvery   = time.Second
	takeInEvery = time.Second // how long a large file waits for somebody to begin
	numberEvery = 250 * time.Millisecond
	reportEvery = time.Second // what is due at the system above
	callEvery   = 500 * time.Millisecond
	floodEvery  = time.Minute
	tidyEvery   = time.Hour
	remindEvery = time.Hour // each reminder is sent once, so this is how long after midnight the first come
	purgeEvery  = 24 * time.Hour
	sweepEvery  = 24 * time.Hour
	repeatAfter = time.Minute      // before the log repeats what still fails
	finishIn    = 10 * time.Second // after the last request
)

// work starts what is done beside the requests. The answered function ends it and seals what the last requests left.
func (a *app) work(ctx context.Context, handler *api.API, metrics *prometheus.Registry) (finish func(), err error) {
	n, err := a.notary()
	if err != nil {
		return nil, err
	}
	// Work goes on while the service drains: requests are still answered.
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	start := func(interval time.Duration, name string, fn func(context.Context) error) {
		running.Go(func() { a.every(working, interval, name, fn) })
	}
	start(sealEvery, "seal the audit trail", func(ctx context.Context) error {
		_, err := a.chain.Seal(ctx)
		return err
	})
	start(takeInEvery, "take files in", func(ctx context.Context) error {
		_, err := a.services.Imports.Work(ctx)
		return err
	})
	start(a.config.auditCheckpoint, "audit checkpoint", n.checkpoint)
	start(floodEvery, "count denied calls", handler.ReportDenied)
	for what, purge := range map[string]func(context.Context) (int, error){
		"sessions":        a.services.Sessions.Purge,
		"single sign-ons": a.services.SSO.Purge,
		"repeats":         a.services.Repeats.Purge,
	} {
		start(tidyEvery, "remove "+what, func(ctx context.Context) error { return a.tidy(ctx, what, purge) })
	}
	start(sweepEvery, "sweep the storage of evidence", func(ctx context.Context) error {
		return a.tidy(ctx, "files of evidence", a.services.Attachments.Sweep)
	})
	start(reportEvery, "report to the province", a.services.Reports.Deliver)
	start(reportEvery, "fetch lists of the province", a.services.Reconciliations.Fetch)
	start(remindEvery, "remind of due days", func(ctx context.Context) error {
		_, err := a.services.Reminders.Send(ctx)
		return err
	})
	courier := a.courier(metrics)
	a.tellOthers(start, courier, running.Go)
	if a.config.auditRetention > 0 {
		start(purgeEvery, "remove old audit entries", func(ctx context.Context) error {
			return n.purge(ctx, a.config.auditRetention)
		})
	}
	return func() {
		stop()
		running.Wait()
		courier.Close()
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), finishIn)
		defer stop()
		a.once(last, "count denied calls", handler.ReportDenied)
		a.once(last, "audit checkpoint", n.checkpoint)
	}, nil
}

// tidy removes what nobody needs any more, and says so when there was some.
func (a *app) tidy(ctx context.Context, what string, purge func(context.Context) (int, error)) error {
	n, err := purge(ctx)
	if n > 0 {
		a.logger.Info("removed what has run out", slog.String("what", what), slog.Int("rows", n))
	}
	return err
}

// every does something at once and then again after each interval, until ctx ends. What fails is tried again next time.
func (a *app) every(ctx context.Context, interval time.Duration, name string, fn func(context.Context) error) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	var told string
	var at time.Time
	for {
		if err := safely(ctx, fn); err != nil && ctx.Err() == nil && (err.Error() != told || time.Since(at) >= repeatAfter) {
			told, at = err.Error(), time.Now()
			a.complain(name, err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func (a *app) once(ctx context.Context, name string, fn func(context.Context) error) {
	if err := safely(ctx, fn); err != nil {
		a.complain(name, err)
	}
}

func (a *app) complain(name string, err error) {
	a.logger.Error("work failed", slog.String("work", name), slog.String("error", err.Error()))
}

// safely turns a panic into an error: a goroutine that panics would take the program with it.
func safely(ctx context.Context, fn func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(ctx)
}
