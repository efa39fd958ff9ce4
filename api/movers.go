package api

import (
	"net/http"
	"slices"
	"time"

	"xuncha/model"
)

type moversResponse struct {
	// null when there is no round yet
	Campaign *string `json:"campaign" validate:"required" extensions:"x-nullable" example:"422800-2022-3"`
	// left out when there is no round before, or it was about another kind: then all lists are empty
	ComparedWith *comparedCampaign `json:"compared_with,omitempty"`
	// null when the table shows both kinds
	Kind    *model.Subject `json:"kind" validate:"required" extensions:"x-nullable" example:"account"`
	GroupBy model.Group    `json:"group_by" validate:"required" example:"region"`
	// of the rows that are regions; null for the level directly below the campaign's region
	Level *model.Level `json:"level" validate:"required" extensions:"x-nullable" example:"county"`
	// rows whose rate rose, the largest change first
	Up moverRows `json:"up" validate:"required"`
	// rows whose rate fell, the largest change first
	Down moverRows `json:"down" validate:"required"`
	// rows with the same rate in both rounds
	Unchanged int `json:"unchanged" validate:"required" example:"4"`
	// rows without a rate in one of the rounds
	Unrated int           `json:"unrated" validate:"required" example:"1"`
	Total   passRateTotal `json:"total" validate:"required"`
	// targets that fail and had passed, by region
	NewlyFailed turnedTargets `json:"newly_failed" validate:"required"`
	// targets that pass and had failed, by region
	Recovered turnedTargets `json:"recovered" validate:"required"`
	// when what is counted of the newer round changed last
	CountedUntil *time.Time `json:"counted_until" validate:"required" format:"date-time" extensions:"x-nullable" example:"2022-10-09T01:00:00Z"`
} //	@name	Movers

type moverRows struct {
	partShown
	Items []passRateRow `json:"items" validate:"required"`
} //	@name	MoverRows

type turnedTargets struct {
	partShown
	Items []turnedTarget `json:"items" validate:"required"`
} //	@name	TurnedTargets

// partShown says how much of a list is shown.
type partShown struct {
	Count int `json:"count" validate:"required" example:"3"`
	// of count, what the limit left off
	LeftOff int `json:"left_off" validate:"required" example:"0"`
}

type turnedTarget struct {
	Kind model.Subject `json:"kind" validate:"required" example:"site"`
	// as it stood in the newer round
	Target trackedTargetResponse `json:"target" validate:"required"`
	// its result in the newer round
	InspectionID uint64 `json:"inspection_id" validate:"required" example:"37"`
	// its result in the round that is compared with
	PreviousInspectionID uint64 `json:"previous_inspection_id" validate:"required" example:"12"`
} //	@name	TurnedTarget

// first keeps the beginning of a list.
func first[T any](items []T, limit int) ([]T, partShown) {
	kept := items[:min(limit, len(items))]
	return kept, partShown{len(items), len(items) - len(kept)}
}

// movers godoc
//
//	@Summary		Read what changed from the round before to a round
//	@Description	Rows of the table of pass rates by the change of their exact rates, up and down apart, and the targets whose verdict turned: the same site or account with a result in both rounds. A caller sees its own region, and a target only where it saw both results.
//	@Tags			statistics
//	@ID				getMovers
//	@Produce		json,text/csv
//	@Param			campaign	query		string	false	"code of the campaign; the newest round that a region called for itself when left out"
//	@Param			compare		query		string	false	"code of the campaign to compare with; the round before of the same region and called by the same level when left out, which previous says too"
//	@Param			kind		query		string	false	"what was inspected; needed when the campaign has both and the rows do not show them apart"	Enums(site,account)
//	@Param			group_by	query		string	false	"rows of the table; region when left out"	Enums(region,platform,portal,organization,kind)
//	@Param			level		query		string	false	"level of the rows that are regions"		Enums(nation,province,prefecture,county)
//	@Param			limit		query		int		false	"how much of each list is shown; 20 when left out, from 1 to 1000. A file has everything"
//	@Param			show		query		string	false	"what a file has: the rows, or the targets whose verdict turned; rows when left out"	Enums(rows,targets)
//	@Param			format		query		string	false	"form of the answer"
//	@Success		200			{object}	moversResponse
//	@Failure		422			{object}	problem
//	@Router			/api/v1/statistics/movers [get]
func (h statistics) movers(c *call) error {
	q := c.query()
	asked := model.MoversQuery{Campaign: q.text("campaign"), Rates: q.rates()}
	asked.Rates.Compare = q.text("compare")
	limit, show := q.number("limit", 20, 1, 1000), oneOf(q, "show", []string{"rows", "targets"})
	format, err := c.tableFormat(q)
	if err != nil {
		return err
	}
	movers, err := h.svc.Movers(c.Request().Context(), c.actor, asked)
	if err != nil {
		return err
	}
	if format == "json" {
		return writeJSON(c, http.StatusOK, newMovers(movers, limit))
	}
	c.countedUntil(format, movers.CountedUntil)
	if show == "targets" {
		return c.figures(format, "turned-"+movers.Campaign, movers.PrintTurned, func() any { return turnedLines(movers) })
	}
	return c.figures(format, "movers-"+movers.Campaign, movers.Print, func() any { return moverLines(movers) })
}

type moverTable struct {
	Items []passRateRow `json:"items"`
	Total passRateTotal `json:"total"`
}

// moverLines are the rows of the file: those that went up and then those that went down.
func moverLines(m model.Movers) moverTable {
	return moverTable{pluck(slices.Concat(m.Up, m.Down), newPassRateRow(m.Rule)), newPassRates(m.PassRates).Total}
}

type turnedLine struct {
	Turned string `json:"turned"` // newly_failed or recovered
	turnedTarget
}

type turnedTable struct {
	Items []turnedLine `json:"items"`
}

func turnedLines(m model.Movers) turnedTable {
	line := func(turned string) func(model.Turned) turnedLine {
		return func(t model.Turned) turnedLine { return turnedLine{turned, newTurnedTarget(t)} }
	}
	return turnedTable{append(pluck(m.Failed, line("newly_failed")), pluck(m.Recovered, line("recovered"))...)}
}

func newTurnedTarget(t model.Turned) turnedTarget {
	return turnedTarget{t.Kind, newRoundTarget(t.RoundResult), t.InspectionID, t.BeforeID}
}

func newMovers(m model.Movers, limit int) moversResponse {
	table := newPassRates(m.PassRates)
	rows := func(of []model.PassRateRow) moverRows {
		kept, shown := first(of, limit)
		return moverRows{shown, pluck(kept, newPassRateRow(m.Rule))}
	}
	targets := func(of []model.Turned) turnedTargets {
		kept, shown := first(of, limit)
		return turnedTargets{shown, pluck(kept, newTurnedTarget)}
	}
	return moversResponse{
		Campaign: orNull(m.Campaign), ComparedWith: table.ComparedWith, Kind: table.Kind, GroupBy: m.GroupBy, Level: table.Level,
		Up: rows(m.Up), Down: rows(m.Down), Unchanged: m.Unchanged, Unrated: m.Unrated, Total: table.Total,
		NewlyFailed: targets(m.Failed), Recovered: targets(m.Recovered), CountedUntil: table.CountedUntil,
	}
}
