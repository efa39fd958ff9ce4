package fault

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/service/seal"
	"xuncha/test/harness"
)

const (
	repeatKills   = 6
	repeatCallers = 6
	oneSite       = "网站标识码,网站名称,首页地址,主办单位\n4228010001,甲,http://a.gov.cn/,丙局\n"
)

// withKeys is the environment of programs that come one after the other on a database: they have the same keys.
func withKeys(address string) harness.Environment {
	env := harness.Settings(address)
	env["XUNCHA_KEYS"] = seal.NewKey(seal.International)
	return env
}

// A program that is killed under requests with keys has done each of them once when they are sent again, whether it was
// acknowledged, done and not acknowledged, or not done at all. A dry run leaves an import each time, so it shows doubles.
func TestKillUnderKeyedRequests(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		env, _ := audited(t, address)
		migrate(t, env)
		database := harness.Open(t, address)
		told := map[string]string{} // answers by key, empty when none came
		unknown, done := 0, 0
		for range repeatKills {
			server := harness.ServeWith(t, env, "serve", "--drain=0s")
			asked := sendKeyed(server.Admin(t), func() {
				time.Sleep(within(random, 200*time.Millisecond))
				server.Kill()
			})
			before := database.Number("SELECT COUNT(*) FROM imports") - done
			server = harness.ServeWith(t, env, "serve", "--drain=0s")
			c := server.Admin(t)
			acknowledged := 0
			for key, answer := range asked {
				again := dryImport(t, c, key)
				if answer == "" {
					unknown++
				} else if acknowledged++; answer != again {
					t.Errorf("%s was told %s and then %s", key, answer, again)
				}
				told[key] = again
			}
			if before < acknowledged {
				t.Errorf("%d of %d acknowledged requests were there after the kill", before, acknowledged)
			}
			server.Stop(t)
			done = len(told)
			database.Want(map[string]int{
				"SELECT COUNT(*) FROM imports": done, "SELECT COUNT(*) FROM repeats WHERE answer IS NOT NULL": done,
				"SELECT COUNT(*) FROM repeats":                                         done,
				"SELECT COUNT(*) FROM audit_entries WHERE operation = 'import.create'": done,
				"SELECT COUNT(*) FROM events WHERE type = 'import.create'":             done,
			})
		}
		c := harness.ServeWith(t, env, "serve", "--drain=0s").Admin(t)
		for key, answer := range told { // those of all rounds
			if dryImport(t, c, key) != answer {
				t.Errorf("the answer under %s has changed", key)
			}
		}
		checkSealed(t, database, env)
		if unknown == 0 || unknown == done {
			t.Errorf("%d of %d requests were not acknowledged: the test shows only one side", unknown, done)
		}
	})
}

func dryImport(t *testing.T, c harness.Client, key string) string {
	t.Helper()
	answer, err := c.Send(http.MethodPost, "/imports?kind=sites&dry_run=true", oneSite, "Content-Type", "text/csv", "Idempotency-Key", key)
	if err != nil || answer.Status != http.StatusCreated {
		t.Fatalf("%s: %d %v %s", key, answer.Status, err, answer.Body)
	}
	return string(answer.Body)
}

var keysUsed atomic.Int64 // in all rounds, so that keys never repeat

// sendKeyed has callers send requests under keys until breaks has ended, which begins when one was acknowledged, and
// answers what they were told.
func sendKeyed(c harness.Client, breaks func()) map[string]string {
	var mu sync.Mutex
	var done sync.WaitGroup
	asked := map[string]string{}
	broken, acknowledged := make(chan struct{}), make(chan struct{})
	var first sync.Once
	for range repeatCallers {
		done.Go(func() {
			for {
				key := fmt.Sprint("request-", keysUsed.Add(1))
				answer, err := c.Send(http.MethodPost, "/imports?kind=sites&dry_run=true", oneSite, "Content-Type", "text/csv", "Idempotency-Key", key)
				mu.Lock()
				if asked[key] = ""; err == nil && answer.Status == http.StatusCreated {
					asked[key] = string(answer.Body)
					first.Do(func() { close(acknowledged) })
				}
				mu.Unlock()
				select {
				case <-broken:
					return
				default:
				}
			}
		})
	}
	select {
	case <-acknowledged:
	case <-time.After(time.Minute): // what keeps them from it is told by the test
	}
	breaks()
	close(broken)
	done.Wait()
	return asked
}

// line is a way to a database that can break at the next commit.
type line struct {
	net.Listener

	server string
	cut    atomic.Int32
	mu     sync.Mutex
	open   []net.Conn
}

// When a line breaks.
const (
	whole int32 = iota
	beforeCommit
	afterCommit
)

func newLine(t *testing.T, server string) *line {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{Listener: listener, server: server}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { l.carry(client, &all) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		l.mu.Lock()
		for _, c := range l.open {
			_ = c.Close()
		}
		l.mu.Unlock()
		all.Wait()
	})
	return l
}

// carry passes what the client says on, and cuts the connection when it commits: before the database hears of it, or when
// it has answered.
func (l *line) carry(client net.Conn, all *sync.WaitGroup) {
	database, err := (&net.Dialer{}).Dial("tcp", l.server)
	if err != nil {
		_ = client.Close()
		return
	}
	l.mu.Lock()
	l.open = append(l.open, client, database)
	l.mu.Unlock()
	var mute atomic.Bool
	all.Go(func() {
		buffer := make([]byte, 64<<10)
		for {
			n, err := database.Read(buffer)
			if err != nil || mute.Load() {
				break
			}
			if _, err := client.Write(buffer[:n]); err != nil {
				break
			}
		}
		_, _ = client.Close(), database.Close()
	})
	buffer := make([]byte, 64<<10)
	keyed := false
	for {
		n, err := client.Read(buffer)
		if err != nil {
			break
		}
		// What the program does beside the requests, such as to seal the audit trail, commits too and is let through.
		keyed = keyed || bytes.Contains(buffer[:n], []byte("INSERT INTO `repeats`"))
		if keyed && bytes.HasSuffix(buffer[:n], []byte("COMMIT")) {
			keyed = false
			switch l.cut.Swap(whole) {
			case beforeCommit:
				_, _ = client.Close(), database.Close()
				return
			case afterCommit:
				mute.Store(true)
			}
		}
		if _, err := database.Write(buffer[:n]); err != nil {
			break
		}
	}
	_, _ = client.Close(), database.Close()
}

// When the connection to the database breaks at the commit nobody knows what became of the request. Sent again with the
// same key it is answered as the first time, or done for the first time.
func TestConnectionBreaksAtCommit(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves MariaDB out")
	}
	address := newMariaDB(t)
	database := harness.Open(t, prepared(t, address))
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l := newLine(t, u.Host)
	u.Host = l.Addr().String()
	server := harness.ServeWith(t, withKeys(u.String()), "serve", "--drain=0s").MayFail()
	c := server.Admin(t)
	done := 0
	for moment, stored := range map[int32]int{beforeCommit: 0, afterCommit: 1} {
		for i := range 3 {
			key := fmt.Sprintf("moment-%d-%d", moment, i)
			l.cut.Store(moment)
			answer, err := c.Send(http.MethodPost, "/imports?kind=sites&dry_run=true", oneSite, "Content-Type", "text/csv", "Idempotency-Key", key)
			if err != nil {
				t.Fatal(err)
			}
			p := harness.Decode[harness.Problem](t, answer)
			if answer.Status != http.StatusServiceUnavailable || p.Code != "outcome_unknown" || !strings.Contains(p.Detail, "Idempotency-Key") || answer.Header.Get("Retry-After") == "" {
				t.Errorf("moment %d: %d %s", moment, answer.Status, answer.Body)
			}
			if n := database.Number("SELECT COUNT(*) FROM imports"); n != done+stored {
				t.Errorf("moment %d: %d effects instead of %d", moment, n, done+stored)
			}
			again, err := c.Send(http.MethodPost, "/imports?kind=sites&dry_run=true", oneSite, "Content-Type", "text/csv", "Idempotency-Key", key)
			if err != nil || again.Status != http.StatusCreated || (again.Header.Get("Idempotency-Replayed") == "true") != (stored == 1) {
				t.Errorf("moment %d, again: %d %v %s", moment, again.Status, err, again.Body)
			}
			done++
			database.Want(map[string]int{"SELECT COUNT(*) FROM imports": done, "SELECT COUNT(*) FROM repeats": done})
		}
	}
}
