package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

// profileSeconds is how long a profile takes.
const profileSeconds = 5

// profile puts each side under load once more and keeps what its processors were busy with.
func (s *stage) profile(ctx context.Context, folder, name string, op operation, sources [sides]source, at [sides]progress) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("keep profiles: %w", err)
	}
	for side, who := range []string{"service", "baseline"} {
		taken := make(chan error, 1)
		go func() {
			taken <- save(ctx, fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", s.servers[side].profiles, profileSeconds),
				filepath.Join(folder, name+"-"+op.name+"-"+who+".pprof"))
		}()
		for ended := false; !ended; {
			if _, err := closed(ctx, s.servers[side].address, op, sources[side], at[side], s.during); err != nil {
				return errors.Join(err, <-taken)
			}
			select {
			case err := <-taken:
				if err != nil {
					return err
				}
				ended = true
			default:
			}
		}
	}
	return nil
}

// save keeps what is read from an address.
func save(ctx context.Context, url, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("take a profile: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("take a profile: %s", answer.Status)
	}
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("keep a profile: %w", err)
	}
	_, err = io.Copy(file, answer.Body)
	return errors.Join(err, file.Close())
}
