package repository

import (
	"context"
	"crypto/subtle"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// SSOLogins is the collection of single sign-ons that have begun.
type SSOLogins struct{ db *gorm.DB }

// Create inserts one.
func (r SSOLogins) Create(ctx context.Context, row *model.SSOLogin) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create a single sign-on: %w", translate(err))
	}
	return nil
}

// Take answers and removes the single sign-on of a state and a proof that has not run out. Of two calls at once one finds
// it; a wrong proof leaves it to who has the right one.
func (r SSOLogins) Take(ctx context.Context, state, proof []byte, at model.Time) (model.SSOLogin, error) {
	var row model.SSOLogin
	if err := r.db.WithContext(ctx).Where("state_hash = ?", state).Take(&row).Error; err != nil {
		return row, fmt.Errorf("find a single sign-on: %w", translate(err))
	}
	if subtle.ConstantTimeCompare(row.ProofHash, proof) != 1 || !at.Before(row.ExpiresAt.Time) {
		return model.SSOLogin{}, model.NotFound()
	}
	res := r.db.WithContext(ctx).Where("id = ?", row.ID).Delete(&model.SSOLogin{})
	switch {
	case res.Error != nil:
		return row, fmt.Errorf("take a single sign-on: %w", translate(res.Error))
	case res.RowsAffected != 1:
		return model.SSOLogin{}, model.NotFound()
	}
	return row, nil
}

// Purge removes some of those that had run out at a time, and answers how many.
func (r SSOLogins) Purge(ctx context.Context, at model.Time) (int, error) {
	return purge[model.SSOLogin](ctx, r.db, "single sign-ons", "expires_at <= ?", at)
}
