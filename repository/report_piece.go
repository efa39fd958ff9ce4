package repository

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Pieces is the collection of what is sent in one request each. Those that are queued are one queue: what was made first
// goes first, so that an older state of a thing never overtakes a newer one.
type Pieces struct{ db *gorm.DB }

// Of lists the pieces of a report.
func (r Pieces) Of(ctx context.Context, reportID uint64) ([]model.ReportPiece, error) {
	var rows []model.ReportPiece
	if err := r.db.WithContext(ctx).Where("report_id = ?", reportID).Order("number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the pieces of a report: %w", translate(err))
	}
	return rows, nil
}

// Queue puts the pieces of a locked report into the queue, or takes them out.
func (r Pieces) Queue(ctx context.Context, reportID uint64, queued bool) error {
	return r.set(ctx, map[string]any{"queued": queued}, "report_id = ?", reportID)
}

// Taken says that the pieces of a report were handed in by somebody, so that only receipts are missing.
func (r Pieces) Taken(ctx context.Context, reportID uint64, at model.Time) error {
	return r.set(ctx, map[string]any{"state": model.PieceTaken, "queued": false, "attempts": 1, "first_tried_at": at}, "report_id = ?", reportID)
}

// First is the first piece of the queue of a way that waits to be sent, and false when there is none.
func (r Pieces) First(ctx context.Context, way model.ReportWay) (model.ReportPiece, bool, error) {
	return r.first(r.queue(ctx, way, model.PieceWaiting))
}

// Unanswered is the piece of a way whose receipts may have come by now, and false when there is none.
func (r Pieces) Unanswered(ctx context.Context, way model.ReportWay, now model.Time) (model.ReportPiece, bool, error) {
	q := r.queue(ctx, way, model.PieceTaken).Where("next_try_at <= ?", now)
	return r.first(q.Where("(lease_until IS NULL OR lease_until <= ?)", now).Order("next_try_at"))
}

func (r Pieces) queue(ctx context.Context, way model.ReportWay, state model.PieceState) *gorm.DB {
	q := r.db.WithContext(ctx).Where("queued = ? AND state = ?", true, state)
	return q.Where("report_id IN (?)", r.db.Model(&model.Report{}).Select("id").Where("way = ?", way))
}

func (r Pieces) first(q *gorm.DB) (model.ReportPiece, bool, error) {
	var row model.ReportPiece
	err := q.Order("id").Limit(1).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return row, false, nil
	}
	if err != nil {
		return row, false, fmt.Errorf("look for the next piece: %w", translate(err))
	}
	return row, true, nil
}

// Lease takes a piece that nobody is at work on, and answers false when somebody was faster.
func (r Pieces) Lease(ctx context.Context, id uint64, now model.Time, token string, until model.Time) (bool, error) {
	q := r.db.WithContext(ctx).Model(&model.ReportPiece{}).Where("id = ? AND queued = ? AND state <> ?", id, true, model.PieceAnswered)
	q = q.Where("(lease_until IS NULL OR lease_until <= ?) AND (next_try_at IS NULL OR next_try_at <= ?)", now, now)
	res := q.UpdateColumns(map[string]any{"lease_token": token, "lease_until": until})
	if res.Error != nil {
		return false, fmt.Errorf("lease a piece: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Held is the piece of an id while the lease is the caller's, and false when it is not any more.
func (r Pieces) Held(ctx context.Context, id uint64, token string) (model.ReportPiece, bool, error) {
	return r.first(r.db.WithContext(ctx).Where("id = ? AND queued = ? AND lease_token = ?", id, true, token))
}

// Keep writes what has become of a piece that the caller has leased, and lets go of it. It answers false when the lease is
// another's by now.
func (r Pieces) Keep(ctx context.Context, row model.ReportPiece, token string) (bool, error) {
	row.LeaseToken, row.LeaseUntil = "", model.Time{}
	q := r.db.WithContext(ctx).Model(&model.ReportPiece{}).Where("id = ? AND lease_token = ?", row.ID, token)
	res := q.Select("Queued", "State", "NextTryAt", "LeaseToken", "LeaseUntil", "LastError").UpdateColumns(&row)
	if res.Error != nil {
		return false, fmt.Errorf("keep a piece: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Try notes that a piece is about to be sent.
func (r Pieces) Try(ctx context.Context, row model.ReportPiece) error {
	q := r.db.WithContext(ctx).Model(&model.ReportPiece{}).Where("id = ?", row.ID)
	return changed(q.Select("Attempts", "FirstTriedAt").UpdateColumns(&row), "report piece")
}

// Answer says how far the pieces of a locked report have come, by the rows that have receipts.
func (r Pieces) Answer(ctx context.Context, reportID uint64, numbers []int) error {
	if len(numbers) == 0 {
		return nil
	}
	return r.set(ctx, map[string]any{"state": model.PieceAnswered, "queued": false}, "report_id = ? AND number IN ?", reportID, numbers)
}

func (r Pieces) set(ctx context.Context, values map[string]any, condition string, args ...any) error {
	q := r.db.WithContext(ctx).Model(&model.ReportPiece{}).Where(condition, args...)
	if err := q.UpdateColumns(values).Error; err != nil {
		return fmt.Errorf("change the pieces of a report: %w", translate(err))
	}
	return nil
}
