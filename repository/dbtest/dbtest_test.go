package dbtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository"
)

// A database that comes back is as the migrations left it: a second test sees neither rows nor ids nor triggers of the first.
func TestUsedDatabaseComesBackFresh(t *testing.T) {
	var first map[string][]string
	for range 3 {
		t.Run("round", func(t *testing.T) {
			s := OnMariaDB(t)
			got := content(t, s)
			if first == nil {
				first = got
			} else if diff := cmp.Diff(first, got); diff != "" {
				t.Errorf("a later round finds something else (-first +now):\n%s", diff)
			}
			soil(t, s)
			if cmp.Equal(first, content(t, s)) {
				t.Error("the round changed nothing: this test proves nothing")
			}
		})
	}
	if len(shared.free) != 1 {
		t.Errorf("%d databases are kept, want the one", len(shared.free))
	}
}

func soil(t *testing.T, s *repository.Store) {
	t.Helper()
	for _, statement := range []string{
		"UPDATE regions SET name = 'x', version = 9",
		"DELETE FROM regions WHERE code = '422828'",
		"INSERT INTO regions VALUES (0, '99', '', '', '', '', 0, 1, '2022-01-01', '2022-01-01')",
		"INSERT INTO organizations VALUES (0, '', '', '99', '', NULL, 1, '', NULL, '', '', '', 0, 1, '2022-01-01', '2022-01-01', '', NULL)",
		"DELETE FROM schema_versions",
		"CREATE TRIGGER t BEFORE DELETE ON organizations FOR EACH ROW SIGNAL SQLSTATE '45000'",
	} {
		if _, err := s.Pool().ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// content is every row and the next id of every table, and the triggers.
func content(t *testing.T, s *repository.Store) map[string][]string {
	t.Helper()
	read := func(query string) []string {
		values, err := column(s.Pool(), query)
		if err != nil {
			t.Fatal(err)
		}
		return values
	}
	all := map[string][]string{
		"triggers": read("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"),
		"next ids": read("SELECT CONCAT(table_name, ' ', IFNULL(auto_increment, 0)) FROM information_schema.tables" +
			" WHERE table_schema = DATABASE() ORDER BY 1"),
		"regions":       read("SELECT CONCAT_WS('|', id, code, name, version, updated_at) FROM regions ORDER BY id"),
		"organizations": read("SELECT id FROM organizations"),
		"versions":      read("SELECT CONCAT_WS('|', id, version_id, is_applied) FROM schema_versions ORDER BY id"),
	}
	return all
}

func TestEachGivesMigratedDatabases(t *testing.T) {
	ran := 0
	Each(t, func(t *testing.T, s *repository.Store) {
		ran++
		if err := s.CheckSchema(t.Context()); err != nil {
			t.Error(err)
		}
		if got := s.Pool().Stats().MaxOpenConnections; got != 1 {
			t.Errorf("the pool has %d connections, want 1", got)
		}
	})
	Each(t, func(t *testing.T, s *repository.Store) {
		if got := s.Pool().Stats().MaxOpenConnections; got != 7 {
			t.Errorf("the pool has %d connections, want 7", got)
		}
	}, repository.WithPool(7))
	if want := 2; ran != want && !testing.Short() {
		t.Errorf("ran %d times, want %d", ran, want)
	}
}

func TestEachEmptyGivesDatabasesWithoutTables(t *testing.T) {
	EachEmpty(t, func(t *testing.T, address string) {
		s, err := repository.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		if _, err := s.Pool().ExecContext(t.Context(), "CREATE TABLE regions (id INTEGER)"); err != nil {
			t.Error(err)
		}
	})
}
