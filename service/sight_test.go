package service_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// staff is a member of an organization's staff.
func staff(o model.Organization) model.Actor {
	a := actor(model.RoleUnitStaff, model.Scope(o.RegionCode))
	a.OrganizationID = o.ID
	return a
}

// units is a county with two organizations, each with a site and an account, and one in another county, all inspected
// twice: in a campaign of the prefecture and in one of the county.
func (w *world) units() (mine, theirs, abroad model.Organization, campaigns []model.Campaign) {
	mine, theirs, abroad = w.organization(countyA), w.organization(countyA), w.organization(countyB)
	for _, o := range []model.Organization{theirs, mine, abroad, mine} {
		w.site(o)
		w.account(o)
	}
	for _, region := range []model.RegionCode{"422800", countyA} {
		c := w.open(region)
		w.pass(c.Code)
		campaigns = append(campaigns, c)
	}
	return mine, theirs, abroad, campaigns
}

// Staff of a unit see what is of their organization and no more, however they ask.
func TestStaffSeeTheirOrganization(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		mine, theirs, abroad, campaigns := w.units()
		a := staff(mine)
		for _, o := range []model.Organization{theirs, abroad} {
			_, err := w.Organizations.Get(w.ctx, a, o.ID)
			refused(t, "another organization", err, missing)
		}
		names := must[map[uint64]string](t)(w.Organizations.Names(w.ctx, a, []uint64{mine.ID, theirs.ID, abroad.ID}))
		if diff := cmp.Diff(map[uint64]string{mine.ID: mine.Name}, names); diff != "" {
			t.Errorf("names: %s", diff)
		}
		seen := func(what string, of uint64, err error) {
			t.Helper()
			if err != nil || of != mine.ID {
				t.Errorf("%s: of organization %d: %v", what, of, err)
			}
		}
		sites := must[model.List[model.Site]](t)(w.Sites.List(w.ctx, a, model.SiteFilter{}, everything))
		accounts := must[model.List[model.Account]](t)(w.Accounts.List(w.ctx, a, model.AccountFilter{}, everything))
		for _, s := range sites.Items {
			seen("site", s.OrganizationID, nil)
		}
		for _, s := range accounts.Items {
			seen("account", s.OrganizationID, nil)
		}
		results := 0
		for _, i := range append(w.targets(campaigns[0].Code), w.targets(campaigns[1].Code)...) {
			_, err := w.Inspections.Get(w.ctx, a, i.ID)
			_, err2 := w.Inspections.Revisions(w.ctx, a, i.ID)
			if i.TargetOrganizationID == mine.ID {
				seen("inspection", i.TargetOrganizationID, err)
				seen("revisions", i.TargetOrganizationID, err2)
				results++
				continue
			}
			refused(t, "another's inspection", err, missing)
			refused(t, "another's revisions", err2, missing)
		}
		exported := 0
		must[int](t)(0, w.Inspections.Export(w.ctx, a, model.InspectionFilter{}, func(rows []model.Inspection) error {
			for _, i := range rows {
				seen("exported", i.TargetOrganizationID, nil)
				exported++
			}
			return nil
		}))
		if len(sites.Items) != 2 || len(accounts.Items) != 2 || results != 8 || exported != 8 {
			t.Errorf("%d sites, %d accounts, %d results, %d exported", len(sites.Items), len(accounts.Items), results, exported)
		}
	})
}

// The figures that staff get are those of their organization, with rows for nothing else; so is annex 1.
func TestStaffCountTheirOrganization(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		mine, theirs, _, campaigns := w.units()
		wide := staff(mine)
		wide.Scope = "4228" // the same organization, in a larger area
		for _, a := range []model.Actor{staff(mine), wide} {
			for _, c := range campaigns {
				for _, by := range []model.Group{model.GroupRegion, model.GroupOrganization} {
					rates := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, a, c.Code, model.SubjectSite, by))
					if len(rates.Rows) != 1 || rates.Rows[0].Targets != 2 || rates.Total.Targets != 2 || rates.Rows[0].Label == "" {
						t.Errorf("%s of %s in %s: %+v", by, c.Code, a.Scope, rates)
					}
					if by == model.GroupRegion && (rates.Rows[0].Key != string(countyA) || rates.Rows[0].Label == string(countyA)) {
						t.Errorf("%s in %s: %+v", c.Code, a.Scope, rates.Rows)
					}
				}
				for _, number := range []int{1, 2} {
					annex := must[model.Printed](t)(w.Statistics.Annex(w.ctx, a, c.Code, number))
					if printed := fmt.Sprint(annex.Rows); strings.Contains(printed, theirs.Name) || number == 1 && len(annex.Rows) != 2 {
						t.Errorf("annex %d of %s in %s: %s", number, c.Code, a.Scope, printed)
					}
				}
			}
		}
	})
}

// Staff whose organization nobody has set see nothing at all, as do those whose rights were widened by mistake to what
// concerns a whole county.
func TestStaffOfNothingSeeNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		mine, _, _, campaigns := w.units()
		w.sites(countyASite)
		nobody := actor(model.RoleUnitStaff, model.ScopeAll)
		restore := model.SwapGrants(func(g model.Grants) {
			g[model.WriteRegister] = append(g[model.WriteRegister], model.RoleUnitStaff)
		})
		defer restore()
		inspection := w.targets(campaigns[0].Code)[0]
		for what, err := range map[string]error{
			"regions":          empty(must[model.List[model.Region]](t)(w.Regions.List(w.ctx, nobody, model.RegionFilter{}, everything)).Items, nil),
			"campaigns":        empty(must[model.List[model.Campaign]](t)(w.Campaigns.List(w.ctx, nobody, model.CampaignFilter{}, everything)).Items, nil),
			"sites":            empty(must[model.List[model.Site]](t)(w.Sites.List(w.ctx, nobody, model.SiteFilter{}, everything)).Items, nil),
			"imports":          empty(must[model.List[model.Import]](t)(w.Imports.List(w.ctx, nobody, "", "", everything)).Items, nil),
			"imports of staff": empty(must[model.List[model.Import]](t)(w.Imports.List(w.ctx, staff(mine), "", "", everything)).Items, nil),
		} {
			if err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		for what, read := range map[string]func(a model.Actor) error{
			"region":     func(a model.Actor) error { return only(w.Regions.Get(w.ctx, a, countyA)) },
			"campaign":   func(a model.Actor) error { return only(w.Campaigns.Get(w.ctx, a, campaigns[1].Code)) },
			"site":       func(a model.Actor) error { return only(w.Sites.Get(w.ctx, a, 1)) },
			"inspection": func(a model.Actor) error { return only(w.Inspections.Get(w.ctx, a, inspection.ID)) },
			"revisions":  func(a model.Actor) error { return only(w.Inspections.Revisions(w.ctx, a, inspection.ID)) },
			"rates": func(a model.Actor) error {
				return only(w.Statistics.PassRates(w.ctx, a, campaigns[1].Code, model.SubjectSite, model.GroupRegion))
			},
			"annex": func(a model.Actor) error { return only(w.Statistics.Annex(w.ctx, a, campaigns[1].Code, 1)) },
		} {
			refused(t, what, read(nobody), missing)
			if err := read(actor(model.RoleViewer, model.ScopeAll)); err != nil { // the control: it is there
				t.Errorf("%s: %v", what, err)
			}
		}
		for what, a := range map[string]model.Actor{"nobody": nobody, "staff": staff(mine)} {
			_, _, err := w.Imports.Row(w.ctx, a, 1, 1)
			refused(t, "a row of an import by "+what, err, missing)
			_, _, err = w.Imports.Rows(w.ctx, a, 1, model.ImportRowFilter{}, everything)
			refused(t, "the rows of an import by "+what, err, missing)
		}
		if open := must[map[string]bool](t)(w.Inspections.Open(w.ctx, nobody, []model.Inspection{inspection})); len(open) > 0 {
			t.Errorf("open: %v", open)
		}
	})
}

const countyASite = "4228019001,恩施市某局,http://x.gov.cn/,否"
