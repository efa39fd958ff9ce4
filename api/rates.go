package api

import (
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/time/rate"

	"xuncha/model"
)

// Rate is how often something may be asked for: so often a second in the long run, and so often at once. The zero Rate
// is no limit.
type Rate struct {
	PerSecond, Burst int
}

// Rates are the limits of each process for one user, one key, one address, and one address as far as it brings no valid
// token. An IPv6 address is its /64, which is what one household gets.
type Rates struct {
	User, Key, Address, Anonymous Rate
}

const (
	maxBuckets       = 100_000 // of one kind; an attacker with more addresses than that is not stopped by limits
	sweepEvery       = time.Second
	maxInFlightUser  = 32
	shortestWait     = time.Second
	reasonBusy       = "busy"
	reasonUserFlight = "user_in_flight"
)

// buckets counts the requests of many callers of one kind.
type buckets struct {
	limit Rate

	mu    sync.Mutex
	of    map[string]*rate.Limiter
	swept time.Time
}

func newBuckets(limit Rate) *buckets { return &buckets{limit: limit, of: map[string]*rate.Limiter{}} }

// take counts one request of a caller at a time. It answers how long to wait when there were too many, or 0.
func (b *buckets) take(caller string, now time.Time) time.Duration {
	if b.limit == (Rate{}) {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	bucket := b.of[caller]
	if bucket == nil {
		b.makeRoom(now)
		bucket = rate.NewLimiter(rate.Limit(b.limit.PerSecond), b.limit.Burst)
		b.of[caller] = bucket
	}
	if bucket.AllowN(now, 1) {
		return 0
	}
	missing := 1 - bucket.TokensAt(now)
	return max(shortestWait, time.Duration(missing/float64(b.limit.PerSecond)*float64(time.Second)))
}

// makeRoom forgets callers who have rested long enough: a full bucket is the same as none. It looks at all of them at most
// once a second, so that many new callers cost little each.
func (b *buckets) makeRoom(now time.Time) {
	if len(b.of) < maxBuckets && now.Sub(b.swept) < time.Minute {
		return
	}
	if now.Sub(b.swept) >= sweepEvery {
		b.swept = now
		for caller, bucket := range b.of {
			if bucket.TokensAt(now) >= float64(b.limit.Burst) {
				delete(b.of, caller)
			}
		}
	}
	for caller := range b.of {
		if len(b.of) < maxBuckets {
			return
		}
		delete(b.of, caller) // whichever comes first
	}
}

// rates are the limits of one process.
type rates struct {
	clock                           func() time.Time
	users, keys, addresses, unknown *buckets
	shed                            *prometheus.CounterVec

	mu     sync.Mutex
	flight map[uint64]int // of each user
}

func newRates(o Options) *rates {
	r := &rates{
		clock: o.Clock, users: newBuckets(o.Rates.User), keys: newBuckets(o.Rates.Key), addresses: newBuckets(o.Rates.Address),
		unknown: newBuckets(o.Rates.Anonymous), flight: map[uint64]int{},
		shed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "xuncha_shed_requests_total", Help: "Requests turned away because there were too many, by the limit that was met.",
		}, []string{"limit"}),
	}
	if r.clock == nil {
		r.clock = time.Now //nolint:forbidigo // counts requests, decides nothing that is kept
	}
	o.Metrics.MustRegister(r.shed)
	for _, limit := range []string{"user", "key", "address", "anonymous", reasonBusy, reasonUserFlight} {
		r.shed.WithLabelValues(limit)
	}
	return r
}

func (r *rates) take(b *buckets, limit, caller string) error {
	wait := b.take(caller, r.clock())
	if wait == 0 {
		return nil
	}
	r.shed.WithLabelValues(limit).Inc()
	return model.TooMany("too_many_requests", wait)
}

// address counts a request of an address, before anything else is known of it.
func (r *rates) address(c echo.Context) error {
	return r.take(r.addresses, "address", model.Neighbourhood(c.RealIP()))
}

// anonymous counts a request of an address that brings no valid token.
func (r *rates) anonymous(c echo.Context) error {
	return r.take(r.unknown, "anonymous", model.Neighbourhood(c.RealIP()))
}

// stranger counts a request whose caller could not be told, and answers why it is refused.
func (r *rates) stranger(c echo.Context, refused error) error {
	var e *model.Error
	if errors.As(refused, &e) && e.Kind == model.KindUnauthenticated {
		if err := r.anonymous(c); err != nil {
			return err
		}
	}
	return refused
}

// admit counts a request of a known caller. A user may have a number of them in flight; leave ends one.
func (r *rates) admit(a model.Actor) (leave func(), err error) {
	if a.UserID == 0 {
		return func() {}, r.take(r.keys, "key", strconv.FormatUint(a.TokenID, 10))
	}
	if err := r.take(r.users, "user", strconv.FormatUint(a.UserID, 10)); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.flight[a.UserID] >= maxInFlightUser {
		r.shed.WithLabelValues(reasonUserFlight).Inc()
		return nil, model.TooMany("too_many_at_once", 0)
	}
	r.flight[a.UserID]++
	return func() { r.leave(a.UserID) }, nil
}

func (r *rates) leave(user uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.flight[user]--; r.flight[user] == 0 {
		delete(r.flight, user)
	}
}
