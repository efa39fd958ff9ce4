package repository_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// The usual questions to a large trail are answered over an index.
func TestAuditFiltersUseAnIndex(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		at := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)
		rows := make([]model.AuditEntry, 4000)
		for i := range rows {
			rows[i] = model.AuditEntry{
				At: model.NewTime(at.Add(time.Duration(i) * time.Minute)), Operation: "site.update", ThingKind: "site", ThingID: uint64(i%500 + 1),
				UserID: uint64(i%300 + 1), TokenID: uint64(i % 200), RequestID: fmt.Sprint("request-", i), Outcome: model.AuditDone, RegionCode: "422801",
			}
			if i%400 == 0 {
				rows[i].Outcome = model.AuditDenied
			}
		}
		must(t, s.Trail.Append(t.Context(), rows, nil))
		run(t, s, "UPDATE audit_entries SET seq = id WHERE id <= 3990")
		if !s.OnSQLite() {
			run(t, s, "ANALYZE TABLE audit_entries PERSISTENT FOR ALL")
		}
		for index, f := range map[string]model.AuditFilter{
			"thing":   {ThingKind: "site", ThingID: 7},
			"user":    {UserID: 7},
			"token":   {TokenID: 7},
			"request": {RequestID: "request-7"},
			"outcome": {Outcome: model.AuditDenied},
			"at":      {From: model.NewTime(at), To: model.NewTime(at.Add(time.Hour))},
		} {
			if plan := explain(t, s, repository.AuditSQL(t.Context(), s, f)); !strings.Contains(plan, "audit_entries_"+index+"_index") {
				t.Errorf("%s: %s", index, plan)
			}
		}
		if plan := explain(t, s, "SELECT * FROM audit_entries WHERE seq IS NULL ORDER BY id LIMIT 250"); !strings.Contains(plan, "audit_entries_seq_key") {
			t.Errorf("what waits: %s", plan)
		}
		if plan := explain(t, s, "SELECT * FROM audit_entries WHERE seq > 7 ORDER BY seq LIMIT 500"); !strings.Contains(plan, "audit_entries_seq_key") {
			t.Errorf("the chain: %s", plan)
		}
	})
}

// explain is the plan of a statement, as the database tells it.
func explain(t *testing.T, s *repository.Store, statement string) string {
	t.Helper()
	if s.OnSQLite() {
		statement = "QUERY PLAN " + statement
	}
	rows, err := s.Pool().QueryContext(t.Context(), "EXPLAIN "+statement)
	must(t, err)
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	must(t, err)
	var plan []string
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		must(t, rows.Scan(places...))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			if columns[i] != "possible_keys" {
				plan = append(plan, fmt.Sprint(v))
			}
		}
	}
	must(t, rows.Err())
	return strings.Join(plan, " ")
}
