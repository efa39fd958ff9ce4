package service

import (
	"context"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Assigned is what one user got.
type Assigned struct {
	User    model.User
	Targets int // given now
	Total   int // of the campaign, as far as the caller sees it
}

// AssignMany gives targets of a campaign to users, all or nothing.
func (s *Inspections) AssignMany(
	ctx context.Context, a model.Actor, code string, e model.AssignmentEdit,
) ([]Assigned, error) {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return nil, err
	}
	e, err := e.Normalize()
	if err != nil {
		return nil, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) ([]Assigned, error) {
		c, err := lockOpen(ctx, tx, a, code)
		if err != nil {
			return nil, err
		}
		g := &giving{ctx: ctx, tx: tx, actor: a, campaign: c, edit: e}
		if g.users, err = tx.Users.LockSome(ctx, a.Manages(), g.named()); err != nil {
			return nil, err
		}
		ways := map[model.AssignBy]func() error{
			model.AssignByList: g.byList, model.AssignByRegion: g.byRegion, model.AssignEvenly: g.evenly,
		}
		if err := ways[e.By](); err != nil {
			return nil, err
		}
		if len(g.faults) > 0 {
			return nil, model.Invalid(g.faults...)
		}
		return g.write(s.base)
	})
}

// giving collects who gets which targets of one campaign.
type giving struct {
	ctx      context.Context
	tx       *repository.Store
	actor    model.Actor
	campaign model.Campaign
	edit     model.AssignmentEdit
	users    map[uint64]model.User
	faults   []model.FieldError
	given    []model.Inspection // as they are before
	to       []uint64           // whose each is
}

// named lists the users of the request, each once, in its order.
func (g *giving) named() []uint64 {
	ids := slices.Clone(g.edit.Users)
	for _, i := range g.edit.Items {
		ids = append(ids, i.UserID)
	}
	for _, r := range g.edit.Regions {
		ids = append(ids, r.UserID)
	}
	seen := map[uint64]bool{}
	return slices.DeleteFunc(ids, func(id uint64) bool {
		twice := seen[id]
		seen[id] = true
		return twice
	})
}

func (g *giving) fault(f model.FieldError) {
	if f.Code != "" && !slices.ContainsFunc(g.faults, func(o model.FieldError) bool { return o.Field == f.Field }) {
		g.faults = append(g.faults, f)
	}
}

// give gives a target to a user. A fault of the user is one of the field that names it.
func (g *giving) give(field string, row model.Inspection, userID uint64) {
	user, known := g.users[userID]
	if fault := assignee(field, user, known, row.RegionCode); fault.Code != "" {
		g.fault(fault)
		return
	}
	if uint64(row.AssignedTo) != userID {
		g.given, g.to = append(g.given, row), append(g.to, userID)
	}
}

func (g *giving) byList() error {
	ids := make([]uint64, len(g.edit.Items))
	for i, item := range g.edit.Items {
		ids[i] = item.InspectionID
	}
	rows, err := g.tx.Inspections.LockIDs(g.ctx, g.actor, g.campaign.ID, ids)
	if err != nil {
		return err
	}
	for i, item := range g.edit.Items {
		row, known := rows[item.InspectionID]
		if !known {
			g.fault(model.FieldError{Field: fmt.Sprintf("items[%d].inspection_id", i), Code: "not_a_target", Args: []any{g.campaign.Code}})
			continue
		}
		g.give(fmt.Sprintf("items[%d].user_id", i), row, item.UserID)
	}
	return nil
}

// regions are those of the campaign that the caller may name.
func (g *giving) regions() (map[model.RegionCode]bool, error) {
	all, err := g.tx.Campaigns.Regions(g.ctx, g.campaign.ID, model.ScopeAll, model.LevelCounty)
	known := map[model.RegionCode]bool{}
	for _, r := range all {
		known[r.RegionCode] = g.actor.Area().Covers(r.RegionCode)
	}
	return known, err
}

// rows are the regions in which a target is looked for: its own, then the row of the county table that counts it.
func (g *giving) rows(region model.RegionCode) []model.RegionCode {
	return []model.RegionCode{region, region.Child(g.campaign.RegionCode)}
}

func (g *giving) byRegion() error {
	known, err := g.regions()
	if err != nil {
		return err
	}
	place := map[model.RegionCode]int{}
	for i, r := range g.edit.Regions {
		place[r.RegionCode] = i
		if !known[r.RegionCode] {
			g.fault(model.FieldError{Field: fmt.Sprintf("regions[%d].region_code", i), Code: "unknown_reference"})
		}
		user, found := g.users[r.UserID]
		g.fault(assignee(fmt.Sprintf("regions[%d].user_id", i), user, found, r.RegionCode))
	}
	rows, err := g.tx.Inspections.LockUnfinished(g.ctx, g.actor, g.campaign.ID, g.edit.Kind, g.edit.Reassign)
	if err != nil {
		return err
	}
	for _, row := range rows {
		for _, region := range g.rows(row.RegionCode) {
			if i, ok := place[region]; ok {
				g.give(fmt.Sprintf("regions[%d].user_id", i), row, g.edit.Regions[i].UserID)
				break
			}
		}
	}
	return nil
}

func (g *giving) evenly() error {
	if g.edit.RegionCode != "" {
		known, err := g.regions()
		if err != nil {
			return err
		}
		if !known[g.edit.RegionCode] {
			g.fault(model.FieldError{Field: "region_code", Code: "unknown_reference"})
		}
	}
	users := make([]model.User, len(g.edit.Users))
	for i, id := range g.edit.Users {
		user, known := g.users[id]
		fault := assignee(fmt.Sprintf("users[%d]", i), user, known, user.Scope.Region())
		if fault.Code != "assignee_elsewhere" { // each gets what lies in its own region
			g.fault(fault)
		}
		users[i] = user
	}
	rows, err := g.tx.Inspections.LockUnfinished(g.ctx, g.actor, g.campaign.ID, g.edit.Kind, g.edit.Reassign)
	if err != nil || len(g.faults) > 0 {
		return err
	}
	if g.edit.RegionCode != "" {
		rows = slices.DeleteFunc(rows, func(i model.Inspection) bool { return !slices.Contains(g.rows(i.RegionCode), g.edit.RegionCode) })
	}
	load, err := g.loads(users, rows)
	if err != nil {
		return err
	}
	for n, at := range model.Spread(rows, users, load) {
		if at < 0 {
			g.fault(model.FieldError{Field: "users", Code: "nobody_for_region", Args: []any{string(rows[n].RegionCode)}})
			continue
		}
		g.give(fmt.Sprintf("users[%d]", at), rows[n], users[at].ID)
	}
	return nil
}

// loads are what the users have already, without what is about to be given out again.
func (g *giving) loads(users []model.User, rows []model.Inspection) ([]int, error) {
	all, err := g.tx.Inspections.Loads(g.ctx, g.actor, g.campaign.ID)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		all[uint64(row.AssignedTo)]--
	}
	load := make([]int, len(users))
	for i, u := range users {
		load[i] = all[u.ID]
	}
	return load, nil
}

// write stores what is given, with its trail, and answers what each user of the request got.
func (g *giving) write(b base) ([]Assigned, error) {
	if len(g.given) > model.MaxAssigned {
		return nil, model.NewError(model.KindTooLarge, "too_many_targets", model.MaxAssigned)
	}
	at := b.now()
	ids := map[uint64][]uint64{}
	changes := make([]change, len(g.given))
	for i, before := range g.given {
		user, after := g.users[g.to[i]], before
		after.Assign(user)
		after.Version, after.UpdatedAt = before.Version+1, at
		changes[i] = changed(inspectionNoun, "assign", "", &before, &after)
		ids[user.ID] = append(ids[user.ID], before.ID)
	}
	var out []Assigned
	for _, id := range g.named() {
		if err := g.tx.Inspections.Assign(g.ctx, g.actor, g.users[id], ids[id], at); err != nil {
			return nil, err
		}
		out = append(out, Assigned{User: g.users[id], Targets: len(ids[id])})
	}
	totals, err := g.tx.Inspections.Loads(g.ctx, g.actor, g.campaign.ID)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Total = totals[out[i].User.ID]
	}
	if len(changes) == 0 {
		return out, nil
	}
	return out, b.record(g.ctx, g.tx, g.actor, at, changes...)
}
