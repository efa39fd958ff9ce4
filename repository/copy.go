package repository

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"slices"
	"strings"

	"xuncha/model"
)

// One statement and one transaction of a copy take at most this much, which every kind of database takes.
const (
	copyRows   = 500
	copyValues = 20_000
	copyBytes  = 2 << 20
)

// Errors of a copy.
var (
	errHalfCopied = errors.New("the database is a copy that is not finished: run `xuncha copy` again, with the same source")
	errCopied     = errors.New("the database is a finished copy already, and may be in use: copy into a new one")
	errCopyMoved  = errors.New("the source has changed while it was copied: stop every program that uses it, then copy into a new database")
)

// CopiedTable is a table after it was copied and compared.
type CopiedTable struct {
	Name string
	Rows int64
	Hash string // SHA-256 over every value of every row, hexadecimal: the same on both sides
	Here int64  // rows that were there before, from a copy that was broken off
}

// copying is a copy under way.
type copying struct {
	from, to *Store
	conn     *sql.Conn // of the target, without the checks of references: tables come in the order of their names
	told     func(CopiedTable)
}

// CopyTo copies everything into the database of another store, which is migrated first and must be empty, or a part of a copy of
// the same source: it goes on with that. Every table is compared in the end. Both must be used by nobody else. told is called
// for each table. name is what the source is called, without its password.
func (s *Store) CopyTo(ctx context.Context, to *Store, name string, at model.Time, told func(CopiedTable)) error {
	if err := s.CheckSchema(ctx); err != nil {
		return fmt.Errorf("the source: %w", err)
	}
	if _, err := to.Migrate(ctx); err != nil {
		return fmt.Errorf("the target: %w", err)
	}
	tables, err := s.tables(ctx)
	if err != nil {
		return err
	}
	conn, err := to.pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect to the target: %w", err)
	}
	defer func() { _ = conn.Close() }()
	c := copying{s, to, conn, told}
	if err := c.references(ctx, false); err != nil {
		return err
	}
	err = c.all(ctx, tables, name, at)
	return errors.Join(err, c.references(context.WithoutCancel(ctx), true))
}

func (c *copying) all(ctx context.Context, tables []table, name string, at model.Time) error {
	if err := c.begin(ctx, tables, name, at); err != nil {
		return fmt.Errorf("the target: %w", err)
	}
	for _, t := range tables {
		done, err := c.table(ctx, t)
		if err != nil {
			return fmt.Errorf("copy %s: %w", t.name, err)
		}
		c.told(done)
	}
	if err := c.unmoved(ctx); err != nil {
		return err
	}
	if _, err := c.conn.ExecContext(ctx, "UPDATE "+copiesTable+" SET finished_at = ? WHERE id = 1", at); err != nil {
		return fmt.Errorf("finish the copy: %w", translate(err))
	}
	return nil
}

// begin claims the target: an empty one, or one that has a part of the same source.
func (c *copying) begin(ctx context.Context, tables []table, name string, at model.Time) error {
	var source string
	var finished model.Time
	err := c.conn.QueryRowContext(ctx, "SELECT source, finished_at FROM "+copiesTable+" WHERE id = 1").Scan(&source, &finished)
	switch {
	case err == nil && !finished.IsZero():
		return errCopied
	case err == nil && source != name:
		return fmt.Errorf("it has a part of %s, not of %s: copy into a new one", source, name)
	case err == nil:
		return nil
	case !errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("look for an earlier copy: %w", translate(err))
	}
	seeded := []string{"regions", "security_settings", "audit_chains", "feeds"} // which the migration fills
	for _, t := range tables {
		if n, err := c.to.rowsOf(ctx, t.name); err != nil || n > 0 && !slices.Contains(seeded, t.name) {
			return errors.Join(err, fmt.Errorf("%s has %d rows: copy into a new database", t.name, n))
		}
	}
	if _, err := c.conn.ExecContext(ctx, "INSERT INTO "+copiesTable+" (id, source, started_at) VALUES (1, ?, ?)", name, at); err != nil {
		return fmt.Errorf("begin the copy: %w", translate(err))
	}
	for _, name := range seeded {
		if _, err := c.conn.ExecContext(ctx, "DELETE FROM "+quote(name)); err != nil {
			return fmt.Errorf("empty %s: %w", name, translate(err))
		}
	}
	return nil
}

// table copies a table and compares it. One that is not the same then was changed after a part of it had been copied: it is copied
// anew, once.
func (c *copying) table(ctx context.Context, t table) (done CopiedTable, err error) {
	done.Name = t.name
	if done.Here, err = c.to.rowsOf(ctx, t.name); err != nil {
		return done, err
	}
	for try := range 2 {
		if err := c.rows(ctx, t); err != nil {
			return done, err
		}
		here, err := c.from.sumOf(ctx, t)
		if err != nil {
			return done, err
		}
		there, err := c.to.sumOf(ctx, t)
		if err != nil {
			return done, err
		}
		if done.Rows, done.Hash = there.rows, there.text(); done.Hash == here.text() && here.rows == there.rows {
			return done, c.count(ctx, t)
		}
		if try == 0 {
			done.Here = 0
			if _, err := c.conn.ExecContext(ctx, "DELETE FROM "+quote(t.name)); err != nil {
				return done, fmt.Errorf("empty it: %w", translate(err))
			}
		}
	}
	return done, errCopyMoved
}

// rows copies the rows behind the last one of the target, each piece in a transaction of its own: whoever goes on after a kill
// finds whole pieces.
func (c *copying) rows(ctx context.Context, t table) error {
	last, err := c.to.lastKey(ctx, t)
	for err == nil {
		var rows [][]any
		if rows, err = c.from.piece(ctx, t, last); err != nil || len(rows) == 0 {
			break
		}
		mark := "(" + strings.Repeat("?, ", len(t.columns)-1) + "?)"
		insert := "INSERT INTO " + quote(t.name) + " (" + t.list(t.columns) + ") VALUES " + strings.Repeat(mark+", ", len(rows)-1) + mark
		if _, err = c.conn.ExecContext(ctx, insert, slices.Concat(rows...)...); err != nil {
			return fmt.Errorf("write: %w", translate(err))
		}
		last = t.keyOf(rows[len(rows)-1])
	}
	return err
}

// unmoved looks whether the source still ends where its copy does. Who changes anything leaves an entry in the trail.
func (c *copying) unmoved(ctx context.Context) error {
	t := table{name: "audit_entries", columns: []string{"id"}, key: []string{"id"}}
	here, err := c.from.lastKey(ctx, t)
	if err != nil {
		return err
	}
	there, err := c.to.lastKey(ctx, t)
	if err == nil && !slices.Equal(here, there) {
		err = errCopyMoved
	}
	return err
}

// piece reads rows behind a key, in its order, as every kind of database has them.
func (s *Store) piece(ctx context.Context, t table, after []any) ([][]any, error) {
	condition, args := t.behind(after)
	limit := max(1, min(copyRows, copyValues/len(t.columns)))
	rows, err := s.pool.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s%s ORDER BY %s LIMIT %d",
		t.list(t.columns), quote(t.name), condition, t.list(t.key), limit), args...)
	if err != nil {
		return nil, fmt.Errorf("read: %w", translate(err))
	}
	return scanAlike(rows, t, copyBytes)
}

// sum is what two tables with the same content have in common.
type sum struct {
	hash.Hash
	rows int64
}

func (s sum) text() string { return hex.EncodeToString(s.Sum(nil)) }

func (s *Store) sumOf(ctx context.Context, t table) (sum, error) {
	total := sum{Hash: sha256.New()}
	var last []any
	for {
		rows, err := s.piece(ctx, t, last)
		if err != nil || len(rows) == 0 {
			return total, err
		}
		for _, row := range rows {
			for _, value := range row {
				total.add(value)
			}
		}
		total.rows += int64(len(rows))
		last = t.keyOf(rows[len(rows)-1])
	}
}

// add writes a value so that no two rows of different values give the same bytes.
func (s sum) add(value any) {
	kind, content := byte('n'), []byte(nil)
	switch v := value.(type) {
	case int64:
		kind, content = 'i', binary.BigEndian.AppendUint64(nil, uint64(v)) //nolint:gosec // its bits
	case string:
		kind, content = 't', []byte(v)
	case []byte:
		kind, content = 'b', v
	}
	_, _ = s.Write(binary.BigEndian.AppendUint64([]byte{kind}, uint64(len(content))))
	_, _ = s.Write(content)
}
