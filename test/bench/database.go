package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
	"xuncha/service/seal"
	"xuncha/test/bench/scale"
)

// Whoever asks, with a key or by logging in.
const (
	token    = "key-of-the-administrator-of-the-benchmark"
	loginAs  = "bench-01"
	password = "quilt-anchor-velvet-54"
)

// fill brings a database to the schema of the program and puts a register with its rounds into it.
func fill(ctx context.Context, address string, ring *seal.Ring, size scale.Size) (world scale.World, err error) {
	store, err := repository.Open(ctx, address)
	if err != nil {
		return world, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := store.Migrate(ctx); err != nil {
		return world, err
	}
	services := service.New(store, service.Settings{Clock: time.Now, Ring: ring})
	operator := service.Operator("bench")
	if err := services.Catalogues.LoadNational(ctx, operator); err != nil {
		return world, err
	}
	if _, err := services.Tokens.EnsureAdmin(ctx, operator, token); err != nil {
		return world, err
	}
	_, err = services.Users.Create(ctx, operator, model.UserEdit{
		Name: loginAs, DisplayName: loginAs, Role: model.RoleViewer, RegionCode: model.ScopeAll,
	}, model.NewPassword{Password: password})
	if err != nil {
		return world, err
	}
	return scale.Fill(ctx, store, services, size)
}

// twice copies a filled database to another address. On MariaDB both lie on one server.
func twice(ctx context.Context, from, to string) error {
	if source, isFile := strings.CutPrefix(from, "sqlite:"); isFile {
		target := strings.TrimPrefix(to, "sqlite:")
		if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
			return fmt.Errorf("copy the database: %w", err)
		}
		content, err := os.ReadFile(source)
		if err != nil {
			return fmt.Errorf("copy the database: %w", err)
		}
		return os.WriteFile(target, content, 0o600)
	}
	store, err := repository.Open(ctx, to)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	if _, err := store.Migrate(ctx); err != nil {
		return err
	}
	return copyTables(ctx, store.Pool(), path.Base(from), path.Base(to))
}

// copyTables copies every row of one schema into the same tables of another.
func copyTables(ctx context.Context, pool *sql.DB, from, to string) error {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("copy the database: %w", err)
	}
	defer func() { _ = conn.Close() }()
	statements := []string{"SET max_statement_time = 0, foreign_key_checks = 0, unique_checks = 0"}
	const tables = "SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'"
	err = scan(ctx, conn, tables, []any{from}, func(rows *sql.Rows) error {
		var table string
		var next sql.NullInt64
		err := rows.Scan(&table, &next)
		statements = append(statements, fmt.Sprintf("DELETE FROM `%s`.`%s`", to, table),
			fmt.Sprintf("INSERT INTO `%s`.`%s` SELECT * FROM `%s`.`%[2]s`", to, table, from))
		if next.Valid { // new rows get the same ids then
			statements = append(statements, fmt.Sprintf("ALTER TABLE `%s`.`%s` AUTO_INCREMENT = %d", to, table, next.Int64))
		}
		statements = append(statements, fmt.Sprintf("ANALYZE TABLE `%s`.`%s`, `%s`.`%[2]s`", to, table, from))
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range append(statements, "SET foreign_key_checks = 1, unique_checks = 1") {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("run %q: %w", s, err)
		}
	}
	return nil
}

// queryer is a pool or a connection.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// version is that of the database.
func (s *stage) version(ctx context.Context) (string, error) {
	store, err := repository.Open(ctx, s.addresses[ofService])
	if err != nil {
		return "", err
	}
	defer func() { _ = store.Close() }()
	text, name := "SELECT sqlite_version()", "SQLite "
	if s.database != nil {
		text, name = "SELECT VERSION()", "MariaDB "
	}
	var version string
	if err := store.Pool().QueryRowContext(ctx, text).Scan(&version); err != nil {
		return "", fmt.Errorf("read the version: %w", err)
	}
	return name + strings.ReplaceAll(version, "-MariaDB", ""), nil
}

func scan(ctx context.Context, q queryer, query string, args []any, fn func(rows *sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("query %.80q: %w", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return fmt.Errorf("scan %.80q: %w", query, err)
		}
	}
	return rows.Err()
}
