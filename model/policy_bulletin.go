package model

// bulletinPolicy is about bulletins, their wording and the library of texts. Whoever reads results reads what was issued;
// before that the operations show no more than what lies in the caller's area.
var bulletinPolicy = []Rule{
	{"readPublicBulletin", Public, AboutNothing},
	{"getBulletin", ReadCampaigns, AboutRegion},
	{"updateBulletin", WriteBulletins, AboutRegion},
	{"listBulletinRevisions", WriteBulletins, AboutRegion},
	{"checkBulletin", WriteBulletins, AboutRegion},
	{"acceptBulletin", WriteBulletins, AboutRegion},
	{"issueBulletin", WriteBulletins, AboutRegion},
	{"correctBulletin", WriteBulletins, AboutRegion},
	{"getBulletinDocument", ReadCampaigns, AboutRegion},
	{"listBulletinTemplates", ReadCampaigns, AboutRegion},
	{"createBulletinTemplate", WriteBulletins, AboutRegion},
	{"getBulletinTemplate", ReadCampaigns, AboutRegion},
	{"deleteBulletinTemplate", WriteBulletins, AboutRegion},
	{"listPassages", ReadCampaigns, AboutRegion},
	{"createPassage", WriteBulletins, AboutRegion},
	{"getPassage", ReadCampaigns, AboutRegion},
	{"updatePassage", WriteBulletins, AboutRegion},
	{"deletePassage", WriteBulletins, AboutRegion},
}
