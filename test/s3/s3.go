// Package s3 starts a real S3 server for tests, from a Go module of its own beside it: it checks signatures and keeps
// buckets in a temporary folder.
package s3

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"xuncha/service/blobs"
)

// What the program and the server have agreed on.
const (
	KeyID  = "xuncha-tests"
	Secret = "secret-of-the-bucket-of-the-tests"
	Bucket = "evidence"
)

const readyTimeout = time.Minute

// program is built once for the tests of one package; the build is cached beyond.
var program struct {
	once sync.Once
	path string
	err  error
}

// RemoveProgram removes what the tests of the package have built.
func RemoveProgram() error {
	if program.path == "" {
		return nil
	}
	return os.RemoveAll(filepath.Dir(program.path))
}

func build() (string, error) {
	folder, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "xuncha-s3-") // temporary files may lie where nothing can be run
	if err != nil {
		return "", fmt.Errorf("create the folder of the server: %w", err)
	}
	module, err := exec.CommandContext(context.Background(), "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("find the root of the project: %w", err)
	}
	path := filepath.Join(folder, "versitygw")
	//nolint:gosec // a path of the test
	command := exec.CommandContext(context.Background(), "go", "build", "-o", path, "github.com/versity/versitygw/cmd/versitygw")
	command.Dir = filepath.Join(filepath.Dir(strings.TrimSpace(string(module))), "test", "s3", "server")
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the server: %w:\n%s", err, output)
	}
	return path, nil
}

// Server is an S3 server with one empty bucket.
type Server struct {
	Endpoint *url.URL
	Client   *minio.Client

	folder string
}

// Start starts a server, which ends with the test. -short leaves the test out.
func Start(t testing.TB) *Server {
	t.Helper()
	if testing.Short() {
		t.Skip("needs an S3 server")
	}
	program.once.Do(func() { program.path, program.err = build() })
	if program.err != nil {
		t.Fatal(program.err)
	}
	s := &Server{folder: t.TempDir()}
	data, meta := filepath.Join(s.folder, "data"), filepath.Join(s.folder, "meta")
	for _, folder := range []string{data, meta} {
		if err := os.Mkdir(folder, 0o750); err != nil {
			t.Fatal(err)
		}
	}
	address := freeAddress(t)
	s.Endpoint = &url.URL{Scheme: "http", Host: address}
	var output bytes.Buffer
	command := exec.CommandContext(context.Background(), program.path, "--access", KeyID, "--secret", Secret, "--port", address,
		"--quiet", "--keep-alive", "posix", "--sidecar", meta, data)
	command.Stdout, command.Stderr = &output, &output
	dieWithParent(command)
	exited, started := make(chan struct{}), make(chan error)
	go func() {
		runtime.LockOSThread() // the kernel sends the death signal when the thread ends that started the command
		err := command.Start()
		started <- err
		if err == nil {
			_ = command.Wait()
			close(exited)
		}
	}()
	if err := <-started; err != nil {
		t.Fatalf("start the server: %v", err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-exited
	})
	var err error
	s.Client, err = minio.New(address, &minio.Options{Creds: credentials.NewStaticV4(KeyID, Secret, ""), Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(readyTimeout); ; {
		err := s.Client.MakeBucket(t.Context(), Bucket, minio.MakeBucketOptions{})
		if err == nil {
			return s
		}
		select {
		case <-exited:
			t.Fatalf("the server ended at once:\n%s", output.String())
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("the server is not ready: %v", err)
		}
	}
}

func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// Settings are those of the program for the bucket.
func (s *Server) Settings() blobs.BucketSettings {
	return blobs.BucketSettings{
		Endpoint: s.Endpoint, Region: "us-east-1", Bucket: Bucket, Prefix: "one/two", PathStyle: true, KeyID: KeyID, Secret: Secret,
	}
}

// Environment is that of the program for the bucket.
func (s *Server) Environment() map[string]string {
	return map[string]string{
		"XUNCHA_EVIDENCE":        "s3://" + Bucket + "/one/two?path_style=true&endpoint=" + url.QueryEscape(s.Endpoint.String()),
		"XUNCHA_EVIDENCE_KEY_ID": KeyID, "XUNCHA_EVIDENCE_SECRET": Secret,
	}
}

// File is where the server keeps an object of the program.
func (s *Server) File(key string) string {
	return filepath.Join(s.folder, "data", Bucket, "one", "two", key)
}
