// Package blackbox uses the program as its callers do: over HTTP and on the command line, on SQLite and on MariaDB.
package blackbox

import (
	"flag"
	"fmt"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

func TestMain(m *testing.M) { dbtest.Main(m, covered, harness.RemoveProgram) }

// covered fails a run of all the tests when one of the documented operations was never carried out.
func covered() error {
	if flag.Lookup("test.run").Value.String() != "" || flag.Lookup("test.skip").Value.String() != "" ||
		flag.Lookup("test.list").Value.String() != "" {
		return nil
	}
	missing, err := harness.Uncovered()
	if err == nil && len(missing) > 0 {
		err = fmt.Errorf("no test carries these documented operations out: %q", missing)
	}
	return err
}
