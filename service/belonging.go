package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// moved is a thing that a change has given to another organization.
func (c change) moved() (thing model.ThingRef, ok bool) {
	switch after := c.after.(type) {
	case model.Site:
		before, was := c.before.(model.Site)
		return model.ThingRef{Kind: model.SubjectSite, ID: after.ID}, was && before.OrganizationID != after.OrganizationID
	case model.Account:
		before, was := c.before.(model.Account)
		return model.ThingRef{Kind: model.SubjectAccount, ID: after.ID}, was && before.OrganizationID != after.OrganizationID
	}
	return thing, false
}

// hand gives what belongs to things that have moved to their new organizations. The inspections stay as they were frozen,
// as the figures count by them. It answers what has moved with them, for the feed: the trail has the move of the thing.
func hand(ctx context.Context, tx *repository.Store, at model.Time, changes []change) (moved []change, err error) {
	for _, c := range changes {
		thing, ok := c.moved()
		if !ok {
			continue
		}
		owners, err := tx.Belongings.Owners(ctx, thing.Kind, []uint64{thing.ID})
		if err != nil {
			return nil, err
		}
		to := owners[thing]
		handed, err := tx.Belongings.Hand(ctx, thing, to, at)
		if err != nil {
			return nil, err
		}
		for _, h := range handed {
			after := h
			after.RegionCode, after.OrganizationID = to.RegionCode, to.ID
			moved = append(moved, change{
				operation: h.Kind + ".move", kind: h.Kind, id: h.ID, region: to.RegionCode, version: h.Version + 1, before: h, after: after,
			})
		}
	}
	return moved, nil
}
