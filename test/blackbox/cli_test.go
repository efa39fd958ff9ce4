package blackbox

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xuncha/docs"
	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

func TestHelp(t *testing.T) {
	for _, command := range []string{"", "serve", "migrate", "demo", "import", "import sites", "import accounts", "import organizations", "import contacts", "import results", "token", "token create", "token list", "token rotate", "token revoke", "keys", "keys new", "keys list", "keys rotate", "audit", "audit verify", "audit key", "audit checkpoint", "audit purge", "user", "user create", "user set-password", "openapi", "check", "check evidence", "check figures", "version"} {
		code, stdout, stderr := harness.Run(t, nil, append(strings.Fields(command), "--help")...)
		if code != 0 || stderr != "" || !strings.Contains(stdout, strings.TrimSpace("Usage: xuncha "+command)) || !strings.Contains(stdout, "xample") {
			t.Errorf("%s --help ended with %d:\n%s%s", command, code, stdout, stderr)
		}
	}
}

func TestCommandsWithoutDatabase(t *testing.T) {
	if code, stdout, _ := harness.Run(t, nil, "version"); code != 0 || !strings.HasPrefix(stdout, "xuncha ") {
		t.Errorf("version ended with %d: %s", code, stdout)
	}
	if code, stdout, _ := harness.Run(t, nil, "openapi"); code != 0 || !bytes.Equal([]byte(stdout), docs.OpenAPI) {
		t.Errorf("openapi ended with %d and %d bytes", code, len(stdout))
	}
}

// Misuse of the command line ends with 2 and says what would be right.
func TestMisuse(t *testing.T) {
	for _, arguments := range [][]string{
		{"frobnicate"},
		{"serve", "--frobnicate"},
		{"serve", "--drain=soon"},
		{"serve", "extra"},
		{"import"},
		{"import", "sites"},
		{"import", "regions", "x.csv"},
		{"import", "results", "x.csv"},
		{"import", "sites", "no-such-file.csv"},
		{"token", "create", "--role", "viewer"},
		{"keys"},
		{"keys", "new", "--suite", "aes-128-gcm"},
		{"keys", "rotate", "--suite", "des"},
		{"user", "create", "--role", "viewer"},
		{"user", "set-password"},
	} {
		code, stdout, stderr := harness.Run(t, nil, arguments...)
		if code != 2 || !strings.Contains(stderr, "xuncha:") || !strings.Contains(stderr, "--help") {
			t.Errorf("%q ended with %d:\n%s%s", arguments, code, stdout, stderr)
		}
	}
}

// A bad configuration stops the start with every fault at once, and shows no secret.
func TestBadConfiguration(t *testing.T) {
	const secret = "hunter2"
	env := harness.Environment{
		"XUNCHA_ADDR": "nowhere", "XUNCHA_DATABASE": "postgres://u:" + secret + "@h/n", "XUNCHA_ADMIN_TOKEN": secret,
		"XUNCHA_LANGUAGE": "fr", "XUNCHA_LOG_LEVEL": "loud", "XUNCHA_TRUSTED_PROXIES": "10.0.0.1",
	}
	for _, command := range [][]string{{"serve"}, {"migrate"}, {"demo"}, {"token", "create", "--role=viewer", "--region=42", "--name=x"}} {
		code, stdout, stderr := harness.Run(t, env, command...)
		if code != 1 || strings.Contains(stdout+stderr, secret) {
			t.Errorf("%q ended with %d:\n%s%s", command, code, stdout, stderr)
		}
		for name := range env {
			if !strings.Contains(stderr, name+": ") {
				t.Errorf("%q does not name %s:\n%s", command, name, stderr)
			}
		}
	}
	for _, database := range []string{
		"mysql://u:" + secret + "@127.0.0.1:1/n", "mysql://u:" + secret + "@h/n?tls=x&x=1", "mysql://:" + secret + "@/", "mysql://u:" + secret + "%zz@h/n", "sqlite:",
		"sqlite:/proc/no/such/folder/x.db", "",
	} {
		env := harness.Environment{"XUNCHA_DATABASE": database}
		if database == "" {
			env = harness.Environment{"XUNCHA_DATABASE_FILE": "/no/such/file"}
		}
		if code, stdout, stderr := harness.Run(t, env, "serve"); code != 1 || strings.Contains(stdout+stderr, secret) || stderr == "" {
			t.Errorf("%s ended with %d:\n%s%s", database, code, stdout, stderr)
		}
	}
}

// serve starts on the schema of the program only, and says what to run.
func TestSchemaIsChecked(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, address string) {
		refuses := func(word string, commands ...[]string) {
			t.Helper()
			for _, command := range commands {
				if code, stdout, stderr := harness.Run(t, harness.Settings(address), command...); code != 1 || !strings.Contains(stderr, word) {
					t.Errorf("%q ended with %d:\n%s%s", command, code, stdout, stderr)
				}
			}
		}
		file := filepath.Join(t.TempDir(), sitesFile)
		if err := os.WriteFile(file, seed(t, sitesFile), 0o600); err != nil {
			t.Fatal(err)
		}
		others := [][]string{{"keys", "list"}, {"keys", "rotate"}, {"import", "sites", file}, {"token", "create", "--role=viewer", "--region=42", "--name=x"}}
		refuses("xuncha migrate", append(others, []string{"serve"})...)
		for range 2 {
			if code, stdout, stderr := harness.Run(t, harness.Settings(address), "migrate"); code != 0 || stdout == "" {
				t.Fatalf("migrate ended with %d:\n%s%s", code, stdout, stderr)
			}
		}
		server := harness.ServeWith(t, harness.Settings(address), "serve", "--drain=0s")
		server.Admin(t).Do(http.StatusOK, http.MethodGet, "/sites", nil)
		server.Stop(t)
		database := harness.Open(t, address)
		database.Run("INSERT INTO schema_versions (version_id, is_applied) VALUES (99999, 1)")
		refuses("newer", append(others, []string{"serve"}, []string{"serve", "--migrate"}, []string{"migrate"}, []string{"demo"})...)
	})
}

// The first admin key is printed once; the address of the database may come from a file.
func TestFirstKey(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "address")
	if err := os.WriteFile(file, []byte("sqlite:"+folder+"/new/xuncha.db\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := harness.Environment{"XUNCHA_DATABASE_FILE": file, "XUNCHA_ADDR": "127.0.0.1:0"}
	first := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s")
	var key string
	for line := range strings.Lines(first.Stdout()) {
		if strings.HasPrefix(strings.TrimSpace(line), "xc_") {
			key = strings.TrimSpace(line)
		}
	}
	harness.NewClient(t, first.URL).As(key).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	if strings.Contains(first.Stderr(), key) || key == "" {
		t.Errorf("the key %q in the log:\n%s", key, first.Stderr())
	}
	first.Stop(t)
	second := harness.ServeWith(t, env, "serve", "--drain=0s")
	if strings.Contains(second.Stdout(), "xc_") {
		t.Errorf("the second start prints a key:\n%s", second.Stdout())
	}
	harness.NewClient(t, second.URL).As(key).Do(http.StatusOK, http.MethodGet, "/sites", nil)
	env["XUNCHA_ADDR"] = strings.TrimPrefix(second.URL, "http://")
	if code, _, stderr := harness.Run(t, env, "serve"); code != 1 || !strings.Contains(stderr, "XUNCHA_ADDR") {
		t.Errorf("a taken address ended with %d:\n%s", code, stderr)
	}
}

// Imports and keys on the command line.
func TestImportAndToken(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		run := func(wants int, arguments ...string) string {
			t.Helper()
			code, stdout, stderr := harness.Run(t, harness.Settings(address), arguments...)
			if code != wants {
				t.Errorf("%q ended with %d:\n%s%s", arguments, code, stdout, stderr)
			}
			return stdout + stderr
		}
		folder := t.TempDir()
		for _, name := range []string{sitesFile, accountsFile} {
			if err := os.WriteFile(filepath.Join(folder, name), seed(t, name), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		sites, accounts := filepath.Join(folder, sitesFile), filepath.Join(folder, accountsFile)
		counted := "42 create, 0 update, 0 unchanged, 1 conflict, 1 rejected, 2 with a warning"
		for _, out := range []string{run(3, "import", "sites", "--dry-run", sites), run(3, "import", "sites", sites), run(3, "import", "sites", sites)} {
			if !strings.Contains(out, counted) {
				t.Errorf("the counts are missing:\n%s", out)
			}
			for _, row := range []string{"23 (line 24) conflict code", "36 (line 37) rejected home_url", "http://tyjrswj.enshi.gov.cn", "24 (line 25) create name"} {
				if !strings.Contains(out, row) {
					t.Errorf("%q is missing:\n%s", row, out)
				}
			}
		}
		if out := run(0, "import", "accounts", accounts); !strings.Contains(out, "215 create") {
			t.Errorf("the counts are missing:\n%s", out)
		}
		if out := run(0, "import", "accounts", "--json", accounts); !strings.Contains(out, `"repeated":true`) || !strings.Contains(out, `"create":215`) {
			t.Errorf("as JSON, of what was taken in before:\n%s", out)
		}
		run(1, "import", "accounts", sites)
		run(1, "import", "sites", "--region", "nowhere", sites)
		run(1, "token", "create", "--role", "emperor", "--region", "42", "--name", "x")
		run(1, "token", "create", "--role", "viewer", "--region", "4", "--name", "x")
		run(1, "token", "create", "--role", "viewer", "--region", "42", "--name", "")
		if total(c, "/sites") != 42 || total(c, "/accounts") != 215 {
			t.Errorf("%d sites and %d accounts", total(c, "/sites"), total(c, "/accounts"))
		}
		if got := total(c.As(token(t, address, "viewer", "422801")), "/accounts"); got != 48 {
			t.Errorf("a key of a county sees %d accounts", got)
		}
	})
}
