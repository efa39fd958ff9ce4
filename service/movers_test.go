package service_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// turnedLines are targets whose verdict turned, by name, and whether the results named are theirs.
func turnedLines(t *testing.T, w *world, of []model.Turned) (names []string) {
	t.Helper()
	for _, one := range of {
		names = append(names, one.TargetName)
		now := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, one.InspectionID)).Inspection
		before := must[model.Result](t)(w.Inspections.Get(w.ctx, operator, one.BeforeID)).Inspection
		if now.SiteID != before.SiteID || now.AccountID != before.AccountID || now.CampaignID == before.CampaignID || now.Verdict == before.Verdict {
			t.Errorf("%+v, before %+v", now, before)
		}
	}
	return names
}

func TestMovers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b, direct := w.organization(countyA), w.organization(countyB), w.organization("422800")
		var sites []model.Site
		for _, o := range []model.Organization{a, a, a, b, b, direct} {
			sites = append(sites, w.site(o))
		}
		on := func(day model.Date) model.Campaign {
			return w.open("422800", func(e *model.CampaignEdit) { e.MonitoringDate, e.RateDecimals = day, 2 })
		}
		ask := func(by model.Actor, q model.MoversQuery) model.Movers {
			t.Helper()
			q.Rates.Kind = model.SubjectSite
			return must[model.Movers](t)(w.Statistics.Movers(w.ctx, by, q))
		}
		if none := ask(operator, model.MoversQuery{}); none.Campaign != "" || none.GroupBy != model.GroupRegion {
			t.Errorf("without a round: %+v", none)
		}
		first := on("2022-06-30")
		w.settle(first.Code, w.targets(first.Code), "ppffpp") // A 2/3, B 1/2, 州直 1/1
		if alone := ask(operator, model.MoversQuery{}); alone.Campaign != first.Code || alone.ComparedWith != nil || len(alone.Up)+len(alone.Failed) > 0 {
			t.Errorf("the first round: %+v", alone)
		}
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, first.Code, first.Version))
		w.site(a) // in one of the rounds only, it turns nothing
		second := on("2022-09-30")
		w.settle(second.Code, w.targets(second.Code), "ffppp f") // A 0/3 and one failed anew, B 2/2, 州直 pending
		change := func(m model.Movers, rows []model.PassRateRow) (out []string) {
			for _, r := range rows {
				out = append(out, r.Label+" "+m.Rule.Points(*r.Before, r.Tally))
			}
			return out
		}
		lines := func(by model.Actor, q model.MoversQuery) []string {
			m := ask(by, q)
			return []string{
				fmt.Sprint("up ", change(m, m.Up)), fmt.Sprint("down ", change(m, m.Down)), fmt.Sprint(m.Unchanged, " unchanged, ", m.Unrated, " unrated"),
				fmt.Sprint("failed ", turnedLines(t, w, m.Failed)), fmt.Sprint("recovered ", turnedLines(t, w, m.Recovered)),
				m.Rule.Points(*m.Sum.Before, m.Sum.Tally),
			}
		}
		want := []string{
			"up [利川市 +50.00]", "down [恩施市 -41.67]", "0 unchanged, 7 unrated",
			fmt.Sprintf("failed [%s %s]", sites[0].Name, sites[1].Name), fmt.Sprintf("recovered [%s %s]", sites[2].Name, sites[3].Name), "-16.67",
		}
		for name, q := range map[string]model.MoversQuery{
			"the newest":  {},
			"by its code": {Campaign: second.Code, Rates: model.RateQuery{Compare: first.Code}},
		} {
			if diff := cmp.Diff(want, lines(operator, q)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
		inB := actor(model.RoleViewer, model.Scope(countyB))
		want = []string{"up [利川市 +50.00]", "down []", "0 unchanged, 0 unrated", "failed []", fmt.Sprintf("recovered [%s]", sites[3].Name), "+50.00"}
		if diff := cmp.Diff(want, lines(inB, model.MoversQuery{})); diff != "" {
			t.Errorf("in B (-want +got)\n%s", diff)
		}
		staff := actor(model.RoleUnitStaff, model.Scope(countyA))
		staff.OrganizationID = a.ID
		if got := ask(staff, model.MoversQuery{}); len(got.Down) != 1 || len(got.Failed) != 2 || len(got.Recovered) != 1 {
			t.Errorf("of the unit: %+v", got)
		}
		refusedMovers := func(q model.MoversQuery) error { return only(w.Statistics.Movers(w.ctx, operator, q)) }
		refused(t, "no such round", refusedMovers(model.MoversQuery{Campaign: "422800-1999-1"}), "invalid_fields campaign:unknown_reference")
		refused(t, "none to compare with", refusedMovers(model.MoversQuery{Rates: model.RateQuery{Kind: model.SubjectSite, Compare: "x"}}), "invalid_fields compare:unknown_reference")
	})
}

// A result that is returned is in no rate, so its target has not turned. A target that moved shows nothing of where it was.
func TestWhatDoesNotTurn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		moving, _ := w.site(a), w.site(a)
		reviewed := func(day model.Date) func(e *model.CampaignEdit) {
			return func(e *model.CampaignEdit) { e.MonitoringDate, e.ReviewRequired = day, true }
		}
		first := w.open("422800", reviewed("2022-06-30"))
		w.settle(first.Code, w.targets(first.Code), "pp")
		must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, moving.ID, moving.Version, model.TransferEdit{OrganizationID: b.ID, Reason: "划转"}))
		second := w.open("422800", reviewed("2022-09-30"))
		w.settle(second.Code, w.targets(second.Code), "ff")
		q := model.MoversQuery{Campaign: second.Code, Rates: model.RateQuery{Kind: model.SubjectSite, Compare: first.Code}}
		turned := func(by model.Actor) int { return len(must[model.Movers](t)(w.Statistics.Movers(w.ctx, by, q)).Failed) }
		if turned(operator) != 2 {
			t.Errorf("%d turned", turned(operator))
		}
		if n := turned(actor(model.RoleViewer, model.Scope(countyB))); n != 0 {
			t.Errorf("B sees %d", n)
		}
		for _, i := range w.targets(second.Code) {
			must[model.Result](t)(w.Inspections.Move(w.ctx, actor(model.RoleReviewer, model.ScopeAll), i.ID, i.Version, model.VerbReturn, why))
		}
		if turned(operator) != 0 {
			t.Errorf("returned ones turned: %d", turned(operator))
		}
	})
}
