package service

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/outgoing"
)

// Courier tells webhooks of changes. Like the chain of audit entries it is no part of Services: package main runs it beside
// them, on as many machines as there are.
type Courier struct {
	base
	client *http.Client
	mutex  sync.Mutex
	lanes  map[uint64]int // of each webhook, how many calls this process makes at the moment
	seen   func(outcome string)
}

// NewCourier is a courier of a database. Whoever has done with it calls Close.
func NewCourier(store *repository.Store, settings Settings) *Courier {
	options := settings.Outgoing
	options.Timeout = callTimeout
	return &Courier{
		base: base{store: store, clock: settings.Clock, ring: settings.Ring}, client: outgoing.New(options), lanes: map[uint64]int{},
		seen: func(string) {},
	}
}

// Watch has every call counted by its outcome: the state of the delivery after it, failed where another try follows.
func (c *Courier) Watch(seen func(outcome string)) { c.seen = seen }

// Close closes connections that are kept for further calls.
func (c *Courier) Close() { c.client.CloseIdleConnections() }

const (
	maxLanes      = 2    // calls of one webhook at the same time, in one process: one that hangs holds up no other webhook
	maxPending    = 1000 // deliveries of one webhook that are made beforehand; the rest waits in the feed
	tellBatch     = 500
	dueBatch      = 20
	keepDelivered = 30 // days
)

// courierActor is who disables a webhook.
func courierActor() model.Actor { return Operator("webhooks") }

// Tell gives every active webhook the deliveries of what has happened since it was told last, and answers how many there
// were. They are made of the numbered feed, so of nothing that is not committed, and none is missed; of two programs that do
// so at the same time the second finds the place moved and writes nothing.
func (c *Courier) Tell(ctx context.Context) (int, error) {
	hooks, err := c.store.Webhooks.Active(ctx)
	if err != nil || len(hooks) == 0 {
		return 0, err
	}
	made := 0
	var faults []error
	for _, w := range hooks { // one that fails keeps nobody else from hearing
		n, err := c.tell(ctx, w)
		made, faults = made+n, append(faults, err)
	}
	return made, errors.Join(faults...)
}

func (c *Courier) tell(ctx context.Context, w model.Webhook) (made int, err error) {
	for {
		ends, err := c.store.Feed.Ends(ctx)
		if err != nil || w.ToldPosition >= ends.LastPosition {
			return made, err
		}
		if pending, err := c.store.Deliveries.Pending(ctx, w.ID); err != nil || pending >= maxPending {
			return made, err
		}
		until := min(w.ToldPosition+changeWindow, ends.LastPosition)
		events, err := c.store.Feed.Between(ctx, w.Scope, model.ChangeFilter{Kinds: w.ChangeKinds()}, w.ToldPosition, until, tellBatch)
		if err != nil {
			return made, err
		}
		if ends, err = c.store.Feed.Ends(ctx); err != nil { // after the events, as in Changes.Read
			return made, err
		}
		if w.ToldPosition < ends.BasePosition {
			return made, c.disable(ctx, w.ID, model.WebhookExpired)
		}
		if len(events) == tellBatch {
			until = uint64(events[tellBatch-1].Position)
		}
		n, moved, err := c.tellOf(ctx, w, events, until)
		if err != nil || !moved {
			return made, err
		}
		made, w.ToldPosition = made+n, until
	}
}

// tellOf makes the deliveries of some events, and notes that the webhook is told up to a position.
func (c *Courier) tellOf(ctx context.Context, w model.Webhook, events []model.Event, until uint64) (n int, moved bool, err error) {
	now := c.now()
	var rows []model.WebhookDelivery
	for _, e := range events {
		if w.Wants(e.Type) {
			rows = append(rows, model.NewDelivery(w.ID, e, now))
		}
	}
	moved, err = repository.InTx(ctx, c.store, func(tx *repository.Store) (bool, error) {
		moved, err := tx.Webhooks.Advance(ctx, w.ID, w.ToldPosition, until)
		if err != nil || !moved {
			return false, err
		}
		fresh := make([]*model.WebhookDelivery, len(rows)) // the keys of a try that was rolled back must not be taken along
		for i := range rows {
			row := rows[i]
			fresh[i] = &row
		}
		return true, tx.Deliveries.Create(ctx, fresh)
	})
	return len(rows), moved, err
}

// Round starts the calls that are due, in lanes of each webhook, by the function it is given, and does not wait for them. A
// lane that fails, which is no failed call, is told of by another.
func (c *Courier) Round(ctx context.Context, start func(lane func()), report func(error)) error {
	ids, err := c.store.Deliveries.Webhooks(ctx, c.now())
	if err != nil {
		return err
	}
	for _, id := range ids {
		for range maxLanes {
			if !c.enter(id) {
				break
			}
			start(func() {
				defer c.leave(id)
				if _, err := c.Deliver(ctx, id); err != nil && ctx.Err() == nil {
					report(err)
				}
			})
		}
	}
	return nil
}

func (c *Courier) enter(id uint64) bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.lanes[id] >= maxLanes {
		return false
	}
	c.lanes[id]++
	return true
}

func (c *Courier) leave(id uint64) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.lanes[id]--; c.lanes[id] == 0 {
		delete(c.lanes, id)
	}
}

// Deliver makes the calls that are due to a webhook, one after the other, and answers how many it has made. Of each thing the
// changes go out in their order: one waits until those before it are taken or given up.
func (c *Courier) Deliver(ctx context.Context, webhookID uint64) (made int, err error) {
	for ctx.Err() == nil {
		due, err := c.store.Deliveries.Due(ctx, webhookID, c.now(), dueBatch)
		if err != nil || len(due) == 0 {
			return made, err
		}
		before := made
		for _, d := range due {
			called, err := c.deliver(ctx, d)
			if err != nil {
				return made, err
			}
			if called {
				made++
			}
		}
		if made == before { // somebody else has them all
			return made, nil
		}
	}
	return made, nil
}

// deliver makes one call, unless somebody else has taken it or its webhook is not called any more.
func (c *Courier) deliver(ctx context.Context, d model.WebhookDelivery) (called bool, err error) {
	token, now := uuid.NewString(), c.now()
	leased, err := c.store.Deliveries.Lease(ctx, d, token, now, model.NewTime(now.Add(leaseFor)))
	if err != nil { // who has stopped waiting for the answer may have it
		return false, errors.Join(err, c.release(ctx, d.ID, token))
	}
	if !leased {
		return false, nil
	}
	w, err := c.store.Webhooks.Get(ctx, model.ScopeAll, d.WebhookID) // as it is now
	if err != nil || (w.State != model.WebhookActive && d.Type != model.TestType) {
		return false, errors.Join(err, c.release(ctx, d.ID, token))
	}
	came, err := c.call(ctx, w, d)
	if err != nil || came.Status == 0 && ctx.Err() != nil { // the program stops: nothing is known of this call
		return false, errors.Join(err, c.release(ctx, d.ID, token))
	}
	d.Keep(came, 2*rand.Float64()-1) //nolint:gosec // jitter, not a secret
	outcome := string(d.State)
	if d.State == model.DeliveryPending {
		outcome = "failed"
	}
	c.seen(outcome)
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), releaseIn) // what was answered is kept, also at the end
	defer stop()
	return true, c.keep(ctx, w, token, d, came)
}

func (c *Courier) release(ctx context.Context, id uint64, token string) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), releaseIn)
	defer stop()
	return c.store.Deliveries.Release(ctx, id, token)
}

// keep writes what came of a call, and what follows for the webhook. A test says nothing about the calls of changes.
func (c *Courier) keep(ctx context.Context, w model.Webhook, token string, d model.WebhookDelivery, came model.Called) error {
	kept, err := repository.InTx(ctx, c.store, func(tx *repository.Store) (bool, error) {
		kept, err := tx.Deliveries.Keep(ctx, token, d)
		if err != nil || !kept || d.Type == model.TestType {
			return false, err
		}
		switch known := !w.FailingSince.IsZero(); {
		case came.Taken() && known:
			return true, tx.Webhooks.Fails(ctx, w.ID, model.Time{})
		case !came.Taken() && !known:
			return true, tx.Webhooks.Fails(ctx, w.ID, came.At)
		}
		return true, nil
	})
	switch {
	case err != nil || !kept || came.Taken():
		return err
	case came.Status == http.StatusGone:
		return c.disable(ctx, w.ID, model.WebhookGone)
	case !w.FailingSince.IsZero() && came.At.Sub(w.FailingSince.Time) >= model.WebhookPatience:
		return c.disable(ctx, w.ID, model.WebhookFailing)
	}
	return nil
}

// disable ends the calls of a webhook. What was to be delivered waits.
func (c *Courier) disable(ctx context.Context, id uint64, fault string) error {
	_, err := repository.InTx(ctx, c.store, func(tx *repository.Store) (struct{}, error) {
		row, err := tx.Webhooks.Lock(ctx, model.ScopeAll, id)
		if err != nil {
			return struct{}{}, err
		}
		before, version := row, row.Version
		if !row.Disable(fault) {
			return struct{}{}, nil
		}
		row.Version, row.UpdatedAt = version+1, c.now()
		if err := tx.Webhooks.Update(ctx, model.ScopeAll, version, &row); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, c.record(ctx, tx, courierActor(), c.now(), changed(webhookNoun, "disable", fault, &before, &row))
	})
	if IsNotFound(err) {
		return nil
	}
	return err
}

// Purge removes the log of what was delivered or given up long ago, and answers how many lines there were.
func (c *Courier) Purge(ctx context.Context) (int, error) {
	before := model.NewTime(c.clock().AddDate(0, 0, -keepDelivered))
	for removed := 0; ; {
		n, err := c.store.Deliveries.Purge(ctx, before)
		if removed += n; err != nil || n == 0 {
			return removed, err
		}
	}
}
