package service_test

import "xuncha/model"

// onToken is a method called on a key of county B.
func onToken(fn func(w *world, a model.Actor, t model.TokenStatus) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		t, _ := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "422802"})
		return func(a model.Actor) error { return fn(w, a, t) }
	}
}

var tokenOperations = []operation{
	{"Tokens.List", model.ManageTokens, "", nothing, "", onToken(func(w *world, a model.Actor, _ model.TokenStatus) error {
		list, err := w.Tokens.List(w.ctx, a, model.TokenFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Tokens.Get", model.ManageTokens, "", missing, "", onToken(func(w *world, a model.Actor, t model.TokenStatus) error {
		return only(w.Tokens.Get(w.ctx, a, t.ID))
	})},
	{
		"Tokens.Create", model.ManageTokens, "", "invalid_fields region_code:unknown_reference", "token.create",
		call(func(w *world, a model.Actor) error {
			_, _, err := w.Tokens.Create(w.ctx, a, model.TokenEdit{Name: "脚本", Role: model.RoleViewer, Scope: "422802"})
			return err
		}),
	},
	{
		"Tokens.Update", model.ManageTokens, "", missing, "token.update",
		onToken(func(w *world, a model.Actor, t model.TokenStatus) error {
			return only(w.Tokens.Update(w.ctx, a, t.ID, 1, set(func(e *model.TokenEdit) { e.Name = "新" })))
		}),
	},
	{
		"Tokens.Rotate", model.ManageTokens, "", missing, "token.rotate",
		onToken(func(w *world, a model.Actor, t model.TokenStatus) error {
			_, _, err := w.Tokens.Rotate(w.ctx, a, t.ID, 1, model.TokenRotation{KeepForHours: 24})
			return err
		}),
	},
	{
		"Tokens.Revoke", model.ManageTokens, "", missing, "token.revoke",
		onToken(func(w *world, a model.Actor, t model.TokenStatus) error {
			return only(w.Tokens.Revoke(w.ctx, a, t.ID, 1, why))
		}),
	},
	{
		"Tokens.EnsureAdmin", model.ManageTokens, model.ScopeAll, "invalid_fields region_code:unknown_reference", "token.create",
		call(func(w *world, a model.Actor) error { return only(w.Tokens.EnsureAdmin(w.ctx, a, "")) }),
	},
	{"Tokens.Authenticate", "", "", anyone, "", func(w *world) func(model.Actor) error {
		_, text := w.token(model.TokenEdit{Role: model.RoleViewer, Scope: "422802"})
		must[model.Actor](w.t)(w.Tokens.Authenticate(w.ctx, text, "192.0.2.7")) // keeps the use of this minute
		return func(model.Actor) error { return only(w.Tokens.Authenticate(w.ctx, text, "192.0.2.7")) }
	}},
}
