package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// Accounts is the collection of accounts.
type Accounts struct {
	things[model.Account, model.AccountFilter]
}

func newAccounts(b base) *Accounts {
	return &Accounts{things[model.Account, model.AccountFilter]{
		base: b, noun: accountNoun,
		rows: func(tx *repository.Store) rows[model.Account, model.AccountFilter] { return tx.Accounts },
	}}
}

var accountNoun = noun[model.Account]{
	kind: "account",
	facts: func(row *model.Account) facts {
		return facts{row.ID, row.Name, row.RegionCode, &row.Version, &row.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Account) error {
		return tx.Accounts.Update(ctx, s, version, row)
	},
}

// Create adds an account to an organization; its region is that of the organization.
func (s *Accounts) Create(ctx context.Context, a model.Actor, e model.AccountEdit) (model.Account, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Account{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Account{}, err
	}
	return s.create(ctx, a, func(tx *repository.Store, at model.Time) (model.Account, error) {
		o, err := owner(ctx, tx, a, e.OrganizationID, e.RegionCode)
		if err != nil {
			return model.Account{}, err
		}
		return model.NewAccount(e, o.RegionCode, at), nil
	})
}

// Update changes an account. Another organization moves it, with its region, to where that organization is.
func (s *Accounts) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.AccountEdit],
) (model.Account, error) {
	return s.edit(ctx, a, id, version, "update", "", func(tx *repository.Store, row *model.Account) error {
		e, err := patch.over(row.Edit())
		if err != nil {
			return err
		}
		if e.OrganizationID != row.OrganizationID || e.RegionCode != row.RegionCode {
			moved, err := newOwner(ctx, tx, a, row.OrganizationID, e.OrganizationID, row.RegionCode, e.RegionCode)
			if err != nil {
				return err
			}
			e.RegionCode = moved
		}
		if row.PlatformAccountID != "" && e.PlatformAccountID != row.PlatformAccountID {
			return model.InvalidField("platform_account_id", "platform_id_fixed")
		}
		row.Apply(e)
		return row.CheckDays()
	})
}

// Move suspends, resumes, closes or reopens an account.
func (s *Accounts) Move(
	ctx context.Context, a model.Actor, id, version uint64, verb model.LifeVerb, r model.Reason,
) (model.Account, error) {
	return move(ctx, &s.things, a, id, version, verb, r)
}
