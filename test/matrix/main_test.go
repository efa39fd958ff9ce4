package matrix

import (
	"testing"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// each runs fn with a matrix on every database, side by side.
func each(t *testing.T, fn func(t *testing.T, m *matrix)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		fn(t, onSQLite(t))
	})
	t.Run("mariadb", func(t *testing.T) {
		t.Parallel()
		tap := &tapped{}
		m := newMatrix(t, dbtest.OnMariaDB(t, repository.WithTap(tap.take)), tap)
		m.brief = true
		fn(t, m)
	})
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
		if m.sent < 5000 || m.held < m.sent/2 {
			t.Errorf("only %d requests with %d statements", m.sent, m.held)
		}
		t.Logf("%d requests, %d statements", m.sent, m.held)
	})
}
