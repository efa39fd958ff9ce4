package service_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"xuncha/repository"
)

// tables are all tables that a service writes, with a column that orders them.
var tables = map[string]string{
	"regions": "id", "organizations": "id", "sites": "id", "accounts": "id", "catalogues": "id", "indicators": "id",
	"campaigns": "id", "campaign_regions": "campaign_id, position", "inspections": "id", "submissions": "id", "findings": "id",
	"imports": "id", "import_rows": "id", "tokens": "id", "audit_entries": "id", "events": "id",
	"contacts": "id", "audit_chains": "id", "sampling_plans": "campaign_id", "sampling_items": "id", "passed_overs": "id",
	"attachments": "id",
	"bulletins":   "id", "bulletin_revisions": "id", "bulletin_issues": "id", "bulletin_pieces": "id", "bulletin_templates": "id",
	"passages": "id", "reports": "id", "report_rows": "id", "report_pieces": "id",
	"reconciliations": "id", "reconciliation_rows": "id", "pulls": "id",
}

// dump is every row of every table. It uses a context of its own, as it is also taken after a call was cut short.
func dump(t testing.TB, s *repository.Store) map[string][]string {
	t.Helper()
	all := make(map[string][]string, len(tables))
	for table, order := range tables {
		all[table] = query(t, s, "SELECT * FROM "+table+" ORDER BY "+order)
	}
	return all
}

// query answers each row as "column=value|column=value".
func query(t testing.TB, s *repository.Store, statement string, args ...any) []string {
	t.Helper()
	rows, err := s.Pool().QueryContext(context.Background(), statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(columns))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			cells[i] = fmt.Sprintf("%s=%v", columns[i], v)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

func count(t testing.TB, s *repository.Store, statement string, args ...any) int {
	t.Helper()
	var n int
	if err := s.Pool().QueryRowContext(context.Background(), statement, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return n
}

func execute(t testing.TB, s *repository.Store, statement string) {
	t.Helper()
	if _, err := s.Pool().ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// breakTable makes every insert into a table fail until the answered function is called.
func breakTable(t testing.TB, s *repository.Store, table string) (mend func()) {
	t.Helper()
	body := "FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'"
	if isSQLite(s) {
		body = "BEGIN SELECT RAISE(ABORT, 'broken'); END"
	}
	execute(t, s, "CREATE TRIGGER broken_"+table+" BEFORE INSERT ON "+table+" "+body)
	return func() { execute(t, s, "DROP TRIGGER broken_"+table) }
}

func isSQLite(s *repository.Store) bool {
	var version string
	return s.Pool().QueryRowContext(context.Background(), "SELECT sqlite_version()").Scan(&version) == nil
}
