package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Filings is the collection of what has to be told to upper registers within five working days.
type Filings struct{ base }

var filingNoun = noun[model.Filing]{
	kind: "filing",
	facts: func(f *model.Filing) facts {
		return facts{f.ID, f.ThingName, f.RegionCode, &f.Version, &f.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Filing) error {
		return tx.Filings.Update(ctx, s, version, row)
	},
}

func (s *Filings) today() model.Date { return model.NewDate(s.now().Time) }

func (s *Filings) status(rows []model.Filing) []model.FilingStatus {
	out, today := make([]model.FilingStatus, len(rows)), s.today()
	for i, f := range rows {
		out[i] = model.FilingStatus{Filing: f, Late: f.Late(today)}
	}
	return out
}

// List answers one piece of the filings that a caller sees.
func (s *Filings) List(
	ctx context.Context, a model.Actor, f model.FilingFilter, req model.ListRequest,
) (model.List[model.FilingStatus], error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return model.List[model.FilingStatus]{}, err
	}
	f.Today = s.today()
	found, err := s.store.Filings.List(ctx, a, f, req)
	return model.List[model.FilingStatus]{Items: s.status(found.Items), Total: found.Total, Next: found.Next}, err
}

// Get is the filing of an id.
func (s *Filings) Get(ctx context.Context, a model.Actor, id uint64) (model.FilingStatus, error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return model.FilingStatus{}, err
	}
	row, err := s.store.Filings.Get(ctx, a, id)
	return s.status([]model.Filing{row})[0], err
}

// Finish keeps that something was filed, on which day and under which number.
func (s *Filings) Finish(ctx context.Context, a model.Actor, id, version uint64, e model.FilingEdit) (model.FilingStatus, error) {
	e, err := e.Normalize()
	if err != nil {
		return model.FilingStatus{}, err
	}
	return s.edit(ctx, a, id, version, "done", "", func(f *model.Filing) error { return f.Done(e, s.today()) })
}

// Dismiss keeps that nothing has to be filed, and why.
func (s *Filings) Dismiss(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.FilingStatus, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.FilingStatus{}, err
	}
	return s.edit(ctx, a, id, version, "dismiss", r.Reason, func(f *model.Filing) error { return f.Dismiss(r.Reason) })
}

func (s *Filings) edit(
	ctx context.Context, a model.Actor, id, version uint64, operation, reason string, change func(*model.Filing) error,
) (model.FilingStatus, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.FilingStatus{}, err
	}
	row, err := apply(ctx, s.base, a, edit[model.Filing]{
		noun: filingNoun, operation: operation, reason: reason, version: version,
		load:   func(tx *repository.Store) (model.Filing, error) { return tx.Filings.Get(ctx, a, id) },
		change: func(_ *repository.Store, row *model.Filing) error { return change(row) },
	})
	return s.status([]model.Filing{row})[0], err
}

// duty is something that changes make one file, before it is known whether it is filed with something else.
type duty struct {
	filing model.Filing
	filed  model.Filed
	enters bool // the thing was entered with the change
	told   model.UpperRegister
}

// file notes what changes of the register have to be told to the upper ones. What comes from a file is taken to stand in the
// upper registers already.
func (b base) file(ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, changes []change) ([]change, error) {
	var duties []duty
	for _, c := range changes {
		var before *model.Filed
		d := duty{filing: model.Filing{
			State: model.FilingOpen, SinceOn: c.from, RegionCode: c.region, Version: 1, CreatedAt: at, UpdatedAt: at,
		}, enters: c.before == nil, told: c.told}
		switch after := c.after.(type) {
		case model.Site:
			d.of(model.SubjectSite, after.ID, after.Name, after.OrganizationID, after.Filed())
			if row, ok := c.before.(model.Site); ok {
				was := row.Filed()
				before = &was
			}
		case model.Account:
			d.of(model.SubjectAccount, after.ID, after.Name, after.OrganizationID, after.Filed())
			if row, ok := c.before.(model.Account); ok {
				was := row.Filed()
				before = &was
			}
		case model.Organization:
			renamed, err := renamedOwner(ctx, tx, a, c, d)
			if err != nil {
				return nil, err
			}
			duties = append(duties, renamed...)
			continue
		default:
			continue
		}
		cause, ok := d.filed.Duty(before)
		if d.filing.Cause = cause; ok && (!d.enters || !c.imported) {
			duties = append(duties, d)
		}
	}
	return openFilings(ctx, tx, a, at, duties)
}

// of says what the duty is about.
func (d *duty) of(kind model.Subject, id uint64, name string, organizationID uint64, filed model.Filed) {
	d.filing.Kind, d.filing.ThingName, d.filing.OrganizationID, d.filed = kind, name, organizationID, filed
	if kind == model.SubjectSite {
		d.filing.SiteID = model.OptionalID(id)
	} else {
		d.filing.AccountID = model.OptionalID(id)
	}
}

// renamedOwner are the duties of what a renamed organization runs: its name stands in the upper registers.
func renamedOwner(ctx context.Context, tx *repository.Store, a model.Actor, c change, d duty) ([]duty, error) {
	if c.verb() != string(model.VerbRename) {
		return nil, nil
	}
	var duties []duty
	d.filing.Cause, d.enters = model.CauseChange, false
	sites, err := tx.Sites.Of(ctx, a, c.id)
	if err != nil {
		return nil, err
	}
	for _, s := range sites {
		if s.State != model.StateClosed {
			d.of(model.SubjectSite, s.ID, s.Name, c.id, s.Filed())
			duties = append(duties, d)
		}
	}
	d.filing.SiteID = 0
	accounts, err := tx.Accounts.Of(ctx, a, c.id)
	if err != nil {
		return nil, err
	}
	for _, s := range accounts {
		if s.State != model.StateClosed {
			d.of(model.SubjectAccount, s.ID, s.Name, c.id, s.Filed())
			duties = append(duties, d)
		}
	}
	return duties, nil
}

// filedThing is what a filing is about.
type filedThing struct {
	kind     model.Subject
	id       uint64
	register model.UpperRegister
}

func (d duty) thing(r model.UpperRegister) filedThing { return aboutOf(d.filing, r) }

func aboutOf(f model.Filing, r model.UpperRegister) filedThing {
	return filedThing{f.Kind, uint64(f.SiteID) + uint64(f.AccountID), r}
}

// waiting reads the openings and changes that are still to be filed of things that have changed. It locks them: what is filed
// while a change is on its way does not tell of it.
func waiting(ctx context.Context, tx *repository.Store, duties []duty) (map[filedThing]model.Filing, error) {
	found := map[filedThing]model.Filing{}
	for _, kind := range model.SubjectKinds {
		var ids []uint64
		for _, d := range duties {
			if d.filing.Kind == kind && d.filing.Cause == model.CauseChange {
				ids = append(ids, d.thing("").id)
			}
		}
		rows, err := tx.Filings.LockOpen(ctx, kind, ids)
		if err != nil {
			return nil, err
		}
		for _, f := range rows {
			if f.Cause != model.CauseClose {
				found[aboutOf(f, f.Register)] = f
			}
		}
	}
	return found, nil
}

// openFilings adds the filings of duties. A change is filed with an opening or a change that waits, under the earlier day. It
// answers what was done, for the feed: the trail has what it follows from.
func openFilings(ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, duties []duty) (done []change, err error) {
	if len(duties) == 0 {
		return nil, nil
	}
	before, err := waiting(ctx, tx, duties)
	if err != nil {
		return nil, err
	}
	today, due := model.NewDate(at.Time), map[model.Date]model.Date{}
	var rows []*model.Filing
	for _, d := range duties {
		since := d.filing.SinceOn
		if _, known := due[since]; !known {
			if due[since], err = filingDue(ctx, tx, since); err != nil {
				return nil, err
			}
		}
		for _, r := range d.filed.Registers {
			f, waits := before[d.thing(r)]
			switch {
			case d.enters && d.filed.Stood(r, today), r == d.told:
			case d.filing.Cause != model.CauseChange || !waits:
				f = d.filing
				f.Register, f.DueOn = r, due[since]
				rows = append(rows, &f)
			case since < f.SinceOn:
				f.SinceOn, f.DueOn, f.Version, f.UpdatedAt = since, due[since], f.Version+1, at
				if err := tx.Filings.Update(ctx, a, f.Version-1, &f); err != nil {
					return nil, err
				}
				done = append(done, changed(filingNoun, "update", "", &f, &f))
			}
		}
	}
	if err := tx.Filings.Create(ctx, rows); err != nil {
		return nil, err
	}
	for _, f := range rows {
		done = append(done, changed(filingNoun, "create", "", nil, f))
	}
	return done, nil
}
