package service_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/outgoing"
)

// receiver is a system that is called, and what it was called with.
type receiver struct {
	*httptest.Server
	mutex   sync.Mutex
	answer  http.HandlerFunc // that of everything went well when nil
	headers []http.Header
	bodies  [][]byte
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(q.Body)
		r.mutex.Lock()
		if err == nil {
			r.headers, r.bodies = append(r.headers, q.Header), append(r.bodies, body)
		}
		answer := r.answer
		r.mutex.Unlock()
		if answer != nil {
			answer(w, q)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) answers(answer http.HandlerFunc) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.answer = answer
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "so it is\x00\u202e")
	}
}

func (r *receiver) port() uint16 {
	return netip.MustParseAddrPort(r.Listener.Addr().String()).Port()
}

// got are the changes that were received, as type, thing and version.
func (r *receiver) got() (out []string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, b := range r.bodies {
		var m struct {
			Data struct {
				Type    string
				ThingID int `json:"thing_id"`
				Version int
			}
		}
		if json.Unmarshal(b, &m) != nil {
			return []string{"no JSON: " + string(b)}
		}
		out = append(out, fmt.Sprintf("%s %d/%d", m.Data.Type, m.Data.ThingID, m.Data.Version))
	}
	return out
}

// postOffice is a program with webhooks to receivers of this machine.
type postOffice struct {
	*world
	couriers []*service.Courier
}

func (w *world) postOffice(receivers ...*receiver) *postOffice {
	w.t.Helper()
	settings := w.settings()
	settings.Outgoing = outgoing.Options{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	for _, r := range receivers {
		settings.Outgoing.Ports = append(settings.Outgoing.Ports, r.port())
	}
	o := &postOffice{world: w}
	w.Services = service.New(w.store, settings)
	for range 2 {
		c := service.NewCourier(w.store, settings)
		w.t.Cleanup(c.Close)
		o.couriers = append(o.couriers, c)
	}
	return o
}

func (o *postOffice) webhook(to *receiver, change ...func(*model.WebhookEdit)) (model.Webhook, string) {
	o.t.Helper()
	must[int](o.t)(o.Changes.Number(o.ctx))
	e := model.WebhookEdit{URL: to.URL + "/in", Description: "州政府门户", Scope: model.ScopeAll, Kinds: model.Set[string]{"site"}}
	for _, c := range change {
		c(&e)
	}
	row, secret, err := o.Webhooks.Create(o.ctx, operator, e)
	if err != nil {
		o.t.Fatal(err)
	}
	return row, secret
}

// tell numbers what was committed and makes deliveries of it.
func (o *postOffice) tell() int {
	o.t.Helper()
	must[int](o.t)(o.Changes.Number(o.ctx))
	return must[int](o.t)(o.couriers[0].Tell(o.ctx))
}

// send makes every call that is due, and waits for them.
func (o *postOffice) send() {
	o.t.Helper()
	o.tell()
	var lanes sync.WaitGroup
	if err := o.couriers[0].Round(o.ctx, lanes.Go, func(err error) { o.t.Error(err) }); err != nil {
		o.t.Fatal(err)
	}
	lanes.Wait()
}

// deliveries are those of a webhook, the oldest first, as type, version, state and tries.
func (o *postOffice) deliveries() string {
	o.t.Helper()
	var out []string
	for _, line := range query(o.t, o.store, "SELECT type, thing_version, state, tries FROM webhook_deliveries ORDER BY id") {
		parts := strings.Split(line, "|")
		for i := range parts {
			_, parts[i], _ = strings.Cut(parts[i], "=")
		}
		out = append(out, strings.Join(parts, " "))
	}
	return strings.Join(out, ", ")
}

func (w *world) renamed(site model.Site) model.Site {
	w.t.Helper()
	return must[model.Site](w.t)(w.Sites.Update(w.ctx, operator, site.ID, site.Version, func(e model.SiteEdit) (model.SiteEdit, error) {
		e.Name += "新"
		return e, nil
	}))
}

func TestWebhookIsToldAndCanTellByWhom(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.now = time.Now().UTC().Truncate(time.Microsecond) // receivers look at the time
		to := newReceiver(t)
		o := w.postOffice(to)
		owner := w.organization(countyA)
		hook, secret := o.webhook(to)
		site := w.site(owner)
		o.send()
		if got := o.deliveries(); got != "site.create 1 delivered 1" || len(to.bodies) != 1 {
			t.Fatalf("%s, received %v", got, to.got())
		}
		event := query(t, w.store, "SELECT event_id, position FROM events WHERE type = 'site.create'")[0]
		id, position, _ := strings.Cut(strings.TrimPrefix(event, "event_id="), "|position=")
		at := w.now.Format(time.RFC3339Nano)
		var n uint64
		_, _ = fmt.Sscan(position, &n)
		want := fmt.Sprintf(`{"type":"site.create","timestamp":"%s","data":{"cursor":"%016x","id":"%s","type":"site.create","kind":"site",`+
			`"thing_id":%d,"region_code":"422801","version":1,"at":"%s"}}`, at, n, id, site.ID, at)
		if diff := cmp.Diff(want, string(to.bodies[0])); diff != "" {
			t.Error(diff)
		}
		verify := func(secret string, header http.Header, body []byte) error {
			return must[*standardwebhooks.Webhook](t)(standardwebhooks.NewWebhook(secret)).Verify(body, header)
		}
		header := to.headers[0]
		if err := verify(secret, header, to.bodies[0]); err != nil || header.Get("webhook-id") != id || header.Get("Content-Type") != "application/json" {
			t.Errorf("%v, %v", err, header)
		}
		if verify(secret, header, append(slices.Clone(to.bodies[0]), ' ')) == nil || verify(model.NewWebhookSecret(), header, to.bodies[0]) == nil {
			t.Error("a changed body, or another secret, verifies")
		}
		// Both secrets for a day, then the new one alone.
		hook, next, err := o.Webhooks.RotateSecret(w.ctx, operator, hook.ID, hook.Version)
		if err != nil || next == secret {
			t.Fatal(err)
		}
		for i, after := range []time.Duration{0, 23 * time.Hour, 2 * time.Hour} {
			w.now = w.now.Add(after)
			site = w.renamed(site)
			o.send()
			header, body := to.headers[i+1], to.bodies[i+1]
			old := must[*standardwebhooks.Webhook](t)(standardwebhooks.NewWebhook(secret)).VerifyIgnoringTimestamp(body, header)
			newer := must[*standardwebhooks.Webhook](t)(standardwebhooks.NewWebhook(next)).VerifyIgnoringTimestamp(body, header)
			if newer != nil || (old == nil) != (i < 2) {
				t.Errorf("%d: old %v, new %v, %s", i, old, newer, header.Get("webhook-signature"))
			}
		}
		for _, table := range []string{"webhooks", "audit_entries", "webhook_deliveries"} {
			for _, line := range query(t, w.store, "SELECT * FROM "+table) {
				for _, s := range []string{secret, next} {
					if strings.Contains(line, strings.TrimPrefix(s, model.SecretPrefix)) {
						t.Errorf("%s has a secret: %s", table, line)
					}
				}
			}
		}
		if hook.OldUntil.IsZero() {
			t.Error("no end of the old secret")
		}
	})
}

// A thing waits for its own earlier changes and for nothing else; what is given up lets the later ones pass.
func TestChangesOfAThingKeepTheirOrder(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		owner := w.organization(countyA)
		a := w.site(owner)
		o.webhook(to)
		a = w.renamed(a)
		b := w.site(owner)
		a = w.renamed(a)
		poison := fmt.Sprintf(`"thing_id":%d,"region_code":"422801","version":2,`, a.ID)
		to.answers(func(w http.ResponseWriter, _ *http.Request) {
			to.mutex.Lock()
			last := string(to.bodies[len(to.bodies)-1])
			to.mutex.Unlock()
			if strings.Contains(last, poison) {
				w.WriteHeader(http.StatusInternalServerError)
			}
		})
		o.send()
		created := fmt.Sprintf("site.create %d/1", b.ID)
		if got := to.got(); !slices.Contains(got, created) || slices.Contains(got, fmt.Sprintf("site.update %d/3", a.ID)) {
			t.Errorf("received %v", got)
		}
		for tries := 1; tries < 10; tries++ {
			if got, want := o.deliveries(), fmt.Sprintf("site.update 2 pending %d, site.create 1 delivered 1, site.update 3 pending 0", tries); got != want {
				t.Fatalf("%s, want %s", got, want)
			}
			due := query(t, w.store, "SELECT next_at FROM webhook_deliveries WHERE tries > 0 AND state = 'pending'")
			before := len(to.got())
			o.send() // nothing is due
			if len(to.got()) != before || len(due) != 1 {
				t.Errorf("called before its time: %v", to.got())
			}
			w.now = w.now.Add(29 * time.Hour)                               // more than a day and a fifth
			execute(t, w.store, "UPDATE webhooks SET failing_since = NULL") // here it is not the webhook that is looked at
			o.send()
		}
		if got := o.deliveries(); got != "site.update 2 parked 10, site.create 1 delivered 1, site.update 3 delivered 1" {
			t.Error(got)
		}
		// Somebody mends the receiver and tries again.
		to.answers(nil)
		parked := must[model.List[model.WebhookDelivery]](t)(o.Webhooks.Deliveries(w.ctx, operator, model.DeliveryFilter{WebhookID: 1, State: model.DeliveryParked}, everything))
		d := must[model.WebhookDelivery](t)(o.Webhooks.Retry(w.ctx, operator, parked.Items[0].ID))
		if parked.Items[0].Status != 500 || d.Tries != 0 || d.State != model.DeliveryPending {
			t.Errorf("%+v", d)
		}
		o.send()
		if got := o.deliveries(); !strings.HasPrefix(got, "site.update 2 delivered 1,") {
			t.Error(got)
		}
	})
}

func TestWebhookIsDisabled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		owner := w.organization(countyA)
		hook, _ := o.webhook(to)
		look := func() model.Webhook { return must[model.Webhook](t)(o.Webhooks.Get(w.ctx, operator, hook.ID)) }
		to.answers(status(http.StatusGone))
		site := w.site(owner)
		o.send()
		if got := look(); got.State != model.WebhookDisabled || got.Fault != model.WebhookGone || got.Version != 2 {
			t.Errorf("%+v", got)
		}
		calls := len(to.got())
		w.now = w.now.Add(time.Minute)
		site = w.renamed(site)
		o.send()
		if len(to.got()) != calls {
			t.Error("a disabled webhook was called")
		}
		// It goes on where it has stopped, and fails for days: one success in between starts the days anew.
		to.answers(nil)
		must[model.Webhook](t)(o.Webhooks.Resume(w.ctx, operator, hook.ID, 2, model.Reason{Reason: "恢复"}))
		o.send()
		if got := to.got(); !slices.Equal(got[calls:], []string{fmt.Sprintf("site.create %d/1", site.ID), fmt.Sprintf("site.update %d/2", site.ID)}) {
			t.Errorf("after the resumption: %v", got[calls:])
		}
		to.answers(status(http.StatusTeapot))
		for day := range 7 {
			if day == 3 {
				to.answers(nil)
			}
			site = w.renamed(site)
			execute(t, w.store, "UPDATE webhook_deliveries SET next_at = created_at") // however long it would wait
			o.send()
			to.answers(status(http.StatusTeapot))
			w.now = w.now.Add(24 * time.Hour)
		}
		if got := look(); got.State != model.WebhookActive || got.FailingSince.IsZero() {
			t.Errorf("after three days: %+v", got)
		}
		for range 2 {
			w.now = w.now.Add(24 * time.Hour)
			execute(t, w.store, "UPDATE webhook_deliveries SET next_at = created_at")
			o.send()
		}
		if got := look(); got.State != model.WebhookDisabled || got.Fault != model.WebhookFailing {
			t.Errorf("after five days: %+v", got)
		}
		if got := query(t, w.store, "SELECT reason, actor_name FROM audit_entries WHERE operation = 'webhook.disable' ORDER BY id"); !slices.Equal(got, []string{"reason=gone|actor_name=webhooks", "reason=failing|actor_name=webhooks"}) {
			t.Errorf("the trail: %v", got)
		}
	})
}

// Whoever is paused for longer than changes are kept is told so, and begins anew where somebody says.
func TestWebhookThatWasAwayForTooLong(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		owner := w.organization(countyA)
		hook, _ := o.webhook(to)
		hook = must[model.Webhook](t)(o.Webhooks.Pause(w.ctx, operator, hook.ID, hook.Version, model.Reason{Reason: "维护"}))
		w.site(owner)
		if n := o.tell(); n != 0 {
			t.Errorf("%d deliveries for who is paused", n)
		}
		w.now = w.now.AddDate(0, 0, 40)
		must[int](t)(o.Changes.Purge(w.ctx, 30))
		if _, err := o.Webhooks.Resume(w.ctx, operator, hook.ID, hook.Version, model.Reason{Reason: "恢复"}); !errors.Is(err, model.CursorExpired()) {
			t.Errorf("resumed: %v", err)
		}
		if _, err := o.Webhooks.Replay(w.ctx, operator, hook.ID, hook.Version, model.Cursor(0)); !errors.Is(err, model.CursorExpired()) {
			t.Errorf("replayed from what is gone: %v", err)
		}
		if _, err := o.Webhooks.Replay(w.ctx, operator, hook.ID, hook.Version, model.Cursor(1e6)); refusal(err) != "invalid_fields after:cursor_unknown" {
			t.Errorf("replayed from what is to come: %v", err)
		}
		must[model.Webhook](t)(o.Webhooks.Replay(w.ctx, operator, hook.ID, hook.Version, model.CursorNow))
		must[model.Webhook](t)(o.Webhooks.Resume(w.ctx, operator, hook.ID, hook.Version, model.Reason{Reason: "恢复"}))
		site := w.site(owner)
		o.send()
		if got := to.got(); !slices.Equal(got, []string{fmt.Sprintf("site.create %d/1", site.ID)}) {
			t.Errorf("received %v", got)
		}
		// An active one that was not told in time, because no program ran, is disabled rather than told of a part.
		hook = must[model.Webhook](t)(o.Webhooks.Get(w.ctx, operator, hook.ID))
		w.renamed(site)
		must[int](t)(o.Changes.Number(w.ctx))
		w.now = w.now.AddDate(0, 0, 40)
		must[int](t)(o.Changes.Purge(w.ctx, 30))
		w.organization(countyA)
		o.tell()
		if got := must[model.Webhook](t)(o.Webhooks.Get(w.ctx, operator, hook.ID)); got.State != model.WebhookDisabled || got.Fault != model.WebhookExpired {
			t.Errorf("%+v", got)
		}
	})
}
