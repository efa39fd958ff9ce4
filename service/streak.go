package service

import (
	"context"
	"slices"

	"xuncha/model"
)

// StreakQuery asks for targets that failed several rounds in a row.
type StreakQuery struct {
	Region       model.Scope
	Kind         model.Subject
	Least        int    // rounds
	AsOfCampaign string // the newest round to look at; without it each series is looked at up to its newest
}

// StreakSeries is the rounds of one area and level of issuers, and who failed in the newest of them and before.
type StreakSeries struct {
	RegionCode  model.RegionCode
	IssuerLevel model.Issuer
	Rounds      []model.Round // the newest first
	Streaks     []model.Streak
}

// mostRounds is how far back rows of failures are looked for: five years of quarters.
const mostRounds = 20

// ConsecutiveFailures finds the targets that failed round after round (连续通报), up to the newest closed round of a series.
func (s *Statistics) ConsecutiveFailures(ctx context.Context, a model.Actor, q StreakQuery) ([]StreakSeries, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	finished, err := s.store.Campaigns.Finished(ctx, a.Area())
	if err != nil {
		return nil, err
	}
	if q.AsOfCampaign != "" {
		at := slices.IndexFunc(finished, func(c model.Campaign) bool { return c.Code == q.AsOfCampaign })
		if at < 0 {
			return nil, model.InvalidField("as_of_campaign", "unknown_reference")
		}
		newest := finished[at]
		finished = slices.DeleteFunc(finished[at:], func(c model.Campaign) bool {
			return c.RegionCode != newest.RegionCode || c.IssuerLevel != newest.IssuerLevel
		})
	}
	series := intoSeries(finished)
	for i := range series {
		if err := s.streaks(ctx, a, q, &series[i]); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(series, func(of StreakSeries) bool { return len(of.Streaks) == 0 && q.AsOfCampaign == "" }), nil
}

func intoSeries(finished []model.Campaign) []StreakSeries {
	var series []StreakSeries
	for _, c := range finished {
		at := slices.IndexFunc(series, func(s StreakSeries) bool {
			return s.RegionCode == c.RegionCode && s.IssuerLevel == c.IssuerLevel
		})
		if at < 0 {
			at, series = len(series), append(series, StreakSeries{RegionCode: c.RegionCode, IssuerLevel: c.IssuerLevel})
		}
		if of := &series[at]; len(of.Rounds) < mostRounds {
			of.Rounds = append(of.Rounds, model.Round{
				CampaignID: c.ID, Code: c.Code, RoundLabel: c.RoundLabel, MonitoringDate: c.MonitoringDate,
			})
		}
	}
	return series
}

func (s *Statistics) streaks(ctx context.Context, a model.Actor, q StreakQuery, of *StreakSeries) error {
	failed, err := s.store.Inspections.FailedIn(ctx, a, model.InspectionFilter{
		Campaign: of.Rounds[0].Code, Region: q.Region, Kind: q.Kind,
	})
	if err != nil {
		return err
	}
	var sites, accounts, campaigns []uint64
	for _, r := range failed {
		if r.SiteID != 0 {
			sites = append(sites, uint64(r.SiteID))
		} else {
			accounts = append(accounts, uint64(r.AccountID))
		}
	}
	for _, round := range of.Rounds {
		campaigns = append(campaigns, round.CampaignID)
	}
	verdicts, err := s.store.Inspections.VerdictsOf(ctx, a, campaigns, sites, accounts)
	if err != nil {
		return err
	}
	of.Streaks = model.Streaks(of.Rounds, verdicts, q.Least)
	return nil
}
