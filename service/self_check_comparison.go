package service

import (
	"context"

	"xuncha/model"
)

// SelfCheckComparison is the self-checks of a campaign beside its official results.
type SelfCheckComparison struct {
	Campaign string
	Rows     []model.SelfCheckComparison
	Totals   model.ComparisonTotals
}

// Compare puts the newest finished self-check of each thing beside the official result in a campaign, as far as the caller
// sees both.
func (s *SelfChecks) Compare(
	ctx context.Context, a model.Actor, code string, region model.Scope, kind model.Subject,
) (SelfCheckComparison, error) {
	out := SelfCheckComparison{Campaign: code}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return out, err
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return out, err
	}
	checks, err := s.store.SelfChecks.Newest(ctx, a, campaign.ID, model.SelfCheckFilter{
		Region: region, Kind: kind, State: model.SelfCheckFinished,
	})
	if err != nil {
		return out, err
	}
	if out.Rows, err = s.beside(ctx, a, campaign, checks); err != nil {
		return out, err
	}
	out.Totals.Targets, err = s.store.Inspections.Number(ctx, a, model.InspectionFilter{
		Campaign: campaign.Code, Region: region, Kind: kind,
	})
	if err != nil {
		return out, err
	}
	out.Totals.NotChecked = out.Totals.Targets
	for _, row := range out.Rows {
		out.Totals.Add(row)
	}
	return out, nil
}

// CompareOne puts one self-check beside the official result of its thing, in the campaign of a code or, without one, in the
// campaign that it was made for.
func (s *SelfChecks) CompareOne(
	ctx context.Context, a model.Actor, id uint64, code string,
) (model.SelfCheckComparison, model.Campaign, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.SelfCheckComparison{}, model.Campaign{}, err
	}
	check, err := s.store.SelfChecks.Get(ctx, a, id)
	if err != nil {
		return model.SelfCheckComparison{}, model.Campaign{}, err
	}
	if code == "" {
		code = check.CampaignCode
	}
	if code == "" {
		return model.SelfCheckComparison{}, model.Campaign{}, model.InvalidField("campaign", "required")
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return model.SelfCheckComparison{}, campaign, inField("campaign", err)
	}
	rows, err := s.beside(ctx, a, campaign, []model.SelfCheck{check})
	if err != nil {
		return model.SelfCheckComparison{}, campaign, err
	}
	return rows[0], campaign, nil
}

// beside reads the official results of the things of self-checks and compares them.
func (s *SelfChecks) beside(
	ctx context.Context, a model.Actor, campaign model.Campaign, checks []model.SelfCheck,
) ([]model.SelfCheckComparison, error) {
	things := make([]model.ThingRef, len(checks))
	for i, k := range checks {
		things[i] = k.Thing()
	}
	inspections, err := s.store.Inspections.OfThings(ctx, a, campaign.ID, things)
	if err != nil {
		return nil, err
	}
	targets := make(map[model.TargetRef]model.Inspection, len(inspections))
	for _, i := range inspections {
		targets[i.Ref()] = i
	}
	results, err := s.store.Inspections.CurrentResults(ctx, targets)
	if err != nil {
		return nil, err
	}
	official := make(map[model.ThingRef]*model.Result, len(results))
	for _, r := range results {
		r.Open = campaign.State == model.CampaignOpen
		official[r.Inspection.Thing(r.Inspection.Kind)] = &r
	}
	rows := make([]model.SelfCheckComparison, len(checks))
	for i, k := range checks {
		rows[i] = model.CompareSelfCheck(k, official[k.Thing()])
	}
	return rows, nil
}
