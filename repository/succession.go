package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// of reads what belongs to an organization that this transaction has locked. It takes the rows, as they are to be changed.
func of[T any](ctx context.Context, db *gorm.DB, s model.Sight, what string, organizationID uint64) ([]T, error) {
	var rows []T
	q := seen(db.WithContext(ctx), s, "organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("organization_id = ?", organizationID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find the %s of an organization: %w", what, translate(err))
	}
	return rows, nil
}

// Of reads the contacts of an organization.
func (r Contacts) Of(ctx context.Context, s model.Sight, organizationID uint64) ([]model.Contact, error) {
	return of[model.Contact](ctx, r.db, s, "contacts", organizationID)
}

// Under reads the organizations of which one is the parent, wherever they are, and takes their rows.
func (r Organizations) Under(ctx context.Context, parent uint64) ([]model.Organization, error) {
	var rows []model.Organization
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("parent_id = ?", parent).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find the organizations below one: %w", translate(err))
	}
	return rows, nil
}

// Staff reads the users of an organization, and takes their rows.
func (r Users) Staff(ctx context.Context, s model.Sight, organizationID uint64) ([]model.User, error) {
	var rows []model.User
	area, _ := s.Within()
	q := scoped(r.db.WithContext(ctx), area, "scope").Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("organization_id = ?", organizationID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find the users of an organization: %w", translate(err))
	}
	return rows, nil
}
