package fault

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/service/seal"
	"xuncha/test/harness"
)

// audited is the environment of programs that share their keys and the folder of their checkpoints.
func audited(t *testing.T, address string) (env harness.Environment, folder string) {
	t.Helper()
	env, folder = harness.Settings(address), filepath.Join(t.TempDir(), "audit")
	maps.Copy(env, harness.Environment{"XUNCHA_KEYS": seal.NewKey(seal.International), "XUNCHA_AUDIT_DIR": folder})
	return env, folder
}

const sealerKills = 3

var serve = []string{"serve", "--migrate", "--drain=0s"}

// verify runs the check of the trail and answers what it says.
func verify(t *testing.T, env harness.Environment, want int, arguments ...string) string {
	t.Helper()
	code, stdout, stderr := harness.Run(t, env, append([]string{"audit", "verify"}, arguments...)...)
	if code != want {
		t.Errorf("verify ended with %d:\n%s%s", code, stdout, stderr)
	}
	return stdout + stderr
}

// Two programs that are killed while they seal go on with the same chain.
func TestKillWhileSealing(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		random := seeded(t)
		env, _ := audited(t, address)
		database := harness.Open(t, address)
		for range sealerKills {
			first, second := harness.ServeWith(t, env, serve...), harness.ServeWith(t, env, serve...)
			write(second.Admin(t), func() {
				time.Sleep(600*time.Millisecond + within(random, 400*time.Millisecond))
				first.Kill()
				second.Kill()
			})
			verify(t, env, 0)
		}
		sealed := database.Number("SELECT COUNT(*) FROM audit_entries WHERE seq IS NOT NULL")
		if sealed == 0 {
			t.Error("nothing was sealed before the kills")
		}
		last := harness.ServeWith(t, env, serve...)
		create(last.Admin(t), "/organizations", object{"name": "最后", "region_code": "422801"})
		last.Stop(t)
		database.Want(map[string]int{"SELECT COUNT(*) FROM audit_entries WHERE seq IS NULL": 0})
		if said := verify(t, env, 0); !strings.Contains(said, "the audit trail is whole") || !strings.Contains(said, "checkpoints fit") {
			t.Error(said)
		}
	})
}

// What the service leaves behind when it stops is sealed and signed, in files that tell who reads them everything but the
// key. Then whatever is done to the database is found from outside.
func TestAuditFromOutside(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env, folder := audited(t, address)
		server := harness.ServeWith(t, env, serve...)
		c := server.Admin(t)
		create(c, "/organizations", object{"name": "甲局", "region_code": "422801"})
		_, err := c.Send(http.MethodGet, "/sites/99", nil)
		if err != nil {
			t.Fatal(err)
		}
		server.Stop(t)
		if !strings.Contains(server.Stderr(), `"msg":"audit checkpoint"`) {
			t.Error("no collector of logs gets a checkpoint")
		}
		for name, mode := range map[string]os.FileMode{"signing-key": 0o400, "signing-key.pub": 0o600, "checkpoints.jsonl": 0o640} {
			info, err := os.Stat(filepath.Join(folder, name))
			if err != nil || info.Mode().Perm()&^mode != 0 {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
		code, key, _ := harness.Run(t, env, "audit", "key")
		public, err := os.ReadFile(filepath.Join(folder, "signing-key.pub"))
		if code != 0 || err != nil || key != string(public) {
			t.Errorf("%d, %v: %s", code, err, key)
		}
		log := filepath.Join(t.TempDir(), "syslog")
		if err := os.WriteFile(log, []byte("Nov 25 host xuncha: "+strings.ReplaceAll(server.Stderr(), "\n", "\nNov 25 host xuncha: ")), 0o600); err != nil {
			t.Fatal(err)
		}
		fromLog := []string{"--checkpoints=" + log, "--key=" + filepath.Join(folder, "signing-key.pub")}
		if said := verify(t, env, 0, fromLog...); !strings.Contains(said, "checkpoints fit") {
			t.Error(said)
		}
		database := harness.Open(t, address)
		database.Run("DELETE FROM audit_entries WHERE seq > 2")
		database.Run("UPDATE audit_chains SET last_seq = 2, last_hash = (SELECT hash FROM audit_entries WHERE seq = 2)")
		for _, arguments := range [][]string{nil, fromLog} {
			if said := verify(t, env, 3, arguments...); !strings.Contains(said, "entry 3 is missing: the chain was cut") {
				t.Error(said)
			}
		}
		env["XUNCHA_AUDIT_DIR"] = t.TempDir()
		if said := verify(t, env, 0); !strings.Contains(said, "nothing outside of the database was checked") {
			t.Error(said)
		}
		env["XUNCHA_AUDIT_DIR"] = folder
		again := harness.ServeWith(t, env, serve...)
		again.Stop(t)
		if !strings.Contains(again.Stderr(), "the audit trail is not the one of the last checkpoint") {
			t.Error("the service signs a trail that was cut")
		}
		env["XUNCHA_KEYS"] = seal.NewKey(seal.International)
		env["XUNCHA_AUDIT_DIR"] = t.TempDir()
		if said := verify(t, env, 3); !strings.Contains(said, "is not in the ring") {
			t.Error(said)
		}
	})
}

// A service whose checkpoints have no place does not start.
func TestAuditFolderThatCannotBeWritten(t *testing.T) {
	env, _ := audited(t, "sqlite:"+filepath.Join(t.TempDir(), "xuncha.db"))
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	env["XUNCHA_AUDIT_DIR"] = file
	if code, _, stderr := harness.Run(t, env, serve...); code != 1 || !strings.Contains(stderr, "XUNCHA_AUDIT_DIR") {
		t.Errorf("%d: %s", code, stderr)
	}
}
