package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Measures is the collection of accountability measures.
type Measures struct{ db *gorm.DB }

// Of lists the measures over a finding, the first first.
func (r Measures) Of(ctx context.Context, rectificationID uint64) ([]model.Measure, error) {
	var rows []model.Measure
	if err := r.db.WithContext(ctx).Where("rectification_id = ?", rectificationID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list measures: %w", translate(err))
	}
	return rows, nil
}

// Get is the measure of an id, if it lies in the scope.
func (r Measures) Get(ctx context.Context, s model.Sight, id uint64) (model.Measure, error) {
	var row model.Measure
	if err := seen(r.db.WithContext(ctx), s, "organization_id").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get measure: %w", translate(err))
	}
	return row, nil
}

// Create inserts a measure and fills in its id.
func (r Measures) Create(ctx context.Context, row *model.Measure) error {
	return insert(ctx, r.db, "measure", []*model.Measure{row})
}

// Update writes a measure over the version the change was made on.
func (r Measures) Update(ctx context.Context, s model.Sight, version uint64, row *model.Measure) error {
	return update(ctx, r.db, "measure", s, "organization_id", row.ID, version, row)
}

// Count counts the measures of campaigns by campaign, group and kind, as the figures do: by the inspections that the caller
// sees, wherever their targets have moved since. Those that were struck out count nothing, and when that was is told too.
func (r Measures) Count(ctx context.Context, s model.Sight, f model.FigureQuery) ([]model.MeasureCount, error) {
	var rows []model.MeasureCount
	inspections := narrow(seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id"), f)
	codes := r.db.WithContext(ctx).Model(&model.Campaign{}).Select("code").Where("id IN ?", f.Campaigns)
	keys, columns := frozenColumns(f, "i.")
	q := r.db.WithContext(ctx).Table("(?) AS i", inspections).
		Joins("JOIN rectifications f ON f.inspection_id = i.id").Joins("JOIN measures m ON m.rectification_id = f.id").
		Where("m.campaign_code IN (?)", codes). // there is an index by it, and measures are few
		Select(columns + ", m.kind AS measure, COUNT(CASE WHEN m.revoked_on IS NULL THEN 1 END) AS measures, " +
			"SUM(CASE WHEN m.revoked_on IS NULL THEN m.persons ELSE 0 END) AS persons, MAX(m.updated_at) AS updated_at")
	if err := q.Group(keys + ", m.kind").Order(keys + ", m.kind").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count measures: %w", translate(err))
	}
	return rows, nil
}
