package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	_ "modernc.org/sqlite" // the driver, in plain Go
)

// Settings of the connection pool.
const (
	poolSize       = 24
	sqlitePoolSize = 8
	connectionLife = 3 * time.Minute // below the wait_timeout of any server
	openTimeout    = 10 * time.Second
)

const strictMode = "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"

// Option changes how a database is opened.
type Option func(*options)

type options struct {
	pool int
	tap  func(statement string)
}

// WithTap calls fn with each statement that GORM runs, its values filled in. It is for the tests that hold every
// statement to the sight of its caller; the program never sets it, as statements carry what people have written.
func WithTap(fn func(statement string)) Option { return func(o *options) { o.tap = fn } }

// WithPool sets the number of connections. Tests open one, so that a statement that escapes its transaction hangs.
func WithPool(n int) Option { return func(o *options) { o.pool = n } }

// Open connects to the database of an address: sqlite:PATH, sqlite::memory: or mysql://user:password@host:3306/name.
// It checks the settings on which correctness rests and creates the folder of a SQLite file.
func Open(ctx context.Context, address string, opts ...Option) (*Store, error) {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	kind, rest, _ := strings.Cut(address, ":")
	switch kind {
	case "sqlite":
		return openSQLite(ctx, rest, o)
	case "mysql":
		return openMySQL(ctx, address, o)
	}
	return nil, errors.New("the database address begins neither with sqlite nor with mysql")
}

// CheckAddress reports what is wrong with a database address without opening it. The error never shows the password.
func CheckAddress(address string) error {
	kind, rest, _ := strings.Cut(address, ":")
	switch kind {
	case "sqlite":
		if rest == "" || strings.ContainsAny(rest, "?#") {
			return errors.New("expected sqlite:PATH, or sqlite::memory: for none that lasts")
		}
		return nil
	case "mysql":
		_, err := mysqlConfig(address)
		return err
	}
	return errors.New("expected sqlite:PATH, sqlite::memory: or mysql://user:password@host:3306/name")
}

func openSQLite(ctx context.Context, path string, o options) (*Store, error) {
	memory := path == ":memory:"
	if memory {
		o.pool = 1 // each connection would have a memory of its own
	} else if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("create the folder of the database: %w", err)
	}
	if err := keepPrivate(path, memory); err != nil {
		return nil, err
	}
	if o.pool == 0 {
		o.pool = sqlitePoolSize
	}
	const settings = "?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_txlock=immediate"
	pool, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+settings)
	if err != nil {
		return nil, fmt.Errorf("open sqlite: %w", err)
	}
	pool.SetMaxOpenConns(o.pool)
	pool.SetMaxIdleConns(o.pool)
	// Several processes that open a fresh file at once can meet a busy database while it is set to WAL.
	err = pool.PingContext(ctx)
	for try := 0; try < 20 && isTransient(err); try++ {
		time.Sleep(50 * time.Millisecond)
		err = pool.PingContext(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open sqlite %s: %w", path, err), pool.Close())
	}
	base := Store{pool: pool, dialect: sqliteDialect, writer: make(chan struct{}, 1)}
	if !memory {
		base.path = path
	}
	return wrap(sqlite.New(sqlite.Config{DriverName: "sqlite", Conn: connections{pool}}), base, o)
}

// keepPrivate makes the file of a new database readable for its owner alone; what SQLite puts beside it follows.
func keepPrivate(path string, memory bool) error {
	if memory {
		return nil
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the operator names the file
	if err != nil {
		return fmt.Errorf("open sqlite %s: %w", path, err)
	}
	return file.Close()
}

func mysqlConfig(address string) (*mysqldriver.Config, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("not a valid address; characters such as @ : / # in the password are written as %40 %3A %2F %23")
	}
	name := strings.TrimPrefix(u.Path, "/")
	if u.Hostname() == "" || name == "" || strings.Contains(name, "/") || u.User == nil {
		return nil, errors.New("expected mysql://user:password@host:3306/name")
	}
	port := u.Port()
	if port == "" {
		port = "3306"
	}
	c := mysqldriver.NewConfig()
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.Net, c.Addr, c.DBName = "tcp", net.JoinHostPort(u.Hostname(), port), name
	c.ParseTime, c.Loc, c.ClientFoundRows = true, time.UTC, true
	c.Collation = "utf8mb4_bin"
	// One round trip a statement, and no prepared statements to run out of: the server bounds them over all connections.
	c.InterpolateParams = true
	c.Timeout = 5 * time.Second
	c.Logger = &mysqldriver.NopLogger{} // what it says comes back as an error
	c.Params = map[string]string{
		"sql_mode": strictMode, "time_zone": "'+00:00'", "innodb_lock_wait_timeout": "5", "foreign_key_checks": "1",
	}
	for key, values := range u.Query() {
		if key != "tls" || len(values) != 1 || !slices.Contains([]string{"true", "skip-verify", "preferred"}, values[0]) {
			return nil, fmt.Errorf("parameter %q cannot be taken, only tls=true, tls=skip-verify or tls=preferred", key)
		}
		c.TLSConfig = values[0]
	}
	return c, nil
}

func openMySQL(ctx context.Context, address string, o options) (*Store, error) {
	config, err := mysqlConfig(address)
	if err != nil {
		return nil, err
	}
	if o.pool == 0 {
		o.pool = poolSize
	}
	probe, stop := context.WithTimeout(ctx, openTimeout)
	defer stop()
	if err := limitStatements(probe, config); err != nil {
		return nil, err
	}
	connector, err := mysqldriver.NewConnector(config)
	if err != nil {
		return nil, fmt.Errorf("open mysql: %w", err)
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(o.pool)
	pool.SetMaxIdleConns(o.pool)
	pool.SetConnMaxLifetime(connectionLife)
	if err := checkSession(probe, pool); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return wrap(mysql.New(mysql.Config{Conn: connections{pool}}), Store{pool: pool, dialect: mysqlDialect}, o)
}

// limitStatements sets the statement timeout under the name that the server knows: a cancelled request leaves its
// statement running otherwise.
func limitStatements(ctx context.Context, config *mysqldriver.Config) error {
	connector, err := mysqldriver.NewConnector(config)
	if err != nil {
		return fmt.Errorf("open mysql: %w", err)
	}
	pool := sql.OpenDB(connector)
	defer func() { _ = pool.Close() }()
	var version string
	if err := pool.QueryRowContext(ctx, "SELECT VERSION()").Scan(&version); err != nil {
		return fmt.Errorf("connect to mysql at %s: %w", config.Addr, err)
	}
	if isMariaDB(version) {
		config.Params["max_statement_time"] = "5"
	} else {
		config.Params["max_execution_time"] = "5000"
	}
	return nil
}

func checkSession(ctx context.Context, pool *sql.DB) error {
	var mode, zone, charset string
	err := pool.QueryRowContext(ctx, "SELECT @@sql_mode, @@time_zone, @@character_set_connection").Scan(&mode, &zone, &charset)
	switch {
	case err != nil:
		return fmt.Errorf("read the settings of the session: %w", err)
	case !strings.Contains(mode, "STRICT_ALL_TABLES"):
		return fmt.Errorf("the database session is not strict: sql_mode is %q", mode)
	case zone != "+00:00":
		return fmt.Errorf("the database session is not in UTC: time_zone is %q", zone)
	case charset != "utf8mb4":
		return fmt.Errorf("the database session is not in utf8mb4 but in %q", charset)
	}
	return nil
}

// Durability answers why an acknowledged change could be lost in a crash of the database server, or "" when it cannot.
func (s *Store) Durability(ctx context.Context) (string, error) {
	if s.dialect != mysqlDialect {
		return "", nil
	}
	var flush int
	if err := s.pool.QueryRowContext(ctx, "SELECT @@innodb_flush_log_at_trx_commit").Scan(&flush); err != nil {
		return "", fmt.Errorf("read innodb_flush_log_at_trx_commit: %w", err)
	}
	if flush != 1 {
		return fmt.Sprintf("innodb_flush_log_at_trx_commit is %d, set it to 1", flush), nil
	}
	return "", nil
}

func wrap(dialector gorm.Dialector, base Store, o options) (*Store, error) {
	log := logger.Discard
	if o.tap != nil {
		log = tap{Interface: logger.Discard, fn: o.tap}
	}
	db, err := gorm.Open(dialector, &gorm.Config{
		SkipDefaultTransaction: true, Logger: log, DisableAutomaticPing: true,
		NowFunc: func() time.Time { return time.Time{} }, // every row brings its times; a clock here would be a second one
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open gorm: %w", err), base.pool.Close())
	}
	return newStore(db, base), nil
}

func isMariaDB(version string) bool { return strings.Contains(version, "MariaDB") }
