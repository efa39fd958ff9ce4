package model

// auditMessages are about the audit trail.
var auditMessages = map[string]message{}
