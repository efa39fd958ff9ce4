package service_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// What was found is counted by indicator and region, and how far it was put right by region, as the caller sees it.
func TestFiguresOfFindings(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, region := range []model.RegionCode{countyA, countyA, countyB} {
			w.site(w.organization(region))
		}
		c := w.open("422800")
		targets := w.targets(c.Code)
		w.result(targets[0].ID, veto("甲"), veto("乙"), observed("丙"))
		w.result(targets[1].ID, veto("丁"))
		w.result(targets[2].ID, veto("戊"), observed("己"))
		w.result(targets[2].ID, veto("戊")) // the observation is withdrawn
		execute(t, w.store, "UPDATE rectifications SET due_on = '2022-10-10' WHERE state = 'open'")
		rows := w.findings(model.RectificationFilter{Campaign: c.Code})
		settle := func(at int, days int) {
			w.now = time.Date(2022, 10, 8+days, 1, 0, 0, 0, time.UTC)
			d := must[service.FindingDetail](t)(w.Findings.SubmitProof(w.ctx, clerkA, rows[at].ID, rows[at].Version, model.Proof{Done: "已整改"}))
			must[service.FindingDetail](t)(w.Findings.Accept(w.ctx, reviewer, rows[at].ID, d.Version))
		}
		settle(0, 1) // in time
		settle(1, 6) // late
		w.now = time.Date(2022, 10, 20, 1, 0, 0, 0, time.UTC)
		inA := actor(model.RoleViewer, model.Scope(countyA))
		found := func(a model.Actor) (lines []string) {
			table := must[model.Indicators](t)(w.Statistics.Indicators(w.ctx, a, service.FindingFigures{Campaign: c.Code}))
			for _, r := range table.Rows {
				lines = append(lines, fmt.Sprint(r.Indicator, r.FoundUnder, r.Cells[:min(2, len(r.Cells))], len(r.Cells) == len(table.Columns)))
			}
			return lines
		}
		if diff := cmp.Diff([]string{"S1{4 4 3} [{3 3 2} {1 1 1}] true", "{1 1 1} [{1 1 1} {0 0 0}] true"}, found(operator)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"S1{3 3 2} [{3 3 2}] true", "{1 1 1} [{1 1 1}] true"}, found(inA)); diff != "" {
			t.Error(diff)
		}
		put := func(a model.Actor) (lines []string) {
			table := must[model.RectificationTable](t)(w.Statistics.Rectification(w.ctx, a, service.FindingFigures{Campaign: c.Code}))
			for _, r := range append(table.Rows, table.Sum) {
				if r.Found > 0 {
					median, _ := r.Median()
					lines = append(lines, fmt.Sprintf("%s %d found, %d open, %d accepted, %d in time, %d late, %d overdue, %g days",
						r.Label, r.Found, r.Open, r.Accepted, r.InTime, r.Late, r.Overdue, median))
				}
			}
			return lines
		}
		want := []string{
			"恩施市 4 found, 2 open, 2 accepted, 1 in time, 1 late, 2 overdue, 3.5 days",
			"利川市 1 found, 1 open, 0 accepted, 0 in time, 0 late, 1 overdue, 0 days",
			"合计 5 found, 3 open, 2 accepted, 1 in time, 1 late, 3 overdue, 3.5 days",
		}
		if diff := cmp.Diff(want, put(operator)); diff != "" {
			t.Error(diff)
		}
		if lines := put(inA); len(lines) != 2 || lines[0] != want[0] {
			t.Errorf("%q", lines)
		}
		ask := func(q service.FindingFigures) error { return only(w.Statistics.Rectification(w.ctx, operator, q)) }
		if newest := must[model.RectificationTable](t)(w.Statistics.Rectification(w.ctx, operator, service.FindingFigures{})); newest.Campaign != c.Code {
			t.Errorf("the newest is %s", newest.Campaign)
		}
		refused(t, "above", ask(service.FindingFigures{Campaign: c.Code, Level: model.LevelProvince}), "invalid_fields level:level_above_campaign")
	})
}

func TestScoresAreDistributed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, region := range []model.RegionCode{countyA, countyA, countyB} {
			w.site(w.organization(region))
		}
		c := w.open("422800", func(e *model.CampaignEdit) { e.ScoredKinds = model.Set[model.ScoredKind]{model.ScoredSite} })
		targets := w.targets(c.Code)
		w.result(targets[0].ID)
		w.result(targets[1].ID, veto("甲")) // without a score
		w.result(targets[2].ID, model.FindingEdit{Indicator: "D04", Description: "乙", LocationURL: "http://a.gov.cn/"})
		for a, want := range map[string]int64{"all": 2, string(countyB): 1} {
			d := must[model.ScoreDistribution](t)(w.Statistics.Scores(w.ctx, actor(model.RoleViewer, model.Scope(a)), c.Code, model.SubjectSite))
			sum := int64(0)
			for _, b := range d.Bands {
				sum += b.Targets
			}
			if d.Scored != want || sum != want || d.Median == nil {
				t.Errorf("%s: %+v", a, d)
			}
		}
	})
}
