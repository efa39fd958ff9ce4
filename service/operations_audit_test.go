package service_test

import (
	"xuncha/model"
	"xuncha/service"
)

// onEntry is a method called after a change in county B, with the id of its entry.
func onEntry(fn func(w *world, a model.Actor, id uint64) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		w.organization(countyB)
		id := uint64(lastIDOf(w))
		return func(a model.Actor) error { return fn(w, a, id) }
	}
}

func lastIDOf(w *world) int { return count(w.t, w.store, "SELECT MAX(id) FROM audit_entries") }

var auditOperations = []operation{
	{"Audit.List", model.ReadAudit, "", nothing, "", onEntry(func(w *world, a model.Actor, _ uint64) error {
		list, err := w.Audit.List(w.ctx, a, model.AuditFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Audit.Get", model.ReadAudit, "", missing, "", onEntry(func(w *world, a model.Actor, id uint64) error {
		return only(w.Audit.Get(w.ctx, a, id))
	})},
	{"Audit.Denied", "", "", anyone, "audit.test", call(func(w *world, a model.Actor) error {
		return w.Audit.Denied(w.ctx, a, service.Refusal{Operation: "audit.test", Code: "forbidden"})
	})},
	{"Audit.Unwritten", "", "", anyone, "audit.flood", call(func(w *world, _ model.Actor) error {
		return w.Audit.Unwritten(w.ctx, "192.0.2.1", 7)
	})},
	{"Audit.Exported", "", "", anyone, "audit.export", call(func(w *world, a model.Actor) error {
		return w.Audit.Exported(w.ctx, a, service.Export{Noun: "audit", Format: "csv"})
	})},
}
