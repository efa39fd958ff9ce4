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

// Lock takes the row of the rules for logins. Whoever makes, demotes or ends an administrator holds it, so that two at once
// look one after the other at who is left.
func (r Security) Lock(ctx context.Context) (model.SecuritySettings, error) {
	var row model.SecuritySettings
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = ?", 1).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock the security settings: %w", translate(err))
	}
	return row, nil
}
