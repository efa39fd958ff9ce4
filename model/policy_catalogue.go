package model

// cataloguePolicy is about catalogues and what follows from another version of them. Everybody reads every catalogue; who
// changes one is asked for its area as well.
var cataloguePolicy = []Rule{
	{"createCatalogue", ManageCatalogues, AboutNothing},
	{"withdrawCatalogue", ManageCatalogues, AboutNothing},
	{"deleteCatalogue", ManageCatalogues, AboutNothing},
	{"assessInspection", ReadCampaigns, AboutRegion},
	{"assessCampaign", ReadCampaigns, AboutRegion},
}
