package dbtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A test process that is killed takes its server along, and the next server removes its folder. The plain child is the
// control: it lives on.
func TestServerDiesWithItsOwner(t *testing.T) {
	owner := exec.CommandContext(t.Context(), os.Args[0]) //nolint:gosec // this test program itself
	owner.Env = append(os.Environ(), ownerVariable+"=1")
	owner.Stderr = os.Stderr
	output, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	var server, plain int
	var path string
	if _, err := fmt.Fscan(output, &server, &plain, &path); err != nil {
		t.Fatalf("read the answer of the owner: %v", err)
	}
	defer func() { _ = syscall.Kill(plain, syscall.SIGKILL) }()

	start(t).Stop()
	if !running(t, server) {
		t.Error("the server died before its owner")
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the folder of a living owner was swept: %v", err)
	}

	if err := owner.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.Wait() // it was killed
	for try := 0; running(t, server); try++ {
		if try == 1000 {
			_ = syscall.Kill(server, syscall.SIGKILL)
			t.Fatal("the server outlived its owner")
		}
		time.Sleep(10 * time.Millisecond)
	}
	if !running(t, plain) {
		t.Error("the plain child died too: this test proves nothing")
	}
	start(t)
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of the dead owner is left (%v)", err)
	}
}

// running tells a process that runs from one that is gone, or that only waits for its new parent to take note.
func running(t *testing.T, pid int) bool {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, state, found := strings.Cut(string(stat), ") ")
	if !found {
		t.Fatalf("process %d: cannot read %q", pid, stat)
	}
	return !strings.HasPrefix(state, "Z")
}
