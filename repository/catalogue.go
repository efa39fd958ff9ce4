package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Catalogues is the collection of catalogues of indicators. Everybody sees them all; only changes are held to an area.
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

// InForce is the catalogue that a round in a region takes on a day when it names none: the preferred one of the smallest
// area that reaches the region, of several the newest. In the order of codes a county follows its prefecture, that its
// province, and all follow the whole country, which is NULL.
func (r Catalogues) InForce(ctx context.Context, region model.RegionCode, on model.Date) (model.Catalogue, error) {
	var row model.Catalogue
	q := r.db.WithContext(ctx).Where("effective_from <= ? AND (effective_to IS NULL OR effective_to >= ?)", on, on)
	q = q.Where("preferred = ? AND (region_code IS NULL OR region_code IN ?)", true, region.Reaching())
	if err := q.Order("region_code DESC, effective_from DESC, id").Take(&row).Error; err != nil {
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

// All lists every catalogue, so that a new one can be compared with them.
func (r Catalogues) All(ctx context.Context) ([]model.Catalogue, error) {
	return r.all(r.db.WithContext(ctx))
}

// LockAll is All, and makes other new catalogues wait until this transaction ends: there is no parent to lock, and the one
// that ships with the program is always there.
func (r Catalogues) LockAll(ctx context.Context) ([]model.Catalogue, error) {
	return r.all(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}))
}

func (r Catalogues) all(q *gorm.DB) ([]model.Catalogue, error) {
	var rows []model.Catalogue
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list all catalogues: %w", translate(err))
	}
	return rows, nil
}

// Update writes a catalogue over the version the change was made on.
func (r Catalogues) Update(ctx context.Context, s model.Scope, version uint64, row *model.Catalogue) error {
	return update(ctx, r.db, "catalogue", s, noOwner, row.ID, version, row)
}

// Delete removes a catalogue, with its indicators, that no campaign refers to.
func (r Catalogues) Delete(ctx context.Context, s model.Scope, id, version uint64) error {
	if err := r.db.WithContext(ctx).Where("catalogue_id = ?", id).Delete(&model.Indicator{}).Error; err != nil {
		return fmt.Errorf("delete indicators: %w", translate(err))
	}
	return remove[model.Catalogue](ctx, r.db, "catalogue", s, noOwner, id, version)
}
