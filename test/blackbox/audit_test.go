package blackbox

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type auditEntry struct {
	ID        int    `json:"id"`
	Operation string `json:"operation"`
	Outcome   string `json:"outcome"`
	Reason    string `json:"reason"`
	Source    string `json:"source"`
	RequestID string `json:"request_id"`
	Thing     struct {
		Kind string `json:"kind"`
		ID   int    `json:"id"`
	} `json:"thing"`
	Before map[string]any `json:"before"`
	After  map[string]any `json:"after"`
	Seq    int            `json:"seq"`
	Hash   string         `json:"hash"`
}

// The trail of a site is read as an auditor does: what was changed, what was refused, what was taken away. Nobody changes it.
func TestAuditTrail(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		organization := c.Do(http.StatusCreated, http.MethodPost, "/organizations", object{"name": "甲局", "region_code": "422801"})
		path := strings.TrimPrefix(organization.Header.Get("Location"), "/api/v1")
		c.Do(http.StatusOK, http.MethodPatch, path, object{"short_name": "甲"}, "If-Match", organization.Tag(), "X-Request-ID", "request-of-the-test")
		viewer := c.As(token(t, address, "viewer", "422801"))
		viewer.Do(http.StatusForbidden, http.MethodDelete, path, nil, "If-Match", `"2"`)
		c.Do(http.StatusOK, http.MethodGet, "/organizations?format=csv&region=4228", nil)

		one := harness.Get[list[auditEntry]](c, "/audit-entries?request_id=request-of-the-test").Items
		if len(one) != 1 || one[0].Operation != "organization.update" || one[0].Before["ShortName"] != "" || one[0].After["ShortName"] != "甲" ||
			one[0].Outcome != "done" || one[0].Source != "127.0.0.1" {
			t.Fatalf("%+v", one)
		}
		about := harness.Get[list[auditEntry]](c, fmt.Sprintf("/audit-entries?thing_kind=organization&thing_id=%d", one[0].Thing.ID)).Items
		if len(about) != 3 || about[0].Operation != "deleteOrganization" || about[0].Outcome != "denied" || about[0].Reason != "forbidden" {
			t.Errorf("%+v", about)
		}
		if exports := harness.Get[list[auditEntry]](c, "/audit-entries?operation=organization.export").Items; len(exports) != 1 {
			t.Errorf("%+v", exports)
		}
		entry := fmt.Sprintf("/audit-entries/%d", one[0].ID)
		sealed := harness.Get[auditEntry](c, entry)
		for deadline := time.Now().Add(time.Minute); sealed.Seq == 0 && time.Now().Before(deadline); sealed = harness.Get[auditEntry](c, entry) {
			time.Sleep(50 * time.Millisecond)
		}
		if sealed.Seq == 0 || len(sealed.Hash) != 64 {
			t.Errorf("it is never sealed: %+v", sealed)
		}
		file := c.Do(http.StatusOK, http.MethodGet, "/audit-entries?format=csv&thing_kind=organization", nil)
		if lines := cells(t, file.Body); len(lines) != 4 || lines[1][10] != "organization.create" {
			t.Errorf("%v", lines)
		}
		viewer.Do(http.StatusForbidden, http.MethodGet, "/audit-entries", nil)
		c.Do(http.StatusNotFound, http.MethodGet, "/audit-entries/999999", nil)
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			for _, p := range []string{"/audit-entries", entry} {
				if answer, err := c.Send(method, p, nil); err != nil || answer.Status != http.StatusMethodNotAllowed {
					t.Errorf("%s %s: %d, %v", method, p, answer.Status, err)
				}
			}
		}
	})
}
