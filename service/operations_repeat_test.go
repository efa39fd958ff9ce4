package service_test

import (
	"context"

	"xuncha/model"
	"xuncha/service"
)

// Who may repeat something is decided with what is repeated; these have no rights of their own.
var repeatOperations = []operation{
	{"Repeats.Enter", "", "", anyone, "", call(func(w *world, a model.Actor) error {
		leave, err := w.Repeats.Enter(w.ctx, service.Keyed{Principal: a.Principal(), Operation: "createSite", Key: "a-key-of-its-own"})
		if err == nil {
			leave()
		}
		return err
	})},
	{"Repeats.Once", "", "", anyone, "", call(func(w *world, a model.Actor) error {
		k := service.Keyed{Principal: a.Principal(), Operation: "createSite", Key: "a-key-of-its-own"}
		_, _, err := w.Repeats.Once(w.ctx, a, k, nil, func(context.Context) (service.Answer, error) {
			return service.Answer{Status: 304}, nil
		})
		return err
	})},
	{"Repeats.Purge", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Repeats.Purge(w.ctx)) })},
}
