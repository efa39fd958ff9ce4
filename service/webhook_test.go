package service_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
)

func TestWhatAWebhookMayBe(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	to := newReceiver(t)
	o := w.postOffice(to)
	fine := model.WebhookEdit{URL: "https://hooks.example.gov.cn/in", Description: "门户", Scope: "4228", Kinds: model.Set[string]{"site"}}
	narrow := actor(model.RoleAdmin, "4228")
	narrow.Permissions = model.Set[model.Permission]{model.ManageWebhooks, model.ReadRegister}
	for what, c := range map[string]struct {
		who    model.Actor
		change func(*model.WebhookEdit)
		want   string
	}{
		"fine":          {actor(model.RoleAdmin, "4228"), func(*model.WebhookEdit) {}, ""},
		"own county":    {actor(model.RoleAdmin, "4228"), func(e *model.WebhookEdit) { e.Scope = "422801" }, ""},
		"everything":    {actor(model.RoleAdmin, "4228"), func(e *model.WebhookEdit) { e.Kinds = nil }, ""},
		"beyond":        {actor(model.RoleAdmin, "4228"), func(e *model.WebhookEdit) { e.Scope = "42" }, "invalid_fields region_code:unknown_reference"},
		"beside":        {actor(model.RoleAdmin, "422801"), func(e *model.WebhookEdit) { e.Scope = "422802" }, "invalid_fields region_code:unknown_reference"},
		"narrowed":      {narrow, func(*model.WebhookEdit) {}, ""},
		"all, narrowed": {narrow, func(e *model.WebhookEdit) { e.Kinds = nil }, "invalid_fields kinds:kinds_beyond_own_rights"},
		"too much":      {narrow, func(e *model.WebhookEdit) { e.Kinds = model.Set[string]{"finding"} }, "invalid_fields kinds:kinds_beyond_own_rights"},
		"other role":    {actor(model.RoleCountyAdmin, "4228"), func(*model.WebhookEdit) {}, "forbidden"},
		"private":       {operator, func(e *model.WebhookEdit) { e.URL = "https://10.0.0.1/" }, "invalid_fields url:outgoing_private"},
		"metadata":      {operator, func(e *model.WebhookEdit) { e.URL = "https://169.254.169.254/" }, "invalid_fields url:outgoing_private"},
		"no TLS":        {operator, func(e *model.WebhookEdit) { e.URL = "http://8.8.8.8/" }, "invalid_fields url:outgoing_scheme"},
		"other port":    {operator, func(e *model.WebhookEdit) { e.URL = "https://a.gov.cn:1/" }, "invalid_fields url:outgoing_closed_port"},
		"allowed":       {operator, func(e *model.WebhookEdit) { e.URL = to.URL }, ""},
		"all at once": {operator, func(e *model.WebhookEdit) {
			*e = model.WebhookEdit{URL: "x", Scope: "x", Kinds: model.Set[string]{"user"}, Types: model.Set[string]{"site"}}
		}, "invalid_fields url:outgoing_scheme description:required region_code:not_a_scope kinds[0]:not_one_of types:not_a_change_type"},
	} {
		e := fine
		c.change(&e)
		row, _, err := o.Webhooks.Create(w.ctx, c.who, e)
		if got := refusal(err); got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
		if err == nil {
			// What may not be made may not be made of another either.
			_, err := o.Webhooks.Update(w.ctx, c.who, row.ID, row.Version, func(e model.WebhookEdit) (model.WebhookEdit, error) {
				e.URL = "https://127.0.0.1:1/"
				return e, nil
			})
			if err == nil {
				t.Errorf("%s: the address was changed to a private one", what)
			}
		}
	}
}

// An area's webhook hears what a caller of the area reads, and by its filters.
func TestWebhooksHearOnlyOfTheirArea(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		of := func(scope model.Scope, kinds, types string) uint64 {
			row, _ := o.webhook(to, func(e *model.WebhookEdit) {
				e.Scope, e.Kinds, e.Types = scope, model.Set[string]{}, model.Set[string]{}
				if kinds != "" {
					e.Kinds = strings.Split(kinds, ",")
				}
				if types != "" {
					e.Types = strings.Split(types, ",")
				}
			})
			return row.ID
		}
		want := map[uint64]string{
			of(model.ScopeAll, "site", ""):             "site.create site.create site.leave site.move",
			of("422801", "site,campaign", ""):          "campaign.create site.create site.leave",
			of("422802", "", "site.move,site.create"):  "site.create site.move",
			of("422803", "", ""):                       "campaign.create",
			of("422803", "site", ""):                   "",
			of("4228", "campaign", "campaign.publish"): "",
		}
		a, b := w.organization(countyA), w.organization(countyB)
		site := w.site(a)
		w.site(b)
		w.campaign("422800")
		must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, site.ID, site.Version, model.TransferEdit{OrganizationID: b.ID, Reason: "划转"}))
		o.tell()
		for id, want := range want {
			var got []string
			for _, line := range query(t, w.store, "SELECT type FROM webhook_deliveries WHERE webhook_id = ?", id) {
				got = append(got, strings.TrimPrefix(line, "type="))
			}
			slices.Sort(got)
			if strings.Join(got, " ") != want {
				t.Errorf("%d: %v, want %s", id, got, want)
			}
		}
	})
}

// What waits for a receiver that is not there stays in the feed: the table of deliveries does not grow with it.
func TestDeliveriesAreMadeInPieces(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	to := newReceiver(t)
	o := w.postOffice(to)
	o.webhook(to)
	var events []model.Event
	for i := range 2600 {
		events = append(events, model.Event{
			EventID: fmt.Sprintf("%036d", i), Type: "site.update", ThingKind: "site", ThingID: uint64(i + 1), RegionCode: countyA, At: model.NewTime(w.now),
		})
	}
	must[struct{}](t)(repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, tx.Trail.Append(w.ctx, nil, events)
	}))
	for _, want := range []int{1000, 0} {
		if n := o.tell(); n != want {
			t.Errorf("%d deliveries, want %d", n, want)
		}
	}
	execute(t, w.store, "UPDATE webhook_deliveries SET state = 'delivered'")
	for o.tell() > 0 {
		execute(t, w.store, "UPDATE webhook_deliveries SET state = 'delivered'")
	}
	if n := count(t, w.store, "SELECT COUNT(DISTINCT event_id) FROM webhook_deliveries"); n != 2600 {
		t.Errorf("told of %d", n)
	}
	w.now = w.now.AddDate(0, 0, 31)
	if n := must[int](t)(o.couriers[0].Purge(w.ctx)); n != 2600 {
		t.Errorf("%d lines of the log were removed", n)
	}
}

// Two programs that make deliveries at the same time make each once.
func TestTellersAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		o.webhook(to)
		owner := w.organization(countyA)
		for range 12 {
			w.site(owner)
			must[int](t)(o.Changes.Number(w.ctx))
			var calls []func() error
			for _, c := range o.couriers {
				calls = append(calls, func() error { return only(c.Tell(w.ctx)) })
			}
			for _, err := range together(calls...) {
				if err != nil {
					t.Error(err)
				}
			}
		}
		if got := query(t, w.store, "SELECT COUNT(*) AS n, COUNT(DISTINCT event_id) AS d FROM webhook_deliveries"); got[0] != "n=12|d=12" {
			t.Errorf("%v", got)
		}
	}, repository.WithPool(8))
}

// A test goes out also while nothing else does, once, and says nothing about the calls of changes.
func TestTryingAWebhook(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		hook, _ := o.webhook(to)
		hook = must[model.Webhook](t)(o.Webhooks.Pause(w.ctx, operator, hook.ID, hook.Version, model.Reason{Reason: "维护"}))
		to.answers(status(http.StatusGone))
		must[model.WebhookDelivery](t)(o.Webhooks.Test(w.ctx, operator, hook.ID))
		o.send()
		d := must[model.List[model.WebhookDelivery]](t)(o.Webhooks.Deliveries(w.ctx, operator, model.DeliveryFilter{WebhookID: hook.ID}, everything)).Items[0]
		if d.State != model.DeliveryParked || d.Status != 410 || d.Fault != "status" || d.Answer != "so it is" || len(to.got()) != 1 {
			t.Errorf("%+v", d)
		}
		if got := must[model.Webhook](t)(o.Webhooks.Get(w.ctx, operator, hook.ID)); got.State != model.WebhookPaused || !got.FailingSince.IsZero() {
			t.Errorf("%+v", got)
		}
	})
}

// New keys take over the secrets of webhooks, the old one of a rotation too.
func TestSecretsAreSealedAnew(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		to := newReceiver(t)
		o := w.postOffice(to)
		hook, _ := o.webhook(to)
		if _, _, err := o.Webhooks.RotateSecret(w.ctx, operator, hook.ID, hook.Version); err != nil {
			t.Fatal(err)
		}
		newer := olderAnd(t, w.keys...)
		later := w.with(newer)
		place := must[model.ResealPlace](t)(later.Keys.Reseal(w.ctx, operator, model.ResealPlace{}))
		if place.Webhooks != 1 || !place.Done || len(place.Unreadable) > 0 {
			t.Errorf("%+v", place)
		}
		use := must[[]model.KeyUse](t)(later.Keys.Use(w.ctx, operator))
		if len(use) != 2 || use[0].Webhooks != 0 || use[1].Webhooks != 1 {
			t.Errorf("%+v", use)
		}
		settings := w.settings()
		settings.Ring = newer
		courier := service.NewCourier(w.store, settings)
		t.Cleanup(courier.Close)
		w.site(w.organization(countyA))
		must[int](t)(o.Changes.Number(w.ctx))
		must[int](t)(courier.Tell(w.ctx))
		if n, err := courier.Deliver(w.ctx, hook.ID); n != 1 || err != nil { // refused as no network is allowed, but signed
			t.Errorf("%d calls, %v", n, err)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM webhook_deliveries WHERE fault = 'address_refused' AND state = 'pending'"); n != 1 || len(to.got()) != 0 {
			t.Error("an address that the settings do not allow any more was called")
		}
	})
}

func TestTooManyWebhooks(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	to := newReceiver(t)
	o := w.postOffice(to)
	for range service.MaxWebhooks {
		o.webhook(to)
	}
	if _, _, err := o.Webhooks.Create(w.ctx, operator, model.WebhookEdit{URL: to.URL, Description: "x", Scope: "42"}); refusal(err) != "too_many_webhooks" {
		t.Errorf("one more: %v", err)
	}
}
