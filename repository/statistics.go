package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Statistics counts results.
type Statistics struct{ db *gorm.DB }

// GroupColumn is what a count may be grouped by.
type GroupColumn string

// The groups.
const (
	ByRegion       GroupColumn = "region_code"
	ByPlatform     GroupColumn = "target_platform"
	ByPortal       GroupColumn = "target_is_portal"
	ByOrganization GroupColumn = "target_organization_id"
)

// GroupCount is the number of targets of one group that stand alike.
type GroupCount struct {
	GroupKey string
	Label    string // of an organization: its name at opening
	Status   model.InspectionStatus
	Verdict  model.Verdict
	N        int64
}

// %s is one of the constants above, never a caller's text.
const countByGroup = `SELECT %[1]s AS group_key, MAX(target_organization_name) AS label, status, verdict, COUNT(*) AS n
FROM inspections
WHERE campaign_id = ? AND kind = ? AND region_code >= ? AND region_code < ?
  AND (? = 0 OR target_organization_id = ?)
GROUP BY %[1]s, status, verdict
ORDER BY %[1]s`

// Count counts the targets of a campaign and kind in the scope, by group, status and verdict.
func (r Statistics) Count(
	ctx context.Context, s model.Sight, campaignID uint64, kind model.Subject, by GroupColumn,
) ([]GroupCount, error) {
	area, organizationID := s.Within()
	low, high := string(area), string(area)+":"
	switch area {
	case model.ScopeAll:
		low, high = "", ":"
	case "":
		low, high = ":", ":"
	}
	var rows []GroupCount
	query := fmt.Sprintf(countByGroup, string(by))
	err := r.db.WithContext(ctx).Raw(query, campaignID, kind, low, high, organizationID, organizationID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("count results: %w", translate(err))
	}
	return rows, nil
}
