package service_test

import (
	"fmt"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/test/bench/scale"
)

// What the benchmark does in the country of package scale, with one prefecture's round beside the national one.
const (
	nationHistory = 39 // rounds before
	nationReads   = 15
)

// BenchmarkNation reads the county tables of an open national round of 126,900 targets in 2,700 counties, interleaved with that of
// a round of one prefecture: while nothing changes, anew after a change, and all again with 39 rounds of the same size before.
//
//	go test ./service -run '^$' -bench Nation -benchtime 1x
func BenchmarkNation(b *testing.B) { benchOnBoth(b, 8, 8, benchNation) }

func benchNation(b *testing.B, w *world) {
	b.Helper()
	w.fill(scale.Nation.Regions(), scale.Nation.Sites, scale.Nation.Accounts)
	local := w.open("430100")
	started := time.Now()
	c := w.open("00")
	b.ReportMetric(time.Since(started).Seconds(), "open-s")
	execute(b, w.store, "UPDATE inspections SET status = 'submitted', verdict = CASE WHEN id % 50 = 0 THEN 'fail' ELSE 'pass' END")
	started = time.Now()
	report, err := w.Statistics.CheckFigures(w.ctx, operator, true, func(model.TallyDifference) error { return nil })
	if err != nil || report.Campaigns != 2 {
		b.Fatalf("%+v, %v", report, err)
	}
	b.ReportMetric(time.Since(started).Seconds(), "repair-s")

	changes := func() {
		execute(b, w.store, "UPDATE campaigns SET figure_changes = figure_changes + 1")
	}
	reads := map[string]func() error{
		"prefecture": w.table(operator, local.Code, ""),
		"provinces":  w.table(operator, c.Code, ""),
		"counties":   w.table(operator, c.Code, model.LevelCounty),
		"one-county": w.table(actor(model.RoleViewer, "430101"), c.Code, ""),
	}
	kept, anew := medians(b, reads, func() {}), medians(b, reads, changes)
	for name := range reads {
		b.ReportMetric(kept[name], name+"-ms")
		b.ReportMetric(kept[name]/kept["prefecture"], name+"/prefecture")
		b.ReportMetric(anew[name], name+"-anew-ms")
	}
	const columns = "kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at"
	for range nationHistory {
		execute(b, w.store, fmt.Sprintf("INSERT INTO campaign_tallies (campaign_id, %s) SELECT %d, %s FROM campaign_tallies WHERE campaign_id = %d",
			columns, w.campaign("00").ID, columns, c.ID))
	}
	for name, ms := range medians(b, reads, changes) {
		b.ReportMetric(ms/anew[name], name+"-anew-history")
	}
}

// table reads a table of pass rates.
func (w *world) table(a model.Actor, code string, level model.Level) func() error {
	return func() error {
		return only(w.Statistics.Rates(w.ctx, a, code, model.RateQuery{Kind: model.SubjectAccount, Level: level}))
	}
}

// medians are the medians of several reads in milliseconds, one after the other in turn, so that all meet the same machine.
// Before each of them something happens.
func medians(b *testing.B, reads map[string]func() error, before func()) map[string]float64 {
	b.Helper()
	took := map[string][]float64{}
	for range nationReads {
		for name, read := range reads {
			before()
			started := time.Now()
			if err := read(); err != nil {
				b.Fatal(err)
			}
			took[name] = append(took[name], float64(time.Since(started).Microseconds())/1000)
		}
	}
	out := map[string]float64{}
	for name, all := range took {
		out[name] = middle(all)
	}
	return out
}
