package service_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
)

// The limits of a process that takes hostile files in. Address space is counted from what the runtime has reserved when the
// process starts, which is more than a gigabyte that is never touched; data is what can be written.
const (
	hostileMemory  = 768 << 20
	hostileSeconds = 30
	hostileEnv     = "XUNCHA_HOSTILE_FILES"
)

// Hostile files come to a clear refusal or to an import of their rows, within the limits of memory and time, and leave nothing
// behind.
func TestHostileFiles(t *testing.T) {
	if os.Getenv(hostileEnv) != "" {
		t.Skip("the process of another test")
	}
	files := hostileFiles(t)
	groups := [][]string{nil}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name].heavy {
			groups = append(groups, []string{name})
		} else {
			groups[0] = append(groups[0], name)
		}
	}
	for _, names := range groups {
		folder := t.TempDir()
		var list []string
		for i, name := range names {
			path := filepath.Join(folder, fmt.Sprint(i))
			if err := os.WriteFile(path, files[name].make(), 0o600); err != nil {
				t.Fatal(err)
			}
			list = append(list, path)
		}
		started := time.Now()
		verdicts := takeHostile(t, list)
		t.Logf("%d files from %q took %v", len(names), names[0], time.Since(started))
		for i, name := range names {
			if got := verdicts[list[i]]; got != files[name].verdict {
				t.Errorf("%s: %q, want %q", name, got, files[name].verdict)
			}
		}
	}
	// The control: the limits are in force.
	if _, err := runHostile(t, dbtest.SQLiteAddress(t), t.TempDir(), []string{"eat"}); err == nil {
		t.Error("a process that takes a gigabyte goes on")
	}
}

// takeHostile takes files in, in a process of its own, and answers what became of each.
func takeHostile(t *testing.T, files []string) map[string]string {
	t.Helper()
	address, temporary := dbtest.SQLiteAddress(t), t.TempDir()
	verdicts, err := runHostile(t, address, temporary, files)
	if err != nil {
		t.Fatalf("the process ended: %v", err)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
	store, err := repository.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	taken := 0
	for _, verdict := range verdicts {
		if strings.Contains(verdict, "=") {
			taken++
		}
	}
	if n := count(t, store, "SELECT COUNT(*) FROM imports"); n != taken {
		t.Errorf("%d imports of %d files", n, taken)
	}
	// Each site that was told of came, and the process has removed it again: none came with a file that was refused.
	if made := count(t, store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'site.create'"); made != count(t, store, "SELECT COALESCE(SUM(create_count), 0) FROM imports") {
		t.Errorf("%d sites were made", made)
	}
	if n := count(t, store, "SELECT COUNT(*) FROM sites"); n != 0 {
		t.Errorf("%d sites are left", n)
	}
	return verdicts
}

func runHostile(t *testing.T, address, temporary string, files []string) (map[string]string, error) {
	t.Helper()
	list, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	process := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHostileProcess$", "-test.v") //nolint:gosec // this test program itself
	process.Env = append(os.Environ(), hostileEnv+"="+string(list), "XUNCHA_HOSTILE_DATABASE="+address, "TMPDIR="+temporary)
	out, err := process.Output()
	verdicts := map[string]string{}
	scanner := bufio.NewScanner(strings.NewReader(string(out)))
	for scanner.Scan() {
		if name, verdict, ok := strings.Cut(scanner.Text(), "\t"); ok {
			verdicts[name] = verdict
		}
	}
	return verdicts, err
}

// TestHostileProcess is the process of TestHostileFiles.
func TestHostileProcess(t *testing.T) {
	var files []string
	if json.Unmarshal([]byte(os.Getenv(hostileEnv)), &files) != nil {
		t.Skip("only as a process of another test")
	}
	limit(t)
	if files[0] == "eat" {
		eaten := make([]byte, 1<<30)
		for i := range eaten {
			eaten[i] = 1
		}
		return
	}
	store, err := repository.Open(t.Context(), os.Getenv("XUNCHA_HOSTILE_DATABASE"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	s := service.New(store, service.Settings{Clock: time.Now, Ring: seal.Fresh()})
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		job, err := s.Imports.Take(t.Context(), operator, service.Upload{Kind: model.ImportSites, FileName: "x", Body: file})
		verdict := hostileVerdict(job, err)
		_ = file.Close()
		if strings.Contains(verdict, "create") {
			forgetSites(t, s)
		}
		fmt.Printf("%s\t%s\n", name, verdict)
	}
}

// limit holds this process to the limits.
func limit(t *testing.T) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var pages uint64
	if _, err := fmt.Sscan(string(status), &pages); err != nil {
		t.Fatal(err)
	}
	for resource, most := range map[int]uint64{
		syscall.RLIMIT_AS: pages*uint64(os.Getpagesize()) + hostileMemory, syscall.RLIMIT_DATA: hostileMemory, syscall.RLIMIT_CPU: hostileSeconds,
	} {
		if err := syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			t.Fatal(err)
		}
	}
}

func hostileVerdict(job model.Import, err error) string {
	if err != nil {
		code := refusal(err)
		if first, fields, ok := strings.Cut(code, " "); ok && first == "invalid_fields" {
			_, code, _ = strings.Cut(strings.Fields(fields)[0], ":")
		}
		return code
	}
	var words []string
	for _, c := range []struct {
		word string
		n    int
	}{{"create", job.CreateCount}, {"update", job.UpdateCount}, {"conflict", job.ConflictCount}, {"rejected", job.RejectedCount}} {
		if c.n > 0 {
			words = append(words, fmt.Sprint(c.word, "=", c.n))
		}
	}
	return strings.Join(words, " ")
}

// forgetSites removes what a file has brought, so that the next file finds nothing.
func forgetSites(t *testing.T, s *service.Services) {
	t.Helper()
	list, err := s.Sites.List(t.Context(), operator, model.SiteFilter{}, everything)
	if err != nil {
		t.Fatal(err)
	}
	for _, site := range list.Items {
		if err := s.Sites.Delete(t.Context(), operator, site.ID, site.Version); err != nil {
			t.Fatal(err)
		}
	}
}
