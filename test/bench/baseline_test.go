package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
	"xuncha/test/bench/baseline"
	"xuncha/test/bench/scale"
	"xuncha/test/harness"
)

func TestMain(m *testing.M) { dbtest.Main(m, harness.RemoveProgram) }

// tiny has everything that the sizes have: a province with two prefectures.
var tiny = scale.Size{Name: "tiny", Provinces: 1, Prefectures: 2, Counties: 2, Sites: 3, Accounts: 11, Rounds: 3}

// requests of each operation that are compared. More than one client has targets, so that some come again.
const requestsOfEach = 40

// The baseline answers what the service answers and writes what it writes: a ratio to a program that did less would say nothing.
func TestBaselineDoesTheSame(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		sameOn(t, dbtest.SQLiteAddress(t), "sqlite:"+filepath.Join(t.TempDir(), "baseline.db"))
	})
	t.Run("mariadb", func(t *testing.T) { sameOn(t, dbtest.MariaDBAddress(t), dbtest.MariaDBAddress(t)) })
}

func sameOn(t *testing.T, ofService, ofBaseline string) {
	keys := seal.NewKey(seal.International)
	s := stage{addresses: [sides]string{ofService, ofBaseline}, keys: keys}
	if err := s.prepare(t.Context(), tiny); err != nil {
		t.Fatal(err)
	}
	env := harness.Settings(ofService)
	env["XUNCHA_ADMIN_TOKEN"], env["XUNCHA_KEYS"] = token, keys
	served := harness.ServeWith(t, env, "serve", "--drain=0s")
	b, err := baseline.Open(t.Context(), ofBaseline, keys, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	byHand := httptest.NewServer(b.Handler())
	defer byHand.Close()
	for _, op := range operations {
		t.Run(op.name, func(t *testing.T) {
			if op.source != nil {
				sameAnswers(t, op, s.facts, served.URL, byHand.URL)
				return
			}
			name := filepath.Join(t.TempDir(), "accounts.csv")
			content := []byte(importFile(s.facts, 0, 40))
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if code, out, log := harness.Run(t, env, "import", "accounts", name); code != 0 {
				t.Fatal(out, log)
			}
			if err := b.Import(t.Context(), filepath.Base(name), content); err != nil {
				t.Fatal(err)
			}
		})
	}
	working, stop := context.WithCancel(t.Context())
	worked := make(chan struct{})
	go func() { defer close(worked); b.Work(working) }()
	settled(t, ofService)
	settled(t, ofBaseline)
	stop()
	<-worked
	if diff := cmp.Diff(contents(t, ofService), contents(t, ofBaseline)); diff != "" {
		t.Errorf("the rows differ (-service +baseline):\n%s", diff)
	}
	// The control: what is compared would show a change.
	before := contents(t, ofBaseline)
	change(t, ofBaseline, "UPDATE submissions SET note = 'x' WHERE id = (SELECT n FROM (SELECT MAX(id) AS n FROM submissions) newest)")
	if cmp.Equal(before, contents(t, ofBaseline)) {
		t.Error("a changed row was not found: this test proves nothing")
	}
	genuine(t, ofBaseline, keys)
}

// sameAnswers sends the same to both.
func sameAnswers(t *testing.T, op operation, f *facts, first, second string) {
	t.Helper()
	one, other := op.source(f), op.source(f)
	for n := range requestsOfEach {
		if op.long && n > 1 {
			return
		}
		r := one(n%op.clients, n/op.clients)
		want := answer(t, first, r, op.status)
		if diff := cmp.Diff(want, answer(t, second, other(n%op.clients, n/op.clients), op.status)); diff != "" {
			t.Fatalf("%s %s is answered otherwise (-service +baseline):\n%s", r.method, r.path, diff)
		}
	}
}

// answer is what comes back, but for what is new each time.
func answer(t *testing.T, base string, r request, status int) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), r.method, base+r.path, strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	for line := range strings.Lines(r.header) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		req.Header.Set(name, value)
	}
	if r.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	got, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got.StatusCode != status {
		t.Fatalf("%s %s: %s\n%s", r.method, r.path, got.Status, body)
	}
	for _, name := range []string{"Date", "X-Request-Id", "Content-Length"} {
		got.Header.Del(name)
	}
	return masked(fmt.Sprint(got.Header, got.Trailer, "\n", string(body)))
}

var (
	nowText     = regexp.MustCompile(`20(?:2[3-9]|[3-9]\d)-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?`) // the register is of 2022
	uuidText    = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)
	sessionText = regexp.MustCompile(`xs_[\w-]+`)
)

func masked(text string) string {
	text = uuidText.ReplaceAllString(nowText.ReplaceAllString(text, "NOW"), "UUID")
	return sessionText.ReplaceAllString(text, "SESSION")
}

func change(t *testing.T, address, statement string) {
	t.Helper()
	with(t, address, func(store *repository.Store) {
		if _, err := store.Pool().ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	})
}

func with(t *testing.T, address string, fn func(store *repository.Store)) {
	t.Helper()
	store, err := repository.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	fn(store)
}

// settled waits until every entry has its place in the chain and every event its place in the feed.
func settled(t *testing.T, address string) {
	t.Helper()
	with(t, address, func(store *repository.Store) {
		for range 3000 {
			var n int
			err := store.Pool().QueryRowContext(t.Context(),
				"SELECT (SELECT COUNT(*) FROM audit_entries WHERE seq IS NULL) + (SELECT COUNT(*) FROM events WHERE position IS NULL)").Scan(&n)
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Fatal("some entries and events get no place")
	})
}

// secrets are columns of what is random, or follows from it.
var secrets = []string{"mac", "hash", "last_hash", "previous_hash"}

// contents are the rows of every table.
func contents(t *testing.T, address string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	with(t, address, func(store *repository.Store) {
		query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
		if strings.HasPrefix(address, "mysql:") {
			query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
		}
		tables, err := texts(t.Context(), store.Pool(), query)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range tables {
			if table == "schema_versions" {
				continue
			}
			all[table] = rowsOf(t, store.Pool(), table)
		}
	})
	return all
}

// texts are the values of one column.
func texts(ctx context.Context, q queryer, query string, args ...any) (all []string, err error) {
	err = scan(ctx, q, query, args, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		all = append(all, text)
		return err
	})
	return all, err
}

func rowsOf(t *testing.T, pool *sql.DB, table string) (all []string) {
	t.Helper()
	err := scan(t.Context(), pool, "SELECT * FROM "+table, nil, func(rows *sql.Rows) error {
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			return err
		}
		var line strings.Builder
		for i, v := range values {
			if b, ok := v.([]byte); ok && slices.Contains(secrets, columns[i]) && len(b) > 0 {
				v = "SECRET"
			} else if ok {
				v = string(b)
			}
			if at, ok := v.(time.Time); ok {
				v = at.UTC().Format("2006-01-02 15:04:05.000000")
			}
			_, _ = fmt.Fprintf(&line, "%s=%v ", columns[i], v)
		}
		all = append(all, masked(line.String()))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// genuine has the service look through the trail that the baseline has written.
func genuine(t *testing.T, address, keys string) {
	t.Helper()
	ring, err := seal.Parse(keys)
	if err != nil {
		t.Fatal(err)
	}
	with(t, address, func(store *repository.Store) {
		chain := service.NewChain(store, service.Settings{Clock: time.Now, Ring: ring})
		found, err := chain.Verify(t.Context(), nil, nil)
		if err != nil || found.Fault != nil || found.Entries == 0 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}
