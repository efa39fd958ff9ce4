package model

// evidencePolicy is about attachments.
var evidencePolicy = []Rule{
	{"listAttachments", ReadCampaigns, AboutRegion},
	{"uploadAttachment", WriteEvidence, AboutRegion},
	{"getAttachment", ReadCampaigns, AboutRegion},
	{"getAttachmentContent", ReadCampaigns, AboutRegion},
	{"updateAttachment", WriteEvidence, AboutRegion},
	{"deleteAttachment", WriteEvidence, AboutRegion},
}
