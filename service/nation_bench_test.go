package service_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// The country as the benchmark builds it: 30 provinces of 10 prefectures of 9 counties, with 5 sites and 42 accounts in each
// county, and one prefecture's round beside the national one.
const (
	nationProvinces   = 30
	nationPrefectures = 10
	nationCounties    = 9
	nationSites       = 5
	nationAccounts    = 42
	nationHistory     = 39 // rounds before
	nationReads       = 15
)

// BenchmarkNation reads the county tables of an open national round of 126,900 targets in 2,700 counties, interleaved with that of
// a round of one prefecture: while nothing changes, anew after a change, and all again with 39 rounds of the same size before.
//
//	go test ./service -run '^$' -bench Nation -benchtime 1x
func BenchmarkNation(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchNation(b, "sqlite:"+filepath.Join(b.TempDir(), "xuncha.db")) })
	b.Run("mariadb", func(b *testing.B) {
		server, err := dbtest.StartMariaDB(dbtest.Durable)
		if err != nil {
			b.Fatal(err)
		}
		defer server.Stop()
		if err := server.Create("bench"); err != nil {
			b.Fatal(err)
		}
		benchNation(b, server.URL("bench"))
	})
}

func benchNation(b *testing.B, address string) {
	b.Helper()
	ctx := context.Background()
	s, err := repository.Open(ctx, address)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	w := newWorld(b, s)
	w.country(nationRegions())
	local := w.open("430100")
	started := time.Now()
	c := w.open("00")
	b.ReportMetric(time.Since(started).Seconds(), "open-s")
	execute(b, s, "UPDATE inspections SET status = 'submitted', verdict = CASE WHEN id % 50 = 0 THEN 'fail' ELSE 'pass' END")
	started = time.Now()
	report, err := w.Statistics.CheckFigures(ctx, operator, true, func(model.TallyDifference) error { return nil })
	if err != nil || report.Campaigns != 2 {
		b.Fatalf("%+v, %v", report, err)
	}
	b.ReportMetric(time.Since(started).Seconds(), "repair-s")

	changes := func() {
		execute(b, s, "UPDATE campaigns SET figure_changes = figure_changes + 1")
	}
	reads := map[string]func() error{
		"prefecture": w.table(operator, local.Code, ""),
		"provinces":  w.table(operator, c.Code, ""),
		"counties":   w.table(operator, c.Code, model.LevelCounty),
		"one-county": w.table(actor(model.RoleViewer, "430101"), c.Code, ""),
	}
	before := medians(b, reads, func() {})
	for name, ms := range medians(b, reads, changes) {
		b.ReportMetric(ms, name+"-anew-ms")
	}
	for name, ms := range before {
		b.ReportMetric(ms, name+"-ms")
		b.ReportMetric(ms/before["prefecture"], name+"/prefecture")
	}
	const columns = "kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at"
	for range nationHistory {
		execute(b, s, fmt.Sprintf("INSERT INTO campaign_tallies (campaign_id, %s) SELECT %d, %s FROM campaign_tallies WHERE campaign_id = %d",
			columns, w.campaign("00").ID, columns, c.ID))
	}
	for name, ms := range medians(b, reads, func() {}) {
		b.ReportMetric(ms/before[name], name+"-history")
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
		slices.Sort(all)
		out[name] = all[len(all)/2]
	}
	return out
}

func nationRegions() (codes []model.RegionCode) {
	for p := range nationProvinces {
		codes = append(codes, model.RegionCode(fmt.Sprint(43+p)))
		for q := range nationPrefectures {
			codes = append(codes, model.RegionCode(fmt.Sprintf("%d%02d00", 43+p, q+1)))
			for c := range nationCounties {
				codes = append(codes, model.RegionCode(fmt.Sprintf("%d%02d%02d", 43+p, q+1, c+1)))
			}
		}
	}
	return codes
}

// country fills the register by the thousand.
func (w *world) country(codes []model.RegionCode) {
	w.t.Helper()
	at := model.NewTime(w.now)
	must[model.Region](w.t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "00", Name: "全国"}))
	check := func(err error) {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
	}
	var organizations []*model.Organization
	for _, code := range codes {
		must[model.Region](w.t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: code, Name: "区域" + string(code)}))
		if code.Level() == model.LevelCounty {
			o := &model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: at, UpdatedAt: at}
			o.Apply(model.OrganizationEdit{Name: "单位" + string(code), RegionCode: code})
			organizations = append(organizations, o)
		}
	}
	check(w.store.Organizations.Create(w.ctx, organizations...))
	var sites []*model.Site
	var accounts []*model.Account
	for _, o := range organizations {
		for range nationSites {
			site := model.NewSite(w.siteEdit(*o), o.RegionCode, at)
			site.Code = fmt.Sprintf("%s%04d", o.RegionCode, len(sites)%nationSites)
			sites = append(sites, &site)
		}
		for n := range nationAccounts {
			e := w.accountEdit(*o)
			e.Platform = model.Platforms[n%len(model.Platforms)]
			account := model.NewAccount(e, o.RegionCode, at)
			accounts = append(accounts, &account)
		}
	}
	check(w.store.Sites.Create(w.ctx, sites...))
	check(w.store.Accounts.Create(w.ctx, accounts...))
	w.made = 0 // campaigns count their years from it
}
