package service

import (
	"context"
	"errors"
	"time"

	"xuncha/model"
	"xuncha/repository"
)

const (
	// sweepAfter is how long content stays that no attachment has: far longer than any upload takes to become one.
	sweepAfter = 24 * time.Hour
	// removalTakes bounds the call that removes content, and removalLasts how long nobody else may send the same one because
	// of it: where the sweeper was killed, the next upload takes over.
	removalTakes = time.Minute
	removalLasts = time.Hour
	sweepPiece   = 100
)

// isGoing reports whether somebody may be removing the content at this moment.
func isGoing(row model.Blob, now model.Time) bool {
	return !row.GoingAt.IsZero() && row.GoingAt.After(now.Add(-removalLasts))
}

// Sweep removes content that no attachment has had for a day, and what uploads left that never ended. It answers how
// many there were. It removes nothing that this database does not know: that may belong to another one.
func (s *Attachments) Sweep(ctx context.Context) (removed int, err error) {
	since := s.ago(sweepAfter)
	removed, err = s.blobs.Tidy(ctx, since.Time)
	for after := ""; ; {
		rows, listing := s.store.Blobs.Unused(ctx, after, since, sweepPiece)
		if listing != nil || len(rows) == 0 {
			return removed, errors.Join(err, listing)
		}
		for _, row := range rows {
			gone, failed := s.sweep(ctx, row.Hash, since)
			if gone {
				removed++
			}
			err = errors.Join(err, failed)
			after = row.Hash
		}
	}
}

// sweep removes one content. It is marked first, in a transaction that whoever sends the same content waits for or is seen
// by; then its bytes go, and its row last.
func (s *Attachments) sweep(ctx context.Context, hash string, since model.Time) (bool, error) {
	row, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Blob, error) {
		row, err := tx.Blobs.Lock(ctx, hash)
		if IsNotFound(err) { // another sweeper was faster
			return model.Blob{}, nil
		}
		if err != nil {
			return row, err
		}
		used, err := tx.Blobs.InUse(ctx, hash)
		now := s.now()
		if err != nil || used || !row.TouchedAt.Before(since.Time) || isGoing(row, now) {
			return model.Blob{}, err
		}
		row.GoingAt = now
		return row, tx.Blobs.Update(ctx, row)
	})
	if err != nil || row.Hash == "" {
		return false, err
	}
	limited, stop := context.WithTimeout(ctx, removalTakes)
	defer stop()
	if err := s.blobs.Remove(limited, row.Key()); err != nil {
		return false, err
	}
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, tx.Blobs.Remove(ctx, row)
	})
	return err == nil, err
}
