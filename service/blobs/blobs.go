// Package blobs keeps the bytes of evidence: in a local folder, or in a bucket that speaks S3.
package blobs

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"
)

// Store keeps blobs under keys. What comes in is a draft first; it becomes a blob at once or not at all, and nothing shows a
// blob that is not whole. Every method may be called by several goroutines and several programs.
type Store interface {
	// Receive stores what comes as a draft. When it answers, the bytes survive a crash of the machine.
	Receive(ctx context.Context, r io.Reader) (draft string, err error)
	// Keep makes a draft the blob of a key, in the place of what is there.
	Keep(ctx context.Context, draft, key string) error
	// Discard removes a draft.
	Discard(ctx context.Context, draft string) error
	// Tidy removes drafts that were begun before a time and never came to their end, and answers how many.
	Tidy(ctx context.Context, before time.Time) (int, error)
	// Size is the number of bytes of a blob, or ErrMissing.
	Size(ctx context.Context, key string) (int64, error)
	// Read reads length bytes from an offset, or answers ErrMissing.
	Read(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error)
	// Remove removes a blob. One that is not there is no error.
	Remove(ctx context.Context, key string) error
	// Keys are those of all blobs.
	Keys(ctx context.Context) iter.Seq2[string, error]
	// Ready reports whether the store can be written.
	Ready(ctx context.Context) error
	// Close lets go of what the store holds.
	Close() error
}

// The errors that a caller may tell from others.
var (
	ErrMissing = errors.New("the blob is not there")
	ErrFull    = errors.New("the store is full")
)

// incoming is the place of drafts, which is no place of blobs.
const incoming = "incoming"
