// Package harness runs the real program as a process and speaks to it as its callers do.
package harness

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// exitTimeout is longer than the program may take to end in good order.
const exitTimeout = time.Minute

// programVariable names a program that make has built for the tests of all packages. Without it each builds its own.
const programVariable = "XUNCHA_TEST_PROGRAM"

// program is found or built once for the tests of one package.
var program struct {
	once   sync.Once
	path   string
	folder string // what is to be removed, of a program that was built
	err    error
}

// RemoveProgram removes what the tests of the package have built.
func RemoveProgram() error { return os.RemoveAll(program.folder) }

func programPath(t testing.TB) string {
	t.Helper()
	program.once.Do(func() {
		if program.path = os.Getenv(programVariable); program.path != "" {
			program.err = checkBuilt(program.path)
			return
		}
		program.path, program.err = build()
	})
	if program.err != nil {
		t.Fatal(program.err)
	}
	return program.path
}

// checkBuilt refuses a program that would not look for races although the tests do.
func checkBuilt(path string) error {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read how %s was built: %w", path, err)
	}
	want := fmt.Sprint(raceEnabled)
	looks := fmt.Sprint(slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}))
	if looks != want {
		return fmt.Errorf("%s: looking for races is %s in %s and %s in the tests", programVariable, looks, path, want)
	}
	return nil
}

// unwatched are parts of SQLite that were translated from C. Their memory is none that the race detector knows, so it
// finds nothing in them and makes them several times slower.
var unwatched = []string{"-gcflags=modernc.org/sqlite/lib=-race=false", "-gcflags=modernc.org/libc=-race=false"}

// build makes the program in a folder for what is run: that of other temporary files may forbid it.
func build() (path string, err error) {
	if program.folder, err = os.MkdirTemp(os.Getenv("GOTMPDIR"), "xuncha-program-"); err != nil {
		return "", fmt.Errorf("create the folder of the program: %w", err)
	}
	path = filepath.Join(program.folder, "xuncha")
	arguments, cgo := []string{"build", "-o", path}, "CGO_ENABLED=0"
	if raceEnabled {
		arguments, cgo = append(append(arguments, "-race"), unwatched...), "CGO_ENABLED=1"
	}
	command := exec.CommandContext(context.Background(), "go", append(arguments, "xuncha")...)
	command.Env = append(os.Environ(), cgo)
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w:\n%s", err, output)
	}
	return path, nil
}

// Environment is what the program reads, such as XUNCHA_DATABASE. It gets nothing else from the tests' own environment.
type Environment map[string]string

// Process is the program while it runs.
type Process struct {
	command        *exec.Cmd
	stdout, stderr output
	exited         chan struct{}
	failed         error // set before exited is closed
	printsSecrets  bool  // the demo prints what a newcomer logs in with
	killed         bool  // in the middle of a line, perhaps
	judged         bool  // the test has ended it, or has looked at how it ended
}

// Launch starts the program, which dies with the test process and, at the latest, at the end of the test.
func Launch(t testing.TB, env Environment, arguments ...string) *Process {
	t.Helper()
	return LaunchIn(t, t.TempDir(), env, arguments...)
}

// LaunchIn is Launch in a folder, which programs share that are started from one place.
func LaunchIn(t testing.TB, folder string, env Environment, arguments ...string) *Process {
	t.Helper()
	return launch(t, folder, env, nil, arguments)
}

func launch(t testing.TB, folder string, env Environment, stdin io.Reader, arguments []string) *Process {
	t.Helper()
	p := &Process{exited: make(chan struct{}), printsSecrets: slices.Contains(arguments, "demo")}
	registerEnvironment(env)
	p.command = exec.CommandContext(context.Background(), programPath(t), arguments...)
	// Tests run side by side and as fast as they can; those of metrics and of limits ask for them.
	p.command.Env = []string{"GORACE=atexit_sleep_ms=0", "TMPDIR=" + os.TempDir(), "XUNCHA_METRICS_ADDR=off", "XUNCHA_RATE_LIMITS=off"}
	for name, value := range env {
		p.command.Env = append(p.command.Env, name+"="+value)
	}
	p.command.Dir = folder
	p.command.Stdin = stdin
	p.command.Stdout, p.command.Stderr = &p.stdout, &p.stderr
	dieWithParent(p.command)
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // the kernel sends the death signal when the thread ends that started the command
		err := p.command.Start()
		started <- err
		if err == nil {
			p.failed = p.command.Wait()
			close(p.exited)
		}
	}()
	if err := <-started; err != nil {
		t.Fatalf("start the program: %v", err)
	}
	t.Cleanup(p.Kill)
	return p
}

// Run carries out a command of the program to its end.
func Run(t testing.TB, env Environment, arguments ...string) (code int, stdout, stderr string) {
	t.Helper()
	return RunWith(t, env, "", arguments...)
}

// RunWith is Run with a text on standard input.
func RunWith(t testing.TB, env Environment, stdin string, arguments ...string) (code int, stdout, stderr string) {
	t.Helper()
	p := launch(t, t.TempDir(), env, strings.NewReader(stdin), arguments)
	code = p.Wait(t)
	return code, p.stdout.String(), p.stderr.String()
}

// Kill ends the program as a crash would, and waits until it is gone.
func (p *Process) Kill() {
	p.judged, p.killed = true, true
	_ = p.command.Process.Kill() // it fails only when the process is gone already
	<-p.exited
}

// Terminate asks the program to end, as an operator does.
func (p *Process) Terminate(t testing.TB) {
	t.Helper()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("send SIGTERM: %v", err)
	}
}

// Wait waits for the end of the program and answers its exit code.
func (p *Process) Wait(t testing.TB) int {
	t.Helper()
	p.judged = true
	select {
	case <-p.exited:
	case <-time.After(exitTimeout):
		p.Kill()
		t.Fatalf("the program did not end within %s:\n%s", exitTimeout, p.Output())
	}
	if strings.Contains(p.stderr.String(), "DATA RACE") {
		t.Errorf("the program has a race:\n%s", p.stderr.String())
	}
	return p.command.ProcessState.ExitCode()
}

// Stdout is what the program has printed so far.
func (p *Process) Stdout() string { return p.stdout.String() }

// Stderr is what the program has logged so far.
func (p *Process) Stderr() string { return p.stderr.String() }

// Output is both, for messages.
func (p *Process) Output() string { return p.Stdout() + p.Stderr() }

// output may be read while the program writes to it.
type output struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buffer.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buffer.String()
}
