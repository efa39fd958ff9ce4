package service

import (
	"context"
	"strings"

	"xuncha/model"
	"xuncha/repository"
)

// Warnings are what deserves a look about accounts, by id. They stand in the way of nothing.
func (s *Accounts) Warnings(ctx context.Context, a model.Actor, rows []model.Account) (map[uint64][]model.Warning, error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return nil, err
	}
	var ids []uint64
	asked := map[uint64]bool{}
	for _, row := range rows {
		if !asked[row.OrganizationID] && row.State != model.StateClosed {
			asked[row.OrganizationID] = true
			ids = append(ids, row.OrganizationID)
		}
	}
	running, err := s.store.Accounts.Running(ctx, a, ids)
	if err != nil {
		return nil, err
	}
	inUse, warnings := byHolder(running), map[uint64][]model.Warning{}
	for _, row := range rows {
		if names := inUse.others(row); len(names) > 0 && row.State != model.StateClosed {
			warnings[row.ID] = []model.Warning{model.SecondAccount(named(names))}
		}
	}
	return warnings, nil
}

// namedOthers is the number of other accounts that a warning names. A unit can have thousands, each with the same warning.
const namedOthers = 5

// holder is an organization on a platform.
type holder struct {
	organizationID uint64
	platform       model.Platform
}

// held are accounts in use by who has them.
type held map[holder][]model.Account

func byHolder(inUse []model.Account) held {
	out := held{}
	for _, a := range inUse {
		at := holder{a.OrganizationID, a.Platform}
		out[at] = append(out[at], a)
	}
	return out
}

// others are the names of the other accounts that an organization has on the platform of one: at most one more than are named.
func (h held) others(of model.Account) (names []string) {
	for _, other := range h[holder{of.OrganizationID, of.Platform}] {
		if len(names) > namedOthers {
			break
		}
		if other.ID != of.ID {
			names = append(names, other.Name)
		}
	}
	return names
}

// named lists the first names.
func named(names []string) string {
	if len(names) > namedOthers {
		return strings.Join(names[:namedOthers], "、") + "…"
	}
	return strings.Join(names, "、")
}

// ReplacePlatformID gives an account another permanent id. A known id is changed in no other way: who has the same name under
// another id may be a stranger.
func (s *Accounts) ReplacePlatformID(
	ctx context.Context, a model.Actor, id, version uint64, e model.PlatformIDEdit,
) (model.Account, error) {
	e, err := e.Normalize()
	if err != nil {
		return model.Account{}, err
	}
	return s.edit(ctx, a, id, version, "replace_platform_id", e.Reason, func(_ *repository.Store, row *model.Account) error {
		wanted := row.Edit()
		wanted.PlatformAccountID = e.PlatformAccountID
		row.Apply(wanted)
		return nil
	})
}

// Verify answers whether an account that somebody has met is one of the register. It knows what the caller sees.
func (s *Accounts) Verify(ctx context.Context, a model.Actor, c model.Claim) (model.Verification, error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return model.Verification{}, err
	}
	c, err := c.Normalize()
	if err != nil {
		return model.Verification{}, asQuery(err)
	}
	found := map[string][]model.Account{}
	for by, key := range map[string]string{"id": c.PlatformAccountID, "name": model.Key(c.Name), "former": model.Key(c.Name)} {
		if key == "" {
			continue
		}
		if found[by], err = s.store.Accounts.Claimed(ctx, a, c.Platform, by, key); err != nil {
			return model.Verification{}, err
		}
	}
	return c.Verify(found["id"], found["name"], found["former"]), nil
}

// asQuery says that the fields at fault stood in a query.
func asQuery(err error) error {
	return &model.Error{Kind: model.KindMalformed, Code: "invalid_fields", Fields: fieldsOf(err)}
}
