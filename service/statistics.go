package service

import (
	"cmp"
	"context"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
)

// Statistics counts results and prints the annexes.
type Statistics struct{ base }

// PassRates is the table of a campaign for one kind of target. A caller sees the rows of its own region, and the total
// is the total of what it sees.
func (s *Statistics) PassRates(
	ctx context.Context, a model.Actor, code string, kind model.Subject, by model.Group,
) (model.PassRates, error) {
	table := model.PassRates{Campaign: code, Kind: kind, GroupBy: by}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return table, err
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return table, err
	}
	table.Rule = campaign.Rates()
	if table.Kind == "" {
		if len(campaign.Kinds) != 1 {
			return table, model.InvalidField("kind", "required")
		}
		table.Kind = campaign.Kinds[0]
	}
	if (by == model.GroupPlatform && table.Kind != model.SubjectAccount) ||
		(by == model.GroupPortal && table.Kind != model.SubjectSite) {
		return table, model.InvalidField("group_by", "group_of_other_kind")
	}
	g, err := s.grouping(ctx, a, campaign, by)
	if err != nil {
		return table, err
	}
	counts, err := s.store.Statistics.Count(ctx, a, campaign.ID, table.Kind, g.column)
	if err != nil {
		return table, err
	}
	for _, c := range counts {
		tally := model.TallyOf(c.Status, c.Verdict, c.N)
		g.add(c, tally)
		table.Total.Add(tally)
	}
	table.Rows = g.rows
	return table, nil
}

// grouping folds the keys of the database into the rows of the table, in printing order.
type grouping struct {
	column repository.GroupColumn
	rows   []model.PassRateRow
	place  map[string]int
	fold   func(c repository.GroupCount) (row, label string)
}

func (g *grouping) add(c repository.GroupCount, t model.Tally) {
	key, label := g.fold(c)
	at, ok := g.place[key]
	if !ok {
		at = g.row(key, label)
	}
	g.rows[at].Add(t)
}

func (g *grouping) row(key, label string) int {
	g.rows = append(g.rows, model.PassRateRow{Key: key, Label: label})
	g.place[key] = len(g.rows) - 1
	return len(g.rows) - 1
}

func (s *Statistics) grouping(
	ctx context.Context, a model.Actor, c model.Campaign, by model.Group,
) (*grouping, error) {
	g := &grouping{place: map[string]int{}, fold: func(c repository.GroupCount) (string, string) {
		return c.GroupKey, c.Label
	}}
	switch by {
	case model.GroupRegion:
		g.column = repository.ByRegion
		return g, s.groupRegions(ctx, a, c, g)
	case model.GroupPlatform:
		g.column = repository.ByPlatform
		g.fold = func(c repository.GroupCount) (string, string) {
			bucket := model.Platform(c.GroupKey).Bucket()
			return string(bucket), bucket.Label()
		}
		for _, p := range []model.Platform{model.PlatformWechat, model.PlatformWeibo, model.PlatformOther} {
			g.row(string(p), p.Label())
		}
	case model.GroupPortal:
		g.column = repository.ByPortal
		labels := map[string]string{"portal": "门户网站", "department": "部门网站"}
		g.fold = func(c repository.GroupCount) (string, string) {
			row := "department"
			if c.GroupKey == "1" {
				row = "portal"
			}
			return row, labels[row]
		}
		g.row("portal", labels["portal"])
		g.row("department", labels["department"])
	case model.GroupOrganization:
		g.column = repository.ByOrganization
	}
	return g, nil
}

// groupRegions makes the rows of the county table: the regions directly below the campaign's, then the units directly
// under it. A caller whose region lies deeper gets the rows below its own region instead.
func (s *Statistics) groupRegions(ctx context.Context, a model.Actor, c model.Campaign, g *grouping) error {
	regions, err := s.store.Campaigns.Regions(ctx, c.ID)
	if err != nil {
		return err
	}
	if len(regions) == 0 { // a draft: nothing is frozen yet
		current, err := s.store.Regions.Under(ctx, c.RegionCode.Area())
		if err != nil {
			return err
		}
		regions = campaignRegions(c.ID, current)
	}
	area, organizationID := a.Within()
	top := c.RegionCode
	if !area.Covers(top) && len(area) > len(top.Area()) {
		top = model.RegionCode(area).Canonical()
	}
	labels := map[string]string{}
	// Who sees one organization gets the rows in which that has targets, not a list of the regions around it.
	row := func(code model.RegionCode, label string) {
		labels[string(code)] = label
		if organizationID == 0 {
			g.row(string(code), label)
		}
	}
	direct := ""
	for _, r := range regions {
		switch {
		case r.RegionCode == top:
			direct = cmp.Or(r.DirectLabel, r.Name)
		case top.Area().Covers(r.RegionCode) && r.RegionCode.Child(top) == r.RegionCode && area.Covers(r.RegionCode):
			row(r.RegionCode, r.Name)
		}
	}
	if area.Covers(top) {
		row(top, direct)
	}
	g.fold = func(c repository.GroupCount) (string, string) {
		child := string(model.RegionCode(c.GroupKey).Child(top))
		return child, cmp.Or(labels[child], child)
	}
	return nil
}

// Annex is an annex of the bulletin: 1 lists the sites with their results, 2 is the county table of the accounts.
func (s *Statistics) Annex(ctx context.Context, a model.Actor, code string, number int) (model.Printed, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Printed{}, err
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return model.Printed{}, err
	}
	var printed model.Printed
	var title string
	switch number {
	case 1:
		sites, err := s.store.Inspections.ByCode(ctx, a, code, model.SubjectSite)
		if err != nil {
			return printed, err
		}
		title, printed = "政府网站抽查情况表", model.PrintSites(sites)
	case 2:
		table, err := s.PassRates(ctx, a, code, model.SubjectAccount, model.GroupRegion)
		if err != nil {
			return printed, err
		}
		title, printed = "政务新媒体检查情况表", table.Print()
	default:
		return printed, model.NotFound()
	}
	region, err := s.store.Regions.Get(ctx, campaign.RegionCode)
	if err != nil {
		return printed, err
	}
	printed.Title = fmt.Sprintf("%s%d年%s%s", region.ShortName, campaign.Year, campaign.RoundLabel, title)
	return printed, nil
}
