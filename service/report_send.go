package service

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/province"
)

// Limits of waiting for the system above.
const (
	firstRetry = time.Second
	lastRetry  = 15 * time.Minute
	mostAsked  = time.Hour // that the other side may make us wait
)

// pause is how long to wait after so many tries, somewhat differently each time: after an outage not all come at once.
func pause(attempts int, asked time.Duration) time.Duration {
	wait := lastRetry
	if attempts < 12 {
		wait = min(lastRetry, firstRetry<<max(attempts-1, 0))
	}
	wait += time.Duration(rand.Int64N(int64(wait)/4 + 1)) //nolint:gosec // jitter, not a secret
	return max(wait, min(asked, mostAsked))
}

// errAltered is that what would be sent is not what was confirmed, as after a change in the database.
var errAltered = errors.New("it is not what was confirmed, and is not sent")

// errCrossed is that somebody else is at work on a piece by now.
var errCrossed = errors.New("the piece is another's by now")

// Deliver sends what is queued, piece by piece, and asks for the receipts of what was taken, until nothing is due. No
// transaction is open while the other side is waited for. It answers what has gone wrong, which is tried again later.
func (s *Reports) Deliver(ctx context.Context) error {
	if s.province == nil {
		return nil
	}
	var faults []error
	for ctx.Err() == nil {
		sent, err := s.deliverNext(ctx)
		if err != nil {
			faults = append(faults, err)
		}
		if !sent {
			break
		}
	}
	for ctx.Err() == nil {
		asked, err := s.collectNext(ctx)
		if err != nil {
			faults = append(faults, err)
		}
		if !asked {
			break
		}
	}
	return errors.Join(faults...)
}

// deliverNext sends the first piece of the queue, when it is due and nobody is at work on it. Nothing overtakes it.
func (s *Reports) deliverNext(ctx context.Context) (sent bool, err error) {
	piece, found, err := s.store.Pieces.First(ctx, s.way())
	if err != nil || !found {
		return false, err
	}
	token, leased, err := s.leasePiece(ctx, piece.ID)
	if err != nil || !leased {
		return false, err
	}
	report, piece, batch, err := s.about(ctx, piece.ID, token)
	switch {
	case errors.Is(err, errCrossed):
		return true, nil
	case errors.Is(err, errAltered):
		piece.Queued = false // the others go on
		return true, s.putOff(ctx, piece, token, fmt.Errorf("piece %d of report %d: %w", piece.Number, piece.ReportID, err))
	case err != nil:
		return false, s.putOff(ctx, piece, token, err)
	}
	answer, err := s.province.Deliver(ctx, batch)
	if err != nil {
		return false, s.putOff(ctx, piece, token, fmt.Errorf("send piece %d of report %d: %w", piece.Number, report.ID, err))
	}
	return true, s.answered(ctx, piece, token, answer)
}

func (s *Reports) leasePiece(ctx context.Context, id uint64) (token string, leased bool, err error) {
	if token, err = newKey(); err != nil {
		return "", false, err
	}
	now := s.now()
	leased, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (bool, error) {
		return tx.Pieces.Lease(ctx, id, now, token, model.NewTime(now.Add(s.lease)))
	})
	return token, leased, err
}

// about notes that a piece is about to be sent, and puts it together. The report is locked meanwhile, so that it is either
// cancelled or sent. What is not what was confirmed is never sent.
func (s *Reports) about(
	ctx context.Context, id uint64, token string,
) (report model.Report, piece model.ReportPiece, batch province.Batch, err error) {
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		var held bool
		if piece, held, err = tx.Pieces.Held(ctx, id, token); err != nil || !held {
			return struct{}{}, errors.Join(err, crossedUnless(held))
		}
		if report, err = tx.Reports.Lock(ctx, model.ScopeAll, piece.ReportID); err != nil {
			return struct{}{}, err
		}
		if report.State != model.ReportSending {
			return struct{}{}, errCrossed
		}
		rows, err := tx.Reports.RowsOf(ctx, report.ID, piece.Number)
		if err != nil {
			return struct{}{}, err
		}
		batch = batchOf(report, piece, rows)
		body, err := batch.Body()
		if err != nil {
			return struct{}{}, err
		}
		if hashOf(body) != piece.BodyHash {
			return struct{}{}, errAltered
		}
		if piece.Attempts++; piece.FirstTriedAt.IsZero() {
			piece.FirstTriedAt = s.now()
		}
		return struct{}{}, tx.Pieces.Try(ctx, piece)
	})
	return report, piece, batch, err
}

func crossedUnless(held bool) error {
	if held {
		return nil
	}
	return errCrossed
}

// putOff lets go of a piece that could not be sent, and says when it is tried again. It answers the fault.
func (s *Reports) putOff(ctx context.Context, piece model.ReportPiece, token string, fault error) error {
	if ctx.Err() != nil {
		return nil // the program ends; the lease runs out by itself
	}
	piece.NextTryAt = model.NewTime(s.clock().Add(pause(piece.Attempts, province.RetryAfter(fault))))
	piece.LastError = model.Line(fault.Error(), model.MaxReceiptWords)
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (bool, error) { return tx.Pieces.Keep(ctx, piece, token) })
	return errors.Join(fault, err)
}

// answered keeps what the other side has said of a piece.
func (s *Reports) answered(ctx context.Context, piece model.ReportPiece, token string, answer province.Answer) error {
	piece.LastError, piece.State, piece.NextTryAt = "", model.PieceTaken, s.nextAsked(piece, nil)
	contradictions := 0
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		report, err := tx.Reports.Lock(ctx, model.ScopeAll, piece.ReportID)
		if err != nil {
			return struct{}{}, err
		}
		kept, err := tx.Pieces.Keep(ctx, piece, token)
		if err != nil || !kept {
			return struct{}{}, err // another has sent it again under the same key, and keeps what was answered to that
		}
		receipts := answer.Receipts
		if answer.Refusal != "" {
			if receipts, err = s.refuseAll(ctx, tx, report, piece, answer.Refusal); err != nil {
				return struct{}{}, err
			}
		}
		outcome, err := s.receive(ctx, tx, Operator("province"), report, receipts)
		contradictions = outcome.contradictions
		return struct{}{}, err
	})
	if err == nil && contradictions > 0 {
		err = fmt.Errorf("piece %d of report %d: %d receipts contradict those that are kept", piece.Number, piece.ReportID, contradictions)
	}
	return err
}

// refuseAll is the refusal of a whole piece, row by row.
func (s *Reports) refuseAll(
	ctx context.Context, tx *repository.Store, r model.Report, piece model.ReportPiece, words string,
) ([]model.Receipt, error) {
	rows, err := tx.Reports.RowsOf(ctx, r.ID, piece.Number)
	receipts := make([]model.Receipt, len(rows))
	for i, row := range rows {
		receipts[i] = model.Receipt{Key: row.Key(r.ReportKey), Words: words, At: s.now()}
	}
	return receipts, err
}

// collectNext asks for the receipts of the piece that has waited longest, when it is time again.
func (s *Reports) collectNext(ctx context.Context) (asked bool, err error) {
	piece, found, err := s.store.Pieces.Unanswered(ctx, s.way(), s.now())
	if err != nil || !found {
		return false, err
	}
	token, leased, err := s.leasePiece(ctx, piece.ID)
	if err != nil || !leased {
		return false, err
	}
	answer, fault := s.province.Collect(ctx, piece.PieceKey)
	if len(answer.Receipts) > 0 {
		err = s.answered(ctx, piece, token, answer)
	}
	if len(answer.Receipts) > 0 && fault == nil {
		return true, err
	}
	return true, errors.Join(err, s.askLater(ctx, piece, token, fault))
}

// askLater lets go of a piece whose receipts have not come. A fault is told and kept.
func (s *Reports) askLater(ctx context.Context, piece model.ReportPiece, token string, fault error) error {
	piece.LastError, piece.NextTryAt = "", s.nextAsked(piece, fault)
	if fault != nil {
		piece.LastError = model.Line(fault.Error(), model.MaxReceiptWords)
	}
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (bool, error) { return tx.Pieces.Keep(ctx, piece, token) })
	return errors.Join(fault, err)
}

// nextAsked is when the other side is asked for receipts again: after as long as they have been waited for already.
func (s *Reports) nextAsked(piece model.ReportPiece, fault error) model.Time {
	waited := s.now().Sub(piece.FirstTriedAt.Time)
	return model.NewTime(s.clock().Add(max(min(waited, lastRetry), pause(1, province.RetryAfter(fault)))))
}
