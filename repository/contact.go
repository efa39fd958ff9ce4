package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// Contacts is the collection of people at organizations. Nothing in it can be read without the keys.
type Contacts struct{ db *gorm.DB }

// contactSorts has no names: they are sealed.
var contactSorts = sorts{"created_at": "created_at", "updated_at": "updated_at"}

func contactID(r model.Contact) uint64 { return r.ID }

// List answers one piece of the list.
func (r Contacts) List(
	ctx context.Context, s model.Sight, f model.ContactFilter, req model.ListRequest,
) (model.List[model.Contact], error) {
	q := seen(r.db.WithContext(ctx).Model(&model.Contact{}), s, "organization_id")
	q = where(q, "organization_id = ?", f.OrganizationID)
	if len(f.MobileLookups) > 0 {
		q = q.Where("mobile_lookup IN ?", f.MobileLookups)
	}
	if len(f.OfficeLookups) > 0 {
		q = q.Where("office_lookup IN ?", f.OfficeLookups)
	}
	return list(q, contactSorts, req, contactID)
}

// Get is the contact of an id, if the caller sees it.
func (r Contacts) Get(ctx context.Context, s model.Sight, id uint64) (model.Contact, error) {
	var row model.Contact
	if err := seen(r.db.WithContext(ctx), s, "organization_id").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get contact: %w", translate(err))
	}
	return row, nil
}

// Create inserts a contact and fills in its id.
func (r Contacts) Create(ctx context.Context, row *model.Contact) error {
	return insert(ctx, r.db, "contacts", []*model.Contact{row})
}

// Update writes a contact over the version the change was made on.
func (r Contacts) Update(ctx context.Context, s model.Sight, version uint64, row *model.Contact) error {
	return update(ctx, r.db, "contact", s, "organization_id", row.ID, version, row)
}

// Delete removes a contact.
func (r Contacts) Delete(ctx context.Context, s model.Sight, id, version uint64) error {
	return remove[model.Contact](ctx, r.db, "contact", s, "organization_id", id, version)
}
