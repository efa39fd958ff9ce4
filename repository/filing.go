package repository

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Filings is the collection of what has to be told to upper registers.
type Filings struct{ db *gorm.DB }

var filingSorts = sorts{
	"since_on": "since_on", "due_on": "due_on", "name": "thing_name", "region_code": "region_code", "state": "state",
}

func filingID(r model.Filing) uint64 { return r.ID }

func (r Filings) filtered(ctx context.Context, s model.Sight, f model.FilingFilter) *gorm.DB {
	q := seen(r.db.WithContext(ctx).Model(&model.Filing{}), s, "organization_id")
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "organization_id = ?", f.OrganizationID)
	q = where(q, "kind = ?", f.Kind)
	q = where(q, "cause = ?", f.Cause)
	q = where(q, "register = ?", f.Register)
	q = where(q, "state = ?", f.State)
	switch f.Late {
	case "true":
		q = q.Where("state = ? AND due_on < ?", model.FilingOpen, f.Today)
	case "false":
		q = q.Where("(state <> ? OR due_on IS NULL OR due_on >= ?)", model.FilingOpen, f.Today)
	}
	return q
}

// List answers one piece of the list.
func (r Filings) List(
	ctx context.Context, s model.Sight, f model.FilingFilter, req model.ListRequest,
) (model.List[model.Filing], error) {
	return list(r.filtered(ctx, s, f), filingSorts, req, filingID)
}

// Export calls fn with pieces of everything the filter selects.
func (r Filings) Export(ctx context.Context, s model.Sight, f model.FilingFilter, fn func([]model.Filing) error) error {
	return each(ctx, r.filtered(ctx, s, f), filingID, fn)
}

// Count counts what the filter selects.
func (r Filings) Count(ctx context.Context, s model.Sight, f model.FilingFilter) (int64, error) {
	return total(r.filtered(ctx, s, f), "filings")
}

// Get is the filing of an id, if the caller sees it.
func (r Filings) Get(ctx context.Context, s model.Sight, id uint64) (model.Filing, error) {
	var row model.Filing
	if err := seen(r.db.WithContext(ctx), s, "organization_id").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get filing: %w", translate(err))
	}
	return row, nil
}

// Create inserts filings.
func (r Filings) Create(ctx context.Context, rows []*model.Filing) error {
	return insert(ctx, r.db, "filings", rows)
}

// Update writes a filing over the version the change was made on.
func (r Filings) Update(ctx context.Context, s model.Sight, version uint64, row *model.Filing) error {
	return update(ctx, r.db, "filing", s, "organization_id", row.ID, version, row)
}

// LockOpen reads what is still to be filed of things of one kind, as it is now, and keeps it so until this transaction ends.
func (r Filings) LockOpen(ctx context.Context, kind model.Subject, ids []uint64) ([]model.Filing, error) {
	var found []model.Filing
	for _, piece := range chunks(ids) {
		var rows []model.Filing
		q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
		q = q.Where(thingColumns[kind]+" IN ? AND state = ?", piece, model.FilingOpen)
		if err := q.Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("lock open filings: %w", translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}

// LockByIDs reads filings, as they are now, and keeps them so until this transaction ends.
func (r Filings) LockByIDs(ctx context.Context, s model.Sight, ids []uint64) (map[uint64]model.Filing, error) {
	found := make(map[uint64]model.Filing, len(ids))
	for _, piece := range chunks(slices.Sorted(slices.Values(ids))) {
		var rows []model.Filing
		q := seen(r.db.WithContext(ctx), s, "organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
		if err := q.Where("id IN ?", piece).Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("lock filings: %w", translate(err))
		}
		for _, row := range rows {
			found[row.ID] = row
		}
	}
	return found, nil
}

// Forget removes what was never filed of a thing that is to be deleted.
func (r Filings) Forget(ctx context.Context, kind model.Subject, id uint64) error {
	q := r.db.WithContext(ctx).Where(thingColumns[kind]+" = ? AND state <> ?", id, model.FilingDone)
	if err := q.Delete(&model.Filing{}).Error; err != nil {
		return fmt.Errorf("forget filings: %w", translate(err))
	}
	return nil
}
