package service

import (
	"context"
	"errors"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/repository"
)

// moment is what a history needs to know of a state of a thing.
type moment struct {
	id, version uint64
	opened      model.Date
	created     model.Time
}

// chronicle keeps the states of things of one kind.
type chronicle[V, T any] struct {
	history repository.History[V, T]
	about   func(*T) moment
	wrap    func(T, model.Span) V
	rows    []V
}

func organizationChronicle(tx *repository.Store) *chronicle[model.OrganizationVersion, model.Organization] {
	return &chronicle[model.OrganizationVersion, model.Organization]{
		history: tx.OrganizationHistory,
		about:   func(o *model.Organization) moment { return moment{o.ID, o.Version, "", o.CreatedAt} },
		wrap: func(o model.Organization, s model.Span) model.OrganizationVersion {
			return model.OrganizationVersion{Organization: o, Span: s}
		},
	}
}

func siteChronicle(tx *repository.Store) *chronicle[model.SiteVersion, model.Site] {
	return &chronicle[model.SiteVersion, model.Site]{
		history: tx.SiteHistory,
		about:   func(s *model.Site) moment { return moment{s.ID, s.Version, s.OpenedOn, s.CreatedAt} },
		wrap:    func(s model.Site, span model.Span) model.SiteVersion { return model.SiteVersion{Site: s, Span: span} },
	}
}

func accountChronicle(tx *repository.Store) *chronicle[model.AccountVersion, model.Account] {
	return &chronicle[model.AccountVersion, model.Account]{
		history: tx.AccountHistory,
		about:   func(a *model.Account) moment { return moment{a.ID, a.Version, a.OpenedOn, a.CreatedAt} },
		wrap: func(a model.Account, span model.Span) model.AccountVersion {
			return model.AccountVersion{Account: a, Span: span}
		},
	}
}

// remember keeps the states that changes of the register lead to, and notes from which day each of them counts.
func (b base) remember(ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, changes []change) error {
	today := model.NewDate(at.Time)
	organizations, sites, accounts := organizationChronicle(tx), siteChronicle(tx), accountChronicle(tx)
	for i := range changes {
		c := &changes[i]
		if c.on > today {
			return model.InvalidField("on", "in_future", today)
		}
		span := model.Span{ChangeKind: c.verb(), ChangeReason: c.reason, ActorName: a.Name, ActorRole: a.Role, ActorScope: a.Scope}
		for _, add := range []func() error{
			func() error { return organizations.add(ctx, c, span, today) },
			func() error { return sites.add(ctx, c, span, today) },
			func() error { return accounts.add(ctx, c, span, today) },
		} {
			if err := add(); err != nil {
				return err
			}
		}
	}
	if err := organizations.history.Append(ctx, organizations.rows); err != nil {
		return err
	}
	if err := sites.history.Append(ctx, sites.rows); err != nil {
		return err
	}
	return accounts.history.Append(ctx, accounts.rows)
}

// verb is what the change is called in a history.
func (c change) verb() string {
	if c.imported {
		return model.ChangeImport
	}
	_, verb, _ := strings.Cut(c.operation, ".")
	return verb
}

// add takes a change up when it is one of a thing of this kind.
func (k *chronicle[V, T]) add(ctx context.Context, c *change, span model.Span, today model.Date) error {
	after, ok := c.after.(T)
	if !ok {
		return nil
	}
	if c.before == nil {
		c.from = model.Began(k.about(&after).opened, today)
	} else if err := k.end(ctx, c, today); err != nil {
		return err
	}
	span.ValidFrom = c.from
	k.rows = append(k.rows, k.wrap(after, span))
	return nil
}

// end lets the state before count until the day of the change, which is not before the day from which that state counts.
// Only where nothing says when a thing began, a change from an earlier day draws its beginning back.
func (k *chronicle[V, T]) end(ctx context.Context, c *change, today model.Date) error {
	before, ok := c.before.(T)
	if !ok {
		return errors.New("a change of a thing into another one")
	}
	was := k.about(&before)
	c.from = today
	if c.on != "" {
		c.from = c.on
	}
	later, err := k.history.End(ctx, was.id, was.version, c.from)
	switch {
	case errors.Is(err, repository.ErrNoVersion):
		return k.mend(ctx, before, was, c.from)
	case err != nil || later == "":
		return err
	case c.on == "": // the clock has gone back
		c.from = later
	case was.version == 1 && was.opened == "":
		if err := k.history.Begin(ctx, was.id, was.version, c.from); err != nil {
			return err
		}
	case c.part:
		return model.InvalidField("on", "thing_changed_since", c.code, later)
	default:
		return model.InvalidField("on", "before_last_change", later)
	}
	_, err = k.history.End(ctx, was.id, was.version, c.from)
	return err
}

// mend keeps the state before a change that a program has left which kept no versions, such as an older one beside this one.
func (k *chronicle[V, T]) mend(ctx context.Context, before T, was moment, until model.Date) error {
	ended, err := k.history.EndAll(ctx, was.id, until)
	if err != nil {
		return err
	}
	from := until
	if ended == 0 {
		from = min(from, model.NewDate(was.created.Time))
	}
	span := model.Span{ValidFrom: from, ValidTo: until, ChangeKind: model.ChangeKnown}
	return k.history.Append(ctx, []V{k.wrap(before, span)})
}

// forget removes what is kept of a thing that is about to be deleted, as one that was entered by mistake. What was filed of
// it stays, and stands in the way.
func forget(ctx context.Context, tx *repository.Store, kind string, id uint64) error {
	switch kind {
	case organizationNoun.kind:
		return tx.OrganizationHistory.Forget(ctx, id)
	case siteNoun.kind:
		if err := tx.Filings.Forget(ctx, model.SubjectSite, id); err != nil {
			return err
		}
		return tx.SiteHistory.Forget(ctx, id)
	case accountNoun.kind:
		if err := tx.Filings.Forget(ctx, model.SubjectAccount, id); err != nil {
			return err
		}
		return tx.AccountHistory.Forget(ctx, id)
	}
	return nil
}

// checkDay refuses a day of which nothing can be known yet.
func (b base) checkDay(day model.Date) error {
	today := model.NewDate(b.now().Time)
	if day <= today {
		return nil
	}
	return &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: []model.FieldError{
		{Field: "as_of", Code: "in_future", Args: []any{today}},
	}}
}

// on is a thing as it stood on a day.
func on[V, T any](
	ctx context.Context, b base, a model.Actor, id uint64, day model.Date, history repository.History[V, T],
	now func(ctx context.Context, a model.Actor, id uint64) (T, error),
) (T, error) {
	var zero T
	if err := a.Allow(model.ReadRegister); err != nil {
		return zero, err
	}
	if err := b.checkDay(day); err != nil {
		return zero, err
	}
	if day == "" {
		return now(ctx, a, id)
	}
	return history.On(ctx, a, id, day)
}

// On is the organization as it stood on a day, now without one, if the caller sees it as it was then.
func (s *Organizations) On(ctx context.Context, a model.Actor, id uint64, day model.Date) (model.Organization, error) {
	return on(ctx, s.base, a, id, day, s.store.OrganizationHistory, s.Get)
}

// On is the site as it stood on a day, now without one, if the caller sees it as it was then.
func (s *Sites) On(ctx context.Context, a model.Actor, id uint64, day model.Date) (model.Site, error) {
	return on(ctx, s.base, a, id, day, s.store.SiteHistory, s.Get)
}

// On is the account as it stood on a day, now without one, if the caller sees it as it was then.
func (s *Accounts) On(ctx context.Context, a model.Actor, id uint64, day model.Date) (model.Account, error) {
	return on(ctx, s.base, a, id, day, s.store.AccountHistory, s.Get)
}

// NamesOn are the names that organizations had on a day, or have now when none is known of that day, by id.
func (s *Organizations) NamesOn(
	ctx context.Context, a model.Actor, ids []uint64, day model.Date,
) (map[uint64]string, error) {
	names, err := s.Names(ctx, a, ids)
	if err != nil || day == "" {
		return names, err
	}
	ids = slices.Clone(ids)
	slices.Sort(ids)
	then, err := s.store.Organizations.NamesOn(ctx, a, slices.Compact(ids), day)
	for id, name := range then {
		names[id] = name
	}
	return names, err
}
