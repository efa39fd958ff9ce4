package api

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xuncha/model"
)

func TestBucketsAreForgotten(t *testing.T) {
	now := clock()
	b := newBuckets(Rate{PerSecond: 1, Burst: 10})
	for i := range maxBuckets + 500 {
		if wait := b.take(strconv.Itoa(i), now); wait != 0 {
			t.Fatalf("the first request of %d waits %s", i, wait)
		}
		if len(b.of) > maxBuckets {
			t.Fatalf("%d callers are kept", len(b.of))
		}
	}
	for range 9 {
		b.take("busy", now)
	}
	now = now.Add(time.Minute)
	b.take("another", now) // by now all have rested
	if len(b.of) > 2 {
		t.Errorf("%d callers are kept although they have rested", len(b.of))
	}
}

// A caller who has used up the limit stays limited while others come and go.
func TestBucketsOfBusyCallersStay(t *testing.T) {
	now := clock()
	b := newBuckets(Rate{PerSecond: 1, Burst: 100})
	for range 100 {
		b.take("busy", now)
	}
	for i := range 70 {
		now = now.Add(time.Second)
		for range 2 {
			b.take("busy", now)
		}
		b.take(fmt.Sprint("other", i), now)
	}
	if wait := b.take("busy", now); wait == 0 {
		t.Error("the limit was forgotten")
	}
	if len(b.of) > 20 {
		t.Errorf("%d callers are kept", len(b.of))
	}
}

func TestWaits(t *testing.T) {
	for _, tt := range []struct {
		limit Rate
		asked int
		want  time.Duration
	}{
		{Rate{}, 1000, 0}, {Rate{1, 5}, 5, 0}, {Rate{1, 5}, 6, time.Second}, {Rate{1000, 5}, 6, time.Second}, {Rate{1, 1}, 100, time.Second},
	} {
		b := newBuckets(tt.limit)
		var wait time.Duration
		for range tt.asked {
			wait = b.take("x", clock())
		}
		if wait != tt.want {
			t.Errorf("%v after %d: %s, want %s", tt.limit, tt.asked, wait, tt.want)
		}
	}
}

// A user has a number of requests in flight, whatever others do; a key and each further user have their own.
func TestRequestsOfAUserInFlight(t *testing.T) {
	r := newRates(Options{Metrics: prometheus.NewRegistry(), Clock: clock})
	var mu sync.Mutex
	var leaves []func()
	refused := 0
	var done sync.WaitGroup
	for range 4 * maxInFlightUser {
		done.Go(func() {
			leave, err := r.admit(model.Actor{UserID: 7, SessionID: 1})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				refused++
				return
			}
			leaves = append(leaves, leave)
		})
	}
	done.Wait()
	if len(leaves) != maxInFlightUser || refused != 3*maxInFlightUser {
		t.Fatalf("%d at once, %d refused", len(leaves), refused)
	}
	_, err := r.admit(model.Actor{UserID: 7})
	if e, ok := err.(*model.Error); !ok || e.Code != "too_many_at_once" || statuses[e.Kind] != http.StatusTooManyRequests { //nolint:errorlint // it is not wrapped
		t.Errorf("%v", err)
	}
	if _, err := r.admit(model.Actor{UserID: 8}); err != nil {
		t.Errorf("another user: %v", err)
	}
	for range 2 * maxInFlightUser {
		if _, err := r.admit(model.Actor{TokenID: 7}); err != nil {
			t.Errorf("a key: %v", err)
		}
	}
	leaves[0]()
	leave, err := r.admit(model.Actor{UserID: 7})
	if err != nil {
		t.Errorf("with one place free: %v", err)
	}
	leave()
	for _, leave := range leaves[1:] {
		leave()
	}
	if len(r.flight) != 1 { // user 8
		t.Errorf("kept: %v", r.flight)
	}
}

func TestRatesOfUsers(t *testing.T) {
	r := newRates(Options{Metrics: prometheus.NewRegistry(), Clock: clock, Rates: Rates{User: Rate{1, 2}}})
	for i := range 3 {
		leave, err := r.admit(model.Actor{UserID: 7, SessionID: uint64(i)}) // another session is no way around
		if (err != nil) != (i == 2) {
			t.Errorf("%d: %v", i, err)
		}
		if err == nil {
			leave()
		}
	}
	if _, err := r.admit(model.Actor{UserID: 8}); err != nil {
		t.Errorf("another user: %v", err)
	}
}
