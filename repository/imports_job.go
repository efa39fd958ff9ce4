package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// AddJob inserts the work on an import.
func (r Imports) AddJob(ctx context.Context, row *model.ImportJob) error {
	return insert(ctx, r.db, "import job", []*model.ImportJob{row})
}

// Jobs reads the work on some imports, by import.
func (r Imports) Jobs(ctx context.Context, importIDs []uint64) (map[uint64]model.ImportJob, error) {
	found := make(map[uint64]model.ImportJob, len(importIDs))
	for _, piece := range chunks(importIDs) {
		var rows []model.ImportJob
		if err := r.db.WithContext(ctx).Where("import_id IN ?", piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read import jobs: %w", translate(err))
		}
		for _, row := range rows {
			found[row.ImportID] = row
		}
	}
	return found, nil
}

// open are the jobs that a worker may take up: nobody has them, or who had them has not been heard of.
func (r Imports) open(ctx context.Context, now model.Time) *gorm.DB {
	return r.db.WithContext(ctx).Model(&model.ImportJob{}).
		Where("phase <> ? AND (lease_until IS NULL OR lease_until < ?)", model.PhaseEnded, now)
}

// Waiting is the oldest job that nobody has, and false when there is none.
func (r Imports) Waiting(ctx context.Context, now model.Time) (model.ImportJob, bool, error) {
	var rows []model.ImportJob
	if err := r.open(ctx, now).Order("id").Limit(1).Find(&rows).Error; err != nil {
		return model.ImportJob{}, false, fmt.Errorf("look for an import job: %w", translate(err))
	}
	if len(rows) == 0 {
		return model.ImportJob{}, false, nil
	}
	return rows[0], true, nil
}

// TakeUp gives a job to who has the token, and answers false when another worker was faster: the condition is asked again by
// the UPDATE.
func (r Imports) TakeUp(ctx context.Context, row model.ImportJob, now model.Time) (bool, error) {
	res := r.open(ctx, now).Where("id = ? AND attempts = ?", row.ID, row.Attempts-1).
		Select("LeaseToken", "LeaseUntil", "Attempts", "UpdatedAt").UpdateColumns(&row)
	if res.Error != nil {
		return false, fmt.Errorf("take up an import job: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Keep writes how far a job has come and lengthens its lease. False means that another worker has it, or nobody any more.
func (r Imports) Keep(ctx context.Context, row model.ImportJob) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.ImportJob{}).
		Where("id = ? AND lease_token = ? AND phase <> ?", row.ID, row.LeaseToken, model.PhaseEnded).
		Select("Phase", "RowsRead", "RowsTotal", "LeaseUntil", "UpdatedAt").UpdateColumns(&row)
	if res.Error != nil {
		return false, fmt.Errorf("keep an import job: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// EndJob ends the work on an import, whoever has it.
func (r Imports) EndJob(ctx context.Context, importID uint64, at model.Time) error {
	res := r.db.WithContext(ctx).Model(&model.ImportJob{}).Where("import_id = ?", importID).
		UpdateColumns(map[string]any{"phase": model.PhaseEnded, "lease_until": nil, "updated_at": at})
	if res.Error != nil {
		return fmt.Errorf("end an import job: %w", translate(res.Error))
	}
	return nil
}

// AddPieces inserts the parts of a file, each in a statement of its own.
func (r Imports) AddPieces(ctx context.Context, importID uint64, pieces []model.ImportPiece) error {
	for i := range pieces {
		pieces[i].ImportID = importID
		if err := insert(ctx, r.db, "piece of an import", []*model.ImportPiece{&pieces[i]}); err != nil {
			return err
		}
	}
	return nil
}

// Piece reads one part of a file, and answers false after the last.
func (r Imports) Piece(ctx context.Context, importID uint64, piece int) (model.ImportPiece, bool, error) {
	var rows []model.ImportPiece
	q := r.db.WithContext(ctx).Where("import_id = ? AND piece = ?", importID, piece)
	if err := q.Find(&rows).Error; err != nil {
		return model.ImportPiece{}, false, fmt.Errorf("read piece of an import: %w", translate(err))
	}
	if len(rows) == 0 {
		return model.ImportPiece{}, false, nil
	}
	return rows[0], true, nil
}
