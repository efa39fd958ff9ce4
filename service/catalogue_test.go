package service_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// catalogueEdit is a small catalogue of an area, of an issuer and a document of its own. Its D05 costs ten points, that of
// the national one five.
func (w *world) catalogueEdit(region model.RegionCode) model.CatalogueEdit {
	n := w.next()
	site := model.Set[model.Subject]{model.SubjectSite}
	return model.CatalogueEdit{
		Issuer: fmt.Sprintf("发布机关%d", n), Document: fmt.Sprintf("政办函〔2020〕%d号", n), Title: "检查指标", RegionCode: region,
		EffectiveFrom: "2020-01-01", PassLine: 6000, BonusAbove: 8000, DeductionTotal: 10_000, BonusTotal: 500,
		Groups: model.GroupTotals{{Name: "发布", Total: 7000}, {Name: "服务", Total: 3000}}, Note: "首行\n次行",
		Indicators: []model.IndicatorEdit{
			{Code: "S1", Part: model.PartVeto, AppliesTo: site, GroupName: "单项否决", Name: "安全", Criteria: []string{"一", "二"}},
			{Code: "M1", Part: model.PartVeto, AppliesTo: model.Set[model.Subject]{model.SubjectAccount}, GroupName: "单项否决", Name: "安全"},
			{Code: "D05", Part: model.PartDeduction, AppliesTo: site, GroupName: "发布", Name: "政策文件", Points: 1000, MaxPoints: 7000, Verified: true},
			{Code: "D12", Part: model.PartDeduction, AppliesTo: site, GroupName: "服务", Name: "指南", MaxPoints: 3000, NeedsPublicService: true},
			{Code: "B1", Part: model.PartBonus, AppliesTo: site, GroupName: "创新", Name: "创新", Points: 250, MaxPoints: 500, Measure: `{"days":14}`},
		},
	}
}

func (w *world) catalogue(e model.CatalogueEdit) model.Catalogue {
	w.t.Helper()
	return must[service.CatalogueWithIndicators](w.t)(w.Catalogues.Create(w.ctx, operator, e, false)).Catalogue
}

func (w *world) full(id uint64) service.CatalogueWithIndicators {
	w.t.Helper()
	return must[service.CatalogueWithIndicators](w.t)(w.Catalogues.Get(w.ctx, operator, id))
}

func TestCatalogueComesBackFromItsWorkbook(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		national := w.full(1)
		for _, c := range []model.Catalogue{national.Catalogue, w.catalogue(w.catalogueEdit("42")), w.catalogue(w.catalogueEdit(""))} {
			before := w.full(c.ID)
			file := w.workbook(c.ID)
			refused(t, "while the first is there", only(w.Catalogues.Take(w.ctx, operator, bytes.NewReader(file), true)),
				"already_exists 目录!B3 文号:taken")
			if err := w.Catalogues.Delete(w.ctx, operator, c.ID, 1); err != nil {
				t.Fatal(err)
			}
			after := must[service.CatalogueWithIndicators](t)(w.Catalogues.Take(w.ctx, operator, bytes.NewReader(file), false))
			if after.ID == c.ID || !reflect.DeepEqual(w.full(after.ID).Edit(after.Indicators), after.Edit(after.Indicators)) {
				t.Error("it is not stored as it was answered")
			}
			if diff := cmp.Diff(before.Edit(before.Indicators), after.Edit(after.Indicators)); diff != "" {
				t.Errorf("%s (-sent +taken):\n%s", c.Document, diff)
			}
		}
	})
}

func TestDryRunOfACatalogueWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		e := w.catalogueEdit("42")
		e.Preferred = true
		before := dump(t, w.store)
		got := must[service.CatalogueWithIndicators](t)(w.Catalogues.Create(w.ctx, operator, e, true))
		if got.ID != 0 || len(got.Indicators) != 5 {
			t.Errorf("%+v", got)
		}
		w.catalogueEdit("")
		twin := e
		twin.Document, twin.Issuer, twin.EffectiveFrom = w.full(1).Document, "别人", "2019-04-01"
		refused(t, "a document that is there", only(w.Catalogues.Create(w.ctx, operator, twin, true)), "already_exists document:taken")
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("a dry run wrote:\n%s", diff)
		}
		stored := w.catalogue(e)
		if diff := cmp.Diff(w.full(stored.ID).Edit(got.Indicators), got.Edit(got.Indicators)); diff != "" {
			t.Errorf("the dry run promised otherwise:\n%s", diff)
		}
	})
}

// Which catalogue a campaign takes when it names none.
func TestCatalogueOfTheSmallestAreaIsPreferred(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		must[model.Region](t)(w.Regions.Create(w.ctx, operator, model.RegionEdit{Code: "420100", Name: "武汉市"}))
		made := func(region model.RegionCode, preferred bool, from, to model.Date) uint64 {
			e := w.catalogueEdit(region)
			e.Preferred, e.EffectiveFrom, e.EffectiveTo = preferred, from, to
			return w.catalogue(e).ID
		}
		taken := func(region model.RegionCode, on model.Date) uint64 {
			return w.campaign(region, func(e *model.CampaignEdit) { e.MonitoringDate = on }).CatalogueID
		}
		province := made("42", true, "2021-01-01", "2021-12-31")
		made("42", false, "2021-06-01", "") // beside it, for who names it
		prefecture := made("422800", true, "2021-07-01", "")
		county := made(countyB, true, "2021-09-01", "2021-10-31")
		newer := made(countyB, true, "2021-10-01", "2021-10-31")
		national := made("", false, "2022-06-01", "")
		for _, c := range []struct {
			region model.RegionCode
			on     model.Date
			want   uint64
		}{
			{countyA, "2020-12-31", 1},
			{countyA, "2021-01-01", province},
			{"42", "2021-12-31", province},
			{"42", "2022-01-01", 1},
			{"42", "2022-06-01", national},
			{"420100", "2021-08-01", province},
			{"420100", "2022-01-01", 1},
			{"422800", "2021-06-30", province},
			{"422800", "2021-07-01", prefecture},
			{countyA, "2021-09-01", prefecture},
			{countyB, "2021-08-31", prefecture},
			{countyB, "2021-09-01", county},
			{countyB, "2021-10-01", newer},
			{countyB, "2021-11-01", prefecture},
		} {
			if got := taken(c.region, c.on); got != c.want {
				t.Errorf("%s on %s takes catalogue %d, want %d", c.region, c.on, got, c.want)
			}
		}
		if got := w.campaign("420100", func(e *model.CampaignEdit) { e.Catalogue = county }).CatalogueID; got != county {
			t.Errorf("a round that names %d takes %d", county, got)
		}
	})
}

func TestVersionsOfAnIssuerFollowEachOther(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		next := w.full(1).Edit(w.full(1).Indicators)
		next.Document, next.EffectiveFrom = "国办秘函〔2023〕1号", "2023-07-01"
		create := func(a model.Actor, e model.CatalogueEdit) (model.Catalogue, error) {
			full, err := w.Catalogues.Create(w.ctx, a, e, false)
			return full.Catalogue, err
		}
		_, err := create(operator, next)
		refused(t, "beside the first", err, "catalogue_overlaps effective_from:catalogue_overlaps")
		for _, other := range []func(*model.CatalogueEdit){
			func(e *model.CatalogueEdit) { e.Document, e.RegionCode = "鄂1", "42" },
			func(e *model.CatalogueEdit) { e.Document, e.Issuer = "别1", "别人" },
		} {
			e := next
			other(&e)
			_, err := create(operator, e)
			refused(t, "of another area or issuer", err, "")
		}
		withdraw := func(version uint64, on model.Date) error {
			return only(w.Catalogues.Withdraw(w.ctx, operator, 1, version, model.Reason{Reason: "有新版", On: on}))
		}
		refused(t, "without a reason", only(w.Catalogues.Withdraw(w.ctx, operator, 1, 1, model.Reason{})), "invalid_fields reason:required")
		refused(t, "before its first day", withdraw(1, "2019-03-31"), "invalid_fields on:ends_before_start")
		refused(t, "an old version", withdraw(7, "2023-06-30"), "stale_version")
		refused(t, "in time", withdraw(1, "2023-07-01"), "")
		refused(t, "later", withdraw(2, "2023-07-02"), "invalid_fields on:ends_already")
		_, err = create(operator, next)
		refused(t, "one day in common", err, "catalogue_overlaps effective_from:catalogue_overlaps")
		refused(t, "earlier", withdraw(2, "2023-06-30"), "")
		second, err := create(operator, next)
		refused(t, "one after the other", err, "")

		before, after := w.campaign(countyA), w.campaign(countyA, func(e *model.CampaignEdit) { e.MonitoringDate = "2023-07-01" })
		if before.CatalogueID != 1 || after.CatalogueID == 1 || w.full(after.CatalogueID).EffectiveFrom != "2023-07-01" {
			t.Errorf("the rounds took %d and %d", before.CatalogueID, after.CatalogueID)
		}
		refused(t, "the first, in use", w.Catalogues.Delete(w.ctx, operator, 1, 3), "catalogue_in_use")
		if len(w.full(1).Indicators) != 42 || count(t, w.store, "SELECT COUNT(*) FROM indicators WHERE catalogue_id = 1") != 42 {
			t.Error("a refused deletion took indicators along")
		}
		if second.ID != after.CatalogueID { // the issuer 别人 has one of the same day; the first one stored wins
			refused(t, "the second, unused", w.Catalogues.Delete(w.ctx, operator, second.ID, 1), "")
			refused(t, "gone", only(w.Catalogues.Get(w.ctx, operator, second.ID)), missing)
		}
	})
}

// A campaign keeps its catalogue, whatever becomes of it and whatever follows.
func TestCampaignKeepsItsCatalogue(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		c := w.open(countyA, func(e *model.CampaignEdit) { e.ScoredKinds = model.Set[model.ScoredKind]{model.ScoredSite} })
		i := w.targets(c.Code)[0]
		must[service.CatalogueWithIndicators](t)(w.Catalogues.Withdraw(w.ctx, operator, 1, 1, model.Reason{Reason: "有新版", On: "2022-01-01"}))
		own := w.catalogueEdit(countyA)
		own.Preferred = true
		w.catalogue(own)
		result := must[model.Result](t)(w.Inspections.Submit(w.ctx, operator, i.ID, 1, model.SubmissionEdit{
			Findings: []model.FindingEdit{{Indicator: "D05"}},
		}))
		now := must[model.Campaign](t)(w.Campaigns.Get(w.ctx, operator, c.Code))
		if now.CatalogueID != 1 || now.Version != c.Version || result.Inspection.FinalScore.Rounded(0) != "95" {
			t.Errorf("catalogue %d, score %s", now.CatalogueID, result.Inspection.FinalScore.Rounded(0))
		}
		refused(t, "another one for it", only(w.Campaigns.Update(w.ctx, operator, c.Code, 2, set(func(e *model.CampaignEdit) { e.Catalogue = 2 }))),
			"invalid_fields catalogue:fixed_after_opening")
	})
}

func TestWhoMayKeepCatalogues(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		prefecture := actor(model.RoleAdmin, "4228")
		refusals := map[model.RegionCode]string{
			"":       "invalid_fields region_code:catalogue_national",
			"42":     "invalid_fields region_code:unknown_reference",
			"422800": "", countyA: "",
			"420100": "invalid_fields region_code:unknown_reference",
			"4228":   "", // another spelling of the prefecture
			"x":      "invalid_fields region_code:not_a_region_code",
		}
		for region, want := range refusals {
			for _, dryRun := range []bool{true, false} {
				e := w.catalogueEdit(region)
				_, err := w.Catalogues.Create(w.ctx, prefecture, e, dryRun)
				refused(t, "a catalogue of "+string(region), err, want)
			}
		}
		refused(t, "a region that is not there", only(w.Catalogues.Create(w.ctx, operator, w.catalogueEdit("429900"), false)),
			"invalid_fields region_code:unknown_reference")
		refused(t, "the national one", w.Catalogues.Delete(w.ctx, prefecture, 1, 1), "catalogue_of_other_area")
		province := w.catalogue(w.catalogueEdit("42"))
		refused(t, "that of the province", only(w.Catalogues.Withdraw(w.ctx, prefecture, province.ID, 1, why)), "catalogue_of_other_area")
		refused(t, "reading it", only(w.Catalogues.Get(w.ctx, prefecture, province.ID)), "")
		refused(t, "its region", w.Regions.Delete(w.ctx, operator, "42", 1), "still_referenced")
	})
}

// Of versions that are in force on the same days, sent at once, one gets in.
func TestTwoVersionsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range 10 {
			first := w.catalogueEdit("42")
			var calls []func() error
			for n := range 4 {
				e := first
				e.Document, e.EffectiveFrom = fmt.Sprint(e.Document, n), model.Date(fmt.Sprintf("2020-01-0%d", n+1))
				calls = append(calls, func() error { return only(w.Catalogues.Create(w.ctx, operator, e, false)) })
			}
			taken := 0
			for _, err := range together(calls...) {
				if err == nil {
					taken++
				} else if !errors.Is(err, model.NewError(model.KindConflict, "catalogue_overlaps")) {
					t.Fatal(err)
				}
			}
			if taken != 1 {
				t.Fatalf("%d versions of one issuer got in", taken)
			}
		}
	}, repository.WithPool(8))
}

// The control of the test above: who reads without the lock does not see what is on its way in.
func TestTwoVersionsWithoutTheLock(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if isSQLite(w.store) {
			t.Skip("one writer at a time there")
		}
		e := w.catalogueEdit("42")
		read := make(chan struct{}, 2)
		both := make(chan struct{})
		insert := func(n int) func() error {
			return func() error {
				_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
					row := model.Catalogue{Version: 1, CreatedAt: model.NewTime(w.now), UpdatedAt: model.NewTime(w.now)}
					row.Apply(e)
					row.Document = fmt.Sprint(row.Document, n)
					stored, err := tx.Catalogues.All(w.ctx)
					if err != nil {
						return struct{}{}, err
					}
					read <- struct{}{}
					<-both
					if err := row.Fits(stored); err != nil {
						return struct{}{}, err
					}
					return struct{}{}, tx.Catalogues.Create(w.ctx, &row, nil)
				})
				return err
			}
		}
		go func() {
			<-read
			<-read
			close(both)
		}()
		if errs := together(insert(1), insert(2)); errs[0] != nil || errs[1] != nil {
			t.Errorf("the control held: %v", errs)
		}
	}, repository.WithPool(8))
}

func TestShippedCatalogueOfOlderDatabasesGetsItsGroups(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		groups := w.full(1).GroupTotals
		execute(t, w.store, "UPDATE catalogues SET group_totals = NULL")
		if got := w.full(1).GroupTotals; len(groups) != 4 || got != nil {
			t.Errorf("%v, then %v", groups, got)
		}
		migration := must[[]byte](t)(os.ReadFile("../repository/migrations/sqlite/03010_catalogues_national_groups.sql"))
		execute(t, w.store, strings.TrimPrefix(string(migration), "-- +goose Up\n"))
		if diff := cmp.Diff(groups, w.full(1).GroupTotals); diff != "" {
			t.Errorf("the migration (-shipped +migrated):\n%s", diff)
		}
	})
}
