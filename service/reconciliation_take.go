package service

import (
	"errors"

	"xuncha/model"
)

// takeTheirs changes our register to what the list from above says of a row.
func (b *settling) takeTheirs(row *model.ReconciliationRow, reason string) error {
	switch {
	case row.Comparison == model.OnlyThere && b.list.Kind == model.SubjectSite:
		return b.createSite(row, reason)
	case row.Comparison == model.OnlyThere:
		return b.createAccount(row, reason)
	}
	theirs := map[string]string{}
	for _, d := range row.Differences {
		theirs[d.Field] = d.Theirs
	}
	if row.Comparison == model.OnlyHere { // there is none of it there
		theirs["state"] = string(model.StateClosed)
	}
	thing := b.things[row.ThingID()]
	if b.list.Kind == model.SubjectSite {
		return b.changeSite(thing.Site, row, theirs, reason)
	}
	return b.changeAccount(thing.Account, row, theirs, reason)
}

// ownerOf is the organization of a name in the area, locked. Where several have the name, the region decides.
func (b *settling) ownerOf(name string, region model.RegionCode) (model.Organization, error) {
	found, err := b.tx.Organizations.ByNames(b.ctx, b.list.Scope, []string{model.Key(name)})
	if err != nil {
		return model.Organization{}, err
	}
	if len(found) > 1 && region != "" {
		var there []model.Organization
		for _, o := range found {
			if o.RegionCode == region {
				there = append(there, o)
			}
		}
		found = there
	}
	switch {
	case name == "" || len(found) == 0:
		return model.Organization{}, model.InvalidField("organization", "organization_unknown", name)
	case len(found) > 1:
		return model.Organization{}, model.InvalidField("organization", "organization_ambiguous", name)
	}
	return owner(b.ctx, b.tx, b.actor, found[0].ID, "")
}

// regionOf is the region that a row of theirs names.
func regionOf(row *model.ReconciliationRow) model.RegionCode {
	if region := model.RegionCode(row.Theirs["region_code"]).Canonical(); region.Valid() {
		return region
	}
	region, _ := model.SiteCodeRegion(row.Theirs["code"])
	return region
}

// ofTheirs says that a value of theirs cannot be taken.
func ofTheirs(err error) error {
	var e *model.Error
	if !errors.As(err, &e) {
		return err
	}
	fields := make([]model.FieldError, len(e.Fields))
	for i, f := range e.Fields {
		f.Field = "theirs." + f.Field
		fields[i] = f
	}
	return &model.Error{Kind: e.Kind, Code: e.Code, Args: e.Args, Fields: fields}
}

func (b *settling) createSite(row *model.ReconciliationRow, reason string) error {
	v := row.Theirs
	if _, is := b.taken.sites[v["code"]]; is {
		return model.InvalidField("code", "taken") // by another area
	}
	o, err := b.ownerOf(v["organization"], regionOf(row))
	if err != nil {
		return err
	}
	e, err := model.SiteEdit{
		Code: v["code"], Name: v["name"], HomeURL: v["home_url"], IsPortal: v["is_portal"] == "true", OrganizationID: o.ID,
		OpenedOn: model.Date(v["opened_on"]), ICPNumber: v["icp_number"], PublicSecurityNumber: v["public_security_number"],
	}.Normalize()
	if err != nil {
		return ofTheirs(err)
	}
	made := model.NewSite(e, o.RegionCode, b.at)
	if err := b.moveTo(&made.State, v["state"], made.Move, reason); err != nil {
		return err
	}
	if err := b.tx.Sites.Create(b.ctx, &made); err != nil {
		return err
	}
	row.SiteID, row.ThingVersion, row.RegionCode = model.OptionalID(made.ID), made.Version, made.RegionCode
	b.change(changed(siteNoun, "create", reason, nil, &made))
	return nil
}

func (b *settling) createAccount(row *model.ReconciliationRow, reason string) error {
	v := row.Theirs
	o, err := b.ownerOf(v["organization"], regionOf(row))
	if err != nil {
		return err
	}
	e, err := model.AccountEdit{
		Platform: model.Platform(v["platform"]), Name: v["name"], PlatformAccountID: v["platform_account_id"],
		CertifiedSubject: v["certified_subject"], OrganizationID: o.ID, OpenedOn: model.Date(v["opened_on"]),
		NationalFilingNumber: v["national_filing_number"], ProvincialFilingNumber: v["provincial_filing_number"],
	}.Normalize()
	if err != nil {
		return ofTheirs(err)
	}
	made := model.NewAccount(e, o.RegionCode, b.at)
	if field := b.taken.by(made); field != "" {
		return model.InvalidField(field, "taken")
	}
	if err := b.moveTo(&made.State, v["state"], made.Move, reason); err != nil {
		return err
	}
	if err := b.tx.Accounts.Create(b.ctx, &made); err != nil {
		return err
	}
	b.taken.accounts = append(b.taken.accounts, made)
	row.AccountID, row.ThingVersion, row.RegionCode = model.OptionalID(made.ID), made.Version, made.RegionCode
	b.change(changed(accountNoun, "create", reason, nil, &made))
	return nil
}

// change keeps a change of the register for the trail. The register that has said so need not be told.
func (b *settling) change(c change) {
	c.told = b.list.Register
	b.changes = append(b.changes, c)
}

func (b *settling) changeSite(before model.Site, row *model.ReconciliationRow, theirs map[string]string, reason string) error {
	now, e := before, before.Edit()
	for field, value := range theirs {
		switch field {
		case "name":
			e.Name = value
		case "home_url":
			e.HomeURL = value
		case "is_portal":
			e.IsPortal = value == "true"
		case "icp_number":
			e.ICPNumber = value
		case "public_security_number":
			e.PublicSecurityNumber = value
		}
	}
	if err := b.give(theirs, row, &e.OrganizationID, &e.RegionCode); err != nil {
		return err
	}
	e, err := e.Normalize()
	if err != nil {
		return ofTheirs(err)
	}
	now.Apply(e)
	if err := b.reopens(before.Life, theirs, e.OrganizationID); err != nil {
		return err
	}
	if err := b.moveTo(&now.State, theirs["state"], now.Move, reason); err != nil {
		return err
	}
	now.Version, now.UpdatedAt = before.Version+1, b.at
	if err := b.tx.Sites.Update(b.ctx, b.list.Scope, before.Version, &now); err != nil {
		return err
	}
	row.ThingVersion = now.Version
	b.change(changed(siteNoun, "reconcile", reason, &before, &now))
	return nil
}

func (b *settling) changeAccount(before model.Account, row *model.ReconciliationRow, theirs map[string]string, reason string) error {
	now, e := before, before.Edit()
	for field, value := range theirs {
		switch field {
		case "name":
			e.Name = value
		case "platform_account_id":
			e.PlatformAccountID = value
		case "certified_subject":
			e.CertifiedSubject = value
		case "national_filing_number":
			e.NationalFilingNumber = value
		case "provincial_filing_number":
			e.ProvincialFilingNumber = value
		}
	}
	if err := b.give(theirs, row, &e.OrganizationID, &e.RegionCode); err != nil {
		return err
	}
	e, err := e.Normalize()
	if err != nil {
		return ofTheirs(err)
	}
	now.Apply(e)
	if err := b.reopens(before.Life, theirs, e.OrganizationID); err != nil {
		return err
	}
	if err := b.moveTo(&now.State, theirs["state"], now.Move, reason); err != nil {
		return err
	}
	if field := b.taken.by(now); field != "" && now.State != model.StateClosed {
		return model.InvalidField(field, "taken")
	}
	now.Version, now.UpdatedAt = before.Version+1, b.at
	if err := b.tx.Accounts.Update(b.ctx, b.list.Scope, before.Version, &now); err != nil {
		return err
	}
	b.taken.replace(now)
	row.ThingVersion = now.Version
	b.change(changed(accountNoun, "reconcile", reason, &before, &now))
	return nil
}

// give gives a thing the organization that theirs names, where that differs.
func (b *settling) give(theirs map[string]string, row *model.ReconciliationRow, id *uint64, region *model.RegionCode) error {
	name, differs := theirs["organization"]
	if !differs {
		return nil
	}
	o, err := b.ownerOf(name, regionOf(row))
	*id, *region = o.ID, o.RegionCode
	return err
}

// reopens asks for the owner of what comes back into use.
func (b *settling) reopens(was model.Life, theirs map[string]string, organizationID uint64) error {
	if was.State != model.StateClosed || theirs["state"] == "" {
		return nil
	}
	_, err := owner(b.ctx, b.tx, b.actor, organizationID, "")
	return err
}

// moveTo leads a thing to the state of theirs, by the verbs that lead there.
func (b *settling) moveTo(
	state *model.State, wanted string, move func(verb model.LifeVerb, on model.Date, reason string) error, reason string,
) error {
	to := model.State(wanted)
	today := model.NewDate(b.at.Time)
	for wanted != "" && *state != to {
		verb := model.VerbClose
		switch {
		case *state == model.StateClosed:
			verb = model.VerbReopen
		case to == model.StateOffline:
			verb = model.VerbSuspend
		case to == model.StateRunning:
			verb = model.VerbResume
		}
		if err := move(verb, today, reason); err != nil {
			return err
		}
	}
	return nil
}
