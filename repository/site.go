package repository

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"xuncha/model"
)

// Sites is the collection of sites.
type Sites struct{ db *gorm.DB }

var siteSorts = sorts{
	"code": "code", "name": "name", "region_code": "region_code", "state": "state", "updated_at": "updated_at",
}

func siteID(r model.Site) uint64 { return r.ID }

func (r Sites) filtered(ctx context.Context, s model.Sight, f model.SiteFilter) *gorm.DB {
	q := seen(at[model.Site](ctx, r.db, siteVersions, "sites", f.AsOf), s, "organization_id")
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "state = ?", f.State)
	q = where(q, "organization_id = ?", f.OrganizationID)
	q = flag(q, "is_portal", f.Portal)
	return search(q, f.Query)
}

// List answers one piece of the list.
func (r Sites) List(
	ctx context.Context, s model.Sight, f model.SiteFilter, req model.ListRequest,
) (model.List[model.Site], error) {
	return list(r.filtered(ctx, s, f), siteSorts, req, siteID)
}

// Export calls fn with pieces of everything the filter selects.
func (r Sites) Export(ctx context.Context, s model.Sight, f model.SiteFilter, fn func([]model.Site) error) error {
	return each(ctx, r.filtered(ctx, s, f), siteID, fn)
}

// Count counts what the filter selects.
func (r Sites) Count(ctx context.Context, s model.Sight, f model.SiteFilter) (int64, error) {
	return total(r.filtered(ctx, s, f), "sites")
}

// Get is the site of an id, if it lies in the scope.
func (r Sites) Get(ctx context.Context, s model.Sight, id uint64) (model.Site, error) {
	var row model.Site
	if err := take(seen(r.db.WithContext(ctx), s, "organization_id").Where("id = ?", id), &row); err != nil {
		return row, fmt.Errorf("get site: %w", translate(err))
	}
	return row, nil
}

// Create inserts sites and fills in their ids.
func (r Sites) Create(ctx context.Context, rows ...*model.Site) error {
	return insert(ctx, r.db, "sites", rows)
}

// Update writes a site over the version the change was made on.
func (r Sites) Update(ctx context.Context, s model.Sight, version uint64, row *model.Site) error {
	return update(ctx, r.db, "site", s, "organization_id", row.ID, version, row)
}

// Delete removes a site that nothing refers to.
func (r Sites) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Site](ctx, r.db, "site", s, "organization_id", id, version)
}

// ByCodes reads the sites of a list of codes, wherever they are: a code is unique in the whole register.
func (r Sites) ByCodes(ctx context.Context, codes []string) (map[string]model.Site, error) {
	found := make(map[string]model.Site, len(codes))
	codes = slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !isASCII(code) })
	for _, piece := range chunks(codes) {
		var rows []model.Site
		if err := r.db.WithContext(ctx).Where("code IN ?", piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("find sites by code: %w", translate(err))
		}
		for _, s := range rows {
			found[s.Code] = s
		}
	}
	return found, nil
}

// Of reads the sites of an organization, closed ones too.
func (r Sites) Of(ctx context.Context, s model.Sight, organizationID uint64) ([]model.Site, error) {
	return of[model.Site](ctx, r.db, s, "sites", organizationID)
}
