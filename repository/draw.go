package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Sampling is how the targets of campaigns are drawn, and what was not drawn.
type Sampling struct{ db *gorm.DB }

// Plan is the plan of a campaign, that of a full coverage where there is none.
func (r Sampling) Plan(ctx context.Context, campaignID uint64) (model.SamplingPlan, error) {
	var found []model.SamplingPlan
	if err := r.db.WithContext(ctx).Where("campaign_id = ?", campaignID).Find(&found).Error; err != nil {
		return model.SamplingPlan{}, fmt.Errorf("get sampling plan: %w", translate(err))
	}
	if len(found) == 0 {
		return model.FullPlan(campaignID), nil
	}
	return found[0], nil
}

// Items lists the things that the plan of a campaign names, in the order in which they were named.
func (r Sampling) Items(ctx context.Context, campaignID uint64) ([]model.SamplingItem, error) {
	rows := []model.SamplingItem{}
	if err := r.db.WithContext(ctx).Where("campaign_id = ?", campaignID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list sampling items: %w", translate(err))
	}
	return rows, nil
}

var planColumns = []string{"coverage", "ratio", "minimum", "must_include", "seed", "last_round"}

// SetPlan writes the plan of a campaign, whether it has one or not.
func (r Sampling) SetPlan(ctx context.Context, row model.SamplingPlan) error {
	q := r.db.WithContext(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "campaign_id"}}, DoUpdates: clause.AssignmentColumns(planColumns),
	})
	if err := q.Create(&row).Error; err != nil {
		return fmt.Errorf("set sampling plan: %w", translate(err))
	}
	return nil
}

// SetItems puts other items in the place of those that a campaign has.
func (r Sampling) SetItems(ctx context.Context, campaignID uint64, rows []model.SamplingItem) error {
	if err := r.db.WithContext(ctx).Where("campaign_id = ?", campaignID).Delete(&model.SamplingItem{}).Error; err != nil {
		return fmt.Errorf("remove sampling items: %w", translate(err))
	}
	return insert(ctx, r.db, "sampling items", rows)
}

// Delete removes the plan of a campaign that is deleted.
func (r Sampling) Delete(ctx context.Context, campaignID uint64) error {
	if err := r.SetItems(ctx, campaignID, nil); err != nil {
		return err
	}
	if err := r.db.WithContext(ctx).Where("campaign_id = ?", campaignID).Delete(&model.SamplingPlan{}).Error; err != nil {
		return fmt.Errorf("remove sampling plan: %w", translate(err))
	}
	return nil
}

// PassOver inserts what was in use and did not become a target.
func (r Sampling) PassOver(ctx context.Context, rows []model.PassedOver) error {
	return insert(ctx, r.db, "things passed over", rows)
}

// PassedOver lists what was in use and did not become a target when a campaign opened.
func (r Sampling) PassedOver(ctx context.Context, s model.Sight, campaignID uint64) ([]model.PassedOver, error) {
	var rows []model.PassedOver
	q := seen(r.db.WithContext(ctx), s, "target_organization_id").Where("campaign_id = ?", campaignID)
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list things passed over: %w", translate(err))
	}
	return rows, nil
}

// Added notes that things passed over have become targets after all.
func (r Sampling) Added(ctx context.Context, s model.Sight, ids []uint64, at model.Time) error {
	for _, piece := range chunks(ids) {
		q := seen(r.db.WithContext(ctx).Model(&model.PassedOver{}), s, "target_organization_id")
		if err := q.Where("id IN ?", piece).UpdateColumn("added_at", at).Error; err != nil {
			return fmt.Errorf("note added targets: %w", translate(err))
		}
	}
	return nil
}

// LastRound is the newest campaign before another one, of the same area and called by the same level, that has ended.
func (r Campaigns) LastRound(ctx context.Context, c model.Campaign) (model.Campaign, bool, error) {
	var found []model.Campaign
	q := scoped(r.db.WithContext(ctx), c.RegionCode.Area(), "region_code").Where("region_code = ? AND issuer_level = ?", c.RegionCode, c.IssuerLevel)
	q = q.Where("monitoring_date < ?", c.MonitoringDate).Where("state IN ?", []model.CampaignState{model.CampaignClosed, model.CampaignPublished})
	if err := q.Order("monitoring_date DESC, id DESC").Limit(1).Find(&found).Error; err != nil {
		return model.Campaign{}, false, fmt.Errorf("look for the last round: %w", translate(err))
	}
	if len(found) == 0 {
		return model.Campaign{}, false, nil
	}
	return found[0], true, nil
}

// ByIDs reads the sites of a list of ids, as far as they lie in the sight.
func (r Sites) ByIDs(ctx context.Context, s model.Sight, ids []uint64) ([]model.Site, error) {
	return byIDs[model.Site](ctx, r.db, s, "sites", ids)
}

// ByIDs reads the accounts of a list of ids, as far as they lie in the sight.
func (r Accounts) ByIDs(ctx context.Context, s model.Sight, ids []uint64) ([]model.Account, error) {
	return byIDs[model.Account](ctx, r.db, s, "accounts", ids)
}

func byIDs[T any](ctx context.Context, db *gorm.DB, s model.Sight, what string, ids []uint64) ([]T, error) {
	var found []T
	for _, piece := range chunks(ids) {
		var rows []T
		if err := seen(db.WithContext(ctx), s, "organization_id").Where("id IN ?", piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("get %s: %w", what, translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}

// States are those of sites today, wherever they belong by now.
func (r Sites) States(ctx context.Context, ids []uint64) (map[uint64]model.State, error) {
	return states[model.Site](ctx, r.db, "sites", ids)
}

// States are those of accounts today, wherever they belong by now.
func (r Accounts) States(ctx context.Context, ids []uint64) (map[uint64]model.State, error) {
	return states[model.Account](ctx, r.db, "accounts", ids)
}

func states[T any](ctx context.Context, db *gorm.DB, what string, ids []uint64) (map[uint64]model.State, error) {
	found := map[uint64]model.State{}
	for _, piece := range chunks(ids) {
		var rows []struct {
			ID    uint64
			State model.State
		}
		if err := db.WithContext(ctx).Model(new(T)).Select("id, state").Where("id IN ?", piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("get states of %s: %w", what, translate(err))
		}
		for _, row := range rows {
			found[row.ID] = row.State
		}
	}
	return found, nil
}

// OfThings lists the inspections of a campaign that are about some things, as far as the caller sees them.
func (r Inspections) OfThings(
	ctx context.Context, s model.Sight, campaignID uint64, things []model.ThingRef,
) (map[model.ThingRef]model.Inspection, error) {
	found := map[model.ThingRef]model.Inspection{}
	for column, kind := range map[string]model.Subject{"site_id": model.SubjectSite, "account_id": model.SubjectAccount} {
		var ids []uint64
		for _, t := range things {
			if t.Kind == kind {
				ids = append(ids, t.ID)
			}
		}
		for _, piece := range chunks(ids) {
			var rows []model.Inspection
			q := seen(r.db.WithContext(ctx), s, "target_organization_id").Where("campaign_id = ?", campaignID)
			if err := q.Where(column+" IN ?", piece).Find(&rows).Error; err != nil {
				return nil, fmt.Errorf("find inspections of things: %w", translate(err))
			}
			for _, i := range rows {
				found[i.Thing(i.Kind)] = i
			}
		}
	}
	return found, nil
}
