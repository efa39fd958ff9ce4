package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"xuncha/service/seal"
)

// dataDir is where the program keeps its own files: beside the SQLite database, or data.
func (c config) dataDir() string {
	if path, file := strings.CutPrefix(c.database, "sqlite:"); file && path != ":memory:" {
		return filepath.Dir(path)
	}
	return "data"
}

// ring reads the keys of the configuration. Where none are configured, they are in the file keys of the data folder, which
// is made at the first start: a database that is moved or shared takes that file along.
func (c config) ring() (*seal.Ring, error) {
	switch {
	case c.keys != "":
		return seal.Parse(c.keys)
	case c.keysFile != "":
		return followFile(c.keysFile)
	case c.database == "sqlite::memory:":
		return seal.Fresh(), nil
	}
	file := c.keysPath()
	if err := makeOnce(file, "# Keys of xuncha. Keep a copy apart from the database: without them what is sealed is lost.\n"+
		seal.NewKey(c.suite)+"\n"); err != nil {
		return nil, fmt.Errorf("make the keys in %s, or set XUNCHA_KEYS_FILE: %w", file, err)
	}
	return followFile(file)
}

// keysPath is the file of the ring, empty when it is in no file.
func (c config) keysPath() string {
	switch {
	case c.keys != "" || c.database == "sqlite::memory:":
		return ""
	case c.keysFile != "":
		return c.keysFile
	}
	return filepath.Join(c.dataDir(), "keys")
}

func followFile(name string) (*seal.Ring, error) {
	ring, err := seal.Follow(func() (string, error) {
		text, err := os.ReadFile(name) //nolint:gosec // the operator names the file
		return string(text), err
	})
	if err != nil {
		return nil, fmt.Errorf("read the keys in %s: %w", name, err)
	}
	return ring, nil
}

// makeOnce writes a file that only the owner reads, unless it is there. Programs that start together end up with one: the
// file appears whole or not at all.
func makeOnce(name, text string) error {
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.WriteString(text)
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := os.Link(draft.Name(), name); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
