package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

type copyCommand struct {
	Source string `arg:"" help:"Address of the database to copy, as XUNCHA_DATABASE has it, or @FILE with the address in it."`
	Target string `arg:"" help:"Address of a new database, or of the part of one that an earlier copy has left; or @FILE."`
}

// copyResult is what was copied, as JSON.
type copyResult struct {
	Rows   int64        `json:"rows"`
	Tables []copiedLine `json:"tables"`
}

type copiedLine struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

// Run copies everything from one database to another and compares it.
func (cmd copyCommand) Run(p program) error {
	source, sourceName, err := openAddress(p.ctx, "SOURCE", cmd.Source, true)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, targetName, err := openAddress(p.ctx, "TARGET", cmd.Target, false)
	if err != nil {
		return err
	}
	defer func() { _ = target.Close() }()
	if sourceName == targetName {
		return errors.New("SOURCE and TARGET are the same database")
	}
	out := copyResult{Tables: []copiedLine{}}
	err = source.CopyTo(p.ctx, target, sourceName, model.NewTime(time.Now()), func(t repository.CopiedTable) {
		out.Rows += t.Rows
		out.Tables = append(out.Tables, copiedLine{t.Name, t.Rows, t.Hash})
		_, _ = fmt.Fprintf(p.stderr, "%-28s %10d rows, %d of them from before\n", t.Name, t.Rows, t.Here)
	})
	if err != nil {
		return err
	}
	return p.tell(out, func() error {
		_, err := fmt.Fprintf(p.stdout, "%d tables with %d rows were copied to %s, and are the same on both sides.\n", len(out.Tables), out.Rows, targetName)
		return err
	})
}

// openAddress opens the database of an argument, and answers its address without the password.
func openAddress(ctx context.Context, argument, address string, exists bool) (*repository.Store, string, error) {
	if file, ok := strings.CutPrefix(address, "@"); ok {
		content, err := os.ReadFile(file) //nolint:gosec // the operator names the file
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", argument, err)
		}
		address = strings.TrimSpace(string(content))
	}
	if err := repository.CheckAddress(address); err != nil {
		return nil, "", fmt.Errorf("%s: %w", argument, err)
	}
	name := address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		full, err := filepath.Abs(path)
		if err != nil || path == ":memory:" {
			return nil, "", errors.Join(err, fmt.Errorf("%s: a database in memory cannot be copied", argument))
		}
		if _, err := os.Stat(full); exists && err != nil { //nolint:gosec // the operator names the file
			return nil, "", fmt.Errorf("%s: %w", argument, err)
		}
		name = "sqlite:" + full
	} else if u, err := url.Parse(address); err == nil {
		u.User = url.User(u.User.Username())
		name = u.String()
	}
	store, err := repository.Open(ctx, address)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", argument, err)
	}
	return store, name, nil
}
