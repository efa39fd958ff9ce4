package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// BulletinTemplates is the collection of wordings.
type BulletinTemplates struct{ db *gorm.DB }

// reaching keeps a statement to what reaches an area from above or lies in it. Who sees nothing is reached by nothing.
func reaching(q *gorm.DB, area model.Scope, or string) *gorm.DB {
	switch area {
	case "":
		return q.Where("1 = 0")
	case model.ScopeAll:
		return q
	}
	return q.Where(or+"region_code IN ? OR (region_code >= ? AND region_code < ?)",
		model.RegionCode(area).Canonical().Reaching(), string(area), string(area)+":")
}

// reaching keeps a statement to the templates that reach a caller. Those of the whole country have no region.
func (r BulletinTemplates) reaching(ctx context.Context, s model.Sight) *gorm.DB {
	area, _ := s.Within()
	return reaching(r.db.WithContext(ctx), area, "region_code IS NULL OR ")
}

// All lists the templates that reach a caller, the newest first.
func (r BulletinTemplates) All(ctx context.Context, s model.Sight) ([]model.BulletinTemplate, error) {
	var rows []model.BulletinTemplate
	if err := r.reaching(ctx, s).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list bulletin templates: %w", translate(err))
	}
	return rows, nil
}

// Get is the template of an id, if it reaches the caller.
func (r BulletinTemplates) Get(ctx context.Context, s model.Sight, id uint64) (model.BulletinTemplate, error) {
	var row model.BulletinTemplate
	if err := r.reaching(ctx, s).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get bulletin template: %w", translate(err))
	}
	return row, nil
}

// For is the template that a region takes when it names none: the newest of the narrowest area. In the order of codes a
// county follows its prefecture, that its province, and all follow the whole country, which is NULL.
func (r BulletinTemplates) For(ctx context.Context, region model.RegionCode) (model.BulletinTemplate, error) {
	var row model.BulletinTemplate
	q := r.db.WithContext(ctx).Where("region_code IS NULL OR region_code IN ?", region.Reaching())
	if err := q.Order("region_code DESC, id DESC").Take(&row).Error; err != nil {
		return row, fmt.Errorf("get bulletin template: %w", translate(err))
	}
	return row, nil
}

// Newest is the newest edition of a name in an area, 0 when there is none.
func (r BulletinTemplates) Newest(ctx context.Context, name string, region model.OptionalRegion) (int, error) {
	var edition int
	q := r.db.WithContext(ctx).Model(&model.BulletinTemplate{}).Where("name = ?", name)
	if region == "" {
		q = q.Where("region_code IS NULL")
	} else {
		q = q.Where("region_code = ?", region)
	}
	if err := q.Select("COALESCE(MAX(edition), 0)").Scan(&edition).Error; err != nil {
		return 0, fmt.Errorf("get newest edition: %w", translate(err))
	}
	return edition, nil
}

// Create inserts a template and fills in its id.
func (r BulletinTemplates) Create(ctx context.Context, row *model.BulletinTemplate) error {
	return insert(ctx, r.db, "bulletin template", []*model.BulletinTemplate{row})
}

// Delete removes a template that no bulletin names.
func (r BulletinTemplates) Delete(ctx context.Context, id, version uint64) error {
	res := r.db.WithContext(ctx).Where("id = ? AND version = ?", id, version).Delete(&model.BulletinTemplate{})
	return changed(res, "bulletin template")
}

// Passages is the library of ready texts.
type Passages struct{ db *gorm.DB }

// Reaching lists the passages of a region and of those around it, in the order of their titles.
func (r Passages) Reaching(ctx context.Context, area model.Scope) ([]model.Passage, error) {
	var rows []model.Passage
	if err := reaching(r.db.WithContext(ctx), area, "").Order("title, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list passages: %w", translate(err))
	}
	return rows, nil
}

// Find is a passage that reaches a caller.
func (r Passages) Find(ctx context.Context, s model.Sight, id uint64) (model.Passage, error) {
	var row model.Passage
	area, _ := s.Within()
	if err := reaching(r.db.WithContext(ctx), area, "").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get passage: %w", translate(err))
	}
	return row, nil
}

// Get is a passage that a caller may change.
func (r Passages) Get(ctx context.Context, s model.Sight, id uint64) (model.Passage, error) {
	var row model.Passage
	area, _ := s.Within()
	if err := scoped(r.db.WithContext(ctx), area, "region_code").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get passage: %w", translate(err))
	}
	return row, nil
}

// Create inserts a passage and fills in its id.
func (r Passages) Create(ctx context.Context, row *model.Passage) error {
	return insert(ctx, r.db, "passage", []*model.Passage{row})
}

// Update writes a passage over the version the change was made on.
func (r Passages) Update(ctx context.Context, s model.Sight, version uint64, row *model.Passage) error {
	return update(ctx, r.db, "passage", s, noOwner, row.ID, version, row)
}

// Delete removes a passage at the version the caller has seen.
func (r Passages) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Passage](ctx, r.db, "passage", s, noOwner, id, version)
}
