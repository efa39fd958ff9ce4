package repository

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

const versionTable = "schema_versions"

// migrationLockWait bounds how long a replica waits for another one that migrates.
const migrationLockWait = 10 * time.Minute

// Migrate brings the schema to the version of this program and reports how many steps ran. Replicas that start together
// wait for each other. Each step is one statement that may run again, so a kill between any two is mended by the next run.
func (s *Store) Migrate(ctx context.Context) (int, error) {
	if s.path != "" {
		file := flock.New(s.path + ".migrating")
		bounded, stop := context.WithTimeout(ctx, migrationLockWait)
		defer stop()
		if _, err := file.TryLockContext(bounded, 50*time.Millisecond); err != nil {
			return 0, fmt.Errorf("wait for another migration: %w", err)
		}
		defer func() { _ = file.Close() }()
	}
	provider, err := s.provider()
	if err != nil {
		return 0, err
	}
	if err := s.createVersions(ctx); err != nil {
		return 0, err
	}
	if err := s.CheckSchema(ctx); errors.Is(err, errNewer) {
		return 0, err
	}
	ran, err := s.up(ctx, provider)
	if err != nil {
		return ran, fmt.Errorf("migrate: %w", err)
	}
	// A newer program may have migrated while this one waited.
	return ran, s.CheckSchema(ctx)
}

// up runs the steps that are missing. MySQL commits an ALTER TABLE before its version is written, and knows no IF NOT EXISTS
// for columns: after a kill in between, the step finds its columns there already. The statement is atomic, so it has run
// as a whole then.
func (s *Store) up(ctx context.Context, provider *goose.Provider) (ran int, err error) {
	return s.upTo(ctx, provider, math.MaxInt64)
}

func (s *Store) upTo(ctx context.Context, provider *goose.Provider, version int64) (ran int, err error) {
	for {
		results, err := provider.UpTo(ctx, version)
		var partial *goose.PartialError
		if !errors.As(err, &partial) {
			return ran + len(results), err
		}
		ran += len(partial.Applied)
		if !hasRun(partial.Err) {
			return ran, err
		}
		const write = "INSERT INTO " + versionTable + " (version_id, is_applied) VALUES (?, 1)"
		if _, err := s.pool.ExecContext(ctx, write, partial.Failed.Source.Version); err != nil {
			return ran, fmt.Errorf("write the version %d: %w", partial.Failed.Source.Version, err)
		}
		ran++
	}
}

// createVersions makes the table of versions with its first row. goose makes it in two statements of which MySQL commits
// the first at once: a second program that looked in between, or the next one after a kill, would give up.
func (s *Store) createVersions(ctx context.Context) error {
	for _, statement := range versionTables[s.dialect] {
		if _, err := s.pool.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("create %s: %w", versionTable, err)
		}
	}
	return nil
}

// versionTables have the columns that goose expects.
var versionTables = map[dialect][]string{
	mysqlDialect: {
		`CREATE TABLE IF NOT EXISTS schema_versions (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  version_id BIGINT NOT NULL COMMENT 'number of the migration',
  is_applied BOOLEAN NOT NULL COMMENT 'always 1',
  tstamp DATETIME NULL DEFAULT CURRENT_TIMESTAMP COMMENT 'when it ran, UTC',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Migrations that have run'`,
		"INSERT IGNORE INTO schema_versions (id, version_id, is_applied) VALUES (1, 0, 1)",
	},
	sqliteDialect: {
		`CREATE TABLE IF NOT EXISTS schema_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL,
  is_applied INTEGER NOT NULL,
  tstamp TIMESTAMP DEFAULT (datetime('now'))
)`,
		"INSERT OR IGNORE INTO schema_versions (id, version_id, is_applied) VALUES (1, 0, 1)",
	},
}

var (
	errOlder = errors.New("the database schema is older than this program: run `xuncha migrate`, or start with --migrate")
	errNewer = errors.New("the database schema is newer than this program: use a newer program")
)

var findVersionTable = map[dialect]string{
	mysqlDialect:  "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
	sqliteDialect: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?",
}

// CheckSchema is nil when the schema is that of this program. Otherwise the error says what to run. It only reads, so
// that a program that serves needs no right to change tables.
func (s *Store) CheckSchema(ctx context.Context) error {
	provider, err := s.provider()
	if err != nil {
		return err
	}
	var tables int
	if err := s.pool.QueryRowContext(ctx, findVersionTable[s.dialect], versionTable).Scan(&tables); err != nil {
		return fmt.Errorf("look for the schema version: %w", err)
	}
	if tables == 0 {
		return errOlder
	}
	const query = "SELECT COALESCE(MAX(version_id), 0), COUNT(DISTINCT version_id) FROM " + versionTable + " WHERE version_id > 0"
	var newest int64
	var ran int
	if err := s.pool.QueryRowContext(ctx, query).Scan(&newest, &ran); err != nil {
		return fmt.Errorf("read the schema version: %w", err)
	}
	known := provider.ListSources()
	target := known[len(known)-1].Version
	switch {
	case newest > target:
		return fmt.Errorf("%w (it is at version %d, the program at %d)", errNewer, newest, target)
	case ran < len(known):
		return errOlder
	}
	return nil
}

func (s *Store) provider() (*goose.Provider, error) {
	dialect := goose.DialectSQLite3
	options := []goose.ProviderOption{goose.WithTableName(versionTable)}
	if s.dialect == mysqlDialect {
		dialect = goose.DialectMySQL
		options = append(options, goose.WithSessionLocker(namedLock{}))
	}
	files, err := fs.Sub(migrations, "migrations/"+string(s.dialect))
	if err != nil {
		return nil, fmt.Errorf("open migrations: %w", err)
	}
	provider, err := goose.NewProvider(database.Dialect(dialect), s.pool, files, options...)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return provider, nil
}

// namedLock keeps replicas apart with GET_LOCK, which belongs to the connection and ends with it. The name carries the
// database, since these locks are shared by the whole server.
type namedLock struct{}

var _ lock.SessionLocker = namedLock{}

const lockName = "CONCAT('xuncha/', MD5(DATABASE()))"

// SessionLock also lifts the statement timeout: adding a column to a large table takes its time.
func (namedLock) SessionLock(ctx context.Context, conn *sql.Conn) error {
	var got sql.NullInt64
	query := "SELECT GET_LOCK(" + lockName + ", ?)"
	// The wait is cut into pieces below the statement timeout.
	for waited := time.Duration(0); waited < migrationLockWait; waited += time.Second {
		if err := conn.QueryRowContext(ctx, query, 1).Scan(&got); err != nil {
			return fmt.Errorf("lock the migration: %w", err)
		}
		if got.Int64 == 1 {
			return liftTimeout(ctx, conn)
		}
	}
	return errors.New("another program has been migrating this database for ten minutes")
}

func liftTimeout(ctx context.Context, conn *sql.Conn) error {
	var version string
	if err := conn.QueryRowContext(ctx, "SELECT VERSION()").Scan(&version); err != nil {
		return fmt.Errorf("read the version: %w", err)
	}
	statement := "SET SESSION max_execution_time = 0"
	if isMariaDB(version) {
		statement = "SET SESSION max_statement_time = 0"
	}
	if _, err := conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("lift the statement timeout: %w", err)
	}
	return nil
}

// SessionUnlock gives the lock back. The connection is not used again with its lifted timeout for long: the pool closes
// it at the end of its life, and the program that migrates stops or serves from then on.
func (namedLock) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "DO RELEASE_LOCK("+lockName+")"); err != nil {
		return fmt.Errorf("unlock the migration: %w", err)
	}
	return nil
}
