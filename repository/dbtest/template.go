package dbtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

const (
	logFileSize  = "16M"
	folderPrefix = "xuncha-mariadb-"
	maxSocket    = 107 // what fits into the kernel's sockaddr_un
)

// folder is the place of one server. The lock on it says that its owner lives.
type folder struct {
	path string
	lock *flock.Flock
}

func (f *folder) data() string     { return filepath.Join(f.path, "data") }
func (f *folder) socket() string   { return filepath.Join(f.path, "s") }
func (f *folder) log() string      { return filepath.Join(f.path, "log") }
func (f *folder) initFile() string { return filepath.Join(f.path, "init.sql") }

func (f *folder) remove() {
	_ = os.RemoveAll(f.path)
	_ = f.lock.Close()
}

// newFolder copies the data folder of a fresh server, which takes a tenth of the time that making one does. The lock of
// the machine is held meanwhile, so that one process makes the template and no folder is swept before it is locked.
func newFolder(program string) (*folder, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("find a place for the template of the database: %w", err)
	}
	cache = filepath.Join(cache, "xuncha-test")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return nil, fmt.Errorf("create the folder of the template: %w", err)
	}
	machine := flock.New(filepath.Join(cache, "lock"))
	if err := machine.Lock(); err != nil {
		return nil, fmt.Errorf("lock %s: %w", cache, err)
	}
	defer func() { _ = machine.Close() }()

	source, err := template(cache, program)
	if err != nil {
		return nil, err
	}
	sweep(os.TempDir())
	f, err := createFolder()
	if err != nil {
		return nil, err
	}
	if err := os.CopyFS(f.data(), os.DirFS(source)); err != nil {
		f.remove()
		return nil, fmt.Errorf("copy the template of the database: %w", err)
	}
	return f, nil
}

func createFolder() (*folder, error) {
	path, err := os.MkdirTemp("", folderPrefix)
	if err != nil {
		return nil, fmt.Errorf("create the folder of the server: %w", err)
	}
	f := &folder{path: path, lock: flock.New(filepath.Join(path, "lock"))}
	if len(f.socket()) > maxSocket {
		f.remove()
		return nil, fmt.Errorf("the path %s is too long for a socket: set TMPDIR to a shorter one", f.socket())
	}
	if err := f.lock.Lock(); err != nil {
		f.remove()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return f, nil
}

// sweep removes the folders of test processes that were killed before they could do so.
func sweep(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, folderPrefix+"*"))
	if err != nil {
		return
	}
	for _, path := range left {
		f := folder{path: path, lock: flock.New(filepath.Join(path, "lock"))}
		if locked, err := f.lock.TryLock(); err == nil && locked {
			f.remove()
		}
	}
}

// template answers the data folder of a fresh server, and makes it when this version has none. The rename at the end
// completes it: what a killed process left half done is never taken for it.
func template(cache, program string) (string, error) {
	version, err := exec.CommandContext(context.Background(), program, "--version").Output()
	if err != nil {
		return "", fmt.Errorf("ask %s for its version: %w", program, err)
	}
	install := installArguments()
	key := sha256.Sum256([]byte(string(version) + strings.Join(install, " ")))
	done := filepath.Join(cache, "mariadb-"+hex.EncodeToString(key[:8]))
	if _, err := os.Stat(done); err == nil {
		return done, nil
	}
	installer, err := findProgram("mariadb-install-db")
	if err != nil {
		return "", err
	}
	building := filepath.Join(cache, "building")
	if err := os.RemoveAll(building); err != nil {
		return "", fmt.Errorf("remove a half-made template: %w", err)
	}
	command := exec.CommandContext(context.Background(), installer, append(install, "--datadir="+building)...) //nolint:gosec // the program found in the PATH
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("make the template of the database: %w:\n%s", err, output)
	}
	if err := os.Rename(building, done); err != nil {
		return "", fmt.Errorf("complete the template of the database: %w", err)
	}
	return done, nil
}

// installArguments has --force for machines whose own name cannot be looked up, as in many containers.
func installArguments() []string {
	return append([]string{
		"--no-defaults", "--force", "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
		"--innodb-log-file-size=" + logFileSize,
	}, asRoot()...)
}

// asRoot is what the server wants to be told before it runs as root.
func asRoot() []string {
	if os.Getuid() == 0 {
		return []string{"--user=root"}
	}
	return nil
}

// findProgram also looks where Debian and the vendor's archive put servers, which is not in everybody's PATH.
func findProgram(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	for _, dir := range []string{
		"/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/usr/local/mysql/bin", "/usr/local/mysql/scripts", "/opt/homebrew/bin",
	} {
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return path, nil
		}
	}
	return "", errors.New(name + " is missing: run `make setup`, or on Debian" +
		" `apt-get install mariadb-server-core mariadb-client-core` (or `apt-get install mariadb-server`)")
}
