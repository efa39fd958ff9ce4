package model

// provinceMessages are about reports to the system above and about its lists.
var provinceMessages = map[string]message{
	"only_of_results":       {"仅检查结果（results）的报送批次填写检查批次", "only a report of results names a campaign"},
	"only_of_filings":       {"仅备案事项（filings）的报送批次填写备案平台", "only a report of filings names a register"},
	"campaign_not_closed":   {"检查批次尚未结束（%v），结束后才能报送结果", "the campaign is still %v; its results are reported once it is closed"},
	"too_many_report_rows":  {"超过 %v 行，请按县市分批报送", "more than %v rows; report county by county with region_code"},
	"confirmed_by_maker":    {"不能确认自己制作或刷新的报送批次，须由另一人确认", "who made the report, or had its rows taken again, does not confirm it; another person does"},
	"report_without_rows":   {"没有可报送的行：请补齐所缺内容后刷新（refresh）", "no row can be sent: mend what is missing and refresh the report"},
	"report_not_confirmed":  {"报送批次尚未确认（%v），确认后才能取用", "the report is %v; what it holds leaves the house once it is confirmed"},
	"report_was_sent":       {"已有内容发出，不能取消", "some of it was sent already, so it cannot be cancelled"},
	"report_for_other_way":  {"批次按“%v”方式制作，现配置为“%v”；请退回（return）后刷新（refresh）", "the report was made for the way %v, and the setting is %v now: return it and refresh it"},
	"filings_elsewhere":     {"有备案事项已在其他批次中报送或已办结：%v；请退回后刷新", "filings are under way in another report, or were done meanwhile: %v; return the report and refresh it"},
	"receipts_not_expected": {"批次尚未发出（%v），不能登记回执", "the report is %v; receipts are entered once it was sent"},
	"no_such_piece":         {"没有这一份，共 %v 份", "there is no such piece, the report has %v"},
	"unknown_receipt_row":   {"不是本批次报送的行", "it is no row that this report has sent"},
	"receipt_result":        {"应为“接收”或“退回”", "must be 接收 (accepted) or 退回 (refused)"},
	"receipt_contradicts":   {"与已登记的回执（%v）不一致；先登记的为准", "it contradicts the receipt that is kept (%v); the first one stands"},
	"receipt_twice":         {"文件中该行出现两次，首次在第 %v 行", "the row stands twice in the file, first in line %v"},

	// what keeps a row from being sent
	"gap_credit_code":         {"主办单位缺少统一社会信用代码", "the organization has no 统一社会信用代码"},
	"gap_icp_number":          {"网站缺少 ICP 备案号", "the site has no ICP number"},
	"gap_platform_account_id": {"账号缺少平台标识", "the account has no permanent id of its platform"},
	"gap_result":              {"没有检查结果", "there is no result"},
	"gap_other_report":        {"已在另一报送批次中", "it is in another report already"},
	"gap_thing":               {"名录中已没有此对象", "the register has it no more"},

	// reconciliations
	"province_gives_no_list": {"未配置可拉取名录的上级系统（XUNCHA_PROVINCE），请上传名录文件", "no system above is set up that gives lists (XUNCHA_PROVINCE); upload its list as a file"},
	"too_many_listed":        {"名录超过 %v 行，请按地区分别比对", "the list has more than %v rows; compare area by area with region_code"},
	"reconciliation_waits":   {"名录尚未取得（%v）", "the list is not there yet: %v"},
	"faulty_row_is_kept":     {"此行无法比对，只能以本级为准（keep-ours）并说明原因", "the row cannot be compared; keep ours, with a reason"},
	"nothing_to_file":        {"本级没有此对象，无从备案", "there is nothing of ours to file"},
	"row_changed_since":      {"比对之后已有变化，请重新比对（compare）后再处理", "it has changed since it was compared: compare again, then settle it"},
	"compared_otherwise":     {"比对结果由“%v”变为“%v”", "the comparison was %v and is %v now"},
	"differs_now":            {"现在本级为“%v”，上级为“%v”", "ours is “%v” now, theirs “%v”"},
	"agrees_now":             {"现在与上级一致：“%v”", "both say “%v” now"},
	"organization_unknown":   {"本级没有名为“%v”的正常单位，请先登记该单位", "there is no active organization called “%v”; add it first"},
	"organization_ambiguous": {"有多个名为“%v”的单位，请直接修改该对象", "several organizations are called “%v”; change the thing itself"},
	"value_of_list":          {"上级名录中的值不能登记（%v）：%v", "the value of the list cannot be taken (%v): %v"},
	"rows_twice":             {"同一行出现两次", "the row stands twice"},
	"no_such_row":            {"没有这一行", "there is no such row"},
}
