package model

// findingMessages are about findings and their rectification.
var findingMessages = map[string]message{
	"number_twice":           {"同一编号只能用于一条问题", "the same number stands at another finding already"},
	"result_not_standing":    {"该问题所属的检查结果尚未生效（状态：%v），暂不能办理", "the result that the finding belongs to does not stand (it is %v), so nothing can be done with it yet"},
	"accepted_by_submitter":  {"审核人不能是提交整改材料的人", "who accepts or rejects must not be who handed the proof in"},
	"day_or_days":            {"due_on 与 working_days 只能填一项", "give either due_on or working_days"},
	"only_with_working_days": {"只能与 working_days 同时填写", "is taken only together with working_days"},
	"no_due_day":             {"该问题没有整改期限，请先设定期限", "the finding has no due day yet, set one first"},
	"not_later":              {"须晚于现有期限 %v", "must be later than the due day as it stands, %v"},
	"extend_instead":         {"期限已定为 %v，延期或取消须办理延期（extend）并说明理由", "the due day is %v; to let it pass later, use extend and say why"},
	"in_the_past":            {"不能早于今天", "must not be before today"},
	"not_an_earlier_finding": {"应为同一对象在以前检查中的问题", "must be a finding of the same target in an earlier campaign"},
	"calendar_year_missing":  {"没有 %v 年的工作日历，请先录入国务院办公厅的放假安排", "there is no calendar of working days for %v; enter the arrangement of holidays of that year first"},
	"day_of_other_year":      {"应为 %v 年的日期，或上一年十二月的日期", "must be a day of %v, or of the December before"},
	"day_twice":              {"同一日期出现两次", "the same day stands twice"},
	"works_anyway":           {"周一至周五本来就是工作日，只需列出调休上班的周末", "Monday to Friday are working days anyway; list weekends on which people work"},
	"no_holiday":             {"至少应有一天放假", "must have at least one holiday"},
	"measure_revoked":        {"该问责记录已撤销", "the entry has been struck out already"},
	"recheck_too_late":       {"检查当前状态为 %v，不能复查", "the campaign is %v, which is no time to look at a target again"},
	"nothing_to_recheck":     {"只有结果有效且不合格的检查对象可以复查", "only a target whose result stands and is a fail can be looked at again"},
}
