package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/province"
)

// taking collects the rows of a report.
type taking struct {
	ctx    context.Context //nolint:containedctx // of one transaction
	tx     *repository.Store
	actor  model.Actor
	report *model.Report
	at     model.Time
	rows   []model.ReportRow
	owners map[uint64]model.Organization
}

// take takes the rows of a report as they are now, and cuts those that are sent into pieces with a key each.
func (s *Reports) take(
	ctx context.Context, tx *repository.Store, a model.Actor, r *model.Report, at model.Time,
) ([]model.ReportRow, []model.ReportPiece, error) {
	t := &taking{ctx: ctx, tx: tx, actor: a, report: r, at: at}
	var err error
	switch r.Kind {
	case model.ReportResults:
		err = t.results()
	case model.ReportSites:
		err = t.sites()
	case model.ReportAccounts:
		err = t.accounts()
	case model.ReportFilings:
		err = t.filings()
	}
	if err != nil {
		return nil, nil, err
	}
	key, err := newKey()
	if err != nil {
		return nil, nil, err
	}
	r.Way = s.way()
	counts := model.ReportCounts{RowCount: len(t.rows)}
	count, rows, size := 0, 0, 0 // of pieces, and of the last one
	for i := range t.rows {
		row := &t.rows[i]
		row.Number = i + 1
		if row.State = model.RowOfReportReady; len(row.Gaps) > 0 {
			row.State = model.RowOfReportExcluded
			counts.ExcludedCount++
			continue
		}
		full := rows == s.most() || r.Way == model.WayHTTPS && size+len(row.Content) > province.MaxBytes
		if count == 0 || full {
			count, rows, size = count+1, 0, 0
		}
		row.PieceNumber, rows, size = count, rows+1, size+len(row.Content)
	}
	r.Take(key, counts, count, a, at)
	pieces, err := s.cut(*r, t.rows)
	return t.rows, pieces, err
}

// cut makes the pieces of rows. What each will be sent as is fixed by its hash.
func (s *Reports) cut(r model.Report, rows []model.ReportRow) ([]model.ReportPiece, error) {
	pieces := make([]model.ReportPiece, r.PieceCount)
	of := make([][]model.ReportRow, r.PieceCount)
	for _, row := range rows {
		if row.PieceNumber > 0 {
			of[row.PieceNumber-1] = append(of[row.PieceNumber-1], row)
		}
	}
	for i := range pieces {
		key, err := newKey()
		if err != nil {
			return nil, err
		}
		pieces[i] = model.ReportPiece{Number: i + 1, PieceKey: key, RowCount: len(of[i]), State: model.PieceWaiting}
		body, err := batchOf(r, pieces[i], of[i]).Body()
		if err != nil {
			return nil, err
		}
		pieces[i].BodyHash = hashOf(body)
	}
	return pieces, nil
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// batchOf is a piece as it is sent.
func batchOf(r model.Report, p model.ReportPiece, rows []model.ReportRow) province.Batch {
	b := province.Batch{
		Key: p.PieceKey, Report: r.ReportKey, Kind: r.Kind, Area: r.Scope, Number: p.Number, Of: r.PieceCount, TakenAt: r.TakenAt,
	}
	for _, row := range rows {
		b.Rows = append(b.Rows, province.Row{Key: row.Key(r.ReportKey), Content: row.Content})
	}
	return b
}

// add adds a row with its content.
func (t *taking) add(row model.ReportRow, content province.Content) error {
	if len(t.rows) == model.MaxReportRows {
		return model.NewError(model.KindTooLarge, "too_many_report_rows", model.MaxReportRows)
	}
	text, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("encode a row of a report: %w", err)
	}
	row.Content = string(text)
	t.rows = append(t.rows, row)
	return nil
}

// lacks adds what a row lacks.
func lacks(gaps *model.Gaps, value, column, on string, id uint64) {
	if value == "" {
		*gaps = append(*gaps, model.Gap{Column: column, Code: "gap_" + column, On: on, ID: id})
	}
}

// own reads the organizations of rows.
func (t *taking) own(ids []uint64) (err error) {
	t.owners, err = t.tx.Organizations.ByIDs(t.ctx, t.report.Scope, ids)
	return err
}

func (t *taking) sites() error {
	var sites []model.Site
	err := t.tx.Sites.Export(t.ctx, t.report.Scope, model.SiteFilter{}, func(rows []model.Site) error {
		sites = append(sites, rows...)
		return t.fits(len(sites))
	})
	if err != nil {
		return err
	}
	if err := t.own(idsOf(sites, func(s model.Site) uint64 { return s.OrganizationID })); err != nil {
		return err
	}
	for _, s := range sites {
		row, content := t.site(s)
		if s.State != model.StateClosed {
			lacks(&row.Gaps, s.ICPNumber, "icp_number", "site", s.ID)
		}
		if err := t.add(row, province.Content{Site: &content}); err != nil {
			return err
		}
	}
	return nil
}

// fits refuses to read more than a report takes.
func (t *taking) fits(n int) error {
	if n > model.MaxReportRows {
		return model.NewError(model.KindTooLarge, "too_many_report_rows", model.MaxReportRows)
	}
	return nil
}

// idsOf are the ids that rows refer to, each once.
func idsOf[T any](rows []T, of func(T) uint64) []uint64 {
	ids := make([]uint64, 0, len(rows))
	for _, r := range rows {
		if id := of(r); id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (t *taking) site(s model.Site) (model.ReportRow, province.Site) {
	o := t.owners[s.OrganizationID]
	row := model.ReportRow{
		Kind: model.SubjectSite, SiteID: model.OptionalID(s.ID), ThingName: s.Name, ThingVersion: s.Version,
		OrganizationID: s.OrganizationID, RegionCode: s.RegionCode,
	}
	lacks(&row.Gaps, o.CreditCode, "credit_code", "organization", s.OrganizationID)
	return row, province.Site{
		Code: s.Code, Name: s.Name, HomeURL: s.HomeURL, IsPortal: s.IsPortal, Organization: o.Name, CreditCode: o.CreditCode,
		RegionCode: string(s.RegionCode), State: string(s.State), OpenedOn: string(s.OpenedOn), ClosedOn: string(s.ClosedOn),
		ICPNumber: s.ICPNumber, PublicSecurityNumber: s.PublicSecurityNumber,
	}
}

func (t *taking) accounts() error {
	var accounts []model.Account
	err := t.tx.Accounts.Export(t.ctx, t.report.Scope, model.AccountFilter{}, func(rows []model.Account) error {
		accounts = append(accounts, rows...)
		return t.fits(len(accounts))
	})
	if err != nil {
		return err
	}
	if err := t.own(idsOf(accounts, func(a model.Account) uint64 { return a.OrganizationID })); err != nil {
		return err
	}
	for _, a := range accounts {
		row, content := t.account(a)
		if err := t.add(row, province.Content{Account: &content}); err != nil {
			return err
		}
	}
	return nil
}

func (t *taking) account(a model.Account) (model.ReportRow, province.Account) {
	o := t.owners[a.OrganizationID]
	row := model.ReportRow{
		Kind: model.SubjectAccount, AccountID: model.OptionalID(a.ID), ThingName: a.Name, ThingVersion: a.Version,
		OrganizationID: a.OrganizationID, RegionCode: a.RegionCode,
	}
	lacks(&row.Gaps, o.CreditCode, "credit_code", "organization", a.OrganizationID)
	lacks(&row.Gaps, a.PlatformAccountID, "platform_account_id", "account", a.ID)
	return row, province.Account{
		Platform: string(a.Platform), Name: a.Name, PlatformAccountID: a.PlatformAccountID, CertifiedSubject: a.CertifiedSubject,
		Organization: o.Name, CreditCode: o.CreditCode, RegionCode: string(a.RegionCode), State: string(a.State),
		OpenedOn: string(a.OpenedOn), ClosedOn: string(a.ClosedOn),
		NationalFilingNumber: a.NationalFilingNumber, ProvincialFilingNumber: a.ProvincialFilingNumber,
	}
}

// things are the sites and accounts of rows, as they are now.
type standing struct {
	sites    map[uint64]model.Site
	accounts map[uint64]model.Account
}

func (t *taking) things(siteIDs, accountIDs []uint64) (found standing, err error) {
	found = standing{map[uint64]model.Site{}, map[uint64]model.Account{}}
	sites, err := t.tx.Sites.ByIDs(t.ctx, t.report.Scope, siteIDs)
	if err != nil {
		return found, err
	}
	for _, s := range sites {
		found.sites[s.ID] = s
	}
	accounts, err := t.tx.Accounts.ByIDs(t.ctx, t.report.Scope, accountIDs)
	for _, a := range accounts {
		found.accounts[a.ID] = a
	}
	return found, err
}
