package blackbox

import (
	"fmt"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// Whatever somebody does to the tallies behind the program's back, the check names it, and repairs it only when told.
func TestCheckOfFigures(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		openTarget(t, c)
		env := harness.Settings(address)
		env["XUNCHA_LANGUAGE"] = "en"
		check := func(want int, words string, arguments ...string) {
			t.Helper()
			code, stdout, stderr := harness.Run(t, env, append([]string{"check", "figures"}, arguments...)...)
			if code != want || !strings.Contains(stdout, words) {
				t.Errorf("check figures %v ended with %d:\n%s%s", arguments, code, stdout, stderr)
			}
		}
		check(0, "differing 0; repaired 0")
		harness.Open(t, address).Run("UPDATE campaign_tallies SET passed = passed + 2")
		pending := func() string {
			table := harness.Get[struct {
				Total struct {
					Targets, Pending, Passed int
				}
			}](c, "/campaigns/422801-2021-1/pass-rates?kind=site")
			return fmt.Sprint(table.Total)
		}
		damaged := pending()
		check(1, "passed 2, failed 0, pending 1, waived 0; counted are passed 0, failed 0, pending 1, waived 0")
		check(1, "differing 1; repaired 0")
		if pending() != damaged {
			t.Error("it was repaired although nobody said so")
		}
		check(0, "differing 1; repaired 1", "--repair")
		check(0, "differing 0; repaired 0")
		if got := pending(); got != "{1 1 0}" {
			t.Errorf("after the repair: %s", got)
		}
	})
}
