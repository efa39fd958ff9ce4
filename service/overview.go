package service

import (
	"context"

	"xuncha/model"
)

// Overview is what a front page shows, every figure counted by the code of the table or list that has it in full. It takes 26
// statements at most, and one more for each 500 sites and each 500 accounts that failed in the newest finished round. A caller
// sees its own region or organization.
func (s *Statistics) Overview(ctx context.Context, a model.Actor, q model.OverviewQuery) (model.Overview, error) {
	out := model.Overview{Today: model.NewDate(s.clock()), Rates: map[model.Subject]model.PassRates{}}
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return out, err
	}
	var err error
	if out.Round, err = s.shown(ctx, a, q); err != nil {
		return out, err
	}
	if out.Round.ID != 0 {
		for _, part := range []func(context.Context, model.Actor, model.OverviewQuery, *model.Overview) error{
			s.overviewRound, s.overviewRates, s.overviewFailing,
		} {
			if err := part(ctx, a, q, &out); err != nil {
				return out, err
			}
		}
	}
	if err := s.overviewFindings(ctx, a, q, &out); err != nil {
		return out, err
	}
	if a.Allow(model.ReadRegister) != nil {
		return out, nil
	}
	return out, s.overviewRegister(ctx, a, q, &out)
}

// shown is the round of the page: the one that was asked for, or the newest.
func (s *Statistics) shown(ctx context.Context, a model.Actor, q model.OverviewQuery) (model.Campaign, error) {
	if q.Campaign != "" {
		return s.asked(ctx, a, q.Campaign)
	}
	return s.newest(ctx, a, model.TrendQuery{Region: q.Region, Year: q.Year})
}

func (s *Statistics) overviewRound(ctx context.Context, a model.Actor, _ model.OverviewQuery, out *model.Overview) error {
	var err error
	if out.Progress, err = s.Progress(ctx, a, out.Round.Code, "", model.ProgressByInspector); err != nil {
		return err
	}
	byKind := model.TrendQuery{Most: model.OverviewRounds, Rates: model.RateQuery{By: model.GroupKind}}
	if out.Trend, err = s.Trend(ctx, a, byKind.UpToRound(out.Round)); err != nil {
		return err
	}
	found, err := s.Indicators(ctx, a, FindingFigures{Campaign: out.Round.Code})
	out.Indicators = found.Rows[:min(model.OverviewIndicators, len(found.Rows))]
	return err
}

func (s *Statistics) overviewRates(ctx context.Context, a model.Actor, _ model.OverviewQuery, out *model.Overview) error {
	for _, kind := range out.Round.Kinds {
		table, err := s.Rates(ctx, a, out.Round.Code, model.RateQuery{Kind: kind, Compare: model.ComparePrevious})
		if err != nil {
			return err
		}
		out.Rates[kind] = table
	}
	return nil
}

// overviewFailing looks back from the newest finished round, as one that is open has failures that are not settled.
func (s *Statistics) overviewFailing(ctx context.Context, a model.Actor, q model.OverviewQuery, out *model.Overview) error {
	for n := len(out.Trend.Campaigns) - 1; n >= 0; n-- {
		c := out.Trend.Campaigns[n]
		if c.State != model.CampaignClosed && c.State != model.CampaignPublished {
			continue
		}
		rounds, err := s.store.Campaigns.Rounds(ctx, c, mostRounds)
		if err != nil {
			return err
		}
		for len(rounds) > 0 && rounds[0].ID != c.ID { // others of the same day
			rounds = rounds[1:]
		}
		series := intoSeries(rounds)
		if len(series) == 0 {
			return nil
		}
		err = s.streaks(ctx, a, StreakQuery{Region: q.Region, Least: model.OverviewStreak}, &series[0])
		out.Failing = model.Failing{AsOfCampaign: c.Code, Targets: len(series[0].Streaks)}
		return err
	}
	return nil
}

func (s *Statistics) overviewFindings(ctx context.Context, a model.Actor, q model.OverviewQuery, out *model.Overview) error {
	for _, part := range []struct {
		into  *int64
		state model.FindingState
		due   model.DueWindow
	}{
		{&out.Findings.Open, model.FindingOpen, ""}, {&out.Findings.Soon, "", model.DueWithinTwoDays}, {&out.Findings.Overdue, "", model.DueOverdue},
	} {
		var err error
		f := model.RectificationFilter{Region: q.Region, State: part.state, Due: part.due, Today: out.Today}
		if *part.into, err = s.store.Rectifications.Count(ctx, a, f); err != nil {
			return err
		}
	}
	return nil
}

// overviewRegister counts what a campaign that opens now would find in use.
func (s *Statistics) overviewRegister(ctx context.Context, a model.Actor, q model.OverviewQuery, out *model.Overview) error {
	var of model.RegisterCounts
	var err error
	if of.Sites, err = s.store.Sites.Count(ctx, a, model.SiteFilter{Region: q.Region, State: model.StateRunning}); err != nil {
		return err
	}
	platforms, err := s.store.Accounts.CountByPlatform(ctx, a, model.AccountFilter{Region: q.Region, State: model.StateRunning})
	if err != nil {
		return err
	}
	of.Accounts = model.Bucketed(platforms)
	of.FilingsLate, err = s.store.Filings.Count(ctx, a, model.FilingFilter{Region: q.Region, Late: "true", Today: out.Today})
	out.Register = &of
	return err
}
