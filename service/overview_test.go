package service_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// overviewWorld has two finished rounds and one that is open, findings in every window, late filings, and failures in a row.
func overviewWorld(w *world) []model.Campaign {
	w.t.Helper()
	a, b := w.organization(countyA), w.organization(countyB)
	w.site(a)
	w.site(a)
	w.site(b)
	for _, platform := range []model.Platform{model.PlatformWechat, model.PlatformWeibo, model.PlatformApp, model.PlatformDouyin} {
		e := w.accountEdit(b)
		e.Platform = platform
		must[model.Account](w.t)(w.Accounts.Create(w.ctx, operator, e))
	}
	closing := w.site(a)
	must[model.Site](w.t)(w.Sites.Move(w.ctx, operator, closing.ID, closing.Version, model.VerbClose, why))
	var rounds []model.Campaign
	for n, results := range []string{"pfpppfp", "ffpppff", "pf fp p"} {
		day := model.Date([]string{"2022-03-31", "2022-06-30", "2022-09-30"}[n])
		c := w.open("422800", func(e *model.CampaignEdit) { e.Year, e.MonitoringDate = 2022, day })
		w.settle(c.Code, w.targets(c.Code), results)
		if n < 2 {
			c = must[model.Campaign](w.t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		}
		rounds = append(rounds, c)
	}
	for n, day := range []string{"2022-10-18", "2022-10-20", "2022-10-22", "2022-10-23"} {
		f := w.findings(model.RectificationFilter{State: model.FindingOpen})[n]
		must[service.FindingDetail](w.t)(w.Findings.Update(w.ctx, reviewer, f.ID, f.Version, func(model.RectificationEdit) (model.RectificationEdit, error) {
			return model.RectificationEdit{DueEdit: model.DueEdit{DueOn: model.Date(day)}}, nil
		}))
	}
	w.now = time.Date(2022, 10, 20, 1, 0, 0, 0, time.UTC)
	return rounds
}

// Every figure of the front page is that of the operation which has it in full, for everybody.
func TestOverviewIsTheSumOfItsParts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		rounds := overviewWorld(w)
		all := must[model.Overview](t)(w.Statistics.Overview(w.ctx, operator, model.OverviewQuery{}))
		want := model.Overview{
			Findings: model.FindingsDue{Open: 8, Soon: 2, Overdue: 1}, Failing: model.Failing{AsOfCampaign: rounds[1].Code, Targets: 2},
			Register: &model.RegisterCounts{Sites: 3, Accounts: []model.PlatformCount{
				{Platform: model.PlatformWechat, Accounts: 1}, {Platform: model.PlatformWeibo, Accounts: 1}, {Platform: model.PlatformOther, Accounts: 2},
			}, FilingsLate: all.Register.FilingsLate},
		}
		got := model.Overview{Findings: all.Findings, Failing: all.Failing, Register: all.Register}
		if diff := cmp.Diff(want, got); diff != "" || all.Register.FilingsLate == 0 || len(all.Trend.Campaigns) != 3 || len(all.Rates) != 2 {
			t.Errorf("(-want +got)\n%s\n%+v", diff, all)
		}
		staff := actor(model.RoleUnitStaff, model.Scope(countyA))
		staff.OrganizationID = organizationIn(w, countyA)
		for _, by := range []model.Actor{operator, actor(model.RoleViewer, model.Scope(countyA)), actor(model.RoleViewer, model.Scope(countyB)), staff} {
			for _, q := range []model.OverviewQuery{
				{}, {Region: "4228"}, {Region: model.Scope(countyA)}, {Year: 2022}, {Year: 2019}, {Campaign: rounds[1].Code}, {Campaign: rounds[0].Code},
			} {
				checkOverview(t, w, by, q)
			}
		}
		refused(t, "no such round", only(w.Statistics.Overview(w.ctx, operator, model.OverviewQuery{Campaign: "x"})), "invalid_fields campaign:unknown_reference")
		key := actor(model.RoleIntegration, model.ScopeAll)
		key.Permissions = model.Set[model.Permission]{model.ReadCampaigns}
		if page := must[model.Overview](t)(w.Statistics.Overview(w.ctx, key, model.OverviewQuery{})); page.Register != nil || page.Findings.Open != 8 {
			t.Errorf("with a key for campaigns only: %+v", page)
		}
	})
}

func organizationIn(w *world, region model.RegionCode) uint64 {
	list := must[model.List[model.Organization]](w.t)(w.Organizations.List(w.ctx, operator, model.OrganizationFilter{Region: model.Scope(region)}, everything))
	return list.Items[0].ID
}

func checkOverview(t *testing.T, w *world, by model.Actor, q model.OverviewQuery) {
	t.Helper()
	page := must[model.Overview](t)(w.Statistics.Overview(w.ctx, by, q))
	same := func(what string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s of %+v for %s %s (-in full +overview)\n%s", what, q, by.Role, by.Scope, diff)
		}
	}
	if page.Round.ID != 0 {
		code := page.Round.Code
		same("progress", must[model.Progress](t)(w.Statistics.Progress(w.ctx, by, code, "", model.ProgressByRegion)).Total, page.Progress.Total)
		for kind, table := range page.Rates {
			of := model.RateQuery{Kind: kind, Compare: model.ComparePrevious}
			same("rates", must[model.PassRates](t)(w.Statistics.Rates(w.ctx, by, code, of)), table)
		}
		found := must[model.Indicators](t)(w.Statistics.Indicators(w.ctx, by, service.FindingFigures{Campaign: code}))
		same("indicators", found.Rows, page.Indicators)
	}
	if q.Campaign == "" && q.Year == 0 {
		trend := model.TrendQuery{Region: q.Region, Most: 8, Rates: model.RateQuery{By: model.GroupKind}}
		full := must[model.Trend](t)(w.Statistics.Trend(w.ctx, by, trend))
		same("rounds", full.Campaigns, page.Trend.Campaigns)
		same("trend", len(full.Campaigns) > 0, page.Round.ID != 0)
		if page.Round.ID != 0 {
			same("points", full.Rows, page.Trend.Rows)
		}
	}
	if newest := page.Failing.AsOfCampaign; newest != "" {
		series := must[[]service.StreakSeries](t)(w.Statistics.ConsecutiveFailures(w.ctx, by, service.StreakQuery{Region: q.Region, Least: 2, AsOfCampaign: newest}))
		same("failures in a row", len(series[0].Streaks), page.Failing.Targets)
	}
	count := func(f model.RectificationFilter) int64 {
		f.Region = q.Region
		return int64(len(must[model.List[model.Tracked]](t)(w.Findings.List(w.ctx, by, f, everything)).Items))
	}
	same("findings", model.FindingsDue{
		Open: count(model.RectificationFilter{State: model.FindingOpen}), Soon: count(model.RectificationFilter{Due: model.DueWithinTwoDays}),
		Overdue: count(model.RectificationFilter{Due: model.DueOverdue}),
	}, page.Findings)
	sites := must[model.List[model.Site]](t)(w.Sites.List(w.ctx, by, model.SiteFilter{Region: q.Region, State: model.StateRunning}, everything)).Items
	late := must[model.List[model.FilingStatus]](t)(w.Filings.List(w.ctx, by, model.FilingFilter{Region: q.Region, Late: "true"}, everything)).Items
	accounts := map[model.Platform]int64{model.PlatformWechat: 0, model.PlatformWeibo: 0, model.PlatformOther: 0}
	for _, a := range must[model.List[model.Account]](t)(w.Accounts.List(w.ctx, by, model.AccountFilter{Region: q.Region, State: model.StateRunning}, everything)).Items {
		accounts[a.Platform.Bucket()]++
	}
	counted := map[model.Platform]int64{}
	for _, p := range page.Register.Accounts {
		counted[p.Platform] = p.Accounts
	}
	same("accounts", accounts, counted)
	same("register", [2]int64{int64(len(sites)), int64(len(late))}, [2]int64{page.Register.Sites, page.Register.FilingsLate})
}

// The front page asks as much of a database with a long history as of one without.
func TestStatementsOfTheOverview(t *testing.T) {
	var statements atomic.Int64
	each(t, func(t *testing.T, w *world) {
		overviewWorld(w)
		ask := func() int64 {
			t.Helper()
			before := statements.Load()
			must[model.Overview](t)(w.Statistics.Overview(w.ctx, operator, model.OverviewQuery{}))
			return statements.Load() - before
		}
		short := ask()
		for range 3 {
			c := w.open("422800", func(e *model.CampaignEdit) { e.Year, e.MonitoringDate = 2021, "2021-12-31" })
			w.settle(c.Code, w.targets(c.Code), "fffffff")
			must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		}
		// Two of them are for the sites and the accounts that failed; what is kept is not asked for again.
		if long := ask(); short != 28 || long > short {
			t.Errorf("%d statements, and %d with a longer history", short, long)
		}
	}, repository.WithTap(func(string) { statements.Add(1) }))
}
