package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Users is the collection of people who log in.
type Users struct{ db *gorm.DB }

var userSorts = sorts{
	"name": "name_key", "display_name": "display_name", "role": "role", "region_code": "scope", "state": "state",
	"last_login_at": "last_login_at",
}

func userID(r model.User) uint64 { return r.ID }

// managed keeps a statement to the users whom somebody manages: those of its area with a role that it may give.
func managed(db *gorm.DB, m model.Managed) *gorm.DB {
	return scoped(db, m.Area, "scope").Where("role IN ?", m.Roles)
}

// List answers one piece of the list.
func (r Users) List(
	ctx context.Context, m model.Managed, f model.UserFilter, req model.ListRequest,
) (model.List[model.User], error) {
	q := managed(r.db.WithContext(ctx).Model(&model.User{}), m)
	if f.Region != "" {
		q = scoped(q, f.Region, "scope")
	}
	q = where(q, "role = ?", f.Role)
	q = where(q, "state = ?", f.State)
	return list(search(q, f.Query), userSorts, req, userID)
}

// Get is the user of an id, if somebody manages it.
func (r Users) Get(ctx context.Context, m model.Managed, id uint64) (model.User, error) {
	var row model.User
	if err := managed(r.db.WithContext(ctx), m).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get user: %w", translate(err))
	}
	return row, nil
}

// Lock takes the row of a user, if somebody manages it, so that no login changes it until this transaction ends.
func (r Users) Lock(ctx context.Context, m model.Managed, id uint64) (model.User, error) {
	var row model.User
	q := managed(r.db.WithContext(ctx), m).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock user: %w", translate(err))
	}
	return row, nil
}

// Self is the user of an id, whoever it is: for what users do with their own account.
func (r Users) Self(ctx context.Context, id uint64) (model.User, error) {
	var row model.User
	if err := r.db.WithContext(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get a user's own account: %w", translate(err))
	}
	return row, nil
}

// LockSelf is Self, and takes the row.
func (r Users) LockSelf(ctx context.Context, id uint64) (model.User, error) {
	var row model.User
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock a user's own account: %w", translate(err))
	}
	return row, nil
}

// ByName is the user of a folded name, for a login.
func (r Users) ByName(ctx context.Context, key string) (model.User, error) {
	var row model.User
	if err := r.db.WithContext(ctx).Where("name_key = ?", key).Take(&row).Error; err != nil {
		return row, fmt.Errorf("find user: %w", translate(err))
	}
	return row, nil
}

// Create inserts a user.
func (r Users) Create(ctx context.Context, row *model.User) error {
	if err := r.db.WithContext(ctx).Create(row).Error; err != nil {
		return fmt.Errorf("create user: %w", translateInsert(err))
	}
	return nil
}

// Update writes a user over the version the change was made on.
func (r Users) Update(ctx context.Context, version uint64, row *model.User) error {
	q := r.db.WithContext(ctx).Model(&model.User{}).Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "user")
}

// LoggedIn keeps what a login leaves on the row of the user, which is locked: it is no change of the account.
func (r Users) LoggedIn(ctx context.Context, row model.User) error {
	q := r.db.WithContext(ctx).Model(&model.User{}).Where("id = ?", row.ID)
	return changed(q.Select("LastLoginAt", "PasswordHash").UpdateColumns(&row), "user")
}

// Administrators are the active administrators whose scope covers all of an area, but one. Their rows are locked: a plain
// read may show a state from before the locks of the transaction.
func (r Users) Administrators(ctx context.Context, area model.Scope, but uint64) ([]model.User, error) {
	var rows []model.User
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).
		Where("role = ? AND state = ? AND scope IN ? AND id <> ?", model.RoleAdmin, model.UserActive, area.Covering(), but)
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find administrators: %w", translate(err))
	}
	return rows, nil
}

// TakeStep keeps the time step of a code that was used, and reports false when that step or a later one was used before.
func (r Users) TakeStep(ctx context.Context, id, step uint64) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.User{}).Where("id = ? AND totp_step < ?", id, step).UpdateColumn("totp_step", step)
	if res.Error != nil {
		return false, fmt.Errorf("take the step of a code: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// LockSubject is the user of a single sign-on, whose row is taken.
func (r Users) LockSubject(ctx context.Context, key []byte) (model.User, error) {
	var row model.User
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("subject_key = ?", key).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock the user of a single sign-on: %w", translate(err))
	}
	return row, nil
}
