package service_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// benchOnBoth runs a benchmark on SQLite and on a MariaDB that has every commit on the disk, with so many connections.
func benchOnBoth(b *testing.B, sqlitePool, mariadbPool int, run func(b *testing.B, w *world)) {
	b.Helper()
	over := func(b *testing.B, address string, pool int) {
		b.Helper()
		s, err := repository.Open(context.Background(), address, repository.WithPool(pool))
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		if _, err := s.Migrate(context.Background()); err != nil {
			b.Fatal(err)
		}
		run(b, newWorld(b, s))
	}
	b.Run("sqlite", func(b *testing.B) { over(b, "sqlite:"+filepath.Join(b.TempDir(), "xuncha.db"), sqlitePool) })
	b.Run("mariadb", func(b *testing.B) {
		server, err := dbtest.StartMariaDB(dbtest.Durable)
		if err != nil {
			b.Fatal(err)
		}
		defer server.Stop()
		if err := server.Create("bench"); err != nil {
			b.Fatal(err)
		}
		over(b, server.URL("bench"), mariadbPool)
	})
}

// middle is the median.
func middle(all []float64) float64 {
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// fill makes regions, and in each county an organization with so many sites and accounts, by the thousand.
func (w *world) fill(codes []model.RegionCode, sitesOfEach, accountsOfEach int) {
	w.t.Helper()
	at := model.NewTime(w.now)
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
		for n := range sitesOfEach {
			e := w.siteEdit(*o)
			e.Code = fmt.Sprintf("%s%04d", o.RegionCode, n)
			site := model.NewSite(e, o.RegionCode, at)
			sites = append(sites, &site)
		}
		for n := range accountsOfEach {
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
