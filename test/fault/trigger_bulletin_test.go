package fault

import (
	"fmt"
	"net/http"

	"xuncha/test/harness"
)

// bulletins tries what an office does with bulletins: of a campaign that is over, by hand and untouched.
func (b *breaker) bulletins(c harness.Client) {
	b.t.Helper()
	owner := harness.Get[struct{ ID uint64 }](c, create(c, "/organizations", object{"name": "鹤峰县某局", "region_code": "422828"})).ID
	create(c, "/sites", object{"code": "4228280001", "name": "鹤峰县某局", "home_url": "http://hf.gov.cn/", "organization_id": owner})
	for _, round := range []int{1, 2} {
		b.over(c, round)
	}
	const written, untouched = "/campaigns/422828-2021-1/bulletin", "/campaigns/422828-2021-2/bulletin"
	template := object{
		"name": "甲", "region_code": "422828", "issuer": "甲局", "title": "通报", "addressees": "各单位：", "site_annex": "网站", "account_annex": "账号",
		"sections": []object{{"key": "round", "heading": "检查", "text": "甲"}},
	}
	passage := object{"region_code": "422828", "title": "甲", "text": "乙"}
	why := object{"reason": "原因"}
	warns := object{"closing": "另有77家单位", "template_id": "{bulletin_templates}", "passages": []string{"{passages}"}}
	steps := []operation{
		{"POST", "/bulletin-templates", template, "INSERT bulletin_templates"},
		{"POST", "/passages", passage, "INSERT passages"},
		{"PATCH", "/passages/{passages}", object{"title": "乙"}, "UPDATE passages"},
		{"PATCH", written, object{"copies": "甲"}, "INSERT bulletins,INSERT bulletin_revisions"},
		{"PATCH", written, warns, "UPDATE bulletins,INSERT bulletin_revisions"},
	}
	for i, op := range steps {
		b.carryOut(c, op, fmt.Sprint("bulletin-", i))
	}
	checks := harness.Get[struct {
		Items []struct{ Key, Severity string }
	}](c, written+"/checks")
	if len(checks.Items) != 1 || checks.Items[0].Severity != "warning" {
		b.t.Fatalf("%+v", checks)
	}
	const issues = "INSERT bulletin_issues,INSERT bulletin_pieces,UPDATE bulletin_issues,UPDATE bulletins,INSERT bulletin_revisions"
	steps = []operation{
		{"POST", written + "/acceptances", object{"key": checks.Items[0].Key, "reason": "另行统计"}, "UPDATE bulletins,INSERT bulletin_revisions"},
		{"POST", written + "/issue", object{"number": "甲〔2021〕1号"}, issues},
		{"POST", written + "/correct", why, "UPDATE bulletins,INSERT bulletin_revisions"},
		{"POST", written + "/issue", object{}, issues},
		{"POST", untouched + "/issue", object{}, "INSERT bulletins," + issues},
		{"DELETE", "/passages/{passages}", nil, "DELETE passages"},
		{"POST", "/bulletin-templates", template, "INSERT bulletin_templates"},
		{"DELETE", "/bulletin-templates/{bulletin_templates}", nil, "DELETE bulletin_templates"},
	}
	for i, op := range steps {
		b.carryOut(c, op, fmt.Sprint("issued-bulletin-", i))
	}
	if orphans := b.Orphans(); len(orphans) > 0 {
		b.t.Errorf("references that lead nowhere: %q", orphans)
	}
}

// over opens a round of the sites of a county, and ends it.
func (b *breaker) over(c harness.Client, round int) {
	b.t.Helper()
	path := create(c, "/campaigns", object{
		"title": "又", "year": 2021, "round": round, "region_code": "422828", "monitoring_date": "2021-06-30",
		"kinds": []string{"site"},
	})
	for _, verb := range []string{"open", "close", "publish"} {
		if verb == "close" {
			c.Do(http.StatusOK, http.MethodPost, path+"/submissions", object{"items": []object{{"site_code": "4228280001", "findings": []object{}}}})
		}
		c.Do(http.StatusOK, http.MethodPost, path+"/"+verb, nil, "If-Match", tag(c, path))
	}
}
