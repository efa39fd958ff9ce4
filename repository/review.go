package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Reviews is the collection of decisions about results and waivers.
type Reviews struct{ db *gorm.DB }

// Add inserts a review.
func (r Reviews) Add(ctx context.Context, row *model.Review) error {
	return insert(ctx, r.db, "review", []*model.Review{row})
}

// Of lists the reviews of an inspection, the oldest first.
func (r Reviews) Of(ctx context.Context, inspectionID uint64) ([]model.Review, error) {
	var rows []model.Review
	err := r.db.WithContext(ctx).Where("inspection_id = ?", inspectionID).Order("id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list reviews: %w", translate(err))
	}
	return rows, nil
}

// Newest is the last review of an inspection by a verb.
func (r Reviews) Newest(ctx context.Context, inspectionID uint64, verb model.InspectionVerb) (model.Review, error) {
	var row model.Review
	q := r.db.WithContext(ctx).Where("inspection_id = ? AND verb = ?", inspectionID, verb)
	if err := q.Order("id DESC").Take(&row).Error; err != nil {
		return row, fmt.Errorf("get review: %w", translate(err))
	}
	return row, nil
}
