package blackbox

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// memberOf is somebody of the staff of an organization.
func memberOf(t *testing.T, server *harness.Server, name string, organization uint64) harness.Client {
	t.Helper()
	create(t, server.Admin(t), "/users", object{"name": name, "role": "unit_staff", "organization_id": organization, "password": firstPassword})
	nobody := harness.NewClient(t, server.URL)
	staff := nobody.As(logIn(t, nobody, name, firstPassword).Token)
	staff.Do(http.StatusNoContent, http.MethodPut, "/me/password", object{"current_password": firstPassword, "new_password": ownPassword})
	return staff
}

// A site is given to another organization while a finding on it is open: the staff there see it, send a picture and hand in
// what was done; those who had the site see nothing of it any more, and the figures of the round stay.
func TestAFindingFollowsItsSite(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		admin := server.Admin(t)
		from := harness.Get[thing](admin, create(t, admin, "/organizations", object{"name": "甲局", "region_code": "422801"})).ID
		into := harness.Get[thing](admin, create(t, admin, "/organizations", object{"name": "乙局", "region_code": "422801"})).ID
		site := create(t, admin, "/sites", object{
			"code": "4228010001", "name": "甲局网站", "home_url": "http://a.gov.cn/", "organization_id": from,
		})
		former, staff := memberOf(t, server, "former", from), memberOf(t, server, "staff", into)
		code, inspection := failedRound(t, admin, 2)
		path := fmt.Sprint("/findings/", harness.Get[list[finding]](former, "/findings?part=veto").Items[0].ID)
		old := tag(t, former, path)
		rates := "/campaigns/" + code + "/pass-rates?group_by=organization&kind=site"
		before := harness.Get[object](admin, rates)

		do(t, admin, http.StatusOK, site, "/move", object{"organization_id": into, "reason": "划转"})
		refuse(t, former, "not_found", http.StatusNotFound, http.MethodGet, path, nil)
		if a, b := total(former, "/findings"), total(staff, fmt.Sprint("/findings?organization=", into)); a != 0 || b != 2 {
			t.Errorf("the former staff have %d findings, the new one %d", a, b)
		}
		upload := func(status int, c harness.Client, query string) harness.Answer {
			return c.Do(status, http.MethodPost, "/attachments?captured_at=2022-10-08T09:00:00%2B08:00&"+query, evidenceFiles["png"].content,
				"Content-Type", "application/octet-stream")
		}
		id := path[len("/findings/"):]
		upload(http.StatusUnprocessableEntity, staff, fmt.Sprint("inspection=", inspection))
		upload(http.StatusUnprocessableEntity, former, "finding="+id)
		upload(http.StatusBadRequest, staff, "purpose=proof")
		proof := harness.Decode[struct {
			ID           uint64 `json:"id"`
			InspectionID uint64 `json:"inspection_id"`
			Purpose      string `json:"purpose"`
		}](t, upload(http.StatusCreated, staff, "finding="+id))
		if proof.InspectionID != inspection || proof.Purpose != "proof" {
			t.Errorf("%+v", proof)
		}
		body := object{"done": "已修复", "attachment_ids": []uint64{proof.ID}}
		staff.Do(http.StatusPreconditionFailed, http.MethodPost, path+"/submit", body, "If-Match", old)
		do(t, staff, http.StatusOK, path, "/submit", body)
		if got := harness.Get[list[attachment]](staff, "/attachments?finding="+id).Items; len(got) != 1 || got[0].ID != proof.ID {
			t.Errorf("%+v", got)
		}
		if diff := cmp.Diff(before, harness.Get[object](admin, rates)); diff != "" {
			t.Errorf("the figures:\n%s", diff)
		}
	})
}
