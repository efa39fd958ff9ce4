// Package demo loads the real round of 2022: 44 websites and 215 accounts of a prefecture, all of which passed, and before
// it the round of the province that found faults at two of them. The names of the accounts are marked examples; the
// counts are real.
package demo

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

//go:embed seed/sites-2022q3.csv
var sitesFile []byte

//go:embed seed/accounts-2022q3.csv
var accountsFile []byte

// Campaign is the code of the round.
const Campaign = "422800-2022-3"

// AssumedCode is the site code given to row 23 of the list, which stands there under the code of row 22. Its own code is
// not known; this one is free, and an assumption. Row 36 has a space in its address, for which the suggestion is taken.
const AssumedCode = "4228000033"

const (
	rowWithTakenCode  = 23
	rowWithSpaceInURL = 36

	sitesName    = "sites-2022q3.csv"
	accountsName = "accounts-2022q3.csv"
	bulkPiece    = 100

	// versionPublished is that of the campaign after it was created, opened, closed and published for the first time.
	versionPublished = 4
)

// Load puts the round into an empty database and reports whether it did. A load that was interrupted is taken up where it
// stopped; a round that was once complete is left as it is. progress is told how far it is, from 0 to 100.
func Load(ctx context.Context, s *service.Services, a model.Actor, progress func(percent int)) (bool, error) {
	l := loader{s: s, actor: a, progress: progress}
	ours, err := l.register(ctx)
	if err != nil || !ours {
		return false, err
	}
	campaign, err := l.campaign(ctx)
	if err != nil || campaign.Version > versionPublished {
		return false, err
	}
	if campaign.State != model.CampaignPublished {
		if campaign, err = l.results(ctx, campaign); err != nil {
			return false, err
		}
		if _, err := l.s.Campaigns.Publish(ctx, a, Campaign, campaign.Version); err != nil {
			return false, fmt.Errorf("publish the round: %w", err)
		}
		progress(95)
	}
	issued, err := Issued(ctx, s, a)
	if err != nil || issued {
		return false, err
	}
	if err := l.bulletin(ctx); err != nil {
		return false, err
	}
	progress(100)
	return true, nil
}

type loader struct {
	s        *service.Services
	actor    model.Actor
	progress func(percent int)
}

// register takes the two files in, and answers whether the database is empty or was begun by an earlier load.
func (l loader) register(ctx context.Context) (bool, error) {
	imports, err := l.s.Imports.List(ctx, l.actor, "", "", model.ListRequest{ByKey: true, Limit: 2})
	if err != nil {
		return false, fmt.Errorf("look for earlier imports: %w", err)
	}
	if len(imports.Items) == 0 {
		organizations, err := l.s.Organizations.List(ctx, l.actor, model.OrganizationFilter{}, model.ListRequest{ByKey: true, Limit: 1})
		if err != nil || len(organizations.Items) > 0 {
			return false, err
		}
		job, err := l.take(ctx, model.ImportSites, sitesName, sitesFile)
		if err != nil {
			return false, err
		}
		imports.Items = append(imports.Items, job)
	}
	sites := imports.Items[0]
	if sites.FileName != sitesName || sites.DryRun {
		return false, nil
	}
	// Two corrections and their application make version 4; less is a load that was interrupted.
	if sites.Version < 4 {
		if err := l.correct(ctx, sites); err != nil {
			return false, err
		}
	}
	l.progress(20)
	if len(imports.Items) == 1 {
		_, err = l.take(ctx, model.ImportAccounts, accountsName, accountsFile)
	}
	l.progress(40)
	return err == nil, err
}

func (l loader) take(ctx context.Context, kind model.ImportKind, name string, file []byte) (model.Import, error) {
	job, err := l.s.Imports.Take(ctx, l.actor, service.Upload{Kind: kind, FileName: name, Body: bytes.NewReader(file)})
	if err != nil {
		return job, fmt.Errorf("import %s: %w", name, err)
	}
	return job, nil
}

// correct mends the two rows that the list has wrong, as a person would.
func (l loader) correct(ctx context.Context, job model.Import) error {
	for number, c := range map[int]service.Correction{
		rowWithTakenCode:  {Values: map[string]string{"code": AssumedCode}},
		rowWithSpaceInURL: {AcceptSuggestions: true},
	} {
		_, row, err := l.s.Imports.Row(ctx, l.actor, job.ID, number)
		if err != nil {
			return fmt.Errorf("read row %d: %w", number, err)
		}
		if !row.Outcome.Quarantined() {
			continue
		}
		if _, _, err := l.s.Imports.CorrectRow(ctx, l.actor, job.ID, number, row.Version, c); err != nil {
			return fmt.Errorf("correct row %d: %w", number, err)
		}
	}
	job, err := l.s.Imports.Get(ctx, l.actor, job.ID)
	if err != nil {
		return fmt.Errorf("read the import: %w", err)
	}
	if _, err := l.s.Imports.Apply(ctx, l.actor, job.ID, job.Version); err != nil {
		return fmt.Errorf("apply the corrections: %w", err)
	}
	return nil
}

func (l loader) campaign(ctx context.Context) (model.Campaign, error) {
	campaign, err := l.s.Campaigns.Get(ctx, l.actor, Campaign)
	if service.IsNotFound(err) {
		if err := l.superior(ctx); err != nil {
			return campaign, err
		}
		e := model.NewCampaignEdit()
		e.Title, e.Year, e.Round, e.RegionCode, e.MonitoringDate =
			"恩施州2022年第三次政府网站和政务新媒体抽查", 2022, 3, "422800", "2022-09-30"
		campaign, err = l.s.Campaigns.Create(ctx, l.actor, e)
	}
	if err == nil && campaign.State == model.CampaignDraft {
		campaign, err = l.s.Campaigns.Open(ctx, l.actor, Campaign, campaign.Version)
	}
	if err != nil {
		return campaign, fmt.Errorf("open the round: %w", err)
	}
	l.progress(50)
	return campaign, nil
}

// results submits a clean result for every target and closes the round.
func (l loader) results(ctx context.Context, campaign model.Campaign) (model.Campaign, error) {
	if campaign.State != model.CampaignOpen {
		return campaign, nil
	}
	var items []model.BulkItem
	filter := model.InspectionFilter{Campaign: Campaign, Status: model.InspectionPending}
	err := l.s.Inspections.Export(ctx, l.actor, filter, func(rows []model.Inspection) error {
		for _, i := range rows {
			item := model.BulkItem{SiteCode: i.TargetCode}
			if i.Kind == model.SubjectAccount {
				item = model.BulkItem{Platform: i.TargetPlatform, AccountName: i.TargetName}
			}
			items = append(items, item)
		}
		return nil
	})
	if err != nil {
		return campaign, fmt.Errorf("list the targets: %w", err)
	}
	for done := 0; done < len(items); done += bulkPiece {
		piece := items[done:min(done+bulkPiece, len(items))]
		if _, err := l.s.Inspections.SubmitMany(ctx, l.actor, Campaign, piece, false); err != nil {
			return campaign, fmt.Errorf("submit the results: %w", err)
		}
		l.progress(50 + 40*(done+len(piece))/len(items))
	}
	campaign, err = l.s.Campaigns.Close(ctx, l.actor, Campaign, campaign.Version)
	if err != nil {
		return campaign, fmt.Errorf("close the round: %w", err)
	}
	return campaign, nil
}
