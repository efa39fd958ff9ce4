package service

import (
	"context"
	"fmt"

	"xuncha/model"
)

// Statistics counts results and prints the annexes.
type Statistics struct{ base }

// PassRates is the table of a campaign for one kind of target, as annex 2 has it.
func (s *Statistics) PassRates(
	ctx context.Context, a model.Actor, code string, kind model.Subject, by model.Group,
) (model.PassRates, error) {
	return s.Rates(ctx, a, code, model.RateQuery{Kind: kind, By: by})
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
