package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Rename gives an organization another name from a day on. It is found by the old one too.
func (s *Organizations) Rename(
	ctx context.Context, a model.Actor, id, version uint64, e model.RenameEdit,
) (model.Organization, error) {
	e, err := e.Normalize()
	if err != nil {
		return model.Organization{}, err
	}
	return s.dated(ctx, a, id, version, string(model.VerbRename), model.Reason{Reason: e.Reason, On: e.On},
		func(_ *repository.Store, row *model.Organization) error { return row.Rename(e) })
}

// Transfer gives a site to another organization from a day on, with its region.
func (s *Sites) Transfer(
	ctx context.Context, a model.Actor, id, version uint64, e model.TransferEdit,
) (model.Site, error) {
	return transfer(ctx, &s.things, a, id, version, e)
}

// Transfer gives an account to another organization from a day on, with its region.
func (s *Accounts) Transfer(
	ctx context.Context, a model.Actor, id, version uint64, e model.TransferEdit,
) (model.Account, error) {
	return transfer(ctx, &s.things, a, id, version, e)
}

func transfer[T, F any, P living[T]](
	ctx context.Context, s *things[T, F], a model.Actor, id, version uint64, e model.TransferEdit,
) (T, error) {
	e, err := e.Normalize()
	if err != nil {
		var zero T
		return zero, err
	}
	return s.dated(ctx, a, id, version, "move", model.Reason{Reason: e.Reason, On: e.On},
		func(tx *repository.Store, row *T) error {
			o, err := owner(ctx, tx, a, e.OrganizationID, "")
			P(row).Give(o)
			return err
		})
}

// merger is a merge on its way: all of it is one transaction.
type merger struct {
	base
	actor   model.Actor
	at      model.Time
	edit    model.MergeEdit
	from    model.Organization
	into    model.Organization
	changes []change
	done    model.Merger
}

// Merge ends an organization in favour of another one, to which its sites, accounts, contacts, staff and the organizations
// below it go with their histories.
func (s *Organizations) Merge(ctx context.Context, a model.Actor, id, version uint64, e model.MergeEdit) (model.Merger, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Merger{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Merger{}, err
	}
	// Regions of organizations never change, so they are read outside of the transaction, as for Dissolve.
	from, err := s.store.Organizations.Get(ctx, a, id)
	if err != nil {
		return model.Merger{}, err
	}
	if e.Into == id {
		return model.Merger{}, model.InvalidField("into", "not_itself")
	}
	into, err := s.store.Organizations.Get(ctx, a, e.Into)
	if err != nil {
		return model.Merger{}, inField("into", err)
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Merger, error) {
		m := &merger{base: s.base, actor: a, at: s.now(), edit: e, from: from, into: into}
		if err := m.lock(ctx, tx); err != nil {
			return m.done, err
		}
		if m.from.Version != version {
			return m.done, model.Stale()
		}
		for _, step := range []func(context.Context, *repository.Store) error{
			m.end, m.moveBelow, m.moveSites, m.moveAccounts, m.moveContacts, m.moveStaff,
		} {
			if err := step(ctx, tx); err != nil {
				return m.done, err
			}
		}
		return m.done, s.record(ctx, tx, a, m.at, m.changes...)
	})
}

// lock takes the two regions, which imports hold, and the two organizations, in one order for everybody.
func (m *merger) lock(ctx context.Context, tx *repository.Store) error {
	regions := []model.RegionCode{m.from.RegionCode, m.into.RegionCode}
	slices.Sort(regions)
	for _, code := range slices.Compact(regions) {
		if _, err := tx.Regions.Lock(ctx, model.Scope(code)); err != nil {
			return err
		}
	}
	both := []*model.Organization{&m.from, &m.into}
	slices.SortFunc(both, func(x, y *model.Organization) int { return int(x.ID) - int(y.ID) }) //nolint:gosec // ids stay below 2^53
	for _, o := range both {
		locked, err := tx.Organizations.Lock(ctx, m.actor, o.ID)
		if err != nil {
			return err
		}
		*o = locked
	}
	return nil
}

// part writes a change that follows from the merge.
func part[T any](ctx context.Context, tx *repository.Store, m *merger, n noun[T], operation string, before, row T) error {
	f := n.facts(&row)
	version := *f.version
	*f.version, *f.updatedAt = version+1, m.at
	if err := n.put(ctx, tx, m.actor, version, &row); err != nil {
		return err
	}
	c := changed(n, operation, m.edit.Reason, &before, &row)
	c.on, c.part = m.edit.On, true
	m.changes = append(m.changes, c)
	return nil
}

// end ends the organization.
func (m *merger) end(ctx context.Context, tx *repository.Store) error {
	before := m.from
	if err := m.from.Merge(m.edit, m.at); err != nil {
		return err
	}
	if m.into.State != model.OrganizationActive {
		return model.InvalidField("into", "organization_not_active")
	}
	m.from.Version, m.from.UpdatedAt = before.Version+1, m.at
	if err := tx.Organizations.Update(ctx, m.actor, before.Version, &m.from); err != nil {
		return err
	}
	c := changed(organizationNoun, string(model.VerbMerge), m.edit.Reason, &before, &m.from)
	c.on = m.edit.On
	m.changes, m.done.Organization = append(m.changes, c), m.from
	return nil
}

// moveBelow puts the organizations below the one that ends under its successor. If that is one of them, or below one, it
// takes the place of the one that ends.
func (m *merger) moveBelow(ctx context.Context, tx *repository.Store) error {
	below, err := tx.Organizations.Under(ctx, m.from.ID)
	if err != nil {
		return err
	}
	branch, err := m.branch(ctx, tx)
	if err != nil {
		return err
	}
	for _, before := range below {
		if !m.actor.Area().Covers(before.RegionCode) {
			return model.NewError(model.KindConflict, "merge_needs_wider_area")
		}
		row := before
		if row.ParentID = model.OptionalID(m.into.ID); row.ID == branch {
			row.ParentID = m.from.ParentID
		}
		if err := part(ctx, tx, m, organizationNoun, "update", before, row); err != nil {
			return err
		}
		m.done.Organizations++
	}
	return nil
}

// branch is the organization directly below the one that ends which leads to its successor, 0 for none.
func (m *merger) branch(ctx context.Context, tx *repository.Store) (uint64, error) {
	seen := map[uint64]bool{}
	for o := m.into; o.ParentID != 0 && !seen[o.ID]; {
		if uint64(o.ParentID) == m.from.ID {
			return o.ID, nil
		}
		seen[o.ID] = true
		above, err := tx.Organizations.Lock(ctx, m.actor, uint64(o.ParentID))
		if IsNotFound(err) {
			return 0, nil // the chain leaves the caller's region, where the one that ends cannot be
		}
		if err != nil {
			return 0, err
		}
		o = above
	}
	return 0, nil
}

// given is a row that a merge gives to another organization.
type given[T any] interface {
	*T
	Give(o model.Organization)
}

// handOver gives rows to the successor, and answers how many they are.
func handOver[T any, P given[T]](
	ctx context.Context, tx *repository.Store, m *merger, n noun[T],
	of func(ctx context.Context, s model.Sight, organizationID uint64) ([]T, error),
) (int, error) {
	rows, err := of(ctx, m.actor, m.from.ID)
	if err != nil {
		return 0, err
	}
	for _, before := range rows {
		row := before
		P(&row).Give(m.into)
		if err := part(ctx, tx, m, n, "move", before, row); err != nil {
			return 0, err
		}
	}
	return len(rows), nil
}

func (m *merger) moveSites(ctx context.Context, tx *repository.Store) (err error) {
	m.done.Sites, err = handOver(ctx, tx, m, siteNoun, tx.Sites.Of)
	return err
}

func (m *merger) moveAccounts(ctx context.Context, tx *repository.Store) (err error) {
	m.done.Accounts, err = handOver(ctx, tx, m, accountNoun, tx.Accounts.Of)
	return err
}

// sealedNoun is a contact that nobody opens: only to whom it belongs is changed.
var sealedNoun = noun[model.Contact]{
	kind: contactNoun.kind, private: true,
	facts: func(c *model.Contact) facts { return facts{c.ID, "", c.RegionCode, &c.Version, &c.UpdatedAt} },
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Contact) error {
		return tx.Contacts.Update(ctx, s, version, row)
	},
}

func (m *merger) moveContacts(ctx context.Context, tx *repository.Store) (err error) {
	m.done.Contacts, err = handOver(ctx, tx, m, sealedNoun, tx.Contacts.Of)
	return err
}

// moveStaff gives the staff their new organization. They have other rights then, so their sessions end.
func (m *merger) moveStaff(ctx context.Context, tx *repository.Store) (err error) {
	m.done.Users, err = handOver(ctx, tx, m, userNoun,
		func(ctx context.Context, s model.Sight, organizationID uint64) ([]model.User, error) {
			rows, err := tx.Users.Staff(ctx, s, organizationID)
			for _, row := range rows {
				if err := tx.Sessions.EndOf(ctx, row.ID, 0); err != nil {
					return nil, err
				}
			}
			return rows, err
		})
	return err
}
