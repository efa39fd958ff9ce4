package model

// outgoingMessages are about addresses that the program calls.
var outgoingMessages = map[string]message{
	"outgoing_characters": {"网址只能含可见的 ASCII 字符，不含反斜杠；中文域名请写成 xn--… 形式", "the address may have visible ASCII characters only, and no backslash; write a Chinese name as xn--…"},
	"outgoing_fragment":   {"网址不能含 #", "the address must not have a #"},
	"outgoing_malformed":  {"网址写法有误", "the address is malformed"},
	"outgoing_scheme":     {"网址应以 https:// 开头；http:// 只用于管理员允许的内部网络", "the address must begin with https://; http:// is for internal networks that the operator allows"},
	"outgoing_user":       {"网址不能含用户名或密码", "the address must not name a user or a password"},
	"outgoing_host":       {"应为域名或完整的 IP 地址，例如 hooks.example.gov.cn", "must name a host, such as hooks.example.gov.cn, or a whole IP address"},
	"outgoing_port":       {"端口应为 1 至 65535 之间的整数", "the port must be a number from 1 to 65535"},
	"outgoing_closed_port": {
		"不能使用端口 %v；可用：%v。其他端口须由运维人员在 XUNCHA_OUTGOING_PORTS 中允许",
		"the port %v cannot be used; those that can: %v. Others have to be allowed in XUNCHA_OUTGOING_PORTS by the operator",
	},
	"outgoing_private": {
		"此地址不是公网地址；内部网络须由运维人员在 XUNCHA_OUTGOING_NETWORKS 中允许",
		"this is no public address; internal networks have to be allowed in XUNCHA_OUTGOING_NETWORKS by the operator",
	},
}
