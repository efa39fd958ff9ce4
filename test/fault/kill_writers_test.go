package fault

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	clerks    = 2  // who log in all the time; more whose guess is cut off would be held back
	fallings  = 3  // of the program that people log in to
	addressed = 10 // people whom the keys that change have sealed
)

// A program that is killed under writers and logins, while another one changes the keys, loses nothing that it has
// acknowledged: each change has its one entry in a trail that is whole, and the newest program reads what any key has sealed.
func TestKillUnderWriters(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		env, _ := audited(t, address)
		delete(env, "XUNCHA_KEYS")
		env["XUNCHA_KEYS_FILE"], _ = newKeys(t)
		migrate(t, env)
		if code, _, stderr := harness.RunWith(t, env, firstPassword+"\n",
			"user", "create", "--name=enshi-01", "--role=viewer", "--region=4228", "--password-stdin"); code != 0 {
			t.Fatal(stderr)
		}
		database := harness.Open(t, address)
		server := harness.ServeWith(t, env, serve...)
		office := addPeople(server.Admin(t))
		var names, sessions []string
		for range fallings {
			rotation := harness.Launch(t, env, "keys", "rotate")
			var told []string
			nobody := harness.NewClient(t, server.URL)
			acknowledged := write(server.Admin(t), func() {
				told = logIn(nobody, func() {
					time.Sleep(within(random, 300*time.Millisecond))
					server.Kill()
					rotation.Kill()
				})
			})
			names, sessions = append(names, acknowledged...), append(sessions, told...)
			server = harness.ServeWith(t, env, serve...)
			checkWritten(t, database, append([]string{office}, names...))
			checkSessions(t, database, harness.NewClient(t, server.URL), sessions)
			checkPeople(t, server.Admin(t))
		}
		if len(names) < fallings || len(sessions) < fallings {
			t.Errorf("only %d changes and %d logins were acknowledged", len(names), len(sessions))
		}
		checkSealed(t, database, env)
		if code, stdout, stderr := harness.Run(t, env, "keys", "rotate", "--reseal-only"); code != 0 {
			t.Errorf("going on with the keys ended with %d: %s%s", code, stdout, stderr)
		}
		checkPeople(t, server.Admin(t))
		checkSealed(t, database, env)
	})
}

// addPeople adds an organization with people, and answers its name.
func addPeople(c harness.Client) string {
	name := fmt.Sprint("单位", written.Add(1))
	organization := create(c, "/organizations", object{"name": name, "region_code": "422801"})
	for n := range addressed {
		create(c, organization+"/contacts", object{"name": "示例", "mobile": mobile(n)})
	}
	return name
}

func checkPeople(t *testing.T, c harness.Client) {
	t.Helper()
	for n := range addressed {
		answer := c.Do(http.StatusOK, http.MethodGet, "/contacts?limit=5&phone="+mobile(n), nil)
		if strings.Count(string(answer.Body), mobile(n)) != 1 {
			t.Errorf("%s finds %s", mobile(n), answer.Body)
		}
	}
}

// logIn has people log in, calls breaks when the first has a session, goes on until it has ended, and answers the sessions that they were given.
func logIn(nobody harness.Client, breaks func()) (told []string) {
	var mu sync.Mutex
	var done sync.WaitGroup
	var once sync.Once
	first, broken := make(chan struct{}), make(chan struct{})
	for range clerks {
		done.Go(func() {
			for {
				answer, err := nobody.Send(http.MethodPost, "/sessions", object{"name": "enshi-01", "password": firstPassword})
				if err == nil && answer.Status == http.StatusCreated {
					_, text, _ := strings.Cut(string(answer.Body), `"token":"`)
					text, _, _ = strings.Cut(text, `"`)
					mu.Lock()
					told = append(told, text)
					mu.Unlock()
					once.Do(func() { close(first) })
				}
				select {
				case <-broken:
					return
				default:
				}
			}
		})
	}
	select { // a login takes its time, and one is to be kept
	case <-first:
	case <-time.After(time.Minute):
	}
	breaks()
	close(broken)
	done.Wait()
	return told
}

// checkSessions wants every session that somebody was told, and an entry for each that there is.
func checkSessions(t *testing.T, database harness.Database, nobody harness.Client, told []string) {
	t.Helper()
	for _, text := range told {
		nobody.As(text).Do(http.StatusOK, http.MethodGet, "/me", nil)
	}
	stored := database.Number("SELECT COUNT(*) FROM sessions")
	if stored < len(told) {
		t.Errorf("%d sessions are left of %d", stored, len(told))
	}
	const entries = " FROM audit_entries WHERE operation = 'session.create' AND outcome = 'done'"
	database.Want(map[string]int{
		"SELECT COUNT(*)" + entries: stored, "SELECT COUNT(DISTINCT thing_id)" + entries: stored,
		"SELECT COUNT(*) FROM sessions s JOIN audit_entries a ON a.thing_id = s.id AND a.operation = 'session.create'": stored,
	})
}

// checkSealed waits until a server that runs has sealed what a killed one left, and wants the trail to be whole.
func checkSealed(t *testing.T, database harness.Database, env harness.Environment) {
	t.Helper()
	for end := time.Now().Add(time.Minute); database.Number("SELECT COUNT(*) FROM audit_entries WHERE seq IS NULL") > 0; {
		if time.Now().After(end) {
			t.Fatal("nobody seals what a killed program has left")
		}
		time.Sleep(50 * time.Millisecond)
	}
	database.Want(map[string]int{
		"SELECT COUNT(DISTINCT seq) FROM audit_entries": database.Number("SELECT COUNT(*) FROM audit_entries"),
		"SELECT last_seq FROM audit_chains":             database.Number("SELECT MAX(seq) FROM audit_entries"),
	})
	if said := verify(t, env, 0); !strings.Contains(said, "the audit trail is whole") {
		t.Error(said)
	}
}
