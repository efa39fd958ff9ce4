package model

// webhookPolicy is about webhooks. What one hears of is no more than its maker may read.
var webhookPolicy = []Rule{
	{"listWebhooks", ManageWebhooks, AboutRegion},
	{"createWebhook", ManageWebhooks, AboutRegion},
	{"getWebhook", ManageWebhooks, AboutRegion},
	{"updateWebhook", ManageWebhooks, AboutRegion},
	{"deleteWebhook", ManageWebhooks, AboutRegion},
	{"rotateWebhookSecret", ManageWebhooks, AboutRegion},
	{"testWebhook", ManageWebhooks, AboutRegion},
	{"pauseWebhook", ManageWebhooks, AboutRegion},
	{"resumeWebhook", ManageWebhooks, AboutRegion},
	{"replayWebhook", ManageWebhooks, AboutRegion},
	{"listDeliveries", ManageWebhooks, AboutRegion},
	{"getDelivery", ManageWebhooks, AboutRegion},
	{"retryDelivery", ManageWebhooks, AboutRegion},
}
