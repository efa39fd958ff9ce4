package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"unicode/utf8"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/blobs"
)

// EvidenceUpload is a file as it comes in.
type EvidenceUpload struct {
	InspectionID uint64 // of the target that it is about
	FindingID    uint64 // or one of its findings
	Edit         model.AttachmentEdit
	Body         io.Reader
	Length       int64 // of the body, -1 where it is not known
}

// Received is content that is safely stored, and what is to be said of it. No attachment has it yet.
type Received struct {
	InspectionID uint64
	FindingID    uint64
	Edit         model.AttachmentEdit
	Hash         string
	Size         int64
	Media        model.MediaType
}

// Receive stores what comes, as it comes, and answers when it is safe. What it is, is told by its bytes. It is no part of
// the transaction that makes an attachment of it: where that never happens, the content is swept later.
func (s *Attachments) Receive(ctx context.Context, a model.Actor, u EvidenceUpload) (Received, error) {
	if err := a.Allow(model.WriteEvidence); err != nil {
		return Received{}, err
	}
	r := Received{InspectionID: u.InspectionID, FindingID: u.FindingID}
	_, err := about(ctx, s.store, a, u.InspectionID, u.FindingID)
	if err != nil {
		return Received{}, err // whatever comes with it
	}
	if r.Edit, err = u.Edit.Normalize(); err != nil {
		return r, err
	}
	if err := r.Edit.Until(s.now()); err != nil {
		return r, err
	}
	select {
	case s.receiving <- struct{}{}:
		defer func() { <-s.receiving }()
	default:
		return r, model.NewError(model.KindUnavailable, "busy")
	}
	in, err := s.begin(u)
	if err != nil {
		return r, err
	}
	draft, err := s.blobs.Receive(ctx, in)
	switch {
	case in.fault != nil: // of the caller, whatever the store makes of it
		return r, errors.Join(in.fault, s.discard(ctx, draft))
	case err != nil:
		return r, unstored(err)
	}
	r.Hash, r.Size, r.Media = hex.EncodeToString(in.hash.Sum(nil)), in.size, in.media
	if err := s.keep(ctx, draft, r); err != nil {
		return r, errors.Join(err, s.discard(ctx, draft))
	}
	return r, nil
}

func (s *Attachments) discard(ctx context.Context, draft string) error {
	if draft == "" {
		return nil
	}
	return s.blobs.Discard(context.WithoutCancel(ctx), draft)
}

// keep gives the content its place. It is touched before, so that nobody removes it meanwhile.
func (s *Attachments) keep(ctx context.Context, draft string, r Received) error {
	_, err := repository.InTx(repository.Apart(ctx, s.store), s.store, func(tx *repository.Store) (struct{}, error) {
		now := s.now()
		row, err := tx.Blobs.Touch(ctx, model.Blob{Hash: r.Hash, ByteSize: r.Size, TouchedAt: now})
		if err != nil {
			return struct{}{}, err
		}
		if isGoing(row, now) {
			return struct{}{}, model.NewError(model.KindUnavailable, "evidence_being_removed")
		}
		row.TouchedAt, row.GoingAt = now, model.Time{}
		return struct{}{}, tx.Blobs.Update(ctx, row)
	})
	if err != nil {
		return err
	}
	// Over what is there: a blob that was damaged is whole again.
	if err := s.blobs.Keep(ctx, draft, model.BlobKey(r.Hash)); err != nil {
		return unstored(err)
	}
	return nil
}

// unstored is the answer to a caller whose file the store did not take. The operator reads why in the log.
func unstored(err error) error {
	code := "evidence_unavailable"
	if errors.Is(err, blobs.ErrFull) {
		code = "evidence_full"
	}
	return errors.Join(model.NewError(model.KindUnavailable, code), err)
}

// begin looks at the head of a file.
func (s *Attachments) begin(u EvidenceUpload) (*intake, error) {
	head := make([]byte, model.MediaHead)
	n, err := io.ReadFull(u.Body, head)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil, model.NewError(model.KindMalformed, "body_required")
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
		return nil, cut(err)
	}
	media, ok := model.DetectMedia(head[:n])
	if !ok {
		return nil, model.NewError(model.KindUnsupported, "evidence_type", joined(model.MediaTypes))
	}
	in := &intake{source: u.Body, head: head[:n], media: media, limit: s.limits.Of(media), hash: sha256.New()}
	if u.Length > in.limit {
		return nil, in.tooLarge()
	}
	return in, nil
}

func cut(err error) error {
	return errors.Join(model.NewError(model.KindMalformed, "body_cut"), err)
}

// intake hands a file on while it hashes, counts and checks it. It stops at the first byte that is too much.
type intake struct {
	source io.Reader
	head   []byte // what of it was read before
	media  model.MediaType
	limit  int64
	size   int64
	hash   hash.Hash
	rest   []byte // the beginning of a character that the next read ends
	fault  error
}

func (in *intake) tooLarge() error {
	return model.NewError(model.KindTooLarge, "evidence_too_large", string(in.media), in.limit)
}

// Read is that of io.Reader.
func (in *intake) Read(p []byte) (n int, err error) {
	if in.fault != nil {
		return 0, in.fault
	}
	if len(in.head) > 0 {
		n = copy(p, in.head)
		in.head = in.head[n:]
	} else {
		n, err = in.source.Read(p)
	}
	in.size += int64(n)
	_, _ = in.hash.Write(p[:n])
	ended := errors.Is(err, io.EOF)
	switch {
	case err != nil && !ended:
		in.fault = cut(err)
	case in.size > in.limit:
		in.fault = in.tooLarge()
	case in.media.Text() && !in.isText(p[:n], ended):
		in.fault = model.NewError(model.KindUnsupported, "evidence_not_utf8")
	}
	if in.fault != nil {
		return 0, in.fault
	}
	return n, err
}

// isText reports whether the file goes on as UTF-8. A character may be cut by the end of a read, but not by that of the
// file.
func (in *intake) isText(p []byte, ended bool) bool {
	text := p
	if len(in.rest) > 0 {
		text = append(in.rest, p...)
	}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == 0 {
			return false
		}
		if r == utf8.RuneError && size == 1 {
			if ended || utf8.FullRune(text) {
				return false
			}
			break
		}
		text = text[size:]
	}
	in.rest = append([]byte(nil), text...)
	return true
}
