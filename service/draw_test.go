package service_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// drawnAs are the outcomes of a draw by the names of things.
func drawnAs(d model.Drawing) map[string]model.DrawOutcome {
	out := map[string]model.DrawOutcome{}
	for _, c := range d.Choices {
		out[c.TargetName] = c.Outcome
	}
	return out
}

func (w *world) drawing(code string) model.Drawing {
	w.t.Helper()
	return must[model.Drawing](w.t)(w.Campaigns.Drawing(w.ctx, operator, code))
}

func (w *world) plan(c model.Campaign, e model.SamplingEdit) model.Campaign {
	w.t.Helper()
	return must[service.Planned](w.t)(w.Campaigns.SetSampling(w.ctx, operator, c.Code, c.Version, e)).Campaign
}

func byCode(s model.Site) model.ThingName { return model.ThingName{SiteCode: s.Code} }

func byName(a model.Account) model.ThingName {
	return model.ThingName{Platform: a.Platform, AccountName: a.Name}
}

// A campaign that nobody made a plan for takes everything, as before there were plans.
func TestWithoutAPlanEverythingIsDrawn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		site, account := w.site(w.organization(countyA)), w.account(w.organization(countyB))
		c := w.campaign("422800")
		plan := must[service.Planned](t)(w.Campaigns.Sampling(w.ctx, operator, c.Code))
		if diff := cmp.Diff(model.FullPlan(c.ID), plan.Plan); diff != "" {
			t.Error(diff)
		}
		preview := w.drawing(c.Code)
		must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, c.Code, 1))
		drawn := w.drawing(c.Code)
		want := map[string]model.DrawOutcome{site.Name: model.DrawnFull, account.Name: model.DrawnFull}
		if diff := cmp.Diff(want, drawnAs(drawn)); diff != "" {
			t.Error(diff)
		}
		same := func(d model.Drawing) []any { return []any{d.Choices, d.Strata, d.ByKind, d.ByRegion, d.Total, d.Plan} }
		if diff := cmp.Diff(same(preview), same(drawn)); diff != "" {
			t.Errorf("opening drew something else than the preview showed:\n%s", diff)
		}
		if drawn.Total.Text(c.Rates()) != "2/2, 100%" || len(dump(t, w.store)["passed_overs"]) != 0 {
			t.Errorf("%+v", drawn.Total)
		}
	})
}

// Everything that a plan may say, from the round before to what is added when the campaign is open.
func TestSampleOfARound(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		var accounts []model.Account
		for range 10 {
			accounts = append(accounts, w.account(o))
		}
		portal := w.site(o)
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, portal.ID, 1, set(func(e *model.SiteEdit) { e.IsPortal = true })))
		last := w.open(countyA, func(e *model.CampaignEdit) { e.MonitoringDate = "2022-06-30" })
		w.failOne(last.Code, accounts[0])
		w.now = w.now.AddDate(0, 1, 0)
		fresh := w.account(o)
		other := w.site(o)
		offline := w.account(o)
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, offline.ID, 1, model.VerbSuspend, why))

		c := w.campaign(countyA)
		c = w.plan(c, model.SamplingEdit{
			Coverage: model.CoverageSample, Ratio: 3500, Minimum: 1, MustInclude: model.MustIncludes, Seed: "甲",
			Include: []model.ThingName{byName(accounts[1])}, Exclude: []model.Exclusion{{ThingName: byName(accounts[2]), Reason: "迁移"}},
		})
		preview := w.drawing(c.Code)
		got := drawnAs(preview)
		want := map[string]model.DrawOutcome{
			accounts[0].Name: model.DrawnLastFailure, accounts[1].Name: model.DrawnListed, accounts[2].Name: model.PassedExcluded,
			fresh.Name: model.DrawnNew, portal.Name: model.DrawnPortal, other.Name: model.DrawnNew,
		}
		lots := map[model.DrawOutcome]int{}
		for name, outcome := range got {
			if want[name] == "" {
				lots[outcome]++
				delete(got, name)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		// 11 accounts, 35 %: four, of which three are drawn anyway.
		if lots[model.DrawnSampled] != 1 || lots[model.PassedNotSampled] != 6 || len(lots) != 2 {
			t.Errorf("%v", lots)
		}
		if preview.Plan.LastRound != last.Code || preview.Total.Text(c.Rates()) != "6/13, 46.2%" || preview.Total.Excluded != 1 {
			t.Errorf("%+v %+v", preview.Plan, preview.Total)
		}
		opened := must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version))
		if diff := cmp.Diff(preview.Choices, w.drawing(c.Code).Choices); diff != "" {
			t.Errorf("opening drew something else than the preview showed:\n%s", diff)
		}
		w.addLater(opened, accounts, offline)
	})
}

// failOne closes a round in which one account has failed.
func (w *world) failOne(code string, failed model.Account) {
	w.t.Helper()
	w.pass(code)
	for _, i := range w.targets(code) {
		if i.TargetName == failed.Name {
			must[model.Result](w.t)(w.Inspections.Submit(w.ctx, operator, i.ID, i.Version, model.SubmissionEdit{
				Findings: []model.FindingEdit{{Indicator: "M1", Description: "严重表述错误"}},
			}))
		}
	}
	must[model.Campaign](w.t)(w.Campaigns.Close(w.ctx, operator, code, 2))
}

// addLater adds to the open campaign what was left out and what was not in use, and looks at the coverage.
func (w *world) addLater(c model.Campaign, accounts []model.Account, offline model.Account) {
	t := w.t
	must[model.Account](t)(w.Accounts.Move(w.ctx, operator, offline.ID, 2, model.VerbResume, why))
	before := w.drawing(c.Code)
	changed, added, err := w.Campaigns.AddTargets(w.ctx, operator, c.Code, c.Version, []model.ThingName{byName(accounts[2]), {AccountID: offline.ID}},
		model.Reason{Reason: "群众举报"})
	if err != nil || len(added) != 2 || changed.Version != c.Version+1 || added[0].ID == 0 || added[1].ID == added[0].ID {
		t.Fatalf("%v %+v %+v", err, changed, added)
	}
	if i := added[1]; i.DrawnAs != model.DrawnAdded || i.DrawnReason != "群众举报" || i.TargetName != offline.Name || i.Status != model.InspectionPending {
		t.Errorf("%+v", i)
	}
	after := w.drawing(c.Code)
	want := before.Total
	want.Drawn, want.Added, want.Excluded, want.Registered = want.Drawn+2, 2, 0, want.Registered+1
	if after.Total != want {
		t.Errorf("%+v, want %+v", after.Total, want)
	}
	// The frame as it was drawn is still there: seed and frame give the targets of the day it opened.
	var frame []model.Candidate
	for _, choice := range before.Choices {
		frame = append(frame, model.Candidate{
			Kind: choice.Kind, Target: choice.Target, Listed: choice.Outcome == model.DrawnListed, Exclusion: choice.Reason,
			FailedLast: choice.Outcome == model.DrawnLastFailure, New: choice.Outcome == model.DrawnNew,
		})
	}
	if diff := cmp.Diff(before.Choices, after.Plan.Draw(frame)); diff != "" {
		t.Errorf("the draw cannot be repeated:\n%s", diff)
	}
	if rates := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, model.SubjectAccount, model.GroupRegion)); rates.Total.Targets != 6 {
		t.Errorf("%+v", rates.Total)
	}
}

func TestPlansAreRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		site, offline, account := w.site(o), w.site(o), w.account(o)
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, offline.ID, 1, model.VerbSuspend, why))
		abroad := w.site(w.organization(countyB))
		c := w.campaign(countyA, func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
		try := func(what, want string, change func(e *model.SamplingEdit)) {
			t.Helper()
			e := sampled
			change(&e)
			refused(t, what, only(w.Campaigns.SetSampling(w.ctx, operator, c.Code, 1, e)), want)
		}
		include := func(names ...model.ThingName) func(e *model.SamplingEdit) {
			return func(e *model.SamplingEdit) { e.Include = names }
		}
		try("another county's", "invalid_fields include[0].site_code:not_in_campaign_area include[1].site_id:not_in_campaign_area",
			include(byCode(abroad), model.ThingName{SiteID: abroad.ID}))
		try("nobody's", "invalid_fields include[0].site_code:not_in_campaign_area include[1].account_id:not_in_campaign_area",
			include(model.ThingName{SiteCode: "4228019999"}, model.ThingName{AccountID: 1 << 40}))
		try("of another kind", "invalid_fields include[0].account_name:kind_not_inspected", include(byName(account)))
		try("not in use", "invalid_fields include[0].site_code:not_in_use", include(byCode(offline)))
		try("named twice", "invalid_fields include[1].site_id:listed_twice", include(byCode(site), model.ThingName{SiteID: site.ID}))
		try("named and left out", "invalid_fields exclude[0].site_code:included_and_excluded", func(e *model.SamplingEdit) {
			e.Include, e.Exclude = []model.ThingName{{SiteID: site.ID}}, []model.Exclusion{{ThingName: byCode(site), Reason: "迁移"}}
		})
		refused(t, "an old version", only(w.Campaigns.SetSampling(w.ctx, operator, c.Code, 7, sampled)), "stale_version")
		if rows := dump(t, w.store); len(rows["sampling_plans"])+len(rows["sampling_items"]) > 0 {
			t.Errorf("%v", rows["sampling_items"])
		}
	})
}

// A plan belongs to the version of its campaign: who opens it has seen it, and then it is fixed. With a draft it goes.
func TestPlanAndCampaignHaveOneVersion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		site, _ := w.site(o), w.site(o)
		e := model.SamplingEdit{Coverage: model.CoverageListed, Include: []model.ThingName{byCode(site)}}
		c := w.campaign(countyA)
		c = w.plan(c, e)
		if c.Version != 2 {
			t.Errorf("the version is %d", c.Version)
		}
		again := w.plan(c, e)
		refused(t, "opening what was not seen", only(w.Campaigns.Open(w.ctx, operator, c.Code, 1)), "stale_version")
		c = must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, c.Code, again.Version))
		if again.Version != 2 || len(w.targets(c.Code)) != 1 || w.targets(c.Code)[0].DrawnAs != model.DrawnListed {
			t.Errorf("%d, %+v", again.Version, w.targets(c.Code))
		}
		if d := w.drawing(c.Code); d.Total != (model.Covered{Registered: 2, Quota: 1, Drawn: 1}) {
			t.Errorf("%+v", d.Total)
		}
		refused(t, "another plan", only(w.Campaigns.SetSampling(w.ctx, operator, c.Code, c.Version, sampled)), "sampling_fixed")
		draft := w.plan(w.campaign(countyA), e)
		if err := w.Campaigns.Delete(w.ctx, operator, draft.Code, draft.Version); err != nil {
			t.Error(err)
		}
		if rows := dump(t, w.store); len(rows["sampling_plans"]) != 1 || len(rows["sampling_items"]) != 1 {
			t.Errorf("%v", rows["sampling_plans"])
		}
	})
}

// What a plan names must not be missing without a word when the campaign opens.
func TestNamedThingsThatAreGone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		site, stays, left := w.site(o), w.site(o), w.site(o)
		c := w.plan(w.campaign(countyA), model.SamplingEdit{
			Coverage: model.CoverageSample, Minimum: 3, Include: []model.ThingName{byCode(stays), byCode(site)},
			Exclude: []model.Exclusion{{ThingName: byCode(left), Reason: "迁移"}},
		})
		for _, s := range []model.Site{site, left} {
			must[model.Site](t)(w.Sites.Move(w.ctx, operator, s.ID, 1, model.VerbClose, why))
		}
		const want = "listed_not_drawable include[1]:listed_gone"
		refused(t, "the preview", only(w.Campaigns.Drawing(w.ctx, operator, c.Code)), want)
		_, err := w.Campaigns.Open(w.ctx, operator, c.Code, c.Version)
		refused(t, "opening", err, want)
		if !strings.Contains(err.Error(), site.Name) {
			t.Errorf("%v does not name %s", err, site.Name)
		}
	})
}

// Before a campaign opens only those who manage it know whom it will meet; then a county sees its own part.
func TestWhoSeesADraw(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.site(w.organization(countyA)), w.site(w.organization(countyB))
		w.site(w.organization(countyB))
		c := w.plan(w.campaign("422800"), model.SamplingEdit{
			Coverage: model.CoverageSample, Minimum: 1, Seed: "1", Include: []model.ThingName{byCode(a), byCode(b)},
		})
		county, manager := actor(model.RoleAdmin, "422801"), actor(model.RoleAdmin, "4228")
		for _, who := range []model.Actor{county, actor(model.RoleViewer, "4228")} {
			refused(t, "the plan", only(w.Campaigns.Sampling(w.ctx, who, c.Code)), "draw_not_public")
			refused(t, "the preview", only(w.Campaigns.Drawing(w.ctx, who, c.Code)), "draw_not_public")
		}
		must[model.Drawing](t)(w.Campaigns.Drawing(w.ctx, manager, c.Code))
		must[model.Campaign](t)(w.Campaigns.Open(w.ctx, manager, c.Code, c.Version))
		d := must[model.Drawing](t)(w.Campaigns.Drawing(w.ctx, county, c.Code))
		p := must[service.Planned](t)(w.Campaigns.Sampling(w.ctx, county, c.Code))
		if diff := cmp.Diff(map[string]model.DrawOutcome{a.Name: model.DrawnListed}, drawnAs(d)); diff != "" || d.Total.Registered != 1 || len(p.Things) != 1 {
			t.Errorf("%s %+v %+v", diff, d.Total, p.Things)
		}
		unit := staff(must[model.Organization](t)(w.Organizations.Get(w.ctx, operator, b.OrganizationID)))
		unit.Scope = "4228"
		if d := must[model.Drawing](t)(w.Campaigns.Drawing(w.ctx, unit, c.Code)); d.Total.Registered != 1 || d.Total.Drawn != 1 {
			t.Errorf("%+v", d.Total)
		}
		refused(t, "adding by a county", added(w, county, c.Code, 3, byCode(a)), "campaign_of_larger_area")
	})
}

func added(w *world, a model.Actor, code string, version uint64, names ...model.ThingName) error {
	_, _, err := w.Campaigns.AddTargets(w.ctx, a, code, version, names, why)
	return err
}

func TestTargetsAreAddedAllOrNone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		site, account := w.site(o), w.account(o)
		draft := w.campaign(countyA)
		c := w.open(countyA)
		late, closed, abroad := w.site(o), w.site(o), w.site(w.organization(countyB))
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, closed.ID, 1, model.VerbClose, why))
		before := dump(t, w.store)
		try := func(what, want string, version uint64, names ...model.ThingName) {
			t.Helper()
			refused(t, what, added(w, operator, c.Code, version, names...), want)
		}
		try("a target", "invalid_fields items[1].site_code:already_target items[2].account_name:already_target", 2, byCode(late), byCode(site), byName(account))
		try("closed, elsewhere, nowhere",
			"invalid_fields items[0].site_code:not_in_use items[1].site_code:not_in_campaign_area items[2].account_name:not_in_campaign_area", 2,
			byCode(closed), byCode(abroad), model.ThingName{Platform: model.PlatformWeibo, AccountName: account.Name})
		try("twice", "invalid_fields items[1].site_id:listed_twice", 2, byCode(late), model.ThingName{SiteID: late.ID})
		try("nothing", "invalid_fields items:item_count", 2)
		try("unclear", "invalid_fields items[0].site_code:thing_unclear", 2, model.ThingName{})
		try("an old version", "stale_version", 1, byCode(late))
		refused(t, "a draft", added(w, operator, draft.Code, 1, byCode(late)), "campaign_not_open")
		_, _, err := w.Campaigns.AddTargets(w.ctx, operator, c.Code, 2, []model.ThingName{byCode(late)}, model.Reason{})
		refused(t, "without a reason", err, "invalid_fields reason:required")
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("a refusal has left something behind:\n%s", diff)
		}
		refused(t, "a good one", added(w, operator, c.Code, 2, byCode(late)), "")
		w.pass(c.Code)
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 3))
		refused(t, "a closed campaign", added(w, operator, c.Code, 4, byCode(w.site(o))), "campaign_not_open")
	})
}

// A name that was used again means the account that has it now; what had it when the campaign opened is still a target.
func TestNameThatWasUsedAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		first := w.account(o)
		c := w.open(countyA)
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, first.ID, 1, model.VerbClose, why))
		e := w.accountEdit(o)
		e.Name = first.Name
		second := must[model.Account](t)(w.Accounts.Create(w.ctx, operator, e))
		refused(t, "the name of a target", added(w, operator, c.Code, 2, byName(second)), "invalid_fields items[0].account_name:already_target")
		next := w.plan(w.campaign(countyA), model.SamplingEdit{Coverage: model.CoverageListed, Include: []model.ThingName{byName(second)}})
		p := must[service.Planned](t)(w.Campaigns.Sampling(w.ctx, operator, next.Code))
		if len(p.Items) != 1 || p.Items[0].Ref().ID != second.ID {
			t.Errorf("%+v", p.Items)
		}
	})
}

// The last round is of the same region and issuer, before this one, and has ended.
func TestLastRound(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		w.site(w.organization(countyB))
		on := func(day model.Date) func(*model.CampaignEdit) {
			return func(e *model.CampaignEdit) { e.MonitoringDate = day }
		}
		ended := func(c model.Campaign) model.Campaign {
			w.pass(c.Code)
			return must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		}
		ended(w.open(countyA, on("2022-03-31")))
		want := ended(w.open(countyA, on("2022-06-30")))
		ended(w.open(countyA, on("2022-09-30")))
		ended(w.open(countyB, on("2022-07-31")))
		ended(w.open("422800", on("2022-07-31")))
		ended(w.open(countyA, on("2022-07-31"), func(e *model.CampaignEdit) { e.IssuerLevel = model.IssuerProvince }))
		w.open(countyA, on("2022-07-31"))
		c := w.plan(w.campaign(countyA), sampled)
		if got := w.drawing(c.Code).Plan.LastRound; got != want.Code {
			t.Errorf("%q, want %q", got, want.Code)
		}
		opened := must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version))
		must[model.Campaign](t)(w.Campaigns.Reopen(w.ctx, operator, want.Code, want.Version, why))
		if got := w.drawing(opened.Code).Plan.LastRound; got != want.Code {
			t.Errorf("after the opening: %q", got)
		}
	})
}

// Two replicas open one campaign, and others change its plan: one of them wins, and the targets are those of the plan that
// the winner had seen.
func TestOpeningAgainstPlanning(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		for range 6 {
			w.site(o)
		}
		for range 5 {
			c := w.plan(w.campaign(countyA), sampled)
			preview := w.drawing(c.Code)
			moves := []func() error{}
			for range 3 {
				moves = append(moves, func() error { return only(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version)) }, func() error {
					e := sampled
					e.Seed = fmt.Sprint(rand.Uint64())
					return only(w.Campaigns.SetSampling(w.ctx, operator, c.Code, c.Version, e))
				})
			}
			errs := together(moves...)
			won := slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err != nil })
			if len(won) != 1 {
				t.Fatalf("%d of %d have won: %v", len(won), len(errs), errs)
			}
			for _, err := range errs {
				if got := refusal(err); got != "" && got != "stale_version" && got != "wrong_state" && got != "sampling_fixed" {
					t.Errorf("%q", got)
				}
			}
			now := must[model.Campaign](t)(w.Campaigns.Get(w.ctx, operator, c.Code))
			drawn := w.drawing(c.Code)
			if now.State == model.CampaignOpen && !cmp.Equal(preview.Choices, drawn.Choices) {
				t.Error("what was drawn is not what the winner saw")
			}
			if now.State == model.CampaignDraft && len(w.targets(c.Code)) > 0 {
				t.Error("a draft has targets")
			}
		}
	})
}

// The control of the test above: a plan that changes without the version of its campaign is drawn by somebody who has seen
// another one.
func TestPlanWithoutTheVersion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		for range 12 {
			w.site(o)
		}
		c := w.plan(w.campaign(countyA), model.SamplingEdit{Coverage: model.CoverageSample, Ratio: 5000, Seed: "1"})
		preview := w.drawing(c.Code)
		other := preview.Plan
		other.Seed = "2"
		must[struct{}](t)(repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
			return struct{}{}, tx.Sampling.SetPlan(w.ctx, other)
		}))
		must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version))
		if cmp.Equal(preview.Choices, w.drawing(c.Code).Choices) {
			t.Error("the control drew what was seen")
		}
	})
}
