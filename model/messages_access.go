package model

// accessMessages are about users, logins, keys and rights.
var accessMessages = map[string]message{
	"password_change_required": {"请先修改密码：PUT /api/v1/me/password", "change your password first: PUT /api/v1/me/password"},
	"totp_enrolment_required":  {"请先绑定动态口令：POST /api/v1/me/totp", "set up your second factor first: POST /api/v1/me/totp"},
}
