package model

// evidenceMessages are about attachments.
var evidenceMessages = map[string]message{
	"evidence_type":          {"不接受此类文件；按内容判断，可用：%v", "this kind of file is not taken; judged by its content, these are: %v"},
	"evidence_not_utf8":      {"网页存档应为 UTF-8 编码", "the capture of a page must be UTF-8"},
	"evidence_too_large":     {"%v 文件不能超过 %v 字节", "a file of the type %v must not be larger than %v bytes"},
	"evidence_full":          {"证据存储空间已满，请联系管理员", "the storage of evidence is full, please tell the administrator"},
	"evidence_unavailable":   {"证据存储暂时不可用，请稍后再试", "the storage of evidence cannot be reached, try again shortly"},
	"evidence_being_removed": {"相同内容的旧文件正在清理，请稍后再试", "an old file with the same content is being removed, try again shortly"},
	"unsatisfiable_range":    {"所请求的范围超出文件，文件共 %v 字节", "the range lies beyond the file, which has %v bytes"},
	"in_the_future":          {"不能晚于现在", "must not be in the future"},
	"moment_needed":          {"只有整改后的附件可以指明整改前的附件", "only an attachment of afterwards names the one of before"},
	"not_its_before":         {"应为同一检查对象的整改前附件", "must be an attachment of before, of the same target"},
	"has_counterpart":        {"有整改后的附件与它对照，请先解除", "an attachment of afterwards refers to it as its counterpart; undo that first"},
	"attachment_bound":       {"已随整改材料提交，不能再修改或删除", "it was submitted with a rectification and can be neither changed nor removed"},
	"attachment_decided":     {"所证明的检查结果已经定论，不能再修改或删除", "what it proves is decided, so it can be neither changed nor removed"},
	"not_a_proof":            {"不是整改证明材料", "is no proof of a rectification"},
	"of_other_target":        {"属于另一检查对象", "belongs to another target"},
	"named_twice":            {"重复", "stands there twice"},
}
