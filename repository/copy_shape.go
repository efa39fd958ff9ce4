package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"xuncha/model"
)

// copiesTable says where the content of a database was copied from. It is of the database itself, as are the versions of its schema.
const copiesTable = "copies"

// table is the shape of a table: what it has on every kind of database.
type table struct {
	name    string
	columns []string // by name, as their order is not the same everywhere
	key     []string // of the primary key, in its order
}

var describeTables = map[dialect]string{
	sqliteDialect: "SELECT m.name, i.name, i.pk FROM sqlite_master m JOIN pragma_table_info(m.name) i" +
		" WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name",
	mysqlDialect: "SELECT c.table_name, c.column_name, COALESCE(s.seq_in_index, 0) FROM information_schema.columns c" +
		" LEFT JOIN information_schema.statistics s ON s.table_schema = c.table_schema AND s.table_name = c.table_name" +
		" AND s.column_name = c.column_name AND s.index_name = 'PRIMARY'" +
		" WHERE c.table_schema = DATABASE() ORDER BY c.table_name",
}

// tables are the tables of the schema with what is copied of each, in the order of their names.
func (s *Store) tables(ctx context.Context) ([]table, error) {
	rows, err := s.pool.QueryContext(ctx, describeTables[s.dialect])
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var found []table
	order := map[string]int{} // of a column of the key
	for rows.Next() {
		var name, column string
		var place int
		if err := rows.Scan(&name, &column, &place); err != nil {
			return nil, fmt.Errorf("read the schema: %w", err)
		}
		if name == versionTable || name == copiesTable {
			continue
		}
		if len(found) == 0 || found[len(found)-1].name != name {
			found = append(found, table{name: name})
		}
		t := &found[len(found)-1]
		t.columns = append(t.columns, column)
		if place > 0 {
			order[name+"."+column] = place
			t.key = append(t.key, column)
		}
	}
	slices.SortFunc(found, func(a, b table) int { return strings.Compare(a.name, b.name) })
	for _, t := range found {
		slices.Sort(t.columns) // each kind of database has an order of its own, also of names
		slices.SortFunc(t.key, func(a, b string) int { return order[t.name+"."+a] - order[t.name+"."+b] })
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	return found, nil
}

// behind is the condition for rows after one of a key. It is written out, as MySQL finds no range in a comparison of tuples.
func (t table) behind(key []any) (condition string, args []any) {
	if key == nil {
		return "", nil
	}
	var parts []string
	for i, column := range t.key {
		part := ""
		for n, same := range t.key[:i] {
			part += quote(same) + " = ? AND "
			args = append(args, key[n])
		}
		parts = append(parts, "("+part+quote(column)+" > ?)")
		args = append(args, key[i])
	}
	return " WHERE " + strings.Join(parts, " OR "), args
}

func (t table) list(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = quote(c)
	}
	return strings.Join(quoted, ", ")
}

// keyOf is the key of a row of all columns.
func (t table) keyOf(row []any) []any {
	key := make([]any, len(t.key))
	for i, column := range t.key {
		key[i] = row[slices.Index(t.columns, column)]
	}
	return key
}

// quote writes a name in a way that both kinds of database take.
func quote(name string) string { return "`" + name + "`" }

// scanAlike reads rows of all columns of a table, as many as fit into a number of bytes, and closes them.
func scanAlike(rows *sql.Rows, t table, bytes int) (found [][]any, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	kinds, err := rows.ColumnTypes()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, translate(err))
	}
	for size := 0; size < bytes && rows.Next(); {
		row := make([]any, len(t.columns))
		places := make([]any, len(row))
		for i := range row {
			places[i] = &row[i]
		}
		if err := rows.Scan(places...); err != nil {
			return nil, fmt.Errorf("read %s: %w", t.name, translate(err))
		}
		for i, value := range row {
			if row[i], err = alike(value, kinds[i].DatabaseTypeName()); err != nil {
				return nil, fmt.Errorf("read %s.%s: %w", t.name, t.columns[i], err)
			}
			switch v := row[i].(type) {
			case string:
				size += len(v)
			case []byte:
				size += len(v)
			}
		}
		found = append(found, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, translate(err))
	}
	return found, nil
}

// alike is a value as it is on every kind of database: a whole number, a text, bytes or nothing. kind is what the driver calls
// the type of the column; SQLite keeps times as text.
func alike(value any, kind string) (any, error) {
	switch v := value.(type) {
	case nil, int64:
		return v, nil
	case uint64:
		return int64(v), nil //nolint:gosec // ids stay below 2^53
	case string:
		return v, nil
	case time.Time:
		if kind == "DATE" {
			return v.UTC().Format(time.DateOnly), nil
		}
		text, err := model.NewTime(v).Value()
		return text, err
	case []byte:
		if strings.Contains(kind, "BLOB") || strings.Contains(kind, "BINARY") {
			return append([]byte{}, v...), nil // never nil: that would be nothing, and not no bytes
		}
		return string(v), nil
	}
	return nil, fmt.Errorf("a value of type %T in a column of type %s", value, kind)
}
