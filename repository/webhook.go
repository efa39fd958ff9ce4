package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Webhooks is the collection of systems that are called.
type Webhooks struct{ db *gorm.DB }

var webhookSorts = sorts{"description": "description", "url": "url", "state": "state", "created_at": "created_at"}

func webhookID(w model.Webhook) uint64 { return w.ID }

// List answers one piece of the list.
func (r Webhooks) List(
	ctx context.Context, s model.Scope, state model.WebhookState, req model.ListRequest,
) (model.List[model.Webhook], error) {
	q := where(scoped(r.db.WithContext(ctx).Model(&model.Webhook{}), s, "scope"), "state = ?", state)
	return list(q, webhookSorts, req, webhookID)
}

// Get is the webhook of an id, if it lies in the scope.
func (r Webhooks) Get(ctx context.Context, s model.Scope, id uint64) (model.Webhook, error) {
	return r.take(r.db.WithContext(ctx), s, id)
}

// Lock is Get, and keeps everybody else who locks the webhook waiting until this transaction ends.
func (r Webhooks) Lock(ctx context.Context, s model.Scope, id uint64) (model.Webhook, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), s, id)
}

func (r Webhooks) take(q *gorm.DB, s model.Scope, id uint64) (model.Webhook, error) {
	var row model.Webhook
	if err := scoped(q, s, "scope").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get webhook: %w", translate(err))
	}
	return row, nil
}

// Count counts the webhooks of everybody.
func (r Webhooks) Count(ctx context.Context) (int64, error) {
	return total(r.db.WithContext(ctx).Model(&model.Webhook{}), "webhooks")
}

// Create inserts a webhook.
func (r Webhooks) Create(ctx context.Context, row *model.Webhook) error {
	return insert(ctx, r.db, "webhook", []*model.Webhook{row})
}

// Update writes a webhook over the version the change was made on. How far it was told, and since when it fails, are no part
// of any change.
func (r Webhooks) Update(ctx context.Context, s model.Sight, version uint64, row *model.Webhook) error {
	area, _ := s.Within()
	q := scoped(r.db.WithContext(ctx).Model(&model.Webhook{}), area, "scope").Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "UID", "CreatedAt", "ToldPosition", "FailingSince").UpdateColumns(row), "webhook")
}

// Delete removes a webhook with its log, at the version the caller has seen.
func (r Webhooks) Delete(ctx context.Context, s model.Scope, id, version uint64) error {
	if err := r.db.WithContext(ctx).Where("webhook_id = ?", id).Delete(&model.WebhookDelivery{}).Error; err != nil {
		return fmt.Errorf("delete the log of a webhook: %w", translate(err))
	}
	q := scoped(r.db.WithContext(ctx), s, "scope").Where("id = ? AND version = ?", id, version)
	return changed(q.Delete(&model.Webhook{}), "webhook")
}

// Active lists the webhooks that are called, wherever they belong.
func (r Webhooks) Active(ctx context.Context) ([]model.Webhook, error) {
	var rows []model.Webhook
	if err := r.db.WithContext(ctx).Where("state = ?", model.WebhookActive).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list active webhooks: %w", translate(err))
	}
	return rows, nil
}

// Advance moves how far a webhook was told, and answers false when somebody else has done so, or it is not called any more.
func (r Webhooks) Advance(ctx context.Context, id, from, to uint64) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.Webhook{}).
		Where("id = ? AND told_position = ? AND state = ?", id, from, model.WebhookActive).UpdateColumn("told_position", to)
	if res.Error != nil {
		return false, fmt.Errorf("note what a webhook was told: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Rewind sets how far a webhook was told.
func (r Webhooks) Rewind(ctx context.Context, id, to uint64) error {
	res := r.db.WithContext(ctx).Model(&model.Webhook{}).Where("id = ?", id).UpdateColumn("told_position", to)
	return changed(res, "webhook")
}

// Fails notes that a call has failed, unless that is known, or with a zero time that one was taken.
func (r Webhooks) Fails(ctx context.Context, id uint64, since model.Time) error {
	q := r.db.WithContext(ctx).Model(&model.Webhook{}).Where("id = ?", id)
	if since.IsZero() {
		q = q.Where("failing_since IS NOT NULL")
	} else {
		q = q.Where("failing_since IS NULL")
	}
	if err := q.UpdateColumn("failing_since", since).Error; err != nil {
		return fmt.Errorf("note whether a webhook fails: %w", translate(err))
	}
	return nil
}

// ResealSecrets puts newly sealed secrets in place of the old ones, and reports whether these were still there.
func (r Webhooks) ResealSecrets(ctx context.Context, old model.Webhook, secret, oldSecret []byte) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.Webhook{}).Where("id = ? AND secret = ?", old.ID, old.Secret).
		UpdateColumns(map[string]any{"secret": secret, "old_secret": oldSecret})
	if res.Error != nil {
		return false, fmt.Errorf("seal the secrets of webhook %d anew: %w", old.ID, translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// WithSecrets reads webhooks in the order of ids.
func (r Webhooks) WithSecrets(ctx context.Context, after uint64, limit int) ([]model.Webhook, error) {
	var rows []model.Webhook
	if err := r.db.WithContext(ctx).Where("id > ?", after).Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the secrets of webhooks: %w", translate(err))
	}
	return rows, nil
}
