package service

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/seal"
)

// Contacts is the collection of people at organizations. They are stored sealed and shown masked, unless the caller may
// read them; then the trail says who has read whom.
type Contacts struct{ base }

var contactNoun = noun[model.OpenContact]{
	kind: "contact", private: true,
	facts: func(c *model.OpenContact) facts {
		return facts{c.ID, "", c.RegionCode, &c.Version, &c.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, c *model.OpenContact) error {
		return tx.Contacts.Update(ctx, s, version, &c.Contact)
	},
}

// List answers one piece of the people at an organization: as they are to those who may read them, unless they ask for
// masked ones. What is read as it is leaves an audit entry.
func (s *Contacts) List(
	ctx context.Context, a model.Actor, organizationID uint64, masked bool, req model.ListRequest,
) (model.List[model.OpenContact], error) {
	if err := a.Allow(model.ListContacts); err != nil {
		return model.List[model.OpenContact]{}, err
	}
	if _, err := s.store.Organizations.Get(ctx, a, organizationID); err != nil {
		return model.List[model.OpenContact]{}, err
	}
	rows, err := s.store.Contacts.List(ctx, a, model.ContactFilter{OrganizationID: organizationID}, req)
	if err != nil {
		return model.List[model.OpenContact]{}, err
	}
	return s.show(ctx, a, masked, rows)
}

// All answers one piece of the people in the caller's whole region: as they are, which leaves audit entries, or masked. It takes
// the right to read them.
func (s *Contacts) All(
	ctx context.Context, a model.Actor, masked bool, req model.ListRequest,
) (model.List[model.OpenContact], error) {
	if err := a.Allow(model.ReadContacts); err != nil {
		return model.List[model.OpenContact]{}, err
	}
	rows, err := s.store.Contacts.List(ctx, a, model.ContactFilter{}, req)
	if err != nil {
		return model.List[model.OpenContact]{}, err
	}
	return s.show(ctx, a, masked, rows)
}

// Find answers the people who are reached under a telephone number, in the caller's whole region. To learn that a number is
// somebody's is to read it, so it takes the right to read, and an audit entry whatever the form of the answer: otherwise
// the digits that a mask hides could be tried out one by one. An extension is not looked at.
func (s *Contacts) Find(
	ctx context.Context, a model.Actor, phone string, masked bool, req model.ListRequest,
) (model.List[model.OpenContact], error) {
	var none model.List[model.OpenContact]
	if err := a.Allow(model.ReadContacts); err != nil {
		return none, err
	}
	if phone == "" {
		return none, model.InvalidField("phone", "required")
	}
	number, ok := model.ParsePhone(phone)
	if !ok {
		return none, model.InvalidField("phone", "not_a_phone")
	}
	rows, err := s.withPhone(ctx, a, number, req)
	if err != nil {
		return none, err
	}
	found, err := s.show(ctx, a, false, rows)
	if err == nil && masked {
		mask(found.Items)
	}
	return found, err
}

// withPhone searches under every key. A key that another program adds meanwhile may already have hashed a row, so the search
// counts only when the ring was the same before and after it.
func (s *Contacts) withPhone(
	ctx context.Context, a model.Actor, number model.Phone, req model.ListRequest,
) (model.List[model.Contact], error) {
	if err := s.ring.Reload(); err != nil {
		return model.List[model.Contact]{}, keyMissing(err)
	}
	for {
		keys, hashes := s.ring.IDs(), s.ring.MACs(seal.ForPhones, []byte(number.Digits()))
		f := model.ContactFilter{OfficeLookups: hashes}
		if number.Kind == model.PhoneMobile {
			f = model.ContactFilter{MobileLookups: hashes}
		}
		rows, err := s.store.Contacts.List(ctx, a, f, req)
		if err != nil {
			return rows, err
		}
		if err := s.ring.Reload(); err != nil {
			return rows, keyMissing(err)
		}
		if slices.Equal(keys, s.ring.IDs()) && len(keys) == len(hashes) {
			return rows, nil
		}
	}
}

// Get is the contact of an id, masked or not as in List.
func (s *Contacts) Get(ctx context.Context, a model.Actor, id uint64, masked bool) (model.OpenContact, error) {
	if err := a.Allow(model.ListContacts); err != nil {
		return model.OpenContact{}, err
	}
	row, err := s.store.Contacts.Get(ctx, a, id)
	if err != nil {
		return model.OpenContact{}, err
	}
	return s.showOne(ctx, a, masked, row)
}

// Create adds a person to an organization.
func (s *Contacts) Create(
	ctx context.Context, a model.Actor, organizationID uint64, e model.ContactEdit,
) (model.OpenContact, error) {
	if err := a.Allow(model.WriteContacts); err != nil {
		return model.OpenContact{}, err
	}
	e, invalid := e.Normalize()
	at := s.now()
	uid, err := uuid.NewV7()
	if err != nil {
		return model.OpenContact{}, fmt.Errorf("make an id: %w", err)
	}
	created, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (model.OpenContact, error) {
		var c model.OpenContact
		o, err := tx.Organizations.Lock(ctx, a, organizationID)
		switch {
		case err != nil:
			return c, err
		case invalid != nil: // a foreign organization is unknown, whatever comes with it
			return c, invalid
		case o.State != model.OrganizationActive:
			return c, model.NewError(model.KindConflict, "organization_not_active")
		}
		c.Contact = model.Contact{
			UID: uid.String(), OrganizationID: o.ID, RegionCode: o.RegionCode, Version: 1, CreatedAt: at, UpdatedAt: at,
		}
		c.Apply(e)
		if err := s.seal(&c); err != nil {
			return c, err
		}
		if err := tx.Contacts.Create(ctx, &c.Contact); err != nil {
			return c, err
		}
		return c, s.record(ctx, tx, a, at, changed(contactNoun, "create", "", nil, &c))
	})
	if err != nil {
		return model.OpenContact{}, err
	}
	return answered(a, created), nil
}

// Update changes a person. Who may write but not read gets the answer masked, and cannot put a masked value in the place of
// what it hides.
func (s *Contacts) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.ContactEdit],
) (model.OpenContact, error) {
	if err := a.Allow(model.WriteContacts); err != nil {
		return model.OpenContact{}, err
	}
	c, err := apply(ctx, s.base, a, edit[model.OpenContact]{
		noun: contactNoun, operation: "update", version: version,
		load: func(tx *repository.Store) (model.OpenContact, error) {
			row, err := tx.Contacts.Get(ctx, a, id)
			if err != nil {
				return model.OpenContact{}, err
			}
			return s.open(row)
		},
		change: func(_ *repository.Store, c *model.OpenContact) error {
			e, err := patch.over(c.Edit())
			if err != nil || e == c.Edit() {
				return err
			}
			c.Apply(e)
			return s.seal(c)
		},
	})
	if err != nil {
		return model.OpenContact{}, err
	}
	if len(c.ChangedFields) == 0 { // nothing was written, so nothing says yet that this caller has read it
		return s.showOne(ctx, a, false, c.Contact)
	}
	return answered(a, c), nil
}

// Delete removes a person.
func (s *Contacts) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.WriteContacts); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, contactNoun,
		func(tx *repository.Store) (model.OpenContact, error) {
			row, err := tx.Contacts.Get(ctx, a, id)
			if err != nil {
				return model.OpenContact{}, err
			}
			c, _ := s.open(row) // what nobody can read any more can still be removed
			return c, nil
		},
		func(tx *repository.Store) error { return tx.Contacts.Delete(ctx, a, id, version) })
}

// answered is what the one who has just written gets back. The entry of the change says who that was.
func answered(a model.Actor, c model.OpenContact) model.OpenContact {
	if a.Allow(model.ReadContacts) != nil {
		return c.Mask()
	}
	return c
}

func mask(all []model.OpenContact) {
	for i := range all {
		all[i] = all[i].Mask()
	}
}

func (s *Contacts) showOne(ctx context.Context, a model.Actor, masked bool, row model.Contact) (model.OpenContact, error) {
	shown, err := s.show(ctx, a, masked, model.List[model.Contact]{Items: []model.Contact{row}})
	if err != nil {
		return model.OpenContact{}, err
	}
	return shown.Items[0], nil
}

// show opens rows for a caller. Whoever gets them as they are is in the trail before the answer: no entry, no answer.
func (s *Contacts) show(
	ctx context.Context, a model.Actor, masked bool, rows model.List[model.Contact],
) (model.List[model.OpenContact], error) {
	out := model.List[model.OpenContact]{Total: rows.Total, Next: rows.Next, Items: make([]model.OpenContact, len(rows.Items))}
	for i, row := range rows.Items {
		var err error
		if out.Items[i], err = s.open(row); err != nil {
			return model.List[model.OpenContact]{}, err
		}
	}
	if masked || a.Allow(model.ReadContacts) != nil {
		mask(out.Items)
		return out, nil
	}
	if err := s.noteRead(ctx, a, rows.Items); err != nil {
		return model.List[model.OpenContact]{}, err
	}
	return out, nil
}

// readContacts is what the trail keeps of a read: whose, and which.
type readContacts struct {
	OrganizationID uint64
	ContactIDs     []uint64
}

// noteRead writes one entry for each organization, in its region, so that those who look after the region find it.
func (s *Contacts) noteRead(ctx context.Context, a model.Actor, rows []model.Contact) error {
	var changes []change
	at := map[uint64]int{}
	read := map[uint64][]uint64{}
	for _, row := range rows {
		read[row.OrganizationID] = append(read[row.OrganizationID], row.ID)
		if _, known := at[row.OrganizationID]; !known {
			at[row.OrganizationID] = len(changes)
			changes = append(changes, change{operation: "contact.read", kind: "contact", id: row.ID, region: row.RegionCode, private: true})
		}
	}
	if len(changes) == 0 {
		return nil
	}
	for organizationID, ids := range read {
		c := &changes[at[organizationID]]
		c.after = readContacts{organizationID, ids}
		if len(ids) > 1 {
			c.id = 0 // no single one
		}
	}
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, s.record(ctx, tx, a, s.now(), changes...)
	})
	return err
}
