package main

import (
	"time"

	"xuncha/service"
)

// Bounds of the life of a session. A session that never ends is one that somebody finds open.
const (
	leastSession = time.Minute
	mostSession  = 7 * 24 * time.Hour
)

func (c *config) readSessions(getenv func(string) string, complain complaint) {
	c.sessionIdle, c.sessionMax = service.DefaultSessionIdle, service.DefaultSessionMax
	sound := true
	for _, setting := range []struct {
		name string
		into *time.Duration
	}{{"XUNCHA_SESSION_IDLE", &c.sessionIdle}, {"XUNCHA_SESSION_MAX", &c.sessionMax}} {
		v := getenv(setting.name)
		if v == "" {
			continue
		}
		d, err := time.ParseDuration(v)
		if err != nil || d < leastSession || d > mostSession {
			complain(setting.name, "%q is not a time such as 30m or 12h, from %v to %v", v, leastSession, mostSession)
			sound = false
			continue
		}
		*setting.into = d
	}
	if sound && c.sessionIdle > c.sessionMax {
		complain("XUNCHA_SESSION_IDLE", "%v is longer than XUNCHA_SESSION_MAX, %v", c.sessionIdle, c.sessionMax)
	}
}
