package api

import (
	"xuncha/model"
	"xuncha/service"
)

type streaksResponse struct {
	// a series of rounds each: those of one area and one level of issuers
	Items []streakSeriesResponse `json:"items" validate:"required"`
} //	@name	ConsecutiveFailures

type streakSeriesResponse struct {
	RegionCode  model.RegionCode `json:"region_code" validate:"required" example:"422800"`
	IssuerLevel model.Issuer     `json:"issuer_level" validate:"required" example:"prefecture"`
	// code of the newest round
	Campaign string `json:"campaign" validate:"required" example:"422800-2022-3"`
	// rounds that were looked at, at most 20
	Rounds int `json:"rounds" validate:"required" example:"3"`
	// the longest row first
	Targets []streakResponse `json:"targets" validate:"required"`
} //	@name	FailureSeries

type streakResponse struct {
	Kind model.Subject `json:"kind" validate:"required" example:"site"`
	// as it stood in the newest round
	Target trackedTargetResponse `json:"target" validate:"required"`
	// rounds in a row
	Failures int `json:"failures" validate:"required" example:"2"`
	// the newest first
	Rounds []failedRoundResponse `json:"rounds" validate:"required"`
} //	@name	FailureStreak

type failedRoundResponse struct {
	Campaign       string     `json:"campaign" validate:"required" example:"422800-2022-3"`
	RoundLabel     string     `json:"round_label" validate:"required" example:"第三次"`
	MonitoringDate model.Date `json:"monitoring_date" validate:"required" example:"2022-09-30"`
	InspectionID   uint64     `json:"inspection_id" validate:"required" example:"37"`
} //	@name	FailedRound

// consecutiveFailures godoc
//
//	@Summary		List targets that failed round after round (连续通报)
//	@Description	Up to the newest closed or published round of the same area and level of issuers. A round in which a target has no result neither counts nor ends a row. Regions and organizations are those of the time when each round opened.
//	@Tags			statistics
//	@ID				getConsecutiveFailures
//	@Produce		json,text/csv
//	@Param			region			query		string	false	"code prefix of the targets: everything under it"
//	@Param			kind			query		string	false	"what was inspected"	Enums(site,account)
//	@Param			min				query		int		false	"rounds in a row at least, 2 when left out, from 2 to 20"
//	@Param			as_of_campaign	query		string	false	"code of the round to look back from; without it, the newest of each series"
//	@Param			format			query		string	false	"form of the answer"
//	@Success		200				{object}	streaksResponse
//	@Failure		422				{object}	problem
//	@Router			/api/v1/statistics/consecutive-failures [get]
func (h statistics) consecutiveFailures(c *call) error {
	q := c.query()
	asked := service.StreakQuery{
		Region: q.region(), Kind: oneOf(q, "kind", model.SubjectKinds), Least: q.number("min", 2, 2, 20),
		AsOfCampaign: q.text("as_of_campaign"),
	}
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	series, err := h.svc.ConsecutiveFailures(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	return c.figures(format, "consecutive-failures", func() model.Printed { return service.PrintStreaks(series) }, func() any {
		if format == "ndjson" {
			return streakLines(series)
		}
		return streaksResponse{Items: pluck(series, toStreaks)}
	})
}

type streakLine struct {
	RegionCode  model.RegionCode `json:"region_code"`
	IssuerLevel model.Issuer     `json:"issuer_level"`
	Campaign    string           `json:"campaign"`
	streakResponse
}

type streakTable struct {
	Items []streakLine `json:"items"`
}

// streakLines are the rows of the file, a target each.
func streakLines(series []service.StreakSeries) streakTable {
	var out streakTable
	for _, s := range pluck(series, toStreaks) {
		for _, target := range s.Targets {
			out.Items = append(out.Items, streakLine{s.RegionCode, s.IssuerLevel, s.Campaign, target})
		}
	}
	return out
}

func toStreaks(s service.StreakSeries) streakSeriesResponse {
	return streakSeriesResponse{
		RegionCode: s.RegionCode, IssuerLevel: s.IssuerLevel, Campaign: s.Rounds[0].Code, Rounds: len(s.Rounds),
		Targets: pluck(s.Streaks, func(f model.Streak) streakResponse {
			return streakResponse{
				Kind: f.Newest.Kind, Failures: len(f.Rounds),
				Target: newRoundTarget(f.Newest),
				Rounds: pluck(f.Rounds, func(r model.FailedRound) failedRoundResponse {
					return failedRoundResponse{r.Code, r.RoundLabel, r.MonitoringDate, r.InspectionID}
				}),
			}
		}),
	}
}

func newRoundTarget(r model.RoundResult) trackedTargetResponse {
	return trackedTargetResponse{
		SiteID: r.SiteID, AccountID: r.AccountID, Code: r.TargetCode, Name: r.TargetName, Platform: r.TargetPlatform,
		OrganizationID: r.OrganizationID, OrganizationName: r.Organization, RegionCode: r.RegionCode,
	}
}
