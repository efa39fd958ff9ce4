package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Logins is the collection of counters of failed logins and of the sources of good ones.
type Logins struct{ db *gorm.DB }

// Remember keeps an address from which a user has logged in.
func (r Logins) Remember(ctx context.Context, row model.LoginSource) error {
	q := r.db.WithContext(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "user_id"}, {Name: "source"}}, DoUpdates: clause.AssignmentColumns([]string{"last_login_at"}),
	})
	if err := q.Create(&row).Error; err != nil {
		return fmt.Errorf("remember the source of a login: %w", translateInsert(err))
	}
	return nil
}
