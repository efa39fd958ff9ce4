package model

// auditMessages are about the audit trail.
var auditMessages = map[string]message{
	"not_a_time": {"应为 RFC 3339 时间，例如 2022-10-08T01:00:00Z", "must be a time after RFC 3339, such as 2022-10-08T01:00:00Z"},
}
