// Package repository has every SQL statement of the program. It runs on SQLite, on MySQL and MariaDB, and keeps to what
// MySQL-compatible distributed engines offer.
package repository

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"

	"xuncha/model"
)

// Store is a database, or one transaction on it. A method that needs a transaction is called on the Store that InTx hands
// out, so it cannot be called outside of one by accident.
type Store struct {
	db      *gorm.DB
	pool    *sql.DB
	dialect dialect
	path    string        // the SQLite file, empty for others
	writer  chan struct{} // one writer at a time on SQLite, in the order of asking
	inTx    bool
	tallied *tallied // what this transaction has changed of the tallies

	Regions       Regions
	Organizations Organizations
	Sites         Sites
	Accounts      Accounts
	Catalogues    Catalogues
	Campaigns     Campaigns
	Inspections   Inspections
	Statistics    Statistics
	Tallies       Tallies
	Imports       Imports
	Tokens        Tokens
	Trail         Trail
	Users         Users
	Sessions      Sessions
	Logins        Logins
	Security      Security
	Contacts      Contacts
	Audit         Audit
	Repeats       Repeats
	SSOLogins     SSOLogins
	SelfChecks    SelfChecks
	Sampling      Sampling
	Attachments   Attachments
	Blobs         Blobs
	Filings       Filings
	Belongings    Belongings

	OrganizationHistory History[model.OrganizationVersion, model.Organization]
	SiteHistory         History[model.SiteVersion, model.Site]
	AccountHistory      History[model.AccountVersion, model.Account]
	Drafts              Drafts
	Reviews             Reviews

	Rectifications Rectifications
	Measures       Measures
	Rechecks       Rechecks
	Calendars      Calendars
	Reminders      Reminders

	Bulletins         Bulletins
	BulletinTemplates BulletinTemplates
	Passages          Passages

	ImportMappings  ImportMappings
	Feed            Feed
	Reports         Reports
	Pieces          Pieces
	Reconciliations Reconciliations
	Pulls           Pulls
	Webhooks        Webhooks
	Deliveries      Deliveries
}

type dialect string

const (
	mysqlDialect  dialect = "mysql"
	sqliteDialect dialect = "sqlite"
)

func newStore(db *gorm.DB, base Store) *Store {
	s := base
	s.db = db
	s.Regions, s.Organizations, s.Sites, s.Accounts = Regions{db}, Organizations{db}, Sites{db}, Accounts{db}
	s.tallied = newTallied(db, s.inTx)
	s.Catalogues, s.Campaigns, s.Inspections, s.Tallies = Catalogues{db}, Campaigns{db}, Inspections{db, s.tallied}, Tallies{db}
	s.Statistics, s.Imports, s.Tokens, s.Trail = Statistics{db}, Imports{db}, Tokens{db}, Trail{db}
	s.Users, s.Sessions, s.Logins, s.Security = Users{db}, Sessions{db}, Logins{db}, Security{db}
	s.Contacts, s.Audit, s.Repeats, s.SSOLogins = Contacts{db}, Audit{db}, Repeats{db}, SSOLogins{db}
	s.SelfChecks = SelfChecks{db}
	s.Sampling = Sampling{db}
	s.Attachments, s.Blobs = Attachments{db}, Blobs{db}
	s.Filings, s.Belongings = Filings{db}, Belongings{db}
	s.OrganizationHistory.db, s.OrganizationHistory.table, s.OrganizationHistory.owner = db, organizationVersions, "id"
	s.SiteHistory.db, s.SiteHistory.table, s.SiteHistory.owner = db, siteVersions, "organization_id"
	s.AccountHistory.db, s.AccountHistory.table, s.AccountHistory.owner = db, accountVersions, "organization_id"
	s.Drafts, s.Reviews = Drafts{db}, Reviews{db}
	s.Rectifications, s.Measures, s.Rechecks = Rectifications{db}, Measures{db}, Rechecks{db}
	s.Calendars, s.Reminders = Calendars{db}, Reminders{db}
	s.Bulletins, s.BulletinTemplates, s.Passages = Bulletins{db}, BulletinTemplates{db}, Passages{db}
	s.ImportMappings = ImportMappings{db}

	s.Reports, s.Pieces, s.Reconciliations, s.Pulls = Reports{db}, Pieces{db}, Reconciliations{db}, Pulls{db}
	s.Feed, s.Webhooks, s.Deliveries = Feed{db}, Webhooks{db}, Deliveries{db}
	return &s
}

// Pool is the connection pool, for metrics.
func (s *Store) Pool() *sql.DB { return s.pool }

// Close closes the connections.
func (s *Store) Close() error { return s.pool.Close() }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pool.PingContext(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

const transactionTries = 3

// InTx runs fn in one transaction. Any error rolls back. A deadlock, a lock timeout or a busy SQLite runs fn again from
// its start, so fn touches nothing but the database. An error at commit leaves the outcome unknown and is told as such.
// With a context of Whole it takes part in the transaction of the whole call.
func InTx[T any](ctx context.Context, s *Store, fn func(tx *Store) (T, error)) (T, error) {
	var zero T
	if s.inTx {
		return zero, errNested
	}
	if w := s.whole(ctx); w != nil {
		return join(ctx, w, fn)
	}
	release, err := s.takeWriter(ctx)
	if err != nil {
		return zero, err
	}
	defer release()
	return persistently(ctx, func() (T, error) { return runTx(ctx, s, fn) })
}

var errNested = errors.New("a transaction inside a transaction")

// takeWriter waits for the one place of a writer on SQLite.
func (s *Store) takeWriter(ctx context.Context) (release func(), err error) {
	if s.writer == nil {
		return func() {}, nil
	}
	select {
	case s.writer <- struct{}{}:
		return func() { <-s.writer }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the writer: %w", ctx.Err())
	}
}

// persistently runs a transaction again while it fails for a reason that passes.
func persistently[T any](ctx context.Context, run func() (T, error)) (T, error) {
	var zero T
	for try := 1; ; try++ {
		result, err := run()
		if err == nil || !isTransient(err) {
			return result, err
		}
		if try == transactionTries {
			return zero, errors.Join(model.NewError(model.KindUnavailable, "database_unavailable"), err)
		}
		pause := time.Duration(try*20+rand.IntN(40)) * time.Millisecond //nolint:gosec // jitter, not a secret
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return zero, fmt.Errorf("wait to repeat a transaction: %w", ctx.Err())
		}
	}
}

// Aside runs fn outside of any transaction, for what nobody waits for, and waits for no writer itself: while one is at work
// on SQLite it answers false.
func Aside(s *Store, fn func(s *Store) error) (bool, error) {
	if s.writer != nil {
		select {
		case s.writer <- struct{}{}:
			defer func() { <-s.writer }()
		default:
			return false, nil
		}
	}
	return true, fn(s)
}

func runTx[T any](ctx context.Context, s *Store, fn func(tx *Store) (T, error)) (result T, err error) {
	var zero T
	tx := s.db.WithContext(ctx).Begin()
	if tx.Error != nil {
		return zero, fmt.Errorf("begin: %w", translate(tx.Error))
	}
	done := false
	defer func() {
		if !done { // fn failed or panicked
			_ = tx.Rollback().Error // the error of fn says more
		}
	}()
	if result, err = carryOut(ctx, s.on(tx), fn); err != nil {
		return zero, err
	}
	done = true
	return result, commit(tx)
}

// on is the Store on a transaction.
func (s *Store) on(tx *gorm.DB) *Store {
	inner := *s
	inner.inTx = true
	return newStore(tx, inner)
}

func commit(tx *gorm.DB) error {
	err := tx.Commit().Error
	switch {
	case err == nil:
		return nil
	case isConnectionLost(err):
		return errors.Join(model.NewError(model.KindUnavailable, "outcome_unknown"), err)
	}
	return fmt.Errorf("commit: %w", translate(err))
}
