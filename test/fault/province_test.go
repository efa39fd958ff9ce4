package fault

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	reportedSites = 1000 // five pieces
	reportKills   = 3
)

// A program that is killed at any moment of sending has sent each row once when it is done, and has a receipt for each. The
// answers of some pieces are lost on top of it.
func TestKillWhileReporting(t *testing.T) {
	t.Parallel() // with those that mostly wait
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		stand := harness.StandIn(t, "--lose", "2", "--delay", "60ms")
		env := stand.Settings(harness.Settings(address))
		migrate(t, env)
		database := harness.Open(t, address)
		server := harness.ServeWith(t, env, "serve", "--drain=0s")
		path := queued(t, server.Admin(t), database)
		for range reportKills {
			time.Sleep(within(random, 300*time.Millisecond))
			server.Kill()
			server = harness.ServeWith(t, env, "serve", "--drain=0s")
		}
		report := reported(t, server.Admin(t), path)
		if report.Counts.Accepted != reportedSites {
			t.Errorf("%+v", report)
		}
		got := stand.Received(t)
		if len(got.Doubled) > 0 || len(got.Effects) != reportedSites {
			t.Errorf("%d of %d rows have an effect, %d more than one; %d batches came again", len(got.Effects), reportedSites, len(got.Doubled), got.Repeats)
		}
		if got.Repeats == 0 {
			t.Error("no batch came again: the test shows nothing")
		}
		database.Want(map[string]int{
			"SELECT COUNT(*) FROM report_rows WHERE state = 'accepted' AND receipt_number <> ''": reportedSites,
			"SELECT COUNT(DISTINCT receipt_number) FROM report_rows":                             reportedSites,
			"SELECT COUNT(*) FROM report_pieces WHERE state <> 'answered'":                       0,
		})
	})
}

// The control: with another key for each try, as when keys are not stored before, rows are taken twice.
func TestWithoutTheStoredKeyRowsAreDoubled(t *testing.T) {
	t.Parallel()
	stand := harness.StandIn(t, "--lose", "1", "--forget")
	env := stand.Settings(harness.Settings("sqlite:" + t.TempDir() + "/xuncha.db"))
	migrate(t, env)
	server := harness.ServeWith(t, env, "serve", "--drain=0s")
	reported(t, server.Admin(t), queued(t, server.Admin(t), harness.Open(t, env["XUNCHA_DATABASE"])))
	if got := stand.Received(t); len(got.Doubled) == 0 {
		t.Error("nothing shows that a batch was sent again")
	}
}

type reportState struct {
	State  string `json:"state"`
	Counts struct {
		Accepted int `json:"accepted"`
	} `json:"counts"`
}

// queued fills the register, and puts a report of it into the queue.
func queued(t *testing.T, c harness.Client, database harness.Database) (path string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("网站标识码,网站名称,首页地址,主办单位,ICP备案号\n")
	for i := range reportedSites {
		_, _ = fmt.Fprintf(&b, "422801%04d,网站%[1]d,http://s%[1]d.gov.cn/,数据局,鄂ICP备%[1]d号\n", i)
	}
	c.Do(http.StatusCreated, http.MethodPost, "/imports?kind=sites", []byte(b.String()), "Content-Type", "text/csv")
	database.Run("UPDATE organizations SET credit_code = '91350100M000100Y43'")
	var key struct {
		Token string `json:"token"`
	}
	made := c.Do(http.StatusCreated, http.MethodPost, "/tokens", object{"name": "复核", "role": "admin", "region_code": "4228"})
	if err := json.Unmarshal(made.Body, &key); err != nil {
		t.Fatal(err)
	}
	path = create(c, "/reports", object{"kind": "sites", "region_code": "422800"})
	c.As(key.Token).Do(http.StatusOK, http.MethodPost, path+"/confirm", nil, "If-Match", `"1"`)
	c.Do(http.StatusOK, http.MethodPost, path+"/send", nil, "If-Match", `"2"`)
	return path
}

// reported waits until every row has its receipt.
func reported(t *testing.T, c harness.Client, path string) (r reportState) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if r = harness.Get[reportState](c, path); r.State == "done" {
			return r
		}
	}
	t.Fatalf("the report stays %+v", r)
	return r
}
