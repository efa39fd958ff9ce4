package model

// accessMessages are about users, logins, keys and rights.
var accessMessages = map[string]message{
	"login_failed":             {"用户名或密码不正确", "name or password are wrong"},
	"too_many_logins":          {"登录失败次数过多，请按 Retry-After 稍后再试", "too many failed logins, try again after Retry-After"},
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

	"totp_code_required":    {"请输入动态口令：在 code 中填写验证器显示的 6 位数字", "a code of the second factor is needed: send the six digits of your authenticator as code"},
	"totp_code_wrong":       {"动态口令不正确或已使用过，请等待下一个", "the code is wrong or was used before, wait for the next one"},
	"totp_enabled_already":  {"已启用动态口令，请先停用", "a second factor is in force already, take it out of force first"},
	"totp_not_begun":        {"请先生成密钥：POST /api/v1/me/totp", "make a secret first: POST /api/v1/me/totp"},
	"totp_not_enabled":      {"未启用动态口令", "there is no second factor"},
	"totp_required_by_role": {"该角色必须使用动态口令，不能停用", "the role needs a second factor, it stays in force"},
	"totp_at_provider":      {"该用户通过统一身份认证登录，第二因素在那里设置", "the user logs in by single sign-on and has the second factor at its provider"},
	"scope_all_needed":      {"该设置对全部地区生效，只有范围为 all 的管理员可以修改", "this holds for every region and takes an administrator whose scope is all"},
	"sso_not_configured":    {"未配置统一身份认证", "there is no single sign-on here"},
	"sso_unavailable":       {"统一身份认证暂不可用，请稍后再试", "the provider of the single sign-on cannot be reached, try again shortly"},
	"sso_failed":            {"统一身份认证登录失败，请重新登录", "the single sign-on failed, begin it again"},
	"sso_no_rights":         {"统一身份认证未给出可用的角色、地区或单位，请联系管理员", "the single sign-on gives no role, region or organization that counts here, ask your administrator"},
	"user_disabled":         {"该用户已停用，请联系管理员", "the user is disabled, ask your administrator"},
}
