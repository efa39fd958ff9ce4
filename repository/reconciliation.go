package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Reconciliations is the collection of comparisons with lists from above, with their rows. One can hold what belongs to any
// organization of its area, so nobody narrower sees it.
type Reconciliations struct{ db *gorm.DB }

var (
	reconciliationSorts    = sorts{"created_at": "created_at", "kind": "kind", "state": "state", "updated_at": "updated_at"}
	reconciliationRowSorts = sorts{"number": "number", "comparison": "comparison", "state": "state", "name": "thing_name"}
)

func reconciliationID(r model.Reconciliation) uint64       { return r.ID }
func reconciliationRowID(r model.ReconciliationRow) uint64 { return r.ID }

// List answers one piece of the list.
func (r Reconciliations) List(
	ctx context.Context, s model.Scope, kind model.Subject, state model.ReconciliationState, req model.ListRequest,
) (model.List[model.Reconciliation], error) {
	q := scoped(r.db.WithContext(ctx).Model(&model.Reconciliation{}), s, "scope")
	return list(where(where(q, "kind = ?", kind), "state = ?", state), reconciliationSorts, req, reconciliationID)
}

// Get is the reconciliation of an id, if it lies in the scope.
func (r Reconciliations) Get(ctx context.Context, s model.Scope, id uint64) (model.Reconciliation, error) {
	return r.take(r.db.WithContext(ctx), s, id)
}

// Lock is Get, and keeps everybody else who locks it waiting until this transaction ends.
func (r Reconciliations) Lock(ctx context.Context, s model.Scope, id uint64) (model.Reconciliation, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), s, id)
}

func (r Reconciliations) take(q *gorm.DB, s model.Scope, id uint64) (model.Reconciliation, error) {
	var row model.Reconciliation
	if err := scoped(q, s, "scope").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get reconciliation: %w", translate(err))
	}
	return row, nil
}

// Create inserts a reconciliation and fills in its id.
func (r Reconciliations) Create(ctx context.Context, row *model.Reconciliation) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create reconciliation: %w", translate(err))
	}
	return nil
}

// Update writes a reconciliation over the version the change was made on.
func (r Reconciliations) Update(ctx context.Context, s model.Scope, version uint64, row *model.Reconciliation) error {
	q := scoped(r.db.WithContext(ctx).Model(&model.Reconciliation{}), s, "scope").Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "reconciliation")
}

func rowLength(row model.ReconciliationRow) int {
	size := 0
	for _, v := range []model.Values{row.Ours, row.Theirs} {
		for _, text := range v {
			size += len(text)
		}
	}
	return size
}

// AddRows inserts rows.
func (r Reconciliations) AddRows(ctx context.Context, id uint64, rows []model.ReconciliationRow) error {
	for i := range rows {
		rows[i].ReconciliationID = id
	}
	return insertSized(ctx, r.db, "reconciliation rows", rows, rowLength)
}

// UpdateRows writes rows of a reconciliation that this transaction has locked. What theirs says, and in which line, stays.
func (r Reconciliations) UpdateRows(ctx context.Context, rows []model.ReconciliationRow) error {
	upsert := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{
		"comparison", "state", "site_id", "account_id", "thing_version", "thing_name", "region_code", "ours", "differences", "problems",
		"settlement", "reason", "filing_id", "settled_by", "user_id", "token_id", "settled_at", "version", "updated_at",
	})}
	return insertSized(ctx, r.db.WithContext(ctx).Clauses(upsert), "reconciliation rows", rows, rowLength)
}

func (r Reconciliations) rows(ctx context.Context, id uint64, f model.ReconciliationRowFilter) *gorm.DB {
	q := r.db.WithContext(ctx).Model(&model.ReconciliationRow{}).Where("reconciliation_id = ?", id)
	q = where(where(q, "comparison = ?", f.Comparison), "state = ?", f.State)
	return where(q, "settlement = ?", f.Settlement)
}

// Rows answers one piece of the rows.
func (r Reconciliations) Rows(
	ctx context.Context, id uint64, f model.ReconciliationRowFilter, req model.ListRequest,
) (model.List[model.ReconciliationRow], error) {
	return list(r.rows(ctx, id, f), reconciliationRowSorts, req, reconciliationRowID)
}

// AllRows reads every row, by number.
func (r Reconciliations) AllRows(ctx context.Context, id uint64) ([]model.ReconciliationRow, error) {
	var rows []model.ReconciliationRow
	if err := r.db.WithContext(ctx).Where("reconciliation_id = ?", id).Order("number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read reconciliation rows: %w", translate(err))
	}
	return rows, nil
}

// Row is one row of a reconciliation.
func (r Reconciliations) Row(ctx context.Context, id uint64, number int) (model.ReconciliationRow, error) {
	var row model.ReconciliationRow
	if err := r.db.WithContext(ctx).Where("reconciliation_id = ? AND number = ?", id, number).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get reconciliation row: %w", translate(err))
	}
	return row, nil
}

// ByNumbers reads rows of a reconciliation.
func (r Reconciliations) ByNumbers(ctx context.Context, id uint64, numbers []int) (map[int]model.ReconciliationRow, error) {
	found := make(map[int]model.ReconciliationRow, len(numbers))
	for _, piece := range chunks(numbers) {
		var rows []model.ReconciliationRow
		if err := r.db.WithContext(ctx).Where("reconciliation_id = ? AND number IN ?", id, piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read reconciliation rows: %w", translate(err))
		}
		for _, row := range rows {
			found[row.Number] = row
		}
	}
	return found, nil
}

// Matched lists the things of some that rows of a reconciliation are about, by the number of the row.
func (r Reconciliations) Matched(ctx context.Context, id uint64, kind model.Subject, things []uint64) (map[uint64]int, error) {
	found := map[uint64]int{}
	for _, piece := range chunks(things) {
		var rows []model.ReconciliationRow
		q := r.db.WithContext(ctx).Where("reconciliation_id = ? AND "+thingColumns[kind]+" IN ?", id, piece)
		if err := q.Select("number", "site_id", "account_id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("look for matched things: %w", translate(err))
		}
		for _, row := range rows {
			found[row.ThingID()] = row.Number
		}
	}
	return found, nil
}

// Pulls is the collection of lists that are being fetched.
type Pulls struct{ db *gorm.DB }

// Create inserts one.
func (r Pulls) Create(ctx context.Context, row *model.Pull) error {
	return insert(ctx, r.db, "pull", []*model.Pull{row})
}

// Of is what fetches the list of a reconciliation.
func (r Pulls) Of(ctx context.Context, reconciliationID uint64) (model.Pull, error) {
	var row model.Pull
	if err := r.db.WithContext(ctx).Where("reconciliation_id = ?", reconciliationID).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get pull: %w", translate(err))
	}
	return row, nil
}

// Lease takes the first list that is due and that nobody is at work on, and answers false when there is none.
func (r Pulls) Lease(ctx context.Context, now model.Time, token string, until model.Time) (model.Pull, bool, error) {
	var row model.Pull
	free := "(lease_until IS NULL OR lease_until <= ?) AND (next_try_at IS NULL OR next_try_at <= ?)"
	err := r.db.WithContext(ctx).Where(free, now, now).Order("id").Limit(1).Find(&row).Error
	if err != nil || row.ID == 0 {
		return row, false, translate(err)
	}
	res := r.db.WithContext(ctx).Model(&model.Pull{}).Where("id = ?", row.ID).Where(free, now, now).
		UpdateColumns(map[string]any{"lease_token": token, "lease_until": until})
	if res.Error != nil {
		return row, false, fmt.Errorf("lease a pull: %w", translate(res.Error))
	}
	return row, res.RowsAffected == 1, nil
}

// Keep writes what has become of one that the caller has leased, and lets go of it.
func (r Pulls) Keep(ctx context.Context, row model.Pull, token string) error {
	row.LeaseToken, row.LeaseUntil = "", model.Time{}
	q := r.db.WithContext(ctx).Model(&model.Pull{}).Where("id = ? AND lease_token = ?", row.ID, token)
	return changed(q.Select("Attempts", "NextTryAt", "LeaseToken", "LeaseUntil", "LastError").UpdateColumns(&row), "pull")
}

// Remove removes one whose list is there, or cannot be had.
func (r Pulls) Remove(ctx context.Context, id uint64) error {
	if err := r.db.WithContext(ctx).Where("id = ?", id).Delete(&model.Pull{}).Error; err != nil {
		return fmt.Errorf("remove a pull: %w", translate(err))
	}
	return nil
}
