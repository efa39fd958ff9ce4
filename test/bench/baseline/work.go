package baseline

import (
	"context"
	"database/sql"
	"log"
	"strings"
	"sync"
	"time"

	"xuncha/model"
)

// How often the service does the same, and how many rows one statement takes.
const (
	sealEvery   = time.Second
	numberEvery = 250 * time.Millisecond
	sealBatch   = 250
	feedBatch   = 500
)

// Work gives audit entries their places in the chain and events theirs in the feed, until ctx ends.
func (s *Server) Work(ctx context.Context) {
	var running sync.WaitGroup
	every := func(interval time.Duration, fn func(context.Context) (bool, error)) {
		running.Go(func() {
			tick := time.NewTicker(interval)
			defer tick.Stop()
			for {
				for more := true; more; {
					var err error
					if more, err = fn(ctx); err != nil && ctx.Err() == nil {
						log.Print(err)
					}
				}
				select {
				case <-tick.C:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	every(sealEvery, s.seal)
	every(numberEvery, s.number)
	running.Wait()
}

// seal gives the next entries their places, and answers whether there are more.
func (s *Server) seal(ctx context.Context) (more bool, err error) {
	var chain model.AuditChain
	if err := s.one(ctx, nil, "SELECT last_seq, last_hash FROM audit_chains WHERE id = 1", nil, &chain.LastSeq, &chain.LastHash); err != nil {
		return false, err
	}
	var rows []model.AuditEntry
	err = s.each(ctx, nil, "SELECT id, "+auditColumns+" FROM audit_entries WHERE seq IS NULL ORDER BY id LIMIT ?", []any{sealBatch}, func(r *sql.Rows) error {
		var e model.AuditEntry
		err := r.Scan(&e.ID, &e.At, &e.ActorName, (*string)(&e.ActorRole), &e.TokenID, &e.Source, &e.RequestID, &e.Operation, &e.ThingKind,
			&e.ThingID, (*string)(&e.RegionCode), &e.Reason, &e.BeforeState, &e.AfterState, &e.UserID, (*string)(&e.ActorScope),
			(*string)(&e.Outcome), &e.KeyID, &e.MAC)
		rows = append(rows, e)
		return err
	})
	if err != nil || len(rows) == 0 {
		return false, err
	}
	from := chain.LastSeq
	var seqs, hashes strings.Builder
	var first, second, ids []any
	for _, e := range rows {
		chain.LastSeq++
		e.Seq = model.OptionalID(chain.LastSeq)
		chain.LastHash = s.ring.Sum(e.KeyID, e.Link(chain.LastHash))
		seqs.WriteString(" WHEN ? THEN ?")
		hashes.WriteString(" WHEN ? THEN ?")
		first, second, ids = append(first, e.ID, chain.LastSeq), append(second, e.ID, chain.LastHash), append(ids, e.ID)
	}
	return len(rows) == sealBatch, s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := s.run(ctx, tx, "UPDATE audit_chains SET last_seq = ?, last_hash = ?, updated_at = ? WHERE id = 1 AND last_seq = ?",
			chain.LastSeq, chain.LastHash, s.now(), from)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE audit_entries SET seq = CASE id"+seqs.String()+" END, hash = CASE id"+hashes.String()+
			" END WHERE id IN "+list(len(ids)), append(append(first, second...), ids...)...)
		return err
	})
}

// number gives the next events their places, and answers whether there are more.
func (s *Server) number(ctx context.Context) (more bool, err error) {
	var last uint64
	if err := s.one(ctx, nil, "SELECT last_position FROM feeds WHERE id = 1", nil, &last); err != nil {
		return false, err
	}
	from := last
	var cases strings.Builder
	var values, ids []any
	err = s.each(ctx, nil, "SELECT id FROM events WHERE position IS NULL ORDER BY id LIMIT ?", []any{feedBatch}, func(rows *sql.Rows) error {
		var id uint64
		err := rows.Scan(&id)
		last++
		cases.WriteString(" WHEN ? THEN ?")
		values, ids = append(values, id, last), append(ids, id)
		return err
	})
	if err != nil || len(ids) == 0 {
		return false, err
	}
	return len(ids) == feedBatch, s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := s.run(ctx, tx, "UPDATE feeds SET last_position = ?, updated_at = ? WHERE id = 1 AND last_position = ?", last, s.now(), from)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE events SET position = CASE id"+cases.String()+" END WHERE id IN "+list(len(ids)), append(values, ids...)...)
		return err
	})
}
