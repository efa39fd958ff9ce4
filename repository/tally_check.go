package repository

import (
	"context"
	"fmt"

	"xuncha/model"
)

// Of lists the tallies of a campaign.
func (r Tallies) Of(ctx context.Context, s model.Scope, campaignID uint64) ([]model.CampaignTally, error) {
	var rows []model.CampaignTally
	q := scoped(r.db.WithContext(ctx), s, "region_code").Where("campaign_id = ?", campaignID)
	if err := q.Order(tallyKeys).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list tallies: %w", translate(err))
	}
	return rows, nil
}

const tallyKeys = "campaign_id, kind, region_code, platform, is_portal"

// Recount is Of counted from the inspections.
func (r Tallies) Recount(ctx context.Context, s model.Scope, campaignID uint64) ([]model.CampaignTally, error) {
	var rows []model.CampaignTally
	q := scoped(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "region_code").Where("campaign_id = ?", campaignID)
	q = q.Select("campaign_id, kind, region_code, target_platform AS platform, target_is_portal AS is_portal, " + countOfInspections)
	if err := q.Group("campaign_id, kind, region_code, target_platform, target_is_portal").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("recount tallies: %w", translate(err))
	}
	return rows, nil
}

// Replace puts other tallies in the place of those that a campaign has, which the caller has locked.
func (r Tallies) Replace(ctx context.Context, s model.Scope, campaignID uint64, rows []model.CampaignTally) error {
	q := scoped(r.db.WithContext(ctx), s, "region_code").Where("campaign_id = ?", campaignID)
	if err := q.Delete(&model.CampaignTally{}).Error; err != nil {
		return fmt.Errorf("remove tallies: %w", translate(err))
	}
	if err := insert(ctx, r.db, "tallies", rows); err != nil {
		return err
	}
	return tell(ctx, r.db, campaignID)
}
