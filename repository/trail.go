package repository

import (
	"context"

	"gorm.io/gorm"

	"xuncha/model"
)

// Trail is what every change leaves behind: who did it, and that it happened.
type Trail struct{ db *gorm.DB }

// Append inserts audit entries and events.
func (r Trail) Append(ctx context.Context, entries []model.AuditEntry, events []model.Event) error {
	if err := insert(ctx, r.db, "audit entries", entries); err != nil {
		return err
	}
	return insert(ctx, r.db, "events", events)
}
