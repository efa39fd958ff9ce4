package service_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// filings are the duties in short, in the order in which they began.
func (w *world) filings(f model.FilingFilter) (lines []string) {
	w.t.Helper()
	for _, f := range must[model.List[model.FilingStatus]](w.t)(w.Filings.List(w.ctx, operator, f, everything)).Items {
		late := ""
		if f.Late {
			late = " late"
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s–%s%s", f.Kind, f.Cause, f.Register, f.State, f.SinceOn, f.DueOn, late))
	}
	return lines
}

func TestWhatHasToBeFiled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		is := func(what string, f model.FilingFilter, want ...string) {
			t.Helper()
			if diff := cmp.Diff(want, w.filings(f)); diff != "" {
				t.Errorf("%s:\n%s", what, diff)
			}
		}
		s := w.site(o) // on a Saturday
		is("a new site", model.FilingFilter{}, "site open national open 2022-10-08–2022-10-13")
		a := w.account(o)
		accounts := model.FilingFilter{Kind: model.SubjectAccount}
		opened := []string{"account open national open 2022-10-08–2022-10-13", "account open provincial open 2022-10-08–2022-10-13"}
		is("a new account", accounts, opened...)
		rename := func(version uint64, name string) {
			t.Helper()
			must[model.Account](t)(w.Accounts.Update(w.ctx, operator, a.ID, version, func(e model.AccountEdit) (model.AccountEdit, error) {
				e.Name = name
				return e, nil
			}))
		}
		rename(1, "改名")
		is("a change before the opening is filed", accounts, opened...)
		w.wait(7)
		is("late", model.FilingFilter{Late: "true", Kind: model.SubjectSite}, "site open national open 2022-10-08–2022-10-13 late")
		is("not late", model.FilingFilter{Late: "false"})
		list := must[model.List[model.FilingStatus]](t)(w.Filings.List(w.ctx, operator, accounts, everything)).Items
		refused(t, "tomorrow", only(w.Filings.Finish(w.ctx, operator, list[0].ID, 1, model.FilingEdit{On: "2022-10-16"})), "invalid_fields on:in_future")
		must[model.FilingStatus](t)(w.Filings.Finish(w.ctx, operator, list[0].ID, 1, model.FilingEdit{On: "2022-10-13", Number: "DEMO-1"}))
		refused(t, "twice", only(w.Filings.Finish(w.ctx, operator, list[0].ID, 2, model.FilingEdit{})), "wrong_state")
		must[model.FilingStatus](t)(w.Filings.Dismiss(w.ctx, operator, list[1].ID, 1, today))
		is("what is done is not late", model.FilingFilter{Late: "true", Kind: model.SubjectAccount})
		rename(2, "又改名")
		changes := model.FilingFilter{Kind: model.SubjectAccount, Cause: model.CauseChange}
		is("a change", changes, "account change national open 2022-10-15–2022-10-21", "account change provincial open 2022-10-15–2022-10-21")
		must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, o.ID, 1, model.RenameEdit{Name: "新局", Reason: "机构改革"}))
		is("the unit's name, with what waits", changes, "account change national open 2022-10-15–2022-10-21", "account change provincial open 2022-10-15–2022-10-21")
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, a.ID, 3, model.VerbClose, today))
		is("a closing", model.FilingFilter{Cause: model.CauseClose},
			"account close national open 2022-10-15–2022-10-21", "account close provincial open 2022-10-15–2022-10-21")
		refused(t, "delete what was filed", w.Accounts.Delete(w.ctx, operator, a.ID, 4), "still_referenced")
		refused(t, "delete what was not", w.Sites.Delete(w.ctx, operator, s.ID, 1), "")
		is("of what is deleted", model.FilingFilter{Kind: model.SubjectSite})
	})
}

func TestWhatNeedNotBeFiled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.sites("4228010001,甲,http://a.gov.cn/,否")
		must[model.Import](t)(w.take(operator, model.ImportAccounts, false, "平台,账号名称,主办单位,行政区划代码", "微信,甲,丙局,422801"))
		o := w.organization(countyA)
		old := w.siteEdit(o)
		old.OpenedOn = "2015-01-01"
		must[model.Site](t)(w.Sites.Create(w.ctx, operator, old))
		filed := w.accountEdit(o)
		filed.OpenedOn, filed.NationalFilingNumber, filed.ProvincialFilingNumber = "2018-06-01", "DEMO-1", ""
		a := must[model.Account](t)(w.Accounts.Create(w.ctx, operator, filed))
		// Only that the account stands in the provincial register is not known, and no calendar reaches back so far.
		want := []string{"account open provincial open 2018-06-01–"}
		if diff := cmp.Diff(want, w.filings(model.FilingFilter{})); diff != "" {
			t.Error(diff)
		}
		must[model.Account](t)(w.Accounts.Update(w.ctx, operator, a.ID, 1, func(e model.AccountEdit) (model.AccountEdit, error) {
			e.CertifiedSubject, e.ProvincialFilingNumber = "某局", "DEMO-2"
			return e, nil
		}))
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, a.ID, 2, model.VerbSuspend, today))
		if diff := cmp.Diff(want, w.filings(model.FilingFilter{})); diff != "" {
			t.Errorf("what becomes known is no change:\n%s", diff)
		}
	})
}

// Of changes that are filed together the earliest one says when.
func TestTheEarliestChangeCounts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.sites("4228010001,甲,http://a.gov.cn/,否")
		into := w.organization(countyA)
		list := must[model.List[model.Site]](t)(w.Sites.List(w.ctx, operator, model.SiteFilter{}, everything))
		s := list.Items[0]
		must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, s.OrganizationID, 1, model.RenameEdit{Name: "乙", Reason: "r"}))
		must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, s.ID, 1, model.TransferEdit{OrganizationID: into.ID, Reason: "r", On: "2022-09-01"}))
		want := []string{"site change national open 2022-09-01–2022-09-08 late"}
		if diff := cmp.Diff(want, w.filings(model.FilingFilter{})); diff != "" {
			t.Error(diff)
		}
	})
}

// What is open goes with the thing to its new owner; what is done stays with who has done it.
func TestFilingsGoWithTheThing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		from, into := w.organization(countyA), w.organization(countyB)
		a := w.account(from)
		list := must[model.List[model.FilingStatus]](t)(w.Filings.List(w.ctx, operator, model.FilingFilter{}, everything)).Items
		must[model.FilingStatus](t)(w.Filings.Finish(w.ctx, operator, list[0].ID, 1, model.FilingEdit{}))
		must[model.Account](t)(w.Accounts.Transfer(w.ctx, operator, a.ID, 1, model.TransferEdit{OrganizationID: into.ID, Reason: "划转"}))
		for who, want := range map[model.Scope][]string{
			model.Scope(countyA): {"national open done"},
			model.Scope(countyB): {"provincial open open", "national change open"},
		} {
			var got []string
			for _, f := range must[model.List[model.FilingStatus]](t)(w.Filings.List(w.ctx, actor(model.RoleViewer, who), model.FilingFilter{}, everything)).Items {
				got = append(got, fmt.Sprint(f.Register, " ", f.Cause, " ", f.State))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s:\n%s", who, diff)
			}
		}
	})
}

// What waits for a change to be filed with is what waits when the change is written, not when its transaction began: what was
// filed meanwhile does not tell of it, and what another change has brought meanwhile does.
func TestAChangeLooksForWhatWaitsNow(t *testing.T) {
	w := newWorld(t, dbtest.OnMariaDB(t, repository.WithPool(8)))
	o := w.organization(countyA)
	s := w.site(o)
	edit := func(version uint64, meanwhile func()) {
		t.Helper()
		once := sync.OnceFunc(meanwhile) // a transaction may run again
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, s.ID, version, func(e model.SiteEdit) (model.SiteEdit, error) {
			once() // it has read the site already
			e.Name += "改"
			return e, nil
		}))
	}
	filed := func(id uint64) func() {
		return func() {
			must[model.FilingStatus](t)(w.Filings.Finish(w.ctx, operator, id, 1, model.FilingEdit{}))
		}
	}
	is := func(what string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, w.filings(model.FilingFilter{Cause: model.CauseChange})); diff != "" {
			t.Errorf("%s:\n%s", what, diff)
		}
	}
	edit(1, filed(1))
	is("the opening was filed", "site change national open 2022-10-08–2022-10-13")
	filed(2)()
	edit(2, func() {
		must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, o.ID, 1, model.RenameEdit{Name: "新局", Reason: "r"}))
	})
	is("the unit was renamed", "site change national done 2022-10-08–2022-10-13", "site change national open 2022-10-08–2022-10-13")
}
