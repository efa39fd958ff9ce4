package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Blobs is the collection of stored contents. Their bytes are elsewhere.
type Blobs struct{ db *gorm.DB }

// Touch adds a content unless it is there, and locks it until this transaction ends.
func (r Blobs) Touch(ctx context.Context, row model.Blob) (model.Blob, error) {
	upsert := clause.OnConflict{Columns: []clause.Column{{Name: "hash"}}, DoNothing: true}
	if err := r.db.WithContext(ctx).Clauses(upsert).Create(&row).Error; err != nil {
		return row, fmt.Errorf("add blob: %w", translateInsert(err))
	}
	return r.Lock(ctx, row.Hash)
}

// Lock reads a content and keeps everybody else who locks it waiting until this transaction ends.
func (r Blobs) Lock(ctx context.Context, hash string) (model.Blob, error) {
	var row model.Blob
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("hash = ?", hash).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock blob: %w", translate(err))
	}
	return row, nil
}

// Update writes a content that this transaction has locked.
func (r Blobs) Update(ctx context.Context, row model.Blob) error {
	q := r.db.WithContext(ctx).Model(&model.Blob{}).Where("hash = ?", row.Hash)
	return changed(q.Select("ByteSize", "TouchedAt", "GoingAt").UpdateColumns(&row), "blob")
}

const unused = "NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.blob_hash = blobs.hash)"

// Unused lists contents after a hash that no attachment has and that nobody has touched since a time.
func (r Blobs) Unused(ctx context.Context, after string, since model.Time, most int) ([]model.Blob, error) {
	var rows []model.Blob
	q := r.db.WithContext(ctx).Where("hash > ? AND touched_at < ?", after, since).Where(unused)
	if err := q.Order("hash").Limit(most).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("look for unused blobs: %w", translate(err))
	}
	return rows, nil
}

// InUse reports whether any attachment has the content. Whoever adds one has locked the content before.
func (r Blobs) InUse(ctx context.Context, hash string) (bool, error) {
	var n int64
	q := r.db.WithContext(ctx).Model(&model.Attachment{}).Where("blob_hash = ?", hash)
	if err := q.Count(&n).Error; err != nil {
		return false, fmt.Errorf("count uses of a blob: %w", translate(err))
	}
	return n > 0, nil
}

// Remove removes a content that is still marked as going since a time.
func (r Blobs) Remove(ctx context.Context, row model.Blob) error {
	q := r.db.WithContext(ctx).Where("hash = ? AND going_at = ?", row.Hash, row.GoingAt)
	if err := q.Delete(new(model.Blob)).Error; err != nil {
		return fmt.Errorf("remove blob: %w", translate(err))
	}
	return nil
}

// Known answers which of some contents are known, and whether they are used.
func (r Blobs) Known(ctx context.Context, hashes []string) (map[string]bool, error) {
	var known, used []string
	if err := r.db.WithContext(ctx).Model(&model.Blob{}).Where("hash IN ?", hashes).Pluck("hash", &known).Error; err != nil {
		return nil, fmt.Errorf("look for blobs: %w", translate(err))
	}
	q := r.db.WithContext(ctx).Model(&model.Attachment{}).Where("blob_hash IN ?", hashes)
	if err := q.Distinct().Pluck("blob_hash", &used).Error; err != nil {
		return nil, fmt.Errorf("look for uses of blobs: %w", translate(err))
	}
	found := make(map[string]bool, len(known))
	for _, hash := range known {
		found[hash] = false
	}
	for _, hash := range used {
		found[hash] = true
	}
	return found, nil
}
