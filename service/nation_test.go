package service_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// A round of the whole country counts by province, by prefecture and by county, with the ministries behind them; a province
// that knows no country as its parent takes part like any other, and sees its own.
func TestARoundOfTheCountry(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, e := range []model.RegionEdit{
			{Code: "00", Name: "全国"}, {Code: "43", Name: "湖南省"}, {Code: "430100", Name: "长沙市"}, {Code: "430102", Name: "芙蓉区"},
		} {
			must[model.Region](t)(w.Regions.Create(w.ctx, operator, e))
		}
		ours, theirs, ministry := w.organization(countyA), w.organization("430102"), w.organization("00")
		for _, o := range []model.Organization{ours, ours, w.organization("422800"), theirs, ministry} {
			w.account(o)
		}
		c := w.open("00")
		if c.Code[:3] != "00-" || c.IssuerLevel != model.IssuerNation {
			t.Errorf("%+v", c)
		}
		w.settle(c.Code, w.targets(c.Code), "pfppf")
		province := actor(model.RoleViewer, "42")
		county := actor(model.RoleViewer, model.Scope(countyA))
		for _, step := range []struct {
			by    model.Actor
			level model.Level
			want  []string
		}{
			{operator, "", []string{"42 湖北省 2/3", "43 湖南省 1/1", "00 国务院部门 0/1", "合计 3/5"}},
			{operator, model.LevelNation, []string{"00 全国 3/5", "合计 3/5"}},
			{operator, model.LevelPrefecture, []string{
				"422800 恩施土家族苗族自治州 2/3", "42 湖北省（省直） 0/0", "430100 长沙市 1/1", "43 湖南省（省直） 0/0", "00 国务院部门 0/1", "合计 3/5",
			}},
			{province, "", []string{"422800 恩施土家族苗族自治州 2/3", "42 省直 0/0", "合计 2/3"}},
			{province, model.LevelProvince, []string{"42 湖北省 2/3", "合计 2/3"}},
			{county, "", []string{"422801 恩施市 1/2", "合计 1/2"}},
			{county, model.LevelProvince, []string{"42 湖北省 1/2", "合计 1/2"}},
			{actor(model.RoleViewer, "43"), model.LevelCounty, []string{"430102 芙蓉区 1/1", "430100 长沙市（市直） 0/0", "43 省直 0/0", "合计 1/1"}},
		} {
			q := model.RateQuery{Kind: model.SubjectAccount, Level: step.level}
			if diff := cmp.Diff(step.want, rates(t, w, step.by, c.Code, q, passed)); diff != "" {
				t.Errorf("%s for %s:\n%s", step.level, step.by.Scope, diff)
			}
		}
		counties := rates(t, w, operator, c.Code, model.RateQuery{Kind: model.SubjectAccount, Level: model.LevelCounty}, passed)
		if n := len(counties); n != 8+1+1+1+1+1+1+1 || counties[0] != "422801 恩施市 1/2" || counties[n-2] != "00 国务院部门 0/1" {
			t.Errorf("%q", counties)
		}
		// A series of the country is asked for by its code; without one it is that of the newest round.
		w.open("422800")
		for region, want := range map[model.Scope]string{"": "422800", model.ScopeAll: "00", "42": ""} {
			trend := must[model.Trend](t)(w.Statistics.Trend(w.ctx, operator, model.TrendQuery{
				Region: region, Most: 4, Rates: model.RateQuery{Kind: model.SubjectAccount},
			}))
			got := ""
			if newest, ok := trend.Newest(); ok {
				got = string(newest.RegionCode)
			}
			if got != want {
				t.Errorf("trend of %q: %s, want %s", region, got, want)
			}
		}
	})
}

// The country has no parent, so its code is refused where something has to lie in one region, and what is of the whole country
// anyway keeps no code.
func TestTheCountryAsAPlace(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must[model.Region](t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "00", Name: "全国"}))
		if c := w.catalogue(w.catalogueEdit("00")); c.RegionCode != "" {
			t.Errorf("%q", c.RegionCode)
		}
		if n := w.template("00"); n.RegionCode != "" {
			t.Errorf("%q", n.RegionCode)
		}
		province := actor(model.RoleAdmin, "42")
		refused(t, "an organization of the country", only(w.Organizations.Create(w.ctx, province, model.OrganizationEdit{Name: "某部", RegionCode: "00"})),
			"invalid_fields region_code:unknown_reference")
		refused(t, "a round of the country", only(w.Campaigns.Create(w.ctx, province, w.campaignEdit("00"))), "invalid_fields region_code:unknown_reference")
		refused(t, "removal", w.Regions.Delete(w.ctx, operator, "00", 1), "still_referenced")
		row := must[model.Region](t)(w.Regions.Get(w.ctx, operator, "000000"))
		if row.Level != model.LevelNation || row.DirectLabel != "国务院部门" {
			t.Errorf("%+v", row)
		}
	})
}
