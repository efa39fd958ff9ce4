package model

// drawMessages are about the targets of a campaign and how they were drawn.
var drawMessages = map[string]message{
	"not_with_coverage":     {"检查范围为 %v 时不能填写", "does not go with the coverage %v"},
	"ratio_or_minimum":      {"抽样检查须填写 ratio 或 minimum", "a sample needs a ratio or a minimum"},
	"thing_unclear":         {"请填写 site_id、site_code、account_id，或 platform 和 account_name 之一", "give one of site_id, site_code, account_id, or platform with account_name"},
	"not_in_campaign_area":  {"检查范围的登记册中没有该对象", "there is no such thing in the register of the campaign's area"},
	"kind_not_inspected":    {"“%v”不属于本次检查的类别", "“%v” is not of a kind that the campaign inspects"},
	"not_in_use":            {"“%v”未在正常运行（%v）", "“%v” is not in use (%v)"},
	"listed_twice":          {"“%v”与 %v 是同一对象", "“%v” is the same thing as %v"},
	"included_and_excluded": {"“%v”已列入 %v，不能同时指定和排除", "“%v” stands in %v too: it cannot be both named and left out"},
	"sampling_fixed":        {"检查已开始，抽取方案不能再修改", "the campaign was opened, its plan cannot change any more"},
	"draw_not_public":       {"检查开始前，只有组织检查的人可以查看抽取方案和预览", "before a campaign opens only those who manage it see its plan and its preview"},
	"listed_not_drawable":   {"抽取方案中指定的对象已不能检查，见 errors", "some things that the plan names can no longer be drawn, see errors"},
	"listed_gone":           {"“%v”已不在检查范围内或未在正常运行", "“%v” has left the area or is not in use any more"},
	"already_target":        {"“%v”已是检查对象", "“%v” is a target already"},
}
