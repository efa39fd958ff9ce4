// Package dbtest gives tests databases of their own.
package dbtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
)

// Durable makes a commit survive a kill of the server. Without it the server may lose the last second, which is enough
// for every test that does not kill it and much faster.
const Durable = "--innodb-flush-log-at-trx-commit=1"

const (
	startTimeout = time.Minute
	startTries   = 5
	stopTimeout  = 20 * time.Second
	tcpUser      = "xuncha"
)

var errPortTaken = errors.New("the port was taken by another process")

// MariaDB is a server of the tests' own: an ordinary process on a temporary folder, which dies with the test process.
// DSN, URL and Create may be called at any time; Kill, Restart and Stop from one goroutine at a time.
type MariaDB struct {
	program  string
	folder   *folder
	flags    []string
	password string
	port     int
	process  *os.Process
	exited   <-chan struct{}
}

// StartMariaDB starts a server on fresh data. The flags come after the harness's own and so win over them.
func StartMariaDB(flags ...string) (*MariaDB, error) {
	program, err := findProgram("mariadbd")
	if err != nil {
		return nil, err
	}
	f, err := newFolder(program)
	if err != nil {
		return nil, err
	}
	m := &MariaDB{program: program, folder: f, flags: flags, password: rand.Text()}
	if err := m.startFirst(); err != nil {
		m.Stop()
		return nil, err
	}
	return m, nil
}

// DSN is the address of a database over the socket, for go-sql-driver, with no settings of the session.
func (m *MariaDB) DSN(database string) string {
	config := mysqldriver.NewConfig()
	config.User, config.Net, config.Addr, config.DBName = "root", "unix", m.folder.socket(), database
	return config.FormatDSN()
}

// URL is the address of a database over TCP, as XUNCHA_DATABASE takes it. It stays the same over a Restart.
func (m *MariaDB) URL(database string) string {
	u := url.URL{
		Scheme: "mysql", User: url.UserPassword(tcpUser, m.password),
		Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(m.port)), Path: database,
	}
	return u.String()
}

// Pid is the process of the server.
func (m *MariaDB) Pid() int { return m.process.Pid }

// Create makes an empty database.
func (m *MariaDB) Create(database string) error {
	return m.exec("CREATE DATABASE `" + strings.ReplaceAll(database, "`", "``") + "` CHARACTER SET utf8mb4")
}

// Kill ends the server as a crash would, and waits until it is gone.
func (m *MariaDB) Kill() { m.end(syscall.SIGKILL) }

// Restart starts the server again on the same data and port. One that still runs is shut down in good order first.
func (m *MariaDB) Restart() error {
	m.end(syscall.SIGTERM)
	var err error
	for range startTries {
		if err = m.start(); !errors.Is(err, errPortTaken) {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// Stop ends the server and removes its data. What cannot be removed now is removed by the next server that starts.
func (m *MariaDB) Stop() {
	m.end(syscall.SIGKILL)
	m.folder.remove()
}

// startFirst looks for a port. A port that is free now can be taken before the server has it.
func (m *MariaDB) startFirst() error {
	var err error
	for range startTries {
		if m.port, err = freePort(); err != nil {
			return err
		}
		if err = m.start(); !errors.Is(err, errPortTaken) {
			return err
		}
	}
	return err
}

func (m *MariaDB) start() error {
	if err := m.writeInitFile(); err != nil {
		return err
	}
	logFile, err := os.Create(m.folder.log())
	if err != nil {
		return fmt.Errorf("create the log of the server: %w", err)
	}
	defer func() { _ = logFile.Close() }()
	command := exec.CommandContext(context.Background(), m.program, m.arguments()...) //nolint:gosec // the server found in the PATH, with the flags of a test
	command.Stdout, command.Stderr = logFile, logFile
	if m.exited, err = Launch(command); err != nil {
		return fmt.Errorf("start %s: %w", m.program, err)
	}
	m.process = command.Process
	return m.waitReady()
}

// Launch starts a command that dies with this process, and answers a channel that is closed when it has ended. It keeps the thread
// that starts the command for as long as the command runs: the kernel sends the death signal when that thread ends, not when the
// process does.
func Launch(command *exec.Cmd) (<-chan struct{}, error) {
	dieWithParent(command)
	exited, started := make(chan struct{}), make(chan error)
	go func() {
		runtime.LockOSThread()
		err := command.Start()
		started <- err
		if err == nil {
			_ = command.Wait() // how it ended is in its log
			close(exited)
		}
	}()
	return exited, <-started
}

func (m *MariaDB) waitReady() error {
	deadline := time.After(startTimeout)
	for {
		err := m.exec("DO 1")
		if err == nil {
			return nil
		}
		select {
		case <-m.exited:
			m.process = nil
			return m.explainExit()
		case <-deadline:
			m.end(syscall.SIGKILL)
			return fmt.Errorf("the server did not answer within %s: %w", startTimeout, err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func (m *MariaDB) explainExit() error {
	text, err := os.ReadFile(m.folder.log())
	if err != nil {
		return fmt.Errorf("the server ended at once, and its log cannot be read: %w", err)
	}
	if bytes.Contains(text, []byte("Address already in use")) {
		return errPortTaken
	}
	return fmt.Errorf("the server ended at once, its log says:\n%s", text)
}

func (m *MariaDB) end(signal syscall.Signal) {
	if m.process == nil {
		return
	}
	_ = m.process.Signal(signal) // it fails only when the process is gone already
	select {
	case <-m.exited:
	case <-time.After(stopTimeout):
		_ = m.process.Kill()
		<-m.exited
	}
	m.process = nil
}

// exec runs one statement on a connection of its own, so that nothing is left open between the calls.
func (m *MariaDB) exec(statement string) error {
	pool, err := sql.Open("mysql", m.DSN(""))
	if err != nil {
		return fmt.Errorf("open mariadb: %w", err)
	}
	defer func() { _ = pool.Close() }()
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	if _, err := pool.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("run %q: %w", statement, err)
	}
	return nil
}

// writeInitFile gives the account of the TCP port a password and takes that port from root, who has none: other people
// of the machine reach the port, but not the socket, which is in a folder of mode 0700.
func (m *MariaDB) writeInitFile() error {
	account := tcpUser + "@'127.0.0.1'"
	text := "CREATE OR REPLACE USER " + account + " IDENTIFIED BY '" + m.password + "';\n" +
		"GRANT ALL ON *.* TO " + account + " WITH GRANT OPTION;\n" +
		"DROP USER IF EXISTS root@'127.0.0.1';\n"
	if err := os.WriteFile(m.folder.initFile(), []byte(text), 0o600); err != nil {
		return fmt.Errorf("write the init file of the server: %w", err)
	}
	return nil
}

func (m *MariaDB) arguments() []string {
	own := []string{
		"--no-defaults", "--datadir=" + m.folder.data(), "--tmpdir=" + m.folder.path, "--socket=" + m.folder.socket(),
		"--pid-file=" + filepath.Join(m.folder.path, "pid"), "--init-file=" + m.folder.initFile(),
		"--bind-address=127.0.0.1", "--port=" + strconv.Itoa(m.port), "--skip-name-resolve", "--skip-log-bin",
		"--innodb-buffer-pool-size=64M", "--innodb-log-file-size=" + logFileSize, "--innodb-flush-log-at-trx-commit=0",
		"--performance-schema=OFF", "--max-connections=200", "--character-set-server=utf8mb4",
		"--collation-server=utf8mb4_unicode_ci", "--default-time-zone=+00:00",
		"--sql-mode=STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
	}
	return append(append(own, asRoot()...), m.flags...)
}

func freePort() (int, error) {
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("look for a free port: %w", err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	return port, listener.Close()
}
