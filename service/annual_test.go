package service_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// annualLines are the rows of a year in which something was drawn, and the total.
func annualLines(t *testing.T, w *world, by model.Actor, q model.TrendQuery) (lines []string) {
	t.Helper()
	q.Rates.Kind = model.SubjectSite
	table := must[model.Annual](t)(w.Statistics.Annual(w.ctx, by, q))
	for _, r := range append(table.Rows, table.Sum) {
		year := r.Year()
		if year.Targets == 0 && r.Key != "" {
			continue
		}
		line := r.Label
		for _, p := range r.Points {
			line += fmt.Sprintf(" %d/%d", p.Passed, p.Inspected)
		}
		lines = append(lines, fmt.Sprintf(
			"%s: %d/%d of %d %s; found %d, accepted %d, overdue %d; taken %d/%d; failed %d, always %d", line, year.Passed, year.Inspected,
			year.Targets, table.Rule().Text(year.Passed, year.Inspected), r.Findings.Found, r.Findings.Accepted, r.Findings.Overdue,
			r.Taken.Measures, r.Taken.Persons, r.FailedOnce, r.FailedAlways,
		))
	}
	return lines
}

func TestYearOfARegion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		for _, o := range []model.Organization{a, a, b} {
			w.site(o)
		}
		round := func(day model.Date, issuer model.Issuer, results string) model.Campaign {
			c := w.open("422800", func(e *model.CampaignEdit) {
				e.Year, e.MonitoringDate, e.IssuerLevel = 2022, day, issuer
				if day < "2022" {
					e.Year = 2021
				}
			})
			w.settle(c.Code, w.targets(c.Code), results)
			return c
		}
		round("2021-12-31", "", "fff")
		rounds := []model.Campaign{round("2022-03-31", "", "fpp"), round("2022-06-30", "", "ffp"), round("2022-09-30", "", "fp ")}
		round("2022-10-31", model.IssuerProvince, "fff")
		execute(t, w.store, "UPDATE rectifications SET due_on = '2022-10-10' WHERE state = 'open'")
		first := w.findings(model.RectificationFilter{Campaign: rounds[0].Code})[0]
		talk := model.MeasureEdit{Kind: model.MeasureTalk, TakenOn: "2022-10-08", Persons: 2}
		must[model.Measure](t)(w.Findings.RecordMeasure(w.ctx, operator, first.ID, talk))
		struck := must[model.Measure](t)(w.Findings.RecordMeasure(w.ctx, operator, first.ID, talk))
		must[model.Measure](t)(w.Findings.RevokeMeasure(w.ctx, operator, struck.ID, 1, why))
		d := must[service.FindingDetail](t)(w.Findings.SubmitProof(w.ctx, clerkA, first.ID, first.Version, model.Proof{Done: "已整改"}))
		must[service.FindingDetail](t)(w.Findings.Accept(w.ctx, reviewer, first.ID, d.Version))
		c := must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, rounds[0].Code, rounds[0].Version))
		must[model.Campaign](t)(w.Campaigns.Publish(w.ctx, operator, c.Code, c.Version))
		w.now = time.Date(2022, 10, 20, 1, 0, 0, 0, time.UTC)

		const (
			inA   = ": 2/6 of 6 33.3%; found 4, accepted 1, overdue 3; taken 1/2; failed 2, always 1"
			inB   = ": 2/2 of 3 100%; found 0, accepted 0, overdue 0; taken 0/0; failed 0, always 0"
			total = " 2/3 1/3 1/2: 4/8 of 9 50.0%; found 4, accepted 1, overdue 3; taken 1/2; failed 2, always 1"
		)
		for name, step := range map[string]struct {
			by   model.Actor
			q    model.TrendQuery
			want []string
		}{
			"the newest":      {operator, model.TrendQuery{}, []string{"恩施市 1/2 0/2 1/2" + inA, "利川市 1/1 1/1 0/0" + inB, "合计" + total}},
			"by organization": {operator, model.TrendQuery{Year: 2022, Rates: model.RateQuery{By: model.GroupOrganization}}, []string{a.Name + " 1/2 0/2 1/2" + inA, b.Name + " 1/1 1/1 0/0" + inB, "合计" + total}},
			"by portal":       {operator, model.TrendQuery{Year: 2022, Rates: model.RateQuery{By: model.GroupPortal}}, []string{"部门网站" + total, "合计" + total}},
			"by kind":         {operator, model.TrendQuery{Region: "4228", Rates: model.RateQuery{By: model.GroupKind}}, []string{model.SubjectSite.Label() + total, "合计" + total}},
			"in A":            {actor(model.RoleViewer, model.Scope(countyA)), model.TrendQuery{}, []string{"恩施市 1/2 0/2 1/2" + inA, "合计 1/2 0/2 1/2" + inA}},
			"another year": {operator, model.TrendQuery{Year: 2021}, []string{
				"恩施市 0/2: 0/2 of 2 0%; found 2, accepted 0, overdue 2; taken 0/0; failed 2, always 2",
				"利川市 0/1: 0/1 of 1 0%; found 1, accepted 0, overdue 1; taken 0/0; failed 1, always 1",
				"合计 0/3: 0/3 of 3 0%; found 3, accepted 0, overdue 3; taken 0/0; failed 3, always 3",
			}},
			"no year": {operator, model.TrendQuery{Year: 2019}, []string{"合计: 0/0 of 0 —; found 0, accepted 0, overdue 0; taken 0/0; failed 0, always 0"}},
		} {
			if diff := cmp.Diff(step.want, annualLines(t, w, step.by, step.q)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
		table := must[model.Annual](t)(w.Statistics.Annual(w.ctx, operator, model.TrendQuery{Rates: model.RateQuery{Kind: model.SubjectSite}}))
		if diff := cmp.Diff([]string{rounds[1].Code, rounds[2].Code}, table.Unpublished()); diff != "" {
			t.Error(diff)
		}
		found := int64(0)
		for _, c := range rounds {
			found += must[model.RectificationTable](t)(w.Statistics.Rectification(w.ctx, operator, service.FindingFigures{Campaign: c.Code})).Sum.Found
		}
		if table.Year != 2022 || table.Sum.Findings.Found != found {
			t.Errorf("%d of %d, in its rounds %d", table.Sum.Findings.Found, table.Year, found)
		}
	})
}

// A target that moved within the year counts once among those that failed, in the row in which it failed last.
func TestATargetThatMovedFailsOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		site := w.site(a)
		round := func(day model.Date) {
			c := w.open("422800", func(e *model.CampaignEdit) { e.Year, e.MonitoringDate = 2022, day })
			w.settle(c.Code, w.targets(c.Code), "f")
		}
		round("2022-03-31")
		must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, site.ID, site.Version, model.TransferEdit{OrganizationID: b.ID, Reason: "划转"}))
		round("2022-06-30")
		want := []string{
			"恩施市 0/1 0/0: 0/1 of 1 0%; found 0, accepted 0, overdue 0; taken 0/0; failed 0, always 0", // its finding went along
			"利川市 0/0 0/1: 0/1 of 1 0%; found 2, accepted 0, overdue 0; taken 0/0; failed 1, always 1",
			"合计 0/1 0/1: 0/2 of 2 0%; found 2, accepted 0, overdue 0; taken 0/0; failed 1, always 1",
		}
		if diff := cmp.Diff(want, annualLines(t, w, operator, model.TrendQuery{})); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}
