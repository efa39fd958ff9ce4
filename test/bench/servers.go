package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/bench/baseline"
)

// The environment of the baseline, which is this program too.
const (
	baselineDatabase = "XUNCHA_BENCH_BASELINE"
	baselineKeys     = "XUNCHA_BENCH_KEYS"
)

const (
	readyTimeout = time.Minute
	stopTimeout  = 20 * time.Second
)

// server is one of the two programs while it serves.
type server struct {
	address  string // host and port
	profiles string // host and port of its profiles
	command  *exec.Cmd
	exited   <-chan struct{}
	log      *os.File
}

var (
	listensOn  = regexp.MustCompile(`listens on http://(127\.0\.0\.1:[0-9]+)`)
	profilesAt = regexp.MustCompile(`profiles at http://(127\.0\.0\.1:[0-9]+)`)
)

// start runs a program until it says where it listens. What it logs goes to a file, as it does where it is at work.
func start(ctx context.Context, folder, name string, environment []string, program string, arguments ...string) (*server, error) {
	log, err := os.Create(filepath.Join(folder, name+".log"))
	if err != nil {
		return nil, fmt.Errorf("create the log of %s: %w", name, err)
	}
	s := &server{command: exec.CommandContext(ctx, program, arguments...), log: log}
	s.command.Env = append(environment, "TMPDIR="+os.TempDir())
	s.command.Dir, s.command.Stderr = folder, log
	// Not cut off with the context: stop ends it in good order.
	s.command.Cancel = func() error { return s.command.Process.Signal(syscall.SIGTERM) }
	s.command.WaitDelay = stopTimeout
	out, in, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("make a pipe: %w", err)
	}
	s.command.Stdout = in
	s.exited, err = dbtest.Launch(s.command)
	_ = in.Close()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", name, err), out.Close(), log.Close())
	}
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if m := listensOn.FindStringSubmatch(line); m != nil {
			s.address = m[1]
		}
		if m := profilesAt.FindStringSubmatch(line); m != nil {
			s.profiles = m[1]
			go func() { _, _ = io.Copy(io.Discard, lines) }() // ends with the program
			return s, s.ready(ctx)
		}
		if err != nil {
			text, _ := os.ReadFile(log.Name())
			return nil, fmt.Errorf("%s did not begin to listen:\n%s", name, text)
		}
	}
}

// ready waits until the program answers.
func (s *server) ready(ctx context.Context) error {
	deadline := time.Now().Add(readyTimeout)
	for time.Now().Before(deadline) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.address+"/healthz", nil)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = answer.Body.Close()
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("%s does not answer", s.address)
}

// stop ends the program in good order.
func (s *server) stop() {
	_ = s.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.exited:
	case <-time.After(stopTimeout):
		_ = s.command.Process.Kill()
		<-s.exited
	}
	_ = s.log.Close()
}

func (s *server) pid() int { return s.command.Process.Pid }

// startService runs the program itself on a database, as it is at work but for the limits of callers: one caller asks for all.
func startService(ctx context.Context, folder, program, address, keys string) (*server, error) {
	return start(ctx, folder, "service", []string{
		"XUNCHA_DATABASE=" + address, "XUNCHA_ADDR=127.0.0.1:0", "XUNCHA_ADMIN_TOKEN=" + token, "XUNCHA_KEYS=" + keys,
		"XUNCHA_RATE_LIMITS=off", "XUNCHA_METRICS_ADDR=127.0.0.1:0",
	}, program, "serve", "--drain=0s")
}

// startBaseline runs this program as the baseline.
func startBaseline(ctx context.Context, folder, address, keys string) (*server, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	return start(ctx, folder, "baseline", []string{baselineDatabase + "=" + address, baselineKeys + "=" + keys}, program)
}

// serveBaseline answers requests until a signal.
func serveBaseline(address, keys string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s, err := baseline.Open(ctx, address, keys, time.Now)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Printf("listens on http://%s\nprofiles at http://%[1]s/debug/pprof/\n", listener.Addr())
	go s.Work(ctx)
	mux := http.NewServeMux()
	mux.Handle("/", s.Handler())
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	h := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { <-ctx.Done(); _ = h.Close() }()
	if err := h.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// build makes the program as a release is made.
func build(ctx context.Context, folder string) (string, error) {
	program := filepath.Join(folder, "xuncha")
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "xuncha")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w:\n%s", err, strings.TrimSpace(string(output)))
	}
	return program, nil
}
