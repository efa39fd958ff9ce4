package fault

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const (
	people    = 250 // of more than one batch
	rotations = 2
)

// office is what callers do with contacts all the time: each writes to people of its own, reads and searches those of all.
type office struct {
	mu       sync.Mutex
	answered int
	failed   []string
	stop     chan struct{}
	done     sync.WaitGroup
	titles   [writers]map[string]string // what each writer was told is kept
}

func mobile(n int) string { return fmt.Sprintf("1390%07d", n) }

var newcomers atomic.Uint64

func startOffice(c harness.Client, organization string) *office {
	o := &office{stop: make(chan struct{})}
	for i := range writers {
		o.titles[i] = map[string]string{}
		o.done.Go(func() {
			for n := i; ; n = (n + writers) % people {
				select {
				case <-o.stop:
					return
				default:
				}
				o.visit(c, organization, i, n)
			}
		})
	}
	return o
}

// visit finds a person by number, changes it, reads it again, and adds another.
func (o *office) visit(c harness.Client, organization string, writer, n int) {
	found, err := c.Send(http.MethodGet, "/contacts?limit=5&phone="+mobile(n), nil)
	var list struct {
		Items []struct {
			ID      uint64 `json:"id"`
			Version uint64 `json:"version"`
		} `json:"items"`
	}
	if o.note("search", found, err); err != nil || found.Status != http.StatusOK {
		return
	}
	if err := json.Unmarshal(found.Body, &list); err != nil || len(list.Items) != 1 {
		o.fail(fmt.Sprintf("%s finds %s", mobile(n), found.Body))
		return
	}
	path := fmt.Sprint("/contacts/", list.Items[0].ID)
	if n%writers == writer { // nobody else changes this one, so nothing is stale
		title := fmt.Sprint("第", list.Items[0].Version, "次")
		changed, err := c.Send(http.MethodPatch, path, object{"title": title}, "If-Match", fmt.Sprintf(`"%d"`, list.Items[0].Version))
		if o.note("change", changed, err); err == nil && changed.Status == http.StatusOK {
			o.titles[writer][path] = title
		}
	}
	read, err := c.Send(http.MethodGet, path, nil)
	if o.note("read", read, err); err == nil && !strings.Contains(string(read.Body), mobile(n)) {
		o.fail(fmt.Sprintf("%s reads %s", path, read.Body))
	}
	if n%5 == 0 {
		added, err := c.Send(http.MethodPost, organization+"/contacts", object{"name": "示例", "mobile": mobile(people + int(newcomers.Add(1)))})
		o.note("add", added, err)
	}
}

func (o *office) fail(what string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.failed = append(o.failed, what)
}

func (o *office) note(what string, answer harness.Answer, err error) {
	if err != nil || answer.Status >= 300 {
		o.fail(fmt.Sprintf("%s: %d %v %s", what, answer.Status, err, answer.Body))
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.answered++
}

func (o *office) end() (answered int, failed []string) {
	close(o.stop)
	o.done.Wait()
	return o.answered, o.failed
}

// rotate changes keys while a server is at work on people that older keys have sealed.
func rotate(t *testing.T, address string, serverKeys, keysFile harness.Environment, suites ...string) *office {
	t.Helper()
	env := harness.Settings(address)
	for name, value := range serverKeys {
		env[name] = value
	}
	server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").MayFail() // failures are counted
	c := server.Admin(t)
	organization := create(c, "/organizations", object{"name": "甲局", "region_code": "422801"})
	for n := range people {
		create(c, organization+"/contacts", object{"name": "示例", "mobile": mobile(n), "office_phone": "0718-8000000"})
	}
	o := startOffice(c, organization)
	env = harness.Settings(address)
	for name, value := range keysFile {
		env[name] = value
	}
	for _, suite := range suites {
		if code, stdout, stderr := harness.Run(t, env, "keys", "rotate", "--suite", suite); code != 0 {
			t.Errorf("keys rotate ended with %d: %s%s", code, stdout, stderr)
		}
	}
	return o
}

// newKeys is the file of a new ring.
func newKeys(t *testing.T) (name, line string) {
	t.Helper()
	_, line, _ = harness.Run(t, nil, "keys", "new")
	name = filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(name, []byte("# a comment, which stays\n"+line), 0o640); err != nil { //nolint:gosec // a mode that the rotation must keep
		t.Fatal(err)
	}
	return name, strings.TrimSpace(line)
}

// The keys change while people are read, found, changed and added: no request fails, nothing is lost, and in the end only the
// newest key is in use. The control is a server that cannot take up a new key.
func TestKeysRotateWithoutDowntime(t *testing.T) {
	t.Parallel() // a rotation mostly waits for the servers
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		file, _ := newKeys(t)
		env := harness.Environment{"XUNCHA_KEYS_FILE": file}
		o := rotate(t, address, env, env, "sm4-gcm", "aes-256-gcm")
		answered, failed := o.end()
		t.Logf("%d requests while the keys changed %d times", answered, rotations)
		if len(failed) > 0 || answered < 100 {
			t.Errorf("%d answered, %d failed, the first: %q", answered, len(failed), failed[:min(len(failed), 3)])
		}
		checkRotated(t, address, file, o)
	})
}

func checkRotated(t *testing.T, address, file string, o *office) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSpace(string(text)), "\n"); len(lines) != 2+rotations || lines[0] != "# a comment, which stays" || info.Mode().Perm() != 0o640 {
		t.Errorf("the file has %d lines and the mode %s", len(lines), info.Mode())
	}
	database := harness.Open(t, address)
	keys := database.Texts("SELECT DISTINCT key_id FROM contacts")
	env := harness.Settings(address)
	env["XUNCHA_KEYS_FILE"] = file
	code, stdout, stderr := harness.Run(t, env, "keys", "list")
	if code != 0 || len(keys) != 1 || strings.Count(stdout, "seals nothing any more") != rotations || !strings.Contains(stdout, keys[0]) {
		t.Errorf("after the last rotation rows are under %q; keys list ended with %d:\n%s%s", keys, code, stdout, stderr)
	}
	if n := database.Number("SELECT COUNT(*) FROM audit_entries WHERE operation = 'keys.rotate'"); n < rotations*people/200 {
		t.Errorf("%d entries about rotation", n)
	}
	// A server that has only ever known the newest key, to be sure that none of the others is needed.
	newest := text[strings.LastIndex(strings.TrimSpace(string(text)), "\n")+1:]
	env = harness.Settings(address)
	env["XUNCHA_KEYS"] = strings.TrimSpace(string(newest))
	c := harness.ServeWith(t, env, "serve", "--drain=0s").Admin(t)
	for n := range people {
		answer := c.Do(http.StatusOK, http.MethodGet, "/contacts?limit=5&phone="+mobile(n), nil)
		if strings.Count(string(answer.Body), mobile(n)) != 1 {
			t.Fatalf("%s finds %s", mobile(n), answer.Body)
		}
	}
	kept := 0
	for _, titles := range o.titles {
		for path, title := range titles {
			kept++
			if answer := c.Do(http.StatusOK, http.MethodGet, path, nil); !strings.Contains(string(answer.Body), title) {
				t.Errorf("%s has lost %s: %s", path, title, answer.Body)
			}
		}
	}
	if kept == 0 {
		t.Error("nobody has changed anything, so nothing could be lost")
	}
}

func TestKeysRotateUnderADeafServer(t *testing.T) {
	t.Parallel() // a rotation mostly waits for the servers
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		file, line := newKeys(t)
		o := rotate(t, address, harness.Environment{"XUNCHA_KEYS": line}, harness.Environment{"XUNCHA_KEYS_FILE": file}, "aes-256-gcm")
		answered, failed := o.end()
		t.Logf("a server that cannot take up a key: %d answered, %d failed", answered, len(failed))
		if len(failed) == 0 {
			t.Error("no request fails when the server cannot take up the key: the test of the rotation proves nothing")
		}
	})
}

// Rotations at the same moment do not lose each other's keys: each has added its own, or says that it has not.
func TestRotationsTogether(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		file, _ := newKeys(t)
		env := harness.Settings(address)
		env["XUNCHA_KEYS_FILE"] = file
		if code, _, stderr := harness.Run(t, env, "migrate"); code != 0 {
			t.Fatal(stderr)
		}
		added := 0
		var all []*harness.Process
		for range 4 {
			all = append(all, harness.Launch(t, env, "keys", "rotate"))
		}
		for _, p := range all {
			switch code := p.Wait(t); {
			case code == 0:
				added++
			case !strings.Contains(p.Stderr(), "another xuncha keys rotate is at work"):
				t.Errorf("it ended with %d: %s", code, p.Output())
			}
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(strings.TrimSpace(string(text)), "\n") + 1; added == 0 || lines != 2+added {
			t.Errorf("%d were added, the file has %d lines", added, lines)
		}
	})
}

// A rotation that is killed is finished by the next, with the key that it had added.
func TestKillDuringRotation(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		file, _ := newKeys(t)
		env := harness.Settings(address)
		env["XUNCHA_KEYS_FILE"] = file
		server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
		c := server.Admin(t)
		organization := create(c, "/organizations", object{"name": "甲局", "region_code": "422801"})
		for n := range people {
			create(c, organization+"/contacts", object{"name": "示例", "mobile": mobile(n)})
		}
		for range 3 {
			p := harness.Launch(t, env, "keys", "rotate")
			time.Sleep(within(random, time.Second))
			p.Kill()
			text, err := os.ReadFile(file)
			if err != nil || !strings.HasSuffix(string(text), "\n") {
				t.Fatalf("the file of keys after the kill: %d bytes, %v", len(text), err)
			}
			for _, n := range []int{0, people / 2, people - 1} {
				answer := c.Do(http.StatusOK, http.MethodGet, "/contacts?limit=5&phone="+mobile(n), nil)
				if strings.Count(string(answer.Body), mobile(n)) != 1 {
					t.Fatalf("%s finds %s", mobile(n), answer.Body)
				}
			}
		}
		if code, stdout, stderr := harness.Run(t, env, "keys", "rotate", "--reseal-only"); code != 0 {
			t.Errorf("going on ended with %d: %s%s", code, stdout, stderr)
		}
		if keys := harness.Open(t, address).Texts("SELECT DISTINCT key_id FROM contacts"); len(keys) != 1 {
			t.Errorf("rows are under %q", keys)
		}
	})
}
