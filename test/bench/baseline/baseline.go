// Package baseline does by hand what the service does in the operations that are measured: net/http, database/sql and prepared
// statements, no framework and no mapper. It looks the same key up, answers the same bytes and writes the same rows, which the
// tests beside the benchmark hold it to; what the service does for its operators it leaves out: no log of requests, no metrics,
// no limits, and no check of what the benchmark never sends. What follows from rows alone, such as a score, it takes from the
// model, as that costs both the same.
package baseline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	_ "modernc.org/sqlite" // the driver of the service

	"xuncha/model"
	"xuncha/service/seal"
)

// The pools are those of the service.
const (
	mysqlPool      = 24
	sqlitePool     = 8
	connectionLife = 3 * time.Minute
)

// Server is the program over one database.
type Server struct {
	db      *sql.DB
	mysql   bool
	writer  chan struct{} // one writer at a time on SQLite
	ring    *seal.Ring
	clock   func() time.Time
	hashing chan struct{} // as many passwords at once as the service looks at

	statements sync.Map // of *sql.Stmt by text
	used       sync.Map // of the minute by key
	rules      sync.Map // of model.ScoringRule by campaign
}

// Open connects to a database that was migrated, under the address that the service takes.
func Open(ctx context.Context, address, keys string, clock func() time.Time) (*Server, error) {
	ring, err := seal.Parse(keys)
	if err != nil {
		return nil, fmt.Errorf("read the keys: %w", err)
	}
	s := &Server{ring: ring, clock: clock, hashing: make(chan struct{}, 2)}
	path, isSQLite := strings.CutPrefix(address, "sqlite:")
	if isSQLite {
		s.db, err = sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)"+
			"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
		s.writer = make(chan struct{}, 1)
	} else {
		s.db, err = openMySQL(address)
		s.mysql = true
	}
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	pool := mysqlPool
	if isSQLite {
		pool = sqlitePool
	}
	s.db.SetMaxOpenConns(pool)
	s.db.SetMaxIdleConns(pool)
	s.db.SetConnMaxLifetime(connectionLife)
	return s, s.db.PingContext(ctx)
}

func openMySQL(address string) (*sql.DB, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read the address: %w", err)
	}
	c := mysqldriver.NewConfig()
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.Net, c.Addr, c.DBName = "tcp", u.Host, strings.TrimPrefix(u.Path, "/")
	c.ParseTime, c.Loc, c.ClientFoundRows, c.Collation = true, time.UTC, true, "utf8mb4_bin"
	c.Params = map[string]string{"sql_mode": "'STRICT_ALL_TABLES'", "time_zone": "'+00:00'"}
	connector, err := mysqldriver.NewConnector(c)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return sql.OpenDB(connector), nil
}

// Close closes the connections.
func (s *Server) Close() error { return s.db.Close() }

// now is the time as it is stored.
func (s *Server) now() model.Time { return model.NewTime(s.clock()) }

// on is a statement, prepared once, in a transaction where there is one.
func (s *Server) on(ctx context.Context, tx *sql.Tx, text string) (*sql.Stmt, error) {
	known, ok := s.statements.Load(text)
	if !ok {
		statement, err := s.db.PrepareContext(ctx, text)
		if err != nil {
			return nil, fmt.Errorf("prepare %.80q: %w", text, err)
		}
		if known, ok = s.statements.LoadOrStore(text, statement); ok {
			_ = statement.Close() //nolint:sqlclosecheck // somebody was faster
		}
	}
	if statement := known.(*sql.Stmt); tx == nil { //nolint:forcetypeassert // nothing else is stored
		return statement, nil
	}
	return tx.StmtContext(ctx, known.(*sql.Stmt)), nil //nolint:forcetypeassert // nothing else is stored
}

// each calls scan with every row of a query.
func (s *Server) each(ctx context.Context, tx *sql.Tx, text string, args []any, scan func(rows *sql.Rows) error) error {
	statement, err := s.on(ctx, tx, text) //nolint:sqlclosecheck // it stays for the next
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(ctx, args...)
	if err != nil {
		return fmt.Errorf("query %.80q: %w", text, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("scan %.80q: %w", text, err)
		}
	}
	return rows.Err()
}

// one scans the one row of a query, or answers sql.ErrNoRows.
func (s *Server) one(ctx context.Context, tx *sql.Tx, text string, args []any, places ...any) error {
	statement, err := s.on(ctx, tx, text) //nolint:sqlclosecheck // it stays for the next
	if err != nil {
		return err
	}
	if err := statement.QueryRowContext(ctx, args...).Scan(places...); err != nil {
		return fmt.Errorf("query %.80q: %w", text, err)
	}
	return nil
}

// run executes a statement, and answers the first id that it gave out.
func (s *Server) run(ctx context.Context, tx *sql.Tx, text string, args ...any) (int64, error) {
	statement, err := s.on(ctx, tx, text) //nolint:sqlclosecheck // it stays for the next
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("run %.80q: %w", text, err)
	}
	return result.LastInsertId()
}

const insertBatch = 500

// insert writes rows by the hundred, and answers the id of each: both databases give those of a statement out in a row.
func (s *Server) insert(ctx context.Context, tx *sql.Tx, table, columns string, rows [][]any) (ids []uint64, err error) {
	one := "(?" + strings.Repeat(", ?", strings.Count(columns, ",")) + ")"
	for len(rows) > 0 {
		piece := rows[:min(insertBatch, len(rows))]
		rows = rows[len(piece):]
		args := make([]any, 0, len(piece)*len(piece[0]))
		for _, row := range piece {
			args = append(args, row...)
		}
		last, err := s.run(ctx, tx, "INSERT INTO "+table+" ("+columns+") VALUES "+one+strings.Repeat(", "+one, len(piece)-1), args...)
		if err != nil {
			return nil, err
		}
		if !s.mysql { // which answers the last one
			last -= int64(len(piece)) - 1
		}
		for n := range piece {
			ids = append(ids, uint64(last)+uint64(n))
		}
	}
	return ids, nil
}

const tries = 3

// inTx runs fn in one transaction, again after a deadlock.
func (s *Server) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if s.writer != nil {
		s.writer <- struct{}{}
		defer func() { <-s.writer }()
	}
	for try := 1; ; try++ {
		err := s.runTx(ctx, fn)
		var refused *mysqldriver.MySQLError
		if err == nil || try == tries || !errors.As(err, &refused) || refused.Number != 1213 {
			return err
		}
		time.Sleep(time.Duration(try*20+rand.IntN(40)) * time.Millisecond) // as the service does
	}
}

func (s *Server) runTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// locking ends a read that keeps its rows for the transaction. SQLite has one writer anyway.
func (s *Server) locking() string {
	if s.mysql {
		return " FOR UPDATE"
	}
	return ""
}

// Handler answers the operations.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range map[string]handler{
		"GET /api/v1/sites/{id}":                    s.site,
		"GET /api/v1/accounts":                      s.accounts,
		"GET /api/v1/campaigns/{code}/pass-rates":   s.rates,
		"GET /api/v1/statistics/trend":              s.trend,
		"GET /api/v1/changes":                       s.changes,
		"PUT /api/v1/inspections/{id}/submission":   s.submit,
		"POST /api/v1/campaigns/{code}/submissions": s.submitMany,
	} {
		mux.Handle(pattern, s.known(h))
	}
	mux.Handle("POST /api/v1/sessions", s.open(s.logIn))
	mux.Handle("GET /healthz", s.open(alive))
	return mux
}
