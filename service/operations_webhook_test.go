package service_test

import (
	"xuncha/model"
)

// webhookOf makes a webhook of county B, with a delivery.
func webhookOf(w *world) (model.Webhook, model.WebhookDelivery) {
	w.t.Helper()
	row, _, err := w.Webhooks.Create(w.ctx, operator, model.WebhookEdit{
		URL: "https://hooks.example.gov.cn/", Description: "门户", Scope: model.Scope(countyB),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return row, must[model.WebhookDelivery](w.t)(w.Webhooks.Test(w.ctx, operator, row.ID))
}

// ofWebhook makes an operation on a webhook of county B.
func ofWebhook(method, changes string, fn func(w *world, a model.Actor, row model.Webhook, d model.WebhookDelivery) error) operation {
	return operation{method, model.ManageWebhooks, "", missing, changes, func(w *world) func(model.Actor) error {
		row, d := webhookOf(w)
		return func(a model.Actor) error { return fn(w, a, row, d) }
	}}
}

var (
	whyWebhook = model.Reason{Reason: "维护"}

	webhookOperations = []operation{
		{"Webhooks.List", model.ManageWebhooks, "", nothing, "", func(w *world) func(model.Actor) error {
			webhookOf(w)
			return func(a model.Actor) error {
				list, err := w.Webhooks.List(w.ctx, a, "", everything)
				return empty(list.Items, err)
			}
		}},
		{"Webhooks.Create", model.ManageWebhooks, "", "invalid_fields region_code:unknown_reference", "webhook.create", call(func(w *world, a model.Actor) error {
			_, _, err := w.Webhooks.Create(w.ctx, a, model.WebhookEdit{
				URL: "https://hooks.example.gov.cn/", Description: "门户", Scope: model.Scope(countyB),
			})
			return err
		})},
		ofWebhook("Webhooks.Get", "", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return only(w.Webhooks.Get(w.ctx, a, row.ID))
		}),
		ofWebhook("Webhooks.Update", "webhook.update", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return only(w.Webhooks.Update(w.ctx, a, row.ID, row.Version, func(e model.WebhookEdit) (model.WebhookEdit, error) {
				e.Description += "新"
				return e, nil
			}))
		}),
		ofWebhook("Webhooks.RotateSecret", "webhook.rotate", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			_, _, err := w.Webhooks.RotateSecret(w.ctx, a, row.ID, row.Version)
			return err
		}),
		ofWebhook("Webhooks.Pause", "webhook.pause", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return only(w.Webhooks.Pause(w.ctx, a, row.ID, row.Version, whyWebhook))
		}),
		{"Webhooks.Resume", model.ManageWebhooks, "", missing, "webhook.resume", func(w *world) func(model.Actor) error {
			row, _ := webhookOf(w)
			row = must[model.Webhook](w.t)(w.Webhooks.Pause(w.ctx, operator, row.ID, row.Version, whyWebhook))
			return func(a model.Actor) error { return only(w.Webhooks.Resume(w.ctx, a, row.ID, row.Version, whyWebhook)) }
		}},
		ofWebhook("Webhooks.Replay", "webhook.replay", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return only(w.Webhooks.Replay(w.ctx, a, row.ID, row.Version, model.CursorNow))
		}),
		ofWebhook("Webhooks.Test", "webhook.test", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return only(w.Webhooks.Test(w.ctx, a, row.ID))
		}),
		ofWebhook("Webhooks.Deliveries", "", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return only(w.Webhooks.Deliveries(w.ctx, a, model.DeliveryFilter{WebhookID: row.ID}, everything))
		}),
		ofWebhook("Webhooks.Delivery", "", func(w *world, a model.Actor, _ model.Webhook, d model.WebhookDelivery) error {
			return only(w.Webhooks.Delivery(w.ctx, a, d.ID))
		}),
		ofWebhook("Webhooks.Retry", "webhook.retry", func(w *world, a model.Actor, _ model.Webhook, d model.WebhookDelivery) error {
			return only(w.Webhooks.Retry(w.ctx, a, d.ID))
		}),
		ofWebhook("Webhooks.Delete", "webhook.delete", func(w *world, a model.Actor, row model.Webhook, _ model.WebhookDelivery) error {
			return w.Webhooks.Delete(w.ctx, a, row.ID, row.Version)
		}),
	}
)
