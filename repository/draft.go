package repository

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Drafts is the collection of results that are not submitted yet.
type Drafts struct{ db *gorm.DB }

// own keeps a statement to the drafts of a caller.
func (r Drafts) own(ctx context.Context, a model.Actor) *gorm.DB {
	q := scoped(r.db.WithContext(ctx).Model(&model.Draft{}), a.Area(), "region_code")
	return q.Where("user_id = ? AND token_id = ?", a.UserID, a.TokenID)
}

// Get is the draft that a caller has of an inspection.
func (r Drafts) Get(ctx context.Context, a model.Actor, inspectionID uint64) (model.Draft, error) {
	var row model.Draft
	if err := r.own(ctx, a).Where("inspection_id = ?", inspectionID).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get draft: %w", translate(err))
	}
	return row, nil
}

// Create inserts a draft. A second one of the same author is stale: it was made on none.
func (r Drafts) Create(ctx context.Context, row *model.Draft) error {
	err := insert(ctx, r.db, "draft", []*model.Draft{row})
	if errors.Is(err, ErrTaken) {
		return model.Stale()
	}
	return err
}

// Update writes a draft over the version the change was made on.
func (r Drafts) Update(ctx context.Context, s model.Sight, version uint64, row *model.Draft) error {
	return update(ctx, r.db, "draft", s, noOwner, row.ID, version, row)
}

// Delete removes a draft at the version its author has seen.
func (r Drafts) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Draft](ctx, r.db, "draft", s, noOwner, id, version)
}

// Discard removes the drafts that a caller has of inspections. They are looked up first, as a DELETE that finds nothing
// would lock the places where others are about to put theirs.
func (r Drafts) Discard(ctx context.Context, a model.Actor, inspectionIDs []uint64) error {
	for _, piece := range chunks(inspectionIDs) {
		var ids []uint64
		if err := r.own(ctx, a).Where("inspection_id IN ?", piece).Pluck("id", &ids).Error; err != nil {
			return fmt.Errorf("find drafts: %w", translate(err))
		}
		if len(ids) == 0 {
			continue
		}
		if err := r.own(ctx, a).Where("id IN ?", ids).Delete(&model.Draft{}).Error; err != nil {
			return fmt.Errorf("discard drafts: %w", translate(err))
		}
	}
	return nil
}
