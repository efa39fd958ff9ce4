package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Reports is the collection of batches for the system above, with their rows. A report can hold what belongs to any
// organization of its area, so nobody narrower sees it.
type Reports struct{ db *gorm.DB }

var (
	reportSorts    = sorts{"created_at": "created_at", "kind": "kind", "state": "state", "updated_at": "updated_at"}
	reportRowSorts = sorts{"number": "number", "state": "state", "name": "thing_name", "received_at": "received_at"}
)

func reportID(r model.Report) uint64       { return r.ID }
func reportRowID(r model.ReportRow) uint64 { return r.ID }

// List answers one piece of the list.
func (r Reports) List(
	ctx context.Context, s model.Scope, f model.ReportFilter, req model.ListRequest,
) (model.List[model.Report], error) {
	q := scoped(r.db.WithContext(ctx).Model(&model.Report{}), s, "scope")
	q = where(q, "kind = ?", f.Kind)
	q = where(q, "state = ?", f.State)
	return list(code(q, "campaign_code", f.Campaign), reportSorts, req, reportID)
}

// Get is the report of an id, if it lies in the scope.
func (r Reports) Get(ctx context.Context, s model.Scope, id uint64) (model.Report, error) {
	return r.take(r.db.WithContext(ctx), s, id)
}

// Lock is Get, and keeps everybody else who locks the report waiting until this transaction ends.
func (r Reports) Lock(ctx context.Context, s model.Scope, id uint64) (model.Report, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), s, id)
}

func (r Reports) take(q *gorm.DB, s model.Scope, id uint64) (model.Report, error) {
	var row model.Report
	if err := scoped(q, s, "scope").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get report: %w", translate(err))
	}
	return row, nil
}

// Create inserts a report and fills in its id.
func (r Reports) Create(ctx context.Context, row *model.Report) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create report: %w", translate(err))
	}
	return nil
}

// Update writes a report over the version the change was made on.
func (r Reports) Update(ctx context.Context, s model.Scope, version uint64, row *model.Report) error {
	q := scoped(r.db.WithContext(ctx).Model(&model.Report{}), s, "scope").Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "report")
}

// SetRows puts rows and pieces in the place of those that a locked report has.
func (r Reports) SetRows(ctx context.Context, reportID uint64, rows []model.ReportRow, pieces []model.ReportPiece) error {
	for _, of := range []any{&model.ReportRow{}, &model.ReportPiece{}} {
		if err := r.db.WithContext(ctx).Where("report_id = ?", reportID).Delete(of).Error; err != nil {
			return fmt.Errorf("remove the rows of a report: %w", translate(err))
		}
	}
	for i := range rows {
		rows[i].ReportID = reportID
	}
	for i := range pieces {
		pieces[i].ReportID = reportID
	}
	size := func(row model.ReportRow) int { return len(row.Content) }
	if err := insertSized(ctx, r.db, "report rows", rows, size); err != nil {
		return err
	}
	return insert(ctx, r.db, "report pieces", pieces)
}

func (r Reports) rows(ctx context.Context, reportID uint64, f model.ReportRowFilter) *gorm.DB {
	q := r.db.WithContext(ctx).Model(&model.ReportRow{}).Where("report_id = ?", reportID)
	if f.Answered {
		q = q.Where("state IN ?", []model.ReportRowState{model.RowOfReportAccepted, model.RowOfReportRefused})
	}
	return where(q, "state = ?", f.State)
}

// Rows answers one piece of the rows of a report.
func (r Reports) Rows(
	ctx context.Context, reportID uint64, f model.ReportRowFilter, req model.ListRequest,
) (model.List[model.ReportRow], error) {
	return list(r.rows(ctx, reportID, f), reportRowSorts, req, reportRowID)
}

// RowsOf reads the rows of one piece of a report, by number; those of every piece when it is 0.
func (r Reports) RowsOf(ctx context.Context, reportID uint64, piece int) ([]model.ReportRow, error) {
	return r.sent(r.db.WithContext(ctx), reportID, piece)
}

// LockRows is RowsOf for all that is sent, as it is now, and keeps it so until this transaction ends.
func (r Reports) LockRows(ctx context.Context, reportID uint64) ([]model.ReportRow, error) {
	return r.sent(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), reportID, 0)
}

func (r Reports) sent(q *gorm.DB, reportID uint64, piece int) ([]model.ReportRow, error) {
	var rows []model.ReportRow
	q = q.Where("report_id = ?", reportID)
	if piece == 0 {
		q = q.Where("piece_number > 0")
	} else {
		q = q.Where("piece_number = ?", piece)
	}
	if err := q.Order("number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the rows of a report: %w", translate(err))
	}
	return rows, nil
}

// ByNumbers reads rows of a report.
func (r Reports) ByNumbers(ctx context.Context, reportID uint64, numbers []int) ([]model.ReportRow, error) {
	var found []model.ReportRow
	for _, piece := range chunks(numbers) {
		var rows []model.ReportRow
		if err := r.db.WithContext(ctx).Where("report_id = ? AND number IN ?", reportID, piece).Order("number").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read the rows of a report: %w", translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}

// Unanswered lists the pieces of a report of which a row has no receipt.
func (r Reports) Unanswered(ctx context.Context, reportID uint64) (map[int]bool, error) {
	var numbers []int
	q := r.rows(ctx, reportID, model.ReportRowFilter{State: model.RowOfReportReady})
	if err := q.Distinct("piece_number").Pluck("piece_number", &numbers).Error; err != nil {
		return nil, fmt.Errorf("look for rows without receipts: %w", translate(err))
	}
	found := map[int]bool{}
	for _, n := range numbers {
		found[n] = true
	}
	return found, nil
}

// Receive writes the receipts of rows of a report that this transaction has locked. A row that has one keeps it.
func (r Reports) Receive(ctx context.Context, rows []model.ReportRow) error {
	for i := range rows {
		q := r.db.WithContext(ctx).Model(&model.ReportRow{}).Where("id = ? AND state = ?", rows[i].ID, model.RowOfReportReady)
		res := q.Select("State", "ReceiptNumber", "ReceiptWords", "ReceivedAt").UpdateColumns(&rows[i])
		if err := changed(res, "report row"); err != nil {
			return err
		}
	}
	return nil
}

// Busy lists the filings of some that stand in reports on their way, by the report that they stand in.
func (r Reports) Busy(ctx context.Context, filingIDs []uint64, except uint64) (map[uint64]uint64, error) {
	found := map[uint64]uint64{}
	for _, piece := range chunks(filingIDs) {
		var rows []model.ReportRow
		q := r.db.WithContext(ctx).Where("filing_id IN ? AND state = ? AND report_id <> ?", piece, model.RowOfReportReady, except)
		err := q.Where("report_id IN (?)", r.db.Model(&model.Report{}).Select("id").Where("state IN ?", []model.ReportState{
			model.ReportConfirmed, model.ReportSending, model.ReportSent,
		})).Find(&rows).Error
		if err != nil {
			return nil, fmt.Errorf("look for filings in reports: %w", translate(err))
		}
		for _, row := range rows {
			found[uint64(row.FilingID)] = row.ReportID
		}
	}
	return found, nil
}

// insertSized inserts rows in pieces that stay far below what a server takes in one packet, however long they are.
func insertSized[T any](ctx context.Context, db *gorm.DB, what string, rows []T, length func(T) int) error {
	size, from := 0, 0
	for i, row := range rows {
		size += length(row)
		if i+1 < len(rows) && size < rowBytes && i+1-from < insertBatch {
			continue
		}
		if err := insert(ctx, db, what, rows[from:i+1]); err != nil {
			return err
		}
		size, from = 0, i+1
	}
	return nil
}
