package model

// selfCheckPolicy is about the checks of counties and units of their own things. Whoever reads results reads finished ones;
// drafts are seen by those who write them.
var selfCheckPolicy = []Rule{
	{"listSelfChecks", ReadCampaigns, AboutRegion},
	{"createSelfCheck", CheckOneself, AboutRegion},
	{"getSelfCheck", ReadCampaigns, AboutRegion},
	{"updateSelfCheck", CheckOneself, AboutRegion},
	{"deleteSelfCheck", CheckOneself, AboutRegion},
	{"finishSelfCheck", CheckOneself, AboutRegion},
	{"reopenSelfCheck", CheckOneself, AboutRegion},
	{"compareSelfCheck", ReadCampaigns, AboutRegion},
	{"createManySelfChecks", CheckOneself, AboutRegion},
	{"compareSelfChecks", ReadCampaigns, AboutRegion},
}
