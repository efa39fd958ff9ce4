package service

import (
	"context"
	"strconv"
	"strings"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/sheet"
)

type resultSheet struct{}

var resultColumns = []sheet.Column{
	{Field: "site_code", Names: []string{"网站标识码", "标识码", "site code"}},
	{Field: "platform", Names: []string{"平台", "平台类型", "类型", "所属平台"}},
	{Field: "account_name", Names: []string{"账号名称", "名称", "新媒体名称", "account name"}},
	{Field: "indicator", Names: []string{"检查指标", "指标", "指标代码", "指标名称"}},
	{Field: "description", Names: []string{"问题描述", "存在问题", "问题"}},
	{Field: "occurrences", Names: []string{"次数", "出现次数", "问题数", "个数"}},
	{Field: "points", Names: []string{"扣分", "分值", "扣分值", "加分"}},
	{Field: "location_url", Names: []string{"问题地址", "问题页面", "问题链接", "问题网址"}},
	{Field: "note", Names: []string{"检查备注", "检查说明"}},
}

func (resultSheet) columns() []sheet.Column { return resultColumns }

// required has what was found beside the target: a list of targets alone must not pass for clean results.
func (resultSheet) required() [][]string {
	return [][]string{{"site_code", "account_name"}, {"indicator", "description"}}
}

func (resultSheet) identity(model.Values) []string {
	return []string{"site_code", "platform", "account_name"}
}

// hold takes the campaign, so that two files of results of one round come one after the other.
func (resultSheet) hold(ctx context.Context, tx *repository.Store, a model.Actor, job model.Import) error {
	_, err := tx.Campaigns.Lock(ctx, a.Area(), job.Details.Campaign)
	return err
}

// resultGroup are the rows of one target, each with one finding or none.
type resultGroup struct {
	ref      model.TargetRef
	item     model.BulkItem
	drafts   []*draft
	findings []*draft // the row of each finding
	clean    bool     // a row says that there is nothing
	applied  bool     // rows of it have become a result already
	standing model.Result
	target   bool // of the campaign
}

// fill takes the target of the row above where a row names none, as merged cells do.
func (resultSheet) fill(above, cells model.Values) {
	for _, column := range []string{"site_code", "platform", "account_name"} {
		if cells[column] != "" {
			return
		}
	}
	for _, column := range []string{"site_code", "platform", "account_name"} {
		if above[column] != "" {
			cells[column] = above[column]
		}
	}
}

// match puts the rows of one target together.
func (resultSheet) match(ctx context.Context, tx *repository.Store, p *pass) error {
	var err error
	if p.batch, err = p.svc.inspections.openBatch(ctx, tx, p.actor, p.job.Details.Campaign); err != nil {
		return err
	}
	groups := map[model.TargetRef]*resultGroup{}
	for _, d := range p.drafts {
		item, named := p.target(d)
		if !named {
			d.reject(keyColumn(p.kind), "target_of_line_missing")
			continue
		}
		_, ref, err := item.Normalize()
		if err != nil {
			d.faults(err)
			continue
		}
		g := groups[ref]
		if g == nil {
			g = &resultGroup{ref: ref, item: item}
			groups[ref] = g
			p.results = append(p.results, g)
		}
		g.applied = g.applied || d.row.Applied
		d.result = g
	}
	refs := make([]model.TargetRef, len(p.results))
	for i, g := range p.results {
		refs[i] = g.ref
	}
	return p.findTargets(ctx, tx, refs)
}

// target is what a row says it is about, and false where it says nothing.
func (p *pass) target(d *draft) (model.BulkItem, bool) {
	c := d.row.Cells
	item := model.BulkItem{SiteCode: c["site_code"]}
	if item.SiteCode != "" { // the platform of a list of both kinds may say 网站
		return item, true
	}
	item.AccountName = c["account_name"]
	if c["platform"] != "" {
		platform, ok := model.ParsePlatform(c["platform"])
		if item.Platform = platform; !ok {
			d.reject("platform", "unknown_platform", c["platform"])
			item.Platform = model.PlatformOther
		}
	}
	return item, item.AccountName != "" || c["platform"] != ""
}

func (p *pass) findTargets(ctx context.Context, tx *repository.Store, refs []model.TargetRef) error {
	rows, err := tx.Inspections.LockTargets(ctx, p.actor, p.batch.campaign.ID, refs)
	if err != nil {
		return err
	}
	standing, err := tx.Inspections.CurrentResults(ctx, rows)
	if err != nil {
		return err
	}
	if err := p.batch.track(ctx, tx, inspectionIDs(standing)); err != nil {
		return err
	}
	for _, g := range p.results {
		g.standing, g.target = standing[g.ref]
	}
	return nil
}

// judge reads the finding of one row into the result of its target.
func (resultSheet) judge(p *pass, d *draft) {
	g := d.result
	if g == nil {
		return
	}
	g.drafts = append(g.drafts, d)
	if !g.target {
		d.reject(g.ref.Field(), "not_a_target", p.batch.campaign.Code)
		return
	}
	if note := d.row.Cells["note"]; note != "" && !strings.Contains(g.item.Note, note) {
		g.item.Note = strings.TrimPrefix(g.item.Note+"\n"+note, "\n")
	}
	if saysNothing(d.row.Cells) {
		g.clean = true
		return
	}
	finding := model.FindingEdit{Description: d.row.Cells["description"], LocationURL: d.row.Cells["location_url"]}
	finding.Indicator = p.indicator(d)
	d.count(&finding.Occurrences)
	p.points(d, &finding)
	g.item.Findings, g.findings = append(g.item.Findings, finding), append(g.findings, d)
}

// saysNothing reports whether a row is a clean result: it says so, or names no fault at all.
func saysNothing(cells model.Values) bool {
	indicator, description := cleanWord(cells["indicator"]), cleanWord(cells["description"])
	for _, column := range []string{"occurrences", "points"} {
		if n := cells[column]; n != "" && n != "0" {
			return false
		}
	}
	return indicator && description && cells["location_url"] == ""
}

// cleanWord reports whether a cell is empty or says that there is nothing.
func cleanWord(cell string) bool {
	switch model.Key(cell) {
	case "", "无", "无问题", "未发现问题", "没有问题", "正常", "-", "—", "/", "none":
		return true
	}
	return false
}

// indicator is the code of what a row names: a code of the catalogue, or the name of one.
func (p *pass) indicator(d *draft) string {
	cell := d.row.Cells["indicator"]
	if cleanWord(cell) {
		return ""
	}
	if _, known := p.batch.rule.Indicators[cell]; known {
		return cell
	}
	key, found := model.Key(cell), ""
	for code, ind := range p.batch.rule.Indicators {
		if !ind.AppliesTo.Has(d.result.ref.Kind) {
			continue
		}
		if key != model.Key(code) && key != model.Key(ind.Name) && key != model.Key(code+ind.Name) {
			continue
		}
		if found != "" {
			d.reject("indicator", "indicator_ambiguous")
			return code
		}
		found = code
	}
	if found == "" {
		return cell // the catalogue refuses it
	}
	return found
}

func (d *draft) count(into *int) {
	cell := d.row.Cells["occurrences"]
	if cell == "" {
		return
	}
	n, err := strconv.Atoi(cell)
	if err != nil {
		d.reject("occurrences", "not_a_count")
		return
	}
	if *into = n; n == 0 { // none is 1 to the service, but not to whoever has written it
		d.reject("occurrences", "out_of_range", 1, model.MaxOccurrences)
	}
}

// points takes the figure of a row. Where the catalogue has one of its own, a table that repeats it is right.
func (p *pass) points(d *draft, f *model.FindingEdit) {
	cell := strings.TrimLeft(d.row.Cells["points"], "-+")
	if cell == "" {
		return
	}
	if err := f.Points.UnmarshalJSON([]byte(cell)); err != nil {
		d.reject("points", "not_points")
		return
	}
	ind, known := p.batch.rule.Indicators[f.Indicator]
	if !known || ind.LeavesPointsOpen() {
		return
	}
	if ind.Part == model.PartVeto || f.Points == ind.Points || f.Points == ind.Points*model.Points(max(f.Occurrences, 1)) {
		f.Points = 0
	}
}

// apply writes the results. They are what the batch has taken.
func (resultSheet) apply(ctx context.Context, tx *repository.Store, p *pass) error {
	if err := p.batch.write(ctx, tx); err != nil {
		return err
	}
	for _, g := range p.results {
		for _, d := range g.drafts {
			if d.ready() {
				d.done(g.standing.Inspection.ID)
			}
		}
	}
	return nil
}
