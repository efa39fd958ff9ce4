package service_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// A province has as many rounds as before, however many its counties have had since.
func TestTrendBesideManyCampaigns(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account(w.organization(countyA))
		on := func(day model.Date) func(e *model.CampaignEdit) {
			return func(e *model.CampaignEdit) { e.MonitoringDate = day }
		}
		first, second := w.open("42", on("2022-01-31")), w.open("42", on("2022-02-28"))
		for n := range 501 {
			county := first
			county.ID, county.Code, county.RegionCode = 0, fmt.Sprint("422801-2022-", n), countyA
			county.IssuerLevel, county.MonitoringDate = model.IssuerCounty, "2022-02-15"
			if err := w.store.Campaigns.Create(w.ctx, &county); err != nil {
				t.Fatal(err)
			}
		}
		for _, region := range []model.Scope{"42", ""} {
			trend := must[model.Trend](t)(w.Statistics.Trend(w.ctx, operator, model.TrendQuery{
				Region: region, Most: 12, Rates: model.RateQuery{Kind: model.SubjectAccount},
			}))
			if len(trend.Campaigns) != 2 || trend.Campaigns[0].Code != first.Code || trend.Campaigns[1].Code != second.Code {
				t.Errorf("%q: %d rounds", region, len(trend.Campaigns))
			}
		}
	})
}

// A trend has the rounds of one region and level of issuers, the oldest first, each with the figures of its own table.
func TestTrend(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		w.site(a)
		w.site(b)
		on := func(day model.Date, issuer model.Issuer) model.Campaign {
			return w.open("422800", func(e *model.CampaignEdit) { e.MonitoringDate, e.IssuerLevel = day, issuer })
		}
		codes := map[string]model.Campaign{}
		for name, day := range map[string]model.Date{"second": "2022-06-30", "first": "2022-03-31", "third": "2022-09-30"} {
			codes[name] = on(day, "")
		}
		superior := on("2022-10-31", model.IssuerProvince)
		w.settle(codes["first"].Code, w.targets(codes["first"].Code), "pf")
		w.settle(codes["second"].Code, w.targets(codes["second"].Code), "pp")
		w.settle(superior.Code, w.targets(superior.Code), "ff")
		w.campaign("422800")
		lines := func(a model.Actor, q model.TrendQuery) []string {
			t.Helper()
			q.Rates.Kind = model.SubjectSite
			trend := must[model.Trend](t)(w.Statistics.Trend(w.ctx, a, q))
			var out []string
			for _, r := range append(trend.Rows, trend.Sum) {
				var points []string
				some := false
				for n, p := range r.Points {
					points = append(points, fmt.Sprintf("%d/%d", p.Passed, p.Targets))
					some = some || p.Targets > 0
					alone := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, a, trend.Campaigns[n].Code, model.SubjectSite, q.Rates.By))
					if r.Key == "" && alone.Total != p {
						t.Errorf("%s: %+v, alone %+v", trend.Campaigns[n].Code, p, alone.Total)
					}
				}
				if some {
					out = append(out, r.Label+" "+strings.Join(points, " "))
				}
			}
			return out
		}
		inA := actor(model.RoleViewer, model.Scope(countyA))
		for _, step := range []struct {
			by   model.Actor
			q    model.TrendQuery
			want []string
		}{
			{operator, model.TrendQuery{Most: 12}, []string{"恩施市 1/1 1/1 0/1", "利川市 0/1 1/1 0/1", "合计 1/2 2/2 0/2"}},
			{operator, model.TrendQuery{Most: 2}, []string{"恩施市 1/1 0/1", "利川市 1/1 0/1", "合计 2/2 0/2"}},
			{operator, model.TrendQuery{Most: 12, Region: "4228", Issuer: model.IssuerProvince}, []string{"恩施市 0/1", "利川市 0/1", "合计 0/2"}},
			{operator, model.TrendQuery{Most: 12, Region: model.Scope(countyA)}, nil},
			{inA, model.TrendQuery{Most: 12, Region: "4228"}, []string{"恩施市 1/1 1/1 0/1", "合计 1/1 1/1 0/1"}},
			{operator, model.TrendQuery{Most: 12, Rates: model.RateQuery{By: model.GroupPortal}}, []string{"部门网站 1/2 2/2 0/2", "合计 1/2 2/2 0/2"}},
			{operator, model.TrendQuery{Most: 12, Rates: model.RateQuery{By: model.GroupOrganization}}, []string{
				a.Name + " 1/1 1/1 0/1", b.Name + " 0/1 1/1 0/1", "合计 1/2 2/2 0/2",
			}},
		} {
			if diff := cmp.Diff(step.want, lines(step.by, step.q)); diff != "" {
				t.Errorf("%+v by %s\n%s", step.q, step.by.Scope, diff)
			}
		}
	})
}
