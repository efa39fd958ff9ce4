package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Organizations is the collection of organizations.
type Organizations struct {
	things[model.Organization, model.OrganizationFilter]
}

func newOrganizations(b base) *Organizations {
	return &Organizations{things[model.Organization, model.OrganizationFilter]{
		base: b, noun: organizationNoun,
		rows: func(tx *repository.Store) rows[model.Organization, model.OrganizationFilter] { return tx.Organizations },
	}}
}

var organizationNoun = noun[model.Organization]{
	kind: "organization",
	facts: func(o *model.Organization) facts {
		return facts{o.ID, o.Name, o.RegionCode, &o.Version, &o.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Organization) error {
		return tx.Organizations.Update(ctx, s, version, row)
	},
}

// Create adds an organization.
func (s *Organizations) Create(ctx context.Context, a model.Actor, e model.OrganizationEdit) (model.Organization, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Organization{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Organization{}, err
	}
	return s.create(ctx, a, func(tx *repository.Store, at model.Time) (model.Organization, error) {
		row := model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: at, UpdatedAt: at}
		row.Apply(e)
		return row, s.checkReferences(ctx, tx, a, e, 0)
	})
}

// checkReferences checks that the region and the parent exist for the caller, and that the parent is not below the thing.
func (s *Organizations) checkReferences(
	ctx context.Context, tx *repository.Store, a model.Actor, e model.OrganizationEdit, self uint64,
) error {
	if !a.Area().Covers(e.RegionCode) {
		return model.InvalidField("region_code", "unknown_reference")
	}
	if _, err := tx.Regions.Get(ctx, e.RegionCode); err != nil {
		return inField("region_code", err)
	}
	// The chain is locked from the thing upwards, so that two moves at once cannot close a ring together.
	if self != 0 && e.ParentID != 0 {
		if _, err := tx.Organizations.Lock(ctx, a, self); err != nil {
			return err
		}
	}
	seen := map[model.OptionalID]bool{}
	for parent := e.ParentID; parent != 0; {
		if uint64(parent) == self || seen[parent] {
			return model.InvalidField("parent_id", "parent_cycle")
		}
		seen[parent] = true
		above, err := tx.Organizations.Lock(ctx, a, uint64(parent))
		if IsNotFound(err) && parent != e.ParentID {
			return nil // the chain leaves the caller's region, where this organization cannot be
		}
		if err != nil {
			return inField("parent_id", err)
		}
		parent = above.ParentID
	}
	return nil
}

// Update changes an organization. Its region stays: sites and accounts are moved by giving them another organization.
func (s *Organizations) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.OrganizationEdit],
) (model.Organization, error) {
	return s.edit(ctx, a, id, version, "update", "", func(tx *repository.Store, row *model.Organization) error {
		e, err := patch.over(row.Edit())
		if err != nil {
			return err
		}
		if e.RegionCode != row.RegionCode {
			return model.InvalidField("region_code", "unchangeable")
		}
		if e.ParentID != row.ParentID { // one that stays may lie outside the caller's region
			if err := s.checkReferences(ctx, tx, a, e, id); err != nil {
				return err
			}
		}
		row.Apply(e)
		return nil
	})
}

// Dissolve ends an organization that runs nothing any more.
func (s *Organizations) Dissolve(
	ctx context.Context, a model.Actor, id, version uint64, reason model.Reason,
) (model.Organization, error) {
	reason, err := reason.Normalize()
	if err != nil {
		return model.Organization{}, err
	}
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Organization{}, err
	}
	// Its region never changes, so it is read outside of the transaction: there the first plain read settles what all
	// later ones see, and that must not be before the locks.
	outside, err := s.store.Organizations.Get(ctx, a, id)
	if err != nil {
		return outside, err
	}
	return apply(ctx, s.base, a, edit[model.Organization]{
		noun: s.noun, operation: "dissolve", reason: reason.Reason, on: reason.On, version: version,
		// Imports hold the region, single additions the organization: with both locked nothing is added while what it
		// runs is counted.
		load: func(tx *repository.Store) (model.Organization, error) {
			if _, err := tx.Regions.Lock(ctx, model.Scope(outside.RegionCode)); err != nil {
				return model.Organization{}, err
			}
			return tx.Organizations.Lock(ctx, a, id)
		},
		change: func(tx *repository.Store, row *model.Organization) error {
			if n, err := tx.Organizations.InUse(ctx, id); err != nil {
				return err
			} else if n > 0 {
				return model.NewError(model.KindConflict, "organization_in_use", n)
			}
			return row.Dissolve(reason, s.now())
		},
	})
}

// Reopen takes a dissolved organization back into use.
func (s *Organizations) Reopen(
	ctx context.Context, a model.Actor, id, version uint64, reason model.Reason,
) (model.Organization, error) {
	reason, err := reason.Normalize()
	if err != nil {
		return model.Organization{}, err
	}
	return s.dated(ctx, a, id, version, "reopen", reason, func(_ *repository.Store, row *model.Organization) error {
		return row.Reopen()
	})
}

// owner is the organization that a site or an account is to belong to. It is locked, so that it cannot be dissolved
// before this transaction ends. The region of the thing is always that of its owner.
func owner(
	ctx context.Context, tx *repository.Store, a model.Actor, id uint64, region model.RegionCode,
) (model.Organization, error) {
	o, err := tx.Organizations.Lock(ctx, a, id)
	switch {
	case err != nil:
		return o, inField("organization_id", err)
	case o.State != model.OrganizationActive:
		return o, model.InvalidField("organization_id", "organization_not_active")
	case region != "" && region != o.RegionCode:
		return o, model.InvalidField("region_code", "region_of_organization", o.RegionCode)
	}
	return o, nil
}

// newOwner answers the region of a thing that changes its organization. A region that came along unchanged with another
// organization is the old one, not a wish.
func newOwner(
	ctx context.Context, tx *repository.Store, a model.Actor, oldID, newID uint64, oldRegion, newRegion model.RegionCode,
) (model.RegionCode, error) {
	if newID != oldID && newRegion == oldRegion {
		newRegion = ""
	}
	o, err := owner(ctx, tx, a, newID, newRegion)
	return o.RegionCode, err
}

// Names are the names of organizations by id, for a list that prints them.
func (s *Organizations) Names(ctx context.Context, a model.Actor, ids []uint64) (map[uint64]string, error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return nil, err
	}
	ids = slices.Clone(ids)
	slices.Sort(ids)
	found, err := s.store.Organizations.ByIDs(ctx, a, slices.Compact(ids))
	names := make(map[uint64]string, len(found))
	for id, o := range found {
		names[id] = o.Name
	}
	return names, err
}
