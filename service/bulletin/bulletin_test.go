package bulletin

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

func read(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("../demo/seed/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

var enshi = model.Region{Code: "422800", Name: "恩施土家族苗族自治州", ShortName: "恩施州", DirectLabel: "州直"}

// seed is the round of 2022 as the issued bulletin has it, faults and all.
func seed(t *testing.T) Facts {
	t.Helper()
	f := Facts{
		Campaign: model.Campaign{
			Code: "422800-2022-3", Year: 2022, Round: 3, RoundLabel: "第三次", RegionCode: "422800", MonitoringDate: "2022-09-30",
			IssuerLevel: model.IssuerPrefecture, RateDecimals: 1, RateRounding: model.RoundHalfUp,
			Kinds: model.Set[model.Subject]{model.SubjectSite, model.SubjectAccount},
		},
		Region: enshi, Regions: []model.Region{enshi},
		SiteFrame: Frame{44, 44}, AccountFrame: Frame{215, 215},
		Next: Default().NextSteps,
	}
	for _, row := range read(t, "sites-2022q3.csv") {
		f.Sites = append(f.Sites, model.Inspection{
			Kind: model.SubjectSite, Status: model.InspectionSubmitted, Verdict: model.VerdictPass,
			Target: model.Target{
				TargetCode: row[1], TargetName: row[2], TargetHomeURL: row[3], TargetIsPortal: row[4] == "是",
				RegionCode: model.RegionCode(row[1][:6]),
			},
		})
	}
	rule := f.Campaign.Rates()
	all := model.Tally{Targets: 44, Inspected: 44, Passed: 44}
	f.ByRegion = model.PassRates{GroupBy: model.GroupRegion, Rule: rule, Total: all}
	f.Accounts = model.PassRates{GroupBy: model.GroupRegion, Rule: rule}
	for _, row := range read(t, "accounts-by-county-2022q3.csv") {
		var n int64
		if _, err := fmt.Sscan(row[2], &n); err != nil {
			t.Fatal(err)
		}
		tally := model.Tally{Targets: n, Inspected: n, Passed: n}
		if row[0] == model.TotalLabel {
			f.Accounts.Total = tally
			continue
		}
		f.Accounts.Rows = append(f.Accounts.Rows, model.PassRateRow{Key: row[1], Label: row[1], Tally: tally})
	}
	for label, n := range map[model.Platform]int64{model.PlatformWechat: 171, model.PlatformWeibo: 11, model.PlatformOther: 33} {
		f.Platform.Rows = append(f.Platform.Rows, model.PassRateRow{
			Key: string(label), Label: label.Label(), Tally: model.Tally{Targets: n, Inspected: n, Passed: n},
		})
	}
	f.Superior = []Superior{{
		Campaign: model.Campaign{Year: 2022, RoundLabel: "第二次", IssuerLevel: model.IssuerProvince, RegionCode: "422800"},
		Findings: []SuperiorFinding{
			{model.Rectification{
				Number: "422800-2022-2-42-0001", Kind: model.SubjectSite, TargetName: "恩施土家族苗族自治州卫生健康委员会", Description: "网民留言办理超时",
				State: model.FindingAccepted,
			}, true},
			{model.Rectification{
				Number: "422800-2022-2-42-0002", Kind: model.SubjectAccount, TargetName: "建始县司法局", TargetPlatform: model.PlatformWechat,
				Description: "出现严重表述错误", State: model.FindingAccepted,
			}, true},
		},
	}}
	return f
}

func compile(t *testing.T, f Facts, w model.BulletinWords) model.BulletinContent {
	t.Helper()
	content, err := Compile(f, Default(), w)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// prose is everything that people read, a line each.
func prose(c model.BulletinContent) string {
	lines := []string{c.Issuer, c.Title, c.Addressees}
	add := func(all []model.BulletinPassage) {
		for _, p := range all {
			lines = append(lines, p.Lead+p.Text)
		}
	}
	add(c.Preamble)
	for _, s := range c.Sections {
		lines = append(lines, s.Heading)
		add(s.Passages)
	}
	add(c.Closing)
	for _, a := range c.Annexes {
		lines = append(lines, fmt.Sprintf("附件%d %s", a.Number, a.Title))
	}
	return strings.Join(lines, "\n")
}

func TestBulletinOf2022(t *testing.T) {
	content := compile(t, seed(t), model.BulletinWords{})
	for _, want := range []string{
		"恩施土家族苗族自治州大数据中心\n关于2022年第三次恩施州政府网站和政务新媒体抽查情况的通报\n各县市人民政府办公室、州直相关单位：\n",
		"现将全省2022年第二次抽查发现问题的整改情况和本次抽查情况通报如下：\n一、全省2022年第二次抽查发现问题的整改情况\n",
		"恩施土家族苗族自治州卫生健康委员会网站网民留言办理超时，“建始县司法局”微信出现严重表述错误。\n",
		"上述2个问题已全部完成整改。\n二、恩施州本级检查情况\n（一）政府网站抽查情况。",
		"全覆盖检查44家，合格44家，合格率100%。\n（二）政务新媒体抽查情况。",
		"全覆盖检查215个，其中微信171个、微博11个、其他政务新媒体33个，合格215个，合格率100%。\n三、存在的主要问题\n",
		"\n四、下一步工作要求\n（一）", "\n（三）",
		"附件1 恩施州2022年第三次政府网站抽查情况表\n附件2 恩施州2022年第三次政务新媒体检查情况表",
	} {
		if text := prose(content); !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if len(content.Annexes) != 2 || len(content.Annexes[0].Rows) != 44 || len(content.Annexes[1].Rows) != 10 {
		t.Fatalf("annexes: %+v", content.Annexes)
	}
	if strings.Contains(prose(content), "{{") || strings.Contains(prose(content), "问责") {
		t.Error(prose(content))
	}
}

func told(faults []model.BulletinFault) []string {
	out := []string{}
	for _, f := range faults {
		severity := "error"
		if f.Warning {
			severity = "warning"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %d %s %v %s", severity, f.Place, f.Row, f.Code, f.Args, f.Suggestion)))
	}
	return out
}

// Everything that is wrong with the annex as it was issued is told with its row.
func TestFaultsOfTheSeed(t *testing.T) {
	f := seed(t)
	content := compile(t, f, model.BulletinWords{})
	content.Annexes[0].Title = "恩施州2022年第三季度政府网站抽查情况表" // as issued
	want := []string{
		"error annexes.1 23 site_code_twice [4228000034 22]",
		"error annexes.1 36 malformed_url [http://tyjrswj.enshi.gov.c n] http://tyjrswj.enshi.gov.cn",
		"warning annexes.1 0 round_label_other_word [第三季度 第三次]",
		"warning annexes.1 24 doubled_name [恩施州土家族苗族自治州人力资源和社会保障局] 恩施土家族苗族自治州人力资源和社会保障局",
		"warning annexes.1 26 doubled_name [恩施州土家族苗族自治州市场监督管理局] 恩施土家族苗族自治州市场监督管理局",
	}
	if diff := cmp.Diff(want, told(Check(f, content, model.BulletinWords{}))); diff != "" {
		t.Error(diff)
	}
}

func TestChecks(t *testing.T) {
	tests := []struct {
		name    string
		facts   func(*Facts)
		words   model.BulletinWords
		content func(*model.BulletinContent)
		want    string
	}{
		{"a good one", nil, model.BulletinWords{}, nil, ""},
		{"another round", nil, model.BulletinWords{}, func(c *model.BulletinContent) { c.Annexes[1].Title = "第二次检查情况表" }, "error annexes.2 0 round_label_differs [第二次 第三次]"},
		{"a sum", nil, model.BulletinWords{}, func(c *model.BulletinContent) { c.Annexes[1].Rows[0][2] = int64(47) }, "error annexes.2 10 annex_sum [家数 215 214]"},
		{"a rate", nil, model.BulletinWords{}, func(c *model.BulletinContent) { c.Annexes[1].Rows[0][5] = "99%" }, "error annexes.2 1 annex_rate [99% 100%]"},
		{"text and annex", func(f *Facts) { f.ByRegion.Total.Targets = 45 }, model.BulletinWords{}, nil, "error annexes.1 0 text_and_annex [45 44]"},
		{"a code of elsewhere", func(f *Facts) { f.Sites[0].RegionCode = "422801" }, model.BulletinWords{}, nil, "warning annexes.1 1 code_of_other_region [4228000001 422801]"},
		{"the same name twice", func(f *Facts) { f.Sites[1].TargetName = f.Sites[0].TargetName }, model.BulletinWords{}, nil, "warning annexes.1 2 name_twice [中共恩施州委外事委员会办公室 1]"},
		{"spaces in a name", func(f *Facts) { f.Sites[1].TargetName = "某 局" }, model.BulletinWords{}, nil, "warning annexes.1 2 odd_name [某 局]"},
		{"gone", func(f *Facts) { f.Odd = []Target{{Inspection: f.Sites[0], Missing: true}} }, model.BulletinWords{}, nil, "warning targets 0 target_missing [中共恩施州委外事委员会办公室网站]"},
		{"closed", func(f *Facts) { f.Odd = []Target{{Inspection: f.Sites[0], Closed: true}} }, model.BulletinWords{}, nil, "warning targets 0 target_closed [中共恩施州委外事委员会办公室网站]"},
		{"unfounded", func(f *Facts) { f.Odd = []Target{{Inspection: f.Sites[0], Unfounded: true}} }, model.BulletinWords{}, nil, "error targets 0 failed_without_finding [中共恩施州委外事委员会办公室网站]"},
		{"no proof", func(f *Facts) { f.Superior[0].Findings[0].Proven = false }, model.BulletinWords{}, nil, "error superior 0 superior_without_proof [422800-2022-2-42-0001 恩施土家族苗族自治州卫生健康委员会网站]"},
		{"not accepted", func(f *Facts) { f.Superior[0].Findings[0].State = model.FindingSubmitted }, model.BulletinWords{}, nil, "warning superior 0 superior_not_accepted [422800-2022-2-42-0001 恩施土家族苗族自治州卫生健康委员会网站]"},
		{"a mobile number", nil, model.BulletinWords{Closing: "联系人电话13800138000。"}, nil, "error closing 0 personal_data [138…00]"},
		{"an identity number", nil, model.BulletinWords{Closing: "身份证11010519491231002X"}, nil, "error closing 0 personal_data [110…2X]"},
		{"a mail address", nil, model.BulletinWords{Closing: "请发至a.b@example.com"}, nil, "error closing 0 personal_data [a.b…om]"},
		{"a mobile number in groups and of full width", nil, model.BulletinWords{Closing: "电话１３８-0013 8000。"}, nil, "error closing 0 personal_data [138…00]"},
		{"in the number", nil, model.BulletinWords{Number: "恩州数〔2022〕13800138000号"}, nil, "error number 0 personal_data [138…00]"},
		{"in the title", nil, model.BulletinWords{Title: "通报13800138000"}, nil, "error title 0 personal_data [138…00]"},
		{"in the addressees", nil, model.BulletinWords{Addressees: "张三13800138000："}, nil, "error addressees 0 personal_data [138…00]"},
		{"in the copies", nil, model.BulletinWords{Copies: "a.b@example.com"}, nil, "error copies 0 personal_data [a.b…om]"},
		{"in the reason of a correction", nil, model.BulletinWords{}, func(c *model.BulletinContent) { c.Correction = "13800138000来电" }, "error correction 0 personal_data [138…00]"},
		{"in the name of an annex", nil, model.BulletinWords{}, func(c *model.BulletinContent) { c.Annexes[1].Title = "a.b@example.com" }, "error annexes.2 0 personal_data [a.b…om]"},
		{"a longer number is none", nil, model.BulletinWords{Closing: "统一社会信用代码 138001380001234567890"}, nil, ""},
		{"the right number", nil, words("problems", "微信171个、微博11个，恩施市48个，合格率100%"), nil, ""},
		{"a wrong number of a label", nil, words("problems", "其中微信170个"), nil, "error sections.problems 0 number_contradicts [其中微信170个 0 / 171]"},
		{"a wrong rate", nil, words("problems", "合格率99%"), nil, "error sections.problems 0 number_contradicts [合格率99% 100%]"},
		{"a wrong rate of a county", nil, words("problems", "恩施市合格率98%"), nil, "error sections.problems 0 number_contradicts [恩施市合格率98% 100%]"},
		{"failures that are none", nil, words("problems", "不合格3家"), nil, "error sections.problems 0 number_contradicts [不合格3家 0]"},
		{"a number of nothing", nil, words("problems", "另有77家单位"), nil, "warning sections.problems 0 number_not_in_figures [另有77家]"},
		{
			"a title that the figures make too long", nil,
			model.BulletinWords{Title: "通报{{#accounts.regions}}{{label}}{{/accounts.regions}}" + strings.Repeat("长", 190)},
			nil,
			"error title 0 too_long [200]",
		},
		{
			"a text that the figures make too long", nil,
			model.BulletinWords{Closing: "{{#accounts.regions}}{{#accounts.regions}}" + strings.Repeat("{{label}}甲", 500) + "{{/accounts.regions}}{{/accounts.regions}}"},
			nil,
			"error closing 0 too_long [200000]",
		},
		{"days are no counts", nil, words("next", "请于15个工作日内、3个月内办结"), nil, ""},
		{"a number by placeholder", nil, words("problems", "共{{accounts.targets}}个账号，合格率{{accounts.rate}}"), nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := seed(t)
			f.Regions = nil
			f.Sites[22].TargetCode, f.Sites[35].TargetHomeURL = "4228000033", "http://tyjrswj.enshi.gov.cn"
			if tt.facts != nil {
				tt.facts(&f)
			}
			content := compile(t, f, tt.words)
			if tt.content != nil {
				tt.content(&content)
			}
			if got := strings.Join(told(Check(f, content, tt.words)), "\n"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func words(key, text string) model.BulletinWords {
	return model.BulletinWords{Sections: map[string]string{key: text}}
}

func TestPlaceholders(t *testing.T) {
	if err := CheckTemplate(Default()); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]string{
		"": "", "没有": "", "{{year}}": "", "{{#superior}}{{#items}}{{target}}{{year}}{{/items}}{{/superior}}": "",
		"{{#sites.regions}}{{label}}{{rate}}{{/sites.regions}}": "",
		"{{nothing}}":        "unknown_placeholder [nothing]",
		"{{label}}":          "unknown_placeholder [label]",
		"{{sites.nothing}}":  "unknown_placeholder [sites.nothing]",
		"{{year.of}}":        "unknown_placeholder [year.of]",
		"{{> /etc/passwd}}":  "unknown_placeholder [>/etc/passwd]",
		"{{#sites.present}}": "placeholder_syntax [1: Section sites.present has no closing tag]",
		"{{":                 "placeholder_syntax [1: unmatched open tag]",
		"{{#sites.regions}}{{#sites.regions}}{{#sites.regions}}{{#sites.regions}}x{{/sites.regions}}{{/sites.regions}}{{/sites.regions}}{{/sites.regions}}": "unknown_placeholder [sites.regions]",
	} {
		got := ""
		if fault := checkText("a", text); fault != nil {
			got = fmt.Sprint(fault.Code, " ", fault.Args)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A condition is the name of a figure: anything else would become a template of its own where it is asked for.
func TestConditionsAreNames(t *testing.T) {
	for when, good := range map[string]bool{
		"": true, "superior": true, "sites.present": true, "year": true,
		"nothing": false, ".": false, "!": false, "#sites}}{{/sites": false, "year}}{{round": false, "=<% %>=": false, "> /etc/passwd": false, "&year": false,
	} {
		words := Default()
		words.Sections = slices.Clone(words.Sections)
		words.Sections[1].When = when
		err := CheckTemplate(words)
		if (err == nil) != good {
			t.Errorf("%q: %v", when, err)
		}
		if good {
			if _, err := Compile(seed(t), words, model.BulletinWords{}); err != nil {
				t.Errorf("%q: %v", when, err)
			}
		}
	}
}

// What people have written is text and nothing else, whatever it looks like.
func TestTextsAreNotTemplates(t *testing.T) {
	f := seed(t)
	f.Superior[0].Findings[0].Description = "{{year}}<b>&**粗**"
	if text := prose(compile(t, f, model.BulletinWords{})); !strings.Contains(text, "网站{{year}}<b>&**粗**，") {
		t.Error(text)
	}
}

func TestProblems(t *testing.T) {
	f := seed(t)
	f.Findings = []model.Rectification{
		{Kind: model.SubjectSite, Indicator: "D05", IndicatorName: "政策文件", Part: model.PartDeduction, TargetName: "甲", Occurrences: 2},
		{Kind: model.SubjectSite, Indicator: "D05", IndicatorName: "政策文件", Part: model.PartDeduction, TargetName: "乙", Occurrences: 1},
		{Kind: model.SubjectSite, Indicator: "S3", IndicatorName: "首页不更新", Part: model.PartVeto, TargetName: "乙"},
		{Kind: model.SubjectSite, Indicator: "B1", IndicatorName: "数据发布", Part: model.PartBonus, TargetName: "乙"},
		{Kind: model.SubjectSite, Part: model.PartObservation, Description: "更新频率较低。", TargetName: "丙"},
		{Kind: model.SubjectSite, Part: model.PartVeto, Indicator: "S1", TargetName: "丁", State: model.FindingWithdrawn},
	}
	text := prose(compile(t, f, model.BulletinWords{Named: true}))
	if want := "共发现问题5个：政策文件3个，涉及网站2家（甲、乙）；首页不更新1个，涉及网站1家（乙）；更新频率较低1个，涉及网站1家（丙）。"; !strings.Contains(text, want) {
		t.Error(text)
	}
}

func TestPlaceholdersAreExplained(t *testing.T) {
	names := map[string]bool{}
	for _, p := range Placeholders() {
		if p.Zh == "" || names[p.Name] {
			t.Errorf("%s: %q", p.Name, p.Zh)
		}
		names[p.Name] = true
	}
	for _, name := range []string{"year", "region.whole", "sites.regions › label", "accounts.wechat", "superior › items › target", "next › text"} {
		if !names[name] {
			t.Errorf("no %s", name)
		}
	}
}
