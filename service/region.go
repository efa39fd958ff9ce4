package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Regions is the tree of regions.
type Regions struct{ base }

var regionNoun = noun[model.Region]{
	kind: "region",
	facts: func(r *model.Region) facts {
		return facts{r.ID, string(r.Code), r.Code, &r.Version, &r.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, _ model.Sight, version uint64, row *model.Region) error {
		return tx.Regions.Update(ctx, version, row)
	},
}

// List answers one piece of the regions a caller sees.
func (s *Regions) List(
	ctx context.Context, a model.Actor, f model.RegionFilter, req model.ListRequest,
) (model.List[model.Region], error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return model.List[model.Region]{}, err
	}
	return s.store.Regions.List(ctx, a.Area(), f, req)
}

// Get is the region of a code.
func (s *Regions) Get(ctx context.Context, a model.Actor, code model.RegionCode) (model.Region, error) {
	code = code.Canonical()
	if err := a.Require(model.ReadRegister, code); err != nil {
		return model.Region{}, err
	}
	return s.store.Regions.Get(ctx, code)
}

// Create adds a region.
func (s *Regions) Create(ctx context.Context, a model.Actor, e model.RegionEdit) (model.Region, error) {
	if err := a.Allow(model.WriteRegions); err != nil {
		return model.Region{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Region{}, err
	}
	if !a.Area().Covers(e.Code) {
		return model.Region{}, model.InvalidField("code", "unknown_reference")
	}
	at := s.now()
	row := model.Region{Level: e.Code.Level(), Version: 1, CreatedAt: at, UpdatedAt: at}
	row.Apply(e)
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Region, error) {
		created := row
		if above, ok := row.Code.Parent(); ok {
			if _, err := tx.Regions.Lock(ctx, above.Area()); err != nil {
				return created, err
			}
			if _, err := tx.Regions.Get(ctx, above); err != nil {
				if IsNotFound(err) {
					err = model.InvalidField("code", "region_without_parent", above)
				}
				return created, err
			}
		}
		if err := tx.Regions.Create(ctx, &created); err != nil {
			return created, err
		}
		return created, s.record(ctx, tx, a, at, changed(regionNoun, "create", "", nil, &created))
	})
}

// Update changes the names and the order of a region. Its code is its identity and stays.
func (s *Regions) Update(
	ctx context.Context, a model.Actor, code model.RegionCode, version uint64, patch Patch[model.RegionEdit],
) (model.Region, error) {
	code = code.Canonical()
	if err := a.Require(model.WriteRegions, code); err != nil {
		return model.Region{}, err
	}
	return apply(ctx, s.base, a, edit[model.Region]{
		noun: regionNoun, operation: "update", version: version,
		load: func(tx *repository.Store) (model.Region, error) { return tx.Regions.Get(ctx, code) },
		change: func(_ *repository.Store, row *model.Region) error {
			e, err := patch.over(row.Edit())
			if err != nil {
				return err
			}
			if e.Code != row.Code {
				return model.InvalidField("code", "unchangeable")
			}
			row.Apply(e)
			return nil
		},
	})
}

// Delete removes a region that nothing refers to.
func (s *Regions) Delete(ctx context.Context, a model.Actor, code model.RegionCode, version uint64) error {
	code = code.Canonical()
	if err := a.Require(model.WriteRegions, code); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, regionNoun,
		func(tx *repository.Store) (model.Region, error) {
			area, err := tx.Regions.Lock(ctx, code.Area())
			if err == nil && len(area) > 1 {
				err = model.NewError(model.KindConflict, "still_referenced")
			}
			if err != nil {
				return model.Region{}, err
			}
			return tx.Regions.Get(ctx, code)
		},
		func(tx *repository.Store) error { return tx.Regions.Delete(ctx, code, version) })
}
