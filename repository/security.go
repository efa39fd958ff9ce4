package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Security is of rules for logins.
type Security struct{ db *gorm.DB }

// Get is the one row of rules.
func (r Security) Get(ctx context.Context) (model.SecuritySettings, error) {
	var row model.SecuritySettings
	if err := r.db.WithContext(ctx).Where("id = 1").Take(&row).Error; err != nil {
		return row, fmt.Errorf("get the security settings: %w", translate(err))
	}
	return row, nil
}

// Lock takes the one row of rules. Whoever changes who may manage users takes it first, before anything is read, so that
// such changes follow one another.
func (r Security) Lock(ctx context.Context) (model.SecuritySettings, error) {
	var row model.SecuritySettings
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = 1").Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock the security settings: %w", translate(err))
	}
	return row, nil
}

// Update writes the rules over the version the change was made on.
func (r Security) Update(ctx context.Context, version uint64, row *model.SecuritySettings) error {
	q := r.db.WithContext(ctx).Model(&model.SecuritySettings{}).Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "security settings")
}
