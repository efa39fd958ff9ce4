package service

import (
	"encoding/json"

	"xuncha/model"
	"xuncha/service/province"
)

// filings takes what has to be filed in the area. What is under way in another report is left to that one.
func (t *taking) filings() error {
	var filings []model.Filing
	f := model.FilingFilter{Register: t.report.Register, State: model.FilingOpen}
	err := t.tx.Filings.Export(t.ctx, t.report.Scope, f, func(rows []model.Filing) error {
		filings = append(filings, rows...)
		return t.fits(len(filings))
	})
	if err != nil {
		return err
	}
	found, err := t.things(
		idsOf(filings, func(f model.Filing) uint64 { return uint64(f.SiteID) }),
		idsOf(filings, func(f model.Filing) uint64 { return uint64(f.AccountID) }))
	if err != nil {
		return err
	}
	if err := t.own(idsOf(filings, func(f model.Filing) uint64 { return f.OrganizationID })); err != nil {
		return err
	}
	busy, err := t.tx.Reports.Busy(t.ctx, idsOf(filings, func(f model.Filing) uint64 { return f.ID }), t.report.ID)
	if err != nil {
		return err
	}
	for _, f := range filings {
		row, content := t.filing(f, found)
		if other := busy[f.ID]; other != 0 {
			row.Gaps = append(row.Gaps, model.Gap{Column: "filing", Code: "gap_other_report", On: "report", ID: other})
		}
		if err := t.add(row, content); err != nil {
			return err
		}
	}
	return nil
}

func (t *taking) filing(f model.Filing, found standing) (model.ReportRow, province.Content) {
	content := province.Content{Filing: &province.Filing{
		Cause: string(f.Cause), Register: string(f.Register), SinceOn: string(f.SinceOn), DueOn: string(f.DueOn),
	}}
	site, isSite := found.sites[uint64(f.SiteID)]
	account, isAccount := found.accounts[uint64(f.AccountID)]
	var row model.ReportRow
	switch {
	case isSite:
		var s province.Site
		row, s = t.site(site)
		content.Site = &s
	case isAccount:
		var a province.Account
		row, a = t.account(account)
		content.Account = &a
	default: // it has moved out of the area between two reads
		row = model.ReportRow{
			Kind: f.Kind, SiteID: f.SiteID, AccountID: f.AccountID, ThingName: f.ThingName, OrganizationID: f.OrganizationID,
			RegionCode: f.RegionCode, Gaps: model.Gaps{{Column: "filing", Code: "gap_thing", On: "filing", ID: f.ID}},
		}
	}
	row.FilingID = model.OptionalID(f.ID)
	return row, content
}

// results takes the results of a campaign, with their findings as they are followed.
func (t *taking) results() error {
	c, err := t.tx.Campaigns.Get(t.ctx, t.actor.Area(), t.report.CampaignCode)
	if err != nil {
		return inField("campaign", err)
	}
	if c.State != model.CampaignClosed && c.State != model.CampaignPublished {
		return model.NewError(model.KindConflict, "campaign_not_closed", string(c.State))
	}
	var targets []model.Inspection
	f := model.InspectionFilter{Campaign: c.Code}
	err = t.tx.Inspections.Export(t.ctx, t.report.Scope, f, func(rows []model.Inspection) error {
		targets = append(targets, rows...)
		return t.fits(len(targets))
	})
	if err != nil {
		return err
	}
	followed, err := t.tx.Rectifications.OfInspections(t.ctx, idsOf(targets, func(i model.Inspection) uint64 { return i.ID }))
	if err != nil {
		return err
	}
	found, err := t.things(nil, idsOf(targets, func(i model.Inspection) uint64 { return uint64(i.AccountID) }))
	if err != nil {
		return err
	}
	if err := t.own(idsOf(targets, func(i model.Inspection) uint64 { return i.TargetOrganizationID })); err != nil {
		return err
	}
	for _, i := range targets {
		row, result := t.result(c, i, found.accounts[uint64(i.AccountID)])
		result.Findings = findingsOf(followed[i.ID], model.NewDate(t.at.Time))
		if err := t.add(row, province.Content{Result: &result}); err != nil {
			return err
		}
	}
	return nil
}

// result is that of a target. What it is called by is that of the register now, so that it can be mended there.
func (t *taking) result(c model.Campaign, i model.Inspection, now model.Account) (model.ReportRow, province.Result) {
	o := t.owners[i.TargetOrganizationID]
	row := model.ReportRow{
		Kind: i.Kind, SiteID: i.SiteID, AccountID: i.AccountID, InspectionID: model.OptionalID(i.ID), ThingName: i.TargetName,
		ThingVersion: i.Version, OrganizationID: i.TargetOrganizationID, RegionCode: i.RegionCode,
	}
	r := province.Result{
		Campaign: c.Code, MonitoringDate: string(c.MonitoringDate), Kind: string(i.Kind), Name: i.TargetName, HomeURL: i.TargetHomeURL,
		IsPortal: i.TargetIsPortal, Platform: string(i.TargetPlatform), Organization: i.TargetOrganizationName, CreditCode: o.CreditCode,
		RegionCode: string(i.RegionCode), Result: string(i.Verdict), WaiveReason: i.WaiveReason,
	}
	if i.Kind == model.SubjectSite {
		r.SiteCode = i.TargetCode
	} else if r.PlatformAccountID = i.TargetCode; now.PlatformAccountID != "" {
		r.PlatformAccountID = now.PlatformAccountID
	}
	if i.Status == model.InspectionWaived {
		r.Result = string(model.InspectionWaived)
	}
	if i.FinalScore != nil {
		score := json.Number(i.FinalScore.Rounded(2))
		r.Score = &score
	}
	lacks(&row.Gaps, o.CreditCode, "credit_code", "organization", i.TargetOrganizationID)
	if i.Kind == model.SubjectAccount {
		lacks(&row.Gaps, r.PlatformAccountID, "platform_account_id", "account", uint64(i.AccountID))
	}
	lacks(&row.Gaps, r.Result, "result", "inspection", i.ID)
	return row, r
}

func findingsOf(followed []model.Rectification, today model.Date) []province.Finding {
	findings := []province.Finding{}
	for _, f := range followed {
		if f.State == model.FindingWithdrawn {
			continue
		}
		findings = append(findings, province.Finding{
			Number: f.Number, Part: string(f.Part), Indicator: f.Indicator, IndicatorName: f.IndicatorName, Occurrences: f.Occurrences,
			Points: json.Number(f.Points.String()), Description: f.Description, LocationURL: f.LocationURL,
			State: string(f.StateOn(today)), DueOn: string(f.DueOn), SubmittedOn: string(f.SubmittedOn),
		})
	}
	return findings
}
