package service

import (
	"io"
	"slices"

	"xuncha/model"
	"xuncha/service/sheet"
)

// Template writes an empty table of a kind, with its headers in Chinese.
func (s *Imports) Template(a model.Actor, kind model.ImportKind, f sheet.Format, w io.Writer) error {
	if err := s.MayTake(a, kind); err != nil {
		return err
	}
	k := importKinds[kind]
	return sheet.WriteTemplate(f, w, kind.Label(), explained(k.columns()), func(field string) string {
		for _, group := range k.required() {
			switch {
			case !slices.Contains(group, field):
			case len(group) > 1:
				return "二者至少填一"
			default:
				return "是"
			}
		}
		return "否"
	})
}

// MayTake asks whether there are files of a kind that the caller may take in. One that it may not take does not exist for it.
func (s *Imports) MayTake(a model.Actor, kind model.ImportKind) error {
	if err := a.Allow(model.TakeFiles); err != nil {
		return err
	}
	if importKinds[kind] == nil || a.Allow(kind.Permission()) != nil {
		return model.NotFound()
	}
	return nil
}

var yesOrNo = []string{"是", "否"}

// notes say what to write in a column.
var notes = map[string]string{ //nolint:gosec // sentences, no secrets
	"code":                     "10 位网站标识码，按文本填写",
	"home_url":                 "以 http:// 或 https:// 开头的首页地址",
	"organization":             "单位全称；网站和账号的主办单位若未登记，会一并登记",
	"region_code":              "6 位行政区划代码，与“州直/县市”填一个即可",
	"region_name":              "例如 恩施市、州直",
	"opened_on":                "例如 2022-09-30",
	"platform_account_id":      "平台给出的永久标识，按文本填写；有则优先按它识别",
	"credit_code":              "18 位，按文本填写",
	"parent":                   "上级单位的全称，可以是本表中的另一行",
	"office_phone":             "带区号，例如 0718-8000000",
	"mobile":                   "11 位，按文本填写",
	"site_code":                "检查网站时填写网站标识码；检查账号时填写“平台”和“账号名称”",
	"account_name":             "检查账号时与“平台”一同填写",
	"indicator":                "指标代码或名称；没有问题填“无问题”；只记录不扣分的留空并写明“问题描述”",
	"description":              "一行写一个问题；同一对象有多个问题时写多行",
	"occurrences":              "整数，不填为 1",
	"points":                   "仅在指标没有固定分值时填写",
	"location_url":             "问题所在页面的地址",
	"note":                     "对该对象检查情况的说明",
	"national_filing_number":   "没有可不填",
	"provincial_filing_number": "没有可不填",
}

// explained are the columns of a kind as its template explains them.
func explained(columns []sheet.Column) []sheet.Column {
	out := slices.Clone(columns)
	for i := range out {
		out[i].Note = notes[out[i].Field]
		switch out[i].Field {
		case "is_portal", "provides_services":
			out[i].Choices = yesOrNo
		case "platform":
			for _, p := range model.Platforms {
				out[i].Choices = append(out[i].Choices, p.Label())
			}
		}
	}
	return out
}
