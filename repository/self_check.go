package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// SelfChecks is the collection of what counties and units have found on their own things. No statement of the statistics
// looks at its table.
type SelfChecks struct{ db *gorm.DB }

var selfCheckSorts = sorts{
	"code": "target_code", "name": "target_name", "region_code": "region_code", "checked_on": "checked_on", "state": "state",
	"verdict": "verdict", "updated_at": "updated_at",
}

func selfCheckID(k model.SelfCheck) uint64 { return k.ID }

// shown keeps a statement to the self-checks that a caller sees: its own things', and drafts only where it writes them.
func (r SelfChecks) shown(ctx context.Context, s model.CheckSight) *gorm.DB {
	q := seen(r.db.WithContext(ctx).Model(&model.SelfCheck{}), s, "target_organization_id")
	if !s.Drafts() {
		q = q.Where("state = ?", model.SelfCheckFinished)
	}
	return q
}

func (r SelfChecks) filtered(ctx context.Context, s model.CheckSight, f model.SelfCheckFilter) *gorm.DB {
	q := code(r.shown(ctx, s), "campaign_code", f.Campaign)
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "kind = ?", f.Kind)
	q = where(q, "state = ?", f.State)
	q = where(q, "verdict = ?", f.Verdict)
	q = where(q, "target_organization_id = ?", f.OrganizationID)
	return search(q, f.Query)
}

// List answers one piece of the list.
func (r SelfChecks) List(
	ctx context.Context, s model.CheckSight, f model.SelfCheckFilter, req model.ListRequest,
) (model.List[model.SelfCheck], error) {
	return list(r.filtered(ctx, s, f), selfCheckSorts, req, selfCheckID)
}

// Newest lists the newest self-check of each thing among those of a campaign that the filter selects, by kind and code.
func (r SelfChecks) Newest(
	ctx context.Context, s model.CheckSight, campaignID uint64, f model.SelfCheckFilter,
) ([]model.SelfCheck, error) {
	ranked := r.filtered(ctx, s, f).Where("campaign_id = ?", campaignID).Select(
		"*, ROW_NUMBER() OVER (PARTITION BY kind, site_id, account_id ORDER BY checked_on DESC, id DESC) AS place_of_thing")
	var rows []model.SelfCheck
	q := r.db.WithContext(ctx).Table("(?) AS ranked", ranked).Where("place_of_thing = 1")
	if err := q.Order("kind DESC, target_code, target_name, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list newest self-checks: %w", translate(err))
	}
	return rows, nil
}

// Get is the self-check of an id, if the caller sees it.
func (r SelfChecks) Get(ctx context.Context, s model.CheckSight, id uint64) (model.SelfCheck, error) {
	var row model.SelfCheck
	if err := r.shown(ctx, s).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get self-check: %w", translate(err))
	}
	return row, nil
}

// Create inserts self-checks and fills in their ids.
func (r SelfChecks) Create(ctx context.Context, rows ...*model.SelfCheck) error {
	return insert(ctx, r.db, "self-checks", rows)
}

// Update writes a self-check over the version the change was made on.
func (r SelfChecks) Update(ctx context.Context, s model.Sight, version uint64, row *model.SelfCheck) error {
	return update(ctx, r.db, "self-check", s, "target_organization_id", row.ID, version, row)
}

// Delete removes a draft at the version the caller has seen.
func (r SelfChecks) Delete(ctx context.Context, s model.CheckSight, id, version uint64) error {
	q := r.shown(ctx, s).Where("id = ? AND version = ? AND state = ?", id, version, model.SelfCheckDraft)
	return changed(q.Delete(&model.SelfCheck{}), "self-check")
}

// Number counts the inspections that a filter selects.
func (r Inspections) Number(ctx context.Context, s model.Sight, f model.InspectionFilter) (int64, error) {
	var n int64
	if err := r.filtered(ctx, s, f).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count inspections: %w", translate(err))
	}
	return n, nil
}
