package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Deliveries is what webhooks are to be told, and the log of what they were.
type Deliveries struct{ db *gorm.DB }

var deliverySorts = sorts{"id": "id", "created_at": "created_at", "next_at": "next_at", "tries": "tries"}

func deliveryID(d model.WebhookDelivery) uint64 { return d.ID }

// List answers one piece of the deliveries of a webhook.
func (r Deliveries) List(
	ctx context.Context, f model.DeliveryFilter, req model.ListRequest,
) (model.List[model.WebhookDelivery], error) {
	q := r.db.WithContext(ctx).Model(&model.WebhookDelivery{}).Where("webhook_id = ?", f.WebhookID)
	q = where(where(code(q, "thing_kind", f.ThingKind), "thing_id = ?", f.ThingID), "state = ?", f.State)
	return list(q, deliverySorts, req, deliveryID)
}

// Get is the delivery of an id, if its webhook lies in the scope.
func (r Deliveries) Get(ctx context.Context, s model.Scope, id uint64) (model.WebhookDelivery, error) {
	var row model.WebhookDelivery
	of := scoped(r.db.WithContext(ctx).Session(&gorm.Session{NewDB: true}).Model(&model.Webhook{}).Select("id"), s, "scope")
	if err := r.db.WithContext(ctx).Where("id = ? AND webhook_id IN (?)", id, of).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get delivery: %w", translate(err))
	}
	return row, nil
}

// Create inserts deliveries.
func (r Deliveries) Create(ctx context.Context, rows []*model.WebhookDelivery) error {
	return insert(ctx, r.db, "deliveries", rows)
}

// Pending counts what a webhook is still to be told.
func (r Deliveries) Pending(ctx context.Context, webhookID uint64) (int64, error) {
	q := r.db.WithContext(ctx).Model(&model.WebhookDelivery{}).Where("webhook_id = ? AND state = ?", webhookID, model.DeliveryPending)
	return total(q, "pending deliveries")
}

const dueWebhooks = `SELECT DISTINCT d.webhook_id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
WHERE d.state = 'pending' AND d.next_at <= ? AND (d.lease_until IS NULL OR d.lease_until < ?) AND (w.state = 'active' OR d.type = ?)`

// Webhooks are those that something is due for.
func (r Deliveries) Webhooks(ctx context.Context, now model.Time) ([]uint64, error) {
	var ids []uint64
	if err := r.db.WithContext(ctx).Raw(dueWebhooks, now, now, model.TestType).Scan(&ids).Error; err != nil {
		return nil, fmt.Errorf("look for due webhooks: %w", translate(err))
	}
	return ids, nil
}

const dueDeliveries = `SELECT d.* FROM webhook_deliveries d WHERE d.webhook_id = ? AND d.state = 'pending' AND d.next_at <= ?
AND (d.lease_until IS NULL OR d.lease_until < ?)
AND NOT EXISTS (SELECT 1 FROM webhook_deliveries e WHERE e.webhook_id = d.webhook_id AND e.state = 'pending'
  AND e.thing_kind = d.thing_kind AND e.thing_id = d.thing_id AND e.id < d.id)
ORDER BY d.id LIMIT ?`

// Due reads what may be sent to a webhook now, the oldest first: of each thing only the first that is still to be told.
func (r Deliveries) Due(ctx context.Context, webhookID uint64, now model.Time, limit int) ([]model.WebhookDelivery, error) {
	var rows []model.WebhookDelivery
	if err := r.db.WithContext(ctx).Raw(dueDeliveries, webhookID, now, now, limit).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("look for due deliveries: %w", translate(err))
	}
	return rows, nil
}

// Lease takes a due delivery until a time, and answers false when somebody else has it, or has called since it was read.
func (r Deliveries) Lease(ctx context.Context, d model.WebhookDelivery, token string, now, until model.Time) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.WebhookDelivery{}).
		Where("id = ? AND state = ? AND tries = ?", d.ID, model.DeliveryPending, d.Tries).
		Where("next_at <= ? AND (lease_until IS NULL OR lease_until < ?)", now, now).
		UpdateColumns(map[string]any{"lease_token": token, "lease_until": until})
	if res.Error != nil {
		return false, fmt.Errorf("lease a delivery: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Keep writes what came of the calls of a delivery that is held under a lease, and answers false when it is not any more.
func (r Deliveries) Keep(ctx context.Context, token string, row model.WebhookDelivery) (bool, error) {
	q := r.db.WithContext(ctx).Model(&model.WebhookDelivery{}).Where("id = ? AND lease_token = ?", row.ID, token)
	res := q.Select("State", "Tries", "NextAt", "LeaseToken", "LeaseUntil", "Status", "Fault", "Answer", "Duration", "CalledAt").
		UpdateColumns(&row)
	if res.Error != nil {
		return false, fmt.Errorf("keep a delivery: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Release gives a lease back without a call.
func (r Deliveries) Release(ctx context.Context, id uint64, token string) error {
	q := r.db.WithContext(ctx).Model(&model.WebhookDelivery{}).Where("id = ? AND lease_token = ?", id, token)
	err := q.UpdateColumns(map[string]any{"lease_token": "", "lease_until": nil}).Error
	if err != nil {
		return fmt.Errorf("release a delivery: %w", translate(err))
	}
	return nil
}

// Retry writes that a delivery is due again. A call that is on its way keeps its lease.
func (r Deliveries) Retry(ctx context.Context, row model.WebhookDelivery) error {
	q := r.db.WithContext(ctx).Model(&model.WebhookDelivery{}).Where("id = ?", row.ID)
	return changed(q.Select("State", "Tries", "NextAt").UpdateColumns(&row), "delivery")
}

// Purge removes some of what is done since a time or longer, and answers how many.
func (r Deliveries) Purge(ctx context.Context, before model.Time) (int, error) {
	return purge[model.WebhookDelivery](ctx, r.db, "deliveries", "state <> 'pending' AND created_at < ?", before)
}
