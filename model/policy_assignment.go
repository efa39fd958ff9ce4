package model

// assignmentPolicy is about who inspects what, drafts and progress.
var assignmentPolicy = []Rule{
	{"assignInspection", ManageCampaigns, AboutRegion},
	{"unassignInspection", ManageCampaigns, AboutRegion},
	{"assignTargets", ManageCampaigns, AboutRegion},
	{"getProgress", ReadCampaigns, AboutRegion},
	{"compareRevisions", ReadCampaigns, AboutRegion},
	{"getDraft", SubmitResults, AboutRegion},
	{"saveDraft", SubmitResults, AboutRegion},
	{"deleteDraft", SubmitResults, AboutRegion},
}
