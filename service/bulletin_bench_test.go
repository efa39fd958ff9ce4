package service_test

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/service"
)

// The province of the benchmark: 100 counties in ten prefectures, 700 sites, 9,300 accounts.
const (
	benchCounties = 100
	benchSites    = 7
	benchAccounts = 93
	benchRepeats  = 5
)

// BenchmarkBulletin measures each step of the bulletin of a province and of one of its counties, and what the heap grows by
// while a document is streamed: one that was issued by a piece of 512 KiB, a draft by its facts, which are the targets and findings
// of the round. Times are medians in milliseconds; share is that of a county in the time of the province.
//
//	go test ./service -run '^$' -bench Bulletin -benchtime 1x
func BenchmarkBulletin(b *testing.B) { benchOnBoth(b, 8, 8, benchBulletin) }

func benchBulletin(b *testing.B, w *world) {
	b.Helper()
	w.province()
	times := map[string][2]float64{}
	for i, region := range []model.RegionCode{"420000", "425001"} {
		for step, took := range w.bulletinSteps(region) {
			pair := times[step]
			pair[i] = took
			times[step] = pair
		}
	}
	for step, pair := range times {
		b.ReportMetric(pair[0], step)
		if step[len(step)-2:] == "ms" {
			b.ReportMetric(pair[1]/pair[0], step[:len(step)-2]+"share")
		}
	}
}

func (w *world) province() {
	w.t.Helper()
	var codes []model.RegionCode
	for i := range benchCounties {
		if i%10 == 0 {
			codes = append(codes, model.RegionCode(fmt.Sprintf("42%d00", 50+i/10)))
		}
		codes = append(codes, model.RegionCode(fmt.Sprintf("42%d%02d", 50+i/10, i%10+1)))
	}
	w.fill(codes, benchSites, benchAccounts)
}

// inspect brings in results, of which one in twenty fails and one in five has something to mend.
func (w *world) inspect(c model.Campaign) {
	w.t.Helper()
	var items []model.BulkItem
	for n, i := range w.targets(c.Code) {
		switch {
		case n%20 == 0 && i.Kind == model.SubjectSite:
			items = append(items, item(i, veto("首页无法访问")))
		case n%5 == 0:
			items = append(items, item(i, observed(fmt.Sprintf("更新频率较低%d", n%7))))
		default:
			items = append(items, item(i))
		}
	}
	for piece := range slices.Chunk(items, model.MaxBulk) {
		must[[]service.Outcome[model.Result]](w.t)(w.Inspections.SubmitMany(w.ctx, operator, c.Code, piece, false))
	}
}

// bulletinSteps is how long each step of a bulletin of a region takes.
func (w *world) bulletinSteps(region model.RegionCode) map[string]float64 {
	w.t.Helper()
	c := w.open(region)
	w.inspect(c)
	c = w.publish(c)
	times := map[string]float64{
		"get-ms":    median(benchRepeats, func() { w.bulletin(operator, c) }),
		"checks-ms": median(benchRepeats, func() { _ = must[[]model.BulletinFault](w.t)(w.faults(c)) }),
	}
	for _, form := range bulletinForms {
		times["draft-"+form+"-ms"] = median(benchRepeats, func() { w.stream(c, form, 0) })
	}
	version := w.accept(c, 0)
	times["issue-ms"] = median(1, func() { w.issue(c, version) })
	times["issued-get-ms"] = median(benchRepeats, func() { w.bulletin(operator, c) })
	for _, form := range bulletinForms {
		times[form+"-ms"] = median(benchRepeats, func() { w.stream(c, form, 1) })
		times[form+"-heap-MiB"] = w.heap(func() { w.stream(c, form, 1) })
		times["draft-"+form+"-heap-MiB"] = w.heap(func() { w.stream(c, form, 0) })
	}
	return times
}

func (w *world) faults(c model.Campaign) ([]model.BulletinFault, error) {
	_, faults, err := w.Bulletins.Checks(w.ctx, operator, c.Code)
	return faults, err
}

func (w *world) stream(c model.Campaign, form string, issue int) {
	w.t.Helper()
	d := must[service.BulletinDocument](w.t)(w.Bulletins.Document(w.ctx, operator, c.Code, form, issue))
	if err := d.Write(w.ctx, io.Discard); err != nil {
		w.t.Fatal(err)
	}
}

// median is that of the times of some calls, in milliseconds.
func median(times int, call func()) float64 {
	took := make([]float64, times)
	for i := range took {
		started := time.Now()
		call()
		took[i] = float64(time.Since(started).Microseconds()) / 1000
	}
	return middle(took)
}

// heap is by how much the heap is larger than before at the height of a call, in MiB: what is held, and what waits to be swept.
func (w *world) heap(call func()) float64 {
	var now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&now)
	before, most := now.HeapAlloc, now.HeapAlloc
	done := make(chan struct{})
	go func() { defer close(done); call() }()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return float64(most-before) / (1 << 20)
		case <-tick.C:
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
	}
}
