package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Imports is the collection of files taken in, with their rows.
type Imports struct{ db *gorm.DB }

var (
	importSorts    = sorts{"created_at": "created_at", "kind": "kind", "state": "state"}
	importRowSorts = sorts{"number": "number", "outcome": "outcome"}
)

func importID(i model.Import) uint64       { return i.ID }
func importRowID(r model.ImportRow) uint64 { return r.ID }

// List answers one piece of the list.
func (r Imports) List(
	ctx context.Context, s model.Scope, kinds []model.ImportKind, state model.ImportState, req model.ListRequest,
) (model.List[model.Import], error) {
	// A file can hold rows of its sender's whole region, so nobody narrower sees it.
	q := scoped(r.db.WithContext(ctx).Model(&model.Import{}), s, "scope")
	return list(where(q.Where("kind IN ?", kinds), "state = ?", state), importSorts, req, importID)
}

// Get is the import of an id, if it lies in the scope.
func (r Imports) Get(ctx context.Context, s model.Scope, id uint64) (model.Import, error) {
	return r.take(r.db.WithContext(ctx), s, id)
}

// Lock is Get, and keeps everybody else who locks the import waiting until this transaction ends.
func (r Imports) Lock(ctx context.Context, s model.Scope, id uint64) (model.Import, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), s, id)
}

func (r Imports) take(q *gorm.DB, s model.Scope, id uint64) (model.Import, error) {
	var row model.Import
	if err := scoped(q, s, "scope").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get import: %w", translate(err))
	}
	return row, nil
}

// Once is the import that has a key, if one has.
func (r Imports) Once(ctx context.Context, s model.Scope, key model.OptionalKey) (model.Import, bool, error) {
	var rows []model.Import
	if key == "" {
		return model.Import{}, false, nil
	}
	if err := scoped(r.db.WithContext(ctx), s, "scope").Where("once_key = ?", key).Find(&rows).Error; err != nil {
		return model.Import{}, false, fmt.Errorf("find import: %w", translate(err))
	}
	if len(rows) == 0 {
		return model.Import{}, false, nil
	}
	return rows[0], true, nil
}

// Create inserts an import with its rows.
func (r Imports) Create(ctx context.Context, row *model.Import, rows []model.ImportRow) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create import: %w", translate(err))
	}
	return r.AddRows(ctx, row.ID, rows)
}

// AddRows inserts rows of an import.
func (r Imports) AddRows(ctx context.Context, importID uint64, rows []model.ImportRow) error {
	for i := range rows {
		rows[i].ImportID = importID
	}
	return r.writeRows(ctx, r.db.WithContext(ctx), rows)
}

// CountRows counts the rows of an import that are stored.
func (r Imports) CountRows(ctx context.Context, importID uint64) (int64, error) {
	return total(r.db.WithContext(ctx).Model(&model.ImportRow{}).Where("import_id = ?", importID), "import rows")
}

// RemoveRows removes the rows of an import that comes to nothing.
func (r Imports) RemoveRows(ctx context.Context, importID uint64) error {
	if err := r.db.WithContext(ctx).Where("import_id = ?", importID).Delete(&model.ImportRow{}).Error; err != nil {
		return fmt.Errorf("remove import rows: %w", translate(err))
	}
	return nil
}

func (r Imports) writeRows(ctx context.Context, db *gorm.DB, rows []model.ImportRow) error {
	return insertSized(ctx, db, "import rows", rows, func(row model.ImportRow) int {
		size := 0
		for _, cell := range row.Cells {
			size += len(cell)
		}
		size += len(row.Sealed)
		return size
	})
}

const rowBytes = 1 << 20

// Update writes an import over the version the change was made on.
func (r Imports) Update(ctx context.Context, version uint64, row *model.Import) error {
	q := r.db.WithContext(ctx).Model(&model.Import{}).Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "import")
}

// Rows answers one piece of the rows of an import.
func (r Imports) Rows(
	ctx context.Context, importID uint64, f model.ImportRowFilter, req model.ListRequest,
) (model.List[model.ImportRow], error) {
	q := r.db.WithContext(ctx).Model(&model.ImportRow{}).Where("import_id = ?", importID)
	return list(where(q, "outcome = ?", f.Outcome), importRowSorts, req, importRowID)
}

// AllRows reads every row of an import, by number.
func (r Imports) AllRows(ctx context.Context, importID uint64) ([]model.ImportRow, error) {
	var rows []model.ImportRow
	if err := r.db.WithContext(ctx).Where("import_id = ?", importID).Order("number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read import rows: %w", translate(err))
	}
	return rows, nil
}

// RowsAfter reads the rows of an import after a number, in their order.
func (r Imports) RowsAfter(ctx context.Context, importID uint64, number, limit int) ([]model.ImportRow, error) {
	var rows []model.ImportRow
	q := r.db.WithContext(ctx).Where("import_id = ? AND number > ?", importID, number)
	if err := q.Order("number").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read import rows: %w", translate(err))
	}
	return rows, nil
}

// Row is one row of an import.
func (r Imports) Row(ctx context.Context, importID uint64, number int) (model.ImportRow, error) {
	var row model.ImportRow
	q := r.db.WithContext(ctx).Where("import_id = ? AND number = ?", importID, number)
	if err := q.Take(&row).Error; err != nil {
		return row, fmt.Errorf("get import row: %w", translate(err))
	}
	return row, nil
}

// UpdateRows writes rows of an import that this transaction has locked.
func (r Imports) UpdateRows(ctx context.Context, rows []model.ImportRow) error {
	columns := []string{
		"outcome", "problems", "faults", "cells", "key_id", "sealed", "thing_id", "applied", "dismiss_reason", "version", "updated_at",
	}
	upsert := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns(columns)}
	return r.writeRows(ctx, r.db.WithContext(ctx).Clauses(upsert), rows)
}
