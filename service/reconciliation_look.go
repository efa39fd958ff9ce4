package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// look compares the rows of the items once more with what stands now. What other rows are about is left out.
func (b *settling) look(items []model.SettleItem) error {
	numbers := make([]int, len(items))
	for i, item := range items {
		numbers[i] = item.Number
	}
	var err error
	if b.rows, err = b.tx.Reconciliations.ByNumbers(b.ctx, b.list.ID, numbers); err != nil {
		return err
	}
	var theirs []model.Listed
	var places []int
	for _, n := range numbers {
		if row, ok := b.rows[n]; ok && row.Line > 0 && row.Comparison != model.Faulty {
			theirs, places = append(theirs, listedOf(row)), append(places, n)
		}
	}
	things, err := b.candidates(theirs)
	if err != nil {
		return err
	}
	own, err := ownOf(b.ctx, b.tx, b.list.Scope, things)
	if err != nil {
		return err
	}
	b.things, b.now = map[uint64]model.Thing{}, map[int]model.ReconciliationRow{}
	for _, t := range things {
		b.things[t.Ref().ID] = t
	}
	here := map[uint64]model.ReconciliationRow{}
	for i, n := range model.Reconcile(b.list.Kind, own, theirs) {
		if i < len(places) {
			b.now[places[i]] = n
		} else {
			here[n.ThingID()] = n
		}
	}
	for number, row := range b.rows {
		if row.Line == 0 {
			b.now[number] = here[row.ThingID()]
		}
	}
	return nil
}

// candidates are the things that rows may be about now: those that they were about, and those that have their keys.
func (b *settling) candidates(theirs []model.Listed) ([]model.Thing, error) {
	var ids []uint64
	for _, row := range b.rows {
		if id := row.ThingID(); id != 0 {
			ids = append(ids, id)
		}
	}
	var err error
	if b.taken, err = takenBy(b.ctx, b.tx, b.list.Kind, theirs); err != nil {
		return nil, err
	}
	all, err := b.byIDs(append(ids, b.taken.within(b.list.Scope)...))
	if err != nil {
		return nil, err
	}
	matched, err := b.tx.Reconciliations.Matched(b.ctx, b.list.ID, b.list.Kind, idsOf(all, func(t model.Thing) uint64 { return t.Ref().ID }))
	if err != nil {
		return nil, err
	}
	var free []model.Thing
	for _, t := range all {
		number, is := matched[t.Ref().ID]
		if _, ours := b.rows[number]; !is || ours {
			free = append(free, t)
		}
	}
	return free, nil
}

func (b *settling) byIDs(ids []uint64) ([]model.Thing, error) {
	ids = idsOf(ids, func(id uint64) uint64 { return id })
	var things []model.Thing
	if b.list.Kind == model.SubjectSite {
		sites, err := b.tx.Sites.ByIDs(b.ctx, b.list.Scope, ids)
		for _, s := range sites {
			things = append(things, model.Thing{Kind: model.SubjectSite, Site: s})
		}
		return things, err
	}
	accounts, err := b.tx.Accounts.ByIDs(b.ctx, b.list.Scope, ids)
	for _, a := range accounts {
		things = append(things, model.Thing{Kind: model.SubjectAccount, Account: a})
	}
	return things, err
}

// taken are the things of the whole register that have the keys of rows of theirs.
type taken struct {
	sites    map[string]model.Site
	accounts []model.Account
}

func takenBy(ctx context.Context, tx *repository.Store, kind model.Subject, theirs []model.Listed) (taken, error) {
	var t taken
	var err error
	if kind == model.SubjectSite {
		codes := make([]string, len(theirs))
		for i, l := range theirs {
			codes[i] = l.Values["code"]
		}
		t.sites, err = tx.Sites.ByCodes(ctx, codes)
		return t, err
	}
	var names, ids []string
	for _, l := range theirs {
		if name := model.Key(l.Values["name"]); name != "" {
			names = append(names, name)
		}
		if id := l.Values["platform_account_id"]; id != "" {
			ids = append(ids, id)
		}
	}
	t.accounts, err = tx.Accounts.ByKeys(ctx, names, ids)
	return t, err
}

// within are the ids of those that lie in an area.
func (t taken) within(area model.Scope) (ids []uint64) {
	for _, s := range t.sites {
		if area.Covers(s.RegionCode) {
			ids = append(ids, s.ID)
		}
	}
	for _, a := range t.accounts {
		if area.Covers(a.RegionCode) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// replace notes what an account is called by now.
func (t *taken) replace(row model.Account) {
	t.accounts = append(slices.DeleteFunc(t.accounts, func(a model.Account) bool { return a.ID == row.ID }), row)
}

// by says which field of an account another one of the register has, or nothing.
func (t taken) by(row model.Account) string {
	for _, other := range t.accounts {
		switch {
		case other.ID == row.ID || other.Platform != row.Platform || other.State == model.StateClosed:
		case other.NameKey == row.NameKey:
			return "name"
		case row.PlatformAccountID != "" && other.PlatformAccountID == row.PlatformAccountID:
			return "platform_account_id"
		}
	}
	return ""
}
