package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// climb reads what is above the organizations of the rows, to the highest that the caller sees.
func (p *pass) climb(ctx context.Context, tx *repository.Store) error {
	p.above = map[uint64]model.Organization{}
	next := []uint64{}
	for _, o := range p.owners {
		p.above[o.ID] = o
	}
	for _, o := range p.owners {
		next = append(next, uint64(o.ParentID))
	}
	for len(next) > 0 {
		var missing []uint64
		for _, id := range next {
			if _, known := p.above[id]; !known && id != 0 {
				missing = append(missing, id)
			}
		}
		slices.Sort(missing)
		found, err := tx.Organizations.ByIDs(ctx, p.actor, slices.Compact(missing))
		if err != nil {
			return err
		}
		next = next[:0]
		for id, o := range found {
			p.above[id] = o
			next = append(next, uint64(o.ParentID))
		}
	}
	return nil
}

// findParent looks for the organization of a name first in the region of the row, then anywhere in the caller's sight.
func (p *pass) findParent(d *draft, rows map[ownerKey]*draft, byName map[string][]ownerKey) {
	name := model.Key(d.parent)
	if name == "" {
		return
	}
	key := ownerKey{d.region, name}
	if !slices.Contains(byName[name], key) {
		switch len(byName[name]) {
		case 0:
			d.reject("parent", "unknown_reference")
			return
		case 1:
			key = byName[name][0]
		default:
			d.reject("parent", "parent_ambiguous")
			return
		}
	}
	if o, ok := p.owners[key]; ok {
		d.organization.ParentID = model.OptionalID(o.ID)
		return
	}
	d.parentNew = rows[key]
}

func (p *pass) settleOrganizations(ctx context.Context, tx *repository.Store) error {
	moved := map[uint64]*draft{} // rows of organizations that exist, by id
	for _, d := range p.drafts {
		if d.orgNow != nil && !d.row.Applied {
			moved[d.orgNow.ID] = d
		}
	}
	for _, d := range p.drafts {
		if !d.row.Applied && d.parent != "" && p.inRing(d, moved) {
			d.conflict("parent", "parent_cycle")
		}
	}
	for spread := true; spread; { // what belongs below a row that does not go in waits with it
		spread = false
		for _, d := range p.drafts {
			if d.parentNew != nil && d.parentNew.row.Outcome.Quarantined() && !d.row.Applied && !d.row.Outcome.Quarantined() {
				d.conflict("parent", "unknown_reference")
				spread = true
			}
		}
	}
	if err := p.warnOfCodes(ctx, tx); err != nil {
		return err
	}
	for _, d := range p.drafts {
		if d.row.Applied {
			continue
		}
		d.decide(d.orgNow != nil, d.orgNow != nil && d.parentNew == nil && d.orgNow.Edit() == d.organization)
		d.settle()
	}
	return nil
}

// inRing reports whether an organization would come to stand below itself.
func (p *pass) inRing(d *draft, moved map[uint64]*draft) bool {
	seenRows, seen := map[*draft]bool{}, map[uint64]bool{}
	at := d
	for {
		if seenRows[at] {
			return true
		}
		seenRows[at] = true
		if at.parentNew != nil {
			at = at.parentNew
			continue
		}
		id := uint64(at.organization.ParentID)
		for id != 0 && moved[id] == nil {
			if seen[id] {
				return true
			}
			seen[id] = true
			id = uint64(p.above[id].ParentID)
		}
		if id == 0 {
			return false
		}
		at = moved[id]
	}
}
