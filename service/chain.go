package service

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Chain holds the audit entries together: each gets a place and a hash over itself and all before it. It is no part of
// Services, so no request gets to it; package main runs it beside them.
type Chain struct{ base }

// NewChain is the chain of a database.
func NewChain(store *repository.Store, settings Settings) *Chain {
	return &Chain{base{store: store, clock: settings.Clock, ring: settings.Ring}}
}

// sealBatch is how many entries one statement seals: more bring little, and take longer to roll back.
const sealBatch = 250

// Seal gives every entry that waits its place in the chain and answers how many there were. Those who change things never
// wait for it: entries are written without a place, and an entry that is committed late comes later in the chain.
func (c *Chain) Seal(ctx context.Context) (int, error) {
	for sealed := 0; ; {
		n, whole, err := c.sealSome(ctx)
		sealed += n
		if err != nil || whole {
			return sealed, err
		}
	}
}

// sealSome seals one batch, and answers whether it was the last one. Everything but writing is done outside of the
// transaction, where nobody waits for it. Whoever else seals meanwhile moves the end of the chain: then nothing is written,
// so two programs never give out the same place.
func (c *Chain) sealSome(ctx context.Context) (n int, whole bool, err error) {
	chain, err := c.store.Audit.Chain(ctx) // before the entries: what waits after it waits still while the end stays
	if err != nil {
		return 0, false, err
	}
	rows, err := c.store.Audit.Unsealed(ctx, sealBatch)
	if err != nil || len(rows) == 0 {
		return 0, true, err
	}
	end := chain.LastSeq
	for i := range rows {
		chain.LastSeq++
		rows[i].Seq = model.OptionalID(chain.LastSeq)
		rows[i].Hash = c.ring.Sum(rows[i].KeyID, rows[i].Link(chain.LastHash))
		chain.LastHash = rows[i].Hash
	}
	chain.UpdatedAt = c.now()
	moved, err := repository.InTx(ctx, c.store, func(tx *repository.Store) (bool, error) {
		moved, err := tx.Audit.Extend(ctx, end, chain)
		if err != nil || !moved {
			return false, err
		}
		return true, tx.Audit.Seal(ctx, rows)
	})
	if err != nil || !moved {
		return 0, false, err
	}
	return len(rows), len(rows) < sealBatch, nil
}

// Checkpoint is what there is to say about the chain now, not yet signed, given what was said last. It refuses to go on
// from a chain that is not the one it has spoken of. The base is never taken from the database: only a removal by age moves it.
func (c *Chain) Checkpoint(ctx context.Context, last model.Checkpoint) (model.Checkpoint, error) {
	chain, err := c.store.Audit.Chain(ctx)
	if err != nil {
		return model.Checkpoint{}, err
	}
	next := model.Checkpoint{
		At: c.now(), Seq: chain.LastSeq, Hash: chain.LastHash, BaseSeq: last.BaseSeq, BaseHash: last.BaseHash,
		Unkeyed: last.Unkeyed,
	}
	next.Entries = next.Seq - min(next.Seq, next.BaseSeq)
	if last.Seq == 0 {
		if next.Unkeyed, err = c.unkeyed(ctx, chain); err != nil {
			return next, err
		}
	}
	return next, c.goesOn(ctx, chain, last)
}

// unkeyed is the last place of the entries from before there was a keyed hash.
func (c *Chain) unkeyed(ctx context.Context, chain model.AuditChain) (uint64, error) {
	first, err := c.store.Audit.FirstKeyed(ctx)
	if err != nil || first == 0 {
		return chain.LastSeq, err
	}
	return first - 1, nil
}

// ErrChainBroken says that the chain is not the one that an earlier checkpoint has seen.
var ErrChainBroken = fmt.Errorf("the audit trail is not the one of the last checkpoint: run `xuncha audit verify`")

func (c *Chain) goesOn(ctx context.Context, chain model.AuditChain, last model.Checkpoint) error {
	switch {
	case last.Seq == 0:
		return nil
	case chain.LastSeq < last.Seq:
		return ErrChainBroken
	case chain.BaseSeq == last.Seq && slices.Equal(chain.BaseHash, last.Hash), chain.BaseSeq > last.Seq:
		return nil // removed by age in between
	}
	entry, err := c.store.Audit.At(ctx, last.Seq)
	if IsNotFound(err) || err == nil && !slices.Equal(entry.Hash, last.Hash) {
		return ErrChainBroken
	}
	return err
}

// Expired is the newest sealed entry that is older than so many days together with all before it, and false for none.
func (c *Chain) Expired(ctx context.Context, days int) (model.AuditEntry, bool, error) {
	before, err := c.before(days)
	if err != nil {
		return model.AuditEntry{}, false, err
	}
	chain, err := c.store.Audit.Chain(ctx)
	if err != nil {
		return model.AuditEntry{}, false, err
	}
	var newest model.AuditEntry
	for seq := chain.BaseSeq; ; seq = uint64(newest.Seq) {
		rows, err := c.store.Audit.After(ctx, seq, purgeBatch)
		if err != nil {
			return newest, false, err
		}
		old := older(rows, before)
		if len(old) > 0 {
			newest = old[len(old)-1]
		}
		if len(old) < purgeBatch {
			return newest, newest.Seq != 0, nil
		}
	}
}

// MinRetention is how many days entries are kept at least: six months.
const MinRetention = 184

const purgeBatch = 500

func (c *Chain) before(days int) (model.Time, error) {
	if days < MinRetention {
		return model.Time{}, fmt.Errorf("audit entries are kept for at least %d days", MinRetention)
	}
	return model.NewTime(c.clock().AddDate(0, 0, -days)), nil
}

// older are the first rows that are older than a time.
func older(rows []model.AuditEntry, than model.Time) []model.AuditEntry {
	n := slices.IndexFunc(rows, func(e model.AuditEntry) bool { return !e.At.Before(than.Time) })
	if n < 0 {
		return rows
	}
	return rows[:n]
}

// Purge removes the sealed entries up to a place that are older than so many days, and answers how many there were. Each
// batch moves the base of the chain and is itself written down.
func (c *Chain) Purge(ctx context.Context, a model.Actor, days int, through uint64) (int, error) {
	before, err := c.before(days)
	if err != nil {
		return 0, err
	}
	for removed := 0; ; {
		n, err := repository.InTx(ctx, c.store, func(tx *repository.Store) (int, error) {
			return c.purgeSome(ctx, tx, a, before, through)
		})
		removed += n
		if err != nil || n < purgeBatch {
			return removed, err
		}
	}
}

func (c *Chain) purgeSome(ctx context.Context, tx *repository.Store, a model.Actor, before model.Time, through uint64) (int, error) {
	chain, err := tx.Audit.LockChain(ctx)
	if err != nil || through <= chain.BaseSeq {
		return 0, err
	}
	rows, err := tx.Audit.After(ctx, chain.BaseSeq, int(min(purgeBatch, through-chain.BaseSeq)))
	if err != nil {
		return 0, err
	}
	rows = older(rows, before)
	if len(rows) == 0 {
		return 0, nil
	}
	first, last := rows[0], rows[len(rows)-1]
	if uint64(last.Seq) != chain.BaseSeq+uint64(len(rows)) {
		return 0, ErrChainBroken // what is missing must not be taken for removed by age
	}
	if err := c.unaltered(chain.BaseHash, rows); err != nil {
		return 0, err
	}
	ids := make([]uint64, len(rows))
	for i, e := range rows {
		ids[i] = e.ID
	}
	if err := tx.Audit.Remove(ctx, ids); err != nil {
		return 0, err
	}
	chain.BaseSeq, chain.BaseHash, chain.UpdatedAt = uint64(last.Seq), last.Hash, c.now()
	if err := tx.Audit.MoveBase(ctx, chain); err != nil {
		return 0, err
	}
	return len(rows), c.record(ctx, tx, a, c.now(), change{
		operation: "audit.purge", kind: "audit", private: true,
		after: struct {
			FirstSeq, LastSeq uint64
			Through           string
			Older             model.Time
		}{uint64(first.Seq), uint64(last.Seq), hex.EncodeToString(last.Hash), before},
	})
}

// unaltered refuses to remove what was tampered with: an entry that was made to look old would be gone with its traces.
func (c *Chain) unaltered(previous []byte, rows []model.AuditEntry) error {
	for _, e := range rows {
		if !follows(e, previous) {
			return ErrChainBroken
		}
		previous = e.Hash
		if !e.Keyed() {
			continue
		}
		if right, err := c.vouched(e); err != nil {
			return err
		} else if !right {
			return ErrChainBroken
		}
	}
	return nil
}
