package repository

import (
	"context"
	"fmt"

	"xuncha/model"
)

// StageCount is the number of targets of one group in one state.
type StageCount struct {
	GroupKey string
	Label    string // of a user: the name that it had when it was given one of them
	Status   model.InspectionStatus
	N        int64
	Drafted  int64
}

// What progress is grouped by.
const (
	ByInspector GroupColumn = "assigned_to"
)

// %[1]s is a GroupColumn, %[2]s one of the two below, never a caller's text.
const stagesByGroup = `SELECT %[1]s AS group_key, MAX(assigned_name) AS label, status, COUNT(*) AS n, %[2]s AS drafted
FROM inspections
WHERE campaign_id = ? AND (? = '' OR kind = ?) AND region_code >= ? AND region_code < ?
  AND (? = 0 OR target_organization_id = ?)
GROUP BY %[1]s, status
ORDER BY label, %[1]s`

const (
	noDrafts   = "0"
	withDrafts = "COUNT(CASE WHEN EXISTS (SELECT 1 FROM drafts WHERE drafts.inspection_id = inspections.id) THEN 1 END)"
)

// Stages counts the targets of a campaign in the scope by group and state, and how many of them somebody has a draft for,
// which who is held to one organization does not learn.
func (r Statistics) Stages(
	ctx context.Context, s model.Sight, campaignID uint64, kind model.Subject, by GroupColumn,
) ([]StageCount, error) {
	area, organizationID := s.Within()
	low, high := string(area), string(area)+":"
	switch area {
	case model.ScopeAll:
		low, high = "", ":"
	case "":
		low, high = ":", ":"
	}
	drafted := withDrafts
	if organizationID != 0 {
		drafted = noDrafts
	}
	var rows []StageCount
	query := fmt.Sprintf(stagesByGroup, string(by), drafted)
	err := r.db.WithContext(ctx).Raw(query, campaignID, kind, kind, low, high, organizationID, organizationID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("count the stages of results: %w", translate(err))
	}
	return rows, nil
}
