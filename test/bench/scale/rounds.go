package scale

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// Began is when everything was made that a size has.
var Began = time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC)

const (
	events     = 1000 // in the feed
	monitoring = "2022-09-30"
)

// World is what is in a database that was filled, as callers name it.
type World struct {
	Size   Size
	Open   string // the code of the open round of everything
	Closed string // of the one before, which is published
	Local  string // the open round of one prefecture, and the same where there is no other
	Past   string // of the one before
}

// Fill makes the register of a size and its rounds: one that is open, of which nine in ten targets have a result, and those
// before it, which are published. The open round is drawn by the service; everything else is copied from it inside of the
// database, with the tallies and the findings that belong to it.
func Fill(ctx context.Context, store *repository.Store, services *service.Services, size Size) (World, error) {
	w := World{Size: size}
	if err := Register(ctx, store, model.NewTime(Began), size.Regions(), size.Sites, size.Accounts); err != nil {
		return w, err
	}
	var err error
	if w.Open, w.Closed, err = rounds(ctx, store, services, size.Region(), size.Rounds); err != nil {
		return w, err
	}
	if w.Local, w.Past = w.Open, w.Closed; size.Region() != Prefecture.Region() {
		if w.Local, w.Past, err = rounds(ctx, store, services, Prefecture.Region(), size.Rounds); err != nil {
			return w, err
		}
	}
	return w, nil
}

// rounds makes the rounds of one region, and answers the codes of the two newest.
func rounds(
	ctx context.Context, store *repository.Store, services *service.Services, region model.RegionCode, n int,
) (open, closed string, err error) {
	operator := service.Operator("bench")
	e := model.NewCampaignEdit()
	e.Title, e.Year, e.Round, e.RegionCode, e.MonitoringDate = "抽查", 2022, n, region, monitoring
	c, err := services.Campaigns.Create(ctx, operator, e)
	if err != nil {
		return "", "", err
	}
	if c, err = services.Campaigns.Open(ctx, operator, c.Code, c.Version); err != nil {
		return "", "", err
	}
	f, err := newFiller(ctx, store)
	if err != nil {
		return "", "", err
	}
	if err := f.results(c); err != nil {
		return "", "", err
	}
	for round := range n - 1 {
		if closed, err = f.before(c, round+1); err != nil {
			return "", "", err
		}
	}
	if err := f.feed(); err != nil {
		return "", "", err
	}
	return c.Code, closed, f.done()
}

// filler runs statements on one connection, without the limits of those of the service.
type filler struct {
	ctx   context.Context
	conn  *sql.Conn
	mysql bool
	end   string
}

func newFiller(ctx context.Context, store *repository.Store) (*filler, error) {
	conn, err := store.Pool().Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("take a connection: %w", err)
	}
	f := &filler{ctx: ctx, conn: conn, end: "COMMIT"}
	if err := f.run("PRAGMA synchronous = OFF"); err == nil {
		return f, f.run("BEGIN IMMEDIATE")
	}
	f.mysql, f.end = true, "SET max_statement_time = 5, unique_checks = 1, foreign_key_checks = 1"
	return f, f.run("SET max_statement_time = 0, unique_checks = 0, foreign_key_checks = 0")
}

func (f *filler) run(statement string, args ...any) error {
	if _, err := f.conn.ExecContext(f.ctx, statement, args...); err != nil {
		return fmt.Errorf("run %.80q: %w", statement, err)
	}
	return nil
}

func (f *filler) done() error {
	if err := f.run(f.end); err != nil {
		return err
	}
	return f.conn.Close()
}

// results brings in what was found of nine targets in ten: one in twenty fails.
func (f *filler) results(c model.Campaign) error {
	at := model.NewTime(Began)
	err := f.run("UPDATE inspections SET status = 'submitted', revision = 1, version = 2,"+
		" verdict = CASE WHEN id % 20 = 0 THEN 'fail' ELSE 'pass' END, updated_at = ? WHERE campaign_id = ? AND id % 10 <> 1", at, c.ID)
	if err != nil {
		return err
	}
	return f.follow(c.ID, c.Code)
}

// before copies the open round as one of before it, and answers its code.
func (f *filler) before(c model.Campaign, round int) (string, error) {
	code := strings.TrimSuffix(c.Code, fmt.Sprint(c.Round)) + fmt.Sprint(round)
	day := model.NewDate(time.Date(2022, 9, 30, 0, 0, 0, 0, time.UTC).AddDate(0, -3*(c.Round-round), 0))
	err := f.copy("campaigns", "id = ?", c.ID, map[string]any{
		"code": code, "round": round, "round_label": fmt.Sprintf("第%d次", round), "monitoring_date": day, "state": "published",
		"closed_at": model.NewTime(Began), "published_at": model.NewTime(Began),
	})
	if err != nil {
		return "", err
	}
	var id uint64
	if err := f.conn.QueryRowContext(f.ctx, "SELECT id FROM campaigns WHERE code = ?", code).Scan(&id); err != nil {
		return "", fmt.Errorf("read the id of a round: %w", err)
	}
	if err := f.copy("campaign_regions", "campaign_id = ?", c.ID, map[string]any{"campaign_id": id}); err != nil {
		return "", err
	}
	// What waits in the open round has passed in those before.
	err = f.copy("inspections", "campaign_id = ?", c.ID, map[string]any{
		"campaign_id": id, "campaign_code": code, "status": "submitted", "revision": 1, "version": 2,
		"verdict": raw(fmt.Sprintf("CASE WHEN (id + %d) %% 20 = 0 THEN 'fail' ELSE 'pass' END", round)),
	})
	if err != nil {
		return "", err
	}
	return code, f.follow(id, code)
}

// raw is an expression instead of a value.
type raw string

// copy inserts rows again with other values in some columns, and new ids.
func (f *filler) copy(table, condition string, of uint64, other map[string]any) error {
	rows, err := f.conn.QueryContext(f.ctx, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return fmt.Errorf("read the columns of %s: %w", table, err)
	}
	columns, err := rows.Columns()
	if err = closing(rows, err); err != nil {
		return fmt.Errorf("read the columns of %s: %w", table, err)
	}
	var into, from []string
	var args []any
	for _, column := range columns {
		value, replaced := other[column]
		expression, isRaw := value.(raw)
		switch {
		case column == "id":
			continue
		case isRaw:
			from = append(from, string(expression))
		case replaced:
			from, args = append(from, "?"), append(args, value)
		default:
			from = append(from, column)
		}
		into = append(into, column)
	}
	return f.run(fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %[1]s WHERE %[4]s", table,
		strings.Join(into, ", "), strings.Join(from, ", "), condition), append(args, of)...)
}

func closing(rows *sql.Rows, err error) error {
	if closed := rows.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = rows.Err()
	}
	return err
}

// Fault is what is found of targets of a kind that fail.
type Fault struct {
	model.FindingEdit

	Name string // of the indicator
}

// Faults are what is found of those that fail.
var Faults = map[model.Subject]Fault{
	model.SubjectSite:    {model.FindingEdit{Indicator: "S2", Occurrences: 1, Description: "首页无法访问"}, "站点无法访问"},
	model.SubjectAccount: {model.FindingEdit{Indicator: "M2", Occurrences: 1, Description: "两周未更新"}, "内容不更新"},
}

// follow writes what follows from the results of a round: submissions, findings with their numbers, tallies.
func (f *filler) follow(id uint64, code string) error {
	for _, kind := range model.SubjectKinds {
		if err := f.found(id, code, kind); err != nil {
			return err
		}
	}
	for _, s := range []string{
		"DELETE FROM campaign_tallies WHERE campaign_id = ?",
		`INSERT INTO campaign_tallies (campaign_id, kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at)
SELECT campaign_id, kind, region_code, target_platform, target_is_portal, SUM(CASE WHEN verdict = 'pass' THEN 1 ELSE 0 END),
SUM(CASE WHEN verdict = 'fail' THEN 1 ELSE 0 END), SUM(CASE WHEN verdict = '' THEN 1 ELSE 0 END), 0, MAX(updated_at)
FROM inspections WHERE campaign_id = ? GROUP BY campaign_id, kind, region_code, target_platform, target_is_portal`,
		`INSERT INTO finding_counters (campaign_id, last_serial)
SELECT campaign_id, MAX(serial) FROM rectifications WHERE campaign_id = ? GROUP BY campaign_id`,
		"UPDATE campaigns SET figure_changes = figure_changes + 1 WHERE id = ?",
	} {
		if err := f.run(s, id); err != nil {
			return err
		}
	}
	return nil
}

// found writes the submissions and the findings of one kind.
func (f *filler) found(id uint64, code string, kind model.Subject) error {
	at, fault := model.NewTime(Began), Faults[kind]
	failed := fmt.Sprintf(`[{"code":"veto_found","indicator":%q,"name":%q,"findings":1,"args":[%[1]q,%[2]q,"1"]},{"code":"failed_by_veto"}]`,
		fault.Indicator, fault.Name)
	err := f.run(`INSERT INTO submissions (inspection_id, region_code, revision, verdict, explanation, note, submitted_by, token_id, user_id, created_at)
SELECT id, region_code, 1, verdict, CASE WHEN verdict = 'fail' THEN ? ELSE ? END, '', 'inspector', 0, 0, updated_at
FROM inspections WHERE campaign_id = ? AND kind = ? AND revision = 1 ORDER BY id`,
		failed, `[{"code":"not_scored"},{"code":"passed_without_score"}]`, id, kind)
	if err != nil {
		return err
	}
	number := "? || '-' || printf('%04d', serial)"
	if f.mysql {
		number = "CONCAT(?, '-', LPAD(serial, GREATEST(4, LENGTH(serial)), '0'))"
	}
	err = f.run(`INSERT INTO rectifications (number, serial, campaign_id, campaign_code, inspection_id, kind, site_id, account_id, target_code,
target_name, target_platform, organization_id, organization_name, region_code, part, indicator, indicator_name, occurrences, points,
description, location_url, fault_key, state, recurrence_number, search_text, version, created_at, updated_at)
SELECT `+number+`, serial, campaign_id, campaign_code, id, kind, site_id, account_id, target_code, target_name, target_platform,
target_organization_id, target_organization_name, region_code, 'veto', ?, ?, 1, 0, ?, '', ?, 'open', '', search_text, 1, ?, ?
FROM (SELECT i.*, ROW_NUMBER() OVER (ORDER BY id) + (SELECT COUNT(*) FROM rectifications WHERE campaign_id = ?) AS serial
FROM inspections i WHERE campaign_id = ? AND kind = ? AND revision = 1 AND verdict = 'fail') failed`,
		code, fault.Indicator, fault.Name, fault.Description, fault.FaultKey(), at, at, id, id, kind)
	if err != nil {
		return err
	}
	return f.run(`INSERT INTO findings (inspection_id, submission_id, region_code, position, indicator, occurrences, points, description, location_url,
rectification_id, number)
SELECT r.inspection_id, s.id, r.region_code, 1, r.indicator, 1, 0, r.description, '', r.id, r.number
FROM rectifications r JOIN submissions s ON s.inspection_id = r.inspection_id AND s.revision = 1
WHERE r.campaign_id = ? AND r.kind = ? ORDER BY r.id`, id, kind)
}

// feed tells of the first sites, so that there is something to read.
func (f *filler) feed() error {
	if err := f.run("DELETE FROM events"); err != nil {
		return err
	}
	at := model.NewTime(time.Now()) // what is old is removed
	for n := range events {
		err := f.run("INSERT INTO events (event_id, type, thing_kind, thing_id, thing_code, region_code, version, at, position, organization_id)"+
			" SELECT ?, 'site.update', 'site', s.id, s.code, s.region_code, 1, ?, ?, s.organization_id FROM sites s WHERE s.id ="+
			" (SELECT MIN(id) + ? % COUNT(*) FROM sites)", uuid.Must(uuid.NewV7()).String(), at, n+1, n)
		if err != nil {
			return err
		}
	}
	return f.run("UPDATE feeds SET last_position = ?, base_position = 0, updated_at = ? WHERE id = 1", events, at)
}
