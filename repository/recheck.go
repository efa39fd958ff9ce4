package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Rechecks is the collection of second looks at targets that have failed.
type Rechecks struct{ db *gorm.DB }

// Of lists those of an inspection, the newest first, and keeps others from adding one when lock is set.
func (r Rechecks) Of(ctx context.Context, inspectionID uint64, lock bool) ([]model.Recheck, error) {
	var rows []model.Recheck
	q := r.db.WithContext(ctx)
	if lock {
		q = q.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	if err := q.Where("inspection_id = ?", inspectionID).Order("number DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list rechecks: %w", translate(err))
	}
	return rows, nil
}

// Create inserts one and fills in its id.
func (r Rechecks) Create(ctx context.Context, row *model.Recheck) error {
	return insert(ctx, r.db, "recheck", []*model.Recheck{row})
}
