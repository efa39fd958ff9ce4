package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Sessions is the collection of logins that have not ended.
type Sessions struct{ db *gorm.DB }

// Create inserts a session.
func (r Sessions) Create(ctx context.Context, row *model.Session) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create session: %w", translateInsert(err))
	}
	return nil
}

const holderOf = `SELECT s.id AS session_id, s.last_used_at, s.expires_at, u.id AS user_id, u.name, u.role, u.scope,
  u.organization_id, u.permissions, u.must_change_password, u.password_changed_at,
  u.totp_enabled, r.totp_roles, r.password_days,
  u.password_hash <> '' AS has_password
FROM sessions s JOIN users u ON u.id = s.user_id JOIN security_settings r ON r.id = 1
WHERE s.hash = ? AND u.state = 'active'`

// Bearer is whoever holds the text of a hash. A session whose user is disabled is none.
func (r Sessions) Bearer(ctx context.Context, hash []byte) (model.Bearer, error) {
	var found []model.Bearer
	if err := r.db.WithContext(ctx).Raw(holderOf, hash).Scan(&found).Error; err != nil {
		return model.Bearer{}, fmt.Errorf("get session: %w", translate(err))
	}
	if len(found) == 0 {
		return model.Bearer{}, model.NotFound()
	}
	return found[0], nil
}

// Get is the session of an id.
func (r Sessions) Get(ctx context.Context, id uint64) (model.Session, error) {
	var row model.Session
	if err := r.db.WithContext(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get session: %w", translate(err))
	}
	return row, nil
}

// Touch keeps when a session was used last.
func (r Sessions) Touch(ctx context.Context, id uint64, at model.Time) error {
	res := r.db.WithContext(ctx).Model(&model.Session{}).Where("id = ?", id).UpdateColumn("last_used_at", at)
	if res.Error != nil {
		return fmt.Errorf("touch session: %w", translate(res.Error))
	}
	return nil
}

// End deletes a session, which is NotFound when it has ended before.
func (r Sessions) End(ctx context.Context, id uint64) error {
	res := r.db.WithContext(ctx).Where("id = ?", id).Delete(&model.Session{})
	if res.Error != nil {
		return fmt.Errorf("end session: %w", translate(res.Error))
	}
	if res.RowsAffected == 0 {
		return model.NotFound()
	}
	return nil
}

// EndOf deletes the sessions of a user, all but one; 0 spares none.
func (r Sessions) EndOf(ctx context.Context, userID, spared uint64) error {
	res := r.db.WithContext(ctx).Where("user_id = ? AND id <> ?", userID, spared).Delete(&model.Session{})
	if res.Error != nil {
		return fmt.Errorf("end the sessions of a user: %w", translate(res.Error))
	}
	return nil
}

// Purge removes some of the sessions that ended before a time, or that were not used since another, and answers how many.
func (r Sessions) Purge(ctx context.Context, ended, unused model.Time) (int, error) {
	return purge[model.Session](ctx, r.db, "sessions", "(expires_at <= ? OR last_used_at <= ?)", ended, unused)
}
