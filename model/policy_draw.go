package model

// drawPolicy is about the targets of a campaign and how they were drawn.
var drawPolicy = []Rule{
	{"getSampling", ReadCampaigns, AboutRegion},
	{"setSampling", ManageCampaigns, AboutRegion},
	{"previewDraw", ReadCampaigns, AboutRegion},
	{"getCoverage", ReadCampaigns, AboutRegion},
	{"addTargets", ManageCampaigns, AboutRegion},
}
