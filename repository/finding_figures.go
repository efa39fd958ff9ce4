package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Found counts the findings of campaigns that a caller sees by indicator, and by region or by campaign.
func (r Rectifications) Found(
	ctx context.Context, s model.Sight, f model.RectificationFilter, by GroupColumn,
) ([]model.FindingCount, error) {
	var rows []model.FindingCount
	q := r.filtered(ctx, s, f).Where("state <> ?", model.FindingWithdrawn)
	keys := "indicator, part, " + string(by)
	q = q.Select(keys + ", MAX(indicator_name) AS indicator_name, COUNT(*) AS findings, " +
		"SUM(occurrences) AS occurrences, COUNT(DISTINCT inspection_id) AS targets")
	if err := q.Group(keys).Order(keys).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count findings: %w", translate(err))
	}
	return rows, nil
}

// ofTarget is a column of the inspection of a finding.
func ofTarget(column string) string {
	return "(SELECT i.target_" + column + " FROM inspections i WHERE i.id = rectifications.inspection_id) AS " + column
}

// followedColumns are what tells the group of a finding; region and kind are told anyway.
var followedColumns = map[model.Group]string{
	model.GroupPlatform:     ", target_platform AS platform",
	model.GroupPortal:       ", " + ofTarget("is_portal"),
	model.GroupOrganization: ", " + ofTarget("organization_id") + ", " + ofTarget("organization_name"),
}

// Followed lists the findings that have to be put right with their group, and with the moment at which their proof was accepted.
func (r Rectifications) Followed(
	ctx context.Context, s model.Sight, f model.RectificationFilter, by model.Group,
) ([]model.FollowedFinding, error) {
	of := func() *gorm.DB {
		return r.filtered(ctx, s, f).Where("state NOT IN ?", []model.FindingState{model.FindingWithdrawn, model.FindingNone})
	}
	var rows []model.FollowedFinding
	const columns = "id, campaign_id, kind, region_code, state, due_on, exempt_until, submitted_on, created_at"
	if err := of().Select(columns + followedColumns[by]).Order("id").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list followed findings: %w", translate(err))
	}
	var steps []model.RectificationStep
	area, _ := s.Within()
	q := scoped(r.db.WithContext(ctx).Model(&model.RectificationStep{}), area, "region_code").Where("verb = ?", model.VerbAccept)
	q = q.Where("rectification_id IN (?)", of().Select("id")).Select("rectification_id, created_at").Order("id")
	if err := q.Scan(&steps).Error; err != nil {
		return nil, fmt.Errorf("list acceptances: %w", translate(err))
	}
	accepted := make(map[uint64]model.Time, len(steps))
	for _, step := range steps { // the newest counts
		accepted[step.RectificationID] = step.CreatedAt
	}
	for n := range rows {
		rows[n].AcceptedAt = accepted[rows[n].ID]
	}
	return rows, nil
}
