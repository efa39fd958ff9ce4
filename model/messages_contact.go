package model

// contactMessages are about contacts and the keys that seal them.
var contactMessages = map[string]message{
	// contacts
	"masked_value":        {"这是打码后的内容，不能保存；不修改请不要提交此字段", "this is a masked value and cannot be kept; leave the field out to keep what is there"},
	"not_a_mobile":        {"应为 11 位手机号码，例如 13800000000", "must be a mobile number of 11 digits, such as 13800000000"},
	"not_an_office_phone": {"应为带区号的固定电话，可带分机号，例如 0718-8000000、0718-8000000-801", "must be a number with its area code and perhaps an extension, such as 0718-8000000 or 0718-8000000-801"},
	"not_a_phone":         {"应为手机号码或带区号的固定电话", "must be a mobile number, or an office number with its area code"},
	"not_an_email":        {"应为电子邮箱地址，例如 office@example.cn", "must be an address such as office@example.cn"},
	"key_missing":         {"缺少解密所需的密钥，请联系管理员", "a key that is needed to open this is missing, please tell the administrator"},
}
