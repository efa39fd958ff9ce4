package model

// accessMessages are about users, logins, keys and rights.
var accessMessages = map[string]message{
	"login_failed":             {"用户名或密码不正确", "name or password are wrong"},
	"too_many_logins":          {"登录失败次数过多，请按 Retry-After 稍后再试", "too many failed logins, try again after Retry-After"},
	"totp_unavailable":         {"动态口令暂不可用", "the second factor cannot be checked now"},
	"only_in_session":          {"只能在登录会话中进行；密钥没有会话和密码", "only a session may do this; a key has neither session nor password"},
	"password_wrong":           {"当前密码不正确", "this is not the current password"},
	"password_unchanged":       {"新密码不能与当前密码相同", "must differ from the current password"},
	"password_too_common":      {"太常见或太容易猜到，请换一个", "too common or too easily guessed, choose another"},
	"too_short":                {"至少 %v 个字符", "must have at least %v characters"},
	"not_your_own":             {"不能更改自己的角色、地区、权限、状态；改自己的密码用 PUT /api/v1/me/password", "nobody changes its own role, region, scopes or state; one's own password is changed with PUT /api/v1/me/password"},
	"last_administrator":       {"该地区至少要保留一名能管理用户的管理员", "one administrator who manages the users of the region must be left"},
	"role_not_yours":           {"您不能授予该角色", "this role is not yours to give"},
	"only_unit_staff":          {"只有 unit_staff 属于某个单位", "only unit_staff belong to an organization"},
	"not_a_permission":         {"没有这项权限", "there is no such permission"},
	"permission_not_of_role":   {"该角色没有权限 %v", "the role does not have the permission %v"},
	"password_change_required": {"请先修改密码：PUT /api/v1/me/password", "change your password first: PUT /api/v1/me/password"},
	"totp_enrolment_required":  {"请先绑定动态口令：POST /api/v1/me/totp", "set up your second factor first: POST /api/v1/me/totp"},
}
