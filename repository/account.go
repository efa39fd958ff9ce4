package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Accounts is the collection of accounts.
type Accounts struct{ db *gorm.DB }

var accountSorts = sorts{
	"platform": "platform", "name": "name", "region_code": "region_code", "state": "state", "updated_at": "updated_at",
}

func accountID(r model.Account) uint64 { return r.ID }

func (r Accounts) filtered(ctx context.Context, s model.Sight, f model.AccountFilter) *gorm.DB {
	q := seen(at[model.Account](ctx, r.db, accountVersions, "accounts", f.AsOf), s, "organization_id")
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "state = ?", f.State)
	q = where(q, "organization_id = ?", f.OrganizationID)
	q = where(q, "platform = ?", f.Platform)
	if f.Warning == model.WarningSecondAccount {
		q = second(q, f.AsOf)
	}
	return search(q, f.Query)
}

// List answers one piece of the list.
func (r Accounts) List(
	ctx context.Context, s model.Sight, f model.AccountFilter, req model.ListRequest,
) (model.List[model.Account], error) {
	return list(r.filtered(ctx, s, f), accountSorts, req, accountID)
}

// Export calls fn with pieces of everything the filter selects.
func (r Accounts) Export(ctx context.Context, s model.Sight, f model.AccountFilter, fn func([]model.Account) error) error {
	return each(ctx, r.filtered(ctx, s, f), accountID, fn)
}

// CountByPlatform counts what the filter selects on each platform.
func (r Accounts) CountByPlatform(ctx context.Context, s model.Sight, f model.AccountFilter) ([]model.PlatformCount, error) {
	var rows []model.PlatformCount
	q := r.filtered(ctx, s, f).Select("platform, COUNT(*) AS accounts").Group("platform").Order("platform")
	if err := q.Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count accounts: %w", translate(err))
	}
	return rows, nil
}

// Get is the account of an id, if it lies in the scope.
func (r Accounts) Get(ctx context.Context, s model.Sight, id uint64) (model.Account, error) {
	var row model.Account
	if err := take(seen(r.db.WithContext(ctx), s, "organization_id").Where("id = ?", id), &row); err != nil {
		return row, fmt.Errorf("get account: %w", translate(err))
	}
	return row, nil
}

// Create inserts accounts and fills in their ids.
func (r Accounts) Create(ctx context.Context, rows ...*model.Account) error {
	return insert(ctx, r.db, "accounts", rows)
}

// Update writes an account over the version the change was made on.
func (r Accounts) Update(ctx context.Context, s model.Sight, version uint64, row *model.Account) error {
	return update(ctx, r.db, "account", s, "organization_id", row.ID, version, row)
}

// Delete removes an account that nothing refers to.
func (r Accounts) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Account](ctx, r.db, "account", s, "organization_id", id, version)
}

// ByKeys reads the accounts that have one of the folded names or one of the platforms' ids, on any platform, closed ones
// too.
func (r Accounts) ByKeys(ctx context.Context, names, platformIDs []string) ([]model.Account, error) {
	var found []model.Account
	for column, keys := range map[string][]string{"name_key": names, "platform_account_key": platformIDs} {
		for _, piece := range chunks(keys) {
			var rows []model.Account
			// Every platform is named because the indexes begin with it.
			q := r.db.WithContext(ctx).Where("platform IN ?", model.Platforms).Where(column+" IN ?", piece)
			if err := q.Find(&rows).Error; err != nil {
				return nil, fmt.Errorf("find accounts: %w", translate(err))
			}
			found = append(found, rows...)
		}
	}
	return found, nil
}

// second keeps a statement to accounts whose organization has another one on the same platform. Closed ones do not count.
func second(q *gorm.DB, day model.Date) *gorm.DB {
	const same = " o WHERE o.organization_id = accounts.organization_id AND o.platform = accounts.platform" +
		" AND o.id <> accounts.id AND o.state <> 'closed'"
	q = q.Where("state <> ?", model.StateClosed)
	if day == "" {
		return q.Where("EXISTS (SELECT 1 FROM accounts" + same + ")")
	}
	return q.Where("EXISTS (SELECT 1 FROM account_versions"+same+
		" AND o.valid_from <= ? AND (o.valid_to IS NULL OR o.valid_to > ?))", day, day)
}

// Running reads which accounts of organizations are not closed: ids, names and where they are.
func (r Accounts) Running(ctx context.Context, s model.Sight, organizationIDs []uint64) ([]model.Account, error) {
	var found []model.Account
	for _, piece := range chunks(organizationIDs) {
		var rows []model.Account
		q := seen(r.db.WithContext(ctx), s, "organization_id").Where("organization_id IN ? AND state <> ?", piece, model.StateClosed)
		if err := namedAccounts.find(q.Order("id"), &rows); err != nil {
			return nil, fmt.Errorf("find the accounts of organizations: %w", translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}

// Of reads the accounts of an organization, closed ones too.
func (r Accounts) Of(ctx context.Context, s model.Sight, organizationID uint64) ([]model.Account, error) {
	return of[model.Account](ctx, r.db, s, "accounts", organizationID)
}

// Claimed reads the accounts of a platform that have an id or a folded name.
func (r Accounts) Claimed(ctx context.Context, s model.Sight, platform model.Platform, column, key string) ([]model.Account, error) {
	var rows []model.Account
	q := seen(r.db.WithContext(ctx), s, "organization_id").Where("platform = ?", platform)
	if err := q.Where(claims[column], key).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find the accounts of a claim: %w", translate(err))
	}
	return rows, nil
}

// claims are the ways to look for an account that somebody has met.
var claims = map[string]string{
	"id": "platform_account_key = ?", "name": "name_key = ?",
	"former": "id IN (SELECT v.id FROM account_versions v WHERE v.platform = accounts.platform AND v.name_key = ?)",
}
