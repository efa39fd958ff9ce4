package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"

	"xuncha/model"
)

// LockSome takes the rows of the users of some ids whom somebody manages. Others are missing from the answer.
func (r Users) LockSome(ctx context.Context, m model.Managed, ids []uint64) (map[uint64]model.User, error) {
	found := make(map[uint64]model.User, len(ids))
	for _, piece := range chunks(ids) {
		var rows []model.User
		q := managed(r.db.WithContext(ctx), m).Clauses(clause.Locking{Strength: "UPDATE"})
		if err := q.Where("id IN ?", piece).Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("lock users: %w", translate(err))
		}
		for _, u := range rows {
			found[u.ID] = u
		}
	}
	return found, nil
}

// LockIDs takes the rows of the targets of a campaign that a caller names by their ids. Others are missing from the answer.
func (r Inspections) LockIDs(
	ctx context.Context, s model.Sight, campaignID uint64, ids []uint64,
) (map[uint64]model.Inspection, error) {
	found := make(map[uint64]model.Inspection, len(ids))
	for _, piece := range chunks(ids) {
		var rows []model.Inspection
		q := seen(r.db.WithContext(ctx), s, "target_organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
		if err := q.Where("campaign_id = ? AND id IN ?", campaignID, piece).Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("lock inspections: %w", translate(err))
		}
		for _, i := range rows {
			found[i.ID] = i
		}
	}
	return found, nil
}

// LockUnfinished takes the rows of the targets of a campaign that still want a result, of a kind or of both.
func (r Inspections) LockUnfinished(
	ctx context.Context, s model.Sight, campaignID uint64, kind model.Subject, reassign bool,
) ([]model.Inspection, error) {
	var rows []model.Inspection
	q := seen(r.db.WithContext(ctx), s, "target_organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
	q = q.Where("campaign_id = ? AND status IN ?", campaignID,
		[]model.InspectionStatus{model.InspectionPending, model.InspectionReturned})
	q = where(q, "kind = ?", kind)
	if !reassign {
		q = q.Where("assigned_to IS NULL")
	}
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("lock unfinished inspections: %w", translate(err))
	}
	return rows, nil
}

// Assign gives targets, which are locked, to one user.
func (r Inspections) Assign(ctx context.Context, s model.Sight, u model.User, ids []uint64, at model.Time) error {
	for _, piece := range chunks(ids) {
		res := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id").Where("id IN ?", piece).
			UpdateColumns(map[string]any{
				"assigned_to": u.ID, "assigned_name": u.Name, "version": clause.Expr{SQL: "version + 1"}, "updated_at": at,
			})
		if err := changed(res, "inspections"); err != nil {
			return err
		}
		if int(res.RowsAffected) != len(piece) {
			return model.Stale()
		}
	}
	return nil
}

// Loads counts the targets of a campaign that each user was given.
func (r Inspections) Loads(ctx context.Context, s model.Sight, campaignID uint64) (map[uint64]int, error) {
	var rows []struct {
		AssignedTo uint64
		N          int
	}
	q := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id")
	q = q.Select("assigned_to, COUNT(*) AS n").Where("campaign_id = ? AND assigned_to IS NOT NULL", campaignID)
	if err := q.Group("assigned_to").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count assigned inspections: %w", translate(err))
	}
	loads := make(map[uint64]int, len(rows))
	for _, row := range rows {
		loads[row.AssignedTo] = row.N
	}
	return loads, nil
}
