package model

// catalogueMessages are about catalogues and what follows from another version of them.
var catalogueMessages = map[string]message{
	"group_sum_differs":        {"分组“%v”的指标上限合计为 %v（%v），与所填总分不符", "the maxima of the group %v come to %v (%v), which is not the total that is stated"},
	"group_without_total":      {"分组“%v”没有填写总分；填写分组总分时须填全", "no total is stated for the group %v; state those of all groups or of none"},
	"group_without_indicators": {"分组“%v”没有扣分指标", "the group %v has no deductions"},
	"catalogue_national":       {"全国通用的检查指标只能由管辖全国的管理员维护", "a catalogue for the whole country is for administrators who see the whole country"},
	"catalogue_of_other_area":  {"该检查指标不属于您的管辖区域，不能修改", "the catalogue is of an area that is not yours, so you cannot change it"},
	"catalogue_overlaps":       {"同一发布机关在同一区域的检查指标 %v（编号 %v）同期有效；请先将其停用", "%v (id %v) of the same issuer and area is in force on some of these days; withdraw it first"},
	"catalogue_in_use":         {"已有抽查采用此检查指标，不能删除；可停用", "a campaign uses the catalogue, so it cannot be deleted; withdraw it instead"},
	"ends_already":             {"已于 %v 失效，停用日期只能提前", "it ends on %v already, and the end can only come earlier"},
	"no_standing_result":       {"当前状态为 %v，没有可以重新计算的有效结果", "its state is %v: there is no result that stands and could be computed again"},

	// workbooks
	"not_xlsx":         {"不是可读取的 xlsx 文件；加密的文件和旧版 xls 请另存为 xlsx", "not an xlsx file that can be read; save protected files and those of the old xls form as xlsx"},
	"workbook_large":   {"文件解压后超过 %v 字节", "the file is larger than %v bytes when it is unpacked"},
	"workbook_parts":   {"文件内部超过 %v 个部分", "the file has more than %v parts"},
	"sheet_missing":    {"没有名为“%v”的工作表", "there is no sheet called %v"},
	"sheet_rows":       {"超过 %v 行", "more than %v rows"},
	"sheet_columns":    {"超过 %v 列", "more than %v columns"},
	"cell_long":        {"超过 %v 个字符", "longer than %v characters"},
	"cell_formula":     {"含有公式；请粘贴为数值", "holds a formula; paste it as a value"},
	"cell_error":       {"含有错误值 %v", "holds the error value %v"},
	"cell_not_points":  {"应为分值，例如 2 或 1.5", "must be points, such as 2 or 1.5"},
	"cell_not_yes_no":  {"应为“是”或“否”", "must be 是 or 否 (yes or no)"},
	"unknown_column":   {"没有这一列；可用：%v", "there is no such column; known: %v"},
	"unknown_item":     {"没有这一项；可用：%v", "there is no such item; known: %v"},
	"cell_beyond":      {"超出表头的列", "lies beyond the columns of the header"},
	"repeated_heading": {"与前面的列或项重复", "stands twice"},
}
