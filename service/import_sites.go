package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

type siteSheet struct{ registerSheet }

var siteColumns = []sheet.Column{
	{Field: "code", Names: []string{"网站标识码", "标识码", "site code"}},
	{Field: "name", Names: []string{"网站名称", "名称", "site name"}},
	{Field: "home_url", Names: []string{"首页地址", "首页网址", "网址", "域名", "url"}},
	{Field: "is_portal", Names: []string{"是否门户", "是否门户网站", "门户"}},
	{Field: "organization", Names: []string{"主办单位", "单位", "主办单位名称"}},
	{Field: "region_code", Names: []string{"行政区划代码", "区划代码"}},
	{Field: "region_name", Names: []string{"州直/县市", "县市", "行政区划", "所属地区"}},
	{Field: "opened_on", Names: []string{"开通日期", "开办日期"}},
	{Field: "icp_number", Names: []string{"ICP备案号", "ICP备案编号"}},
	rowState,
	{Field: "public_security_number", Names: []string{"公安备案号", "公安机关备案号"}},
}

func (siteSheet) columns() []sheet.Column { return siteColumns }

func (siteSheet) required() [][]string { return [][]string{{"code"}, {"name"}, {"home_url"}} }

func (siteSheet) identity(model.Values) []string { return []string{"code"} }

func (siteSheet) match(ctx context.Context, tx *repository.Store, p *pass) error {
	codes := make([]string, 0, len(p.drafts))
	for _, d := range p.drafts {
		if code := d.row.Cells["code"]; code != "" {
			d.keys = []string{code}
			codes = append(codes, code)
		}
	}
	found, err := tx.Sites.ByCodes(ctx, codes)
	if err != nil {
		return err
	}
	for _, d := range p.drafts {
		s, ok := found[d.row.Cells["code"]]
		switch {
		case ok && !p.actor.Area().Covers(s.RegionCode):
			d.taken = "code"
		case ok:
			d.siteNow = &s
		}
		p.siteOwner(d)
	}
	return nil
}

// siteOwner says whose the site is: the organization of its column, or the one it has, or one of its own name in the
// region that its code names.
func (p *pass) siteOwner(d *draft) {
	d.owner = d.row.Cells["organization"]
	region, _ := model.SiteCodeRegion(d.row.Cells["code"])
	if d.siteNow != nil {
		region = d.siteNow.RegionCode
	} else if d.owner == "" {
		d.owner = d.row.Cells["name"]
	}
	named := d.row.Cells["region_code"] != "" || d.row.Cells["region_name"] != ""
	if d.row.Applied || (d.siteNow != nil && d.owner == "" && !named) {
		d.region = region
		return
	}
	p.place(d, region)
	if d.siteNow != nil && d.owner == "" && d.region != d.siteNow.RegionCode && d.row.Outcome == "" {
		d.conflict("region_code", "region_of_organization", d.siteNow.RegionCode)
	}
}

func (siteSheet) judge(p *pass, d *draft) {
	if d.takenElsewhere() {
		return
	}
	if d.siteNow != nil {
		d.site = d.siteNow.Edit()
		d.row.ThingID = model.OptionalID(d.siteNow.ID)
	}
	d.site.Code, d.site.Name, d.site.HomeURL = d.row.Cells["code"], d.row.Cells["name"], d.row.Cells["home_url"]
	d.flagCell("is_portal", &d.site.IsPortal)
	d.dateCell("opened_on", &d.site.OpenedOn)
	d.optionalCell("icp_number", &d.site.ICPNumber)
	d.optionalCell("public_security_number", &d.site.PublicSecurityNumber)
	d.checkOwner()
	if d.owner != "" {
		d.site.OrganizationID, d.site.RegionCode = p.ownerID(d), d.region
	}
	e, err := d.site.Normalize()
	d.faults(err)
	d.site = e
	p.spelling(d, e.Name)
	var now *model.Life
	if d.siteNow != nil {
		now = &d.siteNow.Life
	}
	equal := d.siteNow != nil && d.siteNow.Edit() == e
	d.judgeState("code", now, equal)
	d.decide(d.siteNow != nil, equal)
}

func (siteSheet) apply(ctx context.Context, tx *repository.Store, p *pass) error {
	if err := p.makeOwners(ctx, tx); err != nil {
		return err
	}
	var created []*model.Site
	var codes []string
	var drafts []*draft
	for _, d := range p.drafts {
		if !d.ready() {
			continue
		}
		if d.owner != "" {
			d.site.OrganizationID = p.ownerID(d)
		}
		if d.siteNow == nil {
			row := model.NewSite(d.site, d.region, p.at)
			created, codes, drafts = append(created, &row), append(codes, row.Code), append(drafts, d)
			continue
		}
		before, row := *d.siteNow, *d.siteNow
		row.Apply(d.site)
		row.Version, row.UpdatedAt = before.Version+1, p.at
		if err := tx.Sites.Update(ctx, p.actor, before.Version, &row); err != nil {
			return err
		}
		d.done(row.ID)
		p.changes = append(p.changes, fromFile(changed(siteNoun, "update", "", &before, &row)))
	}
	if err := tx.Sites.Create(ctx, created...); err != nil {
		return err
	}
	stored, err := tx.Sites.ByCodes(ctx, codes)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		row := stored[d.site.Code]
		d.done(row.ID)
		p.changes = append(p.changes, fromFile(changed(siteNoun, "create", "", nil, &row)))
	}
	return nil
}
