package service

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"time"

	"xuncha/model"
)

// AuditFault is the first thing that is wrong with the trail. ID is 0 where no row stands at the place, Seq is 0 for an entry
// without one.
type AuditFault struct {
	Seq, ID uint64
	What    string
}

// Verification is what was found out about the trail.
type Verification struct {
	First, Last uint64            // places of the oldest and the newest entry, 0 for none
	Entries     uint64            // that were looked at
	Unkeyed     uint64            // from before there was a keyed hash
	Waiting     int64             // not sealed yet
	MissingKeys map[string]uint64 // keys that are not in the ring, and how many entries could not be held to them
	Checkpoints int               // whose hash the chain has
	Older       int               // checkpoints of entries that were removed by age since
	Newest      model.Checkpoint  // of those that fit
	Fault       *AuditFault
}

const (
	verifyBatch = 500
	sealedIn    = 10 * time.Minute // an entry that has waited longer was kept from the chain
)

// errFault ends a verification that has found something.
var errFault = errors.New("the trail has a fault")

// Verify reads the whole trail and compares it with the checkpoints that one of the keys has signed.
func (c *Chain) Verify(ctx context.Context, checkpoints []model.Checkpoint, keys []ed25519.PublicKey) (Verification, error) {
	for {
		base, err := c.store.Audit.Chain(ctx)
		if err != nil {
			return Verification{}, err
		}
		v := &verifier{chain: c, base: base, claims: map[uint64][]claim{}, seen: map[uint64]uint64{}}
		v.MissingKeys = map[string]uint64{}
		if err = v.run(ctx, checkpoints, keys); err != nil && !errors.Is(err, errFault) {
			return v.Verification, err
		}
		now, err := c.store.Audit.Chain(ctx)
		if err != nil || now.BaseSeq == base.BaseSeq { // else entries were removed by age meanwhile
			return v.Verification, err
		}
	}
}

// claim is what a checkpoint says about one place.
type claim struct {
	seq  uint64
	hash []byte
	of   model.Checkpoint
}

type verifier struct {
	Verification
	chain *Chain
	base  model.AuditChain

	claims    map[uint64][]claim
	highest   claim
	removable uint64 // the place up to which checkpoints vouch for a removal
	unkeyed   uint64 // the place up to which entries may be without a keyed hash
	keyed     bool   // whether an entry with one has come

	seq  uint64 // of the last entry that was looked at
	hash []byte // its hash
	fits uint64 // the last place at which a checkpoint fits
	seen map[uint64]uint64
}

func (v *verifier) fault(seq, id uint64, format string, args ...any) error {
	v.Fault = &AuditFault{Seq: seq, ID: id, What: fmt.Sprintf(format, args...)}
	return errFault
}

func (v *verifier) run(ctx context.Context, checkpoints []model.Checkpoint, keys []ed25519.PublicKey) error {
	forged := v.take(checkpoints, keys)
	v.seq, v.hash = v.base.BaseSeq, v.base.BaseHash
	if err := v.checkBase(len(checkpoints) > 0); err != nil {
		return err
	}
	if err := v.walk(ctx); err != nil {
		return err
	}
	if v.highest.seq > v.seq {
		return v.fault(v.seq+1, 0, "is missing: the chain was cut, the checkpoint of %s has seen it up to %d", v.highest.of.At.Format(time.RFC3339), v.highest.seq)
	}
	if err := v.checkWaiting(ctx); err != nil {
		return err
	}
	if forged != nil {
		return v.fault(forged.Seq, 0, "the checkpoint of %s that names it was not signed by a key that is trusted", forged.At.Format(time.RFC3339))
	}
	return nil
}

// take collects what the checkpoints say, and answers the first one that cannot be trusted.
func (v *verifier) take(checkpoints []model.Checkpoint, keys []ed25519.PublicKey) (forged *model.Checkpoint) {
	first := true
	for _, p := range checkpoints {
		if !p.SignedBy(keys) {
			if forged == nil {
				forged = &p
			}
			continue
		}
		for _, c := range []claim{{p.Seq, p.Hash, p}, {p.BaseSeq, p.BaseHash, p}} {
			if c.seq == 0 {
				continue
			}
			v.claims[c.seq] = append(v.claims[c.seq], c)
			if c.seq > v.highest.seq {
				v.highest = c
			}
		}
		v.removable = max(v.removable, p.BaseSeq)
		if first || p.Unkeyed < v.unkeyed {
			v.unkeyed = p.Unkeyed
		}
		first = false
	}
	if first {
		v.unkeyed = ^uint64(0) // nobody says, only that they come before all others
	}
	return forged
}

// checkBase looks at where the chain begins: removal by age is the only reason for not beginning at 1.
func (v *verifier) checkBase(vouched bool) error {
	if vouched && v.base.BaseSeq > v.removable {
		return v.fault(v.removable+1, 0, "is missing: the entries up to %d were removed, and no checkpoint says that this was done by age", v.base.BaseSeq)
	}
	for seq, claims := range v.claims {
		if seq < v.base.BaseSeq {
			v.Older += len(claims)
		}
	}
	if v.base.BaseSeq > 0 {
		return v.compare(v.base.BaseSeq, 0, v.base.BaseHash)
	}
	return nil
}

// compare holds a place to what the checkpoints say of it.
func (v *verifier) compare(seq, id uint64, hash []byte) error {
	for _, c := range v.claims[seq] {
		if !bytes.Equal(c.hash, hash) {
			return v.fault(seq, id, "differs from the checkpoint of %s: the chain was written anew somewhere from %d to %d",
				c.of.At.Format(time.RFC3339), v.fits+1, seq)
		}
		v.fits = seq
		if c.of.Seq != seq {
			continue // the base that the checkpoint names
		}
		v.Checkpoints++
		v.Newest = c.of
	}
	return nil
}

// walk reads the chain from its beginning until it meets the end that the chain's row names.
func (v *verifier) walk(ctx context.Context) error {
	first, err := v.chain.store.Audit.First(ctx)
	switch {
	case err != nil && !IsNotFound(err):
		return err
	case err == nil && uint64(first.Seq) <= v.base.BaseSeq:
		return v.fault(uint64(first.Seq), first.ID, "stands before the beginning of the chain, which is %d: it was put there by hand", v.base.BaseSeq+1)
	}
	for {
		rows, err := v.chain.store.Audit.After(ctx, v.seq, verifyBatch)
		if err != nil {
			return err
		}
		for _, e := range rows {
			if err := v.check(ctx, e); err != nil {
				return err
			}
			v.seq, v.hash = uint64(e.Seq), e.Hash
		}
		if len(rows) == verifyBatch {
			continue
		}
		// Read after the entries: programs go on sealing.
		chain, err := v.chain.store.Audit.Chain(ctx)
		switch {
		case err != nil:
			return err
		case chain.LastSeq < v.seq:
			return v.fault(chain.LastSeq+1, 0, "stands behind the end of the chain, which is %d: it was put there by hand", chain.LastSeq)
		case chain.LastSeq == v.seq && !bytes.Equal(chain.LastHash, v.hash):
			return v.fault(v.seq, 0, "is the last one, and the end of the chain has another hash")
		case chain.LastSeq == v.seq:
			return nil
		case len(rows) == 0:
			return v.fault(v.seq+1, 0, "is missing: the chain ends at %d", chain.LastSeq)
		}
	}
}
