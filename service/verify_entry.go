package service

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"xuncha/model"
	"xuncha/service/seal"
)

// follows reports whether an entry is linked to the hash before it, under the algorithm of either suite.
func follows(e model.AuditEntry, previous []byte) bool {
	return slices.ContainsFunc(seal.Sums(e.Link(previous)), func(h []byte) bool { return bytes.Equal(h, e.Hash) })
}

// vouched reports whether the keyed hash of an entry is right. The error is seal.ErrNoKey when that cannot be told.
func (b base) vouched(e model.AuditEntry) (bool, error) {
	salt, mac := e.Vouched()
	return b.ring.CheckMAC(e.KeyID, seal.ForAudit, e.Canonical(salt), mac)
}

// check looks at one entry in the order in which what it finds is certain.
func (v *verifier) check(ctx context.Context, e model.AuditEntry) error {
	seq := uint64(e.Seq)
	if seq != v.seq+1 {
		return v.fault(v.seq+1, 0, "is missing: it was removed or moved; the next one is %d (id %d)", seq, e.ID)
	}
	if v.First == 0 {
		v.First = seq
	}
	v.Last = seq
	v.Entries++
	genuine, err := v.genuine(ctx, e)
	if err != nil {
		return err
	}
	linked := follows(e, v.hash)
	switch {
	case !genuine && linked:
		return v.fault(seq, e.ID, "was not written by this program, or changed, and the chain made to fit: its keyed hash is wrong")
	case !genuine:
		return v.fault(seq, e.ID, "was changed or inserted: its keyed hash is wrong")
	case !linked:
		return v.fault(seq, e.ID, "does not follow from the entry before: its place, its id or its hash was changed, or entries were removed or reordered before it")
	}
	return v.compare(seq, e.ID, e.Hash)
}

// genuine reports whether the keyed hash of an entry is right, or cannot be told.
func (v *verifier) genuine(ctx context.Context, e model.AuditEntry) (bool, error) {
	seq := uint64(e.Seq)
	if !e.Keyed() {
		switch {
		case v.keyed, seq > v.unkeyed, seq == 0 && v.unkeyed != ^uint64(0):
			return false, v.fault(seq, e.ID, "has no keyed hash, as only entries from before the upgrade are without one: it was inserted")
		}
		v.Unkeyed++
		return true, nil
	}
	v.keyed = true
	right, err := v.chain.vouched(e)
	switch {
	case errors.Is(err, seal.ErrNoKey):
		v.MissingKeys[e.KeyID]++
		return true, nil
	case err != nil || !right:
		return false, err
	}
	return true, v.original(ctx, e)
}

// original finds copies: the keyed hash does not know the place, so a copy of an entry has a right one.
func (v *verifier) original(ctx context.Context, e model.AuditEntry) error {
	salt, _ := e.Vouched()
	short := binary.BigEndian.Uint64(salt)
	before, known := v.seen[short]
	if !known {
		v.seen[short] = uint64(e.Seq)
		return nil
	}
	if before == 0 { // both wait
		return v.fault(uint64(e.Seq), e.ID, "is a copy of another entry")
	}
	other, err := v.chain.store.Audit.At(ctx, before)
	if err == nil && bytes.Equal(other.MAC, e.MAC) {
		return v.fault(uint64(e.Seq), e.ID, "is a copy of the entry %d", before)
	}
	return err
}

// checkWaiting looks at what has no place yet.
func (v *verifier) checkWaiting(ctx context.Context) error {
	rows, err := v.chain.store.Audit.Unsealed(ctx, verifyBatch)
	if err != nil {
		return err
	}
	late := v.chain.clock().Add(-sealedIn)
	for _, e := range rows {
		switch genuine, err := v.genuine(ctx, e); {
		case err != nil:
			return err
		case !genuine:
			return v.fault(0, e.ID, "waits for its place and was changed or inserted: its keyed hash is wrong")
		case e.At.Before(late):
			return v.fault(0, e.ID, "has no place in the chain after %s: it was taken out, or the service does not run", sealedIn)
		}
	}
	v.Waiting, err = v.chain.store.Audit.Waiting(ctx)
	return err
}
