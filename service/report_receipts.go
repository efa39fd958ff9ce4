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

// filed keeps that the duties of accepted rows were done, under the numbers of their receipts. What has changed of a thing
// since its row was taken is to be filed from then on: it had waited with the duty that is done now.
func (s *Reports) filed(
	ctx context.Context, tx *repository.Store, a model.Actor, r model.Report, rows []model.ReportRow,
) ([]change, error) {
	accepted := map[uint64]model.ReportRow{}
	for _, row := range rows {
		if row.FilingID != 0 && row.State == model.RowOfReportAccepted {
			accepted[uint64(row.FilingID)] = row
		}
	}
	if len(accepted) == 0 {
		return nil, nil
	}
	open, err := tx.Filings.LockByIDs(ctx, r.Scope, idsOf(rows, func(row model.ReportRow) uint64 { return uint64(row.FilingID) }))
	if err != nil {
		return nil, err
	}
	at := s.now()
	today := model.NewDate(at.Time)
	var changes []change
	var duties []duty
	for _, id := range idsOf(rows, func(row model.ReportRow) uint64 { return uint64(row.FilingID) }) {
		f, row := open[id], accepted[id]
		if f.State != model.FilingOpen || row.ID == 0 {
			continue // it was done or dismissed by hand meanwhile, or is refused
		}
		before := f
		if err := f.Done(model.FilingEdit{On: model.NewDate(row.ReceivedAt.Time), Number: row.ReceiptNumber}, today); err != nil {
			return nil, err
		}
		f.Version, f.UpdatedAt = before.Version+1, at
		if err := tx.Filings.Update(ctx, r.Scope, before.Version, &f); err != nil {
			return nil, err
		}
		changes = append(changes, changed(filingNoun, string(model.VerbFiled), "", &before, &f))
		d, again, err := changedSince(ctx, tx, r.Scope, f, row.ThingVersion)
		if err != nil {
			return nil, err
		}
		if again {
			d.filing.CreatedAt, d.filing.UpdatedAt = at, at
			duties = append(duties, d)
		}
	}
	opened, err := openFilings(ctx, tx, a, at, duties)
	return append(changes, opened...), err
}

// changedSince is the duty to file what has changed of a thing since a version, and false when nothing has. What was closed
// since has a duty of its own.
func changedSince(
	ctx context.Context, tx *repository.Store, s model.Sight, f model.Filing, version uint64,
) (d duty, again bool, err error) {
	states, err := filedStates(ctx, tx, s, f)
	if err != nil || f.Cause == model.CauseClose {
		return d, false, err
	}
	var sent, now model.Filed
	var since model.Date
	for _, state := range states {
		if state.version <= version {
			sent = state.filed
			continue
		}
		if now = state.filed; since == "" && sent.Fields != nil && len(model.Compare(sent.Fields, now.Fields)) > 0 {
			since = state.from
		}
	}
	if since == "" || now.State == model.StateClosed || len(model.Compare(sent.Fields, now.Fields)) == 0 {
		return d, false, nil
	}
	d.filing = model.Filing{
		Kind: f.Kind, SiteID: f.SiteID, AccountID: f.AccountID, ThingName: f.ThingName, Cause: model.CauseChange, State: model.FilingOpen,
		SinceOn: since, OrganizationID: f.OrganizationID, RegionCode: f.RegionCode, Version: 1,
	}
	d.filed = now
	d.filed.Registers = []model.UpperRegister{f.Register}
	return d, true, nil
}

// filedState is what an upper register would know of a state of a thing.
type filedState struct {
	version uint64
	from    model.Date
	filed   model.Filed
}

func filedStates(ctx context.Context, tx *repository.Store, s model.Sight, f model.Filing) ([]filedState, error) {
	var states []filedState
	if f.Kind == model.SubjectSite {
		versions, err := tx.SiteHistory.Of(ctx, s, uint64(f.SiteID))
		for _, v := range versions {
			states = append(states, filedState{v.Version, v.ValidFrom, v.Filed()})
		}
		return states, err
	}
	versions, err := tx.AccountHistory.Of(ctx, s, uint64(f.AccountID))
	for _, v := range versions {
		states = append(states, filedState{v.Version, v.ValidFrom, v.Filed()})
	}
	return states, err
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
