package service_test

import (
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

const goodPassword = model.Password("correct horse battery staple")

func (w *world) userEdit(role model.Role, scope model.Scope) model.UserEdit {
	e := model.UserEdit{Name: fmt.Sprintf("用户%d", w.next()), DisplayName: "张三", Role: role, RegionCode: scope}
	if role == model.RoleIntegration {
		e.Scopes = model.Set[model.Permission]{model.ReadRegister}
	}
	return e
}

// user is a new user who has logged in before, with the password goodPassword.
func (w *world) user(role model.Role, scope model.Scope, change ...func(*model.UserEdit)) model.User {
	w.t.Helper()
	e := w.userEdit(role, scope)
	for _, c := range change {
		c(&e)
	}
	return must[model.User](w.t)(w.Users.Create(w.ctx, operator, e, model.NewPassword{Password: goodPassword, Kept: true}))
}

// caller is a request of which only the address is known.
func caller(source string) model.Actor { return model.Actor{RequestID: "request-1", Source: source} }

const office = "192.0.2.1"

func (w *world) logIn(u model.User) (service.Opened, model.Actor) {
	w.t.Helper()
	opened := must[service.Opened](w.t)(w.Sessions.LogIn(w.ctx, caller(office), model.Login{Name: u.Name, Password: goodPassword}))
	a := must[model.Actor](w.t)(w.Sessions.Authenticate(w.ctx, opened.Text))
	a.RequestID, a.Source = "request-1", office
	return opened, a
}

// onUser is a method called on a user of county B.
func onUser(fn func(w *world, a model.Actor, u model.User) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		u := w.user(model.RoleViewer, model.Scope(countyB))
		return func(a model.Actor) error { return fn(w, a, u) }
	}
}

var userOperations = []operation{
	{"Users.List", model.ManageUsers, "", nothing, "", onUser(func(w *world, a model.Actor, _ model.User) error {
		list, err := w.Users.List(w.ctx, a, model.UserFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Users.Get", model.ManageUsers, "", missing, "", onUser(func(w *world, a model.Actor, u model.User) error {
		return only(w.Users.Get(w.ctx, a, u.ID))
	})},
	{"Users.Find", model.ManageUsers, "", missing, "", onUser(func(w *world, a model.Actor, u model.User) error {
		return only(w.Users.Find(w.ctx, a, u.Name))
	})},
	{
		"Users.Create", model.ManageUsers, "", "invalid_fields region_code:unknown_reference", "user.create",
		call(func(w *world, a model.Actor) error {
			return only(w.Users.Create(w.ctx, a, w.userEdit(model.RoleViewer, model.Scope(countyB)), model.NewPassword{Password: goodPassword}))
		}),
	},
	{"Users.Update", model.ManageUsers, "", missing, "user.update", onUser(func(w *world, a model.Actor, u model.User) error {
		return only(w.Users.Update(w.ctx, a, u.ID, 1, set(func(e *model.UserEdit) { e.DisplayName = "李四" })))
	})},
	{"Users.Disable", model.ManageUsers, "", missing, "user.disable", onUser(func(w *world, a model.Actor, u model.User) error {
		return only(w.Users.Disable(w.ctx, a, u.ID, 1, why))
	})},
	{"Users.Enable", model.ManageUsers, "", missing, "user.enable", func(w *world) func(model.Actor) error {
		u := w.user(model.RoleViewer, model.Scope(countyB))
		must[model.User](w.t)(w.Users.Disable(w.ctx, operator, u.ID, 1, why))
		return func(a model.Actor) error { return only(w.Users.Enable(w.ctx, a, u.ID, 2, why)) }
	}},
	{"Users.SetPassword", model.ManageUsers, "", missing, "user.set_password", onUser(func(w *world, a model.Actor, u model.User) error {
		return only(w.Users.SetPassword(w.ctx, a, u.ID, 1, model.NewPassword{Password: "another long passphrase"}))
	})},
}

// inSession is a method that a user of county B calls in a session; what the caller of the table is does not matter.
func inSession(fn func(w *world, a model.Actor) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		_, a := w.logIn(w.user(model.RoleViewer, model.Scope(countyB)))
		return func(model.Actor) error { return fn(w, a) }
	}
}

var sessionOperations = []operation{
	{"Sessions.LogIn", "", "", anyone, "session.create", func(w *world) func(model.Actor) error {
		u := w.user(model.RoleViewer, model.Scope(countyB))
		return func(model.Actor) error {
			return only(w.Sessions.LogIn(w.ctx, caller(office), model.Login{Name: u.Name, Password: goodPassword}))
		}
	}},
	{"Sessions.Authenticate", "", "", anyone, "", func(w *world) func(model.Actor) error {
		opened, _ := w.logIn(w.user(model.RoleViewer, model.Scope(countyB)))
		return func(model.Actor) error { return only(w.Sessions.Authenticate(w.ctx, opened.Text)) }
	}},
	{"Sessions.Me", model.OwnAccount, "", anyone, "", inSession(func(w *world, a model.Actor) error {
		return only(w.Sessions.Me(w.ctx, a))
	})},
	{"Sessions.End", model.OwnAccount, "", anyone, "session.end", inSession(func(w *world, a model.Actor) error {
		return w.Sessions.End(w.ctx, a)
	})},
	{"Sessions.ChangePassword", model.OwnAccount, "", anyone, "user.change_password", inSession(func(w *world, a model.Actor) error {
		return w.Sessions.ChangePassword(w.ctx, a, model.PasswordChange{CurrentPassword: goodPassword, NewPassword: "another long passphrase"})
	})},
	{"Sessions.Purge", "", "", anyone, "", call(func(w *world, _ model.Actor) error { return only(w.Sessions.Purge(w.ctx)) })},
}
