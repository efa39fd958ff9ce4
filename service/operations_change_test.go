package service_test

import (
	"xuncha/model"
)

var changeOperations = []operation{
	{"Changes.Begin", model.ReadChanges, "", anyone, "", call(func(w *world, a model.Actor) error {
		return only(w.Changes.Begin(w.ctx, a, model.ChangeRequest{}))
	})},
	{"Changes.Read", model.ReadChanges, "", nothing, "", func(w *world) func(model.Actor) error {
		w.organization(countyB)
		must[int](w.t)(w.Changes.Number(w.ctx))
		return func(a model.Actor) error {
			found, err := w.Changes.Read(w.ctx, a, model.ChangeRequest{Kinds: []string{"organization"}, Region: model.Scope(countyB), Limit: 10}, 0)
			return empty(found.Items, err)
		}
	}},
	{"Changes.Wait", "", "", anyone, "", call(func(w *world, _ model.Actor) error {
		_, leave, err := w.Changes.Wait()
		if err == nil {
			leave()
		}
		return err
	})},
	{"Changes.Waiting", "", "", anyone, "", call(func(w *world, _ model.Actor) error { w.Changes.Waiting(); return nil })},
	{"Changes.Behind", "", "", anyone, "", call(func(w *world, _ model.Actor) error { w.Changes.Behind(); return nil })},
	{"Changes.Number", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Changes.Number(w.ctx)) })},
	{"Changes.Purge", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Changes.Purge(w.ctx, 400)) })},
	{"Changes.Released", "", "", anyone, "", call(func(w *world, _ model.Actor) error { w.Changes.Released(); return nil })},
	{"Changes.Release", "", "", anyone, "", call(func(w *world, _ model.Actor) error { w.Changes.Release(); return nil })},
}
