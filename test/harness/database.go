package harness

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"xuncha/repository"
)

// Database is a second connection to the database of a server: what is really stored, whatever the server says.
type Database struct {
	*sql.DB

	t      testing.TB
	sqlite bool
	known  *sync.Map // the columns of a table, which MariaDB is slow to tell; no test changes them
}

// Open connects to the database of an address.
func Open(t testing.TB, address string) Database {
	t.Helper()
	store, err := repository.Open(context.Background(), address, repository.WithPool(2))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return Database{store.Pool(), t, strings.HasPrefix(address, "sqlite:"), &sync.Map{}}
}

// SQLite says whether the database is one.
func (d Database) SQLite() bool { return d.sqlite }

// Run carries out one statement.
func (d Database) Run(statement string) {
	d.t.Helper()
	if _, err := d.ExecContext(context.Background(), statement); err != nil {
		d.t.Fatalf("%s: %v", statement, err)
	}
}

// Number is the answer of a query that answers one.
func (d Database) Number(query string, arguments ...any) (n int) {
	d.t.Helper()
	if err := d.QueryRowContext(context.Background(), query, arguments...).Scan(&n); err != nil {
		d.t.Fatalf("%s: %v", query, err)
	}
	return n
}

// Want fails the test unless each query, given by its text, answers the number.
func (d Database) Want(numbers map[string]int) {
	d.t.Helper()
	for _, query := range slices.Sorted(maps.Keys(numbers)) {
		if got := d.Number(query); got != numbers[query] {
			d.t.Errorf("%s answers %d instead of %d", query, got, numbers[query])
		}
	}
}

// Texts is the one column of a query.
func (d Database) Texts(query string) (values []string) {
	d.t.Helper()
	for _, row := range d.rows(query) {
		values = append(values, row[0])
	}
	return values
}

// Tables lists the tables of the program.
func (d Database) Tables() []string {
	d.t.Helper()
	if d.sqlite {
		return d.Texts("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	}
	return d.Texts("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name")
}

// moving are the columns that change with every use or beside the requests: when something was last used, and where audit
// entries and events stand in their order.
var moving = map[string][]string{
	"audit_entries": {"seq", "hash"}, "events": {"position"},
	"webhooks": {"told_position", "failing_since"},
	"webhook_deliveries": {
		"state", "tries", "next_at", "lease_token", "lease_until", "status", "fault", "answer", "duration", "called_at",
	},
	"sessions": {"last_used_at"}, "tokens": {"last_used_at", "last_used_source"},
}

// Checksum is one figure for every value of every row of the tables; without any, of all tables. What moves by itself is
// left out, and so are the audit entries of calls that change nothing: refusals and exports.
func (d Database) Checksum(tables ...string) string {
	d.t.Helper()
	if len(tables) == 0 {
		tables = d.Tables()
	}
	hash := sha256.New()
	for _, table := range tables {
		if table == "audit_chains" || table == "feeds" {
			continue
		}
		condition := ""
		if table == "audit_entries" {
			condition = " WHERE outcome <> 'denied' AND operation NOT LIKE '%.export'"
		}
		columns := slices.DeleteFunc(d.columns(table), func(c string) bool { return slices.Contains(moving[table], c) })
		for _, row := range d.rows("SELECT " + strings.Join(columns, ", ") + " FROM " + table + condition + " ORDER BY 1, 2") {
			_, _ = fmt.Fprintf(hash, "%s %q\n", table, row)
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

func (d Database) columns(table string) []string {
	d.t.Helper()
	if known, ok := d.known.Load(table); ok {
		return slices.Clone(known.([]string))
	}
	query := "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '" + table + "' ORDER BY ordinal_position"
	if d.sqlite {
		query = "SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid"
	}
	columns := d.Texts(query)
	d.known.Store(table, columns)
	return slices.Clone(columns)
}

// Orphans lists the references that lead nowhere, although the database is to refuse them.
func (d Database) Orphans() (found []string) {
	d.t.Helper()
	for _, r := range []struct{ table, column, parent, key string }{
		{"webhook_deliveries", "webhook_id", "webhooks", "id"},
		{"sites", "organization_id", "organizations", "id"},
		{"accounts", "organization_id", "organizations", "id"},
		{"sites", "region_code", "regions", "code"},
		{"accounts", "region_code", "regions", "code"},
		{"organizations", "region_code", "regions", "code"},
		{"catalogues", "region_code", "regions", "code"},
		{"organizations", "parent_id", "organizations", "id"},
		{"inspections", "campaign_id", "campaigns", "id"},
		{"inspections", "site_id", "sites", "id"},
		{"inspections", "account_id", "accounts", "id"},
		{"submissions", "inspection_id", "inspections", "id"},
		{"findings", "submission_id", "submissions", "id"},
		{"rectifications", "inspection_id", "inspections", "id"},
		{"rectifications", "recurrence_of", "rectifications", "id"},
		{"findings", "rectification_id", "rectifications", "id"},
		{"rectification_steps", "rectification_id", "rectifications", "id"},
		{"measures", "rectification_id", "rectifications", "id"},
		{"rechecks", "inspection_id", "inspections", "id"},
		{"reminders", "rectification_id", "rectifications", "id"},
		{"import_rows", "import_id", "imports", "id"},
		{"import_jobs", "import_id", "imports", "id"},
		{"import_pieces", "import_id", "imports", "id"},
		{"import_mappings", "region_code", "regions", "code"},
		{"organization_versions", "id", "organizations", "id"},
		{"site_versions", "id", "sites", "id"},
		{"site_versions", "organization_id", "organizations", "id"},
		{"account_versions", "id", "accounts", "id"},
		{"account_versions", "organization_id", "organizations", "id"},
		{"organizations", "merged_into", "organizations", "id"},
		{"filings", "site_id", "sites", "id"},
		{"filings", "account_id", "accounts", "id"},
		{"filings", "organization_id", "organizations", "id"},
		{"campaign_regions", "campaign_id", "campaigns", "id"},
		{"sampling_plans", "campaign_id", "campaigns", "id"},
		{"sampling_items", "campaign_id", "campaigns", "id"},
		{"sampling_items", "site_id", "sites", "id"},
		{"sampling_items", "account_id", "accounts", "id"},
		{"passed_overs", "campaign_id", "campaigns", "id"},
		{"passed_overs", "site_id", "sites", "id"},
		{"passed_overs", "account_id", "accounts", "id"},
		{"inspections", "assigned_to", "users", "id"},
		{"drafts", "inspection_id", "inspections", "id"},
		{"reviews", "inspection_id", "inspections", "id"},
		{"attachments", "inspection_id", "inspections", "id"},
		{"attachments", "pair_id", "attachments", "id"},
		{"attachments", "blob_hash", "blobs", "hash"},
		{"self_checks", "campaign_id", "campaigns", "id"},
		{"self_checks", "site_id", "sites", "id"},
		{"self_checks", "account_id", "accounts", "id"},
		{"bulletin_templates", "region_code", "regions", "code"},
		{"passages", "region_code", "regions", "code"},
		{"bulletins", "campaign_id", "campaigns", "id"},
		{"bulletins", "template_id", "bulletin_templates", "id"},
		{"bulletin_revisions", "bulletin_id", "bulletins", "id"},
		{"bulletin_revisions", "template_id", "bulletin_templates", "id"},
		{"bulletin_issues", "bulletin_id", "bulletins", "id"},
		{"bulletin_issues", "campaign_id", "campaigns", "id"},
		{"bulletin_pieces", "issue_id", "bulletin_issues", "id"},
		{"report_rows", "report_id", "reports", "id"},
		{"report_pieces", "report_id", "reports", "id"},
		{"reconciliation_rows", "reconciliation_id", "reconciliations", "id"},
		{"pulls", "reconciliation_id", "reconciliations", "id"},
	} {
		n := d.Number(fmt.Sprintf("SELECT COUNT(*) FROM %[1]s c LEFT JOIN %[3]s p ON p.%[4]s = c.%[2]s"+
			" WHERE c.%[2]s IS NOT NULL AND p.%[4]s IS NULL", r.table, r.column, r.parent, r.key))
		if n > 0 {
			found = append(found, fmt.Sprintf("%d of %s.%s", n, r.table, r.column))
		}
	}
	return found
}

func (d Database) rows(query string) (all [][]string) {
	d.t.Helper()
	rows, err := d.QueryContext(context.Background(), query)
	if err != nil {
		d.t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		d.t.Fatalf("%s: %v", query, err)
	}
	for rows.Next() {
		cells, places := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			places[i] = &cells[i]
		}
		if err := rows.Scan(places...); err != nil {
			d.t.Fatalf("%s: %v", query, err)
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			if texts[i] = c.String; !c.Valid {
				texts[i] = "\x00" // NULL is no text
			}
		}
		all = append(all, texts)
	}
	if err := rows.Err(); err != nil {
		d.t.Fatalf("%s: %v", query, err)
	}
	return all
}
