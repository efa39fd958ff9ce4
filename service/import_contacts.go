package service

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

type contactSheet struct{ registerSheet }

var contactColumns = []sheet.Column{
	{Field: "organization", Names: []string{"单位", "单位名称", "主办单位", "主办单位名称", "工作单位"}},
	{Field: "region_code", Names: []string{"行政区划代码", "区划代码"}},
	{Field: "region_name", Names: []string{"州直/县市", "县市", "行政区划", "所属地区"}},
	{Field: "name", Names: []string{"姓名", "联系人", "联系人姓名"}},
	{Field: "title", Names: []string{"职务", "岗位"}},
	{Field: "office_phone", Names: []string{"办公电话", "座机", "固定电话"}},
	{Field: "mobile", Names: []string{"手机", "手机号", "手机号码", "移动电话"}},
	{Field: "email", Names: []string{"电子邮箱", "邮箱", "电子邮件", "e-mail"}},
}

func (contactSheet) columns() []sheet.Column { return contactColumns }

func (contactSheet) required() [][]string { return [][]string{{"organization"}, {"name"}} }

func (contactSheet) identity(model.Values) []string {
	return []string{"organization", "region_code", "region_name", "name"}
}

// personKey is what a row knows a person by.
type personKey struct {
	organization uint64
	name         string
}

// match finds the organizations, and their people by name.
func (contactSheet) match(ctx context.Context, tx *repository.Store, p *pass) error {
	var names []string
	for _, d := range p.drafts {
		names = append(names, model.Key(d.row.Cells["organization"]))
	}
	slices.Sort(names)
	found, err := tx.Organizations.ByNames(ctx, p.actor, slices.Compact(names))
	if err != nil {
		return err
	}
	byName := map[string][]model.Organization{}
	ids := make([]uint64, len(found))
	for i, o := range found {
		byName[o.NameKey] = append(byName[o.NameKey], o)
		ids[i] = o.ID
	}
	if err := p.readPeople(ctx, tx, ids); err != nil {
		return err
	}
	for _, d := range p.drafts {
		d.orgNow = p.employer(d, byName[model.Key(d.row.Cells["organization"])])
		if d.orgNow == nil {
			continue
		}
		key := personKey{d.orgNow.ID, model.Key(d.row.Cells["name"])}
		d.keys = []string{fmt.Sprintf("person/%d/%s", key.organization, key.name)}
		if same := p.people[key]; len(same) == 1 {
			d.contactNow = &same[0]
		}
	}
	return nil
}

func (p *pass) readPeople(ctx context.Context, tx *repository.Store, organizationIDs []uint64) error {
	rows, err := tx.Contacts.OfOrganizations(ctx, p.actor, organizationIDs)
	if err != nil {
		return err
	}
	p.people = map[personKey][]model.OpenContact{}
	for _, row := range rows {
		c, err := p.svc.open(row)
		if err != nil {
			return err
		}
		key := personKey{c.OrganizationID, model.Key(c.Name)}
		p.people[key] = append(p.people[key], c)
	}
	return nil
}

// employer is the organization of a row: the one of its name, in the region that the row names where there are several.
func (p *pass) employer(d *draft, called []model.Organization) *model.Organization {
	region := model.RegionCode("")
	if d.row.Cells["region_code"] != "" || d.row.Cells["region_name"] != "" {
		if d.row.Applied {
			region = p.regionOfRow(d)
		} else if p.place(d, ""); d.row.Outcome != "" {
			return nil
		} else {
			region = d.region
		}
	}
	var there []model.Organization
	for _, o := range called {
		if region == "" || o.RegionCode == region {
			there = append(there, o)
		}
	}
	switch {
	case len(there) == 1:
		return &there[0]
	case d.row.Applied:
	case len(there) > 1:
		d.reject("organization", "region_ambiguous")
	case d.row.Cells["organization"] == "":
		d.reject("organization", "required")
	default:
		d.reject("organization", "unknown_reference")
	}
	return nil
}

func (contactSheet) judge(p *pass, d *draft) {
	if d.contactNow != nil {
		d.contact = d.contactNow.Edit()
		d.row.ThingID = model.OptionalID(d.contactNow.ID)
	}
	if d.orgNow != nil && len(p.people[personKey{d.orgNow.ID, model.Key(d.row.Cells["name"])}]) > 1 {
		d.conflict("name", "contact_ambiguous")
	}
	if d.contactNow == nil {
		d.contact.Name = d.row.Cells["name"]
	}
	d.optionalCell("title", &d.contact.Title)
	d.optionalCell("office_phone", &d.contact.OfficePhone)
	d.optionalCell("mobile", &d.contact.Mobile)
	d.optionalCell("email", &d.contact.Email)
	e, err := d.contact.Normalize()
	d.faults(err)
	d.contact = e
	d.decide(d.contactNow != nil, d.contactNow != nil && d.contactNow.Edit() == e)
}

func (contactSheet) apply(ctx context.Context, tx *repository.Store, p *pass) error {
	var created []*model.OpenContact
	var makers []*draft
	for _, d := range p.drafts {
		if !d.ready() {
			continue
		}
		if d.contactNow == nil {
			c, err := p.newContact(d)
			if err != nil {
				return err
			}
			created, makers = append(created, c), append(makers, d)
			continue
		}
		before, c := *d.contactNow, *d.contactNow
		c.Apply(d.contact)
		if err := p.svc.seal(&c); err != nil {
			return err
		}
		c.Version, c.UpdatedAt = before.Version+1, p.at
		if err := tx.Contacts.Update(ctx, p.actor, before.Version, &c.Contact); err != nil {
			return err
		}
		d.done(c.ID)
		p.changes = append(p.changes, fromFile(changed(contactNoun, "update", "", &before, &c)))
	}
	rows, uids := make([]*model.Contact, len(created)), make([]string, len(created))
	for i, c := range created {
		rows[i], uids[i] = &c.Contact, c.UID
	}
	if err := tx.Contacts.CreateAll(ctx, rows); err != nil {
		return err
	}
	stored, err := tx.Contacts.ByUIDs(ctx, uids)
	if err != nil {
		return err
	}
	for i, c := range created {
		c.ID = stored[c.UID]
		makers[i].done(c.ID)
		p.changes = append(p.changes, fromFile(changed(contactNoun, "create", "", nil, c)))
	}
	return nil
}

// newContact is the person of a row, sealed. The organization is active, and its region is locked, so that it stays.
func (p *pass) newContact(d *draft) (*model.OpenContact, error) {
	uid, err := uuid.NewV7()
	if err != nil {
		return nil, fmt.Errorf("make an id: %w", err)
	}
	c := &model.OpenContact{Contact: model.Contact{
		UID: uid.String(), OrganizationID: d.orgNow.ID, RegionCode: d.orgNow.RegionCode, Version: 1, CreatedAt: p.at, UpdatedAt: p.at,
	}}
	c.Apply(d.contact)
	return c, p.svc.seal(c)
}
