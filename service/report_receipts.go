package service

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/province"
)

// received is what has become of receipts: by the key of the row, and in numbers.
type received struct {
	rows           map[string]*model.Error // nil for one that is kept
	changed        map[string]bool
	contradictions int
}

// receive keeps receipts of a locked report, with what follows from them: what was filed is done, and the report goes on. A
// receipt that is kept already changes nothing.
func (s *Reports) receive(
	ctx context.Context, tx *repository.Store, a model.Actor, before model.Report, receipts []model.Receipt,
) (received, error) {
	out := received{rows: map[string]*model.Error{}, changed: map[string]bool{}}
	at, report := s.now(), before
	rows, err := rowsOfReceipts(ctx, tx, before, receipts)
	if err != nil {
		return out, err
	}
	var answered []model.ReportRow
	for _, receipt := range receipts {
		row, ok := rows[receipt.Key]
		if !ok || row.PieceNumber == 0 {
			out.rows[receipt.Key] = model.InvalidField("row", "unknown_receipt_row")
			continue
		}
		changed, agrees := row.Receive(receipt, at)
		switch {
		case !agrees:
			out.rows[receipt.Key] = model.NewError(model.KindConflict, "receipt_contradicts", row.State.Label())
			out.contradictions++
		case changed:
			rows[receipt.Key] = row
			out.changed[receipt.Key] = true
			answered = append(answered, row)
			if row.State == model.RowOfReportAccepted {
				report.AcceptedCount++
			} else {
				report.RefusedCount++
			}
		}
	}
	if err := tx.Reports.Receive(ctx, answered); err != nil {
		return out, err
	}
	changes, err := s.filed(ctx, tx, a, report, answered)
	if err != nil {
		return out, err
	}
	if err := s.goOn(ctx, tx, &report); err != nil {
		return out, err
	}
	if report == before {
		return out, nil
	}
	report.Version, report.UpdatedAt = before.Version+1, at
	if err := tx.Reports.Update(ctx, report.Scope, before.Version, &report); err != nil {
		return out, err
	}
	return out, s.record(ctx, tx, a, at, append(changes, changed(reportNoun, "receive", "", &before, &report))...)
}

// goOn says how far the pieces have come by now, and the report with them.
func (s *Reports) goOn(ctx context.Context, tx *repository.Store, r *model.Report) error {
	missing, err := tx.Reports.Unanswered(ctx, r.ID)
	if err != nil {
		return err
	}
	pieces, err := tx.Pieces.Of(ctx, r.ID)
	if err != nil {
		return err
	}
	var complete []int
	taken := true
	for _, p := range pieces {
		if !missing[p.Number] && p.State != model.PieceAnswered {
			complete = append(complete, p.Number)
		}
		taken = taken && (p.State != model.PieceWaiting || !missing[p.Number])
	}
	r.Follow(taken)
	return tx.Pieces.Answer(ctx, r.ID, complete)
}

// rowsOfReceipts reads the rows that receipts are about, by their keys.
func rowsOfReceipts(
	ctx context.Context, tx *repository.Store, r model.Report, receipts []model.Receipt,
) (map[string]model.ReportRow, error) {
	var numbers []int
	for _, receipt := range receipts {
		text, own := strings.CutPrefix(receipt.Key, r.ReportKey+"-")
		if n, err := strconv.Atoi(text); own && err == nil && n > 0 && n <= r.RowCount {
			numbers = append(numbers, n)
		}
	}
	rows, err := tx.Reports.ByNumbers(ctx, r.ID, numbers)
	found := make(map[string]model.ReportRow, len(rows))
	for _, row := range rows {
		found[row.Key(r.ReportKey)] = row
	}
	return found, err
}

// ReceiptOutcome is what has become of one line of an answer that was uploaded.
type ReceiptOutcome struct {
	Line    int
	Key     string
	Changed bool // false for one that was kept already
	Err     *model.Error
}

// AddReceipts keeps the answer of the system above that came as a file. Without keepGoing one bad line refuses the file.
func (s *Reports) AddReceipts(
	ctx context.Context, a model.Actor, id uint64, file io.Reader, keepGoing bool,
) ([]ReceiptOutcome, error) {
	if err := a.Allow(model.SendReports); err != nil {
		return nil, err
	}
	if _, err := s.store.Reports.Get(ctx, a.Files(), id); err != nil {
		return nil, err
	}
	lines, err := province.ReadReceipts(file)
	if err != nil {
		return nil, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) ([]ReceiptOutcome, error) {
		report, err := tx.Reports.Lock(ctx, a.Files(), id)
		if err != nil {
			return nil, err
		}
		if report.State != model.ReportSending && report.State != model.ReportSent && report.State != model.ReportDone {
			return nil, model.NewError(model.KindConflict, "receipts_not_expected", string(report.State))
		}
		var receipts []model.Receipt
		for _, l := range lines {
			if l.Fault == nil {
				receipts = append(receipts, l.Receipt)
			}
		}
		kept, err := s.receive(ctx, tx, a, report, receipts)
		if err != nil {
			return nil, err
		}
		outcomes := outcomesOf(lines, kept)
		if keepGoing {
			return outcomes, nil
		}
		return outcomes, refusedLines(outcomes)
	})
}

func outcomesOf(lines []province.ReceiptLine, kept received) []ReceiptOutcome {
	outcomes := make([]ReceiptOutcome, len(lines))
	for i, l := range lines {
		outcomes[i] = ReceiptOutcome{Line: l.Line, Key: l.Receipt.Key, Changed: kept.changed[l.Receipt.Key], Err: kept.rows[l.Receipt.Key]}
		if l.Fault != nil {
			outcomes[i].Changed, outcomes[i].Err = false, model.Invalid(*l.Fault)
		}
	}
	return outcomes
}

// refusedLines is one error that names every line that was refused.
func refusedLines(outcomes []ReceiptOutcome) error {
	var faults []model.FieldError
	for _, o := range outcomes {
		if o.Err == nil {
			continue
		}
		f := model.FieldError{Field: fmt.Sprintf("line[%d]", o.Line), Code: o.Err.Code, Args: o.Err.Args}
		if len(o.Err.Fields) > 0 {
			f.Code, f.Args = o.Err.Fields[0].Code, o.Err.Fields[0].Args
		}
		if faults = append(faults, f); len(faults) == maxRefusedLines {
			break
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return model.Invalid(faults...)
}

const maxRefusedLines = 100
