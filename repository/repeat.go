package repository

import (
	"context"
	"errors"
	"fmt"

	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/gorm"

	"xuncha/model"
)

// Repeats is the collection of answers kept under an Idempotency-Key.
type Repeats struct{ db *gorm.DB }

// Find reads what is kept under a key. It answers model.NotFound when there is nothing.
func (r Repeats) Find(ctx context.Context, principal, operation, key string) (model.Repeat, error) {
	var row model.Repeat
	q := r.db.WithContext(ctx).Where("principal = ? AND operation = ? AND repeat_key = ?", principal, operation, key)
	if err := q.Take(&row).Error; err != nil {
		return row, fmt.Errorf("find a repeat: %w", translate(err))
	}
	return row, nil
}

// Create takes a key and fills in the id. It answers ErrTaken when the key is kept already. Another program may be at
// work under the key: then it waits for that one, and answers the refusal that it is still running when this takes too
// long.
func (r Repeats) Create(ctx context.Context, row *model.Repeat) error {
	err := r.db.WithContext(ctx).Create(row).Error
	var my *mysqldriver.MySQLError
	if errors.As(err, &my) {
		switch my.Number {
		case mysqlLockWait, mariaStatementTime, mysqlStatementTime: // the limits of both waits are the same
			return model.StillRunning()
		}
	}
	if err != nil {
		return fmt.Errorf("take a key: %w", translateInsert(err))
	}
	return nil
}

// Keep writes the answer of a key that was taken in this transaction.
func (r Repeats) Keep(ctx context.Context, row model.Repeat) error {
	res := r.db.WithContext(ctx).Model(new(model.Repeat)).Where("id = ?", row.ID).
		Select("Fingerprint", "KeyID", "Answer").UpdateColumns(row)
	return changed(res, "repeats")
}

// Forget removes what is kept under a key since a time or longer.
func (r Repeats) Forget(ctx context.Context, principal, operation, key string, since model.Time) error {
	q := r.db.WithContext(ctx).Where("principal = ? AND operation = ? AND repeat_key = ?", principal, operation, key)
	if err := q.Where("created_at <= ?", since).Delete(new(model.Repeat)).Error; err != nil {
		return fmt.Errorf("forget a repeat: %w", translate(err))
	}
	return nil
}

// Purge removes some of what is kept since a time or longer, and answers how many.
func (r Repeats) Purge(ctx context.Context, since model.Time) (int, error) {
	return purge[model.Repeat](ctx, r.db, "repeats", "created_at <= ?", since)
}
