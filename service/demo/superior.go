package demo

import (
	"context"
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

// Superior is the code of the province's second round of 2022, whose two findings the bulletin begins with.
const Superior = "422800-2022-2-42"

// superiorDate is an assumption: the bulletin does not say from which day the province counted back.
const superiorDate = "2022-06-30"

// named is a target of the province's round with what was found there, in the words of the bulletin.
type named struct {
	thing   model.ThingName
	finding model.FindingEdit
}

// The bulletin names no indicators. 办理答复 is the one for messages that are answered late; 严重表述错误 is a veto by
// its own criteria.
var superiorFindings = []named{
	{
		model.ThingName{SiteCode: AssumedCode},
		model.FindingEdit{Indicator: "D19", Description: "网民留言办理超时"},
	},
	{
		model.ThingName{Platform: model.PlatformWechat, AccountName: "建始县司法局"},
		model.FindingEdit{Indicator: "M1", Description: "严重表述错误"},
	},
}

// superior enters the province's round with the two targets it named, and what became of their findings. Each step looks
// at what is there, so that a load that was interrupted goes on.
func (l loader) superior(ctx context.Context) error {
	c, err := l.s.Campaigns.Get(ctx, l.actor, Superior)
	if service.IsNotFound(err) {
		e := model.NewCampaignEdit()
		e.Title, e.Year, e.Round, e.RegionCode, e.IssuerLevel, e.MonitoringDate =
			"2022年全省第二次政府网站及政务新媒体抽查", 2022, 2, "422800", model.IssuerProvince, superiorDate
		c, err = l.s.Campaigns.Create(ctx, l.actor, e)
	}
	if err != nil {
		return fmt.Errorf("enter the province's round: %w", err)
	}
	for c.State != model.CampaignPublished {
		if c, err = l.superiorStep(ctx, c); err != nil {
			return fmt.Errorf("enter the province's round: %w", err)
		}
	}
	if err := l.rectified(ctx); err != nil {
		return fmt.Errorf("follow the province's findings: %w", err)
	}
	return nil
}

func (l loader) superiorStep(ctx context.Context, c model.Campaign) (model.Campaign, error) {
	switch c.State {
	case model.CampaignDraft:
		if c.Version == 1 {
			plan := model.SamplingEdit{Coverage: model.CoverageListed}
			for _, f := range superiorFindings {
				plan.Include = append(plan.Include, f.thing)
			}
			if _, err := l.s.Campaigns.SetSampling(ctx, l.actor, c.Code, c.Version, plan); err != nil {
				return c, err
			}
			return l.s.Campaigns.Get(ctx, l.actor, c.Code)
		}
		return l.s.Campaigns.Open(ctx, l.actor, c.Code, c.Version)
	case model.CampaignOpen:
		pending, err := l.s.Inspections.List(ctx, l.actor,
			model.InspectionFilter{Campaign: c.Code, Status: model.InspectionPending}, model.ListRequest{ByKey: true, Limit: 1})
		if err != nil {
			return c, err
		}
		if len(pending.Items) > 0 {
			var items []model.BulkItem
			for _, f := range superiorFindings {
				items = append(items, model.BulkItem{
					SiteCode: f.thing.SiteCode, Platform: f.thing.Platform, AccountName: f.thing.AccountName,
					SubmissionEdit: model.SubmissionEdit{Findings: []model.FindingEdit{f.finding}},
				})
			}
			_, err := l.s.Inspections.SubmitMany(ctx, l.actor, c.Code, items, false)
			return c, err
		}
		return l.s.Campaigns.Close(ctx, l.actor, c.Code, c.Version)
	}
	return l.s.Campaigns.Publish(ctx, l.actor, c.Code, c.Version)
}

// reviewer accepts the proof, which nobody does for himself.
var reviewer = service.Operator("demo-reviewer")

// rectified carries the findings on to what the bulletin says of them: all were put right.
func (l loader) rectified(ctx context.Context) error {
	for {
		findings, err := l.s.Findings.List(ctx, l.actor, model.RectificationFilter{Campaign: Superior}, model.ListRequest{ByKey: true, Limit: 10})
		if err != nil {
			return err
		}
		left := 0
		for _, f := range findings.Items {
			switch f.State {
			case model.FindingOpen:
				_, err = l.s.Findings.SubmitProof(ctx, l.actor, f.ID, f.Version, model.Proof{Done: "接到通报后立即开展自查整改，已完成整改"})
			case model.FindingSubmitted:
				_, err = l.s.Findings.Accept(ctx, reviewer, f.ID, f.Version)
			default:
				continue
			}
			if err != nil {
				return err
			}
			left++
		}
		if left == 0 {
			return nil
		}
	}
}
