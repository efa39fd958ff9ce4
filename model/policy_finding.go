package model

// findingPolicy is about findings and their rectification.
var findingPolicy = []Rule{
	{"listFindings", ReadCampaigns, AboutRegion},
	{"getFinding", ReadCampaigns, AboutRegion},
	{"updateFinding", ReviewProof, AboutRegion},
	{"submitProof", SubmitProof, AboutRegion},
	{"acceptProof", ReviewProof, AboutRegion},
	{"rejectProof", ReviewProof, AboutRegion},
	{"extendFinding", ReviewProof, AboutRegion},
	{"exemptFinding", ReviewProof, AboutRegion},
	{"setDueDays", ReviewProof, AboutRegion},
	{"listMeasures", ReadCampaigns, AboutRegion},
	{"recordMeasure", RecordMeasures, AboutRegion},
	{"revokeMeasure", RecordMeasures, AboutRegion},
	{"countMeasures", ReadCampaigns, AboutRegion},
	{"recheckInspection", SubmitResults, AboutRegion},
	{"listRechecks", ReadCampaigns, AboutRegion},
	{"getConsecutiveFailures", ReadCampaigns, AboutRegion},
	{"listCalendars", ReadCampaigns, AboutNothing},
	{"getCalendar", ReadCampaigns, AboutNothing},
	{"putCalendar", ManageCampaigns, AboutNothing},
}
