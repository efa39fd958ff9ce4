package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository/dbtest"
)

// told are the changes that a caller hears of from a position on.
func (w *world) told(a model.Actor, req model.ChangeRequest, after uint64) (out []string) {
	w.t.Helper()
	must[int](w.t)(w.Changes.Number(w.ctx))
	req.Limit = 1000
	events, _ := follow(w.t, w.Changes, a, req, after)
	for _, e := range events {
		out = append(out, e.Type+" "+string(e.RegionCode))
	}
	return out
}

func TestWhoHearsOfWhat(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		other := w.organization(countyA)
		site := w.site(a)
		begin := must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{}))
		w.told(operator, whole, begin)
		now := func() uint64 {
			return must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: model.CursorNow}))
		}
		staff := func(o model.Organization) model.Actor {
			caller := actor(model.RoleUnitStaff, model.Scope(o.RegionCode))
			caller.OrganizationID = o.ID
			return caller
		}
		check := func(what string, after uint64, want map[string][]string) {
			t.Helper()
			for who, caller := range map[string]model.Actor{
				"country": operator, "county A": actor(model.RoleViewer, model.Scope(countyA)), "county B": actor(model.RoleViewer, model.Scope(countyB)),
				"unit": staff(a), "other unit": staff(other), "unit of B": staff(b), "unit of none": actor(model.RoleUnitStaff, model.Scope(countyA)),
			} {
				if diff := cmp.Diff(want[who], w.told(caller, whole, after)); diff != "" {
					t.Errorf("%s, %s (-want +got):\n%s", what, who, diff)
				}
			}
		}
		after := now()
		site = must[model.Site](t)(w.Sites.Update(w.ctx, operator, site.ID, site.Version, func(e model.SiteEdit) (model.SiteEdit, error) {
			e.Name += "新"
			return e, nil
		}))
		updated := []string{"site.update 422801"}
		check("update", after, map[string][]string{"country": updated, "county A": updated, "unit": updated})

		after = now()
		must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, site.ID, site.Version, model.TransferEdit{OrganizationID: b.ID, Reason: "划转"}))
		left := []string{"site.leave 422801", "filing.leave 422801"} // what is to be filed of it goes along
		came := []string{"site.move 422802", "filing.move 422802"}
		check("move", after, map[string][]string{
			"country": {left[0], came[0], left[1], came[1]}, "county A": left, "unit": left, "county B": came, "unit of B": came,
		})
		after = now()
		w.campaign("422800")
		round := []string{"campaign.create 422800"}
		check("round above", after, map[string][]string{
			"country": round, "county A": round, "county B": round, "unit": round, "other unit": round, "unit of B": round,
		})
	})
}

// A key that may read less hears less, and is refused what it may not.
func TestKindsNeedTheirPermission(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	w.site(w.organization(countyA))
	key := actor(model.RoleIntegration, model.ScopeAll)
	for _, c := range []struct {
		permissions []model.Permission
		kinds       string
		want        string
	}{
		{[]model.Permission{model.ReadChanges, model.ReadRegister, model.ReadCampaigns}, "", "catalogue filing organization site"},
		{[]model.Permission{model.ReadChanges, model.ReadCampaigns}, "", "catalogue"},
		{[]model.Permission{model.ReadChanges, model.ReadRegister}, "", "filing organization site"},
		{[]model.Permission{model.ReadChanges, model.ReadRegister}, "site", "site"},
		{[]model.Permission{model.ReadChanges, model.ReadRegister}, "site,campaign", "forbidden"},
		{[]model.Permission{model.ReadChanges, model.ReadRegister}, "import", "forbidden"},
		{[]model.Permission{model.ReadRegister, model.ReadCampaigns}, "", "forbidden"},
		{[]model.Permission{model.ReadChanges}, "", ""},
		{[]model.Permission{model.ReadChanges}, "person", "invalid_fields kind:not_one_of"},
		{nil, "", "forbidden"},
	} {
		key.Permissions = c.permissions
		req := model.ChangeRequest{Limit: 100}
		if c.kinds != "" {
			req.Kinds = strings.Split(c.kinds, ",")
		}
		must[int](t)(w.Changes.Number(w.ctx))
		found, err := w.Changes.Read(w.ctx, key, req, 0)
		got := refusal(err)
		if err == nil {
			var kinds []string
			for _, e := range found.Items {
				kinds = append(kinds, e.ThingKind)
			}
			slices.Sort(kinds)
			got = strings.Join(slices.Compact(kinds), " ")
		}
		if got != c.want {
			t.Errorf("%v, %q: %q, want %q", c.permissions, c.kinds, got, c.want)
		}
	}
}

// An area hears of the files that were sent for it or for a part of it.
func TestImportsAreToldOfToTheirArea(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		begin := uint64(0)
		for _, scope := range []model.Scope{"4228", "422801"} {
			must[model.Import](t)(w.take(actor(model.RoleAdmin, scope), model.ImportSites, true, siteHeader, "4228010001,甲,http://a.gov.cn/,否"))
		}
		for scope, want := range map[model.Scope]int{model.ScopeAll: 2, "42": 2, "4228": 2, "422801": 1, "422802": 0, "422800": 0} {
			if got := w.told(actor(model.RoleAdmin, scope), model.ChangeRequest{Kinds: []string{"import"}}, begin); len(got) != want {
				t.Errorf("%s: %v", scope, got)
			}
		}
	})
}

// Everything that the trail tells other systems of is of a kind that the feed knows.
func TestTheFeedKnowsEveryKind(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for _, op := range operations() {
		if op.changes != "" && op.foreign != "" {
			attempt := op.ready(w)
			if err := attempt(op.holder()); err != nil {
				continue // some are refused in a world in which others were done
			}
		}
	}
	for _, line := range query(t, w.store, "SELECT DISTINCT thing_kind FROM events") {
		if kind := strings.TrimPrefix(line, "thing_kind="); !slices.Contains(model.ChangeKindNames(), kind) {
			t.Errorf("%s is told of to nobody", kind)
		}
	}
	if owned := query(t, w.store, "SELECT DISTINCT thing_kind FROM events WHERE organization_id = 0 AND thing_kind IN"+
		" ('site', 'account', 'organization', 'inspection', 'finding', 'measure', 'attachment', 'filing')"); len(owned) > 0 {
		t.Errorf("without an organization: %v", owned)
	}
}

func TestWhoWaitsIsWoken(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		other := w.with(w.ring) // another program numbers, and this one hears of it when it looks
		end := must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: model.CursorNow}))
		waits := func() <-chan bool {
			wait, leave, err := w.Changes.Wait()
			if err != nil {
				t.Fatal(err)
			}
			woken := make(chan bool, 1)
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			go func() {
				defer stop()
				defer leave()
				woken <- wait(ctx, end)
			}()
			return woken
		}
		must[int](t)(w.Changes.Number(w.ctx))
		end = must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: model.CursorNow}))
		for _, program := range []struct{ numbers func() }{
			{func() { must[int](t)(w.Changes.Number(w.ctx)) }},
			{func() { must[int](t)(other.Changes.Number(w.ctx)); must[int](t)(w.Changes.Number(w.ctx)) }},
		} {
			woken := waits()
			w.organization(countyA)
			program.numbers()
			if !<-woken {
				t.Error("the time was over before anybody was woken")
			}
			end = must[uint64](t)(w.Changes.Begin(w.ctx, operator, model.ChangeRequest{After: model.CursorNow}))
		}
		var leaves []func()
		for range 64 {
			_, leave, err := w.Changes.Wait()
			if err != nil {
				t.Fatal(err)
			}
			leaves = append(leaves, leave)
		}
		if _, _, err := w.Changes.Wait(); refusal(err) != "too_many_waiting" {
			t.Errorf("one too many: %v", err)
		}
		for _, leave := range leaves {
			leave()
		}
		woken := waits()
		w.Changes.Release()
		if <-woken || w.Changes.Waiting() != 0 && !w.Changes.Released() {
			t.Error("who waits was not let go")
		}
	})
}
