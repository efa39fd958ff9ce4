package service_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// A draw takes everything that is in use, of the kinds and in the area of the campaign, and keeps it as it stood.
func TestDrawFreezes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o, abroad := w.organization(countyA), w.organization("422800")
		portal, offline, gone, account := w.site(o), w.site(o), w.site(o), w.account(o)
		direct := w.site(w.organization("422800"))
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, portal.ID, 1, set(func(e *model.SiteEdit) { e.IsPortal = true })))
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, offline.ID, 1, model.VerbSuspend, why))
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, gone.ID, 1, model.VerbClose, why))
		c := w.open("422800")
		before := dump(t, w.store)["inspections"]

		var drawn []string
		for _, i := range w.targets(c.Code) {
			drawn = append(drawn, fmt.Sprint(i.Kind, " ", i.TargetName, " ", i.TargetIsPortal, " ", i.TargetOrganizationName, " ", i.RegionCode, " ", i.Status))
		}
		slices.Sort(drawn)
		want := []string{
			fmt.Sprint("account ", account.Name, " false ", o.Name, " 422801 pending"),
			fmt.Sprint("site ", direct.Name, " false ", organizationOf(w, direct), " 422800 pending"),
			fmt.Sprint("site ", portal.Name, " true ", o.Name, " 422801 pending"),
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, drawn); diff != "" {
			t.Error(diff)
		}
		// Nothing that happens to the register reaches the campaign any more.
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, portal.ID, 2, set(func(e *model.SiteEdit) {
			e.Name, e.HomeURL, e.IsPortal, e.OrganizationID = "改", "http://other.gov.cn", false, abroad.ID
		})))
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, account.ID, 1, model.VerbClose, why))
		must[model.Organization](t)(w.Organizations.Update(w.ctx, operator, o.ID, 1, set(func(e *model.OrganizationEdit) { e.Name = "改名后" })))
		must[model.Region](t)(w.Regions.Update(w.ctx, operator, countyA, 1, set(func(e *model.RegionEdit) { e.Name = "改名市" })))
		w.site(o)
		if diff := cmp.Diff(before, dump(t, w.store)["inspections"]); diff != "" {
			t.Errorf("the targets have changed:\n%s", diff)
		}
		rates := must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, c.Code, model.SubjectSite, model.GroupRegion))
		if rates.Rows[0].Label != "恩施市" || rates.Total.Targets != 2 {
			t.Errorf("%+v", rates.Rows)
		}
		refused(t, "open it again", only(w.Campaigns.Open(w.ctx, operator, c.Code, 2)), "wrong_state")
	})
}

func organizationOf(w *world, s model.Site) string {
	w.t.Helper()
	return must[model.Organization](w.t)(w.Organizations.Get(w.ctx, operator, s.OrganizationID)).Name
}

func TestKindsAndEmptyDraws(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		empty := w.campaign(countyB)
		refused(t, "nothing to inspect", only(w.Campaigns.Open(w.ctx, operator, empty.Code, 1)), "no_targets")
		if got := must[model.Campaign](t)(w.Campaigns.Get(w.ctx, operator, empty.Code)); got.State != model.CampaignDraft || got.Version != 1 {
			t.Errorf("%+v", got)
		}
		o := w.organization(countyA)
		w.site(o)
		w.account(o)
		for _, kind := range model.SubjectKinds {
			c := w.open(countyA, func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{kind} })
			targets := w.targets(c.Code)
			if len(targets) != 1 || targets[0].Kind != kind {
				t.Errorf("%s: %+v", kind, targets)
			}
		}
	})
}

func TestCatalogueIsChosenByDate(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		national := must[model.List[model.Catalogue]](t)(w.Catalogues.List(w.ctx, operator, everything)).Items[0]
		create := func(change func(*model.CampaignEdit)) (model.Campaign, error) {
			e := w.campaignEdit(countyA)
			change(&e)
			return w.Campaigns.Create(w.ctx, operator, e)
		}
		first := model.Date("2019-04-01")
		if national.EffectiveFrom != first {
			t.Fatalf("in force from %s", national.EffectiveFrom)
		}
		c := must[model.Campaign](t)(create(func(e *model.CampaignEdit) { e.MonitoringDate = first }))
		if c.CatalogueID != national.ID {
			t.Errorf("%+v", c)
		}
		_, err := create(func(e *model.CampaignEdit) { e.MonitoringDate = "2019-03-31" })
		refused(t, "before the first", err, "invalid_fields monitoring_date:no_catalogue_in_force")
		_, err = create(func(e *model.CampaignEdit) { e.Catalogue = 1 << 50 })
		refused(t, "one that is not there", err, "invalid_fields catalogue:unknown_reference")
		_, err = create(func(e *model.CampaignEdit) { e.Catalogue, e.MonitoringDate = national.ID, "2018-01-01" })
		refused(t, "one that was named", err, "")
		_, err = create(func(e *model.CampaignEdit) { e.RegionCode = "429900" })
		refused(t, "a region that is not there", err, "invalid_fields region_code:unknown_reference")
		_, err = create(func(e *model.CampaignEdit) { e.Year, e.Round = c.Year, c.Round })
		refused(t, "the same round again", err, "already_exists code:taken")
	})
}

func TestSettingsAreFixedAfterOpening(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		c := w.open(countyA)
		update := func(version uint64, change func(*model.CampaignEdit)) error {
			return only(w.Campaigns.Update(w.ctx, operator, c.Code, version, set(change)))
		}
		refused(t, "the pass line", update(2, func(e *model.CampaignEdit) { e.PassLine = 7000 }), "invalid_fields pass_line:fixed_after_opening")
		refused(t, "the year", update(2, func(e *model.CampaignEdit) { e.Year, e.Code = 2030, "" }), "invalid_fields year:unchangeable")
		refused(t, "the title", update(2, func(e *model.CampaignEdit) { e.Title = "改" }), "")
		w.pass(c.Code)
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 3))
		refused(t, "how rates print", update(4, func(e *model.CampaignEdit) { e.RateDecimals = 2 }), "")
		must[model.Campaign](t)(w.Campaigns.Publish(w.ctx, operator, c.Code, 5))
		refused(t, "anything", update(6, func(e *model.CampaignEdit) { e.Title = "再改" }), "campaign_published")
		refused(t, "nothing", update(6, func(*model.CampaignEdit) {}), "campaign_published")
	})
}

func TestCloseNamesWhatIsPending(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		for range 25 {
			w.site(o)
		}
		account := w.account(o)
		c := w.open(countyA)
		targets := w.targets(c.Code)
		var e *model.Error
		if _, err := w.Campaigns.Close(w.ctx, operator, c.Code, 2); !errors.As(err, &e) || e.Code != "targets_pending" || e.Args[0] != int64(26) {
			t.Fatalf("%v", err)
		}
		if len(e.Fields) != 20 || e.Fields[0].Field != fmt.Sprintf("inspections/%d", targets[0].ID) {
			t.Errorf("named: %v", e.Fields)
		}
		var items []model.BulkItem
		for _, i := range targets[:25] {
			items = append(items, item(i))
		}
		must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, c.Code, items, false))
		_, err := w.Campaigns.Close(w.ctx, operator, c.Code, 2)
		if !errors.As(err, &e) || e.Args[0] != int64(1) || len(e.Fields) != 1 || !strings.Contains(e.Fields[0].Text(model.Chinese), account.Name) {
			t.Errorf("%v", err)
		}
		last := targets[25]
		must[model.Result](t)(w.Inspections.Move(w.ctx, operator, last.ID, 1, model.VerbWaive, why))
		got := must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 2))
		if got.State != model.CampaignClosed || got.ClosedAt != model.NewTime(w.now) {
			t.Errorf("%+v", got)
		}
		refused(t, "stale", only(w.Campaigns.Publish(w.ctx, operator, c.Code, 2)), "stale_version")
		refused(t, "a result after closing", only(w.Inspections.Submit(w.ctx, operator, targets[0].ID, 2, model.SubmissionEdit{})), "campaign_not_open")
		refused(t, "results after closing", only(w.Inspections.SubmitMany(w.ctx, operator, c.Code, items, true)), "campaign_not_open")
		refused(t, "a verb after closing", only(w.Inspections.Move(w.ctx, operator, targets[0].ID, 2, model.VerbReturn, why)), "campaign_not_open")
	})
}

func TestReviewedCampaign(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		w.site(o)
		c := w.open(countyA, func(e *model.CampaignEdit) { e.ReviewRequired = true })
		w.pass(c.Code)
		i := w.targets(c.Code)[0]
		refused(t, "close while a result is not confirmed", only(w.Campaigns.Close(w.ctx, operator, c.Code, 2)),
			fmt.Sprintf("targets_pending inspections/%d:target_pending", i.ID))
		reviewer := actor(model.RoleReviewer, model.Scope(countyA))
		move := func(a model.Actor, version uint64, verb model.InspectionVerb, r model.Reason) error {
			return only(w.Inspections.Move(w.ctx, a, i.ID, version, verb, r))
		}
		refused(t, "confirm by who submitted", move(operator, 2, model.VerbConfirm, model.Reason{}), "confirmed_by_submitter")
		refused(t, "return without a reason", move(reviewer, 2, model.VerbReturn, model.Reason{}), "invalid_fields reason:required")
		refused(t, "return", move(reviewer, 2, model.VerbReturn, why), "")
		refused(t, "close while one is returned", only(w.Campaigns.Close(w.ctx, operator, c.Code, 2)),
			fmt.Sprintf("targets_pending inspections/%d:target_pending", i.ID))
		refused(t, "confirm what was returned", move(reviewer, 3, model.VerbConfirm, model.Reason{}), "wrong_state")
		w.pass(c.Code)
		refused(t, "confirm on the old version", move(reviewer, 3, model.VerbConfirm, model.Reason{}), "stale_version")
		refused(t, "confirm", move(reviewer, 4, model.VerbConfirm, model.Reason{}), "")
		refused(t, "submit over a confirmed one", only(w.Inspections.Submit(w.ctx, operator, i.ID, 5, model.SubmissionEdit{})), "wrong_state")
		refused(t, "waive", move(operator, 5, model.VerbWaive, why), "wrong_state")
		refused(t, "close", only(w.Campaigns.Close(w.ctx, operator, c.Code, 2)), "")
	})
}

func TestReopenAndPublish(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		draft := w.campaign(countyA)
		refused(t, "publish a draft", only(w.Campaigns.Publish(w.ctx, operator, draft.Code, 1)), "wrong_state")
		refused(t, "close a draft", only(w.Campaigns.Close(w.ctx, operator, draft.Code, 1)), "wrong_state")
		c := w.closed(countyA)
		refused(t, "no reason", only(w.Campaigns.Reopen(w.ctx, operator, c.Code, 3, model.Reason{})), "invalid_fields reason:required")
		must[model.Campaign](t)(w.Campaigns.Publish(w.ctx, operator, c.Code, 3))
		refused(t, "close a published one", only(w.Campaigns.Close(w.ctx, operator, c.Code, 4)), "wrong_state")
		got := must[model.Campaign](t)(w.Campaigns.Reopen(w.ctx, operator, c.Code, 4, why))
		if got.State != model.CampaignOpen || !got.PublishedAt.IsZero() || !got.ClosedAt.IsZero() || got.OpenedAt.IsZero() {
			t.Errorf("%+v", got)
		}
		i := w.targets(c.Code)[0]
		fail := model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: "S1"}}}
		result := must[model.Result](t)(w.Inspections.Submit(w.ctx, operator, i.ID, i.Version, fail))
		if result.Inspection.Verdict != model.VerdictFail || result.Inspection.Revision != 2 {
			t.Errorf("%+v", result.Inspection)
		}
		must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, 5))
	})
}

// A county sees the campaign of its prefecture, but does not manage it; that of another county it does not see.
func TestCampaignsOfOthers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		above, beside := w.open("422800"), w.campaign(countyB)
		inA := actor(model.RoleAdmin, model.Scope(countyA))
		if got := must[model.Campaign](t)(w.Campaigns.Get(w.ctx, inA, above.Code)); got.ID != above.ID {
			t.Errorf("%+v", got)
		}
		list := must[model.List[model.Campaign]](t)(w.Campaigns.List(w.ctx, inA, model.CampaignFilter{}, everything))
		if len(list.Items) != 1 || list.Items[0].ID != above.ID {
			t.Errorf("%+v", list.Items)
		}
		refused(t, "that of another county", only(w.Campaigns.Get(w.ctx, inA, beside.Code)), missing)
		for what, err := range map[string]error{
			"update":  only(w.Campaigns.Update(w.ctx, inA, above.Code, 2, set(func(e *model.CampaignEdit) { e.Title = "改" }))),
			"close":   only(w.Campaigns.Close(w.ctx, inA, above.Code, 2)),
			"publish": only(w.Campaigns.Publish(w.ctx, inA, above.Code, 2)),
			"reopen":  only(w.Campaigns.Reopen(w.ctx, inA, above.Code, 2, why)),
			"delete":  w.Campaigns.Delete(w.ctx, inA, above.Code, 2),
		} {
			refused(t, what, err, "campaign_of_larger_area")
		}
	})
}

// Codes are looked up by what the caller wrote, whatever that is.
func TestCodesThatNobodyHas(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		c := w.open(countyA)
		for _, text := range []string{"检查", "第三次抽查", "422800%", "恩施"} {
			list := must[model.List[model.Campaign]](t)(w.Campaigns.List(w.ctx, operator, model.CampaignFilter{Query: text}, everything))
			regions := must[model.List[model.Region]](t)(w.Regions.List(w.ctx, operator, model.RegionFilter{Query: text}, everything))
			if len(list.Items) > 0 || len(regions.Items) > 0 != (text == "恩施") {
				t.Errorf("%q finds %d campaigns and %d regions", text, len(list.Items), len(regions.Items))
			}
		}
		for _, code := range []string{"", "检查", " " + c.Code, c.Code + " ", "422800-2022-3'--", "%", "\U0010ffff", strings.Repeat("x", 300)} {
			refused(t, code, only(w.Campaigns.Get(w.ctx, operator, code)), missing)
			refused(t, code, only(w.Regions.Get(w.ctx, operator, model.RegionCode(code))), missing)
			filtered := must[model.List[model.Inspection]](t)(w.Inspections.List(w.ctx, operator, model.InspectionFilter{Campaign: code}, everything))
			if code != "" && len(filtered.Items) > 0 {
				t.Errorf("%q selects %d inspections", code, len(filtered.Items))
			}
			results := must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, c.Code, []model.BulkItem{{SiteCode: "检查"}}, true))
			refused(t, "a code of no site", results[0].Err, "invalid_fields site_code:not_a_target")
		}
	})
}
