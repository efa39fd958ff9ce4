package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

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
		done := model.FilingEdit{On: model.NewDate(row.ReceivedAt.Time), Number: row.ReceiptNumber}
		if err := f.Done(done, today); err != nil {
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
