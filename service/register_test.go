package service_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// set makes a patch of a plain change.
func set[E any](change func(*E)) func(E) (E, error) {
	return func(e E) (E, error) {
		change(&e)
		return e, nil
	}
}

func TestSiteIsKeptAsItWasSent(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		e := w.siteEdit(o)
		e.Name, e.IsPortal, e.OpenedOn, e.ICPNumber, e.PublicSecurityNumber = " 恩施市𠮷祥e\u0301 ", true, "2019-03-01", "鄂ICP备1号", "4228"
		created := must[model.Site](t)(w.Sites.Create(w.ctx, operator, e))
		got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, created.ID))
		if diff := cmp.Diff(created, got); diff != "" {
			t.Errorf("(-answered +kept):\n%s", diff)
		}
		want := e
		want.Name, want.RegionCode = "恩施市𠮷祥é", countyA
		if diff := cmp.Diff(want, got.Edit()); diff != "" {
			t.Errorf("(-sent +kept):\n%s", diff)
		}
		at := model.NewTime(w.now)
		if got.State != model.StateRunning || got.Version != 1 || got.CreatedAt != at || got.UpdatedAt != at {
			t.Errorf("%+v", got)
		}
	})
}

func TestCreateRefusals(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o, gone := w.organization(countyA), w.organization(countyA)
		must[model.Organization](t)(w.Organizations.Dissolve(w.ctx, operator, gone.ID, 1, why))
		site, account := w.site(o), w.account(o)
		sites := map[string]func(*model.SiteEdit){
			"invalid_fields home_url:not_a_url":                      func(e *model.SiteEdit) { e.HomeURL = "x" },
			"invalid_fields organization_id:unknown_reference":       func(e *model.SiteEdit) { e.OrganizationID = 1 << 50 },
			"invalid_fields organization_id:organization_not_active": func(e *model.SiteEdit) { e.OrganizationID = gone.ID },
			"invalid_fields region_code:region_of_organization":      func(e *model.SiteEdit) { e.RegionCode = countyB },
			"already_exists code:taken":                              func(e *model.SiteEdit) { e.Code = site.Code },
		}
		before := dump(t, w.store)
		for want, change := range sites {
			e := w.siteEdit(o)
			change(&e)
			refused(t, "a site", only(w.Sites.Create(w.ctx, operator, e)), want)
		}
		accounts := map[string]func(*model.AccountEdit){
			"invalid_fields platform:not_one_of":                     func(e *model.AccountEdit) { e.Platform = "qq" },
			"invalid_fields organization_id:organization_not_active": func(e *model.AccountEdit) { e.OrganizationID = gone.ID },
			"invalid_fields region_code:region_of_organization":      func(e *model.AccountEdit) { e.RegionCode = "4228" },
			"already_exists name:taken":                              func(e *model.AccountEdit) { e.Name = " " + account.Name },
			"already_exists platform_account_id:taken":               func(e *model.AccountEdit) { e.PlatformAccountID = account.PlatformAccountID },
		}
		for want, change := range accounts {
			e := w.accountEdit(o)
			change(&e)
			refused(t, "an account", only(w.Accounts.Create(w.ctx, operator, e)), want)
		}
		organizations := map[string]model.OrganizationEdit{
			"invalid_fields region_code:unknown_reference": {Name: "甲", RegionCode: "429900"},
			"invalid_fields parent_id:unknown_reference":   {Name: "甲", RegionCode: countyA, ParentID: 1 << 50},
			"already_exists name:taken":                    {Name: "　" + o.Name, RegionCode: countyA},
		}
		for want, e := range organizations {
			refused(t, "an organization", only(w.Organizations.Create(w.ctx, operator, e)), want)
		}
		refused(t, "a region", only(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "4228", Name: "甲"})), "already_exists code:taken")
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("refused, but changed:\n%s", diff)
		}
		// The same name is another organization elsewhere, the same account another on another platform.
		must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{Name: o.Name, RegionCode: countyB}))
		e := account.Edit()
		e.Platform = model.PlatformWeibo
		must[model.Account](t)(w.Accounts.Create(w.ctx, operator, e))
	})
}

func TestPatch(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := w.site(w.organization(countyA))
		w.now = w.now.Add(time.Hour)
		rename := set(func(e *model.SiteEdit) { e.Name = "新名" })
		got := must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, 1, rename))
		if got.Name != "新名" || got.Version != 2 || got.UpdatedAt != model.NewTime(w.now) || got.CreatedAt != s.CreatedAt || got.SearchText == s.SearchText {
			t.Errorf("%+v", got)
		}
		if kept := must[model.Site](t)(w.Sites.Get(w.ctx, operator, s.ID)); !cmp.Equal(kept, got) {
			t.Errorf("answered one thing and kept another:\n%s", cmp.Diff(got, kept))
		}
		refused(t, "on the old version", only(w.Sites.Update(w.ctx, operator, s.ID, 1, rename)), "stale_version")
		refused(t, "on a version to come", only(w.Sites.Update(w.ctx, operator, s.ID, 3, rename)), "stale_version")
		refused(t, "an unknown one", only(w.Sites.Update(w.ctx, operator, 1<<50, 1, rename)), missing)
		broken := errors.New("the body broke off")
		failing := func(e model.SiteEdit) (model.SiteEdit, error) { return e, broken }
		if err := only(w.Sites.Update(w.ctx, operator, s.ID, 2, failing)); !errors.Is(err, broken) {
			t.Errorf("the fault of a patch became %v", err)
		}
		refused(t, "all faults at once", only(w.Sites.Update(w.ctx, operator, s.ID, 2, set(func(e *model.SiteEdit) {
			e.Name, e.HomeURL = "", "x y"
		}))), "invalid_fields name:required home_url:space_in_url")

		before := dump(t, w.store)
		w.now = w.now.Add(time.Hour)
		same := must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, 2, set(func(e *model.SiteEdit) { e.Name = " 新名 " })))
		if same.Version != 2 || same.UpdatedAt != got.UpdatedAt {
			t.Errorf("nothing changed, but %+v", same)
		}
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("a change of nothing wrote:\n%s", diff)
		}
		refused(t, "a region's code", only(w.Regions.Update(w.ctx, operator, countyA, 1, set(func(e *model.RegionEdit) { e.Code = countyB }))),
			"invalid_fields code:unchangeable")
		refused(t, "an organization's region", only(w.Organizations.Update(w.ctx, operator, s.OrganizationID, 1,
			set(func(e *model.OrganizationEdit) { e.RegionCode = countyB }))), "invalid_fields region_code:unchangeable")
		other := w.site(w.organization(countyA))
		refused(t, "another's code", only(w.Sites.Update(w.ctx, operator, other.ID, 1, set(func(e *model.SiteEdit) { e.Code = s.Code }))),
			"already_exists code:taken")
	})
}

func TestMovingAThingToAnotherOrganization(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		from, to := w.organization(countyA), w.organization(countyB)
		s, a := w.site(from), w.account(from)
		inA, inB := actor(model.RoleCountyAdmin, model.Scope(countyA)), actor(model.RoleCountyAdmin, model.Scope(countyB))
		move := set(func(e *model.SiteEdit) { e.OrganizationID = to.ID })
		refused(t, "to a foreign county", only(w.Sites.Update(w.ctx, inA, s.ID, 1, move)), "invalid_fields organization_id:unknown_reference")
		refused(t, "from a foreign county", only(w.Sites.Update(w.ctx, inB, s.ID, 1, move)), missing)
		refused(t, "the region alone", only(w.Sites.Update(w.ctx, operator, s.ID, 1, set(func(e *model.SiteEdit) { e.RegionCode = countyB }))),
			"invalid_fields region_code:region_of_organization")
		refused(t, "with a third region", only(w.Sites.Update(w.ctx, operator, s.ID, 1, set(func(e *model.SiteEdit) {
			e.OrganizationID, e.RegionCode = to.ID, "422822"
		}))), "invalid_fields region_code:region_of_organization")

		moved := must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, 1, move))
		if moved.RegionCode != countyB || moved.OrganizationID != to.ID {
			t.Errorf("%+v", moved)
		}
		refused(t, "where it was", only(w.Sites.Get(w.ctx, inA, s.ID)), missing)
		must[model.Site](t)(w.Sites.Get(w.ctx, inB, s.ID))
		account := must[model.Account](t)(w.Accounts.Update(w.ctx, operator, a.ID, 1, set(func(e *model.AccountEdit) {
			e.OrganizationID, e.RegionCode = to.ID, countyB
		})))
		if account.RegionCode != countyB {
			t.Errorf("%+v", account)
		}
		// Without a region of its own it follows the organization, too.
		back := must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, 2, set(func(e *model.SiteEdit) {
			e.OrganizationID, e.RegionCode = from.ID, ""
		})))
		if back.RegionCode != countyA {
			t.Errorf("%+v", back)
		}
	})
}

func TestLifeOfASite(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		e := w.siteEdit(o)
		e.OpenedOn = "2022-01-01"
		s := must[model.Site](t)(w.Sites.Create(w.ctx, operator, e))
		move := func(version uint64, verb model.LifeVerb, r model.Reason) error {
			return only(w.Sites.Move(w.ctx, operator, s.ID, version, verb, r))
		}
		refused(t, "no reason", move(1, model.VerbClose, model.Reason{}), "invalid_fields reason:required")
		refused(t, "before it opened", move(1, model.VerbClose, model.Reason{Reason: "r", On: "2021-12-31"}), "invalid_fields on:before_opening")
		refused(t, "resume what runs", move(1, model.VerbResume, why), "wrong_state")
		refused(t, "suspend", move(1, model.VerbSuspend, why), "")
		refused(t, "suspend it twice", move(2, model.VerbSuspend, why), "wrong_state")
		refused(t, "resume", move(2, model.VerbResume, why), "")
		refused(t, "stale", move(2, model.VerbClose, why), "stale_version")
		refused(t, "close", move(3, model.VerbClose, model.Reason{Reason: "并入门户"}), "")
		got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, s.ID))
		if got.State != model.StateClosed || got.ClosedOn != "2022-10-08" || got.CloseReason != "并入门户" || got.Version != 4 {
			t.Errorf("%+v", got)
		}
		// What comes back needs somebody who is answerable for it.
		must[model.Organization](t)(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why))
		refused(t, "reopen without an owner", move(4, model.VerbReopen, why), "invalid_fields organization_id:organization_not_active")
		must[model.Organization](t)(w.Organizations.Reopen(w.ctx, operator, o.ID, 2, why))
		refused(t, "reopen it before it was closed", move(4, model.VerbReopen, why), "invalid_fields on:before_last_change")
		refused(t, "reopen", move(4, model.VerbReopen, today), "")
		got = must[model.Site](t)(w.Sites.Get(w.ctx, operator, s.ID))
		if got.State != model.StateRunning || got.ClosedOn != "" || got.CloseReason != "" || got.OpenedOn != "2022-01-01" {
			t.Errorf("%+v", got)
		}
	})
}

func TestAClosedAccountGivesItsNameFree(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		first := w.account(o)
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, first.ID, 1, model.VerbClose, why))
		e := first.Edit()
		e.PlatformAccountID = "gh_other"
		second := must[model.Account](t)(w.Accounts.Create(w.ctx, operator, e))
		refused(t, "reopen under a name that is taken", only(w.Accounts.Move(w.ctx, operator, first.ID, 2, model.VerbReopen, why)), "already_exists name:taken")
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, second.ID, 1, model.VerbClose, why))
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, first.ID, 2, model.VerbReopen, why))
	})
}

func TestDeleteOnlyWhatNothingRefersTo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner, child, drawn := w.organization(countyA), w.organization(countyA), w.organization(countyB)
		must[model.Organization](t)(w.Organizations.Update(w.ctx, operator, child.ID, 1, set(func(e *model.OrganizationEdit) {
			e.ParentID = model.OptionalID(owner.ID)
		})))
		site, account := w.site(drawn), w.account(drawn)
		free := w.site(w.organization(countyA))
		c := w.open(countyB)
		draft := w.campaign("422822")
		before := dump(t, w.store)
		for what, err := range map[string]error{
			"an organization above another": w.Organizations.Delete(w.ctx, operator, owner.ID, 1),
			"an organization with a site":   w.Organizations.Delete(w.ctx, operator, drawn.ID, 1),
			"a site in a campaign":          w.Sites.Delete(w.ctx, operator, site.ID, 1),
			"an account in a campaign":      w.Accounts.Delete(w.ctx, operator, account.ID, 1),
			"a region with organizations":   w.Regions.Delete(w.ctx, operator, countyA, 1),
			"a region with a campaign":      w.Regions.Delete(w.ctx, operator, "422822", 1),
		} {
			refused(t, what, err, "still_referenced")
		}
		refused(t, "an open campaign", w.Campaigns.Delete(w.ctx, operator, c.Code, 2), "campaign_not_draft")
		refused(t, "a stale one", w.Sites.Delete(w.ctx, operator, free.ID, 2), "stale_version")
		refused(t, "an unknown one", w.Sites.Delete(w.ctx, operator, 1<<50, 1), missing)
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("refused, but changed:\n%s", diff)
		}
		refused(t, "a free site", w.Sites.Delete(w.ctx, operator, free.ID, 1), "")
		refused(t, "again", w.Sites.Delete(w.ctx, operator, free.ID, 1), missing)
		refused(t, "a draft", w.Campaigns.Delete(w.ctx, operator, draft.Code, 1), "")
		refused(t, "a free region", w.Regions.Delete(w.ctx, operator, "422822", 1), "")
		refused(t, "a child", w.Organizations.Delete(w.ctx, operator, child.ID, 2), "")
		refused(t, "what it was below", w.Organizations.Delete(w.ctx, operator, owner.ID, 1), "")
	})
}

func TestDissolve(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		s, a := w.site(o), w.account(o)
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, s.ID, 1, model.VerbSuspend, why))
		dissolve := func() error { return only(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why)) }
		var e *model.Error
		if err := dissolve(); !errors.As(err, &e) || e.Code != "organization_in_use" || e.Args[0] != int64(2) {
			t.Errorf("with a site that is offline and an account: %v", err)
		}
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, s.ID, 2, model.VerbClose, why))
		refused(t, "with an account", dissolve(), "organization_in_use")
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, a.ID, 1, model.VerbClose, why))
		refused(t, "with nothing in use", dissolve(), "")
		refused(t, "again", only(w.Organizations.Dissolve(w.ctx, operator, o.ID, 2, why)), "wrong_state")
		got := must[model.Organization](t)(w.Organizations.Get(w.ctx, operator, o.ID))
		if got.State != model.OrganizationDissolved || got.DissolvedOn != why.On || got.DissolveReason != why.Reason {
			t.Errorf("%+v", got)
		}
		// Its name is free, and back it comes only while nobody else has it.
		next := must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{Name: o.Name, RegionCode: countyA}))
		refused(t, "reopen", only(w.Organizations.Reopen(w.ctx, operator, o.ID, 2, why)), "already_exists name:taken")
		must[model.Organization](t)(w.Organizations.Dissolve(w.ctx, operator, next.ID, 1, why))
		refused(t, "reopen", only(w.Organizations.Reopen(w.ctx, operator, o.ID, 2, why)), "")
		refused(t, "no reason", only(w.Organizations.Dissolve(w.ctx, operator, o.ID, 3, model.Reason{})), "invalid_fields reason:required")
	})
}

func TestParents(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		top, middle, low := w.organization("422800"), w.organization(countyA), w.organization(countyA)
		under := func(a model.Actor, o model.Organization, version uint64, parent uint64) error {
			return only(w.Organizations.Update(w.ctx, a, o.ID, version, set(func(e *model.OrganizationEdit) { e.ParentID = model.OptionalID(parent) })))
		}
		inA := actor(model.RoleCountyAdmin, model.Scope(countyA))
		refused(t, "under itself", under(operator, low, 1, low.ID), "invalid_fields parent_id:parent_cycle")
		refused(t, "under one that is not there", under(operator, low, 1, 1<<50), "invalid_fields parent_id:unknown_reference")
		refused(t, "under one outside the caller's region", under(inA, middle, 1, top.ID), "invalid_fields parent_id:unknown_reference")
		refused(t, "middle under top", under(operator, middle, 1, top.ID), "")
		refused(t, "low under middle, whose parent the caller does not see", under(inA, low, 1, middle.ID), "")
		refused(t, "middle under low", under(operator, middle, 2, low.ID), "invalid_fields parent_id:parent_cycle")
		refused(t, "top under low", under(operator, top, 1, low.ID), "invalid_fields parent_id:parent_cycle")
		refused(t, "low under nothing", under(operator, low, 2, 0), "")
		refused(t, "middle under low", under(operator, middle, 2, low.ID), "")
	})
}
