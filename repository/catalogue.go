package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Catalogues is the collection of catalogues of indicators. They belong to no region.
type Catalogues struct{ db *gorm.DB }

var catalogueSorts = sorts{"effective_from": "effective_from", "document": "document"}

// List answers one piece of the list.
func (r Catalogues) List(ctx context.Context, req model.ListRequest) (model.List[model.Catalogue], error) {
	q := r.db.WithContext(ctx).Model(&model.Catalogue{})
	return list(q, catalogueSorts, req, func(c model.Catalogue) uint64 { return c.ID })
}

// Get is the catalogue of an id.
func (r Catalogues) Get(ctx context.Context, id uint64) (model.Catalogue, error) {
	var row model.Catalogue
	if err := r.db.WithContext(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get catalogue: %w", translate(err))
	}
	return row, nil
}

// InForce is the newest catalogue in force on a day.
func (r Catalogues) InForce(ctx context.Context, on model.Date) (model.Catalogue, error) {
	var row model.Catalogue
	q := r.db.WithContext(ctx).Where("effective_from <= ? AND (effective_to IS NULL OR effective_to >= ?)", on, on)
	if err := q.Order("effective_from DESC, id").Take(&row).Error; err != nil {
		return row, fmt.Errorf("get catalogue in force: %w", translate(err))
	}
	return row, nil
}

// Indicators lists the rules of a catalogue in their order.
func (r Catalogues) Indicators(ctx context.Context, catalogueID uint64) ([]model.Indicator, error) {
	var rows []model.Indicator
	err := r.db.WithContext(ctx).Where("catalogue_id = ?", catalogueID).Order("position").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list indicators: %w", translate(err))
	}
	return rows, nil
}

// Create inserts a catalogue with its indicators.
func (r Catalogues) Create(ctx context.Context, row *model.Catalogue, indicators []model.Indicator) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create catalogue: %w", translate(err))
	}
	for i := range indicators {
		indicators[i].CatalogueID = row.ID
	}
	return insert(ctx, r.db, "indicators", indicators)
}
