package repository

import (
	"context"
	"fmt"

	"xuncha/model"
)

const currentFindings = `SELECT f.* FROM findings f
JOIN submissions s ON s.id = f.submission_id
JOIN inspections i ON i.id = s.inspection_id AND i.revision = s.revision
WHERE i.id IN ? ORDER BY f.inspection_id, f.position`

// CurrentFindings lists the findings of the results that stand, by inspection.
func (r Inspections) CurrentFindings(ctx context.Context, inspectionIDs []uint64) (map[uint64][]model.Finding, error) {
	found := map[uint64][]model.Finding{}
	for _, piece := range chunks(inspectionIDs) {
		var rows []model.Finding
		if err := r.db.WithContext(ctx).Raw(currentFindings, piece).Scan(&rows).Error; err != nil {
			return nil, fmt.Errorf("read current findings: %w", translate(err))
		}
		for _, f := range rows {
			found[f.InspectionID] = append(found[f.InspectionID], f)
		}
	}
	return found, nil
}
