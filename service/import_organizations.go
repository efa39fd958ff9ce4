package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

type organizationSheet struct{ registerSheet }

var organizationColumns = []sheet.Column{
	{Field: "name", Names: []string{"单位名称", "名称", "主办单位", "主办单位名称", "单位", "organization"}},
	{Field: "short_name", Names: []string{"单位简称", "简称"}},
	{Field: "region_code", Names: []string{"行政区划代码", "区划代码"}},
	{Field: "region_name", Names: []string{"州直/县市", "县市", "行政区划", "所属地区"}},
	{Field: "parent", Names: []string{"上级单位", "主管单位", "上级主管单位"}},
	{Field: "credit_code", Names: []string{"统一社会信用代码", "信用代码"}},
	{Field: "provides_services", Names: []string{"是否提供办事服务", "提供办事服务", "办事服务"}},
}

func (organizationSheet) columns() []sheet.Column { return organizationColumns }

func (organizationSheet) required() [][]string { return [][]string{{"name"}} }

func (organizationSheet) identity(model.Values) []string {
	return []string{"name", "region_code", "region_name"}
}

// match finds the organizations by region and name. A thing that is called by its name is another one under another name:
// renaming has a day, and is done by hand.
func (organizationSheet) match(ctx context.Context, tx *repository.Store, p *pass) error {
	var names []string
	for _, d := range p.drafts {
		if !d.row.Applied {
			p.place(d, p.onlyRegion())
		} else {
			d.region = p.regionOfRow(d)
		}
		d.parent = d.row.Cells["parent"]
		if name := model.Key(d.row.Cells["name"]); name != "" {
			d.keys = []string{"organization/" + string(d.region) + "/" + name}
			names = append(names, name)
		}
		if d.parent != "" {
			names = append(names, model.Key(d.parent))
		}
	}
	slices.Sort(names)
	found, err := tx.Organizations.ByNames(ctx, p.actor, slices.Compact(names))
	if err != nil {
		return err
	}
	for _, o := range found {
		p.owners[ownerKey{o.RegionCode, o.NameKey}] = o
	}
	for _, d := range p.drafts {
		if o, ok := p.owners[ownerKey{d.region, model.Key(d.row.Cells["name"])}]; ok {
			d.orgNow = &o
		}
	}
	return p.climb(ctx, tx)
}

// onlyRegion is the region of somebody who has but one.
func (p *pass) onlyRegion() model.RegionCode {
	if len(p.regions) == 1 {
		for code := range p.regions {
			return code
		}
	}
	return ""
}

// regionOfRow is place without a judgement.
func (p *pass) regionOfRow(d *draft) model.RegionCode {
	if cell := d.row.Cells["region_code"]; cell != "" {
		return model.RegionCode(cell).Canonical()
	}
	if name := d.row.Cells["region_name"]; name != "" {
		return p.regionByName(name)
	}
	return p.onlyRegion()
}

func (organizationSheet) judge(p *pass, d *draft) {
	d.organization = model.OrganizationEdit{ProvidesServices: true}
	if d.orgNow != nil {
		d.organization = d.orgNow.Edit()
		d.row.ThingID = model.OptionalID(d.orgNow.ID)
	}
	d.organization.Name, d.organization.RegionCode = d.row.Cells["name"], d.region
	if d.row.Outcome != "" { // the region is not known; one problem is enough for it
		d.organization.RegionCode = "422800"
	}
	if d.orgNow != nil {
		d.organization.Name = d.orgNow.Name // the same but for width, case and spaces
	}
	d.optionalCell("short_name", &d.organization.ShortName)
	d.optionalCell("credit_code", &d.organization.CreditCode)
	if d.row.Cells["provides_services"] != "" {
		d.flagCell("provides_services", &d.organization.ProvidesServices)
	}
	e, err := d.organization.Normalize()
	d.faults(err)
	d.organization = e
	p.spelling(d, e.Name)
}

// conclude finds what is above each, which may be made by another row, and says what each row does.
func (organizationSheet) conclude(ctx context.Context, tx *repository.Store, p *pass) error {
	rows := map[ownerKey]*draft{}
	byName := map[string][]ownerKey{}
	for key := range p.owners {
		byName[key.name] = append(byName[key.name], key)
	}
	for _, d := range p.drafts {
		key := ownerKey{d.region, model.Key(d.row.Cells["name"])}
		if d.orgNow == nil && !d.row.Outcome.Quarantined() && rows[key] == nil {
			rows[key] = d
			byName[key.name] = append(byName[key.name], key)
		}
	}
	for _, d := range p.drafts {
		if !d.row.Applied {
			p.findParent(d, rows, byName)
		}
	}
	return p.settleOrganizations(ctx, tx)
}

// warnOfCodes warns of credit codes that another organization has.
func (p *pass) warnOfCodes(ctx context.Context, tx *repository.Store) error {
	var codes []string
	changes := func(d *draft) bool {
		code := d.organization.CreditCode
		return !d.row.Applied && !d.row.Outcome.Quarantined() && code != "" && (d.orgNow == nil || d.orgNow.CreditCode != code)
	}
	for _, d := range p.drafts {
		if changes(d) {
			codes = append(codes, d.organization.CreditCode)
		}
	}
	slices.Sort(codes)
	found, err := tx.Organizations.ByCreditCodes(ctx, p.actor, slices.Compact(codes))
	if err != nil {
		return err
	}
	holders := map[string][]model.Organization{}
	for _, o := range found {
		holders[o.CreditCode] = append(holders[o.CreditCode], o)
	}
	for _, d := range p.drafts {
		of := holders[d.organization.CreditCode]
		at := slices.IndexFunc(of, func(o model.Organization) bool { return d.orgNow == nil || o.ID != d.orgNow.ID })
		if at >= 0 && changes(d) {
			d.warn("credit_code", "credit_code_elsewhere", of[at].Name)
		}
	}
	return nil
}

// apply makes the organizations from the highest down, as each must name the one above it.
func (organizationSheet) apply(ctx context.Context, tx *repository.Store, p *pass) error {
	checks := Organizations{things[model.Organization, model.OrganizationFilter]{base: p.svc.base}}
	var ready []*draft
	for _, d := range p.drafts {
		if d.ready() {
			ready = append(ready, d)
		}
	}
	for len(ready) > 0 {
		var now, later []*draft
		for _, d := range ready {
			if d.parentNew != nil && !d.parentNew.row.Applied {
				later = append(later, d)
			} else {
				now = append(now, d)
			}
		}
		if len(now) == 0 {
			return model.InvalidField("parent", "parent_cycle") // judge has seen to it
		}
		if err := p.enterOrganizations(ctx, tx, &checks, now); err != nil {
			return err
		}
		ready = later
	}
	return nil
}

func (p *pass) enterOrganizations(ctx context.Context, tx *repository.Store, checks *Organizations, drafts []*draft) error {
	var created []*model.Organization
	var makers []*draft
	for _, d := range drafts {
		if d.parentNew != nil {
			d.organization.ParentID = d.parentNew.row.ThingID
		}
		if d.orgNow == nil {
			row := model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: p.at, UpdatedAt: p.at}
			row.Apply(d.organization)
			created, makers = append(created, &row), append(makers, d)
			continue
		}
		before, row := *d.orgNow, *d.orgNow
		if d.organization.ParentID != before.ParentID {
			if err := checks.checkReferences(ctx, tx, p.actor, d.organization, row.ID); err != nil {
				return crossed{err}
			}
		}
		row.Apply(d.organization)
		row.Version, row.UpdatedAt = before.Version+1, p.at
		if err := tx.Organizations.Update(ctx, p.actor, before.Version, &row); err != nil {
			return err
		}
		d.done(row.ID)
		p.changes = append(p.changes, fromFile(changed(organizationNoun, "update", "", &before, &row)))
	}
	if err := tx.Organizations.Create(ctx, created...); err != nil {
		return err
	}
	names := make([]string, len(created))
	for i, row := range created {
		names[i] = row.NameKey
	}
	stored, err := tx.Organizations.ByNames(ctx, p.actor, names)
	if err != nil {
		return err
	}
	for _, row := range stored {
		p.owners[ownerKey{row.RegionCode, row.NameKey}] = row
	}
	for i, made := range created {
		row := p.owners[ownerKey{made.RegionCode, made.NameKey}]
		makers[i].done(row.ID)
		p.changes = append(p.changes, fromFile(changed(organizationNoun, "create", "", nil, &row)))
	}
	return nil
}
