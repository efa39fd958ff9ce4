package repository_test

import (
	"fmt"
	"testing"

	"xuncha/model"
	"xuncha/repository"
)

// Rows for tests to store, each with what its columns need.

func newRegion(code model.RegionCode) *model.Region {
	row := model.Region{Level: code.Canonical().Level(), Version: 1, CreatedAt: noon, UpdatedAt: noon}
	row.Apply(model.RegionEdit{Code: code.Canonical(), Name: "region " + string(code)})
	return &row
}

func newOrganization(name string, region model.RegionCode) *model.Organization {
	row := model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: noon, UpdatedAt: noon}
	row.Apply(model.OrganizationEdit{Name: name, RegionCode: region, ProvidesServices: true})
	return &row
}

// addOrganization stores an organization for other rows to refer to.
func addOrganization(t *testing.T, s *repository.Store, name string, region model.RegionCode) *model.Organization {
	t.Helper()
	row := newOrganization(name, region)
	must(t, s.Organizations.Create(t.Context(), row))
	return row
}

// owner is one organization that is stored by its first use.
func owner(t *testing.T, s *repository.Store) *model.Organization {
	t.Helper()
	found, err := s.Organizations.ByNames(t.Context(), model.ScopeAll, []string{"owner"})
	must(t, err)
	if len(found) > 0 {
		return &found[0]
	}
	return addOrganization(t, s, "owner", "422801")
}

func newSite(number int, o *model.Organization) *model.Site {
	code := fmt.Sprintf("422800%04d", number)
	row := model.NewSite(model.SiteEdit{
		Code: code, Name: "site " + code, HomeURL: "http://" + code + ".gov.cn", OrganizationID: o.ID,
	}, o.RegionCode, noon)
	return &row
}

func addSite(t *testing.T, s *repository.Store, number int, o *model.Organization) *model.Site {
	t.Helper()
	row := newSite(number, o)
	must(t, s.Sites.Create(t.Context(), row))
	return row
}

func newAccount(o *model.Organization, name, platformID string) *model.Account {
	row := model.NewAccount(model.AccountEdit{
		Platform: model.PlatformWechat, Name: name, PlatformAccountID: platformID, OrganizationID: o.ID,
	}, o.RegionCode, noon)
	return &row
}

func newCatalogue(document string) *model.Catalogue {
	return &model.Catalogue{Document: document, EffectiveFrom: "2019-04-18", Version: 1, CreatedAt: noon, UpdatedAt: noon}
}

// newCampaign is a draft over the catalogue "rules", which its first use stores.
func newCampaign(t *testing.T, s *repository.Store, region model.RegionCode) *model.Campaign {
	t.Helper()
	var found []model.Catalogue
	must(t, s.DB().Where("document = 'rules'").Find(&found).Error)
	if len(found) == 0 {
		found = append(found, *newCatalogue("rules"))
		must(t, s.Catalogues.Create(t.Context(), &found[0], nil))
	}
	e := model.NewCampaignEdit()
	return &model.Campaign{
		Code: string(region) + "-2022-3", Title: "round", Year: 2022, Round: 3, IssuerLevel: model.IssuerPrefecture,
		RegionCode: region, MonitoringDate: "2022-09-30", CatalogueID: found[0].ID, Kinds: e.Kinds, ScoredKinds: e.ScoredKinds,
		PassLine: e.PassLine, RateRounding: e.RateRounding, State: model.CampaignDraft,
		Version: 1, CreatedAt: noon, UpdatedAt: noon,
	}
}
