package api

import (
	"net/http"

	"xuncha/model"
)

type overviewResponse struct {
	// what is due and late is told on this day
	Today model.Date `json:"today" validate:"required" example:"2022-10-28"`
	// the newest round, or the one that was asked for; left out when there is none
	Round *overviewRound `json:"round,omitempty"`
	// of the sites of the round, by region, against the round before; left out without sites
	Sites *passRatesResponse `json:"sites,omitempty"`
	// of the accounts of the round, by region, against the round before; left out without accounts
	Accounts *passRatesResponse `json:"accounts,omitempty"`
	// up to the round, eight at most, by kind; left out when there is no round
	Trend *trendResponse `json:"trend,omitempty"`
	// what was found most often in the round, five at most
	Indicators []overviewIndicator `json:"indicators" validate:"required"`
	Findings   overviewFindings    `json:"findings" validate:"required"`
	// targets that failed in the newest finished round and in the round before, or longer
	ConsecutiveFailures overviewFailing `json:"consecutive_failures" validate:"required"`
	// left out for who may not read the register
	Register *overviewRegister `json:"register,omitempty"`
} //	@name	Overview

type overviewRound struct {
	trendCampaign
	Title string `json:"title" validate:"required" example:"恩施州2022年第三次抽查"`
	progressCounts
} //	@name	OverviewRound

type overviewIndicator struct {
	// code of the indicator; empty for an observation
	Indicator string     `json:"indicator" validate:"required" example:"S1"`
	Name      string     `json:"name" validate:"required" example:"站点无法访问"`
	Part      model.Part `json:"part" validate:"required" example:"veto"`
	foundUnder
} //	@name	OverviewIndicator

// overviewFindings counts open findings of all rounds.
type overviewFindings struct {
	Open int64 `json:"open" validate:"required" example:"12"`
	// due today or within two days
	DueWithin2Days int64 `json:"due_within_2_days" validate:"required" example:"3"`
	Overdue        int64 `json:"overdue" validate:"required" example:"1"`
} //	@name	OverviewFindings

type overviewFailing struct {
	// code of the newest finished round; null when there is none
	AsOfCampaign *string `json:"as_of_campaign" validate:"required" extensions:"x-nullable" example:"422800-2022-3"`
	Targets      int     `json:"targets" validate:"required" example:"1"`
} //	@name	OverviewFailing

// overviewRegister counts what is in use: neither closed nor suspended.
type overviewRegister struct {
	Sites    int64              `json:"sites" validate:"required" example:"44"`
	Accounts []overviewPlatform `json:"accounts" validate:"required"`
	// duties to file in an upper register whose day has passed
	FilingsLate int64 `json:"filings_late" validate:"required" example:"2"`
} //	@name	OverviewRegister

type overviewPlatform struct {
	Key      model.Platform `json:"key" validate:"required" example:"wechat"`
	Label    string         `json:"label" validate:"required" example:"微信"`
	Accounts int64          `json:"accounts" validate:"required" example:"140"`
} //	@name	OverviewPlatform

// overview godoc
//
//	@Summary		Read the figures of a front page
//	@Description	In one call: the newest round that a region called for itself with its progress and pass rates, the rounds before it, what was found most often, open findings by their due day, targets that failed again, and what of the register is in use. Each figure is that of the operation which has it in full. A caller sees its own region.
//	@Tags			statistics
//	@ID				getOverview
//	@Param			region		query		string	false	"region of the newest round, and of findings and the register; everything that the caller sees when left out"
//	@Param			year		query		int		false	"the newest round of a year"
//	@Param			campaign	query		string	false	"code of a campaign instead of the newest round"
//	@Success		200			{object}	overviewResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/statistics/overview [get]
func (h statistics) overview(c *call) error {
	q := c.query()
	asked := model.OverviewQuery{Region: q.region(), Year: q.year(), Campaign: q.text("campaign")}
	if err := q.done(); err != nil {
		return err
	}
	o, err := h.svc.Overview(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, newOverview(o))
}

func newOverview(o model.Overview) overviewResponse {
	out := overviewResponse{
		Today:    o.Today,
		Findings: overviewFindings{o.Findings.Open, o.Findings.Soon, o.Findings.Overdue},
		Indicators: pluck(o.Indicators, func(r model.IndicatorRow) overviewIndicator {
			return overviewIndicator{r.Indicator, r.Name, r.Part, foundUnder(r.FoundUnder)}
		}),
		ConsecutiveFailures: overviewFailing{orNull(o.Failing.AsOfCampaign), o.Failing.Targets},
	}
	if o.Round.ID != 0 {
		trend := newTrend(o.Trend)
		out.Round = &overviewRound{newTrendCampaign(o.Round), o.Round.Title, newProgressCounts(o.Progress, o.Progress.Total)}
		out.Trend = &trend
	}
	for kind, into := range map[model.Subject]**passRatesResponse{model.SubjectSite: &out.Sites, model.SubjectAccount: &out.Accounts} {
		if table, ok := o.Rates[kind]; ok {
			rates := newPassRates(table)
			*into = &rates
		}
	}
	if of := o.Register; of != nil {
		out.Register = &overviewRegister{of.Sites, pluck(of.Accounts, func(p model.PlatformCount) overviewPlatform {
			return overviewPlatform{p.Platform, p.Platform.Label(), p.Accounts}
		}), of.FilingsLate}
	}
	return out
}
