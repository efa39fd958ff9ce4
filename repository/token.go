package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Tokens is the collection of API keys.
type Tokens struct{ db *gorm.DB }

var tokenSorts = sorts{
	"name": "name", "role": "role", "region_code": "scope", "created_at": "created_at", "last_used_at": "last_used_at",
	"expires_at": "expires_at",
}

func tokenID(t model.Token) uint64 { return t.ID }

// List answers one piece of the list.
func (r Tokens) List(
	ctx context.Context, s model.Scope, f model.TokenFilter, req model.ListRequest,
) (model.List[model.Token], error) {
	q := scoped(r.db.WithContext(ctx).Model(&model.Token{}), s, "scope")
	if f.Region != "" {
		q = scoped(q, f.Region, "scope")
	}
	q = inState(where(q, "role = ?", f.Role), f.State, f.Now)
	switch name := contains(f.Query); {
	case f.Query == "":
	case isASCII(f.Query):
		q = q.Where("(LOWER(name) LIKE LOWER(?) ESCAPE '!' OR prefix = ?)", name, f.Query)
	default:
		q = q.Where("LOWER(name) LIKE LOWER(?) ESCAPE '!'", name)
	}
	return list(q, tokenSorts, req, tokenID)
}

// inState is the condition of a state at a time, as model.Token.State has it.
func inState(q *gorm.DB, state model.TokenState, now model.Time) *gorm.DB {
	switch state {
	case model.TokenActive:
		return q.Where("revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)", now)
	case model.TokenExpired:
		return q.Where("revoked_at IS NULL AND expires_at <= ?", now)
	case model.TokenRevoked:
		return q.Where("revoked_at IS NOT NULL")
	}
	return q
}

// Get is the key of an id, if it lies in the scope.
func (r Tokens) Get(ctx context.Context, s model.Scope, id uint64) (model.Token, error) {
	return r.take(r.db.WithContext(ctx), s, id)
}

// Lock is Get, and keeps everybody else who locks the key waiting until this transaction ends.
func (r Tokens) Lock(ctx context.Context, s model.Scope, id uint64) (model.Token, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), s, id)
}

func (r Tokens) take(q *gorm.DB, s model.Scope, id uint64) (model.Token, error) {
	var row model.Token
	if err := scoped(q, s, "scope").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get token: %w", translate(err))
	}
	return row, nil
}

// ByHash is the key of a hash: of its text, or of the text before its last rotation while that is taken. Each is looked up
// in an index of its own, and the second is asked only when the first has nothing. Whether the key is taken is not asked.
func (r Tokens) ByHash(ctx context.Context, hash []byte, now model.Time) (model.Token, error) {
	var rows []model.Token
	if err := find(r.db.WithContext(ctx).Where("hash = ?", hash).Limit(1), &rows); err != nil {
		return model.Token{}, fmt.Errorf("get token: %w", translate(err))
	}
	if len(rows) > 0 {
		return rows[0], nil
	}
	var row model.Token
	q := r.db.WithContext(ctx).Where("previous_hash = ? AND previous_until > ?", hash, now)
	if err := q.Take(&row).Error; err != nil {
		return row, fmt.Errorf("get token by the text before: %w", translate(err))
	}
	return row, nil
}

// Knows reports whether a hash is or was that of a key, as far as that is kept.
func (r Tokens) Knows(ctx context.Context, hash []byte) (bool, error) {
	for _, column := range []string{"hash = ?", "previous_hash = ?"} {
		var n int64
		if err := r.db.WithContext(ctx).Model(&model.Token{}).Where(column, hash).Count(&n).Error; err != nil {
			return false, fmt.Errorf("look for a hash: %w", translate(err))
		}
		if n > 0 {
			return true, nil
		}
	}
	return false, nil
}

const waysIn = `SELECT
(SELECT COUNT(*) FROM tokens WHERE role = 'admin' AND scope = 'all' AND permissions = '' AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > ?) AND id <> ?) +
(SELECT COUNT(*) FROM users WHERE role = 'admin' AND scope = 'all' AND permissions = '' AND state = 'active') AS n`

// OtherWayIn reports whether, at a time, somebody administrates everything beside the key of an id: a user, or another
// key. It is asked under the lock of Security.
func (r Tokens) OtherWayIn(ctx context.Context, id uint64, at model.Time) (bool, error) {
	var n int64
	if err := r.db.WithContext(ctx).Raw(waysIn, at, id).Scan(&n).Error; err != nil {
		return false, fmt.Errorf("count administrators: %w", translate(err))
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

// Update writes a key over the version the change was made on. Its last use is not part of any change.
func (r Tokens) Update(ctx context.Context, s model.Sight, version uint64, row *model.Token) error {
	area, _ := s.Within()
	q := scoped(r.db.WithContext(ctx).Model(&model.Token{}), area, "scope").Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt", "LastUsedAt", "LastUsedSource").UpdateColumns(row), "token")
}

// Use keeps when and from where a key was last used, unless that is kept already. It is no change of the key: no version,
// no trail.
func (r Tokens) Use(ctx context.Context, id uint64, at model.Time, source string) error {
	q := r.db.WithContext(ctx).Model(&model.Token{}).Where("id = ? AND (last_used_at IS NULL OR last_used_at < ?)", id, at)
	err := q.UpdateColumns(map[string]any{"last_used_at": at, "last_used_source": source}).Error
	if err != nil {
		return fmt.Errorf("keep the use of a token: %w", translate(err))
	}
	return nil
}
