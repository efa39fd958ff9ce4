package harness

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m, RemoveProgram) }

// What every test relies on must be able to find something.
func TestCheckProblem(t *testing.T) {
	const good = `{"type":"t","status":404,"code":"not_found","detail":"不存在","request_id":"7","errors":[{"field":"a","code":"b","detail":"c"}]}`
	for name, c := range map[string]struct {
		old, new, media, fault string
	}{
		"good":              {"", "", "application/problem+json", ""},
		"another media":     {"", "", "application/json", "no problem"},
		"no JSON":           {good, "404 page not found", "application/problem+json", "no problem"},
		"another status":    {"404", "400", "application/problem+json", "not whole"},
		"no code":           {"not_found", "", "application/problem+json", "not whole"},
		"no text":           {"不存在", "not_found", "application/problem+json", "not whole"},
		"another request":   {`"7"`, `"8"`, "application/problem+json", "not whole"},
		"a field's text":    {`"c"`, `"b"`, "application/problem+json", "error of the answer"},
		"a line of code":    {"不存在", "site.go:12", "application/problem+json", "gives"},
		"a statement":       {"不存在", "select 1", "application/problem+json", "gives"},
		"a database":        {"不存在", "Error 1062: duplicate", "application/problem+json", "gives"},
		"the name of one":   {"不存在", "SQLite", "application/problem+json", "gives"},
		"the name of a lib": {"不存在", "gorm", "application/problem+json", "gives"},
	} {
		answer := Answer{
			Status: http.StatusNotFound, Body: []byte(strings.Replace(good, c.old, c.new, 1)),
			Header: http.Header{"Content-Type": {c.media}, "X-Request-Id": {"7"}},
		}
		err := answer.CheckProblem()
		if (err == nil) != (c.fault == "") || !strings.Contains(fmt.Sprint(err), c.fault) && c.fault != "" {
			t.Errorf("%s: got %v, want a fault with %q", name, err, c.fault)
		}
	}
}

func TestChecksumAndOrphans(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		if code, _, stderr := Run(t, Settings(address), "migrate"); code != 0 {
			t.Fatal(stderr)
		}
		d := Open(t, address)
		seen := map[string]string{}
		for _, statement := range []string{
			"SELECT 1", "UPDATE regions SET sort_order = 1 WHERE code = '42'", "DELETE FROM regions WHERE code = '422828'",
			"UPDATE catalogues SET effective_to = '2030-01-01'", "UPDATE regions SET direct_label = 'x' WHERE code = '422801'",
		} {
			d.Run(statement)
			sum := d.Checksum()
			if before, known := seen[sum]; known {
				t.Errorf("%s leaves the checksum as it was after %s", statement, before)
			}
			seen[sum] = statement
		}
		if found := d.Orphans(); len(found) > 0 {
			t.Errorf("orphans of a good database: %v", found)
		}
		if d.SQLite() {
			d.Run("PRAGMA foreign_keys = 0")
		} else {
			d.Run("SET GLOBAL foreign_key_checks = 0")
			d.Run("SET foreign_key_checks = 0")
		}
		d.Run("INSERT INTO campaign_regions (campaign_id, region_code, name, direct_label, position) VALUES (7, '42', '', '', 1)")
		if found := d.Orphans(); len(found) != 1 || found[0] != "1 of campaign_regions.campaign_id" {
			t.Errorf("orphans: %v", found)
		}
	})
}
