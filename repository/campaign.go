package repository

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Campaigns is the collection of rounds.
type Campaigns struct{ db *gorm.DB }

var campaignSorts = sorts{
	"code": "code", "year": "year", "round": "round", "monitoring_date": "monitoring_date", "state": "state",
}

func campaignID(c model.Campaign) uint64 { return c.ID }

// concerning selects the campaigns that a scope has to do with: those of its own regions, and those of the regions above
// it, whose area it lies in.
func concerning(q *gorm.DB, scope model.Scope) *gorm.DB {
	if scope == model.ScopeAll {
		return q
	}
	above := []model.RegionCode{model.RegionNation}
	for n := 2; n < len(scope); n += 2 {
		above = append(above, model.RegionCode(scope[:n]).Canonical())
	}
	inside := scoped(q.Session(&gorm.Session{NewDB: true}), scope, "region_code")
	if scope != "" {
		inside = inside.Or("region_code IN ?", above)
	}
	return q.Where(inside)
}

func (r Campaigns) filtered(ctx context.Context, scope model.Scope, f model.CampaignFilter) *gorm.DB {
	q := concerning(r.db.WithContext(ctx).Model(&model.Campaign{}), scope)
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "region_code = ?", f.Of)
	q = where(q, "year = ?", f.Year)
	q = where(q, "state = ?", f.State)
	return searchNamed(q, "title", f.Query)
}

// List answers one piece of the list.
func (r Campaigns) List(
	ctx context.Context, s model.Scope, f model.CampaignFilter, req model.ListRequest,
) (model.List[model.Campaign], error) {
	return list(r.filtered(ctx, s, f), campaignSorts, req, campaignID)
}

// Export calls fn with pieces of everything the filter selects.
func (r Campaigns) Export(ctx context.Context, s model.Scope, f model.CampaignFilter, fn func([]model.Campaign) error) error {
	return each(ctx, r.filtered(ctx, s, f), campaignID, fn)
}

// Get is the campaign of a code, if it concerns the scope.
func (r Campaigns) Get(ctx context.Context, s model.Scope, code string) (model.Campaign, error) {
	return r.take(s, code, r.db.WithContext(ctx))
}

// Lock is Get, and keeps everybody else who locks the campaign waiting until this transaction ends. Whatever depends on
// the campaign's state locks it first.
func (r Campaigns) Lock(ctx context.Context, s model.Scope, code string) (model.Campaign, error) {
	return r.take(s, code, r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}))
}

func (r Campaigns) take(s model.Scope, wanted string, q *gorm.DB) (model.Campaign, error) {
	var row model.Campaign
	if wanted == "" {
		return row, model.NotFound()
	}
	if err := take(code(concerning(q, s), "code", wanted), &row); err != nil {
		return row, fmt.Errorf("get campaign: %w", translate(err))
	}
	return row, nil
}

// Open answers which campaigns of some inspections, and of those that concern the scope, take results.
func (r Campaigns) Open(ctx context.Context, s model.Scope, of []model.Inspection) (map[string]bool, error) {
	open := map[string]bool{}
	ids := make([]uint64, 0, len(of))
	for _, i := range of {
		ids = append(ids, i.CampaignID)
	}
	slices.Sort(ids)
	var codes []string
	q := concerning(r.db.WithContext(ctx).Model(&model.Campaign{}), s)
	q = q.Where("id IN ? AND state = ?", slices.Compact(ids), model.CampaignOpen)
	if err := q.Pluck("code", &codes).Error; err != nil {
		return nil, fmt.Errorf("list open campaigns: %w", translate(err))
	}
	for _, code := range codes {
		open[code] = true
	}
	return open, nil
}

// Create inserts a campaign.
func (r Campaigns) Create(ctx context.Context, row *model.Campaign) error {
	return insert(ctx, r.db, "campaign", []*model.Campaign{row})
}

// Update writes a campaign over the version the change was made on.
func (r Campaigns) Update(ctx context.Context, s model.Scope, version uint64, row *model.Campaign) error {
	return update(ctx, r.db, "campaign", s, noOwner, row.ID, version, row)
}

// Delete removes a campaign without targets.
func (r Campaigns) Delete(ctx context.Context, s model.Scope, id, version uint64) error {
	return remove[model.Campaign](ctx, r.db, "campaign", s, noOwner, id, version)
}

// SetRegions freezes the rows of the county table.
func (r Campaigns) SetRegions(ctx context.Context, rows []model.CampaignRegion) error {
	return insert(ctx, r.db, "campaign regions", rows)
}

// Regions lists the rows of the county table in their order.
func (r Campaigns) Regions(
	ctx context.Context, campaignID uint64, area model.Scope, down model.Level,
) ([]model.CampaignRegion, error) {
	q := concerning(r.db.WithContext(ctx).Where("campaign_id = ?", campaignID), area)
	switch down {
	case model.LevelNation:
		q = q.Where("region_code = ?", model.RegionNation)
	case model.LevelProvince:
		q = q.Where("LENGTH(region_code) = 2")
	case model.LevelPrefecture:
		q = q.Where("(LENGTH(region_code) = 2 OR region_code LIKE '____00')")
	case model.LevelCounty:
	}
	var rows []model.CampaignRegion
	if err := q.Order("position").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list campaign regions: %w", translate(err))
	}
	return rows, nil
}
