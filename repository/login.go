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

// Take makes the counter of a key where it is missing, and locks it: who locks what is not there and inserts afterwards
// deadlocks with whoever does the same.
func (r Logins) Take(ctx context.Context, at model.Time, key []byte) (model.LoginCounter, error) {
	row := model.LoginCounter{CounterKey: key, StartedAt: at, UpdatedAt: at}
	q := r.db.WithContext(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "counter_key"}}, DoNothing: true})
	if err := q.Create(&row).Error; err != nil {
		return row, fmt.Errorf("make a login counter: %w", translateInsert(err))
	}
	var found model.LoginCounter
	locked := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := locked.Where("counter_key = ?", key).Take(&found).Error; err != nil {
		return found, fmt.Errorf("lock a login counter: %w", translate(err))
	}
	return found, nil
}

// Lock takes a counter. It is NotFound when it was dropped.
func (r Logins) Lock(ctx context.Context, id uint64) (model.LoginCounter, error) {
	var row model.LoginCounter
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock a login counter: %w", translate(err))
	}
	return row, nil
}

// Put writes a counter that is locked.
func (r Logins) Put(ctx context.Context, row model.LoginCounter) error {
	q := r.db.WithContext(ctx).Model(&model.LoginCounter{}).Where("id = ?", row.ID)
	return changed(q.Select("Failures", "StartedAt", "BlockedUntil", "UpdatedAt").UpdateColumns(&row), "login counter")
}

// Drop removes a counter that counts nothing.
func (r Logins) Drop(ctx context.Context, id uint64) error {
	if err := r.db.WithContext(ctx).Where("id = ?", id).Delete(&model.LoginCounter{}).Error; err != nil {
		return fmt.Errorf("drop a login counter: %w", translate(err))
	}
	return nil
}

// Knows reports whether a user has logged in from an address since a time.
func (r Logins) Knows(ctx context.Context, userID uint64, source string, since model.Time) (bool, error) {
	var n int64
	q := r.db.WithContext(ctx).Model(&model.LoginSource{}).Where("user_id = ? AND source = ? AND last_login_at >= ?", userID, source, since)
	if err := q.Count(&n).Error; err != nil {
		return false, fmt.Errorf("look for a source of logins: %w", translate(err))
	}
	return n > 0, nil
}

// PurgeCounters removes some of the counters that were not touched since a time, and answers how many.
func (r Logins) PurgeCounters(ctx context.Context, since model.Time) (int, error) {
	return purge[model.LoginCounter](ctx, r.db, "login counters", "updated_at <= ?", since)
}

// PurgeSources removes some of the sources that were not used since a time, and answers how many.
func (r Logins) PurgeSources(ctx context.Context, since model.Time) (int, error) {
	return purge[model.LoginSource](ctx, r.db, "sources of logins", "last_login_at <= ?", since)
}
