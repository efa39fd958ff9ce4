package service

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
)

// Confirm lets the report go out, by another person than who made it. What is to be filed is filed in one report only.
func (s *Reports) Confirm(ctx context.Context, a model.Actor, id, version uint64) (model.Report, error) {
	if err := a.Allow(model.ConfirmReports); err != nil {
		return model.Report{}, err
	}
	return s.edit(ctx, a, id, version, model.VerbConfirmReport, "", func(tx *repository.Store, row *model.Report) error {
		return stillToFile(ctx, tx, *row)
	})
}

// Return gives the report back to who made it, with what to mend.
func (s *Reports) Return(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.Report, error) {
	if err := a.Allow(model.ConfirmReports); err != nil {
		return model.Report{}, err
	}
	r, err := r.Normalize()
	if err != nil {
		return model.Report{}, err
	}
	return s.edit(ctx, a, id, version, model.VerbReturnReport, r.Reason, func(*repository.Store, *model.Report) error { return nil })
}

// Send puts a confirmed report on its way. One that is handed in by hand only waits for its receipts from then on.
func (s *Reports) Send(ctx context.Context, a model.Actor, id, version uint64) (model.Report, error) {
	if err := a.Allow(model.SendReports); err != nil {
		return model.Report{}, err
	}
	return s.edit(ctx, a, id, version, model.VerbSendReport, "", func(tx *repository.Store, row *model.Report) error {
		if way := s.way(); row.Way != way {
			return model.NewError(model.KindConflict, "report_for_other_way", string(row.Way), string(way))
		}
		if row.Way == model.WayHand {
			row.Follow(true)
			return tx.Pieces.Taken(ctx, id, s.now())
		}
		return tx.Pieces.Queue(ctx, id, true)
	})
}

// Cancel gives the report up, unless something of it was sent already.
func (s *Reports) Cancel(ctx context.Context, a model.Actor, id, version uint64) (model.Report, error) {
	if err := a.Allow(model.SendReports); err != nil {
		return model.Report{}, err
	}
	return s.edit(ctx, a, id, version, model.VerbCancelReport, "", func(tx *repository.Store, _ *model.Report) error {
		pieces, err := tx.Pieces.Of(ctx, id)
		if err != nil {
			return err
		}
		for _, p := range pieces {
			if p.Attempts > 0 {
				return model.NewError(model.KindConflict, "report_was_sent")
			}
		}
		return tx.Pieces.Queue(ctx, id, false)
	})
}

// edit changes a report by a verb. It is locked, as is one of which a piece is about to be sent or whose receipts come.
func (s *Reports) edit(
	ctx context.Context, a model.Actor, id, version uint64, verb model.ReportVerb, reason string,
	change func(tx *repository.Store, row *model.Report) error,
) (model.Report, error) {
	return apply(ctx, s.base, a, edit[model.Report]{
		noun: reportNoun, operation: string(verb), reason: reason, version: version,
		load: func(tx *repository.Store) (model.Report, error) { return tx.Reports.Lock(ctx, a.Files(), id) },
		change: func(tx *repository.Store, row *model.Report) error {
			if err := row.Move(verb, reason, a); err != nil {
				return err
			}
			return change(tx, row)
		},
	})
}

// stillToFile refuses a report of filings that were done meanwhile, or that are under way in another report. The filings are
// locked before anything is read without a lock, so that of two reports that are confirmed at once the second sees the first.
func stillToFile(ctx context.Context, tx *repository.Store, r model.Report) error {
	if r.Kind != model.ReportFilings {
		return nil
	}
	rows, err := tx.Reports.LockRows(ctx, r.ID)
	if err != nil {
		return err
	}
	ids := make([]uint64, len(rows))
	for i, row := range rows {
		ids[i] = uint64(row.FilingID)
	}
	open, err := tx.Filings.LockByIDs(ctx, r.Scope, ids)
	if err != nil {
		return err
	}
	busy, err := tx.Reports.Busy(ctx, ids, r.ID)
	if err != nil {
		return err
	}
	var names []string
	for _, row := range rows {
		if f, ok := open[uint64(row.FilingID)]; !ok || f.State != model.FilingOpen || busy[uint64(row.FilingID)] != 0 {
			names = append(names, row.ThingName)
		}
	}
	if len(names) == 0 {
		return nil
	}
	const shown = 10
	more := ""
	if len(names) > shown {
		names, more = names[:shown], fmt.Sprintf(" … (%d)", len(names))
	}
	return model.NewError(model.KindConflict, "filings_elsewhere", strings.Join(names, "、")+more)
}

// newKey is a key that nobody else has.
func newKey() (string, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("make a key: %w", err)
	}
	return id.String(), nil
}
