package baseline

import (
	"context"
	"database/sql"
	"reflect"
	"slices"

	"xuncha/model"
)

const rectificationColumns = `number, serial, campaign_id, campaign_code, inspection_id, kind, site_id, account_id, target_code, target_name,
target_platform, organization_id, organization_name, region_code, part, indicator, indicator_name, occurrences, points, description,
location_url, fault_key, state, due_on, exempt_until, submitted_on, recurrence_of, recurrence_number, search_text, version, created_at,
updated_at`

func rectificationPlaces(r *model.Rectification) []any {
	return []any{
		&r.ID, &r.Number, &r.Serial, &r.CampaignID, &r.CampaignCode, &r.InspectionID, (*string)(&r.Kind), &r.SiteID, &r.AccountID,
		&r.TargetCode, &r.TargetName, (*string)(&r.TargetPlatform), &r.OrganizationID, &r.OrganizationName, (*string)(&r.RegionCode),
		(*string)(&r.Part), &r.Indicator, &r.IndicatorName, &r.Occurrences, &r.Points, &r.Description, &r.LocationURL, &r.FaultKey,
		(*string)(&r.State), &r.DueOn, &r.ExemptUntil, &r.SubmittedOn, &r.RecurrenceOf, &r.RecurrenceNumber, &r.SearchText, &r.Version,
		&r.CreatedAt, &r.UpdatedAt,
	}
}

func rectificationValues(r *model.Rectification) []any {
	return []any{
		r.Number, r.Serial, r.CampaignID, r.CampaignCode, r.InspectionID, string(r.Kind), r.SiteID, r.AccountID, r.TargetCode, r.TargetName,
		string(r.TargetPlatform), r.OrganizationID, r.OrganizationName, string(r.RegionCode), string(r.Part), r.Indicator, r.IndicatorName,
		r.Occurrences, r.Points, r.Description, r.LocationURL, r.FaultKey, string(r.State), r.DueOn, r.ExemptUntil, r.SubmittedOn,
		r.RecurrenceOf, r.RecurrenceNumber, r.SearchText, r.Version, r.CreatedAt, r.UpdatedAt,
	}
}

// track reads and locks the findings that some inspections have.
func (b *batch) track(ctx context.Context, ids []uint64) error {
	b.tracked = map[uint64][]model.Rectification{}
	for piece := range slices.Chunk(ids, insertBatch) {
		args := make([]any, len(piece))
		for i, id := range piece {
			args[i] = id
		}
		text := "SELECT id, " + rectificationColumns + " FROM rectifications WHERE inspection_id IN " + list(len(piece)) + " ORDER BY id" + b.locking()
		err := b.each(ctx, b.tx, text, args, func(rows *sql.Rows) error {
			var r model.Rectification
			if err := rows.Scan(rectificationPlaces(&r)...); err != nil {
				return err
			}
			b.tracked[r.InspectionID] = append(b.tracked[r.InspectionID], r)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// moved is a finding that a result changes.
type moved struct {
	operation     string
	before, after *model.Rectification
}

// follow gives every line of the new results its finding.
func (b *batch) follow(ctx context.Context) (lines [][]*model.Rectification, err error) {
	var fresh []*model.Rectification
	var changed []moved
	lines = make([][]*model.Rectification, len(b.taken))
	for i, t := range b.taken {
		tracked := b.tracked[t.row.ID]
		still := make([]bool, len(tracked))
		for n, line := range t.assessment.Findings {
			at := t.places[n]
			if at < 0 {
				row := model.NewRectification(t.row, b.rule, line, b.at)
				fresh, lines[i] = append(fresh, &row), append(lines[i], &row)
				continue
			}
			still[at] = true
			before, after := tracked[at], tracked[at]
			after.Reappear()
			after.Describe(b.rule, line)
			lines[i] = append(lines[i], &after)
			operation := "finding.amend"
			if before.State == model.FindingWithdrawn {
				operation = "finding.reappear"
			}
			if !reflect.DeepEqual(before, after) {
				changed = append(changed, moved{operation, &before, &after})
			}
		}
		for at := range tracked {
			if still[at] || tracked[at].State == model.FindingWithdrawn {
				continue
			}
			before, after := tracked[at], tracked[at]
			if err := after.Withdraw(); err != nil {
				return nil, refusal(409)
			}
			changed = append(changed, moved{"finding.withdraw", &before, &after})
		}
	}
	if err := b.create(ctx, fresh); err != nil {
		return nil, err
	}
	if err := b.move(ctx, changed); err != nil {
		return nil, err
	}
	for _, row := range fresh {
		b.changes = append(b.changes, findingChange("finding.create", nil, row))
	}
	return lines, nil
}

func findingChange(operation string, before, after *model.Rectification) change {
	c := change{
		operation: operation, kind: "finding", code: after.Number, id: after.ID, version: after.Version, region: after.RegionCode,
		organizationID: after.OrganizationID, after: stateOfFinding(after),
	}
	if before != nil {
		c.before = stateOfFinding(before)
	}
	return c
}

const (
	updateRectification = `UPDATE rectifications SET part = ?, indicator_name = ?, occurrences = ?, points = ?, description = ?, location_url = ?,
state = ?, exempt_until = ?, search_text = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?`
	stepColumns = `rectification_id, region_code, verb, from_state, to_state, note, approver, due_before, due_after, done_by, user_id, token_id,
created_at`
)

// move writes the findings that have changed, and their steps.
func (b *batch) move(ctx context.Context, changed []moved) error {
	var steps [][]any
	for _, m := range changed {
		r := m.after
		r.Version, r.UpdatedAt = m.before.Version+1, b.at
		_, err := b.run(ctx, b.tx, updateRectification, string(r.Part), r.IndicatorName, r.Occurrences, r.Points, r.Description, r.LocationURL,
			string(r.State), r.ExemptUntil, r.SearchText, r.Version, r.UpdatedAt, r.ID, m.before.Version)
		if err != nil {
			return err
		}
		b.changes = append(b.changes, findingChange(m.operation, m.before, r))
		if m.before.State == r.State {
			continue
		}
		verb := model.VerbReappear
		if r.State == model.FindingWithdrawn {
			verb = model.VerbWithdraw
		}
		steps = append(steps, []any{
			r.ID, string(r.RegionCode), string(verb), string(m.before.State), string(r.State), "", "", m.before.DueOn, r.DueOn,
			b.c.actor.Name, b.c.actor.UserID, b.c.actor.TokenID, b.at,
		})
	}
	_, err := b.insert(ctx, b.tx, "rectification_steps", stepColumns, steps)
	return err
}

// create gives new findings their numbers and the owners of today, links them to earlier ones and stores them.
func (b *batch) create(ctx context.Context, fresh []*model.Rectification) error {
	if len(fresh) == 0 {
		return nil
	}
	raise := "INSERT INTO finding_counters (campaign_id, last_serial) VALUES (?, ?) ON CONFLICT (campaign_id) DO UPDATE SET" +
		" last_serial = finding_counters.last_serial + excluded.last_serial"
	if b.mysql {
		raise = "INSERT INTO finding_counters (campaign_id, last_serial) VALUES (?, ?) ON DUPLICATE KEY UPDATE last_serial = last_serial + VALUES(last_serial)"
	}
	if _, err := b.run(ctx, b.tx, raise, b.campaign.ID, len(fresh)); err != nil {
		return err
	}
	var last int
	err := b.one(ctx, b.tx, "SELECT last_serial FROM finding_counters WHERE campaign_id = ?"+b.locking(), []any{b.campaign.ID}, &last)
	if err != nil {
		return err
	}
	for i, row := range fresh {
		row.Give(last - len(fresh) + 1 + i)
	}
	for kind, of := range byKind(fresh) {
		if err := b.own(ctx, kind, of); err != nil {
			return err
		}
		if err := b.recur(ctx, kind, of); err != nil {
			return err
		}
	}
	rows := make([][]any, len(fresh))
	for i, row := range fresh {
		rows[i] = rectificationValues(row)
	}
	ids, err := b.insert(ctx, b.tx, "rectifications", rectificationColumns, rows)
	for i, id := range ids {
		fresh[i].ID = id
	}
	return err
}

func byKind(rows []*model.Rectification) map[model.Subject][]*model.Rectification {
	of := map[model.Subject][]*model.Rectification{}
	for _, r := range rows {
		of[r.Kind] = append(of[r.Kind], r)
	}
	return of
}

// things are the ids of what has the findings.
func things(of []*model.Rectification) []any {
	ids := make([]any, len(of))
	for i, r := range of {
		ids[i] = r.Thing().ID
	}
	return ids
}

// own gives findings to the organizations to which their targets belong now.
func (b *batch) own(ctx context.Context, kind model.Subject, of []*model.Rectification) error {
	table := string(kind) + "s"
	type owner struct {
		id     uint64
		name   string
		region model.RegionCode
	}
	owners := map[uint64]owner{}
	text := "SELECT t.id, o.id, o.name, o.region_code FROM " + table + " t JOIN organizations o ON o.id = t.organization_id WHERE t.id IN " +
		list(len(of)) + b.locking()
	err := b.each(ctx, b.tx, text, things(of), func(rows *sql.Rows) error {
		var thing uint64
		var o owner
		err := rows.Scan(&thing, &o.id, &o.name, (*string)(&o.region))
		owners[thing] = o
		return err
	})
	for _, r := range of {
		if o, ok := owners[r.Thing().ID]; ok {
			r.OrganizationID, r.OrganizationName, r.RegionCode = o.id, o.name, o.region
		}
	}
	return err
}

// recur links findings to the latest earlier ones of the same target under the same indicator.
func (b *batch) recur(ctx context.Context, kind model.Subject, of []*model.Rectification) error {
	of = slices.DeleteFunc(slices.Clone(of), func(r *model.Rectification) bool { return !r.CanRecur() })
	if len(of) == 0 {
		return nil
	}
	text := `SELECT r.id, r.number, r.site_id, r.account_id, r.indicator, r.indicator_name FROM rectifications r
JOIN campaigns c ON c.id = r.campaign_id JOIN campaigns n ON n.id = ?
WHERE r.campaign_id <> n.id AND c.monitoring_date <= n.monitoring_date AND r.state NOT IN ('withdrawn', 'none') AND r.indicator <> ''
AND r.` + string(kind) + "_id IN " + list(len(of)) + " ORDER BY c.monitoring_date, r.id"
	return b.each(ctx, b.tx, text, append([]any{b.campaign.ID}, things(of)...), func(rows *sql.Rows) error {
		var old model.Rectification
		if err := rows.Scan(&old.ID, &old.Number, &old.SiteID, &old.AccountID, &old.Indicator, &old.IndicatorName); err != nil {
			return err
		}
		for _, r := range of {
			if r.Recurs(old) {
				r.RecurrenceOf, r.RecurrenceNumber = model.OptionalID(old.ID), old.Number
			}
		}
		return nil
	})
}
