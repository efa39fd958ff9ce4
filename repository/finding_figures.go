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

// Followed lists the findings of a campaign that have to be put right, with the moment at which their proof was accepted.
func (r Rectifications) Followed(
	ctx context.Context, s model.Sight, f model.RectificationFilter,
) ([]model.FollowedFinding, error) {
	of := func() *gorm.DB {
		return r.filtered(ctx, s, f).Where("state NOT IN ?", []model.FindingState{model.FindingWithdrawn, model.FindingNone})
	}
	var rows []model.FollowedFinding
	const columns = "id, region_code, state, due_on, exempt_until, submitted_on, created_at"
	if err := of().Select(columns).Order("id").Scan(&rows).Error; err != nil {
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
