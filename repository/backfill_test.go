package repository_test

import (
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// What stood in the register before it kept versions has them afterwards, and what has ended counts as running until then.
// The steps may run twice.
func TestTheRegisterOfBeforeGetsVersions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := addOrganization(t, s, "owner", "422801")
		gone := newOrganization("gone", "422801")
		gone.State, gone.DissolvedOn, gone.DissolveReason, gone.Ended, gone.Version = model.OrganizationDissolved, "2022-10-05", "r", 1, 2
		must(t, s.Organizations.Create(t.Context(), gone))
		running, closed := newSite(1, o), newSite(2, o)
		running.OpenedOn = "2015-01-01"
		closed.State, closed.ClosedOn, closed.CloseReason, closed.Version = model.StateClosed, "2020-05-01", "r", 3
		must(t, s.Sites.Create(t.Context(), running, closed))
		must(t, s.Accounts.Create(t.Context(), newAccount(o, "account", "")))
		dialect := "mysql"
		if s.OnSQLite() {
			dialect = "sqlite"
		}
		steps, err := repository.Migrations(dialect)
		must(t, err)
		for range 2 {
			for _, step := range steps {
				if strings.Contains(step.Name, "_versions_before_the_end") || strings.Contains(step.Name, "_versions_as_they_stand") {
					run(t, s, strings.TrimSuffix(strings.TrimSpace(step.Text), ";"))
				}
			}
		}
		day := string(model.NewDate(noon.Time))
		var got []string
		for _, table := range []string{"organization_versions", "site_versions", "account_versions"} {
			for _, r := range query(t, s, "SELECT name, version, state, valid_from, valid_to, change_kind FROM "+table+" ORDER BY id, version") {
				for i := 3; i < 5; i++ {
					r[i] = strings.TrimSuffix(r[i], "T00:00:00Z")
				}
				got = append(got, strings.Join(r, " "))
			}
		}
		want := []string{
			"owner 1 active " + day + "  known",
			"gone 1 active " + min(day, "2022-10-05") + " 2022-10-05 known", "gone 2 dissolved 2022-10-05  known",
			"site 4228000001 1 running 2015-01-01  known",
			"site 4228000002 1 running 2020-05-01 2020-05-01 known", "site 4228000002 3 closed 2020-05-01  known",
			"account 1 running " + day + "  known",
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
