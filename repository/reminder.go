package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Reminders is the collection of reminders that were sent.
type Reminders struct{ db *gorm.DB }

const reminderPiece = 200

// Due lists, in pieces by id, the findings that are open on a day and due on a day or before it.
func (r Reminders) Due(ctx context.Context, after uint64, today, until model.Date) ([]uint64, error) {
	var ids []uint64
	q := findingState(r.db.WithContext(ctx).Model(&model.Rectification{}), model.FindingOpen, today)
	q = q.Where("due_on <= ? AND id > ?", until, after)
	if err := q.Order("id").Limit(reminderPiece).Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("list due findings: %w", translate(err))
	}
	return ids, nil
}

// Lock reads findings and keeps other replicas that remind from them until this transaction ends.
func (r Reminders) Lock(ctx context.Context, ids []uint64) ([]model.Rectification, error) {
	var rows []model.Rectification
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id IN ?", ids).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("lock due findings: %w", translate(err))
	}
	return rows, nil
}

// Sent lists the reminders of some findings.
func (r Reminders) Sent(ctx context.Context, rectificationIDs []uint64) ([]model.Reminder, error) {
	var rows []model.Reminder
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("rectification_id IN ?", rectificationIDs).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list reminders: %w", translate(err))
	}
	return rows, nil
}

// Create inserts reminders.
func (r Reminders) Create(ctx context.Context, rows []model.Reminder) error {
	return insert(ctx, r.db, "reminders", rows)
}
