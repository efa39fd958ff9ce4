package service_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// rates are the rows of a table with their total, each as text.
func rates(t testing.TB, w *world, a model.Actor, code string, q model.RateQuery, of func(p model.PassRates, r model.PassRateRow) string) []string {
	t.Helper()
	p := must[model.PassRates](t)(w.Statistics.Rates(w.ctx, a, code, q))
	var lines []string
	for _, r := range append(p.Rows, p.Sum) {
		lines = append(lines, strings.TrimSpace(fmt.Sprint(r.Key, " ", r.Label, " ", of(p, r))))
	}
	return lines
}

func inCells(_ model.PassRates, r model.PassRateRow) string {
	var cells []string
	for _, c := range r.Cells {
		cells = append(cells, fmt.Sprintf("%d/%d", c.Passed, c.Targets))
	}
	return strings.Join(cells, " ")
}

func passed(_ model.PassRates, r model.PassRateRow) string {
	return fmt.Sprintf("%d/%d", r.Passed, r.Targets)
}

func TestTwoDimensions(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := prefectureWorld(w)
		w.settle(c.Code, w.targets(c.Code), "pfpfppfp")
		q := model.RateQuery{Kind: model.SubjectAccount, Across: model.GroupPlatform}
		lines := rates(t, w, operator, c.Code, q, inCells)
		if len(lines) != 10 {
			t.Fatalf("%q", lines)
		}
		table := must[model.PassRates](t)(w.Statistics.Rates(w.ctx, operator, c.Code, q))
		for n, want := range table.Rows { // each row adds up, and so does each column
			sum := model.Tally{}
			for _, cell := range want.Cells {
				sum.Add(cell)
			}
			if sum != want.Tally {
				t.Errorf("row %d: %+v, %+v", n, sum, want.Tally)
			}
		}
		byPlatform := must[model.PassRates](t)(w.Statistics.Rates(w.ctx, operator, c.Code, model.RateQuery{Kind: model.SubjectAccount, By: model.GroupPlatform}))
		for n, column := range byPlatform.Rows {
			if table.Sum.Cells[n] != column.Tally || table.Columns[n].Key != column.Key {
				t.Errorf("column %s: %+v, %+v", column.Key, table.Sum.Cells[n], column.Tally)
			}
		}
		kinds := rates(t, w, operator, c.Code, model.RateQuery{Across: model.GroupKind}, inCells)
		if len(kinds) != 10 || kinds[9] != "合计 "+inCells(model.PassRates{}, model.PassRateRow{Cells: []model.Tally{
			must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, model.SubjectSite, "")).Total,
			must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, model.SubjectAccount, "")).Total,
		}}) {
			t.Errorf("%q", kinds)
		}
		all := rates(t, w, operator, c.Code, model.RateQuery{By: model.GroupKind}, passed)
		if len(all) != 3 || !strings.HasPrefix(all[0], "site ") || !strings.HasPrefix(all[1], "account ") {
			t.Errorf("%q", all)
		}
		ask := func(q model.RateQuery) error { return only(w.Statistics.Rates(w.ctx, operator, c.Code, q)) }
		refused(t, "the same twice", ask(model.RateQuery{Kind: model.SubjectSite, Across: model.GroupRegion}), "invalid_fields across:same_as_group_by")
		refused(t, "platforms of both", ask(model.RateQuery{By: model.GroupKind, Across: model.GroupPlatform}), "invalid_fields across:group_of_other_kind")
		refused(t, "no region", ask(model.RateQuery{By: model.GroupKind, Level: model.LevelCounty}), "invalid_fields level:level_without_region")
		refused(t, "above", ask(model.RateQuery{Kind: model.SubjectSite, Level: model.LevelProvince}), "invalid_fields level:level_above_campaign")
		refused(t, "tomorrow", ask(model.RateQuery{Kind: model.SubjectSite, AsOf: model.NewTime(w.now.Add(time.Second))}), "invalid_fields as_of:in_the_future")
		refused(t, "no such campaign", ask(model.RateQuery{Kind: model.SubjectSite, Compare: "422800-1999-1"}), "invalid_fields compare:unknown_reference")
	})
}

func TestLevels(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		prefectureWorld(w)
		w.account(w.organization("42"))
		must[model.Region](t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "420102", Name: "江岸区"}))
		w.account(w.organization("420102"))
		c := w.open("42")
		at := func(a model.Actor, level model.Level) []string {
			return rates(t, w, a, c.Code, model.RateQuery{Kind: model.SubjectAccount, Level: level}, passed)
		}
		for _, step := range []struct {
			by    model.Actor
			level model.Level
			want  []string
		}{
			{operator, model.LevelProvince, []string{"42 湖北省 0/9", "合计 0/9"}},
			{operator, model.LevelPrefecture, []string{"420100 武汉市 0/2", "422800 恩施土家族苗族自治州 0/6", "42 省直 0/1", "合计 0/9"}},
			{operator, model.LevelCounty, []string{
				"420102 江岸区 0/1", "420100 武汉市（市直） 0/1",
				"422801 恩施市 0/3", "422802 利川市 0/2", "422822 建始县 0/0", "422823 巴东县 0/0", "422825 宣恩县 0/0", "422826 咸丰县 0/0",
				"422827 来凤县 0/0", "422828 鹤峰县 0/0", "422800 恩施土家族苗族自治州（州直） 0/1", "42 省直 0/1", "合计 0/9",
			}},
			{actor(model.RoleViewer, model.Scope(countyA)), model.LevelPrefecture, []string{"422800 恩施土家族苗族自治州 0/3", "合计 0/3"}},
			{actor(model.RoleViewer, "4201"), model.LevelCounty, []string{"420102 江岸区 0/1", "420100 市直 0/1", "合计 0/2"}},
		} {
			if diff := cmp.Diff(step.want, at(step.by, step.level)); diff != "" {
				t.Errorf("%s for %s:\n%s", step.level, step.by.Scope, diff)
			}
		}
	})
}

// A round is compared with the one before it, exactly; what was in one of them only is shown too.
func TestAgainstTheRoundBefore(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		w.site(a)
		w.site(a)
		w.site(a)
		gone := w.site(b)
		edit := func(day model.Date) func(e *model.CampaignEdit) {
			return func(e *model.CampaignEdit) { e.MonitoringDate, e.RateDecimals = day, 2 }
		}
		first := w.open("422800", edit("2022-06-30"))
		w.settle(first.Code, w.targets(first.Code), "ppff")
		q := model.RateQuery{Kind: model.SubjectSite, By: model.GroupOrganization, Compare: model.ComparePrevious}
		change := func(p model.PassRates, r model.PassRateRow) string {
			if r.Before == nil {
				return "-"
			}
			by := r.Less(*r.Before)
			return fmt.Sprint(by.Targets, by.Passed, by.Failed, " ", p.Rule.Points(*r.Before, r.Tally))
		}
		if lines := rates(t, w, operator, first.Code, q, change); lines[len(lines)-1] != "合计 -" {
			t.Errorf("before the first: %q", lines)
		}
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, first.Code, first.Version))
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, gone.ID, gone.Version, model.VerbClose, why))
		w.site(a)
		second := w.open("422800", edit("2022-09-30"))
		w.settle(second.Code, w.targets(second.Code), "pppf")
		want := []string{
			fmt.Sprint(a.ID, " ", a.Name, " 1 1 0 +8.33"), fmt.Sprint(b.ID, " ", b.Name, " -1 0 -1 —"), "合计 0 1 -1 +25.00",
		}
		if diff := cmp.Diff(want, rates(t, w, operator, second.Code, q, change)); diff != "" {
			t.Error(diff)
		}
		q.Compare = first.Code
		if diff := cmp.Diff(want, rates(t, w, operator, second.Code, q, change)); diff != "" {
			t.Error(diff)
		}
		accounts := w.campaign("422800", func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectAccount} })
		q.Compare = accounts.Code
		refused(t, "accounts", only(w.Statistics.Rates(w.ctx, operator, second.Code, q)), "invalid_fields compare:campaign_of_other_kind")
	})
}

// What stood at a moment is found again later, whatever happened since, and who was not drawn counts as registered.
func TestAsOfAMoment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var names []model.ThingName
		for range 4 {
			names = append(names, byCode(w.site(w.organization(countyA))))
		}
		c := w.campaign("422800")
		c = w.plan(c, model.SamplingEdit{Coverage: model.CoverageListed, Include: names[:3]})
		c = must[model.Campaign](t)(w.Campaigns.Open(w.ctx, operator, c.Code, c.Version))
		targets := w.targets(c.Code)
		var moments []time.Time
		var tables [][]string
		whole := func(p model.PassRates, r model.PassRateRow) string {
			return fmt.Sprintf("%+v %d until %s", r.Tally, r.Registered, p.CountedUntil)
		}
		q := model.RateQuery{Kind: model.SubjectSite}
		step := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			moments, tables = append(moments, w.now), append(tables, rates(t, w, operator, c.Code, q, whole))
			w.now = w.now.Add(time.Minute)
		}
		reviewer := actor(model.RoleReviewer, model.ScopeAll)
		submit := func(n int, version uint64, findings ...model.FindingEdit) error {
			return only(w.Inspections.Submit(w.ctx, operator, targets[n].ID, version, model.SubmissionEdit{Findings: findings}))
		}
		step(nil)
		step(submit(0, 1))
		step(submit(0, 2, model.FindingEdit{Indicator: "S1"}))
		step(only(w.Inspections.Move(w.ctx, operator, targets[1].ID, 1, model.VerbWaive, why)))
		step(only(w.Inspections.Move(w.ctx, reviewer, targets[0].ID, 3, model.VerbConfirm, model.Reason{})))
		step(only(w.Inspections.Move(w.ctx, reviewer, targets[0].ID, 4, model.VerbReturn, why)))
		step(only(w.Inspections.Move(w.ctx, reviewer, targets[1].ID, 2, model.VerbReturn, why)))
		step(submit(1, 3))
		_, _, err := w.Campaigns.AddTargets(w.ctx, operator, c.Code, c.Version, names[3:], why)
		step(err)
		for n, moment := range moments {
			q.AsOf = model.NewTime(moment)
			if diff := cmp.Diff(tables[n], rates(t, w, operator, c.Code, q, whole)); diff != "" {
				t.Errorf("step %d (-then +as of)\n%s", n, diff)
			}
		}
		q.AsOf = model.NewTime(moments[0].Add(-time.Hour))
		if lines := rates(t, w, operator, c.Code, q, passed); lines[len(lines)-1] != "合计 0/0" {
			t.Errorf("before the opening: %q", lines)
		}
	})
}

// Figures of a published round stay whatever becomes of the register.
func TestTheRegisterDoesNotTouchWhatWasPublished(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		site, other := w.site(a), w.site(b)
		c := w.open("422800", func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
		w.settle(c.Code, w.targets(c.Code), "pf")
		c = must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		must[model.Campaign](t)(w.Campaigns.Publish(w.ctx, operator, c.Code, c.Version))
		all := func() (tables []model.PassRates) {
			for _, by := range []model.Group{model.GroupRegion, model.GroupPortal, model.GroupOrganization, model.GroupKind} {
				tables = append(tables, must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, model.SubjectSite, by)))
			}
			return tables
		}
		before := all()
		w.now = w.now.Add(time.Hour)
		must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, a.ID, a.Version, model.RenameEdit{Name: "新名", Reason: "机构改革"}))
		site = must[model.Site](t)(w.Sites.Get(w.ctx, operator, site.ID))
		must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, site.ID, site.Version, model.TransferEdit{OrganizationID: b.ID, Reason: "划转"}))
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, other.ID, other.Version, set(func(e *model.SiteEdit) { e.IsPortal = true })))
		w.site(b)
		if diff := cmp.Diff(before, all()); diff != "" {
			t.Errorf("(-published +later)\n%s", diff)
		}
	})
}
