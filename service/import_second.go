package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// ownedPlatform is where a unit is to have one account.
type ownedPlatform struct {
	owner    ownerKey
	platform model.Platform
}

// findInUse reads the accounts that the organizations of the rows have, when the rows are about accounts.
func (p *pass) findInUse(ctx context.Context, tx *repository.Store) error {
	var ids []uint64
	asked := map[uint64]bool{}
	for _, d := range p.drafts {
		if id := p.ownerID(d); d.account.Platform != "" && id != pendingOwner && !asked[id] {
			asked[id] = true
			ids = append(ids, id)
		}
	}
	p.earlier = map[ownedPlatform][]string{}
	running, err := tx.Accounts.Running(ctx, p.actor, ids)
	p.inUse = byHolder(running)
	return err
}

// warnOfSecond warns of an account whose unit has another one on the platform, in the register or in a row before.
func (p *pass) warnOfSecond(d *draft) {
	if d.row.Outcome.Quarantined() {
		return
	}
	at := ownedPlatform{ownerKey{d.region, model.Key(d.owner)}, d.account.Platform}
	of := model.Account{Platform: d.account.Platform, OrganizationID: d.account.OrganizationID}
	if d.accNow != nil {
		of.ID = d.accNow.ID
	}
	names := p.inUse.others(of)
	for _, name := range p.earlier[at] {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(p.earlier[at]) <= namedOthers { // more are not named
		p.earlier[at] = append(p.earlier[at], d.account.Name)
	}
	if len(names) > 0 {
		d.warn("platform", "second_account_of_platform", named(names))
	}
}
