package main

import (
	"path/filepath"
	"strconv"
	"time"

	"xuncha/service"
)

// The audit trail, unless it is configured otherwise.
const (
	auditCheckpoint      = time.Hour
	leastAuditCheckpoint = time.Minute
	auditRetention       = 1826 // five years
	keepForEver          = "forever"
)

func (c *config) readAudit(getenv func(string) string, complain complaint) {
	c.auditDir, c.auditCheckpoint, c.auditRetention = getenv("XUNCHA_AUDIT_DIR"), auditCheckpoint, auditRetention
	if c.auditDir == "" && c.database != "sqlite::memory:" { // what is lost at the end needs no witness
		c.auditDir = filepath.Join(c.dataDir(), "audit")
	}
	if v := getenv("XUNCHA_AUDIT_CHECKPOINT"); v != "" {
		every, err := time.ParseDuration(v)
		if err != nil || every < leastAuditCheckpoint {
			complain("XUNCHA_AUDIT_CHECKPOINT", "%q is not a time of at least %s, such as 1h", v, leastAuditCheckpoint)
		}
		c.auditCheckpoint = every
	}
	switch v := getenv("XUNCHA_AUDIT_RETENTION"); v {
	case "":
	case keepForEver:
		c.auditRetention = 0
	default:
		days, err := strconv.Atoi(v)
		if err != nil || days < service.MinRetention || days > 36525 {
			complain("XUNCHA_AUDIT_RETENTION", "%q is neither a number of days from %d to 36525 nor %s", v, service.MinRetention, keepForEver)
		}
		c.auditRetention = days
	}
}
