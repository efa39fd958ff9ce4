package matrix

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"xuncha/model"
)

// rootToken is the key of who sees everything.
var rootToken = model.Token{Role: model.RoleAdmin, Scope: model.ScopeAll}

// checkCanaries holds every answer to what its reader may see: in no body, header, file or error stands a word of another.
func (m *matrix) checkCanaries(who identity, r request, a answer) {
	text, err := a.text()
	if err != nil {
		m.faults = append(m.faults, fault{r.method + " " + r.target, who.name, err.Error()})
	}
	for _, found := range canaries.FindAllStringSubmatch(text, -1) {
		if !who.mayRead(found[1]) && !m.world.issuedWith(r.target, found[0]) {
			m.faults = append(m.faults, fault{r.method + " " + r.target, who.name, "reads what is of " + found[1] + ": " + a.String()})
			return
		}
	}
}

// lastEntry is the newest entry of the trail.
func (w *world) lastEntry() (id uint64) {
	w.must(w.store.Pool().QueryRowContext(w.ctx, "SELECT COALESCE(MAX(id), 0) FROM audit_entries").Scan(&id))
	return id
}

// checkDenied asks for the one entry that a denied call leaves, and nothing else, after the newest one before it.
func (m *matrix) checkDenied(o operation, who identity, after uint64, a answer) {
	var entries, denied int
	row := m.world.store.Pool().QueryRowContext(m.world.ctx,
		"SELECT COUNT(*), COALESCE(SUM(CASE WHEN outcome = 'denied' AND operation = ? THEN 1 ELSE 0 END), 0) FROM audit_entries WHERE id > ?", o.id, after)
	m.world.must(row.Scan(&entries, &denied))
	if entries != 1 || denied != 1 {
		m.fault(o, who, "a denied call left %d audit entries, %d of them about it: %s", entries, denied, a)
	}
}

// unsummed tables and columns may change with a call that is refused: the trail, and when a key was last used.
var (
	unsummedTables  = []string{"audit_entries", "audit_chains", "feeds", "schema_versions", "login_counters"}
	unsummedColumns = []string{"last_used_at", "last_used_source"}
)

// sum is a checksum of every row of every table.
func (w *world) sum() string {
	w.t.Helper()
	h := sha256.New()
	for _, table := range w.tables() {
		if slices.Contains(unsummedTables, table) {
			continue
		}
		rows, err := w.store.Pool().QueryContext(w.ctx, "SELECT * FROM "+table+" ORDER BY 1, 2")
		w.must(err)
		columns, err := rows.Columns()
		w.must(err)
		cells, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		for rows.Next() {
			w.must(rows.Scan(into...))
			for i, cell := range cells {
				if text, ok := cell.([]byte); ok {
					cell = string(text)
				}
				if !slices.Contains(unsummedColumns, columns[i]) {
					fmt.Fprintf(h, "%s=%v\x00", columns[i], cell)
				}
			}
		}
		w.must(rows.Err())
		w.must(rows.Close())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// tables lists the tables of the database, on whichever it is.
func (w *world) tables() []string {
	if w.tableNames != nil {
		return w.tableNames
	}
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	if _, err := w.store.Pool().ExecContext(w.ctx, "SELECT 1 FROM sqlite_master"); err != nil {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name"
	}
	rows, err := w.store.Pool().QueryContext(w.ctx, query)
	w.must(err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		w.must(rows.Scan(&name))
		w.tableNames = append(w.tableNames, strings.ToLower(name))
	}
	w.must(rows.Err())
	return w.tableNames
}
