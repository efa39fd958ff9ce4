package service

import (
	"context"
	"reflect"

	"xuncha/model"
	"xuncha/repository"
)

var findingNoun = noun[model.Rectification]{
	kind: "finding",
	facts: func(r *model.Rectification) facts {
		return facts{r.ID, r.Number, r.RegionCode, &r.Version, &r.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Rectification) error {
		return tx.Rectifications.Update(ctx, s, version, row)
	},
}

func inspectionIDs(of map[model.TargetRef]model.Result) []uint64 {
	var ids []uint64
	for _, r := range of {
		if r.Inspection.Revision > 0 {
			ids = append(ids, r.Inspection.ID)
		}
	}
	return ids
}

// track reads and locks the findings that some inspections have. The inspections are locked before.
func (b *batch) track(ctx context.Context, tx *repository.Store, inspectionIDs []uint64) (err error) {
	b.tracked, err = tx.Rectifications.LockOf(ctx, inspectionIDs)
	return err
}

// following collects what a batch does to the findings that are followed.
type following struct {
	lines   [][]*model.Rectification // what each line of each result is
	fresh   []*model.Rectification
	changed []followed
	steps   []model.RectificationStep
}

// followed is a finding that a result changes.
type followed struct {
	operation     string
	before, after *model.Rectification
}

// follow gives every line of the new results its finding: the one that it was before, or a new one with a number that was
// never given before. A fault that is gone is withdrawn, and comes back under its number when it is reported again.
func (b *batch) follow(ctx context.Context, tx *repository.Store) ([][]*model.Rectification, error) {
	f := following{lines: make([][]*model.Rectification, len(b.rows))}
	for i := range b.rows {
		if err := b.compare(&f, i); err != nil {
			return nil, err
		}
	}
	if err := b.number(ctx, tx, f.fresh); err != nil {
		return nil, err
	}
	for _, c := range f.changed {
		c.after.Version, c.after.UpdatedAt = c.before.Version+1, b.at
		// Who has the inspection changes its findings, also where they have moved with their target.
		if err := tx.Rectifications.Update(ctx, model.ScopeAll, c.before.Version, c.after); err != nil {
			return nil, err
		}
		b.changes = append(b.changes, changed(findingNoun, c.operation, "", c.before, c.after))
		if c.before.State != c.after.State {
			f.steps = append(f.steps, b.step(c))
		}
	}
	for _, row := range f.fresh {
		b.changes = append(b.changes, changed(findingNoun, "create", "", nil, row))
	}
	return f.lines, tx.Rectifications.AddSteps(ctx, f.steps)
}

// compare holds the ith result against the findings that its target has.
func (b *batch) compare(f *following, i int) error {
	tracked := b.tracked[b.rows[i].ID]
	still := make([]bool, len(tracked))
	for n, line := range b.findings[i] {
		at := b.places[i][n]
		if at < 0 {
			row := model.NewRectification(b.rows[i], b.rule, line, b.at)
			f.fresh, f.lines[i] = append(f.fresh, &row), append(f.lines[i], &row)
			continue
		}
		still[at] = true
		before, after := tracked[at], tracked[at]
		after.Reappear()
		after.Describe(b.rule, line)
		f.lines[i] = append(f.lines[i], &after)
		operation := "amend"
		if before.State == model.FindingWithdrawn {
			operation = "reappear"
		}
		if !reflect.DeepEqual(before, after) {
			f.changed = append(f.changed, followed{operation, &before, &after})
		}
	}
	for at := range tracked {
		if still[at] || tracked[at].State == model.FindingWithdrawn {
			continue
		}
		before, after := tracked[at], tracked[at]
		if err := after.Withdraw(); err != nil {
			return err
		}
		f.changed = append(f.changed, followed{"withdraw", &before, &after})
	}
	return nil
}

func (b *batch) step(c followed) model.RectificationStep {
	verb := model.VerbReappear
	if c.after.State == model.FindingWithdrawn {
		verb = model.VerbWithdraw
	}
	return model.RectificationStep{
		RectificationID: c.after.ID, RegionCode: c.after.RegionCode, Verb: verb, FromState: c.before.State,
		ToState: c.after.State, DueBefore: c.before.DueOn, DueAfter: c.after.DueOn, DoneBy: b.actor.Name, UserID: b.actor.UserID,
		TokenID: b.actor.TokenID, CreatedAt: b.at,
	}
}

// number gives new findings their numbers and looks for those that they repeat, and stores them.
func (b *batch) number(ctx context.Context, tx *repository.Store, fresh []*model.Rectification) error {
	if len(fresh) == 0 {
		return nil
	}
	first, err := tx.Rectifications.TakeNumbers(ctx, b.campaign.ID, len(fresh))
	if err != nil {
		return err
	}
	for i, row := range fresh {
		row.Give(first + i)
	}
	if err := b.address(ctx, tx, fresh); err != nil {
		return err
	}
	if err := b.recur(ctx, tx, fresh); err != nil {
		return err
	}
	return tx.Rectifications.Create(ctx, fresh)
}

// address gives new findings to the organizations to which their targets belong now.
func (b *batch) address(ctx context.Context, tx *repository.Store, fresh []*model.Rectification) error {
	ids := map[model.Subject][]uint64{}
	for _, row := range fresh {
		thing := row.Thing()
		ids[thing.Kind] = append(ids[thing.Kind], thing.ID)
	}
	for _, kind := range model.SubjectKinds {
		owners, err := tx.Belongings.Owners(ctx, kind, ids[kind])
		if err != nil {
			return err
		}
		for _, row := range fresh {
			if o, ok := owners[row.Thing()]; ok {
				row.OrganizationID, row.OrganizationName, row.RegionCode = o.ID, o.Name, o.RegionCode
			}
		}
	}
	return nil
}

// recur links new findings to the latest earlier ones of the same target under the same indicator.
func (b *batch) recur(ctx context.Context, tx *repository.Store, fresh []*model.Rectification) error {
	var sites, accounts []uint64
	for _, row := range fresh {
		switch {
		case !row.CanRecur():
		case row.SiteID != 0:
			sites = append(sites, uint64(row.SiteID))
		default:
			accounts = append(accounts, uint64(row.AccountID))
		}
	}
	earlier, err := tx.Rectifications.Earlier(ctx, b.campaign.ID, sites, accounts)
	if err != nil {
		return err
	}
	for _, row := range fresh {
		for _, old := range earlier { // the oldest first, so the latest stays
			if row.Recurs(old) {
				row.RecurrenceOf, row.RecurrenceNumber = model.OptionalID(old.ID), old.Number
			}
		}
	}
	return nil
}
