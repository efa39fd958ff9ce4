package model

import "time"

// WebhookDelivery is one change for one webhook: a call that is to be made, or the log of those that were.
type WebhookDelivery struct {
	ID           uint64
	WebhookID    uint64
	EventID      string
	Position     uint64 // 0 for a test
	Type         string
	ThingKind    string
	ThingID      uint64
	RegionCode   RegionCode
	ThingVersion uint64
	At           Time // of the change
	State        DeliveryState
	Tries        uint64
	NextAt       Time
	LeaseToken   string
	LeaseUntil   Time
	Status       uint64 // of the last answer
	Fault        string // why the last call failed
	Answer       string // beginning of the last answer
	Duration     uint64 // milliseconds of the last call
	CalledAt     Time
	CreatedAt    Time
}

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryPending   DeliveryState = "pending"
	DeliveryDelivered DeliveryState = "delivered"
	DeliveryParked    DeliveryState = "parked" // given up, until somebody tries again
)

// DeliveryStates lists the states.
var DeliveryStates = []DeliveryState{DeliveryPending, DeliveryDelivered, DeliveryParked}

// DeliveryVerb is what becomes of a delivery.
type DeliveryVerb string

// The verbs of a delivery.
const (
	VerbRetryDelivery DeliveryVerb = "retry"

	deliveryIsTaken   DeliveryVerb = "the receiver takes it"
	deliveryIsGivenUp DeliveryVerb = "the last try fails"
)

var deliveryMachine = Machine[DeliveryState, DeliveryVerb]{
	Noun: "delivery", Start: DeliveryPending,
	Moves: []Move[DeliveryState, DeliveryVerb]{
		{VerbRetryDelivery, []DeliveryState{DeliveryPending, DeliveryDelivered, DeliveryParked}, DeliveryPending},
	},
	Follows: []Move[DeliveryState, DeliveryVerb]{
		{deliveryIsTaken, []DeliveryState{DeliveryPending}, DeliveryDelivered},
		{deliveryIsGivenUp, []DeliveryState{DeliveryPending}, DeliveryParked},
	},
}

// TestType is the type of a call that somebody makes to try a webhook.
const TestType = "webhook.test"

// waits are how long after a failed call the next one is made. What fails after the last is parked.
var waits = []time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour,
	20 * time.Hour, 24 * time.Hour,
}

const longestWait = 24 * time.Hour

// Called is what came of a call.
type Called struct {
	At         Time
	Took       time.Duration
	Status     int // 0 when there was no answer
	Fault      string
	Answer     string
	RetryAfter time.Duration
}

// Taken reports whether the receiver has taken it.
func (c Called) Taken() bool { return c.Fault == "" }

// NewDelivery is what a webhook is to be told of an event.
func NewDelivery(webhookID uint64, e Event, now Time) WebhookDelivery {
	return WebhookDelivery{
		WebhookID: webhookID, EventID: e.EventID, Position: uint64(e.Position), Type: e.Type, ThingKind: e.ThingKind,
		ThingID: e.ThingID, RegionCode: e.RegionCode, ThingVersion: e.Version, At: e.At, State: DeliveryPending,
		NextAt: now, CreatedAt: now,
	}
}

// Event is the change that the delivery tells of.
func (d WebhookDelivery) Event() Event {
	return Event{
		EventID: d.EventID, Position: OptionalID(d.Position), Type: d.Type, ThingKind: d.ThingKind, ThingID: d.ThingID,
		RegionCode: d.RegionCode, Version: d.ThingVersion, At: d.At,
	}
}

// Keep notes what came of a call, and when the next one is. spread, from -1 to 1, moves that by up to a fifth, so that what
// has failed together does not come back together. A test is tried once.
func (d *WebhookDelivery) Keep(c Called, spread float64) {
	d.Tries++
	d.CalledAt, d.Duration, d.Fault, d.Answer = c.At, uint64(max(0, c.Took.Milliseconds())), c.Fault, c.Answer
	d.Status = uint64(max(0, c.Status))
	d.LeaseToken, d.LeaseUntil = "", Time{}
	n := int(d.Tries) - 1 //nolint:gosec // a few
	switch {
	case c.Taken():
		d.State, _ = deliveryMachine.Follow(d.State, deliveryIsTaken)
	case n >= len(waits) || d.Type == TestType:
		d.State, _ = deliveryMachine.Follow(d.State, deliveryIsGivenUp)
	default:
		wait := waits[n] + time.Duration(float64(waits[n])/5*spread)
		d.NextAt = NewTime(c.At.Add(max(wait, min(c.RetryAfter, longestWait))))
	}
}

// Retry makes the delivery due at once, with all its tries.
func (d *WebhookDelivery) Retry(now Time) error {
	next, err := deliveryMachine.Next(d.State, VerbRetryDelivery)
	if err != nil {
		return err
	}
	d.State, d.Tries, d.NextAt = next, 0, now
	return nil
}

// DeliveryFilter selects deliveries of a webhook.
type DeliveryFilter struct {
	WebhookID uint64
	State     DeliveryState
	ThingKind string
	ThingID   uint64
}
