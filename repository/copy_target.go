package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// CheckWhole is nil unless the database is a copy that was broken off.
func (s *Store) CheckWhole(ctx context.Context) error {
	var n int
	err := s.pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+copiesTable+" WHERE finished_at IS NULL").Scan(&n)
	if err != nil {
		return fmt.Errorf("look for an unfinished copy: %w", translate(err))
	}
	if n > 0 {
		return errHalfCopied
	}
	return nil
}

func (s *Store) rowsOf(ctx context.Context, table string) (n int64, err error) {
	if err := s.pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+quote(table)).Scan(&n); err != nil {
		return 0, fmt.Errorf("count %s: %w", table, translate(err))
	}
	return n, nil
}

// lastKey is the largest key of a table, nil for an empty one.
func (s *Store) lastKey(ctx context.Context, t table) ([]any, error) {
	order := ""
	for i, column := range t.key {
		if i > 0 {
			order += ", "
		}
		order += quote(column) + " DESC"
	}
	only := table{name: t.name, columns: t.key, key: t.key}
	rows, err := s.pool.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s ORDER BY %s LIMIT 1", only.list(t.key), quote(t.name), order))
	if err != nil {
		return nil, fmt.Errorf("look for the last row: %w", translate(err))
	}
	found, err := scanAlike(rows, only, copyBytes)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// references turns the checks of references on or off for the one connection that writes.
func (c *copying) references(ctx context.Context, on bool) error {
	statement := "SET foreign_key_checks = "
	if c.to.dialect == sqliteDialect {
		statement = "PRAGMA foreign_keys = "
	}
	value := "0"
	if on {
		value = "1"
	}
	if _, err := c.conn.ExecContext(ctx, statement+value); err != nil {
		return fmt.Errorf("the checks of references: %w", translate(err))
	}
	return nil
}

var nextID = regexp.MustCompile(`AUTO_INCREMENT=([0-9]+)`)

// count lets ids of new rows begin where they would have begun in the source, so that no id is given again.
func (c *copying) count(ctx context.Context, t table) error {
	next, err := c.from.nextID(ctx, t.name)
	if err != nil || next == 0 {
		return err
	}
	if c.to.dialect == mysqlDialect {
		_, err = c.conn.ExecContext(ctx, fmt.Sprintf("ALTER TABLE %s AUTO_INCREMENT = %d", quote(t.name), next))
	} else if _, err = c.conn.ExecContext(ctx, "DELETE FROM sqlite_sequence WHERE name = ?", t.name); err == nil {
		_, err = c.conn.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", t.name, next-1)
	}
	if err != nil {
		return fmt.Errorf("set the next id: %w", translate(err))
	}
	return nil
}

// nextID is the id that a new row of a table would get, 0 where none has been given.
func (s *Store) nextID(ctx context.Context, table string) (uint64, error) {
	if s.dialect == sqliteDialect {
		var last uint64
		err := s.pool.QueryRowContext(ctx, "SELECT seq FROM sqlite_sequence WHERE name = ?", table).Scan(&last)
		if errors.Is(err, sql.ErrNoRows) {
			return 0, nil
		}
		if err != nil {
			return 0, fmt.Errorf("read the next id: %w", translate(err))
		}
		return last + 1, nil
	}
	var name, text string
	if err := s.pool.QueryRowContext(ctx, "SHOW CREATE TABLE "+quote(table)).Scan(&name, &text); err != nil {
		return 0, fmt.Errorf("read the next id: %w", translate(err))
	}
	if m := nextID.FindStringSubmatch(text); m != nil {
		return strconv.ParseUint(m[1], 10, 64)
	}
	return 0, nil
}
