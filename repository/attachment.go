package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Attachments is the collection of evidence and proof.
type Attachments struct{ db *gorm.DB }

var attachmentSorts = sorts{
	"created_at": "created_at", "captured_at": "captured_at", "file_name": "file_name", "size": "byte_size", "media_type": "media_type",
}

func attachmentID(a model.Attachment) uint64 { return a.ID }

func (r Attachments) filtered(ctx context.Context, s model.Sight, f model.AttachmentFilter) *gorm.DB {
	q := seen(r.db.WithContext(ctx).Model(&model.Attachment{}), s, "organization_id")
	q = where(q, "inspection_id = ?", f.InspectionID)
	q = where(q, "rectification_id = ?", f.RectificationID)
	q = where(q, "purpose = ?", f.Purpose)
	return where(q, "moment = ?", f.Moment)
}

// List answers one piece of the list.
func (r Attachments) List(
	ctx context.Context, s model.Sight, f model.AttachmentFilter, req model.ListRequest,
) (model.List[model.Attachment], error) {
	return list(r.filtered(ctx, s, f), attachmentSorts, req, attachmentID)
}

// Get is the attachment of an id, if the caller sees it.
func (r Attachments) Get(ctx context.Context, s model.Sight, id uint64) (model.Attachment, error) {
	return r.take(seen(r.db.WithContext(ctx), s, "organization_id"), id)
}

// Lock is Get, and keeps everybody else who locks the attachment waiting until this transaction ends.
func (r Attachments) Lock(ctx context.Context, s model.Sight, id uint64) (model.Attachment, error) {
	return r.take(seen(r.db.WithContext(ctx), s, "organization_id").Clauses(clause.Locking{Strength: "UPDATE"}), id)
}

func (r Attachments) take(q *gorm.DB, id uint64) (model.Attachment, error) {
	var row model.Attachment
	if err := q.Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get attachment: %w", translate(err))
	}
	return row, nil
}

// LockAll locks those of some attachments that the caller sees, by id.
func (r Attachments) LockAll(ctx context.Context, s model.Sight, ids []uint64) (map[uint64]model.Attachment, error) {
	var rows []model.Attachment
	q := seen(r.db.WithContext(ctx), s, "organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id IN ?", ids).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("lock attachments: %w", translate(err))
	}
	found := make(map[uint64]model.Attachment, len(rows))
	for _, row := range rows {
		found[row.ID] = row
	}
	return found, nil
}

// Afters counts the attachments of afterwards that refer to one of before.
func (r Attachments) Afters(ctx context.Context, s model.Sight, id uint64) (int64, error) {
	var n int64
	q := seen(r.db.WithContext(ctx).Model(&model.Attachment{}), s, "organization_id")
	if err := q.Where("pair_id = ?", id).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count counterparts: %w", translate(err))
	}
	return n, nil
}

// Create inserts an attachment and fills in its id.
func (r Attachments) Create(ctx context.Context, row *model.Attachment) error {
	return insert(ctx, r.db, "attachments", []*model.Attachment{row})
}

// Update writes an attachment over the version the change was made on.
func (r Attachments) Update(ctx context.Context, s model.Sight, version uint64, row *model.Attachment) error {
	return update(ctx, r.db, "attachment", s, "organization_id", row.ID, version, row)
}

// Delete removes an attachment. Its content stays until nothing refers to it.
func (r Attachments) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Attachment](ctx, r.db, "attachment", s, "organization_id", id, version)
}

// ByContent reads the attachments after a place in the order of their content, so that each content is looked at once.
func (r Attachments) ByContent(ctx context.Context, after model.Attachment, most int) ([]model.Attachment, error) {
	var rows []model.Attachment
	q := r.db.WithContext(ctx).Where("blob_hash > ? OR (blob_hash = ? AND id > ?)", after.BlobHash, after.BlobHash, after.ID)
	if err := q.Order("blob_hash, id").Limit(most).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read attachments by content: %w", translate(err))
	}
	return rows, nil
}
