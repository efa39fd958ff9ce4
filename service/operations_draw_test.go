package service_test

import "xuncha/model"

// sampled is a plan that draws one of each stratum.
var sampled = model.SamplingEdit{Coverage: model.CoverageSample, Minimum: 1, MustInclude: model.MustIncludes, Seed: "2022-3"}

var drawOperations = []operation{
	{"Campaigns.Sampling", model.ReadCampaigns, "", missing, "", onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
		return only(w.Campaigns.Sampling(w.ctx, a, c.Code))
	})},
	{"Campaigns.Drawing", model.ReadCampaigns, "", missing, "", onCampaign(opened, func(w *world, a model.Actor, c model.Campaign) error {
		return only(w.Campaigns.Drawing(w.ctx, a, c.Code))
	})},
	{
		"Campaigns.SetSampling", model.ManageCampaigns, "", missing, "campaign.plan",
		onCampaign(drafted, func(w *world, a model.Actor, c model.Campaign) error {
			return only(w.Campaigns.SetSampling(w.ctx, a, c.Code, 1, sampled))
		}),
	},
	{
		"Campaigns.AddTargets", model.ManageCampaigns, "", missing, "campaign.add_targets",
		func(w *world) func(model.Actor) error {
			w.site(w.organization(countyB))
			c, late := w.open(countyB), w.site(w.organization(countyB))
			return func(a model.Actor) error {
				_, _, err := w.Campaigns.AddTargets(w.ctx, a, c.Code, c.Version, []model.ThingName{{SiteID: late.ID}}, why)
				return err
			}
		},
	},
}
