package service_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestReplayTellsAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		hook, _ := o.webhook(to, func(e *model.WebhookEdit) { e.Types = model.Set[string]{"site.update"} })
		site := w.renamed(w.renamed(w.site(w.organization(countyA))))
		o.send()
		want := []string{fmt.Sprintf("site.update %d/2", site.ID), fmt.Sprintf("site.update %d/3", site.ID)}
		if got := to.got(); !slices.Equal(got, want) {
			t.Fatalf("received %v", got)
		}
		must[model.Webhook](t)(o.Webhooks.Replay(w.ctx, operator, hook.ID, hook.Version, model.Cursor(0)))
		o.send()
		if got := to.got(); !slices.Equal(got, append(want, want...)) {
			t.Errorf("received %v", got)
		}
		if !cmp.Equal(to.bodies[0], to.bodies[2]) || to.headers[0].Get("webhook-id") != to.headers[2].Get("webhook-id") {
			t.Error("the same change comes as another message")
		}
	})
}

// A program that is gone holds a delivery for no longer than its lease; one that lives is not overtaken.
func TestLeases(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		o.webhook(to)
		w.site(w.organization(countyA))
		o.tell()
		due := must[[]model.WebhookDelivery](t)(w.store.Deliveries.Due(w.ctx, 1, model.NewTime(w.now), 10))
		now := model.NewTime(w.now)
		if !must[bool](t)(w.store.Deliveries.Lease(w.ctx, due[0], "gone", now, model.NewTime(w.now.Add(time.Minute)))) {
			t.Fatal("not leased")
		}
		o.send()
		if len(to.got()) != 0 {
			t.Error("a call that another program makes was made again")
		}
		w.now = w.now.Add(time.Minute + time.Second)
		o.send()
		if len(to.got()) != 1 {
			t.Error("a call that nobody makes any more was not made")
		}
		due[0].State = model.DeliveryParked
		if must[bool](t)(w.store.Deliveries.Keep(w.ctx, "gone", due[0])) {
			t.Error("who has lost its lease has written")
		}
	})
}

// Two programs at once call once. The control takes the leases away while the calls are made.
func TestTwoCouriersCallOnce(t *testing.T) {
	for _, guarded := range []bool{true, false} {
		t.Run(fmt.Sprint(guarded), func(t *testing.T) {
			w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
			to := newReceiver(t)
			o := w.postOffice(to)
			o.webhook(to)
			owner := w.organization(countyA)
			for range 20 {
				w.site(owner)
			}
			o.tell()
			var met sync.WaitGroup // until both are at a call, or one has made all of them
			met.Add(1)
			once := sync.OnceFunc(met.Done)
			to.answers(func(http.ResponseWriter, *http.Request) {
				if !guarded {
					execute(t, w.store, "UPDATE webhook_deliveries SET lease_until = NULL")
				}
				if len(to.got()) > 1 {
					once()
				}
				met.Wait()
			})
			calls := make([]func() error, 2)
			for i, c := range o.couriers {
				calls[i] = func() error { _, err := c.Deliver(w.ctx, 1); return err }
			}
			if err := errors.Join(together(calls...)...); err != nil {
				t.Fatal(err)
			}
			got := to.got()
			different := len(slices.Compact(slices.Sorted(slices.Values(got))))
			if different != 20 || (len(got) == 20) != guarded {
				t.Errorf("%d calls for %d changes", len(got), different)
			}
		})
	}
}

// Receivers that hang, drip, flood, send elsewhere or hang up: who is well hears everything meanwhile.
func TestEvilReceiversDisturbNobody(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		inner := newReceiver(t)
		var flooded atomic.Int64
		evil := map[string]http.HandlerFunc{
			"hangs": func(_ http.ResponseWriter, q *http.Request) { <-q.Context().Done() },
			"drips": func(w http.ResponseWriter, q *http.Request) {
				for q.Context().Err() == nil {
					_, _ = io.WriteString(w, ".")
					_ = http.NewResponseController(w).Flush()
					time.Sleep(50 * time.Millisecond)
				}
			},
			"floods": func(w http.ResponseWriter, _ *http.Request) {
				piece := make([]byte, 1<<20)
				for range 10 << 10 {
					n, err := w.Write(piece)
					flooded.Add(int64(n))
					if err != nil {
						return
					}
				}
			},
			"sends elsewhere": func(w http.ResponseWriter, q *http.Request) {
				http.Redirect(w, q, inner.URL, http.StatusTemporaryRedirect)
			},
			"hangs up": func(w http.ResponseWriter, _ *http.Request) {
				c, _, err := http.NewResponseController(w).Hijack()
				if err == nil {
					_ = c.(*net.TCPConn).SetLinger(0)
					_ = c.Close()
				}
			},
		}
		const redirected = "SELECT COUNT(*) FROM webhook_deliveries WHERE status = 307 AND state = 'pending'"
		good := newReceiver(t)
		receivers := []*receiver{inner, good}
		bad := map[string]*receiver{}
		for name, answer := range evil {
			bad[name] = newReceiver(t)
			bad[name].answers(answer)
			receivers = append(receivers, bad[name])
		}
		o := w.postOffice(receivers...)
		for _, to := range bad {
			o.webhook(to)
		}
		o.webhook(good)
		owner := w.organization(countyA)
		for range 8 {
			w.site(owner)
		}
		o.tell()
		ctx, stop := context.WithCancel(w.ctx)
		var lanes sync.WaitGroup
		for deadline := time.Now().Add(time.Minute); len(good.got()) < 8; time.Sleep(time.Millisecond) {
			if err := o.couriers[0].Round(ctx, lanes.Go, func(err error) { t.Error(err) }); err != nil {
				t.Fatal(err)
			}
			if time.Now().After(deadline) {
				t.Fatalf("the good one has received %v", good.got())
			}
		}
		if n := len(bad["hangs"].got()); n > 2 {
			t.Errorf("%d calls hang at the same time", n)
		}
		for deadline := time.Now().Add(time.Minute); len(bad["floods"].got()) < 8 || count(t, w.store, redirected) < 8; time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("the quick ones were not called")
			}
		}
		stop()
		lanes.Wait()
		if len(inner.got()) != 0 {
			t.Error("a redirect was followed")
		}
		if flooded.Load() > 1<<30 {
			t.Errorf("%d bytes were taken", flooded.Load())
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM webhook_deliveries WHERE lease_token <> ''"); n != 0 {
			t.Errorf("%d leases are left after the end", n)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM webhook_deliveries WHERE fault = 'no_connection'"); n == 0 {
			t.Error("no connection was reset")
		}
	}, repository.WithPool(8))
}
