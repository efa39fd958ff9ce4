package repository

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
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
	if err := s.refuseNewer(ctx, provider); err != nil {
		return 0, err
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return len(results), fmt.Errorf("migrate: %w", err)
	}
	return len(results), nil
}

// CheckSchema is nil when the schema is that of this program. Otherwise the error says what to run.
func (s *Store) CheckSchema(ctx context.Context) error {
	provider, err := s.provider()
	if err != nil {
		return err
	}
	if err := s.refuseNewer(ctx, provider); err != nil {
		return err
	}
	pending, err := provider.HasPending(ctx)
	if err != nil {
		return fmt.Errorf("read the schema version: %w", err)
	}
	if pending {
		return errors.New("the database schema is older than this program: run `xuncha migrate`, or start with --migrate")
	}
	return nil
}

func (s *Store) refuseNewer(ctx context.Context, provider *goose.Provider) error {
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema version: %w", err)
	}
	if current > target {
		return fmt.Errorf("the database schema is at version %d, newer than the %d of this program: use a newer program",
			current, target)
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
