package service_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"

	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
)

// A service whose database user may only add entries and seal them works; what that user tries beside it is refused.
func TestServiceThatCannotRewriteTheTrail(t *testing.T) {
	server := dbtest.Server(t)
	const name, user = "granted", "xuncha_serve"
	if err := server.Create(name); err != nil {
		t.Fatal(err)
	}
	owner, err := repository.Open(t.Context(), server.URL(name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close() })
	if _, err := owner.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	newWorld(t, owner)
	grants := []string{
		"CREATE OR REPLACE USER " + user + "@'127.0.0.1' IDENTIFIED BY 'secret'",
		"GRANT SELECT ON granted.* TO " + user + "@'127.0.0.1'",
		"GRANT INSERT, UPDATE (seq, hash) ON granted.audit_entries TO " + user + "@'127.0.0.1'",
		"GRANT UPDATE (last_seq, last_hash, updated_at) ON granted.audit_chains TO " + user + "@'127.0.0.1'",
	}
	for _, line := range query(t, owner, "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'granted'"+
		" AND table_name NOT IN ('audit_entries', 'audit_chains', 'schema_versions')") {
		grants = append(grants, "GRANT INSERT, UPDATE, DELETE ON granted."+strings.TrimPrefix(line, "name=")+" TO "+user+"@'127.0.0.1'")
	}
	for _, statement := range grants {
		execute(t, owner, statement)
	}
	address := server.URL(name)
	address = "mysql://" + user + ":secret" + address[strings.LastIndex(address, "@"):]
	s, err := repository.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	settings := service.Settings{Clock: time.Now, Ring: seal.Fresh()}
	w := &world{Services: service.New(s, settings), chain: service.NewChain(s, settings), t: t, ctx: t.Context(), store: s}
	w.organization(countyA)
	if n := must[int](t)(w.chain.Seal(w.ctx)); n != 2 {
		t.Errorf("%d entries were sealed", n)
	}
	for _, statement := range []string{
		"DELETE FROM audit_entries", "UPDATE audit_entries SET reason = 'x'", "UPDATE audit_entries SET mac = NULL",
		"UPDATE audit_chains SET base_seq = 7", "DELETE FROM audit_chains", "DROP TABLE audit_entries", "TRUNCATE audit_entries",
	} {
		if err := try(s.Pool(), statement); !strings.Contains(err, "1142") && !strings.Contains(err, "1143") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if err := try(owner.Pool(), "DROP DATABASE "+name); err != "" {
		t.Error(err)
	}
}

// try is the number of the error of a statement, empty for none.
func try(pool *sql.DB, statement string) string {
	_, err := pool.ExecContext(context.Background(), statement)
	var my *mysqldriver.MySQLError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &my):
		return fmt.Sprint(my.Number)
	}
	return err.Error()
}
