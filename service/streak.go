package service

import (
	"context"
	"slices"
	"strings"

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

// PrintStreaks is a table of the targets, series by series, the longest row first.
func PrintStreaks(series []StreakSeries) model.Printed {
	p := model.Printed{Header: []any{
		"序号", "组织检查", "检查区域代码", "检查对象", "平台", "网站标识码/账号ID", "名称", "主办单位", "行政区划代码", "连续不合格次数", "不合格轮次",
	}}
	for _, s := range series {
		for _, streak := range s.Streaks {
			rounds := make([]string, len(streak.Rounds))
			for i, r := range streak.Rounds {
				rounds[i] = r.Code
			}
			t := streak.Newest
			p.Rows = append(p.Rows, []any{
				len(p.Rows) + 1, s.IssuerLevel.Label(), string(s.RegionCode), t.Kind.Label(), t.TargetPlatform.Label(), t.TargetCode, t.TargetName,
				t.Organization, string(t.RegionCode), len(rounds), strings.Join(rounds, "、"),
			})
		}
	}
	return p
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
