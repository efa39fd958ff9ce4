package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
)

// validCredit and anotherCredit have the check character that they need.
const (
	validCredit   = "11422800MB0000004J"
	anotherCredit = "11422800MB0000012D"
)

func TestOrganizationRows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		old := w.organization(countyA)
		lines := []string{
			"单位名称,单位简称,行政区划代码,上级单位,统一社会信用代码,是否提供办事服务",
			"州政府办,州府办,422800,,,否",
			"市局,,422801,州政府办,,",
			"市局二队,,422801,市局,,是",
			old.Name + ",新简称,422801,市局,,",
			"市局,,422801,,,",
			"孤儿,,422801,没有的单位,,",
			"远方局,,110101,,,",
			"无区划局,,,,,",
			"环甲,,422802,环乙,,", "环乙,,422802,环甲,,", "环外,,422802,环甲,,",
			"码局,,422802,,11422800MB0000000X,也许",
		}
		want := []string{
			"create", "create", "create", "update", "conflict name:row_twice", "rejected parent:unknown_reference", "rejected region_code:unknown_reference",
			"rejected region_code:region_unclear", "conflict parent:parent_cycle", "conflict parent:parent_cycle", "conflict parent:parent_cycle",
			"rejected provides_services:not_yes_or_no credit_code:not_a_credit_code",
		}
		got := w.tell(operator, model.ImportOrganizations, lines...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		places := query(t, w.store, `SELECT o.name, o.short_name, p.name AS parent, o.provides_services FROM organizations o
			LEFT JOIN organizations p ON p.id = o.parent_id ORDER BY o.id`)
		if !slices.ContainsFunc(places, func(l string) bool {
			return strings.Contains(l, "市局二队") && strings.Contains(l, "parent=市局|")
		}) ||
			!slices.ContainsFunc(places, func(l string) bool { return strings.Contains(l, "新简称") && strings.Contains(l, "parent=市局|") }) {
			t.Errorf("%q", places)
		}
		again := w.tell(operator, model.ImportOrganizations, lines[:5]...)
		if !slices.Equal(again, []string{"unchanged", "unchanged", "unchanged", "unchanged"}) {
			t.Errorf("again: %v", again)
		}
	})
}

// What stands above is looked for in the caller's sight only, and a ring is not closed over what is in the register.
func TestOrganizationsAbove(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		header := "单位名称,行政区划代码,上级单位,统一社会信用代码"
		w.tell(operator, model.ImportOrganizations, header, "甲局,422801,,"+validCredit, "乙局,422801,甲局,", "他局,422802,,"+anotherCredit)
		got := w.tell(operator, model.ImportOrganizations, header, "甲局,422801,乙局,", "丙局,422801,,"+validCredit)
		if want := []string{"conflict parent:parent_cycle", "create credit_code:credit_code_elsewhere!"}; !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
		county := actor(model.RoleCountyAdmin, model.Scope(countyA))
		got = w.tell(county, model.ImportOrganizations, header, "丁局,,他局,", "戊局,,甲局,"+anotherCredit)
		if want := []string{"rejected parent:unknown_reference", "create"}; !slices.Equal(got, want) {
			t.Errorf("of a county, whose region needs no saying: %v", got)
		}
	})
}

const contactHeader = "单位,行政区划代码,姓名,职务,办公电话,手机,电子邮箱"

func TestContactRows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.tell(operator, model.ImportOrganizations, "单位名称,行政区划代码", "甲局,422801", "同名局,422801", "同名局,422802")
		got := w.tell(operator, model.ImportContacts,
			contactHeader,
			"甲局,,示例甲,主任,0718-8001234,138 0000 0001,a@example.cn",
			"同名局,422802,示例乙,,,,",
			"同名局,,示例丙,,,,",
			"没有的局,,示例丁,,,,",
			"甲局,,示例戊,,8001234,123,x",
			"甲局,,示例甲,副主任,,,",
			"甲局,,,,,,",
			"甲局,,示例己,,,1.38E+10,",
			"甲局,,示**,,,,",
		)
		want := []string{
			"create", "create", "rejected organization:region_ambiguous", "rejected organization:unknown_reference",
			"rejected office_phone:not_an_office_phone mobile:not_a_mobile email:not_an_email", "conflict organization:row_twice", "rejected name:required",
			"rejected mobile:number_lost_digits", "rejected name:masked_value",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		got = w.tell(operator, model.ImportContacts, contactHeader, "甲局,422801,示例甲,处长,,,", "甲局,,示例甲2,,,,", "同名局,422802,示例乙,,,,")
		if want := []string{"update", "create", "unchanged"}; !slices.Equal(got, want) {
			t.Errorf("again: %v", got)
		}
		list := must[model.List[model.OpenContact]](t)(w.Contacts.Find(w.ctx, operator, "13800000001", false, everything))
		if len(list.Items) != 1 || list.Items[0].Title != "处长" || list.Items[0].Email != "a@example.cn" {
			t.Errorf("an empty cell must leave what is there: %+v", list.Items)
		}
	})
}

const resultHeader = "网站标识码,平台,账号名称,检查指标,问题描述,次数,扣分,问题地址,检查备注"

// resultsOf opens a round over two sites and an account.
func (w *world) resultsOf() (model.Campaign, []model.Site, model.Account) {
	o := w.organization(countyA)
	sites := []model.Site{w.site(o), w.site(o), w.site(o)}
	account := w.account(o)
	return w.open("422800", func(e *model.CampaignEdit) {
		e.Kinds = model.Set[model.Subject]{model.SubjectSite, model.SubjectAccount}
		e.ScoredKinds = model.Set[model.ScoredKind]{model.ScoredSite}
	}), sites, account
}

func (w *world) takeResults(a model.Actor, campaign string, lines ...string) (model.Import, error) {
	return w.Imports.Take(w.ctx, a, service.Upload{
		Kind: model.ImportResults, FileName: "r.csv", Campaign: campaign, Body: file(append([]string{resultHeader}, append(slices.Clone(lines), w.blank())...)),
	})
}

func TestResultRows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, sites, account := w.resultsOf()
		clean := sites[1].Code + ",,,无问题,,,,,"
		lines := []string{
			sites[0].Code + ",,,D05,三篇政策文件没有解读,3,5,http://a.gov.cn/,首页正常",
			",,,领导信息,分工不全,,,,",
			",,,,页脚的年份没有更新,,,,",
			clean,
			"," + account.Platform.Label() + "," + account.Name + ",,,,,,",
			sites[2].Code + ",,,不存在的指标,错,,,,",
			",,,D01,概况缺失,很多,,,",
			"4228999999,,,,,,,,",
			sites[0].Code[:6] + "0000,推特,甲,,,,,,",
		}
		job := must[model.Import](t)(w.takeResults(operator, c.Code, lines...))
		want := []string{
			"create", "create", "create", "create", "create", "conflict site_code:target_has_faults", "rejected occurrences:not_a_count",
			"rejected site_code:not_a_target", "rejected site_code:not_a_target",
		}
		if diff := cmp.Diff(want, w.rows(job.ID)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		w.checkResult(c, sites[0])
		again := must[model.Import](t)(w.takeResults(operator, c.Code, lines[:5]...))
		if got := w.rows(again.ID); !slices.Equal(got, []string{"unchanged", "unchanged", "unchanged", "unchanged", "unchanged"}) {
			t.Errorf("again: %v", got)
		}
		other := must[model.Import](t)(w.takeResults(operator, c.Code, sites[1].Code+",,,D01,概况缺失,,,,", sites[0].Code+",,,无问题,,,,,", sites[0].Code+",,,D01,错,,,,"))
		if got := w.rows(other.ID); !slices.Equal(got, []string{
			"conflict site_code:result_differs", "conflict description:clean_and_faulty", "conflict description:clean_and_faulty",
		}) {
			t.Errorf("what differs from what stands: %v", got)
		}
		w.mendsResults(job, c, sites[2])
	})
}

func (w *world) checkResult(c model.Campaign, site model.Site) {
	w.t.Helper()
	for _, i := range w.targets(c.Code) {
		if i.TargetCode != site.Code {
			continue
		}
		r := must[model.Result](w.t)(w.Inspections.Get(w.ctx, operator, i.ID))
		var got []string
		for _, f := range r.Findings {
			got = append(got, fmt.Sprint(f.Indicator, " ", f.Occurrences, " ", f.Description, " ", f.LocationURL))
		}
		want := []string{"D05 3 三篇政策文件没有解读 http://a.gov.cn/", "D03 1 分工不全 ", " 1 页脚的年份没有更新 "}
		if diff := cmp.Diff(want, got); diff != "" || r.Submission.Note != "首页正常" || i.Status != model.InspectionSubmitted {
			w.t.Errorf("%s %q (-want +got):\n%s", i.Status, r.Submission.Note, diff)
		}
	}
}

// mendsResults corrects the rows of a target one after the other. Its result goes in when the last of them is good.
func (w *world) mendsResults(job model.Import, c model.Campaign, site model.Site) {
	w.t.Helper()
	for number, cells := range map[int]map[string]string{7: {"occurrences": "2"}, 6: {"检查指标": "机构职能"}} {
		if _, _, err := w.Imports.CorrectRow(w.ctx, operator, job.ID, number, w.row(job.ID, number).Version, correct(cells)); err != nil {
			w.t.Fatal(err)
		}
	}
	current := must[model.Import](w.t)(w.Imports.Get(w.ctx, operator, job.ID))
	if done := must[model.Import](w.t)(w.Imports.Apply(w.ctx, operator, job.ID, current.Version)); done.CreateCount != 7 {
		w.t.Errorf("%+v: %v", done.ImportCounts, w.rows(job.ID))
	}
	findings := query(w.t, w.store, "SELECT f.indicator, f.occurrences FROM findings f JOIN inspections i ON i.id = f.inspection_id WHERE i.target_code = '"+site.Code+"' ORDER BY f.id")
	if len(findings) != 2 || !strings.Contains(findings[0], "D02") || !strings.Contains(findings[1], "occurrences=2") {
		w.t.Errorf("%q", findings)
	}
	// A row of a result that stands is not changed behind the back of whoever confirms it.
	_, row, err := w.Imports.CorrectRow(w.ctx, operator, job.ID, 7, w.row(job.ID, 7).Version, correct(map[string]string{"occurrences": "1"}))
	if err != nil || told(row) != "conflict site_code:result_differs" {
		w.t.Errorf("%s: %v", told(row), err)
	}
	if _, err := w.takeResults(operator, "no-such-round", "x"); refusal(err) != missing {
		w.t.Errorf("an unknown round: %v", err)
	}
	if _, err := w.takeResults(operator, "", "x"); refusal(err) != "invalid_fields campaign:campaign_required" {
		w.t.Errorf("no round: %v", err)
	}
	w.pass(c.Code)
	w.must(w.Campaigns.Close(w.ctx, operator, c.Code, w.campaignVersion(c.Code)))
	if _, err := w.takeResults(operator, c.Code, "x"); refusal(err) != "campaign_not_open" {
		w.t.Errorf("a closed round: %v", err)
	}
	if _, _, err := w.Imports.DismissRow(w.ctx, operator, job.ID, 8, w.row(job.ID, 8).Version, why); err != nil {
		w.t.Errorf("laid aside after the round: %v", err)
	}
}

func (w *world) must(_ model.Campaign, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) campaignVersion(code string) uint64 {
	return must[model.Campaign](w.t)(w.Campaigns.Get(w.ctx, operator, code)).Version
}

// An inspector takes in results, and sees the files of no other kind; a county's clerk those of its own kinds.
func TestFilesAreSeenByKind(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, sites, _ := w.resultsOf()
		inspector, clerk := actor(model.RoleInspector, model.Scope(countyA)), actor(model.RoleCountyAdmin, model.Scope(countyA))
		results := must[model.Import](t)(w.takeResults(inspector, c.Code, sites[0].Code+",,,无问题,,,,,"))
		register := must[model.Import](t)(w.take(clerk, model.ImportSites, true, siteHeader, siteLine(countyA, 7)))
		for _, k := range []model.ImportKind{model.ImportSites, model.ImportContacts} {
			if _, err := w.take(inspector, k, true, siteHeader, siteLine(countyA, 8)); refusal(err) != "forbidden" {
				t.Errorf("%s of an inspector: %v", k, err)
			}
		}
		for who, own := range map[*model.Actor]model.Import{&inspector: results, &clerk: register} {
			other := register.ID + results.ID - own.ID
			if _, err := w.Imports.Get(w.ctx, *who, own.ID); err != nil {
				t.Errorf("%s: %v", who.Role, err)
			}
			if _, err := w.Imports.Get(w.ctx, *who, other); refusal(err) != missing {
				t.Errorf("%s and the other's: %v", who.Role, err)
			}
			if _, err := w.Imports.Report(w.ctx, *who, other, model.Chinese); refusal(err) != missing {
				t.Errorf("%s and the other's report: %v", who.Role, err)
			}
			list := must[model.List[model.Import]](t)(w.Imports.List(w.ctx, *who, "", "", everything))
			if len(list.Items) != 1 || list.Items[0].ID != own.ID {
				t.Errorf("%s sees %d files", who.Role, len(list.Items))
			}
		}
	})
}
