package service_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// threeRounds are rounds of the prefecture and one called by the province, each with a failed site in A and in B, and an account
// in A that fails in the last one only.
func threeRounds(w *world) []model.Campaign {
	w.t.Helper()
	a, b := w.organization(countyA), w.organization(countyB)
	w.site(a)
	w.site(b)
	w.account(a)
	var rounds []model.Campaign
	for n, day := range []model.Date{"2021-12-31", "2022-06-30", "2022-09-30", "2022-10-31"} {
		c := w.open("422800", func(e *model.CampaignEdit) {
			e.Year, e.MonitoringDate = 2021+min(n, 1), day
			if n == 3 {
				e.IssuerLevel = model.IssuerProvince
			}
		})
		for _, i := range w.targets(c.Code) {
			switch {
			case i.Kind == model.SubjectSite:
				w.result(i.ID, veto("甲"), observed("丙"))
			case n == 2:
				w.result(i.ID, model.FindingEdit{Indicator: "M1", Description: "乙"})
			}
		}
		rounds = append(rounds, c)
	}
	return rounds
}

// Measures are counted by region, kind and round. One that was struck out counts nothing, but says when it was.
func TestMeasuresOverRounds(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		rounds := threeRounds(w)
		record := func(round int, region model.RegionCode, kind model.Subject, taken model.MeasureKind, persons int) model.Measure {
			t.Helper()
			f := model.RectificationFilter{Campaign: rounds[round].Code, Region: model.Scope(region), Kind: kind, State: model.FindingOpen}
			w.now = w.now.Add(time.Hour)
			e := model.MeasureEdit{Kind: taken, TakenOn: "2022-10-08", Persons: persons}
			return must[model.Measure](t)(w.Findings.RecordMeasure(w.ctx, operator, w.findings(f)[0].ID, e))
		}
		record(0, countyA, model.SubjectSite, model.MeasureTalk, 2)
		record(1, countyA, model.SubjectSite, model.MeasureTalk, 1)
		record(1, countyB, model.SubjectSite, model.MeasureRemoval, 1)
		record(2, countyA, model.SubjectAccount, model.MeasureOrder, 0)
		record(3, countyA, model.SubjectSite, model.MeasureTalk, 7) // called by the province
		struck := record(2, countyB, model.SubjectSite, model.MeasureTalk, 5)
		w.now = w.now.Add(time.Hour)
		must[model.Measure](t)(w.Findings.RevokeMeasure(w.ctx, operator, struck.ID, 1, why))
		ask := func(by model.Actor, q model.TrendQuery) (lines []string) {
			t.Helper()
			table := must[model.MeasureFigures](t)(w.Statistics.Measures(w.ctx, by, q))
			for _, r := range append(table.Rows, table.Sum) {
				if r.Measures > 0 || r.Key == "" {
					lines = append(lines, fmt.Sprint(r.Label, r.Taken, " ", r.Kinds[0], r.Kinds[3], r.Kinds[7], " ", r.Rounds))
				}
			}
			if by.Scope == operator.Scope && table.CountedUntil != model.NewTime(w.now) && q.Issuer == "" && q.Year == 0 && q.Rates.Kind == "" {
				t.Errorf("counted until %s, not %s", table.CountedUntil, w.now)
			}
			return lines
		}
		for name, step := range map[string]struct {
			by   model.Actor
			q    model.TrendQuery
			want []string
		}{
			"all": {operator, model.TrendQuery{Most: 12}, []string{
				"恩施市{3 3} {2 3} {1 0} {0 0} [{1 2} {1 1} {1 0}]", "利川市{1 1} {0 0} {0 0} {1 1} [{0 0} {1 1} {0 0}]",
				"合计{4 4} {2 3} {1 0} {1 1} [{1 2} {2 2} {1 0}]",
			}},
			"the newest": {operator, model.TrendQuery{Most: 1}, []string{"恩施市{1 0} {0 0} {1 0} {0 0} [{1 0}]", "合计{1 0} {0 0} {1 0} {0 0} [{1 0}]"}},
			"of a year":  {operator, model.TrendQuery{Most: 12, Year: 2021}, []string{"恩施市{1 2} {1 2} {0 0} {0 0} [{1 2}]", "合计{1 2} {1 2} {0 0} {0 0} [{1 2}]"}},
			"of sites": {operator, model.TrendQuery{Most: 2, Rates: model.RateQuery{Kind: model.SubjectSite}}, []string{
				"恩施市{1 1} {1 1} {0 0} {0 0} [{1 1} {0 0}]", "利川市{1 1} {0 0} {0 0} {1 1} [{1 1} {0 0}]", "合计{2 2} {1 1} {0 0} {1 1} [{2 2} {0 0}]",
			}},
			"in B": {actor(model.RoleViewer, model.Scope(countyB)), model.TrendQuery{Most: 12}, []string{
				"利川市{1 1} {0 0} {0 0} {1 1} [{0 0} {1 1} {0 0}]", "合计{1 1} {0 0} {0 0} {1 1} [{0 0} {1 1} {0 0}]",
			}},
			"from above": {operator, model.TrendQuery{Most: 12, Region: "4228", Issuer: model.IssuerProvince}, []string{
				"恩施市{1 7} {1 7} {0 0} {0 0} [{1 7}]", "合计{1 7} {1 7} {0 0} {0 0} [{1 7}]",
			}},
			"of no year": {operator, model.TrendQuery{Most: 12, Year: 2019}, []string{"合计{0 0} {0 0} {0 0} {0 0} []"}},
		} {
			if diff := cmp.Diff(step.want, ask(step.by, step.q)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
		_, err := w.Statistics.Measures(w.ctx, operator, model.TrendQuery{Most: 1, Rates: model.RateQuery{Level: model.LevelProvince}})
		refused(t, "above", err, "invalid_fields level:level_above_campaign")
		if counts := must[service.MeasureTable](t)(w.Findings.CountMeasures(w.ctx, operator, rounds[2].Code)).Counts; len(counts) != 1 {
			t.Errorf("a region with nothing but what was struck out: %+v", counts)
		}
	})
}

// With rounds the columns of the indicators are rounds of the same series, and each column is what its round says alone.
func TestIndicatorsOverRounds(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		rounds := threeRounds(w)
		ask := func(by model.Actor, q service.FindingFigures) (lines []string) {
			t.Helper()
			table := must[model.Indicators](t)(w.Statistics.Indicators(w.ctx, by, q))
			for n, c := range table.Rounds {
				alone := must[model.Indicators](t)(w.Statistics.Indicators(w.ctx, by, service.FindingFigures{Campaign: c.Code, Kind: q.Kind}))
				for _, r := range alone.Rows {
					for _, over := range table.Rows {
						if over.Indicator == r.Indicator && over.Cells[n] != r.FoundUnder {
							t.Errorf("%s in %s: %v, alone %v", r.Indicator, c.Code, over.Cells[n], r.FoundUnder)
						}
					}
				}
				if table.Columns[n].Key != c.Code || table.Columns[n].Label != c.Label() {
					t.Errorf("column %d: %+v", n, table.Columns[n])
				}
			}
			for _, r := range table.Rows {
				lines = append(lines, fmt.Sprint(r.Indicator, r.FoundUnder, " ", r.Cells))
			}
			return lines
		}
		twice := []string{"{4 4 4} [{2 2 2} {2 2 2}]", "S1{4 4 4} [{2 2 2} {2 2 2}]"}
		for name, step := range map[string]struct {
			by   model.Actor
			q    service.FindingFigures
			want []string
		}{
			"all": {operator, service.FindingFigures{Most: 12}, []string{
				"{6 6 6} [{2 2 2} {2 2 2} {2 2 2}]", "S1{6 6 6} [{2 2 2} {2 2 2} {2 2 2}]", "M1{1 1 1} [{0 0 0} {0 0 0} {1 1 1}]",
			}},
			"up to one":  {operator, service.FindingFigures{Most: 12, Campaign: rounds[1].Code}, twice},
			"of a year":  {operator, service.FindingFigures{Most: 12, Year: 2022, Kind: model.SubjectSite}, twice},
			"from above": {operator, service.FindingFigures{Most: 12, Campaign: rounds[3].Code}, []string{"{2 2 2} [{2 2 2}]", "S1{2 2 2} [{2 2 2}]"}},
			"in B":       {actor(model.RoleViewer, model.Scope(countyB)), service.FindingFigures{Most: 2}, []string{"{2 2 2} [{1 1 1} {1 1 1}]", "S1{2 2 2} [{1 1 1} {1 1 1}]"}},
			"of no year": {operator, service.FindingFigures{Most: 12, Year: 2019}, nil},
		} {
			if diff := cmp.Diff(step.want, ask(step.by, step.q)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
		_, err := w.Statistics.Indicators(w.ctx, operator, service.FindingFigures{Most: 1, Level: model.LevelCounty})
		refused(t, "a level of rounds", err, "invalid_fields level:level_without_region")
		_, err = w.Statistics.Indicators(w.ctx, operator, service.FindingFigures{Most: 1, Campaign: "x"})
		refused(t, "no such round", err, "invalid_fields campaign:unknown_reference")
	})
}
