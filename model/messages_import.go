package model

// importMessages are about files taken in.
var importMessages = map[string]message{
	// what a file is
	"file_xls":            {"这是旧版 Excel 文件（.xls）；请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后重新上传", "this is a file of the old Excel form (.xls); save it as an xlsx workbook and send that"},
	"file_encrypted":      {"文件已加密；请取消打开密码后重新上传", "the file is encrypted; take its password away and send it again"},
	"file_macros":         {"这是含宏的工作簿（.xlsm）；请另存为不含宏的“Excel 工作簿（.xlsx）”后重新上传", "this workbook has macros (.xlsm); save it as a workbook without macros (.xlsx) and send that"},
	"file_not_workbook":   {"这是压缩文件，但不是 Excel 工作簿（.xlsx）；请发送 xlsx 或 CSV 文件", "this is an archive but no xlsx workbook; send xlsx or CSV"},
	"file_no_table":       {"这不是表格文件；请发送 xlsx 或 CSV 文件", "this is no table; send xlsx or CSV"},
	"not_encoding":        {"文件第 %v 行（第 %v 条数据，0 为表头）含有编码 %v 中没有的字节；请另存为 xlsx 或“CSV UTF-8（逗号分隔）”后重新上传", "line %v of the file (data row %v, 0 is the header) has bytes that the encoding %v does not have; save the file as xlsx or \"CSV UTF-8\" and send it again"},
	"read_as_gb18030":     {"文件不是 UTF-8，已按 GB18030 读取；若表头显示为乱码，请另存为 xlsx 或“CSV UTF-8（逗号分隔）”", "the file is not UTF-8 and was read as GB18030; where it is written in something else, save it as xlsx or \"CSV UTF-8\""},
	"workbook_unsafe":     {"工作簿内部的压缩结构不正常，已拒绝；请用 Excel 或 WPS 重新另存为 xlsx", "the workbook is packed in a way that no spreadsheet program does; save it anew as xlsx"},
	"workbook_ratio":      {"工作簿的压缩比超过 %v，已拒绝；请删除多余的格式和空行后另存", "the workbook unpacks to more than %v times its size; remove needless formats and rows and save it anew"},
	"workbook_text":       {"工作簿中有文字超过 %v 个字符", "a text in the workbook is longer than %v characters"},
	"sheet_column_beyond": {"单元格 %v 超出前 %v 列；请删除表格以外的内容", "the cell %v lies beyond the first %v columns; remove what is outside of the table"},
	"sheet_cell_long":     {"单元格 %v 超过 %v 个字符", "the cell %v is longer than %v characters"},
	"sheet_of_text":       {"CSV 文件没有工作表", "a CSV file has no sheets"},

	// rows of files
	"cell_formula_at":        {"单元格 %v 是公式；请复制后“粘贴为数值”，或接受所显示的值", "the cell %v is a formula; paste it as a value, or accept what it shows"},
	"cell_error_at":          {"单元格 %v 是错误值 %v", "the cell %v holds the error value %v"},
	"cell_date":              {"单元格 %v 显示为日期，但数值 %v 不对应任何日期；请按文本填写，例如 2022-09-30", "the cell %v is shown as a day, but %v stands for none; write it as text, such as 2022-09-30"},
	"number_lost_digits":     {"单元格 %v 被表格软件当作数字，末尾几位已丢失；请把该列设为“文本”格式后重新填写完整", "the spreadsheet program took the cell %v for a number, and its last digits are lost; set the column to text and enter it again in full"},
	"region_ambiguous":       {"有多个单位叫这个名称，请填写行政区划", "several organizations are called that; name the region"},
	"parent_ambiguous":       {"有多个单位叫这个名称，不能确定上级单位", "several organizations are called that, so which one is above is not clear"},
	"credit_code_elsewhere":  {"此统一社会信用代码已登记在“%v”名下", "the credit code is registered for %v already"},
	"contact_ambiguous":      {"该单位有多位同名联系人，请在系统中修改", "the organization has several people of that name; change them by hand"},
	"result_differs":         {"该对象已有检查结果，且与此不同；如需更正，请先退回或直接修改该结果，否则将本行搁置", "the target has a result already, and another one; return or change that by hand, or dismiss the row"},
	"target_has_faults":      {"同一对象的第 %v 行有问题，该对象的结果整体不入库", "row %v of the same target has a problem, and a result is taken as a whole"},
	"clean_and_faulty":       {"同一对象既有“无问题”又有问题", "the target has a row that says there is nothing and another one that says what"},
	"target_of_line_missing": {"没有写明检查对象，上面也没有可以延续的对象", "no target is named, and there is none above to go on with"},
	"indicator_ambiguous":    {"有多个指标叫这个名称，请填写指标代码", "several indicators are called that; write the code"},
	"not_a_count":            {"应为次数，例如 3", "must be a whole number, such as 3"},
	"not_points":             {"应为分值，例如 2 或 1.5", "must be points, such as 2 or 1.5"},

	// imports
	"campaign_required":   {"检查结果须用 campaign 指明批次", "results need the campaign that they are of"},
	"campaign_not_taken":  {"只有检查结果才有批次", "only results belong to a campaign"},
	"mapping_of_kind":     {"这个对应表用于“%v”", "the mapping is for %v"},
	"import_right_lost":   {"发送人已没有导入所需的权限", "who sent the file may not do this any more"},
	"import_gave_up":      {"多次处理均未完成，请联系管理员", "the work was broken off too often, please tell the administrator"},
	"suggested_value":     {"建议：%v", "suggested: %v"},
	"import_file_damaged": {"保存的文件不完整，请联系管理员", "the stored file is not whole, please tell the administrator"},
}
