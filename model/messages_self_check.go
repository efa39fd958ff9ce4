package model

// selfCheckMessages are about the checks of counties and units of their own things.
var selfCheckMessages = map[string]message{
	"self_check_subject":   {"请填写 site_id、account_id、site_code 之一，或 platform 和 account_name", "give one of site_id, account_id and site_code, or platform and account_name"},
	"self_check_of_county": {"自查由县市或单位自己填写；此账号的区域大于县市", "counties and units write their own self-checks; the area of this caller is larger"},
	"day_ahead":            {"不能晚于今天（%v）", "must not be after today, %v"},
}
