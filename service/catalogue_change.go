package service

import (
	"context"
	"errors"
	"io"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

// Create adds a catalogue, or only says whether it could. What is for the whole country is for who sees all of it.
func (s *Catalogues) Create(
	ctx context.Context, a model.Actor, e model.CatalogueEdit, dryRun bool,
) (CatalogueWithIndicators, error) {
	if err := a.Allow(model.ManageCatalogues); err != nil {
		return CatalogueWithIndicators{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return CatalogueWithIndicators{}, err
	}
	if !a.Area().Covers(e.RegionCode) {
		if e.RegionCode == "" {
			return CatalogueWithIndicators{}, model.InvalidField("region_code", "catalogue_national")
		}
		return CatalogueWithIndicators{}, model.InvalidField("region_code", "unknown_reference")
	}
	at := s.now()
	full := CatalogueWithIndicators{
		Catalogue: model.Catalogue{Version: 1, CreatedAt: at, UpdatedAt: at}, Indicators: e.Rows(0),
	}
	full.Apply(e)
	if dryRun {
		return full, s.fits(ctx, s.store, full.Catalogue, s.store.Catalogues.All)
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (CatalogueWithIndicators, error) {
		added := CatalogueWithIndicators{Catalogue: full.Catalogue, Indicators: e.Rows(0)}
		if err := s.fits(ctx, tx, added.Catalogue, tx.Catalogues.LockAll); err != nil {
			return added, err
		}
		if err := tx.Catalogues.Create(ctx, &added.Catalogue, added.Indicators); err != nil {
			return added, err
		}
		return added, s.record(ctx, tx, a, at, changed(catalogueNoun, "create", "", nil, &added.Catalogue))
	})
}

// fits checks what a new catalogue has to do with other rows.
func (s *Catalogues) fits(
	ctx context.Context, tx *repository.Store, c model.Catalogue, read func(context.Context) ([]model.Catalogue, error),
) error {
	if c.Area() != "" {
		if _, err := tx.Regions.Get(ctx, c.Area()); err != nil {
			return inField("region_code", err)
		}
	}
	stored, err := read(ctx)
	if err != nil {
		return err
	}
	return c.Fits(stored)
}

// Take is Create for a catalogue in a workbook. Its refusals name the cells.
func (s *Catalogues) Take(ctx context.Context, a model.Actor, book io.Reader, dryRun bool) (CatalogueWithIndicators, error) {
	if err := a.Allow(model.ManageCatalogues); err != nil {
		return CatalogueWithIndicators{}, err
	}
	e, form, err := readCatalogue(book)
	if err != nil {
		return CatalogueWithIndicators{}, err
	}
	full, err := s.Create(ctx, a, e, dryRun)
	return full, form.locate(err)
}

// Book is a catalogue as a workbook that Take takes.
func (s *Catalogues) Book(ctx context.Context, a model.Actor, id uint64) (CatalogueWithIndicators, []sheet.Page, error) {
	full, err := s.Get(ctx, a, id)
	if err != nil {
		return full, nil, err
	}
	return full, catalogueBook(full.Edit(full.Indicators)), nil
}

// Withdraw ends the force of a catalogue. The campaigns that have taken it keep it.
func (s *Catalogues) Withdraw(
	ctx context.Context, a model.Actor, id, version uint64, r model.Reason,
) (CatalogueWithIndicators, error) {
	if err := a.Allow(model.ManageCatalogues); err != nil {
		return CatalogueWithIndicators{}, err
	}
	r, err := r.Normalize()
	if err != nil {
		return CatalogueWithIndicators{}, err
	}
	row, err := apply(ctx, s.base, a, edit[model.Catalogue]{
		noun: catalogueNoun, operation: "withdraw", reason: r.Reason, version: version,
		load:   func(tx *repository.Store) (model.Catalogue, error) { return s.own(ctx, tx, a, id) },
		change: func(_ *repository.Store, row *model.Catalogue) error { return row.Withdraw(r.Day(s.now())) },
	})
	if err != nil {
		return CatalogueWithIndicators{}, err
	}
	full, err := s.load(ctx, s.store, id)
	full.Catalogue = row
	return full, err
}

// own reads a catalogue that the caller may change. Everybody sees it, so another's is no secret.
func (s *Catalogues) own(ctx context.Context, tx *repository.Store, a model.Actor, id uint64) (model.Catalogue, error) {
	row, err := tx.Catalogues.Get(ctx, id)
	if err == nil && !a.Area().Covers(row.Area()) {
		err = model.NewError(model.KindForbidden, "catalogue_of_other_area")
	}
	return row, err
}

var errReferenced = model.NewError(model.KindConflict, "still_referenced")

// Delete removes a catalogue that no campaign has taken.
func (s *Catalogues) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.ManageCatalogues); err != nil {
		return err
	}
	err := destroy(ctx, s.base, a, version, catalogueNoun,
		func(tx *repository.Store) (model.Catalogue, error) { return s.own(ctx, tx, a, id) },
		func(tx *repository.Store) error { return tx.Catalogues.Delete(ctx, a.Area(), id, version) })
	if errors.Is(err, errReferenced) {
		return model.NewError(model.KindConflict, "catalogue_in_use")
	}
	if err == nil {
		s.known.Delete(id)
	}
	return err
}
