package service_test

import (
	"fmt"
	"io"

	"xuncha/model"
	"xuncha/service"
)

// importB is a caller of county B who sends a file.
var importB = actor(model.RoleCountyAdmin, model.Scope(countyB))

func siteLine(region model.RegionCode, n int) string {
	return fmt.Sprintf("%s%04d,网站%d,http://s%d.gov.cn/,否", region, n, n, n)
}

// onImport is a method called on a dry run of county B, of one good row and one with a bad code.
func onImport(fn func(w *world, a model.Actor, i model.Import) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		job := must[model.Import](w.t)(w.take(importB, model.ImportSites, true, siteHeader, siteLine(countyB, w.next()), "x,坏,http://a.cn,否"))
		return func(a model.Actor) error { return fn(w, a, job) }
	}
}

var importOperations = []operation{
	{"Imports.List", model.TakeFiles, "", nothing, "", onImport(func(w *world, a model.Actor, _ model.Import) error {
		list, err := w.Imports.List(w.ctx, a, "", "", everything)
		return empty(list.Items, err)
	})},
	{"Imports.Get", model.TakeFiles, "", missing, "", onImport(func(w *world, a model.Actor, i model.Import) error {
		return only(w.Imports.Get(w.ctx, a, i.ID))
	})},
	{"Imports.Rows", model.TakeFiles, "", missing, "", onImport(func(w *world, a model.Actor, i model.Import) error {
		_, _, err := w.Imports.Rows(w.ctx, a, i.ID, model.ImportRowFilter{}, everything)
		return err
	})},
	{"Imports.Row", model.TakeFiles, "", missing, "", onImport(func(w *world, a model.Actor, i model.Import) error {
		_, _, err := w.Imports.Row(w.ctx, a, i.ID, 1)
		return err
	})},
	{"Imports.CorrectRow", model.TakeFiles, "", missing, "import.correct_row", onImport(func(w *world, a model.Actor, i model.Import) error {
		c := service.Correction{Values: map[string]string{"code": fmt.Sprintf("%s9%03d", countyB, i.ID)}}
		_, _, err := w.Imports.CorrectRow(w.ctx, a, i.ID, 2, 1, c)
		return err
	})},
	{"Imports.DismissRow", model.TakeFiles, "", missing, "import.dismiss_row", onImport(func(w *world, a model.Actor, i model.Import) error {
		_, _, err := w.Imports.DismissRow(w.ctx, a, i.ID, 2, 1, why)
		return err
	})},
	{
		"Imports.Apply", model.TakeFiles, "", missing, "organization.create site.create import.apply",
		onImport(func(w *world, a model.Actor, i model.Import) error { return only(w.Imports.Apply(w.ctx, a, i.ID, 1)) }),
	},
	{
		"Imports.Take", model.WriteRegister, "", anyone, "organization.create site.create import.create",
		func(w *world) func(model.Actor) error {
			line := siteLine(countyB, w.next())
			return func(a model.Actor) error { return only(w.take(a, model.ImportSites, false, siteHeader, line)) }
		},
	},
	{
		"Imports.TakeOnce", model.WriteRegister, "", anyone, "organization.create site.create import.create",
		func(w *world) func(model.Actor) error {
			line := siteLine(countyB, w.next())
			return func(a model.Actor) error {
				return only(w.Imports.TakeOnce(w.ctx, a, upload(siteHeader, line)))
			}
		},
	},
	{
		"Imports.Send", model.WriteRegister, "", anyone, "import.create",
		func(w *world) func(model.Actor) error {
			line := siteLine(countyB, w.next())
			return func(a model.Actor) error {
				u := upload(siteHeader, line)
				u.Background = true
				return only(w.Imports.Send(w.ctx, a, u))
			}
		},
	},
	{"Imports.Cancel", model.TakeFiles, "", missing, "import.cancel", onQueued(func(w *world, a model.Actor, i model.Import) error {
		return only(w.Imports.Cancel(w.ctx, a, i.ID, i.Version))
	})},
	{"Imports.Progress", model.TakeFiles, "", anyone, "", onQueued(func(w *world, a model.Actor, i model.Import) error {
		return only(w.Imports.Progress(w.ctx, a, i))
	})},
	{"Imports.Report", model.TakeFiles, "", missing, "", onImport(func(w *world, a model.Actor, i model.Import) error {
		return only(w.Imports.Report(w.ctx, a, i.ID, model.Chinese))
	})},
	{"Imports.MayTake", model.TakeFiles, "", anyone, "", call(func(w *world, a model.Actor) error {
		return w.Imports.MayTake(a, model.ImportSites)
	})},
	{"Imports.Template", model.TakeFiles, "", anyone, "", call(func(w *world, a model.Actor) error {
		return w.Imports.Template(a, model.ImportSites, "csv", io.Discard)
	})},
	{"Imports.Work", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Imports.Work(w.ctx)) })},
	{"ImportMappings.List", model.TakeFiles, "", nothing, "", onMapping(func(w *world, a model.Actor, _ model.ImportMapping) error {
		list, err := w.ImportMappings.List(w.ctx, a, "", everything)
		return empty(list.Items, err)
	})},
	{"ImportMappings.Get", model.TakeFiles, "", missing, "", onMapping(func(w *world, a model.Actor, m model.ImportMapping) error {
		return only(w.ImportMappings.Get(w.ctx, a, m.ID))
	})},
	{
		"ImportMappings.Create", model.WriteRegister, "", "invalid_fields region_code:unknown_reference", "import_mapping.create",
		func(w *world) func(model.Actor) error {
			e := mapping(w)
			return func(a model.Actor) error { return only(w.ImportMappings.Create(w.ctx, a, e)) }
		},
	},
	{"ImportMappings.Update", model.TakeFiles, "", missing, "import_mapping.update", onMapping(func(w *world, a model.Actor, m model.ImportMapping) error {
		return only(w.ImportMappings.Update(w.ctx, a, m.ID, 1, set(func(e *model.ImportMappingEdit) { e.Name += "改" })))
	})},
	{"ImportMappings.Delete", model.TakeFiles, "", missing, "import_mapping.delete", onMapping(func(w *world, a model.Actor, m model.ImportMapping) error {
		return w.ImportMappings.Delete(w.ctx, a, m.ID, 1)
	})},
}

func upload(lines ...string) service.Upload {
	return service.Upload{Kind: model.ImportSites, FileName: "a.csv", Body: file(lines)}
}

// onQueued is a method called on a file of county B that waits. None is left to wait for the methods after it.
func onQueued(fn func(w *world, a model.Actor, i model.Import) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		execute(w.t, w.store, "UPDATE import_jobs SET phase = 'ended'")
		u := upload(siteHeader, siteLine(countyB, w.next()), w.blank())
		u.Background = true
		job := must[service.Sent](w.t)(w.Imports.Send(w.ctx, importB, u))
		execute(w.t, w.store, "UPDATE import_jobs SET phase = 'ended'")
		return func(a model.Actor) error { return fn(w, a, job.Import) }
	}
}

func mapping(w *world) model.ImportMappingEdit {
	return model.ImportMappingEdit{
		Name: fmt.Sprint("上报表", w.next()), Kind: model.ImportSites, RegionCode: countyB, Fields: map[string]string{"站点编号": "code", "站点": "name"},
	}
}

// onMapping is a method called on a mapping of county B.
func onMapping(fn func(w *world, a model.Actor, m model.ImportMapping) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		m := must[model.ImportMapping](w.t)(w.ImportMappings.Create(w.ctx, importB, mapping(w)))
		return func(a model.Actor) error { return fn(w, a, m) }
	}
}
