package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
)

// shared has the databases of this test process. Making one costs ten times what emptying a used one does, so they are
// kept and handed out again.
var shared databases

type databases struct {
	mu     sync.Mutex
	server *MariaDB
	failed error // of the first start; each further try would wait as long
	made   int
	free   []string
	filled []string // the tables into which migrations insert; their rows are kept in the database "pristine"
}

func (d *databases) start() (*MariaDB, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.server == nil && d.failed == nil {
		d.server, d.failed = StartMariaDB("--debug-no-sync") // nobody kills it
	}
	return d.server, d.failed
}

func (d *databases) stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.server != nil {
		d.server.Stop()
		d.server = nil
	}
}

// create makes a database without tables.
func (d *databases) create() (string, error) {
	d.mu.Lock()
	d.made++
	name := "test" + strconv.Itoa(d.made)
	d.mu.Unlock()
	return name, d.server.Create(name)
}

// take answers a migrated database that nobody else uses.
func (d *databases) take() (string, error) {
	d.mu.Lock()
	if last := len(d.free) - 1; last >= 0 {
		name := d.free[last]
		d.free = d.free[:last]
		d.mu.Unlock()
		return name, nil
	}
	d.mu.Unlock()
	name, err := d.create()
	if err != nil {
		return "", err
	}
	if err := migrate(d.server.URL(name)); err != nil {
		return "", err
	}
	return name, d.keepRows(name)
}

// keepRows copies what the migrations inserted, the first time.
func (d *databases) keepRows(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.filled != nil {
		return nil
	}
	pool, err := d.connect(name)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	tables, err := column(pool, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
	if err != nil {
		return err
	}
	script := []string{"CREATE DATABASE pristine"}
	var filled []string
	for _, table := range tables {
		rows, err := column(pool, "SELECT 1 FROM "+table+" LIMIT 1")
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			filled = append(filled, table)
			script = append(script, fmt.Sprintf("CREATE TABLE pristine.%s AS SELECT * FROM %s", table, table))
		}
	}
	if err := runScript(pool, script); err != nil {
		return err
	}
	d.filled = filled
	return nil
}

// manyRows is from where on making a table anew is faster than deleting its rows.
const manyRows = 2000

// giveBack empties a database and keeps it for the next test.
func (d *databases) giveBack(name string) error {
	pool, err := d.connect(name)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	if err := disconnect(pool); err != nil {
		return err
	}
	triggers, err := column(pool, "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()")
	if err != nil {
		return err
	}
	// Tables with their first id still to give have never had a row, and most tests use few tables.
	empty, err := column(pool, "SELECT IF(table_rows > "+strconv.Itoa(manyRows)+", CONCAT('TRUNCATE TABLE ', table_name),"+
		" CONCAT('DELETE FROM ', table_name, '; ALTER TABLE ', table_name, ' AUTO_INCREMENT = 1'))"+
		" FROM information_schema.tables WHERE table_schema = DATABASE() AND (auto_increment IS NULL OR auto_increment > 1)")
	if err != nil {
		return err
	}
	script := []string{"SET foreign_key_checks = 0"}
	for _, trigger := range triggers {
		script = append(script, "DROP TRIGGER "+trigger)
	}
	script = append(script, empty...)
	for _, table := range d.filled {
		script = append(script, fmt.Sprintf("INSERT INTO %s SELECT * FROM pristine.%s", table, table))
	}
	if err := runScript(pool, script); err != nil {
		return fmt.Errorf("empty the database after the test: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.free = append(d.free, name)
	return nil
}

// disconnect ends what a program that was killed, or is still at work, has open: its transaction would write later.
func disconnect(pool *sql.DB) error {
	const others = "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
	for waited := time.Duration(0); ; waited += time.Millisecond {
		left, err := column(pool, others)
		if err != nil || len(left) == 0 {
			return err
		}
		if waited > stopTimeout {
			return fmt.Errorf("connections are left: %q", left)
		}
		for _, id := range left {
			_, _ = pool.ExecContext(context.Background(), "KILL "+id) // it fails when the connection is gone already
		}
		time.Sleep(time.Millisecond)
	}
}

// connect opens connections that take several statements at once.
func (d *databases) connect(name string) (*sql.DB, error) {
	config, err := mysqldriver.ParseDSN(d.server.DSN(name))
	if err != nil {
		return nil, fmt.Errorf("read the address of mariadb: %w", err)
	}
	config.MultiStatements = true
	connector, err := mysqldriver.NewConnector(config)
	if err != nil {
		return nil, fmt.Errorf("open mariadb: %w", err)
	}
	return sql.OpenDB(connector), nil
}

func runScript(pool *sql.DB, statements []string) error {
	if _, err := pool.ExecContext(context.Background(), strings.Join(statements, ";\n")); err != nil {
		return fmt.Errorf("run a script: %w", err)
	}
	return nil
}

// column is the one column of a query.
func column(pool *sql.DB, query string) (values []string, err error) {
	rows, err := pool.QueryContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("run %q: %w", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, fmt.Errorf("read %q: %w", query, err)
		}
		values = append(values, value)
	}
	return values, rows.Err()
}
