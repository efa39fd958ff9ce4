package matrix

import (
	"testing"
)

// The trail is filtered by things, callers and requests of any region: of another's nothing is found, as of what does not
// exist, and of the own something is.
func TestTheTrailShowsOnlyTheOwn(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		var trail operation
		for _, o := range readDocument(t) {
			if o.id == "listAuditEntries" {
				trail = o
			}
		}
		staff := m.named("unit_staff")
		m.carry(staff, request{method: "GET", target: "/api/v1/users"}) // refused, and so in the trail
		caller := m.world.text("SELECT user_id FROM audit_entries WHERE outcome = 'denied' AND user_id > 0 ORDER BY id DESC LIMIT 1")
		key := m.world.text("SELECT MAX(token_id) FROM audit_entries WHERE token_id > 0")
		for _, name := range []string{"auditor", "admin"} {
			who := m.named(name)
			m.carry(who, request{method: "GET", target: "/api/v1/sites/999999"}) // in the trail of the own county
			for what, query := range map[string][2][]string{
				"things":   {{"thing_kind", "user", "thing_id", m.world.first(aUser, "A1").name}, {"thing_kind", "user", "thing_id", m.world.first(aUser, "B1").name}},
				"contacts": {{"thing_kind", "contact", "thing_id", m.world.first(aContact, "A1").name}, {"thing_kind", "contact", "thing_id", m.world.first(aContact, "B1").name}},
				"users":    {{"user", caller}, {"user", m.world.first(aUser, "B1").name}},
				"keys":     {{"token", m.world.text("SELECT MAX(token_id) FROM audit_entries WHERE outcome = 'denied'")}, {"token", key + "0"}},
				"requests": {{"request_id", requestID}, {"request_id", "another-request"}},
				"regions":  {{"region", "422801"}, {"region", "422802"}},
			} {
				own, other := m.list(trail, who, place{}, query[0]...), m.list(trail, who, place{}, query[1]...)
				if own.Total == 0 || other.Total != 0 || len(other.Items) != 0 {
					t.Errorf("%s of %s: %d of the own, %d of another", what, name, own.Total, other.Total)
				}
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}
