package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"xuncha/service/seal"
	"xuncha/test/bench/scale"
)

// smallness is what the program asks for before anybody asks it for anything.
type smallness struct {
	name  string
	value float64
	unit  string
	limit float64
	note  string
}

const (
	starts   = 5
	idleFor  = 3 * time.Second
	mebibyte = 1 << 20
)

// measureSmall starts the program on a SQLite database of a prefecture and looks how large everything is.
func measureSmall(ctx context.Context, folder, program string) (all []smallness, err error) {
	keys, address := seal.NewKey(seal.International), "sqlite:"+filepath.Join(folder, "small", "xuncha.db")
	ring, err := seal.Parse(keys)
	if err != nil {
		return nil, err
	}
	if _, err := fill(ctx, address, ring, scale.Prefecture); err != nil {
		return nil, err
	}
	var took []time.Duration
	var idle float64
	for n := range starts {
		began := time.Now()
		s, err := startService(ctx, folder, program, address, keys)
		if err != nil {
			return nil, err
		}
		if err := ready(ctx, s.address); err != nil {
			s.stop()
			return nil, err
		}
		took = append(took, time.Since(began))
		if n == 0 {
			time.Sleep(idleFor)
			idle, _ = held(s.pid())
		}
		s.stop()
	}
	binary, image, note := sizes(ctx, program)
	return []smallness{
		{"cold start on SQLite, until it is ready", float64(middle(took)) / float64(time.Millisecond), "ms", 100, fmt.Sprintf("median of %d", starts)},
		{"memory while idle", idle, "MiB", 40, fmt.Sprintf("%.0f s after the start", idleFor.Seconds())},
		{"binary", binary, "MiB", 40, "stripped, as a release is built"},
		{"image", image, "MiB", 50, note},
	}, nil
}

// ready asks once whether the program can work.
func ready(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("ask whether the program is ready: %w", err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the program is not ready: %s", answer.Status)
	}
	return nil
}

// sizes are those of the program and of all that the Dockerfile copies into the image.
func sizes(ctx context.Context, program string) (binary, image float64, note string) {
	root, _ := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	binary = sizeOf(program)
	certificates := sizeOf("/etc/ssl/certs/ca-certificates.crt")
	zones := sizeOf(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	note = "no image is built here: the sum of what the Dockerfile copies into it, which are the binary, the certificates and the time zones"
	if certificates == 0 || zones == 0 {
		note += "; this machine lacks some of them"
	}
	return binary, binary + certificates + zones, note
}

func sizeOf(name string) float64 {
	info, err := os.Stat(name)
	if err != nil {
		return 0
	}
	return float64(info.Size()) / mebibyte
}
