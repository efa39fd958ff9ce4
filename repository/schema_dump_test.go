package repository_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xuncha/repository"
)

// schema is what both dialects say about their tables, in one form.
type schema []table

type table struct {
	name, comment string
	columns       []column
	primary       []string
	indexes       []index
	foreign       []foreign
	checks        []string
}

type column struct {
	name, kind, fallback, comment string
	nullable                      bool
}

type index struct {
	name    string
	unique  bool
	columns []string
}

type foreign struct {
	name    string
	columns []string
	to      string
}

func (s schema) String() string {
	var b strings.Builder
	for _, t := range s {
		fmt.Fprintf(&b, "%s  -- %s\n", t.name, t.comment)
		for _, c := range t.columns {
			null := "NOT NULL"
			if c.nullable {
				null = "NULL"
			}
			fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("  %s %s %s%s  -- %s", c.name, c.kind, null, c.fallback, c.comment), " -"))
		}
		fmt.Fprintf(&b, "  primary (%s)\n", strings.Join(t.primary, ", "))
		for _, i := range t.indexes {
			kind := "index"
			if i.unique {
				kind = "unique"
			}
			fmt.Fprintf(&b, "  %s %s (%s)\n", kind, i.name, strings.Join(i.columns, ", "))
		}
		for _, f := range t.foreign {
			fmt.Fprintf(&b, "  foreign %s (%s) to %s\n", f.name, strings.Join(f.columns, ", "), f.to)
		}
		for _, c := range t.checks {
			fmt.Fprintf(&b, "  check %s\n", c)
		}
	}
	return b.String()
}

// shape is what the dialects must have in common.
func (s schema) shape() map[string][]string {
	shape := map[string][]string{}
	for _, t := range s {
		var lines []string
		for _, c := range t.columns {
			lines = append(lines, fmt.Sprintf("column %s null=%t", c.name, c.nullable))
		}
		lines = append(lines, fmt.Sprintf("primary %v", t.primary))
		for _, i := range t.indexes {
			lines = append(lines, fmt.Sprintf("index %s unique=%t %v", i.name, i.unique, i.columns))
		}
		for _, f := range t.foreign {
			lines = append(lines, fmt.Sprintf("foreign %s %v to %s", f.name, f.columns, f.to))
		}
		shape[t.name] = lines
	}
	return shape
}

func readSchema(t *testing.T, s *repository.Store) schema {
	t.Helper()
	if s.OnSQLite() {
		return readSQLite(t, s)
	}
	return readMySQL(t, s)
}

// displayWidth is what MariaDB prints behind whole numbers and MySQL no longer does. It means nothing.
var displayWidth = regexp.MustCompile(`(int)\(\d+\)`)

func readMySQL(t *testing.T, s *repository.Store) schema {
	t.Helper()
	var out schema
	for _, r := range query(t, s, `SELECT table_name, table_comment FROM information_schema.tables
WHERE table_schema = DATABASE() ORDER BY table_name`) {
		out = append(out, table{name: r[0], comment: r[1]})
	}
	for i := range out {
		of := &out[i]
		for _, r := range query(t, s, `SELECT column_name, column_type, IFNULL(collation_name, ''), is_nullable,
IFNULL(column_default, ''), extra, column_comment FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position`, of.name) {
			fallback := ""
			if r[4] != "" && r[4] != "NULL" {
				fallback = " DEFAULT " + r[4]
			}
			of.columns = append(of.columns, column{
				name: r[0], kind: join(displayWidth.ReplaceAllString(r[1], "$1"), r[2], r[5]), nullable: r[3] == "YES", fallback: fallback, comment: r[6],
			})
		}
		for _, r := range query(t, s, `SELECT index_name, MIN(non_unique), GROUP_CONCAT(column_name ORDER BY seq_in_index)
FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? GROUP BY index_name ORDER BY index_name`, of.name) {
			if r[0] == "PRIMARY" {
				of.primary = split(r[2])
				continue
			}
			of.indexes = append(of.indexes, index{r[0], r[1] == "0", split(r[2])})
		}
		for _, r := range query(t, s, `SELECT constraint_name, GROUP_CONCAT(column_name ORDER BY ordinal_position),
MIN(referenced_table_name), GROUP_CONCAT(referenced_column_name ORDER BY ordinal_position)
FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND table_name = ? AND referenced_table_name IS NOT NULL
GROUP BY constraint_name ORDER BY constraint_name`, of.name) {
			of.foreign = append(of.foreign, foreign{r[0], split(r[1]), r[2] + "(" + r[3] + ")"})
		}
	}
	return out
}

var (
	namedUnique  = regexp.MustCompile(`CONSTRAINT (\w+) UNIQUE \(([^)]*)\)`)
	namedForeign = regexp.MustCompile(`CONSTRAINT (\w+) FOREIGN KEY \(([^)]*)\) REFERENCES (\w+) \(([^)]*)\)`)
	// A column that is added later has its reference with it.
	addedForeign = regexp.MustCompile(`(\w+) INTEGER CONSTRAINT (\w+) REFERENCES (\w+) \((\w+)\)`)
	checkClause  = regexp.MustCompile(`CHECK (\(.*\)),?\n`)
)

// readSQLite takes the names of constraints from the statement, as SQLite keeps them nowhere else, and checks that the
// lists of the engine have as many.
func readSQLite(t *testing.T, s *repository.Store) schema {
	t.Helper()
	var out schema
	for _, r := range query(t, s, `SELECT name, sql FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`) {
		of := table{name: r[0]}
		if strings.HasSuffix(r[1], " STRICT") {
			of.comment = "STRICT"
		}
		for _, c := range query(t, s, `SELECT name, type, "notnull", pk, IFNULL(dflt_value, '') FROM pragma_table_info(?)`, of.name) {
			if c[3] != "0" {
				of.primary = append(of.primary, c[0])
			}
			fallback := ""
			if c[4] != "" {
				fallback = " DEFAULT " + c[4]
			}
			of.columns = append(of.columns, column{
				name: c[0], kind: c[1], nullable: c[2] == "0" && c[3] == "0", fallback: fallback,
			})
		}
		for _, m := range namedUnique.FindAllStringSubmatch(r[1], -1) {
			of.indexes = append(of.indexes, index{m[1], true, split(m[2])})
		}
		for _, i := range query(t, s, `SELECT l.name, l."unique", GROUP_CONCAT(i.name) FROM pragma_index_list(?) AS l,
pragma_index_info(l.name) AS i WHERE l.origin = 'c' GROUP BY l.name, l."unique"`, of.name) {
			of.indexes = append(of.indexes, index{i[0], i[1] == "1", split(i[2])})
		}
		for _, m := range namedForeign.FindAllStringSubmatch(r[1], -1) {
			of.foreign = append(of.foreign, foreign{m[1], split(m[2]), m[3] + "(" + strings.Join(split(m[4]), ",") + ")"})
		}
		for _, m := range addedForeign.FindAllStringSubmatch(r[1], -1) {
			of.foreign = append(of.foreign, foreign{m[2], []string{m[1]}, m[3] + "(" + m[4] + ")"})
		}
		for _, m := range checkClause.FindAllStringSubmatch(r[1], -1) {
			of.checks = append(of.checks, m[1])
		}
		unnamed := ask[int](t, s, `SELECT COUNT(*) FROM pragma_index_list(?) WHERE origin <> 'pk'`, of.name) - len(of.indexes)
		unnamed += ask[int](t, s, `SELECT COUNT(DISTINCT id) FROM pragma_foreign_key_list(?)`, of.name) - len(of.foreign)
		if unnamed != 0 {
			t.Errorf("%s has %d constraints without a name", of.name, unnamed)
		}
		slices.SortFunc(of.indexes, func(a, b index) int { return cmp.Compare(a.name, b.name) })
		slices.SortFunc(of.foreign, func(a, b foreign) int { return cmp.Compare(a.name, b.name) })
		out = append(out, of)
	}
	return out
}

func split(list string) []string { return strings.Split(strings.ReplaceAll(list, " ", ""), ",") }

func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " ")
}

// query reads every row as text.
func query(t *testing.T, s *repository.Store, statement string, args ...any) (out [][]string) {
	t.Helper()
	rows, err := s.Pool().QueryContext(t.Context(), statement, args...)
	must(t, err)
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		cells := make([]sql.NullString, len(names))
		targets := make([]any, len(names))
		for i := range cells {
			targets[i] = &cells[i]
		}
		must(t, rows.Scan(targets...))
		row := make([]string, len(names))
		for i, c := range cells {
			row[i] = c.String
		}
		out = append(out, row)
	}
	must(t, rows.Err())
	return out
}
