// Package scale makes registers of the sizes that are measured: a prefecture, a province, the country. The benchmarks of the
// services use it too.
package scale

import (
	"context"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
)

// Size is how large a register is, and how many rounds it has seen.
type Size struct {
	Name        string
	Provinces   int
	Prefectures int // of each province
	Counties    int // of each prefecture
	Sites       int // of each county
	Accounts    int // of each county
	Rounds      int // the open one included
}

// The sizes: 261, 10,000 and 126,900 targets.
var (
	Prefecture = Size{"prefecture", 1, 1, 9, 6, 23, 40}
	Province   = Size{"province", 1, 10, 10, 7, 93, 40}
	Nation     = Size{"nation", 30, 10, 9, 5, 42, 40}
)

// Sizes lists the sizes, the smallest first.
var Sizes = []Size{Prefecture, Province, Nation}

// Targets is how many sites and accounts there are.
func (s Size) Targets() int {
	return s.Provinces * s.Prefectures * s.Counties * (s.Sites + s.Accounts)
}

// Region is the region over which the rounds are held.
func (s Size) Region() model.RegionCode {
	switch {
	case s.Provinces > 1:
		return model.RegionNation
	case s.Prefectures > 1:
		return "43"
	}
	return "430100"
}

// Regions are the regions of the size, each behind the one that it lies in. The schema comes with another province.
func (s Size) Regions() (codes []model.RegionCode) {
	if s.Provinces > 1 {
		codes = append(codes, model.RegionNation)
	}
	for p := range s.Provinces {
		codes = append(codes, model.RegionCode(fmt.Sprint(43+p)))
		for q := range s.Prefectures {
			codes = append(codes, model.RegionCode(fmt.Sprintf("%d%02d00", 43+p, q+1)))
			for c := range s.Counties {
				codes = append(codes, model.RegionCode(fmt.Sprintf("%d%02d%02d", 43+p, q+1, c+1)))
			}
		}
	}
	return codes
}

// Register makes regions, and in each county so many sites and accounts with the organizations that run them, by the thousand and
// without a trail.
func Register(
	ctx context.Context, store *repository.Store, at model.Time, codes []model.RegionCode, sitesOfEach, accountsOfEach int,
) error {
	_, err := repository.InTx(ctx, store, func(tx *repository.Store) (struct{}, error) {
		var organizations []*model.Organization
		for _, code := range codes {
			region := model.Region{Level: code.Level(), Version: 1, CreatedAt: at, UpdatedAt: at}
			region.Apply(model.RegionEdit{Code: code, Name: "区域" + string(code)})
			if err := tx.Regions.Create(ctx, &region); err != nil {
				return struct{}{}, err
			}
			for n := 0; code.Level() == model.LevelCounty && n < max(1, accountsOfEach); n += len(model.Platforms) {
				o := &model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: at, UpdatedAt: at}
				o.Apply(model.OrganizationEdit{Name: fmt.Sprintf("单位%s-%d", code, n/len(model.Platforms)+1), RegionCode: code})
				organizations = append(organizations, o)
			}
		}
		if err := tx.Organizations.Create(ctx, organizations...); err != nil {
			return struct{}{}, err
		}
		sites, accounts := things(organizations, at, sitesOfEach, accountsOfEach)
		if err := tx.Sites.Create(ctx, sites...); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, tx.Accounts.Create(ctx, accounts...)
	})
	return err
}

// things gives each organization an account on every platform, and the first of a county its sites.
func things(organizations []*model.Organization, at model.Time, sitesOfEach, accountsOfEach int) (sites []*model.Site, accounts []*model.Account) {
	var county model.RegionCode
	left := 0
	for _, o := range organizations {
		if o.RegionCode != county {
			county, left = o.RegionCode, accountsOfEach
			for n := range sitesOfEach {
				row := model.NewSite(model.SiteEdit{
					Code: fmt.Sprintf("%s%04d", o.RegionCode, n+1), Name: fmt.Sprintf("网站%d", len(sites)+1),
					HomeURL: fmt.Sprintf("http://s%d.gov.cn/", len(sites)+1), OrganizationID: o.ID,
				}, o.RegionCode, at)
				sites = append(sites, &row)
			}
		}
		for n := range min(left, len(model.Platforms)) {
			row := model.NewAccount(model.AccountEdit{
				Platform: model.Platforms[n], Name: fmt.Sprintf("账号%d", len(accounts)+1),
				PlatformAccountID: fmt.Sprintf("gh_%d", len(accounts)+1), OrganizationID: o.ID,
			}, o.RegionCode, at)
			accounts = append(accounts, &row)
		}
		left -= len(model.Platforms)
	}
	return sites, accounts
}
