package service_test

import (
	"fmt"

	"xuncha/model"
)

// inspector makes somebody who submits results in a region.
func (w *world) inspector(scope model.Scope, change ...func(*model.UserEdit)) model.User {
	w.t.Helper()
	e := model.UserEdit{Name: fmt.Sprintf("inspector-%d", w.next()), Role: model.RoleInspector, RegionCode: scope}
	for _, c := range change {
		c(&e)
	}
	password := model.NewPassword{Password: "quilt-anchor-velvet-54", Kept: true}
	return must[model.User](w.t)(w.Users.Create(w.ctx, operator, e, password))
}

// as is a caller who has logged in.
func as(u model.User) model.Actor {
	return model.Actor{
		UserID: u.ID, SessionID: 1, Name: u.Name, Role: u.Role, Scope: u.Scope, Permissions: u.Permissions, RequestID: "request-1", Source: "192.0.2.1",
	}
}

// ofB gives an inspection of county B to somebody there.
func ofB(fn func(w *world, a model.Actor, i model.Inspection, u model.User) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		u := w.inspector(model.Scope(countyB))
		return onInspection(false, func(w *world, a model.Actor, i model.Inspection) error { return fn(w, a, i, u) })(w)
	}
}

// withDraft is an inspection of county B of which its administrator has a draft.
func withDraft(fn func(w *world, a model.Actor, i model.Inspection) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		w.site(w.organization(countyB))
		i := w.targets(w.open("422800").Code)[0]
		author := actor(model.RoleAdmin, model.Scope(countyB))
		must[model.Judged](w.t)(w.Drafts.Save(w.ctx, author, i.ID, 0, model.SubmissionEdit{Note: "未完"}))
		return func(a model.Actor) error { return fn(w, a, i) }
	}
}

var assignmentOperations = []operation{
	{
		"Inspections.Assign", model.ManageCampaigns, "", missing, "inspection.assign",
		ofB(func(w *world, a model.Actor, i model.Inspection, u model.User) error {
			return only(w.Inspections.Assign(w.ctx, a, i.ID, 1, u.ID))
		}),
	},
	{
		"Inspections.Unassign", model.ManageCampaigns, "", missing, "inspection.unassign",
		func(w *world) func(model.Actor) error {
			u := w.inspector(model.Scope(countyB))
			w.site(w.organization(countyB))
			i := w.targets(w.open("422800").Code)[0]
			must[model.Result](w.t)(w.Inspections.Assign(w.ctx, operator, i.ID, 1, u.ID))
			return func(a model.Actor) error { return only(w.Inspections.Unassign(w.ctx, a, i.ID, 2)) }
		},
	},
	{
		"Inspections.AssignMany", model.ManageCampaigns, "", missing, "inspection.assign",
		func(w *world) func(model.Actor) error {
			u := w.inspector(model.Scope(countyB))
			return onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
				first := model.TargetAssignment{InspectionID: w.targets(c.Code)[0].ID, UserID: u.ID}
				e := model.AssignmentEdit{By: model.AssignByList, Items: []model.TargetAssignment{first}}
				return only(w.Inspections.AssignMany(w.ctx, a, c.Code, e))
			})(w)
		},
	},
	{
		"Inspections.Compare", model.ReadCampaigns, "", missing, "",
		onInspection(true, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Inspections.Compare(w.ctx, a, i.ID, 1, 1))
		}),
	},
	{
		"Statistics.Progress", model.ReadCampaigns, "", missing, "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Progress(w.ctx, a, c.Code, "", model.ProgressByInspector))
		}),
	},
	{"Drafts.Get", model.SubmitResults, "", missing, "", withDraft(func(w *world, a model.Actor, i model.Inspection) error {
		return only(w.Drafts.Get(w.ctx, a, i.ID))
	})},
	{
		"Drafts.Save", model.SubmitResults, "", missing, "draft.create",
		onInspection(false, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Drafts.Save(w.ctx, a, i.ID, 0, model.SubmissionEdit{Note: "未完"}))
		}),
	},
	{"Drafts.Delete", model.SubmitResults, "", missing, "draft.delete", withDraft(func(w *world, a model.Actor, i model.Inspection) error {
		return w.Drafts.Delete(w.ctx, a, i.ID, 1)
	})},
}
