package service_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// vetoed and deducted are findings that fail a site and cost a portal points.
var (
	vetoed   = model.FindingEdit{Indicator: "S1", Description: "打不开", Occurrences: 1}
	deducted = model.FindingEdit{Indicator: "D05", Description: "未更新", Occurrences: 2}
)

func sameSelfCheck(e model.SelfCheckEdit) service.Patch[model.SelfCheckEdit] {
	return func(model.SelfCheckEdit) (model.SelfCheckEdit, error) { return e, nil }
}

func TestLifeOfASelfCheck(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.organization(countyB)
		site := w.site(owner)
		campaign := w.campaign("422800", func(e *model.CampaignEdit) { e.ScoredKinds = model.Set[model.ScoredKind]{model.ScoredSite} })
		k := w.selfCheck(site, campaign.Code, false, deducted)
		if k.State != model.SelfCheckDraft || k.Verdict != model.VerdictPass || k.FinalScore == nil || len(k.Explanation) == 0 ||
			k.TargetOrganizationName != owner.Name || k.CheckedOn != "2022-10-08" || k.CatalogueID != campaign.CatalogueID {
			t.Errorf("%+v", k)
		}
		k = must[model.SelfCheck](t)(w.SelfChecks.Update(w.ctx, clerkB, k.ID, 1, sameSelfCheck(selfCheckEdit(campaign.Code, vetoed))))
		if k.Verdict != model.VerdictFail || k.FinalScore != nil || k.Version != 2 {
			t.Errorf("%+v", k)
		}
		// What those above change in the meantime counts when it is finished: the site is not scored any more.
		must[model.Campaign](t)(w.Campaigns.Update(w.ctx, operator, campaign.Code, 1, func(e model.CampaignEdit) (model.CampaignEdit, error) {
			e.PassLine, e.ScoredKinds = 80*model.PointsScale, model.Set[model.ScoredKind]{}
			return e, nil
		}))
		k = must[model.SelfCheck](t)(w.SelfChecks.Update(w.ctx, clerkB, k.ID, 2, sameSelfCheck(selfCheckEdit(campaign.Code, deducted))))
		k = must[model.SelfCheck](t)(w.SelfChecks.Finish(w.ctx, clerkB, k.ID, 3))
		if k.FinalScore != nil || k.Verdict != model.VerdictPass || k.PassLine != 80*model.PointsScale || k.FinishedAt.IsZero() {
			t.Errorf("%+v", k)
		}
		refused(t, "finish it again", only(w.SelfChecks.Finish(w.ctx, clerkB, k.ID, 4)), "wrong_state")
		refused(t, "change it", only(w.SelfChecks.Update(w.ctx, clerkB, k.ID, 4, sameSelfCheck(k.Edit()))), "wrong_state")
		refused(t, "delete it", w.SelfChecks.Delete(w.ctx, clerkB, k.ID, 4), "wrong_state")
		execute(t, w.store, "UPDATE sites SET name = '改名' WHERE id = 1")
		k = must[model.SelfCheck](t)(w.SelfChecks.Reopen(w.ctx, clerkB, k.ID, 4))
		if k.State != model.SelfCheckDraft || !k.FinishedAt.IsZero() || k.TargetName != site.Name {
			t.Errorf("%+v", k)
		}
		refused(t, "an old version", w.SelfChecks.Delete(w.ctx, clerkB, k.ID, 4), "stale_version")
		refused(t, "delete it", w.SelfChecks.Delete(w.ctx, clerkB, k.ID, 5), "")
		refused(t, "read it", only(w.SelfChecks.Get(w.ctx, clerkB, k.ID)), missing)
	})
}

func TestNewSelfChecks(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.organization(countyB)
		site, account, foreign := w.site(owner), w.account(owner), w.site(w.organization(countyA))
		closed := w.site(owner)
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, closed.ID, 1, model.VerbClose, why))
		accounts := w.campaign("422800", func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectAccount} })
		elsewhere := w.campaign(countyA)
		for what, tt := range map[string]struct {
			e    model.NewSelfCheckEdit
			want string
		}{
			"by the id of a site":       {model.NewSelfCheckEdit{SiteID: model.OptionalID(site.ID)}, ""},
			"by the id of an account":   {model.NewSelfCheckEdit{AccountID: model.OptionalID(account.ID)}, ""},
			"by site code":              {model.NewSelfCheckEdit{SiteCode: site.Code}, ""},
			"by the name of an account": {model.NewSelfCheckEdit{Platform: account.Platform, AccountName: account.Name}, ""},
			"of nothing":                {model.NewSelfCheckEdit{}, "invalid_fields site_id:self_check_subject"},
			"of two things":             {model.NewSelfCheckEdit{SiteCode: site.Code, SiteID: 1}, "invalid_fields site_id:self_check_subject"},
			"of another county's":       {model.NewSelfCheckEdit{SiteCode: foreign.Code}, "invalid_fields site_code:unknown_reference"},
			"of a closed one":           {model.NewSelfCheckEdit{SiteID: model.OptionalID(closed.ID)}, "invalid_fields site_id:thing_closed"},
			"of a closed one by code":   {model.NewSelfCheckEdit{SiteCode: closed.Code}, "invalid_fields site_code:thing_closed"},
			"of another kind": {
				model.NewSelfCheckEdit{SiteCode: site.Code, SelfCheckEdit: selfCheckEdit(accounts.Code)}, "invalid_fields campaign:not_a_target",
			},
			"in another county's round": {
				model.NewSelfCheckEdit{SiteCode: site.Code, SelfCheckEdit: selfCheckEdit(elsewhere.Code)}, "invalid_fields campaign:unknown_reference",
			},
			"with an unknown indicator": {
				model.NewSelfCheckEdit{SiteCode: site.Code, SelfCheckEdit: selfCheckEdit("", model.FindingEdit{Indicator: "X1"})},
				"invalid_fields findings[0].indicator:unknown_indicator",
			},
			"of tomorrow": {
				model.NewSelfCheckEdit{SiteCode: site.Code, SelfCheckEdit: model.SelfCheckEdit{CheckedOn: "2022-10-09"}}, "invalid_fields checked_on:day_ahead",
			},
			"before any catalogue": {
				model.NewSelfCheckEdit{SiteCode: site.Code, SelfCheckEdit: model.SelfCheckEdit{CheckedOn: "2001-01-01"}},
				"invalid_fields checked_on:no_catalogue_in_force",
			},
		} {
			refused(t, what, only(w.SelfChecks.Create(w.ctx, clerkB, tt.e)), tt.want)
		}
		larger := actor(model.RoleCountyAdmin, "4228")
		refused(t, "of a larger area", only(w.SelfChecks.Create(w.ctx, larger, model.NewSelfCheckEdit{SiteCode: site.Code})), "self_check_of_county")
		// A round that is gone takes nothing with it.
		k := w.selfCheck(site, w.campaign("422800").Code, false)
		refused(t, "delete the round", w.Campaigns.Delete(w.ctx, operator, k.CampaignCode, 1), "")
		k = must[model.SelfCheck](t)(w.SelfChecks.Get(w.ctx, clerkB, k.ID))
		if k.CampaignID != 0 || k.CampaignCode == "" {
			t.Errorf("%+v", k)
		}
		refused(t, "finish it", only(w.SelfChecks.Finish(w.ctx, clerkB, k.ID, 1)), "invalid_fields campaign:unknown_reference")
		refused(t, "without a round", only(w.SelfChecks.Update(w.ctx, clerkB, k.ID, 1, sameSelfCheck(selfCheckEdit("")))), "")
	})
}

// Who sees a draft is who writes it; unit staff see and write what is their organization's.
func TestWhoSeesSelfChecks(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		mine, other := w.organization(countyB), w.organization(countyB)
		staff := actor(model.RoleUnitStaff, model.Scope(countyB))
		staff.OrganizationID = mine.ID
		draft, finished := w.selfCheck(w.site(mine), "", false), w.selfCheck(w.site(mine), "", true)
		w.selfCheck(w.site(other), "", false)
		w.selfCheck(w.site(other), "", true)
		for _, tt := range []struct {
			who  model.Actor
			want int
		}{
			{clerkB, 4},
			{staff, 2},
			{actor(model.RoleUnitStaff, model.Scope(countyB)), 0},
			{actor(model.RoleCountyAdmin, "4228"), 2},
			{actor(model.RoleCountyAdmin, model.Scope(countyA)), 0},
			{actor(model.RoleViewer, model.Scope(countyB)), 2},
			{actor(model.RoleAdmin, model.Scope(countyB)), 2},
			{actor(model.RoleAuditor, "4228"), 2},
			{operator, 2},
		} {
			list := must[model.List[model.SelfCheck]](t)(w.SelfChecks.List(w.ctx, tt.who, model.SelfCheckFilter{}, everything))
			if len(list.Items) != tt.want {
				t.Errorf("%s of %s sees %d", tt.who.Role, tt.who.Scope, len(list.Items))
			}
		}
		refused(t, "a draft from above", only(w.SelfChecks.Get(w.ctx, operator, draft.ID)), missing)
		narrowed := clerkB
		narrowed.Permissions = model.Set[model.Permission]{model.ReadCampaigns}
		refused(t, "a draft by who only reads", only(w.SelfChecks.Get(w.ctx, narrowed, draft.ID)), missing)
		refused(t, "by the unit", only(w.SelfChecks.Finish(w.ctx, staff, draft.ID, 1)), "")
		refused(t, "reopened from above", only(w.SelfChecks.Reopen(w.ctx, actor(model.RoleCountyAdmin, "4228"), finished.ID, 2)), "self_check_of_county")
	})
}

func TestManySelfChecks(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.organization(countyB)
		site, account := w.site(owner), w.account(owner)
		campaign := w.open("422800")
		items := []model.BulkItem{
			{SiteCode: site.Code, SubmissionEdit: model.SubmissionEdit{Findings: []model.FindingEdit{vetoed}}},
			{Platform: account.Platform, AccountName: " " + account.Name},
			{SiteCode: "4228029999"},
			{SiteCode: site.Code},
		}
		take := func(keepGoing, finish bool, items ...model.BulkItem) (string, error) {
			outcomes, err := w.SelfChecks.CreateMany(w.ctx, clerkB, campaign.Code, service.SelfCheckBatch{Finish: finish, Items: items}, keepGoing)
			var told []string
			for _, o := range outcomes {
				if o.Err != nil {
					told = append(told, refusal(o.Err))
				} else {
					told = append(told, fmt.Sprint(o.Value.ID, " ", o.Value.State, " ", o.Value.Verdict))
				}
			}
			return strings.Join(told, "; "), err
		}
		_, err := take(false, false, items...)
		refused(t, "all or nothing", err, "invalid_fields items[2].site_code:unknown_reference items[3].site_code:target_twice")
		if n := count(t, w.store, "SELECT COUNT(*) FROM self_checks"); n != 0 {
			t.Errorf("%d rows", n)
		}
		const want = "1 draft fail; 2 draft pass; invalid_fields site_code:unknown_reference; invalid_fields site_code:target_twice"
		for range 2 { // the second time nothing is new
			if got, err := take(true, false, items...); err != nil || got != want {
				t.Errorf("%s, %v", got, err)
			}
		}
		if got, err := take(false, true, items[:2]...); err != nil || got != "3 finished fail; 4 finished pass" {
			t.Errorf("%s, %v", got, err)
		}
		_, err = take(false, false)
		refused(t, "nothing", err, "invalid_fields items:item_count")
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'self_check.create'"); n != 4 {
			t.Errorf("%d entries", n)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM events WHERE thing_kind = 'self_check'"); n != 0 {
			t.Errorf("%d events", n)
		}
	})
}

func TestComparingSelfChecks(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.organization(countyB)
		sites := []model.Site{w.site(owner), w.site(owner), w.site(owner), w.site(owner)}
		campaign := w.open("422800")
		w.site(owner) // after the opening, so it is no target
		results := [][]model.FindingEdit{{vetoed}, {}, {vetoed, {Description: "观察"}}, {vetoed}}
		items := []model.BulkItem{}
		for i, s := range sites {
			items = append(items, model.BulkItem{SiteCode: s.Code, SubmissionEdit: model.SubmissionEdit{Findings: results[i]}})
		}
		must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, campaign.Code, items, false))
		w.selfCheck(sites[0], campaign.Code, true, vetoed)
		w.selfCheck(sites[0], campaign.Code, true, deducted) // the newer one counts
		w.selfCheck(sites[0], campaign.Code, false)          // but a draft does not
		w.selfCheck(sites[1], campaign.Code, true, vetoed, deducted)
		w.selfCheck(sites[2], campaign.Code, true, vetoed, deducted)
		w.selfCheck(w.site(owner), campaign.Code, true)
		returned := w.targets(campaign.Code)[3]
		must[model.Result](t)(w.Inspections.Move(w.ctx, operator, returned.ID, 2, model.VerbReturn, why))
		w.selfCheck(sites[3], campaign.Code, true, vetoed)

		found := must[service.SelfCheckComparison](t)(w.SelfChecks.Compare(w.ctx, clerkB, campaign.Code, "", model.SubjectSite))
		var got []string
		for _, r := range found.Rows {
			got = append(got, fmt.Sprintf("%s self %s official %s both %s", r.Agreement, r.Found(model.FoundBySelf), r.Found(model.FoundByOfficial), r.Found(model.FoundByBoth)))
		}
		if diff := cmp.Diff([]string{
			"self_passed self D05 official S1 both ", "self_failed self D05、S1 official  both ", "same self D05 official  both S1",
			"no_result self  official  both ", "no_result self  official  both ",
		}, got); diff != "" {
			t.Error(diff)
		}
		want := model.ComparisonTotals{Targets: 4, SelfChecked: 5, NotChecked: 0, Same: 1, SelfPassed: 1, SelfFailed: 1, NoResult: 2}
		if diff := cmp.Diff(want, found.Totals); diff != "" {
			t.Error(diff)
		}
		one, _, err := w.SelfChecks.CompareOne(w.ctx, clerkB, found.Rows[0].Check.ID, "")
		if err != nil || one.Agreement != model.AgreementSelfPassed || one.Official == nil {
			t.Errorf("%+v, %v", one, err)
		}
		k := w.selfCheck(sites[0], "", false)
		_, _, err = w.SelfChecks.CompareOne(w.ctx, clerkB, k.ID, "")
		refused(t, "with nothing", err, "invalid_fields campaign:required")
		one, _, err = w.SelfChecks.CompareOne(w.ctx, clerkB, k.ID, campaign.Code)
		if err != nil || one.Agreement != model.AgreementSelfPassed {
			t.Errorf("with another round: %+v, %v", one, err)
		}
	})
}
