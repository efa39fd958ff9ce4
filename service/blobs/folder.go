package blobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"runtime"
	"syscall"
	"time"

	"github.com/google/uuid"
)

// Folder is a Store in a local folder. Nothing outside of the folder can be reached through it.
type Folder struct{ root *os.Root }

// OpenFolder opens a folder, which is made when it is not there.
func OpenFolder(name string) (*Folder, error) {
	if err := os.MkdirAll(name, 0o750); err != nil {
		return nil, fmt.Errorf("make the folder of evidence: %w", err)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("open the folder of evidence: %w", err)
	}
	if err := root.MkdirAll(incoming, 0o750); err != nil {
		return nil, errors.Join(fmt.Errorf("make the folder of drafts: %w", err), root.Close())
	}
	return &Folder{root}, nil
}

// Receive writes a draft and forces it to the disk.
func (f *Folder) Receive(_ context.Context, r io.Reader) (string, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	draft := path.Join(incoming, id.String())
	file, err := f.root.OpenFile(draft, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", full(fmt.Errorf("make a draft: %w", err))
	}
	_, err = io.Copy(file, r)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(full(fmt.Errorf("write a draft: %w", err)), f.root.Remove(draft))
	}
	return draft, nil
}

// full marks an error that says that there is no more room.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return errors.Join(ErrFull, err)
	}
	return err
}

// Keep renames the draft and forces the names to the disk.
func (f *Folder) Keep(_ context.Context, draft, key string) error {
	folder := path.Dir(key)
	if err := f.root.MkdirAll(folder, 0o750); err != nil {
		return full(fmt.Errorf("make a folder: %w", err))
	}
	if err := f.root.Rename(draft, key); err != nil {
		return full(fmt.Errorf("keep a draft: %w", err))
	}
	return errors.Join(f.syncFolder(folder), f.syncFolder("."))
}

func (f *Folder) syncFolder(name string) error {
	if runtime.GOOS == "windows" { // which has no such call, and writes names through
		return nil
	}
	folder, err := f.root.Open(name)
	if err != nil {
		return fmt.Errorf("open a folder: %w", err)
	}
	if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return fmt.Errorf("force a folder to the disk: %w", err)
	}
	return nil
}

// Discard removes a draft.
func (f *Folder) Discard(_ context.Context, draft string) error { return f.remove(draft) }

// Remove removes a blob.
func (f *Folder) Remove(_ context.Context, key string) error { return f.remove(key) }

func (f *Folder) remove(name string) error {
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a blob: %w", err)
	}
	return nil
}

// Tidy removes old drafts.
func (f *Folder) Tidy(ctx context.Context, before time.Time) (removed int, err error) {
	drafts, err := fs.ReadDir(f.root.FS(), incoming)
	if err != nil {
		return 0, fmt.Errorf("list drafts: %w", err)
	}
	for _, d := range drafts {
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) { // it has just become a blob
			continue
		}
		if err != nil {
			return removed, fmt.Errorf("look at a draft: %w", err)
		}
		if ctx.Err() != nil {
			return removed, ctx.Err()
		}
		if info.ModTime().Before(before) {
			if err := f.remove(path.Join(incoming, d.Name())); err != nil {
				return removed, err
			}
			removed++
		}
	}
	return removed, nil
}

// Size is the number of bytes of a blob.
func (f *Folder) Size(_ context.Context, key string) (int64, error) {
	info, err := f.root.Stat(key)
	if err != nil {
		return 0, missing(fmt.Errorf("look at a blob: %w", err))
	}
	return info.Size(), nil
}

func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.Join(ErrMissing, err)
	}
	return err
}

type part struct {
	io.Reader
	io.Closer
}

// Read reads a part of a blob.
func (f *Folder) Read(_ context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	file, err := f.root.Open(key)
	if err != nil {
		return nil, missing(fmt.Errorf("open a blob: %w", err))
	}
	return part{io.NewSectionReader(file, offset, length), file}, nil
}

// Keys are those of all blobs.
func (f *Folder) Keys(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist): // removed meanwhile
				return nil
			case err != nil:
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			case entry.IsDir() && name == incoming:
				return fs.SkipDir
			case !entry.IsDir() && !yield(name, nil):
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			yield("", fmt.Errorf("list blobs: %w", err))
		}
	}
}

// Ready writes a draft and removes it.
func (f *Folder) Ready(ctx context.Context) error {
	draft, err := f.Receive(ctx, io.LimitReader(zeros{}, 1))
	if err != nil {
		return err
	}
	return f.Discard(ctx, draft)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }
