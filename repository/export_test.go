package repository

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"

	"xuncha/model"
)

// What the tests see of the inside: they live outside the package, since the databases for tests import it.

var (
	Translate    = translate
	IsTransient  = isTransient
	Order        = sorts.order
	CheckSession = checkSession
)

type Sorts = sorts

// AllSorts is every map of sorts with a new row of its table.
var AllSorts = map[string]sorts{
	"regions": regionSorts, "organizations": organizationSorts, "sites": siteSorts, "accounts": accountSorts,
	"catalogues": catalogueSorts, "campaigns": campaignSorts, "inspections": inspectionSorts, "imports": importSorts,
	"import_rows": importRowSorts, "audit_entries": auditSorts,
}

const (
	ExportChunk      = exportChunk
	TransactionTries = transactionTries
	VersionTable     = versionTable
	CopiesTable      = copiesTable
	LockName         = lockName
)

// RunTx is one try of a transaction, without the repetition and without the queue of writers.
func RunTx(ctx context.Context, s *Store, fn func(tx *Store) (int, error)) (int, error) {
	return runTx(ctx, s, fn)
}

// AuditSQL is the statement of the first page of a filter.
func AuditSQL(ctx context.Context, s *Store, f model.AuditFilter) string {
	return s.db.ToSQL(func(tx *gorm.DB) *gorm.DB {
		var rows []model.AuditEntry
		return Audit{tx}.filtered(ctx, model.ScopeAll, f).Order("id DESC").Limit(20).Find(&rows)
	})
}

// DB is the handle of GORM.
func (s *Store) DB() *gorm.DB { return s.db }

// OnSQLite tells the two dialects apart.
func (s *Store) OnSQLite() bool { return s.dialect == sqliteDialect }

// UniqueFields is the field that a unique index stands for, by index, and its columns as SQLite names them.
func UniqueFields() (field, columns map[string]string) {
	field, columns = map[string]string{}, map[string]string{}
	for _, u := range uniques {
		field[u.index], columns[u.index] = u.field, u.columns
	}
	return field, columns
}

// MigrateWithoutLock is Migrate with nothing that keeps programs apart.
func (s *Store) MigrateWithoutLock(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations/"+string(s.dialect))
	if err != nil {
		return err
	}
	kind := goose.DialectSQLite3
	if s.dialect == mysqlDialect {
		kind = goose.DialectMySQL
	}
	provider, err := goose.NewProvider(kind, s.pool, files, goose.WithTableName(versionTable))
	if err != nil {
		return err
	}
	if err := s.createVersions(ctx); err != nil {
		return err
	}
	_, err = s.up(ctx, provider)
	return err
}

// CreateVersions makes the table of versions with its first row.
func (s *Store) CreateVersions(ctx context.Context) error { return s.createVersions(ctx) }

// UpTo migrates to a version and no further.
func (s *Store) UpTo(ctx context.Context, version int64) error {
	provider, err := s.provider()
	if err != nil {
		return err
	}
	if err := s.createVersions(ctx); err != nil {
		return err
	}
	if version == 0 {
		return nil
	}
	_, err = s.upTo(ctx, provider, version)
	return err
}

// Migration is one step.
type Migration struct {
	Version int64
	Name    string
	Text    string
}

// Migrations lists the steps of a dialect in their order.
func Migrations(dialect string) ([]Migration, error) {
	files := map[string]string{}
	err := fs.WalkDir(migrations, "migrations/"+dialect, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := migrations.ReadFile(path)
		files[entry.Name()] = string(text)
		return err
	})
	var steps []Migration
	for _, name := range slices.Sorted(maps.Keys(files)) {
		step := Migration{Name: name, Text: files[name]}
		if _, err := fmt.Sscanf(name, "%d_", &step.Version); err != nil {
			return nil, fmt.Errorf("the name %s has no number: %w", name, err)
		}
		steps = append(steps, step)
	}
	return steps, err
}
