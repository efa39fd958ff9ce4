package generate

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Every case begins with the same world, or it could neither be repeated nor made smaller: each table has a copy, and what
// a case has written is put back. Ids that were given stay given, as the program keeps what it has read of some.

var writes = regexp.MustCompile("(?i)^\\s*(?:INSERT (?:IGNORE )?INTO|UPDATE|DELETE FROM|REPLACE INTO)\\s+[`\"]?(\\w+)")

func (w *world) tap(statement string) {
	if m := writes.FindStringSubmatch(statement); m != nil {
		w.written[m[1]] = true
	}
}

func (w *world) sqlite() bool { return w.onSQLite }

func (w *world) run(statements ...string) {
	w.t.Helper()
	for _, s := range statements {
		if _, err := w.store.Pool().ExecContext(context.Background(), s); err != nil { // also after the test
			w.t.Fatalf("%s: %v", s, err)
		}
	}
}

// keep copies every table.
func (w *world) keep() {
	w.t.Helper()
	w.kept = w.tables()
	for _, table := range w.kept {
		w.run(fmt.Sprintf("CREATE TABLE kept_%[1]s AS SELECT * FROM %[1]s", table))
	}
	clear(w.written)
	w.sum = w.checksum()
	if !w.sqlite() {
		w.t.Cleanup(func() {
			for _, table := range w.kept {
				w.run("DROP TABLE kept_" + table)
			}
		})
	}
}

// back puts the world back as it was kept.
func (w *world) back() {
	w.t.Helper()
	if len(w.written) == 0 {
		return
	}
	off, on := "SET foreign_key_checks = 0", "SET foreign_key_checks = 1"
	if w.sqlite() {
		off, on = "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"
	}
	statements := []string{off, "BEGIN"}
	for table := range w.written {
		if !slices.Contains(w.kept, table) {
			continue
		}
		statements = append(statements, "DELETE FROM "+table, fmt.Sprintf("INSERT INTO %[1]s SELECT * FROM kept_%[1]s", table))
	}
	w.run(append(statements, "COMMIT", on)...)
	clear(w.written)
}

// passing are the tables that a refused call may write: the trail of what was denied, what counts logins, and contents, which are
// stored before anything is known of them and swept when nothing comes of it.
var passing = []string{"blobs", "audit_entries", "audit_chains", "login_counters", "login_sources", "sessions", "tokens"}

// changed reports whether a row of the register is another one than in the world that was kept.
func (w *world) changed() bool {
	w.t.Helper()
	for table := range w.written {
		if slices.Contains(w.kept, table) && !slices.Contains(passing, table) {
			return w.checksum() != w.sum
		}
	}
	return false
}

// checksum is one figure for every row of the tables that a refused call may not write.
func (w *world) checksum() string {
	w.t.Helper()
	hash := sha256.New()
	for _, table := range w.kept {
		if slices.Contains(passing, table) {
			continue
		}
		rows, err := w.store.Pool().QueryContext(w.ctx, "SELECT * FROM "+table+" ORDER BY 1, 2")
		if err != nil {
			w.t.Fatal(err)
		}
		w.add(hash.Write, table, rows)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

func (w *world) add(write func([]byte) (int, error), table string, rows *sql.Rows) {
	w.t.Helper()
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		w.t.Fatal(err)
	}
	cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			w.t.Fatal(err)
		}
		var b strings.Builder
		for _, c := range cells {
			fmt.Fprintf(&b, "%t%q", c.Valid, c.String)
		}
		_, _ = write([]byte(table + b.String() + "\n"))
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
}
