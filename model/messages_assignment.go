package model

// assignmentMessages are about who inspects what, drafts and progress.
var assignmentMessages = map[string]message{
	// assigning and reviewing
	"assigned_to_another":    {"该检查对象已分配给其他检查人员", "the target was given to another inspector"},
	"assignee_disabled":      {"该用户已停用", "the user is disabled"},
	"assignee_cannot_submit": {"该用户不能提交检查结果", "the user may not submit results"},
	"assignee_elsewhere":     {"该用户的管辖范围不包括此检查对象", "the target lies outside the user's region"},
	"nobody_for_region":      {"所列用户的管辖范围都不包括 %v", "the region %v lies outside those of all the users"},
	"not_with_this_way":      {"与所选的分配方式（by）不能同时使用", "does not go with this way (by) of assigning"},
	"too_many_targets":       {"一次最多分配 %v 个检查对象，请限定 region_code 或 kind", "at most %v targets are assigned at once, narrow it by region_code or kind"},
	"no_own_list":            {"密钥没有自己的检查清单；me 只用于登录用户", "a key has no list of its own; me is for people who have logged in"},
	"confirmed_by_proposer":  {"提出免检的人不能自己确认", "who confirms a waiver must not be who proposed it"},
}
