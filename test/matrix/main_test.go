package matrix

import (
	"testing"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// each runs fn with a matrix on every database.
func each(t *testing.T, fn func(t *testing.T, m *matrix)) {
	t.Helper()
	tap := &tapped{}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) { fn(t, newMatrix(t, s, tap)) }, repository.WithTap(tap.take))
}

func onSQLite(t *testing.T) *matrix {
	t.Helper()
	tap := &tapped{}
	return newMatrix(t, dbtest.SQLite(t, repository.WithTap(tap.take)), tap)
}

// The matrix itself.
func TestWhoMayDoWhat(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		if faults := m.check(readDocument(t), m.world.identities()); len(faults) > 0 {
			t.Errorf("%d faults:\n%s", len(faults), describe(faults))
		}
		t.Logf("%d requests", m.sent)
	})
}
