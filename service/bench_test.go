package service_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/test/bench/scale"
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
	if err := scale.Register(w.ctx, w.store, model.NewTime(w.now), codes, sitesOfEach, accountsOfEach); err != nil {
		w.t.Fatal(err)
	}
}
