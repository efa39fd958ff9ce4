package model

// accessMessages are about users, logins, keys and rights.
var accessMessages = map[string]message{
	"password_change_required": {"请先修改密码：PUT /api/v1/me/password", "change your password first: PUT /api/v1/me/password"},
	"totp_enrolment_required":  {"请先绑定动态口令：POST /api/v1/me/totp", "set up your second factor first: POST /api/v1/me/totp"},

	// keys
	"not_a_network":         {"应为网段或地址，例如 10.1.0.0/16、10.1.2.3、fd00::/8", "must be a network or an address, such as 10.1.0.0/16, 10.1.2.3 or fd00::/8"},
	"time_not_ahead":        {"应晚于当前时间；要立即停用请吊销令牌", "must lie ahead; to end a key at once, revoke it"},
	"time_too_late":         {"应早于 %v 年", "must lie before the year %v"},
	"beyond_own_rights":     {"你自己没有这些权限，不能授予：%v；请用 scopes 限定", "you do not have these permissions yourself, so nobody gets them from you: %v; narrow it by scopes"},
	"key_beyond_own_rights": {"该令牌有你自己没有的权限：%v，不能由你更换", "the key may do more than you: %v; so you cannot get a new text of it"},
	"last_administrator":    {"这是最后一个可管理全部区划的管理员，请先设立另一个", "this is the last administrator of every region, make another one first"},
	"admin_token_ended":     {"XUNCHA_ADMIN_TOKEN 中的令牌已吊销、过期或被替换，请换一个新的", "the key of XUNCHA_ADMIN_TOKEN was revoked, has expired or was replaced: set another one"},
}
