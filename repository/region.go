package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Regions is the tree of regions.
type Regions struct{ db *gorm.DB }

var regionSorts = sorts{"code": "code", "name": "name", "level": "level", "sort_order": "sort_order"}

func regionID(r model.Region) uint64 { return r.ID }

func (r Regions) filtered(ctx context.Context, scope model.Scope, f model.RegionFilter) *gorm.DB {
	q := scoped(r.db.WithContext(ctx).Model(&model.Region{}), scope, "code")
	if f.Prefix != "" {
		q = scoped(q, f.Prefix, "code")
	}
	return searchNamed(where(q, "level = ?", f.Level), "name", f.Query)
}

// List answers one piece of the list.
func (r Regions) List(ctx context.Context, s model.Scope, f model.RegionFilter, req model.ListRequest) (model.List[model.Region], error) {
	return list(r.filtered(ctx, s, f), regionSorts, req, regionID)
}

// Get is the region of a code.
func (r Regions) Get(ctx context.Context, wanted model.RegionCode) (model.Region, error) {
	var row model.Region
	if wanted == "" {
		return row, model.NotFound()
	}
	if err := code(r.db.WithContext(ctx), "code", string(wanted)).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get region: %w", translate(err))
	}
	return row, nil
}

// Under lists every region of an area, by code.
func (r Regions) Under(ctx context.Context, area model.Scope) ([]model.Region, error) {
	var rows []model.Region
	if err := scoped(r.db.WithContext(ctx), area, "code").Order("code").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list regions of an area: %w", translate(err))
	}
	return rows, nil
}

// Lock takes the rows of an area, so that whoever else locks it waits until this transaction ends.
func (r Regions) Lock(ctx context.Context, area model.Scope) ([]model.Region, error) {
	var rows []model.Region
	q := scoped(r.db.WithContext(ctx), area, "code").Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Order("code").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("lock regions: %w", translate(err))
	}
	return rows, nil
}

// Create inserts a region.
func (r Regions) Create(ctx context.Context, row *model.Region) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create region: %w", translate(err))
	}
	return nil
}

// Update writes a region over the version the change was made on.
func (r Regions) Update(ctx context.Context, version uint64, row *model.Region) error {
	q := r.db.WithContext(ctx).Model(&model.Region{}).Where("code = ? AND version = ?", row.Code, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "region")
}

// Delete removes a region that nothing refers to.
func (r Regions) Delete(ctx context.Context, code model.RegionCode, version uint64) error {
	res := r.db.WithContext(ctx).Where("code = ? AND version = ?", code, version).Delete(&model.Region{})
	if res.Error != nil {
		return fmt.Errorf("delete region: %w", translate(res.Error))
	}
	if res.RowsAffected == 0 {
		return model.Stale()
	}
	return nil
}
