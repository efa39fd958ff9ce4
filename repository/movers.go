package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Turned lists the targets of one kind with a verdict in a campaign that had the other one in an earlier campaign, as far as
// the caller sees both results. A target is the same where it is the same site or account.
func (r Inspections) Turned(
	ctx context.Context, s model.Sight, kind model.Subject, campaignID, earlierID uint64, verdict, before model.Verdict,
) ([]model.Turned, error) {
	of := func(campaignID uint64, verdict model.Verdict) *gorm.DB {
		q := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id").Select(roundColumns)
		return q.Where("campaign_id = ? AND kind = ? AND verdict = ? AND "+isRated, campaignID, kind, verdict)
	}
	thing := thingColumns[kind]
	q := r.db.WithContext(ctx).Table("(?) AS n", of(campaignID, verdict)).
		Joins("JOIN (?) AS b ON b."+thing+" = n."+thing, of(earlierID, before)).
		Select("n.*, b.inspection_id AS before_id").Order("n.region_code, n.inspection_id")
	var rows []model.Turned
	if err := q.Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list targets whose verdict turned: %w", translate(err))
	}
	return rows, nil
}
