package fault

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	evidenceKills = 6
	evidenceSize  = 24 << 20
)

// video is a file of the round's own, that passes for a video.
func video(round int) io.Reader {
	head := fmt.Sprintf("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom round %d ", round)
	return io.LimitReader(io.MultiReader(strings.NewReader(head), zeros{}), evidenceSize)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// A program that is killed at any moment of an upload leaves an attachment with its whole content, or none; what it leaves
// of the content is swept.
func TestKillDuringUpload(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		folder := t.TempDir()
		env := harness.Settings(prepared(t, address))
		env["XUNCHA_EVIDENCE"], env["XUNCHA_LANGUAGE"] = "file://"+folder, "en"
		serve := func() *harness.Server { return harness.ServeWith(t, env, "serve", "--drain=0s") }
		server := serve()
		c := server.Admin(t)
		owner := create(c, "/organizations", object{"name": "甲局", "region_code": "422801"})
		create(c, "/sites", object{"code": "4228010001", "name": "甲", "home_url": "http://a.gov.cn/", "organization_id": json.Number(path.Base(owner))})
		campaign := create(c, "/campaigns", object{"title": "检查", "year": 2022, "round": 3, "region_code": "422801", "monitoring_date": "2022-09-30"})
		c.Do(http.StatusOK, http.MethodPost, campaign+"/open", nil, "If-Match", tag(c, campaign))
		database := harness.Open(t, address)
		target := database.Number("SELECT MIN(id) FROM inspections")
		started := time.Now()
		if !sendVideo(t, server, target, 0) {
			t.Fatal("an upload that nobody disturbs fails")
		}
		whole, attachments, absent := time.Since(started), 1, 0
		server.Stop(t)
		for round := 1; round <= evidenceKills; round++ {
			server := serve()
			acknowledged := make(chan bool)
			go func() { acknowledged <- sendVideo(t, server, target, round) }()
			time.Sleep(within(random, whole))
			server.Kill()
			seen := <-acknowledged
			now := database.Number("SELECT COUNT(*) FROM attachments")
			switch {
			case now == attachments && seen:
				t.Error("an upload that was acknowledged is not there")
			case now == attachments:
				absent++
			}
			attachments = now
			if code, stdout, stderr := harness.Run(t, env, "check"); code != 0 || !strings.Contains(stdout, "damaged 0") {
				t.Errorf("after kill %d the check ended with %d:\n%s%s", round, code, stdout, stderr)
			}
		}
		if absent == 0 {
			t.Error("every upload was over before the kill")
		}
		age(t, database, folder)
		serve() // which sweeps at its start
		for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
			_, stdout, _ := harness.Run(t, env, "check", "--fast")
			if drafts, _ := os.ReadDir(filepath.Join(folder, "incoming")); len(drafts) == 0 && strings.Contains(stdout, "damaged 0; waiting to be swept 0; unknown to this database 0") {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("what was left is not swept: %s", stdout)
			}
		}
		if orphans := database.Orphans(); len(orphans) > 0 {
			t.Errorf("left over: %v", orphans)
		}
	})
}

// age makes everything that was left two days old.
func age(t *testing.T, database harness.Database, folder string) {
	t.Helper()
	database.Run("UPDATE blobs SET touched_at = '2022-10-01 01:00:00.000000', going_at = NULL")
	drafts, err := os.ReadDir(filepath.Join(folder, "incoming"))
	if err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-48 * time.Hour)
	for _, d := range drafts {
		if err := os.Chtimes(filepath.Join(folder, "incoming", d.Name()), old, old); err != nil {
			t.Fatal(err)
		}
	}
}

// sendVideo uploads as a stream and reports whether the upload was acknowledged.
func sendVideo(t *testing.T, server *harness.Server, target, round int) bool {
	address := fmt.Sprintf("%s/api/v1/attachments?captured_at=2022-10-08T01:00:00Z&inspection=%d", server.URL, target)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, video(round))
	if err != nil {
		t.Error(err)
		return false
	}
	req.Header.Set("Authorization", "Bearer "+harness.AdminToken)
	transport := &http.Transport{DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return false
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.Body.Close() == nil && resp.StatusCode == http.StatusCreated
}
