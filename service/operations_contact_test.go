package service_test

import (
	"xuncha/model"
)

// person is marked as an example, and reached under no real number.
var person = model.ContactEdit{
	Name: "示例联系人", Title: "办公室主任", OfficePhone: "0718-8001234-801", Mobile: "13800001234", Email: "office@example.cn",
}

func (w *world) contact(o model.Organization) model.OpenContact {
	w.t.Helper()
	return must[model.OpenContact](w.t)(w.Contacts.Create(w.ctx, operator, o.ID, person))
}

// onContact is a method called on a contact of county B.
func onContact(fn func(w *world, a model.Actor, c model.OpenContact) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		c := w.contact(w.organization(countyB))
		return func(a model.Actor) error { return fn(w, a, c) }
	}
}

var contactOperations = []operation{
	{"Contacts.List", model.ListContacts, "", missing, "contact.read", onContact(func(w *world, a model.Actor, c model.OpenContact) error {
		return only(w.Contacts.List(w.ctx, a, c.OrganizationID, false, everything))
	})},
	{"Contacts.Find", model.ReadContacts, "", nothing, "contact.read", func(w *world) func(model.Actor) error {
		e := person
		e.Mobile = "13900009999" // the others have theirs in common
		must[model.OpenContact](w.t)(w.Contacts.Create(w.ctx, operator, w.organization(countyB).ID, e))
		return func(a model.Actor) error {
			list, err := w.Contacts.Find(w.ctx, a, "139 0000 9999", false, everything)
			return empty(list.Items, err)
		}
	}},
	{"Contacts.All", model.ReadContacts, "", nothing, "contact.read", onContact(func(w *world, a model.Actor, _ model.OpenContact) error {
		list, err := w.Contacts.All(w.ctx, a, false, model.ListRequest{ByKey: true, Limit: 1}) // each organization leaves an entry
		return empty(list.Items, err)
	})},
	{"Contacts.Get", model.ListContacts, "", missing, "contact.read", onContact(func(w *world, a model.Actor, c model.OpenContact) error {
		return only(w.Contacts.Get(w.ctx, a, c.ID, false))
	})},
	{"Contacts.Create", model.WriteContacts, "", missing, "contact.create", func(w *world) func(model.Actor) error {
		o := w.organization(countyB)
		return func(a model.Actor) error { return only(w.Contacts.Create(w.ctx, a, o.ID, person)) }
	}},
	{"Contacts.Update", model.WriteContacts, "", missing, "contact.update", onContact(func(w *world, a model.Actor, c model.OpenContact) error {
		return only(w.Contacts.Update(w.ctx, a, c.ID, 1, func(e model.ContactEdit) (model.ContactEdit, error) {
			e.Title = "副主任"
			return e, nil
		}))
	})},
	{"Contacts.Delete", model.WriteContacts, "", missing, "contact.delete", onContact(func(w *world, a model.Actor, c model.OpenContact) error {
		return w.Contacts.Delete(w.ctx, a, c.ID, 1)
	})},
}

var keyOperations = []operation{
	{"Keys.Use", model.ManageSecurity, model.ScopeAll, "scope_all_needed", "", onContact(func(w *world, a model.Actor, _ model.OpenContact) error {
		return only(w.Keys.Use(w.ctx, a))
	})},
	{"Keys.Reseal", model.ManageSecurity, model.ScopeAll, "scope_all_needed", "keys.rotate", func(w *world) func(model.Actor) error {
		w.contact(w.organization(countyB))
		later := w.with(olderAnd(w.t, w.keys...))
		return func(a model.Actor) error { return only(later.Keys.Reseal(w.ctx, a, model.ResealPlace{})) }
	}},
}
