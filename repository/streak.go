package repository

import (
	"context"
	"fmt"

	"xuncha/model"
)

// Finished lists the campaigns that concern a scope and are closed or published, the newest first.
func (r Campaigns) Finished(ctx context.Context, s model.Scope) ([]model.Campaign, error) {
	var rows []model.Campaign
	q := concerning(r.db.WithContext(ctx), s).Where("state IN ?", []model.CampaignState{model.CampaignClosed, model.CampaignPublished})
	if err := q.Order("monitoring_date DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list finished campaigns: %w", translate(err))
	}
	return rows, nil
}

const roundColumns = `id AS inspection_id, campaign_id, kind, site_id, account_id, target_code, target_name, target_platform,
target_organization_id AS organization_id, target_organization_name AS organization, region_code, verdict`

// FailedIn lists the targets that failed in a campaign.
func (r Inspections) FailedIn(
	ctx context.Context, s model.Sight, f model.InspectionFilter,
) ([]model.RoundResult, error) {
	f.Verdict = model.VerdictFail
	var rows []model.RoundResult
	if err := r.filtered(ctx, s, f).Select(roundColumns).Order("id").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list failed targets: %w", translate(err))
	}
	return rows, nil
}

// VerdictsOf lists the verdicts of some targets in some campaigns.
func (r Inspections) VerdictsOf(
	ctx context.Context, s model.Sight, campaignIDs, sites, accounts []uint64,
) ([]model.RoundResult, error) {
	var found []model.RoundResult
	for column, ids := range map[string][]uint64{"site_id": sites, "account_id": accounts} {
		for _, piece := range chunks(ids) {
			var rows []model.RoundResult
			q := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id").Select(roundColumns)
			q = q.Where("campaign_id IN ? AND verdict <> '' AND "+column+" IN ?", campaignIDs, piece)
			if err := q.Scan(&rows).Error; err != nil {
				return nil, fmt.Errorf("list verdicts: %w", translate(err))
			}
			found = append(found, rows...)
		}
	}
	return found, nil
}

// Held lists the newest campaigns that concern a scope and were opened, the newest first.
func (r Campaigns) Held(ctx context.Context, s model.Scope, f model.CampaignFilter, most int) ([]model.Campaign, error) {
	var rows []model.Campaign
	q := r.filtered(ctx, s, f).Where("state <> ?", model.CampaignDraft)
	if err := find(q.Order("monitoring_date DESC, id DESC").Limit(most), &rows); err != nil {
		return nil, fmt.Errorf("list campaigns that were opened: %w", translate(err))
	}
	return rows, nil
}
