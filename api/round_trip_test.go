package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/sheet"
)

// awkward is text that files like to change on the way, though the register takes it.
func awkward(t *rapid.T, label string) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		"=", "+", "-", "@", "＝", "＠", "'", "''", `"`, ",", ";", " ", "𠮷", "é", "中", "网", "0", "00", "1E5", "%", "|", `\`, "<b>", "&", "_x000D_", "州", "州州",
	}), 1, 6).Draw(t, label)
	if text := strings.Join(pieces, ""); strings.TrimSpace(text) != "" {
		return text
	}
	return "x"
}

// someRegister adds an organization with sites and accounts, some of which are not in use any more.
func someRegister(t *rapid.T, f *fixture, number int) {
	ctx, operator := f.t.Context(), service.Operator("test")
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	o, err := f.services.Organizations.Create(ctx, operator, model.OrganizationEdit{
		Name: fmt.Sprint(awkward(t, "organization"), number), RegionCode: rapid.SampledFrom([]model.RegionCode{"422800", "422801"}).Draw(t, "region"),
	})
	must(err)
	verb := rapid.SampledFrom([]model.LifeVerb{"", "", model.VerbSuspend, model.VerbClose})
	for i := range rapid.IntRange(0, 3).Draw(t, "sites") {
		s, err := f.services.Sites.Create(ctx, operator, model.SiteEdit{
			Code: fmt.Sprintf("422801%04d", number*4+i), Name: awkward(t, "site"), HomeURL: "https://a.gov.cn/?q=1,2&x=%27", OrganizationID: o.ID,
			IsPortal: rapid.Bool().Draw(t, "portal"), ICPNumber: awkward(t, "icp"), OpenedOn: "2015-01-01",
		})
		must(err)
		if v := verb.Draw(t, "verb"); v != "" {
			_, err = f.services.Sites.Move(ctx, operator, s.ID, s.Version, v, model.Reason{Reason: awkward(t, "why")})
			must(err)
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "accounts") {
		e := model.AccountEdit{
			Platform: rapid.SampledFrom(model.Platforms).Draw(t, "platform"), Name: fmt.Sprint(awkward(t, "account"), number, i), OrganizationID: o.ID,
			CertifiedSubject: awkward(t, "subject"),
		}
		if rapid.Bool().Draw(t, "with id") {
			e.PlatformAccountID = fmt.Sprint(awkward(t, "id"), number, i)
		}
		a, err := f.services.Accounts.Create(ctx, operator, e)
		must(err)
		if v := verb.Draw(t, "verb"); v != "" {
			_, err = f.services.Accounts.Move(ctx, operator, a.ID, a.Version, v, model.Reason{Reason: awkward(t, "why")})
			must(err)
		}
	}
}

// The export of a register, taken in again, changes nothing of it, and says so row by row.
func TestExportComesBackUnchanged(t *testing.T) {
	forms := []struct{ target, media string }{
		{"format=csv", "text/csv"}, {"format=csv&charset=gb18030", "text/csv"}, {"format=xlsx", sheet.XLSX.ContentType()},
	}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f, number := newFixture(t, s), 0
		rapid.Check(t, func(t *rapid.T) {
			number++
			someRegister(t, f, number)
			kind, form := rapid.SampledFrom([]string{"organizations", "sites", "accounts"}).Draw(t, "kind"), rapid.SampledFrom(forms).Draw(t, "form")
			before := f.do(http.MethodGet, "/api/v1/"+kind+"?format=ndjson", "").Body.String()
			if before == "" {
				return // a file without rows is refused
			}
			file := f.do(http.MethodGet, "/api/v1/"+kind+"?"+form.target, "").Body.String()
			answer := f.do(http.MethodPost, "/api/v1/imports?kind="+kind, file, "Content-Type", form.media)
			if answer.Code != http.StatusCreated && answer.Code != http.StatusOK { // 200 is the import of the same bytes
				t.Fatalf("%s %s: %d %s", kind, form.target, answer.Code, answer.Body)
			}
			job := read[importResponse](f.t, answer)
			if rows := strings.Count(before, "\n"); job.Counts.Unchanged != rows {
				rest := f.do(http.MethodGet, fmt.Sprintf("/api/v1/imports/%d/rows?limit=1000", job.ID), "").Body.String()
				t.Fatalf("%s %s: %+v of %d rows\n%s\n%s", kind, form.target, job.Counts, rows, file, rest)
			}
			if after := f.do(http.MethodGet, "/api/v1/"+kind+"?format=ndjson", "").Body.String(); after != before {
				t.Fatalf("%s: %s became %s", kind, before, after)
			}
		})
	})
}
