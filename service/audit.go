package service

import (
	"context"
	"crypto/rand"

	"xuncha/model"
	"xuncha/service/seal"
)

// Audit is the collection of audit entries: written by everything that happens, read by those who watch over it, and
// changed by nobody.
type Audit struct{ base }

// vouch gives an entry its keyed hash. A row that is put into the database by hand has none that fits.
func (b base) vouch(e *model.AuditEntry) {
	salt := make([]byte, model.AuditSalt)
	_, _ = rand.Read(salt) // never fails: the runtime stops the program instead
	keyID, mac := b.ring.MAC(seal.ForAudit, e.Canonical(salt))
	e.KeyID, e.MAC = keyID, append(salt, mac...)
}

// List answers one piece of the entries that a caller sees, as a page the newest first.
func (s *Audit) List(ctx context.Context, a model.Actor, f model.AuditFilter, req model.ListRequest) (model.List[model.AuditEntry], error) {
	if err := a.Allow(model.ReadAudit); err != nil {
		return model.List[model.AuditEntry]{}, err
	}
	if req.Sort == "" {
		req.Sort = "-id"
	}
	return s.store.Audit.List(ctx, a, f, req)
}

// Get is the entry of an id. One that the caller does not see does not exist.
func (s *Audit) Get(ctx context.Context, a model.Actor, id uint64) (model.AuditEntry, error) {
	if err := a.Allow(model.ReadAudit); err != nil {
		return model.AuditEntry{}, err
	}
	return s.store.Audit.Get(ctx, a, id)
}

// Refusal is a call that was refused.
type Refusal struct {
	Operation string // of the API
	Method    string
	Path      string
	Code      string // of the refusal
	ThingKind string // of the thing that the path names, empty for none
	ThingID   uint64 // 0 where the path names it otherwise
}

// Denied writes down a call that was refused.
func (s *Audit) Denied(ctx context.Context, a model.Actor, r Refusal) error {
	return s.note(ctx, a, change{
		operation: r.Operation, kind: r.ThingKind, id: r.ThingID, region: a.Scope.Region(), reason: r.Code, denied: true,
		after: struct{ Method, Path string }{r.Method, r.Path},
	})
}

// Unwritten writes down how many refusals of a source were too many to be written one by one.
func (s *Audit) Unwritten(ctx context.Context, source string, n int) error {
	return s.note(ctx, model.Actor{Source: source}, change{
		operation: "audit.flood", reason: "too_many_denied_calls", denied: true, after: struct{ Calls int }{n},
	})
}

// Export is a table that leaves the program as a file.
type Export struct {
	Noun      string // what the rows are
	ThingKind string // of the thing that the path names, empty for none
	ThingID   uint64
	Path      string
	Format    string
	Filter    map[string][]string
}

// Exported writes down that a caller takes a table away. It comes before the first byte: no entry, no export.
func (s *Audit) Exported(ctx context.Context, a model.Actor, e Export) error {
	return s.note(ctx, a, change{
		operation: e.Noun + ".export", kind: e.ThingKind, id: e.ThingID, region: a.Scope.Region(),
		after: struct {
			Path, Format string
			Filter       map[string][]string
		}{e.Path, e.Format, e.Filter},
	})
}
