package service

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
)

// Test makes a call with nothing in it due at once, and answers its delivery. It goes out also while the webhook is paused.
func (s *Webhooks) Test(ctx context.Context, a model.Actor, id uint64) (model.WebhookDelivery, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.WebhookDelivery{}, err
	}
	eventID, err := uuid.NewV7()
	if err != nil {
		return model.WebhookDelivery{}, fmt.Errorf("make an event id: %w", err)
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.WebhookDelivery, error) {
		row, err := tx.Webhooks.Get(ctx, a.Area(), id)
		if err != nil {
			return model.WebhookDelivery{}, err
		}
		now := s.now()
		d := model.NewDelivery(id, model.Event{
			EventID: eventID.String(), Type: model.TestType, ThingKind: webhookNoun.kind, ThingID: id, RegionCode: row.Scope.Region(),
			Version: row.Version, At: now,
		}, now)
		if err := tx.Deliveries.Create(ctx, []*model.WebhookDelivery{&d}); err != nil {
			return d, err
		}
		return d, s.record(ctx, tx, a, now, change{
			operation: "webhook.test", kind: webhookNoun.kind, id: id, code: row.Description, region: row.Scope.Region(),
			version: row.Version, private: true,
		})
	})
}

// Deliveries answers one piece of what a webhook is to be told, and of the log of what it was, the newest first.
func (s *Webhooks) Deliveries(
	ctx context.Context, a model.Actor, f model.DeliveryFilter, req model.ListRequest,
) (model.List[model.WebhookDelivery], error) {
	if _, err := s.Get(ctx, a, f.WebhookID); err != nil {
		return model.List[model.WebhookDelivery]{}, err
	}
	if req.Sort == "" {
		req.Sort = "-id"
	}
	return s.store.Deliveries.List(ctx, f, req)
}

// Delivery is the delivery of an id.
func (s *Webhooks) Delivery(ctx context.Context, a model.Actor, id uint64) (model.WebhookDelivery, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.WebhookDelivery{}, err
	}
	return s.store.Deliveries.Get(ctx, a.Area(), id)
}

// Retry makes a delivery due at once, with all its tries, whatever became of it.
func (s *Webhooks) Retry(ctx context.Context, a model.Actor, id uint64) (model.WebhookDelivery, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.WebhookDelivery{}, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.WebhookDelivery, error) {
		row, err := tx.Deliveries.Get(ctx, a.Area(), id)
		if err != nil {
			return row, err
		}
		of, err := tx.Webhooks.Lock(ctx, a.Area(), row.WebhookID)
		if err != nil {
			return row, err
		}
		if err := row.Retry(s.now()); err != nil {
			return row, err
		}
		if err := tx.Deliveries.Retry(ctx, row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, s.now(), change{
			operation: "webhook.retry", kind: webhookNoun.kind, id: of.ID, code: of.Description, region: of.Scope.Region(),
			version: of.Version, private: true, after: struct{ DeliveryID uint64 }{row.ID},
		})
	})
}
