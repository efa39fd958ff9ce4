package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"

	"xuncha/model"
	"xuncha/service/blobs"
)

// Damage is what is wrong with the content of an attachment.
type Damage string

// The kinds of damage.
const (
	DamageMissing Damage = "missing"
	DamageSize    Damage = "size"
	DamageAltered Damage = "altered"
	DamageUnread  Damage = "unreadable"
)

// Damaged is an attachment whose content is not what it was.
type Damaged struct {
	Attachment model.Attachment
	Damage     Damage
	Cause      error // of what cannot be read
}

// EvidenceReport is what a check of all evidence found.
type EvidenceReport struct {
	Attachments int
	Contents    int
	Bytes       int64
	Damaged     int
	Waiting     int // contents that nothing refers to, which are swept
	Unknown     int // blobs that this database does not know, which stay
}

const checkPiece = 500

// Check compares every attachment with its content: that it is there and, unless fast, every byte of it. It calls tell with
// each one that is damaged. The service may go on meanwhile.
func (s *Attachments) Check(ctx context.Context, fast bool, tell func(Damaged) error) (EvidenceReport, error) {
	var report EvidenceReport
	var last model.Attachment
	var found content
	for {
		rows, err := s.store.Attachments.ByContent(ctx, last, checkPiece)
		if err != nil {
			return report, err
		}
		if len(rows) == 0 {
			return report, s.countOthers(ctx, &report)
		}
		for _, row := range rows {
			if row.BlobHash != last.BlobHash {
				if found = s.inspect(ctx, row, fast); ctx.Err() != nil {
					return report, ctx.Err()
				}
				report.Contents++
				report.Bytes += found.size
			}
			last = row
			report.Attachments++
			damage := found.damage(row)
			if damage == "" || s.isGone(ctx, row) {
				continue
			}
			report.Damaged++
			if err := tell(Damaged{row, damage, found.unread}); err != nil {
				return report, err
			}
		}
	}
}

// isGone reports whether an attachment was removed since it was read, and so perhaps its content.
func (s *Attachments) isGone(ctx context.Context, row model.Attachment) bool {
	_, err := s.store.Attachments.Get(ctx, model.ScopeAll, row.ID)
	return IsNotFound(err)
}

// content is what the store has under a hash.
type content struct {
	missing bool
	unread  error
	size    int64
	hash    string // empty when only the size was looked at
}

func (c content) damage(row model.Attachment) Damage {
	switch {
	case c.missing:
		return DamageMissing
	case c.unread != nil:
		return DamageUnread
	case c.size != row.ByteSize:
		return DamageSize
	case c.hash != "" && c.hash != row.BlobHash:
		return DamageAltered
	}
	return ""
}

func (s *Attachments) inspect(ctx context.Context, row model.Attachment, fast bool) content {
	key := model.BlobKey(row.BlobHash)
	size, err := s.blobs.Size(ctx, key)
	if err != nil || fast || size == 0 {
		return failed(content{size: size}, err)
	}
	r, err := s.blobs.Read(ctx, key, 0, size)
	if err != nil {
		return failed(content{size: size}, err)
	}
	hash := sha256.New()
	_, err = io.Copy(hash, r)
	return failed(content{size: size, hash: hex.EncodeToString(hash.Sum(nil))}, errors.Join(err, r.Close()))
}

func failed(c content, err error) content {
	c.missing = errors.Is(err, blobs.ErrMissing)
	c.unread = err
	return c
}

// countOthers counts the blobs that no attachment has.
func (s *Attachments) countOthers(ctx context.Context, report *EvidenceReport) error {
	var hashes []string
	count := func() error {
		if len(hashes) == 0 {
			return nil
		}
		known, err := s.store.Blobs.Known(ctx, hashes)
		for _, hash := range hashes {
			used, is := known[hash]
			switch {
			case !is:
				report.Unknown++
			case !used:
				report.Waiting++
			}
		}
		hashes = hashes[:0]
		return err
	}
	for key, err := range s.blobs.Keys(ctx) {
		if err != nil {
			return err
		}
		if hash := path.Base(key); len(hash) != sha256.Size*2 || model.BlobKey(hash) != key {
			report.Unknown++
		} else if hashes = append(hashes, hash); len(hashes) == checkPiece {
			if err := count(); err != nil {
				return err
			}
		}
	}
	return count()
}
