package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Organizations is the collection of organizations.
type Organizations struct{ db *gorm.DB }

var organizationSorts = sorts{"name": "name", "region_code": "region_code", "state": "state"}

func organizationID(r model.Organization) uint64 { return r.ID }

func (r Organizations) filtered(ctx context.Context, s model.Sight, f model.OrganizationFilter) *gorm.DB {
	q := seen(at[model.Organization](ctx, r.db, organizationVersions, "organizations", f.AsOf), s, "id")
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "state = ?", f.State)
	return search(q, f.Query)
}

// List answers one piece of the list.
func (r Organizations) List(
	ctx context.Context, s model.Sight, f model.OrganizationFilter, req model.ListRequest,
) (model.List[model.Organization], error) {
	return list(r.filtered(ctx, s, f), organizationSorts, req, organizationID)
}

// Get is the organization of an id, if it lies in the scope.
func (r Organizations) Get(ctx context.Context, s model.Sight, id uint64) (model.Organization, error) {
	var row model.Organization
	if err := seen(r.db.WithContext(ctx), s, "id").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get organization: %w", translate(err))
	}
	return row, nil
}

// Create inserts organizations and fills in their ids.
func (r Organizations) Create(ctx context.Context, rows ...*model.Organization) error {
	return insert(ctx, r.db, "organizations", rows)
}

// Update writes an organization over the version the change was made on.
func (r Organizations) Update(ctx context.Context, s model.Sight, version uint64, row *model.Organization) error {
	return update(ctx, r.db, "organization", s, "id", row.ID, version, row)
}

// Delete removes an organization that nothing refers to.
func (r Organizations) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Organization](ctx, r.db, "organization", s, "id", id, version)
}

// ByIDs reads the organizations of a list of ids, by id.
func (r Organizations) ByIDs(ctx context.Context, s model.Sight, ids []uint64) (map[uint64]model.Organization, error) {
	found := make(map[uint64]model.Organization, len(ids))
	for _, piece := range chunks(ids) {
		var rows []model.Organization
		if err := seen(r.db.WithContext(ctx), s, "id").Where("id IN ?", piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("get organizations: %w", translate(err))
		}
		for _, o := range rows {
			found[o.ID] = o
		}
	}
	return found, nil
}

// ByNames reads the active organizations that have one of the folded names, in any region of the scope.
func (r Organizations) ByNames(ctx context.Context, s model.Sight, keys []string) ([]model.Organization, error) {
	var found []model.Organization
	for _, piece := range chunks(keys) {
		var rows []model.Organization
		q := seen(r.db.WithContext(ctx), s, "id").Where("name_key IN ? AND ended = 0", piece)
		if err := q.Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("find organizations by name: %w", translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}

// ByCreditCode reads the active organizations of a 统一社会信用代码. Nothing keeps two from having the same.
func (r Organizations) ByCreditCode(ctx context.Context, creditCode string) ([]model.Organization, error) {
	var rows []model.Organization
	q := code(r.db.WithContext(ctx), "credit_code", creditCode).Where("ended = 0")
	if err := q.Order("id").Limit(2).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find organizations by credit code: %w", translate(err))
	}
	return rows, nil
}

const organizationInUse = `SELECT COUNT(*) FROM (
SELECT id FROM sites WHERE organization_id = ? AND state <> 'closed'
UNION ALL SELECT id FROM accounts WHERE organization_id = ? AND state <> 'closed') AS used`

// InUse counts the sites and accounts of an organization that are not closed.
func (r Organizations) InUse(ctx context.Context, id uint64) (int64, error) {
	var n int64
	if err := r.db.WithContext(ctx).Raw(organizationInUse, id, id).Scan(&n).Error; err != nil {
		return 0, fmt.Errorf("count what an organization runs: %w", translate(err))
	}
	return n, nil
}

// Lock takes the row of an organization, so that nothing is added to it until this transaction ends.
func (r Organizations) Lock(ctx context.Context, s model.Sight, id uint64) (model.Organization, error) {
	var row model.Organization
	q := seen(r.db.WithContext(ctx), s, "id").Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock organization: %w", translate(err))
	}
	return row, nil
}
