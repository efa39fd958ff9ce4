package service

import (
	"cmp"
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

type accountSheet struct{ registerSheet }

var accountColumns = []sheet.Column{
	{Field: "name", Names: []string{"账号名称", "名称", "新媒体名称", "account name"}},
	{Field: "platform", Names: []string{"平台", "平台类型", "类型", "所属平台"}},
	{Field: "organization", Names: []string{"主办单位", "单位", "主办单位名称"}},
	{Field: "platform_account_id", Names: []string{"账号ID", "账号标识", "平台账号ID", "account id"}},
	{Field: "certified_subject", Names: []string{"认证主体"}},
	{Field: "region_code", Names: []string{"行政区划代码", "区划代码"}},
	{Field: "region_name", Names: []string{"州直/县市", "县市", "行政区划", "所属地区"}},
	{Field: "opened_on", Names: []string{"开通日期", "开设日期"}},
	rowState,
	{Field: "national_filing_number", Names: []string{"全国备案号", "国家备案号"}},
	{Field: "provincial_filing_number", Names: []string{"省级备案号", "省备案号"}},
}

func (accountSheet) columns() []sheet.Column { return accountColumns }

func (accountSheet) required() [][]string {
	return [][]string{{"name"}, {"platform"}, {"organization"}}
}

// identity is the platform's id where the row has one: then the name may be mended.
func (accountSheet) identity(cells model.Values) []string {
	if cells["platform_account_id"] != "" {
		return []string{"platform", "platform_account_id"}
	}
	return []string{"platform", "name"}
}

func accountKey(kind string, platform model.Platform, key string) string {
	return kind + "/" + string(platform) + "/" + key
}

func (accountSheet) match(ctx context.Context, tx *repository.Store, p *pass) error {
	var names, ids []string
	for _, d := range p.drafts {
		d.account.Platform, _ = model.ParsePlatform(d.row.Cells["platform"])
		if name := model.Key(d.row.Cells["name"]); name != "" {
			names = append(names, name)
			d.keys = append(d.keys, accountKey("name", d.account.Platform, name))
		}
		if id := d.platformID(); id != "" {
			ids = append(ids, id)
			d.keys = append(d.keys, accountKey("id", d.account.Platform, id))
		}
		d.owner = d.row.Cells["organization"]
		if !d.row.Applied {
			p.place(d, "")
		}
	}
	found, err := tx.Accounts.ByKeys(ctx, names, ids)
	if err != nil {
		return err
	}
	known, closed, foreign := map[string]*model.Account{}, map[string]*model.Account{}, map[string]*model.Account{}
	retired := map[string][]*model.Account{} // by platform and name
	for i := range found {
		a, in := &found[i], known
		name := accountKey("name", a.Platform, a.NameKey)
		switch seen := p.actor.Area().Covers(a.RegionCode); {
		case a.State == model.StateClosed && !seen:
			continue // its name is free again, and that it was ever taken is nothing to tell
		case a.State == model.StateClosed:
			in = closed
			retired[name] = append(retired[name], a)
		case !seen:
			in = foreign
		}
		in[name] = a
		if a.PlatformAccountKey != "" {
			in[accountKey("id", a.Platform, string(a.PlatformAccountKey))] = a
		}
	}
	for _, same := range retired {
		slices.SortFunc(same, func(a, b *model.Account) int { return cmp.Compare(a.ID, b.ID) })
	}
	claimed := map[uint64]bool{}
	for _, d := range p.drafts {
		if d.matchRetired(retired, claimed) {
			continue
		}
		d.matchAccount(known)
		d.matchClosed(closed)
		d.matchForeign(foreign)
	}
	return nil
}

// matchForeign notes which key of the row an account outside the caller's sight has.
func (d *draft) matchForeign(foreign map[string]*model.Account) {
	if id := d.platformID(); id != "" && foreign[accountKey("id", d.account.Platform, id)] != nil {
		d.taken = "platform_account_id"
	}
	if foreign[accountKey("name", d.account.Platform, model.Key(d.row.Cells["name"]))] != nil {
		d.taken = "name"
	}
}

// matchClosed keeps a file from bringing a closed account back as a second one. Its name alone may be taken by another
// account, which then has an id of its own.
func (d *draft) matchClosed(closed map[string]*model.Account) {
	if d.accNow != nil {
		return
	}
	id := d.platformID()
	if closed[accountKey("id", d.account.Platform, id)] != nil {
		d.problems = append(d.problems, model.NewProblem("platform_account_id", "thing_closed"))
		return
	}
	same := closed[accountKey("name", d.account.Platform, model.Key(d.row.Cells["name"]))]
	if same != nil && (id == "" || same.PlatformAccountID == "") {
		d.problems = append(d.problems, model.NewProblem("name", "thing_closed"))
	}
}

// platformID is the platform's id of the row in the form in which the register keeps it.
func (d *draft) platformID() string { return model.CleanText(d.row.Cells["platform_account_id"]) }

// matchAccount prefers the platform's permanent id: a name can be given up and taken by a stranger.
func (d *draft) matchAccount(known map[string]*model.Account) {
	platform := d.account.Platform
	byName := known[accountKey("name", platform, model.Key(d.row.Cells["name"]))]
	id := d.platformID()
	d.accNow = byName
	if id == "" {
		return
	}
	byID := known[accountKey("id", platform, id)]
	switch {
	case byID != nil && byName != nil && byID.ID != byName.ID:
		d.problems = append(d.problems, model.NewProblem("platform_account_id", "id_and_name_differ"))
	case byID == nil && byName != nil && byName.PlatformAccountID != "":
		d.problems = append(d.problems, model.NewProblem("platform_account_id", "platform_id_differs"))
	}
	if byID != nil {
		d.accNow = byID
	}
}

func (accountSheet) judge(p *pass, d *draft) {
	if d.row.Outcome == "" && len(d.problems) > 0 {
		d.row.Outcome = model.OutcomeConflict
	}
	if d.takenElsewhere() {
		return
	}
	if d.accNow != nil {
		platform := d.account.Platform
		d.account = d.accNow.Edit()
		d.account.Platform = platform
		d.row.ThingID = model.OptionalID(d.accNow.ID)
	}
	if d.account.Platform == "" {
		d.reject("platform", "unknown_platform", d.row.Cells["platform"])
		d.account.Platform = model.PlatformOther // one problem is enough for the column
	}
	d.account.Name = d.row.Cells["name"]
	d.optionalCell("platform_account_id", &d.account.PlatformAccountID)
	d.optionalCell("certified_subject", &d.account.CertifiedSubject)
	d.dateCell("opened_on", &d.account.OpenedOn)
	d.optionalCell("national_filing_number", &d.account.NationalFilingNumber)
	d.optionalCell("provincial_filing_number", &d.account.ProvincialFilingNumber)
	d.checkOwner()
	if d.owner != "" {
		d.account.OrganizationID, d.account.RegionCode = p.ownerID(d), d.region
	}
	e, err := d.account.Normalize()
	d.faults(err)
	d.account = e
	p.spelling(d, e.Name)
	var now *model.Life
	if d.accNow != nil {
		now = &d.accNow.Life
	}
	equal := d.accNow != nil && d.accNow.Edit() == e
	d.judgeState("name", now, equal)
	d.decide(d.accNow != nil, equal)
	p.warnOfSecond(d)
}

func (accountSheet) apply(ctx context.Context, tx *repository.Store, p *pass) error {
	if err := p.makeOwners(ctx, tx); err != nil {
		return err
	}
	var created []*model.Account
	var names []string
	var drafts []*draft
	for _, d := range p.drafts {
		if !d.ready() {
			continue
		}
		d.account.OrganizationID = p.ownerID(d)
		if d.accNow == nil {
			row := model.NewAccount(d.account, d.region, p.at)
			created, names, drafts = append(created, &row), append(names, row.NameKey), append(drafts, d)
			continue
		}
		before, row := *d.accNow, *d.accNow
		row.Apply(d.account)
		row.Version, row.UpdatedAt = before.Version+1, p.at
		if err := tx.Accounts.Update(ctx, p.actor, before.Version, &row); err != nil {
			return err
		}
		d.done(row.ID)
		p.changes = append(p.changes, fromFile(changed(accountNoun, "update", "", &before, &row)))
	}
	if err := tx.Accounts.Create(ctx, created...); err != nil {
		return err
	}
	stored, err := tx.Accounts.ByKeys(ctx, names, nil)
	if err != nil {
		return err
	}
	byName := make(map[string]model.Account, len(stored))
	for _, row := range stored {
		if row.State == model.StateClosed {
			continue
		}
		byName[accountKey("name", row.Platform, row.NameKey)] = row
	}
	for _, d := range drafts {
		row := byName[accountKey("name", d.account.Platform, model.Key(d.account.Name))]
		d.done(row.ID)
		p.changes = append(p.changes, fromFile(changed(accountNoun, "create", "", nil, &row)))
	}
	return nil
}
