package model

// historyPolicy is about the register over time.
var historyPolicy = []Rule{
	{"renameOrganization", WriteRegister, AboutRegion},
	{"mergeOrganization", WriteRegister, AboutRegion},
	{"moveSite", WriteRegister, AboutRegion},
	{"moveAccount", WriteRegister, AboutRegion},
	{"replacePlatformID", WriteRegister, AboutRegion},
	{"verifyAccount", ReadRegister, AboutRegion},
	{"getOrganizationHistory", ReadRegister, AboutRegion},
	{"getSiteHistory", ReadRegister, AboutRegion},
	{"getAccountHistory", ReadRegister, AboutRegion},
	{"listFilings", ReadRegister, AboutRegion},
	{"getFiling", ReadRegister, AboutRegion},
	{"finishFiling", WriteRegister, AboutRegion},
	{"dismissFiling", WriteRegister, AboutRegion},
}
