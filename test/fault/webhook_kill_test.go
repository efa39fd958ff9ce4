package fault

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/service/seal"
	"xuncha/test/harness"
)

const (
	webhookKills = 3
	hookedThings = 4
	hookedTurns  = 8
)

// ledger is what a receiver has got.
type ledger struct {
	sync.Mutex
	bodies   map[string]string // of each message, by its id
	versions map[int][]int     // of each thing, in the order of the calls
	faults   []string
}

func (l *ledger) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var m struct {
		Data struct {
			ID      string
			ThingID int `json:"thing_id"`
			Version int
		}
	}
	if err == nil {
		err = json.Unmarshal(body, &m)
	}
	if err != nil { // a caller that was killed in the middle
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	l.Lock()
	defer l.Unlock()
	if before, again := l.bodies[m.Data.ID]; again && before != string(body) {
		l.faults = append(l.faults, "another body under the same id: "+string(body))
	}
	l.bodies[m.Data.ID] = string(body)
	l.versions[m.Data.ThingID] = append(l.versions[m.Data.ThingID], m.Data.Version)
}

func (l *ledger) ids() []string {
	l.Lock()
	defer l.Unlock()
	return slices.Sorted(maps.Keys(l.bodies))
}

// A program that is killed at any moment while it numbers, hands out and calls tells its receivers of every change at least
// once, and of each thing in its order.
func TestKillWhileWebhooksAreCalled(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		got := &ledger{bodies: map[string]string{}, versions: map[int][]int{}}
		receiver := httptest.NewServer(http.HandlerFunc(got.take))
		t.Cleanup(receiver.Close)
		env := harness.Settings(address)
		env["XUNCHA_KEYS"], env["XUNCHA_OUTGOING_NETWORKS"] = seal.NewKey(seal.International), "127.0.0.1/32"
		env["XUNCHA_OUTGOING_PORTS"] = fmt.Sprint(netip.MustParseAddrPort(receiver.Listener.Addr().String()).Port())
		serve := func() *harness.Server { return harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s") }
		database, server := harness.Open(t, address), serve()
		server.Admin(t).Do(http.StatusCreated, http.MethodPost, "/webhooks", object{
			"url": receiver.URL, "description": "门户", "region_code": "42", "kinds": []string{"organization"},
		})
		for round := range webhookKills {
			changeThings(server.Admin(t), round)
			time.Sleep(within(random, 600*time.Millisecond))
			server.Kill()
			database.Run("UPDATE webhook_deliveries SET lease_until = NULL") // a minute passes
			server = serve()
		}
		want := database.Texts("SELECT event_id FROM events WHERE thing_kind = 'organization' ORDER BY event_id")
		for deadline := time.Now().Add(time.Minute); len(got.ids()) < len(want) && time.Now().Before(deadline); {
			time.Sleep(20 * time.Millisecond)
		}
		server.Stop(t)
		if diff := cmp.Diff(want, got.ids()); diff != "" {
			t.Errorf("changes that were committed, and received:\n%s", diff)
		}
		if len(want) != webhookKills*hookedThings*hookedTurns || len(got.faults) > 0 {
			t.Errorf("%d changes, %v", len(want), got.faults)
		}
		for thing, versions := range got.versions {
			if !slices.IsSorted(versions) {
				t.Errorf("of %d came the versions %v", thing, versions)
			}
		}
		database.Want(map[string]int{
			"SELECT COUNT(*) FROM events":                             database.Number("SELECT MAX(position) FROM events"),
			"SELECT COUNT(DISTINCT position) FROM events":             database.Number("SELECT last_position FROM feeds"),
			"SELECT COUNT(DISTINCT event_id) FROM webhook_deliveries": len(want),
			"SELECT COUNT(*) FROM webhook_deliveries":                 len(want), // none was made twice
		})
	})
}

// changeThings makes some organizations and changes each a few times.
func changeThings(c harness.Client, round int) {
	for thing := range hookedThings {
		c.Do(http.StatusCreated, http.MethodPost, "/organizations", object{
			"name": fmt.Sprintf("单位%d-%d", round, thing), "region_code": "422801",
		})
	}
	for version := 1; version < hookedTurns; version++ {
		for thing := range hookedThings {
			path := fmt.Sprint("/organizations/", round*hookedThings+thing+1)
			c.Do(http.StatusOK, http.MethodPatch, path, object{"short_name": fmt.Sprint("简称", version)}, "If-Match", fmt.Sprintf(`"%d"`, version))
		}
	}
}
