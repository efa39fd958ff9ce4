package baseline

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"time"

	"xuncha/model"
)

type countsAnswer struct {
	Targets   int64    `json:"targets"`
	Inspected int64    `json:"inspected"`
	Passed    int64    `json:"passed"`
	Failed    int64    `json:"failed"`
	Pending   int64    `json:"pending"`
	Waived    int64    `json:"waived"`
	Rate      *float64 `json:"rate"`
	RateText  string   `json:"rate_text"`
}

func countsOf(t model.Tally, rule model.RateRule) countsAnswer {
	out := countsAnswer{
		Targets: t.Targets, Inspected: t.Inspected, Passed: t.Passed, Failed: t.Failed, Pending: t.Pending, Waived: t.Waived,
		RateText: rule.Text(t.Passed, t.Inspected),
	}
	if rate, ok := t.Rate(); ok {
		out.Rate = &rate
	}
	return out
}

type rateRow struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	countsAnswer
	Registered   int64  `json:"registered"`
	CoverageText string `json:"coverage_text"`
}

type rateTotal struct {
	Label string `json:"label"`
	countsAnswer
	Registered   int64  `json:"registered"`
	CoverageText string `json:"coverage_text"`
}

type ratesAnswer struct {
	Campaign     string        `json:"campaign"`
	Kind         model.Subject `json:"kind"`
	GroupBy      model.Group   `json:"group_by"`
	Items        []rateRow     `json:"items"`
	Total        rateTotal     `json:"total"`
	CountedUntil *time.Time    `json:"counted_until"`
}

// rates answers the table of a campaign by the regions directly below its own.
func (s *Server) rates(c *caller) error {
	kind := model.Subject(c.URL.Query().Get("kind"))
	var of model.Campaign
	err := s.one(c.Context(), nil, "SELECT "+campaignColumns+" FROM campaigns c WHERE c.code = ?", []any{c.PathValue("code")}, campaignPlaces(&of)...)
	if err != nil {
		return err
	}
	rows, err := s.regions(c.Context(), of)
	if err != nil {
		return err
	}
	counts, passed := make([]model.Tally, len(rows.places)), make([]int64, len(rows.places))
	var until model.Time
	err = s.tallies(c.Context(), rows, kind, []any{of.ID}, func(_ uint64, at int, t model.Tally, updated model.Time) {
		counts[at].Add(t)
		if until.Before(updated.Time) {
			until = updated
		}
	})
	if err != nil {
		return err
	}
	if err := s.passedOver(c.Context(), rows, kind, of.ID, passed); err != nil {
		return err
	}
	rule := of.Rates()
	out := ratesAnswer{
		Campaign: of.Code, Kind: kind, GroupBy: model.GroupRegion, Items: make([]rateRow, len(rows.places)), CountedUntil: optional(until),
	}
	var sum model.Tally
	var all int64
	for n, p := range rows.places {
		registered := counts[n].Targets + passed[n]
		out.Items[n] = rateRow{p.key, p.label, countsOf(counts[n], rule), registered, rule.Text(counts[n].Targets, registered)}
		sum.Add(counts[n])
		all += registered
	}
	out.Total = rateTotal{model.TotalLabel, countsOf(sum, rule), all, rule.Text(sum.Targets, all)}
	return c.json(http.StatusOK, out)
}

// tableRows are the rows of a table by region.
type tableRows struct {
	down   model.Level
	places []struct{ key, label string }
	at     map[model.RegionCode]int
}

func (r *tableRows) add(code model.RegionCode, label string) {
	r.at[code] = len(r.places)
	r.places = append(r.places, struct{ key, label string }{string(code), label})
}

// regions are the regions directly below that of a campaign, and what lies directly under it.
func (s *Server) regions(ctx context.Context, of model.Campaign) (*tableRows, error) {
	rows := &tableRows{down: model.LevelCounty, at: map[model.RegionCode]int{}}
	needed := ""
	switch of.RegionCode.Level() {
	case model.LevelNation:
		rows.down, needed = model.LevelProvince, " AND LENGTH(region_code) = 2"
	case model.LevelProvince:
		rows.down, needed = model.LevelPrefecture, " AND (LENGTH(region_code) = 2 OR region_code LIKE '____00')"
	case model.LevelPrefecture, model.LevelCounty:
	}
	own := string(of.RegionCode)
	text := "SELECT region_code, name, direct_label FROM campaign_regions WHERE campaign_id = ?" + needed + " ORDER BY position"
	err := s.each(ctx, nil, text, []any{of.ID}, func(r *sql.Rows) error {
		var code model.RegionCode
		var name, label string
		err := r.Scan((*string)(&code), &name, &label)
		if code == of.RegionCode {
			own = cmp.Or(label, name)
		} else if code.At(rows.down) == code {
			rows.add(code, name)
		}
		return err
	})
	rows.add(of.RegionCode, own)
	return rows, err
}

// digits are how many tell the rows apart.
func (r *tableRows) digits() string {
	switch r.down {
	case model.LevelNation, model.LevelProvince:
		return "SUBSTR(region_code, 1, 2)"
	case model.LevelPrefecture:
		return "SUBSTR(region_code, 1, 4)"
	case model.LevelCounty:
	}
	return "region_code"
}

// tallies calls add with the counts of campaigns in the rows.
func (s *Server) tallies(
	ctx context.Context, rows *tableRows, kind model.Subject, campaigns []any, add func(campaign uint64, at int, t model.Tally, updated model.Time),
) error {
	text := fmt.Sprintf(`SELECT campaign_id, %[1]s, SUM(passed), SUM(failed), SUM(pending), SUM(waived), MAX(updated_at) FROM campaign_tallies
WHERE campaign_id IN %[2]s AND kind = ? GROUP BY campaign_id, %[1]s ORDER BY campaign_id, %[1]s`, rows.digits(), list(len(campaigns)))
	return s.each(ctx, nil, text, append(campaigns, string(kind)), func(r *sql.Rows) error {
		var id uint64
		var code model.RegionCode
		var passed, failed, pending, waived int64
		var updated model.Time
		if err := r.Scan(&id, (*string)(&code), &passed, &failed, &pending, &waived, &updated); err != nil {
			return err
		}
		if at, ok := rows.at[code.Canonical().At(rows.down)]; ok {
			add(id, at, model.TallyOfCounts(passed, failed, pending, waived), updated)
		}
		return nil
	})
}

// passedOver counts what of the register is no target.
func (s *Server) passedOver(ctx context.Context, rows *tableRows, kind model.Subject, campaign uint64, into []int64) error {
	return s.each(ctx, nil, `SELECT region_code, COUNT(*) FROM passed_overs WHERE campaign_id = ? AND kind = ? AND added_at IS NULL
GROUP BY region_code`, []any{campaign, string(kind)}, func(r *sql.Rows) error {
		var code model.RegionCode
		var n int64
		err := r.Scan((*string)(&code), &n)
		if at, ok := rows.at[code.At(rows.down)]; ok {
			into[at] += n
		}
		return err
	})
}

type trendCampaign struct {
	Campaign       string              `json:"campaign"`
	Year           int                 `json:"year"`
	RoundLabel     string              `json:"round_label"`
	MonitoringDate model.Date          `json:"monitoring_date"`
	State          model.CampaignState `json:"state"`
}

type trendRow struct {
	Key    string         `json:"key"`
	Label  string         `json:"label"`
	Points []countsAnswer `json:"points"`
}

type trendTotal struct {
	Label  string         `json:"label"`
	Points []countsAnswer `json:"points"`
}

type trendAnswer struct {
	RegionCode   model.RegionCode `json:"region_code"`
	IssuerLevel  model.Issuer     `json:"issuer_level"`
	Kind         model.Subject    `json:"kind"`
	GroupBy      model.Group      `json:"group_by"`
	Level        *model.Level     `json:"level"`
	Campaigns    []trendCampaign  `json:"campaigns"`
	Items        []trendRow       `json:"items"`
	Total        trendTotal       `json:"total"`
	CountedUntil *time.Time       `json:"counted_until"`
}

const heldCampaigns = "SELECT " + campaignColumns + " FROM campaigns c WHERE c.region_code = ? AND c.state <> 'draft' ORDER BY c.monitoring_date DESC, c.id DESC LIMIT 500"

// trend answers the tables of the newest rounds of a region.
func (s *Server) trend(c *caller) error {
	q := model.TrendQuery{
		Region: model.Scope(c.URL.Query().Get("region")), Most: model.MostRounds, Rates: model.RateQuery{Kind: model.Subject(c.URL.Query().Get("kind"))},
	}
	var held []model.Campaign
	err := s.each(c.Context(), nil, heldCampaigns, []any{string(q.Over())}, func(r *sql.Rows) error {
		held = append(held, model.Campaign{})
		return r.Scan(campaignPlaces(&held[len(held)-1])...)
	})
	rounds := q.Of(held)
	if err != nil || len(rounds) == 0 {
		return err
	}
	newest := rounds[len(rounds)-1]
	rows, err := s.regions(c.Context(), newest)
	if err != nil {
		return err
	}
	ids, place := make([]any, len(rounds)), map[uint64]int{}
	points, sums := make([][]model.Tally, len(rows.places)), make([]model.Tally, len(rounds))
	for n, of := range rounds {
		ids[n], place[of.ID] = of.ID, n
	}
	for n := range points {
		points[n] = make([]model.Tally, len(rounds))
	}
	var until model.Time
	err = s.tallies(c.Context(), rows, q.Rates.Kind, ids, func(campaign uint64, at int, t model.Tally, updated model.Time) {
		points[at][place[campaign]].Add(t)
		sums[place[campaign]].Add(t)
		if until.Before(updated.Time) {
			until = updated
		}
	})
	if err != nil {
		return err
	}
	out := trendAnswer{
		RegionCode: newest.RegionCode, IssuerLevel: newest.IssuerLevel, Kind: q.Rates.Kind, GroupBy: model.GroupRegion, CountedUntil: optional(until),
	}
	printed := func(of []model.Tally) []countsAnswer {
		cells := make([]countsAnswer, len(of))
		for n, t := range of {
			cells[n] = countsOf(t, rounds[n].Rates())
		}
		return cells
	}
	for _, of := range rounds {
		out.Campaigns = append(out.Campaigns, trendCampaign{of.Code, of.Year, of.RoundLabel, of.MonitoringDate, of.State})
	}
	for n, p := range rows.places {
		out.Items = append(out.Items, trendRow{p.key, p.label, printed(points[n])})
	}
	out.Total = trendTotal{model.TotalLabel, printed(sums)}
	return c.json(http.StatusOK, out)
}
