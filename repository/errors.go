package repository

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"

	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	"modernc.org/sqlite"

	"xuncha/model"
)

// uniques names the field that a caller must change when a unique index refuses a row. MySQL reports the index, SQLite
// the columns.
var uniques = []struct{ index, columns, field string }{
	{"regions_code_key", "regions.code", "code"},
	{"organizations_name_key", "organizations.region_code, organizations.name_key, organizations.ended", "name"},
	{"sites_code_key", "sites.code", "code"},
	{"accounts_name_key", "accounts.platform, accounts.name_key, accounts.ended", "name"},
	{
		"accounts_platform_account_key", "accounts.platform, accounts.platform_account_key, accounts.ended",
		"platform_account_id",
	},
	{"catalogues_document_key", "catalogues.document, catalogues.effective_from", "document"},
	{"campaigns_code_key", "campaigns.code", "code"},
	{"inspections_target_key", "inspections.campaign_id, inspections.target_key, inspections.kind, inspections.target_platform", "target"},
	{"tokens_hash_key", "tokens.hash", "token"},
	{"users_name_key", "users.name_key", "name"},
	{"users_subject_key", "users.subject_key", "name"},
	{"bulletins_campaign_key", "bulletins.campaign_id", "campaign"},
	{"drafts_author_key", "drafts.inspection_id, drafts.user_id, drafts.token_id", "draft"},
	{"rectifications_number_key", "rectifications.number", "number"},
	{"rectifications_serial_key", "rectifications.campaign_id, rectifications.serial", "number"},
	{"rechecks_number_key", "rechecks.inspection_id, rechecks.number", "number"},
	{"work_calendars_year_key", "work_calendars.year", "year"},
	{"reminders_key", "reminders.rectification_id, reminders.due_on, reminders.kind", "reminder"},
	{"repeats_key", "repeats.principal, repeats.operation, repeats.repeat_key", "Idempotency-Key"},
	{"imports_once_key", "imports.once_key", "file"},
	{"import_mappings_name_key", "import_mappings.region_code, import_mappings.kind, import_mappings.name_key", "name"},
}

const (
	mysqlDuplicate       = 1062
	mysqlDuplicateColumn = 1060
	mysqlDuplicateKey    = 1061 // the name of an index
	mysqlReferenced      = 1451
	mysqlMissing         = 1452
	mysqlDeadlock        = 1213
	mysqlLockWait        = 1205
	mysqlSnapshot        = 1020
	mysqlTooMany         = 1040
	mariaStatementTime   = 1969
	mysqlStatementTime   = 3024
	mysqlShutdown        = 1053
	mariaKilled          = 1927
	sqliteBusy           = 5
	sqliteLocked         = 6
	sqliteFull           = 13
	sqliteForeignKey     = 787
	sqliteUnique         = 2067
	sqlitePrimaryKeyDupl = 1555
	primaryCodeMask      = 0xff
)

// duplicateIndex looks at the end only: the value stands before it and may have quotes of its own.
var duplicateIndex = regexp.MustCompile(`for key '(?:[^'.]*\.)?([^'.]+)'$`)

// translate turns what a driver says into what a caller may see, and leaves the rest as it is. The text of a driver
// carries values, so it is never shown.
func translate(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return model.NotFound()
	}
	var my *mysqldriver.MySQLError
	if errors.As(err, &my) {
		switch my.Number {
		case mysqlDuplicate:
			if m := duplicateIndex.FindStringSubmatch(my.Message); m != nil {
				return duplicate(m[1])
			}
		case mysqlReferenced:
			return model.NewError(model.KindConflict, "still_referenced")
		case mysqlMissing:
			return model.NewError(model.KindConflict, "reference_gone")
		case mysqlTooMany, mariaStatementTime, mysqlStatementTime:
			return errors.Join(model.NewError(model.KindUnavailable, "database_unavailable"), err)
		}
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() {
		case sqliteUnique, sqlitePrimaryKeyDupl:
			text := lite.Error()
			for _, u := range uniques {
				if strings.Contains(text, ": "+u.columns+" (") {
					return duplicate(u.index)
				}
			}
		case sqliteForeignKey:
			return model.NewError(model.KindConflict, "still_referenced")
		case sqliteFull:
			return errors.Join(model.NewError(model.KindUnavailable, "database_unavailable"), err)
		}
	}
	if isConnectionLost(err) {
		return errors.Join(model.NewError(model.KindUnavailable, "database_unavailable"), err)
	}
	return err
}

// translateInsert is translate for an INSERT, which can only lack what it refers to. SQLite has one error for both ends
// of a reference.
func translateInsert(err error) error {
	var lite *sqlite.Error
	if errors.As(err, &lite) && lite.Code() == sqliteForeignKey {
		return model.NewError(model.KindConflict, "reference_gone")
	}
	return translate(err)
}

// hasRun reports whether a step of a migration says that it was carried out before.
func hasRun(err error) bool {
	var my *mysqldriver.MySQLError
	var lite *sqlite.Error
	return errors.As(err, &my) && (my.Number == mysqlDuplicateColumn || my.Number == mysqlDuplicateKey) ||
		errors.As(err, &lite) && strings.Contains(lite.Error(), "duplicate column name")
}

// ErrTaken matches every refusal of a unique index.
var ErrTaken = model.NewError(model.KindConflict, "already_exists")

func duplicate(index string) error {
	for _, u := range uniques {
		if u.index == index {
			return &model.Error{
				Kind: model.KindConflict, Code: ErrTaken.Code,
				Fields: []model.FieldError{{Field: u.field, Code: "taken"}},
			}
		}
	}
	return fmt.Errorf("duplicate key %s", index)
}

// isTransient reports whether the whole transaction may simply be run again.
func isTransient(err error) bool {
	var my *mysqldriver.MySQLError
	if errors.As(err, &my) {
		return my.Number == mysqlDeadlock || my.Number == mysqlLockWait || my.Number == mysqlSnapshot
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		code := lite.Code() & primaryCodeMask
		return code == sqliteBusy || code == sqliteLocked
	}
	return false
}

func isConnectionLost(err error) bool {
	var my *mysqldriver.MySQLError
	if errors.As(err, &my) {
		return my.Number == mysqlShutdown || my.Number == mariaKilled
	}
	var network net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysqldriver.ErrInvalidConn) ||
		(errors.As(err, &network) && !errors.Is(err, context.DeadlineExceeded))
}
