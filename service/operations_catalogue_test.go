package service_test

import (
	"bytes"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/sheet"
)

// onCatalogue is a method called on a catalogue of county B.
func onCatalogue(fn func(w *world, a model.Actor, c model.Catalogue) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		c := w.catalogue(w.catalogueEdit(countyB))
		return func(a model.Actor) error { return fn(w, a, c) }
	}
}

var catalogueOperations = []operation{
	{
		"Catalogues.Create", model.ManageCatalogues, "", "invalid_fields region_code:unknown_reference", "catalogue.create",
		func(w *world) func(model.Actor) error {
			e := w.catalogueEdit(countyB)
			return func(a model.Actor) error { return only(w.Catalogues.Create(w.ctx, a, e, false)) }
		},
	},
	{
		"Catalogues.Take", model.ManageCatalogues, "", "invalid_fields 目录!B5 适用地区:unknown_reference", "catalogue.create",
		func(w *world) func(model.Actor) error {
			// The workbook of a catalogue that is gone again.
			c := w.catalogue(w.catalogueEdit(countyB))
			file := w.workbook(c.ID)
			if err := w.Catalogues.Delete(w.ctx, operator, c.ID, 1); err != nil {
				w.t.Fatal(err)
			}
			return func(a model.Actor) error {
				return only(w.Catalogues.Take(w.ctx, a, bytes.NewReader(file), false))
			}
		},
	},
	{"Catalogues.Book", model.ReadCampaigns, "", anyone, "", onCatalogue(func(w *world, a model.Actor, c model.Catalogue) error {
		_, _, err := w.Catalogues.Book(w.ctx, a, c.ID)
		return err
	})},
	{
		"Catalogues.Withdraw", model.ManageCatalogues, "", "catalogue_of_other_area", "catalogue.withdraw",
		onCatalogue(func(w *world, a model.Actor, c model.Catalogue) error {
			return only(w.Catalogues.Withdraw(w.ctx, a, c.ID, 1, model.Reason{Reason: "有新版", On: "2025-12-31"}))
		}),
	},
	{
		"Catalogues.Delete", model.ManageCatalogues, "", "catalogue_of_other_area", "catalogue.delete",
		onCatalogue(func(w *world, a model.Actor, c model.Catalogue) error { return w.Catalogues.Delete(w.ctx, a, c.ID, 1) }),
	},
	{"Inspections.Assess", model.ReadCampaigns, "", missing, "", onInspection(true, func(w *world, a model.Actor, i model.Inspection) error {
		return only(w.Inspections.Assess(w.ctx, a, i.ID, service.OtherRule{}))
	})},
	{
		"Inspections.AssessAll", model.ReadCampaigns, "", missing, "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Inspections.AssessAll(w.ctx, a, c.Code, "", service.OtherRule{}, service.Piece{Limit: 20}))
		}),
	},
}

// workbook is a catalogue as a file.
func (w *world) workbook(id uint64) []byte {
	w.t.Helper()
	full, pages, err := w.Catalogues.Book(w.ctx, operator, id)
	if err != nil {
		w.t.Fatal(err)
	}
	return book(w.t, full.Title, pages)
}

func book(t interface {
	Helper()
	Fatal(...any)
}, title string, pages []sheet.Page,
) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := sheet.WriteBook(&file, title, pages); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
