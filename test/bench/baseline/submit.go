package baseline

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"xuncha/model"
)

const inspectionColumns = `i.id, i.campaign_id, i.campaign_code, i.kind, i.site_id, i.account_id, i.target_code, i.target_name, i.target_home_url,
i.target_is_portal, i.target_platform, i.target_organization_id, i.target_organization_name, i.target_public_service, i.target_key,
i.region_code, i.drawn_as, i.drawn_reason, i.status, i.verdict, i.deducted_score, i.bonus_score, i.final_score, i.revision, i.waive_reason,
i.return_reason, i.assigned_to, i.assigned_name, i.version, i.created_at, i.updated_at`

func inspectionPlaces(i *model.Inspection) []any {
	return []any{
		&i.ID, &i.CampaignID, &i.CampaignCode, (*string)(&i.Kind), &i.SiteID, &i.AccountID, &i.TargetCode, &i.TargetName, &i.TargetHomeURL,
		&i.TargetIsPortal, (*string)(&i.TargetPlatform), &i.TargetOrganizationID, &i.TargetOrganizationName, &i.TargetPublicService,
		&i.TargetKey, (*string)(&i.RegionCode), (*string)(&i.DrawnAs), &i.DrawnReason, (*string)(&i.Status), (*string)(&i.Verdict),
		&i.DeductedScore, &i.BonusScore, &i.FinalScore, &i.Revision, &i.WaiveReason, &i.ReturnReason, &i.AssignedTo, &i.AssignedName,
		&i.Version, &i.CreatedAt, &i.UpdatedAt,
	}
}

const campaignColumns = `c.id, c.code, c.year, c.round, c.round_label, c.issuer_level, c.region_code, c.monitoring_date, c.catalogue_id,
c.kinds, c.scored_kinds, c.pass_line, c.review_required, c.rate_decimals, c.rate_rounding, c.state`

func campaignPlaces(c *model.Campaign) []any {
	return []any{
		&c.ID, &c.Code, &c.Year, &c.Round, &c.RoundLabel, (*string)(&c.IssuerLevel), (*string)(&c.RegionCode), &c.MonitoringDate, &c.CatalogueID,
		&c.Kinds, &c.ScoredKinds, &c.PassLine, &c.ReviewRequired, &c.RateDecimals, (*string)(&c.RateRounding), (*string)(&c.State),
	}
}

type findingSent struct {
	Indicator   string       `json:"indicator"`
	Occurrences int          `json:"occurrences"`
	Points      model.Points `json:"points"`
	Description string       `json:"description"`
	LocationURL string       `json:"location_url"`
	Number      string       `json:"number"`
}

type submissionSent struct {
	Findings []findingSent `json:"findings"`
	Note     string        `json:"note"`
}

func (r submissionSent) edit() model.SubmissionEdit {
	e := model.SubmissionEdit{Findings: make([]model.FindingEdit, len(r.Findings)), Note: r.Note}
	for i, f := range r.Findings {
		e.Findings[i] = model.FindingEdit(f)
	}
	return e
}

// submit takes the result of one inspection.
func (s *Server) submit(c *caller) error {
	id, err := c.id()
	if err != nil {
		return err
	}
	version, err := c.version()
	if err != nil {
		return err
	}
	var sent submissionSent
	if err := c.body(&sent); err != nil {
		return err
	}
	e, err := sent.edit().Normalize()
	if err != nil {
		return refusal(422)
	}
	var b *batch
	err = s.inTx(c.Context(), func(tx *sql.Tx) error {
		b = s.batch(c, tx)
		err := b.begin(c.Context(), "c.id = (SELECT campaign_id FROM inspections WHERE id = ?)", id)
		if err != nil {
			return err
		}
		var row model.Inspection
		text := "SELECT " + inspectionColumns + " FROM inspections i WHERE i.id = ?" + s.locking()
		if err := s.one(c.Context(), tx, text, []any{id}, inspectionPlaces(&row)...); err != nil {
			return err
		}
		if row.Version != version {
			return refusal(412)
		}
		if err := b.track(c.Context(), []uint64{id}); err != nil {
			return err
		}
		if err := b.take(row, e); err != nil {
			return err
		}
		return b.write(c.Context())
	})
	if err != nil {
		return err
	}
	t := b.taken[0]
	return c.thing(t.row.Version, c.inspection(t, b.written[0]))
}

// rule is what a campaign judges by. The indicators of a catalogue never change.
func (s *Server) rule(ctx context.Context, c model.Campaign) (model.ScoringRule, error) {
	if known, ok := s.rules.Load(c.ID); ok {
		return known.(model.ScoringRule), nil //nolint:forcetypeassert // nothing else is stored
	}
	var of model.Catalogue
	err := s.one(ctx, nil, "SELECT bonus_above, deduction_total, bonus_total FROM catalogues WHERE id = ?", []any{c.CatalogueID},
		&of.BonusAbove, &of.DeductionTotal, &of.BonusTotal)
	if err != nil {
		return model.ScoringRule{}, err
	}
	var indicators []model.Indicator
	err = s.each(ctx, nil, `SELECT position, code, part, applies_to, group_name, name, points, max_points, needs_public_service
FROM indicators WHERE catalogue_id = ? ORDER BY position`, []any{c.CatalogueID}, func(rows *sql.Rows) error {
		var i model.Indicator
		indicators = append(indicators, i)
		at := &indicators[len(indicators)-1]
		return rows.Scan(&at.Position, &at.Code, (*string)(&at.Part), &at.AppliesTo, &at.GroupName, &at.Name, &at.Points, &at.MaxPoints, &at.NeedsPublicService)
	})
	if err != nil {
		return model.ScoringRule{}, err
	}
	rule := model.NewScoringRule(of, indicators, c.PassLine)
	s.rules.Store(c.ID, rule)
	return rule, nil
}

// taken is one result that is new.
type taken struct {
	before, row model.Inspection
	assessment  model.Assessment
	note        string
	places      []int
	submission  uint64
}

// batch collects the results of one call.
type batch struct {
	*Server
	c        *caller
	tx       *sql.Tx
	at       model.Time
	campaign model.Campaign
	rule     model.ScoringRule
	tracked  map[uint64][]model.Rectification
	taken    []*taken
	written  [][]model.Finding
	changes  []change
}

func (s *Server) batch(c *caller, tx *sql.Tx) *batch {
	return &batch{Server: s, c: c, tx: tx, at: s.now()}
}

// begin locks the campaign, which must be open.
func (b *batch) begin(ctx context.Context, condition string, of any) error {
	text := "SELECT " + campaignColumns + " FROM campaigns c WHERE " + condition + b.locking()
	if err := b.one(ctx, b.tx, text, []any{of}, campaignPlaces(&b.campaign)...); err != nil {
		return err
	}
	if b.campaign.State != model.CampaignOpen {
		return refusal(409)
	}
	var err error
	b.rule, err = b.Server.rule(ctx, b.campaign)
	return err
}

// take judges one result.
func (b *batch) take(row model.Inspection, e model.SubmissionEdit) error {
	if err := row.LeftTo(b.c.actor); err != nil {
		return refusal(403)
	}
	t := &taken{before: row, note: e.Note}
	var err error
	if t.assessment, err = model.Assess(b.rule, row.Scoring(b.campaign), e.Findings); err != nil {
		return refusal(422)
	}
	if t.places, err = model.Track(b.tracked[row.ID], t.assessment.Findings); err != nil {
		return refusal(422)
	}
	if err := row.Take(t.assessment); err != nil {
		return refusal(409)
	}
	row.Version, row.UpdatedAt = row.Version+1, b.at
	t.row = row
	b.taken = append(b.taken, t)
	b.changes = append(b.changes, change{
		operation: "inspection.submit", kind: "inspection", code: row.TargetCode, id: row.ID, version: row.Version, region: row.RegionCode,
		organizationID: row.TargetOrganizationID, before: stateOfInspection(&t.before), after: stateOfInspection(&t.row),
	})
	return nil
}

const (
	updateInspection = `UPDATE inspections SET status = ?, verdict = ?, deducted_score = ?, bonus_score = ?, final_score = ?, revision = ?,
return_reason = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?`
	submissionColumns = `inspection_id, region_code, revision, verdict, deducted_score, bonus_score, final_score, explanation, note, submitted_by,
token_id, user_id, created_at`
	findingColumns = `inspection_id, submission_id, region_code, position, indicator, occurrences, points, description, location_url,
rectification_id, number`
)

// write stores everything new, with its trail and the tallies.
func (b *batch) write(ctx context.Context) error {
	a := b.c.actor
	var submissions [][]any
	for _, t := range b.taken {
		r := t.row
		_, err := b.run(ctx, b.tx, updateInspection, string(r.Status), string(r.Verdict), r.DeductedScore, r.BonusScore, r.FinalScore,
			r.Revision, r.ReturnReason, r.Version, r.UpdatedAt, r.ID, t.before.Version)
		if err != nil {
			return err
		}
		submissions = append(submissions, []any{
			r.ID, string(r.RegionCode), r.Revision, string(r.Verdict), r.DeductedScore, r.BonusScore, r.FinalScore, t.assessment.Lines,
			t.note, a.Name, a.TokenID, a.UserID, b.at,
		})
	}
	ids, err := b.insert(ctx, b.tx, "submissions", submissionColumns, submissions)
	if err != nil {
		return err
	}
	lines, err := b.follow(ctx)
	if err != nil {
		return err
	}
	var findings [][]any
	for i, t := range b.taken {
		t.submission = ids[i]
		var written []model.Finding
		for n, f := range t.assessment.Findings {
			at := lines[i][n]
			written = append(written, model.Finding{
				Indicator: f.Indicator, Occurrences: f.Occurrences, Points: f.Points, Description: f.Description, LocationURL: f.LocationURL,
				RectificationID: model.OptionalID(at.ID), Number: at.Number,
			})
			findings = append(findings, []any{
				t.row.ID, t.submission, string(t.row.RegionCode), n + 1, f.Indicator, f.Occurrences, f.Points, f.Description, f.LocationURL,
				at.ID, at.Number,
			})
		}
		b.written = append(b.written, written)
	}
	if _, err := b.insert(ctx, b.tx, "findings", findingColumns, findings); err != nil {
		return err
	}
	if err := b.discardDrafts(ctx); err != nil {
		return err
	}
	if err := b.record(ctx, b.tx, a, b.at, b.changes...); err != nil {
		return err
	}
	return b.tally(ctx)
}

// discardDrafts removes what the caller had begun of these results.
func (b *batch) discardDrafts(ctx context.Context) error {
	args := []any{b.c.actor.UserID, b.c.actor.TokenID}
	for _, t := range b.taken {
		args = append(args, t.row.ID)
	}
	var drafts []any
	text := "SELECT id FROM drafts WHERE user_id = ? AND token_id = ? AND inspection_id IN " + list(len(b.taken))
	err := b.each(ctx, b.tx, text, args, func(rows *sql.Rows) error {
		var id uint64
		drafts = append(drafts, &id)
		return rows.Scan(&id)
	})
	if err != nil || len(drafts) == 0 {
		return err
	}
	_, err = b.run(ctx, b.tx, "DELETE FROM drafts WHERE id IN "+list(len(drafts)), drafts...)
	return err
}

// list is a list of so many places.
func list(n int) string { return "(?" + strings.Repeat(", ?", n-1) + ")" }

// optional is a time for JSON, null when there is none.
func optional(t model.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t.Time
}
