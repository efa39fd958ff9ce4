package model

import (
	"fmt"
	"maps"
	"strings"
)

// Language is a language of texts for people.
type Language string

// The languages of the service.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Text is the sentence of a code in a language. An unknown code is its own text: better ugly than silent.
func Text(l Language, code string, args ...any) string {
	m, ok := messages[code]
	if !ok {
		return code
	}
	text := m.en
	if l == Chinese {
		text = m.zh
	}
	if len(args) == 0 || !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, args...)
}

type message struct{ zh, en string }

// messages has every sentence that a caller may read, under its stable code. The arguments of a sentence are the same,
// in the same order, in both languages; a test compares them.
var messages = joinMessages(commonMessages, accessMessages, contactMessages, auditMessages, borderMessages,
	historyMessages, catalogueMessages, drawMessages, assignmentMessages, evidenceMessages, findingMessages, selfCheckMessages,
	bulletinMessages, importMessages, outgoingMessages, changeMessages, provinceMessages, webhookMessages)

func joinMessages(parts ...map[string]message) map[string]message {
	all := map[string]message{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

var commonMessages = map[string]message{
	// the request
	"malformed_json":       {"请求体不是合法的 JSON：%v", "the body is not valid JSON: %v"},
	"invalid_fields":       {"有字段不符合要求，见 errors", "some fields cannot be taken, see errors"},
	"unknown_field":        {"没有这个字段", "there is no such field"},
	"missing_field":        {"缺少此字段；没有内容也须写明", "the field is missing; say it even where there is nothing"},
	"duplicate_field":      {"同一字段出现两次", "the field stands twice"},
	"wrong_type":           {"类型不对，应为 %v", "wrong type, expected %v"},
	"null_not_allowed":     {"不能为 null；要清空请用空字符串", "null is not taken here; send an empty string to clear it"},
	"too_deep":             {"嵌套超过 %v 层", "nested deeper than %v levels"},
	"too_many_values":      {"超过 %v 个值", "more than %v values"},
	"body_too_large":       {"请求体超过 %v 字节", "the body is larger than %v bytes"},
	"body_required":        {"请求体不能为空", "a body is required"},
	"body_not_expected":    {"此操作不接受请求体", "this operation takes no body"},
	"unsupported_media":    {"不支持的内容类型，应为 %v", "this media type is not taken, send %v"},
	"not_acceptable":       {"不提供该格式，可用：%v", "that format is not offered, choose from: %v"},
	"unknown_parameter":    {"没有这个查询参数；可用：%v", "there is no such query parameter; known: %v"},
	"malformed_query":      {"查询字符串的转义有误，无法读取", "the query cannot be read, its escaping is broken"},
	"repeated_parameter":   {"查询参数出现多次", "the query parameter stands more than once"},
	"not_a_number":         {"应为 %v 到 %v 之间的整数", "must be a whole number from %v to %v"},
	"not_a_boolean":        {"应为 true 或 false", "must be true or false"},
	"page_and_after":       {"page/size 与 after/limit 不能同时使用", "page/size and after/limit do not go together"},
	"beyond_window":        {"翻页只到第 %v 行，请用 after/limit 或导出", "pages end at row %v, use after/limit or an export"},
	"method_not_allowed":   {"此地址不支持该方法", "this address does not take that method"},
	"route_not_found":      {"没有这个地址，接口文档见 /docs", "there is no such address, see /docs"},
	"if_match_required":    {"修改必须带 If-Match 请求头，其值为读取时得到的 ETag", "a change needs If-Match with the ETag you read"},
	"if_match_malformed":   {"If-Match 应为读取时得到的 ETag，例如 \"7\"", "If-Match must be the ETag you read, such as \"7\""},
	"stale_version":        {"已被他人修改，请重新读取后再改", "somebody else changed it first, read it again and repeat the change"},
	"unauthenticated":      {"需要有效的访问令牌：Authorization: Bearer …", "a valid token is needed: Authorization: Bearer …"},
	"forbidden":            {"角色 %v 不能进行此操作", "the role %v may not do this"},
	"not_found":            {"不存在", "not found"},
	"busy":                 {"服务繁忙，请稍后再试", "the service is busy, try again shortly"},
	"outcome_unknown":      {"连接中断，不能确定是否已保存：带 Idempotency-Key 的请求请用同一个键重发，否则请先查看再试", "the connection broke, it is not known whether this was saved: send it again with the same Idempotency-Key, or look first when it had none"},
	"database_unavailable": {"数据库暂时不可用，请稍后再试", "the database cannot be reached, try again shortly"},
	"internal":             {"服务内部错误，请凭请求编号联系管理员", "an internal error, please report the request id"},
	"body_cut":             {"请求体不完整，读取中断", "the body is not whole, it broke off"},
	"not_utf8_body":        {"请求体不是 UTF-8 编码", "the body is not UTF-8"},
	"broken_escape":        {"含有不完整的 Unicode 转义", "contains a broken Unicode escape"},
	"form_without_file":    {"表单中没有名为 file 的文件", "the form has no file under the name file"},
	"url_too_long":         {"网址超过 %v 字节", "the address is longer than %v bytes"},
	"content_encoding":     {"不接受压缩的请求体", "a compressed body is not taken"},
	"stopping":             {"服务正在停止", "the service is stopping"},
	"not_a_region_prefix":  {"应为行政区划代码前缀，例如 42、4228、422801，全国为 00", "must be the beginning of a region code, such as 42, 4228 or 422801, or 00 for the whole country"},
	"charset_is_of_csv":    {"charset 只用于 format=csv", "charset goes only with format=csv"},
	"export_is_whole":      {"导出包含全部行，不能与分页、排序参数同时使用", "an export has every row; paging and sorting do not go with it"},
	"already_exists":       {"与已有的记录重复，见 errors", "there is one like it already, see errors"},
	"still_referenced":     {"仍被其他记录引用，不能删除；可改为关停或撤销", "other records still refer to it, so it cannot be deleted; close or dissolve it instead"},
	"reference_gone":       {"所引用的记录刚被删除，请重新读取", "a record it refers to has just been deleted, read again"},
	"wrong_state":          {"当前状态为 %v，可进行的操作：%v", "its state is %v, which allows: %v"},

	// fields
	"required":            {"不能为空", "must not be empty"},
	"too_long":            {"不能超过 %v 个字符", "must not be longer than %v characters"},
	"forbidden_character": {"含有不可见或控制字符 %v", "contains an invisible or control character %v"},
	"not_one_of":          {"应为其中之一：%v", "must be one of: %v"},
	"out_of_range":        {"应在 %v 到 %v 之间", "must be from %v to %v"},
	"not_a_date":          {"应为存在的日期，例如 2022-09-30", "must be a day that exists, such as 2022-09-30"},
	"not_a_region_code":   {"应为行政区划代码，例如 42、422800、422801，全国为 00", "must be a region code such as 42, 422800 or 422801, or 00 for the whole country"},
	"unchangeable":        {"此字段创建后不能修改", "this field cannot be changed after creation"},
	"taken":               {"已被占用", "is taken already"},
	"unknown_reference":   {"不存在，或不在您的管辖范围内", "does not exist, or is outside your region"},

	// files of tables
	"file_empty":             {"文件是空的", "the file is empty"},
	"file_without_rows":      {"文件只有表头，没有数据", "the file has a header but no rows"},
	"not_utf8":               {"文件第 %v 行（第 %v 条数据，0 为表头）不是 UTF-8 编码；请另存为“CSV UTF-8（逗号分隔）”后重新上传", "line %v of the file (data row %v, 0 is the header) is not UTF-8; save the file as \"CSV UTF-8\" and send it again"},
	"nul_character":          {"文件第 %v 行（第 %v 条数据，0 为表头）含有 NUL 字符，不是文本文件；请另存为“CSV UTF-8（逗号分隔）”后重新上传", "line %v of the file (data row %v, 0 is the header) has a NUL character, which no text file has; save the file as \"CSV UTF-8\" and send it again"},
	"unclosed_quote":         {"文件第 %v 行（第 %v 条数据，0 为表头）的引号没有配对", "the quote opened in line %v of the file (data row %v, 0 is the header) is never closed"},
	"stray_quote":            {"文件第 %v 行（第 %v 条数据，0 为表头）的单元格内有多余的引号；含引号的单元格须加引号，其中的引号写两次", "a cell in line %v of the file (data row %v, 0 is the header) has a stray quote; such a cell must be quoted and the quotes in it doubled"},
	"bare_carriage_return":   {"文件第 %v 行（第 %v 条数据，0 为表头）以单独的回车结束，应为 CRLF 或 LF；请另存为“CSV UTF-8（逗号分隔）”后重新上传", "line %v of the file (data row %v, 0 is the header) ends in CR alone instead of CRLF or LF; save the file as \"CSV UTF-8\" and send it again"},
	"file_too_large":         {"文件第 %v 行（第 %v 条数据，0 为表头）处已超过 %v 字节", "at line %v of the file (data row %v, 0 is the header) it is larger than %v bytes"},
	"too_many_rows":          {"文件第 %v 行是第 %v 条数据，最多 %v 条；请分成几个文件", "line %v of the file is data row %v, at most %v are taken; split the file"},
	"too_many_columns":       {"文件第 %v 行（第 %v 条数据，0 为表头）超过 %v 列", "line %v of the file (data row %v, 0 is the header) has more than %v columns"},
	"cell_too_long":          {"文件第 %v 行（第 %v 条数据，0 为表头）有单元格超过 %v 个字符；也可能是引号没有配对", "a cell that begins in line %v of the file (data row %v, 0 is the header) is longer than %v characters; a closing quote may be missing"},
	"more_cells_than_header": {"此行有 %v 个单元格，表头只有 %v 个", "the row has %v cells, the header only %v"},
	"column_twice":           {"第 %v 列“%v”与第 %v 列“%v”是同一项（%v）", "column %v (%v) and column %v (%v) are the same field (%v)"},
	"column_missing":         {"缺少此列，表头可写：%v", "the column is missing, its header may be: %v"},

	// catalogues
	"not_an_indicator_code":   {"应为字母或数字开头的代码，例如 S1、D05", "must be a code that begins with a letter or digit, such as S1 or D05"},
	"repeated":                {"与前面的重复", "stands earlier in the list already"},
	"ends_before_start":       {"不能早于开始日期", "must not be before the first day"},
	"not_a_json_object":       {"应为 JSON 对象", "must be a JSON object"},
	"veto_without_points":     {"单项否决没有分值", "a veto has no points"},
	"sum_differs":             {"各指标上限合计为 %v（%v），与总分不符", "the maxima of the indicators come to %v (%v), which is not the total"},
	"sum_missing":             {"没有此类指标（%v），总分应为 0", "there are no indicators of this part (%v), so the total must be 0"},
	"all_need_public_service": {"扣分指标（%v）不能全部属于办事服务", "not all deductions (%v) may need public services"},

	// findings
	"unknown_indicator":              {"检查指标中没有此代码", "the catalogue has no such indicator"},
	"indicator_of_other_subject":     {"此指标不适用于该类检查对象", "the indicator is not for this kind of target"},
	"indicator_needs_public_service": {"该单位不提供办事服务，不适用此指标", "the organization provides no public services, so the indicator does not apply"},
	"points_not_open":                {"此处不能填写分值，分值由指标规定", "points are not taken here, the indicator fixes them"},
	"points_required":                {"此指标未规定分值，必须填写", "the indicator leaves the points open, so they must be stated"},
	"punished_twice":                 {"同一问题已在 %v 按另一指标处理，不重复扣分", "the same fault stands in %v under another indicator and is not punished twice"},
	"nothing_to_score":               {"检查指标没有可供该类对象（%v）计分的扣分项", "the catalogue has no deductions to score a target of this kind (%v) on"},

	// explanations of a verdict
	"veto_found":              {"%v %v：发现 %v 处，单项否决", "%v %v: found %v times, a veto"},
	"not_counted_after_veto":  {"%v %v：%v 处，已记录；已被单项否决，不再计分", "%v %v: %v times, recorded; not counted after a veto"},
	"failed_by_veto":          {"存在单项否决问题，不计算得分：不合格", "there is a veto, no score is computed: fail"},
	"not_scored":              {"该检查对象只作单项否决检查，不计算得分", "the target is only checked for vetoes, no score is computed"},
	"not_counted_unscored":    {"%v %v：%v 处，已记录；该检查对象不计分", "%v %v: %v times, recorded; the target is not scored"},
	"passed_without_score":    {"没有单项否决问题：合格", "there is no veto: pass"},
	"scoring_base":            {"基础分 %v 分", "the score starts from %v"},
	"public_service_left_out": {"该单位不提供办事服务，%v 不计，按 %v 分计算", "the organization provides no public services: %v are left out, which leaves %v"},
	"deducted":                {"%v %v：%v，扣 %v 分", "%v %v: %v, %v off"},
	"deducted_capped":         {"%v %v：%v = %v，超过上限，扣 %v 分", "%v %v: %v = %v, above the maximum, %v off"},
	"deduction_sum":           {"扣分后：%v − %v = %v", "after deductions: %v − %v = %v"},
	"scaled":                  {"折算：%v × %v ÷ %v = %v", "scaled: %v × %v ÷ %v = %v"},
	"bonus_added":             {"%v %v：%v，加 %v 分", "%v %v: %v, %v added"},
	"bonus_capped":            {"%v %v：%v = %v，超过上限，加 %v 分", "%v %v: %v = %v, above the maximum, %v added"},
	"bonus_not_open":          {"%v %v：%v，已记录；得分 %v 未超过 %v，不加分", "%v %v: %v, recorded; the score %v is not above %v, nothing is added"},
	"bonus_total_capped":      {"加分合计 %v，超过上限，按 %v 分计", "the bonus of %v is above the maximum, %v counts"},
	"final_score":             {"总分：%v + %v = %v", "final score: %v + %v = %v"},
	"observation_only":        {"另有观察记录 %v 条，不影响结果", "observations, which change nothing: %v"},
	"pass_line_met":           {"扣分后得分 %v，达到合格线 %v：合格", "%v after deductions reaches the pass line of %v: pass"},
	"pass_line_missed":        {"扣分后得分 %v，未达到合格线 %v：不合格", "%v after deductions is below the pass line of %v: fail"},

	// the register
	"not_a_site_code":         {"应为十位网站标识码：六位行政区划代码或 bm 加四位数字，再加四位顺序号", "must be a site code of ten characters: a region code or bm with four digits, then four digits"},
	"not_a_url":               {"应为以 http:// 或 https:// 开头的网址", "must be an address that begins with http:// or https://"},
	"space_in_url":            {"网址含有空格", "the address contains a space"},
	"region_without_parent":   {"请先添加上级行政区划 %v", "add the region %v above it first"},
	"after_closing":           {"不能晚于关停日期 %v", "must not be after the closing on %v"},
	"not_a_credit_code":       {"不是有效的统一社会信用代码", "is not a valid unified social credit code"},
	"before_opening":          {"不能早于开通日期 %v", "must not be before the opening on %v"},
	"parent_cycle":            {"上级单位不能是自己或自己的下级", "the parent must not be the organization itself or one below it"},
	"organization_in_use":     {"该单位仍有 %v 个未关停的网站或账号，请先关停或移交", "the organization still runs %v sites or accounts; close or move them first"},
	"organization_not_active": {"该单位已合并或撤销", "the organization has been merged or dissolved"},
	"region_of_organization":  {"应与主办单位的行政区划 %v 一致，或不填", "must be the region %v of the organization, or left out"},
	"role_needs_user":         {"该角色须属于某个单位，不能使用密钥", "this role belongs to an organization, which a key does not"},
	"not_a_scope":             {"应为 all 或行政区划代码前缀，例如 42、4228、422801", "must be all or the beginning of a region code, such as 42, 4228 or 422801"},

	// campaigns and results
	"not_the_campaign_code":   {"应为 %v，或不填", "must be %v, or left out"},
	"fixed_after_opening":     {"检查开始后不能修改", "cannot be changed once the campaign is open"},
	"campaign_published":      {"已发布，不能修改；更正请先重新开启", "it is published and cannot be changed; reopen it for a correction"},
	"campaign_not_draft":      {"只有草稿可以删除", "only a draft can be deleted"},
	"campaign_not_open":       {"检查当前状态为 %v，不接受结果", "the campaign is %v and takes no results"},
	"campaign_of_larger_area": {"该检查由上级组织，不能在此管理", "the campaign belongs to a larger area and is managed there"},
	"no_catalogue_in_force":   {"该日没有生效的检查指标", "no catalogue of indicators is in force on that day"},
	"no_targets":              {"没有正常运行的检查对象", "there is nothing in use to inspect"},
	"targets_pending":         {"还有 %v 个检查对象没有结果，见 errors", "%v targets have no result yet, see errors"},
	"target_pending":          {"%v：%v", "%v: %v"},
	"too_many_items":          {"不能超过 %v 项", "must not be more than %v"},
	"item_count":              {"应有 %v 到 %v 项", "must be %v to %v items"},
	"target_unclear":          {"请填写 site_code，或 platform 和 account_name", "give either site_code, or platform and account_name"},
	"target_twice":            {"与 %v 是同一检查对象", "is the same target as %v"},
	"not_a_target":            {"不是检查 %v 的对象", "is not a target of the campaign %v"},
	"confirmed_by_submitter":  {"确认人不能是提交人", "who confirms must not be who submitted"},
	"same_as_group_by":        {"不能与 group_by 相同", "must not be the same as group_by"},
	"level_without_region":    {"只有按行政区划分组时才能指定层级", "goes only with regions in group_by or across"},
	"level_above_campaign":    {"不能高于本次检查所在的层级", "must not be above the level of the campaign's region"},
	"campaign_of_other_kind":  {"该次检查不包括此类检查对象", "that campaign does not inspect this kind of target"},
	"group_of_other_kind":     {"该分组不适用于此类检查对象", "this group does not go with that kind of target"},

	// rows of files
	"cells_without_header":  {"表头之外还有单元格：%v", "there are cells beyond the header: %v"},
	"row_twice":             {"与第 %v 条是同一对象，请更正其中一条，或忽略此条", "is the same thing as row %v; correct one of them, or dismiss this one"},
	"region_unclear":        {"无法确定行政区划，请填写行政区划代码", "the region cannot be told, give a region code"},
	"doubled_region_suffix": {"名称中“%v”与“%v”重叠", "the name runs “%v” into “%v”"},
	"row_closed":            {"该行是已关停的对象，登记册中没有；请删除该行，或清空状态后按在用导入", "the row is of something that is closed and not in the register: take it out, or clear its state to take it in as running"},
	"state_by_hand":         {"文件不改变状态，登记册中为“%v”；请在系统中办理", "a file changes no state: in the register it is %v, change that by hand"},
	"thing_closed":          {"登记册中该对象已关停，请先恢复", "it is closed in the register, reopen it first"},
	"unknown_platform":      {"不认识的平台“%v”", "the platform “%v” is not known"},
	"not_yes_or_no":         {"应为“是”或“否”，实为“%v”", "must be 是 or 否, not “%v”"},
	"id_and_name_differ":    {"账号ID与名称分别属于两个已登记的账号", "the platform's id and the name belong to two different accounts of the register"},
	"row_applied":           {"该行已写入登记册，请直接在登记册中修改", "the row is in the register already, change it there"},

	// the demo
	"demo_table":        {"恩施州2022年第三次政务新媒体检查情况表", "Pass rates of the new-media accounts in the third round of 2022"},
	"demo_bulletin":     {"2022年第三次通报 %v", "The bulletin of the round: %v"},
	"demo_user_columns": {"登录名 密码 角色 行政区划", "name password role region"},
	"demo_assumption":   {"注意：网站名单第 23 行与第 22 行的网站标识码相同，演示数据为第 23 行填写了空闲的 %v，这是假定，不是真实的标识码。", "Note: row 23 of the list of sites has the code of row 22. The demo gives it the free code %v, which is an assumption, not its real code."},
	"demo_addresses":    {"服务地址 %v\n接口文档 %v\n管理员令牌 %v\n\n可直接粘贴的命令：", "Service     %v\nDocs        %v\nAdmin token %v\n\nLines to paste:"},
}
