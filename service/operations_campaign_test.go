package service_test

import (
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

// onCampaign is a method called on a campaign of county B, which make puts into the state that it needs.
func onCampaign(
	make func(w *world) model.Campaign, fn func(w *world, a model.Actor, c model.Campaign) error,
) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		w.site(w.organization(countyB))
		c := make(w)
		return func(a model.Actor) error { return fn(w, a, c) }
	}
}

func drafted(w *world) model.Campaign { return w.campaign(countyB) }
func opened(w *world) model.Campaign  { return w.open(countyB) }
func closed(w *world) model.Campaign  { return w.closed(countyB) }

var campaignOperations = []operation{
	{"Campaigns.List", model.ReadCampaigns, "", nothing, "", onCampaign(drafted, func(w *world, a model.Actor, _ model.Campaign) error {
		list, err := w.Campaigns.List(w.ctx, a, model.CampaignFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Campaigns.Get", model.ReadCampaigns, "", missing, "", onCampaign(drafted, func(w *world, a model.Actor, c model.Campaign) error {
		return only(w.Campaigns.Get(w.ctx, a, c.Code))
	})},
	{
		"Campaigns.Create", model.ManageCampaigns, "", "invalid_fields region_code:unknown_reference", "campaign.create",
		func(w *world) func(model.Actor) error {
			e := w.campaignEdit(countyB)
			return func(a model.Actor) error { return only(w.Campaigns.Create(w.ctx, a, e)) }
		},
	},
	{
		"Campaigns.Update", model.ManageCampaigns, "", missing, "campaign.update",
		onCampaign(drafted, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Campaigns.Update(w.ctx, a, c.Code, 1, func(e model.CampaignEdit) (model.CampaignEdit, error) {
				e.Title = "改"
				return e, nil
			}))
		}),
	},
	{
		"Campaigns.Open", model.ManageCampaigns, "", missing, "campaign.open",
		onCampaign(drafted, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Campaigns.Open(w.ctx, a, c.Code, 1))
		}),
	},
	{
		"Campaigns.Close", model.ManageCampaigns, "", missing, "campaign.close",
		onCampaign(func(w *world) model.Campaign {
			c := w.open(countyB)
			w.pass(c.Code)
			return c
		}, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Campaigns.Close(w.ctx, a, c.Code, 2))
		}),
	},
	{
		"Campaigns.Publish", model.ManageCampaigns, "", missing, "campaign.publish",
		onCampaign(closed, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Campaigns.Publish(w.ctx, a, c.Code, 3))
		}),
	},
	{
		"Campaigns.Reopen", model.ManageCampaigns, "", missing, "campaign.reopen",
		onCampaign(closed, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Campaigns.Reopen(w.ctx, a, c.Code, 3, why))
		}),
	},
	{
		"Campaigns.Delete", model.ManageCampaigns, "", missing, "campaign.delete",
		onCampaign(drafted, func(w *world, a model.Actor, c model.Campaign) error { return w.Campaigns.Delete(w.ctx, a, c.Code, 1) }),
	},
	{
		"Statistics.PassRates", model.ReadCampaigns, "", missing, "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.PassRates(w.ctx, a, c.Code, model.SubjectSite, model.GroupRegion))
		}),
	},
	{
		"Statistics.Rates", model.ReadCampaigns, "", missing, "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Rates(w.ctx, a, c.Code, model.RateQuery{Kind: model.SubjectSite, Across: model.GroupPortal}))
		}),
	},
	{
		"Statistics.Trend", model.ReadCampaigns, "", nothing, "",
		onCampaign(opened, func(w *world, a model.Actor, _ model.Campaign) error {
			trend, err := w.Statistics.Trend(w.ctx, a, model.TrendQuery{Rates: model.RateQuery{Kind: model.SubjectSite}, Most: 4})
			return empty(trend.Campaigns, err)
		}),
	},
	{
		"Statistics.Overview", model.ReadCampaigns, "", nothing, "",
		onCampaign(opened, func(w *world, a model.Actor, _ model.Campaign) error {
			page, err := w.Statistics.Overview(w.ctx, a, model.OverviewQuery{})
			return empty(page.Trend.Campaigns, err)
		}),
	},
	{
		"Statistics.Annual", model.ReadCampaigns, "", nothing, "",
		onCampaign(opened, func(w *world, a model.Actor, _ model.Campaign) error {
			table, err := w.Statistics.Annual(w.ctx, a, model.TrendQuery{Rates: model.RateQuery{Kind: model.SubjectSite}})
			return empty(table.Trend.Campaigns, err)
		}),
	},
	{
		"Statistics.Movers", model.ReadCampaigns, "", "invalid_fields campaign:unknown_reference", "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Movers(w.ctx, a, model.MoversQuery{Campaign: c.Code, Rates: model.RateQuery{Kind: model.SubjectSite}}))
		}),
	},
	{
		"Statistics.Indicators", model.ReadCampaigns, "", "invalid_fields campaign:unknown_reference", "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Indicators(w.ctx, a, service.FindingFigures{Campaign: c.Code}))
		}),
	},
	{
		"Statistics.Measures", model.ReadCampaigns, "", nothing, "",
		onCampaign(opened, func(w *world, a model.Actor, _ model.Campaign) error {
			table, err := w.Statistics.Measures(w.ctx, a, model.TrendQuery{Most: 4})
			return empty(table.Campaigns, err)
		}),
	},
	{
		"Statistics.Scores", model.ReadCampaigns, "", missing, "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Scores(w.ctx, a, c.Code, ""))
		}),
	},
	{
		"Statistics.Rectification", model.ReadCampaigns, "", "invalid_fields campaign:unknown_reference", "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Rectification(w.ctx, a, service.FindingFigures{Campaign: c.Code}))
		}),
	},
	{
		"Statistics.CheckFigures", model.ManageCampaigns, "", nothing, "campaign.repair_figures",
		onCampaign(miscounted, func(w *world, a model.Actor, _ model.Campaign) error {
			return only(w.Statistics.CheckFigures(w.ctx, a, true, func(model.TallyDifference) error { return errSaw }))
		}),
	},
	{
		"Statistics.Annex", model.ReadCampaigns, "", missing, "",
		onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Statistics.Annex(w.ctx, a, c.Code, 1))
		}),
	},
}

// miscounted is a campaign whose tallies somebody has changed by hand.
func miscounted(w *world) model.Campaign {
	c := opened(w)
	execute(w.t, w.store, fmt.Sprintf("UPDATE campaign_tallies SET passed = passed + 1 WHERE campaign_id = %d", c.ID))
	return c
}

// onInspection is a method called on an inspection of county B in a campaign of the whole prefecture, which county A sees.
func onInspection(submitted bool, fn func(w *world, a model.Actor, i model.Inspection) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		w.site(w.organization(countyB))
		c := w.open("422800", func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
		if submitted {
			w.pass(c.Code)
		}
		i := w.targets(c.Code)[0]
		return func(a model.Actor) error { return fn(w, a, i) }
	}
}

var inspectionOperations = []operation{
	{"Inspections.List", model.ReadCampaigns, "", nothing, "", onInspection(false, func(w *world, a model.Actor, _ model.Inspection) error {
		list, err := w.Inspections.List(w.ctx, a, model.InspectionFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Inspections.Export", model.ReadCampaigns, "", nothing, "", onInspection(false, func(w *world, a model.Actor, _ model.Inspection) error {
		return w.Inspections.Export(w.ctx, a, model.InspectionFilter{}, unexpected)
	})},
	{"Inspections.Get", model.ReadCampaigns, "", missing, "", onInspection(false, func(w *world, a model.Actor, i model.Inspection) error {
		return only(w.Inspections.Get(w.ctx, a, i.ID))
	})},
	{"Inspections.Open", model.ReadCampaigns, "", anyone, "", onInspection(false, func(w *world, a model.Actor, i model.Inspection) error {
		return only(w.Inspections.Open(w.ctx, a, []model.Inspection{i})) // asked about rows that the caller has
	})},
	{"Inspections.Revisions", model.ReadCampaigns, "", missing, "", onInspection(true, func(w *world, a model.Actor, i model.Inspection) error {
		return only(w.Inspections.Revisions(w.ctx, a, i.ID))
	})},
	{
		"Inspections.Submit", model.SubmitResults, "", missing, "inspection.submit",
		onInspection(false, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Inspections.Submit(w.ctx, a, i.ID, 1, model.SubmissionEdit{}))
		}),
	},
	{
		"Inspections.SubmitMany", model.SubmitResults, "", "invalid_fields items[0].site_code:not_a_target", "inspection.submit",
		onInspection(false, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Inspections.SubmitMany(w.ctx, a, i.CampaignCode, []model.BulkItem{item(i)}, false))
		}),
	},
	{
		"Inspections.Move", model.ReviewResults, "", missing, "inspection.confirm",
		onInspection(true, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Inspections.Move(w.ctx, a, i.ID, 2, model.VerbConfirm, model.Reason{}))
		}),
	},
	{
		"Inspections.Move", model.ReviewResults, "", missing, "inspection.return",
		onInspection(true, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Inspections.Move(w.ctx, a, i.ID, 2, model.VerbReturn, why))
		}),
	},
	{
		"Inspections.Move", model.ManageCampaigns, "", missing, "inspection.waive",
		onInspection(false, func(w *world, a model.Actor, i model.Inspection) error {
			return only(w.Inspections.Move(w.ctx, a, i.ID, 1, model.VerbWaive, why))
		}),
	},
}
