package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Sites is the collection of sites.
type Sites struct {
	things[model.Site, model.SiteFilter]
}

func newSites(b base) *Sites {
	return &Sites{things[model.Site, model.SiteFilter]{
		base: b, noun: siteNoun,
		rows: func(tx *repository.Store) rows[model.Site, model.SiteFilter] { return tx.Sites },
	}}
}

var siteNoun = noun[model.Site]{
	kind: "site",
	facts: func(row *model.Site) facts {
		return facts{row.ID, row.Code, row.RegionCode, &row.Version, &row.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Site) error {
		return tx.Sites.Update(ctx, s, version, row)
	},
}

// Create adds a site to an organization; its region is that of the organization.
func (s *Sites) Create(ctx context.Context, a model.Actor, e model.SiteEdit) (model.Site, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Site{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Site{}, err
	}
	return s.create(ctx, a, func(tx *repository.Store, at model.Time) (model.Site, error) {
		o, err := owner(ctx, tx, a, e.OrganizationID, e.RegionCode)
		if err != nil {
			return model.Site{}, err
		}
		return model.NewSite(e, o.RegionCode, at), nil
	})
}

// Update changes a site. Another organization moves it, with its region, to where that organization is.
func (s *Sites) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.SiteEdit],
) (model.Site, error) {
	return s.edit(ctx, a, id, version, "update", "", func(tx *repository.Store, row *model.Site) error {
		e, err := patch.over(row.Edit())
		if err != nil {
			return err
		}
		if e.OrganizationID != row.OrganizationID || e.RegionCode != row.RegionCode {
			moved, err := newOwner(ctx, tx, a, row.OrganizationID, e.OrganizationID, row.RegionCode, e.RegionCode)
			if err != nil {
				return err
			}
			e.RegionCode = moved
		}
		row.Apply(e)
		return row.CheckDays()
	})
}

// Move suspends, resumes, closes or reopens a site.
func (s *Sites) Move(
	ctx context.Context, a model.Actor, id, version uint64, verb model.LifeVerb, r model.Reason,
) (model.Site, error) {
	return move(ctx, &s.things, a, id, version, verb, r)
}
