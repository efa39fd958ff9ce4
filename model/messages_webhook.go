package model

// webhookMessages are about webhooks.
var webhookMessages = map[string]message{
	"not_a_change_type":       {"应为变更类型，例如 site.update", "must be types of changes, such as site.update"},
	"kinds_beyond_own_rights": {"您没有读取以下对象的权限，不能让其他系统接收其变更：%v", "you may not read these, so no system hears of them in your name: %v"},
	"too_many_webhooks":       {"最多 %v 个推送地址，请先删除不用的", "there are at most %v webhooks, delete one that is not needed"},
}
