package main

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xuncha/service"
)

// courier makes what calls webhooks, and counts its calls.
func (a *app) courier(metrics *prometheus.Registry) *service.Courier {
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "xuncha_webhook_calls_total", Help: "Calls of webhooks, by what came of them.",
	}, []string{"outcome"})
	metrics.MustRegister(calls)
	courier := service.NewCourier(a.store, a.world)
	courier.Watch(func(outcome string) { calls.WithLabelValues(outcome).Inc() })
	return courier
}

// tellOthers starts what other systems hear of changes by.
func (a *app) tellOthers(
	start func(interval time.Duration, name string, fn func(context.Context) error), courier *service.Courier, run func(func()),
) {
	start(numberEvery, "number the feed of changes", func(ctx context.Context) error {
		_, err := a.services.Changes.Number(ctx)
		return err
	})
	start(tidyEvery, "remove old changes", func(ctx context.Context) error {
		return a.tidy(ctx, "changes", func(ctx context.Context) (int, error) {
			return a.services.Changes.Purge(ctx, a.config.changesRetention)
		})
	})
	start(callEvery, "call webhooks", func(ctx context.Context) error { return a.callWebhooks(ctx, courier, run) })
	start(tidyEvery, "remove the log of webhooks", func(ctx context.Context) error {
		return a.tidy(ctx, "deliveries", courier.Purge)
	})
}

// callWebhooks starts what is due. Calls go on after it, and end when the program does.
func (a *app) callWebhooks(ctx context.Context, courier *service.Courier, start func(func())) error {
	const name = "call a webhook"
	_, err := courier.Tell(ctx)
	return errors.Join(err, courier.Round(ctx, func(lane func()) {
		start(func() { a.once(ctx, name, func(context.Context) error { lane(); return nil }) })
	}, func(err error) { a.complain(name, err) }))
}
