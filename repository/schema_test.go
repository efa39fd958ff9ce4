package repository_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository"
	"xuncha/repository/dbtest"
)

var update = flag.Bool("update", false, "rewrite the schema dumps in testdata")

func goldenSchema(t *testing.T, s *repository.Store) string {
	t.Helper()
	return readFile(t, schemaFile(s))
}

func schemaFile(s *repository.Store) string {
	name := "schema-mysql.txt"
	if s.OnSQLite() {
		name = "schema-sqlite.txt"
	}
	return filepath.Join("testdata", name)
}

// A change of the schema shows in the diff of a review, and what runs is what was reviewed.
func TestSchemaIsTheOneInTheTree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		got := readSchema(t, s).String()
		if *update {
			must(t, os.WriteFile(schemaFile(s), []byte(got), 0o600))
		}
		if diff := cmp.Diff(goldenSchema(t, s), got); diff != "" {
			t.Errorf("the schema differs, -update takes it over (-tree +database):\n%s", diff)
		}
	})
}

func TestEveryTableAndColumnIsCommented(t *testing.T) {
	s := dbtest.OnMariaDB(t)
	tables := readSchema(t, s)
	if len(tables) < 17 {
		t.Fatalf("only %d tables were read", len(tables))
	}
	for _, table := range tables {
		if table.comment == "" {
			t.Errorf("table %s has no comment", table.name)
		}
		for _, c := range table.columns {
			if c.comment == "" {
				t.Errorf("column %s.%s has no comment", table.name, c.name)
			}
		}
	}
}

// Types and comments are the dialects' own; what the code relies on is the same.
func TestDialectsHaveTheSameSchema(t *testing.T) {
	lite, my := readSchema(t, dbtest.SQLite(t)), readSchema(t, dbtest.OnMariaDB(t))
	if diff := cmp.Diff(lite.shape(), my.shape()); diff != "" {
		t.Errorf("the dialects differ (-sqlite +mysql):\n%s", diff)
	}
}

// A text column without a declared order would take that of the server, under which 𠮷 and 𡈽 are one.
func TestTextIsComparedByCodePoint(t *testing.T) {
	for _, table := range readSchema(t, dbtest.OnMariaDB(t)) {
		for _, c := range table.columns {
			text := strings.Contains(c.kind, "char") || strings.Contains(c.kind, "text")
			if text && !strings.Contains(c.kind, "_bin") {
				t.Errorf("%s.%s is %s", table.name, c.name, c.kind)
			}
		}
	}
	for _, table := range readSchema(t, dbtest.SQLite(t)) {
		if table.name != repository.VersionTable && table.comment != "STRICT" {
			t.Errorf("the table %s of SQLite is not STRICT", table.name)
		}
	}
}

// goose takes a file with several statements, but MySQL commits after each, and a kill between two is not mended.
func TestMigrationFilesHoldOneStatement(t *testing.T) {
	for _, dialect := range []string{"mysql", "sqlite"} {
		steps, err := repository.Migrations(dialect)
		must(t, err)
		if len(steps) < 17 {
			t.Fatalf("%s has only %d steps", dialect, len(steps))
		}
		for _, step := range steps {
			body, found := strings.CutPrefix(step.Text, "-- +goose Up\n")
			if !found || strings.Contains(body, "+goose") {
				t.Errorf("%s/%s: want one section Up and nothing else of goose", dialect, step.Name)
			}
			if got := strings.Count(stripText(body), ";"); got != 1 || !strings.HasSuffix(strings.TrimSpace(body), ";") {
				t.Errorf("%s/%s has %d statements", dialect, step.Name, got)
			}
			if isDDL(step) && !strings.Contains(body, "IF NOT EXISTS") && !strings.Contains(body, " ADD COLUMN ") &&
				!strings.Contains(body, " ADD KEY ") && !strings.Contains(body, " ADD UNIQUE KEY ") {
				t.Errorf("%s/%s cannot run again after a kill: it has no IF NOT EXISTS", dialect, step.Name)
			}
		}
	}
}

// stripText removes comments and what stands in quotes.
func stripText(statement string) string {
	var b strings.Builder
	quoted := false
	for line := range strings.Lines(statement) {
		if strings.HasPrefix(strings.TrimSpace(line), "--") {
			continue
		}
		for _, r := range line {
			if r == '\'' {
				quoted = !quoted
			}
			if !quoted {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

func isDDL(step repository.Migration) bool {
	return !strings.Contains(step.Text, "\nINSERT INTO ") && !strings.Contains(step.Text, "\nUPDATE ")
}

// Every unique index is either named to callers or one that no caller can run into.
func TestUniqueIndexesAreKnown(t *testing.T) {
	internal := map[string]string{
		"organizations_id_region_key":    "holds the id, which nobody chooses; it is there for the foreign keys",
		"indicators_code_key":            "a catalogue is checked for repeated codes before it is stored",
		"submissions_revision_key":       "revisions are numbered under the lock of the inspection",
		"import_rows_number_key":         "rows are numbered by the program",
		"import_pieces_place_key":        "pieces are numbered by the program, within the transaction of the upload",
		"import_jobs_import_key":         "made once, by the transaction of the upload",
		"events_event_key":               "a UUID made by the program",
		"sessions_hash_key":              "the hash of random bits",
		"sso_logins_state_key":           "the hash of random bits",
		"login_counters_key":             "counters are made where they are missing, and read again",
		"login_sources_key":              "sources are made where they are missing",
		"contacts_uid_key":               "a UUID made by the program",
		"passed_overs_target_key":        "written once, by the transaction that opens the campaign",
		"bulletin_issues_number_key":     "issues are numbered under the lock of the bulletin",
		"bulletin_pieces_place_key":      "pieces are numbered by the program, within the transaction of the issue",
		"audit_entries_seq_key":          "numbered under the lock of the chain",
		"events_position_key":            "numbered under the lock of the feed",
		"report_rows_number_key":         "rows are numbered by the program",
		"report_pieces_number_key":       "pieces are numbered by the program",
		"report_pieces_piece_key_key":    "a UUID made by the program",
		"reconciliation_rows_number_key": "rows are numbered under the lock of the reconciliation",
		"pulls_reconciliation_key":       "written once, with the reconciliation",
	}
	field, columns := repository.UniqueFields()
	s := dbtest.SQLite(t)
	for _, schema := range []schema{readSchema(t, s), readSchema(t, dbtest.OnMariaDB(t))} {
		seen := map[string]bool{}
		for _, table := range schema {
			for _, index := range table.indexes {
				if !index.unique {
					continue
				}
				seen[index.name] = true
				if (field[index.name] == "") == (internal[index.name] == "") {
					t.Errorf("%s is neither or both: named to callers and internal", index.name)
				}
			}
		}
		for _, name := range append(slices.Collect(maps.Keys(field)), slices.Collect(maps.Keys(internal))...) {
			if !seen[name] {
				t.Errorf("there is no unique index %s", name)
			}
		}
	}
	for _, table := range readSchema(t, s) {
		for _, index := range table.indexes {
			if got := table.name + "." + strings.Join(index.columns, ", "+table.name+"."); columns[index.name] != "" && columns[index.name] != got {
				t.Errorf("SQLite says %q where %s is meant, not %q", got, index.name, columns[index.name])
			}
		}
	}
}
