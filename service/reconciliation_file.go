package service

import (
	"xuncha/model"
)

// openFiling opens the duty to tell the register above of a thing, or finds the one that is open already.
func (b *settling) openFiling(row *model.ReconciliationRow) error {
	thing := b.things[row.ThingID()]
	cause := model.CauseChange
	switch {
	case row.Comparison == model.OnlyHere:
		cause = model.CauseOpen
	case thing.Life().State == model.StateClosed:
		cause = model.CauseClose
	}
	open, err := b.tx.Filings.LockOpen(b.ctx, b.list.Kind, []uint64{thing.Ref().ID})
	if err != nil {
		return err
	}
	for _, f := range open {
		// A change waits with an opening or a change that waits, as in openFilings.
		if f.Register == b.list.Register && (f.Cause == cause || cause == model.CauseChange && f.Cause == model.CauseOpen) {
			row.FilingID = model.OptionalID(f.ID)
			return nil
		}
	}
	today := model.NewDate(b.at.Time)
	due, err := filingDue(b.ctx, b.tx, today)
	if err != nil {
		return err
	}
	organizationID, region := thing.Owner()
	f := &model.Filing{
		Kind: b.list.Kind, SiteID: row.SiteID, AccountID: row.AccountID, ThingName: thing.Name(), Cause: cause, Register: b.list.Register,
		State: model.FilingOpen, SinceOn: today, DueOn: due, OrganizationID: organizationID, RegionCode: region, Version: 1,
		CreatedAt: b.at, UpdatedAt: b.at,
	}
	if err := b.tx.Filings.Create(b.ctx, []*model.Filing{f}); err != nil {
		return err
	}
	row.FilingID = model.OptionalID(f.ID)
	b.changes = append(b.changes, changed(filingNoun, "create", "", nil, f))
	return nil
}
