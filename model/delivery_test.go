package model

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever comes of its calls, a delivery ends, waits as long as it is asked to, and not longer than a day and a fifth.
func TestDeliveriesEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := NewTime(time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC))
		d := NewDelivery(1, Event{Type: "site.update"}, now)
		for calls := 1; d.State == DeliveryPending; calls++ {
			c := Called{At: d.NextAt, Status: 500, Fault: "status", RetryAfter: time.Duration(rapid.IntRange(0, 48*3600).Draw(t, "retry after")) * time.Second}
			if rapid.IntRange(0, 20).Draw(t, "taken") == 0 {
				c.Fault = ""
			}
			d.LeaseToken = "held"
			d.Keep(c, rapid.Float64Range(-1, 1).Draw(t, "spread"))
			wait := d.NextAt.Sub(c.At.Time)
			switch {
			case d.LeaseToken != "" || int(d.Tries) != calls:
				t.Fatalf("%+v", d)
			case c.Taken() && d.State != DeliveryDelivered:
				t.Fatalf("taken, and %s", d.State)
			case d.State == DeliveryPending && (wait < min(c.RetryAfter, 24*time.Hour) || wait > 29*time.Hour || wait < 4*time.Second):
				t.Fatalf("waits for %s, asked for %s", wait, c.RetryAfter)
			case d.State == DeliveryParked && calls != 10:
				t.Fatalf("given up after %d calls", calls)
			}
		}
		if err := d.Retry(now); err != nil || d.State != DeliveryPending || d.Tries != 0 || d.NextAt != now {
			t.Fatalf("%+v, %v", d, err)
		}
	})
}

func TestDeliveriesWait(t *testing.T) {
	now := NewTime(time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		tries  uint64
		spread float64
		asked  time.Duration
		want   time.Duration
	}{
		{0, 0, 0, 5 * time.Second},
		{0, 1, 0, 6 * time.Second},
		{0, -1, 0, 4 * time.Second},
		{0, 0, time.Hour, time.Hour},
		{0, 0, 72 * time.Hour, 24 * time.Hour},
		{1, 0, 0, 5 * time.Minute},
		{2, 0, time.Second, 30 * time.Minute},
		{8, 0.5, 0, 24*time.Hour + 144*time.Minute},
	} {
		d := WebhookDelivery{State: DeliveryPending, Tries: c.tries}
		d.Keep(Called{At: now, Fault: "timeout", RetryAfter: c.asked}, c.spread)
		if got := d.NextAt.Sub(now.Time); got != c.want {
			t.Errorf("%+v: waits for %s", c, got)
		}
	}
	test := WebhookDelivery{State: DeliveryPending, Type: TestType}
	if test.Keep(Called{At: now, Fault: "timeout"}, 0); test.State != DeliveryParked {
		t.Errorf("a test is tried again: %+v", test)
	}
}

func TestWebhookEdit(t *testing.T) {
	fine := WebhookEdit{URL: "https://a.gov.cn/", Description: " 门户 ", Scope: "4228", Types: Set[string]{"site.update", "account.create", "site.update"}}
	e, err := fine.Normalize()
	if err != nil || e.Description != "门户" || len(e.Types) != 2 || e.Types[0] != "account.create" {
		t.Errorf("%+v, %v", e, err)
	}
	for want, change := range map[string]func(*WebhookEdit){
		"url:required":            func(e *WebhookEdit) { e.URL = "" },
		"url:outgoing_user":       func(e *WebhookEdit) { e.URL = "https://a:b@a.gov.cn/" },
		"description:required":    func(e *WebhookEdit) { e.Description = " " },
		"region_code:not_a_scope": func(e *WebhookEdit) { e.Scope = "" },
		"kinds[1]:not_one_of":     func(e *WebhookEdit) { e.Kinds = Set[string]{"site", "user"} },
		"types:not_a_change_type": func(e *WebhookEdit) { e.Types = Set[string]{"user.create"} },
		"types:too_many_items": func(e *WebhookEdit) {
			e.Types = make(Set[string], 51)
			for i := range e.Types {
				e.Types[i] = "site.update"
			}
		},
	} {
		edit := fine
		change(&edit)
		if _, err := edit.Normalize(); faults(t, err) != want {
			t.Errorf("%s: %q", want, faults(t, err))
		}
	}
	row := Webhook{URL: "https://a.gov.cn/in?access_token=hunter2", Secret: []byte("hunter2"), OldSecret: []byte("hunter2")}
	if text := fmt.Sprintf("%+v", row.ForTrail()); strings.Contains(text, "hunter2") || !strings.Contains(text, "https://a.gov.cn/in?") {
		t.Errorf("for the trail: %s", text)
	}
}
