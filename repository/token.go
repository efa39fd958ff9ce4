package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Tokens is the collection of API keys.
type Tokens struct{ db *gorm.DB }

// ByHash is the key of a hash, unless it is revoked.
func (r Tokens) ByHash(ctx context.Context, hash []byte) (model.Token, error) {
	var row model.Token
	if err := r.db.WithContext(ctx).Where("hash = ? AND revoked_at IS NULL", hash).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get token: %w", translate(err))
	}
	return row, nil
}

// HasAdmin reports whether an administrator's key exists.
func (r Tokens) HasAdmin(ctx context.Context) (bool, error) {
	var n int64
	q := r.db.WithContext(ctx).Model(&model.Token{}).Where("role = ? AND revoked_at IS NULL", model.RoleAdmin)
	if err := q.Count(&n).Error; err != nil {
		return false, fmt.Errorf("count admin tokens: %w", translate(err))
	}
	return n > 0, nil
}

// ExpiresAt is when a key ends, zero for one without an end.
func (r Tokens) ExpiresAt(ctx context.Context, id uint64) (model.Time, error) {
	var row model.Token
	q := r.db.WithContext(ctx).Select("expires_at").Where("id = ? AND revoked_at IS NULL", id)
	if err := q.Take(&row).Error; err != nil {
		return model.Time{}, fmt.Errorf("get the end of a token: %w", translate(err))
	}
	return row.ExpiresAt, nil
}

// Create inserts a key.
func (r Tokens) Create(ctx context.Context, row *model.Token) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create token: %w", translate(err))
	}
	return nil
}
